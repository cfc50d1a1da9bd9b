"""Steps that change an entry's choices: what they are afterwards, or why not."""

from __future__ import annotations

from typing import assert_never

from surveys.definitions.publishing import OURS_ALONE
from surveys.definitions.questions import CANT_CHOOSE, MAX_PICTURE, Choice
from surveys.drafting.draft import Entry, Kind
from surveys.drafting.edits import (
    AddChoice,
    Refusal,
    RemoveChoice,
    SetChoices,
    SetLabel,
    SetPicture,
    Why,
)
from surveys.drafting.kinds import CANT_CHOOSE_ITSELF, WITH_CHOICES, longest_label, takes
from surveys.drafting.limits import refused_label, tidied
from surveys.drafting.naming import choices_of, fitted, folded, fresh_value, is_way_out

Chosen = tuple[Choice, ...] | Refusal


def choose(
    entry: Entry,
    edit: SetChoices | AddChoice | SetLabel | SetPicture | RemoveChoice,
    language: str,
) -> Chosen:
    """The choices of an entry after a step."""
    if entry.kind not in WITH_CHOICES:
        return Refusal(Why.NOT_FOR_KIND)
    match edit:
        case SetChoices():
            return _all(entry, edit.labels, language)
        case AddChoice():
            return _added(entry, edit, language)
        case SetLabel(at=at) | SetPicture(at=at) | RemoveChoice(at=at):
            if not 0 <= at < len(entry.choices):
                return Refusal(Why.GONE)
            return _one(entry, edit, language)
        case _:
            assert_never(edit)


def _all(entry: Entry, labels: tuple[str, ...], language: str) -> Chosen:
    fewest, most = takes(entry.kind)
    wanted = tuple(tidied(one, ()) for one in labels)
    if len(wanted) < fewest:
        return Refusal(Why.FEW_CHOICES, fewest, len(wanted))
    if len(wanted) > most:
        return Refusal(Why.MANY_CHOICES, most, len(wanted))
    for one in wanted:
        if refusal := refused_label(one, longest_label(entry.kind)):
            return refusal
    if len({folded(one) or one for one in wanted}) < len(wanted):
        return Refusal(Why.TWICE)
    return choices_of(wanted, entry.kind, language, entry.choices)


def _added(entry: Entry, edit: AddChoice, language: str) -> Chosen:
    label = tidied(edit.label, ())
    _, most = takes(entry.kind)
    if len(entry.choices) >= most:
        return Refusal(Why.MANY_CHOICES, most, len(entry.choices) + 1)
    if refusal := _wrong(entry, label, language):
        return refusal
    taken = {one.value for one in entry.choices} | _taken(entry.kind)
    value = fresh_value(label, len(entry.choices), taken)
    new = fitted(Choice(value=value, label={language: label}), entry.kind, language)
    if edit.way_out and entry.kind is Kind.SEVERAL_CHOICES:
        new = new.model_copy(update={"exclusive": True})
    last = entry.choices[-1:]
    stands_last = bool(last) and is_way_out(last[0].label.get(language, ""))
    if edit.way_out or not stands_last:
        return (*entry.choices, new)
    return (*entry.choices[:-1], new, *last)


def _one(entry: Entry, edit: SetLabel | SetPicture | RemoveChoice, language: str) -> Chosen:
    at, choices = edit.at, entry.choices
    match edit:
        case RemoveChoice():
            return (*choices[:at], *choices[at + 1 :])
        case SetPicture():
            if entry.kind is not Kind.PICTURE_CHOICE or not 0 < len(edit.name) <= MAX_PICTURE:
                return Refusal(Why.NOT_FOR_KIND)
            new = choices[at].model_copy(update={"picture": edit.name})
        case SetLabel():
            label = tidied(edit.label, ())
            if edit.easy and not label:
                new = choices[at].model_copy(update={"easy": None})
            elif edit.easy:
                if refusal := refused_label(label, longest_label(entry.kind)):
                    return refusal
                words = {**(choices[at].easy or {}), language: label}
                new = choices[at].model_copy(update={"easy": words})
            else:
                others = entry.model_copy(update={"choices": (*choices[:at], *choices[at + 1 :])})
                if refusal := _wrong(others, label, language):
                    return refusal
                new = _relabelled(others, choices[at], at, label, language)
        case _:
            assert_never(edit)
    return (*choices[:at], new, *choices[at + 1 :])


def _relabelled(others: Entry, old: Choice, at: int, label: str, language: str) -> Choice:
    """A choice with another label is another answer, so it has another value."""
    if old.label.get(language) == label:
        return old
    taken = {one.value for one in others.choices} | _taken(others.kind)
    value = fresh_value(label, at, taken)
    new = old.model_copy(update={"value": value, "label": {**old.label, language: label}})
    return fitted(new, others.kind, language)


def _wrong(entry: Entry, label: str, language: str) -> Refusal | None:
    if refusal := refused_label(label, longest_label(entry.kind)):
        return refusal
    known = {folded(one.label.get(language, "")) for one in entry.choices} - {""}
    return Refusal(Why.TWICE) if folded(label) in known else None


def _taken(kind: Kind) -> frozenset[str]:
    return OURS_ALONE | ({CANT_CHOOSE} if kind in CANT_CHOOSE_ITSELF else set())
