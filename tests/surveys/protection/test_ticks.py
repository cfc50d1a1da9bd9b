"""Several choices: every set of ticks that people can give, tried."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import combinations, combinations_with_replacement

import pytest

from surveys.protection import ticks as module
from surveys.protection.forms import Band, Cell, Span, spans
from surveys.protection.printed import NotEnough
from surveys.protection.ticks import (
    ONE_BOX,
    TickRule,
    one_box,
    printed_ticks,
    tick_cell,
    tick_steps,
)
from tests.surveys.protection.readers import FULL, Table, pinned_by_trying

RULES = [
    TickRule(ordinary=2),
    TickRule(ordinary=2, exclusive=1),
    TickRule(ordinary=3, most=2),
    TickRule(ordinary=2, exclusive=1, most=1),
    TickRule(ordinary=3, exclusive=1, most=2),
]
SIZES = range(5, 15) if FULL else (5, 6, 7)
WIDE = [*range(14, 25), 28, 29] if FULL else []
CASES = [(rule, total) for rule in RULES for total in SIZES]
CASES += [(rule, total) for rule in RULES[:2] for total in WIDE]
DOTS = TickRule(ordinary=4, most=3)
"""Three dots and four choices to give them to: anybody can reach three at the most."""
CASES += [(DOTS, total) for total in ((5, 6, 7, 8) if FULL else (5,))]


def patterns(rule: TickRule) -> list[Table]:
    """What one person can tick, skipping included."""
    most = rule.limit or rule.ordinary
    sets = [
        chosen
        for count in (0, *range(rule.fewest, most + 1))
        for chosen in combinations(range(rule.ordinary), count)
    ]
    sets += [(rule.ordinary + at,) for at in range(rule.exclusive)]
    width = rule.ordinary + rule.exclusive
    return [tuple(int(at in chosen) for at in range(width)) for chosen in sets]


def outcomes(rule: TickRule, total: int) -> list[set[Table]]:
    """For 0, 1, 2 … people every row of counts they can give."""
    one = patterns(rule)
    reached = [{tuple([0] * (rule.ordinary + rule.exclusive))}]
    for _ in range(total):
        reached.append({plus(row, pattern) for row in reached[-1] for pattern in one})
    return reached


def plus(row: Table, pattern: Table, times: int = 1) -> Table:
    return tuple(count + times * tick for count, tick in zip(row, pattern, strict=True))


def prints(row: Table, total: int, rule: TickRule, *, sensitive: bool) -> Hashable:
    named = {str(at): count for at, count in enumerate(row)}
    shown = printed_ticks(named, total, rule, sensitive=sensitive, safety=False)
    return shown if isinstance(shown, NotEnough) else tuple(shown.items())


def found_by_trying(rule: TickRule, total: int, *, sensitive: bool) -> bool:
    """Whether a reader who knows who can tick what pins somebody."""
    reached = outcomes(rule, total)
    groups: dict[Hashable, list[Table]] = {}
    for row in reached[total]:
        groups.setdefault(prints(row, total, rule, sensitive=sensitive), []).append(row)
    return any(
        _learns(group, reached[total - friends], known, total - friends, total, sensitive)
        for group in groups.values()
        for friends in range(3)
        for known in combinations_with_replacement(patterns(rule), friends)
    )


def _learns(
    group: list[Table],
    possible: set[Table],
    known: tuple[Table, ...],
    people: int,
    total: int,
    sensitive: bool,
) -> bool:
    others = []
    for row in group:
        for pattern in known:
            row = plus(row, pattern, -1)
        if row in possible:
            others.append(row)
    if not others:
        return False
    for at in range(len(others[0])):
        ticked = {row[at] for row in others}
        rest = {people - count for count in ticked}
        own = {pattern[at] for pattern in known}
        for counts, chosen in ((ticked, 1), (rest, 0)):
            if chosen not in own and counts <= {1, 2}:
                return True
            if sensitive and not known and _tells(counts, total):
                return True
    return False


def _tells(counts: set[int], total: int) -> bool:
    return counts in ({0}, {total}) or counts <= {total - 1, total - 2}


@pytest.mark.parametrize(("rule", "total"), CASES)
def test_d2_several_choices_are_audited_together(rule: TickRule, total: int) -> None:
    """ "None of these" and "pick up to two" tie the choices' counts to each other.

    Fails when the caps they put on each other are not looked at.
    """
    assert not found_by_trying(rule, total, sensitive=False)


@pytest.mark.parametrize(("rule", "total"), CASES)
def test_d3_sensitive_choices_never_say_nobody_or_everybody(rule: TickRule, total: int) -> None:
    """The ties between choices must not say it either.

    Fails when nobody and everybody are not looked for.
    """
    assert not found_by_trying(rule, total, sensitive=True)


@pytest.mark.parametrize("rule", [TickRule(3, most=2), TickRule(3, 1, most=2)])
def test_d2_without_the_caps_somebody_is_found(
    rule: TickRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests above would notice if the ties were not looked at."""
    monkeypatch.setattr(module, "tick_steps", lambda total, rule, *, sensitive: spans(total))

    assert any(found_by_trying(rule, total, sensitive=False) for total in (5, 6))


@pytest.mark.parametrize("total", [5, 9, 10, 19, 20, 23, 24, 28, 29, 30])
@pytest.mark.parametrize("sensitive", [False, True])
def test_d2_one_box_alone_leaves_every_count_open(total: int, sensitive: bool) -> None:
    """Two categories, ticked and not, of which one is printed."""
    groups: dict[object, list[Table]] = {}
    for count in range(total + 1):
        shown = one_box(total, count, sensitive=sensitive)
        groups.setdefault(shown, []).append((count, total - count))

    assert not any(pinned_by_trying(g, total, sensitive=sensitive) for g in groups.values())


@pytest.mark.parametrize("total", [5, 9, 10, 14, 19, 20, 23, 30, 100, 300])
@pytest.mark.parametrize("exclusive", [0, 1])
def test_ordinary_questions_print_the_plain_steps(total: int, exclusive: int) -> None:
    """The commonest question ("pick any", "none of these") loses nothing to the audit."""
    rule = TickRule(ordinary=6, exclusive=exclusive)

    assert tick_steps(total, rule, sensitive=False) == spans(total)


@pytest.mark.parametrize("total", [5, 6, 9, 14, 20, 21, 24, 30, 99, 300])
def test_what_every_step_says_is_literally_true_and_its_own(total: int) -> None:
    """Two steps that said the same would be one, and were audited as two."""
    for rule in (TickRule(6), TickRule(6, most=3), TickRule(6, 1, most=2), TickRule(6, fewest=2)):
        for sensitive in (False, True):
            steps = tick_steps(total, rule, sensitive=sensitive)
            cells = [tick_cell(step, total) for step in steps]

            assert [n for s in steps for n in range(s.low, s.high + 1)] == list(range(total + 1))
            assert len(set(cells)) == len(cells)


def test_words_for_merged_steps_are_literally_true() -> None:
    """Halves: exactly half is "half or fewer"."""
    said = {span: tick_cell(Span(*span), 6).band for span in ((0, 3), (4, 6), (3, 6), (0, 2))}

    assert said == {
        (0, 3): Band.HALF_OR_FEWER,
        (4, 6): Band.MORE_THAN_HALF,
        (3, 6): Band.HALF_OR_MORE,
        (0, 2): Band.FEWER_THAN_HALF,
    }


def test_pick_at_least_two_prints_halves_from_twenty_people() -> None:
    """A minimum ties the counts from below, which only halves with room to spare survive."""
    rule = TickRule(ordinary=6, fewest=2)

    assert tick_steps(30, rule, sensitive=False) == (Span(0, 15), Span(16, 30))
    assert len(tick_steps(19, rule, sensitive=False)) == 1
    assert len(tick_steps(30, TickRule(ordinary=3, fewest=2), sensitive=False)) == 1


def test_d1_below_five_no_tick_is_printed() -> None:
    """The same "not enough to show" whatever was ticked."""
    rule = TickRule(ordinary=2)
    shown = {prints((a, b), 4, rule, sensitive=False) for a in range(5) for b in range(5)}

    assert shown == {NotEnough()}


def test_d3_a_safety_question_prints_no_low_band() -> None:
    """ "Maybe nobody" must never stand beside harm. Fails when it may."""
    shown = printed_ticks(
        {"a": 0, "b": 14}, 24, TickRule(ordinary=2), sensitive=False, safety=True
    )

    assert shown == {"a": Cell(Band.SOME_MAY), "b": Cell(Band.ABOUT, 15)}


def test_a_limit_that_limits_nothing_is_none() -> None:
    """ "Up to five" of five choices ties nothing."""
    assert TickRule(ordinary=5, most=5).limit is None
    assert TickRule(ordinary=5, most=4).limit == 4
    assert ONE_BOX.limit is None


@pytest.mark.parametrize("total", [7, 8, 9] if FULL else [7])
def test_d2_halves_hold_where_everybody_ticks_two_or_more(
    total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The argument for a minimum, tried on fewer people than it is ever used for."""
    monkeypatch.setattr(module, "COUNTS_FROM", 7)
    monkeypatch.setattr(module, "tick_steps", module.tick_steps.__wrapped__)
    rule = TickRule(ordinary=4, fewest=2)

    assert len(module.tick_steps(total, rule, sensitive=True)) == 2
    assert not found_by_trying(rule, total, sensitive=True)
