"""Whoever passes Earshot on must know what they pass on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.licences import AS_LIBRARY, ELSEWHERE, PERMISSIVE, is_allowed, page
from tests.shipped import BUILDS, parts

PAGE = Path(__file__).parent.parent / "docs/licences.md"


def test_every_licence_is_permissive_or_of_a_library() -> None:
    """A package under another would put all of Earshot under it, or may not be passed on."""
    odd = {
        part.name: part.licence
        for part in parts()
        if part.name not in ELSEWHERE and not is_allowed(part.licence, PERMISSIVE | AS_LIBRARY)
    }

    assert odd == {}
    assert len(parts()) > 50


def test_every_package_brings_its_licence_along() -> None:
    """Permissive licences ask for that alone."""
    without = [part.name for part in parts() if part.installed is not None and not part.texts]

    assert without == []


def test_only_what_is_for_other_machines_was_read_by_hand() -> None:
    """What is written by hand drifts."""
    missing = {part.name for part in parts() if part.installed is None}

    assert missing == set(ELSEWHERE)
    assert BUILDS in {part.name for part in parts()}


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("Apache-2.0 AND GPL-3.0-only", False),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-only AND MIT", False),
        ("", False),
    ],
)
def test_of_two_licences_the_words_between_them_decide(licence: str, fits: bool) -> None:
    """ "Or" leaves a choice, "and" does not; no licence at all allows nothing."""
    assert is_allowed(licence, PERMISSIVE) is fits


def test_the_page_is_as_the_packages_say() -> None:
    """A list that was true once is no list."""
    assert PAGE.read_text("utf-8") == page()
