"""The tests of bot/gauges/: what is on the page, how coarse, and when it changes."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.gauges import looking
from bot.gauges.looking import Around, Counting, Gauges
from bot.gauges.telling import HELP, TYPE, measured, page
from storage import outbox
from storage.outbox import count_late
from storage.well_days import Said, claim_day
from tests.bot.chatting import Chats
from tests.whole.stage import free_port

pytestmark = pytest.mark.sqlite_only

LINE = re.compile(r'earshot_[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? (\+Inf|\d+(\.\d+)?)')


@pytest.fixture
def around(tmp_path: Path) -> Around:
    """A machine of which we know everything."""
    (tmp_path / "earshot-2027-02-27-01.backup").touch()
    return Around(tmp_path, tmp_path, heard=lambda: True, memory=lambda: 100 * 1024 * 1024)


async def test_every_figure_is_in_the_list_and_every_line_can_be_read(
    chats: Chats, around: Around
) -> None:
    """A figure that nobody listed is one that nobody thought about."""
    gauges = Gauges(chats.world, around)
    gauges.counting.emit(logging.makeLogRecord({"levelname": "ERROR", "name": "bot.x"}))
    async with chats.world.database.write() as db:
        await claim_day(db, Said(chats.world.today() - timedelta(days=1)), chats.clock())
    await gauges.take()
    lines = page(gauges).splitlines()
    told = {line.split("{")[0].split()[0] for line in lines if not line.startswith("#")}

    assert told <= {f"earshot_{name}" for name in HELP}
    assert all(LINE.fullmatch(line) for line in lines if not line.startswith("#"))
    assert "earshot_backup_age_days 2" in lines
    assert "earshot_all_well_age_days 1" in lines
    assert "earshot_memory_bytes_at_most 134217728" in lines
    assert "earshot_messages_late_at_least 0" in lines
    assert "earshot_telegram_answers 1" in lines
    assert "earshot_ticks_on_time 0" in lines


async def test_nothing_that_people_could_move_changes_within_the_hour(
    chats: Chats, around: Around
) -> None:
    """Whoever fetches it each second sees the same text until the next hour."""
    gauges = Gauges(chats.world, around)
    await gauges.take()
    before = page(gauges)
    await chats.add("Xanthippe")
    gauges.counting.emit(logging.makeLogRecord({"levelname": "ERROR", "name": "bot.x"}))

    assert page(gauges) == before


async def test_a_worker_tells_of_its_own_process_and_nothing_of_the_house(
    chats: Chats, around: Around
) -> None:
    """Else four workers would warn of the one house's ticks, and ask the database five times."""
    gauges = Gauges(chats.world, replace(around, heard=None, of_house=False))
    await gauges.take()
    told = {line.split()[0] for line in page(gauges).splitlines() if not line.startswith("#")}

    assert {one for one in told if "{" not in one} == {
        "earshot_up_since_seconds",
        "earshot_loops_alive",
        "earshot_rehearsal",
        "earshot_memory_bytes_at_most",
        "earshot_loop_away_seconds_at_most",
        "earshot_disk_free_bytes_at_least",
    }


def test_faults_are_told_by_kind_in_bands_and_forgotten_after_the_hour() -> None:
    """How many there were exactly would count what somebody tried."""
    counting = Counting()
    for _ in range(17):
        counting.emit(
            logging.makeLogRecord(
                {"levelname": "ERROR", "name": "bot.x", "exc_info": (ValueError, None, None)}
            )
        )
    for number in range(looking.KINDS + 5):
        counting.emit(logging.makeLogRecord({"levelname": "WARNING", "name": f"bot.y{number}"}))
    taken = counting.taken()

    assert taken["error", "bot.x", "ValueError"] == 10
    assert len(taken) == looking.KINDS + 1
    assert counting.taken() == {}


async def test_a_message_is_late_only_when_the_courier_is(chats: Chats) -> None:
    """One that waits for a closed page is its owner's affair, and would be a trace of them."""
    ann = await chats.add("Ann")
    await chats.open_round(ann)
    later = chats.clock() + timedelta(hours=1)
    async with chats.world.database.read() as db:
        assert await count_late(db, chats.clock(), looking.LATE) == 0
        assert await count_late(db, later, looking.LATE) >= 0


async def test_what_could_not_be_taken_is_missing_and_the_rest_is_there(
    chats: Chats, around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old figure looks well; a missing one can be warned of."""
    gauges = Gauges(chats.world, around)
    await gauges.take()

    async def fails(*_: object) -> int:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(outbox, "count_late", fails)
    await gauges.take()

    assert "messages_late" not in page(gauges)
    assert "earshot_memory_bytes_at_most 134217728" in page(gauges)


async def test_the_page_is_on_a_listener_of_its_own(chats: Chats, around: Around) -> None:
    """The chat's own port is open to everybody. Nothing listens where none is set."""
    at = f"127.0.0.1:{free_port()}"
    async with measured(chats.world, at, around), aiohttp.ClientSession() as session:
        async with session.get(f"http://{at}/metrics") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"] == TYPE
            assert answer.headers["Server"] == "Earshot"
            assert "earshot_loops_alive 1\n" in await answer.text()
        async with session.get(f"http://{at}/") as answer:
            assert answer.status == 404
    async with measured(chats.world, "", around):
        pass
