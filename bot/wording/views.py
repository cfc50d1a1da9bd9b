"""Whose eyes a prompt is worded for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.texts import say
from bot.wording.days import moment
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey
from surveys.people.person import Chat
from surveys.redaction.pieces import Preview
from surveys.rounds.round import Round
from surveys.safeguarding.policy import Policy


@dataclass(frozen=True, slots=True)
class View:
    """Whose eyes a prompt is worded for. ``rehearsal``: it is only to practise, and says so."""

    round: Round
    policy: Policy
    chat: Chat
    sitting: Sitting
    rehearsal: bool = False
    seen: Preview | None = None
    """What there is to say about the words they look over now."""
    read_as: Mapping[QuestionKey, str] = field(default_factory=dict)
    """Words of theirs as readers get them, by answer, where that is worked out."""

    readers: tuple[str, ...] = ()
    """Who may read its words after the seal, by name, where that is said."""

    @property
    def language(self) -> str:
        """The language the person reads."""
        return self.sitting.language

    def words(self, key: str, **blanks: object) -> str:
        """One of our texts in that language."""
        return say(key, self.language, **blanks)

    def closes(self) -> str:
        """When the round closes, as people say it."""
        return moment(self.round.closes_at, ZoneInfo(self.policy.zone), self.language)
