"""What the machine says of itself: memory, room on a disk, the age of a file."""

from __future__ import annotations

import os
import re
import resource
import shutil
from datetime import date, datetime
from pathlib import Path

_BACKUP = re.compile(r"earshot-(\d{4}-\d\d-\d\d)-\d+\.backup")


def memory() -> int:
    """What this process holds in memory. Unit: bytes. Where it cannot be told, its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages * os.sysconf("SC_PAGE_SIZE")


def free(directory: Path) -> int:
    """Room on the disk of a directory. Unit: bytes; 0 where it cannot be told."""
    try:
        return shutil.disk_usage(directory).free
    except OSError:
        return 0


def age(path: Path, now: datetime) -> float:
    """How long ago a file was touched. Unit: seconds; infinite where there is none."""
    try:
        return now.timestamp() - path.stat().st_mtime
    except OSError:
        return float("inf")


def newest_backup(directory: Path) -> date | None:
    """The day in the name of the newest backup; None where there is none."""
    try:
        found = [_BACKUP.fullmatch(each.name) for each in directory.iterdir()]
    except OSError:
        return None
    return max((date.fromisoformat(one[1]) for one in found if one), default=None)
