from datetime import timedelta

import pytest

from bot.services.asking import launching
from bot.services.asking.launching import LaunchRefused
from bot.services.refusing import PlanRefused
from bot.services.rounds import fielding
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind
from surveys.rounds.round import State
from tests import agreed
from tests.bot import fielded as field
from tests.bot.chatting import Chats


async def test_nobody_is_asked_before_a_second_person_has_confirmed(chats: Chats) -> None:
    """One person alone must not be able to reach twelve young people."""
    await field.residents(chats, 12)
    ash, _ = await field.crew(chats)
    made = await field.plan(chats, ash)
    async with chats.world.database.write() as db:
        await launching.propose(db, chats.world, made, await field.person(chats, ash))

    assert await fielding.open_due(chats.world) == 0
    assert (await field.again(chats, made.key)).state is State.PROPOSED


async def test_who_proposed_cannot_confirm_and_the_count_must_be_right(chats: Chats) -> None:
    """The second person counts for themselves."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    made = await field.plan(chats, ash)
    async with chats.world.database.write() as db:
        by, second = await field.person(chats, ash), await field.person(chats, mo)
        await agreed.propose(db, chats.world, made, by)

        with pytest.raises(PlanRefused, match="second person"):
            await launching.confirm(db, chats.world, made.key, by, 12)
        with pytest.raises(PlanRefused, match="12 people, you counted 11"):
            await launching.confirm(db, chats.world, made.key, second, 11)
        assert (await launching.confirm(db, chats.world, made.key, second, 12)).confirmed_by


@pytest.mark.parametrize("count", [1, 5])
async def test_a11_fewer_than_six_are_not_asked_together(chats: Chats, count: int) -> None:
    """Mixing a handful of answers hides nobody."""
    await field.residents(chats, count)
    ash, _ = await field.crew(chats)
    made = await field.plan(chats, ash)

    async with chats.world.database.write() as db:
        with pytest.raises(LaunchRefused, match="hides nobody"):
            await launching.propose(db, chats.world, made, None)


async def test_a11_other_kinds_of_account_do_not_make_up_the_number(chats: Chats) -> None:
    """One young person among five colleagues stands alone."""
    await field.residents(chats, 1)
    ash, _ = await field.crew(chats)
    for n in range(5):
        await chats.add(f"S{n}", role=field.Role.DESIGNER, home="")
    everyone = AudienceRule(frozenset({Kind.YOUNG_PERSON, Kind.STAFF}))

    async with chats.world.database.write() as db:
        with pytest.raises(LaunchRefused):
            await launching.propose(
                db, chats.world, await field.plan(chats, ash, audience=everyone), None
            )


async def test_d8_one_home_is_refused_with_what_would_be_honest(chats: Chats) -> None:
    """In one house everyone can work out who said what."""
    for n in range(8):
        await chats.add(f"Y{n}", home="Maple House")
    ash, _ = await field.crew(chats)

    async with chats.world.database.write() as db:
        with pytest.raises(LaunchRefused, match="Add another home"):
            await launching.propose(db, chats.world, await field.plan(chats, ash), None)


async def test_a12_nearly_the_same_people_again_are_refused_the_same_allowed(
    chats: Chats,
) -> None:
    """Two results that differ by one person show that person."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    first = await field.fielded(chats, ash, mo)
    await field.end(chats, first)
    chats.clock.on(days=14)
    made = await field.plan(chats, ash, key="again", closes_at=chats.clock() + timedelta(days=7))
    async with chats.world.database.write() as db:
        assert await launching.propose(db, chats.world, made, None)

    await chats.add("Newcomer", home="Fern House")
    made = await field.plan(chats, ash, key="third", closes_at=chats.clock() + timedelta(days=7))
    async with chats.world.database.write() as db:
        with pytest.raises(LaunchRefused, match="nearly the same"):
            await launching.propose(db, chats.world, made, None)


async def test_a_plan_that_cannot_be_is_refused_by_name(chats: Chats) -> None:
    """An operator reads the thing, the value and the way out."""
    await field.residents(chats, 12)
    ash, _ = await field.crew(chats)
    past = await field.plan(chats, ash, closes_at=chats.clock() - timedelta(hours=1))
    hasty = await field.plan(chats, ash, answer_by=chats.clock().date())

    async with chats.world.database.write() as db:
        with pytest.raises(PlanRefused, match="later closing time"):
            await launching.propose(db, chats.world, past, None)
        with pytest.raises(PlanRefused, match="before it closes"):
            await launching.propose(db, chats.world, hasty, None)
