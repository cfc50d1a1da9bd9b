"""A message to one person: who reads it is said first, and who wrote it only if they chose so."""

from __future__ import annotations

import pytest

from bot.services.people import enrolling
from bot.services.writing import answering_letters, passing_on
from storage import audit, listeners
from storage.listeners import Listener
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from tests.bot.chatting import Chats, Chatter, consent
from tests.bot.services.people.test_enrolling import sit_down, ticket_round

PING = "Something was sent to you. Sign in to read it."
WORDS = "I'd like to see my brother more"
pytestmark = pytest.mark.sqlite_only


async def listener(
    chats: Chats,
    nick: str,
    job: str,
    *,
    second: ParticipantId | None = None,
    home: str = "",
    role: Role = Role.LISTENER,
) -> Chatter:
    """Somebody to write to, with a browser to read it in."""
    one = await chats.add(nick, chat=Chat.WEB, role=role, home=home)
    async with chats.world.database.write() as db:
        kept = Listener(await chats.pid(one), job, f"I am {nick}.", days=3, second=second)
        await listeners.save_listener(db, chats.world.keys, kept)
    return one


async def two(chats: Chats) -> tuple[Chatter, Chatter]:
    """Sam, whose second is Kim."""
    kim = await listener(chats, "Kim", "advocate")
    sam = await listener(chats, "Sam", "manager", second=await chats.pid(kim))
    return sam, kim


async def write(
    author: Chatter, words: str = WORDS, *, way: str = "Without my name", to: str = "Sam"
) -> str:
    await author.type("/message")
    await author.press(to)
    await author.press(way)
    return await author.type(words)


async def received(chats: Chats, reader: Chatter) -> list[answering_letters.Letter]:
    return await answering_letters.list_letters(chats.world, await chats.pid(reader))


async def answer(chats: Chats, reader: Chatter, words: str) -> bool:
    pid = await chats.pid(reader)
    (letter,) = await received(chats, reader)
    await answering_letters.open_letter(chats.world, pid, letter.handle)
    done = await answering_letters.answer(chats.world, pid, letter.handle, words)
    await chats.deliver()
    return done


async def test_who_reads_it_by_when_and_who_gets_it_next_is_said_before_a_word(
    chats: Chats,
) -> None:
    """Nobody writes to a letterbox without knowing who empties it."""
    await two(chats)
    ann = await chats.add()
    cards = await ann.type("/message")
    one = await ann.press("Sam, manager")

    assert "Who would you like to write to?" in cards
    assert ann.shown
    assert "Sam, manager\nI am Sam." in one
    assert "Sam reads it, and should answer by Thursday 4 March." in one
    assert "No answer by then? Then it goes to Kim, advocate, and I tell you." in one
    assert "Lee, administrator, looks after the computer." in one
    assert "Mina, safeguarding lead, may have to hear of it. I'd tell you first." in one
    assert "Type it now" not in one


async def test_without_a_name_the_reader_sees_the_words_and_nobody(chats: Chats) -> None:
    """Not a name, not a home, not an id: nothing to work it out from but the words."""
    sam, kim = await two(chats)
    ann = await chats.add()
    said = await write(ann)
    (letter,) = await received(chats, sam)
    pid = await chats.pid(sam)
    assert letter.turns == ()
    await answering_letters.open_letter(chats.world, pid, letter.handle)
    (letter,) = await received(chats, sam)

    assert "Sent to Sam, without your name." in said
    assert "Thursday 4 March" in said
    assert sam.newest.text == PING
    assert [turn.words for turn in letter.turns] == [WORDS]
    assert letter.sender == ""
    ann_pid = (await chats.pid(ann)).hex()
    assert ann_pid not in repr(letter)
    assert "Maple" not in repr(letter)
    assert await received(chats, kim) == []


async def test_with_a_name_the_reader_sees_it(chats: Chats) -> None:
    """Somebody who wants to be known is."""
    sam, _ = await two(chats)
    ann = await chats.add()
    said = await write(ann, way="With my name")

    assert "with your name on it" in said
    assert [one.sender for one in await received(chats, sam)] == ["Ann"]


async def test_the_reply_comes_back_and_can_be_answered_once(chats: Chats) -> None:
    """The reader never learns who; the author is not cut off after one word."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await write(ann)
    assert await answer(chats, sam, "Thank you. I'll ring your social worker on Monday.")
    assert "Sam wrote back to you:\n\nThank you. I'll ring" in ann.newest.text
    assert "You can write back once." in ann.newest.text
    await ann.press("Write back")
    said = await ann.type("ok ta")
    assert "Sent to Sam, without your name." in said
    (letter,) = await received(chats, sam)
    assert letter.is_new
    assert letter.sender == ""
    assert await answer(chats, sam, "Any time.")
    assert "Any time." in ann.newest.text
    assert "Write back" not in ann.newest.labels()

    assert (
        await answering_letters.answer(
            chats.world, await chats.pid(sam), letter.handle, "and again"
        )
        is False
    )


async def test_c5_a_letter_can_be_answered_and_written_back_to_by_nobody_else(
    chats: Chats,
) -> None:
    """A guessed handle opens nothing."""
    sam, kim = await two(chats)
    ann, bo = await chats.add(), await chats.add("Bo")
    await write(ann)
    (letter,) = await received(chats, sam)
    kims = await chats.pid(kim)
    assert not await answering_letters.open_letter(chats.world, kims, letter.handle)
    assert not await answering_letters.answer(chats.world, kims, letter.handle, "hello")
    await answer(chats, sam, "Thanks.")
    for who in (bo, sam, chats.stranger()):
        assert "Type it now" not in await who.tap(f"omback:{letter.handle}")
        assert "gone already" in await who.tap(f"tb:{letter.handle}") or who.address not in (
            bo.address, sam.address,
        )  # fmt: skip
    for forged in ("omback", "omback:", "omback:zz", "ompick:zz", "omname:", "omnone:00"):
        await ann.tap(forged)

    assert len(await received(chats, sam)) == 1


async def test_nobody_outside_a_home_is_offered_its_own_manager(chats: Chats) -> None:
    """Walls: a manager belongs to one home; an advocate to all."""
    await listener(chats, "Kim", "advocate")
    await listener(chats, "Pat", "manager", home="Maple House")
    ann, bo = await chats.add(), await chats.add("Bo", home="Oak House")
    await ann.type("/message")
    await bo.type("/message")

    assert [label for label in ann.newest.labels() if "," in label] == [
        "Kim, advocate",
        "Pat, manager",
    ]
    assert [label for label in bo.newest.labels() if "," in label] == ["Kim, advocate"]


async def test_a_letter_is_no_answer_and_the_round_goes_on_after_it(chats: Chats) -> None:
    """Words meant for one person must never end up among answers, nor the other way round."""
    sam, _ = await two(chats)
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await write(ann, "yes")
    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert sitting.answers == {}
    assert "Do staff listen?" in await ann.press("Carry on")
    await ann.type("yes")
    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None

    assert len(sitting.answers) == 1
    assert len(await received(chats, sam)) == 1


async def test_b2_going_on_with_the_round_ends_the_writing(chats: Chats) -> None:
    """Whoever taps an answer after all means the next words for the round."""
    sam, _ = await two(chats)
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.type("/message")
    await ann.press("Sam")
    await ann.press("Without my name")
    await ann.press("Yes")
    await ann.type("at six")

    assert await received(chats, sam) == []
    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert len(sitting.answers) == 2


@pytest.mark.parametrize("typed", ["cancel", "Back", "stop", "never mind"])
async def test_b2_cancel_sends_nothing(chats: Chats, typed: str) -> None:
    """A way out that works in any case."""
    sam, _ = await two(chats)
    ann = await chats.add()

    assert "Nothing was sent." in await write(ann, typed)
    assert "Nobody reads this" in await ann.type("hello there")
    assert await received(chats, sam) == []


async def test_b2_commands_work_and_do_not_cost_the_letter(chats: Chats) -> None:
    """Looking at the numbers first must not send the word "help" to anybody."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await ann.type("/message")
    await ann.press("Sam")
    await ann.press("Without my name")
    assert "Childline\n0800 1111" in await ann.type("help")
    assert "What is kept" in await ann.type("/privacy")
    await ann.type(WORDS)

    assert len(await received(chats, sam)) == 1


async def test_t8_twenty_taps_and_a_second_text_send_one_letter(chats: Chats) -> None:
    """The words after it go where words always go."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await ann.type("/message")
    await ann.press("Sam")
    (press,) = (b.press for b in ann.newest.buttons if b.label == "Without my name")
    for _ in range(20):
        await ann.tap(press)
    await ann.type(WORDS)
    await ann.type("and more")

    assert len(await received(chats, sam)) == 1


async def test_after_two_days_typed_words_are_no_letter_any_more(chats: Chats) -> None:
    """Nobody remembers by then that a letter was begun."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await ann.type("/message")
    await ann.press("Sam")
    await ann.press("Without my name")
    chats.clock.on(days=2)
    await ann.type("yes")

    assert await received(chats, sam) == []


@pytest.mark.parametrize("length", [4000, 4001])
async def test_four_thousand_letters_fit(chats: Chats, length: int) -> None:
    """A whole story fits; what does not is refused kindly, and can be sent shorter."""
    sam, _ = await two(chats)
    ann = await chats.add()
    said = await write(ann, "x" * length)

    assert ("That's a bit long for me." in said) is (length > 4000)
    assert len(await received(chats, sam)) == (length <= 4000)


async def test_e7_a_photo_is_no_letter(chats: Chats) -> None:
    """Nothing is downloaded or kept; the letter can still be typed."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await ann.type("/message")
    await ann.press("Sam")
    await ann.press("Without my name")
    said = await ann.send(
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
    )
    assert "I didn't open that or keep it." in said
    await ann.type(WORDS)

    assert len(await received(chats, sam)) == 1


async def late(chats: Chats, days: float = 3) -> None:
    chats.clock.on(days=days)
    await passing_on.pass_late(chats.world)
    await chats.deliver()


async def test_unanswered_in_time_it_goes_to_the_second_person_once(chats: Chats) -> None:
    """Its author is told, and so is whoever has it now."""
    sam, kim = await two(chats)
    ann = await chats.add()
    await write(ann)
    await late(chats)
    assert await received(chats, kim) == []
    await late(chats, 1)

    assert "Sam didn't answer by the day I gave you. Kim has it now" in ann.newest.text
    assert await received(chats, sam) == []
    (letter,) = await received(chats, kim)
    assert letter.first == "Sam"
    assert letter.sender == ""
    assert kim.newest.text == PING
    assert await passing_on.pass_late(chats.world) == 0
    await late(chats, 4)
    assert "Nobody else was sent it." in ann.newest.text
    assert len(await received(chats, kim)) == 1
    await late(chats, 9)
    assert "Nobody else was sent it." in ann.newest.text


async def test_what_was_answered_goes_nowhere(chats: Chats) -> None:
    """Opened and answered in time: the second person never hears of it."""
    sam, kim = await two(chats)
    ann = await chats.add()
    await write(ann)
    await answer(chats, sam, "Thanks.")
    await late(chats, 9)

    assert await received(chats, kim) == []
    assert "didn't answer" not in ann.newest.text


async def test_only_having_read_it_is_an_answer_that_says_so(chats: Chats) -> None:
    """Praise needs no words back; its author still hears that it arrived."""
    sam, kim = await two(chats)
    ann = await chats.add()
    await write(ann, "The pancakes were great")
    (letter,) = await received(chats, sam)
    pid = await chats.pid(sam)
    await answering_letters.open_letter(chats.world, pid, letter.handle)
    assert await answering_letters.answer(chats.world, pid, letter.handle, "", seen=True)
    await chats.deliver()
    await late(chats, 9)

    assert "Sam has read what you wrote." in ann.newest.text
    assert await received(chats, kim) == []
    mine = await ann.type("/mydata")
    assert "Sam has read what you wrote. No words came back with it.\n" in mine
    assert "Nothing more comes back. You can write to somebody else: /message." in mine
    assert "has answered" not in mine, "it was closed without a word"


async def test_s4_nobody_is_told_at_night_that_it_moved_on(chats: Chats) -> None:
    """The day is over at midnight; the words wait for the morning."""
    _, kim = await two(chats)
    ann = await chats.add()
    await write(ann)
    await late(chats, 3.6)
    assert await received(chats, kim) == []
    await late(chats, 0.3)

    assert len(await received(chats, kim)) == 1


async def test_it_can_be_taken_back_and_is_in_mydata(chats: Chats) -> None:
    """The button under it and the one in /mydata are the same."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await write(ann)
    mine = await ann.type("/mydata")
    assert f"You wrote to Sam:\n{WORDS}" in mine
    assert "It doesn't have your name on it." in mine
    assert "Sam should answer by Thursday 4 March." in mine
    await ann.press("Take it back")

    assert await received(chats, sam) == []
    assert WORDS not in await ann.type("/mydata")


async def test_x3_whoever_is_forgotten_takes_their_letters_along(chats: Chats) -> None:
    """Nothing of theirs stays with anybody."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await write(ann)
    await ann.tap("eraseyes")

    assert await received(chats, sam) == []


async def test_when_a_reader_leaves_what_waits_goes_on_and_is_told(chats: Chats) -> None:
    """A letter must not vanish with its reader."""
    sam, kim = await two(chats)
    ann = await chats.add()
    await write(ann)
    await sam.tap("eraseyes")
    await chats.deliver()

    assert "Sam has left. Kim has what you wrote now" in ann.newest.text
    assert len(await received(chats, kim)) == 1
    await kim.tap("eraseyes")
    await chats.deliver()
    assert "Kim has left, so what you wrote was thrown away." in ann.newest.text


async def test_a1_at_rest_neither_the_words_nor_the_author_can_be_read(chats: Chats) -> None:
    """Without the key a row shows who has it and by which day, and nothing else."""
    await two(chats)
    ann = await chats.add()
    await write(ann)
    pid = await chats.pid(ann)
    async with chats.world.database.read() as db:
        row = (await (await db.connection()).exec_driver_sql("SELECT * FROM messages")).one()
    kept = b"".join(bytes(value) for value in row if isinstance(value, bytes))

    assert bytes(pid) not in kept
    assert pid.hex().encode() not in kept
    assert b"brother" not in kept


async def test_the_trail_says_that_a_letter_was_read_and_nothing_of_it(chats: Chats) -> None:
    """Staff deeds leave a mark; whose letter it was does not."""
    sam, _ = await two(chats)
    ann = await chats.add()
    await write(ann)
    await answer(chats, sam, "Thanks.")
    async with chats.world.database.read() as db:
        trail = await audit.list_audit(db)

    assert [(one.action, one.about) for one in trail] == [
        ("letter read", ""),
        ("letter answered", ""),
    ]
    assert {one.who for one in trail} == {await chats.pid(sam)}


async def test_a_ticket_can_write_without_a_name(chats: Chats) -> None:
    """On a shared tablet too; what it wrote is no answer of its round."""
    sam, _ = await two(chats)
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    sitter = chats.at(Address(Chat.WEB, number))
    for label in ("Next", "OK", "Start"):
        await sitter.press(label)
    await sitter.type("/message")
    card = await sitter.press("Sam")
    assert "An answer can reach you only while your ticket works." in card
    assert "With my name" not in sitter.newest.labels()
    await sitter.press("Without my name")
    said = await sitter.type(WORDS)

    assert "Sent to Sam, without your name." in said
    (letter,) = await received(chats, sam)
    assert letter.can_answer
    await answer(chats, sam, "Thanks for telling me.")
    assert "Thanks for telling me." in sitter.newest.text
    assert f"You wrote to Sam:\n{WORDS}" in await sitter.type("/mydata")


async def test_words_that_look_like_danger_are_answered_first_and_still_sent(
    chats: Chats,
) -> None:
    """The check sees letters too; it never swallows one."""
    sam, _ = await two(chats)
    ann = await chats.add()
    said = await write(ann, "i want to kill myself tonight")

    assert "Sent to Sam, without your name." in said
    assert "999" in said
    assert said.index("999") < said.index("Sent to Sam")
    assert len(await received(chats, sam)) == 1


async def test_somebody_without_a_browser_cannot_be_written_to(chats: Chats) -> None:
    """What is sent to them would lie unread for ever."""
    pat = await chats.add("Pat", chat=Chat.TELEGRAM, role=Role.LISTENER, home="")
    async with chats.world.database.write() as db:
        await listeners.save_listener(
            db, chats.world.keys, Listener(await chats.pid(pat), "visitor")
        )
    ann = await chats.add()

    assert "There's nobody here that I can pass words on to." in await ann.type("/message")
    assert "Write to someone" not in [b.label for b in ann.newest.buttons]
