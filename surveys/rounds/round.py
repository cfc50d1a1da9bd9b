"""A round: one fielding of one survey version to one audience, with dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, RoundId
from surveys.protection.breakdowns import Breakdown
from surveys.rounds.rhythm import Rhythm


class Way(StrEnum):
    """How a round is taken part in. Fixed at launch and told; never weakened later."""

    TOGETHER = "together"
    TICKET = "ticket"
    NAMED = "named"


class State(StrEnum):
    """Where a round is. The order is the order of life; ``held`` and ``cancelled`` end it early.

    ``sealing`` is left only by destroying the draft key: a crash inside it is taken up again
    at the next start. What is due is decided by columns and by this, never by a timer.
    """

    PROPOSED = "proposed"
    OPEN = "open"
    CLOSED = "closed"
    SEALING = "sealing"
    SEALED = "sealed"
    HELD = "held"
    RELEASED = "released"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Round:
    """One round. Days are in the round's own zone; instants are aware UTC datetimes.

    ``tag`` (6 characters) names the round on buttons. ``envelope_size`` (bytes) is the one size
    of all its envelopes. ``count_asked`` is the confirmed head-count; ``count_sent`` is None
    until the seal and never shown as it is.
    """

    id: RoundId
    tag: str
    survey: Survey
    way: Way
    state: State
    opens_at: datetime
    closes_at: datetime
    results_on: date
    """By when the envelopes are opened together (or the round is held)."""
    answer_by: date
    """By when those who were asked hear what happens, even if it is a no."""
    makers: tuple[str, ...]
    """First names of those who wrote it, as the first screen says them."""
    decider: str
    """Name and job of who decides with it."""
    keeper: str
    """Who reads an envelope if its author chose "let someone read mine"."""
    proposed_by: ParticipantId | None
    confirmed_by: ParticipantId | None
    keeper_id: ParticipantId | None
    policy_hash: str
    envelope_size: int
    k_min: int = 5
    count_asked: int = 0
    count_sent: int | None = None
    reminders_sent: int = 0
    remind_at: datetime | None = None
    key_copy_outstanding_until: date | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    """What people may be compared by: two at most, declared at launch and told."""
    series: str = ""
    """The key of the first round of its series; its own there, "" outside any."""
    rhythm: Rhythm = Rhythm.ONCE
    """How often its series comes again."""
    again_at: datetime | None = None
    """When the next wave is proposed by itself; None where none is, or it was."""
    lasts: int = 0
    """How long it was to be open by the wall clock, for the next wave; 0 outside a rhythm.
    Unit: minutes."""
    waits_since: datetime | None = None
    """When somebody paused this one round; None while it goes on."""
    space: str = ""
    """How it is safe to say it, as its author wrote it; "" in rounds from before it was asked."""
    voice: str = ""
    """How it can be said, as its author wrote it."""
    decider_id: ParticipantId | None = None
    """The account of who decides; None in rounds from before it was asked."""
    accepted_terms: str = ""
    """What whoever decides said yes to, as ``terms`` writes it; "" until they have."""
    ahead_because: str = ""
    """Why a safeguarding lead let it go ahead of an answer that is missing; "" for as usual.
    Those who are asked read it."""
    checks: str = ""
    """The key of the round whose draft themes it asks about; "" for every other round."""

    @property
    def terms(self) -> str:
        """What whoever decides says yes to: this version of the survey, them, and the day by
        which they answer. Any of these changed afterwards is something else."""
        who = "" if self.decider_id is None else self.decider_id.hex()
        return f"{self.survey.key} {self.survey.version} {who} {self.answer_by.isoformat()}"

    @property
    def is_accepted(self) -> bool:
        """Whether whoever decides has said yes to the round as it is now."""
        return self.decider_id is not None and self.accepted_terms == self.terms

    @property
    def made_by(self) -> frozenset[ParticipantId]:
        """The accounts of who proposed, confirmed, keeps and decides it, as far as it is known."""
        makers = (self.proposed_by, self.confirmed_by, self.keeper_id, self.decider_id)
        return frozenset(pid for pid in makers if pid is not None)

    @property
    def takes_names(self) -> bool:
        """Whether an answer may carry its author's name, to be sent to the keeper."""
        return self.way is Way.NAMED and self.keeper_id is not None
