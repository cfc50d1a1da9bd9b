"""Rows of a database as they lie: plain SQLite or PostgreSQL, with nothing of the program's."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

Rows = Mapping[str, list[dict[str, object]]]
"""Every row of every table, by the table's name."""

PERSON_BEARING = frozenset(
    {
        "participants", "invites", "ledger", "envelopes", "messages", "outbox", "inbox",
        "seen_updates", "signins", "staff_pins", "tickets", "sittings", "audit", "concerns",
        "letters", "calls", "listeners", "duties", "authenticators", "talks", "talk_drafts",
        "rosters", "drafts",
    }
)  # fmt: skip
"""Tables with a person, a chat or a time in them."""

LAID = frozenset({"ctid", "xmin"})
"""What PostgreSQL says of where a row lies and of the transaction it came in."""

_SQLITE = b"SQLite format 3\0"
_TRIES = 3


class Unreadable(Exception):
    """A database cannot be read. The text says why, and holds nothing that is stored."""


def is_database(file: Path) -> bool:
    """Whether a file is a SQLite database, whatever it is called."""
    with file.open("rb") as opened:
        return opened.read(len(_SQLITE)) == _SQLITE


def databases(root: Path) -> list[Path]:
    """Every SQLite file below ``root``: the database and each backup."""
    return [path for path in sorted(root.rglob("*")) if path.is_file() and is_database(path)]


def tables(file: Path) -> Rows:
    """Every row of every table of a SQLite file and its log, in the order SQLite gives them.

    Only a copy is opened: nothing beside the file is made, nor changed.

    Raises:
        Unreadable: It is damaged, or was being written to at each of three tries.
    """
    for _ in range(_TRIES):
        try:
            return _copied(file)
        except sqlite3.DatabaseError:
            continue
    raise Unreadable(f"{file.name} is damaged, or is being written to")


def tables_of(url: str) -> Rows:
    """Every row of every table of a PostgreSQL database, with ``ctid`` and ``xmin``.

    Raises:
        Unreadable: It is not there, or may not be read.
    """
    try:
        with psycopg.connect(_plain(url), row_factory=dict_row) as connection:
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            names = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            ).fetchall()
            return {
                row["tablename"]: [
                    dict(found)
                    for found in connection.execute(
                        sql.SQL("SELECT ctid::text AS ctid, xmin::text AS xmin, * FROM {}").format(
                            sql.Identifier(row["tablename"])
                        )
                    )
                ]
                for row in names
            }
    except psycopg.Error as fault:
        raise Unreadable(f"PostgreSQL would not let it be read ({type(fault).__name__})") from None


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


def _copied(file: Path) -> Rows:
    with tempfile.TemporaryDirectory(prefix="earshot-") as scratch:
        for part in file.parent.glob(file.name + "*"):
            if not part.name.endswith((".lock", "-shm")):
                shutil.copy(part, scratch)
        with closing(sqlite3.connect(Path(scratch) / file.name)) as connection:
            connection.row_factory = sqlite3.Row
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                )
            ]
            return {
                name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
                for name in names
            }


def _plain(url: str) -> str:
    """An address as PostgreSQL's own library takes it, without a driver's name."""
    scheme, _, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}://{rest}"
