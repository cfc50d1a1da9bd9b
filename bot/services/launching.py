"""Launching: propose a round, check its audience, have a second person confirm the head-count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import picturing
from bot.services.two_people import accounts_of, is_second
from bot.services.world import World
from storage import audiences, audit, ledger, people, rounds, surveys
from storage.pictures import Picture
from surveys.anonymity.envelope import size_for
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, RoundId
from surveys.people.audience import AudienceRule, count_homes, people_meant
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.protection.launch import Audience, Gate, check_launch
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
    way: Way = Way.TOGETHER
    opens_at: datetime | None = None
    tickets: int = 0
    """How many slips to print, for way T."""
    pictures: tuple[Picture, ...] = ()
    """What ``picturing.gather`` found beside the survey's file."""


class LaunchRefused(Exception):
    """The round cannot be launched like this. ``gates`` say why, each with its way out."""

    def __init__(self, gates: Sequence[Gate]) -> None:
        super().__init__("; ".join(str(gate) for gate in gates))
        self.gates = tuple(gates)


class PlanRefused(Exception):
    """Something in the plan cannot be: the text names it, the value and the way out."""


async def propose(db: AsyncSession, world: World, plan: Plan, by: Person | None) -> Round:
    """Write a proposed round down. Nobody is asked until a second person has confirmed it.

    ``by`` is None on the command line, where the operator proposes.

    Raises:
        PlanRefused: A key is taken, a date lies in the past or in the wrong order.
        LaunchRefused: The audience cannot be anonymous this way.
        SurveyMistake: The survey names a picture that nobody has.
    """
    await _check_plan(db, world, plan)
    asked = await people_asked(db, world, plan.audience) if plan.way is not Way.TICKET else ()
    round_ = _round(world, plan, by, len(asked) or plan.tickets)
    gates = await _gates(db, world, round_, asked)
    if gates:
        raise LaunchRefused(gates)
    survey = await picturing.publish(db, plan.survey, plan.pictures)
    round_ = replace(round_, survey=survey)
    await surveys.add_survey(db, survey)
    await rounds.add_round(db, round_)
    await audiences.set_audience(db, world.keys, round_.id, plan.audience)
    await audit.record(
        db, at=world.now(), who=by.id if by else None, action="proposed", about=plan.key
    )
    return round_


async def confirm(
    db: AsyncSession, world: World, rid: RoundId, by: Person, head_count: int
) -> Round:
    """A second person confirms who is asked and how many. The next tick opens the round.

    Raises:
        PlanRefused: Not theirs to confirm, the head-count differs, or it is no longer proposed.
    """
    round_ = await rounds.load_round(db, rid)
    if round_ is None or round_.state is not State.PROPOSED or round_.confirmed_by is not None:
        raise PlanRefused(f'round "{rid}" is not waiting to be confirmed; see `round list`')
    is_other = await is_second(db, world, by, round_.proposed_by)
    if not by.role.can_confirm_launch or not is_other:
        raise PlanRefused(
            f'round "{rid}" needs a second person: an Expert by Experience, decision-maker '
            "or safeguarding lead who did not propose it"
        )
    rule = await audiences.load_audience(db, world.keys, rid)
    mine = await accounts_of(db, world, by)
    if round_.way is not Way.TICKET and any(rule.means(account) for account in mine):
        raise PlanRefused(
            f'round "{rid}" asks you too, so you cannot be its second person; somebody who is '
            "not asked must confirm it"
        )
    if head_count != round_.count_asked:
        raise PlanRefused(
            f'round "{rid}" asks {round_.count_asked} people, you counted {head_count}; '
            "count again, or propose it anew with another audience"
        )
    asked = await people_asked(db, world, rule) if round_.way is not Way.TICKET else ()
    gates = await _gates(db, world, round_, asked)
    if gates:
        raise PlanRefused(f'round "{rid}" cannot open: ' + " ".join(str(gate) for gate in gates))
    await rounds.update_round(db, rid, confirmed_by=by.id)
    await audit.record(db, at=world.now(), who=by.id, action="confirmed", about=rid)
    return replace(round_, confirmed_by=by.id)


async def cancel(db: AsyncSession, world: World, rid: RoundId, by: Person | None) -> bool:
    """Drop a proposed round. Returns False when it is no longer only proposed."""
    await audit.record(
        db, at=world.now(), who=by.id if by else None, action="cancelled", about=rid
    )
    return await rounds.claim_state(db, rid, was=State.PROPOSED, now=State.CANCELLED)


async def people_asked(db: AsyncSession, world: World, rule: AudienceRule) -> tuple[Person, ...]:
    """The people a rule means today."""
    return people_meant(rule, await people.list_people(db, world.keys))


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
    if await rounds.load_round(db, plan.key) is not None:
        raise PlanRefused(f'round "{plan.key}" exists already; choose another key')
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
    return not await _gates(db, world, round_, asked)


async def _gates(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]
) -> tuple[Gate, ...]:
    everyone = await people.list_people(db, world.keys)
    makers = {p.id for p in everyone if p.role is Role.READER}
    makers |= {p for p in (round_.proposed_by, round_.confirmed_by, round_.keeper_id) if p}
    # A ticket round asks nobody in particular, so there is nobody in it to be forgotten.
    recent = {
        r.id: 0 if r.way is Way.TICKET else r.count_asked
        for r in await rounds.list_rounds(db)
        if r.state not in {State.PROPOSED, State.CANCELLED} and r.closes_at > world.now() - MEMORY
    }
    before = await ledger.audiences_since(db, recent)
    return check_launch(
        Audience(
            people=frozenset(p.id for p in asked),
            kinds={kind: sum(p.kind is kind for p in asked) for kind in {p.kind for p in asked}},
            homes=count_homes(asked),
            makers=frozenset(makers),
            tickets=round_.count_asked if round_.way is Way.TICKET else 0,
        ),
        before=tuple(before.values()),
    )


def _round(world: World, plan: Plan, by: Person | None, asked: int) -> Round:
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
        count_asked=asked,
        remind_at=opens + (plan.closes_at - opens) / 2,
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


def is_maker(round_: Round, pid: ParticipantId) -> bool:
    """Whether this person proposed, confirmed or keeps the round."""
    return pid in {round_.proposed_by, round_.confirmed_by, round_.keeper_id}
