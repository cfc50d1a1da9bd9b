"""Words that look like danger: their author is answered first, and nothing is swallowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.services import noticing
from storage import concerns
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Concern, Source, Telling
from tests.bot.chatting import Chats, Chatter, consent

ABUSE = "my dad hits me"
NOW = "I want to kill myself tonight"
NAMES = "they call me names at school every day"
LOW = "I feel low a lot"
STAFF = "a worker hurt me"


async def kept(chats: Chats) -> list[Concern]:
    async with chats.world.database.read() as db:
        return await concerns.list_concerns(db, chats.world.keys)


async def lead(chats: Chats, nick: str = "Sam") -> Chatter:
    return await chats.add(nick, role=Role.SAFEGUARDING_LEAD, home="")


async def at_words(chats: Chats) -> Chatter:
    """Somebody who is asked for one word, in the middle of a round."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    for label in ("Yes", "At six", "Next", "☐ Games", "Done", "3"):
        await ann.press(label)
    return ann


async def test_g6_the_author_is_told_first_and_the_concern_is_in_the_same_commit(
    chats: Chats,
) -> None:
    """G6: thanks, belief, who must be told; and what they wrote is saved as ever."""
    await lead(chats)
    ann = await at_words(chats)

    said = await ann.type(ABUSE)
    (concern,) = await kept(chats)

    assert "I believe you." in said
    assert "I'm telling Sam, safeguarding lead." in said
    assert said.index("I believe you.") < said.index("Childline") < said.index("Saved")
    assert (concern.words, concern.category) == (ABUSE, "abuse")
    assert (concern.source, concern.question) == (Source.ANSWER, "word")
    assert concern.telling is Telling.TOLD_FIRST
