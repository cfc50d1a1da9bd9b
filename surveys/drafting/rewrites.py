"""Words that the coach suggests, as a step of the draft."""

from __future__ import annotations

import re

from surveys.coaching.advice import Rewrite
from surveys.drafting.draft import Draft, Entry, Kind, Settings
from surveys.drafting.edits import (
    AddChoice,
    AddEntry,
    HeadPlace,
    Part,
    SetHead,
    SetLabel,
    SetSettings,
    SetWords,
)

Step = SetHead | AddEntry | SetWords | SetLabel | AddChoice | SetSettings

_NUMBERED = re.compile(r"(choice|easy choice|label) ([1-9]\d?)")


def edit_for(draft: Draft, rewrite: Rewrite) -> Step | None:
    """The step that puts the words in their place; None where there is no such place."""
    if rewrite.question_id is None:
        return _of_whole(rewrite)
    found = next((one for one in draft.entries if one.id == rewrite.question_id), None)
    return None if found is None else _of_entry(draft, found, rewrite)


def _of_whole(rewrite: Rewrite) -> Step | None:
    if rewrite.place == "new note":
        return AddEntry(Kind.NOTE, rewrite.text)
    if rewrite.place in set(HeadPlace):
        return SetHead(HeadPlace(rewrite.place), rewrite.text)
    return None


def _of_entry(draft: Draft, entry: Entry, rewrite: Rewrite) -> Step | None:
    if rewrite.place in set(Part):
        return SetWords(entry.handle, Part(rewrite.place), rewrite.text)
    if rewrite.place == "new choice":
        return AddChoice(entry.handle, rewrite.text, way_out=True)
    main = draft.head.main_language
    if rewrite.place == "unit":
        unit = {**(entry.settings.unit or {}), main: rewrite.text}
        return SetSettings(entry.handle, Settings(unit=unit))
    numbered = _NUMBERED.fullmatch(rewrite.place)
    if numbered is None:
        return None
    at = int(numbered[2]) - 1
    if numbered[1] != "label":
        return SetLabel(entry.handle, at, rewrite.text, easy=numbered[1] == "easy choice")
    labels = entry.settings.labels or ()
    if at >= len(labels):
        return None
    new = (*labels[:at], {**labels[at], main: rewrite.text}, *labels[at + 1 :])
    return SetSettings(entry.handle, Settings(labels=new))
