"""Who said what: a guess for every text, from backups made after every message.

It is given what an intruder has: the rows of each backup in the order they were made, the rows
of the sealed round as they lie, and the keys that are still there. It uses when each envelope
changed and how often, how large it is, who stands how and since when, what was owed to whom, which
rows vanish, where answers and people lie, and on a server which transaction each row came in
(xmin). It is told nothing else, and not whose text is whose.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.intruder.boxes import open_boxes
from bot.intruder.rows import Rows, raw
from storage.keys import Keys
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Wrote

OPENED, LARGE, LONG, BUSY, PLACED, CAME = 1000.0, 8.0, 8.0, 6.0, 2.0, 1.0
"""How much each kind of evidence weighs."""


@dataclass
class Trace:
    """What the backups tell of one person. ``came`` is the backup in which they first sent."""

    size: int = 0
    changed: int = 0
    owed: int = 0
    stood: set[str] = field(default_factory=set)
    came: int = 10**6
    gone: int = 0
    held: bytes = b""
    lies: int = 0
    """Where the row about them lies after the seal, among the others."""
    made: int = 0
    """The transaction that row came in; 0 where nothing says so."""

    @property
    def busy(self) -> int:
        """How often something was seen to happen."""
        return self.changed + self.owed + len(self.stood) + self.gone


@dataclass(frozen=True)
class Text:
    """A text of the sealed round, and its place among the answers to its question."""

    words: str
    question: str
    place: int
    asked_everybody: bool


def solve(backups: Sequence[Rows], final: Rows, keys: Keys, rid: str) -> dict[str, bytes]:
    """For every text of a round the person it most likely is of."""
    people = _traces(backups, keys, rid)
    for place, row in enumerate(row for row in final["ledger"] if row["rid"] == rid):
        one = people[raw(row["pid"])]
        one.lies, one.made = place, int(str(row.get("xmin", 0)))
    texts = _texts(final, keys, rid)
    pids = sorted(people)
    random.Random(len(backups)).shuffle(pids)
    guessed: dict[str, bytes] = {}
    for question in sorted({text.question for text in texts}):
        mine = [text for text in texts if text.question == question]
        guessed |= _assigned(mine, pids, _scores(mine, people))
    return guessed


def _traces(backups: Sequence[Rows], keys: Keys, rid: str) -> dict[bytes, Trace]:
    everybody = {raw(row["pid"]) for rows in backups for row in rows["ledger"]}
    people = {pid: Trace() for pid in everybody}
    boxes = [_envelopes(rows, rid) for rows in backups]
    for before, after in pairwise(boxes):
        same = {pid for pid in before.keys() & after.keys() if before[pid] == after[pid]}
        for pid in before:
            # Where all changed, the backup did it. Where some did, those were written to.
            people[pid].changed += pid in after and bool(same) and pid not in same
            people[pid].gone += pid not in after
    for when, rows in enumerate(backups):
        for row in rows["ledger"]:
            one = people[raw(row["pid"])]
            one.stood.add(str(row["state"]))
            if row["state"] == "submitted":
                one.came = min(one.came, when)
        for row in rows.get("outbox", ()):
            if row["to_pid"] is not None:
                people[raw(row["to_pid"])].owed += 1
    for pid, box in boxes[-1].items():
        people[pid].size = len(box)
        mine = [row for row in backups[-1]["envelopes"] if raw(row["pid"]) == pid]
        people[pid].held = b"".join(open_boxes({"envelopes": mine}, keys).get("envelopes", []))
    return people


def _envelopes(rows: Rows, rid: str) -> dict[bytes, bytes]:
    return {raw(row["pid"]): raw(row["blob"]) for row in rows["envelopes"] if row["rid"] == rid}


def _texts(final: Rows, keys: Keys, rid: str) -> list[Text]:
    found: list[Text] = []
    by_question: dict[str, list[str | None]] = {}
    for row in (row for row in final["answers"] if row["rid"] == rid):
        (body, *_) = open_boxes({"answers": [row]}, keys)["answers"]
        answer = answer_from_bytes(body)[0]
        words = answer.text if isinstance(answer, Wrote) else None
        by_question.setdefault(str(row["qid"]), []).append(words)
    for question, each in by_question.items():
        everybody = None not in each
        found += [
            Text(words, question, place, everybody)
            for place, words in enumerate(each)
            if words is not None
        ]
    return found


def _scores(
    texts: Sequence[Text], people: Mapping[bytes, Trace]
) -> Callable[[Text, bytes], float]:
    """How well a text and a person go together. What is the same of everybody tells nothing."""
    large = _ranked({pid: one.size for pid, one in people.items()})
    busy = _ranked({pid: one.busy for pid, one in people.items()})
    came = _ranked({pid: one.came for pid, one in people.items()})
    placed = {pid: one.lies for pid, one in people.items()}
    made = _ranked({pid: one.made for pid, one in people.items()})
    long = _ranked({text.words: len(text.words) for text in texts})

    def score(text: Text, pid: bytes) -> float:
        total = OPENED if text.words.encode() in people[pid].held else 0.0
        if text.asked_everybody:
            total -= (
                (LARGE * abs(large[pid] - long[text.words])) if len({*large.values()}) > 1 else 0
            )
        else:
            total += BUSY * busy[pid] + LONG * large[pid]
        total -= PLACED * abs(placed[pid] - text.place)
        total -= PLACED * abs(made[pid] - text.place) if len({*made.values()}) > 1 else 0
        return total - CAME * abs(came[pid] - text.place)

    return score


def _ranked(values: Mapping[object, int]) -> dict[object, int]:
    order = sorted(set(values.values()))
    return {one: order.index(value) for one, value in values.items()}


def _assigned(
    texts: Sequence[Text], pids: Sequence[bytes], score: Callable[[Text, bytes], float]
) -> dict[str, bytes]:
    """The best pair first, then the best of those that are left."""
    pairs = sorted(
        ((score(text, pid), place, text.words, pid) for text in texts
         for place, pid in enumerate(pids)), reverse=True
    )  # fmt: skip
    guessed: dict[str, bytes] = {}
    for _, _, words, pid in pairs:
        if words not in guessed and pid not in guessed.values():
            guessed[words] = pid
    return guessed
