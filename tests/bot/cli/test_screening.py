"""``earshot screen``: a line in, a line out."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bot.cli.screening import screened, text_of
from surveys.safeguarding.screening import COULD_NOT_RUN, warm_up

KEYS = ["text", "concern", "category", "severity", "signpost", "alert", "urgent", "why"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("hello\n", "hello"),
        ('{"text": "hello", "more": 1}\n', "hello"),
        ('{"text": 4}', '{"text": 4}'),
        ('{"text": "half', '{"text": "half'),
        ("[1]", "[1]"),
        ("\n", ""),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_a_line_is_its_text_or_json_with_one(line: str, text: str) -> None:
    """A bad JSON line is a text like any other: nothing is dropped."""
    assert text_of(line) == text


def test_every_line_gets_one_line_with_every_key() -> None:
    """Whoever pipes a file through must be able to match lines with lines."""
    warm_up()
    lines = ["i want to kill myself tonight\n", "\n", "later bedtime\n", "\ud800\n"]
    made = [json.loads(line) for line in screened(lines)]

    assert [list(one) for one in made] == [KEYS] * 4
    assert [one["severity"] for one in made] == [3, 0, 0, 0]


def test_lines_come_out_as_they_go_in() -> None:
    """It streams: the second line is not read before the first is answered."""
    read: list[str] = []

    def lines() -> object:
        for line in ("one\n", "two\n"):
            read.append(line)
            yield line

    made = screened(lines())  # type: ignore[arg-type]
    next(made)

    assert read == ["one\n"]


def test_g3_when_the_check_cannot_be_warmed_every_line_gets_the_card() -> None:
    """Fail safe on the command line as well."""
    (made,) = [json.loads(line) for line in screened(["later bedtime"], ready=False)]

    assert made["signpost"]
    assert made["why"] == COULD_NOT_RUN


def test_the_command_is_there() -> None:
    """`earshot screen --help` answers."""
    from bot.cli import app

    assert CliRunner().invoke(app, ["screen", "--help"]).exit_code == 0
