"""Key files that come or change together: killed at any moment, they end as a whole."""

from __future__ import annotations

from pathlib import Path

from storage.boxes import Box
from storage.files import sync, write_whole

PAIR = ("safe.key", "identity.key")
NEXT, TURNED, BEFORE = ".next", ".turned", ".before"


def make_pair(directory: Path) -> None:
    """Write both keys aside; one renaming makes them count, and only then are they moved."""
    making = directory / ".making"
    making.mkdir(exist_ok=True, mode=0o700)
    for name in PAIR:
        write_whole(making / name, Box.fresh_key())
    making.replace(directory / ".made")
    sync(directory)
    finish_pair(directory)


def finish_pair(directory: Path) -> bool:
    """Move a pair that counts into its place, over nothing. True if there was one to move."""
    made = directory / ".made"
    if not made.is_dir():
        return False
    for name in PAIR:
        if (made / name).exists() and not (directory / name).exists():
            (made / name).replace(directory / name)
    sync(directory)
    if any(made.iterdir()):
        return False
    made.rmdir()
    return True


def finish_turning(directory: Path) -> None:
    """Move a foundation that a database was turned over to into its place, file by file.

    What was there waits in ``.before``. Killed at any moment, it goes on at the next opening.
    """
    turned = directory / TURNED
    if not turned.is_dir():
        return
    before = directory / BEFORE
    before.mkdir(exist_ok=True, mode=0o700)
    for fresh in sorted(path for path in turned.iterdir() if path.is_file()):
        here = directory / fresh.name
        if fresh.suffix == ".key" and here.exists() and here.read_bytes() != fresh.read_bytes():
            here.replace(before / fresh.name)
        fresh.replace(here)
    marks = turned / "tombs" / "erased.marks"
    if marks.exists():
        (directory / "tombs").mkdir(exist_ok=True, mode=0o700)
        marks.replace(directory / "tombs" / marks.name)
    for room in (turned / "tombs", turned):
        if room.is_dir():
            room.rmdir()
    sync(directory)
