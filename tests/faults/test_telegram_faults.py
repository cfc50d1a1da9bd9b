"""T1–T4, T7, T9: whatever the Bot API does to a reply, over HTTP."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bot.outgoing import Answer, ClearUp, HandOver, Leave, Outgoing, Rewrite, Say
from bot.services.owing import To, owe
from bot.telegram import polling
from storage import outbox
from surveys.people.person import Address, Chat
from tests.botapi.faults import FOR_GOOD, PASSING, Scope, too_many
from tests.botapi.running import Bot, Clock, going
from tests.botapi.server import Server


async def taken(bot: Bot) -> None:
    """Take everything Telegram has for the bot, without polling."""
    for one in bot.server.books.waiting:
        await bot.intake.take(one.body)
    bot.server.books.waiting.clear()


async def left(bot: Bot) -> int:
    async with bot.world.database.read() as db:
        return await outbox.count_owed(db)


async def test_t1_a_429_is_waited_out_in_order_and_sent_once(
    small_bot: Bot, server: Server, clock: Clock
) -> None:
    """The order of a chat survives being told to wait."""
    sam, kim = small_bot.phone(1001), small_bot.phone(1002)
    server.breaks("sendMessage", status=429, retry_after=30, chat=1001)
    for phone in (sam, kim):
        await phone.type("one")
        await phone.type("two")
    await taken(small_bot)
    await small_bot.courier.drain()
    assert (sam.said, kim.said) == ([], ["Saved: one", "Saved: two"])
    clock.advance(seconds=29)
    await small_bot.courier.drain()
    assert sam.said == []
    clock.advance(seconds=1)
    await small_bot.courier.drain()

    assert sam.said == ["Saved: one", "Saved: two"]


async def test_t2_t7_a_reply_that_fails_is_sent_later_and_nothing_is_stored_twice(
    small_bot: Bot, server: Server, clock: Clock
) -> None:
    """What Telegram does to the reply changes nothing about the answer: late, slow, in pieces,
    cut off, refused for now, no JSON, or done and not said so, three times over, each in a chat
    of its own."""
    phones = {name: small_bot.phone(2000 + n) for n, name in enumerate(PASSING)}
    for name, phone in phones.items():
        server.breaks("sendMessage", PASSING[name], times=3, chat=phone.number)
        await phone.type(f"one, {name}")
    await taken(small_bot)
    for _ in range(5):
        await small_bot.courier.drain()
        clock.advance(minutes=2)
    done = {name: not fault.is_heard and fault.is_done for name, fault in PASSING.items()}

    for name, phone in phones.items():
        assert phone.said == [f"Saved: one, {name}"] * (4 if done[name] else 1), name
    assert sorted(await small_bot.stored()) == sorted(f"one, {name}" for name in PASSING)
    assert await left(small_bot) == 0


async def test_t3_a_reply_whose_receipt_is_lost_is_said_twice_at_most(
    small_bot: Bot, server: Server, clock: Clock
) -> None:
    """A duplicate of "Saved" is harmless; a missing one is not."""
    sam = small_bot.phone(1001)
    server.breaks("sendMessage", happens=True, reset=True)
    await sam.type("one")
    await taken(small_bot)
    for _ in range(4):
        await small_bot.courier.drain()
        clock.advance(minutes=2)

    assert sam.said == ["Saved: one", "Saved: one"]
    assert await small_bot.stored() == ["one"]


async def test_t4_somebody_who_blocked_the_bot_is_let_be_and_welcome_back(
    small_bot: Bot, server: Server, clock: Clock
) -> None:
    """No retry, no mark against them; when they write again they are answered."""
    sam = small_bot.phone(1001)
    await sam.type("one")
    await sam.block()
    await taken(small_bot)
    for _ in range(3):
        await small_bot.courier.drain()
        clock.advance(days=1)
    refused = [c for c in server.books.calls if c.method == "sendMessage"]
    await sam.block(blocked=False)
    await sam.type("back")
    await taken(small_bot)
    await small_bot.courier.drain()

    assert len(refused) == 2
    assert sam.said[-1] == "Saved: back"


async def test_t4_whoever_can_never_be_reached_is_tried_once_and_holds_up_nobody(
    small_bot: Bot, server: Server, clock: Clock
) -> None:
    """Blocked, deactivated, or no such chat: each is let be, and whoever else writes is told."""
    gone = {name: small_bot.phone(2000 + n) for n, name in enumerate(FOR_GOOD)}
    kim = small_bot.phone(1002)
    for name, phone in gone.items():
        server.breaks("sendMessage", FOR_GOOD[name], times=None, chat=phone.number)
        await phone.type("one")
    await kim.type("two")
    await taken(small_bot)
    for _ in range(3):
        await small_bot.courier.drain()
        clock.advance(days=1)
    called = Counter(c.given["chat_id"] for c in server.books.calls if c.method == "sendMessage")

    assert called == {phone.number: 1 for phone in (*gone.values(), kim)}
    assert kim.said == ["Saved: two"]
    assert await left(small_bot) == 0


async def test_t8_twenty_taps_on_one_button_are_each_answered_and_each_taken_once(
    small_bot: Bot, server: Server
) -> None:
    """A waiting mark left on a button makes people tap again."""
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.type("hello")
        await sam.reads("Saved: hello")
        for _ in range(20):
            await sam.tap_code("go:abc")
        await server.books.until(lambda: len(sam.room.popups) == 20)

    assert sorted(await small_bot.stored()) == ["go:abc"] * 20 + ["hello"]


async def test_t8_an_edited_message_reaches_the_bot(small_bot: Bot) -> None:
    """It is asked for, so that it can be answered kindly."""
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.type("frist")
        await sam.reads("Saved: frist")
        first = next(m for m in sam.screen if m["from"]["id"] == 1001)
        await sam.edit(first["message_id"], "first")
        await sam.reads("Saved: first")


async def test_t8_what_telegram_removes_no_more_after_48_hours_is_said(
    small_bot: Bot, server: Server, clock: Clock
) -> None:
    """Of two messages one is too old: the other goes, and how many are left is in the words."""
    sam = small_bot.phone(1001)
    old = server.books.fresh_message(sam.room, sam.room.person, text="old")
    clock.advance(hours=49)
    new = server.books.fresh_message(sam.room, sam.room.person, text="new")
    messages = (old["message_id"], new["message_id"])
    async with small_bot.world.database.write() as db:
        to = To(Address(Chat.TELEGRAM, 1001))
        await owe(db, small_bot.world, to, ClearUp(messages=messages, text="{left} left."))
    await small_bot.courier.drain()

    assert [one["text"] for one in sam.screen] == ["old", "1 left."]
    assert await left(small_bot) == 0


@pytest.mark.parametrize("lower", [5, 700_000_000 - 17])
async def test_t6_after_a_quiet_week_a_number_below_the_last_is_taken(
    small_bot: Bot, server: Server, clock: Clock, lower: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Just below it too: an offset that is still asked with would tell Telegram to forget it."""
    monkeypatch.setattr(polling, "WAIT", 0)  # the update comes between two times of asking
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.type("before")
        await sam.reads("Saved: before")
        await server.books.until(lambda: server.books.mischief.is_quiet)
        clock.advance(days=8)
        server.books.next_update -= lower
        await sam.type("after")
        await sam.reads("Saved: after")
        await server.books.until(lambda: not server.books.waiting)

    assert sorted(await small_bot.stored()) == ["after", "before"]


async def test_t9_thirty_people_in_the_same_second_all_have_their_reply(
    small_bot: Bot,
) -> None:
    """Side by side, over HTTP, well inside fifteen seconds."""
    phones = [small_bot.phone(2000 + n) for n in range(30)]
    for phone in phones:
        await phone.type("now")
    async with going(small_bot):
        async with asyncio.timeout(15):
            await asyncio.gather(*(phone.reads("Saved: now") for phone in phones))


@pytest.mark.parametrize(
    "scope", [*(pytest.param(one, marks=pytest.mark.full) for one in ("chat", "method")), "bot"]
)
async def test_t1_whomever_telegram_means_nobody_asks_again_before_the_time(
    small_bot: Bot, server: Server, clock: Clock, scope: Scope
) -> None:
    """A 429 does not say whether it means a chat, a method or the whole bot. Each chat that was
    told waits as long as it was told, and then has all of its replies, once and in order."""
    phones = [small_bot.phone(1001 + n) for n in range(3)]
    server.breaks("sendMessage", too_many(30), chat=1001, scope=scope)
    for phone in phones:
        for text in ("one", "two"):
            await phone.type(text)
    await taken(small_bot)
    for _ in range(20):
        await small_bot.courier.drain()
        clock.advance(seconds=5)

    assert server.faults.impatient == 0
    assert [phone.said for phone in phones] == [["Saved: one", "Saved: two"]] * 3


METHODS: dict[str, Outgoing] = {
    "sendMessage": Say(text="one"),
    "editMessageText": Rewrite(message=1, text="one"),
    "answerCallbackQuery": Answer(tap="1001-1", text="one"),
    "deleteMessages": ClearUp(messages=(1,), text="one"),
    "sendDocument": HandOver(name="one.html", content="b25l"),
    "leaveChat": Leave(),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seconds", [pytest.param(1, marks=pytest.mark.full), 60])
async def test_t1_a_429_on_any_method_is_waited_out_in_turn(
    small_bot: Bot, server: Server, clock: Clock, method: str, seconds: int
) -> None:
    """Not only a new message can be one too many; what comes after it in that chat waits."""
    phone = small_bot.phone(1001)
    server.breaks(method, status=429, retry_after=seconds, chat=None)
    to = To(Address(Chat.TELEGRAM, 1001))
    async with small_bot.world.database.write() as db:
        await owe(db, small_bot.world, to, METHODS[method], Say(text="two"))
    await small_bot.courier.drain()
    calls = len(server.books.calls)
    clock.advance(seconds=seconds - 0.5)
    await small_bot.courier.drain()
    assert (phone.said, len(server.books.calls)) == ([], calls)
    clock.advance(seconds=0.5)
    await small_bot.courier.drain()

    assert phone.said[-1] == "two"
    assert phone.said.count("one") <= 1
    assert next(call.status for call in server.books.calls if call.method == method) == 429
    assert await left(small_bot) == 0
