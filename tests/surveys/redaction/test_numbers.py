"""Phones, NHS and National Insurance numbers, postcodes and number plates."""

from __future__ import annotations

import pytest

from surveys.redaction.numbers import is_nhs_number
from surveys.redaction.redactor import redact
from surveys.redaction.roster import Roster
from surveys.redaction.spans import Mark


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (text[span.start : span.end], span.label, span.mark)
        for span in redact(text, Roster()).spans
    ]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "0 7 7 0 0 9 0 0 1 2 3",
        "+44 7700 900123",
        "+44 (0)7700 900-123",
        "(0161) 496 0123",
        "o77oo 9oo 123",
        "07700\u200b900123",
        "oh double seven double oh nine hundred one two three",
    ],
)
def test_r1_a_phone_is_hidden_however_it_is_written(number: str) -> None:
    """People space and spell a number to get it past a filter."""
    assert found(f"its {number} ok") == [(number, "PHONE", "hidden")]


@pytest.mark.parametrize(
    "text",
    [
        "i rang childline on 0800 1111",
        "samaritans is 116 123",
        "text 85258 or call 999",
        "dinner at 7.30, not 18:00",
        "the 2020-2021 lockdown, £12.50 a week, iPhone 13, year 9",
    ],
)
def test_r5_helplines_times_and_prices_are_left_alone(text: str) -> None:
    """A helpline's number gives nobody away, and somebody may need it."""
    assert found(text) == []


def test_the_nhs_check_digit_tells_a_number_from_its_misspelling() -> None:
    """Ten digits are an NHS number by their check; in 3-3-4 they are asked about without it."""
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert found("943 476 5919") == [("943 476 5919", "NHS", "hidden")]
    assert found("943 476 5918") == [("943 476 5918", "NHS", "ask")]


@pytest.mark.parametrize(
    ("text", "piece", "label"),
    [
        ("ni is qq 12 34 56 c", "qq 12 34 56 c", "NI"),
        ("my ni SK 4 1 0 2 7 7 D ok", "SK 4 1 0 2 7 7 D", "NI"),
        ("got AB/12/34/56/C off them", "AB/12/34/56/C", "NI"),
        ("plate KP-19-OLV again", "KP-19-OLV", "CAR"),
        ("at s w 9 8 x l now", "s w 9 8 x l", "POSTCODE"),
        ("we live m14 5tq now", "m14 5tq", "POSTCODE"),
        ("off ls81ab", "ls81ab", "POSTCODE"),
        ("put CF1O 3AT in", "CF1O 3AT", "POSTCODE"),
        ("reg bd51smr", "bd51smr", "CAR"),
        ("his BMW is P482 HNE", "P482 HNE", "CAR"),
    ],
)
def test_r1_codes_are_hidden_in_small_letters_and_with_slips(
    text: str, piece: str, label: str
) -> None:
    """O for 0 and I for 1 is how codes are copied by hand."""
    assert (piece, label, "hidden") in found(text)


@pytest.mark.parametrize("text", ["the ref is 771204", "is 204417 the code", "on 140623 i went"])
def test_r5_a_small_word_begins_no_insurance_number(text: str) -> None:
    """Six digits after "is" are any number."""
    assert found(text) == []


def test_an_outward_code_alone_is_only_asked_about() -> None:
    """A district is doubtful; "b4 tea" is none."""
    assert found("im from se15") == [("se15", "POSTCODE", Mark.ASK)]
    assert found("in b4 tea") == []
