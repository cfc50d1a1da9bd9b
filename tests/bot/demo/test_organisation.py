"""The made-up organisation, and what can be tried in it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.demo.answered import TOPICS
from bot.demo.asked import one_thing
from bot.demo.invented import WORDS, invented, list_texts
from bot.demo.organisation import BY_SLIP, POLICY, RELEASED, SORTED, Movable, move_in
from bot.demo.showing import demo_settings
from bot.opening import open_world
from bot.policies import write_policy
from bot.services.results import deciding, opening, reporting
from bot.services.themes import sorting
from surveys.definitions.questions import Note
from surveys.flow.answers import Wrote
from surveys.ids import QuestionKey
from surveys.reports.model import Report, Verdict
from surveys.rounds.deciding import Written
from surveys.themes.candidate import Origin

OPEN_QUESTION = QuestionKey("one_thing")


def test_about_forty_write_to_the_question_that_is_sorted() -> None:
    """Themes are worth sorting from about forty texts: with fewer the demo shows little of it.

    Fails when the question and the texts written for it part, or too few are left of them.
    """
    asked = one_thing().item(OPEN_QUESTION)
    assert not isinstance(asked, Note)
    said = list_texts(Random(11))
    made = [invented(asked, Random(number), said) for number in range(43)]

    assert len([one for one in made if isinstance(one, Wrote)]) >= 36
    assert "idk" in WORDS[OPEN_QUESTION]


@pytest.mark.full
async def test_two_readers_of_the_demo_can_sort_themes_at_once(tmp_path: Path) -> None:
    """Whoever tries Earshot has no forty answers of their own to find themes in.

    Fails when the demo's round is not sealed and read, when one of the two may not sort it, or
    when nothing is suggested for it.
    """
    settings = demo_settings(tmp_path, 0)
    write_policy(settings.data / "policy.toml", POLICY)
    async with open_world(settings, alone=True, first=True) as world:
        clock = Movable()
        cast = await move_in(replace(world, now=clock), clock)
        noon = datetime.now(UTC).replace(hour=12)
        world = replace(world, now=lambda: noon)
        for reader in (cast.reader, cast.sorter):
            assert [key for key, _ in await sorting.questions_of(world, reader.id, SORTED)] == [
                OPEN_QUESTION
            ]
            begun = await sorting.begin(world, reader.id, SORTED, OPEN_QUESTION)
            assert begun is not None
            view = await sorting.board_of(world, reader.id, begun)
            assert view is not None
            origins = {one.origin for one in view.offered}
            assert view.of >= 36
            assert {Origin.CODEBOOK, Origin.NOTHING_SAID} <= origins
            assert len(view.offered) >= 8
            assert all(view.candidates[one.id].members for one in view.offered)
        assert await sorting.questions_of(world, cast.lead.id, SORTED) == ()


@pytest.mark.full
async def test_the_demo_shows_what_came_of_a_round(tmp_path: Path) -> None:
    """Whoever tries Earshot meets a result with themes, decisions and how they were found.

    Fails when a theme of the made-up texts has too few of them, when a decision is one that a
    child could not read, or when nothing is said of how the answer was found.
    """
    settings = demo_settings(tmp_path, 0)
    write_policy(settings.data / "policy.toml", POLICY)
    async with open_world(settings, alone=True, first=True) as world:
        clock = Movable()
        cast = await move_in(replace(world, now=clock), clock)
        report = await reporting.load_report(world, cast.designer.id, RELEASED)
        assert isinstance(report, Report)
        assert [one.title for one in await opening.of_slips(world)] == ["Sundays"]
        shown = await reporting.load_report(world, None, BY_SLIP)
        assert isinstance(shown, Report)
        assert all(one.rows for one in shown.sections)
        assert {theme.name for one in report.sections for theme in one.themes} == set(TOPICS)
        assert {one.verdict for one in report.decisions} == set(Verdict)
        assert [one.theme for one in report.decisions if one.late] == ["Going places"]
        assert report.heard_back is not None
        assert "“Good enough”: about 15." in report.heard_back.rated
        async with world.database.read() as db:
            for one in report.decisions:
                written = Written(one.verdict, one.promise, one.reason, one.owner, one.due)
                assert await deciding.doubts_about(db, world, written) == []
