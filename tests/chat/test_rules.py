"""The checks that every other test here leans on do refuse what Discord refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Json

SILENT: dict[str, Any] = {"allowed_mentions": {"parse": []}}
POST = "/channels/123456789012345678/messages"
CALLBACK = "/interactions/123456789012345678/token/callback"


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": [{"type": 2, "style": 2, **button} for button in buttons]}


BUTTON = {"label": "Next", "custom_id": "dl:next:1:1"}
REFUSED = {
    "may ping": {"content": "hello"},
    "may ping the author of the question": {
        "content": "hi",
        "allowed_mentions": {"parse": [], "replied_user": True},
    },
    "shows @everyone": {"content": "@everyone hello", **SILENT},
    "shows a mention": {"embeds": [{"description": "<@123456789012345678>"}], **SILENT},
    "content": {"content": "x" * 2001, **SILENT},
    "title": {"embeds": [{"title": "x" * 257}], **SILENT},
    "description": {"embeds": [{"description": "x" * 4097}], **SILENT},
    "empty field": {"embeds": [{"fields": [{"name": "a", "value": " "}]}], **SILENT},
    "fields": {"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}], **SILENT},
    "over all": {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}], **SILENT},
    "label": {"content": "a", "components": [row({**BUTTON, "label": "x" * 81})], **SILENT},
    "custom_id": {"content": "a", "components": [row({**BUTTON, "custom_id": "x" * 101})], **SILENT},
    "same custom_id": {"content": "a", "components": [row(BUTTON, BUTTON)], **SILENT},
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_messages_that_are_refused(discord_takes: Callable[[str, str, Json], None], body: Json) -> None:
    with pytest.raises(AssertionError):
        discord_takes("POST", POST, body)
    with pytest.raises(AssertionError):
        discord_takes("POST", CALLBACK, {"type": 4, "data": body})


@pytest.mark.parametrize(
    "choices",
    [[{"name": "a", "value": "b"}] * 26, [{"name": "x" * 101, "value": "b"}], [{"name": "", "value": "b"}]],
)
def test_choices_that_are_refused(
    discord_takes: Callable[[str, str, Json], None], choices: list[dict[str, str]]
) -> None:
    with pytest.raises(AssertionError):
        discord_takes("POST", CALLBACK, {"type": 8, "data": {"choices": choices}})


def test_a_message_that_is_taken(discord_takes: Callable[[str, str, Json], None]) -> None:
    body = {"content": "hello", "components": [row(BUTTON)], "embeds": [{"title": "a"}], **SILENT}
    discord_takes("POST", POST, body)
    discord_takes("POST", CALLBACK, {"type": 4, "data": body})
    discord_takes("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "a", "value": "b"}] * 25}})


def test_a_path_that_discord_does_not_have(
    discord_takes: Callable[[str, str, Json], None], description: object
) -> None:
    with pytest.raises(AssertionError):
        discord_takes("POST", "/channels/1/answers", {})
