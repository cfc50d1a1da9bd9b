import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.keys import Keys
from storage.tombs import LIFE, MIRROR
from tests.storage.making import TODAY, pid

SAM, KIM = pid(1), pid(2)


def test_a13_what_was_erased_is_known_again_after_a_start(keys: Keys) -> None:
    """A restore happens in another program, on another day."""
    keys.entomb_erased([SAM], TODAY)
    again = Keys.open(keys.directory).tombs.erased()

    assert SAM in again
    assert KIM not in again


def test_a13_every_medium_remembers_too(keys: Keys, tmp_path: Path) -> None:
    """Whoever has only the backups, or only the second medium, brings nobody back either."""
    assert keys.copies is not None
    keys.copies.mkdir()
    beside_backups = tmp_path / "backups"
    beside_backups.mkdir()
    keys.tombs.mirrors.append(beside_backups)
    keys.entomb_erased([SAM], TODAY)
    keys.tombs.path.unlink()

    for medium in (keys.copies, beside_backups):
        assert SAM in Keys.open(keys.directory).tombs.erased(medium)


def test_a13_a_medium_out_of_reach_stops_no_erasure_and_hears_of_it_later(
    keys: Keys, tmp_path: Path
) -> None:
    """Somebody who asks to be forgotten does not wait for a plug."""
    medium = tmp_path / "unplugged"
    keys.tombs.mirrors.append(medium)
    keys.entomb_erased([SAM], TODAY)
    medium.mkdir()
    keys.tombs.spread()

    assert (medium / MIRROR).exists()
    assert SAM in keys.tombs.erased()


@pytest.mark.parametrize("lost", [b"", b"worn out" * 512, None])
def test_a13_a_damaged_file_does_not_make_its_copies_forget(
    keys: Keys, tmp_path: Path, lost: bytes | None
) -> None:
    """The next erasure writes every copy anew; who was erased before stays erased."""
    medium = tmp_path / "backups"
    medium.mkdir()
    keys.tombs.mirrors.append(medium)
    keys.entomb_erased([SAM], TODAY)
    if lost is None:
        keys.tombs.path.unlink()
    else:
        keys.tombs.path.write_bytes(lost)
    keys.entomb_erased([KIM], TODAY)

    assert SAM in keys.tombs.erased()
    assert KIM in keys.tombs.erased()


def test_a13_a_tombstone_does_not_say_who(keys: Keys) -> None:
    """Without the keys it names nobody, and one erased looks like none and like a hundred."""
    keys.entomb_erased([], TODAY)
    none = keys.tombs.path.read_bytes()
    keys.entomb_erased([SAM], TODAY)
    one = keys.tombs.path.read_bytes()
    keys.entomb_erased([pid(number) for number in range(100)], TODAY)
    many = keys.tombs.path.read_bytes()

    assert len(none) == len(one) == len(many)
    assert bytes(SAM) not in one
    assert keys.tombs.mark(SAM) not in one
    assert stat.S_IMODE(keys.tombs.path.stat().st_mode) == 0o600


def test_a13_wrong_words_write_as_much_as_right_ones(keys: Keys) -> None:
    """Whoever watches the disk must not see which words found something."""
    keys.entomb_erased([SAM], TODAY)
    before = keys.tombs.path.read_bytes()
    keys.entomb_erased([], TODAY)

    assert keys.tombs.path.read_bytes() != before
    assert SAM in keys.tombs.erased()


@pytest.mark.parametrize(("days", "kept"), [(0, True), (400, True), (432, False)])
def test_a13_a_tombstone_goes_with_the_oldest_backup(keys: Keys, days: int, kept: bool) -> None:
    """A mark of somebody who left is not kept for ever; nor does it say the day they left."""
    keys.entomb_erased([SAM], TODAY)
    keys.entomb_erased([KIM], TODAY + timedelta(days=days))

    assert (SAM in keys.tombs.erased()) is kept
    assert timedelta(days=400) == LIFE


def test_a13_two_who_left_in_one_month_go_on_one_day(keys: Keys) -> None:
    """The day a mark ends would else tell who left when."""
    keys.entomb_erased([SAM], date(2026, 3, 2))
    keys.entomb_erased([KIM], date(2026, 3, 20))

    assert len(set(keys.tombs._read(keys.tombs.path).values())) == 1


def test_a_damaged_or_foreign_file_of_tombstones_is_no_obstacle(
    keys: Keys, tmp_path: Path
) -> None:
    """A half-written copy on a medium must not stop a restore."""
    keys.entomb_erased([SAM], TODAY)
    foreign = Keys.create(tmp_path / "other")
    foreign.entomb_erased([KIM], TODAY)
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / MIRROR).write_bytes(b"half")
    foreign.tombs.spread(tmp_path)

    found = keys.tombs.erased(tmp_path, tmp_path / "half", tmp_path / "not there")
    assert SAM in found
    assert KIM not in found
