"""Opening boxes with whatever keys lie there: what somebody with the whole disk can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from bot.intruder.rows import Rows, raw
from storage.boxes import Box, BoxDamaged
from storage.keys import Keys, RoundKeyGone
from storage.sealed_columns import SEALED
from surveys.ids import RoundId

About = tuple[bytes | str, ...]

UNDER_A_ROUND: Mapping[str, tuple[tuple[str, About], ...]] = {
    "envelopes": (("blob", (b"envelope|", "rid", b"|", "pid")),),
    "answers": (
        ("body_enc", (b"answer|", "rid", b"|", "aid")),
        ("breakdown", (b"breakdown|", "rid", b"|", "aid")),
    ),
    "readings": (("body_enc", (b"reading|", "rid", b"|", "aid")),),
    "theme_runs": (("body_enc", (b"theme run|", "rid", b"|", "qid")),),
    "theme_moves": (("body_enc", (b"theme move|", "rid", b"|", "qid", b"|", "seq")),),
    "theme_gates": (("body_enc", (b"theme gate|", "rid")),),
    "releases": (("words_enc", (b"release|", "rid", b"|", "id")),),
    "talks": (("result_enc", (b"talk result|", "rid")),),
    "talk_drafts": (("body_enc", (b"draft|", "rid", b"|", "id")),),
    "agreed": (("sentence_enc", (b"agreed|", "rid", b"|", "id")),),
}
"""Columns under a round's key, and what their boxes are sealed to. ``storage.sealed_columns``
does not say so of these: a round's key is never rotated."""


def open_boxes(rows: Rows, keys: Keys) -> dict[str, list[bytes]]:
    """Everything that any key on the disk opens, by table: what an administrator could read."""
    opened: dict[str, list[bytes]] = {}
    for table in rows:
        for row in rows[table]:
            boxes = [keys.identity, keys.safe, *round_boxes(keys, str(row.get("rid") or ""))]
            for about, sealed in sealed_in(table, row):
                for box in boxes:
                    with suppress(BoxDamaged):
                        opened.setdefault(table, []).append(box.open(sealed, about=about))
    return opened


def round_boxes(keys: Keys, rid: str) -> list[Box]:
    """The boxes of a round whose keys are there."""
    boxes = []
    for way in (keys.draft, keys.text) if rid else ():
        with suppress(RoundKeyGone, ValueError):
            boxes.append(way(RoundId(rid)))
    return boxes


def sealed_in(table: str, row: Mapping[str, object]) -> Iterator[tuple[bytes, bytes]]:
    """Each sealed value of a row, with what it was sealed to."""
    known = [(one.column, one.about) for one in SEALED.get(table, ()) if one.about]
    for column, parts in (*known, *UNDER_A_ROUND.get(table, ())):
        if row.get(column) is not None:
            about = b"".join(p if isinstance(p, bytes) else raw(row[p]) for p in parts)
            yield about, raw(row[column])
