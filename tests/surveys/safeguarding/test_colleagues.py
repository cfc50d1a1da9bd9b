"""A second look at words that name those who work here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.redaction.roster import Roster
from surveys.redaction.workers import with_roles
from surveys.safeguarding.colleagues import look_again
from surveys.safeguarding.screening import Screening, screen, warm_up

ROSTER = Roster.model_validate(
    {"staff": ["Sam", "Priya", "Grace", "Kofi Okafor"], "people": ["Tyler"]}
)
SET = Path(__file__).parent / "named_staff" / "texts.jsonl"


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """The check reads its weights."""
    warm_up()


def look(text: str) -> Screening:
    """Both looks."""
    return look_again(screen(text), text, with_roles(text, ROSTER))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("sam hit me", "my key worker hit me"),
        ("it was Kofi Okafor who did it", "it was my key worker who did it"),
        ("Sam's dog, sams car", "my key worker's dog, my key worker's car"),
        ("mr okafor shouted. SAM did too", "my key worker shouted. my key worker did too"),
        ("i say grace before tea", "i say grace before tea"),
        ("tyler hit me", "tyler hit me"),
        ("", ""),
    ],
)
def test_only_the_names_of_those_who_work_here_are_read_as_their_job(text: str, read: str) -> None:
    """A word that could be a name, or the name of another young person, stays."""
    assert with_roles(text, ROSTER) == read


def test_somebody_who_works_here_is_known_for_it_by_their_name() -> None:
    """Who is told depends on it: no worker is told of what another did in the same home."""
    assert screen("sam touched me").severity < 2
    assert look("sam touched me").category == "staff_abuse"
    assert look("sam touched me").alert
    assert look("sam hit me").category == "staff_abuse"
    assert look("tyler hit me") == screen("tyler hit me")


def test_a_second_look_never_makes_anything_milder() -> None:
    """Harm to themselves beside a colleague's name stays what it is."""
    for text in ("i want to kill myself tonight, sam knows", "sam says im fine but i cut myself"):
        assert look(text).severity >= screen(text).severity
        assert look(text).category == screen(text).category


def test_praise_of_somebody_by_name_makes_no_card() -> None:
    """Rounds ask what makes a good worker: a card at each name would teach people to say less."""
    praise = ("sam took us bowling", "priya always knocks before she comes in", "kofi is the best")
    assert [look(text).signpost for text in praise] == [False] * 3


def test_colleagues_named_in_harm_are_found_and_in_praise_left_alone() -> None:
    """Eighty texts that no sign was made or changed for; the figures are in the docs."""
    rows = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    harm = [look(row["text"]) for row in rows if row["severity"]]
    praise = [look(row["text"]) for row in rows if not row["severity"]]
    assert (sum(one.alert for one in harm), len(harm)) == (36, 40)
    assert (sum(one.alert for one in praise), len(praise)) == (2, 40)
    assert sum(one.signpost for one in praise) == 2


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at_twice(text: str) -> None:
    """What somebody types is never refused by the check."""
    assert look(text).severity >= screen(text).severity
