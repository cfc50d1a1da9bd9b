"""Whoever looks at where things lie: no order of arrival is left in the file, its log or backups.

Envelopes here are put into the store directly, for speed; from the close on they go the
program's own way: close, mix, store, back up, destroy the key.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import mean

import pytest

from bot.services.rounds import fielding, sealing
from bot.services.world import World
from storage import audiences, envelopes, ledger, rounds
from storage.answers import load_answers
from storage.engine import Database
from surveys.anonymity.envelope import Envelope, pack
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Answer, Chose, Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests.attacks import intruder
from tests.attacks.field import CHANGE, SURVEY, TEA
from tests.attacks.seeded import Blank, seeded_world
from tests.attacks.where import database_of
from tests.bot.chatting import Clock, a_round

PEOPLE = 12
RUNS = 200 if os.environ.get("EARSHOT_FULL") else 6
SPREAD = sqrt(2 * (2 * PEOPLE + 5) / (9 * PEOPLE * (PEOPLE - 1)))
"""Standard deviation of Kendall's tau of 12 in chance order: 0.221."""
BACKED_UP = RUNS if RUNS >= 200 else 3
"""Runs whose backup is looked at as well; making one takes most of a run's time."""
MOVED_ON = AudienceRule(frozenset({Kind.CARE_LEAVER}))


@dataclass(frozen=True)
class Outcome:
    """One sealed round: how each order on the disk goes with that of arrival, and how many
    pairs of answers somebody gets right who takes what lies in the same place for one person's.
    """

    taus: Mapping[str, float]
    right: int


@pytest.fixture(scope="module")
def kept() -> dict[str, list[Outcome]]:
    """The runs on each engine, for all tests here."""
    return {}


@pytest.fixture
def outcomes(
    dialect: str, blank: Blank, kept: dict[str, list[Outcome]], tmp_path: Path
) -> list[Outcome]:
    """Every run, once for all tests on one engine."""

    async def all_runs() -> list[Outcome]:
        found = []
        for seed in range(RUNS):
            found.append(await _run(seed, blank, tmp_path / str(seed)))
            shutil.rmtree(tmp_path / str(seed))
        return found

    if dialect not in kept:
        with ThreadPoolExecutor(1) as pool:
            kept[dialect] = pool.submit(lambda: asyncio.run(all_runs())).result()
    return kept[dialect]


def test_a2_nothing_on_the_disk_tells_who_answered_first(
    outcomes: Sequence[Outcome], dialect: str
) -> None:
    """Staff see who sits with a phone first: the first row must not be the first phone's.

    A server has no file to be read here, but says of each row where it lies (ctid).

    Fails when envelopes lie in the order they came, are not shuffled and get their ids in turn;
    each of the three defences alone is enough.
    """
    assert len(outcomes) == RUNS
    in_file = ("log", "file") if dialect == "sqlite" else ()
    for place in ("row", "key", "backup", *in_file):
        each = [outcome.taus[place] for outcome in outcomes if place in outcome.taus]
        assert len(each) == (BACKED_UP if place == "backup" else RUNS)
        assert abs(mean(each)) <= widest_mean(len(each)), place
        assert sum(abs(tau) >= 0.5 for tau in each) <= most_outside(len(each)), place


def widest_mean(runs: int) -> float:
    """0.1 for 200 runs, which is 6.4 standard errors. For fewer 3.3 of them (0.21 for 12):
    chance alone is outside once in a thousand. Seeds are fixed, so it is not chance whether
    this passes."""
    return max(0.1, 3.3 * SPREAD / sqrt(runs))


def most_outside(runs: int) -> int:
    """7 % of many. Chance gives 2.3 %: of a dozen runs one may be outside."""
    return max(1, int(0.07 * runs), runs // 10)


def test_a8_what_lies_in_the_same_place_is_not_one_persons(outcomes: Sequence[Outcome]) -> None:
    """Knowing somebody's answer to one question must not give away their other.

    Fails when questions are not shuffled one by one and ids are handed out in turn.
    """
    right = sum(outcome.right for outcome in outcomes)

    # A random pairing of twelve gets one right on average, with variance one.
    assert right <= RUNS + 4 * sqrt(RUNS)


async def _run(seed: int, blank: Blank, root: Path) -> Outcome:
    draw, clock = random.Random(seed), Clock()
    world = await seeded_world(blank, root, clock, draw)
    # Sounds: figures and names would be hidden at the seal, and then all are one text.
    texts = ["text" + "".join(draw.choices("aeou", k=14)) for _ in range(PEOPLE)]
    try:
        round_ = await _send(world, texts)
        clock.on(days=8)
        with _copied_before_the_log_is_emptied(root, back_up=seed < BACKED_UP):
            await fielding.close_due(world)
            await sealing.seal_due(world)
        found = await _answers(world, round_)
    finally:
        await world.database.close()
    ids = [found[CHANGE][text] for text in texts]
    taus = {place: intruder.kendall(ranks) for place, ranks in _orders(root, ids).items()}
    return Outcome(taus, _right(found))


async def _send(world: World, texts: Sequence[str]) -> Round:
    """An open round in which each text's author sends, one after another."""
    round_ = a_round(SURVEY, key="order", now=world.now())
    pids = [ParticipantId(world.fresh_bytes(16)) for _ in texts]
    world.keys.make_round_keys(round_.id)
    empty = pack(Envelope(None), round_.envelope_size)
    async with world.database.write() as db:
        await rounds.add_round(db, round_)
        await audiences.set_audience(db, world.keys, round_.id, MOVED_ON)
        await ledger.open_ledger(db, round_.id, pids)
        await envelopes.open_envelopes(db, world.keys, round_.id, pids, empty)
    for pid, text in zip(pids, texts, strict=True):
        answers: dict[QuestionKey, Answer] = {TEA: Chose(("other",), text), CHANGE: Wrote(text)}
        sent = Sitting(stage=Stage.SENT, answers=answers, sharing=Sharing.MY_WORDS)
        async with world.database.write() as db:
            packed = pack(Envelope(sent), round_.envelope_size)
            await envelopes.save_envelope(db, world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)
    return round_


@contextmanager
def _copied_before_the_log_is_emptied(root: Path, *, back_up: bool) -> Iterator[None]:
    """What somebody has who takes the disk in the second after the seal's one transaction."""
    real = Database.checkpoint

    async def copy_first(database: Database) -> None:
        if not (root / "before").exists():
            shutil.copytree(root / "data", root / "before")
        await real(database)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Database, "checkpoint", copy_first)
        if not back_up:
            patched.setattr(sealing, "back_up", lambda world: asyncio.sleep(0))
        yield


async def _answers(world: World, round_: Round) -> dict[str, dict[str, bytes]]:
    """For each question, which answer's id is whose text."""
    found: dict[str, dict[str, bytes]] = {TEA: {}, CHANGE: {}}
    async with world.database.read() as db:
        sealed = await rounds.load_round(db, round_.id)
        stored = await load_answers(db, world.keys, round_.id)
    assert sealed is not None
    assert sealed.state is State.SEALED
    for one in stored:
        match answer_from_bytes(one.body)[0]:
            case Wrote(text=text) | Chose(own_words=text):
                found[one.question][text] = one.id
    return found


def _orders(root: Path, ids: Sequence[bytes]) -> dict[str, list[int]]:
    """Where each answer lies: by row, by key, by byte in the log, the file and the backup."""
    rows = [row["aid"] for row in intruder.laid(database_of(root))["answers"]]
    places = {
        "row": [rows.index(aid) for aid in ids],
        "key": [sorted(ids).index(aid) for aid in ids],
    }
    if (root / "data" / "earshot.db").exists():
        places["log"] = _offsets(root / "before" / "earshot.db-wal", ids)
        places["file"] = _offsets(root / "data" / "earshot.db", ids)
    for backup in (root / "backups").glob("*.backup"):
        places["backup"] = _offsets(backup, ids)
    return {place: intruder.ranks_by(found) for place, found in places.items()}


def _offsets(file: Path, ids: Sequence[bytes]) -> list[int]:
    held = file.read_bytes()
    return [held.index(aid) for aid in ids]


def _right(found: Mapping[str, Mapping[str, bytes]]) -> int:
    """Pairs that are one person's, when the lowest id goes with the lowest, and so on."""
    in_place = [sorted(found[q], key=lambda text: found[q][text]) for q in (TEA, CHANGE)]
    return sum(tea == change for tea, change in zip(*in_place, strict=True))
