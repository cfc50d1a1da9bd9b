from __future__ import annotations

import yaml

from surveys.definitions.layout import WIDE, Bare, flow, lay_out


def test_a_long_text_is_folded_into_a_block() -> None:
    """Nobody reads a line that runs off the screen."""
    long = "A sentence of some words. " * 12
    written = lay_out({"why": long.strip()}, apart="questions")

    assert written.startswith("why: >-\n  A sentence")
    assert max(map(len, written.splitlines())) <= WIDE
    assert yaml.safe_load(written) == {"why": long.strip()}


def test_what_is_no_text_has_no_quotes() -> None:
    """A count, a truth and a day stand as they do in the files people copy from."""
    written = lay_out({"max": Bare("3"), "faces": Bare("true"), "min": "3"}, apart="questions")

    assert written == 'max: 3\nfaces: true\nmin: "3"\n'


def test_a_list_that_fits_stands_on_one_line() -> None:
    """Four short choices are one line, long ones are lines of their own."""
    short = lay_out({"choices": ["Tea", "Cake?"]}, apart="questions")
    long = lay_out({"choices": ["Tea and cake " * 4, "x" * 60]}, apart="questions")

    assert short == 'choices: [Tea, "Cake?"]\n'
    assert long.splitlines()[1:] == [f'  - "{"Tea and cake " * 4}"', "  - " + "x" * 60]


def test_a_rule_on_one_line() -> None:
    """As the documents write it."""
    assert flow({"any": {"help": ["a", "no"]}}) == '{any: {help: [a, "no"]}}'


def test_what_stands_apart_has_room() -> None:
    """A blank line before each question."""
    written = lay_out({"key": "a", "questions": [{"id": "b"}, {"id": "c"}]}, apart="questions")

    assert written == "key: a\n\nquestions:\n  - id: b\n\n  - id: c\n"
