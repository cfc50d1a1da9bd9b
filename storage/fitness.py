"""Whether a SQLite file may be used at all: settings read back, pages whole, one process."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import struct
from pathlib import Path
from typing import Any

_WAL_HEADER = 32
_FRAME_HEADER = 24
_INDEX_HEADER = struct.Struct("=IIIBBHII8s8s8s")

BUSY_TIMEOUT = 10_000
"""How long a statement waits for another program that writes. Unit: milliseconds."""

SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", str(BUSY_TIMEOUT), BUSY_TIMEOUT),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("temp_store", "MEMORY", 2),
    ("journal_size_limit", "4194304", 4194304),
    ("wal_autocheckpoint", "500", 500),
)
"""PRAGMA, what we ask for, what reading it back must say. Made on every connection.

``synchronous=FULL`` because "Saved" must survive a power cut; ``secure_delete`` because torn-up
words must not stay in free pages; ``temp_store`` so that a VACUUM leaves nothing in /tmp.
``wal_autocheckpoint`` is half of what SQLite does by itself: the log shows in which order rows
were touched, and is to show little of it. Its file is longer than that, so that nearly every
commit writes over what is there: one that makes it longer waits twice as long for the disk.
``busy_timeout`` is in milliseconds, ``journal_size_limit`` in bytes, the other in pages of 4096.
"""


class DatabaseUnfit(Exception):
    """The database must not be used as it is. The message says what, and the way out."""


class Occupied(DatabaseUnfit):
    """Another Earshot runs on it. Nothing is wrong with it."""


def apply_settings(connection: Any) -> None:
    """Make the SETTINGS on a fresh DB-API connection and read every one of them back.

    Raises:
        DatabaseUnfit: a setting did not take.
    """
    cursor = connection.cursor()
    try:
        for name, wanted, _ in SETTINGS:
            cursor.execute(f"PRAGMA {name}={wanted}")
        for name, wanted, expected in SETTINGS:
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()
            if found is None or found[0] != expected:
                raise DatabaseUnfit(
                    f"SQLite would not keep PRAGMA {name}={wanted} (it says {found}): is the "
                    "file on a network drive, or is this SQLite built without it? "
                    "Move the database to a local disk."
                )
    except sqlite3.OperationalError as fault:
        raise DatabaseUnfit(f"the database cannot be opened: {fault}. {ROOM}") from fault
    except sqlite3.DatabaseError as fault:
        raise DatabaseUnfit(f"the database cannot be opened: {fault}. {WAY_OUT}") from fault
    finally:
        cursor.close()


ROOM = "See that this program may write to the file and its directory, and that the disk has room."
WAY_OUT = "Put back the latest backup; do not start a fresh database."


def refuse_missing(path: Path) -> None:
    """Refuse a file that is not there, where there must be one.

    Raises:
        DatabaseUnfit: no file, or an empty one.
    """
    if not path.exists() or path.stat().st_size == 0:
        raise DatabaseUnfit(f"there are keys, but {path} is not there. {WAY_OUT}")


def prepare_file(path: Path) -> None:
    """Make the directory (0700) and the file (0600) if they are not there yet."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def check_log(path: Path) -> None:
    """Refuse a write-ahead log that has lost commits.

    After a crash SQLite takes a shortened log for one that ended there, and quietly goes on
    without the rest. Its index file (-shm) outlives the process and says how many frames were
    committed; fewer in the log means that answers are gone. Call before the first connection,
    and only as the one process that uses the file.

    Raises:
        DatabaseUnfit: the log is shorter than what was committed to it.
    """
    index = path.with_name(path.name + "-shm")
    if not index.exists() or len(raw := index.read_bytes()[:136]) < 100:
        return
    first, second = raw[:48], raw[48:96]
    _, _, _, is_ready, _, page_size, frames, _, _, salt, _ = _INDEX_HEADER.unpack(first)
    copied = struct.unpack("=I", raw[96:100])[0]
    if first != second or not is_ready or frames <= copied:
        return
    page = 65536 if page_size == 1 else page_size
    log = path.with_name(path.name + "-wal")
    held = log.read_bytes()[:_WAL_HEADER] if log.exists() else b""
    if len(held) == _WAL_HEADER and held[16:24] != salt:
        return
    size = log.stat().st_size if log.exists() else 0
    if size < _WAL_HEADER + frames * (page + _FRAME_HEADER):
        raise DatabaseUnfit(
            f"the write-ahead log {log.name} is cut short: {frames} pages were committed, "
            f"the file has {size} bytes. What was saved last is missing. {WAY_OUT}"
        )


def check_pages(path: Path) -> None:
    """Refuse a file that is torn, cut short or no database.

    Raises:
        DatabaseUnfit: SQLite's own check found damage, or could not be made.
    """
    try:
        connection = sqlite3.connect(path)
        try:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError as fault:  # not its pages: rights, room, the disk under it
        raise DatabaseUnfit(f"{path} cannot be opened: {fault}. {ROOM}") from fault
    except sqlite3.DatabaseError as fault:
        raise DatabaseUnfit(f"{path.name} is damaged: {fault}. {WAY_OUT}") from fault
    if found != "ok":
        raise DatabaseUnfit(f"{path.name} is damaged: {found}. {WAY_OUT}")


class FileLock:
    """Held by the one process that runs the bot on a SQLite file; gone when it dies."""

    def __init__(self, path: Path) -> None:
        self._file: int | None = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            self.release()
            raise Occupied(
                f"another Earshot is running on {path.parent}. Stop it first; two would "
                "answer everybody twice."
            ) from fault

    def release(self) -> None:
        """Let another process start. Harmless when called twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
