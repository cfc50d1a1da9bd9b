import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from storage.custody import CustodyRefused, State, compare, copy_out, noted, put_back
from storage.keys import CUSTODY, Keys, KeysExist, MissingKey
from surveys.ids import RoundId
from tests.storage.making import RID, TODAY, pid

LAST = TODAY + timedelta(days=365)
ENDS = {RID: LAST}
AFTER = LAST + timedelta(days=1)


@pytest.fixture
def medium(keys: Keys, tmp_path: Path) -> Path:
    """A custodian's medium with second copies of a house with one round."""
    keys.make_round_keys(RID)
    copy_out(keys, tmp_path / "medium", ENDS, TODAY)
    return tmp_path / "medium"


def stands(keys: Keys, medium: Path) -> dict[str, State]:
    return {one.name: one.state for one in compare(keys, medium, ENDS, TODAY)}


def test_second_copies_are_what_is_kept_and_never_a_draft_key(keys: Keys, medium: Path) -> None:
    """A draft key dies at the seal; in a drawer it would not."""
    names = {path.name for path in medium.iterdir()}
    assert names == {"identity.key", "safe.key", f"{RID}.text", CUSTODY, "earshot-tombstones"}
    assert set(stands(keys, medium).values()) == {State.SOUND}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in medium.iterdir())
    assert stat.S_IMODE(medium.stat().st_mode) == 0o700


def test_the_note_says_what_it_is_and_what_dies_when_and_no_secret(
    keys: Keys, medium: Path
) -> None:
    """Whoever finds it in ten years must know what to do with it."""
    note = (medium / CUSTODY).read_text()
    assert f"to be destroyed on {LAST}" in note
    assert "apart from every backup" in note
    assert (keys.directory / "identity.key").read_bytes().hex() not in note


def test_what_is_missing_or_other_is_named(keys: Keys, medium: Path) -> None:
    """A copy that was never looked at is none."""
    (medium / "safe.key").unlink()
    (medium / "identity.key").write_bytes(bytes(32))
    (medium / f"{RID}.draft").write_bytes(bytes(32))
    (medium / "long-ago.text").write_bytes(bytes(32))

    found = stands(keys, medium)
    assert found["safe.key"] is State.MISSING
    assert found["identity.key"] is State.OLD
    assert found[f"{RID}.draft"] is State.NEVER
    assert found["long-ago.text"] is State.DEAD


def test_x4_a_copy_dies_with_its_round_when_the_medium_is_brought_up_to_date(
    keys: Keys, medium: Path
) -> None:
    """Every backup of those words dies with the key, and the key with its last copy."""
    keys.destroy_text(RID)
    assert {one.name for one in compare(keys, medium, ENDS, AFTER) if one.state is State.DEAD} == {
        f"{RID}.text"
    }
    assert noted(keys, ENDS, AFTER).ended == (f"{RID}.text",)
    copy_out(keys, medium, ENDS, AFTER)
    assert not (medium / f"{RID}.text").exists()
    assert noted(keys, ENDS, AFTER).ended == ()


def test_a_key_lost_here_is_not_destroyed_there(keys: Keys, medium: Path) -> None:
    """The copy is what it was made for."""
    (keys.directory / "rounds" / f"{RID}.text").unlink()
    copy_out(keys, medium, ENDS, TODAY)
    assert stands(keys, medium)[f"{RID}.text"] is State.LOST_HERE
    assert put_back(medium, keys.directory) == [f"{RID}.text"]
    assert stands(keys, medium)[f"{RID}.text"] is State.SOUND


def test_what_the_medium_lacks_is_known_without_it(keys: Keys, medium: Path) -> None:
    """It is put away; the doctor must know all the same."""
    assert noted(keys, ENDS, TODAY).on == TODAY
    assert noted(keys, ENDS, TODAY).lacks == ()
    other = RoundId("autumn")
    keys.make_round_keys(other)
    assert noted(keys, {**ENDS, other: LAST}, TODAY).lacks == ("autumn.text",)


@pytest.mark.parametrize("place", ["data", "data/in it", ".", "backups", "keys", "copies"])
def test_second_copies_never_lie_with_what_they_open(
    keys: Keys, tmp_path: Path, place: str
) -> None:
    """Whoever took that medium would have both."""
    apart = [tmp_path / "data", tmp_path / "backups"]
    with pytest.raises(CustodyRefused, match="Way out"):
        copy_out(keys, tmp_path / place, ENDS, TODAY, apart)


@pytest.mark.parametrize("name", ["a.backup", "earshot.db", "earshot-key-copies"])
def test_a_medium_with_backups_or_draft_copies_is_refused(
    keys: Keys, tmp_path: Path, name: str
) -> None:
    """Told by what lies there: a stick may be called anything."""
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / name).touch()
    with pytest.raises(CustodyRefused, match="Way out"):
        copy_out(keys, tmp_path / "stick", ENDS, TODAY)


def test_another_houses_medium_is_left_as_it_is(keys: Keys, medium: Path, tmp_path: Path) -> None:
    """Overwritten, that house would have no second copy any more."""
    others = Keys.create(tmp_path / "other keys")
    with pytest.raises(CustodyRefused, match="another Earshot's"):
        copy_out(others, medium, ENDS, TODAY)
    with pytest.raises(KeysExist, match="another key"):
        put_back(medium, others.directory)
    assert set(stands(keys, medium).values()) == {State.SOUND}


def test_what_is_no_medium_is_named(keys: Keys, tmp_path: Path) -> None:
    """A stick that was not mounted is an empty directory."""
    with pytest.raises(CustodyRefused, match="no second copies"):
        compare(keys, tmp_path, ENDS, TODAY)
    with pytest.raises(CustodyRefused, match="no second copies"):
        put_back(tmp_path, tmp_path / "new")


def test_a_medium_without_a_key_that_all_depends_on_is_named(medium: Path, tmp_path: Path) -> None:
    """Half a house is not put back in silence."""
    (medium / "safe.key").unlink()
    with pytest.raises(MissingKey, match=r"safe\.key"):
        put_back(medium, tmp_path / "new")


def test_a13_put_back_the_keys_open_everything_and_remember_who_was_erased(
    keys: Keys, medium: Path, tmp_path: Path
) -> None:
    """All that is left of the machine is this medium."""
    sealed = keys.identity.seal(b"who", about=b"x")
    words = keys.text(RID).seal(b"words", about=b"x")
    keys.entomb_erased([pid(1)], TODAY)
    copy_out(keys, medium, ENDS, TODAY)
    shutil.rmtree(keys.directory)
    put_back(medium, tmp_path / "new")

    again = Keys.open(tmp_path / "new")
    assert again.identity.open(sealed, about=b"x") == b"who"
    assert again.text(RID).open(words, about=b"x") == b"words"
    assert pid(1) in again.tombs.erased()
    assert not again.has_draft(RID)
    files = [path for path in (tmp_path / "new").rglob("*") if path.is_file()]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
