"""``earshot safeguarding``: the plan in plain words, its people, and what a rehearsal needs."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.safeguarding import shortened
from bot.services.world import World
from storage import concerns, duties, people
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
    with_world,
)


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in; no setting comes from outside."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_plan_is_shown_as_young_people_are_told_it() -> None:
    """Whoever decides on a plan reads what it makes the bot say.

    Fails when the words shown are not those of the first screens, or a choice is left out.
    """
    make_ready()
    with PLAN.open("a", encoding="utf-8") as plan:
        plan.write('[[homes]]\nhome = "Maple House"\nduty_number = "01632 960001"\n')
    said = earshot("safeguarding", "plan").output

    for words in (
        "It misses things. No person is watching this chat.",
        "Sometimes I have to tell Mina, safeguarding lead",
        "If it's serious and you don't choose in 30 minutes, I tell Mina, safeguarding lead.",
        "“A worker hurt me.”",
        "Mina, safeguarding lead, then Pat, deputy safeguarding lead, then Noor, trustee",
        "Danger now: seen within 10 minutes",
        "Childline: 0800 1111 (nobody has tried it)",
        "Emergency: 999\n",
        "Maple House:",
        "on duty: 01632 960001",
    ):
        assert words in said


def test_a_plan_without_the_choice_says_that_it_is_not_decided() -> None:
    """Otherwise it would read as if it had been."""
    earshot(*SETUP[:-2])

    assert "NOT DECIDED YET" in earshot("safeguarding", "plan").output


def test_people_are_shown_in_order_with_how_word_reaches_them_and_no_address_whole() -> None:
    """A screen in an office shows no address that somebody could write to.

    Fails when an e-mail address stands there in full, or a closed page counts as a way.
    """
    earshot(*SETUP)
    move_in(
        [
            Somebody(Role.SAFEGUARDING_LEAD, "Mina", chat=Chat.WEB, email="mina@example.org"),
            *ROTA[1:],
            Somebody(Role.DUTY_PHONE, "", home="Maple House"),
        ]
    )
    with_world(_away)
    lines = earshot("safeguarding", "people").output.splitlines()

    assert [line.split()[0] for line in lines] == ["Mina", "Pat", "Noor", "Maple"]
    assert "only while its page is open; letters to m…@example.org" in lines[0]
    assert "which go nowhere: EARSHOT_SMTP is not set" in lines[0]
    assert "Telegram; away until" in lines[1]
    assert "phone on duty" in lines[3]
    assert "mina@" not in "".join(lines)


async def _away(world: World) -> None:
    async with world.database.write() as db:
        (pat,) = await people.list_people(db, world.keys, role=Role.SAFEGUARDING_DEPUTY)
        back_on = world.today() + timedelta(days=3)
        await duties.save_duty(db, world.keys, duties.Duty(pat.id, back_on=back_on))


def test_an_address_is_shortened_so_that_its_owner_knows_it() -> None:
    """One letter and where it is."""
    assert shortened("mina@example.org") == "m…@example.org"


def test_before_anybody_is_there_the_way_out_is_said() -> None:
    """An empty list would look like a fault."""
    earshot(*SETUP)

    assert "earshot invite --role safeguarding-lead" in earshot("safeguarding", "people").output


def test_a_rehearsal_without_a_running_bot_is_refused_and_nothing_is_begun() -> None:
    """It would be sent hours later, when nobody remembers what it was.

    Fails when it writes first and looks afterwards.
    """
    make_ready()
    done = earshot("safeguarding", "test")

    assert done.exit_code == 1
    assert "Earshot is not running" in done.stderr
    assert with_world(_count) == 0


def test_a_rehearsal_with_nobody_to_tell_is_refused() -> None:
    """The first link has to be opened before anything can be rehearsed."""
    earshot(*SETUP)
    _alive()
    done = earshot("safeguarding", "test")

    assert done.exit_code == 1
    assert "Nobody is there to be told" in done.stderr
    assert with_world(_count) == 0


def test_a_rehearsal_that_nobody_saw_in_time_says_who_was_told() -> None:
    """G7, rehearsed: the names of those whom word did not reach are what one mends.

    Fails when it ends well, or the rehearsal is not marked as one.
    """
    make_ready()
    _alive()
    done = earshot("safeguarding", "test", "--wait", "0")

    assert done.exit_code == 1
    assert "REHEARSAL C-" in done.output
    assert "told: Mina, safeguarding lead" in done.output
    assert "Mina, safeguarding lead: word has NOT arrived" in done.output
    assert with_world(_count) == 1


def test_the_trail_and_the_screen_never_say_what_it_is_about() -> None:
    """A rehearsal shows what a real alert would show: a handle."""
    make_ready()
    _alive()
    said = earshot("safeguarding", "test", "--wait", "0").output

    assert "self_harm" not in said
    assert "This is a rehearsal. Nobody wrote it" not in said


async def _count(world: World) -> int:
    async with world.database.read() as db:
        return len(await concerns.list_concerns(db, world.keys))


def _alive() -> None:
    alive = Path("data/alive")
    alive.touch()
    now = datetime.now(UTC).timestamp()
    os.utime(alive, (now, now))
