"""Launching: propose a round, check its audience, have a second person confirm the head-count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking import (
    agreeing,
    comparing,
    deciding,
    going_ahead,
    hearing_back,
    keeping_plans,
    picturing,
    repeating,
    rhythms,
)
from bot.services.asking.hearing_back import Unanswered
from bot.services.awaiting import asked_in, members, people_asked
from bot.services.refusing import PlanRefused
from bot.services.two_people import accounts_of, is_second
from bot.services.world import World
from bot.texts import say
from storage import audiences, audit, ledger, people, rounds, surveys
from storage.pictures import Picture
from surveys.anonymity.envelope import size_for
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, RoundId
from surveys.people.audience import AudienceRule, count_homes
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.protection.breakdowns import Breakdown
from surveys.protection.launch import Audience, Gate, check_launch
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round, State, Way

MEMORY = timedelta(weeks=8)
"""How long a round's audience is remembered, so that two results cannot be subtracted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an author decides about a round before it is proposed."""

    key: RoundId
    survey: Survey
    audience: AudienceRule
    closes_at: datetime
    answer_by: date
    makers: tuple[str, ...]
    decider: str
    keeper: Person
    space: str = ""
    """How it is safe to say it, and ``voice``, how it can be said: both are asked for."""
    voice: str = ""
    decider_id: ParticipantId | None = None
    """The account of who decides, who has to accept."""
    numbered: bool = False
    """Whether a survey that changed is published as its next version, as drafts are; if not,
    it has to bring its own number."""
    way: Way = Way.TOGETHER
    opens_at: datetime | None = None
    tickets: int = 0
    """How many slips to print, for way T."""
    compare: tuple[Breakdown, ...] = ()
    """What people may be compared by: two at most; their groups are found among those asked."""
    rhythm: Rhythm = Rhythm.ONCE
    """How often the same people are asked again by itself, once this one is over."""
    lasts: int = 0
    """How long each wave is open by the wall clock; 0 for as long as this one. Unit: minutes."""
    checks: RoundId | None = None
    """The round whose draft themes it asks about: the same people, and its decider's yes."""
    again: RoundId | None = None
    """A round of the series that this goes on with: the same people are asked, nobody else."""
    pictures: tuple[Picture, ...] = ()
    """What ``picturing.gather`` found beside the survey's file."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many could be asked today, and why they cannot be asked together, if so."""

    count: int
    gates: tuple[Gate, ...]


class LaunchRefused(Exception):
    """The round cannot be launched like this. ``gates`` say why, each with its way out."""

    def __init__(self, gates: Sequence[Gate | Unanswered]) -> None:
        self.gates = tuple(gates)
        audience = any(isinstance(gate, Gate) for gate in self.gates)
        way_out = "ways.in_a_line" if audience else "hear_back.or_lead"
        super().__init__(f"{self.why} {say(way_out)}")

    @property
    def why(self) -> str:
        """The reasons, without the ways that are left."""
        why = " ".join(str(gate) for gate in self.gates)
        owed = any(isinstance(gate, Unanswered) for gate in self.gates)
        return f"{why} {say('hear_back.rule')}" if owed else why


async def propose(db: AsyncSession, world: World, plan: Plan, by: Person | None) -> Round:
    """Write a proposed round down. Nobody is asked until a second person has confirmed it.

    ``by`` is None on the command line, where the operator proposes.

    Raises:
        PlanRefused: A key is taken, a date lies in the past or in the wrong order; or how it is
            safe, how it can be said or who decides is missing.
        LaunchRefused: The audience cannot be anonymous this way.
        SurveyMistake: The survey names a picture that nobody has.
    """
    await _check_plan(db, world, plan)
    await deciding.check(db, world, plan, by)
    first = await _series(db, plan)
    audience = plan.audience if first is None else await _rule(db, world, first.id)
    round_ = _round(world, plan, by, first)
    round_ = rhythms.set_rhythm(world, round_, plan.rhythm, plan.lasts)
    asked = await asked_in(db, world, round_, audience)
    gates = await _gates(db, world, round_, asked)
    if gates:
        raise LaunchRefused(gates)
    declared, wrong = comparing.declare(world, plan.survey, plan.compare, asked)
    if wrong:
        raise PlanRefused(" ".join(str(each) for each in wrong))
    round_ = replace(round_, breakdowns=declared, count_asked=len(asked) or plan.tickets)
    survey = await picturing.publish(db, plan.survey, plan.pictures)
    await picturing.keep_for_good(db, survey)
    if plan.numbered:
        survey = await surveys.next_version(db, survey)
    round_ = replace(round_, survey=survey)
    if plan.checks is not None:
        # Whoever decides said yes to asking these people; asking them back is part of it.
        round_ = replace(round_, accepted_terms=round_.terms)
    await surveys.add_survey(db, survey)
    await rounds.add_round(db, round_)
    await audiences.set_audience(db, world.keys, round_.id, audience)
    if first is not None:
        await rounds.update_round(db, first.id, series=round_.series)
    await audit.record(
        db, at=world.now(), who=by.id if by else None, action="proposed", about=plan.key
    )
    if round_.is_accepted:
        await agreeing.ask_seconds(db, world, round_)
    else:
        await agreeing.ask_decider(db, world, round_)
    await going_ahead.say_waits(db, world, round_, asked)
    return round_


async def confirm(
    db: AsyncSession, world: World, rid: RoundId, by: Person, head_count: int
) -> Round:
    """A second person confirms who is asked and how many. The next tick opens the round.

    Raises:
        PlanRefused: Not theirs to confirm, the head-count differs, it is no longer proposed, or
            the day it closes has gone by.
        LaunchRefused: Since it was proposed something came up that stands in its way.
    """
    round_ = await rounds.load_round(db, rid)
    if round_ is None or round_.state is not State.PROPOSED or round_.confirmed_by is not None:
        raise PlanRefused(f'round "{rid}" is not waiting to be confirmed; see `round list`')
    if round_.closes_at <= world.now():
        raise PlanRefused(
            f'round "{rid}" was to close on {round_.closes_at:%d %B}, and that has gone by; '
            "propose it anew"
        )
    is_other = await is_second(db, world, by, round_.proposed_by, round_.decider_id)
    if not by.role.can_confirm_launch or not is_other:
        raise PlanRefused(
            f'round "{rid}" needs a second person: an Expert by Experience, decision-maker '
            "or safeguarding lead who did not propose it, and is not the one who decides"
        )
    waits = await deciding.not_agreed(db, world, round_)
    if waits:
        raise PlanRefused(waits)
    rule = await audiences.load_audience(db, world.keys, rid)
    asked = await asked_in(db, world, round_, rule)
    mine = {account.id for account in await accounts_of(db, world, by)}
    if mine & {person.id for person in asked}:
        raise PlanRefused(
            f'round "{rid}" asks you too, so you cannot be its second person; somebody who is '
            "not asked must confirm it"
        )
    if head_count != round_.count_asked:
        raise PlanRefused(
            f'round "{rid}" asks {round_.count_asked} people, you counted {head_count}; '
            "count again, or propose it anew with another audience"
        )
    gates = await _today(db, world, round_, asked)
    if gates:
        raise LaunchRefused(gates)
    if not await rounds.mark_confirmed(db, round_, by.id):
        raise PlanRefused(f'round "{rid}" is not waiting to be confirmed; see `round list`')
    await audit.record(db, at=world.now(), who=by.id, action="confirmed", about=rid)
    return replace(round_, confirmed_by=by.id)


async def in_the_way(
    db: AsyncSession, world: World, round_: Round
) -> tuple[Gate | Unanswered, ...]:
    """What keeps a proposed round from opening as things are today; nothing, as a rule."""
    rule = await audiences.load_audience(db, world.keys, round_.id)
    return await _today(db, world, round_, await asked_in(db, world, round_, rule))


async def cancel(db: AsyncSession, world: World, rid: RoundId, by: Person | None) -> bool:
    """Drop a proposed round. Returns False when it is no longer only proposed."""
    if not await rounds.claim_state(db, rid, was=State.PROPOSED, now=State.CANCELLED):
        return False
    await keeping_plans.hand_back(db, world, rid)
    await audit.record(
        db, at=world.now(), who=by.id if by else None, action="cancelled", about=rid
    )
    return True


async def would_ask(db: AsyncSession, world: World, plan: Plan) -> tuple[Person, ...]:
    """The people a plan would ask today, nothing checked but its series.

    Raises:
        PlanRefused: It goes on with a round that can't be asked again.
    """
    first = await _series(db, plan)
    if first is not None:
        return await members(db, world, first.id)
    if plan.way is Way.TICKET:
        return ()
    makers = {plan.keeper.id} | ({plan.decider_id} if plan.decider_id else set())
    return await people_asked(db, world, plan.audience, makers)


async def what_if(db: AsyncSession, world: World, by: Person, rule: AudienceRule) -> Outlook:
    """Whether somebody could ask these people together today."""
    asked = await people_asked(db, world, rule, {by.id})
    return Outlook(len(asked), await _gates_for(db, world, {by.id}, asked, ""))


async def _rule(db: AsyncSession, world: World, rid: RoundId) -> AudienceRule:
    return await audiences.load_audience(db, world.keys, rid)


async def _series(db: AsyncSession, plan: Plan) -> Round | None:
    if plan.again is None:
        return None
    first = await repeating.first_of(db, plan.again)
    if first is None or plan.way is Way.TICKET:
        raise PlanRefused(
            f'round "{plan.again}" cannot be asked again: it must be over, and not by ticket'
        )
    return first


async def _check_plan(db: AsyncSession, world: World, plan: Plan) -> None:
    opens = plan.opens_at or world.now()
    if plan.closes_at <= max(opens, world.now()):
        raise PlanRefused(
            f'round "{plan.key}" would close before it opens or in the past '
            f"({plan.closes_at:%d %B %Y %H:%M}); give a later closing time"
        )
    if plan.answer_by < plan.closes_at.astimezone(world.zone).date():
        raise PlanRefused(
            f'round "{plan.key}" promises an answer by {plan.answer_by:%d %B}, before it closes; '
            "give a later day"
        )
    latest = plan.closes_at.astimezone(world.zone).date() + deciding.LATEST_ANSWER
    if plan.answer_by > latest:
        raise PlanRefused(
            f'round "{plan.key}" promises an answer by {plan.answer_by:%d %B %Y}; the latest is '
            f"{latest:%d %B %Y}, a term after it closes. Way out: give an earlier day, even if "
            "the answer is only what was decided so far"
        )
    if await rounds.load_round(db, plan.key) is not None:
        raise PlanRefused(f'round "{plan.key}" exists already; choose another key')
    rhythms.check(world, plan.rhythm, plan.way, plan.audience.kinds)
    if plan.way is Way.TICKET and plan.tickets < 1:
        raise PlanRefused("a ticket round needs a number of tickets; say --tickets 12")


async def is_as_confirmed(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]
) -> bool:
    """Whether a round may open for these people: as many as were confirmed, and anonymous.

    Between the second person's yes and the opening somebody may have come, gone, or been asked
    in another round; and the second person must not be one of those asked.
    """
    if round_.way is not Way.TICKET and len(asked) != round_.count_asked:
        return False
    return not await _today(db, world, round_, asked)


async def _today(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]
) -> tuple[Gate | Unanswered, ...]:
    """What stands in a proposed round's way: whom it asks, and promises nobody kept yet."""
    gates = await _gates(db, world, round_, asked)
    return (*gates, *await hearing_back.in_the_way(db, world, round_, asked))


async def _gates(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]
) -> tuple[Gate, ...]:
    if round_.way is Way.TICKET:
        slips = Audience(frozenset(), {}, {}, frozenset(), tickets=round_.count_asked)
        return check_launch(slips)
    family = await hearing_back.family_of(db, round_) if round_.checks else round_.series
    return await _gates_for(db, world, round_.made_by, asked, family)


async def _gates_for(
    db: AsyncSession,
    world: World,
    by: Collection[ParticipantId],
    asked: Sequence[Person],
    series: str,
) -> tuple[Gate, ...]:
    everyone = await people.list_people(db, world.keys)
    makers = {p.id for p in everyone if p.role is Role.READER} | set(by)
    # A ticket round asks nobody in particular, so there is nobody in it to be forgotten.
    recent = {
        r.id: 0 if r.way is Way.TICKET else r.count_asked
        for r in await rounds.list_rounds(db)
        if r.state not in {State.PROPOSED, State.CANCELLED}
        and r.closes_at > world.now() - MEMORY
        # Waves of one series have one audience: leavers still count, joiners wait.
        and not (series and series in {r.id, r.series})
        # Whom the check of a round's themes asked, that round asked too.
        and not r.checks
    }
    before = await ledger.audiences_since(db, recent)
    return check_launch(
        Audience(
            people=frozenset(p.id for p in asked),
            kinds={kind: sum(p.kind is kind for p in asked) for kind in {p.kind for p in asked}},
            homes=count_homes(asked),
            makers=frozenset(makers),
            leavers=await repeating.leavers(db, series, asked) if series else frozenset(),
        ),
        before=tuple(before.values()),
    )


def _round(world: World, plan: Plan, by: Person | None, first: Round | None) -> Round:
    opens = plan.opens_at or world.now()
    return Round(
        id=plan.key,
        tag=_tag(world),
        survey=plan.survey,
        way=plan.way,
        state=State.PROPOSED,
        opens_at=opens,
        closes_at=plan.closes_at,
        results_on=results_day(world, plan.closes_at),
        answer_by=plan.answer_by,
        makers=plan.makers,
        decider=plan.decider,
        keeper=plan.keeper.nick,
        proposed_by=by.id if by else None,
        confirmed_by=None,
        keeper_id=plan.keeper.id,
        policy_hash=world.policy.fingerprint(),
        envelope_size=size_for(plan.survey),
        k_min=world.k_min,
        count_asked=plan.tickets,
        series="" if first is None else first.id,
        space=plan.space.strip(),
        voice=plan.voice.strip(),
        decider_id=plan.decider_id,
        remind_at=opens + (plan.closes_at - opens) / 2,
        checks=plan.checks or "",
    )


def results_day(world: World, closes_at: datetime) -> date:
    """By when envelopes that close then are opened: three days on, or after the safety read."""
    usual = closes_at.astimezone(world.zone).date() + timedelta(days=3)
    plan = world.policy.plan
    if not plan.safety_read:
        return usual
    read_by = closes_at + timedelta(hours=plan.safety_read_hours)
    return max(usual, read_by.astimezone(world.zone).date())


def _tag(world: World) -> str:
    return "".join(world.chance.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(6))
