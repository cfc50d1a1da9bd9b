"""Opening a released result without a chat: with its code, or from the tablet's first page.

Whoever drew a slip has no chat to hear in. The code of a round is on its slips and posters and
opens all of it; the first page of the tablet has slip rounds in easy words for three months,
without anybody's own words, since anyone may walk past.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.results import reporting
from bot.services.results.answering_back import MOST_SHOWN, ON_TABLET
from bot.services.world import World
from bot.wording.plain import in_words
from storage import answers_back, result_doors, rounds
from surveys.anonymity.result_codes import read_code
from surveys.reports.model import Report
from surveys.rounds.round import Round, State, Way


@dataclass(frozen=True, slots=True)
class Out:
    """A slip round whose result is out, as the tablet's first page names it."""

    tag: str
    title: str


async def by_code(world: World, typed: str) -> Report | None:
    """The released result that a code opens. None for a wrong code, for one whose result is not
    out yet, and for one whose round told too little: all alike."""
    code = read_code(typed)
    async with world.database.read() as db:
        rid = None if code is None else await result_doors.find_by_code(db, code)
        found = None if rid is None else await reporting.find_report(db, world, None, rid)
    return found if isinstance(found, Report) else None


async def of_slips(world: World) -> list[Out]:
    """The slip rounds whose result is open from the tablet's first page, the latest first."""
    async with world.database.read() as db:
        past = await answers_back.list_owed(db, since=world.now() - ON_TABLET)
        found = [await rounds.load_round(db, one.rid) for one in reversed(past) if one.by_ticket]
    shown = [one for one in found if one is not None and one.state is State.RELEASED]
    return [Out(one.tag, in_words(one.survey.title, "en")) for one in shown[:MOST_SHOWN]]


async def from_tablet(world: World, tag: str) -> Report | None:
    """The result of a slip round that the tablet's first page shows; None for any other."""
    async with world.database.read() as db:
        round_ = await rounds.find_round(db, tag)
        if round_ is None or not _is_shown(world, round_):
            return None
        found = await reporting.find_report(db, world, None, round_.id)
    return found if isinstance(found, Report) else None


def _is_shown(world: World, round_: Round) -> bool:
    is_recent = world.now() - round_.closes_at <= ON_TABLET
    return round_.way is Way.TICKET and round_.state is State.RELEASED and is_recent
