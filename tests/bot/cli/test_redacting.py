"""``earshot redact``: a line in, a line out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.redacting import redacted
from surveys.redaction.roster import Roster


def test_every_line_gets_its_text_what_may_be_shown_and_the_spans() -> None:
    """Whoever pipes a file through must be able to match lines with lines."""
    lines = ["ask jaydn 😀\n", '{"text": "im from se15", "more": 1}\n', '{"text": \n', "\n"]
    made = [json.loads(line) for line in redacted(lines, Roster())]

    assert made == [
        {
            "text": "ask jaydn 😀",
            "redacted": "ask [a name] 😀",
            "spans": [{"start": 4, "end": 9, "label": "PERSON", "mark": "hidden"}],
        },
        {
            "text": "im from se15",
            "redacted": "im from [a postcode?]",
            "spans": [{"start": 8, "end": 12, "label": "POSTCODE", "mark": "ask"}],
        },
        {"text": '{"text": ', "redacted": '{"text": ', "spans": []},
        {"text": "", "redacted": "", "spans": []},
    ]


def test_lines_come_out_as_they_go_in() -> None:
    """A file of any size passes through without being held."""
    made = redacted(iter(lambda: "ask jaydn\n", None), Roster())

    assert json.loads(next(made))["redacted"] == "ask [a name]"


@pytest.mark.parametrize(
    ("roster", "said"),
    [('{"peeple": ["x"]}', '"peeple"; call it people'), ("{", "is no JSON"), (None, "cannot be")],
)
def test_a_roster_that_cannot_be_used_is_refused(
    tmp_path: Path, roster: str | None, said: str
) -> None:
    """Before a line is read: half protected is not protected."""
    file = tmp_path / "roster.json"
    if roster is not None:
        file.write_text(roster)
    result = CliRunner().invoke(app, ["redact", "--roster", str(file)], input="hello\n")

    assert result.exit_code == 1
    assert said in " ".join(result.output.split())
