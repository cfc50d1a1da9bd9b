"""``earshot run``: for real people once there is somebody to tell; else it says why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.cli import running
from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.bot.cli.ready import (
    PLAN,
    ROTA,
    SETUP,
    Somebody,
    earshot,
    make_ready,
    move_in,
    rehearsed,
)


@pytest.fixture(autouse=True)
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """An empty directory to work in. What would be started is noted, as a rehearsal or not."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EARSHOT_WEBCHAT", "127.0.0.1:0")
    begun: list[bool] = []

    class Running:
        def __init__(self, world: object, settings: object, stop: object) -> None:
            begun.append(bool(world.rehearsal))  # type: ignore[attr-defined]
            raise KeyboardInterrupt

    monkeypatch.setattr("bot.house_life.running", Running)
    return begun


def refused() -> str:
    done = earshot("run")
    assert done.exit_code == 1, done.output
    return " ".join(done.stderr.split())


def test_real_people_wait_for_lead_deputy_outside_person_choice_and_rehearsal(
    started: list[bool],
) -> None:
    """All that is missing at once, each with its way out; then what one can do meanwhile.

    Fails when one of them is not looked for, or the bot begins before it has looked.
    """
    assert earshot(*SETUP[:-2]).exit_code == 0
    said = refused()

    assert "Not for real people yet:" in said
    for missing, way_out in (
        ("Nobody has chosen what happens", "Mina writes sev2_no_reply in safeguarding.toml"),
        ("Nobody is the safeguarding lead", "earshot invite --role safeguarding-lead"),
        ("Nobody is the lead's deputy", "earshot invite --role safeguarding-deputy"),
        ("Nobody from outside", "earshot invite --role outside-person"),
        ("No rehearsal has been passed", "earshot safeguarding test"),
    ):
        assert missing in said
        assert way_out in said
    assert "Until then `earshot run --rehearsal`" in said
    assert "earshot doctor" in said
    assert started == []


@pytest.mark.parametrize("missing", [one.role for one in ROTA])
def test_each_of_the_three_is_waited_for(missing: Role, started: list[bool]) -> None:
    """Two of them are not enough.

    Fails when any one can be left out.
    """
    earshot(*SETUP)
    move_in([one for one in ROTA if one.role is not missing])
    rehearsed()

    assert missing.value.replace("_", "-") in refused()
    assert started == []


def test_a_rehearsal_is_waited_for(started: list[bool]) -> None:
    """Phones are switched off, notifications too: only a rehearsal shows it."""
    earshot(*SETUP)
    move_in(ROTA)

    assert "No rehearsal has been passed" in refused()
    assert started == []


def test_the_choice_is_waited_for(started: list[bool]) -> None:
    """The first screens say which it is: without it they could say nothing true."""
    make_ready()
    PLAN.write_text(PLAN.read_text("utf-8").replace("\nsev2_no_reply", "\n# sev2_no_reply"))

    assert "Nobody has chosen" in refused()
    assert started == []


def test_three_whom_no_word_reaches_are_not_enough(started: list[bool]) -> None:
    """A closed page shows nothing."""
    earshot(*SETUP)
    move_in([Somebody(one.role, one.nick, chat=Chat.WEB) for one in ROTA])
    rehearsed()

    assert "while their page is closed" in refused()
    assert started == []


@pytest.mark.parametrize("email", ["mina@example.org", ""])
def test_letters_count_where_there_is_a_server_for_them(
    email: str, started: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address alone sends nothing, and neither does a server alone."""
    earshot(*SETUP)
    move_in([Somebody(one.role, one.nick, chat=Chat.WEB, email=email) for one in ROTA])
    rehearsed()
    assert "while their page is closed" in refused()
    monkeypatch.setenv("EARSHOT_SMTP", "smtps://bot%40example.org@mail.example.org:465")
    monkeypatch.setenv("EARSHOT_SMTP_PASSWORD", "secret")
    earshot("run")

    assert started == ([False] if email else [])


def test_a_home_that_nobody_can_ring_is_waited_for(started: list[bool]) -> None:
    """Its lead's card, and an adult asked to come, would have no number there.

    Fails when `earshot run` does not look at the homes, as `earshot doctor` does.
    """
    make_ready()
    move_in([Somebody(Role.YOUNG_PERSON, "", home="Maple House", chat=Chat.WEB)])
    assert '"Maple House" has no part in safeguarding.toml' in refused()
    with PLAN.open("a", encoding="utf-8") as plan:
        plan.write('[[homes]]\nhome = "Maple House"\n')
    assert "has neither a duty number nor a duty phone" in refused()
    assert started == []

    with PLAN.open("a", encoding="utf-8") as plan:
        plan.write('duty_number = "01632 960001"\n')
    earshot("run")
    assert started == [False]


def test_a_house_that_is_ready_starts_for_real_people(started: list[bool]) -> None:
    """And it is not called a rehearsal."""
    make_ready()
    done = earshot("run")

    assert started == [False]
    assert running.REHEARSAL not in done.output


def test_a_rehearsal_starts_with_nobody_there_and_says_what_it_is(started: list[bool]) -> None:
    """To practise one needs nothing but setup."""
    earshot(*SETUP)
    done = earshot("run", "--rehearsal")

    assert started == [True]
    assert running.REHEARSAL in done.output
