"""Every column of bytes, and which key it stands under. A new one cannot be forgotten: a test
compares this with the tables, and a rotation turns over what stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Under = Literal["identity", "safe", "draft", "text", "identity or draft"]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of sealed boxes. ``about`` joined says where one belongs: bytes stand for
    themselves, names for what the row has in that column."""

    column: str
    under: Under
    about: tuple[bytes | str, ...]

    def about_row(self, row: Mapping[str, object]) -> bytes:
        """Where the box of one row belongs."""
        return b"".join(p if isinstance(p, bytes) else _bytes(row[p]) for p in self.about)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


SEALED: Mapping[str, tuple[Sealed, ...]] = {
    "participants": (
        Sealed("address_enc", "identity", (b"participant|address|", "pid")),
        Sealed("nick_enc", "identity", (b"participant|nick|", "pid")),
        Sealed("tags_enc", "identity", (b"participant|tags|", "pid")),
        Sealed("desk_enc", "identity", (b"participant|desk|", "pid")),
    ),
    "audiences": (Sealed("rule_enc", "identity", (b"audience|", "rid")),),
    "asked_as": (Sealed("body_enc", "identity", (b"asked as|", "rid")),),
    "new_ways": (Sealed("body_enc", "identity", (b"new way|", "id")),),
    "authenticators": (Sealed("secret_enc", "identity", (b"authenticator|", "pid")),),
    "drafts": (Sealed("body_enc", "identity", (b"draft|survey|", "id")),),
    "duties": (Sealed("body_enc", "identity", (b"duty|", "pid")),),
    "wishes": (Sealed("body_enc", "identity", (b"wishes|", "pid")),),
    "listeners": (Sealed("body_enc", "identity", (b"listener|", "pid")),),
    "plans": (Sealed("body_enc", "identity", (b"plan|", "tag", b"|", "owner")),),
    "trials": (Sealed("body_enc", "identity", (b"trial|", "pid")),),
    "pilots": (Sealed("body_enc", "identity", (b"pilot|", "draft")),),
    "rosters": (Sealed("body_enc", "identity", (b"roster|", "name")),),
    "word_list": (Sealed("body_enc", "identity", (b"word list|", "name")),),
    "lessons": (Sealed("body_enc", "identity", (b"lesson|", "id")),),
    "codebooks": (Sealed("body_enc", "identity", (b"codebook|", "version")),),
    "invites": (Sealed("body_enc", "identity", (b"invite|", "code_hash")),),
    "sittings": (Sealed("place_enc", "identity", (b"sitting|", "sid")),),
    "messages": (
        Sealed("from_enc", "identity", (b"message|from|", "id")),
        Sealed("body_enc", "identity", (b"message|body|", "id")),
    ),
    "talks": (
        Sealed("body_enc", "identity", (b"talk|", "rid")),
        Sealed("result_enc", "text", (b"talk result|", "rid")),
    ),
    "inbox": (Sealed("body_enc", "identity", (b"inbox|", "source", b"|", "update_id")),),
    "outbox": (Sealed("body_enc", "identity or draft", (b"outbox|", "mid")),),
    "concerns": (Sealed("body_enc", "safe", (b"concern|", "cid")),),
    "letters": (Sealed("body_enc", "safe", (b"letter|", "id")),),
    "calls": (Sealed("body_enc", "safe", (b"call|", "id")),),
    "envelopes": (Sealed("blob", "draft", (b"envelope|", "rid", b"|", "pid")),),
    "safety_marks": (Sealed("verdict", "draft", ()),),
    "talk_drafts": (Sealed("body_enc", "draft", ()),),
    "answers": (Sealed("body_enc", "text", ()), Sealed("breakdown", "text", ())),
    "readings": (Sealed("body_enc", "text", ()),),
    "theme_runs": (Sealed("body_enc", "text", ()),),
    "theme_moves": (Sealed("body_enc", "text", ()),),
    "theme_gates": (Sealed("body_enc", "text", ()),),
    "double_sheets": (Sealed("body_enc", "text", ()),),
    "double_codes": (Sealed("body_enc", "text", ()),),
    "releases": (Sealed("words_enc", "text", ()),),
    "agreed": (Sealed("sentence_enc", "text", ()),),
}
"""Sealed columns by table. Those under a round's key need no ``about``: a round's key is never
rotated, it dies."""

KEYED: frozenset[tuple[str, str]] = frozenset(
    {
        ("participants", "lookup"),
        ("invites", "code_hash"),
        ("tickets", "code_hash"),
        ("outbox", "lane"),
        ("inbox", "person_key"),
    }
)
"""Hashes that ``identity.key`` gives: made anew when it is rotated."""

PLAIN: frozenset[tuple[str, str]] = frozenset(
    {
        *((table, "pid") for table in ("participants", "authenticators", "duties", "listeners")),
        *((table, "pid") for table in ("envelopes", "ledger", "tickets", "proofs")),
        *((table, "pid") for table in ("signins", "staff_pins", "wishes")),
        *((table, "id") for table in ("messages", "letters", "calls", "releases")),
        *((table, "id") for table in ("agreed", "talk_drafts")),
        *((table, "sid") for table in ("tickets", "sittings")),
        *((table, "aid") for table in ("answers", "readings", "double_codes")),
        ("answers", "wtag"),
        ("audit", "link"),
        ("audit", "staff_pid"),
        ("concerns", "cid"),
        ("drafts", "owner"),
        ("key_marks", "mark"),
        *(("lessons", column) for column in ("id", "by_id")),
        ("names", "mark"),
        *((table, "mark") for table in ("reading_asides", "reading_claims")),
        *(("reading_slots", column) for column in ("id", "pid")),
        *(("time_worked", column) for column in ("id", "pid")),
        *(("time_paid", column) for column in ("pid", "approved_by", "paid_by")),
        ("working_now", "pid"),
        ("reading_claims", "slot"),
        ("new_ways", "id"),
        ("pauses", "paused_by"),
        ("messages", "to_pid"),
        ("outbox", "mid"),
        ("outbox", "to_pid"),
        ("pictures", "content"),
        ("plans", "owner"),
        ("releases", "approved_by"),
        ("releases", "proposed_by"),
        ("pilots", "owner"),
        ("rounds", "confirmed_by"),
        ("rounds", "decider_id"),
        ("rounds", "keeper_id"),
        ("rounds", "proposed_by"),
        ("safety_marks", "mark"),
        ("signins", "token_hash"),
        ("sittings", "opened_by"),
        ("trials", "pid"),
    }
)
"""Bytes that no rotated key stands behind: random ids, hashes of other things, pictures, and
marks under a round's own key."""
