"""A round's box is made once, and gone the moment its key's file is."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.boxes import Box, BoxDamaged
from storage.keys import Keys, RoundKeyGone
from storage.round_boxes import MOST, RoundBoxes
from surveys.ids import RoundId

RID = RoundId("kitchen")


@pytest.fixture
def boxes(tmp_path: Path) -> RoundBoxes:
    (tmp_path / "a.draft").write_bytes(b"k" * 32)
    return RoundBoxes(tmp_path)


def test_a_box_is_made_once(boxes: RoundBoxes) -> None:
    """An answer asks five times."""
    assert boxes.box("a.draft") is boxes.box("a.draft")


def test_a6_a_key_that_anybody_took_away_opens_nothing_any_more(keys: Keys) -> None:
    """Whoever took it: this program, a command beside it, or a hand."""
    keys.make_round_keys(RID)
    sealed = keys.draft(RID).seal(b"words", about=b"x")
    (keys.directory / "rounds" / f"{RID}.draft").unlink()
    with pytest.raises(RoundKeyGone):
        keys.draft(RID).open(sealed, about=b"x")
    assert not keys.has_draft(RID)


def test_a6_a_destroyed_key_is_not_kept_in_memory(keys: Keys) -> None:
    """Nor is one that was used a moment ago."""
    keys.make_round_keys(RID)
    keys.draft(RID)
    keys.destroy_draft(RID)
    assert not keys._boxes._made
    keys.text(RID)
    keys.destroy_text(RID)
    assert not keys._boxes._made


def test_another_key_in_its_place_is_another_box(boxes: RoundBoxes, tmp_path: Path) -> None:
    """After a restore, for one."""
    sealed = boxes.box("a.draft").seal(b"words", about=b"x")
    (tmp_path / "b").write_bytes(b"o" * 32)
    (tmp_path / "b").replace(tmp_path / "a.draft")
    with pytest.raises(BoxDamaged):
        boxes.box("a.draft").open(sealed, about=b"x")


def test_half_a_key_is_none(tmp_path: Path, boxes: RoundBoxes) -> None:
    """It could seal nothing that opens again."""
    (tmp_path / "b.draft").write_bytes(b"k" * 31)
    with pytest.raises(OSError, match="no key"):
        boxes.box("b.draft")


def test_only_so_many_are_kept(tmp_path: Path, boxes: RoundBoxes) -> None:
    """A house of ten thousand rounds does not keep ten thousand boxes."""
    for n in range(MOST + 5):
        (tmp_path / f"{n}.text").write_bytes(Box.fresh_key())
        boxes.box(f"{n}.text")
    assert len(boxes._made) == MOST
