"""Reading: after the seal, a person reads each text before anybody else may.

Readers come from none of the homes that were asked. Texts come in an order drawn afresh for
each sitting down to read, under names that mean nothing outside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.apart import is_of_asked, made_it
from bot.services.masking import MaskTrouble, mask_trouble, rewording_trouble
from bot.services.safeguarding import answering_back
from bot.services.safeguarding.answering_back import Worry
from bot.services.world import World
from storage import answers, audit, people, readings, rounds
from storage.readings import Decision, Reading
from surveys.anonymity.packing import answer_from_bytes
from surveys.definitions.answers import Answer, Chose, Wrote
from surveys.definitions.questions import SeveralChoices, SingleChoice
from surveys.definitions.survey import Survey
from surveys.flow.cleaning import cleaned
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, ParticipantId, QuestionKey, RoundId
from surveys.rounds.round import Round, State
from surveys.safeguarding.concern import Source

LONGEST_REWORDING = 600
"""Most characters a reader's rewording may have."""


CHOICES: Mapping[Sharing, frozenset[Decision]] = {
    Sharing.MY_WORDS: frozenset({Decision.PASSED, Decision.MASKED, Decision.WITHHELD}),
    Sharing.THE_IDEA: frozenset({Decision.PASSED, Decision.REWORDED, Decision.WITHHELD}),
    Sharing.READERS_ONLY: frozenset({Decision.PASSED, Decision.WITHHELD}),
    Sharing.DONT_SHARE: frozenset(),
}
"""What a reader may decide, by what the author allowed. Passing an idea adds nothing to it."""


class HowFar(StrEnum):
    """How much of a pile is read, in words: a count would tell how many wrote."""

    SOME_LEFT = "some_left"
    NEARLY_DONE = "nearly_done"
    ALL_READ = "all_read"
    PASSED_ON = "passed_on"


NEARLY = 3
"""From this many left it is "nearly done"."""


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
    handles: dict[str, AnswerId] = field(default_factory=dict)
    passed_on: set[str] = field(default_factory=set)


async def waiting_rounds(world: World, pid: ParticipantId) -> list[Round]:
    """The sealed rounds that this person may read; none for whoever is no reader."""
    async with world.database.read() as db:
        sealed = await rounds.list_rounds(db, states={State.SEALED})
        return [r for r in sealed if await may_read(db, world, pid, r.id) is not None]


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


async def begin_reading(world: World, pid: ParticipantId, rid: RoundId) -> Pile | None:
    """Draw an order and names for a round's texts; None for whoever may not read it."""
    async with world.database.write() as db:
        if await may_read(db, world, pid, rid) is None:
            return None
        found = await _texts(db, world, rid)
        await _withhold_worries(db, world, rid, found)
        await audit.record(db, at=world.now(), who=pid, action="reading begun", about=rid)
    in_order = list(found)
    world.chance.shuffle(in_order)
    return Pile(pid, rid, {world.fresh_code(): aid for aid in in_order})


async def next_text(world: World, pid: ParticipantId, pile: Pile) -> Text | None:
    """The next text without a decision; None when there is none, or it is not theirs."""
    texts = await list_texts(world, pid, pile)
    fresh = (t for t in texts if t.reading is None and t.handle not in pile.passed_on)
    return next(fresh, None)


async def look_at(world: World, pid: ParticipantId, pile: Pile, handle: str) -> Text | None:
    """One text by its name in this pile, decided or not."""
    texts = await list_texts(world, pid, pile)
    return next((text for text in texts if text.handle == handle), None)


async def list_texts(world: World, pid: ParticipantId, pile: Pile) -> list[Text]:
    """A reader's whole pile, in its order. Taken-back texts are gone from it."""
    if pile.reader != pid:
        return []
    async with world.database.read() as db:
        round_ = await may_read(db, world, pid, pile.rid)
        if round_ is None:
            return []
        found = await _texts(db, world, pile.rid)
        decided = await readings.list_readings(db, world.keys, pile.rid)
        out = await answering_back.list_out(db, world, pile.rid)
    return [
        replace(
            _text(handle, round_.survey, found[aid], decided.get(aid)),
            stays_out=_stands_in(found[aid], out),
        )
        for handle, aid in pile.handles.items()
        if aid in found
    ]


def how_far(pile: Pile, texts: list[Text]) -> HowFar:
    """How far a pile is read, in words."""
    left = [text for text in texts if text.reading is None]
    if not left:
        return HowFar.ALL_READ
    if all(text.handle in pile.passed_on for text in left):
        return HowFar.PASSED_ON
    return HowFar.NEARLY_DONE if len(left) <= NEARLY else HowFar.SOME_LEFT


async def decide(
    world: World, pid: ParticipantId, pile: Pile, handle: str, reading: Reading
) -> MaskTrouble | None:
    """Keep one decision. It can be changed until the release.

    A decision after a proposal makes that proposal void: approving it finds that it is no
    longer what the words say.

    Raises:
        NotTheirs: The text is not in this reader's pile, or may not be read any more.
    """
    async with world.database.write() as db:
        round_ = await may_read(db, world, pid, pile.rid)
        aid = pile.handles.get(handle) if pile.reader == pid else None
        found = await _texts(db, world, pile.rid) if round_ is not None else {}
        if round_ is None or aid is None or aid not in found:
            raise NotTheirs
        text = _text(handle, round_.survey, found[aid], None)
        if reading.decision not in CHOICES[text.sharing]:
            raise NotTheirs
        if _stands_in(found[aid], await answering_back.list_out(db, world, pile.rid)):
            reading = Reading(Decision.WITHHELD)
        trouble = _trouble(text, reading)
        if trouble is not None:
            return trouble
        await readings.record_reading(db, world.keys, pile.rid, aid, _kept(reading))
        if found.keys() <= (await readings.list_readings(db, world.keys, pile.rid)).keys():
            # Not one entry a text: their number is how many wrote.
            await audit.record(db, at=world.now(), who=pid, action="all read", about=pile.rid)
    return None


async def raise_worry(
    world: World, pid: ParticipantId, pile: Pile, handle: str, *, at_risk: bool = False
) -> None:
    """Somebody who reads is worried: whoever answers concerns is told, everybody who was asked
    gets one message, and the text leaves the report for good. All in one transaction.

    Raises:
        NotTheirs: The text is not in this reader's pile, or may not be read any more.
    """
    async with world.database.write() as db:
        round_ = await may_read(db, world, pid, pile.rid)
        aid = pile.handles.get(handle) if pile.reader == pid else None
        found = await _texts(db, world, pile.rid) if round_ is not None else {}
        if round_ is None or aid is None or aid not in found:
            raise NotTheirs
        words = words_in(found[aid].answer)
        worry = Worry(found[aid].question, words, Source.READING, at_risk)
        await answering_back.raise_worry(db, world, round_, worry, pid)
        await _withhold_worries(db, world, pile.rid, found)
    world.wake()


class NotTheirs(Exception):
    """A text that is not in this reader's pile, or a decision its author did not allow."""


async def all_decided(world: World, rid: RoundId) -> bool:
    """Whether every text of a sealed round has a decision."""
    async with world.database.read() as db:
        return await is_read(db, world, rid)


async def is_read(db: AsyncSession, world: World, rid: RoundId) -> bool:
    """``all_decided``, inside a transaction. Words not to be shared need no decision."""
    found = await _texts(db, world, rid)
    return found.keys() <= (await readings.list_readings(db, world.keys, rid)).keys()


def words_in(answer: Answer) -> str:
    """The words somebody wrote as an answer; empty where they wrote none."""
    match answer:
        case Wrote(text=text):
            return text
        case Chose(own_words=words):
            return words
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class _Found:
    question: QuestionKey
    answer: Answer
    sharing: Sharing


async def _texts(db: AsyncSession, world: World, rid: RoundId) -> Mapping[AnswerId, _Found]:
    found = {}
    for stored in await answers.load_answers(db, world.keys, rid):
        answer, sharing = answer_from_bytes(stored.body)
        if words_in(answer).strip() and sharing is not Sharing.DONT_SHARE:
            # No choice of theirs is kept beside the words: only readers may see them.
            shared = sharing or Sharing.READERS_ONLY
            found[stored.id] = _Found(stored.question, answer, shared)
    return found


async def _withhold_worries(
    db: AsyncSession, world: World, rid: RoundId, found: Mapping[AnswerId, _Found]
) -> None:
    """Withhold every text that somebody was worried by."""
    out = await answering_back.list_out(db, world, rid)
    for aid, one in found.items():
        if out and _stands_in(one, out):
            withheld = Reading(Decision.WITHHELD)
            await readings.record_reading(db, world.keys, rid, aid, withheld)


def _stands_in(found: _Found, out: Set[tuple[QuestionKey, str]]) -> bool:
    return bool(out) and (found.question, cleaned(words_in(found.answer))) in out


def _text(handle: str, survey: Survey, found: _Found, reading: Reading | None) -> Text:
    item, language = survey.item(found.question), survey.main_language
    beside = ""
    if isinstance(found.answer, Chose) and isinstance(item, SingleChoice | SeveralChoices):
        taken = (c for c in item.choices if c.own_words and c.value in found.answer.values)
        beside = next((choice.label[language] for choice in taken), "")
    words = words_in(found.answer)
    return Text(handle, item.text[language], beside, words, found.sharing, reading)


def _trouble(text: Text, reading: Reading) -> MaskTrouble | None:
    match reading.decision:
        case Decision.PASSED | Decision.WITHHELD:
            return None
        case Decision.MASKED:
            return mask_trouble(text.words, reading.text)
        case Decision.REWORDED:
            return rewording_trouble(
                text.words, reading.text, text.question, longest=LONGEST_REWORDING
            )
        case _:
            assert_never(reading.decision)


def _kept(reading: Reading) -> Reading:
    says = reading.decision in {Decision.MASKED, Decision.REWORDED}
    typical = reading.typical and reading.decision is not Decision.WITHHELD
    return Reading(reading.decision, reading.text.strip() if says else "", typical)
