"""Small files that are there whole or not at all, and are gone when they are destroyed."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file (0600) so that after a power cut it is there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    opened = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        if os.write(opened, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(opened)
    finally:
        os.close(opened)
    part.replace(path)
    sync(path.parent)


def shred(path: Path) -> None:
    """Overwrite, then unlink. On an SSD the overwriting is not certain: see docs on disks."""
    if not path.exists():
        return
    opened = os.open(path, os.O_WRONLY)
    try:
        os.write(opened, os.urandom(max(32, path.stat().st_size)))
        os.fsync(opened)
    finally:
        os.close(opened)
    path.unlink()
    sync(path.parent)


def sync(path: Path) -> None:
    """Make a file's content, or a directory's names, outlast a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
