"""What a seal and a result cost, by how many answered: ``python -m benchmarks.sealing``.

A closed round of twelve questions, of which three are answered in words; every envelope was sent.
The seal is whole: opened, names hidden, mixed, stored, the log emptied, a verified backup, the key
destroyed. The result is counted, composed and drawn as the page that everybody gets.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks.exports import large
from benchmarks.house import RID, a_policy, a_round, young_people
from benchmarks.updates import a_place
from bot.services.hiding import keep_ready
from bot.services.results.formats import Format, report_file
from bot.services.rounds import sealing
from bot.services.world import World
from bot.settling import settle
from storage import answers, audiences, envelopes, ledger, people, rounds
from storage.engine import open_database
from storage.keys import Keys
from storage.migrations import upgrade
from surveys.anonymity.envelope import Envelope, pack
from surveys.anonymity.takeback import draw_words
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Chose, Wrote
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.people.audience import AudienceRule
from surveys.people.person import Chat, Kind
from surveys.rounds.ledger import Standing
from surveys.rounds.round import State
from surveys.safeguarding.plan import Plan

SIZES = (30, 300, 1000)
"""How many answered. Unit: people."""

QUESTIONS, IN_WORDS = 12, 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took. ``busy``: of the processor, for the seal. Unit: seconds."""

    count: int
    seal: float
    busy: float
    result: float


def cost(count: int) -> Cost:
    """Seal a round that so many answered, and draw such a result."""
    seal, busy = asyncio.run(_sealed(count))
    began = time.perf_counter()
    report_file(large(count), Format.HTML)
    return Cost(count, seal, busy, time.perf_counter() - began)


def asked() -> Survey:
    """Nine questions with choices, three in words."""
    closed = [{"type": "yes_no"}] * (QUESTIONS - IN_WORDS)
    words = [{"type": "long_text"}] * IN_WORDS
    questions = [
        {"id": f"q{n}", "text": {"en": f"Is it so, {n}?"}, **kind}
        for n, kind in enumerate(closed + words)
    ]
    return Survey.model_validate(
        {
            "key": "sealed",
            "title": {"en": "Living here"},
            "why": {"en": "To make the homes better."},
            "could_change": {"en": "The house rules."},
            "decides": {"en": "The head of homes"},
            "questions": questions,
        }
    )


async def _sealed(count: int) -> tuple[float, float]:
    with a_place() as place:
        database = await open_database(f"sqlite:///{place}/earshot.db")
        try:
            await upgrade(database)
            world = World(
                database=database,
                keys=Keys.create(place / "keys"),
                policy=a_policy().model_copy(update={"plan": Plan(safety_read=False)}),
                backups=Path(place / "backups"),
            )
            await _answered(world, count)
            await keep_ready(world)  # as a tick does, and as a running program has settled
            settle()
            began, before = time.perf_counter(), time.process_time()
            await sealing.seal_due(world)
            took, busy = time.perf_counter() - began, time.process_time() - before
            async with database.read() as db:
                there = len(await answers.load_answers(db, world.keys, RID))
                sealed = await rounds.load_round(db, RID)
        finally:
            await database.close()
    assert sealed is not None
    assert there == count * QUESTIONS, f"{there} answers were stored"
    assert sealed.state is State.SEALED, f"the round is {sealed.state}"
    return took, busy


async def _answered(world: World, count: int) -> None:
    survey, now = asked(), world.now()
    everybody = young_people(world, count, Chat.WEB)
    made = a_round(survey, count, now)
    round_ = replace(made, state=State.CLOSED, closes_at=now - timedelta(hours=1))
    world.keys.make_round_keys(RID)
    blank = pack(Envelope(None), round_.envelope_size)
    pids = [one.id for one in everybody]
    async with world.database.write() as db:
        await people.add_people(db, world.keys, everybody)
        await rounds.add_round(db, round_)
        rule = AudienceRule(frozenset({Kind.YOUNG_PERSON}))
        await audiences.set_audience(db, world.keys, RID, rule)
        await ledger.open_ledger(db, RID, pids)
        await envelopes.open_envelopes(db, world.keys, RID, pids, blank)
        for n, one in enumerate(everybody):
            sitting = Sitting(stage=Stage.SENT, answers=_answers(survey, n))
            words = draw_words(world.chance.choice)
            # As they are when they are drawn: stretched beforehand, see bot.services.answers.
            sent = Envelope(sitting, words=words, stretched=world.fresh_bytes(32))
            packed = pack(sent, round_.envelope_size)
            await envelopes.save_envelope(db, world.keys, RID, one.id, packed)
            await ledger.mark(db, RID, one.id, Standing.SUBMITTED)


def _answers(survey: Survey, n: int) -> dict[QuestionKey, Answer]:
    words = f"We want more trips and a later bedtime, said number {n}. Ask the staff in House{n}."
    return {
        item.id: Wrote(words) if item.type == "long_text" else Chose(("yes",))
        for item in survey.asked
    }


def main() -> None:
    """Print each size."""
    for count in SIZES:
        found = cost(count)
        sys.stdout.write(
            f"{count:5} x {QUESTIONS}: sealed in {found.seal:.2f} s, {found.busy:.2f} of them "
            f"the processor's; a result drawn in {found.result:.2f} s\n"
        )


if __name__ == "__main__":
    main()
