"""Is it looked after: the trail of what staff did, and the numbers young people are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.intruder.checks import Check
from bot.intruder.house import House
from bot.intruder.rows import Rows, raw
from storage.audit import Entry, find_break
from surveys.ids import ParticipantId
from surveys.safeguarding.signposts import GOOD_FOR, list_troubles


def trail(house: House) -> Iterator[str]:
    """A trail whose links do not hold, or that is not the one a backup has."""
    entries = _entries(house.rows)
    broken = find_break(entries)
    if broken is not None:
        yield f"the trail is broken at entry {broken}"
    links = {entry.seq: entry.link for entry in entries}
    first = min(links, default=0)
    for backup in house.backups:
        held = _entries(backup.rows)
        if held and held[-1].seq >= first and links.get(held[-1].seq) != held[-1].link:
            yield (
                f"the trail is not the one in {backup.path.name}: its end was cut off, or it was "
                "made anew, or an older backup was put back since"
            )


def numbers(house: House) -> Iterator[str]:
    """Numbers on the help card that nobody rang lately, or that cannot be rung."""
    for signpost, trouble in list_troubles(house.policy, house.today):
        yield f"{signpost.name}: {trouble.value}"


def _entries(rows: Rows) -> list[Entry]:
    found = [
        Entry(
            int(str(row["seq"])),
            _instant(row["at"]),
            None if row["staff_pid"] is None else ParticipantId(raw(row["staff_pid"])),
            str(row["action"]),
            str(row["object"]),
            raw(row["link"]),
        )
        for row in rows.get("audit", ())
    ]
    return sorted(found, key=lambda entry: entry.seq)


def _instant(value: object) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


CHECKS = (
    Check(
        "trail", ("C8", "C11"),
        "The trail of what staff did is whole.",
        "Every link of the chain, and its end against what each backup has of it.",
        "Whoever made it anew together with every backup is seen only by a head that was noted "
        "elsewhere: `earshot audit verify --head`. What young people do is in no trail.",
        trail,
    ),
    Check(
        "numbers", ("G14",),
        "Every number on the help card was rung by somebody here within "
        f"{GOOD_FOR.days} days.",
        "Each number in safeguarding.toml and the day it was last rung.",
        "That somebody answers on a given night cannot be known.",
        numbers,
    ),
)  # fmt: skip
