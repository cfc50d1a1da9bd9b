"""On PostgreSQL every row also says where it lies (ctid) and which transaction made it (xmin).

The intruder reads both. A round is sent in one order, sealed, and looked at.
"""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Mapping

import psycopg
import pytest

from bot.intruder.checks import Result, run
from bot.intruder.house import House as Looked
from bot.intruder.house import Places
from bot.intruder.links import CHECKS
from bot.intruder.rows import Rows, raw, tables_of
from bot.services.backing_up import back_up
from storage.engine import Database
from storage.keys import Keys
from surveys.rounds.round import State
from tests.attacks.field import RID, House
from tests.attacks.test_rounds import asked, put_all
from tests.bot.chatting import POLICY

pytestmark = [pytest.mark.postgres_only, pytest.mark.full]


@pytest.fixture
async def house(database: Database, keys: Keys) -> AsyncIterator[House]:
    opened = await House.open(database, keys)
    assert isinstance(opened, House)
    yield opened
    await opened.close()


def place(row: Mapping[str, object]) -> tuple[int, ...]:
    """Where a row lies: page and place in it."""
    return tuple(map(int, re.findall(r"\d+", str(row["ctid"]))))


def laid(rows: Rows, table: str) -> list[Mapping[str, object]]:
    """A table's rows in the order in which they lie."""
    return sorted(rows[table], key=place)


async def test_a1_a2_a4_a8_neither_ctid_nor_xmin_tells_who_answered_or_when(
    house: House, database_url: str, keys: Keys
) -> None:
    """Rows that were changed move to the end of a table: who sent would lie there, in order.

    Fails when standing is forgotten with an UPDATE, or answers come one by one.
    """
    await house.hire()
    authors = await asked(house, 12)
    round_ = await house.launch()
    order = [person.id for person in authors[:9]]
    random.Random(5).shuffle(order)
    for pid in order:
        await put_all(house, round_, [pid])
        if pid in order[::4]:
            await back_up(house.world)
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute("ANALYZE")  # as the server does by itself, when it likes
    before = tables_of(database_url)
    house.clock.on(days=8)
    await house.tick()
    after = tables_of(database_url)
    mine = [row for row in laid(after, "ledger") if row["rid"] == RID]

    assert [raw(row["pid"]) for row in laid(before, "ledger") if row["state"] == "submitted"][
        -9:
    ] == order, "there was something to hide"
    assert (await house.round()).state is State.SEALED
    assert [raw(row["pid"]) for row in mine] == sorted(raw(row["pid"]) for row in mine)
    assert len({row["xmin"] for row in mine}) == 1
    answers = laid(after, "answers")
    assert len({row["xmin"] for row in answers}) == 1
    assert [raw(row["aid"]) for row in answers] == sorted(raw(row["aid"]) for row in answers)
    assert after["envelopes"] == []
    looked = Looked(
        Places(
            house.world.backups, keys.directory, house.world.backups, keys.copies, database_url
        ),
        POLICY,
        house.clock(),
    )
    found = {check.key: run(check, looked) for check in CHECKS}
    assert {one.result for one in found.values()} == {Result.HOLDS}, found
