"""Where the database of a disk is: SQLite's file on it, or a database of a PostgreSQL server.

A house on PostgreSQL has a file in its directory that names its database; everything else of
its disk is the same.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.servers.postgres import PostgresServer

MARK = "database.url"
COPY = "copy_"
"""How the names of copies begin, so that they can be dropped together."""


TEMPLATE = "earshot"
"""The migrated database of the tests' server."""


def database_of(root: Path) -> str:
    """The address of the database of a house."""
    mark = root / MARK
    return mark.read_text() if mark.exists() else f"sqlite:///{root / 'data' / 'earshot.db'}"


def settle(root: Path, url: str) -> None:
    """Let a house have its database on a server."""
    (root / MARK).write_text(url)


def copy_of(disk: Path, to: Path, server: PostgresServer | None) -> Path:
    """The same disk once more, with a database of its own. Nobody may have the first one open."""
    shutil.copytree(disk, to, dirs_exist_ok=True)
    if server is not None:
        url = database_of(disk)
        name = COPY + secrets.token_hex(6)
        settle(to, server.make(name, like=url.rpartition("/")[2]))
    return to


@dataclass(frozen=True)
class Disk:
    """The disk of a house, to be copied as often as a test needs one."""

    root: Path
    server: PostgresServer | None = None

    def on_it(self) -> Disk:
        """Give it an empty, migrated database of the server."""
        assert self.server is not None
        self.server.empty(TEMPLATE)
        settle(self.root, self.server.make(COPY + secrets.token_hex(6), like=TEMPLATE))
        return self

    def copied(self, to: Path) -> Path:
        """The same once more."""
        return copy_of(self.root, to, self.server)


def drop_copies(server: PostgresServer) -> None:
    """Drop every copy there is."""
    for name in server.names(COPY):
        server.drop(name)
