"""Rules over earlier answers: what ``show_if`` and ``when`` may say.

A rule is written as a mapping with one key: ``{is: {food: bad}}``, ``{any: {help: [a, b]}}``,
``{answered: food}``, ``{at_least: {mood: 3}}``, ``{below: {mood: 3}}``, ``{and: […]}``,
``{or: […]}``, ``{not: …}``. A comparison with a question that has no answer is false. A rule can
speak of answers only: home, age and the like are nowhere in it, so nobody can be picked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from surveys.ids import QuestionKey


class _Rule(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )


class Is(_Rule):
    """The question's answer is (or, for several choices, includes) the value."""

    is_: Mapping[QuestionKey, str] = Field(alias="is", min_length=1, max_length=1)


class AnyOf(_Rule):
    """The question's answer is, or includes, at least one of the values."""

    any_: Mapping[QuestionKey, tuple[str, ...]] = Field(alias="any", min_length=1, max_length=1)


class Answered(_Rule):
    """The question has a real answer: not skipped, not "rather not say"."""

    answered: QuestionKey


class AtLeast(_Rule):
    """A scale's answer is this point or higher."""

    at_least: Mapping[QuestionKey, int] = Field(min_length=1, max_length=1)


class Below(_Rule):
    """A scale's answer is lower than this point."""

    below: Mapping[QuestionKey, int] = Field(min_length=1, max_length=1)


class And(_Rule):
    """Every rule holds."""

    and_: tuple[Rule, ...] = Field(alias="and", min_length=1)


class Or(_Rule):
    """At least one rule holds."""

    or_: tuple[Rule, ...] = Field(alias="or", min_length=1)


class Not(_Rule):
    """The rule does not hold."""

    not_: Rule = Field(alias="not")


def _tag(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return str(next(iter(value))) if len(value) == 1 else None
    return _TAGS.get(type(value))


_TAGS: dict[type, str] = {
    Is: "is",
    AnyOf: "any",
    Answered: "answered",
    AtLeast: "at_least",
    Below: "below",
    And: "and",
    Or: "or",
    Not: "not",
}

Rule = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Below, Tag("below")]
    | Annotated[And, Tag("and")]
    | Annotated[Or, Tag("or")]
    | Annotated[Not, Tag("not")],
    Discriminator(_tag),
]
And.model_rebuild()
Or.model_rebuild()
Not.model_rebuild()
