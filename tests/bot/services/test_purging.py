from datetime import UTC, datetime

import pytest

from bot.services import purging
from storage.engine import Database
from tests.bot.chatting import Chats


@pytest.mark.parametrize(("hour", "times"), [(3, 1), (12, 0)])
async def test_the_database_is_written_anew_at_night_and_only_then(
    chats: Chats, monkeypatch: pytest.MonkeyPatch, hour: int, times: int
) -> None:
    """What was deleted must not lie in free pages; nobody waits for it in the day."""
    done: list[str] = []
    really = Database.vacuum

    async def noted(self: Database) -> None:
        done.append("vacuum")
        await really(self)

    monkeypatch.setattr(Database, "vacuum", noted)
    chats.clock.at = datetime(2027, 1, 11, hour, 10, tzinfo=UTC)
    await purging.purge(chats.world)

    assert len(done) == times
