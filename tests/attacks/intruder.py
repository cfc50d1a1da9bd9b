"""What somebody does who has the disk: search bytes, read tables, try keys, compare orders.

Nothing here asks the program for anything. It reads files with plain sqlite3, and opens boxes
only with keys that lie on the same disk.
"""

from __future__ import annotations

import base64
import json
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import mean

from storage.boxes import Box, BoxDamaged
from storage.keys import Keys, RoundKeyGone
from surveys.ids import RoundId

Rows = Mapping[str, list[dict[str, object]]]

PERSON_BEARING = frozenset(
    {
        "participants", "invites", "ledger", "envelopes", "messages", "outbox", "inbox",
        "seen_updates", "signins", "staff_pins", "tickets", "sittings", "audit",
    }
)  # fmt: skip
"""Tables with a person, a chat or a time in them."""

_SQLITE = b"SQLite format 3\0"
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")


# ---- bytes


def files(root: Path) -> dict[str, bytes]:
    """Every file below ``root``, whatever it is called."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def spellings(word: str) -> dict[str, bytes]:
    """How a word may lie in a file without being encrypted."""
    plain = word.encode()
    shapes = {
        "utf-8": plain,
        "utf-16": word.encode("utf-16-le"),
        "utf-16, other end": word.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "json": json.dumps(word)[1:-1].encode(),
        "backwards": plain[::-1],
    }
    for shift in range(3):
        # A word inside base64 looks different at each of three places; the ends are cut off.
        coded = base64.b64encode(b"\0" * shift + plain)
        shapes[f"base64 at {shift}"] = coded[4:-4]
    return shapes


def find(root: Path, words: Iterable[str]) -> list[str]:
    """Where words are on the disk in clear, in any spelling, also in compressed streams."""
    shapes = [(word, how, seen) for word in words for how, seen in spellings(word).items()]
    found = []
    for name, held in files(root).items():
        unpacked = b"\n".join([held, *_inflated(held)])
        found += [f"{word} as {how} in {name}" for word, how, seen in shapes if seen in unpacked]
    return found


def holding(root: Path, pieces: Iterable[bytes]) -> list[str]:
    """The files that hold any of these bytes as they are."""
    wanted = list(pieces)
    return [name for name, held in files(root).items() if any(piece in held for piece in wanted)]


def _inflated(held: bytes) -> Iterator[bytes]:
    for mark in _ZLIB:
        at = held.find(mark)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(47).decompress(held[at : at + 65536])
            at = held.find(mark, at + 1)


# ---- tables


def databases(root: Path) -> list[Path]:
    """Every SQLite file below ``root``: the database and each backup."""
    return [
        path
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.read_bytes()[:16] == _SQLITE
    ]


def tables(file: Path) -> Rows:
    """Every row of every table of a SQLite file and its log, in the order SQLite gives them."""
    with tempfile.TemporaryDirectory() as scratch:
        for part in file.parent.glob(file.name + "*"):
            if not part.name.endswith(".lock"):
                shutil.copy(part, scratch)
        connection = sqlite3.connect(Path(scratch) / file.name)
        connection.row_factory = sqlite3.Row
        try:
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                )
            ]
            return {
                name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
                for name in names
            }
        finally:
            connection.close()


def raw(value: object) -> bytes:
    """A stored value as bytes."""
    return value if isinstance(value, bytes) else str(value).encode()


def beside_people(rows: Rows) -> bytes:
    """All that is kept in tables that have to do with people, end to end."""
    return b"\n".join(
        raw(value)
        for table in sorted(PERSON_BEARING & rows.keys())
        for row in rows[table]
        for value in row.values()
        if value is not None
    )


# ---- boxes


def open_boxes(rows: Rows, keys: Keys) -> dict[str, list[bytes]]:
    """Everything that any key on the disk opens, by table: what an administrator could read."""
    opened: dict[str, list[bytes]] = {}
    for table, row in ((name, row) for name in rows for row in rows[name]):
        for about, sealed in _boxes(table, row):
            for box in _all_boxes(keys, str(row.get("rid") or "")):
                with suppress(BoxDamaged):
                    opened.setdefault(table, []).append(box.open(sealed, about=about))
    return opened


def _all_boxes(keys: Keys, rid: str) -> list[Box]:
    boxes = [keys.identity, keys.safe]
    for way in (keys.draft, keys.text) if rid else ():
        with suppress(RoundKeyGone):
            boxes.append(way(RoundId(rid)))
    return boxes


SEALED_TO: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]] = {
    "envelopes": [("blob", ("=envelope", "rid", "pid"))],
    "answers": [("body_enc", ("=answer", "rid", "aid"))],
    "readings": [("body_enc", ("=reading", "rid", "aid"))],
    "outbox": [("body_enc", ("=outbox", "mid"))],
    "inbox": [("body_enc", ("=inbox", "source", "update_id"))],
    "participants": [
        (f"{part}_enc", ("=participant", f"={part}", "pid"))
        for part in ("nick", "address", "tags", "desk")
    ],
    "messages": [(f"{part}_enc", ("=message", f"={part}", "id")) for part in ("from", "body")],
    "invites": [("body_enc", ("=invite", "code_hash"))],
    "sittings": [("place_enc", ("=sitting", "sid"))],
    "audiences": [("rule_enc", ("=audience", "rid"))],
    "releases": [("words_enc", ("=release", "rid", "id"))],
}
"""Each sealed column, and what its boxes are sealed to: a word of ours, or another column."""


def _boxes(table: str, row: dict[str, object]) -> Iterator[tuple[bytes, bytes]]:
    """Each sealed value of a row, with what it was sealed to."""
    for column, parts in SEALED_TO.get(table, ()):
        about = [p[1:].encode() if p.startswith("=") else raw(row[p]) for p in parts]
        yield b"|".join(about), raw(row[column] or b"")


# ---- orders


def kendall(ranks: Sequence[int]) -> float:
    """Rank correlation with 0, 1, 2, …: 1 the same order, -1 the reverse, about 0 none."""
    pairs = [(a, b) for a in range(len(ranks)) for b in range(a + 1, len(ranks))]
    return mean(1 if ranks[a] < ranks[b] else -1 for a, b in pairs)


def ranks_by(places: Sequence[int]) -> list[int]:
    """Where each stands among the others."""
    in_order = sorted(places)
    return [in_order.index(place) for place in places]


def guess_by_place(columns: Mapping[str, Sequence[bytes]]) -> list[tuple[bytes, bytes]]:
    """Pair the answers to two questions by where they lie: first with first, and so on."""
    first, second = sorted(columns)[:2]
    return list(zip(columns[first], columns[second], strict=True))
