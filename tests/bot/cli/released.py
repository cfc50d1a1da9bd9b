"""A house with one result that is out, for the commands that write it to files."""

from __future__ import annotations

from datetime import date, timedelta

from bot.services.freezing import freeze
from bot.services.world import World
from storage import releases, result_doors, rounds
from surveys.ids import ParticipantId
from surveys.reports.model import Kind, Report, Row, Section, Shape
from surveys.rounds.round import State
from tests.bot.after_seal.house import a_round
from tests.bot.cli.ready import SETUP, earshot, with_world

KEY = "meetings"
CODE = "ABCD2345"
WAITS = "first-night"


def report_of(key: str) -> Report:
    """Twelve answered one question about dinner."""
    return Report(
        round=key,
        language="en",
        title="House meetings",
        why="To make house meetings better.",
        could_change="When dinner is.",
        decides="Mo, director",
        opened_on=date(2026, 11, 1),
        closed_on=date(2026, 11, 8),
        enough=True,
        form="thirds",
        answered="10 to 19 people answered.",
        sections=(
            Section(
                question="dinner",
                heading="When should dinner be?",
                kind=Kind.ONE_ANSWER,
                shape=Shape.THIRDS,
                rows=(Row(label="At seven", says="more than two thirds, maybe everyone"),),
            ),
        ),
        release="0011aabb",
        released_on=date(2026, 11, 10),
    )


def set_up() -> None:
    """A house with a result that is out, and a round that is not."""
    assert earshot(*SETUP).exit_code == 0
    with_world(_release)


async def _release(world: World) -> None:
    made = a_round(State.RELEASED)
    by, other = ParticipantId(b"x" * 16), ParticipantId(b"y" * 16)
    world.keys.make_round_keys(made.id)
    async with world.database.write() as db:
        await rounds.add_round(db, made)
        await result_doors.ensure_code(db, made.id, lambda: CODE)
        drawn = await releases.propose_release(
            db, world.keys, made.id, freeze(report_of(made.id)), by=by, on=date(2026, 11, 9)
        )
        assert await releases.approve_release(db, drawn, by=other, on=date(2026, 11, 10))


def hold_back() -> None:
    """Those who were asked have it to themselves, from now on for an hour."""

    async def do(world: World) -> None:
        async with world.database.write() as db:
            until = world.now() + timedelta(hours=1)
            await result_doors.hold_back(db, a_round().id, until)

    with_world(do)
