"""Which numbers come first, and which have to be checked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from pydantic import ValidationError

from surveys.safeguarding.plan import HomePlan, Plan, Signpost
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy
from surveys.safeguarding.screening import Category
from surveys.safeguarding.signposts import (
    Trouble,
    count_own,
    few_and_more,
    list_troubles,
    numbers_for,
    trouble_with,
)

NOON = datetime(2027, 3, 5, 12, tzinfo=UTC)
NIGHT = datetime(2027, 3, 6, 2, tzinfo=UTC)
TODAY = date(2027, 3, 5)
MAPLE = HomePlan(
    home="Maple House",
    duty_number="0300 000 0000",
    numbers=(Signpost(name="Rae, advocate", number="07700 900000"),),
)
POLICY = Policy(
    organisation="Somewhere Homes",
    keeper_of_the_computer=Contact(name="Lee", job="administrator"),
    safeguarding_lead=Contact(name="Mina", job="safeguarding lead"),
    numbers=DEFAULT_NUMBERS,
    plan=Plan(homes=(MAPLE,)),
)


def names(category: Category | None = None, home: str = "", **more: object) -> list[str]:
    found = numbers_for(POLICY, category, home, **{"now": NOON, **more})  # type: ignore[arg-type]
    return [one.signpost.name for one in found]


def test_g5_in_danger_now_the_first_number_is_999() -> None:
    """Severity 3: an ambulance goes before a talk."""
    found = names("self_harm", severity=3)

    assert found[:4] == ["Emergency", "NHS 111", "HOPELINE247", "Childline"]


@pytest.mark.parametrize("category", [None, *get_args(Category)])
@pytest.mark.parametrize("severity", [0, 1, 2])
def test_g5_otherwise_childline_is_first(category: Category | None, severity: int) -> None:
    """Free, at any hour, not on the bill: for everybody."""
    assert names(category, severity=severity)[0] == "Childline"


@pytest.mark.parametrize("category", [None, *get_args(Category)])
@pytest.mark.parametrize("home", ["", "Maple House", "Elsewhere"])
def test_g5_no_number_is_lost_and_at_least_three_are_shown(
    category: Category | None, home: str
) -> None:
    """What fits comes first; everything else is still there."""
    for severity in range(4):
        found = numbers_for(POLICY, category, home, now=NIGHT, severity=severity)
        few, more = few_and_more(found)

        assert {one.name for one in POLICY.numbers} <= set(
            names(category, home, severity=severity)
        )
        assert len(few) >= 3
        assert few + more == found
        assert "999" in [one.signpost.number for one in few]


def test_what_fits_the_category_comes_next() -> None:
    """Somebody who ran away needs the line for that, not a list of twelve."""
    assert names("missing")[:3] == ["Childline", "Runaway Helpline", "Emergency"]


def test_what_is_shut_comes_after_what_is_open_and_says_when_it_opens() -> None:
    """At two at night an advocate's line rings for nobody."""
    found = {one.signpost.name: one.opens for one in numbers_for(POLICY, now=NIGHT)}

    assert found["Childline"] is None
    assert found["Help at Hand"] == datetime(2027, 3, 8, 9, tzinfo=UTC)
    assert names("staff_abuse", now=NIGHT).index("Childline") == 0


def test_the_homes_own_numbers_are_near_the_top() -> None:
    """The nearest person first: whoever is on duty, then the home's own advocate."""
    assert names(home="Maple House")[:4] == [
        "Childline",
        "Emergency",
        "Maple House",
        "Rae, advocate",
    ]


def test_a_home_with_many_numbers_does_not_push_the_others_off_the_card() -> None:
    """Two of its own at once; the council's officer only for what concerns them."""
    many = HomePlan(
        home="Oak",
        duty_number="0161 496 0000",
        numbers=(
            Signpost(name="LADO", number="0161 496 0001", fits=("staff_abuse",)),
            Signpost(name="Ola, advocate", number="0161 496 0002"),
            Signpost(name="Duty team", number="0161 496 0003"),
        ),
    )
    policy = POLICY.model_copy(update={"plan": Plan(homes=(many,))})
    found = numbers_for(policy, home="Oak", now=NOON)
    few, more = few_and_more(found, count_own(policy, "Oak"))
    first = numbers_for(policy, "staff_abuse", "Oak", now=NOON)

    assert [one.signpost.name for one in few] == [
        *("Childline", "Emergency", "Oak", "Ola, advocate", "Shout", "Samaritans", "Become"),
    ]
    assert {"LADO", "Duty team"} <= {one.signpost.name for one in more}
    assert "LADO" in [one.signpost.name for one in first[:5]]


def test_g10_where_staff_may_be_meant_the_homes_phone_is_left_out() -> None:
    """Whoever answers it may be whom the words are about. The advocate stays."""
    found = names("staff_abuse", "Maple House", staff_meant=True)

    assert "Maple House" not in found
    assert "Rae, advocate" in found


def rung(number: str, days: int | None = 0) -> Signpost:
    on = None if days is None else TODAY - timedelta(days=days)
    return Signpost(name="A line", number=number, verified_on=on)


@pytest.mark.parametrize("number", [one.number for one in DEFAULT_NUMBERS])
def test_g14_every_number_we_begin_with_is_a_number(number: str) -> None:
    """A typing slip in the table would be on every card."""
    assert trouble_with(rung(number), TODAY) == ()


@pytest.mark.parametrize(
    "number",
    ["999", "111", "101", "116 123", "85258", "0800 1111", "0161 496 0000", "07700 900123",
     "(0117) 496 0123", "+44 20 7946 0000", "0300 123 1231", "example.org/help"],
)  # fmt: skip
def test_g14_uk_numbers_short_and_long_are_known(number: str) -> None:
    """A check that cries at Childline is soon switched off."""
    assert trouble_with(rung(number), TODAY) == ()


@pytest.mark.parametrize(
    "number",
    ["0800 111", "116 12", "8525", "0800 1111 1", "07700 90012", "0906 123 4567",
     "0844 123 4567", "call us", "0800 11l1", "118 500"],
)  # fmt: skip
def test_g14_a_number_that_differs_from_its_format_is_seen(number: str) -> None:
    """One digit lost, a letter for a digit, or a line that costs: all are warned of."""
    assert Trouble.NUMBER in trouble_with(rung(number), TODAY)


@pytest.mark.parametrize(
    ("days", "trouble"),
    [
        (None, (Trouble.UNVERIFIED,)),
        (0, ()),
        (150, ()),
        (151, (Trouble.OLD,)),
        (-1, (Trouble.AHEAD,)),
    ],
)
def test_g14_a_number_rung_over_150_days_before_the_given_day_is_old(
    days: int | None, trouble: tuple[Trouble, ...]
) -> None:
    """By the day that is passed in: a fresh clone's tests never depend on today's date."""
    assert trouble_with(rung("0800 1111", days), TODAY) == trouble


def test_g14_nobody_is_asked_to_ring_999_to_see_whether_it_works() -> None:
    """A test call takes a line from somebody who is dying."""
    assert trouble_with(rung("999", None), TODAY) == ()


def test_g14_the_homes_own_numbers_are_checked_too() -> None:
    """A duty number with a digit lost reaches nobody in the house."""
    wrong = HomePlan(home="Oak", duty_number="0300 000", numbers=(rung("0161", 0),))
    policy = POLICY.model_copy(update={"plan": Plan(homes=(wrong,))})
    found = [(one.name, trouble) for one, trouble in list_troubles(policy, TODAY)]

    assert ("Oak", Trouble.NUMBER) in found
    assert ("A line", Trouble.NUMBER) in found
    assert ("Oak", Trouble.UNVERIFIED) not in found


def test_wrong_hours_are_a_refused_policy() -> None:
    """With the way out: whoever wrote them reads how they are written."""
    with pytest.raises(ValidationError, match="write days and times like"):
        Signpost(name="A line", number="0800 1111", hours="nine to five")
