"""Custody: a custodian's second copies of the keys, on a medium that is put away.

There lie ``identity.key`` and ``safe.key``, the text key of every round whose words are kept,
what is needed beside them, the tombstones, and a note in plain words. Never a draft key: it
dies at the seal, and a medium in a drawer would keep it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from storage.files import shred, sync, write_whole
from storage.keys import CUSTODY, DRAFT_COPIES, Keys, KeysExist, MissingKey
from storage.tombs import MIRROR
from surveys.ids import RoundId

FOUNDATION = ("identity.key", "safe.key", "identity.before", "safe.before")
"""What a house stands on; the last two are there only after a rotation."""


_REMEMBERED = "second-copies.json"
_TALK = re.compile(r"talk-[0-9a-f]{16}\.text")


class CustodyRefused(Exception):
    """A place cannot hold second copies, or has none. The text says the way out."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is remembered here of the last copying, since the medium itself is put away."""

    on: date | None
    lacks: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    """Keys on the medium whose time is over."""


class State(StrEnum):
    """How a copy stands to what is here."""

    SOUND = "as it is here"
    MISSING = "missing: it is not on the medium"
    OLD = "another than here: from before a rotation, or another house's"
    DEAD = "to be destroyed: what it opened has come to its end"
    LOST_HERE = "not here any more, and still needed: put it back with `earshot keys put-back`"
    NEVER = "to be destroyed: an open round's key must not lie in a drawer"


@dataclass(frozen=True, slots=True)
class Copy:
    """One key as it stands on a medium. ``until`` is its last day, None for no set day."""

    name: str
    state: State
    until: date | None = None


def compare(keys: Keys, medium: Path, ends: Mapping[RoundId, date], today: date) -> list[Copy]:
    """How each copy on a medium stands.

    Args:
        ends: The last day of each round's, or talk's, words.

    Raises:
        CustodyRefused: There are no second copies.
    """
    if not (medium / CUSTODY).is_file():
        raise CustodyRefused(
            f"{medium} holds no second copies. Way out: connect the custodian's medium, or make "
            f"them with `earshot keys copy {medium}`."
        )
    wanted = _wanted(keys, ends, today)
    found = []
    for name in sorted({*wanted, *(path.name for path in _keys_on(medium))}):
        until = ends.get(RoundId(name.removesuffix(".text")))
        found.append(Copy(name, _stands(medium / name, wanted, until, today), until))
    return sorted(found, key=lambda copy: (copy.name not in FOUNDATION, copy.name))


def copy_out(
    keys: Keys,
    medium: Path,
    ends: Mapping[RoundId, date],
    today: date,
    apart: Iterable[Path] = (),
) -> list[Copy]:
    """Write second copies, or bring those that are there up to date; destroy what must go.

    Args:
        apart: Directories that it must lie neither in nor around: data, keys, backups.

    Returns:
        How each stands now: all sound, but for what is lost here and still needed.

    Raises:
        CustodyRefused: The place is no place for keys, or holds another house's.
        OSError: It cannot be written.
    """
    _check_place(keys, medium, apart)
    medium.mkdir(parents=True, exist_ok=True, mode=0o700)
    medium.chmod(0o700)
    write_whole(medium / CUSTODY, b"")
    for name, source in _wanted(keys, ends, today).items():
        write_whole(medium / name, source.read_bytes())
    for copy in compare(keys, medium, ends, today):
        if copy.state in {State.DEAD, State.NEVER}:
            shred(medium / copy.name)
    keys.tombs.spread(medium)
    found = compare(keys, medium, ends, today)
    write_whole(medium / CUSTODY, _note(found, today).encode())
    there = {path.name: _digest(path) for path in _keys_on(medium)}
    remembered = json.dumps({"on": today.isoformat(), "keys": there})
    write_whole(keys.directory / _REMEMBERED, remembered.encode())
    return found


def noted(keys: Keys, ends: Mapping[RoundId, date], today: date) -> Noted:
    """What the custodian's medium has and lacks, as far as is known without it."""
    try:
        told = json.loads((keys.directory / _REMEMBERED).read_bytes())
        on, there = date.fromisoformat(told["on"]), dict(told["keys"])
    except (OSError, ValueError, KeyError, TypeError):
        return Noted(None)
    wanted = {name: _digest(path) for name, path in _wanted(keys, ends, today).items()}
    return Noted(
        on,
        tuple(sorted(name for name in wanted if there.get(name) != wanted[name])),
        tuple(sorted(name for name in there if name not in wanted)),
    )


def put_back(medium: Path, directory: Path) -> list[str]:
    """Put a medium's copies into the key directory, beside those that are there and over none.

    Returns:
        What was put back.

    Raises:
        CustodyRefused: The medium holds no second copies.
        KeysExist: Another house's keys are there.
        MissingKey: A key that everything depends on is not on the medium.
    """
    if not (medium / CUSTODY).is_file():
        raise CustodyRefused(
            f"{medium} holds no second copies ({CUSTODY} is not there). Way out: give the "
            "directory that `earshot keys copy` wrote."
        )
    Keys.open(medium)
    for name in FOUNDATION[:2]:
        here = directory / name
        if here.exists() and not _same(here, medium / name):
            raise KeysExist(
                f"{here} is another key than the medium's; nothing was changed. Way out: give an "
                "empty key directory, or the medium that belongs to it."
            )
    for room in (directory, directory / "rounds", directory / "tombs"):
        room.mkdir(parents=True, exist_ok=True, mode=0o700)
    back = []
    for source in _keys_on(medium):
        room = directory if source.name in FOUNDATION else directory / "rounds"
        if not (room / source.name).exists() and not source.name.endswith(".draft"):
            write_whole(room / source.name, source.read_bytes())
            back.append(source.name)
    sync(directory)
    Keys.open(directory).tombs.take_over(medium)
    return back


def _wanted(keys: Keys, ends: Mapping[RoundId, date], today: date) -> dict[str, Path]:
    """What belongs on a medium, and where it is here."""
    foundation = [keys.directory / name for name in FOUNDATION]
    texts = [
        path
        for path in sorted((keys.directory / "rounds").glob("*.text"))
        if ends.get(RoundId(path.stem), today) >= today
    ]
    return {path.name: path for path in (*foundation, *texts) if path.is_file()}


def _stands(copy: Path, wanted: Mapping[str, Path], until: date | None, today: date) -> State:
    if copy.suffix == ".draft":
        return State.NEVER
    source = wanted.get(copy.name)
    if source is None:
        return State.LOST_HERE if until is not None and until >= today else State.DEAD
    if not copy.is_file():
        return State.MISSING
    return State.SOUND if _same(source, copy) else State.OLD


def _keys_on(medium: Path) -> Iterable[Path]:
    named = [medium / name for name in FOUNDATION]
    rounds = [path for end in ("text", "draft") for path in medium.glob(f"*.{end}")]
    return sorted(path for path in (*named, *rounds) if path.is_file())


def _digest(path: Path) -> str:
    """Tells two keys apart, and nothing of either: they are random."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _same(one: Path, other: Path) -> bool:
    return hmac.compare_digest(one.read_bytes(), other.read_bytes())


def _check_place(keys: Keys, medium: Path, apart: Iterable[Path]) -> None:
    """Second copies lie with nothing they open, and with no draft key."""
    here = medium.resolve()
    for other in (keys.directory, *([keys.copies] if keys.copies else []), *apart):
        there = other.resolve()
        if here.is_relative_to(there) or there.is_relative_to(here):
            raise CustodyRefused(
                f"{medium} and {other} lie one inside the other: whoever took it would have "
                "both. Way out: give a medium of its own, that is put away."
            )
    if (medium / DRAFT_COPIES).exists():
        raise CustodyRefused(
            f"{medium} holds the short-lived copies of round keys and stays connected; the "
            "custodian's medium is put away. Way out: give another."
        )
    if any(medium.glob("*.backup")) or any(medium.glob("*.db")):
        raise CustodyRefused(
            f"{medium} holds a database or backups: whoever took it would have both. Way out: "
            "give a medium of its own."
        )
    copy = medium / FOUNDATION[0]
    if copy.exists() and not _same(keys.directory / FOUNDATION[0], copy):
        _refuse_other_house(keys, medium)


def _refuse_other_house(keys: Keys, medium: Path) -> None:
    """A medium from before a rotation knows our tombstones' past; another house's does not."""
    try:
        theirs = Keys.open(medium)
    except MissingKey:
        return
    if theirs.codes_now not in keys.codes_before:
        raise CustodyRefused(
            f"{medium} holds another Earshot's keys; nothing was changed. Way out: give the "
            "medium of this one, or an empty one."
        )


def _note(copies: Iterable[Copy], today: date) -> str:
    lines = [
        "Second copies of an Earshot's keys.",
        "",
        "Who has this and a backup can read who people are, what was worried about, and answers",
        "whose round is named here. Keep it locked away, apart from every backup.",
        "",
        f"Brought up to date on {today}. Do it again after each round that opens:",
        "    earshot keys copy DIRECTORY",
        "It also destroys here what has come to its end. How to get everything back after a",
        "loss: docs/restoring.md.",
        "",
    ]
    for copy in copies:
        lines.append(f"{copy.name:30} {_WHAT.get(copy.name, _words(copy.name))}")
        lines.append(f"{'':30} {_until(copy)}")
    return "\n".join([*lines, f"{MIRROR:30} what must not come back", ""])


def _words(name: str) -> str:
    return "what a house talk agreed on" if _TALK.fullmatch(name) else "answers of that round"


def _until(copy: Copy) -> str:
    if copy.until is not None:
        return f"to be destroyed on {copy.until}"
    if copy.name in FOUNDATION:
        return "until it is rotated"
    return "to be destroyed when the answers' time is over"


_WHAT = {
    "identity.key": "who people are",
    "safe.key": "concerns, and signatures on their records",
    "identity.before": "what open invitations and slips were made with",
    "safe.before": "public keys: older records can still be checked",
}
