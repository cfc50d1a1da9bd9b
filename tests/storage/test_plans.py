from dataclasses import replace
from datetime import date

from storage import plans
from storage.engine import Database
from storage.keys import Keys
from storage.plans import KeptPlan
from storage.rounds import add_round, last_approved, load_round, mark_accepted, mark_confirmed
from storage.surveys import add_survey, next_version
from surveys.ids import RoundId
from surveys.rounds.round import State
from tests.storage.making import RID, TODAY, a_round, a_survey, pid

PLAN = KeptPlan("abcdef", pid(1), b'{"space": "alone"}', TODAY)


async def test_x4_a_plan_is_its_owners_until_it_is_handed_in(
    database: Database, keys: Keys
) -> None:
    """Nobody else reads it, and of two who hand it in one does."""
    async with database.write() as db:
        await plans.add_plan(db, keys, PLAN)
        theirs = await plans.load_plan(db, keys, PLAN.tag, pid(1))
        others = await plans.load_plan(db, keys, PLAN.tag, pid(2))
        handed = [await plans.hand_in(db, PLAN.tag, rid) for rid in ("one", "two")]
        saved = await plans.save_plan(db, keys, PLAN)
        back = await plans.hand_back(db, "one")

    assert theirs == PLAN.body
    assert others is None
    assert handed == [True, False]
    assert not saved
    assert back == (PLAN.tag, pid(1))


async def test_x4_a_plan_ends_with_its_owner_its_round_or_its_last_day(
    database: Database, keys: Keys
) -> None:
    """What nobody goes on with is not kept for ever."""
    async with database.write() as db:
        for tag, owner in (("aaaaaa", 1), ("bbbbbb", 2), ("cccccc", 3)):
            await plans.add_plan(db, keys, replace(PLAN, tag=tag, owner=pid(owner)))
        later = replace(PLAN, tag="dddddd", drop_on=date(2099, 1, 1))
        await plans.add_plan(db, keys, later)
        await plans.hand_in(db, "aaaaaa", "opened")
        await plans.drop_plan_of(db, "opened")
        await plans.drop_plans_of(db, pid(2))
        before = [len(await plans.list_plans(db, keys, pid(n))) for n in (1, 2, 3)]
        await plans.purge_plans(db, date(2098, 1, 1))
        after = [len(await plans.list_plans(db, keys, pid(n))) for n in (1, 2, 3)]

    assert before == [1, 0, 1]
    assert after == [1, 0, 0]


async def test_c8_a_round_is_accepted_and_confirmed_as_it_is_once(database: Database) -> None:
    """Whoever looked at another day, or came second, changes nothing."""
    asked = a_round(decider_id=pid(7))
    async with database.write() as db:
        await add_round(db, asked)
        early = await mark_confirmed(db, asked, pid(8))
        other_day = await mark_accepted(db, replace(asked, answer_by=date(2027, 1, 1)))
        accepted = await mark_accepted(db, asked)
        confirmed = [await mark_confirmed(db, asked, pid(n)) for n in (8, 9)]
        again = await mark_accepted(db, asked)
        now = await load_round(db, RID)

    assert (early, other_day, accepted) == (False, False, True)
    assert confirmed == [True, False]
    assert again
    assert now is not None
    assert now.is_accepted
    assert now.confirmed_by is None


async def test_a_changed_survey_is_the_next_version_and_a_known_one_is_itself(
    database: Database,
) -> None:
    """A published version never changes, and the same words do not make a new one."""
    first, second = a_survey(), a_survey(title="Evenings now")
    async with database.write() as db:
        fresh = await next_version(db, first)
        await add_survey(db, fresh)
        changed = await next_version(db, second)
        await add_survey(db, changed)
        known = await next_version(db, a_survey(version=9))

    assert fresh == first
    assert changed == a_survey(version=2, title="Evenings now")
    assert known == first


async def test_the_last_approved_version_is_one_that_a_second_person_let_go(
    database: Database,
) -> None:
    """What was only proposed, or is this very round, is nothing to compare with."""
    told = (
        a_round("one", "aaaaaa", survey=a_survey(1), confirmed_by=pid(3), state=State.RELEASED),
        a_round("two", "bbbbbb", survey=a_survey(2), confirmed_by=pid(3), state=State.OPEN),
        a_round("three", "cccccc", survey=a_survey(3)),
    )
    async with database.write() as db:
        for each in told:
            await add_round(db, each)
        found = await last_approved(db, "evenings", but=RoundId("three"))
        earlier = await last_approved(db, "evenings", but=RoundId("two"))
        never = await last_approved(db, "other", but=RoundId("three"))

    assert found == a_survey(2)
    assert earlier == a_survey(1)
    assert never is None
