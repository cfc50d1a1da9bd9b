"""The page about the coach is what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.coach_page import RULES, page
from tests.surveys.coaching import measuring

PAGE = Path(__file__).parent.parent / "docs/coach.md"


@pytest.mark.full
def test_the_page_says_what_is_measured() -> None:
    """Figures that are written by hand are last year's."""
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.coach_page > docs/coach.md"


def test_every_rule_is_on_the_page() -> None:
    """And no figure is left out because it is low."""
    assert tuple(RULES) == measuring.RULES
