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
from surveys.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that is drawn, and the result as it was then.

    ``did`` is what the trail says of it, ``said`` the name of the text that goes with it.
    """

    tag: str
    report: Report
    name: str
    media_type: str
    content: bytes
    did: str
    said: str = "releasing.report_here"


async def get_ready(world: World, address: Address, pressed: Press | None) -> Ready | None:
    """Draw the file that was pressed. None where none was, or where it is not for them."""
    wanted = _wanted(pressed)
    found = None if wanted is None else await find_open(world, address, pressed)
    if found is None or wanted is None:
        return None
    round_, report = found
    content = await drawn(report, wanted, world.look)
    named = file_name(report, wanted)
    did = f"exported {wanted.value}"
    return Ready(round_.tag, report, named, MEDIA_TYPES[wanted], content, did)


async def find_open(
    world: World, address: Address, pressed: Press | None
) -> tuple[Round, Report] | None:
    """The round under whose result a button was pressed, by whoever works with results, and
    what they may see of it now; None for anybody and anything else."""
    if pressed is None or not pressed.parts:
        return None
    async with world.database.read() as db:
        who = await knowing.whose(db, world, address)
        round_ = await rounds.find_round(db, pressed.parts[0])
        if round_ is None or not isinstance(who, Person) or not who.role.can_see_releases:
            return None
        report = await reporting.find_paper(db, world, who.id, round_.id)
    return None if isinstance(report, Outlook) else (round_, report)


async def hand_file(db: AsyncSession, world: World, here: Visit, ready: Ready) -> Spoken:
    """Hand over what is drawn, if it is still what they may see; noted in the trail (E6)."""
    round_ = await rounds.find_round(db, ready.tag)
    if round_ is None or not isinstance(here.who, Person):
        return spoken(say("releasing.report_none", here.language))
    report = await reporting.find_paper(db, world, here.who.id, round_.id)
    if isinstance(report, Outlook):
        return spoken(say(f"releasing.{report.value}", here.language))
    if report != ready.report:
        return spoken(say("releasing.file_changed", here.language))
    await reporting.note_opened(db, world, here.who.id, report, ready.did)
    file = HandOver(
        name=ready.name,
        content=base64.b64encode(ready.content).decode(),
        media_type=ready.media_type,
        text=say(ready.said, here.language, title=in_words(round_.survey.title, here.language)),
    )
    return Spoken((file,), kind="notice")


def _wanted(pressed: Press | None) -> Format | None:
    match pressed:
        case Press(parts=(_, what, name)) if what == FILE:
            return next((each for each in Format if each.name.lower() == name), None)
        case _:
            return None
