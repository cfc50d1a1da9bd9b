"""Agreement: the published forms, worked out by hand, and what must hold of any two codings."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.ids import AnswerId
from surveys.themes.agreement import (
    RARE,
    SURE,
    Alike,
    Coding,
    Says,
    among,
    compare,
    differing,
    fleiss,
    spread,
)
from surveys.themes.codebook import ThemeId

FOOD, ROOMS, STAFF = ThemeId("food"), ThemeId("rooms"), ThemeId("staff")
THEMES = (FOOD, ROOMS, STAFF)
TWENTY = tuple(AnswerId(bytes([number]) * 16) for number in range(20))

chosen = st.frozensets(st.sampled_from(THEMES))
codings = st.lists(chosen, min_size=20, max_size=20).map(
    lambda rows: dict(zip(TWENTY, rows, strict=True))
)
cells = st.tuples(*[st.integers(0, 12)] * 4).filter(any)


def alike(*counts: int) -> Alike:
    return Alike(FOOD, *counts)


@pytest.mark.parametrize(
    ("counts", "kappa", "by_luck"),
    [
        # Same 35 of 50; by luck (25 x 30 + 25 x 20) / 50 = 25: (35 - 25) / (50 - 25).
        ((20, 5, 10, 15), 0.4, 25),
        # Both 60 of 100 the same; luck gives 54 in the one and 46 in the other: 6 / 46, 14 / 54.
        ((45, 15, 25, 15), 6 / 46, 54),
        ((25, 35, 5, 35), 14 / 54, 46),
        # "You and Sam put 17 of 20 in or out of 'Food' the same way. By luck about 12."
        ((4, 2, 1, 13), (17 - 12) / (20 - 12), 12),
        ((10, 0, 0, 10), 1, 10),
        ((0, 10, 10, 0), -1, 10),
    ],
)
def test_two_peoples_kappa_is_cohens(
    counts: tuple[int, int, int, int], kappa: float, by_luck: float
) -> None:
    """Textbook tables (the first three are in most accounts of Cohen 1960), by hand."""
    assert alike(*counts).kappa == pytest.approx(kappa)
    assert alike(*counts).by_luck == pytest.approx(by_luck)


def test_among_many_kappa_is_fleiss() -> None:
    """The published example: ten patients, fourteen raters, five categories: 0.210."""
    votes = [
        *((0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1)),
        *((7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)),
    ]
    assert fleiss(votes) == pytest.approx(0.210, abs=0.0005)


def test_three_people_worked_out_by_hand() -> None:
    """Four answers, votes for 3, 3, 0 and 1 of 3: pairs 10/12 alike, luck (7² + 5²) / 144."""
    a, b, c, d = TWENTY[:4]
    inside, out = frozenset({FOOD}), frozenset[ThemeId]()
    all_three: list[Coding] = [
        {a: inside, b: inside, c: out, d: inside},
        {a: inside, b: inside, c: out, d: out},
        {a: inside, b: inside, c: out, d: out},
    ]
    pairs, luck = 10 / 12, 74 / 144
    assert among(all_three, FOOD) == pytest.approx((pairs - luck) / (1 - luck))


def test_the_limits_are_where_the_fit_is_no_longer_good() -> None:
    """Donner and Eliasziw's own definition, put back into their formula at both ends."""
    both, one, neither = 5, 3, 12
    limits = alike(both, 2, 1, neither).limits
    assert limits is not None
    pi = (2 * both + one) / 40
    for kappa in limits:
        shares = (
            pi**2 + kappa * pi * (1 - pi),
            2 * pi * (1 - pi) * (1 - kappa),
            (1 - pi) ** 2 + kappa * pi * (1 - pi),
        )
        off = sum(
            (seen - 20 * share) ** 2 / (20 * share)
            for seen, share in zip((both, one, neither), shares, strict=True)
        )
        assert off == pytest.approx(SURE, rel=1e-6)


@pytest.mark.parametrize("inside", [0.2, 0.3, 0.5])
@pytest.mark.parametrize("kappa", [0.2, 0.4, 0.6, 0.8])
def test_at_twenty_answers_the_limits_hold_what_they_say(inside: float, kappa: float) -> None:
    """Every table of twenty, weighed: at least 93 of 100 limits have the true kappa in them."""
    spare = inside * (1 - inside)
    shares = (inside**2 + kappa * spare, 2 * spare * (1 - kappa))
    covered = counted = 0.0
    for both in range(21):
        for one in range(21 - both):
            neither = 20 - both - one
            limits = alike(both, one - one // 2, one // 2, neither).limits
            if limits is None:
                continue
            odds = comb(20, both) * comb(20 - both, one)
            weight = odds * shares[0] ** both * shares[1] ** one
            weight *= (1 - sum(shares)) ** neither
            counted += weight
            covered += weight if limits[0] <= kappa <= limits[1] else 0
    assert covered / counted >= 0.93


def test_twenty_of_twenty_is_not_called_certain() -> None:
    """Resampling would say "1, exactly"; twenty answers cannot say that."""
    limits = alike(10, 0, 0, 10).limits
    assert limits is not None
    assert limits[1] == 1
    assert 0.6 < limits[0] < 0.7


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ((0, 0, 0, 20), Says.RARE),
        ((0, 1, 0, 19), Says.RARE),
        ((1, 1, 0, 18), Says.RARE),
        ((0, 3, 0, 17), Says.TALK),
        ((3, 0, 0, 17), Says.ALIKE),
        ((20, 0, 0, 0), Says.COMMON),
        ((18, 1, 1, 0), Says.COMMON),
        ((4, 2, 1, 13), Says.ALIKE),
        ((4, 3, 2, 11), Says.TALK),
    ],
)
def test_kappa_is_no_verdict_where_it_collapses(
    counts: tuple[int, int, int, int], says: Says
) -> None:
    """19 of 20 the same and kappa 0: too rare to say is not the same as too little agreement."""
    assert alike(*counts).says is says


def test_exactly_six_tenths_is_alike() -> None:
    """ "Below 0.6" is below: no float decides it. Luck gives 10 of 20, 16 are the same: 6 / 10."""
    one = alike(8, 2, 2, 8)
    assert one.kappa == 0.6
    assert one.says is Says.ALIKE


@given(cells)
def test_kappa_and_its_limits_stay_in_range(counts: tuple[int, int, int, int]) -> None:
    """Every table: -1 to 1, limits around it, and no kappa only where luck decides nothing."""
    one = alike(*counts)
    if one.kappa is None:
        assert one.same == one.n
        assert one.limits is None
        return
    assert one.limits is not None
    low, high = one.limits
    assert -1 <= low <= one.kappa <= high <= 1


@given(codings, codings)
def test_who_is_first_changes_nothing(first: Coding, second: Coding) -> None:
    """Symmetric: neither person is the one who is right."""
    for one, other in zip(
        compare(first, second, THEMES), compare(second, first, THEMES), strict=True
    ):
        assert one.kappa == other.kappa
        assert one.limits == other.limits
        assert one.says is other.says
    assert differing(first, second) == differing(second, first)


@given(codings)
def test_the_same_coding_agrees_wholly(one: Coding) -> None:
    """1 when the same, or nothing where all are in or all out; and nothing to talk about."""
    assert {alike.kappa for alike in compare(one, one, THEMES)} <= {1, None}
    assert differing(one, one) == ()
    found = spread(compare(one, one, THEMES))
    assert found is None or (found.low, found.middle, found.high) == (1, 1, 1)


@given(codings, codings, st.permutations(THEMES), st.permutations(TWENTY))
def test_names_and_order_change_nothing(
    first: Coding, second: Coding, names: list[ThemeId], order: list[AnswerId]
) -> None:
    """Relabelled themes and answers in another order: the same figures under the new names."""
    called = dict(zip(THEMES, names, strict=True))

    def renamed(coding: Coding) -> Coding:
        return {aid: frozenset(called[theme] for theme in coding[aid]) for aid in order}

    before = {called[one.theme]: one for one in compare(first, second, THEMES)}
    for one in compare(renamed(first), renamed(second), names):
        assert one.kappa == before[one.theme].kappa
        assert one.same == before[one.theme].same


@given(codings, codings, st.sampled_from(THEMES))
def test_fleiss_of_two_is_never_above_cohens(first: Coding, second: Coding, t: ThemeId) -> None:
    """A known relation of the two: they part only where two people's shares do."""
    many = among([first, second], t)
    two = compare(first, second, [t])[0].kappa
    if many is not None and two is not None:
        assert many <= two + 1e-9


def test_the_spread_leaves_out_what_is_too_rare() -> None:
    """A rare theme neither lifts nor lowers the median, and it is said how many were left out."""
    found = spread(
        [alike(8, 2, 2, 8), alike(10, 0, 0, 10), alike(4, 3, 2, 11), alike(1, 0, 0, 19)]
    )
    assert found is not None
    assert (found.middle, found.high, found.themes, found.left_out) == (0.6, 1.0, 3, 1)
    assert found.low == alike(4, 3, 2, 11).kappa
    assert spread([alike(RARE - 1, 0, 0, 18)]) is None


def test_agreement_is_of_the_same_answers() -> None:
    """An answer that only one of them has seen would count as a difference."""
    one, other = {TWENTY[0]: frozenset({FOOD})}, {TWENTY[1]: frozenset({FOOD})}
    with pytest.raises(ValueError, match="same answers"):
        compare(one, other, THEMES)
    with pytest.raises(ValueError, match="same answers"):
        differing(one, other)
    with pytest.raises(ValueError, match="same answers"):
        among([one, other], FOOD)
    with pytest.raises(ValueError, match="two of them"):
        among([one], FOOD)
    with pytest.raises(ValueError, match="as many people"):
        fleiss([(1, 2), (1, 1)])
