"""What several processes on one database tell each other, so that they count as one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.beside_workers import WRONG, Listening
from bot.ringing import MOST, Ringer, ToldOnce
from bot.services.guessing import ALLOWED, MANY, WrongCodes
from storage import holding
from storage.engine import Database
from storage.holding import OWED, TOLD
from storage.keys import Keys
from tests.bot.chatting import Chats

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


class Rung:
    """Several processes, and the bells between them."""

    def __init__(self, database: Database, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bells: list[tuple[str, str]] = []
        self.processes = [Ringer(database.writer, keys, f"tag{n}") for n in range(3)]

        async def ring(_: object, bell: str, *said: str) -> None:
            for one in said or ("",):
                self.bells.append((bell, one))
                for process in self.processes:
                    process.heard(one)

        monkeypatch.setattr("bot.ringing.ring", ring)

    async def go(self) -> None:
        for process in self.processes:
            await process.ring_now()

    def codes(self) -> list[WrongCodes]:
        made = []
        for one in self.processes:
            codes = WrongCodes(
                lambda: NOW,
                mark=lambda place, one=one: one.mark(WRONG, place),  # type: ignore[misc]
                tell=lambda mark, one=one: one.tell(WRONG, mark),  # type: ignore[misc]
            )
            one.hear(WRONG, codes.heard)
            made.append(codes)
        return made


@pytest.fixture
def rung(database: Database, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Rung:
    return Rung(database, keys, monkeypatch)


pytestmark = pytest.mark.sqlite_only


async def test_c3_whoever_guesses_with_several_workers_is_slowed_as_with_one(rung: Rung) -> None:
    """Twenty wrong codes are twenty, whichever worker each of them met."""
    codes = rung.codes()
    for n in range(ALLOWED):
        codes[n % 3].note("telegram 1001")
        await rung.go()

    assert [one.may_try("telegram 1001") for one in codes] == [False] * 3
    assert all(one.may_try("telegram 1002") for one in codes)


async def test_a14_what_is_told_names_nobody(rung: Rung) -> None:
    """It passes over the server's disk; without the key it says nothing."""
    codes, told = rung.codes(), ToldOnce(rung.processes[0])
    codes[0].note("telegram 1001")
    told.add(("telegram 1001", NOW))
    await rung.go()

    assert len(rung.bells) == 2
    assert "1001" not in str(rung.bells)


async def test_who_was_told_of_a_pause_by_one_worker_is_not_told_by_another(rung: Rung) -> None:
    """It is said once in a pause."""
    told = [ToldOnce(one) for one in rung.processes]
    once = ("telegram 1001", NOW)
    told[1].add(once)
    await rung.go()

    assert [once in one for one in told] == [True] * 3
    assert ("telegram 1002", NOW) not in told[0]


async def test_many_rings_are_one(rung: Rung) -> None:
    """Each costs the whole server a lock; a flood of marks is cut off."""
    ringer = rung.processes[0]
    for _ in range(1000):
        ringer.owed()
        ringer.tell(WRONG, "ab")
    await ringer.ring_now()

    assert [bell for bell, _ in rung.bells].count(OWED) == 1
    assert [bell for bell, _ in rung.bells].count(TOLD) == MOST


async def test_c3_the_house_counts_the_wrong_codes_of_all_workers_and_has_the_alarm(
    chats: Chats,
) -> None:
    """Two hundred in an hour are somebody guessing, however they are spread."""
    alarms: list[int] = []
    codes = WrongCodes(lambda: NOW, lambda: alarms.append(1))
    world = chats.world.__class__(
        chats.world.database, chats.world.keys, chats.world.policy, wrong_codes=codes
    )
    house = Listening(world, lost=lambda: None)
    for n in range(MANY):
        house._hear(TOLD, f"tag{n % 4}:{WRONG}:{n % 20:032x}")
    house._hear(TOLD, "strange")

    assert alarms == [1]


async def test_a_ringer_rings_until_it_is_told_to_stop(rung: Rung) -> None:
    """And once more for what is left."""
    stop, ringer = asyncio.Event(), rung.processes[0]
    running = asyncio.create_task(ringer.run(stop))
    ringer.owed()
    await asyncio.sleep(0.01)
    assert rung.bells == [(holding.OWED, "")]
    ringer.waits()
    stop.set()
    await asyncio.wait_for(running, 1)

    assert rung.bells[1:] == [(holding.WAITS, "")]
