"""The boxes of rounds: each is made once, and its key's file is looked for each time.

An answer asks for its round's box five times. Reading the file and making the box cost more than
opening the envelope; looking whether the file is there costs next to nothing, and keeps what the
keys promise: once the file is gone, nothing opens any more.
"""

from __future__ import annotations

import os
from pathlib import Path

from storage.boxes import KEY_SIZE, Box

MOST = 64
"""Most boxes that are kept made. Unit: boxes."""

_Which = tuple[int, int, int]


class RoundBoxes:
    """The boxes of the keys in one directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = str(directory)
        self._made: dict[str, tuple[_Which, Box]] = {}

    def box(self, name: str) -> Box:
        """The box of the key in this file, as it is now.

        Raises:
            OSError: there is no such file, or no key in it.
        """
        path = f"{self._directory}/{name}"
        try:
            told = os.stat(path)  # noqa: PTH116  # a Path costs several times as much
        except OSError:
            self._made.pop(name, None)
            raise
        which = (told.st_ino, told.st_mtime_ns, told.st_size)
        made = self._made.get(name)
        if made is None or made[0] != which:
            made = self._made[name] = which, _read(path)
            while len(self._made) > MOST:
                del self._made[next(iter(self._made))]
        return made[1]

    def is_there(self, name: str) -> bool:
        """Whether there is such a file."""
        return os.path.exists(f"{self._directory}/{name}")  # noqa: PTH110  # as above

    def forget(self) -> None:
        """Keep none of them in memory: a key was destroyed."""
        self._made.clear()


def _read(path: str) -> Box:
    key = Path(path).read_bytes()
    if len(key) != KEY_SIZE:
        raise OSError(f"{Path(path).name} holds no key")
    return Box(key)
