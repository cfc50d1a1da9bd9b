from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.answers import Answer
from surveys.definitions.questions import MAX_OWN_WORDS, Note
from surveys.definitions.sizes import largest_answer, largest_answers
from tests.surveys.definitions.answering import answers_to
from tests.surveys.definitions.writing import BYE, HEARD, LINE, survey
from tests.surveys.strategies import quick, surveys


def stored(answer: Answer) -> dict[str, object]:
    """A wordy form of storing one: type, every field by name, and how it may be shared."""
    return {"type": type(answer).__name__, **asdict(answer), "sharing": "readers_only"}


def size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, default=str).encode())


@quick(60)
@given(st.data())
def test_no_sitting_outgrows_its_envelope(data: st.DataObject) -> None:
    """All envelopes of a round have one size: an answer that did not fit would be lost."""
    asked = data.draw(surveys())
    answers = {item.id: data.draw(answers_to(item)) for item in asked.asked}

    assert size({key: stored(each) for key, each in answers.items()}) <= largest_answers(asked)


def test_the_longest_text_counts_four_bytes_a_character() -> None:
    """Somebody may answer in emoji from end to end."""
    [item] = survey(LINE).questions

    assert largest_answer(item) >= 300 * len("🙂".encode())


def test_own_words_count_where_they_can_be_asked_for() -> None:
    """Every other choice is a short value."""
    plain = "{id: a, type: single_choice, text: A?, choices: [B, C]}"
    words = plain.replace("C]", "{label: C, own_words: true}]")

    assert largest_answers(survey(words)) - largest_answers(survey(plain)) == 4 * MAX_OWN_WORDS


def test_a_note_takes_no_room() -> None:
    """It has no answer."""
    asked = survey(HEARD, BYE)

    assert isinstance(asked.questions[1], Note)
    assert largest_answers(asked) == largest_answers(survey(HEARD))
