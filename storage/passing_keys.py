"""Passing keys: for what is kept only until it is taken, and can be opened by nobody soon after.

A deleted row stays for a while in a database's pages and logs. What waits in the inbox is raw:
words, and who sent them. So it lies under a key that is changed every hour and destroyed with the
last row under it: when a round is sealed, nothing of its updates can be read back.

::

    keys/passing/N          the keys; the highest N is the present one
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from storage.boxes import KEY_SIZE, Box, BoxDamaged
from storage.files import shred, sync

_NUMBER = 4
KEPT = 2
"""Keys that stay with nothing under them: a process may be about to use the last but one."""


class PassingKeys:
    """The keys of one Earshot, shared by all its processes through the key directory."""

    def __init__(self, keys: Path) -> None:
        self._room = keys / "passing"

    def seal(self, plain: bytes, *, about: bytes, step: int) -> bytes:
        """Seal under the present key, padded to a multiple of ``step`` bytes."""
        there = self._numbers() or [self._make(1)]
        number = there[-1]
        box = Box((self._room / str(number)).read_bytes())
        return number.to_bytes(_NUMBER, "big") + box.seal(plain, about=about, step=step)

    def open(self, sealed: bytes, *, about: bytes) -> bytes:
        """Give back what was sealed.

        Raises:
            BoxDamaged: The key is destroyed, or it is not what was sealed.
        """
        try:
            key = (self._room / str(number_of(sealed))).read_bytes()
        except OSError:
            raise BoxDamaged("the key of what was kept for a moment is gone") from None
        return Box(key).open(sealed[_NUMBER:], about=about)

    def turn(self, in_use: Collection[int]) -> None:
        """Make a fresh key, and destroy the old ones that nothing lies under. Where nothing was
        ever kept there is nothing to do.

        Args:
            in_use: The numbers of those that something lies under.
        """
        there = self._numbers()
        if not there:
            return
        there.append(self._make(there[-1] + 1))
        for number in there[:-KEPT]:
            if number not in in_use:
                shred(self._room / str(number))

    def _numbers(self) -> list[int]:
        """The keys that are there, the present one last."""
        try:
            names = os.listdir(self._room)  # noqa: PTH208  # at every update: no Paths
        except OSError:
            return []
        return sorted(int(name) for name in names if name.isdigit())

    def _make(self, number: int) -> int:
        """Make a key; where another process was first, theirs stays."""
        self._room.mkdir(exist_ok=True, mode=0o700)
        part = self._room / f".{number}.{os.urandom(4).hex()}"
        opened = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            os.write(opened, os.urandom(KEY_SIZE))
            os.fsync(opened)
        finally:
            os.close(opened)
        try:
            os.link(part, self._room / str(number))
        except FileExistsError:
            shred(part)
        else:
            part.unlink()
        sync(self._room)
        return number


def number_of(sealed: bytes) -> int:
    """The number of the key that something lies under."""
    return int.from_bytes(sealed[:_NUMBER], "big")
