"""A reply -> the JSON object that scripts and checks read. Pure; the fields are promised in the README."""

import json
from typing import Any

from bot.checking import Checked
from bot.desk import Reply
from knowledge.records import Answer, Match, NoAnswer, Story

ALTERNATIVES = 3

# JSON escapes what is below U+0020; these too would end a line or steer a terminal that shows the raw object.
_ESCAPED = {
    code: f"\\u{code:04x}"
    for code in (*range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
}
# Half a character cannot be written as UTF-8.
_ESCAPED |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def line(value: object) -> bytes:
    """Return `value` as one line of UTF-8 JSON, its line end included."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED).encode() + b"\n"


def reply(said: Reply) -> dict[str, Any]:
    """Return the object for one answered or refused question."""
    verdict = said.verdict
    rest = _answer(verdict) if isinstance(verdict, Answer) else _no_answer(verdict)
    return {
        "question": verdict.question,
        "answered": isinstance(verdict, Answer),
        "confidence": round(verdict.confidence, 4),
        **rest,
        "ms": round(said.ms, 3),
    }


def story(of: Story) -> dict[str, Any]:
    """Return a story as scripts see it: `date` in ISO 8601 or null, `file` below its knowledge folder."""
    return {
        "id": of.id,
        "title": of.title,
        "date": of.date.day.isoformat() if of.date else None,
        "source": of.source,
        "author": of.author,
        "location": of.location,
        "url": of.url,
        "file": of.file,
    }


def checked(file: Checked) -> dict[str, Any]:
    """Return the object for one file of `dateline check`."""
    return {
        "file": file.file,
        "state": file.state,
        "reason": " ".join(file.reasons) or None,
        "stories": [
            {
                **story(one.story),
                "date_origin": one.story.date.origin if one.story.date else None,
                "passages": one.passages,
                "notes": list(one.notes),
            }
            for one in file.taken
        ],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    shown = None if answer.kind == "stories" else answer.best
    from_story = answer.story
    return {
        "kind": answer.kind,
        **_passage(shown),
        # A count of stories is the one sentence that stands in no release.
        **({"sentence": answer.summary} if answer.kind == "stories" else {}),
        "exact": from_story.exact if from_story else True,
        "story": story(from_story) if from_story else None,
        "stories": [story(one) for one in answer.stories],
        "alternatives": _alternatives(answer.ranked, shown),
        "reason": None,
    }


def _no_answer(refusal: NoAnswer) -> dict[str, Any]:
    return {
        "kind": "passage",
        **_passage(None),
        "exact": True,
        "story": None,
        "stories": [],
        "alternatives": _alternatives(refusal.nearest, None),
        "reason": refusal.reason,
    }


def _passage(match: Match | None) -> dict[str, Any]:
    if match is None:
        return dict.fromkeys(("sentence", "passage", "passage_id", "start", "end"))
    return {
        "sentence": match.sentence_text,
        "passage": match.passage.text,
        "passage_id": match.passage.id,
        "start": match.passage.span.start,
        "end": match.passage.span.end,
    }


def _alternatives(ranked: tuple[Match, ...], shown: Match | None) -> list[dict[str, Any]]:
    others = [match for match in ranked if shown is None or match.passage.id != shown.passage.id]
    return [
        {**_passage(match), "score": round(match.score, 4), "story": story(match.passage.story)}
        for match in others[:ALTERNATIVES]
    ]
