"""Two readers at one board in one moment, each through a bot of their own, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.services.themes import sorting
from bot.services.themes.sorting import Moved, Sorting, Stale
from bot.services.themes.views import View
from bot.services.world import World
from storage import theme_boards
from storage.engine import Database, open_database
from storage.keys import Keys
from surveys.ids import ParticipantId, RoundId
from surveys.people.roles import Role
from surveys.themes.moves import NewTheme, Sort
from tests.bot.after_seal.house import CHANGE, House, build_house, seal_round, some_words
from tests.bot.services.themes.test_sorting import read_all

pytestmark = pytest.mark.full

RID = RoundId("meetings")
TEXTS = 12


@pytest.fixture
async def beside(database_url: str) -> AsyncIterator[Database]:
    """A second process's way to the same database."""
    opened = await open_database(database_url, lock=False)
    yield opened
    await opened.close()


async def look(world: World, pid: ParticipantId, sitting: Sorting) -> View:
    view = await sorting.board_of(world, pid, sitting)
    assert view is not None
    return view


async def sort_all(world: World, house: House, nick: str) -> tuple[int, int]:
    """Somebody sorts every text, the same ones in the same moment as the other; whoever was
    second looks again. How many moves were made, and how many handed back."""
    pid, made, back = house.pid(nick), 0, 0
    sitting = await sorting.begin(world, pid, RID, CHANGE)
    assert sitting is not None
    view = await look(world, pid, sitting)
    food = view.themes[0].id
    for words in sorted(one.words for one in view.texts):
        while True:
            handle = next(one.handle for one in view.texts if one.words == words)
            wanted = frozenset({food}) if nick == "Sam" else frozenset()
            done = await sorting.move(world, pid, sitting, Sort(handle, wanted), view.version)
            assert isinstance(done, Moved | Stale)
            assert done.view is not None
            view = done.view
            if isinstance(done, Moved):
                made += 1
                break
            back += 1
    return made, back


async def test_28_whatever_two_do_in_the_same_moment_is_written_once_or_handed_back(
    database: Database, beside: Database, keys: Keys
) -> None:
    """28: two processes, one log: every move that was made is in it, none over another unseen."""
    house = await build_house(database, keys)
    await seal_round(house, some_words(TEXTS))
    await read_all(house)
    await house.add("Val", Role.READER)
    other = replace(house.world, database=beside)
    sitting = await sorting.begin(house.world, house.pid("Sam"), RID, CHANGE)
    assert sitting is not None
    await sorting.move(house.world, house.pid("Sam"), sitting, NewTheme("Food"), 0)

    sams, vals = await asyncio.gather(
        sort_all(house.world, house, "Sam"), sort_all(other, house, "Val")
    )

    async with database.read() as db:
        log = await theme_boards.list_moves(db, keys, RID, CHANGE)
    assert sams[0] == vals[0] == TEXTS
    assert len(log) == 1 + 2 * TEXTS
    assert sams[1] + vals[1] > 0, "they were at the same texts, and one of them heard of it"
    last = {entry.move.answer: entry.by for entry in log if isinstance(entry.move, Sort)}
    view = await look(house.world, house.pid("Sam"), sitting)
    assert view.read == len(last) == TEXTS
    sam = house.pid("Sam")
    assert len(view.untagged) == sum(by != sam for by in last.values())
