"""What is owed arrives: in order, at a chat's pace, once, or not at all and quietly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.delivery.courier import AT_ONCE, Courier
from bot.delivery.pacing import Pace
from bot.outgoing import Answer, Say
from bot.services.delivering import DeliveryFault
from bot.services.owing import BROADCAST, HELP, REPLY, To, owe
from bot.services.world import World
from storage import outbox
from storage.outbox import Owed
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat
from tests.bot.delivery.conftest import Chatbook
from tests.botapi.running import Clock

SAM, KIM = 1001, 1002


async def forget(_: object, __: World, ___: Owed, ____: tuple[int, ...]) -> None:
    """Nothing is tidied in these tests."""


@pytest.fixture
def courier(world: World, chatbook: Chatbook) -> Courier:
    carriers = {Chat.TELEGRAM: chatbook, Chat.WEB: chatbook}
    return Courier(world, carriers, remember=forget, paces={})


async def say(
    world: World,
    number: int,
    *texts: str,
    rank: int = REPLY,
    chat: Chat = Chat.TELEGRAM,
    kind: outbox.OwedKind = "prompt",
) -> None:
    to = To(Address(chat, number), ParticipantId(bytes(16)), rank=rank)
    async with world.database.write() as db:
        await owe(db, world, to, *(Say(text=text) for text in texts), kind=kind)


async def times_in_the_outbox(world: World) -> set[tuple[str, str | None]]:
    """What anybody with the file reads: from when each is due, until when it is claimed."""
    query = text("SELECT not_before, claimed_until FROM outbox")
    async with world.database.read() as db:
        return {(row.not_before, row.claimed_until) for row in await db.execute(query)}


async def left(world: World) -> int:
    async with world.database.read() as db:
        return await outbox.count_owed(db)


async def test_each_person_is_told_things_in_order(
    world: World, courier: Courier, chatbook: Chatbook
) -> None:
    """A question must not overtake what it refers to."""
    for number in range(12):
        await say(world, SAM, f"{number}")
        await say(world, KIM, f"{number}")

    assert await courier.drain() == 24
    assert chatbook.said == {SAM: [str(n) for n in range(12)], KIM: [str(n) for n in range(12)]}
    assert await left(world) == 0


@pytest.mark.parametrize("is_restarted", [False, True])
async def test_s5_t1_a_clock_put_back_an_hour_keeps_nobody_waiting_and_no_order_is_lost(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock, is_restarted: bool
) -> None:
    """What was owed by the clock before is due, and comes before what is owed after it."""
    await say(world, KIM, "hello")
    await courier.drain()
    await say(world, SAM, "first")
    clock.advance(hours=-1)
    await say(world, SAM, "second")
    if is_restarted:
        courier = Courier(world, {Chat.TELEGRAM: chatbook}, remember=forget, paces={})
        await courier._free_claims()
    await courier.drain()

    assert chatbook.said == {KIM: ["hello"], SAM: ["first", "second"]}


async def test_t1_help_overtakes_replies_and_replies_overtake_broadcasts(
    world: World, courier: Courier, chatbook: Chatbook
) -> None:
    """Whoever waits goes before what goes to many; help goes before everything."""
    for number in range(2, 2 + AT_ONCE + 20):
        await say(world, number, "invitation", rank=BROADCAST)
    await say(world, KIM, "reply")
    await say(world, SAM, "numbers", rank=HELP)
    await courier.drain()

    assert chatbook.order[:2] == [SAM, KIM]


@pytest.mark.parametrize("seconds", [1.0, 7.0, 60.0])
async def test_t1_asked_to_wait_it_waits_keeps_the_order_and_sends_once(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock, seconds: float
) -> None:
    """429 with retry_after is an order, for this chat."""
    await say(world, SAM, "one", "two")
    await say(world, KIM, "hello")
    chatbook.fault = lambda n: DeliveryFault("429", retry_after=seconds) if n == SAM else None
    await courier.drain()
    assert chatbook.said == {KIM: ["hello"]}
    await say(world, SAM, "three")
    clock.advance(seconds=seconds - 0.5)
    tried = chatbook.tried
    await courier.drain()
    assert chatbook.tried == tried
    chatbook.fault = lambda _: None
    clock.advance(seconds=0.5)
    await courier.drain()

    assert chatbook.said[SAM] == ["one", "two", "three"]


async def test_t2_a_failing_chat_is_tried_again_with_growing_pauses(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock
) -> None:
    """5xx, timeouts, resets: back off, cap it, never lose it."""
    await say(world, SAM, "kept")
    chatbook.fault = lambda _: DeliveryFault("NetworkError")
    gaps = []
    for _ in range(11):
        await courier.drain()
        async with world.database.read() as db:
            due = await outbox.next_due(db)
        assert due is not None
        gaps.append((due - clock.now()).total_seconds())
        clock.at = due
    chatbook.fault = lambda _: None
    await courier.drain()

    assert gaps == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert chatbook.tried == 12
    assert chatbook.said == {SAM: ["kept"]}


async def test_t3_a_lost_response_costs_at_most_one_duplicate(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock
) -> None:
    """Telegram has it and we cannot know: said twice at most, stored once."""
    await say(world, SAM, "kept")
    chatbook.fault, chatbook.happens = lambda _: DeliveryFault("TimedOut"), True
    await courier.drain()
    chatbook.fault = lambda _: None
    for _ in range(3):
        clock.advance(seconds=400)
        await courier.drain()

    assert chatbook.said == {SAM: ["kept", "kept"]}
    assert await left(world) == 0


async def test_t4_somebody_who_blocked_the_bot_is_quietly_given_up(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock
) -> None:
    """Not tried again, held up nobody, and nothing is kept that could be shown as a refusal."""
    await say(world, SAM, "one", "two")
    await say(world, KIM, "hello")
    chatbook.fault = lambda n: (
        DeliveryFault("Forbidden", permanent=True, unreachable=True) if n == SAM else None
    )
    await courier.drain()
    tried = chatbook.tried
    clock.advance(days=2)
    await courier.drain()

    assert chatbook.tried == tried == 3
    assert chatbook.said == {KIM: ["hello"]}
    assert await left(world) == 0


async def test_a_message_that_can_never_be_sent_holds_up_nothing_behind_it(
    world: World, courier: Courier, chatbook: Chatbook
) -> None:
    """A bug in one message is not the end of a conversation."""
    await say(world, SAM, "broken")
    chatbook.fault = lambda _: DeliveryFault("BadRequest", permanent=True)
    await courier.drain()
    chatbook.fault = lambda _: None
    await say(world, SAM, "next")
    await courier.drain()

    assert chatbook.said == {SAM: ["next"]}


async def test_a_carrier_that_breaks_is_given_several_tries(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock
) -> None:
    """A fault of our own must not be repeated for ever."""

    def broken(_: int) -> DeliveryFault | None:
        raise KeyError("bug")

    await say(world, SAM, "broken")
    chatbook.fault = broken
    for _ in range(12):
        await courier.drain()
        clock.advance(seconds=400)

    assert chatbook.tried == 8
    assert await left(world) == 0


async def test_with_no_page_open_questions_are_dropped_and_notices_wait_for_one(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock
) -> None:
    """A reopened page asks the engine again; what must be seen once is kept until then."""
    chatbook.fault = lambda _: DeliveryFault("absent", absent=True)
    await say(world, SAM, "results are out", chat=Chat.WEB, kind="notice")
    await say(world, SAM, "question 3", chat=Chat.WEB)
    await courier.drain()
    assert await left(world) == 1
    chatbook.fault = lambda _: None
    await courier.drain()
    assert chatbook.said == {}
    await courier.arrived(Address(Chat.WEB, SAM))
    await courier.drain()

    assert chatbook.said == {SAM: ["results are out"]}
    assert await left(world) == 0


async def test_a_page_opened_in_the_middle_of_a_try_is_told_at_once(
    world: World, courier: Courier, chatbook: Chatbook
) -> None:
    """Putting it off after the page came would leave a new page empty for a minute."""
    await say(world, SAM, "You're in.", chat=Chat.WEB, kind="notice")

    async def first_try(number: int, said: object) -> tuple[int, ...]:
        chatbook.deliver = usual  # type: ignore[method-assign]
        await courier.arrived(Address(Chat.WEB, number))
        raise DeliveryFault("absent", absent=True)

    usual = chatbook.deliver
    chatbook.deliver = first_try  # type: ignore[method-assign]
    await courier.drain()

    assert chatbook.said == {SAM: ["You're in."]}
    assert await left(world) == 0


async def test_an_absent_persons_notice_holds_up_no_other_and_is_looked_at_rarely(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock
) -> None:
    """Weeks may pass before a page is opened."""
    chatbook.fault = lambda n: DeliveryFault("absent", absent=True) if n == SAM else None
    await say(world, SAM, "results are out", chat=Chat.WEB, kind="notice")
    for _ in range(48):
        await courier.drain()
        clock.advance(minutes=30)
    await say(world, KIM, "hello", chat=Chat.WEB)
    await courier.drain()

    assert chatbook.said == {KIM: ["hello"]}
    assert chatbook.tried < 24 + 8


@pytest.mark.sqlite_only
async def test_g8_a_notice_that_waits_for_a_page_says_no_minute(
    world: World, courier: Courier, chatbook: Chatbook, clock: Clock
) -> None:
    """Their id is on the row, and the trail says what was done about which concern in which
    minute: two rows of one hour must lie there alike, after one try and after several."""
    chatbook.fault = lambda _: DeliveryFault("absent", absent=True)
    clock.at = datetime(2027, 3, 2, 10, 7, 11, tzinfo=UTC)
    for number in (SAM, KIM):
        await say(world, number, "Mina has seen it", rank=HELP, chat=Chat.WEB, kind="notice")
        await courier.drain()
        clock.advance(minutes=17)
    first = await times_in_the_outbox(world)
    clock.advance(minutes=90)
    await courier.drain()
    later = await times_in_the_outbox(world)

    assert first == {("2027-03-02 11:00:00.000000", None)}
    assert later == {("2027-03-02 13:00:00.000000", None)}


async def test_a_chat_that_is_switched_off_keeps_what_it_is_owed(
    world: World, chatbook: Chatbook
) -> None:
    """The token was taken out for a day: nothing is thrown away."""
    await say(world, SAM, "later")
    await Courier(world, {Chat.WEB: chatbook}, remember=forget).drain()

    assert await left(world) == 1


async def test_delivered_messages_are_remembered_for_tidying(
    world: World, chatbook: Chatbook
) -> None:
    """In the transaction that says they are delivered."""
    remembered: list[tuple[int, ...]] = []

    async def remember(_: object, __: World, ___: Owed, ids: tuple[int, ...]) -> None:
        remembered.append(ids)

    to = To(Address(Chat.TELEGRAM, SAM))
    async with world.database.write() as db:
        await owe(db, world, to, Say(text="a"), Say(text="b", tidy=False), Answer(tap="1"))
    await Courier(world, {Chat.TELEGRAM: chatbook}, remember=remember, paces={}).drain()

    assert remembered == [(1,)]


async def test_f4_a_message_sent_but_not_marked_is_not_sent_again(
    world: World, chatbook: Chatbook, clock: Clock
) -> None:
    """The disk was full for a moment after the sending."""
    fails = [True]

    async def remember(_: object, __: World, ___: Owed, ____: tuple[int, ...]) -> None:
        if fails.pop() if fails else False:
            raise OperationalError("update", {}, Exception("disk is full"))

    courier = Courier(world, {Chat.TELEGRAM: chatbook}, remember=remember, paces={})
    await say(world, SAM, "once")
    await courier.drain()
    assert await left(world) == 1
    clock.advance(minutes=2)
    await courier.drain()

    assert chatbook.said == {SAM: ["once"]}
    assert await left(world) == 0


async def until(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    """Let the courier run until something holds."""
    for _ in range(2000):
        found = holds()
        if found if isinstance(found, bool) else await found:
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never held")


async def test_f2_what_a_dead_process_had_claimed_is_sent_at_the_next_start(
    world: World, courier: Courier, chatbook: Chatbook
) -> None:
    """Killed after the commit and before the reply: nobody waits for a lease to end."""
    await say(world, SAM, "reply")
    async with world.database.write() as db:
        (claimed,) = await outbox.claim_due(db, world.keys, world.now(), lease=timedelta(hours=1))
    stop = asyncio.Event()
    running = asyncio.create_task(courier.run(stop))
    await until(lambda: bool(chatbook.said))
    stop.set()
    await running

    assert claimed.attempts == 1
    assert chatbook.said == {SAM: ["reply"]}


async def test_f5_told_to_stop_it_finishes_what_is_on_its_way_and_keeps_the_rest_owed(
    world: World, courier: Courier, chatbook: Chatbook
) -> None:
    """SIGTERM: at most ten seconds, and nothing dropped."""
    on_its_way, go_on = asyncio.Event(), asyncio.Event()

    class Slow(Chatbook):
        async def deliver(self, number: int, said: object) -> tuple[int, ...]:
            on_its_way.set()
            await go_on.wait()
            return await super().deliver(number, said)  # type: ignore[arg-type]

    slow = Slow()
    courier = Courier(world, {Chat.TELEGRAM: slow}, remember=forget, paces={})
    await say(world, SAM, "one", "two", "three")
    stop = asyncio.Event()
    running = asyncio.create_task(courier.run(stop))
    await on_its_way.wait()
    stop.set()
    go_on.set()
    await asyncio.wait_for(running, 5)
    assert slow.said == {SAM: ["one"]}
    assert await left(world) == 2
    await courier.drain()

    assert slow.said == {SAM: ["one", "two", "three"]}


async def test_t9_thirty_people_answering_in_the_same_second_all_have_replies(
    world: World, chatbook: Chatbook
) -> None:
    """At Telegram's pace, two messages each take a second or so, not fifteen."""
    for number in range(30):
        await say(world, number + 1, "saved", "next question")
    courier = Courier(
        world, {Chat.TELEGRAM: chatbook}, remember=forget, paces={Chat.TELEGRAM: Pace()}
    )
    started = asyncio.get_running_loop().time()

    assert await courier.drain() == 60
    assert asyncio.get_running_loop().time() - started < 5.0
