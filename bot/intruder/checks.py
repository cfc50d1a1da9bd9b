"""Checks: each a promise in plain words, how it is looked at, and what is left all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.intruder.house import CannotLook, House


class Result(StrEnum):
    """What came of a check."""

    HOLDS = "holds"
    BROKEN = "does not hold"
    UNSEEN = "could not be looked at"
    EMPTY = "nothing to look at yet"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``look`` gives back what speaks against the promise: places, never values.

    Args:
        key: Its short name.
        of: The requirements it stands for.
        promise: What must be true, in plain words.
        how: What is looked at.
        left: What could be worked out all the same.
        needs: Says why there is nothing to look at yet; empty where there is.
    """

    key: str
    of: tuple[str, ...]
    promise: str
    how: str
    left: str
    look: Callable[[House], Iterable[str]]
    needs: Callable[[House], str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A check and what came of it. ``said`` is what is wrong, or why nobody could look."""

    check: Check
    result: Result
    said: tuple[str, ...] = ()


MOST = 8
"""How many places are named for one check; there may be more."""


def run(check: Check, house: House) -> Found:
    """Do one check."""
    try:
        against = list(dict.fromkeys(check.look(house)))
        lacking = check.needs(house) if check.needs is not None and not against else ""
    except CannotLook as why:
        return Found(check, Result.UNSEEN, (str(why),))
    except OSError as fault:
        where = fault.filename or "a file"
        return Found(check, Result.UNSEEN, (f"{where} cannot be read: {fault.strerror}",))
    if lacking:
        return Found(check, Result.EMPTY, (lacking,))
    if not against:
        return Found(check, Result.HOLDS)
    more = (f"and {len(against) - MOST} more places",) if len(against) > MOST else ()
    return Found(check, Result.BROKEN, (*against[:MOST], *more))
