"""What is left to ``make prove`` leaves every requirement in ``make test``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.longest import LONGEST
from tests.mutations import MUTATIONS

ROOT = Path(__file__).parent.parent
_A_TEST = re.compile(r"^(?:async )?def (test_[a-z]\d+_\w+)\(", re.MULTILINE)


@pytest.mark.parametrize("test", LONGEST, ids=lambda test: test.partition("::")[2])
def test_a_test_left_to_make_prove_leaves_a_quick_one_of_its_requirement(test: str) -> None:
    """A requirement that nobody looks at every day is broken for weeks before anybody knows."""
    path, _, name = test.partition("::")

    assert f"def {name}(" in (ROOT / path).read_text("utf-8")
    assert not any(test in mutation.seen_by for mutation in MUTATIONS)
    for requirement in re.findall(r"(?<=_)[a-z]\d+(?=_)", name):
        assert _quick(requirement), requirement


def _quick(requirement: str) -> list[str]:
    """The tests named after a requirement that every run has."""
    return [
        name
        for path, name in _named()
        if re.match(rf"test_(?:[a-z]\d+_)*{requirement}_", name)
        and f"{path}::{name}" not in LONGEST
        and not _marked_full(path, name)
    ]


@cache
def _named() -> list[tuple[str, str]]:
    """Every test that is named after a requirement, but for those that need a browser."""
    return [
        (path.relative_to(ROOT).as_posix(), name)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.parent.name != "browser"
        for name in _A_TEST.findall(path.read_text("utf-8"))
    ]


def _marked_full(path: str, name: str) -> bool:
    before = (ROOT / path).read_text("utf-8").partition(f"def {name}(")[0]
    own = before.rpartition("\n\n\n")[2]
    whole = re.search(r"^pytestmark\b.*\bfull\b", before, re.MULTILINE)
    return "mark.full" in own or whole is not None
