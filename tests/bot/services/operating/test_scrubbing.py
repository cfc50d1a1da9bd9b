"""Gone from the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.operating import scrubbing
from storage.engine import CheckpointBusy, Database
from tests.bot.chatting import Chats, consent


@pytest.mark.parametrize(
    ("code", "leaves"),
    [("tearyes:evenin", True), ("eraseyes", True), ("tear:evenin", False), ("x" * 99, False)],
)
def test_only_what_deletes_is_scrubbed_after(code: str, leaves: bool) -> None:
    """A checkpoint a tap would make everybody wait for everybody."""
    assert scrubbing.leaves_something(code) is leaves


@pytest.mark.sqlite_only
@pytest.mark.parametrize("goodbye", ["/withdraw", "/deleteme"])
async def test_x1_a_torn_up_envelope_is_gone_from_file_and_log_at_once(
    chats: Chats, database: Database, tmp_path: Path, goodbye: str
) -> None:
    """Not only unreachable: overwritten, so that no key of any day could open it."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.type("yes")
    async with database.read() as db:
        connection = await db.connection()
        (blob,) = (await connection.exec_driver_sql("SELECT blob FROM envelopes")).scalars().all()
    await ann.type(goodbye)
    await ann.press("Yes, ")

    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("earshot.db*"))
    assert blob[20:60] not in stored


async def test_a_log_that_cannot_be_emptied_now_stops_nobody(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The withdrawal is committed; the disk follows with the next checkpoint."""

    async def busy() -> None:
        raise CheckpointBusy("somebody is reading")

    monkeypatch.setattr(chats.world.database, "checkpoint", busy)

    await scrubbing.scrub(chats.world)
