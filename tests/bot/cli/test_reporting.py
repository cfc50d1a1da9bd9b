"""``earshot report``, ``poster`` and ``evidence``: a result as files, and each slip kindly."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bot.cli.reporting import Format
from tests.bot.cli import released
from tests.bot.cli.ready import earshot
from tests.bot.cli.released import KEY

BEGINS = {".docx": b"PK", ".pdf": b"%PDF", ".png": b"\x89PNG"}


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house with a result, in a directory of its own."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    released.set_up()


def test_all_writes_every_format_and_nobody_else_can_read_them() -> None:
    """One directory to hand on. A file that is there already is written anew, and made private."""
    done = earshot("report", KEY, "--all", "out")
    files = sorted(Path("out").iterdir())

    assert done.exit_code == 0, done.output
    assert len(files) == len(Format)
    assert {one.suffix for one in files} == {f".{each.value.split('.')[-1]}" for each in Format}
    assert {one.stat().st_mode & 0o777 for one in files} == {0o600}
    files[0].chmod(0o644)
    files[0].write_text("older")
    assert earshot("report", KEY, "--all", "out").exit_code == 0
    assert files[0].stat().st_mode & 0o777 == 0o600
    assert files[0].read_bytes() != b"older"


def test_a_files_name_says_its_format() -> None:
    """Also with capitals, and the board's page by its two endings."""
    assert earshot("report", KEY, "--out", "dinner.JSON").exit_code == 0
    assert earshot("report", KEY, "--out", "dinner.brief.docx").exit_code == 0

    assert json.loads(Path("dinner.JSON").read_text("utf-8"))["round"] == KEY
    assert Path("dinner.brief.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", KEY, "--out", "dinner.odt"), "there is no such format"),
        (("report", KEY, "--out", "nowhere/dinner.pdf"), "cannot be written"),
        (("report", KEY, "--out", "."), "cannot be written"),
        (("report", KEY, "--all", "a-file"), "is no directory to write into"),
        (("report", KEY, "--all", "out", "--format", "pdf"), "--all writes every format"),
        (("report", KEY, "--all", "out", "--out", "x.pdf"), "or --all DIR"),
        (("report", KEY), "or --all DIR"),
        (("poster", KEY, "--out", "dinner.jpg"), "a poster is a .pdf or a .png"),
        (("poster", KEY, "--out", "nowhere/dinner.pdf"), "cannot be written"),
        (("evidence", "--out", "pack.odt"), "ends in .docx or .pdf"),
        (("evidence", "--out", "nowhere/pack.pdf"), "cannot be written"),
        (("evidence", "--out", "pack.pdf", "--home", "Nowhere House"), "Nowhere House"),
        (("evidence", "--out", "pack.pdf", "--since", "2026-13-01"), "2026-13-01"),
        (
            ("evidence", "--out", "pack.pdf", "--since", "2026-05-02", "--until", "2026-05-01"),
            "swap the two days",
        ),
    ],
)
def test_a_slip_is_answered_with_what_it_was_and_writes_nothing(
    words: tuple[str, ...], said: str
) -> None:
    """It names the thing and the way out, and no traceback."""
    Path("a-file").write_text("mine")
    before = sorted(Path().iterdir())
    done = earshot(*words)

    assert done.exit_code != 0
    assert said in " ".join(done.output.replace("│", " ").split())
    assert sorted(Path().iterdir()) == before
    assert Path("a-file").read_text() == "mine"


@pytest.mark.parametrize("key", ["meetin", "first-night", "../keys", ""])
@pytest.mark.parametrize("command", ["report", "poster"])
def test_d1_an_unknown_round_and_one_that_is_not_out_are_alike(command: str, key: str) -> None:
    """Nobody learns at the command line whether a round is there before its result is."""
    done = earshot(command, key, "--out", "x.pdf")

    assert done.exit_code == 1
    assert f'There is no released result called "{key}" yet.' in done.output
    assert not Path("x.pdf").exists()


@pytest.mark.parametrize("command", ["report", "poster"])
def test_33_at_the_computer_too_those_who_were_asked_see_it_first(command: str) -> None:
    """It says from when."""
    released.hold_back()
    done = earshot(command, KEY, "--out", "x.pdf")

    assert done.exit_code == 1
    assert "see this result first. Way out: try again after" in done.output
    assert not Path("x.pdf").exists()


@pytest.mark.parametrize("name", ["poster.pdf", "poster.png", "pack.docx", "pack.pdf"])
def test_a_poster_and_a_pack_are_what_their_name_says(name: str) -> None:
    """Both are written, for the operator alone to read, and what is in them is said."""
    words = ("poster", KEY) if name.startswith("poster") else ("evidence", "--since", "2026-10-01")
    done = earshot(*words, "--out", name)
    file = Path(name)

    assert done.exit_code == 0, done.output
    assert f"{name} is written" in done.output
    assert file.read_bytes().startswith(BEGINS[file.suffix])
    assert file.stat().st_mode & 0o777 == 0o600
