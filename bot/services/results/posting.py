"""Posting: a released result as a poster, for a wall in a home or beside the tablet.

It is drawn anew each time from what may be shown that day, so that words taken back are on no
poster made after. Drawn before the transaction that hands it over.
"""

from __future__ import annotations

import asyncio
from enum import StrEnum

from bot.services.results import reporting
from bot.services.results.handing import Ready, find_open
from bot.services.results.reporting import Outlook
from bot.services.world import World
from bot.wording.presses import Press
from bot.wording.result_files import POSTER
from storage import result_doors
from surveys.exports.look import Look
from surveys.exports.naming import stem
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address
from surveys.reports.model import Report


class Kind(StrEnum):
    """What a poster is made as."""

    PDF = "pdf"
    PNG = "png"


NAMED = "poster"
"""What a poster's file is called, after the title."""
MEDIA_TYPES = {Kind.PDF: "application/pdf", Kind.PNG: "image/png"}


async def export_poster(
    world: World, rid: RoundId, kind: Kind, pid: ParticipantId | None = None
) -> tuple[str, bytes] | None:
    """A result's poster, noted in the trail (E6): its file's name, and the file. None where
    there is nothing to show.

    Args:
        pid: Who asks; None: the operator.
    """
    report = await reporting.load_paper(world, pid, rid)
    if isinstance(report, Outlook):
        return None
    content = await _drawn(world, report, rid, kind)
    async with world.database.write() as db:
        await reporting.note_opened(db, world, pid, report, f"exported poster {kind.value}")
    return file_name(report, kind), content


async def get_ready(world: World, address: Address, pressed: Press | None) -> Ready | None:
    """Draw the poster that was pressed. None where none was, or where it is not for them."""
    kind = _wanted(pressed)
    found = None if kind is None else await find_open(world, address, pressed)
    if found is None or kind is None:
        return None
    round_, report = found
    content = await _drawn(world, report, round_.id, kind)
    named, did = file_name(report, kind), f"exported poster {kind.value}"
    return Ready(
        round_.tag, report, named, MEDIA_TYPES[kind], content, did, said="easy.poster_here"
    )


def file_name(report: Report, kind: Kind) -> str:
    """A poster's name: its round's title, its release and the edition of the forms (E6)."""
    return f"{stem(report, NAMED)}.{kind.value}"


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
