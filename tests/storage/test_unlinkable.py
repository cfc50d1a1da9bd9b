"""The motivated intruder, with the file and its log: what order and what rows give away."""

from __future__ import annotations

import hashlib
import hmac
import os
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import pytest
from sqlalchemy import text

from storage.answers import add_answers
from storage.engine import Database, open_database
from storage.envelopes import drop_envelopes, load_all, open_envelopes, save_envelope
from storage.keys import Keys
from storage.ledger import all_asked, mark, open_ledger
from storage.people import add_person
from storage.tables import metadata
from surveys.ids import AnswerId, ParticipantId, QuestionKey
from surveys.people.person import Address, Chat
from surveys.rounds.ledger import Standing
from tests.storage.making import RID, a_person

RUNS = 200 if os.environ.get("EARSHOT_FULL") else 25
MEAN_TAU = 0.1 if RUNS >= 200 else 0.15
"""Chance alone gives a mean of 200 taus of twelve a spread of 0.016, of 25 one of 0.044."""
PEOPLE = 12
CANARY = "CANARY{:02}: they never knock"


def kendall(ranks: Sequence[int]) -> float:
    """Rank correlation with 0, 1, 2, …: 1 the same order, -1 the reverse, about 0 none."""
    pairs = [(a, b) for a in range(len(ranks)) for b in range(a + 1, len(ranks))]
    return mean(1 if ranks[a] < ranks[b] else -1 for a, b in pairs)


async def answer_and_seal(database: Database, keys: Keys, draw: random.Random) -> list[AnswerId]:
    """Twelve people answer one after another; the answers' ids in the order they answered.

    The mixing before storage is left out: what storage does by itself must be enough.
    """
    pids = [ParticipantId(draw.randbytes(16)) for _ in range(PEOPLE)]
    ids = {pid: AnswerId(draw.randbytes(16)) for pid in pids}
    keys.make_round_keys(RID)
    async with database.write() as db:
        for number, pid in enumerate(pids):
            address = Address(Chat.WEB, 5000 + number)
            await add_person(db, keys, a_person(number, id=pid, address=address))
        await open_ledger(db, RID, pids)
        await open_envelopes(db, keys, RID, pids, b"", size=512)
    for number, pid in enumerate(pids):
        async with database.write() as db:
            await save_envelope(db, keys, RID, pid, CANARY.format(number).encode())
            await mark(db, RID, pid, Standing.SUBMITTED)
    async with database.write() as db:
        opened = await load_all(db, keys, RID)
        in_order = sorted(opened, key=pids.index)
        sealed = [
            (ids[pid], QuestionKey("q"), opened[pid], draw.randbytes(32)) for pid in in_order
        ]
        await add_answers(db, keys, RID, sealed)
        await drop_envelopes(db, RID)
        await all_asked(db, RID)
    return [ids[pid] for pid in pids]


def fresh(template: Path, path: Path) -> str:
    path.mkdir()
    shutil.copy(template, path / "earshot.db")
    return f"sqlite:///{path / 'earshot.db'}"


def ranks_by(place: Sequence[int]) -> list[int]:
    in_order = sorted(place)
    return [in_order.index(p) for p in place]


def files_beside(database: Database) -> dict[str, bytes]:
    path = Path(database.url.removeprefix("sqlite+aiosqlite:///"))
    return {file.name: file.read_bytes() for file in path.parent.glob("earshot.db*")}


async def ranks(database: Database, home: Path, seed: int) -> dict[str, list[int]]:
    """Where the answers are found, in the order in which their authors answered."""
    ids = await answer_and_seal(database, Keys.create(home / "keys"), random.Random(1000 + seed))
    log = files_beside(database)["earshot.db-wal"]
    await database.checkpoint()
    file = files_beside(database)["earshot.db"]
    async with database.read() as db:
        kept = [bytes(aid) for aid in await db.scalars(text("SELECT aid FROM answers"))]
    return {
        "log": ranks_by([log.index(aid) for aid in ids]),
        "file": ranks_by([file.index(aid) for aid in ids]),
        "rows": ranks_by([kept.index(aid) for aid in ids]),
    }


async def test_a2_nothing_in_the_file_tells_who_answered_first(
    sqlite_template: Path, tmp_path: Path
) -> None:
    """By row, by byte offset in the file and in its log: no order of arrival is left."""
    taus: dict[str, list[float]] = {"log": [], "file": [], "rows": []}
    for run in range(RUNS):
        database = await open_database(fresh(sqlite_template, tmp_path / str(run)), lock=False)
        try:
            for place, found in (await ranks(database, tmp_path / str(run), run)).items():
                taus[place].append(kendall(found))
        finally:
            await database.close()

    for place, each in taus.items():
        assert abs(mean(each)) <= MEAN_TAU, place
        assert sum(abs(tau) < 0.5 for tau in each) >= 0.93 * len(each), place


async def test_a1_no_value_of_an_answer_occurs_beside_a_person(
    database: Database, keys: Keys
) -> None:
    """Nor any prefix of one, nor its hash under any key there is."""
    draw = random.Random(7)
    await answer_and_seal(database, keys, draw)
    secrets = [path.read_bytes() for path in keys.directory.rglob("*.*") if path.is_file()]
    async with database.read() as db:
        answers = (await db.execute(text("SELECT aid, wtag, body_enc FROM answers"))).all()
        beside = b""
        for name in set(metadata.tables) - {"answers", "rounds", "surveys"}:
            for row in await db.execute(text(f"SELECT * FROM {name}")):
                beside += b"|".join(
                    value if isinstance(value, bytes) else str(value).encode() for value in row
                )
        pids = [bytes(pid) for pid in await db.scalars(text("SELECT pid FROM participants"))]
        stored = [bytes(value) for row in answers for value in row]

    for value in stored:
        assert value[:6] not in beside
        for secret in secrets:
            assert hmac.digest(secret or b"0", value, "sha256") not in beside
    salts = [b"", *secrets, *stored]
    for pid in pids:
        for salt in salts:
            for hashed in (
                hashlib.sha256(salt + pid).digest(),
                hashlib.sha256(pid + salt).digest(),
                hmac.digest(salt or b"0", pid, "sha256"),
            ):
                assert hashed not in stored
                assert hashed[:16] not in stored


@pytest.mark.sqlite_only
async def test_a3_after_the_seal_no_word_and_no_draft_is_in_any_file(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """The file, its log, its index, the keys' directory: no canary, no old envelope."""
    keys.make_round_keys(RID)
    pids = [ParticipantId(os.urandom(16)) for _ in range(PEOPLE)]
    async with database.write() as db:
        await open_envelopes(db, keys, RID, pids, b"", size=6000)
    drafts = []
    for number, pid in enumerate(pids):
        async with database.write() as db:
            await save_envelope(db, keys, RID, pid, CANARY.format(number).encode() * 20)
            blobs = await db.scalars(text("SELECT blob FROM envelopes"))
            drafts += [bytes(blob)[:48] for blob in blobs]
    async with database.write() as db:
        opened = await load_all(db, keys, RID)
        await add_answers(
            db,
            keys,
            RID,
            [(AnswerId(os.urandom(16)), QuestionKey("q"), w, None) for w in opened.values()],
        )
        await drop_envelopes(db, RID)
    before = files_beside(database)
    await database.checkpoint()
    after = files_beside(database)

    assert any(draft in held for held in before.values() for draft in drafts)
    for name, held in after.items():
        assert b"CANARY" not in held, name
        assert not any(draft in held for draft in drafts), name
