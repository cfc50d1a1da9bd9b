"""``earshot roster``: the names and places to hide, at the computer."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.bot.cli.ready import SETUP, earshot

LIST = {"people": ["Sam Hill", {"name": "Jo Park", "nicknames": ["JP"]}], "homes": ["Elm House"]}


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that was just set up, in an empty directory."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0


def test_a_list_is_loaded_shown_and_cleared_and_the_doctor_knows() -> None:
    """Counts by default: whoever looks over a shoulder reads no name."""
    file = Path("names.json")
    file.write_text(json.dumps(LIST), "utf-8")
    assert "no list was loaded" in earshot("doctor").output
    assert "Loaded. people: 2, homes: 1." in earshot("roster", "load", "names.json").output
    shown = earshot("roster", "show").output
    told = earshot("roster", "show", "--names").output

    assert "people: 2, homes: 1. Changed last on" in shown
    assert "Sam" not in shown
    assert json.loads(told)["people"][1] == {"name": "Jo Park", "nicknames": ["JP"]}
    assert "no list was loaded" not in earshot("doctor").output
    assert "the list was changed last" in earshot("doctor", "--today", "2099-01-01").output
    assert "The list is gone" in earshot("roster", "clear").output
    assert "No list was loaded" in earshot("roster", "clear").output
    assert "No list was loaded" in earshot("roster", "show").output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"peeple": []}', '"peeple"; call it people'),
        ("{}", "There is no name in it"),
        ("{", "is no JSON"),
        ('{"people": ["X"]}', 'number 1 of the roster\'s "people"'),
        ("[" + '"Sam Hill",' * 100_000 + '"x"]', "at most 1048576"),
        (json.dumps([f"Sam {n}" for n in range(3001)]), "There is room for 3000"),
        (None, "cannot be opened"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_way_out(
    content: str | None, said: str
) -> None:
    """The thing, its value, the limit, what to do; and what was loaded stays."""
    if content is not None:
        Path("names.json").write_text(content, "utf-8")
    done = earshot("roster", "load", "names.json")

    assert done.exit_code == 1
    assert "names.json" in done.stderr
    assert said in done.stderr
    assert "No list was loaded" in earshot("roster", "show").output
