"""Statements made once, which SQLite is asked without SQLAlchemy in between.

An answer in a chat is a dozen statements of some microseconds each; through SQLAlchemy's session
each costs a quarter of a millisecond. A module that has such a statement marks it where it makes
it, with ``direct``. SQLAlchemy still writes it, and still says how its values are stored; on
PostgreSQL, and where it is not marked, it still asks it.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, StatementError

S = TypeVar("S", bound=Executable)

_MARKED: dict[Any, dict[Any, Asked]] = {}
_ONE_SHAPE = "one shape"
"""Where a statement is kept whose words do not depend on how many values it is given."""
_DIALECT = sqlite.dialect()
_SPELLED_OUT = "__[POSTCOMPILE_{}]"

Change = Callable[[Any], Any]


def direct(statement: S) -> S:
    """Mark a statement that is made once: what changes in it are its parameters."""
    _MARKED[statement] = {}
    return statement


def asked(statement: Any, given: Mapping[str, Any]) -> Asked | None:
    """How a marked statement is asked with these parameters; None for any other."""
    try:
        made = _MARKED.get(statement)
    except TypeError:  # not every clause can be looked up, and those are not marked
        return None
    if made is None:
        return None
    found = made.get(_ONE_SHAPE)
    if found is not None:
        return found
    shape = tuple((n, len(v)) if isinstance(v, list | tuple) else n for n, v in given.items())
    found = made.get(shape)
    if found is None:
        found = Asked(statement, given)
        made[shape if found.is_spelled_out else _ONE_SHAPE] = found
    return found


class Rows:
    """What a statement found: rows with names, as SQLAlchemy's own result has them.

    ``rowcount``: how many rows it changed.
    """

    __slots__ = ("_found", "rowcount")

    def __init__(self, found: list[Any], rowcount: int) -> None:
        self._found, self.rowcount = found, rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found)

    def all(self) -> list[Any]:
        """Every row."""
        return self._found

    def first(self) -> Any:
        """The first row, or None."""
        return self._found[0] if self._found else None

    def one_or_none(self) -> Any:
        """The row there is, or None. What finds more than one is not asked this way."""
        assert len(self._found) < 2, "this statement was taken to find one row at most"
        return self.first()


class Asked:
    """One statement with parameters of one shape: its words, and how its values are stored."""

    __slots__ = ("_given", "_order", "_read", "_row", "is_spelled_out", "text")

    def __init__(self, statement: Executable, given: Mapping[str, Any]) -> None:
        made: Any = statement.compile(dialect=_DIALECT, column_keys=list(given))  # type: ignore[attr-defined]
        self.text = str(made)
        self.is_spelled_out = False
        self._order: list[tuple[str | None, Any, Change | None]] = []
        for name in made.positiontup:
            bind = made.binds[name]
            kept = bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
            if bind.expanding:
                many = ", ".join("?" * len(given[name])) or "NULL"
                self.text = self.text.replace(_SPELLED_OUT.format(name), many)
                self.is_spelled_out = True
            self._order.append((name if name in given else None, bind.value, kept))
        as_given = [name for name, _, kept in self._order if name is not None and kept is None]
        is_plain = len(as_given) == len(self._order) > 1 and not self.is_spelled_out
        self._given = itemgetter(*as_given) if is_plain else None
        columns = made._result_columns or ()
        self._row = _row_of(tuple(column.keyname for column in columns))
        readers = [c.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for c in columns]
        self._read = readers if any(readers) else None

    def run(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> Rows:
        """Ask it.

        Raises:
            DBAPIError: SQLite could not do it; as SQLAlchemy raises it, without any value.
        """
        cursor = self._cursor(connection, given)
        return Rows([self._row(*self._as_read(row)) for row in cursor.fetchall()], cursor.rowcount)

    def first(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> Any:
        """Ask it; the first value it finds, or None.

        Raises:
            DBAPIError: see ``run``.
        """
        found = self._cursor(connection, given).fetchall()
        return self._as_read(found[0])[0] if found else None

    def column(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> list[Any]:
        """Ask it; the first value of every row.

        Raises:
            DBAPIError: see ``run``.
        """
        return [self._as_read(row)[0] for row in self._cursor(connection, given).fetchall()]

    def _cursor(self, connection: sqlite3.Connection, given: Mapping[str, Any]) -> sqlite3.Cursor:
        values = self._values(given) if self._given is None else self._given(given)
        try:
            return connection.execute(self.text, values)
        except sqlite3.Error as fault:
            raise as_sqlalchemy(fault, self.text) from fault

    def _values(self, given: Mapping[str, Any]) -> list[Any]:
        values: list[Any] = []
        try:
            for name, usual, kept in self._order:
                value = usual if name is None else given[name]
                if isinstance(value, list | tuple):
                    values += value if kept is None else map(kept, value)
                else:
                    values.append(value if kept is None else kept(value))
        except (TypeError, ValueError) as fault:
            said = f"({type(fault).__name__}) {fault}"
            raise StatementError(said, self.text, None, fault, hide_parameters=True) from fault
        return values

    def _as_read(self, row: Sequence[Any]) -> Sequence[Any]:
        if self._read is None:
            return row
        return [
            value if read is None else read(value)
            for read, value in zip(self._read, row, strict=True)
        ]


@cache
def _row_of(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)


def as_sqlalchemy(fault: sqlite3.Error, statement: str) -> BaseException:
    """The fault as SQLAlchemy raises it, with no value in it."""
    made: BaseException = DBAPIError.instance(
        statement, None, fault, sqlite3.Error, hide_parameters=True, dialect=_DIALECT
    )
    return made
