"""Attacks on themes: by whoever reads a result and adds up, by the machine that suggests, by
somebody with one account too few."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from itertools import combinations_with_replacement
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mypy import api

from bot.services.results import releasing, reporting
from bot.services.themes import sorting, standing
from storage import rounds
from storage.engine import Database
from storage.keys import Keys
from surveys.exports import csv, html, json
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, ParticipantId
from surveys.protection.forms import form_for
from surveys.reports.compose import compose
from surveys.reports.model import Report, Section, Theme
from surveys.rounds.round import Round
from surveys.themes.approved import ApprovedThemes, approve
from surveys.themes.board import SettledTheme
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import Accept
from tests.bot.after_seal.house import CHANGE, House, Written, build_house, some_words
from tests.bot.after_seal.themed import FOOD, RID, let_all_go, sorted_round
from tests.surveys.exports.opened import words_in
from tests.surveys.protection.readers import FULL
from tests.surveys.reports.rounds import key
from tests.surveys.reports.test_theming import made

MAIN = Path(__file__).parents[2]
MACHINE = ("candidate", "suggesting", "board", "playing", "offering", "sorting")
"""What holds candidates, or what people have not approved."""

Placed = tuple[frozenset[int], ...]
"""For each theme, who of those who wrote is in it."""


@pytest.fixture
async def house(database: Database, keys: Keys) -> House:
    return await build_house(database, keys)


def approved(themes: Placed) -> ApprovedThemes:
    found = [
        SettledTheme(
            ThemeId(f"theme_{at}"),
            f"T{at}",
            "",
            frozenset(AnswerId(who.to_bytes(16, "big")) for who in members),
        )
        for at, members in enumerate(themes, start=1)
    ]
    sam, mina, ash = (ParticipantId(name * 16) for name in (b"s", b"m", b"a"))
    return approve({key("tell"): found}, {}, put_forward=sam, lead=mina, second=ash)


def printed(total: int, wrote: int, themes: Placed) -> bytes:
    """All there is to see, as the attacker has it."""
    report = made(total, approved(themes), writers=wrote)
    return json.render(report) + csv.render(report) + html.render(report)


def every_table(total: int, *, themes: int) -> Iterator[tuple[int, int, int]]:
    """Every way in which so many people can have written, with one theme, or two that share
    nobody. Of one, whoever wrote anything else is in one count: what is not shown."""
    for wrote in range(total + 1):
        for first in range(wrote + 1):
            for second in range(wrote - first + 1 if themes > 1 else 1):
                yield wrote, first, second


@pytest.mark.parametrize("total", [5, 7, *((6, 8, 9, 10, 11, 12, 13) if FULL else ())])
@pytest.mark.parametrize("themes", [1, 2])
def test_d7_whoever_tries_every_table_never_learns_of_one_or_two(total: int, themes: int) -> None:
    """D7, D2: everything that is printed is compared with everything that could have been, for a
    reader who knows that nobody is in two themes, who answered, and two who compare.

    Fails when a theme of fewer than three is printed, or steps are not audited beside how many
    wrote.
    """
    worlds: dict[str, list[tuple[int, ...]]] = {}
    for wrote, first, second in every_table(total, themes=themes):
        members = frozenset(range(first)), frozenset(range(first, first + second))
        seen = made(total, approved(members), writers=wrote).model_dump_json()
        other = wrote - first - second
        worlds.setdefault(seen, []).append((first, second, other, total - wrote))

    for fitting in worlds.values():
        for friends in (
            (),
            *((at,) for at in range(4)),
            *((a, b) for a in range(4) for b in range(4)),
        ):
            known = [world for world in fitting if _fits(world, friends)]
            for at in (0, 1, 2, 3) if themes > 1 else (0, 2, 3):
                left = {world[at] - friends.count(at) for world in known}
                assert at in friends or not left or not left <= {1, 2}, (fitting[0], friends)


KNOWING = tuple(
    who for friends in range(3) for who in combinations_with_replacement(range(4), friends)
)
"""Nobody, one or two who answered, and where they are: in a theme, in none, or silent."""


def _fits(world: tuple[int, ...], friends: tuple[int, ...]) -> bool:
    return all(world[at] >= friends.count(at) for at in friends)


@settings(max_examples=400 if FULL else 10, deadline=None)
@given(data=st.data())
def test_d7_a_theme_that_two_said_leaves_no_trace_whatever_else_was_said(
    data: st.DataObject,
) -> None:
    """D7: overlapping themes, any number of them, any number who wrote.

    Fails when its name, its number or the way others are printed tells that it is there.
    """
    total = data.draw(st.integers(0, 40))
    wrote = data.draw(st.integers(0, total))
    someone = st.frozensets(st.integers(0, max(wrote - 1, 0)), max_size=wrote)
    themes = tuple(data.draw(st.lists(someone, max_size=4)))
    few = data.draw(st.frozensets(st.integers(0, max(wrote - 1, 0)), max_size=min(2, wrote)))

    assert printed(total, wrote, (*themes, few)) == printed(total, wrote, themes)


@pytest.mark.parametrize("total", [5, 9, 12, 24])
def test_d4_whoever_sees_the_form_knows_only_how_many_answered(total: int) -> None:
    """D4: drawn rounds of one size print their themes in one and the same form."""
    draw = random.Random(4)  # a round that is made up
    forms = set()
    for _ in range(12):
        members = frozenset(draw.sample(range(total), draw.randint(3, total)))
        report = made(total, approved((members,)), writers=total)
        forms.add(report.form)
    assert len(forms) == 1
    assert form_for(total)


# The two types


def test_59_no_report_and_no_export_knows_what_a_machine_suggests() -> None:
    """A candidate never stands in a result, because nothing that prints can name one.

    Fails when an import lets one in, by whatever way it is written.
    """
    for folder in ("surveys/exports", "surveys/reports", "bot/wording"):
        for path in sorted((MAIN / folder).rglob("*.py")):
            for named in _imports(path):
                parts = named.split(".")
                of_themes = parts[:2] == ["surveys", "themes"] or "themes" in parts[2:3]
                told = f"{path.relative_to(MAIN)} imports {named}"
                if folder != "bot/wording" and parts[:2] == ["surveys", "themes"]:
                    assert parts[2:3] == ["approved"], told
                assert not (of_themes and parts[-1] in {"Candidate", "Suggestion"}), told
    for named in _imports(MAIN / "surveys/themes/approved.py"):
        assert named.split(".")[-1] not in MACHINE, named


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{one.name}" for one in node.names)


def test_59_what_prints_takes_a_report_and_a_report_takes_approved_themes() -> None:
    """The types, read as the checker reads them. Fails when either is widened."""
    for render in (csv.render, html.render, json.render, reporting.report_file):
        assert get_type_hints(render)["report"] is Report
    assert get_type_hints(compose)["themes"] == ApprovedThemes | None
    assert get_type_hints(Section)["themes"] == tuple[Theme, ...]


NOT_ALLOWED = """
from surveys.themes.candidate import Candidate, Suggestion
from surveys.rounds.round import Round
from surveys.themes.approved import ApprovedThemes, approve
from surveys.exports import csv
from surveys.ids import ParticipantId, QuestionKey

def try_it(one: Candidate, all_of_them: Suggestion, who: ParticipantId) -> None:
    csv.render(all_of_them)
    csv.render(one)
    approve({QuestionKey("q"): (one,)}, {}, put_forward=who, lead=who, second=who)
    themes: ApprovedThemes = all_of_them
"""


@pytest.mark.full
def test_59_the_type_checker_refuses_a_candidate_in_every_way_out(tmp_path: Path) -> None:
    """Each line that would let one out is an error before anything runs."""
    tried = tmp_path / "tried.py"
    tried.write_text(NOT_ALLOWED, "utf-8")
    told, _, _ = api.run([str(tried), "--strict", "--no-error-summary"])
    wrong = {int(line.split(":")[1]) for line in told.splitlines() if "error:" in line}

    assert wrong == {9, 10, 11, 12}, told


# What a machine says


@pytest.mark.full
async def test_59_no_word_of_a_machines_label_reaches_anything_that_leaves(house: House) -> None:
    """Labels come from answers; what people called a theme is what is printed.

    Fails when a candidate's words or its sentence of why stand in a file, a page or a chat.
    """
    odd: list[Written] = [
        (f"the zorblax is broken again number {n}", Sharing.MY_WORDS) for n in range(12)
    ]
    await sorted_round(house, [*odd, *some_words(12)], {})
    sitting = await sorting.begin(house.world, house.pid("Sam"), RID, CHANGE)
    assert sitting is not None
    view = await sorting.board_of(house.world, house.pid("Sam"), sitting)
    assert view is not None
    assert view.offered
    assert "zorblax" in repr(view.offered)
    round_ = await _round(house)
    async with house.world.database.read() as db:
        assert await standing.approved_of(db, house.world, round_) is None
    report = await releasing.preview(house.world, house.pid("Sam"), RID)
    assert report is not None
    out = "\n".join(words_in(reporting.report_file(report, each)) for each in reporting.Format)
    quoted = {quote.text for section in report.sections for quote in section.quotes}
    for text in quoted:
        out = out.replace(text, "")
    assert "zorblax" not in out
    assert all(section.themes == () for section in report.sections)


@pytest.mark.full
async def test_59_a_candidate_that_people_took_over_is_only_in_their_words(house: House) -> None:
    """Accepting gives a theme their name, and none of the answers until somebody read them."""
    await sorted_round(house, some_words(24), {})
    sitting = await sorting.begin(house.world, house.pid("Sam"), RID, CHANGE)
    assert sitting is not None
    view = await sorting.board_of(house.world, house.pid("Sam"), sitting)
    assert view is not None
    done = await sorting.move(
        house.world, house.pid("Sam"), sitting, Accept(view.offered[0].id, "Tea"), view.version
    )
    assert isinstance(done, sorting.Moved)
    round_ = await _round(house)
    async with house.world.database.read() as db:
        themes = await standing.themes_of(db, house.world, round_)

    assert [(one.name, one.answers) for _, one in themes.every] == [("Tea", frozenset())]


async def _round(house: House) -> Round:
    async with house.world.database.read() as db:
        found = await rounds.load_round(db, RID)
    assert found is not None
    return found


async def test_r10_no_format_carries_five_words_that_nobody_shared(house: House) -> None:
    """R10: not in a name, a line or a sentence, whatever readers were allowed to type.

    Fails when a theme that carries them is let go.
    """
    secret = "they never let me have my phone at night"
    written: list[Written] = [(f"{secret} {n}", Sharing.READERS_ONLY) for n in range(9)]
    await sorted_round(house, [*written, *some_words(15)], {FOOD: ["the food"]})
    await let_all_go(house)
    report = await releasing.preview(house.world, house.pid("Sam"), RID)
    assert report is not None
    out = "\n".join(words_in(reporting.report_file(report, each)) for each in reporting.Format)

    assert "What people wrote about" in out
    words = secret.split()
    for at in range(len(words) - 4):
        assert " ".join(words[at : at + 5]) not in out
