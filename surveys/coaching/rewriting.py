"""Taking a suggested wording: a survey with other words in one place, all else the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from surveys.coaching.advice import Rewrite
from surveys.definitions.questions import (
    AnyItem,
    Asked,
    Choice,
    Note,
    Number,
    Scale,
    SeveralChoices,
    WithChoices,
    Words,
)
from surveys.definitions.shorthand import slug
from surveys.definitions.survey import Survey

_T = TypeVar("_T")

WHOLE = ("title", "why", "could_change", "decides", "opening")
"""Places of a survey that belong to no item."""
NEW_CHOICE = "new choice"
NEW_NOTE = "new note"

_NUMBERED = re.compile(r"(choice|easy choice|label) ([1-9]\d?)")


def apply(survey: Survey, rewrite: Rewrite) -> Survey:
    """The survey with the suggested words in their place. Other languages keep theirs.

    Raises:
        ValueError: The survey has no such place, or the question there is locked.
    """
    main = survey.main_language
    if rewrite.question_id is None:
        if rewrite.place == NEW_NOTE:
            return _with_note(survey, rewrite.text)
        if rewrite.place not in WHOLE:
            raise ValueError(f"a survey has no place {rewrite.place!r}")
        old = getattr(survey, rewrite.place)
        return survey.model_copy(update={rewrite.place: _said(old, main, rewrite.text)})
    if all(item.id != rewrite.question_id for item in survey.questions):
        raise ValueError(f"the survey has no question {rewrite.question_id!r}")
    at = survey.position(rewrite.question_id)
    item = survey.questions[at]
    if isinstance(item, Asked) and item.locked:
        raise ValueError(f"question {rewrite.question_id!r} is shared: its words stay")
    changed = item.model_copy(update=_changes(item, survey, rewrite))
    items = (*survey.questions[:at], changed, *survey.questions[at + 1 :])
    return survey.model_copy(update={"questions": items})


def _said(old: Words | None, main: str, text: str) -> Words:
    return {**(old or {}), main: text}


def _changes(item: AnyItem, survey: Survey, rewrite: Rewrite) -> Mapping[str, Any]:
    place, text, main = rewrite.place, rewrite.text, survey.main_language
    if place in ("text", "easy", "help"):
        return {place: _said(getattr(item, place), main, text)}
    if place == "unit" and isinstance(item, Number):
        return {"unit": _said(item.unit, main, text)}
    if place == NEW_CHOICE and isinstance(item, WithChoices):
        return {"choices": (*item.choices, _new_choice(item, survey, text))}
    if found := _NUMBERED.fullmatch(place):
        at = int(found[2]) - 1
        if found[1] == "label" and isinstance(item, Scale) and at < len(item.labels):
            return {"labels": _put(item.labels, at, _said(item.labels[at], main, text))}
        if found[1] != "label" and isinstance(item, WithChoices) and at < len(item.choices):
            part = "label" if found[1] == "choice" else "easy"
            old = item.choices[at]
            new = old.model_copy(update={part: _said(getattr(old, part), main, text)})
            return {"choices": _put(item.choices, at, new)}
    raise ValueError(f"question {item.id!r} has no place {place!r}")


def _put(whole: tuple[_T, ...], at: int, new: _T) -> tuple[_T, ...]:
    return (*whole[:at], new, *whole[at + 1 :])


def _new_choice(item: WithChoices, survey: Survey, text: str) -> Choice:
    """A choice after the last. In every language it says the same until it is translated."""
    value, taken = slug(text) or "other", {choice.value for choice in item.choices}
    while value in taken:
        value = f"{value[:22]}_2"
    label = {language: text for language in survey.languages}
    return Choice(value=value, label=label, exclusive=isinstance(item, SeveralChoices))


def _with_note(survey: Survey, text: str) -> Survey:
    taken = {item.id for item in survey.questions}
    key = next(
        key for key in ("closing", "last_words", "the_end", "help_note") if key not in taken
    )
    words = {language: text for language in survey.languages}
    return survey.model_copy(update={"questions": (*survey.questions, Note(id=key, text=words))})
