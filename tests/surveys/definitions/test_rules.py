from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from surveys.definitions.rules import And, Is, Not, Rule

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


def test_a_rule_is_stored_as_it_is_written() -> None:
    """``is``, ``and`` and ``not`` are Python's words, but an author's and a database's too."""
    written = {"and": [{"is": {"a": "b"}}, {"not": {"any": {"a": ["c", "d"]}}}]}
    rule = RULE.validate_python(written)

    assert isinstance(rule, And)
    assert isinstance(rule.and_[0], Is)
    assert isinstance(rule.and_[1], Not)
    assert RULE.validate_json(RULE.dump_json(rule)) == rule
    assert RULE.dump_python(rule, mode="json") == written


@pytest.mark.parametrize(
    "written", [{}, "a", {"is": {}}, {"and": []}, {"is": {"a": "b", "c": "d"}}, {"home": "maple"}]
)
def test_a_rule_says_one_thing_about_answers(written: object) -> None:
    """There is no way to ask somebody because of where they live, how old they are or the like."""
    with pytest.raises(ValidationError):
        RULE.validate_python(written)
