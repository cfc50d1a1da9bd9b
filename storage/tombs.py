"""Tombstones of what was erased: an older backup must not bring it back.

One encrypted file among the keys, and a copy of it on each medium that has backups or key
copies. In it are keyed marks of random ids, each with the month it ends in: without the keys
nobody learns how many there are, and with them they name nobody who is not in an old backup.
"""

from __future__ import annotations

import fcntl
import hmac
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from storage.boxes import Box, BoxDamaged
from storage.files import write_whole

LIFE = timedelta(days=400)
"""How long a backup can be put back, and so how long what was erased since is remembered."""
MIRROR = "earshot-tombstones"
"""The copy's name on another medium."""
_STEP = 8192
_MARK = 32
_ABOUT = b"tombstones"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased. ``in`` says whether an id was."""

    marks: frozenset[bytes]
    mark: Callable[[bytes], bytes]

    def __contains__(self, ident: bytes) -> bool:
        return bool(self.marks) and self.mark(ident) in self.marks


class Tombs:
    """The file of tombstones, and where its copies go: ``mirrors``, directories of media."""

    def __init__(self, directory: Path, box_key: bytes, mark_key: bytes) -> None:
        self.path = directory / "erased.marks"
        self.mirrors: list[Path] = []
        self._box = Box(box_key)
        self._mark_key = mark_key

    def add(self, idents: Collection[bytes], today: date) -> None:
        """Remember that what had these ids was erased, while a backup that has it can come back.

        Call it before the commit that erases, and also where nothing was found: the file is
        written anew either way, so that neither its time nor ours tells which it was.
        """
        until = ends(today)
        with self._alone():
            kept = self._kept() | {self.mark(ident): until for ident in idents}
            self._write({m: day for m, day in kept.items() if day > today.toordinal()})

    def expire(self, today: date) -> None:
        """Forget what no backup that may still be put back can hold."""
        until = ends(today)
        with self._alone():
            kept = self._kept()
            left = {m: min(day, until) for m, day in kept.items() if day > today.toordinal()}
            if left != kept:
                self._write(left)

    def erased(self, *beside: Path) -> Erased:
        """All that is remembered here, on the mirrors, and in the directories ``beside``."""
        marks: set[bytes] = set()
        for path in (self.path, *(place / MIRROR for place in (*self.mirrors, *beside))):
            marks |= self._read(path).keys()
        return Erased(frozenset(marks), self.mark)

    def take_over(self, *beside: Path) -> None:
        """Keep from now on what the mirrors, and the directories ``beside``, remember."""
        with self._alone():
            kept = self._kept()
            for place in (*self.mirrors, *beside):
                kept |= self._read(place / MIRROR)
            self._write(kept)

    def spread(self, *beside: Path) -> None:
        """Write the file anew, here and wherever its copies go: it says nothing by its time."""
        with self._alone():
            self._write(self._kept(), beside)

    def mark(self, ident: bytes) -> bytes:
        """What stands for an id. 32 bytes; without the key it matches nothing."""
        return hmac.digest(self._mark_key, ident, "sha256")

    def move_to(self, other: Tombs) -> None:
        """Give everything to tombstones under another key. Marks stay as they are: they belong
        to backups under the key they were made with."""
        with self._alone():
            other._write(self._kept())

    def _kept(self) -> dict[bytes, int]:
        """What the file remembers. Where it is lost or damaged, its copies do: writing it anew
        must not make them forget as well."""
        kept = self._read(self.path)
        for place in () if kept else self.mirrors:
            kept |= self._read(place / MIRROR)
        return kept

    def _read(self, path: Path) -> dict[bytes, int]:
        try:
            plain = self._box.open(path.read_bytes(), about=_ABOUT)
        except (OSError, BoxDamaged):
            return {}
        size = _MARK + 4
        records = (plain[at : at + size] for at in range(0, len(plain) - size + 1, size))
        return {one[:_MARK]: int.from_bytes(one[_MARK:], "big") for one in records}

    def _write(self, marks: dict[bytes, int], beside: Collection[Path] = ()) -> None:
        plain = b"".join(mark + marks[mark].to_bytes(4, "big") for mark in sorted(marks))
        self.path.parent.mkdir(exist_ok=True, mode=0o700)
        write_whole(self.path, self._box.seal(plain, about=_ABOUT, step=_STEP))
        for place in {*self.mirrors, *beside}:
            try:
                if place.is_dir():
                    write_whole(place / MIRROR, self._box.seal(plain, about=_ABOUT, step=_STEP))
            except OSError:
                continue  # a medium out of reach gets it with its next backup

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A command beside the running bot must not undo what it adds."""
        self.path.parent.mkdir(exist_ok=True, mode=0o700)
        opened = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX)
            yield
        finally:
            os.close(opened)


def ends(today: date) -> int:
    """When what is buried today need not be remembered any longer: an ordinal, the first day of
    a month, for which day somebody left is nobody's business."""
    last = today + LIFE
    return (last.replace(day=1) + timedelta(days=32)).replace(day=1).toordinal()
