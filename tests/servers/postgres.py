"""A real PostgreSQL server for the tests: started once, thrown away at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from alembic.script import ScriptDirectory

from storage.migrations.upgrading import config_for

HOW_TO_GET_IT = "PostgreSQL is not installed: `apt-get install postgresql` brings initdb"


class PostgresMissing(Exception):
    """There is no PostgreSQL on this machine."""


@dataclass(frozen=True)
class PostgresServer:
    """A running server on 127.0.0.1 with no password: reachable from this machine only."""

    bin: Path
    home: Path
    port: int

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def run(self, statement: str) -> None:
        """Run one statement outside a transaction, as the owner of everything."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def make(self, name: str, *, like: str = "template1") -> str:
        """Make a database like another, and say where it is."""
        self.run(f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.url(name)

    def empty(self, name: str) -> None:
        """Empty every table of a migrated database, whoever still has it open."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("UPDATE alembic_version SET version_num = %s", [_newest()])
            # DELETE, not TRUNCATE: a few rows go faster than twenty new files come.
            for (table,) in connection.execute(
                "SELECT quote_ident(tablename) FROM pg_tables "
                "WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'readings')"
            ).fetchall():
                connection.execute(f"DELETE FROM {table}")

    def names(self, beginning: str) -> list[str]:
        """The databases whose name begins so."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            found = connection.execute("SELECT datname FROM pg_database").fetchall()
        return sorted(name for (name,) in found if name.startswith(beginning))

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self) -> None:
        _as_postgres(
            [self.bin / "pg_ctl", "-D", self.home / "store", "-m", "immediate", "-w", "stop"]
        )
        shutil.rmtree(self.home, ignore_errors=True)


def start() -> PostgresServer:
    """Start a server in a temporary directory, without fsync: it dies with the tests.

    Raises:
        PostgresMissing: no ``initdb`` is to be found.
    """
    found = _find_bin()
    home = Path(tempfile.mkdtemp(prefix="earshot-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
    store = home / "store"
    owned_by = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    _as_postgres([found / "initdb", "-D", store, *owned_by])
    port = _free_port()
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} "
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off "
        "-c max_connections=200 -c shared_buffers=32MB"
    )
    _as_postgres([found / "pg_ctl", "-D", store, "-l", home / "log", "-w", "-o", options, "start"])
    return PostgresServer(found, home, port)


def _find_bin() -> Path:
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest_first = sorted(versions, key=lambda p: int(p.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    candidates = [*newest_first, *([Path(on_path)] if on_path else [])]
    if not candidates:
        raise PostgresMissing(HOW_TO_GET_IT)
    return candidates[0].resolve().parent


def _as_postgres(command: list[str | Path]) -> None:
    """PostgreSQL refuses to run as root; then its own account runs it."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    done = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/tmp", check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{words} failed: {done.stdout.decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@cache
def _newest() -> str:
    return str(ScriptDirectory.from_config(config_for()).get_current_head())
