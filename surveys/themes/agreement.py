"""Agreement: how alike people put the same answers in and out of themes, beside what luck gives.

Each theme is judged by itself: every answer is in it or out of it. Three published forms:

* Two people: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
  Psychological Measurement 20 (1960) 37-46.
* How far that could be off: A. Donner and M. Eliasziw, "A goodness-of-fit approach to inference
  procedures for the kappa statistic", Statistics in Medicine 11 (1992) 1511-1519. Made for few
  answers; unlike resampling it does not call 20 of 20 certain.
* Three people or more: J. L. Fleiss, "Measuring nominal scale agreement among many raters",
  Psychological Bulletin 76 (1971) 378-382.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from surveys.ids import AnswerId
from surveys.themes.codebook import ThemeId

Coding = Mapping[AnswerId, frozenset[ThemeId]]
"""What one person, or the machine, put each answer in. Empty: in none of the themes."""

SUGGESTION = 0.6
"""Below this kappa a theme is a suggestion, to be talked about."""

RARE = 3
"""A theme that fewer answers are in, or out of, is too rare, or too common, to say."""

SURE = 3.8414588206941245
"""The square of 1.96: what the 95 % limits leave outside (chi-squared, one degree)."""


class Says(StrEnum):
    """What may be made of the agreement on one theme."""

    ALIKE = "alike"
    TALK = "talk"
    """Treat it as a suggestion and talk about it."""
    RARE = "rare"
    """Too few answers are in it to say: kappa would collapse."""
    COMMON = "common"
    """Too few answers are out of it to say."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two people's agreement on one theme. Every count is of answers.

    Args:
        theme: Which.
        both: In it, both say.
        first: In it, the first alone says.
        second: In it, the second alone says.
        neither: In it, neither says.
    """

    theme: ThemeId
    both: int
    first: int
    second: int
    neither: int

    @property
    def n(self) -> int:
        """How many answers both coded."""
        return self.both + self.first + self.second + self.neither

    @property
    def same(self) -> int:
        """How many they put in or out the same way."""
        return self.both + self.neither

    @property
    def by_luck(self) -> float:
        """How many that would be, on average, if each had drawn as many as they did by lot."""
        if not self.n:
            return 0.0
        ones, twos = self.both + self.first, self.both + self.second
        return (ones * twos + (self.n - ones) * (self.n - twos)) / self.n

    @property
    def named(self) -> int:
        """How many answers somebody put in it."""
        return self.both + self.first + self.second

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, -1 to 1; None where luck alone would make everything the same."""
        # Whole numbers until the last step: 0.6 is 0.6.
        ones, twos = self.both + self.first, self.both + self.second
        lucky = ones * twos + (self.n - ones) * (self.n - twos)
        spare = self.n * self.n - lucky
        return (self.n * self.same - lucky) / spare if spare else None

    @property
    def limits(self) -> tuple[float, float] | None:
        """Between what kappa may lie, 19 times of 20; None where there is no kappa."""
        if self.kappa is None:
            return None
        low, high = _limits(self.both, self.first + self.second, self.neither)
        return min(low, self.kappa), max(high, self.kappa)

    @property
    def says(self) -> Says:
        """What may be made of it."""
        if self.named < RARE:
            return Says.RARE
        if self.n - self.both < RARE:
            return Says.COMMON
        return Says.ALIKE if self.kappa is not None and self.kappa >= SUGGESTION else Says.TALK


@dataclass(frozen=True, slots=True)
class Spread:
    """Kappa over the themes of which something can be said.

    Args:
        middle: The median.
        low: The least.
        high: The most.
        themes: Over how many themes.
        left_out: How many themes were too rare or too common to say.
    """

    middle: float
    low: float
    high: float
    themes: int
    left_out: int


def compare(first: Coding, second: Coding, themes: Sequence[ThemeId]) -> tuple[Alike, ...]:
    """Two people's agreement, theme by theme, in the order given.

    Raises:
        ValueError: They did not code the same answers.
    """
    if first.keys() != second.keys():
        raise ValueError("agreement is of the same answers, coded by both")
    return tuple(_compare(first, second, theme) for theme in themes)


def spread(over: Sequence[Alike]) -> Spread | None:
    """Median and range over themes; None where nothing can be said of any."""
    said = [
        one.kappa for one in over if one.kappa is not None and one.says in {Says.ALIKE, Says.TALK}
    ]
    if not said:
        return None
    return Spread(median(said), min(said), max(said), len(said), len(over) - len(said))


def differing(first: Coding, second: Coding) -> tuple[AnswerId, ...]:
    """The answers that two people did not put in exactly the same themes, in the first's order.

    Raises:
        ValueError: They did not code the same answers.
    """
    if first.keys() != second.keys():
        raise ValueError("agreement is of the same answers, coded by both")
    return tuple(aid for aid, themes in first.items() if themes != second[aid])


def among(codings: Sequence[Coding], theme: ThemeId) -> float | None:
    """Fleiss' kappa of one theme among two people or more, any of whom may be any other.

    Returns:
        At most 1; None where every answer is in, or every answer out, and luck decides nothing.

    Raises:
        ValueError: Fewer than two people, no answers, or not the same answers.
    """
    if len(codings) < 2 or not codings[0]:
        raise ValueError("agreement among people needs two of them and an answer")
    if any(one.keys() != codings[0].keys() for one in codings):
        raise ValueError("agreement is of the same answers, coded by all")
    votes = [sum(theme in one[aid] for one in codings) for aid in codings[0]]
    return fleiss([(ins, len(codings) - ins) for ins in votes])


def fleiss(votes: Sequence[Sequence[int]]) -> float | None:
    """Fleiss' kappa of a table: for each answer, how many people put it in each category.

    Raises:
        ValueError: Fewer than two people, no answers, or not as many people for each.
    """
    people = {sum(row) for row in votes}
    if len(people) != 1 or (m := people.pop()) < 2:
        raise ValueError("each answer needs as many people as the next, and two at least")
    n = len(votes)
    in_pairs = sum(count * (count - 1) for row in votes for count in row) / (n * m * (m - 1))
    lucky = sum((sum(column) / (n * m)) ** 2 for column in zip(*votes, strict=True))
    return (in_pairs - lucky) / (1 - lucky) if lucky < 1 else None


def _compare(first: Coding, second: Coding, theme: ThemeId) -> Alike:
    both = ones = twos = neither = 0
    for aid, themes in first.items():
        match theme in themes, theme in second[aid]:
            case True, True:
                both += 1
            case True, False:
                ones += 1
            case False, True:
                twos += 1
            case _:
                neither += 1
    return Alike(theme, both, ones, twos, neither)


def _limits(both: int, one_alone: int, neither: int) -> tuple[float, float]:
    """Where Donner and Eliasziw's goodness of fit reaches ``SURE``, on either side."""
    n = both + one_alone + neither
    in_it = (2 * both + one_alone) / (2 * n)
    spare = in_it * (1 - in_it)
    found = 1 - one_alone / (2 * n * spare)

    def off(kappa: float) -> float:
        shares = (
            (in_it**2 + kappa * spare, 1),
            (2 * spare * (1 - kappa), 4),
            ((1 - in_it) ** 2 + kappa * spare, 1),
        )
        if any(share <= 0 for share, _ in shares):
            return float("inf")
        return n * ((found - kappa) * spare) ** 2 * sum(w / share for share, w in shares)

    least = -min(in_it / (1 - in_it), (1 - in_it) / in_it)
    return _crossing(off, found, least), _crossing(off, found, 1.0)


def _crossing(off: Callable[[float], float], near: float, far: float) -> float:
    """Where ``off`` reaches ``SURE`` between ``near``, where it is 0, and ``far``."""
    if near == far:
        return far
    for _ in range(60):
        middle = (near + far) / 2
        near, far = (middle, far) if off(middle) < SURE else (near, middle)
    return far
