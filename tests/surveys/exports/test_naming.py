"""What a file is called: something to find it by, and nothing that any machine stumbles over."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.exports.naming import LONGEST, NO_RELEASE, stem
from surveys.reports.model import Report
from tests.surveys.reports.rounds import FOOD, chosen, report

MADE = report(FOOD, chosen("meal", good=9), 9, {})


def titled(title: str) -> Report:
    return MADE.model_copy(update={"title": title})


def test_e6_a_file_is_named_by_its_title_its_release_and_its_form() -> None:
    """E6: whoever finds it in a folder knows what it is, and which edition of it."""
    made = titled("What’s for tea? Café & garden")
    assert stem(made, "For the board") == (
        f"whats-for-tea-cafe-garden-for-the-board-r-1-form{made.form_version}"
    )


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_title_is_a_name_that_every_machine_takes(title: str) -> None:
    """No way out of a folder, no header broken in two, no hidden file, no endless name."""
    name = stem(titled(title), "What people said")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) < LONGEST + 60


@pytest.mark.parametrize("title", ["الطعام في البيت", "…", ""])
def test_a_title_without_latin_letters_is_named_by_its_round(title: str) -> None:
    """A name that is only signs would be the same for every round."""
    assert stem(titled(title), "Poster").startswith("food-1-poster-")


def test_a_paper_without_a_release_says_so_in_its_name() -> None:
    """Nothing was released where nothing may be shown."""
    assert NO_RELEASE in stem(MADE.model_copy(update={"release": ""}), "What people said")
