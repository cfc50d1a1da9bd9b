"""Whether a reply answers a question: an answer, the start of one, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    MAX_OWN_WORDS,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyQuestion,
    Choice,
    DateQuestion,
    Dots,
    LongText,
    Number,
    OneOfMany,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    TextQuestion,
    ThisOrThat,
    Wheel,
    YesNo,
)
from surveys.flow.answers import Chose, Rated, Wrote
from surveys.flow.cleaning import cleaned
from surveys.flow.events import Refusal, Refused
from surveys.flow.matching import (
    NOT_SURE,
    agreement_named,
    choice_named,
    choices_named,
    one_of_two_named,
    point_named,
    yes_no_named,
)
from surveys.flow.measuring import judge_date, judge_number
from surveys.flow.replies import Done, Gave, Picked, Said
from surveys.flow.stepping import judge_dots, judge_ranking, judge_wheel
from surveys.flow.turning import judge_turn
from surveys.flow.verdicts import Unfinished, Verdict

__all__ = ["Unfinished", "Verdict", "judge", "without_words"]


def judge(
    question: AnyQuestion, draft: Unfinished, reply: Said | Picked | Done | Gave, language: str
) -> Verdict:
    """Judge one reply to the question it belongs to. Never raises at a participant.

    Args:
        question: The question that is open.
        draft: What they have done here so far.
        reply: What they typed or pressed.
        language: Whose labels typed words are compared with first; the others count too.
    """
    if draft.wanting_words is not None:
        if isinstance(reply, Said):
            return _with_words(draft, reply.text)
        if isinstance(reply, Done):
            return draft
    match question:
        case Dots():
            return judge_dots(question, draft, reply, language)
        case Wheel():
            return judge_wheel(question, draft, reply, language)
        case Statements() | Pairs():
            return judge_turn(question, draft, reply, language)
        case _ if isinstance(reply, Gave):
            return Refused(Refusal.NOT_A_CHOICE)
        case Ranking():
            return judge_ranking(question, draft, reply, language)
        case SeveralChoices():
            return _several(question, draft, reply, language)
        case _:
            return _at_once(question, reply, language)


_AtOnce = OneOfMany | Scale | Number | DateQuestion | TextQuestion


def _at_once(question: _AtOnce, reply: Said | Picked | Done, language: str) -> Verdict:
    """Judge a reply to a question that one reply answers."""
    match question:
        case SingleChoice() | PictureChoice():
            return _single(question, reply, language)
        case YesNo() | AgreeDisagree() | ThisOrThat():
            return _of_our_own(question, reply, language)
        case Scale():
            return _scale(question, reply)
        case Number():
            return judge_number(question, reply)
        case DateQuestion():
            return judge_date(question, reply)
        case ShortText() | LongText():
            return _text(question, reply)
        case _:
            assert_never(question)


def without_words(draft: Unfinished) -> Chose:
    """The choices as they stand, where somebody leaves the words beside them out."""
    return Chose(draft.ticked)


def _single(
    question: SingleChoice | PictureChoice, reply: Said | Picked | Done, language: str
) -> Verdict:
    match reply:
        case Done():
            value = None
        case Picked():
            value = reply.value
        case Said():
            value = choice_named(question.choices, reply.text, language)
        case _:
            assert_never(reply)
    choice = _offered(question.choices, value)
    if choice is None:
        return Refused(Refusal.NOT_A_CHOICE)
    if choice.own_words:
        return Unfinished((choice.value,), choice.value)
    return Chose((choice.value,))


def _several(
    question: SeveralChoices, draft: Unfinished, reply: Said | Picked | Done, language: str
) -> Verdict:
    match reply:
        case Done():
            return _completed(question, draft.ticked)
        case Picked():
            return _toggled(question, draft.ticked, reply)
        case Said():
            named = choices_named(question.choices, reply.text, language)
            if named is None:
                return Refused(Refusal.NOT_A_CHOICE)
            if len(set(named)) > 1 and any(_is_exclusive(question, value) for value in named):
                return Refused(Refusal.TOO_MANY, 1)
            return _completed(question, _in_order(question, named))
        case _:
            assert_never(reply)


def _toggled(question: SeveralChoices, ticked: tuple[str, ...], reply: Picked) -> Verdict:
    choice = _offered(question.choices, reply.value)
    if choice is None:
        return Refused(Refusal.NOT_A_CHOICE)
    if not reply.on:
        return Unfinished(tuple(value for value in ticked if value != choice.value))
    if choice.exclusive:
        return Unfinished((choice.value,))
    others = tuple(value for value in ticked if not _is_exclusive(question, value))
    both = _in_order(question, (*others, choice.value))
    if len(both) > _most(question) and choice.value not in others:
        return Refused(Refusal.TOO_MANY, _most(question))
    return Unfinished(both)


def _completed(question: SeveralChoices, ticked: tuple[str, ...]) -> Verdict:
    fewest = min(question.min, _most(question))
    if len(ticked) > _most(question):
        return Refused(Refusal.TOO_MANY, _most(question))
    if not ticked or (len(ticked) < fewest and not _is_exclusive(question, ticked[0])):
        return Refused(Refusal.TOO_FEW, fewest)
    for choice in question.choices:
        if choice.own_words and choice.value in ticked:
            return Unfinished(ticked, choice.value)
    return Chose(ticked)


def _of_our_own(
    question: YesNo | AgreeDisagree | ThisOrThat, reply: Said | Picked | Done, language: str
) -> Verdict:
    """Questions whose answers, or some of them, are words of our own."""
    match reply:
        case Done():
            value = None
        case Picked():
            value = reply.value if reply.value in _offered_by(question) else None
        case Said():
            value = _spoken(question, reply.text, language)
        case _:
            assert_never(reply)
    return Refused(Refusal.NOT_A_CHOICE) if value is None else Chose((value,))


def _offered_by(question: YesNo | AgreeDisagree | ThisOrThat) -> tuple[str, ...]:
    match question:
        case YesNo():
            return YES_NO_VALUES
        case AgreeDisagree():
            return AGREE_VALUES
        case ThisOrThat():
            return (*(choice.value for choice in question.choices), CANT_CHOOSE)
        case _:
            assert_never(question)


def _spoken(question: YesNo | AgreeDisagree | ThisOrThat, text: str, language: str) -> str | None:
    match question:
        case YesNo():
            return yes_no_named(text)
        case AgreeDisagree():
            return agreement_named(text)
        case ThisOrThat():
            return one_of_two_named(question.choices, text, language)
        case _:
            assert_never(question)


def _scale(question: Scale, reply: Said | Picked | Done) -> Verdict:
    match reply:
        case Done():
            named = None
        case Picked():
            points = {str(point): point for point in range(1, question.points + 1)}
            named = NOT_SURE if reply.value == NOT_SURE else points.get(reply.value)
        case Said():
            named = point_named(question, reply.text)
        case _:
            assert_never(reply)
    if named is None:
        return Refused(Refusal.NOT_A_POINT, question.points)
    return Rated(named if isinstance(named, int) else None)


def _text(question: ShortText | LongText, reply: Said | Picked | Done) -> Verdict:
    if not isinstance(reply, Said):
        return Refused(Refusal.WORDS_WANTED)
    words = _words(reply.text, question.max_length)
    return Wrote(words) if isinstance(words, str) else words


def _with_words(draft: Unfinished, text: str) -> Verdict:
    words = _words(text, MAX_OWN_WORDS)
    return Chose(draft.ticked, words) if isinstance(words, str) else words


def _words(text: str, most: int) -> str | Refused:
    words = cleaned(text)
    if not words:
        return Refused(Refusal.NOTHING_THERE)
    return words if len(words) <= most else Refused(Refusal.TOO_LONG, most)


def _offered(choices: Sequence[Choice], value: str | None) -> Choice | None:
    return next((choice for choice in choices if choice.value == value), None)


def _is_exclusive(question: SeveralChoices, value: str) -> bool:
    choice = _offered(question.choices, value)
    return choice is not None and choice.exclusive


def _in_order(question: SeveralChoices, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(choice.value for choice in question.choices if choice.value in values)


def _most(question: SeveralChoices) -> int:
    return min(question.max or len(question.choices), len(question.choices))
