"""C8: what needs two people needs two human beings, wherever it is asked for.

Each rule is tried with a second account of the same person: joined by the administrator, and of
the same first name; then with somebody else, who may.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from bot.services.asking import launching
from bot.services.reading import safety_opening, safety_reading
from bot.services.reading.safety_reading import NotTheirs
from bot.services.refusing import PlanRefused
from bot.services.results import releasing
from bot.services.results.releasing import ReleaseRefused, Step
from bot.services.safeguarding import alerting
from storage import audit, people
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.safeguarding.concern import Telling
from tests import agreed
from tests.attacks.access.table import SAID
from tests.bot.after_seal.house import House, seal_round, some_words
from tests.bot.after_seal.unread import UNREAD, close_round
from tests.bot.chatting import Chats
from tests.bot.fielded import crew, person, plan, residents
from tests.bot.services.results.test_releasing import read_all
from tests.bot.webchat.staff.worries import worry

HOW = ("joined", "of one name") if os.environ.get("EARSHOT_FULL") else ("joined",)
MEETINGS = RoundId("meetings")


async def second_account(house: House, of: str, role: Role, how: str) -> Person:
    """Another account of somebody, by what the administrator said or by its first name."""
    known = house.known(f"{of} again", role)
    first = house.people[of]
    made = replace(known, same_as=first.id) if how == "joined" else replace(known, nick=of.lower())
    async with house.world.database.write() as db:
        await people.add_person(db, house.world.keys, made)
    return made


async def actions(house: House) -> list[tuple[str, ParticipantId | None]]:
    async with house.world.database.read() as db:
        return [(entry.action, entry.who) for entry in await audit.list_audit(db)]


@pytest.mark.parametrize("how", HOW)
async def test_c8_one_person_does_not_open_who_wrote_a_worry_with_two_accounts(
    house: House, how: str
) -> None:
    """The lead's second account is no second opinion; the deputy is, and the trail has both."""
    mina = house.people["Mina"]
    again = await second_account(house, "Mina", Role.OUTSIDE_PERSON, how)
    told = (mina.id, again.id, house.pid("Dee"))
    concern = await worry(house, telling=Telling.WITHOUT_NAME, alerted=told)
    async with house.world.database.write() as db:
        await alerting.ask_opening(db, house.world, concern.handle, mina)
        alone = await alerting.confirm_opening(db, house.world, concern.handle, again)
        both = await alerting.confirm_opening(db, house.world, concern.handle, house.people["Dee"])

    assert alone is not None
    assert not alone.shows_author
    assert both is not None
    assert both.shows_author
    assert both.opened_by == (mina.id, house.pid("Dee"))
    assert [one for one in await actions(house) if "identity" in one[0]] == [
        ("identity opening asked", mina.id),
        ("identity opened", house.pid("Dee")),
    ]


@pytest.mark.full
@pytest.mark.parametrize("how", HOW)
async def test_c8_what_one_opened_alone_is_reviewed_by_somebody_else(
    house: House, how: str
) -> None:
    """A life is at risk: one is enough, and another looks at it within a day."""
    mina = house.people["Mina"]
    again = await second_account(house, "Mina", Role.OUTSIDE_PERSON, how)
    told = (mina.id, again.id, house.pid("Dee"))
    concern = await worry(house, telling=Telling.WITHOUT_NAME, alerted=told, severity=3)
    async with house.world.database.write() as db:
        await alerting.ask_opening(db, house.world, concern.handle, mina)
        own = await alerting.confirm_opening(db, house.world, concern.handle, again)
        other = await alerting.confirm_opening(
            db, house.world, concern.handle, house.people["Dee"]
        )

    assert own is not None
    assert own.review_by is not None
    assert other is not None
    assert other.review_by is None


@pytest.mark.full
@pytest.mark.parametrize("how", HOW)
async def test_c8_one_person_does_not_open_who_wrote_a_text_of_the_safety_read(
    house: House, how: str
) -> None:
    """Two accounts of one reader would be one person with everybody's names."""
    again = await second_account(house, "Sam", Role.READER, how)
    await close_round(house, SAID)
    world, sam = house.world, house.pid("Sam")
    pile = await safety_reading.begin(world, sam, UNREAD)
    assert pile is not None
    await safety_opening.ask(world, sam, pile, next(iter(pile.handles)))
    own = await safety_reading.begin(world, again.id, UNREAD)
    other = await safety_reading.begin(world, house.pid("Dee"), UNREAD)
    assert own is not None
    assert other is not None
    for handle in own.handles:
        with pytest.raises(NotTheirs):
            await safety_opening.agree(world, again.id, own, handle)

    assert await safety_reading.next_worry(world, again.id, own) is None
    assert await safety_reading.next_worry(world, house.pid("Dee"), other) is not None


@pytest.mark.full
@pytest.mark.parametrize("how", HOW)
async def test_c8_one_person_does_not_let_their_own_result_go(house: House, how: str) -> None:
    """What is put forward is let go, and exported, only by somebody else's hand."""
    again = await second_account(house, "Kit", Role.READER, how)
    await seal_round(house, some_words(6))
    await read_all(house)
    world = house.world
    await releasing.propose_release(world, house.pid("Kit"), MEETINGS, without_themes=True)

    assert await releasing.step_of(world, again, MEETINGS) is Step.OWN
    assert await releasing.approve_release(world, again.id, MEETINGS) is ReleaseRefused.OWN
    done = await releasing.approve_release(world, house.pid("Mo"), MEETINGS)
    assert not isinstance(done, ReleaseRefused)
    assert [one for one in await actions(house) if "release" in one[0]][-1] == (
        "released",
        house.pid("Mo"),
    )


@pytest.mark.full
@pytest.mark.parametrize("how", HOW)
async def test_c8_one_person_does_not_let_their_own_round_begin(chats: Chats, how: str) -> None:
    """Who is asked, and how many, is looked at by another pair of eyes."""
    await residents(chats, 12)
    ash, mo = await crew(chats)
    first = await person(chats, ash)
    name = "ash" if how == "of one name" else "A."
    other = await chats.add(name, role=Role.DECISION_MAKER, home="")
    second = await person(chats, other)
    if how == "joined":
        second = replace(second, same_as=first.id)
        async with chats.world.database.write() as db:
            await people.delete_person(db, second.id)
            await people.add_person(db, chats.world.keys, second)
    made = await plan(chats, ash)
    async with chats.world.database.write() as db:
        proposed = await agreed.propose(db, chats.world, made, first)
        with pytest.raises(PlanRefused, match="needs a second person"):
            await launching.confirm(db, chats.world, proposed.id, second, proposed.count_asked)
        third = await person(chats, mo)
        done = await launching.confirm(db, chats.world, proposed.id, third, proposed.count_asked)

    assert done.confirmed_by == third.id
