"""``earshot themes``: any table of answers in, suggestions out, row by row."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app, theming
from surveys.themes import suggesting
from surveys.themes.candidate import Candidate, Origin, Remark, Run, Side, Suggestion
from surveys.themes.codebook import Codebook, ThemeId

FOOD = ThemeId("food")
RUN = Run("test", "", "", {"b": "2", "a": "1"}, 1)


def by_first_letter(remarks: list[Remark], codebook: Codebook | None) -> Suggestion:
    """Answers with an f are on food, empty ones say nothing, the rest are one group."""
    inside: dict[str, list[int]] = {"t1": [], "food": [], "nothing": []}
    for at, remark in enumerate(remarks):
        kind = "food" if "f" in remark.text and codebook else "t1" if remark.text else "nothing"
        inside[kind].append(at)
    made = (
        Candidate("t1", Origin.GROUPED, "", ("more", "dogs"), None, tuple(inside["t1"])),
        Candidate("t1_1", Origin.GROUPED, "", (), None, tuple(inside["t1"][:1]), parent="t1"),
        Candidate("t2", Origin.CODEBOOK, "Food", ("f",), 0, tuple(inside["food"]), theme=FOOD),
        Candidate("nothing", Origin.NOTHING_SAID, "", (), None, tuple(inside["nothing"])),
    )
    of = {at: "t2" if kind == "food" else kind for kind, ats in inside.items() for at in ats}
    return Suggestion(made, tuple((of[at],) for at in range(len(remarks))), RUN)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[list[Remark]]:
    """What the method was given; it answers by rule here."""
    seen: list[list[Remark]] = []

    def suggest(remarks: list[Remark], codebook: Codebook | None, told: object) -> Suggestion:
        seen.append(remarks)
        return by_first_letter(remarks, codebook)

    monkeypatch.setattr(suggesting, "suggest", suggest)
    return seen


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    def ask(content: str, *options: str) -> Result:
        (tmp_path / "said.csv").write_text(content, "utf-8")
        return CliRunner().invoke(app, ["themes", str(tmp_path / "said.csv"), *options])

    return ask


def test_every_row_has_an_entry_in_order_under_the_codebooks_own_ids(
    run: Callable[..., Result], given: list[list[Remark]], tmp_path: Path
) -> None:
    """Whoever puts it beside their table goes by row; an empty row has no theme."""
    (tmp_path / "mine.yaml").write_text("- {id: F-1, name: Food}\n", "utf-8")
    out = tmp_path / "out.json"
    made = run(
        'id,said\n1,good food\n2,""\n3,a dog\n',
        *("--column", "said", "--codebook", str(tmp_path / "mine.yaml"), "--json", str(out)),
    )
    read: dict[str, Any] = json.loads(out.read_text("utf-8"))

    assert made.exit_code == 0, made.output
    assert read["themes"] == [["F-1"], [], ["t1"]]
    assert set(read) == {"themes", "labels", "names", "quotes", "run"}
    assert read["labels"]["t1"] == ["more", "dogs"]
    assert read["names"]["t1"] == "more, dogs"
    assert read["quotes"]["t1"] == "a dog"
    assert read["run"]["parameters"] == {"a": "1", "b": "2"}


def test_the_table_says_that_these_are_suggestions(
    run: Callable[..., Result], given: list[list[Remark]]
) -> None:
    """Nothing from the machine is a finding until people have read."""
    made = run("said\ngood food\na dog\n")

    assert "suggestions, not findings" in made.output
    assert "more, dogs" in made.output
    assert "read them together" in made.output
    assert given == [[Remark("good food", True), Remark("a dog", True)]]


def test_a_cell_cannot_write_on_the_terminal(
    run: Callable[..., Result], given: list[list[Remark]]
) -> None:
    """A cell that clears the screen or turns the text around is somebody's joke, or worse."""
    made = run("said\na \x1b[2J\u202edog [bold]x[/bold]\n")

    assert "\x1b" not in made.output
    assert "\u202e" not in made.output
    assert "[2Jdog [bold]x[/bold]" in made.output


def test_sides_are_read_and_kept_apart(
    run: Callable[..., Result], given: list[list[Remark]]
) -> None:
    """What is said for and against is never one theme."""
    made = run("said,vote\na b,Yes\nb c,against\nc d,\nd e,maybe so\n", "--sides", "vote")

    assert [remark.side for remark in given[0]] == [Side.AGREES, Side.DISAGREES, None, None]
    assert "that say neither: 1." in made.output


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("id,said\n1,a b\n", ["--column", "sad"], 'no column "sad". There are: "id", "said"'),
        ("a,b\none two,three four\nx y,z w\n", [], "Say which column"),
        ("said\n", [], "no row below"),
        ("", [], "no header"),
        ("said\na b\n", ["--codebook", "gone.yaml"], "cannot be opened"),
        ("said,vote\na b,x\n", ["--sides", "vote", "--column", "said"], "agree or disagree"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_out(
    run: Callable[..., Result],
    given: list[list[Remark]],
    content: str,
    options: list[str],
    said: str,
) -> None:
    """A missing column names those there are."""
    made = run(content, *options)

    assert made.exit_code == 1
    assert said in " ".join(made.output.split())
    assert given == []


def test_the_starter_is_a_word_away(run: Callable[..., Result], given: list[list[Remark]]) -> None:
    """No file is needed to try a codebook."""
    made = run("said\ngood food\na dog\n", "--codebook", "starter", "--json", "-")

    assert json.loads(made.output)["themes"] == [["food"], ["t1"]]
    assert theming.STARTER == "starter"


def test_a_codebook_that_was_left_aside_is_told_of(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gave a codebook and sees none of its themes has to know why."""
    left = replace(RUN, parameters={suggesting.LEFT_ASIDE: "1"}, codebook_version=None)
    monkeypatch.setattr(
        suggesting,
        "suggest",
        lambda remarks, codebook, told: replace(by_first_letter(remarks, None), run=left),
    )

    assert theming.MISFIT in run("said\na cat\na dog\n", "--codebook", "starter").output
