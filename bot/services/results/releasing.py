"""Releasing: one frozen, protected result of a round, put forward by one person and let go by
another. Beside the seal and the reader's pile, only this loads answers."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.freezing import freeze, thaw
from bot.services.owing import BROADCAST, To, owe
from bot.services.reading.reading import is_read
from bot.services.reading.written import asked_words, list_written
from bot.services.results import answering_back, revoking, seeing_first
from bot.services.themes import approving, standing
from bot.services.themes.composing import compose_round, is_going_on
from bot.services.two_people import is_second
from bot.services.world import World
from bot.texts import say
from bot.wording import cards
from bot.wording.decisions import round_button
from bot.wording.plain import in_words
from storage import audit, ledger, people, releases, rounds
from storage.releases import Release
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.protection.quoting import passed_of
from surveys.reports.compose import approved
from surveys.reports.model import Report
from surveys.reports.thinning import thinned
from surveys.rounds.round import Round, State

TOLD_AFTERWARDS = frozenset({Role.DESIGNER, Role.DECISION_MAKER})


class ReleaseRefused(StrEnum):
    """Why a release was not put forward or let go. Each has its own words."""

    GONE = "refused_gone"
    """It does not wait for this person: whoever they are, and whatever they may."""
    UNREAD = "refused_unread"
    OUT = "refused_out"
    OWN = "refused_own"
    CHANGED = "refused_changed"
    CHECKING = "refused_checking"
    """Those who answered are asked whether the themes are right, and that is not over."""
    THEMES = "refused_themes"
    """Nobody let themes go, or said that there are none this time."""


class Step(StrEnum):
    """What a round waits for on its way from the seal to everybody."""

    READING = "reading"
    PROPOSE = "propose"
    APPROVE = "approve"
    OWN = "own"


async def step_of(world: World, person: Person, rid: RoundId) -> Step | None:
    """What a sealed round waits for, as seen by somebody who may put forward or let go."""
    async with world.database.read() as db:
        round_ = await _sealed(db, rid)
        if round_ is None or not person.role.can_release:
            return None
        if not await is_read(db, world, rid):
            return Step.READING
        proposal = await releases.load_proposal(db, rid)
        if proposal is None:
            return Step.PROPOSE
        if await compose_round(db, world, round_, proposal) != thaw(world.keys, proposal):
            return Step.PROPOSE
        other = await is_second(db, world, person, proposal.proposed_by)
    return Step.APPROVE if other else Step.OWN


async def preview(world: World, pid: ParticipantId, rid: RoundId) -> Report | None:
    """What would be released now: protected, and whole. For those who may release, only once
    everything is read.
    """
    async with world.database.write() as db:
        person, round_ = await people.load_person(db, world.keys, pid), await _sealed(db, rid)
        if person is None or round_ is None or not person.role.can_release:
            return None
        if not await is_read(db, world, rid):
            return None
        await audit.record(db, at=world.now(), who=pid, action="result looked at", about=rid)
        return await compose_round(db, world, round_, await releases.load_proposal(db, rid))


async def propose_release(
    world: World, pid: ParticipantId, rid: RoundId, *, without_themes: bool = False
) -> Release | ReleaseRefused:
    """Freeze a round's result for a second person to approve. Everything is read by then, and
    its themes are approved, or it is said that there are none this time.

    Args:
        without_themes: There are no themes this time.
    """
    async with world.database.write() as db:
        person, round_ = await people.load_person(db, world.keys, pid), await _sealed(db, rid)
        if person is None or not person.role.can_release:
            return ReleaseRefused.GONE
        if round_ is None:
            out = await releases.load_release(db, rid)
            return ReleaseRefused.GONE if out is None else ReleaseRefused.OUT
        if not await is_read(db, world, rid):
            return ReleaseRefused.UNREAD
        if without_themes:
            await approving.choose_none(db, world, round_, pid)
        elif await _lacks_themes(db, world, round_):
            return ReleaseRefused.THEMES
        elif await is_going_on(db, world, round_):
            return ReleaseRefused.CHECKING
        report = await compose_round(db, world, round_, None)
        await releases.propose_release(
            db, world.keys, rid, freeze(report), by=pid, on=world.today()
        )
        await audit.record(db, at=world.now(), who=pid, action="release proposed", about=rid)
        proposal = await releases.load_proposal(db, rid)
    assert proposal is not None
    return proposal


async def approve_release(
    world: World, pid: ParticipantId, rid: RoundId, release_id: bytes | None = None
) -> Release | ReleaseRefused:
    """Let a proposed result go, as a second person. In one transaction it is frozen for good,
    the round is released, and everybody who was asked is owed the news before anybody else.

    Args:
        release_id: The proposal that was looked at; None: whichever waits.
    """
    async with world.database.write() as db:
        person, round_ = await people.load_person(db, world.keys, pid), await _sealed(db, rid)
        proposal = await releases.load_proposal(db, rid)
        refused = await _approval_refused(db, world, person, round_, proposal)
        if refused is not None:
            return refused
        assert person is not None
        assert round_ is not None
        assert proposal is not None
        if release_id is not None and release_id != proposal.id:
            return ReleaseRefused.CHANGED
        report = approved(thaw(world.keys, proposal), by=person.nick, on=world.today())
        figures = freeze(report).json
        if not await releases.approve_release(
            db, proposal.id, by=pid, on=world.today(), json=figures
        ):
            return ReleaseRefused.GONE
        if not await rounds.claim_state(db, rid, was=State.SEALED, now=State.RELEASED):
            raise AssertionError("a round that was just loaded as sealed could not be released")
        about = f"{rid} {report.release}"
        await audit.record(db, at=world.now(), who=pid, action="released", about=about)
        promised = await answering_back.promise_sooner(db, world, round_)
        await _tell(db, world, promised)
        await answering_back.ask_decider(db, world, promised)
        release = await releases.load_release(db, rid)
    world.wake()
    assert release is not None
    return release


async def _approval_refused(
    db: AsyncSession,
    world: World,
    person: Person | None,
    round_: Round | None,
    proposal: Release | None,
) -> ReleaseRefused | None:
    if person is None or not person.role.can_release or round_ is None or proposal is None:
        return ReleaseRefused.GONE
    if not await is_second(db, world, person, proposal.proposed_by):
        return ReleaseRefused.OWN
    # Decisions and taken-back answers since then would otherwise go out as they were.
    if not await is_read(db, world, round_.id):
        return ReleaseRefused.UNREAD
    if await compose_round(db, world, round_, proposal) != thaw(world.keys, proposal):
        return ReleaseRefused.CHANGED
    return None


async def _lacks_themes(db: AsyncSession, world: World, round_: Round) -> bool:
    """Whether a result that says something about themes has none that people let go."""
    await approving.choose_some(db, world, round_)
    if await standing.approved_of(db, world, round_) is not None:
        return False
    return await standing.wants_themes(db, world, round_)


async def _tell(db: AsyncSession, world: World, round_: Round) -> None:
    asked = await ledger.list_asked(db, round_.id)
    world.chance.shuffle(asked)
    for pid in asked:
        person = await people.load_person(db, world.keys, pid)
        if person is not None:
            card = cards.result_card(round_)
            await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    others_from = await seeing_first.begin(db, world, round_.id)
    title = in_words(round_.survey.title, "en")
    said = Say(text=say("releasing.ready_designers", title=title), rows=((round_button(round_),),))
    for person in await people.list_people(db, world.keys):
        if person.role in TOLD_AFTERWARDS and person.id not in asked:
            to = To.person(person, None, BROADCAST)
            await owe(db, world, to, said, kind="notice", not_before=others_from)


async def _sealed(db: AsyncSession, rid: RoundId) -> Round | None:
    """A round that can be released; the check of draft themes goes out with its round's."""
    round_ = await rounds.load_round(db, rid)
    there = round_ is not None and round_.state is State.SEALED and not round_.checks
    return round_ if there else None


async def thin(db: AsyncSession, world: World, round_: Round) -> bool:
    """Take out of a released result the words that were taken back, or may not be quoted, since.

    At the turn of a month and for all of them together, so that two quotes that vanish do not
    say at once that one person wrote both. Its figures do not change. Whoever let it go is told.

    Returns:
        Whether anything was looked at: False where this month has been seen to.
    """
    month = f"{world.today():%Y-%m}"
    release = await releases.load_release(db, round_.id)
    if release is None or (release.words_enc is not None and release.thinned == month):
        return False
    before = thaw(world.keys, release)
    passed = passed_of(await list_written(db, world, round_.id), asked_words(round_))
    also = await standing.also_said_of(db, world, round_)
    after = thinned(before, passed, round_.count_sent or 0, also)
    lost = after != before
    await releases.thin_release(db, world.keys, release, freeze(after), month=month, revoked=lost)
    world.pieces.pop(round_.id, None)
    if lost:
        await revoking.tell(db, world, release, month)
    return True


def figures_of(world: World, release: Release) -> str:
    """A release without its words, as it stays once retention has ended."""
    return freeze(thaw(world.keys, release)).json
