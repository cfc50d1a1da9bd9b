"""Does it say a name: logs, files and backups searched for people, their numbers and their words.

What is searched for is what the keys open: the names and numbers of everybody known, and what
was written in letters, concerns and open envelopes. None of it is ever printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.intruder.boxes import open_boxes, sealed_in
from bot.intruder.checks import Check
from bot.intruder.files import files, spellings, unpacked
from bot.intruder.house import House
from bot.intruder.rows import Rows, raw
from storage.boxes import BoxDamaged
from surveys.people.roles import Role

SHORTEST_NAME, SHORTEST_IN_FILES = 3, 5
"""A shorter name turns up by chance among random bytes. Unit: letters."""
SHORTEST_NUMBER = 6
"""A chat's number has more digits than what else stands in a log."""
SENTENCE = 12
"""Shortest piece of somebody's words that is searched for. Unit: letters."""

SAID_IN = ("messages", "concerns", "letters", "envelopes", "talk_drafts")
"""Tables whose boxes hold people's words, which may stand nowhere else."""
_RUN = re.compile(r'[^"\\\x00-\x1f\ufffd]{12,120}')
_TOKEN = re.compile(rb"\d{6,16}:[A-Za-z0-9_-]{30,60}")
_IN_BACKUPS = ("utf-8", "utf-16", "json", "hex")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for. Words of sealed answers only in logs: a result may quote them."""

    names: frozenset[str]
    numbers: frozenset[str]
    ids: frozenset[bytes]
    words: frozenset[str]
    sealed: frozenset[str]


def wanted(house: House) -> Wanted:
    """Everything about anybody that the keys open, without what the questions say themselves."""
    names, numbers = set(), set()
    for row in house.rows.get("participants", ()):
        part = _opened(house, row)
        if not Role(str(row["role"])).is_staff:
            names.add(part.get(b"nick", b"").decode().strip())
        with suppress(ValueError):
            numbers.add(str(json.loads(part.get(b"address", b"[]"))[1:][0]))
    said = open_boxes({name: house.rows.get(name, []) for name in SAID_IN}, house.keys)
    sealed = open_boxes({"answers": house.rows.get("answers", [])}, house.keys)
    known = _plain(house)
    return Wanted(
        frozenset(name for name in names if len(name) >= SHORTEST_NAME and name not in known),
        frozenset(number for number in numbers if len(number) >= SHORTEST_NUMBER),
        frozenset(raw(row["pid"]) for row in house.rows.get("participants", ())),
        frozenset(_runs(said.values(), known)),
        frozenset(_runs(sealed.values(), known)),
    )


def in_logs(house: House) -> Iterator[str]:
    """Lines of logs that hold a name, a number, an id, somebody's words or the bot's token."""
    sought = wanted(house)
    kinds = {
        "a name": _any(rf"\b{re.escape(name)}\b" for name in sought.names),
        "a number of somebody's chat": _any(rf"(?<!\d){n}(?!\d)" for n in sought.numbers),
        "a random id of somebody": _any(pid.hex() for pid in sought.ids),
        "somebody's words": _any(map(re.escape, sought.words | sought.sealed)),
    }
    for name, held in house.logs.items():
        for number, line in enumerate(unpacked(held).decode(errors="replace").splitlines(), 1):
            for what, pattern in kinds.items():
                if pattern is not None and pattern.search(line):
                    yield f"{name}, line {number}: {what}"
            if _TOKEN.search(line.encode()):
                yield f"{name}, line {number}: the bot's token"


def in_clear(house: House) -> Iterator[str]:
    """Files that hold a name, a number or somebody's words without being encrypted."""
    sought = wanted(house)
    long = frozenset(name for name in sought.names if len(name) >= SHORTEST_IN_FILES)
    kinds = {"a name": long, "a number": sought.numbers, "somebody's words": sought.words}
    logs = {*house.places.logs}
    for root in _roots(house):
        for name, held in files(root).items():
            if root / name in logs or ".log" in Path(name).suffixes:
                continue
            ways = _IN_BACKUPS if name.endswith(".backup") else None
            whole = unpacked(held)
            for what, values in kinds.items():
                if any(shape in whole for value in values for shape in _shapes(value, ways)):
                    yield f"{root.name}/{name} holds {what}"
    for where, rows in house.stores():
        for place in sorted(_whole_numbers(rows, {int(number) for number in sought.numbers})):
            yield f"{where}: {place} holds a number"


def _whole_numbers(rows: Rows, sought: set[int]) -> set[str]:
    """Columns that hold one of these numbers."""
    return {
        f"{table}.{column}"
        for table in rows
        for row in rows[table]
        for column, value in row.items()
        if isinstance(value, int) and value in sought
    }


def _opened(house: House, row: Mapping[str, object]) -> dict[bytes, bytes]:
    """What the identity key opens of a person's row, by part."""
    found = {}
    for about, sealed in sealed_in("participants", row):
        with suppress(BoxDamaged):
            found[about.split(b"|")[1]] = house.keys.identity.open(sealed, about=about)
    return found


def _plain(house: House) -> str:
    """What stands in clear by design: the policy, the plan, the questions and who made them."""
    written = [
        (house.places.data / name).read_text("utf-8", errors="replace")
        for name in ("policy.toml", "safeguarding.toml")
        if (house.places.data / name).is_file()
    ]
    rows = [row for table in ("surveys", "rounds") for row in house.rows.get(table, ())]
    told = [value for row in rows for value in row.values() if isinstance(value, str)]
    return "\n".join([*written, *told, *(json.dumps(one, ensure_ascii=False) for one in told)])


def _runs(opened: Iterable[Iterable[bytes]], known: str) -> Iterator[str]:
    """Pieces of sentences in what was opened."""
    for held in opened:
        for plain in held:
            for run in _RUN.findall(plain.decode(errors="replace")):
                piece = run.strip()[:60]
                if " " in piece and len(piece) >= SENTENCE and piece not in known:
                    yield piece


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    found = sorted(set(patterns))
    return re.compile("|".join(found)) if found else None


def _shapes(value: str, ways: tuple[str, ...] | None) -> Iterator[bytes]:
    for way, shape in spellings(value).items():
        if ways is None or way in ways:
            yield shape


def _roots(house: House) -> list[Path]:
    places = (house.places.data, house.places.backups, *house.places.more)
    return [place for place in dict.fromkeys(places) if place.exists()]


CHECKS = (
    Check(
        "logs", ("A14", "A18"),
        "No log line holds a name, a chat's number, an id, a token or anybody's words.",
        "Every line of every log that was given, searched for what the keys open.",
        "Staff names are not searched for. A log that was not given was not looked at.",
        in_logs,
    ),
    Check(
        "clear", ("A3", "X3"),
        "Nobody's name, number or words lie anywhere without being encrypted.",
        "Every byte of the data directory and the backups, in several spellings and unpacked. "
        "Names that are in the questions or the policy too, and those under five letters, are "
        "not searched for in files.",
        "Telegram has what was typed there, until it is deleted. What somebody printed or saved "
        "is out of reach.",
        in_clear,
    ),
)  # fmt: skip
