"""Random answers that an item can have."""

from __future__ import annotations

from hypothesis import strategies as st

from surveys.definitions.answers import (
    Allotted,
    Answer,
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
from surveys.definitions.bins import bins_of
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    MAX_OWN_WORDS,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyItem,
    DateQuestion,
    Dots,
    LongText,
    NonAnswer,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    WithChoices,
    YesNo,
)
from surveys.definitions.turns import in_order, turns_of

LETTERS = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n")
"""What is left of an answer once the engine has stripped control characters."""


def answers_to(item: AnyItem) -> st.SearchStrategy[Answer]:  # noqa: C901
    """Anything that may have been accepted for this item, non-answers included."""
    declined: st.SearchStrategy[Answer] = st.sampled_from(list(NonAnswer)).map(Declined)
    words = st.text(LETTERS, max_size=MAX_OWN_WORDS)
    match item:
        case SingleChoice():
            values = [choice.value for choice in item.choices]
            return declined | st.builds(Chose, st.tuples(st.sampled_from(values)), words)
        case SeveralChoices():
            values = [choice.value for choice in item.choices]
            some = st.lists(st.sampled_from(values), unique=True, min_size=1).map(tuple)
            return declined | st.builds(Chose, some, words)
        case YesNo():
            return declined | st.sampled_from(YES_NO_VALUES).map(lambda value: Chose((value,)))
        case Scale():
            return declined | st.builds(Rated, st.none() | st.integers(1, item.points))
        case ShortText() | LongText():
            longest = st.sampled_from(['"', "🙂", "\n", "a"]).map(lambda c: c * item.max_length)
            return declined | st.builds(Wrote, longest | st.text(LETTERS, max_size=20))
        case AgreeDisagree():
            return declined | st.sampled_from(AGREE_VALUES).map(lambda value: Chose((value,)))
        case ThisOrThat():
            values = [*_values(item), CANT_CHOOSE]
            return declined | st.sampled_from(values).map(lambda value: Chose((value,)))
        case PictureChoice():
            return declined | st.sampled_from(_values(item)).map(lambda value: Chose((value,)))
        case Ranking():
            some = st.lists(st.sampled_from(_values(item)), unique=True, min_size=1).map(tuple)
            return declined | st.builds(Ranked, some)
        case Dots():
            spent = st.lists(st.sampled_from(_values(item)), min_size=1, max_size=item.dots)
            return declined | spent.map(lambda given: Allotted(_counted(item, given)))
        case Wheel():
            scores = st.dictionaries(
                st.sampled_from(_values(item)), st.integers(1, item.points), min_size=1
            )
            return declined | scores.map(
                lambda given: Scored(tuple((v, given[v]) for v in _values(item) if v in given))
            )
        case Statements() | Pairs():
            turns = {turn.key: turn.votes for turn in turns_of(item, 7)}
            met = st.sets(st.sampled_from(sorted(turns)), min_size=1)
            return declined | met.flatmap(
                lambda keys: st.tuples(*(st.sampled_from(turns[key]) for key in sorted(keys))).map(
                    lambda said: Voted(in_order(item, dict(zip(sorted(keys), said, strict=True))))
                )
            )
        case Number():
            bins = st.sampled_from([Within(each.value) for each in bins_of(item, ())])
            return declined | bins | st.builds(Counted, st.integers(item.min, item.max))
        case DateQuestion():
            bins = st.sampled_from([Within(each.value) for each in bins_of(item, ())])
            return declined | bins | st.builds(Dated, st.dates(item.earliest, item.latest))
        case Note():
            return declined


def _values(item: WithChoices) -> list[str]:
    return [choice.value for choice in item.choices]


def _counted(item: Dots, given: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple((value, given.count(value)) for value in _values(item) if value in given)
