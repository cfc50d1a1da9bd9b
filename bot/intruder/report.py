"""The report: what was looked at, what came of each check, and what is left all the same."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.intruder import custody, keeping, links, words
from bot.intruder.checks import Check, Found, Result, run
from bot.intruder.house import CannotLook, House

CHECKS: tuple[Check, ...] = (*links.CHECKS, *custody.CHECKS, *words.CHECKS, *keeping.CHECKS)
WIDTH = 88

BEGIN = (
    "What somebody could work out who has this computer, every backup and every key. The program "
    "was not asked: its files were read as they lie, and nothing was changed. This report names "
    "nobody, repeats nobody's words and says no count of anybody."
)
UNSEEN_BY_ANYBODY = (
    "What no such check can show: words that give their author away to somebody who knows them; "
    "copies that somebody made by hand; who was seen with a phone; and a program that was changed "
    "by whoever keeps this computer. docs/trust.md says what each of these would give away."
)


def audit(house: House) -> list[Found]:
    """Do every check there is, in order."""
    return [run(check, house) for check in CHECKS]


def report(house: House, found: Sequence[Found]) -> str:
    """All of it, to be shown to a data protection officer."""
    lines = [f"What could be worked out, looked at on {house.today}", "", *_wrapped(BEGIN), ""]
    lines += ["Looked at", "", *(f"  {line}" for line in looked_at(house)), ""]
    lines += [_verdict(found), ""]
    for place, one in enumerate(found, 1):
        lines += _told(place, one)
    lines += _wrapped(UNSEEN_BY_ANYBODY)
    return "\n".join(lines) + "\n"


def looked_at(house: House) -> Iterator[str]:
    """Each place, with how many files and how large; the days of the backups."""
    places = house.places
    kind = "PostgreSQL" if house.is_postgres else "SQLite"
    yield f"database     {kind}{'' if house.is_postgres else f', {_size([house.database])}'}"
    for what, root in (
        ("data", places.data),
        ("keys", places.keys),
        ("key copies", places.copies),
        *(("backups", one) for one in (places.backups, *places.more)),
    ):
        if root is None or not root.exists():
            yield f"{what:12} not there" if root is not None else f"{what:12} none is set"
            continue
        inside = [path for path in root.rglob("*") if path.is_file()]
        yield f"{what:12} {_counted(len(inside), 'file')}, {_size(inside)}"
    made = (custody.DATED.fullmatch(one.path.name) for one in house.backups)
    days = sorted({one[1] for one in made if one})
    if days:
        yield f"backups      {_counted(len(house.backups), 'backup')}, of {days[0]} to {days[-1]}"
    try:
        sizes = sum(len(held) for held in house.logs.values())
        yield f"logs         {_counted(len(house.logs), 'file')}, {_bytes(sizes)}"
    except CannotLook:
        yield "logs         none was given"


def _verdict(found: Sequence[Found]) -> str:
    count = {result: sum(1 for one in found if one.result is result) for result in Result}
    said = [
        f"{count[result]} {one if count[result] == 1 else many}"
        for result, (one, many) in HOW_MANY.items()
        if count[result]
    ]
    return f"Of {len(found)} checks: {', '.join(said)}."


HOW_MANY = {
    Result.HOLDS: ("holds", "hold"),
    Result.BROKEN: ("does not hold", "do not hold"),
    Result.UNSEEN: ("could not be looked at", "could not be looked at"),
    Result.EMPTY: ("has nothing to look at yet", "have nothing to look at yet"),
}


def _told(place: int, found: Found) -> list[str]:
    check = found.check
    lines = _wrapped(f"{place}. {check.promise}")
    lines += _wrapped(f"{found.result.value.upper()} ({', '.join(check.of)})", 3)
    for said in found.said:
        lines += _wrapped(f"- {said}", 3)
    lines += _wrapped(f"Looked at: {check.how}", 3)
    return [*lines, *_wrapped(f"Left: {check.left}", 3), ""]


def _wrapped(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _size(paths: Sequence[Path]) -> str:
    return _bytes(sum(path.stat().st_size for path in paths if path.exists()))


def _bytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{-(-size // 1000)} kB"
