import os
import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature

from storage.boxes import BoxDamaged
from storage.keys import (
    CopiesOutOfReach,
    Keys,
    KeysExist,
    MissingKey,
    RoundKeyGone,
    about_round,
)
from storage.tombs import LIFE
from surveys.ids import RoundId
from tests.storage.making import RID, TODAY


def every_file(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_file()]


def test_keys_are_readable_by_their_owner_only(keys: Keys) -> None:
    """Another account on the machine must not be able to copy them."""
    keys.make_round_keys(RID)
    assert keys.copies is not None
    files = every_file(keys.directory) + every_file(keys.copies)

    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(keys.directory.stat().st_mode) == 0o700
    assert stat.S_IMODE(keys.copies.stat().st_mode) == 0o700


def test_keys_open_what_they_sealed_after_a_restart(keys: Keys) -> None:
    """The same directory gives the same keys."""
    sealed = keys.identity.seal(b"Otter", about=b"x")
    again = Keys.open(keys.directory)

    assert again.identity.open(sealed, about=b"x") == b"Otter"
    assert again.lookup("web", 7) == keys.lookup("web", 7)
    assert again.code_hash("abc") == keys.code_hash("abc")


def test_each_purpose_has_its_own_key(keys: Keys) -> None:
    """A code hash must match nothing in the table of people, nor one box open another."""
    assert keys.lookup("web", 7) != keys.code_hash("web:7")
    assert keys.lookup("web", 7) != keys.lookup("telegram", 7)
    with pytest.raises(BoxDamaged):
        keys.safe.open(keys.identity.seal(b"x", about=b"x"), about=b"x")


def test_records_are_signed_by_one_key_for_good_and_by_no_other(keys: Keys) -> None:
    """A record that was filed last year must still be shown to be ours, and nobody else's."""
    signed = keys.signing.sign(b"a record")
    elsewhere = Keys.create(keys.directory.with_name("elsewhere"))

    Keys.open(keys.directory).signing.public_key().verify(signed, b"a record")
    with pytest.raises(InvalidSignature):
        elsewhere.signing.public_key().verify(signed, b"a record")


@pytest.mark.parametrize("name", ["identity.key", "safe.key"])
def test_f9_a_missing_key_is_named_and_never_replaced(keys: Keys, name: str) -> None:
    """A fresh key would open nothing, and hide that the old one can still be put back."""
    (keys.directory / name).unlink()

    with pytest.raises(MissingKey) as missing:
        Keys.open(keys.directory)
    assert missing.value.name == name
    assert not (keys.directory / name).exists()


def test_f9_a_cut_key_is_missing(keys: Keys) -> None:
    """Half a key is no key."""
    (keys.directory / "safe.key").write_bytes(b"half")

    with pytest.raises(MissingKey):
        Keys.open(keys.directory)


@pytest.mark.parametrize("left", ["identity.key", "safe.key"])
def test_f9_keys_are_never_made_over_others(keys: Keys, left: str) -> None:
    """One key left in the directory is enough to refuse making new ones."""
    for name in {"identity.key", "safe.key"} - {left}:
        (keys.directory / name).unlink()

    with pytest.raises(KeysExist):
        Keys.create(keys.directory)


class Killed(BaseException):
    """Stands for kill -9: nothing of the program catches it or clears up after it."""


def kill_before(moment: int, patch: pytest.MonkeyPatch) -> None:
    """Let the program die before the given call of those that change the disk, from 1."""
    calls = count(1)

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **named: object) -> object:
            if next(calls) == moment:
                raise Killed
            return real(*args, **named)

        return call

    for place, name in (
        (os, "open"),
        (os, "write"),
        (Path, "replace"),
        (Path, "mkdir"),
        (Path, "rmdir"),
    ):
        patch.setattr(place, name, dying(getattr(place, name)))


def make_killed_before(moment: int, room: Path) -> bool:
    """Make keys and die there. False once the making is over before that moment."""
    with pytest.MonkeyPatch.context() as patch:
        kill_before(moment, patch)
        try:
            Keys.create(room)
        except Killed:
            return True
    return False


def test_f9_making_the_keys_killed_at_any_moment_leaves_both_or_neither(tmp_path: Path) -> None:
    """Half a pair could neither be opened nor made again: a setup stuck for good."""
    moments = 0
    while make_killed_before(moments + 1, tmp_path / str(moments)):
        room = tmp_path / str(moments)
        moments += 1
        try:
            found = Keys.open(room).identity.seal(b"x", about=b"x")
        except MissingKey:
            found = None
            Keys.create(room)
        again = Keys.open(room)
        assert found is None or again.identity.open(found, about=b"x") == b"x"
        assert {path.name for path in every_file(room)} == {"identity.key", "safe.key"}

    assert moments >= 15


def test_f9_making_the_keys_again_after_a_kill_keeps_a_pair_that_counted(tmp_path: Path) -> None:
    """Setup run again must take up the pair that was whole, and not make another over it."""
    whole = Keys.create(tmp_path / "k")
    (tmp_path / "k" / ".made").mkdir()
    (tmp_path / "k" / "safe.key").rename(tmp_path / "k" / ".made" / "safe.key")

    again = Keys.create(tmp_path / "k")
    assert again.safe.open(whole.safe.seal(b"x", about=b"x"), about=b"x") == b"x"
    with pytest.raises(KeysExist, match=r"identity\.key"):
        Keys.create(tmp_path / "k")


def test_a_rounds_keys_are_its_own(keys: Keys) -> None:
    """Destroying one round's key must not touch another's, nor open it."""
    other = RoundId("autumn")
    for rid in (RID, other):
        keys.make_round_keys(rid)
    sealed = keys.draft(RID).seal(b"words", about=b"x")

    with pytest.raises(BoxDamaged):
        keys.draft(other).open(sealed, about=b"x")
    with pytest.raises(BoxDamaged):
        keys.text(RID).open(sealed, about=b"x")
    assert keys.destroy_draft(other)
    assert keys.draft(RID).open(sealed, about=b"x") == b"words"


def test_making_round_keys_again_changes_nothing(keys: Keys) -> None:
    """A launch taken up again after a crash must not lock the envelopes it already made."""
    keys.make_round_keys(RID)
    sealed = keys.draft(RID).seal(b"words", about=b"x")
    keys.make_round_keys(RID)

    assert keys.draft(RID).open(sealed, about=b"x") == b"words"


def test_a6_a_destroyed_draft_key_is_nowhere(keys: Keys) -> None:
    """After the seal no disk of ours may hold what opens an envelope."""
    keys.make_round_keys(RID)
    assert keys.copies is not None
    key = (keys.directory / "rounds" / f"{RID}.draft").read_bytes()
    assert (keys.copies / f"{RID}.draft").read_bytes() == key

    assert keys.destroy_draft(RID)

    everything = every_file(keys.directory) + every_file(keys.copies)
    assert [path for path in everything if key in path.read_bytes()] == []
    assert not keys.has_draft(RID)
    with pytest.raises(RoundKeyGone) as gone:
        keys.draft(RID)
    assert gone.value.rid == RID
    assert keys.destroy_draft(RID)


def test_a6_the_bytes_are_overwritten_before_the_name_goes(keys: Keys, tmp_path: Path) -> None:
    """Unlinking leaves the bytes on the disk; a second name for the file shows them."""
    keys.make_round_keys(RID)
    path = keys.directory / "rounds" / f"{RID}.draft"
    key = path.read_bytes()
    os.link(path, tmp_path / "still")
    keys.destroy_draft(RID)

    assert key not in (tmp_path / "still").read_bytes()


def test_a6_a_copy_out_of_reach_is_outstanding(keys: Keys, tmp_path: Path) -> None:
    """Nothing is released while a stick in somebody's drawer could open the envelopes."""
    keys.make_round_keys(RID)
    assert keys.copies is not None
    keys.copies.rename(tmp_path / "drawer")

    assert not keys.destroy_draft(RID)
    assert not keys.has_draft(RID)

    keys.copies.mkdir()
    assert not keys.destroy_draft(RID), "an empty mount point is not the medium"

    keys.copies.rmdir()
    (tmp_path / "drawer").rename(keys.copies)
    assert keys.destroy_draft(RID)
    assert not (keys.copies / f"{RID}.draft").exists()


def test_a6_forgetting_the_medium_does_not_forget_the_copy(keys: Keys) -> None:
    """Taking the setting out must not make a copy that exists count as gone."""
    keys.make_round_keys(RID)

    assert not Keys.open(keys.directory).destroy_draft(RID)


def test_without_a_medium_no_key_is_made(tmp_path: Path) -> None:
    """A round whose only key could be lost with the machine is not opened by accident."""
    blocked = tmp_path / "copies"
    blocked.write_text("not a directory")
    keys = Keys.create(tmp_path / "k", blocked)

    with pytest.raises(CopiesOutOfReach, match="second"):
        keys.make_round_keys(RID)
    assert not keys.has_draft(RID)
    assert keys.destroy_draft(RID)


def test_an_unplugged_medium_is_not_made_up(tmp_path: Path) -> None:
    """A "second medium" that is a new directory on the same disk protects nothing."""
    keys = Keys.create(tmp_path / "k", tmp_path / "stick" / "earshot")

    with pytest.raises(CopiesOutOfReach):
        keys.make_round_keys(RID)
    assert not (tmp_path / "stick").exists()


def test_x4_a_destroyed_text_key_ends_every_backup(keys: Keys) -> None:
    """At the end of retention the words die in all copies at once."""
    keys.make_round_keys(RID)
    keys.destroy_text(RID)
    keys.destroy_text(RID)

    with pytest.raises(RoundKeyGone):
        keys.text(RID)


def test_tombstones_outlive_a_restart(keys: Keys) -> None:
    """A backup put back later must not bring a sealed round to life."""
    assert keys.entombed() == frozenset()
    keys.entomb(RID, TODAY)
    keys.entomb(RID, TODAY)

    assert Keys.open(keys.directory).entombed() == {RID}


def test_a13_a_sealed_round_is_remembered_until_no_backup_from_before_can_come_back(
    keys: Keys,
) -> None:
    """What is refused for its age needs no tombstone; what is not, needs it to the last day."""
    keys.entomb(RID, TODAY)
    keys.end_tombs(TODAY + LIFE)
    assert keys.entombed() == {RID}
    assert about_round(RID) in keys.tombs.erased()

    keys.end_tombs(TODAY + LIFE + timedelta(days=32))
    assert keys.entombed() == frozenset()
    assert not keys.tombs.erased().marks


@pytest.mark.parametrize("held", ["", "0", "what is this"])
def test_a13_a_tombstone_that_names_no_day_is_kept_for_a_whole_life_from_now(
    keys: Keys, held: str
) -> None:
    """One from before days were written down, or from another medium, is never dropped early."""
    keys.entomb(RID, TODAY)
    (keys.directory / "tombs" / RID).write_text(held, "utf-8")
    keys.end_tombs(TODAY + LIFE)
    keys.end_tombs(TODAY + LIFE + LIFE)
    assert keys.entombed() == {RID}

    keys.end_tombs(TODAY + LIFE + LIFE + timedelta(days=32))
    assert keys.entombed() == frozenset()


def test_a_directory_without_rooms_still_works(keys: Keys) -> None:
    """The custodian's second copy may hold the two keys only."""
    shutil.rmtree(keys.directory / "tombs")
    shutil.rmtree(keys.directory / "rounds")
    again = Keys.open(keys.directory)
    again.make_round_keys(RID)

    assert again.entombed() == frozenset()
    assert again.has_draft(RID)


@pytest.mark.parametrize("rid", ["../identity", "", "a/b", "x" * 41, ".draft"])
def test_a_round_name_cannot_leave_the_directory(keys: Keys, rid: str) -> None:
    """A name from outside becomes part of a path."""
    with pytest.raises(ValueError, match="round key"):
        keys.make_round_keys(RoundId(rid))


def test_f9_a_lost_draft_key_is_put_back_from_its_copy_and_dies_with_it(keys: Keys) -> None:
    """The short-lived copy is for this; and what was put back is destroyed like the first."""
    keys.make_round_keys(RID)
    sealed = keys.draft(RID).seal(b"words", about=b"x")
    (keys.directory / "rounds" / f"{RID}.draft").unlink()
    (keys.directory / "rounds" / f"{RID}.copied").unlink()

    assert keys.recover_draft(RID)
    assert keys.draft(RID).open(sealed, about=b"x") == b"words"
    assert keys.outstanding() == [RID]
    assert keys.destroy_draft(RID)
    assert not keys.recover_draft(RID)


def test_a6_a_copy_that_nothing_here_tells_of_is_destroyed_too(keys: Keys) -> None:
    """After a loss of the machine the notes are gone, and the second medium is not."""
    keys.make_round_keys(RID)
    assert keys.copies is not None
    for kind in ("draft", "copied"):
        (keys.directory / "rounds" / f"{RID}.{kind}").unlink()

    assert keys.destroy_draft(RID)
    assert list(keys.copies.glob("*.draft")) == []


@pytest.mark.parametrize("most", [10, 1])
def test_rounds_whose_keys_went_are_found_among_many(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Each tick asks, one by one for few rounds and with one look for many: the same answer."""
    monkeypatch.setattr("storage.keys.LOOKED_UP", most)
    rids = [RoundId(name) for name in ("whole", "mute", "never")]
    for rid in rids[:2]:
        keys.make_round_keys(rid)
    keys.destroy_text(rids[1])

    assert keys.keyless(rids) == rids[1:]
    assert keys.keyless([]) == []
