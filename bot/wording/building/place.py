"""Where the author of a draft stands: what the card shows, and what their next words are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.outgoing import Button
from bot.texts import say
from bot.wording.presses import press
from surveys.drafting.draft import Draft
from surveys.ids import DraftId

HEADS: Final = ("title", "why", "could_change", "decides", "opening")
"""Places of what the survey says of itself."""
OF_ENTRY: Final = (
    *("entry", "easy", "help", "choices", "choice", "choice_easy", "range", "days", "ends"),
    *("amount", "kind", "only", "only_of", "pictures"),
)
"""Places of one entry."""
WHOLE: Final = ("add", "about", "topic", "ready", "throw")
"""Places of the whole draft."""
WORDLESS: Final = frozenset(
    {"amount", "kind", "only", "only_of", "pictures", "about", "topic", "ready", "throw"}
)
"""Places where words are for nothing."""

_SHAPE = re.compile(r"([a-z_]{1,12})(?::(\d{1,4}))?(?::(\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """One screen. ``handle``: the entry it is about, or that was changed last; 0 for none.
    ``at``: a choice, counted from 0, or another entry's handle."""

    name: str = "add"
    handle: int = 0
    at: int = 0

    def __str__(self) -> str:
        return f"{self.name}:{self.handle}:{self.at}"


def read_place(draft: Draft) -> Place:
    """Where the author stands, as far as that is still there."""
    found = _SHAPE.fullmatch(draft.place)
    start = Place() if draft.head.title else Place("title")
    if found is None:
        return start
    place = Place(found[1], int(found[2] or 0), int(found[3] or 0))
    return place if is_there(draft, place) else start


def is_there(draft: Draft, place: Place) -> bool:
    """Whether a draft has such a place."""
    if place.name not in OF_ENTRY:
        return place.name in {*HEADS, *WHOLE}
    entry = draft.entry(place.handle)
    if entry is None:
        return False
    if place.name in {"choice", "choice_easy", "pictures"}:
        return place.at < len(entry.choices)
    if place.name == "only_of":
        return 0 < draft.number(place.at) < draft.number(place.handle)
    return not entry.locked or place.name == "entry"


@dataclass(frozen=True, slots=True)
class Buttons:
    """Makes the buttons of one draft's card."""

    id: DraftId
    revision: int

    def go(self, key: str, name: str, handle: int = 0, at: int = 0, **blanks: object) -> Button:
        """A button that shows another screen. It changes nothing, so it is never too old."""
        code = press("bd", self.id, "go", name, handle, at)
        return Button(label=say(f"building_button.{key}", "en", **blanks), press=code)

    def to(self, label: str, name: str, handle: int = 0, at: int = 0) -> Button:
        """The same, with a label of the author's own."""
        return Button(label=label, press=press("bd", self.id, "go", name, handle, at))

    def do(self, key: str, does: str, *parts: object, **blanks: object) -> Button:
        """A button that changes the draft as it is now, and no other."""
        return self.does(say(f"building_button.{key}", "en", **blanks), does, *parts)

    def does(self, label: str, does: str, *parts: object) -> Button:
        """The same, with a label of the author's own."""
        return Button(label=label, press=press("bd", self.id, does, self.revision, *parts))


def open_button(draft_id: DraftId, label: str) -> Button:
    """A button that shows a draft's card, wherever it stands."""
    return Button(label=label, press=press("bd", "show", draft_id))
