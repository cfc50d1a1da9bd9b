"""A4: backups after every message, the sealed database and the keys that stay link nobody.

Eight people take a round with a branch, toggles and edits, in turns; after each message there is
a backup. Whoever has them all guesses no better than one in eight. And the same solver finds
people as soon as a single defence is taken out: it is able to.

Envelopes are put into the store directly, for speed; backups, close and seal are the program's.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from math import comb, factorial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.services.rounds import fielding, sealing
from bot.services.world import World
from storage import audiences, backups, envelopes, ledger, outbox, people, rounds
from storage.backups import make_backup
from storage.boxes import PREFIX_SIZE
from storage.keys import Keys
from surveys.anonymity import envelope as packing
from surveys.anonymity.envelope import Envelope
from surveys.anonymity.sealing import shuffle_out
from surveys.definitions.questions import LongText, ShortText, YesNo
from surveys.definitions.rules import Is
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Chose, Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.audience import AudienceRule
from surveys.people.person import Address, Chat, Kind
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round
from tests.attacks import intruder
from tests.attacks.intruder import Rows
from tests.attacks.seeded import Blank, seeded_world
from tests.attacks.solver import solve
from tests.attacks.where import database_of
from tests.bot.chatting import Clock, a_round

PEOPLE = 8
FULL = bool(os.environ.get("EARSHOT_FULL"))
ROUNDS = 200 if FULL else 6
WITHOUT = 12
"""Rounds played with a defence taken out."""
SURE = 0.001
FILES = 10
"""In full runs every tenth round has real backup files, each a tenth of a second."""
BRANCH = "It was"
"""How the branch's text begins, so that a test can tell it. The solver does not look."""

HEARD, WHAT, AGAIN, CHANGE = map(QuestionKey, ("heard", "what", "again", "change"))
_YES = Is.model_validate({"is": {HEARD: "yes"}})
SURVEY = Survey(
    key="hearing",
    title={"en": "Being heard"},
    why={"en": "To be heard."},
    could_change={"en": "Who listens."},
    decides={"en": "Mo, director"},
    questions=(
        YesNo(id=HEARD, text={"en": "Did somebody not listen?"}),
        ShortText(id=WHAT, text={"en": "What was it about?"}, show_if=_YES),
        YesNo(id=AGAIN, text={"en": "Has it happened before?"}, show_if=_YES),
        LongText(id=CHANGE, text={"en": "What would you change?"}, max_length=400),
    ),
)


@dataclass(frozen=True)
class Message:
    """One message or tap: what its author's envelope holds afterwards."""

    pid: ParticipantId
    sitting: Sitting


@dataclass(frozen=True)
class Hits:
    """Texts that were given to their author: of the question for all, and of the branch's."""

    of_all: int
    of_branch: int

    def above_chance(self, rounds_played: int) -> bool:
        """Whether either is more than luck gives once in a thousand."""
        return self.of_all > most_by_chance(FOR_ALL, rounds_played) or (
            self.of_branch > most_by_chance(FOR_ONE, rounds_played)
        )


@dataclass
class Played:
    """A round as the intruder has it, and whose each text was."""

    backups: list[Rows]
    final: Rows
    keys: Keys
    truth: dict[str, bytes]
    rid: str = "hearing"

    def hits(self) -> Hits:
        """How many texts were given to their author."""
        guessed = solve(self.backups, self.final, self.keys, self.rid)
        assert guessed.keys() == self.truth.keys()
        assert len(guessed) == PEOPLE + 1
        right = {words for words in guessed if guessed[words] == self.truth[words]}
        branch = sum(words.startswith(BRANCH) for words in right)
        return Hits(len(right) - branch, branch)


# ---- the round


def sittings(draw: random.Random, place: int) -> list[Sitting]:
    """One person's round: one takes the branch, some change their mind, all send."""
    takes = place == 0
    answers: dict[QuestionKey, Answer] = {HEARD: Chose(("yes" if takes else "no",))}
    steps = [dict(answers)]
    if takes:
        answers[WHAT] = Wrote(f"{BRANCH} {draw.randrange(10**9)}")
        steps.append(dict(answers))
        answers[AGAIN] = Chose(("yes",))
        steps.append(dict(answers))
    for _ in range(draw.randrange(1, 3)):
        answers[CHANGE] = Wrote(f"{draw.randrange(10**9)} " + "and so " * draw.randrange(1, 45))
        steps.append(dict(answers))
    asked = [Sitting(stage=Stage.ASKING, at=CHANGE, answers=step) for step in steps]
    sent = Sitting(stage=Stage.SENT, answers=answers, sharing=Sharing.MY_WORDS)
    return [*asked, sent]


def in_turns(draw: random.Random, pids: Sequence[ParticipantId]) -> list[Message]:
    """Everybody's messages, mixed as they come: each person's own in order."""
    places = list(range(len(pids)))
    draw.shuffle(places)
    left = {pid: sittings(draw, place) for pid, place in zip(pids, places, strict=True)}
    said = []
    while any(left.values()):
        pid = draw.choice([pid for pid in pids if left[pid]])
        said.append(Message(pid, left[pid].pop(0)))
    return said


async def play(seed: int, blank: Blank, root: Path, *, progress: bool = False) -> Played:
    """A round of eight from its opening to its seal, with a backup after each message.

    ``progress`` is a program that notes outside the envelope how far somebody is.
    """
    draw, clock = random.Random(seed), Clock()
    world = await seeded_world(blank, root, clock, draw)
    made: list[Rows] = []
    try:
        round_ = a_round(SURVEY, key="hearing", now=world.now())
        pids = [ParticipantId(world.fresh_bytes(16)) for _ in range(PEOPLE)]
        said = in_turns(draw, pids)
        await _open(world, round_, pids)
        for place, message in enumerate(said):
            await _take(world, round_, message, progress=progress)
            target = root / f"{place}.backup" if FULL and seed % FILES == 0 else None
            made.append(await _backed_up(world, target))
            async with world.database.write() as db:
                await outbox.drop_owed(db, pid=message.pid)
        clock.on(days=8)
        await fielding.close_due(world)
        await sealing.seal_due(world)
    finally:
        await world.database.close()
    final = intruder.laid(database_of(root))
    return Played(made, final, Keys.open(root / "keys"), _truth(said))


def _truth(said: Sequence[Message]) -> dict[str, bytes]:
    last = {message.pid: message.sitting for message in said}
    return {
        answer.text: pid
        for pid, sitting in last.items()
        for answer in sitting.answers.values()
        if isinstance(answer, Wrote)
    }


async def _open(world: World, round_: Round, pids: Sequence[ParticipantId]) -> None:
    world.keys.make_round_keys(round_.id)
    empty = packing.pack(Envelope(None), round_.envelope_size)
    moved_on = AudienceRule(frozenset({Kind.CARE_LEAVER}))
    async with world.database.write() as db:
        await rounds.add_round(db, round_)
        await audiences.set_audience(db, world.keys, round_.id, moved_on)
        await ledger.open_ledger(db, round_.id, pids)
        await envelopes.open_envelopes(db, world.keys, round_.id, pids, empty)


async def _take(world: World, round_: Round, message: Message, *, progress: bool) -> None:
    """What one message does: the envelope, a reply that is owed, and at Send the ledger."""
    rid, pid, sitting = round_.id, message.pid, message.sitting
    async with world.database.write() as db:
        packed = packing.pack(Envelope(sitting), round_.envelope_size)
        await envelopes.save_envelope(db, world.keys, rid, pid, packed)
        to = Address(Chat.WEB, int.from_bytes(pid[:4], "big"))
        await outbox.owe(db, world.keys, to=to, body=b"Saved", now=world.now(), pid=pid, rid=rid)
        if sitting.stage is Stage.SENT:
            await ledger.mark(db, rid, pid, Standing.SUBMITTED)
        elif progress:
            told = {"state": f"at {len(sitting.answers)}", "pid": pid}
            await db.execute(text("UPDATE ledger SET state = :state WHERE pid = :pid"), told)


async def _backed_up(world: World, target: Path | None) -> Rows:
    """The rows of a backup; without a target what a backup does to rows, without its file."""
    if target is not None:
        return intruder.tables(await make_backup(world.database, world.keys, target))
    async with world.database.write() as db:
        await envelopes.reseal_some(db, world.keys)
        await people.reseal_desks(db, world.keys)
    async with world.database.read() as db:
        kept = {
            name
            for name in ("ledger", "envelopes", "outbox")
            if name not in vars(backups)["IN_FLIGHT"]
        }
        return {
            name: [
                dict(row) for row in (await db.execute(text(f"SELECT * FROM {name}"))).mappings()
            ]
            for name in sorted(kept)
        }


# ---- defences, each taken out by itself


def no_padding(patch: pytest.MonkeyPatch) -> None:
    """An envelope as long as what is in it."""

    async def put(db: Any, box: Any, at: tuple[str, bytes], plain: bytes, padded: int) -> None:
        about = b"envelope|" + at[0].encode() + b"|" + at[1]
        blob = box.seal(plain, about=about, size=PREFIX_SIZE + len(plain))
        row = {"blob": blob, "rid": at[0], "pid": at[1]}
        await db.execute(
            text("UPDATE envelopes SET blob = :blob WHERE rid = :rid AND pid = :pid"), row
        )

    patch.setattr(packing, "pack", lambda envelope, size: packing._written(envelope, ()))
    patch.setattr(envelopes, "_put", put)


def no_encryption_anew(patch: pytest.MonkeyPatch) -> None:
    """A backup that copies envelopes as they lie."""
    patch.setattr(envelopes, "reseal_some", lambda *_: asyncio.sleep(0))


def what_is_owed_stays(patch: pytest.MonkeyPatch) -> None:
    """A backup that has the messages on their way."""
    patch.setattr("storage.backups.IN_FLIGHT", frozenset())


def no_mixing(patch: pytest.MonkeyPatch) -> None:
    """Answers stored as the envelopes lie, with ids in turn: either of the two hides it."""
    real, count = shuffle_out, iter(range(10**6))

    class Still:
        def shuffle(self, pile: Any) -> None: ...

    def unmixed(survey: Survey, opened: Any, **given: Any) -> Any:
        given |= {"draw": Still(), "fresh_id": lambda: next(count).to_bytes(16, "big")}
        return real(survey, opened, **given)

    patch.setattr("bot.services.rounds.sealing.shuffle_out", unmixed)


def the_key_stays(patch: pytest.MonkeyPatch) -> None:
    """A seal that does not destroy the key of the envelopes."""
    patch.setattr(Keys, "destroy_draft", lambda keys, rid: True)


def progress_outside(patch: pytest.MonkeyPatch) -> None:
    """A program that notes outside the envelope how far somebody is: see ``play``."""


DEFENCES: Sequence[Callable[[pytest.MonkeyPatch], None]] = (
    no_padding,
    no_encryption_anew,
    what_is_owed_stays,
    no_mixing,
    the_key_stays,
    progress_outside,
)


# ---- the tests


def _pairs() -> list[float]:
    """How many of eight texts dealt to eight people at random are their own. Exact."""
    found = []
    for hits in range(PEOPLE + 1):
        others = PEOPLE - hits
        none = sum((-1) ** k * factorial(others) // factorial(k) for k in range(others + 1))
        found.append(comb(PEOPLE, hits) * none / factorial(PEOPLE))
    return found


FOR_ALL, FOR_ONE = _pairs(), [1 - 1 / PEOPLE, 1 / PEOPLE]


def most_by_chance(a_round: Sequence[float], rounds_played: int) -> int:
    """The 99.9 % point: more right than this is luck once in a thousand. Exact; for one text a
    round it is the binomial's."""
    total = [1.0]
    for _ in range(rounds_played):
        total = _added(total, a_round)
    below = accumulate(total)
    return next(right for right, chance in enumerate(below) if chance >= 1 - SURE)


def _added(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """How the sum of two counts is spread."""
    out = [0.0] * (len(one) + len(other) - 1)
    for a, p in enumerate(one):
        for b, q in enumerate(other):
            out[a + b] += p * q
    return out


@contextmanager
def _without_files() -> Iterator[None]:
    """In short runs the seal's own backup is left out: it is a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        if not FULL:
            patch.setattr(sealing, "back_up", lambda world: asyncio.sleep(0))
        yield


def guessed(seeds: range, blank: Blank, base: Path, *, progress: bool = False) -> Hits:
    """What the solver gets right over many rounds."""

    async def all_rounds() -> Hits:
        of_all = of_branch = 0
        for seed in seeds:
            played = await play(seed, blank, base / str(seed), progress=progress)
            hits = played.hits()
            of_all, of_branch = of_all + hits.of_all, of_branch + hits.of_branch
            shutil.rmtree(base / str(seed))
        return Hits(of_all, of_branch)

    with _without_files(), ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(all_rounds())).result()


def test_a4_backups_after_every_message_link_nobody_to_their_words(
    blank: Blank, tmp_path: Path
) -> None:
    """Whoever keeps the computer has all of this, and young people are told that it is no use.

    Fails when an envelope is not padded, a backup shows which one changed, or any of the other
    defences below is out.
    """
    hits = guessed(range(ROUNDS), blank, tmp_path)

    assert not hits.above_chance(ROUNDS), hits
    assert not FULL or hits.of_all >= ROUNDS / 2, "a solver worse than luck knows something"


@pytest.mark.full
@pytest.mark.parametrize("defence", DEFENCES, ids=lambda one: one.__name__)
def test_a4_the_solver_finds_people_when_one_defence_is_out(
    defence: Callable[[pytest.MonkeyPatch], None],
    blank: Blank,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A solver that could find nobody would prove nothing."""
    defence(monkeypatch)
    progress = defence is progress_outside

    hits = guessed(range(WITHOUT), blank, tmp_path, progress=progress)

    assert hits.above_chance(WITHOUT), hits
