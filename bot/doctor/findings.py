"""One line of what the doctor found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave it is. ``stop``: not fit for real people."""

    OK = "ok"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and the way out where there must be one."""

    level: Level
    about: str
    said: str
    way_out: str = ""


def ok(about: str, said: str) -> Finding:
    """All is well."""
    return Finding(Level.OK, about, said)


def warn(about: str, said: str, way_out: str) -> Finding:
    """Somebody should look at it soon."""
    return Finding(Level.WARN, about, said, way_out)


def stop(about: str, said: str, way_out: str) -> Finding:
    """Not fit for real people before it is mended."""
    return Finding(Level.STOP, about, said, way_out)


def split(about: str, said: str) -> Finding:
    """Something that stops, said with its way out in one: as refusals are."""
    what, _, way_out = said.partition("Way out: ")
    return stop(about, what.strip(), way_out.strip())


def stops(found: Iterable[Finding]) -> list[Finding]:
    """Only what stops."""
    return [one for one in found if one.level is Level.STOP]
