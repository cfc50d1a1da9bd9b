"""Steps that change one entry, but for its words: what it is afterwards, or why not."""

from __future__ import annotations

from typing import assert_never

from surveys.drafting.choosing import choose
from surveys.drafting.draft import Draft, Entry, Kind, Settings
from surveys.drafting.edits import (
    AddChoice,
    Refusal,
    RemoveChoice,
    SetChoices,
    SetFlag,
    SetKind,
    SetLabel,
    SetPicture,
    SetSettings,
    SetShowIf,
    Why,
)
from surveys.drafting.fitting import unfit
from surveys.drafting.kinds import CANT_CHOOSE_ITSELF, SETTINGS
from surveys.drafting.naming import choices_of, fitted
from surveys.drafting.ruling import fitting

ToEntry = (
    SetKind
    | SetChoices
    | AddChoice
    | SetLabel
    | SetPicture
    | RemoveChoice
    | SetSettings
    | SetShowIf
    | SetFlag
)


def changed_entry(draft: Draft, entry: Entry, edit: ToEntry) -> Entry | Refusal:
    """An entry after a step."""
    language = draft.head.main_language
    match edit:
        case SetKind():
            return _of_kind(entry, edit.kind, language)
        case SetSettings():
            return _set(entry, edit.settings)
        case SetShowIf():
            earlier = {one.id: one for one in draft.entries[: draft.number(entry.handle) - 1]}
            if edit.rule is not None and fitting(edit.rule, earlier) != edit.rule:
                return Refusal(Why.HELD)
            return entry.model_copy(update={"show_if": edit.rule})
        case SetFlag():
            if entry.kind is Kind.NOTE:
                return Refusal(Why.NOT_FOR_KIND)
            return entry.model_copy(update={edit.flag.value: edit.on})
        case SetChoices() | AddChoice() | SetLabel() | SetPicture() | RemoveChoice():
            chosen = choose(entry, edit, language)
            if isinstance(chosen, Refusal):
                return chosen
            return _counted(entry.model_copy(update={"choices": chosen}))
        case _:
            assert_never(edit)


def new_values(old: Entry, new: Entry) -> dict[str, str]:
    """Which choice's value became which, where one label was written anew."""
    if len(old.choices) != len(new.choices):
        return {}
    pairs = zip(old.choices, new.choices, strict=True)
    return {one.value: other.value for one, other in pairs if one.value != other.value}


def _set(entry: Entry, settings: Settings) -> Entry | Refusal:
    named = {name: value for name, value in dict(settings).items() if value is not None}
    if not set(named) <= set(SETTINGS[entry.kind]):
        return Refusal(Why.NOT_FOR_KIND)
    new = entry.model_copy(update={"settings": entry.settings.model_copy(update=named)})
    return unfit(new) or new


def _of_kind(entry: Entry, kind: Kind, language: str) -> Entry:
    choices = tuple(fitted(one, kind, language) for one in entry.choices)
    if kind in CANT_CHOOSE_ITSELF:  # a value of its own may be taken by the way out
        labels = [one.label.get(language, "") for one in choices]
        choices = choices_of(labels, kind, language)
    return entry.model_copy(
        update={
            "kind": kind,
            "choices": choices,
            "settings": Settings(),
            "sensitive": entry.sensitive and kind is not Kind.NOTE,
            "safety": entry.safety and kind is not Kind.NOTE,
        }
    )


def _counted(entry: Entry) -> Entry:
    """An entry whose most to tick is no more than there are choices."""
    settings, count = entry.settings, len(entry.choices)
    if entry.kind is not Kind.SEVERAL_CHOICES or (settings.max or 0) <= count:
        return entry
    return entry.model_copy(update={"settings": settings.model_copy(update={"max": None})})
