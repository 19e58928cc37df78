"""What a person sees when something fails; the one place.

Order of precedence, the first that fits:

1. Discord no longer knows the message or the interaction, or does not let the bot speak
   there: nobody can be told; one line in the log.
2. The person's Discord still shows a command that has changed since: a sentence says so.
3. The person lacks a permission that a command asks for: a sentence names it.
4. Anything else: one sentence with a reference number of 8 hex digits; the log has the
   traceback under that number. The exception's own text is never shown to a person.
"""

import functools
import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import discord
from discord import app_commands

_log = logging.getLogger(__name__)
_Item = TypeVar("_Item", bound=discord.ui.Item[Any])

_OUTDATED = "This command has changed. Please restart Discord to see the new one, then try again."
_NOT_ALLOWED = "Only people with the permission {permissions} in this server may do that."
_FAILED = "Sorry, something went wrong on my side. Please try again later. Reference: `{reference}`"


def sentence_for(error: BaseException, doing: str) -> str | None:
    """Log `error`, raised while `doing`, and return what to tell the person; None when nobody can be told."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, discord.NotFound | discord.Forbidden):
        _log.warning("Discord refused while %s: %s", doing, error)
        return None
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        _log.info("Outdated command while %s: %s", doing, error)
        return _OUTDATED
    if isinstance(error, app_commands.MissingPermissions):
        _log.info("Not allowed while %s: %s", doing, error)
        return _NOT_ALLOWED.format(permissions=", ".join(map(_permission, error.missing_permissions)))
    return _FAILED.format(reference=log_failure(error, doing))


def log_failure(error: BaseException, doing: str) -> str:
    """Log `error` with its traceback, and return the reference number it is logged under."""
    reference = secrets.token_hex(4)
    _log.error("[%s] Failed while %s", reference, doing, exc_info=error)
    return reference


def _permission(name: str) -> str:
    # Discord's own words for them; manage_guild is the one that it calls differently.
    return name.replace("guild", "server").replace("_", " ").title()


async def tell_interaction(interaction: discord.Interaction[Any], error: BaseException, doing: str) -> None:
    """Log `error` and tell it to the person who used a command or a button."""
    sentence = sentence_for(error, doing)
    if sentence is None:
        return
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except discord.HTTPException as failure:
        _log.warning("Could not tell of the failure: %s", failure)


async def tell_message(message: discord.Message, error: BaseException, doing: str) -> None:
    """Log `error` and tell it to the person who wrote `message`."""
    sentence = sentence_for(error, doing)
    if sentence is None:
        return
    try:
        await message.channel.send(sentence, reference=message.to_reference(fail_if_not_exists=False))
    except discord.HTTPException as failure:
        _log.warning("Could not tell of the failure: %s", failure)


class Tree(app_commands.CommandTree[Any]):
    """The commands, with their errors handled here."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Handle what a command raised."""
        name = interaction.command.qualified_name if interaction.command else "an unknown command"
        await tell_interaction(interaction, error, f"running {name}")


def guarded(
    callback: Callable[[_Item, discord.Interaction[Any]], Coroutine[Any, Any, None]],
) -> Callable[[_Item, discord.Interaction[Any]], Coroutine[Any, Any, None]]:
    """Wrap the callback of a button so that its errors are handled here; discord.py would only log them."""

    @functools.wraps(callback)
    async def handled(item: _Item, interaction: discord.Interaction[Any]) -> None:
        try:
            await callback(item, interaction)
        except Exception as error:  # noqa: BLE001 - the last stop before the person
            await tell_interaction(interaction, error, f"handling {type(item).__name__}")

    return handled
