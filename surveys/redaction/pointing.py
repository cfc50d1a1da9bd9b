"""Words that name nobody and could still tell who wrote them: a home, a role, an event.

A short list of cues, so that it speaks up rarely. It never hides anything: only the author can
tell whether somebody would guess.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Guess(StrEnum):
    """What the words point at."""

    HOME = "home"
    ROLE = "role"
    EVENT = "event"


_WHO = r"(?:girl|boy|lad|kid|person|one|young person|resident)"
_MINE = r"(?:i'?m|i am|im|i was|as|being|me being|cos i'?m)"
_ROLE = re.compile(
    rf"\b{_MINE} (?:the|our) (?:only|youngest|oldest|eldest|newest|new|first|last)\b"
    rf"|\bthe only {_WHO} (?:in|at|here|who|that|with|left)\b"
    rf"|\b{_MINE} (?:the|our) (?:\w+ )?(?:rep|captain|head (?:girl|boy)|mentor|chair)\b"
    r"|\bmy (?:twin|wheelchair|interpreter|guide dog)\b"
    r"|\bmy (?:\w+ )?(?:brother|sister) (?:lives|is|stays) (?:here|in this (?:house|home)) too\b"
)
_EVENT = re.compile(
    r"\b(?:when|after|since|night|day|time) (?:i|we|they) (?:\w+ )?(?:got|was|were|had been) "
    r"(?:\w+ )?(?:arrested|excluded|expelled|restrained|moved|sectioned|kicked out|in court)\b"
    r"|\b(?:when|after|since|night|day|time) (?:i|we) (?:\w+ )?(?:ran (?:away|off)|went missing"
    r"|moved (?:in|here)|broke (?:my|the)|set (?:fire|off))\b"
    r"|\b(?:when|night|day|time) the (?:police|ambulance|fire brigade|feds) (?:came|turned up)\b"
    r"|\bafter the (?:fire|fight|flood|break-?in|stabbing|accident)\b"
    r"|\bon my (?:\w+ )?birthday\b"
)
_HOME = re.compile(
    r"\b(?:our|my|this) (?:house|home|unit) (?:is|was) the (?:only|one|first|smallest|biggest)\b"
    r"|\bthe (?:house|home|unit) (?:by|near|next to|opposite|behind|with) the\b"
    r"|\bthe only (?:house|home|unit)\b"
    r"|\bwe live (?:by|near|next to|opposite|behind|above) the\b"
)
_APOSTROPHES = re.compile(r"[’‘`ʼ]")


def pointed_at(words: str) -> Guess | None:
    """What the words point at, or None."""
    said = _APOSTROPHES.sub("'", " ".join(words.lower().split()))
    cues = ((_HOME, Guess.HOME), (_ROLE, Guess.ROLE), (_EVENT, Guess.EVENT))
    return next((guess for cue, guess in cues if cue.search(said)), None)
