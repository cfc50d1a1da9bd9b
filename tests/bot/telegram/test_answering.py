"""A whole sitting through the real adaptor."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage import ledger
from storage.engine import Database
from storage.keys import Keys
from surveys.rounds.ledger import Standing
from tests.bot.chatting import Chats, answer_all, consent

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
async def chats(database: Database, keys: Keys) -> AsyncIterator[Chats]:
    opened = await Chats.open(database, keys)
    yield opened
    await opened.close()


async def test_a_whole_sitting_from_the_invitation_to_the_six_words(chats: Chats) -> None:
    """The main job: asked, told the limits, answered, checked, sent, words in hand."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)

    first = await consent(ann, round_)
    assert first.startswith("1 of 6 · about ")
    summary = await answer_all(ann)
    assert "A later bedtime" in summary
    popup = await ann.press("Send")

    envelope = await chats.envelope(round_, ann)
    assert len(envelope.words) == 6
    assert " ".join(envelope.words) in ann.popups[-1]
    assert popup.startswith("Your six take-back words:")
    async with chats.world.database.read() as db:
        standing = await ledger.standing(db, round_.id, await chats.pid(ann))
    assert standing is Standing.SUBMITTED
