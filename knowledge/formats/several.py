"""A text file that holds more than one release -> where each of them begins and ends."""

import re

from knowledge.records import Span

# What ends a release of DVIDS, and what begins one of the Justice Department.
_CREDIT = re.compile(
    r"must comply with the restrictions shown on https?://www\.dvidshub\.net/about/copyright\.?"
)
_LETTERHEAD = re.compile(r"^[ \t]{0,20}(?:U\.S\. )?Department of Justice[ \t]{0,20}$", re.MULTILINE)
_RELEASE = re.compile(r"^[ \t]{0,20}FOR IMMEDIATE RELEASE[ \t]{0,20}$", re.MULTILINE)
_HEAD = 600  # characters in which "FOR IMMEDIATE RELEASE" follows the letterhead
_FEWEST = 200  # characters of a release; what is less is a rest of the one before it


def parts(text: str) -> list[Span]:
    """Return the stretches of the releases in `text`, which they part; one for a single release."""
    cuts = [found.end() for found in _CREDIT.finditer(text)]
    cuts += [
        found.start()
        for found in _LETTERHEAD.finditer(text)
        if _RELEASE.search(text, found.end(), found.end() + _HEAD)
    ]
    spans: list[Span] = []
    start = 0
    for cut in sorted(cuts):
        if cut - start >= _FEWEST and len(text[cut:].strip()) >= _FEWEST:
            spans.append(Span(start, cut))
            start = cut
    return [*spans, Span(start, len(text))]
