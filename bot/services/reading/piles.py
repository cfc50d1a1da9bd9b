"""Piles: a round's texts as one reader may see them, now, in a slot of theirs.

``desk_of`` is the one gate to words between the seal and the release: it opens to whoever may
read the round, in a running slot, and to nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.apart import is_of_asked, made_it
from bot.services.safeguarding import answering_back
from bot.services.world import World
from storage import answers, people, readings, rounds, slots
from storage.readings import Reading
from surveys.anonymity.packing import answer_from_bytes
from surveys.definitions.answers import Answer, Chose
from surveys.definitions.questions import SeveralChoices, SingleChoice
from surveys.definitions.survey import Survey
from surveys.flow.cleaning import cleaned
from surveys.flow.looking import own_words
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.people.slots import Slot
from surveys.rounds.round import Round, State
from surveys.safeguarding import screening
from surveys.safeguarding.screening import Category


class NotTheirs(Exception):
    """A text that is not in this reader's pile, or a decision its author did not allow."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text as its reader sees it. ``handle`` names it in this pile only."""

    handle: str
    question: str
    beside: str
    """The choice whose own words these are; empty for an open question."""
    words: str
    sharing: Sharing
    reading: Reading | None
    stays_out: bool = False
    """Somebody was worried by it: it is withheld, whatever is decided."""


@dataclass(slots=True)
class Pile:
    """One reader's texts of one round, in the order drawn for them. Kept in memory only."""

    reader: ParticipantId
    rid: RoundId
    slot: bytes
    handles: dict[str, AnswerId] = field(default_factory=dict)
    seen: dict[str, Reading | None] = field(default_factory=dict)
    """Each text's decision as this reader last saw it: nobody undoes one they never saw."""


@dataclass(frozen=True, slots=True)
class Skip:
    """What a reader would rather not meet today. Kept in memory only, and told nobody."""

    questions: frozenset[QuestionKey] = frozenset()
    about: frozenset[Category] = frozenset()


NOTHING = Skip()


@dataclass(frozen=True, slots=True)
class Found:
    """One text, opened: what it answers, and what its author allowed."""

    question: QuestionKey
    answer: Answer
    sharing: Sharing


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before a reader in their slot, as it is at this moment."""

    round: Round
    slot: Slot
    found: Mapping[AnswerId, Found]
    decided: Mapping[AnswerId, Reading]
    aside: frozenset[AnswerId]
    aside_of_all: frozenset[AnswerId]
    """What everybody who may read the round passed on."""
    claims: Mapping[AnswerId, bytes]
    out: frozenset[tuple[QuestionKey, str]]

    @property
    def left(self) -> Set[AnswerId]:
        """The texts without a decision, whoever may see them."""
        return self.found.keys() - self.decided.keys()

    @property
    def mine(self) -> Set[AnswerId]:
        """The texts that lie open before this reader."""
        return {aid for aid, slot in self.claims.items() if slot == self.slot.id}

    def is_here(self, aid: AnswerId) -> bool:
        """Whether a text is there, was not passed on, and lies open before nobody else."""
        free = self.claims.get(aid, self.slot.id) == self.slot.id
        return aid in self.found and aid not in self.aside and free

    def text(self, handle: str, aid: AnswerId) -> Text:
        """A text as its reader sees it."""
        survey, found, reading = self.round.survey, self.found[aid], self.decided.get(aid)
        language, item = survey.main_language, survey.item(found.question)
        return Text(
            handle,
            item.text[language],
            _beside(survey, found),
            own_words(found.answer),
            found.sharing,
            reading,
            stays_out=stands_in(found, self.out),
        )


async def may_read(
    db: AsyncSession, world: World, pid: ParticipantId, rid: RoundId
) -> Round | None:
    """The round, if this person may read its words now; None says nothing of why not."""
    person = await people.load_person(db, world.keys, pid)
    round_ = await rounds.load_round(db, rid)
    if person is None or not person.role.can_read or round_ is None:
        return None
    if round_.state is not State.SEALED or await made_it(db, world, round_, person):
        return None
    return None if await is_of_asked(db, world, round_, person) else round_


async def find_open(
    db: AsyncSession, world: World, pid: ParticipantId, pile: Pile, *, late: bool = False
) -> tuple[Round, Slot] | None:
    """The round and the slot of a pile, while its words may be shown.

    Args:
        late: For what shows nothing: a decision that comes a little after the slot's end.
    """
    round_ = await may_read(db, world, pid, pile.rid) if pile.reader == pid else None
    slot = await slots.find_newest(db, pid)
    if round_ is None or slot is None or slot.id != pile.slot:
        return None
    now = world.now()
    runs = slot.takes_decision(now) if late else slot.is_running(now)
    return (round_, slot) if runs else None


async def desk_of(
    db: AsyncSession, world: World, pid: ParticipantId, pile: Pile, *, late: bool = False
) -> Desk | None:
    """What lies before a reader; None without a running slot, and for whoever may not read."""
    opened = await find_open(db, world, pid, pile, late=late)
    if opened is None:
        return None
    found, keys = await texts_of(db, world, pile.rid), world.keys
    decided = await readings.list_readings(db, keys, pile.rid)
    aside = await slots.list_aside(db, keys, pile.rid, pid, found.keys())
    left_over = found.keys() - decided.keys() <= aside
    return Desk(
        *opened,
        found=found,
        decided=decided,
        aside=aside,
        aside_of_all=await _aside_of_all(db, world, pile.rid, aside) if left_over else frozenset(),
        claims=await slots.list_claimed(db, keys, pile.rid, found.keys(), world.now()),
        out=await answering_back.list_out(db, world, pile.rid),
    )


async def _aside_of_all(
    db: AsyncSession, world: World, rid: RoundId, aside: frozenset[AnswerId]
) -> frozenset[AnswerId]:
    """Of what one reader passed on, what every other who may read the round passed on too."""
    for person in await people.list_people(db, world.keys):
        if aside and person.role.can_read and await may_read(db, world, person.id, rid):
            aside &= await slots.list_aside(db, world.keys, rid, person.id, aside)
    return aside


async def texts_of(
    db: AsyncSession,
    world: World,
    rid: RoundId,
    *,
    question: QuestionKey | None = None,
    among: Collection[AnswerId] | None = None,
) -> Mapping[AnswerId, Found]:
    """Every text of a round that a reader may see, or those of one question, or among a few.
    Words not to be shared are not among them.
    """
    found = {}
    stored_answers = await answers.load_answers(
        db, world.keys, rid, question=question, among=among
    )
    for stored in stored_answers:
        answer, sharing = answer_from_bytes(stored.body)
        if own_words(answer).strip() and sharing is not Sharing.DONT_SHARE:
            # No choice of theirs is kept beside the words: only readers may see them.
            shared = sharing or Sharing.READERS_ONLY
            found[stored.id] = Found(stored.question, answer, shared)
    return found


def stands_in(found: Found, out: Set[tuple[QuestionKey, str]]) -> bool:
    """Whether somebody was worried by these words: they stay out of the report."""
    return bool(out) and (found.question, cleaned(own_words(found.answer))) in out


def category_of(words: str) -> Category | None:
    """What the check for danger takes words to be about; None where it finds nothing."""
    found = screening.screen(words)
    return found.category if found.concern else None


def _beside(survey: Survey, found: Found) -> str:
    item = survey.item(found.question)
    if not isinstance(found.answer, Chose) or not isinstance(item, SingleChoice | SeveralChoices):
        return ""
    taken = (c for c in item.choices if c.own_words and c.value in found.answer.values)
    return next((choice.label[survey.main_language] for choice in taken), "")
