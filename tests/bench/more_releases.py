"""Make the releases that `brooklyn.jsonl`, `department.jsonl` and `senate.jsonl` ask about; run by hand.

    python tests/bench/more_releases.py SET CLONE FOLDER

SET is "brooklyn" (45 releases of the Brooklyn District Attorney), "department" (48 of the Justice
Department, on other matters than the 40 of `justice.jsonl`) or "senate" (24 of seven senators). CLONE is a
clone of the public GitHub repository that holds them as they were fetched, which
`questions/more_releases.jsonl` names with each file; FOLDER is where they are put, as plain text: the
letterhead, if they have one, the day, the title, the paragraphs. They are for measuring, and no part of this
project.
"""

import argparse
import json
import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

_QUESTIONS = Path(__file__).parent / "questions"
_RELEASE = "FOR IMMEDIATE RELEASE"
_DAY, _TITLE = ".date-display-single", "h1.node-title, h1.node__title, #node-title"
_BODY = ".field-name-field-pr-body, .field--name-field-pr-body"
_NUMBER = ".field-name-field-pr-number .field-item, .field--name-field-pr-number .field__item"
# The day in the name of a senator's file: "11Dec2006Feinstein449.txt".
_FILED = re.compile(r"(\d+)([A-Z][a-z]{2})(\d{4})")


def brooklyn(page: str, _name: str) -> str:
    """Return a release of the District Attorney from the text of its page."""
    lines = [line.strip() for line in page.split("\n")]
    told = [line for line in lines[lines.index(_RELEASE) + 1 :] if line]
    end = next((at for at, line in enumerate(told) if _ends(line)), len(told))
    day, *rest = told[:end]
    return "\n\n".join((f"Brooklyn District Attorney's Office\n\n{_RELEASE}\n{day}", *rest)) + "\n"


def _ends(line: str) -> bool:
    return line in ("#", "###", "# # #", "Back to top") or line.startswith("Share")


def department(page: str, _name: str) -> str:
    """Return a release of the Justice Department from its page."""
    tree = LexborHTMLParser(page)
    day, title, body, number = (tree.css_first(one) for one in (_DAY, _TITLE, _BODY, _NUMBER))
    if day is None or title is None or body is None:
        raise SystemExit("That is no page of a release of the department.")
    parts = [_flat(paragraph.text()) for paragraph in body.css("p")]
    head = f"Department of Justice\nOffice of Public Affairs\n\n{_RELEASE}\n{_flat(day.text())}"
    last = [f"Press Release Number: {number.text().strip()}"] if number else []
    return "\n\n".join((head, _flat(title.text()), *filter(None, parts), *last)) + "\n"


def senate(page: str, name: str) -> str:
    """Return a release of a senator: its title, the day that the `name` of its file tells, its lines."""
    filed = _FILED.match(name)
    if filed is None:
        raise SystemExit(f"{name} names no day.")
    day, month, year = filed.groups()
    title, *lines = filter(None, map(_flat, page.split("\n")))
    return "\n\n".join((title, f"{month} {day}, {year}", *lines)) + "\n"


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


_READ = {"brooklyn": brooklyn, "department": department, "senate": senate}


def main() -> None:
    """Read the files that are named, and write the releases."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=_READ)
    parser.add_argument("clone", type=Path)
    parser.add_argument("folder", type=Path)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for line in (_QUESTIONS / "more_releases.jsonl").read_text(encoding="utf-8").splitlines():
        named = json.loads(line)
        if named["set"] == wanted.set:
            file = wanted.clone / named["file"]
            text = _READ[wanted.set](file.read_text(encoding="utf-8", errors="replace"), file.name)
            (wanted.folder / f"{named['release']}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
