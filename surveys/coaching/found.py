"""What a rule gives back before it is anybody's advice: what, the way out, other words."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.coaching.advice import AdviceKind


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's finding in one text. ``instead`` is the whole text in other words."""

    kind: AdviceKind
    what: str
    way_out: str
    instead: str | None = None


def upper_first(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
