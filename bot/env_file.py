"""The ``.env`` file: settings that `earshot setup` was told, for this program's account alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from storage.files import write_whole

PATH = Path(".env")


def read(path: Path = PATH) -> bytes | None:
    """The file as it is; None where there is none."""
    return path.read_bytes() if path.exists() else None


def put_back(before: bytes | None, path: Path = PATH) -> None:
    """Make the file what it was."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, before)


def keep(values: Mapping[str, str], path: Path = PATH) -> None:
    """Write settings into the file, in place of what it said of them; the rest of it stays.

    It is there whole or as before, and nobody else on the machine may read it.

    Raises:
        OSError: It cannot be written.
    """
    lines = (read(path) or b"").decode("utf-8").splitlines()
    names = "|".join(re.escape(name) for name in values)
    told = re.compile(rf"\s*(export\s+)?({names})\s*=", re.IGNORECASE)
    lines = [line for line in lines if not told.match(line)]
    lines += [f"{name}={_quoted(value)}" for name, value in values.items()]
    write_whole(path, ("\n".join(lines) + "\n").encode())


def _quoted(value: str) -> str:
    if re.fullmatch(r"[\w./:@%+,~-]*", value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
