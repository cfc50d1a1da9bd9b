"""Six words before there is anything they could find."""

from __future__ import annotations

import pytest

from bot.services.people import enrolling
from storage import envelopes, people, rounds
from surveys.people.person import Address, Chat
from surveys.rounds.round import State
from tests.bot.chatting import Chats, answer_all
from tests.bot.services.people.test_enrolling import sit_down, ticket_round
from tests.bot.services.people.test_forgetting import sent

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


async def test_x3_a_slip_that_is_forgotten_after_the_close_leaves_no_envelope_to_be_opened(
    chats: Chats,
) -> None:
    """ "I tore up your envelope" must hold in the days before the seal as well."""
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    sitter = chats.at(Address(Chat.WEB, number))
    for button in ("Next", "OK", "Start"):
        await sitter.press(button)
    await answer_all(sitter)
    await sitter.press("Send")
    async with chats.world.database.write() as db:
        await rounds.claim_state(db, round_.id, was=State.OPEN, now=State.CLOSED)
    await sitter.type("/deleteme")
    said = await sitter.press("Yes, delete everything")
    async with chats.world.database.read() as db:
        left = await envelopes.load_envelope(db, chats.world.keys, round_.id, signed.pid)

    assert "I tore up your envelope" in said
    assert left is None


async def test_x2_the_words_may_stand_behind_the_command(chats: Chats) -> None:
    """Whoever copies a line off a slip types it in one go."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    words = " ".join(await sent(chats, ann, round_))
    for who in (ann, chats.stranger()):
        assert "I don't keep the words" in await who.type(f"/takeback {words}")
    assert "That isn't six take-back words." in await ann.type("/takeback my tea")


async def test_x2_a_slip_of_the_pen_is_said_to_be_one(chats: Chats) -> None:
    """To a stranger with nothing but a slip, "I ask people what they think" is no answer."""
    ann = await chats.add()
    words = await sent(chats, ann, await chats.open_round(ann))
    slipped = " ".join(("zzzz", *words[1:]))

    assert "That isn't six take-back words." in await chats.stranger().type(slipped)
    assert "Nobody reads this chat." in await chats.stranger().type("i had tea with my dog")


async def test_18_the_six_words_that_were_typed_can_be_tidied(chats: Chats) -> None:
    """With them and the database somebody could find their answers: they stood in the chat.

    Fails when only what is typed unasked is remembered, or forgotten with the question.
    """
    ann = await chats.add()
    words = " ".join(await sent(chats, ann, await chats.open_round(ann)))
    for typed in ("a slip of the pen here", words):
        await ann.type("/takeback")
        await ann.type(typed)
    async with chats.world.database.read() as db:
        desk = await people.load_desk(db, chats.world.keys, await chats.pid(ann))

    assert desk.waiting == ""
    assert len([one for one in desk.messages if one not in ann.shown]) == 2
