"""The assessment says what is true of the program; only the organisation's parts are empty."""

from __future__ import annotations

import re
from pathlib import Path

import typer.main

from bot.cli import app
from storage.tombs import LIFE
from surveys.retention import Retention
from surveys.safeguarding.policy import Policy
from tests.test_docs import commands

PAGE = Path(__file__).parent.parent / "docs/dpia.md"
DAYS = {
    "answers, from the close": "answers_days",
    "who was asked": "asked_days",
    "letters": "letters_days",
    "people not heard from": "people_days",
    "the trail of what staff did": "trail_days",
    "backups": "backups_days",
}


def test_its_days_are_those_the_program_keeps() -> None:
    """An officer signs these numbers."""
    text, kept = PAGE.read_text("utf-8"), Retention()

    assert set(DAYS.values()) == set(Retention.model_fields)
    for said, field in DAYS.items():
        assert f"| {said} | {getattr(kept, field)} |" in text
    assert f"for {LIFE.days} days" in text


def test_every_command_it_names_is_there() -> None:
    """A measure that cannot be carried out protects nobody."""
    text = PAGE.read_text("utf-8")
    known = set(commands(typer.main.get_group(app)))

    for said in re.findall(r"`(earshot [a-z -]+?)(?: --[a-z]+)?`", text):
        assert said.strip() in known, said
    assert "lawful_basis" in Policy.model_fields


def test_it_follows_the_seven_steps_and_marks_what_is_the_organisations() -> None:
    """A gap that nobody marked would be signed as if it were filled."""
    parts = re.split(r"(?m)^## ", PAGE.read_text("utf-8"))[1:]

    assert [part[0] for part in parts] == list("1234567")
    assert all("**Yours:**" in part for part in parts)
