"""Steps of a draft: taken or kindly refused, undone one by one, and nothing else disturbed."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definitions.rules import AnyOf, Is
from surveys.definitions.survey import MAX_ITEMS
from surveys.drafting.applying import apply, apply_together
from surveys.drafting.draft import MOST_UNDONE, Draft, Kind, Settings
from surveys.drafting.edits import (
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
    SetSettings,
    SetShowIf,
    SetWords,
    Undo,
    Why,
)
from surveys.drafting.finishing import from_survey, missing, so_far, to_survey
from surveys.drafting.keeping import read_draft, write_draft
from surveys.library import load_library
from tests.surveys.drafting.making import BEDROOM, EDITS, HEAD, drafted

FULL = bool(os.environ.get("EARSHOT_FULL"))
LOCKED = from_survey(load_library("first-night"))

IF_YES = Is.model_validate({"is": {"can_you_lock_your_door": "yes"}})


@settings(max_examples=600 if FULL else 25, deadline=None, derandomize=not FULL)
@given(edits=st.lists(EDITS, max_size=40 if FULL else 14))
def test_any_steps_can_be_undone_one_by_one(edits: list[Edit]) -> None:
    """A thumb slips; what stood there before has to come back, exactly."""
    draft = Draft()
    stood = [draft.now]
    for edit in edits:
        done = apply(draft, edit)
        if done.refused is not None:
            assert done.draft == draft
        elif isinstance(edit, Undo):
            stood.pop()
        elif done.draft != draft:
            stood.append(done.draft.now)
        draft = done.draft
        assert draft.now == stood[-1]
        stood = stood[-MOST_UNDONE - 1 :]

    for before in reversed(stood[:-1]):
        draft = apply(draft, Undo()).draft
        assert draft.now == before


@settings(max_examples=600 if FULL else 25, deadline=None, derandomize=not FULL)
@given(edits=st.lists(EDITS, max_size=40 if FULL else 14))
def test_whatever_was_done_a_draft_is_kept_and_is_a_survey_or_says_what_is_missing(
    edits: list[Edit],
) -> None:
    """Nobody may get stuck: what keeps it from being asked has a place on the card."""
    draft = drafted(*HEAD)
    for edit in edits:
        draft = apply(draft, edit).draft
    ids = [one.id for one in draft.entries]
    so_far(draft)

    assert read_draft(write_draft(draft)) == draft
    assert len(set(ids)) == len(ids)
    if not missing(draft):
        survey = to_survey(draft)
        assert to_survey(from_survey(survey)) == survey


def test_an_id_is_made_from_the_words_and_follows_them() -> None:
    """The id heads a column of the results: it should say what was asked, as it was asked."""
    draft = drafted(*BEDROOM, SetShowIf(3, IF_YES))
    changed = apply(draft, SetWords(1, Part.TEXT, "Is there a lock?")).draft

    assert [one.id for one in changed.entries] == [
        "is_there_a_lock",
        "what_is_best",
        "what_would_you_change",
    ]
    assert changed.entries[2].show_if == Is.model_validate({"is": {"is_there_a_lock": "yes"}})


def test_an_id_that_came_with_a_survey_stays() -> None:
    """A second wave compares by it."""
    draft = from_survey(to_survey(drafted(*BEDROOM)))
    changed = apply(draft, SetWords(1, Part.TEXT, "Is there a lock?")).draft

    assert changed.entries[0].id == "can_you_lock_your_door"


def test_a_choice_that_is_renamed_is_renamed_in_the_rules_that_look_at_it() -> None:
    """Or a question would wait for an answer that nobody can give any more."""
    rule = AnyOf.model_validate({"any": {"what_is_best": ("the_bed", "the_view")}})
    draft = drafted(*BEDROOM, SetShowIf(3, rule))
    changed = apply(draft, SetLabel(2, 0, "My bed")).draft

    assert changed.entries[2].show_if == AnyOf.model_validate(
        {"any": {"what_is_best": ("my_bed", "the_view")}}
    )


def test_what_looked_at_something_gone_is_asked_always_and_that_is_said() -> None:
    """A dead rule would be found out on the day of the launch."""
    draft = drafted(*BEDROOM, SetShowIf(3, IF_YES))
    done = apply(draft, RemoveEntry(1))

    assert done.freed == (3,)
    assert done.draft.entries[1].show_if is None
    assert apply(done.draft, Undo()).draft.now == draft.now


@pytest.mark.parametrize("edit", [MoveEntry(1, 2), MoveEntry(3, -2)])
def test_a_question_cannot_be_moved_past_the_one_it_looks_at(edit: MoveEntry) -> None:
    """It would be asked before anybody could have answered the other."""
    done = apply(drafted(*BEDROOM, SetShowIf(3, IF_YES)), edit)

    assert done.refused is not None
    assert done.refused.why is Why.HELD


ON_SHARED: dict[str, Callable[[int], Edit]] = {
    "words": lambda handle: SetWords(handle, Part.TEXT, "Other words?"),
    "easy": lambda handle: SetWords(handle, Part.EASY, "Other?"),
    "kind": lambda handle: SetKind(handle, Kind.NOTE),
    "flag": lambda handle: SetFlag(handle, Flag.SENSITIVE, True),
    "label": lambda handle: SetLabel(handle, 0, "Other"),
    "choice": lambda handle: RemoveChoice(handle, 0),
    "rule": lambda handle: SetShowIf(handle, None),
}


@pytest.mark.parametrize("what", sorted(ON_SHARED))
def test_a_shared_question_is_never_changed(what: str) -> None:
    """Rounds are compared by it: one changed word and they are not."""
    handle = next(one.handle for one in LOCKED.entries if one.locked)
    done = apply(LOCKED, ON_SHARED[what](handle))

    assert done.refused is not None
    assert done.refused.why is Why.LOCKED
    assert done.draft == LOCKED


def test_a_shared_question_can_be_left_out_moved_or_copied_and_a_copy_is_free() -> None:
    """Taken as it is, or left out; whoever wants other words asks another question."""
    handle = next(one.handle for one in LOCKED.entries if one.locked)
    copied = apply(LOCKED, DuplicateEntry(handle))
    assert copied.handle is not None
    copy = copied.draft.entry(copied.handle)

    assert apply(LOCKED, RemoveEntry(handle)).refused is None
    assert copy is not None
    assert not copy.locked
    assert apply(copied.draft, SetWords(copy.handle, Part.TEXT, "Other?")).refused is None


def test_a_survey_takes_forty_items_and_the_next_is_refused_with_the_limit() -> None:
    """Forty is what an envelope holds; nothing that was typed is lost over it."""
    draft = drafted(*(AddEntry(Kind.NOTE, f"Note {n}") for n in range(MAX_ITEMS)))
    done = apply(draft, AddEntry(Kind.YES_NO, "One more?"))

    assert done.refused is not None
    assert (done.refused.why, done.refused.limit) == (Why.FULL, MAX_ITEMS)


@pytest.mark.parametrize(
    ("edit", "why", "limit"),
    [
        (SetWords(1, Part.TEXT, "x" * 601), Why.TOO_LONG, 600),
        (SetWords(1, Part.TEXT, " \n "), Why.EMPTY, None),
        (SetHead(HeadPlace.TITLE, "x" * 101), Why.TOO_LONG, 100),
        (SetHead(HeadPlace.TITLE, "two\nlines"), Why.TWO_LINES, None),
        (SetChoices(2, tuple(f"Choice {n}" for n in range(21))), Why.MANY_CHOICES, 20),
        (SetChoices(2, ("One",)), Why.FEW_CHOICES, 2),
        (SetChoices(2, ("Tea", "tea ")), Why.TWICE, None),
        (SetChoices(2, ("x" * 61, "Tea")), Why.TOO_LONG, 60),
        (SetChoices(1, ("Yes", "No")), Why.NOT_FOR_KIND, None),
        (SetSettings(2, Settings(max=2)), Why.NOT_FOR_KIND, None),
        (MoveEntry(1, -1), Why.EDGE, None),
        (SetWords(9, Part.TEXT, "Gone?"), Why.GONE, None),
    ],
)
def test_a_step_that_cannot_be_is_refused_with_its_limit(
    edit: Edit, why: Why, limit: int | None
) -> None:
    """The card names the limit, so that the next try fits."""
    done = apply(drafted(*BEDROOM), edit)

    assert done.refused is not None
    assert (done.refused.why, done.refused.limit) == (why, limit)


def test_braces_are_only_for_the_answer_of_a_question_there_is() -> None:
    """A stray brace would keep the survey from being sent, with words only a programmer knows."""
    draft = drafted(*BEDROOM, SetWords(3, Part.TEXT, "You said {can_you_lock_your_door} {why}?"))

    assert draft.entries[2].text["en"] == "You said {can_you_lock_your_door} (why)?"


def test_changing_the_kind_there_and_back_loses_no_choice() -> None:
    """Trying another kind costs nothing."""
    draft = drafted(*BEDROOM)
    there = drafted(*BEDROOM, SetKind(2, Kind.LONG_TEXT), SetKind(2, Kind.SINGLE_CHOICE))

    assert there.now == draft.now


def test_steps_taken_together_are_undone_together() -> None:
    """One message that sets kind and choices is one thing to its author."""
    draft = drafted(*BEDROOM)
    edits = (SetKind(2, Kind.SEVERAL_CHOICES), SetChoices(2, ("A", "B", "C")))
    done = apply_together(draft, *edits, SetSettings(2, Settings(max=2)))

    assert done.draft.revision == draft.revision + 1
    assert apply(done.draft, Undo()).draft.now == draft.now


def test_thirty_steps_can_be_undone_and_no_more() -> None:
    """The draft has a size; the latest steps are those somebody regrets."""
    draft = drafted(*(AddEntry(Kind.NOTE, f"Note {n}") for n in range(MOST_UNDONE + 5)))
    for _ in range(MOST_UNDONE):
        draft = apply(draft, Undo()).draft
    refused = apply(draft, Undo()).refused

    assert len(draft.entries) == 5
    assert refused is not None
    assert refused.why is Why.NOTHING
