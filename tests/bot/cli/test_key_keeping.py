from pathlib import Path

import pytest

from tests.bot.cli.test_cli import OPEN, SETUP, does, earshot, house, refuses, somewhere

__all__ = ["house", "somewhere"]

pytestmark = pytest.mark.usefixtures("house")


def contents(directory: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def test_status_says_of_every_key_what_it_is_and_shows_none(somewhere: Path) -> None:
    """What an administrator shows a data protection officer, with no secret in it."""
    does(*OPEN)
    said = does("keys", "status")
    assert "who people are" in said
    assert "no second copy is known of" in said
    assert "Way out: `earshot keys copy DIRECTORY`" in said
    for key in (somewhere / "data-keys").rglob("*.key"):
        assert key.read_bytes().hex() not in said


def test_second_copies_are_made_checked_and_put_back(somewhere: Path) -> None:
    """What a custodian does in a quarter of an hour, and again when the machine is lost."""
    said = does("keys", "copy", "medium")
    assert "Put medium away" in said
    assert "All as they are here." in does("keys", "check", "medium")
    assert "second copy of" in does("keys", "status")
    before = contents(somewhere / "data-keys")
    (somewhere / "medium" / "safe.key").unlink()
    assert "Way out: `earshot keys copy medium`" in refuses("keys", "check", "medium")
    does("keys", "copy", "medium")
    does("keys", "check", "medium")
    for name in ("identity.key", "safe.key"):
        (somewhere / "data-keys" / name).unlink()
    assert "second copy" in refuses("people")
    assert "identity.key, safe.key" in does("keys", "put-back", "medium")
    does("people")
    after = contents(somewhere / "data-keys")
    assert all(after[path] == before[path] for path in before if path.endswith(".key"))


@pytest.mark.parametrize("place", ["data", "data-backups", "data-keys", "."])
def test_a_place_that_is_none_for_keys_is_named(place: str) -> None:
    """The way out comes with it."""
    assert "Way out" in refuses("keys", "copy", place)


def test_rotation_leaves_a_house_that_works_and_one_backup(somewhere: Path) -> None:
    """An administrator does it once in years, in a bad week: it must just work."""
    link = does("invite", "--role", "ebe", "--names", "Ash", "--no-qr")
    does("keys", "copy", "medium")
    before = (somewhere / "data-keys" / "identity.key").read_bytes()
    said = does("keys", "rotate", "identity")
    assert "the old key is destroyed" in said
    assert before not in contents(somewhere / "data-keys").values()
    assert "lack identity.before, identity.key" in does("keys", "status")
    refuses("keys", "check", "medium")
    does("keys", "copy", "medium")
    does("keys", "check", "medium")
    does("keys", "rotate", "safe")
    code = next(word for word in link.split() if "/join#" in word).partition("#")[2]
    assert len(code) == 22
    assert "invite" not in does("people")


def test_rotation_names_what_it_cannot_rotate() -> None:
    """A round's key is never rotated."""
    done = earshot("keys", "rotate", "draft")
    assert done.exit_code == 2
    assert "identity" in done.stderr


def test_setup_is_untouched_by_all_this() -> None:
    """Keys that are there are never made over."""
    assert "is there already" in refuses(*SETUP)
