"""The tests of bot/webchat/desk.py."""

from __future__ import annotations

import asyncio
import random

from bot.webchat.desk import ChatDesk, Line, Paper
from tests.bot.webchat.scripted import WHEN


def _desk(**more: float) -> ChatDesk:
    return ChatDesk(now=lambda: WHEN, chance=random.Random(7), **more)


async def _heard(line: Line, count: int) -> list[str]:
    told: list[str] = []
    async for one in line.listen(0.01):
        if not isinstance(one, tuple) or len(told) == count:
            break
        told.append(one[1]["does"])
    return told


async def test_nobody_is_spoken_to_without_an_open_page() -> None:
    """What is owed must stay in the outbox, not vanish into a page that is shut."""
    desk = _desk()

    assert desk.open_chat(77) is None
    async with desk.line(77, "lifelife", 0):
        assert desk.open_chat(77) is not None
    assert desk.open_chat(77) is None


async def test_a_page_that_lost_its_line_hears_the_rest_in_order() -> None:
    """A weak line must lose nothing and repeat nothing."""
    desk = _desk()
    async with desk.line(77, "lifelife", 0) as line:
        for does in ("a", "b"):
            line.chat.show({"does": does})
        assert await _heard(line, 2) == ["a", "b"]
        line.chat.show({"does": "c"})
    async with desk.line(77, "lifelife", 2) as again:
        assert not again.start
        assert await _heard(again, 1) == ["c"]


async def test_a_fresh_page_sees_nothing_that_was_said_before_it() -> None:
    """The next person at a shared tablet must not be shown the last one's words."""
    desk = _desk()
    async with desk.line(77, "lifelife", 0) as line:
        line.chat.show({"does": "secret"})
        line.chat.keep("k", Paper("a.html", b"secret", "text/html"))
        line.chat.messages[5] = {"text": "secret"}
    async with desk.line(77, "otherlife", 0) as fresh:
        assert fresh.start
        assert await _heard(fresh, 1) == []
        assert not fresh.chat.messages
        assert not fresh.chat.papers


async def test_a_page_is_asked_to_start_over_when_it_missed_something() -> None:
    """A message refused while the line was down is found by asking the bot where they are."""
    desk = _desk()
    async with desk.line(77, "lifelife", 0):
        pass
    assert desk.open_chat(77) is None
    async with desk.line(77, "lifelife", 0) as again:
        assert again.start


async def test_a_page_older_than_the_program_starts_over() -> None:
    """After a restart the page has numbers we never gave; it must not wait for them."""
    desk = _desk()
    async with desk.line(77, "lifelife", 412) as line:
        assert line.start
        assert line.after == 0


async def test_a18_words_are_forgotten_soon_after_the_page_is_gone() -> None:
    """The desk is not a history: a closed page's words must leave memory."""
    desk = _desk(grace=0.0)
    async with desk.line(77, "lifelife", 0) as line:
        chat = line.chat
        chat.show({"does": "say", "text": "secret"})
        chat.messages[5] = {"text": "secret"}
        chat.keep("k", Paper("a.html", b"secret", "text/html"))
    await asyncio.sleep(0.001)

    assert desk.known_chat(77) is None
    assert not chat.happenings
    assert not chat.messages
    assert not chat.papers


async def test_an_open_page_is_not_forgotten() -> None:
    """Somebody may think for an hour before they answer."""
    desk = _desk(grace=0.0)
    async with desk.line(77, "lifelife", 0):
        await asyncio.sleep(0.001)
        assert desk.open_chat(77) is not None
        desk.close()
    assert desk.known_chat(77) is None


async def test_two_pages_of_one_person_hear_the_same() -> None:
    """A phone and a tablet at once: neither may steal the other's question."""
    desk = _desk()
    async with desk.line(77, "lifelife", 0) as one, desk.line(77, "otherlife", 0) as two:
        one.chat.show({"does": "a"})
        assert await _heard(one, 1) == ["a"]
        assert await _heard(two, 1) == ["a"]


def test_message_ids_of_two_lives_do_not_meet() -> None:
    """An edit meant for a page that is gone must not change a message of the next one."""

    async def first_id(seed: int) -> int:
        desk = ChatDesk(now=lambda: WHEN, chance=random.Random(seed))
        return desk.chat(77).number_message()

    assert len({asyncio.run(first_id(seed)) for seed in range(20)}) == 20


async def test_old_files_make_room_for_new_ones() -> None:
    """An open page must not hold the machine's memory."""
    desk = _desk()
    chat = desk.chat(77)
    for number in range(5):
        chat.keep(str(number), Paper("a", b"x" * 6 * 1024 * 1024, "text/html"))

    assert list(chat.papers) == ["2", "3", "4"]


async def test_a_page_that_a_lock_keeps_out_is_no_page_and_hears_nothing() -> None:
    """Section 2.5: with only locked pages open there is nobody to speak to."""
    desk = _desk()
    async with desk.line(7, "a" * 12, 0, locked=True) as line:
        assert desk.open_chat(7) is None
        assert not line.is_open
        assert not line.start
        desk.chat(7).open("a" * 12, b"here")
        assert desk.open_chat(7) is not None


async def test_what_a_locked_page_hears_does_not_depend_on_another_page() -> None:
    """Else the moment of each beat would tell when somebody answers."""
    desk = _desk()
    async with (
        desk.line(7, "a" * 12, 0) as mine,
        desk.line(7, "b" * 12, 0, device=b"other", locked=True) as other,
    ):
        beats = other.listen(0.02)
        waiting = asyncio.ensure_future(anext(beats))
        for _ in range(4):
            await asyncio.sleep(0.01)
            desk.chat(7).show({"does": "say"})
        assert waiting.done()
        assert waiting.result() is None
        assert await _heard(mine, 4) == ["say"] * 4


async def test_locking_every_page_forgets_what_was_said_on_them() -> None:
    """What lay in memory for a page that may not see it is nobody's any more."""
    desk = _desk()
    async with desk.line(7, "a" * 12, 0):
        chat = desk.chat(7)
        chat.messages[1] = {"text": "words"}
        chat.show({"does": "say", "text": "words"})
        chat.shut()

        assert not chat.messages
        assert not chat.happenings
