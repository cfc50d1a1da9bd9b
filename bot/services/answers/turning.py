"""Turning: one reply to an opened envelope, as what follows and how it looks. It keeps nothing.

A young person's sitting and its author's preview go the same way, so that they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.answers import agreeing, looking_over, telling
from bot.services.answers.telling import Turn
from bot.services.apart import readers_of
from bot.services.knowing import Spoken, Visit
from bot.services.world import World
from bot.texts import say
from bot.wording.presses import Press
from bot.wording.replies import reply_of
from bot.wording.views import View
from surveys.anonymity.envelope import Envelope
from surveys.definitions.turns import DRAWS
from surveys.flow.engine import Step, begin, step
from surveys.flow.prompts import AskSharing, Prompt, Summary
from surveys.flow.replies import Fallback, Looked, Reply, Resumed, Signed
from surveys.flow.sitting import Sitting
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.redaction.pieces import Preview
from surveys.rounds.round import Round, Way


@dataclass(frozen=True, slots=True)
class Opened:
    """A round that is theirs to answer now, and their envelope in it, locked to us."""

    round: Round
    envelope: Envelope
    pid: ParticipantId


@dataclass(frozen=True, slots=True)
class Turned:
    """What one reply led to. ``stale``: they are shown the limits of today first."""

    before: Sitting
    reply: Reply
    step: Step
    view: View
    looked: Preview | None
    stale: bool

    def told(self, visit: Visit, envelope: Envelope) -> Spoken:
        """What is said of it, with the envelope as it is kept by then."""
        turn = Turn(visit, self.view, self.before, envelope, self.reply, self.looked)
        told = telling.tell(turn, self.step)
        return agreeing.with_word_of_it(told, visit) if self.stale else told


async def turn(
    db: AsyncSession, world: World, visit: Visit, opened: Opened, reply: Reply
) -> Turned | Spoken:
    """Take one reply to what is in an opened envelope; or say why it is none."""
    round_, before = opened.round, opened.envelope.sitting
    if isinstance(reply, Signed) and not may_sign(round_, visit):
        return Spoken(toast=say("refused.no_names", visit.language))
    if before is None:
        if not isinstance(reply, Resumed):
            return Spoken(toast=say("refused.old_button", visit.language))
        draw = int.from_bytes(world.fresh_bytes(8), "big") % DRAWS
        before = begin(round_.survey, language=visit.language, draw=draw).sitting
    stale = agreeing.is_stale(world.policy, before, reply)
    if stale:
        before, reply = agreeing.at_limits(before), Resumed()
    reply = await looking_over.meant(db, world, visit.who, before, reply)
    looked = None
    if isinstance(reply, Looked):
        looked = await looking_over.seen_of(db, world, visit.who, before)
    taken = _as_may_be(round_, step(round_.survey, before, reply))
    taken = agreeing.noted(world.policy, taken)
    taken, seen = await looking_over.looked_over(db, world, visit.who, round_, taken)
    view = View(round_, world.policy, visit.address.chat, taken.sitting, world.rehearsal, seen)
    view = await _completed(db, world, visit, view, taken.prompt)
    return Turned(before, reply, taken, view, looked, stale)


async def meant_by(
    db: AsyncSession, world: World, visit: Visit, opened: Opened, pressed: Press
) -> Reply | Spoken:
    """The reply that a pressed button stands for here; or why it stands for none."""
    if pressed.kind != "pb":
        reply = reply_of(pressed, opened.round.survey)
        return reply or Spoken(toast=say("refused.unknown_button", visit.language))
    before = opened.envelope.sitting or Sitting()
    back = await looking_over.put_back(db, world, visit.who, before, pressed)
    if back is None or pressed.number(1) != opened.round.survey.position(back.question):
        return Spoken(toast=say("refused.old_button", visit.language))
    return back


def may_sign(round_: Round, visit: Visit) -> bool:
    """Whether an answer of theirs may carry their name. A ticket has no name to put on."""
    named = isinstance(visit.who, Person) and bool(visit.who.nick)
    return round_.takes_names and named


async def _completed(
    db: AsyncSession, world: World, visit: Visit, view: View, prompt: Prompt
) -> View:
    """The view, with what is worked out only for some prompts."""
    view = await looking_over.with_what_is_read(db, world, visit.who, view, prompt)
    if isinstance(prompt, AskSharing | Summary):
        view = replace(view, readers=await readers_of(db, world, view.round))
    return view


def _as_may_be(round_: Round, taken: Step) -> Step:
    """The step, with a ticket's envelope torn up if too few are sent: there is nobody to keep
    it for, and no name to have it read under."""
    if round_.way is not Way.TICKET or taken.sitting.fallback is Fallback.TEAR_UP:
        return taken
    return replace(taken, sitting=replace(taken.sitting, fallback=Fallback.TEAR_UP))
