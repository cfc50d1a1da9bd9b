"""docs/access.md says what the table says."""

from __future__ import annotations

from pathlib import Path

from surveys.people.access_page import CALLED, named, page
from surveys.people.deeds import EBE, EVERYBODY, OPERATOR, ROTA, TRUSTEE

DOCS = Path(__file__).parents[3] / "docs" / "access.md"


def test_c1_the_page_is_the_table() -> None:
    """A manager reads the page; the program reads the table: they must not drift apart."""
    assert DOCS.read_text("utf-8") == page(), (
        "run: python -m surveys.people.access_page > docs/access.md"
    )


def test_everybody_in_the_table_has_a_name_on_the_page() -> None:
    """A role without a name would be left out of its own rows."""
    assert EVERYBODY | {OPERATOR} == set(CALLED)


def test_a_crowd_is_named_as_one_and_its_exceptions_by_name() -> None:
    """A list of eleven roles is read by nobody."""
    assert named(EVERYBODY) == "everybody, strangers too"
    assert named(ROTA - {TRUSTEE}) == (
        "the rota (lead, deputy, outside person, trustees), but not trustees"
    )
    assert named(frozenset({EBE})) == "Experts by Experience"
