from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.source import Tree
from surveys.sheets.relevant import RelevantMistake, read_relevant
from tests.surveys.strategies import quick


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("${mood} = 'bad'", {"is": {"mood": "bad"}}),
        ("selected(${help}, 'tea')", {"is": {"help": "tea"}}),
        ("${mood}='a' or ${mood}='b'", {"any": {"mood": ["a", "b"]}}),
        ("${a}='x' or ${b}='x'", {"or": [{"is": {"a": "x"}}, {"is": {"b": "x"}}]}),
        ("${mood} != ''", {"answered": "mood"}),
        ("${mood} = ''", {"not": {"answered": "mood"}}),
        ("${mood} != 'bad'", {"not": {"is": {"mood": "bad"}}}),
        ("${mood} >= 3", {"at_least": {"mood": "3"}}),
        ("${mood} > 3", {"at_least": {"mood": "4"}}),
        ("${mood} < 3", {"below": {"mood": "3"}}),
        ("${mood} <= 3", {"below": {"mood": "4"}}),
        ("${mood} = 3", {"is": {"mood": "3"}}),
        ("not(selected(${a}, 'x'))", {"not": {"is": {"a": "x"}}}),
        (
            "${a}='x' and (${b}='y' or ${c} != '')",
            {"and": [{"is": {"a": "x"}}, {"or": [{"is": {"b": "y"}}, {"answered": "c"}]}]},
        ),
    ],
)
def test_an_expression_is_a_rule(text: str, rule: Tree) -> None:
    """What XLSForm's authors write most."""
    assert read_relevant(text) == rule


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "breaks off"), ("${mood}", "breaks off"), ("${mood} =", "breaks off"),
        ("${mood} = 'bad' and", "breaks off"), ("(${mood} = 'a'", "breaks off"),
        ("${mood} = 'bad' extra", "not understood"), ("mood = 'bad'", "not understood"),
        ("${a} = ${b}", "cannot stand there"), ("1 = 1", "cannot stand there"),
        ("once(${a})", "not understood"), ("__import__('os')", "not understood"),
        ("${a} = 'x' ${b} = 'y'", "cannot stand there"), ("('x')", "cannot stand there"),
        ("(" * 500 + "${a}=1", "nested more than"), ("x" * 3000, "longer than 2000"),
        ("not " * 40 + "(${a}=1)", "cannot stand there"),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_named(text: str, said: str) -> None:
    """Nothing is ever worked out, however it is spelt."""
    with pytest.raises(RelevantMistake, match=said):
        read_relevant(text)


@given(st.text(alphabet="${}()'\"=<>!, andortseleced0123456789", max_size=60) | st.text())
@quick(30)
def test_whatever_stands_there_is_a_rule_or_a_mistake(text: str) -> None:
    """Other people's files hold anything."""
    with suppress(RelevantMistake):
        assert len(read_relevant(text)) == 1
