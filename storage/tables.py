"""Every table, in one place, for those who need them all: migrations and backups."""

from __future__ import annotations

from storage import (  # noqa: F401  # each import registers its tables
    answers,
    answers_back,
    asked_as,
    audiences,
    audit,
    authenticators,
    calls,
    codebooks,
    concerns,
    decisions,
    double_codes,
    drafts,
    duties,
    envelopes,
    inbox,
    invites,
    key_marks,
    ledger,
    lessons,
    letters,
    listeners,
    messages,
    names,
    new_ways,
    outbox,
    pauses,
    people,
    pictures,
    pilots,
    plans,
    proofs,
    ratings,
    readings,
    releases,
    result_doors,
    rosters,
    rounds,
    safety_marks,
    seen,
    signins,
    slots,
    surveys,
    talks,
    theme_boards,
    theme_gates,
    tickets,
    wishes,
    word_list,
    working,
)
from storage.base import Row

metadata = Row.metadata

IN_FLIGHT = frozenset(
    {
        "outbox",
        "inbox",
        "seen_updates",
        "signins",
        "safety_marks",
        "letters",
        "calls",
        "talk_drafts",
        "new_ways",
        "reading_claims",
        "trials",
        "working_now",
    }
)
"""Tables a backup leaves empty: a message must not be sent again a month later, and what is
under way would show who was busy when it was made."""
