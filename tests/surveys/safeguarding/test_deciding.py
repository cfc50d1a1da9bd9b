"""What decides the category and the urgency: who did it, and whether it is now."""

from __future__ import annotations

import pytest

from surveys.safeguarding.deciding import by_staff, by_the_writer, is_now, to_the_writer
from surveys.safeguarding.screening import screen, warm_up


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    warm_up()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("the woman who works nights slaps us", "staff_abuse"),
        ("my foster mums husband touches me", "staff_abuse"),
        ("our pe teacher touches us in the showers", "staff_abuse"),
        ("my social worker called me a lying slag", "staff_abuse"),
        ("the carers starve me when i misbehave", "staff_abuse"),
        ("he works here and he wants me to send him nudes", "staff_abuse"),
        ("staff dont know that my dad hits me", "abuse"),
        ("the teacher noticed my bruises from when mum hit me", "abuse"),
        ("lads in here batter me when staff are on the phone", "bullying"),
        ("i owe money to these men, staff dont know", "exploitation"),
        ("i hit staff when im angry and i broke a ladys arm", "risk_to_others"),
        ("my dad said he will stab me if i come home", "abuse"),
    ],
)
def test_who_did_it_decides_and_a_bystander_did_nothing(text: str, category: str) -> None:
    """Who is told depends on it: never staff about staff, and staff about everybody else."""
    assert screen(text).category == category


def test_staff_who_are_told_or_do_not_look_are_not_who_did_it() -> None:
    """ "I told my key worker" is no accusation."""
    told = " i told my key worker about the hitting "
    hit = " my key worker is hitting me "

    assert not by_staff(told, len(told))
    assert by_staff(hit, len(hit))


def test_what_the_writer_did_is_told_from_what_was_done_to_the_writer() -> None:
    """Somebody else may need protecting, and not from the same people."""
    assert by_the_writer(" i punched my sister in the face ")
    assert not by_the_writer(" my sister punched me in the face ")
    assert not by_the_writer(" i pushed him off me ")
    assert to_the_writer(" a kid said he will stab me ")
    assert not to_the_writer(" i will stab him ")


@pytest.mark.parametrize(
    ("serious", "now"),
    [
        ("a lad in here kicks me", "a lad in here is kicking me right now"),
        ("my stepdad hits my mum", "my stepdad is outside and he hits my mum"),
        ("i carry a knife", "i carry a knife and im on my way to his house"),
    ],
)
def test_g1_the_same_harm_is_urgent_once_it_is_now(serious: str, now: str) -> None:
    """Severity 3 is called at once, whatever the hour."""
    assert not screen(serious).urgent
    assert screen(now).urgent


def test_what_is_long_over_is_not_now() -> None:
    """ "Last night" in a tale of years ago is no emergency."""
    assert is_now(" he hit me last night ")
    assert not is_now(" he used to hit me last night was the first quiet one ")
