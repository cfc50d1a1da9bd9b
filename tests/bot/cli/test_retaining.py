"""``earshot retention``: what goes when, for whoever is asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from surveys.retained import CLASSES
from tests.bot.cli.ready import SETUP, earshot

POLICY = Path("data/policy.toml")


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that was just set up, in an empty directory."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0


def test_every_class_is_listed_with_its_own_days() -> None:
    """What a data protection officer asks first."""
    POLICY.write_text(POLICY.read_text("utf-8").replace("answers_days = 365", "answers_days = 90"))
    said = earshot("retention").output
    told = earshot("retention", "--all").output

    assert all(kept.key in said for kept in CLASSES)
    assert "answers      90 days" in said
    assert "Overdue\n  nothing" in said
    assert "Why: to let each in once." in told
    assert "Spared: what is not filed yet." in told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("asked_days = 365", "asked_days = 10"), "Way out: give a whole number from 56 to 365"),
        (("trail_days = 1095", "trail_days = 364"), "Way out: give a whole number from 365 to"),
        (("answers_days = 365", "answers_days = 1200"), "Way out: make trail_days at least 1200"),
        (("people_days", "person_days"), "Way out: write people_days, if that was meant"),
    ],
)
def test_what_cannot_be_kept_so_long_is_refused_with_its_line(
    change: tuple[str, str], said: str
) -> None:
    """A promise that the program cannot keep must not be written on anybody's screen."""
    POLICY.write_text(POLICY.read_text("utf-8").replace(*change))
    done = earshot("retention")

    assert done.exit_code == 1
    assert "retention" in done.stderr
    assert said in done.stderr
    assert "line " in done.stderr
