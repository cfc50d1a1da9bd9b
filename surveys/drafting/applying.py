"""One step of a draft: what it is afterwards, or why the step is not taken. Pure and total."""

from __future__ import annotations

from typing import assert_never

from surveys.definitions.questions import Words
from surveys.definitions.survey import MAX_ITEMS
from surveys.drafting.changing import ToEntry, changed_entry, new_values
from surveys.drafting.choosing import choose
from surveys.drafting.draft import MOST_UNDONE, Draft, Entry, Head, Settings, State
from surveys.drafting.edits import (
    AddChoice,
    AddEntry,
    Applied,
    DuplicateEntry,
    Edit,
    HeadPlace,
    MoveEntry,
    Part,
    Refusal,
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
    Why,
)
from surveys.drafting.fitting import unfit
from surveys.drafting.kinds import without_strangers
from surveys.drafting.limits import limit_of, refused_words, tidied
from surveys.drafting.naming import fresh_key
from surveys.drafting.rewrites import edit_for
from surveys.drafting.ruling import mended, renamed
from surveys.drafting.translating import entry_since, head_since


def apply(draft: Draft, edit: Edit) -> Applied:
    """Take one step. The same draft and step give the same; nothing is raised.

    A refused step, and one that changes nothing, leave the draft as it is.
    """
    match edit:
        case Undo():
            return _undo(draft)
        case TakeRewrite():
            step = edit_for(draft, edit.rewrite)
            return apply(draft, step) if step else Applied(draft, Refusal(Why.GONE))
        case SetHead() | SetTopic():
            return _head(draft, edit)
        case AddEntry():
            return _add(draft, edit)
        case (
            SetWords()
            | SetKind()
            | SetChoices()
            | AddChoice()
            | SetLabel()
            | SetPicture()
            | RemoveChoice()
            | SetSettings()
            | SetShowIf()
            | SetFlag()
            | MoveEntry()
            | DuplicateEntry()
            | RemoveEntry()
        ):
            return _on_entry(draft, edit)
        case _:
            assert_never(edit)


def apply_together(draft: Draft, *edits: Edit) -> Applied:
    """Take some steps as one: all or, where one is refused, none. They are undone together."""
    done, freed = Applied(draft), list[int]()
    for edit in edits:
        done = apply(done.draft, edit)
        freed += done.freed
        if done.refused is not None:
            return Applied(draft, done.refused, done.handle)
    if done.draft.now == draft.now:
        return Applied(draft, None, done.handle)
    once = {
        "past": (*draft.past, draft.now)[-MOST_UNDONE:],
        "revision": draft.revision + 1,
    }
    return Applied(done.draft.model_copy(update=once), None, done.handle, tuple(freed))


OnItself = SetWords | ToEntry
OnEntry = OnItself | MoveEntry | DuplicateEntry | RemoveEntry


def _on_entry(draft: Draft, edit: OnEntry) -> Applied:
    entry = draft.entry(edit.handle)
    if entry is None:
        return Applied(draft, Refusal(Why.GONE))
    match edit:
        case MoveEntry():
            return _move(draft, entry, edit.by)
        case DuplicateEntry():
            return _duplicate(draft, entry)
        case RemoveEntry():
            left = tuple(one for one in draft.entries if one.handle != entry.handle)
            return _with(draft, left)
        case _:
            if entry.locked:
                return Applied(draft, Refusal(Why.LOCKED), entry.handle)
            return _change(draft, entry, edit)


def _change(draft: Draft, entry: Entry, edit: OnItself) -> Applied:
    if isinstance(edit, SetWords):
        return _words(draft, entry, edit)
    new = changed_entry(draft, entry, edit)
    if isinstance(new, Refusal):
        return Applied(draft, new, entry.handle)
    values = new_values(entry, new) if isinstance(edit, SetLabel) else {}
    return _with(draft, _put(draft, new, values), new.handle)


def _words(draft: Draft, entry: Entry, edit: SetWords) -> Applied:
    ids = {one.id for one in draft.entries}
    text = tidied(edit.text, ids)
    optional = edit.part is not Part.TEXT
    main = draft.head.main_language
    if optional and not text:
        new = entry.model_copy(update={edit.part.value: None})
        return _with(draft, _put(draft, new), entry.handle)
    if refusal := refused_words(text, limit_of(edit.part)):
        return Applied(draft, refusal, entry.handle)
    words = _said(getattr(entry, edit.part.value), main, text)
    new = entry.model_copy(update={edit.part.value: words})
    if edit.part is Part.TEXT and not entry.given and words != entry.text:
        new = new.model_copy(update={"id": fresh_key(text, ids - {entry.id})})
    return _with(draft, _put(draft, new), entry.handle)


def _head(draft: Draft, edit: SetHead | SetTopic) -> Applied:
    head = draft.head
    if isinstance(edit, SetTopic):
        return _kept(draft, draft.now.model_copy(update={"head": _copied(head, topic=edit.topic)}))
    text = tidied(edit.text, ())
    if not text and edit.place is HeadPlace.OPENING:
        new = _copied(head, opening=None)
    elif refusal := refused_words(text, limit_of(edit.place)):
        return Applied(draft, refusal)
    else:
        words = _said(getattr(head, edit.place.value), head.main_language, text)
        new = head_since(head, _copied(head, **{edit.place.value: words}))
    return _kept(draft, draft.now.model_copy(update={"head": new}))


def _add(draft: Draft, edit: AddEntry) -> Applied:
    ids = {one.id for one in draft.entries}
    text = tidied(edit.text, ids)
    if len(draft.entries) >= MAX_ITEMS:
        return Applied(draft, Refusal(Why.FULL, MAX_ITEMS))
    if refusal := refused_words(text, limit_of(Part.TEXT)):
        return Applied(draft, refusal)
    main = draft.head.main_language
    entry = Entry(
        handle=draft.handles + 1,
        kind=edit.kind,
        id=fresh_key(text, ids),
        text={main: text},
        settings=without_strangers(edit.settings or Settings(), edit.kind),
    )
    if edit.labels:
        chosen = choose(entry, SetChoices(entry.handle, edit.labels), main)
        if isinstance(chosen, Refusal):
            return Applied(draft, chosen)
        entry = entry.model_copy(update={"choices": chosen})
    if refusal := unfit(entry):
        return Applied(draft, refusal)
    grown = draft.model_copy(update={"handles": entry.handle})
    return _with(grown, (*draft.entries, entry), entry.handle)


def _move(draft: Draft, entry: Entry, by: int) -> Applied:
    left = [one for one in draft.entries if one.handle != entry.handle]
    at = draft.number(entry.handle) - 1
    to = max(0, min(len(left), at + by))
    if to == at:
        return Applied(draft, Refusal(Why.EDGE), entry.handle)
    left.insert(to, entry)
    if mended(left)[1]:
        return Applied(draft, Refusal(Why.HELD), entry.handle)
    return _with(draft, tuple(left), entry.handle)


def _duplicate(draft: Draft, entry: Entry) -> Applied:
    if len(draft.entries) >= MAX_ITEMS:
        return Applied(draft, Refusal(Why.FULL, MAX_ITEMS), entry.handle)
    words = next(iter(entry.text.values()), "")
    copy = entry.model_copy(
        update={
            "handle": draft.handles + 1,
            "id": fresh_key(words, {one.id for one in draft.entries}),
            "given": False,
            "locked": False,
        }
    )
    at = draft.number(entry.handle)
    entries = (*draft.entries[:at], copy, *draft.entries[at:])
    return _with(draft.model_copy(update={"handles": copy.handle}), entries, copy.handle)


def _undo(draft: Draft) -> Applied:
    if not draft.past:
        return Applied(draft, Refusal(Why.NOTHING))
    before = {"now": draft.past[-1], "past": draft.past[:-1], "revision": draft.revision + 1}
    return Applied(draft.model_copy(update=before))


def _put(draft: Draft, new: Entry, values: dict[str, str] | None = None) -> tuple[Entry, ...]:
    """The entries with one in its place, and its new names wherever it is named."""
    old = draft.entry(new.handle)
    if old is not None:
        new = entry_since(old, new, draft.head.main_language)
    entries = tuple(new if one.handle == new.handle else one for one in draft.entries)
    if old is None or (old.id == new.id and not values):
        return entries
    return renamed(entries, old.id, new.id, values or {})


def _with(draft: Draft, entries: tuple[Entry, ...], handle: int | None = None) -> Applied:
    whole, freed = mended(entries)
    done = _kept(draft, draft.now.model_copy(update={"entries": whole}))
    return Applied(done.draft, None, handle, freed)


def _kept(draft: Draft, now: State) -> Applied:
    if now == draft.now:
        return Applied(draft)
    past = (*draft.past, draft.now)[-MOST_UNDONE:]
    changed = {"now": now, "past": past, "revision": draft.revision + 1}
    return Applied(draft.model_copy(update=changed))


def _said(old: Words | None, main: str, text: str) -> Words:
    return {**(old or {}), main: text}


def _copied(head: Head, **changes: object) -> Head:
    return head.model_copy(update=changes)
