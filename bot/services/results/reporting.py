"""Reporting: what anybody may see of a round afterwards. It reads releases, and nothing else."""

from __future__ import annotations

import base64
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, HandOver, Say
from bot.services.freezing import thaw
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.later import rooms
from bot.services.people.enrolling import slot_of
from bot.services.results import decided
from bot.services.results.formats import IN_CHAT, Format, drawn, file_name, report_file
from bot.services.results.seeing_first import Sight, sight_of
from bot.services.world import World
from bot.texts import say
from bot.wording.easily import easy_messages
from bot.wording.plain import in_words
from bot.wording.presses import press
from bot.wording.result_files import offer_files
from storage import audit, ledger, people, releases, result_doors, rounds
from surveys.exports.naming import NO_RELEASE
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Chat, Person
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose
from surveys.reports.easy import easy
from surveys.reports.model import Report
from surveys.rounds.round import Round, State

if TYPE_CHECKING:
    from bot.wording import asking_on
else:
    (asking_on,) = rooms("bot.wording", "asking_on")

__all__ = ["Format", "file_name", "report_file"]
"""The files a result comes in, for whoever hands one out."""

MOST_OFFERED = 10
"""Most results offered in chat; a signed-in view lists them all."""


class Outlook(StrEnum):
    """What is said in place of a result: the same to everybody, and never why."""

    NOT_YET = "not_yet"
    NOT_ENOUGH = "not_enough"
    AFTER_THEM = "after_them"
    """It is out, and those who were asked see it first."""


async def load_report(world: World, pid: ParticipantId | None, rid: RoundId) -> Report | Outlook:
    """A round's released result.

    Args:
        pid: Who asks: somebody whose role sees releases, or who was asked in this round.
            Anybody else hears what everybody hears before the release. None: the operator.
    """
    async with world.database.read() as db:
        return await find_report(db, world, pid, rid)


async def find_report(
    db: AsyncSession, world: World, pid: ParticipantId | None, rid: RoundId
) -> Report | Outlook:
    """``load_report``, inside a transaction."""
    round_ = await rounds.load_round(db, rid)
    sight = await _sight(db, world, pid, rid)
    if round_ is None or sight is Sight.NONE:
        return Outlook.NOT_YET
    if round_.state is State.HELD:
        return Outlook.NOT_ENOUGH
    release = await releases.load_release(db, rid)
    if release is None or round_.state is not State.RELEASED:
        return Outlook.NOT_YET
    if sight is Sight.LATER:
        return Outlook.AFTER_THEM
    return await decided.beside(db, world, round_, thaw(world.keys, release))


async def load_paper(world: World, pid: ParticipantId | None, rid: RoundId) -> Report | Outlook:
    """``load_report``; of a round that was held, the paper that nothing may be shown, and why."""
    async with world.database.read() as db:
        return await find_paper(db, world, pid, rid)


async def find_paper(
    db: AsyncSession, world: World, pid: ParticipantId | None, rid: RoundId
) -> Report | Outlook:
    """``load_paper``, inside a transaction."""
    found = await find_report(db, world, pid, rid)
    round_ = await rounds.load_round(db, rid)
    if found is not Outlook.NOT_ENOUGH or round_ is None or round_.checks:
        return found
    return await decided.beside(db, world, round_, _of_held(world, round_))


def _of_held(world: World, round_: Round) -> Report:
    """The paper of a held round: made of its survey and its days, the same for nobody as for
    four."""
    opened, closed = (
        at.astimezone(world.zone).date() for at in (round_.opens_at, round_.closes_at)
    )
    facts = RoundFacts(
        key=round_.id,
        opened_on=opened,
        closed_on=closed,
        invited=0,
        total=0,
        decides=round_.decider,
        answer_by=round_.answer_by,
    )
    release = ReleaseFacts(id="", on=closed, seed="")
    return compose(survey=round_.survey, facts=facts, tallies={}, passed={}, release=release)


async def list_results(world: World, pid: ParticipantId) -> list[Round]:
    """The released rounds this person may open, newest first."""
    async with world.database.read() as db:
        return await find_results(db, world, pid)


async def find_results(db: AsyncSession, world: World, pid: ParticipantId) -> list[Round]:
    """``list_results``, inside a transaction."""
    papers = await find_papers(db, world, pid)
    return [round_ for round_ in papers if round_.state is State.RELEASED]


async def list_papers(world: World, pid: ParticipantId) -> list[Round]:
    """``list_results``, and the held rounds whose paper says why nothing may be shown."""
    async with world.database.read() as db:
        return await find_papers(db, world, pid)


async def find_papers(db: AsyncSession, world: World, pid: ParticipantId) -> list[Round]:
    """``list_papers``, inside a transaction."""
    over = await rounds.list_rounds(db, states={State.RELEASED, State.HELD})
    open_to_them = [
        round_
        for round_ in over
        if not round_.checks and await _sight(db, world, pid, round_.id) is Sight.NOW
    ]
    return sorted(open_to_them, key=lambda round_: round_.closes_at, reverse=True)


async def offer(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Answer "/report": the result there is, or which of several."""
    found = await find_papers(db, world, here.who.id) if isinstance(here.who, Person) else []
    if len(found) == 1:
        return await hand_over(db, world, here, found[0].tag)
    if not found:
        return spoken(say("releasing.report_none", here.language))
    rows = tuple(
        (Button(label=_title(round_, here)[:60], press=press("res", round_.tag)),)
        for round_ in found[:MOST_OFFERED]
    )
    return Spoken((Say(text=say("releasing.report_which", here.language), rows=rows),))


async def hand_over(db: AsyncSession, world: World, here: Visit, tag: str) -> Spoken:
    """Answer a result's button: the page as a file, and in the browser chat a way to open it."""
    round_ = await rounds.find_round(db, tag)
    if round_ is None or not isinstance(here.who, Person):
        return spoken(say("releasing.report_none", here.language))
    report = await find_paper(db, world, here.who.id, round_.id)
    if isinstance(report, Outlook):
        return spoken(say(f"releasing.{report.value}", here.language))
    await note_opened(db, world, here.who.id, report, "exported html")
    page = base64.b64encode(report_file(report, Format.HTML, world.look)).decode()
    said = "report_here" if report.enough else "report_nothing"
    text = say(f"releasing.{said}", here.language, title=_title(round_, here))
    file = HandOver(name=file_name(report, Format.HTML), content=page, text=text)
    on = asking_on.offer_cards(report, tag, here.language) if here.who.role.can_author else ()
    if here.who.role.can_see_releases:
        offered = [each.name.lower() for each in IN_CHAT]
        on = (offer_files(tag, offered, here.language), *on)
    asked = await ledger.standing(db, round_.id, here.who.id) is not None
    easily = easy_messages(easy(report), here.language) if asked else ()
    way = await _way_to_page(db, world, here, round_)
    return Spoken((*easily, file, *way, *on), kind="notice")


async def export_released(
    world: World, rid: RoundId, format: str, pid: ParticipantId | None = None
) -> bytes | None:
    """A result as a file, noted in the trail. None where there is nothing to open.

    Raises:
        ValueError: There is no such format.
    """
    wanted = Format(format)
    report = await load_paper(world, pid, rid)
    if isinstance(report, Outlook):
        return None
    async with world.database.write() as db:
        await note_opened(db, world, pid, report, f"exported {wanted.value}")
    return await drawn(report, wanted, world.look)


async def note_opened(
    db: AsyncSession, world: World, pid: ParticipantId | None, report: Report, did: str
) -> None:
    """Note in the trail what was done with a release. What young people open is never noted."""
    person = await people.load_person(db, world.keys, pid) if pid is not None else None
    if pid is not None and (person is None or not person.role.is_staff):
        return
    about = f"{report.round} {report.release or NO_RELEASE} form{report.form_version}"
    await audit.record(db, at=world.now(), who=pid, action=did, about=about)


async def _sight(db: AsyncSession, world: World, pid: ParticipantId | None, rid: RoundId) -> Sight:
    if pid is None:
        return Sight.NOW
    person: Person | None = await people.load_person(db, world.keys, pid)
    return Sight.NONE if person is None else await sight_of(db, world, person, rid)


def _title(round_: Round, here: Visit) -> str:
    return in_words(round_.survey.title, here.language)


async def _way_to_page(
    db: AsyncSession, world: World, here: Visit, round_: Round
) -> tuple[Say, ...]:
    """The result on a page of its own: in the browser chat with their sign-in, from Telegram
    with the round's code, which stays behind the sign that no browser sends on."""
    link, how = "", "releasing.results_open_how"
    if here.address.chat is Chat.WEB:
        link = f"{world.public_url}/c/{slot_of(world, here.address)}/results/{round_.tag}"
    elif world.public_url.startswith("https:"):
        code = await result_doors.load_code(db, round_.id)
        link, how = f"{world.public_url}/r#{code}" if code else "", "easy.by_link"
    if not link:
        return ()
    label = say("releasing.results_open", here.language)
    return (Say(text=say(how, here.language), rows=((Button(label=label, link=link),),)),)
