"""Six words before there is anything they could find."""

from __future__ import annotations

import pytest

from tests.bot.chatting import Chats
from tests.bot.services.test_forgetting import sent

pytestmark = pytest.mark.sqlite_only


async def test_x2_words_that_come_before_the_seal_are_not_said_to_have_taken_anything(
    chats: Chats,
) -> None:
    """An envelope that is still shut stays, and will be opened: nobody may believe it is gone."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    words = await sent(chats, ann, round_)
    said = await chats.stranger().type(" ".join(words))

    assert (await chats.envelope(round_, ann)).words == words
    assert "yours is still there" in said
    assert "/withdraw tears it up" in said
