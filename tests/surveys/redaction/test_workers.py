"""Complaints about whoever works with somebody, by name or by role; praise and others let be."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from surveys.redaction.roster import Known, Roster
from surveys.redaction.workers import complaint_about

SETS = Path(__file__).parent / "workers"
ROSTER = Roster(
    staff=(
        Known(name="Sam Hill"),
        Known(name="Precious Okafor"),
        Known(name="Dave Marsh", nicknames=("Big Dave",)),
        Known(name="Will Carter"),
        Known(name="Oluwaseun Adeyemi", nicknames=("Seun",)),
        Known(name="Agnieszka Nowak", nicknames=("Aggie",)),
        Known(name="Hope Tanner"),
    ),
    people=(Known(name="Jayden"), Known(name="Mia"), Known(name="Tyrese"), Known(name="Leila")),
)


def found(name: str) -> tuple[float, float]:
    """Which share of a set's complaints is found, and of its other lines is taken for one."""
    lines = (SETS / f"{name}.txt").read_text("utf-8").splitlines()
    marked = [
        (one[0], complaint_about(one[2:], ROSTER)) for one in lines if one[:2] in ("+ ", "- ")
    ]
    shares = [[hit for mark, hit in marked if mark == kind] for kind in "+-"]
    return sum(shares[0]) / len(shares[0]), sum(shares[1]) / len(shares[1])


@pytest.mark.parametrize(
    ("name", "recall", "false"),
    [
        ("held_out", 0.95, 0.0),
        ("second", 0.92, 0.0),
        ("third", 0.93, 0.0),
        ("fourth", 0.60, 0.04),
    ],
)
def test_what_is_found_is_what_the_docs_say(name: str, recall: float, false: float) -> None:
    """docs/redaction.md gives these figures; ``fourth`` is the one nothing was worked on with."""
    of_complaints, of_others = found(name)

    assert of_complaints >= recall
    assert of_others <= false


@pytest.mark.parametrize(
    ("words", "complains"),
    [
        ("sam never listens to me", True),
        ("SAM SHOUTS", True),
        ("samm never listens to me", False),
        ("sam never shouts", False),
        ("sam is the best", False),
        ("mr hill is so rude", True),
        ("agnieszkas attitude stinks", True),
        ("will just ignores us", True),
        ("I will never like it, it's unfair", False),
        ("my key-worker is unfair", True),
        ("my key worker's so unfair", True),
        ("jayden's key worker is unfair", False),
        ("they never listen", False),
        ("staff never listen", False),
        ("sam shouts, not. sam is nice", True),
        ("sam isn't fair", True),
        ("sam isnt unfair", False),
        ("i was rude to sam", False),
        ("jayden shouted at sam", False),
        ("sam was on last night. he shouted at me", True),
        ("i told sam and he did nothing", True),
        ("can i have a different key worker please", True),
        ("mia says sam is unfair", False),
        ("", False),
    ],
)
def test_who_does_it_and_whether_it_is_denied_decides(words: str, complains: bool) -> None:
    """ "Sam never shouts" met with a card about complaints would be a slight to both."""
    assert complaint_about(words, ROSTER) is complains


def test_nobody_is_named_without_a_roster_but_roles() -> None:
    """An organisation that loaded no names still has key workers."""
    assert not complaint_about("sam never listens to me", Roster())
    assert complaint_about("my key worker never listens to me", Roster())


def test_the_same_words_are_always_judged_the_same() -> None:
    """No chance and no memory: what was offered once is offered again to another."""
    words = "big dave took my phone and wont give it back"
    assert [complaint_about(words, ROSTER) for _ in range(3)] == [True] * 3


@pytest.mark.parametrize(
    "unit", ["sam ", "sam is so ", "my key ", "i hate how the way ", "sam don't ", "S.", "\n", "İ"]
)
def test_r9_hostile_words_take_no_longer_than_twice_as_many_innocent_ones(unit: str) -> None:
    """R9: never quadratic. Twice the text is at most about twice the work, up to its bound."""
    complaint_about(unit * 10, ROSTER)
    took = []
    for many in (600, 2400):
        text = (unit * many)[: many * 2]
        began = time.perf_counter()
        complaint_about(text, ROSTER)
        took.append(time.perf_counter() - began)

    assert took[1] <= 8 * took[0] + 0.05
