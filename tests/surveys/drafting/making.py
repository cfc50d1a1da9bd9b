"""Drafts and steps for tests: a draft of some questions, and any step at random."""

from __future__ import annotations

from hypothesis import strategies as st

from surveys.coaching.advice import Rewrite
from surveys.definitions.rules import Answered, AnyOf, AtLeast, Is
from surveys.definitions.topics import Topic
from surveys.drafting.applying import apply
from surveys.drafting.draft import Draft, Kind, Settings
from surveys.drafting.edits import (
    AddChoice,
    AddEntry,
    DuplicateEntry,
    Edit,
    Flag,
    HeadPlace,
    MoveEntry,
    Part,
    RemoveChoice,
    RemoveEntry,
    SetChoices,
    SetFlag,
    SetHead,
    SetKind,
    SetLabel,
    SetPicture,
    SetSettings,
    SetShowIf,
    SetTopic,
    SetWords,
    TakeRewrite,
    Undo,
)
from surveys.ids import QuestionKey


def drafted(*edits: Edit) -> Draft:
    """A draft after some steps, none of which may be refused."""
    draft = Draft()
    for edit in edits:
        done = apply(draft, edit)
        assert done.refused is None, (edit, done.refused)
        draft = done.draft
    return draft


HEAD: tuple[Edit, ...] = (
    SetHead(HeadPlace.TITLE, "Your bedroom"),
    SetHead(HeadPlace.WHY, "To make rooms better."),
    SetHead(HeadPlace.COULD_CHANGE, "What we buy for the rooms."),
    SetHead(HeadPlace.DECIDES, "Mo, manager"),
)

BEDROOM: tuple[Edit, ...] = (
    *HEAD,
    AddEntry(Kind.YES_NO, "Can you lock your door?"),
    AddEntry(Kind.SINGLE_CHOICE, "What is best?", ("The bed", "The view", "Not sure")),
    AddEntry(Kind.LONG_TEXT, "What would you change?"),
)
"""Three questions, ready to be asked: handles 1, 2 and 3."""

_WORDS = st.one_of(
    st.sampled_from(
        ("Food?", "How is it?", "Tea", "", "  ", "{food}", "{x}", "end", "1. Ö é", "😀")
    ),
    st.text(max_size=12),
    st.sampled_from(("x" * 61, "x" * 700, "two\nlines")),
)
_HANDLES = st.integers(0, 6)
_PLACES = st.integers(-1, 4)
_LABELS = st.lists(_WORDS, max_size=5).map(tuple)
_KEYS = st.sampled_from(("food", "tea", "how_is_it", "question")).map(QuestionKey)
_RULES = st.one_of(
    st.none(),
    _KEYS.map(lambda key: Answered(answered=key)),
    _KEYS.map(lambda key: Is.model_validate({"is": {key: "yes"}})),
    _KEYS.map(lambda key: AnyOf.model_validate({"any": {key: ("tea", "no")}})),
    _KEYS.map(lambda key: AtLeast(at_least={key: 3})),
)
_SETTINGS = st.builds(
    Settings,
    min=st.none() | st.integers(-1, 3),
    max=st.none() | st.integers(-1, 30),
    points=st.none() | st.integers(0, 12),
    faces=st.none() | st.booleans(),
    dots=st.none() | st.integers(0, 11),
)
_REWRITES = st.builds(
    Rewrite,
    question_id=st.none() | _KEYS,
    place=st.sampled_from(
        ("text", "easy", "choice 1", "label 1", "new choice", "new note", "title", "?")
    ),
    text=_WORDS,
)

EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(AddEntry, st.sampled_from(Kind), _WORDS, _LABELS, st.none() | _SETTINGS),
    st.builds(SetHead, st.sampled_from(HeadPlace), _WORDS),
    st.builds(SetTopic, st.none() | st.sampled_from(Topic)),
    st.builds(SetWords, _HANDLES, st.sampled_from(Part), _WORDS),
    st.builds(SetKind, _HANDLES, st.sampled_from(Kind)),
    st.builds(SetChoices, _HANDLES, _LABELS),
    st.builds(AddChoice, _HANDLES, _WORDS, st.booleans()),
    st.builds(SetLabel, _HANDLES, _PLACES, _WORDS, st.booleans()),
    st.builds(SetPicture, _HANDLES, _PLACES, st.sampled_from(("bed.png", ""))),
    st.builds(RemoveChoice, _HANDLES, _PLACES),
    st.builds(SetSettings, _HANDLES, _SETTINGS),
    st.builds(SetShowIf, _HANDLES, _RULES),
    st.builds(SetFlag, _HANDLES, st.sampled_from(Flag), st.booleans()),
    st.builds(MoveEntry, _HANDLES, st.integers(-3, 3)),
    st.builds(DuplicateEntry, _HANDLES),
    st.builds(RemoveEntry, _HANDLES),
    st.builds(TakeRewrite, _REWRITES),
    st.just(Undo()),
)
"""Any step: sensible, senseless, about what is gone."""
