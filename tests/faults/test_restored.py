"""F8: a backup that is older than what Telegram still has is put back, and life goes on."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clockwork import due
from bot.services.rounds import reminding
from storage.backups import make_backup
from storage.engine import Database, open_database
from storage.keys import Keys
from storage.restoring import restore_backup
from surveys.rounds.reminders import reminders
from surveys.rounds.rhythm import at_wall
from surveys.rounds.round import State
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.faults.test_a_term import restarted
from tests.faults.test_time import asked, heard, tick

pytestmark = pytest.mark.full

UK = ZoneInfo("Europe/London")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("hours", [0, 1, 13])
async def test_f8_t5_after_an_old_backup_nobody_is_nudged_again_and_what_came_since_is_taken(
    chats: Chats,
    database: Database,
    keys: Keys,
    tmp_path: Path,
    sqlite_template: Path,
    hours: int,
) -> None:
    """Two days are lost: a nudge that was sent in them is not sent again, however soon after it
    the backup is put back, and an answer that Telegram brings once more is kept. The round that
    was sealed before opens for nobody."""
    young, round_ = await asked(chats, 12, at_wall(date(2027, 3, 22), time(12), UK), 7)
    kept = await make_backup(database, keys, tmp_path / "old.backup")
    chats.clock.at = reminders(round_.opens_at, round_.closes_at, 12, UK)[0]
    await tick(chats)
    nudged = heard(young)
    chats.clock.on(hours=hours)
    place = tmp_path / "again" / "earshot.db"
    place.parent.mkdir(mode=0o700)
    shutil.copy(sqlite_template, place)
    fresh = await open_database(f"sqlite:///{place}")
    await restore_backup(kept, fresh, keys)
    again = await restarted(chats, fresh, keys)
    await reminding.pass_over(again.world)  # as `earshot restore` does
    try:
        for _ in range(3):
            await tick(again)
        assert heard(young) == nudged
        assert await young[0].tap(f"go:{round_.tag}")
        assert (await field.again(again, round_.id)).state is State.OPEN
        assert (await again.envelope(round_, young[0])).sitting is not None
        await field.send(again, round_, young[:8])
        assert (await field.end(again, round_)).state is State.SEALED
        early = await open_database(f"sqlite:///{await twice(tmp_path, sqlite_template)}")
        await restore_backup(kept, early, keys)
        sealed = await restarted(again, early, keys)
        for do in due(sealed.world):
            await do()
        ended = await field.again(sealed, round_.id)
        await sealed.close()
        await early.close()
    finally:
        await fresh.close()

    assert ended.state is State.CANCELLED
    assert not keys.has_draft(round_.id)


async def twice(tmp_path: Path, template: Path) -> Path:
    """One more empty database."""
    place = tmp_path / "sealed" / "earshot.db"
    place.parent.mkdir(mode=0o700)
    shutil.copy(template, place)
    return place
