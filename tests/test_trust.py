"""The page that people are asked to trust says what the tests hold, and no more."""

from __future__ import annotations

import pytest

from tests.promises import PROMISES
from tests.trust import (
    BOTH,
    NEITHER,
    PAGE,
    by_requirement,
    databases_found,
    databases_written,
    from_outside,
    page,
    seen_to_fail,
)

INSIDE = {
    "C9": "the webhook is the outside: its own tests post to it",
    "C10": "Telegram's updates are the outside: the adaptor's tests hand them in",
    "C11": "whoever tampers has the database open; storage's tests do that on both engines",
    "D2": "every possible table is counted through, which no run of the program could",
    "D3": "every possible table is counted through, which no run of the program could",
    "D5": "a mean would be in the file that exports' tests read",
}
"""Requirements whose tests stand somewhere else than where the program is driven, and why."""
WANTED = (
    {f"A{n}" for n in range(1, 19)}
    | {f"C{n}" for n in range(1, 12)}
    | {f"D{n}" for n in range(1, 9)}
    | {f"R{n}" for n in (4, 6, 7, 8, 10)}
    | {f"E{n}" for n in (1, 2, 3, 5, 6)}
    | {f"X{n}" for n in range(1, 7)}
    | {f"{kind}{n}" for kind in "FT" for n in range(1, 10)}
    | {f"S{n}" for n in range(1, 7)}
)


def test_the_page_is_written_from_the_tests() -> None:
    """Whoever reads it relies on each line; `python -m tests.trust` writes it anew."""
    assert PAGE.read_text("utf-8") == page(databases_written()), "run python -m tests.trust"


@pytest.mark.full
def test_the_page_says_on_which_databases_each_is_held() -> None:
    """An organisation on PostgreSQL relies on what was tried on PostgreSQL."""
    found = databases_found()

    assert {one: found.get(one) for one in WANTED} == dict(databases_written())
    assert {one for one in WANTED if found[one] not in {BOTH, NEITHER}} == set()


def test_every_requirement_is_promised_in_plain_words() -> None:
    """What nobody can read nobody can hold anybody to."""
    assert set(PROMISES) == WANTED
    assert all(one.said.endswith(".") and one.left for one in PROMISES.values())


@pytest.mark.parametrize("requirement", PROMISES)
def test_every_requirement_has_a_test_from_outside_that_was_seen_to_fail(requirement: str) -> None:
    """A promise without a test is a hope; a test that was never seen to fail is not much more."""
    assert by_requirement()[requirement]
    assert from_outside(requirement) or requirement in INSIDE
    assert requirement in seen_to_fail()
