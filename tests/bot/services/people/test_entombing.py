from sqlalchemy import select

from storage import people
from storage.answers import AnswerRow
from tests.bot.chatting import Chats
from tests.bot.services.people.test_forgetting import seal, sent


async def test_a13_whoever_is_forgotten_is_entombed(chats: Chats) -> None:
    """Else last week's backup brings them back."""
    ann, _ = await chats.add("Ann"), await chats.add("Bob")
    async with chats.world.database.read() as db:
        ids = {one.nick: one.id for one in await people.list_people(db, chats.world.keys)}
    await ann.type("/deleteme")
    await ann.press("Yes, delete everything")
    erased = chats.world.keys.tombs.erased()

    assert ids["Ann"] in erased
    assert ids["Bob"] not in erased


async def test_a13_answers_taken_back_are_entombed(chats: Chats) -> None:
    """The right words, and those alone; wrong ones write the file anew and nothing in it."""
    ann, bob = await chats.add(), await chats.add()
    round_ = await chats.open_round(ann, bob)
    words = await sent(chats, ann, round_)
    await sent(chats, bob, round_)
    await seal(chats, round_, ann, bob)
    async with chats.world.database.read() as db:
        tags = {tag for tag in await db.scalars(select(AnswerRow.wtag)) if tag is not None}
    await ann.type("able about above acoustic across action")
    assert [tag for tag in tags if tag in chats.world.keys.tombs.erased()] == []
    await ann.type(" ".join(words))
    async with chats.world.database.read() as db:
        left = {tag for tag in await db.scalars(select(AnswerRow.wtag)) if tag is not None}

    erased = chats.world.keys.tombs.erased()
    assert {tag for tag in tags if tag in erased} == tags - left
    assert len(tags - left) == 6
