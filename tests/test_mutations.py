"""Requirement tests that were seen to fail: each defence is taken out, and its tests notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutating import ROOT, copy, failing, imported_from, page, take_out, taken_out
from tests.mutations import MUTATIONS, Mutation

THREE = ("D1", "D2", "D3", "D4", "D5", "D7", "E1", "E2", "E5", "E6")
SAFEGUARDING = ("C7", "C8", "G7", "G8", "G10", "G15", "G16", "G17")
IDS = [f"{mutation.of}: {mutation.taken_out}" for mutation in MUTATIONS]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=IDS)
def test_every_change_still_fits_the_program(mutation: Mutation) -> None:
    """A change that no longer applies would prove nothing, and say nothing about it."""
    before = (ROOT / mutation.file).read_text("utf-8")

    assert taken_out(mutation, before) != before
    for test in mutation.seen_by:
        path, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text("utf-8"), test


def test_every_requirement_has_three_defences_taken_out() -> None:
    """One breakage seen could be luck."""
    counted = Counter(mutation.of for mutation in MUTATIONS)

    for requirement in (*THREE, *SAFEGUARDING):
        assert counted[requirement] >= 3, requirement


def test_a_change_that_fits_nowhere_or_twice_is_refused() -> None:
    """Whoever rewrites a defence is told to write its breakage anew."""
    change = Mutation("D1", "a floor", "floor.py", "FLOOR", "0", ())

    for text in ("", "FLOOR = FLOOR"):
        with pytest.raises(ValueError, match=r"tests/mutations\.py"):
            taken_out(change, text)


def test_the_documents_list_every_change() -> None:
    """Whoever has to trust this reads a page, not a test. `--page` writes it anew."""
    assert (ROOT / "docs/mutations.md").read_text("utf-8") == page()


@pytest.mark.full
def test_the_copy_is_what_is_tested_and_passes_as_it_stands(tmp_path: Path) -> None:
    """Otherwise the failures below could be anybody's."""
    copied = copy(tmp_path)

    assert imported_from(copied) == {copied}
    assert failing(copied, sorted({test for m in MUTATIONS for test in m.seen_by})) == set()


@pytest.mark.full
@pytest.mark.parametrize("mutation", MUTATIONS, ids=IDS)
def test_a_defence_taken_out_is_seen_by_each_of_its_tests(
    mutation: Mutation, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """A test that passes without its defence guards nothing."""
    copied = copy(tmp_path)
    take_out(mutation, copied)

    assert failing(copied, mutation.seen_by) == set(mutation.seen_by)
    record_property("defences taken out", 1)
