"""Taking words: what an author typed becomes steps of the draft, by where they stand. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.texts import say
from bot.wording.building.place import HEADS, WORDLESS, Place
from bot.wording.building.said import kind_words, main_words, range_blanks, refused_words
from bot.wording.plain import defuse
from surveys.drafting.applying import apply, apply_together
from surveys.drafting.draft import Draft, Entry, Kind, Settings
from surveys.drafting.edits import (
    AddChoice,
    AddEntry,
    Applied,
    Edit,
    HeadPlace,
    Part,
    Refusal,
    SetChoices,
    SetHead,
    SetKind,
    SetLabel,
    SetPicture,
    SetSettings,
    SetWords,
    Why,
)
from surveys.drafting.finishing import HEADS as NEEDED
from surveys.drafting.finishing import lacks
from surveys.drafting.guessing import guess
from surveys.drafting.naming import folded
from surveys.drafting.typed import read_choices, read_days, read_ends, read_range
from surveys.library.pictures import list_shipped

TAKE_AWAY: Final = frozenset({"-", "–", "—", "none", "nothing"})
"""Typed where there may be no words at all: what stands there goes."""

SAID_AT_FIRST: Final = 3
"""How many questions come with a word on how to change their kind."""

_PLURAL: Final = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of words or a tap.

    Args:
        draft: The draft after it, with the place where its author stands then.
        note: What has happened, for the card.
        kept: Whether the words are in the draft now. Where not, they stay in the chat.
    """

    draft: Draft
    note: str = ""
    kept: bool = True


def take_words(draft: Draft, place: Place, text: str, today: date) -> Taken:
    """Take what an author typed."""
    if place.name in WORDLESS:
        return Taken(draft, say("building_no.no_words"), kept=False)
    if place.name == "add":
        return _question(draft, text, today)
    if place.name in HEADS:
        return _head(draft, place, text)
    entry = draft.entry(place.handle)
    assert entry is not None, "a place of an entry that is gone was left"
    if place.name == "choices":
        return _choices(draft, entry, text)
    edits = tuple(_edits(draft, entry, place, text, today))
    if not edits:
        return Taken(draft, say("building_no.not_read"), kept=False)
    back = Place("choices" if place.name.startswith("choice") else "entry", entry.handle)
    return told(draft, apply_together(draft, *edits), back, say("building.changed"))


def told(draft: Draft, done: Applied, place: Place, note: str) -> Taken:
    """What a step came to: the draft at its next place, or why it was not taken."""
    if done.refused is not None:
        return Taken(draft, refused_words(done.refused), kept=False)
    notes = [note]
    if done.freed:
        numbers = ", ".join(str(done.draft.number(one)) for one in done.freed)
        notes.append(say("building.freed", numbers=numbers))
    return Taken(_at(done.draft, place), "\n".join(one for one in notes if one))


def _at(draft: Draft, place: Place) -> Draft:
    return draft.model_copy(update={"place": str(place)})


def _head(draft: Draft, place: Place, text: str) -> Taken:
    gone = place.name == HeadPlace.OPENING and text.strip().casefold() in TAKE_AWAY
    done = apply(draft, SetHead(HeadPlace(place.name), "" if gone else text))
    if getattr(draft.head, place.name):
        return told(draft, done, Place("about"), say("building.changed"))
    return told(draft, done, _after_head(done.draft, place), "")


def _after_head(draft: Draft, place: Place) -> Place:
    """After the title the questions; after another part the next one that is missing."""
    if place.name == HeadPlace.TITLE and not draft.entries:
        return Place()
    if place.name == HeadPlace.OPENING:
        return Place("about")
    wanting = [name for name in NEEDED if not getattr(draft.head, name)]
    return Place(wanting[0] if wanting else "ready")


def _question(draft: Draft, text: str, today: date) -> Taken:
    """A new question: its kind is guessed, and what goes with it as far as its words say."""
    language = draft.head.main_language
    meant = guess(text, today, language)
    done = apply(draft, AddEntry(meant.kind, meant.text, meant.labels, meant.settings))
    entry = None if done.handle is None else done.draft.entry(done.handle)
    if done.refused is not None or entry is None:
        return told(draft, done, Place(), "")
    if "choices" in lacks(entry):
        return told(draft, done, Place("choices", entry.handle), _added(done.draft, entry))
    return told(draft, done, Place("add", entry.handle), _added(done.draft, entry))


def _added(draft: Draft, entry: Entry) -> str:
    number = draft.number(entry.handle)
    notes = [say("building.added", number=number, kind=kind_words(entry))]
    if entry.choices:
        labels = ", ".join(main_words(one.label, draft) for one in entry.choices)
        notes.append(say("building.added_choices", labels=labels))
    if entry.kind is Kind.NUMBER:
        blanks = range_blanks(entry, draft)
        span = say("building.range_row", "en", **blanks)
        notes.append(say("building.added_range", range=span.casefold(), number=number))
    if number <= SAID_AT_FIRST:
        notes.append(say("building.guessed", number=number))
    return " ".join(notes)


def _choices(draft: Draft, entry: Entry, text: str) -> Taken:
    """All the choices, one on a line; or one more, where there are some."""
    language = draft.head.main_language
    listed = read_choices(text, entry.kind, language)
    kind = entry.kind
    if listed.several is not None and kind in {Kind.SINGLE_CHOICE, Kind.SEVERAL_CHOICES}:
        kind = Kind.SEVERAL_CHOICES if listed.several else Kind.SINGLE_CHOICE
    typed = listed.labels[:-1] if listed.way_out else listed.labels
    one_line = len(text.strip().splitlines()) == 1 and bool(typed)
    one_more = one_line and len(entry.choices) > 0 and listed.several is None
    edits: list[Edit] = [] if kind is entry.kind else [SetKind(entry.handle, kind)]
    if one_more:
        edits.append(AddChoice(entry.handle, text.strip()))
    elif len(typed) < _PLURAL:
        refused = Refusal(Why.FEW_CHOICES if typed else Why.EMPTY, _PLURAL, len(typed))
        return Taken(draft, refused_words(refused), kept=False)
    else:
        edits.append(SetChoices(entry.handle, listed.labels))
    most = listed.most or entry.settings.max
    if kind is Kind.SEVERAL_CHOICES and most:
        edits.append(SetSettings(entry.handle, Settings(max=min(most, len(listed.labels)))))
    done = apply_together(draft, *edits)
    if done.refused is None and kind is Kind.PICTURE_CHOICE:
        done = apply_together(draft, *edits, *_pictured(done.draft, entry.handle))
    added = "" if one_more else listed.way_out
    notes = [say("building.added_way_out", label=added)] if _has(done, added) else []
    notes += [say("building.dropped", label=defuse(one)) for one in listed.dropped]
    return told(draft, done, _after_choices(done, entry), " ".join(notes))


def _has(done: Applied, label: str) -> bool:
    entry = None if done.handle is None else done.draft.entry(done.handle)
    labels = [text for one in (entry.choices if entry else ()) for text in one.label.values()]
    return bool(label) and done.refused is None and label in labels


def _after_choices(done: Applied, before: Entry) -> Place:
    """The first picture that is missing; the next question, or the choices that were changed."""
    entry = done.draft.entry(before.handle)
    if entry is not None and entry.kind is Kind.PICTURE_CHOICE:
        for at, one in enumerate(entry.choices):
            if one.picture is None:
                return Place("pictures", before.handle, at)
    return Place("choices" if before.choices else "add", before.handle)


def _pictured(draft: Draft, handle: int) -> Iterator[SetPicture]:
    """Pictures that are called what the choices are called."""
    entry = draft.entry(handle)
    known = {folded(name.replace("-", " ")): name for name in list_shipped()}
    for at, choice in enumerate(entry.choices if entry else ()):
        label = folded(next(iter(choice.label.values()), ""))
        name = next((known[word] for word in known if word in label), None)
        if name and choice.picture is None:
            yield SetPicture(handle, at, f"{name}.png")


def _edits(draft: Draft, entry: Entry, place: Place, text: str, today: date) -> Iterator[Edit]:
    """The steps that words for one part of an entry are; none where they cannot be read."""
    handle, main = entry.handle, draft.head.main_language
    gone = text.strip().casefold() in TAKE_AWAY
    match place.name:
        case "entry":
            yield SetWords(handle, Part.TEXT, text)
        case "easy" | "help":
            yield SetWords(handle, Part(place.name), "" if gone else text)
        case "choice" | "choice_easy":
            easy = place.name == "choice_easy"
            yield SetLabel(handle, place.at, "" if easy and gone else text, easy=easy)
        case "range":
            if span := read_range(text):
                unit = {main: span[2]} if span[2] else None
                yield SetSettings(handle, Settings(min=span[0], max=span[1], unit=unit))
        case "days":
            if days := read_days(text, today):
                yield SetSettings(handle, Settings(earliest=days[0], latest=days[1]))
        case "ends":
            ends = read_ends(text)
            if len(ends) >= _PLURAL:
                labels = tuple({main: one} for one in ends)
                many = len(ends) if len(ends) > _PLURAL else None
                yield SetSettings(handle, Settings(labels=labels, points=many, faces=False))
        case _:
            return


def at_place(taken: Taken, place: Place) -> Taken:
    """The same, with the author standing elsewhere."""
    return replace(taken, draft=_at(taken.draft, place))
