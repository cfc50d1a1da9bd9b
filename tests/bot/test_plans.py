"""``safeguarding.toml``: what is written is read back, and what cannot be is said."""

from __future__ import annotations

import os
import tempfile
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plans import TOLD_ANYWAY, Written, read_plan, write_plan
from bot.slips import PolicyRefused
from surveys.safeguarding.plan import Complaints, HomePlan, NoReply, Plan, Signpost
from surveys.safeguarding.policy import DEFAULT_NUMBERS
from surveys.safeguarding.screening import CATEGORIES

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
signposts = st.builds(
    Signpost,
    name=words,
    number=st.text(st.characters(exclude_categories=["Cs"]), min_size=3, max_size=40),
    about=st.one_of(st.just(""), words),
    fits=st.lists(st.sampled_from(CATEGORIES), unique=True).map(tuple),
    hours=st.sampled_from(["", "Mon-Fri 09:00-17:00", "Sat 10:00-14:00, Sun 10:00-12:00"]),
    verified_on=st.one_of(st.none(), st.dates()),
)
complaints = st.builds(
    Complaints,
    who=words,
    number=st.text(st.characters(exclude_categories=["Cs"]), min_size=3, max_size=80),
    happens=words,
    answered=words,
)
PARTS = {"homes": "home", "complaints": "answered", "advocate": "number"}
"""What is a part of its own, and a line of it that shows how it is written."""
homes = st.builds(
    HomePlan,
    home=words,
    duty_number=st.one_of(st.just(""), words.filter(lambda one: len(one.strip()) >= 3)),
    numbers=st.lists(signposts, max_size=3).map(tuple),
    complaints=st.one_of(st.none(), complaints),
    advocate=st.one_of(st.none(), signposts),
    visitor=st.one_of(st.none(), signposts),
)
plans = st.builds(
    Plan,
    sev2_no_reply=st.one_of(st.none(), st.sampled_from(NoReply)),
    choice_categories=st.lists(
        st.sampled_from(["self_harm", "bullying", "medical"]), unique=True
    ).map(tuple),
    offer_minutes=st.integers(5, 240),
    acknowledge_now_minutes=st.integers(1, 10),
    acknowledge_serious_minutes=st.integers(10, 1440),
    come_minutes=st.integers(1, 30),
    proof_of_life_at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    proof_of_life_minutes=st.integers(10, 720),
    safety_read=st.booleans(),
    safety_read_hours=st.integers(1, 168),
    own_message_days=st.integers(1, 14),
    keep_filed_days=st.integers(0, 3650),
    complaints=st.one_of(st.none(), complaints),
    advocate=st.one_of(st.none(), signposts),
    homes=st.lists(homes, max_size=3, unique_by=lambda one: one.home).map(tuple),
)


@settings(max_examples=500 if os.environ.get("EARSHOT_FULL") else 25, deadline=None)
@given(plan=plans, numbers=st.one_of(st.none(), st.lists(signposts, min_size=3, max_size=12)))
def test_whatever_plan_is_written_is_read_back(plan: Plan, numbers: list[Signpost] | None) -> None:
    """A name in any alphabet, a number with any sign in it: none is changed on the way.

    Fails when a field of the plan is not written, or a string's escapes are not TOML's.
    """
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "safeguarding.toml"
        write_plan(path, plan, numbers)

        assert read_plan(path) == Written(plan, None if numbers is None else tuple(numbers))


def test_every_setting_is_written_with_its_limits(tmp_path: Path) -> None:
    """The file is its own manual: nobody should have to look a limit up.

    Fails when a setting is added and not written, or its limits in the comment are others.
    """
    text = _written(tmp_path, Plan(sev2_no_reply=NoReply.LEAVE))

    for name, said in Plan.model_json_schema()["properties"].items():
        if name in PARTS:
            assert f"# {PARTS[name]} = " in text
            assert f"[{name}]" in text
            continue
        before, found, _ = text.partition(f"\n{name} = ")
        assert found, name
        if said.get("type") == "integer":
            about = before.rpartition("\n")[2]
            assert f"{said['minimum']} to {said['maximum']}" in about


def test_sev2_no_reply_is_not_chosen_by_the_program(tmp_path: Path) -> None:
    """Both ways can harm; the safeguarding lead chooses, and nobody for them.

    Fails when the file that is written chooses one.
    """
    text = _written(tmp_path, Plan())

    assert '# sev2_no_reply = "tell"' in text
    assert '# sev2_no_reply = "leave"' in text
    assert read_plan(tmp_path / "safeguarding.toml").plan.sev2_no_reply is None


def test_a_plan_is_never_overwritten(tmp_path: Path) -> None:
    """Somebody has rung the numbers in it."""
    _written(tmp_path, Plan())

    with pytest.raises(PolicyRefused, match="edit it instead"):
        write_plan(tmp_path / "safeguarding.toml", Plan(), DEFAULT_NUMBERS)


MISTAKES = {
    'sev2_no_reply = "ask"': (
        'line 1: sev2_no_reply = "ask" does not fit. Way out: give "tell" or "leave".'
    ),
    "offer_minutes = 2": (
        "line 1: offer_minutes = 2 does not fit. Way out: give a whole number from 5 to 240."
    ),
    "keep_filed_days = 4000": (
        "line 1: keep_filed_days = 4000 does not fit. Way out: give a whole number from 0 to 3650."
    ),
    'safety_read = "perhaps"': (
        'line 1: safety_read = "perhaps" does not fit. Way out: give true or false.'
    ),
    'proof_of_life_at = "ten"': (
        'line 1: proof_of_life_at = "ten" does not fit. Way out: give a time such as "10:00".'
    ),
    'proof_of_life_at = "10:00Z"': "names a time zone. Way out: write the time on your own clock",
    "\nsev2_noreply = 1": (
        "line 2: sev2_noreply is not known here. Way out: write sev2_no_reply, if that was meant."
    ),
    "colour = 1": "colour is not known here. Way out: take it out; known are sev2_no_reply",
    'choice_categories = ["bullying", "abuse"]': (
        'choice_categories 2 = "abuse": somebody must be told of that, and no choice may be '
        'offered. Way out: choose among "self_harm", "bullying" and "medical".'
    ),
    'choice_categories = ["sadness"]': 'choice_categories 1 = "sadness" does not fit',
    "acknowledge_now_minutes = 60\nacknowledge_serious_minutes = 30": (
        "line 1: acknowledge_now_minutes = 60 is longer than acknowledge_serious_minutes = 30."
    ),
    '[[homes]]\nhome = "Fern"\n\n[[homes]]\nhome = "Fern"': (
        'line 5: homes 2, home = "Fern" is there twice. Way out: keep one of the two.'
    ),
    '[[homes]]\nduty_number = "1"': "line 1: homes 1, home is missing. Way out: write it: 1 to 60",
    '[[homes]]\nhome = "F"\nduty_number = "12"': (
        'line 3: homes 1, duty_number = "12": no number to ring is that short. Way out: write it '
        'whole, or "" where there is none.'
    ),
    '[[homes]]\nhome = "F"\n[[homes.numbers]]\nname = "LADO"\nnumber = "2"': (
        'line 5: homes 1, numbers 1, number = "2" does not fit. Way out: give 3 to 40 characters'
    ),
    '[[homes]]\nhome = "F"\n[[homes.numbers]]\nname = "A"\nnumber = "222"\nhours = "late"': (
        "line 6: homes 1, numbers 1, hours = \"late\": the hours 'late' cannot be read"
    ),
    '[[numbers]]\nname = "A"\nnumber = "1111"': (
        "line 1: numbers holds 1. Way out: give a list of 3 to 12."
    ),
    "homes = 3": "line 1: homes = 3 does not fit. Way out: give a list in [ ].",
    "offer_minutes = ": "is not written as TOML",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_its_line_its_value_what_fits_and_the_way_out(
    tmp_path: Path, text: str
) -> None:
    """Whoever mends it at night has nobody to ask.

    Fails when a mistake is passed over, or is told without one of these.
    """
    path = tmp_path / "safeguarding.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(PolicyRefused) as refused:
        read_plan(path)
    assert str(refused.value).startswith(str(path))
    assert MISTAKES[text] in str(refused.value)
    assert "Way out" in str(refused.value) or "write days and times like" in str(refused.value)


def test_every_verified_on_that_is_no_day_is_named(tmp_path: Path) -> None:
    """All mistakes at once: not one a try."""
    path = tmp_path / "safeguarding.toml"
    path.write_text(
        "".join(
            f'[[numbers]]\nname = "{name}"\nnumber = "1111"\nverified_on = "soon"\n'
            for name in "ABC"
        ),
        "utf-8",
    )

    with pytest.raises(PolicyRefused) as refused:
        read_plan(path)
    lines = str(refused.value).splitlines()
    assert [line.partition(": ")[0].rpartition(", ")[2] for line in lines] == [
        "line 4",
        "line 8",
        "line 12",
    ]
    assert all("such as 2026-11-21" in line for line in lines)


def test_what_must_be_told_can_never_be_offered() -> None:
    """G8: told-first categories never offer just numbers, whatever the file says."""
    assert set(TOLD_ANYWAY) == set(CATEGORIES) - {"self_harm", "bullying", "medical"}


def _written(directory: Path, plan: Plan) -> str:
    path = directory / "safeguarding.toml"
    write_plan(path, plan, DEFAULT_NUMBERS)
    return path.read_text("utf-8")
