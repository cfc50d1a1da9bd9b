"""Updates come in once, in order, to their commit, whatever they are like."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.ext import TypeHandler

from bot.telegram import polling
from bot.telegram.context import Context
from bot.telegram.faults import NotTaken
from bot.telegram.intake import AT_ONCE
from storage import inbox
from storage.engine import Database
from storage.keys import Keys
from tests.botapi.books import Room
from tests.botapi.people import Phone
from tests.botapi.running import Bot, Clock, bot, going, keep_and_say
from tests.botapi.server import Server


def a_message(number: int, text: str, who: int = 1001) -> dict[str, Any]:
    """A raw update with a message in it."""
    chat = {"id": who, "type": "private", "first_name": "Sam"}
    person = {"id": who, "is_bot": False, "first_name": "Sam"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


def on_disk(database: Database) -> bytes:
    """The database's file and its log, where it is a file."""
    if database.dialect == "postgresql":
        return b""
    file = Path(database.url.removeprefix("sqlite+aiosqlite:///"))
    return file.read_bytes() + file.with_name(file.name + "-wal").read_bytes()


async def test_a_typed_answer_is_stored_and_said_to_be_saved(small_bot: Bot) -> None:
    """The whole way: phone, poll, commit, outbox, phone."""
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.type("Later bedtime")

        assert await sam.reads("Saved") == "Saved: Later bedtime"
    assert await small_bot.stored() == ["Later bedtime"]


async def test_t5_a_repeated_update_has_one_effect(small_bot: Bot) -> None:
    """Telegram brings an update again whenever it is in doubt."""
    small_bot.phone(1001)
    for _ in range(3):
        await small_bot.intake.take(a_message(5, "once"))

    assert await small_bot.stored() == ["once"]
    assert await small_bot.courier.drain() == 1


async def test_t5_updates_out_of_order_are_all_taken(small_bot: Bot) -> None:
    """Ids are matched one by one, never by "lower than the last"."""
    for number in (9, 3, 8, 3, 9, 1):
        await small_bot.intake.take(a_message(number, f"answer {number}"))

    assert sorted(await small_bot.stored()) == ["answer 1", "answer 3", "answer 8", "answer 9"]


async def test_t6_a_lower_number_after_a_quiet_week_is_taken(
    small_bot: Bot, server: Server, clock: Clock
) -> None:
    """After a week without updates Telegram numbers from anywhere."""
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.type("before")
        await sam.reads("Saved: before")
        await server.books.until(lambda: not server.books.waiting)
        clock.advance(days=8)
        server.books.next_update = 17
        await sam.type("after")

        await sam.reads("Saved: after")
        await server.books.until(lambda: not server.books.waiting)
    assert await small_bot.stored() == sorted(
        ["before", "after"], key=(await small_bot.stored()).index
    )


async def test_one_persons_updates_keep_their_order_and_people_are_served_side_by_side(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """A slow answer of one person must not hold up another's."""
    order: dict[int, list[str]] = defaultdict(list)
    slow = asyncio.Event()

    async def on_any(update: Update, context: Context) -> None:
        assert update.effective_user is not None
        assert update.effective_message is not None
        if update.effective_message.text == "slow":
            await slow.wait()
        order[update.effective_user.id].append(str(update.effective_message.text))
        await keep_and_say(update, context)

    def register(application: Any) -> None:
        application.add_handler(TypeHandler(Update, on_any))

    async with bot(database, keys, server, clock=clock, register=register) as built:
        first = asyncio.create_task(built.intake.take(a_message(1, "slow", 1)))
        second = asyncio.create_task(built.intake.take(a_message(2, "later", 1)))
        await built.intake.take(a_message(3, "other", 2))
        assert dict(order) == {2: ["other"]}
        slow.set()
        await asyncio.gather(first, second)

    assert order[1] == ["slow", "later"]
    assert len(built.intake._lanes) == 0


async def test_nothing_is_confirmed_before_it_is_committed(small_bot: Bot, server: Server) -> None:
    """Handle, commit, and only then ask for what comes after."""
    sam = small_bot.phone(1001)
    committed_when_confirmed: list[int] = []
    confirm = server.books.confirm

    def watched(offset: int | None) -> None:
        if offset is not None:
            committed_when_confirmed.append(len(server.books.made("sendMessage")))
        confirm(offset)

    server.books.confirm = watched  # type: ignore[method-assign]
    server.breaks("getUpdates", times=1, status=502, happens=True)
    async with going(small_bot):
        await sam.type("kept")
        await sam.reads("Saved: kept")
        await server.books.until(lambda: not server.books.waiting)

    assert await small_bot.stored() == ["kept"]


POISON: list[dict[str, Any]] = [
    {"message": {"message_id": 1, "date": "never", "chat": {"id": 1001, "type": "private"}}},
    {"message": {"from": {"id": 1001}}},
    {"callback_query": {"id": "1", "from": {"id": 1001, "is_bot": False, "first_name": "S"}}},
    {"message": {"message_id": 1, "date": 1, "chat": 7, "from": {"id": 1001}}},
]


@pytest.mark.parametrize("poison", POISON)
async def test_an_update_that_cannot_be_parsed_is_set_aside_and_blocks_nobody(
    small_bot: Bot, server: Server, poison: dict[str, Any]
) -> None:
    """python-telegram-bot stops polling for everybody at one such update."""
    sam, kim = small_bot.phone(1001), small_bot.phone(1002)
    kind, body = next(iter(poison.items()))
    await server.books.queue(kind, body)
    await kim.type("behind it")
    async with going(small_bot):
        await kim.reads("Saved: behind it")
        await sam.reads("Numbers to ring")
        await server.books.until(lambda: not server.books.waiting)

    async with small_bot.world.database.read() as db:
        assert await inbox.count_set_aside(db) == 1


async def test_f6_an_update_no_handler_can_take_is_set_aside_encrypted_after_three_tries(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """One poisoned message must not cost anybody the next one."""
    tries: list[str] = []

    async def on_any(update: Update, context: Context) -> None:
        assert update.effective_message is not None
        if update.effective_message.text == "canary-seven":
            tries.append("")
            raise RuntimeError(update.effective_message.text)
        await keep_and_say(update, context)

    def register(application: Any) -> None:
        application.add_handler(TypeHandler(Update, on_any))

    async with bot(database, keys, server, clock=clock, register=register) as built:
        sam = built.phone(1001)
        async with going(built):
            await sam.type("canary-seven")
            await sam.type("next")
            await sam.reads("Numbers to ring")
            await sam.reads("Saved: next")
        async with database.read() as db:
            aside = await inbox.list_set_aside(db, keys, "telegram")

    assert len(tries) == 3
    assert [json.loads(one.raw)["message"]["text"] for one in aside] == ["canary-seven"]
    assert b"canary-seven" not in on_disk(database)


async def test_an_update_out_of_reach_of_the_database_is_not_taken_and_its_sender_told_once(
    database: Database, keys: Keys, server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F4: no "Saved" that is not true; the service recovers by itself."""
    is_down = True
    waited: list[float] = []

    async def on_any(update: Update, context: Context) -> None:
        if is_down:
            raise OperationalError("insert", {}, Exception("database or disk is full"))
        await keep_and_say(update, context)

    async def pause(_: asyncio.Event, seconds: float) -> None:
        nonlocal is_down
        waited.append(seconds)
        is_down = len(waited) < 3
        await asyncio.sleep(0)

    monkeypatch.setattr(polling, "pause", pause)

    def register(application: Any) -> None:
        application.add_handler(TypeHandler(Update, on_any))

    async with bot(database, keys, server, clock=clock, register=register) as built:
        sam = built.phone(1001)
        async with going(built):
            await sam.type("one")
            await sam.type("two")
            await sam.reads("Saved: two")
            await sam.reads("I'm back")
        said = sam.said

    assert waited == [0.25, 0.5, 1.0]
    assert sorted(said) == ["I had a problem. I'm back.", "Saved: one", "Saved: two"]
    assert said.index("Saved: one") < said.index("Saved: two")


async def test_pushed_updates_are_refused_while_the_database_is_out_of_reach(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """Whoever pushes keeps the update and brings it again."""

    async def on_any(update: Update, context: Context) -> None:
        raise OperationalError("insert", {}, Exception("database is locked"))

    def register(application: Any) -> None:
        application.add_handler(TypeHandler(Update, on_any))

    async with bot(database, keys, server, clock=clock, register=register) as built:
        with pytest.raises(NotTaken):
            await built.intake.take(a_message(1, "kept"))


@pytest.mark.alone
async def test_f1_a_flood_of_a_thousand_never_delays_another_by_more_than_a_second(
    small_bot: Bot, server: Server
) -> None:
    """At most 20 of one person's updates a batch; the rest wait, encrypted.

    Counted in seconds of work, so that a busy machine is not taken for a slow program.
    """
    flooder, kim = small_bot.phone(1001), small_bot.phone(1002)
    for number in range(1000):
        await flooder.type(f"flood {number}")
    await kim.type("hello")
    took: list[float] = []
    async with going(small_bot):
        started = time.process_time()
        await kim.reads("Saved: hello")
        took.append(time.process_time() - started)
        for again in range(3):
            started = time.process_time()
            await kim.type(f"again {again}")
            await kim.reads(f"Saved: again {again}")
            took.append(time.process_time() - started)
        flooded = len(flooder.said)

    assert flooded < 1000
    assert max(took) < 1.0


async def test_f1_what_waits_of_a_flood_is_served_in_order_after_a_restart(
    database: Database, keys: Keys, server: Server, clock: Clock
) -> None:
    """The rest of a flood is confirmed to Telegram, so it must live in our own inbox."""
    batch = [a_message(n, f"{n}") for n in range(1, 2 * AT_ONCE)]
    async with bot(database, keys, server, clock=clock) as first:
        first.intake._is_closed.set()
        assert await first.intake.take_batch(batch) == []
        assert await first.stored() == []
    async with bot(database, keys, server, clock=clock) as second:
        sam = second.phone(1001)
        await second.intake.start(polled=False)
        assert not second.intake.caught_up.is_set()
        await second.intake.take(a_message(40, "40"))
        await asyncio.wait_for(second.intake.caught_up.wait(), 10)
        await second.courier.drain()

        assert sam.said == [f"Saved: {n}" for n in range(1, 41)]


async def test_the_backlog_is_served_before_the_intake_says_it_has_caught_up(
    small_bot: Bot,
) -> None:
    """T5: after a start no round may close before what came in earlier is taken."""
    sam = small_bot.phone(1001)
    for number in range(130):
        await sam.type(f"{number}")
    async with going(small_bot):
        await asyncio.wait_for(small_bot.intake.caught_up.wait(), 20)

        assert len(await small_bot.stored()) == 130


async def test_t5_a_message_25_hours_old_is_still_taken(small_bot: Bot) -> None:
    """Late is no reason to lose an answer."""
    late = a_message(1, "late")
    late["message"]["date"] = 1

    await small_bot.intake.take(late)

    assert await small_bot.stored() == ["late"]


CROWDS = [
    ("group", "message"),
    ("supergroup", "message"),
    ("channel", "channel_post"),
    ("group", "my_chat_member"),
]


@pytest.mark.parametrize(("kind", "update"), CROWDS)
async def test_c10_in_a_group_or_channel_the_bot_says_nothing_and_leaves(
    small_bot: Bot, server: Server, kind: str, update: str
) -> None:
    """Nothing private may happen where others read along."""
    chat = {"id": -5001, "type": kind, "title": "House"}
    person = {"id": 1001, "is_bot": False, "first_name": "Sam"}
    room = server.books.rooms.setdefault(-5001, Room(chat, person))
    small_bot.phone(1001)
    body = server.books.fresh_message(room, person, text="/start")
    if update == "my_chat_member":
        bot_user = {"id": 4242, "is_bot": True, "first_name": "Earshot"}
        body = {
            "chat": chat,
            "from": person,
            "date": 1,
            "old_chat_member": {"user": bot_user, "status": "left"},
            "new_chat_member": {"user": bot_user, "status": "member"},
        }
    await small_bot.intake.take({"update_id": 1, update: body})
    await small_bot.courier.drain()

    assert room.is_left
    assert [call.method for call in server.books.calls] == ["getMe", "leaveChat"]
    assert await small_bot.stored() == []


ELSEWHERE: list[dict[str, Any]] = [
    {"inline_query": {"id": "1", "from": {"id": 1001}, "query": "x", "offset": ""}},
    {"business_message": a_message(1, "x")["message"]},
    {
        "message": {
            **a_message(1, "x")["message"],
            "from": {"id": 77, "is_bot": True, "first_name": "B"},
        }
    },
    {
        "callback_query": {
            "id": "1",
            "from": {"id": 1001, "is_bot": False, "first_name": "S"},
            "chat_instance": "1",
            "inline_message_id": "7",
            "data": "go:abc",
        }
    },
    {
        "my_chat_member": {
            "chat": {"id": -5001, "type": "group"},
            "from": {"id": 1001, "is_bot": False, "first_name": "S"},
            "new_chat_member": {"status": "kicked"},
        }
    },
    {"a_kind_of_next_year": {"id": 1}},
]


@pytest.mark.parametrize("body", ELSEWHERE)
async def test_c10_what_comes_from_elsewhere_has_no_effect(
    small_bot: Bot, server: Server, body: dict[str, Any]
) -> None:
    """Bots, businesses and inline queries are nobody we were asked to listen to."""
    await small_bot.intake.take({"update_id": 1, **body})
    await small_bot.courier.drain()

    assert await small_bot.stored() == []
    assert [call.method for call in server.books.calls] == ["getMe"]


async def test_e7_nothing_is_fetched_of_what_somebody_attaches(
    small_bot: Bot, server: Server
) -> None:
    """A photo, a voice or a place is never downloaded: no such call is ever made."""
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.send(photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}])
        await sam.send(voice={"file_id": "v", "file_unique_id": "w", "duration": 3})
        await sam.send(location={"longitude": 0.1, "latitude": 51.5})
        await server.books.until(lambda: len(server.books.made("sendMessage")) == 3)

    made = {call.method for call in server.books.calls}
    assert made == {"getMe", "getUpdates", "sendMessage"}


async def test_b3_a_tap_no_button_of_ours_could_send_harms_nothing(small_bot: Bot) -> None:
    """Callback data comes back as whatever somebody makes of it."""
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.type("first")
        await sam.reads("Saved: first")
        await sam.tap_code("x" * 300)
        await sam.tap_code("c:'; drop table answers;--")
        await sam.reads("Saved: c:'")
        await sam.type("/start " + "A" * 900 + "\x00{0.__class__}%s")
        await sam.reads("Saved: /start")


async def test_t7_a_refused_token_stops_the_polling_and_loses_nothing(
    small_bot: Bot, server: Server
) -> None:
    """Somebody revoked the token: say so, and leave the updates with Telegram."""
    sam = small_bot.phone(1001)
    server.refuses_token = True
    await sam.type("kept")
    await asyncio.wait_for(small_bot.intake.poll(asyncio.Event()), 5)

    assert small_bot.intake.refused.is_set()
    assert [one.body["message"]["text"] for one in server.books.waiting] == ["kept"]


FAULTS: list[dict[str, Any]] = [
    {"status": 500},
    {"status": 502, "body": b"<html>Bad Gateway</html>"},
    {"status": 200, "body": b"{half an ans"},
    {"status": 200, "body": b'{"ok": true, "result": {"no": "list"}}'},
    {"status": 200, "body": b"[1]"},
    {"reset": True},
    {"status": 429, "retry_after": 7},
    {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
    {"status": 200, "happens": True, "reset": True},
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_t2_polling_survives_what_telegram_does_wrong(
    small_bot: Bot, server: Server, fault: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back off, ask again, take each update once."""
    waited: list[float] = []

    async def pause(_: asyncio.Event, seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(polling, "pause", pause)
    sam: Phone = small_bot.phone(1001)
    await sam.type("through")
    server.breaks("getUpdates", times=2, **fault)
    async with going(small_bot):
        await sam.reads("Saved: through")

    assert waited == ([7.0, 7.0] if "retry_after" in fault else [0.5, 1.0])
    assert await small_bot.stored() == ["through"]


async def test_a_webhook_left_over_is_taken_away_before_polling(
    small_bot: Bot, server: Server
) -> None:
    """A forgotten webhook would leave the bot deaf."""
    server.books.webhook = {"url": "http://127.0.0.1:9/old"}
    sam = small_bot.phone(1001)
    async with going(small_bot):
        await sam.type("heard")
        await sam.reads("Saved: heard")
