"""Which wording a person is shown: plain or easy, their language, earlier answers put in."""

from __future__ import annotations

import re
from typing import assert_never

from surveys.definitions.bins import bins_of
from surveys.definitions.months import day_words
from surveys.definitions.own_words import by_language
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Number,
    Pairs,
    Scale,
    ThisOrThat,
    Wheel,
    Words,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.definitions.wording import OURS
from surveys.flow.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Voted,
    Within,
    Wrote,
)
from surveys.flow.branching import Answers, path
from surveys.flow.matching import labelled_points
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey

_BLANK = re.compile(r"\{([a-z][a-z0-9_]*)\}")
DOT = "●"
_LONGEST_RECALL = 120
"""Most of an earlier answer that is put into a question. Unit: characters."""

_THAT = by_language("said", "that")
"""What stands where the earlier question has no answer to put in; English where no other is."""

_YES_NO: dict[str, Words] = {value: OURS[value] for value in YES_NO_VALUES}
_AGREE: dict[str, Words] = {value: OURS[value] for value in AGREE_VALUES}


def worded(survey: Survey, sitting: Sitting, words: Words, easy: Words | None = None) -> str:
    """The wording for this person: the easy twin if they asked for it, in their language.

    Their language counts for more than easy words: an easy twin nobody has translated gives
    way to the ordinary words in their language. Nothing in theirs: the main language.
    """
    twins = (easy or {}, words) if sitting.easy else (words,)
    for language in (sitting.language, survey.main_language):
        for twin in twins:
            if language in twin:
                return twin[language]
    return next(iter(words.values()), "")


def label_of(survey: Survey, sitting: Sitting, choice: Choice) -> str:
    """What a choice is called for this person."""
    return worded(survey, sitting, choice.label, choice.easy)


def item_text(survey: Survey, sitting: Sitting, item: AnyItem) -> str:
    """An item's wording for this person, with ``{id}`` replaced by what they answered there.

    A question they skipped, or were not asked, gives a neutral word. Braces that name no
    question stay as they are, and so do braces in somebody's answer.
    """
    text = worded(survey, sitting, item.text, item.easy)
    if "{" not in text:
        return text
    said = _earlier(survey, sitting, item)
    known = {str(question.id): question for question in survey.asked}

    def recalled(blank: re.Match[str]) -> str:
        question = known.get(blank[1])
        if question is None:
            return blank[0]
        answer = said.get(question.id)
        words = answer_words(survey, sitting, question, answer) if answer is not None else ""
        return _brief(words) or _THAT.get(sitting.language, _THAT["en"])

    return _BLANK.sub(recalled, text)


def answer_words(survey: Survey, sitting: Sitting, question: AnyItem, answer: Answer) -> str:
    """An answer as words: labels in their language, own words as written; "" for none."""
    match answer:
        case Wrote():
            return answer.text
        case Declined() | Banded():
            return ""
        case Rated():
            return _rated(survey, sitting, question, answer)
        case Chose():
            return ", ".join(
                _chosen(survey, sitting, question, value, answer.own_words)
                for value in answer.values
            )
        case Voted():
            return _voted(survey, sitting, question, answer)
        case Ranked() | Allotted() | Scored():
            return _listed(survey, sitting, question, answer)
        case Counted() | Dated() | Within():
            return _measured(survey, sitting, question, answer)
        case _:
            assert_never(answer)


def _voted(survey: Survey, sitting: Sitting, question: AnyItem, answer: Voted) -> str:
    """Each vote: "Food > Wi-Fi", "Trips = Pets", "“Staff knock.” Agree"."""

    def called(value: str) -> str:
        return _chosen(survey, sitting, question, value, "")

    parts = []
    for key, vote in answer.votes:
        if not isinstance(question, Pairs):
            parts.append(f"“{called(key)}” {worded(survey, sitting, _AGREE.get(vote, {}))}")
            continue
        one, _, two = key.partition(".")
        first, second = (two, one) if vote == two else (one, two)
        sign = "=" if vote == CANT_CHOOSE else ">"
        parts.append(f"{called(first)} {sign} {called(second)}")
    return "\n".join(parts)


def _listed(
    survey: Survey, sitting: Sitting, question: AnyItem, answer: Ranked | Allotted | Scored
) -> str:
    def called(value: str) -> str:
        return _chosen(survey, sitting, question, value, "")

    match answer:
        case Ranked(values=values):
            parts = [f"{place}. {called(value)}" for place, value in enumerate(values, start=1)]
        case Allotted(dots=dots):
            parts = [f"{called(value)} {DOT * given}" for value, given in dots]
        case Scored(scores=scores):
            most = question.points if isinstance(question, Wheel) else 0
            parts = [f"{called(area)} {score}/{most}" for area, score in scores]
        case _:
            assert_never(answer)
    return ", ".join(parts)


def _measured(
    survey: Survey, sitting: Sitting, question: AnyItem, answer: Counted | Dated | Within
) -> str:
    match answer:
        case Counted(number=number):
            unit = question.unit if isinstance(question, Number) else None
            return f"{number} {worded(survey, sitting, unit)}" if unit else f"{number}"
        case Dated(day=day):
            return day_words(day, sitting.language)
        case Within(bin=value) if isinstance(question, Number | DateQuestion):
            labels = {each.value: each.label for each in bins_of(question, survey.languages)}
            return worded(survey, sitting, labels.get(value, {}))
        case Within():
            return ""
        case _:
            assert_never(answer)


def _rated(survey: Survey, sitting: Sitting, question: AnyItem, answer: Rated) -> str:
    if not isinstance(question, Scale):
        return ""
    if answer.point is None:
        return worded(survey, sitting, question.not_sure or OURS["not_sure"])
    labels = labelled_points(question)
    everyone = len(labels) == question.points
    return worded(survey, sitting, labels[answer.point]) if everyone else str(answer.point)


def _chosen(
    survey: Survey, sitting: Sitting, question: AnyItem, value: str, own_words: str
) -> str:
    if isinstance(question, YesNo):
        return worded(survey, sitting, _YES_NO.get(value, {}))
    if isinstance(question, AgreeDisagree):
        return worded(survey, sitting, _AGREE.get(value, {}))
    if isinstance(question, ThisOrThat) and value == CANT_CHOOSE:
        return worded(survey, sitting, OURS[CANT_CHOOSE])
    for choice in getattr(question, "choices", ()):
        if choice.value == value:
            own = own_words if choice.own_words else ""
            return own or label_of(survey, sitting, choice)
    return ""


def _earlier(survey: Survey, sitting: Sitting, item: AnyItem) -> Answers:
    """Answers to what they met before this item; one off their path is not recalled."""
    before: dict[QuestionKey, Answer] = {}
    for each in path(survey, sitting.answers):
        if each.id == item.id:
            break
        if each.id in sitting.answers:
            before[each.id] = sitting.answers[each.id]
    return before


def _brief(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST_RECALL else flat[: _LONGEST_RECALL - 1].rstrip() + "…"
