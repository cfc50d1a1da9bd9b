"""Which read texts a release may show: as their authors allowed, a sample, never all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import assert_never

from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey
from surveys.protection.forms import COUNTS_FROM, FLOOR
from surveys.protection.runs import runs
from surveys.themes.silence import says_nothing

ALLOWED_FLOOR = 3
"""Fewest texts that may be shown for any to be: then at least two are always left out."""
SHOWN_OF_TEN = 6
"""Of ten texts at most this many are shown, so that nobody can tell that theirs was left out."""
MOST_SHOWN = 12
"""Most quotes under one question: what anybody reads."""


class Why(StrEnum):
    """Why a text is among those that are shown."""

    TYPICAL = "typical"
    """A reader marked it as one that several could have written."""
    CHANCE = "chance"
    """It was drawn from those that may be shown, and nothing else speaks for it."""


@dataclass(frozen=True, slots=True)
class PassedText:
    """A text that a reader passed, masked or reworded.

    Args:
        text: What may be seen of it: the words, with names masked, or the rewording.
        sharing: What its author allowed.
        typical: Whether the reader marked it as one that several could have written.
        reworded: Whether ``text`` is a reader's rewording.
    """

    text: str
    sharing: Sharing
    typical: bool = False
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A text as its author wrote it, and what became of it.

    Args:
        question: The question it answers.
        words: The author's own words.
        passed: What may be seen of it; None where nothing may.
    """

    question: QuestionKey
    words: str
    passed: PassedText | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown. ``reworded``: these are a reader's words."""

    text: str
    reworded: bool
    why: Why = Why.CHANCE


def passed_of(
    written: Sequence[Written], asked: Mapping[QuestionKey, str]
) -> dict[QuestionKey, list[PassedText]]:
    """What may be seen of each question's texts.

    A rewording stays out that carries five words in a row of anybody's answer, its own or
    another's, which neither the question nor an answer shared in its author's words has.

    Args:
        written: Every text of a round, also those of which nothing may be seen.
        asked: What each question says.
    """
    reworded = frozenset[tuple[str, ...]]().union(
        *(runs(one.passed.text) for one in written if one.passed and one.passed.reworded)
    )
    barred = _barred(written, asked, reworded) if reworded else frozenset()
    found: dict[QuestionKey, list[PassedText]] = {}
    for one in written:
        if one.passed and not (one.passed.reworded and runs(one.passed.text) & barred):
            found.setdefault(one.question, []).append(one.passed)
    return found


def carrying_unshared(
    lines: Iterable[str], written: Iterable[Written], asked: Mapping[QuestionKey, str]
) -> frozenset[str]:
    """Those lines that have five words in a row of anybody's answer that neither the question
    nor an answer shared in its author's words has (R10).

    Args:
        lines: What somebody wrote about the answers: names of themes, what else was said.
        written: Every text of a round, also those of which nothing may be seen.
        asked: What each question says.
    """
    found = {line: runs(line) for line in lines}
    barred = _barred(written, asked, frozenset[tuple[str, ...]]().union(*found.values()))
    return frozenset(line for line, theirs in found.items() if theirs & barred)


def _barred(
    written: Iterable[Written],
    asked: Mapping[QuestionKey, str],
    among: frozenset[tuple[str, ...]],
) -> frozenset[tuple[str, ...]]:
    """Those of some runs that are somebody's, and that nobody shared."""
    theirs: set[tuple[str, ...]] = set()
    shared: set[tuple[str, ...]] = set()
    for one in written:
        theirs |= (runs(one.words) & among) - runs(asked.get(one.question, ""))
        if one.passed and one.passed.sharing is Sharing.MY_WORDS and not one.passed.reworded:
            shared |= runs(one.passed.text) & among
    return frozenset(theirs - shared)


def choose_quotes(
    texts: Sequence[PassedText], *, wrote: int, surely_wrote: int, total: int, draw: Random
) -> tuple[Shown, ...]:
    """The texts to show, in an order drawn afresh.

    None where fewer than three may be. Otherwise at most six in ten of the texts that may be
    shown, and of the people who surely wrote by what is printed: so the number of quotes says
    nothing that is not printed.

    Args:
        texts: What the reader passed for one question, in any order.
        wrote: How many people wrote something. Below 5 nothing is shown. Unit: people.
        surely_wrote: Fewest who wrote, by what is printed. Unit: people.
        total: How many answered the round. Below 20 only typical texts. Unit: people.
        draw: Where chance comes from; the same for the same release.
    """
    if wrote < FLOOR or total < FLOOR:
        return ()
    allowed = sorted(allowed_of(texts, total), key=lambda one: (one.text, one.reworded, one.why))
    most = min(most_shown(len(allowed)), surely_wrote * SHOWN_OF_TEN // 10)
    return tuple(draw.sample(allowed, most))


def allowed_of(texts: Iterable[PassedText], total: int) -> list[Shown]:
    """Those of the passed texts that may be shown in a round of this size, before any draw.
    Never "idk" or "nothing": they are words, and say nothing.
    """
    return [
        Shown(passed.text.strip(), passed.reworded, Why.TYPICAL if passed.typical else Why.CHANCE)
        for passed in texts
        if _allowed(passed) and (passed.typical or total >= COUNTS_FROM)
    ]


def most_shown(allowed: int) -> int:
    """How many texts are shown at most of so many that may be."""
    if allowed < ALLOWED_FLOOR:
        return 0
    return min(allowed * SHOWN_OF_TEN // 10, MOST_SHOWN)


def _allowed(passed: PassedText) -> bool:
    if says_nothing(passed.text):
        return False
    match passed.sharing:
        case Sharing.MY_WORDS:
            return True
        case Sharing.THE_IDEA:
            return passed.reworded
        case Sharing.READERS_ONLY | Sharing.DONT_SHARE:
            return False
        case _:
            assert_never(passed.sharing)
