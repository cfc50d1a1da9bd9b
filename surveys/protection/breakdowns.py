"""Comparing groups: which may be compared, and when every group is large enough to be.

A question is printed for everybody or for each group, never both. Groups are different people,
so what is printed of one says nothing of another, and each is protected by itself; printed for
everybody as well, the groups could be taken off the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from surveys.definitions.paths import may_be_not_asked
from surveys.definitions.questions import OneVector, TickedQuestion
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.people.traits import Trait

FEWEST_IN_GROUP = 10
"""Fewest in a group, and fewest in all the others together. Unit: people."""
FEWEST_TOGETHER = 20
MOST = 2
"""Most things a round may compare by."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One comparison, declared at launch and told to everybody before question one.

    Args:
        trait: What the groups are made by.
        questions: The questions that are printed for each group.
        groups: The groups there were among those asked, by name.
        sizes: How many of each answered; only after a seal that kept it. Unit: people.
        dropped: Whether the seal dropped it, for good.
    """

    trait: Trait
    questions: tuple[QuestionKey, ...]
    groups: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    dropped: bool = False

    @property
    def kept(self) -> bool:
        """Whether answers carry their group."""
        return bool(self.sizes)


class CompareKind(StrEnum):
    """Why groups cannot be compared like that."""

    TOO_MANY = "too_many"
    TWICE = "twice"
    NO_SUCH_QUESTION = "no_such_question"
    NOT_CLOSED = "not_closed"
    NOT_EVERYONE = "not_everyone"
    DELICATE = "delicate"
    TICKETS = "tickets"
    ONE_GROUP = "one_group"
    SMALL_GROUP = "small_group"


_WHY = {
    CompareKind.TOO_MANY: "A round can compare people in two ways at most. Leave one out.",
    CompareKind.TWICE: "Each question and each way of comparing comes once. Leave one out.",
    CompareKind.NO_SUCH_QUESTION: "There is no question “{question}” in this survey. {others}",
    CompareKind.NOT_CLOSED: "“{question}” can't be compared. Only answers to tap can.",
    CompareKind.NOT_EVERYONE: "“{question}” isn't asked of everyone. Compare one that is.",
    CompareKind.DELICATE: "“{question}” is marked as delicate. Such a question is never compared.",
    CompareKind.TICKETS: "Tickets are nobody's, so there are no groups. Leave comparing out.",
    CompareKind.ONE_GROUP: "Everyone asked is in one group. There is nothing to compare.",
    CompareKind.SMALL_GROUP: (
        "One group has fewer than 10 people. It could never be shown. "
        "Ask more people, or compare something else."
    ),
}


@dataclass(frozen=True, slots=True)
class CannotCompare:
    """One reason why, with its way out."""

    kind: CompareKind
    question: str = ""
    others: tuple[QuestionKey, ...] = ()
    """Which could be compared, where the one that was named is none."""

    def __str__(self) -> str:
        others = (
            f"These can be compared: {', '.join(self.others)}." if self.others else "None can."
        )
        return _WHY[self.kind].format(question=self.question, others=others).rstrip()


def check_breakdowns(
    survey: Survey, declared: Sequence[Breakdown], *, tickets: bool = False
) -> tuple[CannotCompare, ...]:
    """Every reason why a survey cannot be compared like this; none if it can."""
    if not declared:
        return ()
    if tickets:
        return (CannotCompare(CompareKind.TICKETS),)
    found = [CannotCompare(CompareKind.TOO_MANY)] if len(declared) > MOST else []
    named = [question for each in declared for question in each.questions]
    traits = [each.trait for each in declared]
    if (
        len(set(named)) < len(named)
        or len(set(traits)) < len(traits)
        or not all(each.questions for each in declared)
    ):
        found.append(CannotCompare(CompareKind.TWICE))
    found += [each for each in (_wrong(survey, name) for name in named) if each is not None]
    return tuple(found)


def can_be_compared(survey: Survey) -> tuple[QuestionKey, ...]:
    """The questions that may be printed for each group, in the survey's order."""
    return tuple(each.id for each in survey.asked if _wrong(survey, each.id) is None)


def _wrong(survey: Survey, name: QuestionKey) -> CannotCompare | None:
    question = next((each for each in survey.asked if each.id == name), None)
    if question is None:
        return CannotCompare(CompareKind.NO_SUCH_QUESTION, name, can_be_compared(survey))
    if not isinstance(question, OneVector | TickedQuestion):
        return CannotCompare(CompareKind.NOT_CLOSED, name)
    if may_be_not_asked(survey, name):
        return CannotCompare(CompareKind.NOT_EVERYONE, name)
    if question.sensitive or question.safety:
        return CannotCompare(CompareKind.DELICATE, name)
    return None


def check_groups(asked: Mapping[str, int]) -> CannotCompare | None:
    """Whether groups of those asked could ever be shown: a promise that can't be kept is none.

    Args:
        asked: How many are asked of each group. Unit: people.
    """
    if len(asked) < MOST:
        return CannotCompare(CompareKind.ONE_GROUP)
    if not may_show(asked):
        return CannotCompare(CompareKind.SMALL_GROUP)
    return None


def may_show(sizes: Mapping[str, int]) -> bool:
    """Whether every group and everybody outside it is ten or more, and all are twenty or more.

    Args:
        sizes: How many answered of each group, declared ones with nobody included.
    """
    total = sum(sizes.values())
    smallest = min((min(size, total - size) for size in sizes.values()), default=0)
    return total >= FEWEST_TOGETHER and smallest >= FEWEST_IN_GROUP


def settle_at_seal(declared: Breakdown, groups: Iterable[str]) -> Breakdown:
    """What becomes of a breakdown at the seal: kept with its sizes, or dropped for good.

    Args:
        declared: As it was told.
        groups: The group of each person whose envelope is opened.
    """
    sizes = Counter(dict.fromkeys(declared.groups, 0))
    sizes.update(groups)
    names = tuple(sorted(sizes))
    if not may_show(sizes):
        return replace(declared, dropped=True)
    return replace(declared, groups=names, sizes=tuple(sizes[name] for name in names))
