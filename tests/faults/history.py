"""What was sent, what was said to be saved and what was found stored, held against each other.

In the manner of Jepsen's set-full and register checkers: whoever sends notes it before, whoever
is told "Saved" notes it after, and whoever looks into the store notes all of it. What was sent
and never acknowledged is in doubt: it may be there or not. A key is whatever holds one thing (a
person's answer to one question, or a person's n-th message); of what is sent under one key, in
that order, the last counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, assert_never

Key = Hashable
Value = Hashable


class Wrong(StrEnum):
    """What can be wrong with one key."""

    LOST = "acknowledged, and not there"
    DOUBLED = "there more than once"
    ALTERED = "there, and never sent like that"
    STALE = "older than what was acknowledged"
    INVENTED = "acknowledged, and never sent"
    UNTOLD = "stored, and its sender was never told"
    REPEATED = "told more often than receipts were lost"
    DISORDERED = "told in another order than it was sent"
    PESTERED = "sent again to somebody who shut us out"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and after how many events it was seen."""

    wrong: Wrong
    key: Key
    value: Value
    after: int


@dataclass(frozen=True)
class Sent:
    key: Key
    value: Value


@dataclass(frozen=True)
class Saved:
    key: Key
    value: Value


@dataclass(frozen=True)
class Read:
    found: Mapping[Key, Sequence[Value]]


@dataclass
class History:
    """Events in the order in which they were noted."""

    events: list[Sent | Saved | Read] = field(default_factory=list)

    def sent(self, key: Key, value: Value) -> None:
        """Somebody is about to send this."""
        self.events.append(Sent(key, value))

    def saved(self, key: Key, value: Value) -> None:
        """Somebody was told that this is saved."""
        self.events.append(Saved(key, value))

    def read(self, found: Mapping[Key, Sequence[Value]]) -> None:
        """Everything that is stored at this moment."""
        self.events.append(Read({key: tuple(values) for key, values in found.items()}))

    def findings(self) -> list[Finding]:
        """All that is wrong, in the order in which it was seen."""
        sent: dict[Key, list[Value]] = {}
        saved: dict[Key, int] = {}
        found: list[Finding] = []
        for after, event in enumerate(self.events, 1):
            match event:
                case Sent(key, value):
                    sent.setdefault(key, []).append(value)
                case Saved(key, value):
                    place = _last(sent.get(key, ()), value)
                    if place is None:
                        found.append(Finding(Wrong.INVENTED, key, value, after))
                    else:
                        saved[key] = max(place, saved.get(key, 0))
                case Read(stored):
                    found += _compared(sent, saved, stored, after)
                case _:
                    assert_never(event)
        return found


def _compared(
    sent: Mapping[Key, Sequence[Value]],
    saved: Mapping[Key, int],
    stored: Mapping[Key, Sequence[Value]],
    after: int,
) -> Iterable[Finding]:
    """What one look into the store shows to be wrong."""
    for key in sent.keys() | stored.keys():
        values = stored.get(key, ())
        if not values and key in saved:
            yield Finding(Wrong.LOST, key, sent[key][saved[key]], after)
        if len(values) > 1:
            yield Finding(Wrong.DOUBLED, key, values[0], after)
        for value in values:
            place = _last(sent.get(key, ()), value)
            if place is None:
                yield Finding(Wrong.ALTERED, key, value, after)
            elif place < saved.get(key, 0):
                yield Finding(Wrong.STALE, key, value, after)


def _last(values: Sequence[Value], value: Value) -> int | None:
    places = [place for place, one in enumerate(values) if one == value]
    return places[-1] if places else None


def told(
    stored: Sequence[Value], said: Sequence[Value], doubts: Mapping[Any, int], *, in_order: bool
) -> list[Finding]:
    """What is wrong with what one person was told, when all faults are over.

    Args:
        stored: What is stored of theirs, in the order in which they sent it.
        said: What they were told is saved, in that order.
        doubts: How many receipts of each were lost on the way: it may be told so often again.
        in_order: Whether it reached the bot in the order in which it was sent.
    """
    times, last = Counter(said), len(said)
    found = [Finding(Wrong.UNTOLD, None, one, last) for one in stored if not times[one]]
    found += [
        Finding(Wrong.REPEATED, None, one, last)
        for one, count in times.items()
        if count > 1 + doubts.get(one, 0)
    ]
    first = [one for one in dict.fromkeys(said) if one in set(stored)]
    if in_order and not found and first != [one for one in stored if times[one]]:
        found.append(Finding(Wrong.DISORDERED, None, first[0], last))
    return found
