"""``earshot doctor``: one screen, each line with its way out, and a status for machines."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.world import World
from storage import audit, people, proofs
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.safeguarding import screening, weighing
from tests.bot.cli.ready import (
    PLAN,
    ROTA,
    SETUP,
    Somebody,
    earshot,
    make_ready,
    move_in,
    rehearsed,
    ring_everything,
    with_world,
)

TODAY = datetime.now(UTC).date()


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in; no setting comes from outside."""
    for name in os.environ:
        if name.startswith("EARSHOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def examined(*words: str, status: int) -> list[str]:
    """The doctor's lines, a way out with the line it belongs to."""
    done = earshot("doctor", *words)
    assert done.exit_code == status, done.output
    return [" ".join(line.split()) for line in done.output.replace("\n      ", " ").splitlines()]


def has(lines: list[str], *words: str) -> bool:
    return any(all(word in line for word in words) for line in lines)


def test_before_setup_it_says_setup_and_ends_there() -> None:
    """The first mistake everybody makes."""
    lines = examined(status=1)

    assert has(lines, "stop Policy", "Way out: `earshot setup`")
    assert not has(lines, "Database")


def test_a_house_that_is_ready_is_fit_for_real_people() -> None:
    """Nothing stops it, and what is well is said too.

    Fails when the doctor stops a house that `earshot run` starts.
    """
    make_ready()

    lines = examined(status=0)
    for well in ("ok Policy", "ok Database", "ok People", "ok Rehearsal", "ok Check for danger"):
        assert has(lines, well), well
    assert has(lines, "Fit for real people")


def test_whoever_is_missing_is_named_with_the_way_out() -> None:
    """A fresh house lacks its people, and nothing else must hide that.

    Fails when a missing deputy, outside person or rehearsal lets it pass.
    """
    earshot(*SETUP)
    lines = examined(status=1)

    assert has(lines, "stop People", "lead", "earshot invite --role safeguarding-lead")
    assert has(lines, "stop People", "deputy", "earshot invite --role safeguarding-deputy")
    assert has(lines, "stop People", "outside", "earshot invite --role outside-person")
    assert has(lines, "stop Rehearsal", "earshot safeguarding test")
    assert has(lines, "in the way of real people")


def test_a_logo_that_is_no_picture_stops_with_the_way_out() -> None:
    """It would stop the next start: better it is known before.

    Fails when the doctor reads the policy and not what lies beside it.
    """
    earshot(*SETUP)
    PLAN.with_name("logo.png").write_bytes(b"GIF89a")

    assert has(examined(status=1), "stop Policy", "the logo is not a whole PNG", "save it as PNG")


def test_the_choice_without_a_default_stops_until_it_is_made() -> None:
    """Silence can mean either: the lead decides, and the doctor does not."""
    make_ready()
    PLAN.write_text(PLAN.read_text("utf-8").replace("\nsev2_no_reply", "\n# sev2_no_reply"))

    assert has(examined(status=1), "stop Plan", "Mina writes sev2_no_reply")


def test_a_lead_in_a_homes_line_needs_somebody_from_outside() -> None:
    """Trust 3.7: otherwise harm by that home's staff could reach nobody else."""
    earshot(*SETUP)
    move_in(
        [
            Somebody(Role.SAFEGUARDING_LEAD, "Mina", home="Maple House"),
            Somebody(Role.SAFEGUARDING_DEPUTY, "Pat"),
            Somebody(Role.YOUNG_PERSON, "", home="Maple House", chat=Chat.WEB),
        ]
    )

    assert has(examined(status=1), "stop People", "belongs to a home where young people live")


def test_a_rota_that_no_word_reaches_stops() -> None:
    """A browser chat shows nothing while it is closed.

    Fails when three people with closed pages count as reachable.
    """
    earshot(*SETUP)
    move_in([Somebody(one.role, one.nick, chat=Chat.WEB) for one in ROTA])
    rehearsed()

    assert has(examined(status=1), "stop People", "can be reached while their page is closed")


def test_each_whom_no_word_reaches_is_named() -> None:
    """One of three who is reached is enough to start, and not enough to stay so.

    Fails when the doctor is content with one of them.
    """
    earshot(*SETUP)
    move_in([*ROTA[:2], Somebody(Role.OUTSIDE_PERSON, "Noor", chat=Chat.WEB)])
    rehearsed()

    lines = examined(status=0)
    assert has(lines, "warn People", "Noor hears of a concern only while their page is open")
    assert not has(lines, "Mina hears")


def test_every_home_needs_somebody_to_ring_and_its_lado() -> None:
    """The lead's card shows the home's number: it must be there before it is needed.

    Fails when a home of young people is not looked for in the plan.
    """
    make_ready()
    homes = ("Maple House", "Fern House", "Birch House", "Tide House")
    move_in([Somebody(Role.YOUNG_PERSON, "", home=home, chat=Chat.WEB) for home in homes])
    move_in([Somebody(Role.DUTY_PHONE, "", home="Birch House")])
    with PLAN.open("a", encoding="utf-8") as plan:
        plan.write('[[homes]]\nhome = "Fern House"\n[[homes]]\nhome = "Birch House"\n')
        plan.write('[[homes]]\nhome = "Tide House"\nduty_number = "01632 960001"\n')
        plan.write('[[homes.numbers]]\nname = "LADO"\nnumber = "01632 960002"\n')

    lines = examined(status=1)
    assert has(lines, "stop Homes", '"Maple House" has no part')
    assert has(lines, "stop Homes", '"Fern House" has neither a duty number nor a duty phone')
    assert not has(lines, "stop Homes", '"Birch House"')
    assert has(lines, "warn Homes", '"Birch House" has no LADO')
    assert not has(lines, '"Tide House"')


def test_a_home_written_otherwise_is_named() -> None:
    """Its numbers would never be shown."""
    make_ready()
    move_in([Somebody(Role.YOUNG_PERSON, "", home="Maple House", chat=Chat.WEB)])
    with PLAN.open("a", encoding="utf-8") as plan:
        plan.write('[[homes]]\nhome = "maple house"\nduty_number = "01632 960001"\n')

    assert has(examined(status=1), 'writes "maple house", and young people are invited with')


def test_a_name_on_the_screens_that_is_not_on_the_rota_is_named() -> None:
    """Young people are promised Mina: whoever answers must be called so."""
    earshot(*SETUP)
    move_in([Somebody(Role.SAFEGUARDING_LEAD, "Zoe"), *ROTA[1:]])
    rehearsed()

    assert has(examined(status=0), "warn People", "says Mina", "on the rota is Zoe")


def test_a_name_that_is_a_common_word_is_warned_of() -> None:
    """Will would be passed by whenever somebody writes "will": whoever set it up should know."""
    earshot(*SETUP)
    move_in([Somebody(Role.SAFEGUARDING_LEAD, "Will"), *ROTA[1:]])
    rehearsed()

    lines = examined(status=0)
    assert has(lines, "warn People", '"will" is a common word')
    assert not has(lines, "warn People", '"pat" is')


def test_g14_a_number_rung_over_150_days_before_the_day_passed_in_is_warned_of() -> None:
    """G14: helplines change. The day is passed in, so that this test is true in any year.

    Fails when the limit moves, or the real day is used though one is given.
    """
    make_ready()
    ring_everything("2026-11-21")

    assert has(examined("--today", "2027-04-20", status=0), "ok Numbers", "within 150 days")
    assert has(
        examined("--today", "2027-04-21", status=0),
        "warn Numbers",
        "rung over 150 days ago",
        "Childline",
        "verified_on = 2027-04-21",
    )
    assert has(examined("--today", "2026-11-20", status=0), "has not come yet")


def test_g14_a_number_that_differs_from_its_format_is_warned_of() -> None:
    """G14: a digit too few rings nowhere."""
    make_ready()
    PLAN.write_text(PLAN.read_text("utf-8").replace('"0800 1111"', '"0800 111"'), "utf-8")

    assert has(examined(status=0), "warn Numbers", 'Childline: "0800 111" is no number')


def test_numbers_that_nobody_rang_and_a_missing_999_are_warned_of() -> None:
    """Numbers come from public pages; nobody knows that they are right before ringing them."""
    make_ready()
    PLAN.write_text(PLAN.read_text("utf-8").replace('number = "999"', 'number = "101"'), "utf-8")

    lines = examined(status=0)
    assert has(lines, "warn Numbers", "nobody has rung", "Childline")
    assert has(lines, "warn Numbers", "999 is not among them")


def test_a_day_that_is_none_is_refused() -> None:
    """The message says how days are written."""
    done = earshot("doctor", "--today", "tomorrow")

    assert done.exit_code == 2
    assert "write it as 2026-11-21" in done.stderr


def test_a_rehearsal_of_last_year_is_warned_of() -> None:
    """People leave, phones change."""
    make_ready()
    later = (TODAY + timedelta(days=100)).isoformat()

    assert has(examined("--today", later, status=0), "warn Rehearsal", "100 days ago")


def test_a_daily_test_that_was_not_answered_is_said() -> None:
    """G17: its absence is the alarm."""
    make_ready()

    async def miss(world: World) -> None:
        async with world.database.write() as db:
            (lead,) = await people.list_people(db, world.keys, role=Role.SAFEGUARDING_LEAD)
            await proofs.claim_proof(db, lead.id, TODAY, "missed")

    with_world(miss)

    assert has(examined(status=0), "warn Daily test", "not answered by Mina")


def test_weights_that_were_not_measured_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """G3: with other weights nobody knows what is missed; meanwhile every text gets the card.

    Fails when the doctor does not warm the check up itself.
    """
    make_ready()
    monkeypatch.setattr(weighing, "SHA256", "0" * 64)
    weighing.load.cache_clear()
    try:
        assert has(examined(status=1), "stop Check for danger", "every text gets the help card")
    finally:
        monkeypatch.undo()
        weighing.load.cache_clear()
        screening.warm_up()


def test_keys_that_others_may_read_and_a_lost_key_are_told(somewhere: Path) -> None:
    """Two very different mistakes, each with its own way out."""
    make_ready()
    keys = somewhere / "data-keys"
    (keys / "safe.key").chmod(0o644)
    assert has(examined(status=0), "warn Keys", "safe.key", "chmod -R go=")
    (keys / "safe.key").unlink()
    assert has(examined(status=1), "stop Keys", "the key safe.key is missing")


def test_a_second_medium_out_of_reach_stops(
    somewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No round opens without it, so nobody should look for the reason elsewhere."""
    make_ready()
    assert has(examined(status=0), "warn Second medium", "EARSHOT_KEY_COPIES")
    monkeypatch.setenv("EARSHOT_KEY_COPIES", str(somewhere / "stick" / "copies"))
    assert has(examined(status=1), "stop Second medium", "no round can open")


def test_backups_have_an_age(somewhere: Path) -> None:
    """A backup of last month is found out before it is needed."""
    make_ready()
    assert has(examined(status=0), "warn Backups", "none in data-backups")
    assert earshot("backup").exit_code == 0
    assert has(examined(status=0), "ok Backups", "0 days old")
    (made,) = (somewhere / "data-backups").glob("*.backup")
    old = time.time() - 9 * 86400
    os.utime(made, (old, old))
    assert has(examined(status=0), "warn Backups", "9 days old")


def test_a_clock_that_was_put_back_stops(somewhere: Path) -> None:
    """Escalations wait for times: a clock an hour behind makes each an hour late."""
    make_ready()
    alive = somewhere / "data" / "alive"
    alive.touch()
    assert has(examined(status=0), "ok Running", "it runs now")
    ahead = time.time() + 3600
    os.utime(alive, (ahead, ahead))
    assert has(examined(status=1), "stop Clock", "the clock was put back")


def test_a_database_that_is_not_there_is_not_made(somewhere: Path) -> None:
    """Looking must not begin a second, empty one."""
    make_ready()
    for left in (somewhere / "data").glob("earshot.db*"):
        left.unlink()

    assert has(examined(status=1), "stop Database", "Put back the latest backup")
    assert not (somewhere / "data" / "earshot.db").exists()


def test_a_mail_server_out_of_reach_stops_and_none_is_warned_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second route is there for the day the first fails."""
    make_ready()
    assert has(examined(status=0), "warn Letters", "EARSHOT_SMTP is not set")
    monkeypatch.setenv("EARSHOT_SMTP", "smtps://bot%40example.org@127.0.0.1:1")
    monkeypatch.setenv("EARSHOT_SMTP_PASSWORD", "secret-word")
    lines = examined("--send-test", "mina@example.org", status=1)
    assert has(lines, "stop Letters", "127.0.0.1:1 did not let us in (ConnectionRefusedError)")
    assert not has(lines, "secret-word")


def test_a_token_that_telegram_does_not_know_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said here before anybody waits for a message."""
    make_ready()
    monkeypatch.setenv("EARSHOT_TELEGRAM_TOKEN", "7000000001:" + "A" * 35)
    monkeypatch.setenv("EARSHOT_TELEGRAM_API", "http://127.0.0.1:1")

    assert has(examined(status=1), "stop Telegram", "check EARSHOT_TELEGRAM_TOKEN")


def test_looking_changes_nothing(somewhere: Path) -> None:
    """It is run beside a bot that is answering somebody.

    Fails when the doctor writes into the database or makes a file.
    """
    make_ready()
    before = sorted(path.name for path in somewhere.rglob("*") if path.suffix != ".db-shm")
    count = with_world(_entries)
    examined(status=0)

    after = sorted(path.name for path in somewhere.rglob("*") if path.suffix != ".db-shm")
    assert [name for name in after if "earshot.db" not in name] == [
        name for name in before if "earshot.db" not in name
    ]
    assert with_world(_entries) == count


async def _entries(world: World) -> int:
    async with world.database.read() as db:
        return len(await audit.list_audit(db))
