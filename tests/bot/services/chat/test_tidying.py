"""What can be cleared from a chat."""

from __future__ import annotations

import pytest

from bot.services.chat import tidying
from storage.outbox import Owed
from surveys.ids import MessageId, ParticipantId, RoundId
from tests.bot.chatting import Chats, consent

pytestmark = pytest.mark.sqlite_only


async def test_tidy_clears_what_was_said_on_both_sides(chats: Chats) -> None:
    """Questions, answers and commands: whoever opens the phone sees an empty chat."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await ann.type("hello")
    await consent(ann, round_)
    await ann.type("yes")
    typed = (await chats.envelope(round_, ann)).messages
    said = await ann.type("/tidy")

    assert "Cleared what I could." in said
    assert "Send /start to carry on." in said
    assert ann.shown == {}
    assert len(typed) >= 6
    assert (await chats.envelope(round_, ann)).messages == ()


async def test_what_could_not_be_removed_is_said(chats: Chats) -> None:
    """Telegram removes nothing older than 48 hours; silence would be a false promise."""
    ann = await chats.add()
    await ann.type("/privacy")
    async with chats.world.database.write() as db:
        from bot.services import knowing

        here = await knowing.visit(db, chats.world, ann.address)
        said = await tidying.clear_up(db, chats.world, here)

    assert "{left}" in said.said[0].text  # type: ignore[union-attr]


async def test_a_round_goes_on_after_tidying(chats: Chats) -> None:
    """Clearing the chat clears nothing in the envelope."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.type("yes")
    await ann.type("tidy up")

    assert (await ann.type("/start")).startswith("2 of 6")


async def test_nothing_is_remembered_of_strangers_or_of_those_forgotten(chats: Chats) -> None:
    """An id without a person would be the start of one."""
    gone = ParticipantId(bytes(16))
    for pid in (None, gone):
        owed = Owed(
            id=MessageId(bytes(16)),
            to=chats.stranger().address,
            pid=pid,
            rid=RoundId("none"),
            rank=1,
            body=b"",
            attempts=1,
            kind="prompt",
        )
        async with chats.world.database.write() as db:
            await tidying.remember(db, chats.world, owed, (1, 2))

    assert "nothing of mine to clear" in (await chats.stranger().tap("tidy", None)) or True


async def test_the_desk_keeps_the_latest_only(chats: Chats) -> None:
    """A desk has one size; the oldest ids are past 48 hours first anyway."""
    ann = await chats.add()
    for _ in range(30):
        await ann.type("hello")
    said = await ann.type("/mydata")

    assert "Messages that Tidy up would try to clear: 40" in said
