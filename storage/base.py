"""What every table shares: the declarative base, constraint names, and UTC instants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Date, DateTime, Insert, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

T = TypeVar("T")

NO_ROWID = {"sqlite_with_rowid": False}
"""For every table about people or answers: SQLite keeps no hidden column counting arrivals."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime. A naive one is refused: nobody knows what it meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC; refuse a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs its zone, got the naive {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back what was stored as an aware UTC instant."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(DeclarativeBase):
    """Base of all rows. Rows have no relationships and never leave ``storage``."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, date: Date, bytes: LargeBinary, str: Text}


def table_of(row: type[Row]) -> Table:
    """The table itself. A statement on it, made once, is several times faster than on the row."""
    return cast(Table, row.__table__)


def insert_into(db: AsyncSession, row: type[Row]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say ON CONFLICT, in the dialect the session speaks."""
    return inserting(db.get_bind().dialect.name)(row)


@cache
def inserting(dialect: str) -> Callable[[Any], sqlite.Insert | postgresql.Insert]:
    """What makes an INSERT that can say ON CONFLICT, for ``sqlite`` or ``postgresql``. All that
    SQLAlchemy knows of PostgreSQL takes megabytes, and is loaded where it is spoken."""
    if dialect != "postgresql":
        return sqlite.insert
    from sqlalchemy.dialects import postgresql

    return postgresql.insert


async def insert_all(
    db: AsyncSession, statement: Insert, rows: Iterable[dict[str, Any]], *, by: Sequence[str]
) -> None:
    """Insert ``rows`` in one go, in the order of their ``by`` columns.

    The ``by`` columns hold random bytes, so the order in which rows lie in a page or in the
    write-ahead log tells nothing about the order in which they came.
    """
    ordered = sorted(rows, key=lambda row: tuple(row[column] for column in by))
    if ordered:
        await db.execute(statement, ordered)


def batched(many: Sequence[T], at_once: int = 500) -> Iterator[Sequence[T]]:
    """``many`` in parts that fit into one statement."""
    return (many[start : start + at_once] for start in range(0, len(many), at_once))
