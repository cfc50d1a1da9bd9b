"""Can it be opened: keys that should be dead, backups that should be noise, what is overdue."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.intruder import needing
from bot.intruder.boxes import sealed_in
from bot.intruder.checks import Check
from bot.intruder.files import files
from bot.intruder.house import CannotLook, House
from bot.intruder.rows import raw
from storage.boxes import Box, BoxDamaged
from storage.keys import DRAFT_COPIES, about_round
from storage.tombs import LIFE, MIRROR
from surveys.ids import RoundId
from surveys.retention import KEPT_FOR_NEXT, SEEN

DATED = re.compile(r"earshot-(\d{4}-\d{2}-\d{2})-\d{2,}\.backup")
GRACE = timedelta(days=2)
"""What is due goes within the hour while the program runs; a stop of a night is not a fault."""


def dead_keys(house: House) -> Iterator[str]:
    """Keys of envelopes of sealed rounds, here or on the medium of copies."""
    places = [house.places.keys / "rounds"]
    copies = house.places.copies
    if copies is not None:
        if not (copies / DRAFT_COPIES).exists() and any((places[0]).glob("*.copied")):
            raise CannotLook(f"{copies} is out of reach. Way out: connect the second medium")
        places.append(copies)
    for place in places:
        for rid in sorted(house.over):
            if (place / f"{rid}.draft").exists():
                yield f"{place.name}/{rid}.draft: the key of a sealed round's envelopes"
    for row in house.rounds("sealing"):
        until = row["key_copy_outstanding_until"]
        if until is None:
            yield f"round {row['rid']} is not sealed to its end. Way out: `earshot run` goes on"
        else:
            yield f"round {row['rid']} waits for its key's copy to be destroyed, until {until}"


def keys_astray(house: House) -> Iterator[str]:
    """Keys outside their place: among backups, in the data directory, in the database."""
    secrets = {held for held in house.key_bytes().values()}
    shapes = [shape for key in secrets for shape in (key, key.hex().encode())]
    roots = (house.places.data, house.places.backups, *house.places.more)
    for root in {one.resolve() for one in roots if one.exists()}:
        for name, held in files(root).items():
            if any(shape in held for shape in shapes):
                yield f"{root.name}/{name} holds a key"


def old_envelopes(house: House) -> Iterator[str]:
    """Envelopes of sealed rounds, in any backup, that a key of today opens."""
    boxes = [Box(key) for key in house.key_bytes().values()]
    for backup in house.backups:
        for row in backup.rows.get("envelopes", ()):
            if row["rid"] not in house.over:
                continue
            for about, sealed in sealed_in("envelopes", row):
                for box in boxes:
                    with suppress(BoxDamaged):
                        box.open(sealed, about=about)
                        yield f"{backup.path.name}: an envelope of round {row['rid']} opens"


def access(house: House) -> Iterator[str]:
    """Files and directories that other accounts of the computer may read."""
    places = (house.places.keys, house.places.data, house.places.backups, house.places.copies)
    for root in dict.fromkeys(one for one in places if one is not None and one.exists()):
        for path in (root, *sorted(root.rglob("*"))):
            if path.name not in WRITTEN_BY_HAND and stat.S_IMODE(path.stat().st_mode) & 0o077:
                wanted = "0700" if path.is_dir() else "0600"
                yield f"{_below(path, root)} may be read by others; it must be {wanted}"


def tombstones(house: House) -> Iterator[str]:
    """Sealed rounds without a tombstone, and erased people or answers that are there again."""
    keys = house.keys
    erased = keys.tombs.erased(house.places.backups)
    closed = {str(row["rid"]): _day(row["closes_at"]) for row in house.rows.get("rounds", ())}
    for rid in sorted(house.over):
        if closed[rid] + LIFE < house.today:
            continue  # every backup from before is over age, and refused
        if RoundId(rid) not in keys.entombed() and about_round(RoundId(rid)) not in erased:
            yield f"round {rid} is sealed and has no tombstone: an old backup could bring it back"
    if house.over and not (house.places.backups / MIRROR).exists() and house.backups:
        yield f"{house.places.backups.name} has no copy of the tombstones"
    for table, column in (
        ("participants", "pid"), ("ledger", "pid"), ("envelopes", "pid"),
        ("answers", "wtag"), ("messages", "id"),
    ):  # fmt: skip
        if any(row[column] is not None and raw(row[column]) in erased
               for row in house.rows.get(table, ())):  # fmt: skip
            yield f"the database: something in {table} was erased and is there again"


def overdue(house: House) -> Iterator[str]:
    """Rows, keys and files that are older than the organisation decided."""
    kept, today = house.policy.retention, house.today - GRACE
    rounds = {str(row["rid"]): _day(row["closes_at"]) for row in house.rounds(*_ENDED)}
    asked = {str(row["rid"]) for row in house.rows.get("ledger", ())}
    for rid, closed in sorted(rounds.items()):
        text = (house.places.keys / "rounds" / f"{rid}.text").exists()
        if text and closed + timedelta(days=kept.answers_days) < today:
            yield f"round {rid}: its words should have ended, and their key is still there"
        if rid in asked and closed + timedelta(days=kept.asked_days) < today:
            yield f"round {rid}: who was asked should have been forgotten"
    for row in house.rounds("held"):
        rid = str(row["rid"])
        draft = (house.places.keys / "rounds" / f"{rid}.draft").exists()
        if draft and rounds[rid] + KEPT_FOR_NEXT < today:
            yield f"round {rid}: envelopes kept for a next time should have ended"
    if any(_day(row["seen_on"]) + SEEN < today for row in house.rows.get("seen_updates", ())):
        yield "numbers of handled messages are older than 48 hours"
    if any(_day(row["expires_on"]) < today for row in house.rows.get("invites", ())):
        yield "invitations that ended are still there"
    for backup in house.backups[:-1]:
        made = DATED.fullmatch(backup.path.name)
        span = timedelta(days=kept.backups_days)
        if made and date.fromisoformat(made[1]) + span < today:
            yield f"{backup.path.name} should have been deleted"


def age(house: House) -> Iterator[str]:
    """Backups older than what is remembered of erasures: a restore would bring people back."""
    for backup in house.backups:
        made = DATED.fullmatch(backup.path.name)
        if made and date.fromisoformat(made[1]) + LIFE < house.today:
            yield f"{backup.path.name} is older than {LIFE.days} days"
    for path in house.broken:
        yield f"{path.name} cannot be read"


WRITTEN_BY_HAND = frozenset({"policy.toml", "safeguarding.toml", "logo.png"})
"""The organisation's own decisions, which it may show to anybody."""
_ENDED = ("sealed", "released", "held", "cancelled")


def _below(path: Path, root: Path) -> str:
    return root.name if path == root else f"{root.name}/{path.relative_to(root)}"


def _day(value: object) -> date:
    """A day as SQLite has it (words) or as PostgreSQL gives it."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case _:
            return date.fromisoformat(str(value)[:10])


CHECKS = (
    Check(
        "dead-keys", ("A6",),
        "The key of a sealed round's envelopes is gone, here and on the second medium.",
        "The key directory and the medium of short-lived copies.",
        "A copy that somebody made by hand, or a snapshot of the key disk, is out of sight. The "
        "custodian's medium never has these keys; `earshot keys check` looks at it.",
        dead_keys,
        needing.sealed,
    ),
    Check(
        "old-envelopes", ("A6", "A13"),
        "No envelope of a sealed round can be opened, whichever backup it is in.",
        "Every such envelope in every backup, tried with every key that is here.",
        "Before a round is sealed, whoever keeps the computer can open its envelopes if they "
        "break the rules. The second screen tells young people so, by name.",
        old_envelopes,
        needing.sealed_and_backups,
    ),
    Check(
        "astray", ("A6", "A13"),
        "Keys are nowhere but in their own place: never in a backup or beside the database.",
        "Every byte of the data directory and of the backups, searched for each key.",
        "Whoever takes the backups and the keys has both.",
        keys_astray,
    ),
    Check(
        "access", ("A3",),
        "Only the program's own account may read its files.",
        "The rights on every file and directory: keys, data, backups, copies.",
        "The computer's administrator can read everything. policy.toml and safeguarding.toml "
        "may be read by others: nobody who answers is in them.",
        access,
    ),
    Check(
        "tombstones", ("A13", "X3"),
        "What was sealed or erased stays so, whatever backup is put back.",
        "The tombstones here and beside the backups, held against all that is in the database.",
        "Tombstones are remembered for 400 days. Older backups are refused.",
        tombstones,
    ),
    Check(
        "overdue", ("X4",),
        "Nothing is kept for longer than the organisation decided.",
        "Words, lists of who was asked, kept envelopes, invitations, numbers of messages and "
        "backups, held against the days in policy.toml. `earshot retention` says what goes next.",
        "Letters that nobody has opened or answered are never dropped unread.",
        overdue,
    ),
    Check(
        "backups", ("A13",),
        "Every backup can be read, and none is older than what is remembered of erasures.",
        "Every backup, opened.",
        "Backups that lie elsewhere are not looked at, unless they were named with --backups.",
        age,
        needing.backups,
    ),
)  # fmt: skip
