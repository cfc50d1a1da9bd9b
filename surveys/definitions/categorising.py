"""Which category of its question's published form an answer falls into."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import assert_never

from surveys.definitions.answers import (
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
from surveys.definitions.bins import SCORE_BINS, bin_of, coarsened, scale_bins, span_value
from surveys.definitions.paths import may_be_not_asked
from surveys.definitions.publishing import (
    ANSWERED,
    DID_NOT,
    DID_NOT_SCORE,
    NO_ANSWER,
    NOT_ASKED,
    NOT_SURE,
    NOT_TICKED,
    TICKED,
    WROTE,
    choice_key,
)
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Dots,
    LongText,
    NonAnswer,
    Note,
    Number,
    OneVector,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    TickedQuestion,
    Wheel,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.definitions.turns import put_ahead, votes_allowed


def categorise(item: AnyItem, answer: Answer, *, not_asked: bool = False) -> Mapping[str, str]:
    """The category an answer falls into, for each vector of ``published``.

    An answer and what is kept of it at the seal (``coarsened``) fall into the same ones.

    Args:
        item: The item that was answered.
        answer: What was accepted for it; ``Declined`` for everybody who gave none.
        not_asked: As for ``published``; where False, "not asked" counts as no answer.

    Raises:
        ValueError: The answer is not one this item can have.
    """
    match item:
        case Note():
            return {}
        case SeveralChoices() | Dots() | Pairs():
            return _ticked(item, answer, not_asked=not_asked)
        case Wheel():
            return _scored(item, answer, not_asked=not_asked)
        case Statements():
            return _voted(item, answer, not_asked=not_asked)
        case ShortText() | LongText():
            return {item.id: _wrote(item, answer)}
        case _:
            return {item.id: _category(item, answer, not_asked=not_asked)}


def _category(item: OneVector, answer: Answer, *, not_asked: bool) -> str:
    """The category of an answer to a question that publishes one vector."""
    if isinstance(answer, Declined):
        return _silence(answer.why, not_asked=not_asked)
    match item:
        case SingleChoice() | PictureChoice():
            return _chosen(item, _values(item.choices), answer)
        case ThisOrThat():
            return _chosen(item, {*_values(item.choices), CANT_CHOOSE}, answer)
        case YesNo():
            return _chosen(item, YES_NO_VALUES, answer)
        case AgreeDisagree():
            return _chosen(item, AGREE_VALUES, answer)
        case Ranking():
            return _put_first(item, answer)
        case Scale():
            return _rated(item, answer)
        case Number() | DateQuestion():
            return _in_bin(item, answer)
        case _:
            assert_never(item)


def categorise_in(survey: Survey, item_id: str, answer: Answer) -> Mapping[str, str]:
    """The categories an answer falls into, for each vector of ``published_in``.

    Raises:
        KeyError: The survey has no such item.
        ValueError: The answer is not one this item can have.
    """
    missable = may_be_not_asked(survey, item_id)
    return categorise(survey.item(item_id), answer, not_asked=missable)


def _silence(why: NonAnswer, *, not_asked: bool) -> str:
    return NOT_ASKED if why is NonAnswer.NOT_ASKED and not_asked else NO_ANSWER


def _ticked(item: TickedQuestion, answer: Answer, *, not_asked: bool) -> Mapping[str, str]:
    values = set(_values(item.choices))
    said, taken = ANSWERED, frozenset[str]()
    match item, answer:
        case SeveralChoices(), Chose(values=chosen) if values.issuperset(chosen):
            taken = frozenset(chosen)
        case Dots(), Allotted(dots=dots) if _fit(values, dots, item.dots):
            taken = frozenset(value for value, _ in dots)
        case Pairs(), Voted(votes=votes) if _allowed(item, votes):
            taken = frozenset(put_ahead(item, dict(votes)))
        case Pairs(), Chose(values=ahead) if values.issuperset(ahead):
            taken = frozenset(ahead)
        case _, Declined(why=why):
            said = _silence(why, not_asked=not_asked)
        case _:
            raise _misfit(item, answer)
    ticks = {
        choice_key(item.id, choice.value): TICKED if choice.value in taken else NOT_TICKED
        for choice in item.choices
    }
    return ticks | {choice_key(item.id, NO_ANSWER): said}


def _fit(values: Container[str], dots: tuple[tuple[str, int], ...], most: int) -> bool:
    known = all(value in values and given > 0 for value, given in dots)
    return known and sum(given for _, given in dots) <= most


def _voted(item: Statements, answer: Answer, *, not_asked: bool) -> Mapping[str, str]:
    said, votes = ANSWERED, dict[str, str]()
    match answer:
        case Voted(votes=given) if _allowed(item, given):
            votes = dict(given)
        case Declined(why=why):
            said = _silence(why, not_asked=not_asked)
        case _:
            raise _misfit(item, answer)
    each = {choice_key(item.id, one): votes.get(one, NO_ANSWER) for one in _values(item.choices)}
    return each | {choice_key(item.id, NO_ANSWER): said}


def _allowed(item: Statements | Pairs, votes: tuple[tuple[str, str], ...]) -> bool:
    allowed = votes_allowed(item)
    return all(vote in allowed.get(key, ()) for key, vote in votes)


def _scored(item: Wheel, answer: Answer, *, not_asked: bool) -> Mapping[str, str]:
    values = _values(item.choices)
    said = ANSWERED
    match answer:
        case Scored(scores=scores) if all(1 <= score <= item.points for _, score in scores):
            kept = coarsened(item, answer)
            bins = dict(kept.bins) if isinstance(kept, Banded) else {}
        case Banded(bins=bands) if all(name in SCORE_BINS for _, name in bands):
            bins = dict(bands)
        case Declined(why=why):
            said, bins = _silence(why, not_asked=not_asked), {}
        case _:
            raise _misfit(item, answer)
    if not set(bins) <= set(values):
        raise _misfit(item, answer)
    areas = {choice_key(item.id, area): bins.get(area, DID_NOT_SCORE) for area in values}
    return areas | {choice_key(item.id, NO_ANSWER): said}


def _chosen(item: AnyItem, known: Container[str], answer: Answer) -> str:
    match answer:
        case Chose(values=(value,)) if value in known:
            return value
        case _:
            raise _misfit(item, answer)


def _put_first(item: Ranking, answer: Answer) -> str:
    values = _values(item.choices)
    match answer:
        case Ranked(values=(first, *rest)) if {first, *rest} <= set(values):
            return first
        case _:
            raise _misfit(item, answer)


def _rated(item: Scale, answer: Answer) -> str:
    spans = scale_bins(item.points)
    match answer:
        case Rated(point=None):
            return NOT_SURE
        case Rated(point=int() as point) if 1 <= point <= item.points:
            return next(span_value(span) for span in spans if span[0] <= point <= span[1])
        case Within(bin=value) if value in {span_value(span) for span in spans}:
            return value
        case _:
            raise _misfit(item, answer)


def _in_bin(item: Number | DateQuestion, answer: Answer) -> str:
    value = bin_of(item, answer) if isinstance(answer, Counted | Dated | Within) else None
    if value is None:
        raise _misfit(item, answer)
    return value


def _wrote(item: AnyItem, answer: Answer) -> str:
    match answer:
        case Wrote():
            return WROTE
        case Declined():
            return DID_NOT
        case _:
            raise _misfit(item, answer)


def _misfit(item: AnyItem, answer: Answer) -> ValueError:
    # Never the answer itself: this may reach a log.
    kind = type(answer).__name__
    return ValueError(f'question "{item.id}" ({item.type}) cannot have this {kind} answer')


def _values(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)
