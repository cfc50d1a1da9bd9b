"""What was handed over arrives and is marked: many at once, and none keeps another back."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.delivery.courier import Courier
from bot.delivery.marking import Marks, Sent
from bot.delivery.pacing import Pace
from bot.outgoing import Answer, Rewrite, Say
from bot.services.delivering import DeliveryFault
from bot.services.owing import To, owe
from bot.services.world import World
from bot.telegram.context import claimed
from storage import outbox
from storage.outbox import REPLY, Owed
from surveys.ids import MessageId, ParticipantId, RoundId
from surveys.people.person import Address, Chat
from tests.bot.delivery.conftest import Chatbook

SAM, KIM = 1001, 1002
TAPPED = (Answer(tap="t"), Rewrite(message=3, text="It was so."), Say(text="Is it so?"))
NUMBERS = iter(range(1, 1000))


async def forget(_: object, __: World, ___: Owed, ____: tuple[int, ...]) -> None:
    """Nothing is tidied in these tests."""


def a_courier(world: World, chatbook: Chatbook, pace: Pace | None = None) -> Courier:
    paces = {} if pace is None else {Chat.TELEGRAM: pace}
    return Courier(world, {Chat.TELEGRAM: chatbook}, remember=forget, paces=paces)


async def answered(world: World, courier: Courier, number: int, *said: object) -> None:
    """An update whose answer is handed over as soon as it is committed."""
    async with claimed(replace(world, hand=courier), "telegram", next(NUMBERS)) as db:
        await owe(db, world, To(Address(Chat.TELEGRAM, number)), *said)  # type: ignore[arg-type]


async def all_sent(courier: Courier) -> None:
    """Until what was handed over has arrived and is marked, or waits again."""
    await asyncio.wait(set(courier._out.values()))


async def left(world: World) -> int:
    async with world.database.read() as db:
        return await outbox.count_owed(db)


async def commits(world: World) -> list[str]:
    """Grows with each commit."""
    made: list[str] = []
    if world.database._file is None:
        event.listen(world.database.writer.sync_engine, "commit", lambda _: made.append("COMMIT"))
        return made
    async with world.database._file.turn() as near:
        near.driver.set_trace_callback(lambda it: made.append(it) if it == "COMMIT" else None)
    return made


async def test_an_answer_to_a_tap_takes_two_transactions(world: World, chatbook: Chatbook) -> None:
    """One that keeps it and owes what is said, one that says all of it has arrived."""
    courier, made = a_courier(world, chatbook), await commits(world)
    await answered(world, courier, SAM, *TAPPED)
    await all_sent(courier)

    assert chatbook.said == {SAM: ["answer", "rewrite", "Is it so?"]}
    assert len(made) == 2
    assert await left(world) == 0


async def test_t3_of_two_messages_the_first_is_marked_before_the_second_goes(
    world: World, chatbook: Chatbook
) -> None:
    """A crash between them repeats one message, not all of them."""
    courier, owed_then = a_courier(world, chatbook), []
    deliver = chatbook.deliver

    async def counted(number: int, said: object) -> tuple[int, ...]:
        owed_then.append(await left(world))
        return await deliver(number, said)  # type: ignore[arg-type]

    chatbook.deliver = counted  # type: ignore[method-assign]
    await answered(world, courier, SAM, Say(text="one"), Say(text="two"), Say(text="three"))
    await courier.drain()

    assert owed_then == [3, 2, 1]
    assert chatbook.said[SAM] == ["one", "two", "three"]


async def test_t1_what_is_looked_for_while_it_is_put_down_goes_at_once_and_not_a_lease_later(
    world: World, chatbook: Chatbook
) -> None:
    """The second message is free the moment the first is marked; who looks just then must not
    keep it from whoever looks next."""
    courier = a_courier(world, chatbook)
    mark = courier._marks.mark

    async def looked_for_meanwhile(sent: list[Sent]) -> None:
        await mark(sent)
        await courier._claim()

    courier._marks.mark = looked_for_meanwhile  # type: ignore[assignment,method-assign]
    await answered(world, courier, SAM, Say(text="one"), Say(text="two"))
    await courier.drain()

    assert chatbook.said[SAM] == ["one", "two"]
    assert await left(world) == 0


async def test_t2_what_fails_keeps_what_comes_after_it_behind_it(
    world: World, chatbook: Chatbook
) -> None:
    """The order of a chat is kept, and nothing is lost, where Telegram does not answer."""
    courier = a_courier(world, chatbook)
    faults = [DeliveryFault("no answer", retry_after=0.0)]
    chatbook.fault = lambda _: faults.pop() if faults else None
    await answered(world, courier, SAM, *TAPPED)
    await courier.drain()

    assert chatbook.said == {SAM: ["answer", "rewrite", "Is it so?"]}
    assert await left(world) == 0


async def test_a_chat_that_is_not_to_be_spoken_to_yet_waits_in_the_database(
    world: World, chatbook: Chatbook
) -> None:
    """There help overtakes it, and what is torn up is dropped."""
    courier = a_courier(world, chatbook, Pace(chat_rate=0.001))
    said = [Say(text=str(n)) for n in range(3)]
    for one in said:
        await answered(world, courier, SAM, one)
        await all_sent(courier)
    await answered(world, courier, SAM, Answer(tap="t"), Say(text="too soon"))
    await all_sent(courier)

    assert chatbook.said == {SAM: ["0", "1", "2", "answer"]}
    assert await left(world) == 1


async def test_several_chats_are_marked_in_one_transaction(
    world: World, chatbook: Chatbook
) -> None:
    """One wait for the disk, however many were told something meanwhile."""
    courier = a_courier(world, chatbook)
    for number in range(1, 21):
        await answered(world, courier, number, Say(text="hello"))
    made = await commits(world)
    await all_sent(courier)

    assert len(chatbook.said) == 20
    assert len(made) <= 3
    assert await left(world) == 0


async def test_one_that_cannot_be_marked_keeps_no_other_back(
    world: World, chatbook: Chatbook
) -> None:
    """What is remembered of one chat may be broken; the next chat is not to notice."""

    async def broken(_: object, __: World, owed: Owed, ___: tuple[int, ...]) -> None:
        if owed.to.number == KIM:
            raise RuntimeError("broken")

    courier = Courier(world, {Chat.TELEGRAM: chatbook}, remember=broken, paces={})
    for number in (KIM, SAM):
        await answered(world, courier, number, Say(text="hello"))
    await all_sent(courier)

    assert chatbook.said == {KIM: ["hello"], SAM: ["hello"]}
    assert await left(world) == 1


@pytest.mark.parametrize("stopped", [False, True])
async def test_f5_whoever_is_told_to_stop_takes_nothing_more(
    world: World, chatbook: Chatbook, stopped: bool
) -> None:
    """What comes after it stays owed, unclaimed, for the next start."""
    courier = a_courier(world, chatbook)
    if stopped:
        courier._halt.set()

    assert courier.has_room() is not stopped


async def test_what_is_marked_together_is_remembered_in_the_order_of_those_it_is_about(
    world: World, chatbook: Chatbook
) -> None:
    """A backup locks envelopes in that order: on PostgreSQL two orders wait for each other."""
    seen: list[tuple[str | None, bytes | None]] = []

    async def remembered(_: object, __: World, owed: Owed, ___: tuple[int, ...]) -> None:
        seen.append((owed.rid, owed.pid))

    marks = Marks(world, remembered)
    about = [(None, 1), ("b", 2), ("a", 3), ("a", 1), (None, 0), ("b", 1)]
    sent: list[Sent] = []
    for rid, pid in about:
        whose, which = ParticipantId(bytes([pid])), RoundId(rid) if rid else None
        to = Address(Chat.TELEGRAM, pid)
        mid = MessageId(bytes([len(sent)] * 16))
        owed = Owed(mid, to, whose, which, REPLY, b"", attempts=1, kind="prompt")
        marks.note(owed.id, (7,))
        sent.append((owed, Say(text="hello", tidy=True)))
    await marks._commit(sent)

    envelopes = [("a", b"\1"), ("a", b"\3"), ("b", b"\1"), ("b", b"\2")]
    assert seen == [*envelopes, (None, b"\0"), (None, b"\1")]
