"""Taking taps: what a button of a draft's card does to it. Pure; what a button carries is not
believed further than it is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.services.asking.taking_words import Taken, told
from bot.texts import say
from bot.wording.building.place import Place, is_there, read_place
from bot.wording.presses import Press
from surveys.definitions.rules import AnyOf, AtLeast, Below, Is, Rule
from surveys.definitions.topics import Topic
from surveys.drafting.applying import apply, apply_together
from surveys.drafting.draft import Draft, Entry, Kind, Settings
from surveys.drafting.edits import (
    DuplicateEntry,
    Edit,
    Flag,
    MoveEntry,
    Part,
    RemoveChoice,
    RemoveEntry,
    SetFlag,
    SetKind,
    SetLabel,
    SetPicture,
    SetSettings,
    SetShowIf,
    SetTopic,
    SetWords,
    Undo,
)
from surveys.drafting.finishing import lacks
from surveys.drafting.kinds import values_of
from surveys.library.pictures import list_shipped

FACES: Final = (3, 5)
"""How many faces there can be."""

Args = tuple[str, ...]
Step = Callable[[Draft, Args], Taken | None]


def take_tap(draft: Draft, pressed: Press) -> Taken | None:
    """Take a button of the card: ``id:step:revision:…``. None for one we never made.

    A button of a card that has changed since changes nothing: the card is shown as it is.
    """
    step, args = "".join(pressed.parts[1:2]), pressed.parts[2:]
    if step == "go":
        return _go(draft, args)
    does = STEPS.get(step)
    if does is None or not args:
        return None
    if args[0] != str(draft.revision % 10_000):
        return Taken(draft, say("building.old"), kept=False)
    return does(draft, args[1:])


def _go(draft: Draft, args: Args) -> Taken | None:
    numbers = [int(one) for one in args[1:] if one.isdecimal()]
    if not args or len(numbers) != 2:
        return None
    place = Place(args[0], numbers[0], numbers[1])
    there = place if is_there(draft, place) else Place()
    return Taken(draft.model_copy(update={"place": str(there)}))


def _undo(draft: Draft, args: Args) -> Taken:
    done = apply(draft, Undo())
    if done.refused is not None:
        return told(draft, done, Place(), "")
    back = done.draft.model_copy(update={"place": str(read_place(done.draft))})
    return Taken(back, say("building.undone"))


def _on_entry(of: Callable[[Draft, Entry, Args], Edit | None], name: str = "entry") -> Step:
    """A step about one entry, after which the author stands at a place of it."""

    def does(draft: Draft, args: Args) -> Taken | None:
        entry = _entry(draft, args)
        if entry is None:
            return Taken(draft, say("building_no.gone"), kept=False)
        edit = of(draft, entry, args[1:])
        if edit is None:
            return None
        return told(draft, apply(draft, edit), Place(name, entry.handle), say("building.changed"))

    return does


def _kind(draft: Draft, args: Args) -> Taken | None:
    entry, at = _entry(draft, args), _number(args, 1)
    if entry is None or at is None or at >= len(Kind):
        return Taken(draft, say("building_no.gone"), kept=False)
    kind = tuple(Kind)[at]
    settings = Settings(min=0, max=20) if kind is Kind.NUMBER else None
    edits: list[Edit] = [SetKind(entry.handle, kind)]
    edits += [SetSettings(entry.handle, settings)] if settings else []
    done = apply_together(draft, *edits)
    changed = done.draft.entry(entry.handle)
    wants = lacks(changed) if changed else ()
    name = wants[0] if wants and wants[0] in {"choices", "days"} else "entry"
    return told(draft, done, Place(name, entry.handle), say("building.changed"))


def _move(by: int) -> Step:
    def does(draft: Draft, args: Args) -> Taken | None:
        entry = _entry(draft, args)
        if entry is None:
            return Taken(draft, say("building_no.gone"), kept=False)
        done = apply(draft, MoveEntry(entry.handle, by))
        note = say("building.moved", number=done.draft.number(entry.handle))
        return told(draft, done, Place("entry", entry.handle), note)

    return does


def _copy(draft: Draft, args: Args) -> Taken | None:
    entry = _entry(draft, args)
    if entry is None:
        return Taken(draft, say("building_no.gone"), kept=False)
    done = apply(draft, DuplicateEntry(entry.handle))
    handle = done.handle or entry.handle
    note = say("building.copied", number=done.draft.number(handle))
    return told(draft, done, Place("entry", handle), note)


def _out(draft: Draft, args: Args) -> Taken | None:
    entry = _entry(draft, args)
    if entry is None:
        return Taken(draft, say("building_no.gone"), kept=False)
    done = apply(draft, RemoveEntry(entry.handle))
    return told(draft, done, Place(), say("building.removed"))


def _topic(draft: Draft, args: Args) -> Taken | None:
    at = _number(args, 0)
    if at is None or at > len(Topic):
        return None
    topic = tuple(Topic)[at - 1] if at else None
    return told(draft, apply(draft, SetTopic(topic)), Place("about"), say("building.changed"))


def _off(draft: Draft, entry: Entry, args: Args) -> Edit | None:
    name, _, at = "".join(args[:1]).partition("-")
    if name == "choice" and at.isdecimal():
        return SetLabel(entry.handle, int(at), "", easy=True)
    return SetWords(entry.handle, Part(name), "") if name in {"easy", "help"} else None


def _flag(draft: Draft, entry: Entry, args: Args) -> Edit | None:
    name = "".join(args[:1])
    if name not in set(Flag):
        return None
    return SetFlag(entry.handle, Flag(name), not getattr(entry, name))


def _choice_out(draft: Draft, entry: Entry, args: Args) -> Edit | None:
    at = _number(args, 0)
    return None if at is None else RemoveChoice(entry.handle, at)


def _faces(draft: Draft, entry: Entry, args: Args) -> Edit | None:
    on = not entry.settings.faces
    points = entry.settings.points or 5
    return SetSettings(entry.handle, Settings(faces=on, points=points if points in FACES else 5))


def _amount(draft: Draft, entry: Entry, args: Args) -> Edit | None:
    count = _number(args, 0)
    if count is None:
        return None
    match entry.kind:
        case Kind.SEVERAL_CHOICES:
            return SetSettings(entry.handle, Settings(max=count or len(entry.choices)))
        case Kind.DOTS:
            return SetSettings(entry.handle, Settings(dots=count))
        case Kind.WHEEL:
            return SetSettings(entry.handle, Settings(points=count))
        case Kind.SCALE:
            ends = entry.settings.labels or ()
            labels = (ends[0], ends[-1]) if len(ends) > 1 else None
            faces = bool(entry.settings.faces) and count in FACES
            return SetSettings(entry.handle, Settings(points=count, faces=faces, labels=labels))
        case _:
            return None


def _picture(draft: Draft, args: Args) -> Taken | None:
    """A choice's picture, of those that come with Earshot."""
    entry = _entry(draft, args)
    at, _, place = "".join(args[1:2]).partition("-")
    names = list_shipped()
    if entry is None or not at.isdecimal() or not place.isdecimal() or int(place) >= len(names):
        return None
    return give_picture(draft, entry, int(at), f"{names[int(place)]}.png")


def give_picture(draft: Draft, entry: Entry, at: int, name: str) -> Taken:
    """Give a choice its picture; then the next choice that has none."""
    done = apply(draft, SetPicture(entry.handle, at, name))
    after = done.draft.entry(entry.handle)
    lacking = [n for n, one in enumerate(after.choices if after else ()) if one.picture is None]
    there = Place("pictures", entry.handle, lacking[0]) if lacking else Place("add", entry.handle)
    return told(draft, done, there, say("building.changed"))


def _only_if(draft: Draft, args: Args) -> Taken | None:
    """One answer ticked, or taken off; ``12-3`` is the fourth answer to the question 12."""
    entry = _entry(draft, args)
    other, at, way = (*"".join(args[1:2]).split("-"), "", "", "")[:3]
    decides = draft.entry(int(other)) if other.isdecimal() else None
    if entry is None or decides is None or not at.isdecimal():
        return Taken(draft, say("building_no.gone"), kept=False)
    rule = _rule(entry, decides, int(at), way)
    back = Place("entry" if way or not entry.show_if else "only_of", entry.handle, decides.handle)
    return told(draft, apply(draft, SetShowIf(entry.handle, rule)), back, say("building.changed"))


def _rule(entry: Entry, decides: Entry, at: int, way: str) -> Rule | None:
    if way:
        steps = {decides.id: at}
        return AtLeast(at_least=steps) if way == "a" else Below(below=steps)
    values = values_of(decides)
    if at >= len(values):
        return entry.show_if
    ticked: tuple[str, ...] = ()
    match entry.show_if:
        case Is(is_=wanted) if decides.id in wanted:
            ticked = (wanted[decides.id],)
        case AnyOf(any_=wanted_any) if decides.id in wanted_any:
            ticked = wanted_any[decides.id]
        case _:
            ticked = ()
    now = {*ticked} ^ {values[at]}
    kept = tuple(one for one in values if one in now)
    if not kept:
        return None
    if len(kept) == 1:
        return Is.model_validate({"is": {decides.id: kept[0]}})
    return AnyOf.model_validate({"any": {decides.id: kept}})


def _entry(draft: Draft, args: Args) -> Entry | None:
    handle = _number(args, 0)
    return None if handle is None else draft.entry(handle)


def _number(args: Args, place: int) -> int | None:
    if place >= len(args) or not args[place].isdecimal() or len(args[place]) > 4:
        return None
    return int(args[place])


STEPS: Final[Mapping[str, Step]] = {
    "undo": _undo,
    "kind": _kind,
    "up": _move(-1),
    "down": _move(1),
    "copy": _copy,
    "out": _out,
    "topic": _topic,
    "off": _on_entry(_off),
    "flag": _on_entry(_flag),
    "chout": _on_entry(_choice_out, "choices"),
    "amount": _on_entry(_amount),
    "faces": _on_entry(_faces),
    "pic": _picture,
    "if": _only_if,
    "always": _on_entry(lambda _draft, entry, _args: SetShowIf(entry.handle, None)),
}
"""What changes the draft, by the second part of the button."""
