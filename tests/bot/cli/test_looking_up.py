"""``earshot known`` and ``earshot reach``: at the computer, of what is out and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bot.cli import released
from tests.bot.cli.ready import SETUP, earshot


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that was just set up."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0


def test_41_a_new_house_knows_nothing_yet_and_says_what_to_try() -> None:
    """41: an empty answer is kind, and repeats nothing of the question."""
    said = earshot("known", "zebras").output

    assert "Nobody was asked about that" in said
    assert "Try one word" in said
    assert "zebras" not in said
    assert "a word that says what it's about" in earshot("known", "the").output


def test_42_a_new_house_has_no_reach_yet() -> None:
    """42: said, and no empty table."""
    assert "no result yet" in earshot("reach").output


def test_41_what_is_out_is_found_and_what_is_looked_for_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """41: without words on the line it asks, so that they stand in no shell's history. Signs,
    pictures and a very long question are no slip."""
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    released.set_up()

    assert "House meetings" in earshot("known", "dinner").output
    assert "House meetings" in earshot("known", typed="dinner\n").output
    assert "Nobody was asked about that" in earshot("known", "zebras").output
    for odd in ("?!", "🧃", "zebra " * 500, "-- DROP"):
        assert earshot("known", "--", odd).exit_code == 0
    assert "House meetings" in earshot("reach").output
