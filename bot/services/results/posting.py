"""Posting: a released result as a poster, for a wall in a home or beside the tablet.

It is drawn anew each time from what may be shown that day, so that words taken back are on no
poster made after. Drawn before the transaction that hands it over.
"""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import HandOver
from bot.services import knowing
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.results import reporting
from bot.services.results.reporting import Outlook
from bot.services.world import World
from bot.texts import say
from bot.wording.easily import POSTER
from bot.wording.plain import in_words
from bot.wording.presses import Press
from storage import result_doors, rounds
from surveys.exports.look import Look
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address, Person
from surveys.reports.model import Report


class Kind(StrEnum):
    """What a poster is made as."""

    PDF = "pdf"
    PNG = "png"


MEDIA_TYPES = {Kind.PDF: "application/pdf", Kind.PNG: "image/png"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A poster that is drawn, and the result as it was then."""

    tag: str
    kind: Kind
    report: Report
    content: bytes


async def export_poster(
    world: World, rid: RoundId, kind: Kind, pid: ParticipantId | None = None
) -> tuple[str, bytes] | None:
    """A result's poster, noted in the trail (E6): its file's name, and the file. None where
    there is nothing to show.

    Args:
        pid: Who asks; None: the operator.
    """
    report = await reporting.load_report(world, pid, rid)
    if isinstance(report, Outlook):
        return None
    content = await _drawn(world, report, rid, kind)
    async with world.database.write() as db:
        await reporting.note_opened(db, world, pid, report, f"exported poster {kind.value}")
    return file_name(report, kind), content


async def get_ready(world: World, address: Address, pressed: Press | None) -> Ready | None:
    """Draw the poster that was pressed. None where none was, or where it is not for them."""
    kind = _wanted(pressed)
    if pressed is None or kind is None:
        return None
    async with world.database.read() as db:
        who = await knowing.whose(db, world, address)
        round_ = await rounds.find_round(db, pressed.parts[0])
        if round_ is None or not isinstance(who, Person) or not who.role.can_see_releases:
            return None
        report = await reporting.find_report(db, world, who.id, round_.id)
    if isinstance(report, Outlook):
        return None
    return Ready(round_.tag, kind, report, await _drawn(world, report, round_.id, kind))


async def hand_over(db: AsyncSession, world: World, here: Visit, ready: Ready) -> Spoken:
    """Hand over what is drawn, if it is still what they may see; noted in the trail (E6)."""
    round_ = await rounds.find_round(db, ready.tag)
    if round_ is None or not isinstance(here.who, Person):
        return spoken(say("releasing.report_none", here.language))
    report = await reporting.find_report(db, world, here.who.id, round_.id)
    if isinstance(report, Outlook):
        return spoken(say(f"releasing.{report.value}", here.language))
    if report != ready.report:
        return spoken(say("releasing.file_changed", here.language))
    did = f"exported poster {ready.kind.value}"
    await reporting.note_opened(db, world, here.who.id, report, did)
    title = in_words(round_.survey.title, here.language)
    file = HandOver(
        name=file_name(report, ready.kind),
        content=base64.b64encode(ready.content).decode(),
        media_type=MEDIA_TYPES[ready.kind],
        text=say("easy.poster_here", here.language, title=title),
    )
    return Spoken((file,), kind="notice")


def file_name(report: Report, kind: Kind) -> str:
    """A poster's name: its round, its release and the edition of the forms it is in (E6)."""
    made = f"{report.round}-{report.release}-form{report.form_version}"
    return f"earshot-poster-{made}.{kind.value}"


async def _drawn(world: World, report: Report, rid: RoundId, kind: Kind) -> bytes:
    async with world.database.read() as db:
        code = await result_doors.load_code(db, rid)
    return await asyncio.to_thread(_draw, report, world.look, world.public_url, code, kind)


def _draw(report: Report, look: Look, url: str, code: str | None, kind: Kind) -> bytes:
    import segno

    from surveys.exports import poster

    door = None
    if code is not None:
        square = segno.make(f"{url}/r#{code}", error="m", micro=False).matrix
        address = f"{url.partition('://')[2]}/r"
        door = poster.Door(address, code, tuple(tuple(row) for row in square))
    made = poster.draw(report, look, door)
    return poster.picture(made) if kind is Kind.PNG else made


def _wanted(pressed: Press | None) -> Kind | None:
    match pressed:
        case Press(parts=(_, what, kind)) if what == POSTER and kind in set(Kind):
            return Kind(kind)
        case _:
            return None
