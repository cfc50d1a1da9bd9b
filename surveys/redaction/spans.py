"""What redaction finds: where, of what kind, and how sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How sure: *hidden* is sure; *ask* is doubtful, hidden until somebody says otherwise."""

    HIDDEN = "hidden"
    ASK = "ask"


class Label(StrEnum):
    """The kind of thing that could give somebody away."""

    PERSON = "PERSON"
    HOME = "HOME"
    SCHOOL = "SCHOOL"
    STREET = "STREET"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    POSTCODE = "POSTCODE"
    HANDLE = "HANDLE"
    DOB = "DOB"
    NHS = "NHS"
    NI = "NI"
    CAR = "CAR"
    PLACE = "PLACE"
    URL = "URL"


SHOWN_AS = {
    Label.PERSON: "a name",
    Label.HOME: "a home",
    Label.SCHOOL: "a school",
    Label.STREET: "a street",
    Label.PHONE: "a phone number",
    Label.EMAIL: "an email address",
    Label.POSTCODE: "a postcode",
    Label.HANDLE: "an account",
    Label.DOB: "a date of birth",
    Label.NHS: "an NHS number",
    Label.NI: "an NI number",
    Label.CAR: "a number plate",
    Label.PLACE: "a place",
    Label.URL: "a link",
}

PLACEHOLDER = re.compile(r"\[(?:" + "|".join(map(re.escape, SHOWN_AS.values())) + r")\??\]")


@dataclass(frozen=True, slots=True)
class Span:
    """One thing found.

    Args:
        start: Where it begins. Unit: Unicode code points of the text as given.
        end: Where it ends, itself not included. Same unit.
        label: Its kind.
        mark: How sure.
    """

    start: int
    end: int
    label: Label
    mark: Mark = Mark.HIDDEN

    @property
    def placeholder(self) -> str:
        """What stands in its place: the kind, never the length; a doubtful one has a "?"."""
        return f"[{SHOWN_AS[self.label]}{'?' if self.mark is Mark.ASK else ''}]"


def merged(found: Iterable[Span]) -> tuple[Span, ...]:
    """The same ground in spans that do not overlap, in order.

    Overlapping spans become one over both: cutting one short would show a piece of it. The
    sure one names the kind, else the longer.
    """
    kept: list[Span] = []
    for span in sorted(found, key=lambda each: (each.start, each.end)):
        if kept and span.start < kept[-1].end:
            kept[-1] = _joined(kept[-1], span)
        else:
            kept.append(span)
    return tuple(kept)


def _joined(one: Span, other: Span) -> Span:
    best = max((one, other), key=_weight)
    return Span(one.start, max(one.end, other.end), best.label, best.mark)


def _weight(span: Span) -> tuple[bool, int, bool]:
    """A saint's name is a name, and the school called after her is what is meant."""
    return span.mark is Mark.HIDDEN, span.end - span.start, span.label is not Label.PERSON
