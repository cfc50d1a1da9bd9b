"""Candidates: what the method suggests. Not findings: no report and no file takes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from surveys.themes.codebook import ThemeId


class Side(StrEnum):
    """Which side of a question an answer is on, where the question has sides."""

    AGREES = "agrees"
    DISAGREES = "disagrees"


@dataclass(frozen=True, slots=True)
class Remark:
    """One short answer as the method sees it.

    Args:
        text: The words as readers may see them: redacted, or reworded.
        quotable: Whether they may stand in a label: their author allowed it and a reader passed
            them.
        side: Its side, where the question has sides; sides are never grouped together.
    """

    text: str
    quotable: bool = False
    side: Side | None = None


class Origin(StrEnum):
    """How a candidate came to be."""

    CODEBOOK = "codebook"
    """Answers near to what a theme of the codebook says."""
    GROUPED = "grouped"
    """Answers near to each other, and to no theme of the codebook."""
    ONE_PERSON = "one_person"
    """One answer unlike the rest. For readers only."""
    NOTHING_SAID = "nothing_said"
    """"idk", "nothing", an emoji, nothing at all: by rule."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggested theme.

    Args:
        id: Its name in this suggestion: ``a-z0-9_``. The same input gives the same.
        origin: How it came to be.
        name: The codebook's name for it; empty where it was grouped.
        words: At most three words that tell it from the rest, from quotable answers alone.
        typical: The shortest of the three nearest to its middle that may be quoted; None where
            none may be.
        members: The remarks in it, the nearest first. Positions in what was given.
        second: Of those, the remarks in it by a clause only.
        theme: The theme of the codebook, where it came from there.
        side: The side its remarks are on.
        parent: The coarser candidate it lies in, of which it is a part; None at the top.
        why: Why these are together, in one plain sentence.
    """

    id: str
    origin: Origin
    name: str
    words: tuple[str, ...]
    typical: int | None
    members: tuple[int, ...]
    second: frozenset[int] = frozenset()
    theme: ThemeId | None = None
    side: Side | None = None
    parent: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What made a suggestion, so that it can be made again.

    Args:
        method: The method's name and edition.
        model: The model's name and version; empty for the simpler method without one.
        model_hash: SHA-256 of the model's files, in hexadecimal.
        parameters: Every number the method took.
        codebook_version: The codebook's version; None without one.
    """

    method: str
    model: str
    model_hash: str
    parameters: Mapping[str, str]
    codebook_version: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Everything suggested for one question.

    Args:
        candidates: The first cut and, with their ``parent``, the smaller groups inside it.
        themes: For each remark, in the order given, its candidates of the first cut, the main
            one first. Empty: in none.
        run: What made it.
    """

    candidates: tuple[Candidate, ...]
    themes: tuple[tuple[str, ...], ...]
    run: Run
