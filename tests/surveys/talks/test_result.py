"""What is released of a talk: sentences, in a drawn order, and nothing that says whose."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest

from surveys.redaction.roster import Known, Roster
from surveys.talks.result import TalkResult, made_known, names_somebody, without_names
from tests.surveys.talks.test_talk import A_TALK

ROSTER = Roster(people=(Known(name="Priyanka"),), homes=(Known(name="Maple House"),))
SAID = ((1, "Bin the rota."), (0, "Keep the sofa."), (0, "Keep Fridays."))


def result(seed: int = 1) -> TalkResult:
    return made_known(
        A_TALK,
        SAID,
        release="abcd",
        on=date(2026, 11, 30),
        shuffle=random.Random(seed).shuffle,
    )


def test_d8_a_result_names_no_home_no_day_and_no_number_of_people() -> None:
    """D8: the columns are exactly these; a new one has to be thought about here."""
    assert set(TalkResult.model_fields) == {
        *("form_version", "talk", "title", "decider", "hears_by", "parts", "release"),
        *("released_on", "approved_by"),
    }
    json = result().model_dump_json()
    assert A_TALK.home not in json
    assert A_TALK.on.isoformat() not in json
    assert "count" not in json


def test_sentences_stand_under_what_they_answer() -> None:
    """A prompt that nothing was agreed to is not in it: silence is nobody's answer."""
    parts = [(part.prompt, set(part.sentences)) for part in result().parts]

    assert parts == [
        ("What's one thing to keep?", {"Keep the sofa.", "Keep Fridays."}),
        ("What's one thing to bin?", {"Bin the rota."}),
    ]


def test_d8_within_a_prompt_the_order_is_drawn() -> None:
    """D8: who spoke first must not show."""
    first = Counter(result(seed).parts[0].sentences[0] for seed in range(200))

    assert len(first) == 2
    assert min(first.values()) > 60


@pytest.mark.parametrize(
    "words",
    [
        "Maple House needs a bath.",
        "maple house is cold",
        "Ask Priyanka first.",
        "ring 07700 900123",
    ],
)
def test_d8_what_would_give_the_home_or_somebody_away_is_seen(words: str) -> None:
    """D8: the home's name is in no result, in any spelling that redaction is sure of."""
    assert names_somebody(words, ROSTER)
    assert not names_somebody(without_names(words, ROSTER), ROSTER)


def test_what_is_put_in_its_place_says_its_kind() -> None:
    """R6: the kind, never the length; a reader may put these in as well."""
    assert (
        without_names("Ask Priyanka about Maple House", ROSTER) == "Ask [a name] about [a place]"
    )
    assert not names_somebody("Keep the sofa.", ROSTER)
