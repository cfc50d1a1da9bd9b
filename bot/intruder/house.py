"""Everything there is to look at: the database, every backup, keys and logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from bot.intruder.boxes import open_boxes
from bot.intruder.files import files
from bot.intruder.rows import Rows, Unreadable, databases, is_database, tables, tables_of
from storage.keys import Keys, MissingKey
from surveys.rounds.round import State
from surveys.safeguarding.policy import Policy

OVER = frozenset({State.SEALED.value, State.RELEASED.value})
"""Rounds whose envelopes were opened: no link may be left."""


class CannotLook(Exception):
    """Something could not be looked at. The text says why, and the way out."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a house is. ``more`` are other places with backups; ``logs`` files or directories."""

    data: Path
    keys: Path
    backups: Path
    copies: Path | None = None
    database_url: str = ""
    logs: tuple[Path, ...] = ()
    more: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies."""

    path: Path
    rows: Rows


class House:
    """One organisation's Earshot, read once. Nothing in it is changed by looking."""

    def __init__(self, places: Places, policy: Policy, now: datetime) -> None:
        self.places = places
        self.policy = policy
        self.now = now
        self.broken: list[Path] = []
        """Backups that could not be read."""

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()

    @property
    def is_postgres(self) -> bool:
        """Whether the database is PostgreSQL."""
        return self.places.database_url.startswith("postgres")

    @property
    def database(self) -> Path:
        """The database's file, where it is one."""
        return Path(self.places.database_url.partition("///")[2])

    @cached_property
    def rows(self) -> Rows:
        """Every row of the database.

        Raises:
            CannotLook: It cannot be read.
        """
        try:
            if self.is_postgres:
                return tables_of(self.places.database_url)
            return tables(self.database)
        except (Unreadable, OSError) as fault:
            raise CannotLook(f"the database cannot be read: {fault}") from None

    @cached_property
    def backups(self) -> list[Backup]:
        """Every backup there is, the oldest first."""
        found = {
            path.resolve(): path
            for root in (self.places.backups, *self.places.more, self.places.data)
            for path in databases(root)
            if self.is_postgres or path.resolve() != self.database.resolve()
        }
        read = []
        for path in sorted(found.values(), key=lambda one: (one.name, str(one))):
            try:
                read.append(Backup(path, tables(path)))
            except (Unreadable, OSError):
                self.broken.append(path)
        return read

    @cached_property
    def keys(self) -> Keys:
        """The keys that are there.

        Raises:
            CannotLook: One that everything rests on is missing.
        """
        try:
            return Keys(self.places.keys, self.places.copies)
        except MissingKey as missing:
            raise CannotLook(f"{missing}") from None

    @cached_property
    def opened(self) -> Mapping[str, list[bytes]]:
        """Everything in the database that the keys open, by table."""
        return open_boxes(self.rows, self.keys)

    @cached_property
    def logs(self) -> dict[str, bytes]:
        """Every log that was named, and every file in the data directory that is called one.

        Raises:
            CannotLook: There is none.
        """
        found = {
            name if path.is_file() else f"{path.name}/{name}": held
            for path in self.places.logs
            for name, held in files(path).items()
        }
        for path in sorted(self.places.data.rglob("*.log*")):
            if path.is_file() and not is_database(path):
                found[path.name] = path.read_bytes()
        if not found:
            raise CannotLook(
                "no log was given. The program writes none: it speaks to whatever runs it. Way "
                "out: give that file with --logs, and the proxy's too, for instance after "
                "`journalctl -u earshot > earshot.log` or `docker compose logs > earshot.log`"
            )
        return found

    def rounds(self, *states: str) -> list[Mapping[str, object]]:
        """The rounds that are in one of these states."""
        return [row for row in self.rows.get("rounds", ()) if row["state"] in states]

    @property
    def over(self) -> frozenset[str]:
        """Rounds and ratings whose envelopes were opened, and that have no key any more."""
        rated = {str(row["id"]) for row in self.rows.get("ratings", ()) if row["state"] == "over"}
        return frozenset(str(row["rid"]) for row in self.rounds(*OVER)) | rated

    def stores(self) -> Iterator[tuple[str, Rows]]:
        """The database and each backup, with what to call it."""
        yield "the database", self.rows
        for backup in self.backups:
            yield backup.path.name, backup.rows

    def key_bytes(self) -> dict[str, bytes]:
        """Every file of exactly a key's size among the keys and their copies."""
        found = {}
        for root in (self.places.keys, self.places.copies):
            if root is not None and root.is_dir():
                for name, held in files(root).items():
                    if len(held) == 32:
                        found[f"{root.name}/{name}"] = held
        return found
