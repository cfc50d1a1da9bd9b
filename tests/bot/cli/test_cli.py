"""Every ``earshot`` command: what it does, and what it says when it cannot."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.cli.beside import beside
from bot.opening import open_world
from bot.services.operating import ending_words
from bot.services.reading import reading
from bot.services.results import releasing
from bot.services.rounds import fielding
from bot.services.world import World
from bot.settings import read_settings
from storage import people, result_doors, rounds, signins
from storage.answers import AnswerRow
from storage.ledger import LedgerRow
from storage.readings import Decision, Reading
from storage.releases import ReleaseRow
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests import agreed
from tests.bot.after_seal.house import House, build_house, seal_round, send_all, some_words
from tests.bot.chatting import a_round

Answer = TypeVar("Answer")

SETUP = (
    *("setup", "--organisation", "Somewhere Homes", "--keeper", "Lee"),
    *("--keeper-job", "administrator", "--lead", "Mina"),
)
PIN = "294817"
CLOSES, LATER, PAST = "2099-12-04 18:00", "2099-12-18 18:00", "2020-01-01"
OPEN = (
    *("round", "open", "room-thats-yours", "--closes", CLOSES),
    *("--decider", "Mo, director", "--keeper", "Ash"),
    *("--space", agreed.SPACE, "--voice", agreed.VOICE),
)
KEY = "room-thats-yours"


def earshot(*words: str, typed: str = "") -> Result:
    """Run one command; whatever it answers, it shows no traceback."""
    done = CliRunner().invoke(app, words, input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    return done


def does(*words: str, typed: str = "") -> str:
    """Run a command that works; return what it says."""
    done = earshot(*words, typed=typed)
    assert done.exit_code == 0, done.output
    return done.output


def refuses(*words: str, typed: str = "") -> str:
    """Run a command that cannot be; return what it says, which is on standard error."""
    done = earshot(*words, typed=typed)
    assert done.exit_code == 1, done.output
    assert done.stderr.strip()
    return done.stderr


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in; no setting comes from outside."""
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    monkeypatch.setenv("EARSHOT_WEBCHAT", f"127.0.0.1:{port}")
    return tmp_path


@pytest.fixture
def house() -> None:
    """Set up, with staff and nine young people in three homes."""
    does(*SETUP)
    asyncio.run(_with_world(_move_in))


def with_world(do: Callable[[World], Awaitable[Answer]]) -> Answer:
    """Do something that no command does."""
    return asyncio.run(_with_world(do))


async def _with_world(do: Callable[[World], Awaitable[Answer]]) -> Answer:
    async with open_world(read_settings(), alone=False) as world:
        return await do(world)


async def _move_in(world: World) -> None:
    homes = ("Maple House", "Fern House", "Birch House")
    staff = (("Ash", Role.EBE), ("Kit", Role.EBE), ("Mo", Role.DECISION_MAKER))
    everyone = [_person(world, nick, role) for nick, role in staff]
    everyone += [_person(world, f"Y{n}", Role.YOUNG_PERSON, homes[n % 3]) for n in range(9)]
    async with world.database.write() as db:
        for person in everyone:
            await people.add_person(db, world.keys, person)
        for person in everyone[1:3]:
            await signins.set_pin(db, person.id, PIN)


def _person(world: World, nick: str, role: Role, home: str = "") -> Person:
    kind = {Role.YOUNG_PERSON: Kind.YOUNG_PERSON, Role.EBE: Kind.EBE}.get(role, Kind.STAFF)
    number = world.chance.getrandbits(50)
    pid = ParticipantId(world.fresh_bytes(16))
    return Person(pid, role, kind, nick, home, Address(Chat.WEB, number))


def opened(key: str = KEY) -> None:
    """Confirm a proposed round and open it, as the running bot would."""
    count = "9" if key == KEY else "8"
    accepted(key)
    does("round", "confirm", key, "--by", "Kit", "--count", count, "--pin", PIN)
    with_world(fielding.open_due)


def accepted(key: str = KEY) -> None:
    """Whoever decides says yes: in chat, for no command does it for them."""

    async def accept(world: World) -> None:
        async with world.database.write() as db:
            round_ = await rounds.load_round(db, RoundId(key))
            assert round_ is not None
            await agreed.accept(db, world, round_)

    with_world(accept)


def test_without_a_command_it_says_what_there_is() -> None:
    """Nobody guesses names of commands."""
    shown = earshot().output
    for name in ("run", "demo", "setup", "invite", "round", "survey", "report", "backup"):
        assert name in shown


def test_setup_makes_a_database_keys_apart_and_a_policy(somewhere: Path) -> None:
    """Everything an operator needs to begin, in one command, with what comes next."""
    said = does(*SETUP)
    assert (somewhere / "data" / "earshot.db").exists()
    assert (somewhere / "data-keys" / "identity.key").exists()
    assert 'organisation = "Somewhere Homes"' in (somewhere / "data" / "policy.toml").read_text()
    assert "earshot invite --role ebe --count 2" in said


def test_setup_twice_changes_nothing(somewhere: Path) -> None:
    """Fresh keys would lock everybody out."""
    does(*SETUP)
    before = (somewhere / "data-keys" / "identity.key").read_bytes()
    assert "is there already" in refuses(*SETUP)
    assert (somewhere / "data-keys" / "identity.key").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("invite", "--role", "ebe"),
        ("people",),
        ("backup",),
        ("round", "list"),
        OPEN,
        ("report", "food", "--out", "food.html"),
        ("run", "--rehearsal"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_before_setup_every_command_says_setup(words: tuple[str, ...]) -> None:
    """The first mistake everybody makes has a way out in its message."""
    assert "`earshot setup`" in refuses(*words)


def test_a_setup_that_broke_off_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server out of reach half-way is no reason to ask for a backup that never was."""
    monkeypatch.setenv("EARSHOT_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert "cannot be reached" in refuses(*SETUP)
    monkeypatch.delenv("EARSHOT_DATABASE_URL")

    does(*SETUP)
    does("people")


@pytest.mark.parametrize(
    "odd", [("--organisation", ""), ("--organisation", "x" * 81), ("--keeper", "")]
)
def test_setup_refuses_a_name_that_cannot_be(odd: tuple[str, str]) -> None:
    """The screens are made of these names; one is needed, and it must fit."""
    said = refuses(*SETUP, *odd)
    assert "character" in said
    assert not Path("data").exists()


@pytest.mark.parametrize(
    ("name", "value", "way_out"),
    [
        ("EARSHOT_K_MIN", "2", "5 is the floor"),
        ("EARSHOT_KEYS", "data/keys", "give a directory outside EARSHOT_DATA"),
        ("EARSHOT_WEBCHAT", "8642", "give host:port"),
        ("EARSHOT_DATABASE_URL", "mysql://here", "use sqlite:///path"),
        ("EARSHOT_TELEGRAM_TOKEN", "secret-but-short", "copy the whole token"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_its_way_out(
    name: str, value: str, way_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An operator mends what is named; a secret is never shown."""
    monkeypatch.setenv(name, value)
    for words in (("people",), ("health",), ("run", "--rehearsal"), SETUP):
        said = refuses(*words)
        assert name in said
        assert way_out in said
        assert "secret-but-short" not in said


@pytest.mark.usefixtures("house")
def test_invite_prints_links_that_work_once() -> None:
    """The code is shown here and kept nowhere but as a hash."""
    said = does("invite", "--role", "young-person", "--home", "Maple House", "--count", "2")
    links = [line for line in said.splitlines() if "/join#" in line]
    assert len(set(links)) == 2
    assert all(len(link.rpartition("#")[2]) == 22 for link in links)
    assert b"join#" not in Path("data/earshot.db").read_bytes()


@pytest.mark.usefixtures("house")
def test_invite_says_whose_each_link_is() -> None:
    """A link in the wrong hands would greet Max as Kim, for good."""
    said = does("invite", "--role", "ebe", "--names", "Kim,Max", "--count", "2", "--no-qr")
    lines = said.splitlines()

    assert lines[::2] == ["Kim:", "Max:"]
    assert all("/join#" in line for line in lines[1::2])


@pytest.mark.usefixtures("house")
def test_invite_writes_a_sheet_to_cut_apart(somewhere: Path) -> None:
    """Slips are how most people will be invited."""
    said = does(
        "invite", "--role", "ebe", "--names", "Kim,Max", "--count", "2", "--sheet", "s.pdf"
    )
    assert (somewhere / "s.pdf").read_bytes().startswith(b"%PDF")
    assert "2 slips" in said


@pytest.mark.usefixtures("house")
def test_invite_says_what_does_not_fit() -> None:
    """A number too many, a role nobody has, a day too long."""
    assert "gives 1 names for --count 3" in refuses(
        "invite", "--role", "ebe", "--count", "3", "--names", "Kim"
    )
    for words in (
        ("--role", "boss"),
        ("--role", "ebe", "--days", "15"),
        ("--role", "ebe", "--kind", "x"),
    ):
        done = earshot("invite", *words)
        assert done.exit_code == 2
        assert "Invalid value" in done.stderr
    assert "young-person" in earshot("invite", "--role", "boss").stderr


@pytest.mark.usefixtures("house")
def test_telegram_without_a_bot_is_said_before_any_link_is_made() -> None:
    """A slip with a link that nobody can open would be worse than none."""
    said = refuses("invite", "--role", "young-person", "--telegram")
    assert "Telegram's UK terms ask for 16" in said
    assert "EARSHOT_TELEGRAM_TOKEN is not set" in said


@pytest.mark.usefixtures("house")
def test_people_names_staff_and_only_counts_the_others() -> None:
    """A list of young people's names on a screen is a list somebody can photograph."""
    said = does("people")
    assert "Ash" in said
    assert "decision_maker" in said
    assert "Maple House          3 people can be asked" in said
    assert "Y0" not in said


def test_survey_list_and_schema_and_check(somewhere: Path) -> None:
    """What an author needs, without a database."""
    assert KEY in does("survey", "list")
    assert json.loads(does("survey", "schema"))["$schema"]
    assert "schema.json is written" in does("survey", "schema", "--out", "schema.json")
    assert json.loads((somewhere / "schema.json").read_text())["title"]
    from surveys.library import list_library

    path = next(entry.path for entry in list_library() if entry.key == "dream-big")
    assert path is not None
    (somewhere / "mine.yaml").write_text(path.read_text("utf-8"), "utf-8")
    assert "can be sent: 7 questions." in does("survey", "check", "mine.yaml")


def test_survey_check_says_the_line_and_the_way_out(somewhere: Path) -> None:
    """The person who wrote it is no programmer."""
    (somewhere / "wrong.yaml").write_text("key: wrong\nquestions:\n  - id: A b\n    type: poll\n")
    said = refuses("survey", "check", "wrong.yaml")
    assert "wrong.yaml" in said
    assert re.search(r"line \d", said)
    assert "Here one can write: single_choice" in said
    assert "cannot be opened" in refuses("survey", "check", "nowhere.yaml")
    (somewhere / "bytes.yaml").write_bytes(b"\xff\xfe\x00key")
    assert refuses("survey", "check", "bytes.yaml")


@pytest.mark.usefixtures("house")
def test_a_round_from_its_proposal_to_its_close() -> None:
    """All that can be done beside a running bot, in the order it is done."""
    assert "No rounds yet." in does("round", "list")
    assert "asks 9 people" in does(*OPEN)
    assert "waiting for Mo, director to accept" in does("round", "list")
    early = refuses("round", "confirm", KEY, "--by", "kit", "--count", "9", "--pin", PIN)
    assert "waits for Mo, director to accept it in chat" in early
    accepted()
    assert "waiting for a second person" in does("round", "list")
    assert "An answer back by 25 December 2099, from Mo, director." in does("round", "status", KEY)
    said = does("round", "confirm", KEY, "--by", "kit", "--count", "9", typed=f"{PIN}\n")
    assert "is confirmed" in said
    assert PIN not in said
    assert "confirmed, opens by itself" in does("round", "list")
    with_world(fielding.open_due)
    assert "Not enough yet." in does("round", "status", KEY)
    assert "Closes Friday 18 December, 6pm" in does("round", "extend", KEY, "--closes", LATER)
    assert does("round", "close", KEY) == "Closed.\n"
    assert "is not open" in does("round", "close", KEY)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("--closes", PAST), "give a later closing time"),
        (("--closes", "next Friday"), "write it as 2026-12-04 18:00"),
        (("--answer-by", "2099-12-01"), "promises an answer by 01 December, before it closes"),
        (("--keeper", "Nobody"), "from the moment they open their link. See `earshot people`"),
        (("--kinds", "children"), "there are: young_person"),
        (("--decider", "Kit"), "no decision-maker here is called that; there are Mo"),
        (("--space", ""), "does not say how it is safe to say it (space)"),
        (("--voice", "x" * 201), "it says 201 letters, and takes 8 to 200"),
        (("--answer-by", "2100-12-04"), "the latest is"),
        (("--homes", "Maple House"), "Ask"),
        (("--way", "ticket"), "say --tickets 12"),
        (("--way", "ticket", "--tickets", "3"), "Mixing so few answers hides nobody"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_a_round_that_cannot_be_says_why(change: tuple[str, ...], said: str) -> None:
    """Nothing is proposed, and the message says what to change."""
    assert said in refuses(*OPEN, *change)
    assert "No rounds yet." in does("round", "list")


@pytest.mark.usefixtures("house")
def test_a_proposal_says_what_it_will_probably_show_and_a_refusal_the_four_ways() -> None:
    """An operator decides with the same words as an author in chat."""
    refused = refuses(*OPEN, "--homes", "Maple House")
    nothing = refuses(*OPEN, "--compare", "hair:sleep")
    unnamed = refuses(*OPEN, "--compare", "kind:no_such")
    never = refuses(*OPEN, "--again", "no-such")
    nowhere = refuses(*OPEN, "--homes", "Mapel House")
    proposed = does("round", "propose", *OPEN[2:])

    for way in ("every home together", "/talk", "/message", "each choose"):
        assert way in refused
    assert "there are: kind, age, home-kind" in nothing
    assert "no question “no_such”" in unnamed
    assert "These can be compared: " in unnamed
    assert "cannot be asked again" in never
    assert 'nobody lives in "Mapel House"; there are ' in nowhere
    assert "Maple House" in nowhere
    assert "What would help most: " in proposed


@pytest.mark.usefixtures("house")
def test_a_survey_that_is_not_there_or_not_right_is_said(somewhere: Path) -> None:
    """A file's mistakes are told as `survey check` tells them."""
    rest = OPEN[3:]
    assert "see `earshot survey list`" in refuses("round", "open", "no-such", *rest)
    (somewhere / "wrong.yaml").write_text("key: wrong\n")
    assert "wrong.yaml" in refuses("round", "open", "wrong.yaml", *rest)


@pytest.mark.usefixtures("house")
def test_a_staff_round_leaves_out_whom_chat_leaves_out() -> None:
    """Whoever decides on a round is not asked in it, wherever it was proposed."""

    async def hire(world: World) -> None:
        async with world.database.write() as db:
            for n in range(6):
                await people.add_person(db, world.keys, _person(world, f"P{n}", Role.LISTENER))

    with_world(hire)

    assert "asks 6 people" in does(*OPEN, "--kinds", "staff")


@pytest.mark.usefixtures("house")
def test_a_second_person_confirms_with_their_own_pin_and_count() -> None:
    """Whoever sits at the keyboard is not enough."""
    does(*OPEN)
    accepted()
    told = ("round", "confirm", KEY, "--by")
    assert "is not set yet" in refuses(*told, "Ash", "--count", "9", "--pin", PIN)
    assert "was not right" in refuses(*told, "Kit", "--count", "9", "--pin", "135792")
    assert "asks 9 people, you counted 8" in refuses(*told, "Kit", "--count", "8", "--pin", PIN)
    assert "waiting for a second person" in does("round", "list")


@pytest.mark.usefixtures("house")
def test_what_a_round_is_not_ready_for_is_refused() -> None:
    """Unknown, not open yet, sooner instead of later, no ticket round."""
    for words in (("status",), ("close",), ("extend", "--closes", LATER), ("tickets",)):
        name, *more = words
        assert "`earshot round list`" in refuses("round", name, "nothing", *more)
    does(*OPEN)
    assert "already" in refuses(*OPEN)
    assert "is not open" in refuses("round", "extend", KEY, "--closes", LATER)
    opened()
    assert "must be later" in refuses("round", "extend", KEY, "--closes", "2099-12-01")
    assert "has no slips to print" in refuses("round", "tickets", KEY)


@pytest.mark.usefixtures("house")
def test_a_ticket_round_prints_its_slips(somewhere: Path) -> None:
    """A hat of slips needs paper."""
    does(*OPEN, "--key", "hat", "--way", "ticket", "--tickets", "8", "--homes", "Maple House")
    assert "while a ticket round is open" in refuses("round", "tickets", "hat")
    opened("hat")
    assert "Cut the slips apart" in does("round", "tickets", "hat", "--out", "slips.pdf")
    assert (somewhere / "slips.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("house")
def test_a_report_before_its_release_is_like_one_of_no_round() -> None:
    """What is not out yet cannot be told from what never was."""
    does(*OPEN)
    opened()
    ways = [refuses("report", key, "--out", "r.html") for key in (KEY, "nothing")]
    assert ways[0].replace(KEY, "nothing") == ways[1]
    assert not Path("r.html").exists()
    assert earshot("report", KEY, "--out", "r.xls", "--format", "xls").exit_code == 2
    assert "there is no such format" in refuses("report", KEY, "--out", "r.xls")


def test_a_released_result_comes_in_every_format(somewhere: Path) -> None:
    """The same result, for reading, for a spreadsheet, for a program: as the file is named."""
    does(*SETUP)
    with_world(_release)
    for form, begins in (("html", b"<!doctype html>"), ("csv", b""), ("json", b"{")):
        out = somewhere / f"meetings.{form}"
        assert "is written" in does("report", "meetings", "--out", str(out), "--format", form)
        assert out.read_bytes().lower().startswith(begins)
        by_name = somewhere / f"by-name.{form}"
        does("report", "meetings", "--out", str(by_name))
        assert by_name.read_bytes() == out.read_bytes()
    assert json.loads((somewhere / "meetings.json").read_text())["enough"] is True
    said = does("report", "meetings", "--all", str(somewhere / "files"))
    assert said.count("is written") == len(list((somewhere / "files").iterdir())) == 9
    assert earshot("report", "meetings").exit_code == 2
    assert does("report", "revoked") == "No released result has lost any words.\n"
    with_world(_thin)
    said = does("report", "revoked")
    release = json.loads((somewhere / "meetings.json").read_text())["release"]
    assert f"meetings  release {release}" in said
    assert "1 lost words" in said


async def _thin(world: World) -> None:
    async with world.database.write() as db:
        await db.execute(delete(AnswerRow).where(AnswerRow.qid == "change"))
        await db.execute(update(ReleaseRow).values(thinned="2026-01"))
    await ending_words.thin_results(world)


async def _release(world: World) -> None:
    made: House = await build_house(world.database, world.keys)
    round_ = await seal_round(made, some_words(24))
    sam, kit = made.pid("Sam"), made.pid("Kit")
    pile = await reading.begin_reading(made.world, sam, round_.id)
    assert pile is not None
    for text in await reading.list_texts(made.world, sam, pile):
        await reading.decide(made.world, sam, pile, text.handle, Reading(Decision.PASSED))
    await releasing.propose_release(made.world, sam, round_.id, without_themes=True)
    done = await releasing.approve_release(made.world, kit, round_.id)
    assert not isinstance(done, releasing.ReleaseRefused)
    await send_all(made)


def test_33_the_command_line_waits_for_those_who_were_asked_and_makes_a_poster(
    somewhere: Path,
) -> None:
    """33: whoever sits at the computer does not print a result before it was sent."""
    does(*SETUP)
    with_world(_release)
    with_world(_hold_back)
    shut = earshot("report", "meetings", "--out", str(somewhere / "early.html"))
    early = earshot("poster", "meetings", "--out", str(somewhere / "early.pdf"))
    with_world(_let_go)

    assert shut.exit_code == early.exit_code == 1
    assert "Those who were asked see this result first" in shut.output
    assert not (somewhere / "early.html").exists()
    for kind, begins in (("pdf", b"%PDF"), ("png", b"\x89PNG")):
        out = somewhere / f"poster.{kind}"
        assert "is written" in does("poster", "meetings", "--out", str(out))
        assert out.read_bytes().startswith(begins)
    assert earshot("poster", "meetings", "--out", str(somewhere / "poster.gif")).exit_code == 1


async def _hold_back(world: World) -> None:
    async with world.database.write() as db:
        until = world.now() + timedelta(minutes=10)
        await result_doors.hold_back(db, RoundId("meetings"), until)
        await db.execute(delete(LedgerRow))


async def _let_go(world: World) -> None:
    async with world.database.write() as db:
        await result_doors.hold_back(db, RoundId("meetings"), world.now() - timedelta(days=2))


@pytest.mark.usefixtures("house")
def test_what_a_restore_puts_back_repeats_no_reminder(somewhere: Path) -> None:
    """F8: one whose time has come may have gone out after the backup was made."""

    async def asked(world: World) -> None:
        opened = a_round(now=world.now() - timedelta(days=3))
        due = replace(opened, remind_at=world.now() - timedelta(hours=1))
        async with world.database.write() as db:
            await rounds.add_round(db, due)

    async def reminded(world: World) -> tuple[int, bool]:
        async with world.database.read() as db:
            (found,) = [one for one in await rounds.list_rounds(db) if one.id == "evenings"]
        is_due = found.remind_at is not None and found.remind_at <= world.now()
        return found.reminders_sent, is_due

    beside(asked)
    does("backup", "--to", "saved")
    (saved,) = (somewhere / "saved").glob("*.backup")
    for left in (somewhere / "data").glob("earshot.db*"):
        left.unlink()
    does("restore", str(saved))

    assert beside(reminded) == (1, False)


@pytest.mark.usefixtures("house")
def test_backup_and_restore(somewhere: Path) -> None:
    """What was saved comes back, and never over something that is there."""
    said = does("backup", "--to", "saved")
    assert "was read back" in said
    (saved,) = (somewhere / "saved").glob("*.backup")
    assert refuses("restore", str(saved))
    for left in (somewhere / "data").glob("earshot.db*"):
        left.unlink()
    assert "It is back." in does("restore", str(saved))
    assert "Ash" in does("people")
    assert "There is no backup nowhere.backup" in refuses("restore", "nowhere.backup")
    (somewhere / "a file").touch()
    assert "--to" in refuses("backup", "--to", "a file")


@pytest.mark.usefixtures("house")
def test_what_cannot_be_written_is_said_before_anything_is_made(somewhere: Path) -> None:
    """Printing tickets anew ends the old ones; links that nobody saw would be lost."""
    nowhere = str(somewhere / "nowhere" / "out")
    for words in (
        ("invite", "--role", "ebe", "--sheet", nowhere),
        ("round", "tickets", KEY, "--out", nowhere),
        ("report", KEY, "--out", nowhere),
        ("survey", "schema", "--out", nowhere),
    ):
        assert f"{nowhere} cannot be written" in refuses(*words)


def test_health_of_a_bot_that_does_not_run_is_one() -> None:
    """A container is told by the status alone."""
    does(*SETUP)
    assert "Start `earshot run`" in refuses("health")


def test_a_taken_port_is_said_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The likeliest cause is that it runs already."""
    does(*SETUP)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setenv("EARSHOT_WEBCHAT", f"127.0.0.1:{port}")
        for words in (("run", "--rehearsal"), ("demo", "--no-browser", "--port", port)):
            said = refuses(*words)
            assert f"Something else is using 127.0.0.1:{port}" in said
            assert "choose another port" in said


def test_an_address_that_is_not_this_machines_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else uses it: there is nothing to close."""
    does(*SETUP)
    monkeypatch.setenv("EARSHOT_WEBCHAT", "192.0.2.1:8642")
    said = refuses("run", "--rehearsal")
    assert "EARSHOT_WEBCHAT=192.0.2.1:8642 cannot be listened on" in said
    assert "Something else" not in said


@pytest.mark.usefixtures("house")
def test_a_forgotten_pin_is_cleared_by_name() -> None:
    """Nobody can be told an old PIN: they choose a new one."""
    does(*OPEN)
    assert "Kit chooses a new PIN" in does("clear-pin", "kit").replace(
        "kit chooses", "Kit chooses"
    )
    told = ("round", "confirm", KEY, "--by", "Kit", "--count", "9", "--pin", PIN)
    assert "is not set yet" in refuses(*told)
    assert "See `earshot people`" in refuses("clear-pin", "Nobody")


def test_a_disk_that_refuses_is_said_in_a_sentence() -> None:
    """No rights, no room: a reason and a way out, never a traceback, nothing half made."""
    Path("data-keys").write_text("in the way")
    said = refuses(*SETUP)
    assert "data-keys" in said
    Path("data-keys").unlink()
    does(*SETUP)


@pytest.mark.usefixtures("house")
def test_a_database_that_has_no_room_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reason the database gives, and where to look; no statement, no values."""

    def refuse_it(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("disk is full\nsecret"))

    monkeypatch.setattr(people, "list_people", refuse_it)
    said = refuses("people")
    assert "disk is full" in said
    assert "has room" in said
    assert "secret" not in said
    assert "INSERT" not in said


@pytest.mark.usefixtures("house")
def test_a_missing_key_is_named_with_its_directory(somewhere: Path) -> None:
    """Several directories may hold keys; the one that is meant is said."""
    (somewhere / "data-keys" / "safe.key").unlink()
    said = refuses("people")
    assert "EARSHOT_KEYS=data-keys" in said
    assert "safe.key" in said


def test_people_says_when_nobody_has_joined() -> None:
    """An empty answer looks like a fault, to whoever has just sent the links."""
    does(*SETUP)
    assert "Nobody has joined yet" in does("people")
