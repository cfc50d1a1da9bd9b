"""``earshot people`` and ``earshot invite``: who is there, and slips in whom is invited where."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.bot.cli.ready import PLAN, SETUP, Somebody, earshot, move_in


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that was just set up, in an empty directory."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert earshot(*SETUP).exit_code == 0


def test_one_person_is_not_said_to_be_people() -> None:
    """It is the first list an operator sees."""
    move_in([Somebody(Role.YOUNG_PERSON, "", home="Maple House", chat=Chat.WEB)])

    assert "Maple House          1 person can be asked" in earshot("people").output


def test_a_duty_phone_is_always_a_homes() -> None:
    """A phone of no home is rung by nobody, and its slip would look like any other.

    Fails when the phone is invited without saying where it rings.
    """
    done = earshot("invite", "--role", "duty-phone", "--no-qr")

    assert done.exit_code == 1
    assert "a duty phone is a home's" in done.stderr
    assert "Way out: say which home" in done.stderr
    assert "/join#" not in done.stdout


@pytest.mark.parametrize("role", ["young-person", "duty-phone"])
def test_a_home_that_the_plan_does_not_know_is_named_when_it_is_invited(role: str) -> None:
    """A misspelt home is found while the slips can still be thrown away.

    Fails when the home is looked at only after its young people have come in.
    """
    with PLAN.open("a", encoding="utf-8") as plan:
        plan.write('[[homes]]\nhome = "Maple House"\n[[homes]]\nhome = "Fern House"\n')

    odd = earshot("invite", "--role", role, "--home", "Mapel House", "--no-qr")
    assert odd.exit_code == 0
    assert '"Mapel House" has no [[homes]] part in safeguarding.toml' in odd.stderr
    assert "it has Maple House, Fern House" in odd.stderr
    known = earshot("invite", "--role", role, "--home", "Maple House", "--no-qr")
    assert known.stderr == ""


def test_who_cannot_leave_is_said_before_it_is_asked_whether_to_go_on() -> None:
    """It ends everything at once: nobody should say yes to a name that was misspelt.

    Fails when the name is looked up after the question.
    """
    move_in([Somebody(Role.SAFEGUARDING_LEAD, "Mina"), Somebody(Role.DESIGNER, "Jo")])
    for name, why in (("Mona", "nobody on the staff is called"), ("Mina", "can't leave yet")):
        done = earshot("leave", name, typed="n\n")
        assert done.exit_code == 1
        assert why in done.stderr
        assert "Go on?" not in done.output
    assert "Go on?" in earshot("leave", "Jo", typed="n\n").output
