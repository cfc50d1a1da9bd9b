"""The card of a survey being written: its title, its numbered questions, what can be done."""

from __future__ import annotations

from bot.outgoing import Say
from bot.texts import say
from surveys.drafting.draft import Draft
from surveys.ids import DraftId


def gone_card() -> Say:
    """The draft is not there, or is somebody else's: nobody learns which."""
    return Say(text=say("building.gone"))


def draft_card(draft_id: DraftId, draft: Draft) -> Say:
    """The whole draft."""
    return Say(text=draft.head.title.get(draft.head.main_language, ""))
