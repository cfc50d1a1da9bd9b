from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.clockwork import due
from bot.services.asking import agreeing, launching
from bot.services.operating import pausing
from bot.services.refusing import PlanRefused
from storage import people, rounds
from surveys.ids import RoundId
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind
from surveys.people.quiet import Quiet
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round, State
from tests import agreed
from tests.bot import fielded as field
from tests.bot.chatting import START, Chats, Chatter

WAVE = RoundId("evenings-2")


async def tick(chats: Chats) -> None:
    """Everything that is done by the clock, and its messages delivered."""
    for do in due(chats.world):
        await do()
    await chats.deliver()


async def monthly(chats: Chats, **changes: object) -> tuple[Chatter, Chatter, Round]:
    """A round that comes each month, sealed and answered, a week before its next wave."""
    young = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo, rhythm=Rhythm.MONTHLY, **changes)
    await field.send(chats, round_, young[:9])
    await field.end(chats, round_)
    async with chats.world.database.write() as db:
        await agreed.answered(db, chats.world, round_.id)
    assert round_.again_at is not None
    chats.clock.at = round_.again_at
    return ash, mo, round_


async def find(chats: Chats, rid: RoundId) -> Round | None:
    async with chats.world.database.read() as db:
        return await rounds.load_round(db, rid)


async def test_s2_the_next_wave_is_proposed_a_week_before_at_the_same_hour_of_the_wall(
    chats: Chats,
) -> None:
    """Proposed and no more: over the change of 28 March it still opens at noon."""
    ash, _, first = await monthly(chats)
    chats.clock.on(seconds=-1)
    await tick(chats)
    assert await find(chats, WAVE) is None
    chats.clock.on(seconds=1)
    await tick(chats)
    await tick(chats)
    wave = await find(chats, WAVE)

    assert wave is not None
    zone = chats.world.zone
    assert (wave.state, wave.confirmed_by, wave.is_accepted) == (State.PROPOSED, None, False)
    assert wave.opens_at.astimezone(zone) == datetime(2027, 4, 1, 12, tzinfo=zone)
    assert wave.closes_at.astimezone(zone) == datetime(2027, 4, 8, 12, tzinfo=zone)
    assert (wave.series, wave.rhythm, wave.count_asked) == (first.id, Rhythm.MONTHLY, 12)
    assert "comes again on Thursday 1 April" in ash.newest.text
    assert await find(chats, RoundId("evenings-3")) is None


async def test_a_wave_opens_only_with_its_deciders_tap_and_a_second_persons_yes(
    chats: Chats,
) -> None:
    """What somebody agreed to in March is not agreed to in April."""
    _, mo, _ = await monthly(chats)
    await tick(chats)
    chats.clock.on(days=7)
    await tick(chats)
    wave = await find(chats, WAVE)
    assert wave is not None
    assert wave.state is State.PROPOSED
    async with chats.world.database.write() as db:
        assert wave.decider_id is not None
        decider = await people.load_person(db, chats.world.keys, wave.decider_id)
        assert decider is not None
        await agreeing.accept(db, chats.world, WAVE, decider)
        await launching.confirm(db, chats.world, WAVE, await field.person(chats, mo), 12)
    await tick(chats)
    opened = await find(chats, WAVE)

    assert opened is not None
    assert opened.state is State.OPEN


async def test_a_wave_that_nobody_said_yes_to_lapses_and_the_next_comes_in_its_turn(
    chats: Chats,
) -> None:
    """Its author hears when it is late and when it is over; nobody else hears anything."""
    ash, _, _ = await monthly(chats)
    await tick(chats)
    chats.clock.on(days=7)
    await tick(chats)
    late = ash.newest.text
    chats.clock.on(days=7)
    await tick(chats)
    lapsed, wave = ash.newest.text, await find(chats, WAVE)
    chats.clock.at = datetime(2027, 4, 24, 12, tzinfo=START.tzinfo)
    await tick(chats)
    following = await find(chats, RoundId("evenings-3"))

    assert "still waits for a yes" in late
    assert "Nothing went out" in lapsed
    assert wave is not None
    assert wave.state is State.CANCELLED
    assert following is not None
    assert following.opens_at.astimezone(chats.world.zone).date() == date(2027, 5, 1)


async def test_s2_a_wave_closes_on_the_minute_at_whichever_second_the_first_was_proposed(
    chats: Chats,
) -> None:
    """People are told "noon"; 11:59 and some seconds is neither that nor what was promised."""
    chats.clock.on(seconds=15)
    await monthly(chats, closes_at=START + timedelta(days=7))
    await tick(chats)
    wave = await find(chats, WAVE)

    assert wave is not None
    zone = chats.world.zone
    assert wave.closes_at.astimezone(zone) == datetime(2027, 4, 8, 12, tzinfo=zone)


async def test_s3_after_three_months_off_one_wave_comes_and_none_is_made_up_for(
    chats: Chats,
) -> None:
    """One a month: the months that were missed are over."""
    await monthly(chats)
    chats.clock.at = datetime(2027, 6, 10, tzinfo=START.tzinfo)
    for _ in range(3):
        await tick(chats)
    wave = await find(chats, WAVE)

    assert wave is not None
    assert wave.opens_at.astimezone(chats.world.zone).date() == date(2027, 7, 1)
    assert await find(chats, RoundId("evenings-3")) is None


async def test_a_rhythm_is_stopped_with_a_button(chats: Chats) -> None:
    """Whoever began it can end it, and nothing comes any more."""
    ash, _, first = await monthly(chats)
    await ash.type("/rounds")
    await ash.press("More about")
    said = await ash.press("Stop asking it again")
    chats.clock.on(days=40)
    await tick(chats)

    assert "won't come again" in said
    assert await find(chats, WAVE) is None
    stopped = await find(chats, first.id)
    assert stopped is not None
    assert stopped.again_at is None


async def test_a_wave_waits_while_the_round_before_it_is_not_over(chats: Chats) -> None:
    """Nobody is asked the same twice at once: it is tried again, each day, until it can be."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(
        chats, ash, mo, rhythm=Rhythm.MONTHLY, closes_at=START + timedelta(days=27)
    )
    assert round_.again_at is not None
    chats.clock.at = round_.again_at
    await tick(chats)
    waiting = await find(chats, round_.id)

    assert await find(chats, WAVE) is None
    assert waiting is not None
    assert waiting.again_at is not None
    assert waiting.again_at > chats.clock()


async def test_weekly_is_refused_for_people_at_home_with_the_way_out(chats: Chats) -> None:
    """Asking where somebody lives each week pesters them; the policy can say otherwise."""
    await field.residents(chats, 12)
    ash, _ = await field.crew(chats)
    plan = await field.plan(chats, ash, rhythm=Rhythm.WEEKLY)
    by = await field.person(chats, ash)
    async with chats.world.database.write() as db:
        with pytest.raises(PlanRefused, match=r"Every week is too often.*once a month"):
            await launching.propose(db, chats.world, plan, by)
    allowed = chats.world.policy.model_copy(update={"quiet": Quiet(weekly_rounds=True)})
    chats.world = replace(chats.world, policy=allowed)
    async with chats.world.database.write() as db:
        made = await launching.propose(db, chats.world, plan, by)

    assert made.rhythm is Rhythm.WEEKLY


async def test_those_who_moved_on_may_be_asked_each_week(chats: Chats) -> None:
    """It is where somebody lives that a question each week follows them about."""
    for one in await field.residents(chats, 8):
        grown = await field.person(chats, one)
        async with chats.world.database.write() as db:
            kind = Kind.CARE_LEAVER
            await people.change_tags(db, chats.world.keys, grown, home="", kind=kind)
    ash, _ = await field.crew(chats)
    rule = AudienceRule(frozenset({Kind.CARE_LEAVER}), frozenset())
    plan = await field.plan(chats, ash, rhythm=Rhythm.WEEKLY, audience=rule)
    async with chats.world.database.write() as db:
        made = await launching.propose(db, chats.world, plan, await field.person(chats, ash))

    assert made.rhythm is Rhythm.WEEKLY


async def test_how_often_is_chosen_in_the_plan_and_kept(chats: Chats) -> None:
    """One tap more before it is proposed; the plan says it back, with when results can be out."""
    await field.residents(chats, 12)
    ash, _ = await field.crew(chats)
    await field.vi(chats)
    await ash.type("/rounds")
    await ash.press("Start a round")
    await ash.tap("st:who:food-honestly")
    shown = await agreed.plan_in_chat(ash, "Every home", "A week")
    offered = await ash.press("How often: Once")
    chosen = await ash.press("Every month")
    await ash.press("Propose it")
    async with chats.world.database.read() as db:
        (made,) = await rounds.list_rounds(db, states={State.PROPOSED})

    assert "Earliest report" in shown
    assert "Every week is too often" in offered
    assert "comes again every month" in chosen
    assert made.rhythm is Rhythm.MONTHLY
    assert made.again_at is not None


async def test_no_wave_is_proposed_while_everything_is_paused(chats: Chats) -> None:
    """A pause stops what goes out unasked, to whoever decides too; it comes when it ends."""
    await monthly(chats)
    assert await pausing.pause(chats.world, None)
    await tick(chats)
    in_the_pause = await find(chats, WAVE)
    assert await pausing.resume(chats.world, None)
    await tick(chats)

    assert in_the_pause is None
    assert await find(chats, WAVE) is not None
