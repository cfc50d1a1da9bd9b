from __future__ import annotations

import json
from importlib.resources import files

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from surveys.coaching.coach import coach
from surveys.definitions.publishing import published_in
from surveys.definitions.reading import SurveyMistake, read_survey
from surveys.definitions.sizes import largest_answers
from surveys.definitions.survey import Survey
from tests.surveys.definitions.writing import (
    BYE,
    HEAD,
    HELP,
    LINE,
    MOOD,
    PICK,
    file,
    line_of,
    mistakes,
    survey,
)
from tests.surveys.strategies import quick

LIBRARY = tuple(
    path.read_text("utf-8")
    for path in sorted(files("surveys.library").iterdir(), key=lambda path: path.name)
    if path.name.endswith(".yaml")
)


def test_a_file_becomes_a_survey() -> None:
    """The shortest thing an author can write is enough."""
    read = read_survey(file(MOOD, PICK, LINE, BYE))

    assert (read.key, read.title, read.languages) == (
        "house-meeting", {"en": "House meeting"}, ("en",),
    )  # fmt: skip
    assert [item.id for item in read.questions] == ["mood", "pick", "line", "bye"]


def test_numbers_and_truths_are_read_from_words() -> None:
    """Every scalar arrives as text; the fields say what it has to be."""
    read = survey("{id: a, type: scale, text: A?, points: '3', faces: true, sensitive: false}")

    assert read.questions[0].model_dump(include={"points", "faces", "sensitive"}) == {
        "points": 3, "faces": True, "sensitive": False,
    }  # fmt: skip


def test_a_choice_may_say_no() -> None:
    """In YAML 1.1 a plain no is not a word, and a survey needs that word."""
    read = survey("{id: a, type: single_choice, text: A?, choices: [yes, no, Not sure]}")

    assert [choice["value"] for choice in read.questions[0].model_dump()["choices"]] == [
        "yes", "no", "not_sure",
    ]  # fmt: skip


def test_bytes_are_read_as_utf_8() -> None:
    """A file from a chat arrives as bytes."""
    assert read_survey(file(MOOD).encode()) == read_survey(file(MOOD))


def test_a_survey_that_was_stored_as_json_reads_back_the_same() -> None:
    """A round keeps its survey; a rule lost on the way would ask other questions."""
    read = survey(
        PICK,
        "{id: b, type: yes_no, text: B?, show_if: {not: {any: {pick: [monday, friday]}}}}",
    )

    assert Survey.model_validate_json(read.model_dump_json()) == read
    assert read_survey(read.model_dump_json(exclude_none=True)) == read


def test_b4_every_mistake_is_listed_once_in_the_order_of_the_file() -> None:
    """An author mends a file from top to bottom, in one go."""
    text = file(
        "{id: Mood, type: scale, text: A?, points: 40}",
        "{id: b, type: yes_no, text: B?, requird: true}",
        "{id: c, type: multiple, text: C?}",
    )
    found = mistakes(text)

    assert [(each.line, each.number, each.question_id) for each in found] == [
        (7, 1, "Mood"), (7, 1, "Mood"), (8, 2, "b"), (9, 3, "c"),
    ]  # fmt: skip


def test_b4_unknown_keys_loops_doubles_and_floods_name_their_lines() -> None:
    """B4: a clear error naming the line, and nothing comes back that could be saved."""
    options = ", ".join(f"o{number}" for number in range(500))
    flood = file(f"{{id: a, type: single_choice, text: A?,\n choices: [{options}]}}")
    strange = file("{id: a, type: yes_no, text: A?,\n required: true}")
    double = file(PICK, LINE, PICK.replace("Which day", "Which"))
    loop = file(PICK, "id: b\ntype: yes_no\ntext: B?\nthen:\n  - to: pick")

    assert [str(mistakes(text)[0]) for text in (flood, strange, double, loop)] == [
        'line 8, question 1 ("a"): the choices are 500; the most is 20.'
        " Take some out, or make two of it.",
        'line 8, question 1 ("a"): "required" is not a key that can stand here.'
        " Here one can write: id, text, easy, help, show_if, then, sensitive, safety, locked,"
        " type.",
        'line 9, question 3 ("pick"): the id "pick" is question 1\'s already.'
        " Give each question an id of its own.",
        'line 12, question 2 ("b"): the jump goes back to "pick": a loop.'
        ' Jump to a later question, or to "end".',
    ]


def test_b4_forty_questions_are_the_most() -> None:
    """Nobody answers more, and every envelope of the round would have to hold them."""
    items = [f"{{id: q{number}, type: yes_no, text: A?}}" for number in range(41)]

    assert len(survey(*items[:40]).questions) == 40
    assert [each.what for each in mistakes(file(*items))] == [
        "the questions are 41; the most is 40"
    ]


def test_a_file_wrong_in_many_ways_says_nothing_in_pydantics_words() -> None:
    """Authors are not programmers."""
    with pytest.raises(SurveyMistake) as caught:
        read_survey(HEAD.replace("why", "wy") + "questions: [{id: 1}, 2, {type: scale, id: []}]")

    said = str(caught.value).lower()
    assert not [word for word in ("input", "pydantic", "valid", "dict", "str ") if word in said]


yamlish = st.lists(
    st.sampled_from(
        [*"abc:-[]{},'\"|>&*!%@?#~=. \n\t\\", "\n  ", "\n- ", ": ", "key: a", "questions:",
         "\n  - ", "id: a", "type: yes_no", "text: ", "&a", "*a", "<<: ", "---\n", "...",
         "choices: [a, b]", "\x00", "\ud800", "\u2028", "1e9", "0x", "é", "🙂"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
yaml_values: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["id", "type", "text", "choices", "then", "to", "when", "is", "and", "points",
             "labels", "show_if", "questions", "languages", "label", "value", "title", "en", ""]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


def reads_or_says_so(text: str | bytes) -> None:
    """The one promise: a survey that can be used to the end, or mistakes with lines."""
    if found := mistakes(text):
        assert all(each.line >= 1 and each.what and each.way_out for each in found)
        assert str(SurveyMistake("file", found)).encode("utf-8")
        return
    read = read_survey(text)
    assert Survey.model_validate_json(read.model_dump_json()) == read
    assert largest_answers(read) > 0
    assert all(published_in(read, question.id) for question in read.asked)
    assert all(map(str, coach(read)))


@quick(60)
@given(yamlish | st.text() | st.binary())
@example("'")
@example('"\\ud800": 1')
@example("questions: {a: b}\nlanguages: {en: x}")
def test_b4_any_text_reads_or_says_what_is_wrong(text: str | bytes) -> None:
    """Files come from people and from chats: none may crash the program."""
    reads_or_says_so(text)


@quick(60)
@given(st.dictionaries(st.sampled_from(["key", "questions", "title", "languages"]), yaml_values))
def test_b4_any_structure_reads_or_says_what_is_wrong(tree: dict[str, object]) -> None:
    """A list where a text belongs, at any depth, is a mistake and not a crash."""
    reads_or_says_so(json.dumps(tree))
    reads_or_says_so(HEAD + yaml.safe_dump({"questions": tree.get("questions")}))


@quick(60)
@given(st.data())
def test_b4_any_mutated_library_file_reads_or_says_what_is_wrong(data: st.DataObject) -> None:
    """The likeliest wrong file is a right one with a slip in it."""
    lines = data.draw(st.sampled_from(LIBRARY)).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "repeat", "swap", "indent", "scramble"])):
            case "drop":
                lines[at] = ""
            case "repeat":
                lines.insert(at, lines[other])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = "  " + lines[at]
            case _:
                cut = data.draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + data.draw(yamlish | st.text(max_size=5))
    reads_or_says_so("\n".join(lines))


def test_a_mistake_deep_in_a_rule_is_found_on_its_own_line() -> None:
    """Rules are where authors slip, and where files are longest."""
    text = file(
        PICK,
        HELP,
        """
        id: c
        type: yes_no
        text: C?
        show_if:
          or:
            - is: {pick: monday}
            - not:
                is: {help: coffee}
        """,
    )
    [mistake] = mistakes(text)

    assert mistake.line == line_of(text, "coffee")
    assert mistake.way_out == "Its values are: tea, talking, music."
