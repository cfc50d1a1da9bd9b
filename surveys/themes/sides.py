"""Sides: which side of an earlier question everybody is on who answered an open one.

After the seal no answer can be joined to another, so a side is only ever what a question's own
rule says of all who were asked it: "Why?" asked of those who said yes has one side, "Why not?"
asked of those who said no the other. Each is a question by itself, and sorted by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from surveys.definitions.questions import AgreeDisagree, LongText, ShortText, YesNo
from surveys.definitions.rules import And, AnyOf, Is, Rule
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.themes.candidate import Side

_SAYS = MappingProxyType(
    {
        "yes": Side.AGREES,
        "agree": Side.AGREES,
        "no": Side.DISAGREES,
        "disagree": Side.DISAGREES,
    }
)


@dataclass(frozen=True, slots=True)
class OneSide:
    """Whom an open question was asked.

    Args:
        of: The earlier question, a yes or no or a statement to agree with.
        said: What they said to it: ``yes``, ``no``, ``agree`` or ``disagree``.
    """

    of: QuestionKey
    said: str

    @property
    def side(self) -> Side:
        """The side that everybody is on who was asked."""
        return _SAYS[self.said]


def side_of(survey: Survey, question: QuestionKey) -> OneSide | None:
    """The side of everybody who was asked a question; None where people of both may have been.

    Raises:
        KeyError: The survey has no such question.
    """
    rule = survey.item(question).show_if
    return None if rule is None else _side(survey, rule)


def other_sides(survey: Survey, question: QuestionKey) -> tuple[QuestionKey, ...]:
    """The open questions that the other side of the same question was asked, in order.

    Raises:
        KeyError: The survey has no such question.
    """
    ours = side_of(survey, question)
    if ours is None:
        return ()
    found = (one.id for one in survey.questions if isinstance(one, ShortText | LongText))
    return tuple(
        key
        for key in found
        if (theirs := side_of(survey, key)) is not None
        and theirs.of == ours.of
        and theirs.side is not ours.side
    )


def _side(survey: Survey, rule: Rule) -> OneSide | None:
    match rule:
        case Is(is_=wanted):
            ((of, said),) = wanted.items()
            return _said(survey, of, said)
        case AnyOf(any_=several):
            ((of, values),) = several.items()
            return _said(survey, of, values[0]) if len(set(values)) == 1 else None
        case And(and_=rules):
            return next((one for each in rules if (one := _side(survey, each))), None)
        case _:
            # Whoever did not say yes may have said no, "not sure" or nothing.
            return None


def _said(survey: Survey, of: QuestionKey, said: str) -> OneSide | None:
    has_sides = isinstance(survey.item(of), YesNo | AgreeDisagree)
    return OneSide(of, said) if has_sides and said in _SAYS else None
