"""What somebody does who has the disk: search bytes, read tables, try keys, compare orders.

Nothing here asks the program for anything. The reading is ``bot.intruder``'s, which
``earshot audit privacy`` stands on too; here are the orders.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import mean

from bot.intruder import files as on_disk
from bot.intruder import rows as lying
from bot.intruder.boxes import open_boxes
from bot.intruder.files import spellings
from bot.intruder.rows import LAID, PERSON_BEARING, Rows, beside_people, raw, tables_of
from tests.attacks.where import MARK

__all__ = [
    "LAID",
    "PERSON_BEARING",
    "Rows",
    "beside_people",
    "databases",
    "files",
    "find",
    "guess_by_place",
    "holding",
    "kendall",
    "laid",
    "open_boxes",
    "ranks_by",
    "raw",
    "spellings",
    "tables",
]

# ---- the disk, and the server's rows where the database is on one

FILE = "earshot.db"


def tables(file: Path) -> Rows:
    """Every row of every table: of SQLite's file, or of the server that stands in its place.

    The server says of each row where it lies and which transaction made it, too.
    """
    mark = file.parent.parent / MARK
    if file.name == FILE and mark.exists():
        return tables_of(mark.read_text())
    return lying.tables(file)


def laid(url: str) -> Rows:
    """Every row in the order in which rows lie: in SQLite's file, or by their ctid."""
    if url.startswith("sqlite"):
        return lying.tables(Path(url.partition(":///")[2]))
    return {table: sorted(rows, key=_place) for table, rows in tables_of(url).items()}


def _place(row: Mapping[str, object]) -> tuple[int, ...]:
    """Page, and place in it."""
    return tuple(map(int, re.findall(r"\d+", str(row["ctid"]))))


def databases(root: Path) -> list[Path]:
    """Every database below ``root``: the one that is used, and each backup."""
    served = [root / "data" / FILE] if (root / MARK).exists() else []
    return [*served, *lying.databases(root)]


def files(root: Path) -> dict[str, bytes]:
    """Every file below ``root``, and a server's rows as if they lay in one."""
    with _laid_out(root) as beside:
        found = {**on_disk.files(root), **on_disk.files(beside)}
    return {name: held for name, held in found.items() if name != MARK}


def find(root: Path, words: Iterable[str]) -> list[str]:
    """Where words are on the disk or in a server's rows, in clear, in any spelling."""
    wanted = list(words)
    with _laid_out(root) as beside:
        return [*on_disk.find(root, wanted), *on_disk.find(beside, wanted)]


def holding(root: Path, pieces: Iterable[bytes]) -> list[str]:
    """The files, and a server's rows, that hold any of these bytes as they are."""
    wanted = list(pieces)
    with _laid_out(root) as beside:
        return [*on_disk.holding(root, wanted), *on_disk.holding(beside, wanted)]


@contextmanager
def _laid_out(root: Path) -> Iterator[Path]:
    """Every value of every row of a server, end to end, where SQLite's file would be."""
    with tempfile.TemporaryDirectory(prefix="earshot-") as place:
        beside = Path(place)
        for house, file in ((root, beside / "data" / FILE), (root.parent, beside / FILE)):
            if (house / MARK).exists() and (house == root or root.name == "data"):
                file.parent.mkdir(exist_ok=True)
                values = [
                    raw(value)
                    for held in tables(house / "data" / FILE).values()
                    for row in held
                    for value in row.values()
                ]
                file.write_bytes(b"\n".join(values))
        yield beside


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
