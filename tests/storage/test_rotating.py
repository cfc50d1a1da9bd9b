import os
import shutil
from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import (
    audiences,
    authenticators,
    calls,
    concerns,
    duties,
    inbox,
    invites,
    letters,
    listeners,
    messages,
    outbox,
    talks,
    tickets,
)
from storage.boxes import Box, BoxDamaged
from storage.engine import Database, open_database
from storage.key_marks import OtherKeys, check_keys, claim
from storage.keys import IDENTITY, SAFE, Keys
from storage.people import add_person, find_person, load_person
from storage.rotating import RotationUnderWay, destroy_old, has_old, rotate, settle
from storage.rounds import add_round
from storage.sealed_columns import KEYED, SEALED
from storage.tables import metadata
from surveys.rounds.round import State
from tests.storage import test_calls, test_concerns, test_duties, test_invites, test_letters
from tests.storage.making import NOW, RID, TODAY, a_person, a_round, pid
from tests.storage.test_audiences import RULE
from tests.storage.test_keys import Killed
from tests.storage.test_listeners import KIM
from tests.surveys.talks.test_talk import A_TALK


@pytest.fixture
async def full(database: Database, keys: Keys) -> Database:
    """A house with something in every column that a rotation turns over."""
    keys.make_round_keys(RID)
    keys.make_round_keys(A_TALK.id)
    keys.entomb_erased([pid(66)], TODAY)
    async with database.write() as db:
        await fill(db, keys)
    return database


async def fill(db: AsyncSession, keys: Keys) -> None:
    await claim(db, keys)
    await add_person(db, keys, a_person(1))
    await add_person(db, keys, a_person(2))
    await add_round(db, a_round(state=State.OPEN))
    await audiences.set_audience(db, keys, RID, RULE)
    await authenticators.offer_authenticator(db, keys, pid(1), "OTHER234OTHER234")
    await duties.save_duty(db, keys, test_duties.DUTY)
    await listeners.save_listener(db, keys, KIM)
    await invites.add_invite(db, keys, "an-invitation", test_invites.FOR_OTTER, TODAY)
    await tickets.add_tickets(db, keys, RID, {"a-slip": pid(7)})
    await tickets.open_sitting(db, keys, RID, opened_by=pid(9), place="Hall", head_count=2)
    await messages.add_message(db, keys, to=pid(1), sender=pid(2), body=b"words")
    await talks.add_talk(db, keys, A_TALK)
    await inbox.store_update(db, keys, "telegram", 5, b"{}", person=7)
    await inbox.set_aside(db, keys, "telegram", 6, b"{}")
    to = a_person(1).address
    await outbox.owe(db, keys, to=to, body=b"x", now=NOW, pid=pid(1))
    await outbox.owe(db, keys, to=to, body=b"y", now=NOW, pid=pid(1), rid=RID)
    await concerns.add_concern(db, keys, test_concerns.CONCERN, due_at=NOW)
    await letters.owe_letter(db, keys, test_letters.LETTER)
    await calls.add_call(db, keys, test_calls.ONE, due_at=NOW)
    for name in SEALED:
        await fill_unknown(db, keys, name)


async def fill_unknown(db: AsyncSession, keys: Keys, name: str) -> None:
    """A row of a table that came later than this test, as its line in ``SEALED`` says."""
    table, box = metadata.tables[name], {"identity": keys.identity, "safe": keys.safe}
    mine = [one for one in SEALED[name] if one.under in box]
    if not mine or (await db.execute(select(table))).first() is not None:
        return
    made: dict[type, object] = {bytes: b"1" * 16, str: "x", int: 1, date: TODAY, datetime: NOW}
    row = {column.name: made[column.type.python_type] for column in table.columns}
    sealed = {one.column: box[one.under].seal(b"x", about=one.about_row(row)) for one in mine}
    await db.execute(table.insert().values(**row | sealed))


async def boxes(database: Database, kind: str) -> list[tuple[str, bytes, bytes]]:
    """Every box under a key: where it is, what it is about, and itself."""
    found = []
    async with database.read() as db:
        for name, columns in SEALED.items():
            for one in columns:
                if not one.under.startswith(kind):
                    continue
                rows = (await db.execute(select(metadata.tables[name]))).mappings().all()
                assert rows, f"nothing in {name}: the test would show nothing of it"
                found += [
                    (f"{name}.{one.column}", one.about_row(dict(row)), row[one.column])
                    for row in map(dict, rows)
                    if row.get("under") != "draft" and row.get("state") != "waiting"
                ]
    return found


def opens(box: Box, about: bytes, sealed: bytes) -> bool:
    try:
        box.open(sealed, about=about)
    except BoxDamaged:
        return False
    return True


async def keyed(database: Database) -> dict[tuple[str, str], set[bytes]]:
    async with database.read() as db:
        return {
            (table, column): set(
                (await db.scalars(select(metadata.tables[table].c[column]))).all()
            )
            - {None}
            for table, column in KEYED
        }


@pytest.mark.parametrize("kind", [IDENTITY, SAFE])
async def test_everything_under_a_key_is_turned_over_to_the_fresh_one(
    full: Database, keys: Keys, kind: str
) -> None:
    """Whoever has the old key reads nothing any more, of no table; sizes stay."""
    before = await boxes(full, kind)
    hashes = await keyed(full)
    fresh = await rotate(full, keys, kind)
    after = await boxes(full, kind)
    old_box = {IDENTITY: keys.identity, SAFE: keys.safe}[kind]
    new_box = {IDENTITY: fresh.identity, SAFE: fresh.safe}[kind]

    assert [where for where, about, box in after if opens(old_box, about, box)] == []
    assert [where for where, about, box in after if not opens(new_box, about, box)] == []
    assert sorted(len(box) for _, _, box in before) == sorted(len(box) for _, _, box in after)
    changed = {at for at, values in (await keyed(full)).items() if not values & hashes[at]}
    assert changed == (set(KEYED) if kind == IDENTITY else set())


async def test_after_a_rotation_everybody_and_every_code_is_found(
    full: Database, keys: Keys
) -> None:
    """A rotation that locks a child out of their chat, or voids a slip, is no cure. Twice."""
    fresh = await rotate(full, await rotate(full, keys, IDENTITY), IDENTITY)
    async with full.write() as db:
        assert await find_person(db, fresh, a_person(1).address) == a_person(1)
        assert await load_person(db, fresh, pid(2)) == a_person(2)
        assert await invites.claim_invite(db, fresh, "an-invitation", TODAY)
        used = await tickets.claim_ticket(db, fresh, "a-slip")
        assert used is not None
        assert used.pid == pid(7)
        owed = await outbox.claim_due(db, fresh, NOW, lease=NOW - NOW)
        assert [one.to for one in owed] == [a_person(1).address], "one chat, one lane"
    assert fresh.slot("web", 1) == keys.slot("web", 1), "pages stay where they are"


async def test_after_a_rotation_the_old_key_opens_no_house(full: Database, keys: Keys) -> None:
    """A custodian's copy of before is named for what it is."""
    fresh = await rotate(full, keys, IDENTITY)
    async with full.read() as db:
        await check_keys(db, fresh)
        with pytest.raises(OtherKeys, match="before the key was rotated"):
            await check_keys(db, keys)


async def test_older_records_can_still_be_checked(full: Database, keys: Keys) -> None:
    """Of the old signing key the public half stays, and no other."""
    fresh = await rotate(full, keys, SAFE)
    assert fresh.public_before == (keys.public_key,)
    assert fresh.public_key != keys.public_key


async def test_a13_who_was_erased_before_a_rotation_is_not_forgotten(
    full: Database, keys: Keys
) -> None:
    """The marks fit older backups, and the key they fit may still lie in a drawer."""
    marks = keys.tombs.erased().marks
    fresh = await rotate(full, keys, IDENTITY)

    assert len(marks) == 1
    assert fresh.tombs.erased().marks == marks


async def test_the_old_key_waits_until_it_is_destroyed(full: Database, keys: Keys) -> None:
    """A key dies only after a backup under the next one was read back."""
    fresh = await rotate(full, keys, IDENTITY)
    assert has_old(fresh)
    destroy_old(fresh)
    destroy_old(fresh)

    assert not has_old(fresh)
    kept = [p.read_bytes() for p in keys.directory.rglob("*") if p.is_file()]
    assert len([one for one in kept if len(one) == 32]) >= 2


async def test_f9_a_command_beside_leaves_a_rotation_that_may_be_somebody_elses(
    full: Database, keys: Keys
) -> None:
    """To take it back while it commits would lose the only key."""
    (keys.directory / ".next").mkdir()
    with pytest.raises(RotationUnderWay, match="Way out"):
        await settle(full, keys, alone=False)
    assert (keys.directory / ".next").is_dir()


async def test_only_two_keys_are_rotated(full: Database, keys: Keys) -> None:
    """A round's key is never rotated: it dies."""
    with pytest.raises(ValueError, match="identity"):
        await rotate(full, keys, "draft")


def kill_before(moment: int, patch: pytest.MonkeyPatch) -> None:
    """Let the program die before the given change to the key directory, from 1."""
    calls_of = count(1)

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if next(calls_of) == moment:
                raise Killed
            return real(*args, **named)

        return call

    for place, name in (
        (os, "write"),
        (os, "fsync"),
        (Path, "replace"),
        (Path, "mkdir"),
        (Path, "unlink"),
        (Path, "rmdir"),
    ):
        patch.setattr(place, name, dying(getattr(place, name)))


async def rotated_and_killed(house: Path, moment: int, kind: str) -> bool:
    """Rotate and die there. False once it is over before that moment."""
    database = await open_database(f"sqlite:///{house / 'earshot.db'}")
    try:
        with pytest.MonkeyPatch.context() as patch:
            keys = Keys.open(house / "keys")
            kill_before(moment, patch)
            try:
                destroy_old(await rotate(database, keys, kind))
            except Killed:
                return True
        return False
    finally:
        await database.close()


async def opens_whole(house: Path) -> bool:
    """Start as the program does after a kill, and look everybody up."""
    database = await open_database(f"sqlite:///{house / 'earshot.db'}")
    try:
        keys = await settle(database, Keys.open(house / "keys"))
        async with database.read() as db:
            await check_keys(db, keys)
            found = await find_person(db, keys, a_person(1).address)
            told = await concerns.list_concerns(db, keys)
        left = [name for name in (".next", ".turned") if (keys.directory / name).exists()]
        return found == a_person(1) and len(told) == 1 and not left
    finally:
        await database.close()


@pytest.mark.full
@pytest.mark.sqlite_only
@pytest.mark.parametrize("kind", [IDENTITY, SAFE])
async def test_f9_a_rotation_killed_at_any_moment_leaves_a_house_that_opens(
    full: Database, keys: Keys, tmp_path: Path, kind: str
) -> None:
    """Half a rotation is a house that nobody can open: every moment is tried."""
    await full.checkpoint()
    await full.close()
    moment, went_on = 0, True
    while went_on:
        moment += 1
        house = tmp_path / f"house {moment}"
        shutil.copytree(tmp_path / "data", house)
        shutil.copytree(keys.directory, house / "keys")
        went_on = await rotated_and_killed(house, moment, kind)
        assert await opens_whole(house), f"killed before change {moment}"
        shutil.rmtree(house)

    assert moment >= 30
