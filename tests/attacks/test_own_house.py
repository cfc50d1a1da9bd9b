"""``earshot audit privacy``: it finds a house broken on purpose in each way, and says no name."""

from __future__ import annotations

import base64
import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from _pytest.mark.structures import ParameterSet
from typer.testing import CliRunner

from bot.cli import app
from bot.intruder.checks import Result, run
from bot.intruder.house import House, Places
from bot.intruder.report import CHECKS, report
from bot.policies import read_policy
from tests.attacks import intruder
from tests.attacks.field import RID, Past
from tests.attacks.where import database_of

Break = Callable[[Past, Path], object]
ENDED = timedelta(days=1200)


def change(file: Path, *statements: str) -> None:
    """Change a database behind the program's back: a file, or the one a server has instead."""
    url = database_of(file.parent.parent)
    if file.name == intruder.FILE and not url.startswith("sqlite"):
        with psycopg.connect(url) as served:
            for statement in statements:
                served.execute(re.sub(r"x'(\w+)'", r"'\\x\1'::bytea", statement).encode())
        return
    with closing(sqlite3.connect(file)) as opened:
        for statement in statements:
            opened.execute(statement)
        opened.commit()


def live(*statements: str) -> Break:
    return lambda past, root: change(root / "data/earshot.db", *statements)


def newest(*statements: str) -> Break:
    """Change the newest backup."""
    return lambda past, root: change(sorted((root / "backups").glob("*.backup"))[-1], *statements)


def wrote(place: str, held: Callable[[Past], str | bytes]) -> Break:
    """Leave something in a file, readable by nobody else."""

    def write(past: Past, root: Path) -> None:
        said = held(past)
        path = root / place
        path.write_bytes(said if isinstance(said, bytes) else said.encode())
        path.chmod(0o600)

    return write


def own_key(past: Past) -> bytes:
    """The key of the envelopes, as somebody kept it who copied it in time."""
    return (past.disk("open") / "keys/rounds" / f"{RID}.draft").read_bytes()


def same_bytes_twice(past: Past, root: Path) -> None:
    """As if a backup did not encrypt anew what nobody had changed since the one before."""
    first, second = sorted((root / "backups").glob("*.backup"))[:2]
    change(
        second,
        f"ATTACH '{first}' AS earlier",
        "UPDATE envelopes SET blob = (SELECT blob FROM earlier.envelopes e WHERE e.pid ="
        " envelopes.pid) WHERE pid > x'80'",
    )


def an_envelope_in_free_pages(past: Past, root: Path) -> None:
    """As if deleted rows were not overwritten."""
    rows = intruder.tables(sorted((root / "backups").glob("*.backup"))[1])["envelopes"]
    with (root / "data/earshot.db").open("ab") as file:
        file.write(intruder.raw(rows[0]["blob"]))


def no_tombstones(past: Path | Past, root: Path) -> None:
    shutil.rmtree(root / "keys/tombs")
    (root / "backups/earshot-tombstones").unlink()
    (root / "copies/earshot-tombstones").unlink()


def a_torn_backup(past: Past, root: Path) -> None:
    path = sorted((root / "backups").glob("*.backup"))[0]
    path.write_bytes(path.read_bytes()[:9000])


def in_order(past: Past, root: Path) -> None:
    """Rows that lie as they came in a file; on a server, rows of more than one transaction."""
    if past.server is None:
        change(
            root / "data/earshot.db",
            "CREATE TABLE came AS SELECT * FROM answers ORDER BY body_enc",
            "DROP TABLE answers",
            "ALTER TABLE came RENAME TO answers",
        )
    else:
        change(root / "data/earshot.db", "UPDATE answers SET qid = qid WHERE aid > x'80'")


BREAKS: tuple[tuple[str, str, Break], ...] = (
    ("columns", "the time of each answer", live("ALTER TABLE answers ADD COLUMN sent_at TEXT")),
    ("columns", "a table beside answers", live("CREATE TABLE helped AS SELECT aid, 1 AS x "
     "FROM answers")),
    ("values", "an author's id as a tag", live("UPDATE answers SET wtag = (SELECT pid FROM "
     "participants ORDER BY pid LIMIT 1) WHERE aid = (SELECT aid FROM answers ORDER BY aid "
     "LIMIT 1)")),
    ("layout", "rows in the order they came", in_order),
    ("layout", "one tag for two answers", live("UPDATE answers SET wtag = x'aa00bb11cc22dd33'")),
    ("sizes", "a longer envelope in a backup", lambda past, root: change(
        sorted((root / "backups").glob("*.backup"))[0],
        "UPDATE envelopes SET blob = CAST(blob || x'00' AS BLOB) "
        "WHERE pid = (SELECT min(pid) FROM envelopes)")),
    ("left", "who sent", live("UPDATE ledger SET state = 'submitted' WHERE pid > x'80'")),
    ("changes", "bytes that stay the same", same_bytes_twice),
    ("in-flight", "handled updates", newest("INSERT INTO seen_updates VALUES ('web', 5, "
     "'2027-03-09')")),
    ("dead-keys", "a key that outlived the seal", wrote(f"keys/rounds/{RID}.draft", own_key)),
    ("dead-keys", "its copy", wrote(f"copies/{RID}.draft", own_key)),
    ("old-envelopes", "a key under another name", wrote("copies/old", own_key)),
    ("astray", "a key among the backups", lambda past, root: shutil.copy(
        root / "keys/identity.key", root / "backups/note")),
    ("access", "a backup for everybody", lambda past, root: sorted(
        (root / "backups").glob("*.backup"))[0].chmod(0o644)),
    ("tombstones", "no tombstones", no_tombstones),
    ("backups", "a torn backup", a_torn_backup),
    ("logs", "a name", wrote("logs/earshot.log", lambda past: f"INFO {past.authors[0].nick} ok")),
    ("logs", "a number", wrote("logs/earshot.log", lambda past: f"to={past.authors[1].number},")),
    ("logs", "words", wrote("logs/earshot.log", lambda past: f"bad: {past.authors[2].typed[0]}")),
    ("logs", "a token", wrote("logs/proxy.log", lambda past: "/bot123456:" + "a" * 35)),
    ("clear", "a name in a file", wrote("data/notes", lambda past: past.authors[0].nick)),
    ("clear", "a name in base64", wrote("backups/notes", lambda past: base64.b64encode(
        past.authors[0].nick.encode()))),
    ("clear", "a number in a column", lambda past, root: change(
        root / "data/earshot.db", "ALTER TABLE rounds ADD COLUMN chat BIGINT",
        f"UPDATE rounds SET chat = {past.authors[0].number}")),
    ("trail", "a changed entry", live("UPDATE audit SET action = 'slept' WHERE seq = 2")),
    ("trail", "an end cut off", live("DELETE FROM audit WHERE seq > 1")),
)  # fmt: skip
OF_A_FILE: Mapping[str, tuple[str, Break]] = {
    "bytes in free pages": ("left", an_envelope_in_free_pages),
    "a database for everybody": ("access", lambda past, root: (
        root / "data/earshot.db").chmod(0o644)),
}  # fmt: skip
"""What can be broken only where the database is a file."""
EVERY_TIME = {"columns", "left", "changes", "dead-keys", "logs", "trail"}
"""Of these the first break is tried in every run; the others in `make prove`."""


def chosen() -> list[ParameterSet]:
    """Each break, most of them only in full runs."""
    seen: set[str] = set()
    made = []
    for key, what, _ in BREAKS:
        marks = () if key in EVERY_TIME - seen else pytest.mark.full
        made.append(pytest.param(key, what, marks=marks, id=f"{key}: {what}"))
        seen.add(key)
    return made


def house_of(past: Past, root: Path, later: timedelta = timedelta()) -> House:
    """The house as the command looks at it."""
    places = Places(
        data=root / "data",
        keys=root / "keys",
        backups=root / "backups",
        copies=root / "copies",
        database_url=database_of(root.resolve()),
        logs=(root / "logs",),
    )
    return House(places, read_policy(root / "data/policy.toml"), past.at["released"] + later)


@pytest.fixture
def disk(past: Past, tmp_path: Path) -> Path:
    """A copy of the whole disk after a release, with every number rung that day."""
    root = tmp_path / "house"
    past.copied("released", root)
    plan = root / "data/safeguarding.toml"
    day = past.at["released"].date()
    rung = re.sub(r"(?m)^(number = .*)$", rf"\1\nverified_on = {day}", plan.read_text("utf-8"))
    plan.write_text(rung, "utf-8")
    change(root / "data/earshot.db", "DELETE FROM seen_updates")  # as every hour does
    return root


@pytest.mark.full
def test_a1_a3_a5_a6_a13_a14_a18_a_sound_house_passes_every_check(past: Past, disk: Path) -> None:
    """A tool that cries wolf is switched off."""
    house = house_of(past, disk)

    found = [(check.key, run(check, house).said) for check in CHECKS]

    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize(("key", "what"), chosen())
def test_a1_to_a18_a_house_broken_on_purpose_is_found(
    past: Past, disk: Path, key: str, what: str
) -> None:
    """A check that never fails would be shown to somebody who has to rely on it."""
    check = next(one for one in CHECKS if one.key == key)
    spoil = next(spoil for *which, spoil in BREAKS if which == [key, what])
    spoil(past, disk)

    assert run(check, house_of(past, disk)).result is Result.BROKEN


@pytest.mark.full
@pytest.mark.sqlite_only
@pytest.mark.parametrize("what", OF_A_FILE)
def test_a1_to_a18_a_file_broken_on_purpose_is_found(past: Past, disk: Path, what: str) -> None:
    """Whoever carries the file off reads the bytes between its rows too."""
    key, spoil = OF_A_FILE[what]
    spoil(past, disk)

    check = next(one for one in CHECKS if one.key == key)
    assert run(check, house_of(past, disk)).result is Result.BROKEN


def test_every_check_has_a_break_that_it_finds() -> None:
    """Time and rung numbers have tests of their own."""
    assert {check.key for check in CHECKS} == {key for key, *_ in BREAKS} | {"overdue", "numbers"}


@pytest.mark.full
@pytest.mark.parametrize("key", ["overdue", "numbers"])
def test_x4_what_is_overdue_and_who_was_not_rung_is_found(
    past: Past, disk: Path, key: str
) -> None:
    """Three years in which nothing ran: words, lists and numbers are older than they may be."""
    check = next(one for one in CHECKS if one.key == key)

    assert run(check, house_of(past, disk, later=ENDED)).result is Result.BROKEN


@pytest.mark.full
def test_a6_a_seal_that_was_broken_off_is_said_with_its_way_out(past: Past, disk: Path) -> None:
    """As after the backup that a seal made was put back: "until None" tells nobody what to do."""
    change(disk / "data/earshot.db", "UPDATE rounds SET state = 'sealing'")
    found = run(next(one for one in CHECKS if one.key == "dead-keys"), house_of(past, disk))

    assert found.result is Result.BROKEN
    assert all("is not sealed to its end. Way out: `earshot run`" in said for said in found.said)


def test_what_cannot_be_looked_at_is_said_with_the_way_out(past: Past, disk: Path) -> None:
    """A gap that looks like a pass is the worst of all."""
    shutil.rmtree(disk / "logs")
    (disk / "keys/safe.key").unlink()
    house = house_of(past, disk)
    house.places = Places(disk / "data", disk / "keys", disk / "backups", disk / "copies",
                          house.places.database_url)  # fmt: skip
    found = {check.key: run(check, house) for check in CHECKS if check.key in {"logs", "clear"}}

    assert {one.result for one in found.values()} == {Result.UNSEEN}
    assert all("safe.key" in said for said in found["clear"].said)


def test_a_house_in_which_nothing_happened_yet_does_not_pass_for_a_sound_one(
    past: Past, disk: Path
) -> None:
    """No backup, nothing sealed: "holds" would be shown to somebody who has to rely on it."""
    change(disk / "data/earshot.db", "DELETE FROM answers", "DELETE FROM rounds")
    shutil.rmtree(disk / "backups")
    house = house_of(past, disk)
    found = {check.key: run(check, house) for check in CHECKS if check.needs is not None}

    assert {one.result for one in found.values()} == {Result.EMPTY}
    assert len(found) == 9
    assert "`earshot backup`" in found["backups"].said[0]
    assert "9 have nothing to look at yet" in report(house, list(found.values()))


def asked(root: Path, *more: str) -> tuple[int, str]:
    """The command's status, and all it prints."""
    env = {
        "EARSHOT_DATA": str(root / "data"),
        "EARSHOT_KEYS": str(root / "keys"),
        "EARSHOT_KEY_COPIES": str(root / "copies"),
        "EARSHOT_BACKUPS": str(root / "backups"),
        "EARSHOT_DATABASE_URL": database_of(root.resolve()),
    }
    done = CliRunner().invoke(app, ["audit", "privacy", *more], env=env)
    return done.exit_code, done.output


def test_a1_to_a18_the_report_names_nobody_and_the_house_stays_as_it_was(
    past: Past, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shown to people who may not know who was asked, nor how many answered."""
    (disk / "logs/proxy.log").write_text(f"GET /{past.authors[0].nick}\n")
    before = as_it_lies(disk)
    monkeypatch.setattr("bot.clock.now", lambda: past.at["released"])

    status, said = asked(disk, "--logs", str(disk / "logs"))

    assert status == 1
    assert f"Of {len(CHECKS)} checks: {len(CHECKS) - 1} hold, 1 does not hold." in said
    assert "proxy.log, line 1: a name" in said
    for author in past.everybody:
        for word in (author.nick, str(author.number), author.pid.hex(), " ".join(author.words)):
            assert not word or word not in said
        assert not any(typed.split()[0] in said for typed in author.typed)
    assert not re.search(r"\b(12|14|twelve|fourteen) (people|answers|envelopes|sent|were)", said)
    assert as_it_lies(disk) == before


def as_it_lies(root: Path) -> dict[Path, object]:
    """Every file and directory, with when it was last changed; and every row, where it lies."""
    found: dict[Path, object] = {
        path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in root.rglob("*")
    }
    return {**found, root / "rows": intruder.tables(root / "data/earshot.db")}


@pytest.mark.full
def test_a1_to_a18_the_command_says_of_a_sound_house_that_it_is_sound(
    past: Past, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator runs it beside a real database and its real backups, and shows it."""
    monkeypatch.setattr("bot.clock.now", lambda: past.at["released"])

    status, said = asked(disk, "--logs", str(disk / "logs"))

    assert f"Of {len(CHECKS)} checks: {len(CHECKS)} hold." in said, said
    assert status == 0
