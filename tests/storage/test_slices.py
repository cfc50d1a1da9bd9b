"""Many rows a slice at a time, and what a table holds as one number."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.engine import Database
from storage.slices import Digest, in_slices

CELLS = st.none() | st.integers() | st.text(max_size=3) | st.binary(max_size=3)
ROWS = st.lists(st.tuples(CELLS, CELLS), unique=True, max_size=5)


def digest(rows: list[tuple[object, ...]]) -> Digest:
    made = Digest()
    for row in rows:
        made.add(row)
    return made


@given(ROWS, ROWS)
def test_f8_two_tables_are_the_same_only_if_their_rows_are(
    one: list[tuple[object, ...]], other: list[tuple[object, ...]]
) -> None:
    """A key is destroyed on the strength of it. The order does not count: engines sort unalike."""
    same = {repr(row) for row in one} == {repr(row) for row in other}

    assert (digest(one) == digest(other)) is same
    assert digest(one) == digest(one[::-1])


def test_f8_what_one_cell_lost_is_not_made_up_for_by_the_next() -> None:
    """A byte that slips into the next column, or words that were bytes, are another row."""
    cases = [
        (b"ab", b"c"), (b"a", b"bc"), ("ab", "c"), (b"'ab'", b"c"), (b"abc",), (b"", b"abc"),
        (datetime(2027, 3, 1, tzinfo=UTC), b"c"), (1, b"c"), (True, b"c"), ("1", b"c"),
    ]  # fmt: skip

    assert [n for n, a in enumerate(cases) for b in cases[:n] if digest([a]) == digest([b])] == []


async def test_each_slice_is_kept_by_itself_until_none_is_left(database: Database) -> None:
    """Whoever writes in between is answered: nothing is locked from one slice to the next."""
    seen: list[int | None] = []

    async def some(db: AsyncSession, last: int | None) -> int | None:
        seen.append(last)
        await db.execute(text("SELECT 1"))
        return len(seen) if len(seen) < 3 else None

    await in_slices(database, some)

    assert seen == [None, 1, 2]
