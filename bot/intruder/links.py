"""Is there a link: columns, shared values, sizes, and what the seal should have taken away."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.intruder import needing
from bot.intruder.checks import Check
from bot.intruder.house import House
from bot.intruder.rows import LAID, Rows, beside_people, raw
from storage.tables import IN_FLIGHT

MAY_HAVE: Mapping[str, frozenset[str]] = {
    "answers": frozenset({"aid", "rid", "qid", "body_enc", "wtag", "breakdown"}),
    "readings": frozenset({"aid", "rid", "decision", "body_enc", "typical"}),
    "agreed": frozenset({"id", "rid", "sentence_enc", "state"}),
    "ledger": frozenset({"rid", "pid", "state"}),
    "envelopes": frozenset({"rid", "pid", "blob"}),
}
"""All that these tables may have. Another column could be the link, or tell when."""

PREFIX = 8
"""Bytes of a value that must not turn up anywhere else."""
WHOLE = 256
"""Sealed answers are padded to multiples of this. Unit: bytes."""
FRAME = 28
"""What sealing adds: a nonce and a tag. Unit: bytes."""


def columns(house: House) -> Iterator[str]:
    """Columns that are not in the design, in tables of answers and of who was asked."""
    for where, rows in house.stores():
        for table, allowed in MAY_HAVE.items():
            there = {name for row in rows.get(table, ()) for name in row}
            for extra in sorted(there - allowed - LAID):
                yield f"{where}: table {table} has a column {extra}"
        for table in sorted(rows.keys() - MAY_HAVE.keys()):
            names = {name for row in rows[table][:1] for name in row}
            if {"aid", "wtag"} & names:
                yield f"{where}: table {table} points at single answers"


def values(house: House) -> Iterator[str]:
    """Values of answers that stand beside a person too, plain or keyed with any key there."""
    secrets = list(house.key_bytes().values())
    for where, rows in house.stores():
        beside = beside_people(rows)
        ids = {raw(row["pid"]) for row in rows.get("participants", ())}
        made = {hmac.digest(secret, pid, "sha256")[:PREFIX] for secret in secrets for pid in ids}
        made |= {pid[:PREFIX] for pid in ids}
        for row in rows.get("answers", ()):
            for column in ("aid", "wtag", "body_enc"):
                value = raw(row[column])[:PREFIX] if row[column] is not None else b""
                if value and (value in beside or value in made):
                    yield f"{where}: answers.{column} holds what stands beside a person"


def layout(house: House) -> Iterator[str]:
    """Answers that lie in another order than that of their random ids, or came at other times."""
    for where, rows in house.stores():
        of_round: dict[str, list[dict[str, object]]] = {}
        for row in rows.get("answers", ()):
            of_round.setdefault(str(row["rid"]), []).append(row)
        for rid, found in of_round.items():
            ids = [raw(row["aid"]) for row in found]
            if "ctid" not in found[0] and ids != sorted(ids):
                yield f"{where}: answers of round {rid} lie in the order they came"
            if len({row.get("xmin") for row in found}) > 1:
                yield f"{where}: answers of round {rid} came in more than one transaction"
            tags = [raw(row["wtag"]) for row in found if row["wtag"] is not None]
            if len(set(tags)) != len(tags):
                yield f"{where}: two answers of round {rid} share a take-back tag"


def sizes(house: House) -> Iterator[str]:
    """Envelopes of one round that are not of one size, and answers that are not padded."""
    for where, rows in house.stores():
        lengths: dict[str, set[int]] = {}
        for row in rows.get("envelopes", ()):
            lengths.setdefault(str(row["rid"]), set()).add(len(raw(row["blob"])))
        for rid, found in sorted(lengths.items()):
            if len(found) > 1:
                yield f"{where}: envelopes of round {rid} have {len(found)} sizes"
        if any((len(raw(row["body_enc"])) - FRAME) % WHOLE for row in rows.get("answers", ())):
            yield f"{where}: an answer is not padded"


def left_behind(house: House) -> Iterator[str]:
    """What the seal should have taken away, in the database and in its file and log."""
    over = house.over
    for table in ("envelopes", "tickets", "sittings", "safety_marks"):
        for rid in sorted({str(row["rid"]) for row in house.rows.get(table, ())} & over):
            yield f"the database: {table} of round {rid}, which is sealed"
    for row in house.rows.get("ledger", ()):
        if row["rid"] in over and row["state"] != "asked":
            yield f"the database: who sent and who did not is kept of round {row['rid']}"
    for row in house.rows.get("outbox", ()):
        if row["rid"] in over and row["under"] == "draft":
            yield f"the database: a message of round {row['rid']} still waits, sealed"
    yield from _in_free_pages(house)


def _in_free_pages(house: House) -> Iterator[str]:
    """Bytes of envelopes that a backup had, in the file or log of the database of after the seal.

    The newest backup that has a round's envelopes was made with the bytes the database had then.
    """
    if house.is_postgres:
        return
    newest: dict[str, Rows] = {}
    for backup in house.backups:
        for rid in {str(row["rid"]) for row in backup.rows.get("envelopes", ())} & house.over:
            newest[rid] = backup.rows
    for part in sorted(house.database.parent.glob(house.database.name + "*")):
        held = part.read_bytes()
        for rid, rows in sorted(newest.items()):
            blobs = [raw(row["blob"])[:24] for row in rows["envelopes"] if row["rid"] == rid]
            if any(blob in held for blob in blobs):
                yield f"{part.name}: bytes of an envelope of round {rid} are still in it"


def changes(house: House) -> Iterator[str]:
    """Envelopes and desks that two backups have in the same bytes: the others were written to."""
    for earlier, later in pairwise(house.backups):
        for table, column in (("envelopes", "blob"), ("participants", "desk_enc")):
            before, after = _boxes(earlier.rows, table, column), _boxes(later.rows, table, column)
            both = before.keys() & after.keys()
            same = {at for at in both if before[at] == after[at]}
            # All the same: their key is lost, so nobody could write. Some: the rest changed.
            if same and (same != both or table == "participants"):
                yield f"{earlier.path.name} and {later.path.name} show which {table} changed"


def _boxes(rows: Rows, table: str, column: str) -> dict[tuple[str, bytes], bytes]:
    return {
        (str(row.get("rid", "")), raw(row["pid"])): raw(row[column]) for row in rows.get(table, ())
    }


def in_flight(house: House) -> Iterator[str]:
    """What a backup has of things under way: it would show who was busy when it was made."""
    for backup in house.backups:
        for table in sorted(IN_FLIGHT):
            if backup.rows.get(table):
                yield f"{backup.path.name}: {table} is not empty"


CHECKS = (
    Check(
        "columns", ("A1", "A8"),
        "No column leads from an answer to whoever gave it.",
        "The tables of answers, of what readers decided, of who was asked and of envelopes, in "
        "the database and every backup, held against the list of all they may have.",
        "Somebody may recognise a person by what is said or how.",
        columns,
    ),
    Check(
        "values", ("A1", "A8"),
        "No answer shares a value with anything about a person.",
        "Every answer's id, tag and first bytes, searched for in all that is kept about people, "
        "and held against each person's id under every key that is here.",
        "Whoever has the six take-back words and the database can find those answers.",
        values,
        needing.answers,
    ),
    Check(
        "layout", ("A2", "A8"),
        "Where answers lie does not tell who answered first, nor which two are one person's.",
        "Whether answers lie in the order of their random ids, shared tags, and on PostgreSQL "
        "whether all of a round came in one transaction.",
        "Whoever compares the store before and after a take-back sees which answers went "
        "together, not whose.",
        layout,
        needing.answers,
    ),
    Check(
        "sizes", ("A5",),
        "All envelopes of one round have one size, and answers are padded.",
        "The length of every envelope and answer, in the database and every backup.",
        "A long answer is longer by steps of 256 bytes.",
        sizes,
        needing.envelopes,
    ),
    Check(
        "left", ("A3", "A4"),
        "Of a sealed round nothing is left that tells who sent and who did not.",
        "Envelopes, slips, marks and waiting messages of sealed rounds; how each person stands; "
        "bytes of older envelopes in the database's file and its log.",
        "On an SSD, overwritten cells may survive: full-disk encryption is required. PostgreSQL's "
        "own log is not looked at.",
        left_behind,
        needing.sealed,
    ),
    Check(
        "changes", ("A4", "A10"),
        "Two backups never show whose envelope changed between them.",
        "Every envelope and desk, byte by byte, in each backup and the one after it.",
        "Snapshots of the disk made by something else while a round is open would show it.",
        changes,
        needing.two_backups,
    ),
    Check(
        "in-flight", ("A4", "A16"),
        "No backup shows what was under way when it was made.",
        "Messages on their way, handled updates, sign-ins and drafts, in every backup.",
        "That a round was open, and how many were asked, is in a backup.",
        in_flight,
        needing.backups,
    ),
)  # fmt: skip
