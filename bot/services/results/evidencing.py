"""Evidencing: the pack for regulations 44 and 45, of one home or of all. It reads released
results, house talks that were let go, and what was decided and told; and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import reporting
from bot.services.talks.talking import homes_known
from bot.services.world import World
from bot.wording.plain import in_words
from storage import answers_back, audiences, audit, people, rounds, talks
from storage.keys import RoundKeyGone
from surveys.exports import evidence
from surveys.exports.look import Look
from surveys.ids import ParticipantId
from surveys.people.audience import AudienceRule
from surveys.people.person import MOVED_ON, Kind, Person
from surveys.reports.evidence import Consulted, EvidencePack, Talked, in_order
from surveys.reports.model import HeardBack, Report
from surveys.rounds.round import Round, State, Way
from surveys.talks.talk import Stage, Talk

LET_GO = frozenset({Stage.RELEASED, Stage.ANSWERED})
_THEIRS = frozenset({Kind.YOUNG_PERSON})


class Paper(StrEnum):
    """The formats a pack comes in."""

    DOCX = "docx"
    PDF = "pdf"


MEDIA_TYPES = {
    Paper.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Paper.PDF: "application/pdf",
}


class HomeRefused(Exception):
    """A home that nobody lives in and no policy names, or whose pack is not for them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pack: a home, or "" for all of them; the first and the last day."""

    home: str
    first: date
    last: date


async def homes_for(world: World, person: Person | None) -> tuple[str, ...]:
    """Whose packs somebody may make; "" stands for all homes together. Whoever belongs to a
    home sees no other."""
    async with world.database.read() as db:
        return await _homes_for(db, world, person)


async def _homes_for(db: AsyncSession, world: World, person: Person | None) -> tuple[str, ...]:
    if person is not None and person.home and person.home != MOVED_ON:
        return (person.home,)
    return ("", *await homes_known(db, world))


async def gather(world: World, wanted: Wanted, *, by: ParticipantId | None) -> EvidencePack:
    """Make a pack, and note in the trail that one was made; never of which home.

    Args:
        by: Who asks; None: the operator. They see no result here before it is open to them.

    Raises:
        HomeRefused: Nobody lives there and no policy names it, or it is not theirs to see.
    """
    async with world.database.write() as db:
        person = None if by is None else await people.load_person(db, world.keys, by)
        known = await _homes_for(db, world, person)
        if wanted.home not in known:
            named = ", ".join(filter(None, known)) or "none yet"
            raise HomeRefused(
                f'There is no home called "{wanted.home}". Homes here: {named}. '
                "Way out: write one of these, or leave the home out for all of them."
            )
        consulted = await _consulted(db, world, wanted, by)
        talked = await _talked(db, world, wanted)
        about = f"{wanted.first} {wanted.last}"
        await audit.record(db, at=world.now(), who=by, action="evidence pack", about=about)
    return EvidencePack(
        organisation=world.policy.organisation,
        home=wanted.home,
        first=wanted.first,
        last=wanted.last,
        rounds=in_order(consulted),
        talks=tuple(talked),
    )


async def _consulted(
    db: AsyncSession, world: World, wanted: Wanted, by: ParticipantId | None
) -> list[Consulted]:
    over = await rounds.list_rounds(db, states={State.RELEASED, State.HELD})
    found = []
    for round_ in over:
        closed = round_.closes_at.astimezone(world.zone).date()
        if round_.checks or not wanted.first <= closed <= wanted.last:
            continue
        if not await _asked(db, world, round_, wanted.home):
            continue
        report = await reporting.find_report(db, world, by, round_.id)
        if isinstance(report, Report):
            found.append(_released(round_, report))
        elif report is reporting.Outlook.NOT_ENOUGH:
            found.append(await _held(db, world, round_, closed))
    return found


async def _asked(db: AsyncSession, world: World, round_: Round, home: str) -> bool:
    """Whether a round asked children of this home, by its rule: never by who was there."""
    try:
        rule: AudienceRule = await audiences.load_audience(db, world.keys, round_.id)
    except LookupError:  # forgotten with who was asked: it cannot be said of one home any more
        return not home
    if not rule.kinds & _THEIRS:
        return False
    return not home or not rule.homes or home in rule.homes


def _released(round_: Round, report: Report) -> Consulted:
    return Consulted(
        title=report.title,
        opened_on=report.opened_on,
        closed_on=report.closed_on,
        by_slip=round_.way is Way.TICKET,
        decides=report.decides,
        report=report,
        heard_back=report.heard_back,
    )


async def _held(db: AsyncSession, world: World, round_: Round, closed: date) -> Consulted:
    kept = await answers_back.load_answer(db, round_.id)
    heard = None
    if kept is not None and kept.given_on is not None:
        told = kept.words
        heard = HeardBack(
            next=told.next, changed=told.changed, why_not=told.why_not, given_on=kept.given_on
        )
    return Consulted(
        title=in_words(round_.survey.title, round_.survey.main_language),
        opened_on=round_.opens_at.astimezone(world.zone).date(),
        closed_on=closed,
        by_slip=round_.way is Way.TICKET,
        decides=round_.decider,
        heard_back=heard,
    )


async def _talked(db: AsyncSession, world: World, wanted: Wanted) -> list[Talked]:
    """Talks by the day of their release, as their results do: the day of a talk is in none."""
    let_go: list[Talk] = await talks.list_talks(db, world.keys, LET_GO)
    found = []
    for talk in let_go:
        if wanted.home and talk.home != wanted.home:
            continue
        try:
            result = await talks.load_result(db, world.keys, talk.id)
        except RoundKeyGone:
            continue
        if result is not None and wanted.first <= result.released_on <= wanted.last:
            found.append(Talked(result, talk.told))
    return sorted(found, key=lambda one: (one.result.released_on, one.result.title))


def half_year_on(world: World) -> date:
    """The last day of a pack that is made today: yesterday, which is over."""
    return world.today() - timedelta(days=1)


def paper_of(pack: EvidencePack, paper: Paper, look: Look) -> bytes:
    """A pack as a file. Takes a second or two: not for the event loop."""
    outline = evidence.outline_of(pack)
    match paper:
        case Paper.DOCX:
            from surveys.exports import docx

            return docx.draw(outline, look)
        case Paper.PDF:
            from surveys.exports import pdf

            return pdf.draw(outline, look)


def file_name(pack: EvidencePack, paper: Paper) -> str:
    """A file's name: its days and the edition of the forms, and no home."""
    return f"{evidence.outline_of(pack).name}.{paper.value}"
