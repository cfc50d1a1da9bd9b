"""Handing on: a result as Word, slides or a spreadsheet, in chat, for whoever works with it.

A file is drawn before the transaction that hands it over: drawing takes seconds, and nobody
else's message may wait for it.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import HandOver
from bot.services import knowing
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.results import reporting
from bot.services.results.formats import MEDIA_TYPES, Format, drawn, file_name
from bot.services.results.reporting import Outlook
from bot.services.world import World
from bot.texts import say
from bot.wording.plain import in_words
from bot.wording.presses import Press
from bot.wording.result_files import FILE
from storage import rounds
from surveys.people.person import Address, Person
from surveys.reports.model import Report


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that is drawn, and the result as it was then."""

    tag: str
    format: Format
    report: Report
    content: bytes


async def get_ready(world: World, address: Address, pressed: Press | None) -> Ready | None:
    """Draw the file that was pressed. None where none was, or where it is not for them."""
    wanted = _wanted(pressed)
    if pressed is None or wanted is None:
        return None
    async with world.database.read() as db:
        who = await knowing.whose(db, world, address)
        round_ = await rounds.find_round(db, pressed.parts[0])
        if round_ is None or not isinstance(who, Person) or not who.role.can_see_releases:
            return None
        report = await reporting.find_report(db, world, who.id, round_.id)
    if isinstance(report, Outlook):
        return None
    content = await drawn(report, wanted, world.look)
    return Ready(round_.tag, wanted, report, content)


async def hand_file(db: AsyncSession, world: World, here: Visit, ready: Ready) -> Spoken:
    """Hand over what is drawn, if it is still what they may see; noted in the trail (E6)."""
    round_ = await rounds.find_round(db, ready.tag)
    if round_ is None or not isinstance(here.who, Person):
        return spoken(say("releasing.report_none", here.language))
    report = await reporting.find_report(db, world, here.who.id, round_.id)
    if isinstance(report, Outlook):
        return spoken(say(f"releasing.{report.value}", here.language))
    if report != ready.report:
        return spoken(say("releasing.file_changed", here.language))
    await reporting.note_opened(db, world, here.who.id, report, f"exported {ready.format.value}")
    title = in_words(round_.survey.title, here.language)
    file = HandOver(
        name=file_name(report, ready.format),
        content=base64.b64encode(ready.content).decode(),
        media_type=MEDIA_TYPES[ready.format],
        text=say("releasing.report_here", here.language, title=title),
    )
    return Spoken((file,), kind="notice")


def _wanted(pressed: Press | None) -> Format | None:
    match pressed:
        case Press(parts=(_, what, name)) if what == FILE:
            return next((each for each in Format if each.name.lower() == name), None)
        case _:
            return None
