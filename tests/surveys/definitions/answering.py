"""Random answers that an item can have."""

from __future__ import annotations

from hypothesis import strategies as st

from surveys.definitions.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.definitions.questions import (
    MAX_OWN_WORDS,
    YES_NO_VALUES,
    AnyItem,
    LongText,
    NonAnswer,
    Note,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)

LETTERS = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n")
"""What is left of an answer once the engine has stripped control characters."""


def answers_to(item: AnyItem) -> st.SearchStrategy[Answer]:
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
        case Note():
            return declined
