"""Knowledge in, `discord.Embed` out: all that people see as cards. Pure; Discord's limits live here."""

from bot.cards.answers import answer_card, context_card, match_card, no_answer_card
from bot.cards.corrections import corrected_card
from bot.cards.escaping import escape
from bot.cards.library import (
    about_card,
    page_count,
    stories_page,
    story_card,
    title_choice,
)
from bot.cards.reports import LOGGED, draft_card, log_card, report_card, report_pages, status_card

__all__ = [
    "LOGGED",
    "about_card",
    "answer_card",
    "context_card",
    "corrected_card",
    "draft_card",
    "escape",
    "log_card",
    "match_card",
    "no_answer_card",
    "page_count",
    "report_card",
    "report_pages",
    "status_card",
    "stories_page",
    "story_card",
    "title_choice",
]
