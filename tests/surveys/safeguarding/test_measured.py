"""The figures of the check are the same wherever they are said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from surveys.safeguarding.measured import BY_CATEGORY, OVERALL, UNSEEN_TEXTS, UNSEEN_WORRIES, Share
from surveys.safeguarding.screening import CATEGORIES

ROOT = Path(__file__).parents[3]
DOCS = (ROOT / "docs/safeguarding.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

ROWS = {
    "now_card": "severity 3, card shown",
    "serious_card": "severity 2 and 3, card shown",
    "now_urgent": "severity 3, said to be urgent",
    "serious_alert": "severity 2 and 3, alert",
    "innocent_card": "innocent, card shown",
    "innocent_alert": "innocent, alert",
}
NAMES = {
    "self_harm": "self-harm",
    "staff_abuse": "abuse by staff",
    "risk_to_others": "risk to others",
}


def said(share: Share) -> str:
    return f"({share.found} of {share.of})"


def row(begins: str, column: int) -> str:
    """A cell of the first table row that begins so."""
    line = next(one for one in DOCS.splitlines() if one.startswith(f"| {begins} |"))
    return line.split("|")[column].strip()


@pytest.mark.parametrize("figure", OVERALL)
def test_the_page_on_safeguarding_says_the_same_figures(figure: str) -> None:
    """A figure that was changed in one place alone is a claim nobody measured."""
    share = OVERALL[figure]  # type: ignore[index]
    cell = row(ROWS[figure], 5)

    assert cell == f"**{share.percent:.1f} %** {said(share)}"


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_page_on_safeguarding_says_the_same_of_each_category(category: str) -> None:
    """Weak categories must be as easy to find as strong ones."""
    share = BY_CATEGORY[category]  # type: ignore[index]

    assert row(NAMES.get(category, category), 2) == f"{share.percent:.1f} % {said(share)}"


def test_the_readme_says_the_same_figures_and_that_silence_means_nothing() -> None:
    """It is what somebody reads before they trust the bot with anybody."""
    table = " ".join(README.split())
    for share in OVERALL.values():
        assert f"{share.percent:.0f} %" in table
    for category, share in BY_CATEGORY.items():
        name = NAMES.get(category, category)
        assert re.search(rf"{name} {share.percent:.0f} %", table), category

    assert f"{UNSEEN_TEXTS:,} made-up texts" in table
    assert f"{UNSEEN_TEXTS:,} texts ({UNSEEN_WORRIES} worries" in DOCS
    assert "Its silence means nothing." in table
