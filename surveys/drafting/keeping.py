"""A draft as bytes and back. What a step did not change is written once, however often it is."""

from __future__ import annotations

import json
from typing import Any

from surveys.drafting.draft import Draft, Entry, State


def write_draft(draft: Draft) -> bytes:
    """Write a draft, with everything that can be undone."""
    kept: dict[str, int] = {}
    states = [
        [
            state.head.model_dump(mode="json", exclude_defaults=True),
            [kept.setdefault(_written(one), len(kept)) for one in state.entries],
        ]
        for state in (*draft.past, draft.now)
    ]
    plain = {
        "entries": [json.loads(one) for one in kept],
        "states": states,
        "revision": draft.revision,
        "handles": draft.handles,
        "place": draft.place,
        "card": draft.card,
        "left": draft.left,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def read_draft(content: bytes) -> Draft:
    """Read what ``write_draft`` wrote.

    Raises:
        ValueError: It did not write this.
    """
    plain: dict[str, Any] = json.loads(content)
    entries = [Entry.model_validate(one) for one in plain["entries"]]
    states = [
        State.model_validate({"head": head, "entries": [entries[at] for at in places]})
        for head, places in plain["states"]
    ]
    return Draft(
        now=states[-1],
        past=tuple(states[:-1]),
        revision=plain["revision"],
        handles=plain["handles"],
        place=plain["place"],
        card=plain["card"],
        left=tuple(plain["left"]),
    )


def _written(entry: Entry) -> str:
    return entry.model_dump_json(exclude_defaults=True)
