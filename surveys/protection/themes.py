"""Themes: how many wrote something in each, for themes that three or more did.

Whether a theme is shown, and how many it has, follow from how many answered the round, how many
wrote as it is printed, and the theme's own count. A theme of fewer than three is not there at
all: nothing stands in its place, nothing is called "other", and nothing else is printed another
way because of it.

Themes may overlap or not; readers sort as they see fit. So two outsiders are assumed: one who
knows nothing of how they sorted, and one who knows that every answer went into one theme at
most. The second can add up: writers less themes is how many said something that is not shown.
The steps of a round are the finest that leave each of these counts open, whatever is printed; they
are settled before any count is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from surveys.protection.forms import COUNTS_FROM, Form, Span, form_for, rounded, spans
from surveys.protection.preimage import Box, pinned, telling
from surveys.protection.three_waves import Wave, joined, may_print_third
from surveys.protection.ticks import Steps
from surveys.protection.waves import NEARLY_ALL, silent_after
from surveys.protection.writers import shown_steps

THEME_FLOOR = 3
"""Fewest answers in a theme for it to be shown. Unit: people."""
ALSO_FROM = 10
"""Fewest answers of a round for "also said". Unit: people."""


class Support(StrEnum):
    """What is printed of how many wrote something in a theme. Each is literally true."""

    AT_LEAST_THREE = "at_least_three"
    UNDER_A_THIRD = "under_a_third"
    HALF_OR_FEWER = "half_or_fewer"
    TWO_THIRDS_OR_FEWER = "two_thirds_or_fewer"
    MIDDLE = "middle"
    BETWEEN = "between"
    OVER_HALF = "over_half"
    OVER_TWO_THIRDS = "over_two_thirds"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Backing:
    """How many wrote something in a theme, as it is printed.

    Args:
        support: What is said.
        about: The rounded count, for ``Support.ABOUT`` alone. Unit: people.
    """

    support: Support
    about: int | None = None


@dataclass(frozen=True, slots=True)
class ThemesBefore:
    """What an earlier result of the same people printed of one question's themes.

    Args:
        backings: By a theme's name, as it was printed.
        total: How many answered it. Unit: people.
    """

    backings: Mapping[str, Backing]
    total: int


def printed_themes(
    counts: Mapping[str, int],
    total: int,
    *,
    sensitive: bool,
    safety: bool,
    earlier: Sequence[ThemesBefore] = (),
) -> dict[str, Backing]:
    """What may be printed of a question's themes, where it is printed that five or more wrote.

    Args:
        counts: By name, how many answers people put into each theme. Unit: people.
        total: How many answered the round. Unit: people.
        sensitive: Nobody outside may learn that everybody's words are in a theme.
        safety: No low step is printed as one.
        earlier: What is out of the same question, of the same people.

    Returns:
        By name, the most first, and alphabetical within what is printed alike. A theme that is
        not among them was not there, had too few, or may not be printed beside ``earlier``.
    """
    steps = theme_steps(total, sensitive=sensitive)
    found = {
        name: step
        for name, count in counts.items()
        for step in steps[1:]
        if count in step and _open_beside(name, step, total, sensitive=sensitive, earlier=earlier)
    }
    in_order = sorted(found, key=lambda name: (-found[name].low, name.casefold(), name))
    return {name: backing(found[name], total, safety=safety) for name in in_order}


def backing(step: Span, total: int, *, safety: bool) -> Backing:
    """What a step of ``theme_steps`` says, in the first words that are true of all of it."""
    low, high = step.low, step.high
    form = form_for(total)
    if form is Form.COUNTS and step in spans(total):
        return Backing(Support.ABOUT, rounded(low))
    if 3 * low > 2 * total and form is Form.THIRDS:
        return Backing(Support.OVER_TWO_THIRDS)
    if 2 * low > total:
        return Backing(Support.OVER_HALF)
    if high == total or (safety and low == THEME_FLOOR):
        return Backing(Support.AT_LEAST_THREE)
    if form is Form.BANDS:
        return Backing(Support.MIDDLE)
    if low > THEME_FLOOR:
        return Backing(Support.BETWEEN)
    if 3 * high < total:
        return Backing(Support.UNDER_A_THIRD)
    return Backing(Support.HALF_OR_FEWER if 2 * high <= total else Support.TWO_THIRDS_OR_FEWER)


@lru_cache(maxsize=1024)
def theme_steps(total: int, *, sensitive: bool) -> Steps:
    """The finest safe steps; the first, of fewer than three, is never shown.

    Only one step means that no theme is printed at this size.
    """
    whole = (Span(0, total),)
    if form_for(total) is Form.NOTHING:
        return whole
    few = Span(0, THEME_FLOOR - 1)
    safe = (
        (few, *shown)
        for shown in _candidates(total)
        if _holds((few, *shown), total, sensitive=sensitive)
    )
    return next(safe, whole)


def _candidates(total: int) -> Iterator[Steps]:
    """What could be shown, the finest first. A step of exactly three people is none."""
    shown = [
        Span(max(span.low, THEME_FLOOR), span.high)
        for span in spans(total)
        if span.high >= THEME_FLOOR
    ]
    if len(shown) > 1 and shown[0].high == THEME_FLOOR:
        shown[:2] = [Span(THEME_FLOOR, shown[1].high)]
    yield tuple(shown)
    while len(shown) > 2:
        shown[-2:] = [Span(shown[-2].low, total)]
        yield tuple(shown)
    if total // 2 > THEME_FLOOR:
        yield (Span(THEME_FLOOR, total // 2), Span(total // 2 + 1, total))
    yield (Span(THEME_FLOOR, total),)


def _holds(steps: Steps, total: int, *, sensitive: bool) -> bool:
    """Whether every count stays open, whatever is printed of writers and of themes."""
    return not any(
        _tells(Box((*themes, Span(0, wrote.high), _silent(wrote, total)), total), sensitive)
        for wrote in shown_steps(total, sensitive=sensitive)
        for themes in _printed_together(steps, wrote, total)
    )


def _silent(wrote: Span, total: int) -> Span:
    return Span(total - wrote.high, total - wrote.low)


def _tells(box: Box, sensitive: bool) -> bool:
    """Whether a reader learns too much of a theme, of who said something else, or of who was
    silent: the last two are the last two cells."""
    if not box.possible:
        return False
    if pinned([box], total=box.total, sensitive=False):
        return True
    themes = range(len(box.spans) - 2)
    return sensitive and any(telling(box.reach(at), box.total) for at in themes)


def _printed_together(steps: Steps, wrote: Span, total: int) -> Iterator[Steps]:
    """One theme, shown or not; and below twenty people all that can stand beside each other if
    no answer is in two. From twenty on the steps are too wide for these to add up to anything.
    """
    yield from ((step,) for step in steps if step.low <= wrote.high)
    if total < COUNTS_FROM:
        for size in range(2, wrote.high // THEME_FLOOR + 1):
            yield from _beside_each_other(steps[1:], wrote.high, size)


def _beside_each_other(steps: Steps, most: int, size: int) -> Iterator[Steps]:
    if size == 0:
        yield ()
        return
    for at, step in enumerate(steps):
        if step.low * size <= most:
            for rest in _beside_each_other(steps[at:], most - step.low, size - 1):
                yield (step, *rest)


def _open_beside(
    name: str, step: Span, total: int, *, sensitive: bool, earlier: Sequence[ThemesBefore]
) -> bool:
    """Whether a theme may be printed beside what was printed, or was not, of the same name.

    For a reader who supposes that nobody changed their mind. What is not printed is audited with
    what has too few: silence says nothing either.
    """
    rows = _rows(total, sensitive=sensitive)
    now = _with_rest(step, total)
    for before in earlier:
        was = _with_rest(_step_then(name, before, sensitive=sensitive), before.total)
        if 1 <= abs(total - before.total) <= NEARLY_ALL:
            silent = silent_after(was, (before.total, total), sensitive=sensitive, rows=rows)
            if silent is None or now in silent:
                return False
    for one, two in combinations(earlier, 2):
        if joined((one.total, two.total, total)):
            waves = (_wave(name, one, sensitive), _wave(name, two, sensitive))
            if not may_print_third(waves, now, total, sensitive=sensitive, rows=rows):
                return False
    return True


def _wave(name: str, before: ThemesBefore, sensitive: bool) -> Wave:
    step = _step_then(name, before, sensitive=sensitive)
    return Wave(_with_rest(step, before.total), before.total)


def _rows(total: int, *, sensitive: bool) -> tuple[tuple[Span, Span], ...]:
    return tuple(_with_rest(step, total) for step in theme_steps(total, sensitive=sensitive))


def _step_then(name: str, before: ThemesBefore, *, sensitive: bool) -> Span:
    """What an earlier result said of a theme; too few where it said nothing."""
    few, *shown = theme_steps(before.total, sensitive=sensitive)
    for said in (b for n, b in before.backings.items() if n.casefold() == name.casefold()):
        for step in shown:
            if any(said == backing(step, before.total, safety=one) for one in (False, True)):
                return step
    return few


def _with_rest(step: Span, total: int) -> tuple[Span, Span]:
    return step, Span(total - step.high, total - step.low)
