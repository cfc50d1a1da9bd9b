"""What changed between two versions of a survey, said one difference at a time.

For a second person, who looks at what is new since somebody last approved it, and not at the
whole again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from surveys.definitions.questions import AnyItem, Choice, Words
from surveys.definitions.survey import Survey


class Change(StrEnum):
    """What became of a part of a survey."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. Which ones there are does not depend on any clock or on their order.

    Args:
        item: The id of the question or note; "" for the survey's own texts and settings.
        part: Which part of it: a field's name (``text``, ``show_if``, ``sensitive``), or
            ``choice NAME``; "" for the whole item.
        before: What stood there; "" where nothing did. Of an item that moved: its place, from 1.
        after: What stands there now; "" where nothing does.
    """

    change: Change
    item: str
    part: str
    before: str
    after: str


_OWN_PARTS = ("title", "why", "could_change", "decides", "opening", "topic", "languages")


def differences(old: Survey | None, new: Survey) -> tuple[Difference, ...]:
    """Every difference: the survey's own parts first, then items in the order they stand now.

    Args:
        old: The version that somebody approved last. None: there is none, so all of it is new.

    Returns:
        Nothing where both say the same; the number of the version is no difference.
    """
    found = list(_own(old, new))
    before = {} if old is None else {item.id: item for item in old.questions}
    moved = set() if old is None else _moved(list(before), [item.id for item in new.questions])
    for place, item in enumerate(new.questions, start=1):
        was = before.get(item.id)
        if was is None:
            found.append(Difference(Change.ADDED, item.id, "", "", whole(item)))
            found += _parts(item.id, {}, _rest(item))
            continue
        if item.id in moved:
            place_before = list(before).index(item.id) + 1
            found.append(Difference(Change.MOVED, item.id, "", str(place_before), str(place)))
        found += _parts(item.id, _dumped(was), _dumped(item))
    kept = {item.id for item in new.questions}
    gone = [item for item in before.values() if item.id not in kept]
    found += [Difference(Change.REMOVED, item.id, "", whole(item), "") for item in gone]
    return tuple(found)


def whole(item: AnyItem) -> str:
    """A question or note in one piece: its words, and its choices where it has any."""
    choices: Sequence[Choice] = getattr(item, "choices", ())
    labels = [_said(choice.label) for choice in choices]
    return _said(item.text) + (f" [{' / '.join(labels)}]" if labels else "")


def _own(old: Survey | None, new: Survey) -> Iterator[Difference]:
    was = {} if old is None else old.model_dump(mode="json", by_alias=True)
    now = new.model_dump(mode="json", by_alias=True)
    picked = ({name: dump.get(name) for name in _OWN_PARTS} for dump in (was, now))
    yield from _parts("", *picked)


def _dumped(item: AnyItem) -> dict[str, Any]:
    return item.model_dump(mode="json", by_alias=True)


def _rest(item: AnyItem) -> dict[str, Any]:
    """What is to be known of a new item beside its words and choices."""
    dumped = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {name: each for name, each in dumped.items() if name not in {"id", "text", "choices"}}


def _parts(item: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys((*now, *was)):
        before, after = was.get(name), now.get(name)
        if before == after:
            continue
        if name == "choices":
            yield from _choices(item, before or [], after or [])
            continue
        yield _changed(item, name, _shown(before), _shown(after))


def _choices(
    item: str, was: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]
) -> Iterator[Difference]:
    before = {choice["value"]: choice for choice in was}
    after = {choice["value"]: choice for choice in now}
    for value, choice in after.items():
        if value not in before:
            yield _changed(item, f"choice {value}", "", _choice(choice))
        elif before[value] != choice:
            yield _changed(item, f"choice {value}", _choice(before[value]), _choice(choice))
    for value, choice in before.items():
        if value not in after:
            yield _changed(item, f"choice {value}", _choice(choice), "")
    if _moved(list(before), list(after)):
        orders = (" / ".join(_shown(c["label"]) for c in each) for each in (was, now))
        yield Difference(Change.MOVED, item, "choices", *orders)


def _choice(choice: Mapping[str, Any]) -> str:
    """A choice in one piece: its label, and whatever else was set of it."""
    rest = {name: each for name, each in choice.items() if name not in {"value", "label"} and each}
    more = ", ".join(f"{name}: {_shown(each)}" for name, each in rest.items())
    return _shown(choice["label"]) + (f" ({more})" if more else "")


def _changed(item: str, part: str, before: str, after: str) -> Difference:
    change = Change.CHANGED
    if not before or not after:
        change = Change.REMOVED if before else Change.ADDED
    return Difference(change, item, part, before, after)


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest that would have to be taken up and put elsewhere; those in both only."""
    old = [one for one in before if one in after]
    new = [one for one in after if one in before]
    longest: list[list[tuple[str, ...]]] = [[() for _ in range(len(new) + 1)]]
    for one in old:
        row: list[tuple[str, ...]] = [()]
        for at, other in enumerate(new):
            same = (*longest[-1][at], one) if one == other else ()
            row.append(max(same, longest[-1][at + 1], row[at], key=len))
        longest.append(row)
    return set(new) - set(longest[-1][-1])


def _said(words: Words) -> str:
    return _shown(dict(words))


def _shown(value: Any) -> str:
    """A value as it is read: texts alone in one language, with their codes in several."""
    match value:
        case None | False | "":
            return ""
        case True:
            return "yes"
        case dict() if len(value) == 1 and isinstance(next(iter(value.values())), str):
            return str(next(iter(value.values())))
        case dict():
            return "; ".join(f"{name}: {_nested(each)}" for name, each in value.items())
        case list() | tuple():
            return ", ".join(_nested(each) for each in value)
        case _:
            return str(value)


def _nested(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} {_nested(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return "/".join(_nested(each) for each in value)
    return "" if value is None else str(value)
