"""S4 and S6: what goes out unasked, and when it may, through the real courier."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.delivery.courier import Courier
from bot.outgoing import Say
from bot.services.asking.limits import at_limit
from bot.services.delivering import DeliveryFault
from bot.services.owing import BROADCAST, REPLY, To, owe
from bot.services.rounds.telling import tell_asked
from bot.services.world import World
from storage import ledger, outbox, people, rounds, surveys, wishes
from storage.engine import Database
from storage.keys import Keys
from storage.unasked import set_going
from surveys.definitions.topics import Topic
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Person
from surveys.people.quiet import Hours, Quiet, Wishes
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests.bot.delivery.conftest import Chatbook
from tests.botapi.running import Clock, a_world
from tests.storage.making import a_person, a_round, a_survey

MONDAY = datetime(2027, 6, 7, 10, 0, tzinfo=UTC)
WAITING = "A question is waiting."


async def forget(*_: object) -> None:
    """Nothing is tidied in these tests."""


@dataclass
class House:
    """People who can be asked, and a courier that brings it to them."""

    world: World
    clock: Clock
    chatbook: Chatbook
    courier: Courier
    people: list[Person]
    made: int = 0

    async def wishes(self, who: Person, wanted: Wishes) -> None:
        async with self.world.database.write() as db:
            await wishes.save_wishes(db, self.world.keys, {who.id: wanted})

    async def opens(self, asked: Collection[Person], **changes: Any) -> Round:
        """Open a round for these people and owe them its invitation."""
        self.made += 1
        survey = a_survey(self.made).model_copy(update={"topic": changes.pop("topic", None)})
        opened = a_round(
            f"r{self.made}",
            f"aaaa{self.made:02}",
            survey=survey,
            state=State.OPEN,
            opens_at=self.clock.at,
            closes_at=self.clock.at + timedelta(days=14),
            count_asked=len(asked),
            **changes,
        )
        self.world.keys.make_round_keys(opened.id)
        async with self.world.database.write() as db:
            await surveys.add_survey(db, survey)
            await rounds.add_round(db, opened)
            await ledger.open_ledger(db, opened.id, [one.id for one in asked])
            await tell_asked(db, self.world, opened, list(asked), reminder=False)
        return opened

    async def reminds(self, opened: Round, asked: Collection[Person]) -> None:
        async with self.world.database.write() as db:
            await tell_asked(db, self.world, opened, list(asked), reminder=True)
            await rounds.update_round(db, opened.id, reminders_sent=1)

    async def got(self) -> list[int]:
        """How many messages each has, after everything that is due was brought."""
        await self.courier.drain()
        return [len(self.chatbook.said[one.address.number]) for one in self.people]

    async def waits(self) -> int:
        async with self.world.database.read() as db:
            return await outbox.count_owed(db)


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    clock, chatbook = Clock(MONDAY), Chatbook()
    world = a_world(database, keys, clock)
    some = [a_person(n, address=Address(Chat.TELEGRAM, 1000 + n)) for n in range(1, 7)]
    async with database.write() as db:
        for one in some:
            await people.add_person(db, keys, one)
    carriers = {Chat.TELEGRAM: chatbook, Chat.WEB: chatbook}
    courier = Courier(world, carriers, remember=forget, paces={})
    return House(world, clock, chatbook, courier, some)


async def test_s4_an_invitation_of_the_night_comes_in_the_morning(house: House) -> None:
    """It was opened at ten in the evening: no phone buzzes before nine."""
    house.clock.at = datetime(2027, 6, 7, 21, 0, tzinfo=UTC)
    await house.opens(house.people)
    assert await house.got() == [0] * 6
    house.clock.at = datetime(2027, 6, 8, 7, 59, tzinfo=UTC)
    assert await house.got() == [0] * 6
    house.clock.advance(minutes=1)

    assert await house.got() == [1] * 6


@pytest.mark.full
@pytest.mark.parametrize(
    ("night", "still", "morning"),
    [
        ((2027, 3, 27, 22), (2027, 3, 28, 7, 59), (2027, 3, 28, 8)),
        ((2027, 10, 30, 22), (2027, 10, 31, 8, 59), (2027, 10, 31, 9)),
    ],
)
async def test_s4_the_night_of_a_change_of_clocks_ends_at_nine_by_the_wall(
    house: House, night: tuple[int, ...], still: tuple[int, ...], morning: tuple[int, ...]
) -> None:
    """Eleven hours after it began in March, thirteen in October."""
    house.clock.at = datetime(*night, tzinfo=UTC)  # type: ignore[arg-type,misc]
    await house.opens(house.people)
    house.clock.at = datetime(*still, tzinfo=UTC)  # type: ignore[arg-type,misc]
    assert await house.got() == [0] * 6
    house.clock.at = datetime(*morning, tzinfo=UTC)  # type: ignore[arg-type,misc]

    assert await house.got() == [1] * 6


async def test_s4_what_somebody_waits_for_and_what_is_about_safety_goes_at_night(
    house: House,
) -> None:
    """Quiet hours are about what nobody asked for."""
    house.clock.at = datetime(2027, 6, 8, 1, 0, tzinfo=UTC)
    ash, kim, lee = house.people[:3]
    async with house.world.database.write() as db:
        for to, said in (
            (To.person(ash, None, REPLY), "reply"),
            (To.through_pause(kim), "about safety"),
            (To.person(lee, None, BROADCAST), "results"),
        ):
            await owe(db, house.world, to, Say(text=said), kind="notice")
    await house.courier.drain()

    assert house.chatbook.said == {
        ash.address.number: ["reply"],
        kim.address.number: ["about safety"],
    }
    assert await house.waits() == 1


@pytest.mark.full
async def test_s4_what_was_put_off_into_the_night_waits_for_the_morning(house: House) -> None:
    """A chat that was out of reach all evening is not tried at midnight."""
    house.clock.at = datetime(2027, 6, 7, 19, 59, 30, tzinfo=UTC)
    house.chatbook.fault = lambda _: DeliveryFault("429", retry_after=60)
    await house.opens(house.people)
    await house.courier.drain()
    house.chatbook.fault = lambda _: None
    house.clock.advance(minutes=5)
    assert await house.got() == [0] * 6
    house.clock.at = datetime(2027, 6, 8, 8, 0, tzinfo=UTC)

    assert await house.got() == [1] * 6


@pytest.mark.full
async def test_s4_each_persons_own_times_count_from_the_moment_they_are_chosen(
    house: House,
) -> None:
    """Also for what is owed already."""
    late, school, rests = house.people[:3]
    house.clock.at = datetime(2027, 6, 8, 7, 0, tzinfo=UTC)
    await house.opens(house.people)
    await house.wishes(late, Wishes(hours=Hours(begins=time(22), ends=time(11))))
    await house.wishes(school, Wishes(school=True))
    await house.wishes(rests, Wishes(rests_until=date(2027, 6, 10)))
    came = []
    for at in ((8, 8), (8, 10), (8, 14, 30), (9, 12), (10, 8)):
        house.clock.at = datetime(2027, 6, *at, tzinfo=UTC)  # type: ignore[misc]
        came.append((await house.got())[:3])

    assert came == [[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 0], [1, 1, 1]]


async def test_nobody_is_asked_more_than_twice_in_seven_days_over_all_rounds(house: House) -> None:
    """Four rounds in one morning: two now, two in a week; each is open to them all along."""
    for _ in range(4):
        await house.opens(house.people)
    assert await house.got() == [2] * 6
    house.clock.advance(days=6)
    assert await house.got() == [2] * 6
    house.clock.advance(days=1)
    assert await house.got() == [4] * 6
    assert await house.waits() == 0


async def test_an_invitation_that_waits_for_the_week_holds_up_nothing_else(house: House) -> None:
    """What came of another round is not kept from them for a week."""
    ash = house.people[0]
    for _ in range(3):
        await house.opens(house.people)
    await house.courier.drain()
    async with house.world.database.write() as db:
        await owe(
            db, house.world, To.person(ash, None, BROADCAST), Say(text="results"), kind="notice"
        )
    await house.courier.drain()

    assert house.chatbook.said[ash.address.number][-1] == "results"


async def test_whoever_asked_for_less_gets_one_in_seven_days_and_no_reminder(house: House) -> None:
    """They said how much is enough."""
    ash = house.people[0]
    await house.wishes(ash, Wishes(fewer=True))
    first = await house.opens(house.people)
    await house.opens(house.people)
    assert await house.got() == [1, 2, 2, 2, 2, 2]
    house.clock.advance(days=7)
    await house.reminds(first, house.people)

    assert await house.got() == [2, 3, 3, 3, 3, 3]


async def test_what_somebody_does_not_want_to_be_asked_about_never_reaches_them(
    house: House,
) -> None:
    """Neither invitation nor reminder; other topics do. They stay asked, like everybody."""
    ash = house.people[0]
    await house.wishes(ash, Wishes(topics=frozenset({Topic.FAMILY})))
    family = await house.opens(house.people, topic=Topic.FAMILY)
    waiting = await house.waits()
    assert await house.got() == [0, 1, 1, 1, 1, 1]
    await house.reminds(family, house.people)
    assert await house.got() == [0, 2, 2, 2, 2, 2]
    house.clock.advance(days=7)
    await house.opens(house.people, topic=Topic.FOOD)
    assert await house.got() == [1, 3, 3, 3, 3, 3]

    async with house.world.database.read() as db:
        assert await ledger.count(db, family.id) == waiting == 6
    assert await house.waits() == 0


async def test_s6_a_reminder_to_few_goes_to_all_of_them_on_one_day(house: House) -> None:
    """One of them is at the limit: if only that one had none, a reminder would show something."""
    ash, *others = house.people
    small = await house.opens(house.people)
    await house.courier.drain()
    house.clock.advance(days=1)
    await house.opens([ash])
    await house.courier.drain()
    house.clock.advance(days=1)
    await house.reminds(small, house.people)
    assert await house.got() == [2, 1, 1, 1, 1, 1]
    house.clock.at = datetime(2027, 6, 14, 8, 0, tzinfo=UTC)

    assert await house.got() == [3, 2, 2, 2, 2, 2]
    assert len({said[-1] for said in house.chatbook.said.values()}) == 1
    assert len(others) == 5


@pytest.mark.full
async def test_s6_a_reminder_that_cannot_go_to_all_before_the_close_goes_to_nobody(
    house: House,
) -> None:
    """Never pestering comes before being reminded."""
    ash = house.people[0]
    small = await house.opens(house.people)
    await house.opens([ash])
    await house.courier.drain()
    async with house.world.database.write() as db:
        await rounds.update_round(db, small.id, closes_at=house.clock.at + timedelta(days=3))
        soon = await rounds.load_round(db, small.id)
    assert soon is not None
    await house.reminds(soon, house.people)
    house.clock.advance(days=2)

    assert await house.got() == [2, 1, 1, 1, 1, 1]
    assert await house.waits() == 0


async def test_a_reminder_stands_in_for_an_invitation_that_still_waited(house: House) -> None:
    """Two messages about one round at once are one too many."""
    ash = house.people[0]
    await house.wishes(ash, Wishes(rests_until=date(2027, 6, 10)))
    first = await house.opens(house.people)
    await house.courier.drain()
    house.clock.advance(days=1)
    await house.reminds(first, house.people)
    house.clock.advance(days=3)

    assert await house.got() == [1, 2, 2, 2, 2, 2]


async def test_a_page_that_is_opened_shows_what_waited_at_any_hour(house: House) -> None:
    """Whoever comes by themselves at ten in the evening was not pestered."""
    ash = a_person(9, address=Address(Chat.WEB, 77))
    async with house.world.database.write() as db:
        await people.add_person(db, house.world.keys, ash)
        await owe(db, house.world, To.person(ash, None, BROADCAST), Say(text="hi"), kind="notice")
    house.chatbook.fault = lambda n: DeliveryFault("no page is open", absent=True)
    await house.courier.drain()
    house.chatbook.fault = lambda _: None
    house.clock.at = datetime(2027, 6, 7, 21, 30, tzinfo=UTC)
    await house.courier.arrived(ash.address)
    await house.courier.drain()

    assert house.chatbook.said[77] == ["hi"]


async def test_authors_hear_that_some_are_at_their_limit_and_never_of_a_few(house: House) -> None:
    """Yes or no, worked out from the rounds alone: no wish of anybody's changes it."""

    async def said(asked: Collection[Person]) -> bool:
        async with house.world.database.read() as db:
            return await at_limit(db, house.world, asked)

    for who in house.people:
        await house.wishes(who, Wishes(fewer=True))
    await house.opens(house.people)
    assert not await said(house.people)
    await house.opens(house.people[:1])
    assert await said(house.people)
    assert not await said(house.people[:5])
    house.clock.advance(days=8)
    assert not await said(house.people)


async def test_the_limit_is_the_organisations(house: House) -> None:
    """One to seven in seven days."""
    house.world = replace(
        house.world, policy=house.world.policy.model_copy(update={"quiet": Quiet(asks_a_week=1)})
    )
    house.courier = Courier(
        house.world, {Chat.TELEGRAM: house.chatbook}, remember=forget, paces={}
    )
    await house.opens(house.people)
    await house.opens(house.people)

    assert await house.got() == [1] * 6


async def test_a_stranger_to_us_is_left_in_peace_at_night_too(house: House) -> None:
    """Somebody who was forgotten meanwhile has no wishes, and is not written to at night."""
    house.clock.at = datetime(2027, 6, 8, 1, 0, tzinfo=UTC)
    gone = To(Address(Chat.TELEGRAM, 5), ParticipantId(bytes(16)), rank=BROADCAST)
    async with house.world.database.write() as db:
        await owe(db, house.world, gone, Say(text="hi"), kind="notice")
    await house.courier.drain()

    assert 5 not in house.chatbook.said


async def test_t4_whoever_blocked_the_bot_stays_invited_and_looks_like_no_refuser(
    house: House,
) -> None:
    """Given up quietly: not tried again, and nothing that authors see or that counts differs."""
    house.chatbook.fault = lambda n: (
        DeliveryFault("Forbidden", permanent=True, unreachable=True) if n == 1001 else None
    )
    opened = await house.opens(house.people)
    await house.courier.drain()
    tried = house.chatbook.tried
    house.clock.advance(days=1)
    await house.courier.drain()

    assert house.chatbook.tried == tried == 6
    assert await house.waits() == 0
    async with house.world.database.read() as db:
        assert await ledger.count(db, opened.id, Standing.INVITED) == 6


async def test_t3_an_invitation_that_a_crash_left_on_its_way_is_not_sent_again(
    house: House,
) -> None:
    """Nobody can tell whether it arrived; a reply that somebody waits for is said again."""
    waiting = To(Address(Chat.TELEGRAM, 5))
    await house.opens(house.people)
    async with house.world.database.write() as db:
        await owe(db, house.world, waiting, Say(text="reply"), kind="notice")
        lease = timedelta(seconds=60)
        for owed in await outbox.claim_due(db, house.world.keys, house.clock.at, lease=lease):
            if owed.rank == BROADCAST:
                await set_going(db, owed.id)
        await outbox.free_claims(db)
    await house.courier.drain()

    assert house.chatbook.said == {5: ["reply"]}
    assert await house.waits() == 0
