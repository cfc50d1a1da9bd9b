"""The page about retention is the table, and the table is the database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.services.people import enrolling, inviting
from bot.services.safeguarding import calling, mailing, proving
from storage.tables import metadata
from surveys import retention
from surveys.retained import CLASSES
from tests.retention_page import page

PAGE = Path(__file__).parent.parent / "docs/retention.md"


def test_the_page_is_written_from_the_table() -> None:
    """A data protection officer reads the page, and the program reads the table."""
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.retention_page"


def test_x4_every_table_of_the_database_has_one_class() -> None:
    """What nobody gave a time to is kept for ever, and nobody notices."""
    classed = Counter(table for kept in CLASSES for table in kept.tables)

    assert set(classed) == set(metadata.tables) | {"alembic_version"}
    assert set(classed.values()) == {1}


def test_the_times_in_the_table_are_those_the_program_keeps() -> None:
    """Two numbers for one promise drift apart."""
    assert enrolling.SIGNED_IN_FOR == retention.SIGNED_IN
    assert retention.INVITED.days == inviting.LONGEST_DAYS
    assert proving.KEPT == retention.PROVED
    assert mailing.TOO_OLD == retention.MAIL
    assert calling.KEPT == retention.CALLED
