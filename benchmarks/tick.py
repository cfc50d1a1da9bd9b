"""What a tick costs where nothing is due: 10,000 rounds and 100,000 people, on one file.

    python -m benchmarks.tick

prints what many whole ticks take, in milliseconds. Nine rounds in ten are
over; the others are proposed, open, or closed with words in them that wait to be read.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clockwork import ticks
from bot.services.world import World
from storage import envelopes, ledger, people, rounds
from storage.base import Row
from storage.engine import Database, open_database
from storage.keys import Keys
from storage.migrations import upgrade
from storage.rounds import RoundRow
from surveys.anonymity.envelope import Envelope, pack, size_for
from surveys.definitions.questions import LongText, ShortText
from surveys.flow.answers import Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, RoundId
from surveys.library import list_library, load_library
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TYPED = (ShortText, LongText)
ASKED = 20
"""How many each round asks."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much there is. ``closed`` rounds lie with words in them that nobody has read."""

    over: int = 9500
    proposed: int = 200
    open: int = 260
    closed: int = 40
    people: int = 100_000

    @property
    def states(self) -> Iterator[State]:
        """The state of each round, one after another."""
        for state, count in (
            (State.RELEASED, self.over),
            (State.PROPOSED, self.proposed),
            (State.OPEN, self.open),
            (State.CLOSED, self.closed),
        ):
            yield from [state] * count


async def measure(world: World, times: int = 60) -> list[float]:
    """How long each of some whole ticks takes, after three to warm up. Unit: milliseconds."""
    every = ticks(world)
    took = []
    for _ in range(times + 3):
        began = time.perf_counter()
        await every.tick()
        took.append((time.perf_counter() - began) * 1000)
    return took[3:]


def quietest(took: Sequence[float], together: int = 10) -> float:
    """The lowest median of so many ticks in a row: what else a machine does only adds to it."""
    groups = [took[at : at + together] for at in range(0, len(took), together)]
    return min(statistics.median(group) for group in groups)


async def fill(database: Database, keys: Keys, load: Load) -> World:
    """Everything that the load says, and the world whose ticks are measured."""
    policy = Policy(
        organisation="Somewhere Homes",
        keeper_of_the_computer=Contact(name="Lee", job="administrator"),
        safeguarding_lead=Contact(name="Mina", job="safeguarding lead"),
        numbers=DEFAULT_NUMBERS,
    )
    world = World(database=database, keys=keys, policy=policy, now=lambda: NOW)
    async with database.write() as db:
        pids = await _people(db, keys, load.people)
        await _rounds(db, world, list(load.states), pids)
    return world


async def _people(db: AsyncSession, keys: Keys, count: int) -> list[ParticipantId]:
    every = [
        Person(
            id=ParticipantId(n.to_bytes(16, "big")),
            role=Role.YOUNG_PERSON,
            kind=Kind.YOUNG_PERSON,
            nick=f"Otter{n % 300}",
            home=f"House{n % 30}",
            address=Address(Chat.WEB, n),
        )
        for n in range(count)
    ]
    await people.add_people(db, keys, every)
    return [one.id for one in every]


async def _rounds(
    db: AsyncSession, world: World, states: Sequence[State], pids: Sequence[ParticipantId]
) -> None:
    library = [load_library(entry.key) for entry in list_library()]
    survey = next(s for s in library if any(isinstance(item, TYPED) for item in s.asked))
    made = Round(
        id=RoundId("r0"),
        tag="aaaaaa",
        survey=survey,
        way=Way.TOGETHER,
        state=State.CANCELLED,
        opens_at=NOW - timedelta(days=3),
        closes_at=NOW + timedelta(days=4),
        results_on=(NOW + timedelta(days=8)).date(),
        answer_by=(NOW + timedelta(days=28)).date(),
        makers=("Ash",),
        decider="Mo, director",
        keeper="Ash",
        proposed_by=pids[-1],
        confirmed_by=pids[-2],
        keeper_id=pids[-1],
        policy_hash="",
        envelope_size=size_for(survey),
        count_asked=ASKED,
        remind_at=NOW + timedelta(days=1),
    )
    await rounds.add_round(db, made)
    row, rows = await _first(db, RoundRow), []
    for number, state in enumerate(states, start=1):
        each = replace(made, id=RoundId(f"r{number}"), state=state, **_times(state))
        rows.append({**row, "rid": each.id, "tag": f"t{number}", "state": state.value})
        rows[-1] |= {name: getattr(each, name) for name in ("opens_at", "closes_at", "remind_at")}
        if state is not State.PROPOSED:
            await _ask(db, world, each, [pids[(number + n) % len(pids)] for n in range(ASKED)])
    await db.execute(insert(RoundRow), rows)


def _times(state: State) -> dict[str, Any]:
    """When a round in such a state opens, closes and reminds: none of it is due now."""
    match state:
        case State.PROPOSED:
            return {"opens_at": NOW + timedelta(days=1)}
        case State.CLOSED:
            over = NOW - timedelta(hours=1)
            return {"closes_at": over, "remind_at": NOW + timedelta(days=1)}
        case _:
            return {}


async def _ask(
    db: AsyncSession, world: World, round_: Round, pids: Sequence[ParticipantId]
) -> None:
    """The keys such a round has; and its rows, while it is alive."""
    (world.keys.directory / "rounds").mkdir(exist_ok=True)
    (world.keys.directory / "rounds" / f"{round_.id}.text").write_bytes(bytes(32))
    if round_.state not in {State.OPEN, State.CLOSED}:
        return
    world.keys.make_round_keys(round_.id)
    await ledger.open_ledger(db, round_.id, pids)
    sitting = Sitting(stage=Stage.SENT, answers=_words(round_), sharing=Sharing.MY_WORDS)
    sent = Envelope(sitting if round_.state is State.CLOSED else None)
    packed = pack(sent, round_.envelope_size)
    await envelopes.open_envelopes(db, world.keys, round_.id, pids, packed)


def _words(round_: Round) -> dict[Any, Any]:
    typed = [item for item in round_.survey.asked if isinstance(item, TYPED)]
    return {item.id: Wrote("a later bedtime") for item in typed}


async def _first(db: AsyncSession, table: type[Row]) -> dict[str, Any]:
    found = (await db.execute(select(*table.__table__.columns))).mappings().first()
    assert found is not None, "one was just added"
    return dict(found)


async def main() -> None:
    """Fill an empty place, measure, say it."""
    with tempfile.TemporaryDirectory() as place:
        keys = Keys.create(Path(place) / "keys")
        database = await open_database(f"sqlite:///{place}/earshot.db")
        try:
            await upgrade(database)
            began = time.perf_counter()
            world = await fill(database, keys, Load())
            sys.stdout.write(f"filled in {time.perf_counter() - began:.0f} s\n")
            took = await measure(world)
        finally:
            await database.close()
    sys.stdout.write(
        f"a tick: median {statistics.median(took):.1f} ms, in its quietest stretch "
        f"{quietest(took):.1f} ms, slowest {max(took):.1f} ms\n"
    )


if __name__ == "__main__":
    asyncio.run(main())
