"""Copies of a database of an earlier version, as it is: before its tables are changed.

This program's own tables do not fit it. What is copied is read off the earlier version's tables,
which the migrations can still make.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import MetaData, TextClause, inspect, text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.engine import Database
from storage.migrations import upgrade
from storage.packing import packed, unpacked
from storage.slices import SLICE, Digest
from storage.tables import IN_FLIGHT

VERSIONS = "alembic_version"
"""Made by the migrations themselves."""

Cell = str | bytes | int | None


@dataclass(frozen=True, slots=True)
class OldTable:
    """A table of an earlier version: its columns, and those its rows are put in order by."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]


async def is_there(db: AsyncSession, name: str) -> bool:
    """Whether a database has a table."""
    connection = await db.connection()
    return await connection.run_sync(lambda sync: inspect(sync).has_table(name))


async def write_old_copy(database: Database, part: Path, version: str) -> list[str]:
    """Copy everything but what is in flight into a new SQLite file with tables of ``version``.

    Returns:
        The tables that differ from the original; none when all is well.
    """
    async with unpacked(part) as copy:
        await upgrade(copy, version)
        async with database.read() as db:
            async with copy.write() as into:
                tables = await _list_tables(into)
                for table in tables:
                    async for rows in _read(db, table):
                        await into.execute(_insert(table), rows)
            original = await _digests(db, tables)
    async with packed(part) as copy, copy.read() as written:
        read_back = await _digests(written, tables)
    return [name for name in original if original[name] != read_back[name]]


async def _list_tables(db: AsyncSession) -> list[OldTable]:
    found = MetaData()
    await (await db.connection()).run_sync(found.reflect)
    return [
        OldTable(
            table.name,
            tuple(column.name for column in table.columns),
            tuple(column.name for column in table.primary_key.columns),
        )
        for table in found.sorted_tables
        if table.name not in IN_FLIGHT and table.name != VERSIONS
    ]


async def _read(db: AsyncSession, table: OldTable) -> AsyncIterator[list[dict[str, Cell]]]:
    """Every row in the order of its keys, so that pages tell nothing of the order of arrival."""
    quoted = [_quoted(column) for column in table.columns]
    order = ", ".join(_quoted(key) for key in table.keys)
    found = await db.stream(
        text(f"SELECT {', '.join(quoted)} FROM {_quoted(table.name)} ORDER BY {order}")  # noqa: S608  # names of our own tables
    )
    async for batch in found.partitions(SLICE):
        yield [{f"c{at}": _as_sqlite_keeps(cell) for at, cell in enumerate(row)} for row in batch]


def _insert(table: OldTable) -> TextClause:
    names = ", ".join(_quoted(column) for column in table.columns)
    blanks = ", ".join(f":c{at}" for at in range(len(table.columns)))
    return text(f"INSERT INTO {_quoted(table.name)} ({names}) VALUES ({blanks})")  # noqa: S608


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _as_sqlite_keeps(cell: object) -> Cell:
    """A value as SQLite keeps it: what PostgreSQL gives as an instant, a day or a yes is written
    as SQLAlchemy writes it there."""
    match cell:
        case datetime():
            utc = cell if cell.tzinfo is None else cell.astimezone(UTC).replace(tzinfo=None)
            return utc.isoformat(" ", "microseconds")
        case date():
            return cell.isoformat()
        case bool():
            return int(cell)
        case None | str() | bytes() | int():
            return cell
        case memoryview():
            return bytes(cell)
        case _:
            raise AssertionError(f"no column of ours holds {type(cell).__name__}")


async def _digests(db: AsyncSession, tables: Sequence[OldTable]) -> dict[str, Digest]:
    """What each table holds. The engines do not sort words alike, so the order does not count."""
    digests = {}
    for table in tables:
        found = digests[table.name] = Digest()
        async for some in _read(db, table):
            for row in some:
                found.add(tuple(row.values()))
    return digests
