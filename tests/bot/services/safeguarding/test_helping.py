"""Numbers and privacy for anybody."""

from __future__ import annotations

import pytest

from bot.services.owing import HELP
from bot.services.safeguarding import helping
from storage import outbox
from storage.engine import Database
from tests.bot.chatting import Chats, consent

pytestmark = pytest.mark.sqlite_only


async def test_g13_a_strangers_first_message_is_answered_with_the_numbers(
    chats: Chats, database: Database
) -> None:
    """Whoever writes to the wrong bot on a bad night still gets the numbers, and is not kept."""
    said = await chats.stranger().type("i want to die")

    assert {"999", "0800 1111", "85258"} <= set(said.splitlines())
    assert "I don't know who you are" in said
    async with database.read() as db:
        connection = await db.connection()
        for table in ("participants", "envelopes", "outbox", "inbox"):
            query = f"SELECT count(*) FROM {table}"
            assert (await connection.exec_driver_sql(query)).scalar() == 0


async def test_t1_help_overtakes_what_is_owed_already(chats: Chats) -> None:
    """It is the one message nobody may wait for."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    for number, text in enumerate(("yes", "back", "yes", "help")):
        raw = {"update_id": number + 1, "message": ann.message({"text": text})}
        await chats.take(ann.address.chat, raw)
    async with chats.world.database.write() as db:
        from datetime import timedelta

        due = await outbox.claim_due(
            db, chats.world.keys, chats.clock(), lease=timedelta(seconds=1)
        )

    assert [one.rank for one in due] == [HELP]


async def test_g5_help_is_not_written_down(
    chats: Chats, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Asking for help is nobody's business: no log line, no row, no counter."""
    ann = await chats.add()
    caplog.set_level("DEBUG", "bot")

    async def rows() -> dict[str, object]:
        async with database.read() as db:
            connection = await db.connection()
            names = await connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'seen_updates'"
            )
            return {
                name: (await connection.exec_driver_sql(f"SELECT count(*) FROM {name}")).scalar()
                for (name,) in names.all()
            }

    before = await rows()
    caplog.clear()
    await ann.tap("help")
    await ann.type("help")

    assert await rows() == before
    assert caplog.records == []


async def test_the_intake_can_say_sorry_with_the_numbers(chats: Chats) -> None:
    """Nobody is left wondering whether their message arrived."""
    ann = await chats.add()
    async with chats.world.database.write() as db:
        await helping.set_aside(db, chats.world, ann.address)
        await helping.recovered(db, chats.world, ann.address)
    await chats.deliver()

    texts = [shown.text for shown in ann.shown.values()]
    assert any("I couldn't take it." in text for text in texts)
    assert any("Childline\n0800 1111" in text for text in texts)
    assert any("I can again now." in text for text in texts)
