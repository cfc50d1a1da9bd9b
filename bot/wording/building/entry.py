"""The screens of one question of a draft: everything about it, and each thing to change."""

from __future__ import annotations

from bot.outgoing import Button, Rows
from bot.texts import say
from bot.wording.building import said
from bot.wording.building.place import Buttons, Place
from bot.wording.plain import defuse, shortened
from surveys.definitions.questions import Choice
from surveys.definitions.rules import AnyOf, AtLeast, Below, Is
from surveys.drafting.draft import Draft, Entry, Kind
from surveys.drafting.kinds import POINTS, WITH_CHOICES, values_of
from surveys.drafting.typed import way_out
from surveys.library.pictures import list_shipped

LONGEST = 40
"""Most of a choice's label on a button. Unit: characters."""
IN_A_ROW = 5
DIGEST_LENGTH = 64
"""A photo of the author's own goes by its digest; no file name is as long."""
STEPS = (2, 3, 4, 5, 6, 7, 10, 11)
"""How many steps are offered for a scale."""

Screen = tuple[list[str], Rows]


def entry_screen(draft: Draft, entry: Entry, place: Place, to: Buttons) -> Screen:
    """The lines of a screen, the last one saying what to type or tap; and its buttons."""
    back = (to.go("back", "entry", entry.handle),)
    match place.name:
        case "entry":
            return _entry(draft, entry, to)
        case "choices" if entry.choices:
            return _choices(draft, entry, to)
        case "choice" | "choice_easy":
            return _choice(draft, entry, place, to)
        case "kind":
            return _kinds(draft, entry, to)
        case "only":
            return _only(draft, entry, to)
        case "only_of":
            return _only_of(draft, entry, place.at, to)
        case "pictures":
            return _pictures(draft, entry, place.at, to)
        case "amount" | "ends":
            return _amount(draft, entry, place, to)
        case "easy" | "help":
            now = getattr(entry, place.name)
            dash = ((to.do("take_dash", "off", entry.handle, place.name),),) if now else ()
            return [*_shown(draft, entry), say(f"building.ask_{place.name}")], (*dash, back)
        case name:
            kind = (to.go("kind", "kind", entry.handle),) if name == "choices" else ()
            asks = _ask_choices(entry, draft) if name == "choices" else say(f"building.ask_{name}")
            return [*_shown(draft, entry), asks], ((*kind, *back),)


def _entry(draft: Draft, entry: Entry, to: Buttons) -> Screen:
    ends: Rows = (
        (to.do("up", "up", entry.handle), to.do("down", "down", entry.handle)),
        (to.do("copy", "copy", entry.handle), to.do("out", "out", entry.handle)),
        (to.do("preview_one", "lookat", entry.handle),),
        (*((to.do("undo", "undo"),) if draft.past else ()), to.go("done", "add")),
    )
    if entry.locked:
        return [*_shown(draft, entry), say("building.ask_locked")], ends
    handle = entry.handle
    rows: Rows = (
        (*_own(entry, to), to.go("kind", "kind", handle)),
        (to.go("easy", "easy", handle), to.go("help", "help", handle)),
    )
    only = to.go("only", "only", handle)
    if entry.kind is not Kind.NOTE:
        tender = "sensitive_off" if entry.sensitive else "sensitive_on"
        safety = "safety_off" if entry.safety else "safety_on"
        marks = (
            to.do(tender, "flag", handle, "sensitive"),
            to.do(safety, "flag", handle, "safety"),
        )
        rows = (*rows, (only, *marks))
    else:
        rows = (*rows, (only,))
    return [*_shown(draft, entry), say("building.ask_entry")], (*rows, *ends)


def _own(entry: Entry, to: Buttons) -> tuple[Button, ...]:
    """Buttons to what belongs to its kind."""
    handle = entry.handle
    own: list[Button] = []
    if entry.kind in WITH_CHOICES:
        own.append(to.go("choices", "choices", handle))
    if entry.kind in {Kind.SEVERAL_CHOICES, Kind.DOTS, Kind.WHEEL}:
        own.append(to.go("amount", "amount", handle))
    if entry.kind is Kind.SCALE:
        own.append(to.go("ends", "ends", handle))
    if entry.kind is Kind.NUMBER:
        own.append(to.go("range", "range", handle))
    if entry.kind is Kind.DATE:
        own.append(to.go("days", "days", handle))
    return tuple(own)


def _shown(draft: Draft, entry: Entry) -> list[str]:
    """Everything there is about an entry."""
    number, count = draft.number(entry.handle), len(draft.entries)
    lines = [say("building.number_of", number=number, count=count, kind=said.kind_words(entry))]
    lines.append(said.main_words(entry.text, draft))
    if entry.kind in WITH_CHOICES:
        lines += [_choice_row(draft, one) for one in entry.choices]
    lines += said.settings_rows(entry, draft)
    if entry.easy:
        lines.append(say("building.easy_row", words=said.main_words(entry.easy, draft)))
    if entry.help:
        lines.append(say("building.help_row", words=said.main_words(entry.help, draft)))
    if entry.show_if is not None:
        lines.append(say("building.only_row", rule=said.rule_words(entry.show_if, draft)))
    if entry.then:
        lines += [said.jump_words(jump, draft) for jump in entry.then]
        lines.append(say("building.jump_row"))
    if entry.stale:
        lines.append(said.stale_words(entry.stale, draft))
    if entry.sensitive:
        lines.append(say("building.sensitive_row"))
    if entry.safety:
        lines.append(say("building.safety_row"))
    return lines


def _choice_row(draft: Draft, choice: Choice) -> str:
    more = ""
    if choice.picture is not None:
        own = len(choice.picture) == DIGEST_LENGTH
        name = choice.picture.rpartition(".")[0].replace("-", " ")
        more += say("building.choice_photo") if own else say("building.choice_picture", name=name)
    if choice.easy:
        more += say("building.choice_easy", easy=said.main_words(choice.easy, draft))
    if choice.exclusive:
        more += say("building.choice_alone")
    if choice.own_words:
        more += say("building.choice_own")
    return say("building.choice_row", label=said.main_words(choice.label, draft), more=more)


def _ask_choices(entry: Entry, draft: Draft) -> str:
    label = way_out((), entry.kind, draft.head.main_language)
    if not label:
        return say("building.ask_choices")
    return say("building.ask_choices_way_out", label=label)


def _choices(draft: Draft, entry: Entry, to: Buttons) -> Screen:
    rows = [
        (to.to(_label(draft, one), "choice", entry.handle, at),)
        for at, one in enumerate(entry.choices)
    ]
    ends = (to.do("undo", "undo"),) if draft.past else ()
    rows.append((*ends, to.go("back", "entry", entry.handle)))
    return [*_shown(draft, entry), say("building.ask_choices_again")], tuple(rows)


def _choice(draft: Draft, entry: Entry, place: Place, to: Buttons) -> Screen:
    choice, handle, at = entry.choices[place.at], entry.handle, place.at
    lines = [_choice_row(draft, choice)]
    back = to.go("back", "choices", handle)
    if place.name == "choice_easy":
        off = (to.do("take_dash", "off", handle, f"choice-{at}"),) if choice.easy else ()
        return [*lines, say("building.ask_choice_easy")], ((*off, back),)
    rows: list[tuple[Button, ...]] = [
        (to.go("easy", "choice_easy", handle, at), to.do("out", "chout", handle, at))
    ]
    if entry.kind is Kind.PICTURE_CHOICE:
        rows.append((to.to(say("building_kind.picture_choice"), "pictures", handle, at),))
    return [*lines, say("building.ask_choice")], (*rows, (back,))


def _kinds(draft: Draft, entry: Entry, to: Buttons) -> Screen:
    names = [
        to.does(say(f"building_kind.{kind.value}"), "kind", entry.handle, at)
        for at, kind in enumerate(Kind)
    ]
    rows = tuple(tuple(names[at : at + 2]) for at in range(0, len(names), 2))
    back = (to.go("back", "entry", entry.handle),)
    return [said.main_words(entry.text, draft), say("building.ask_kind")], (*rows, back)


def _only(draft: Draft, entry: Entry, to: Buttons) -> Screen:
    earlier = draft.entries[: draft.number(entry.handle) - 1]
    can = [one for one in earlier if values_of(one)]
    rows: list[tuple[Button, ...]] = [
        (to.to(_short(draft, one), "only_of", entry.handle, one.handle),) for one in can
    ]
    if entry.show_if is not None:
        rows.append((to.do("only_none", "always", entry.handle),))
    rows.append((to.go("back", "entry", entry.handle),))
    asks = say("building.ask_only" if can else "building.ask_only_none")
    return [*_shown(draft, entry), asks], tuple(rows)


def _only_of(draft: Draft, entry: Entry, other: int, to: Buttons) -> Screen:
    decides = draft.entry(other)
    assert decides is not None, "a place whose question is gone was left"
    ticked = _ticked(entry, decides)
    language = draft.head.main_language
    rows: list[tuple[Button, ...]] = []
    for at, value in enumerate(values_of(decides)):
        label = shortened(said.value_words(decides, value, language), LONGEST)
        label = say("building_button.ticked", label=label) if value in ticked else label
        rows.append((to.does(label, "if", entry.handle, f"{other}-{at}"),))
    if decides.kind is Kind.SCALE:
        rows += _steps(entry, decides, to)
    rows.append((to.go("done", "entry", entry.handle),))
    asks = say("building.ask_only_of" if entry.show_if else "building.ask_only_first")
    return [_short(draft, decides), asks], tuple(rows)


def _steps(entry: Entry, decides: Entry, to: Buttons) -> list[tuple[Button, ...]]:
    """For a scale: this step or more, and below it."""
    most = decides.settings.points or POINTS
    return [
        (
            to.do("at_least", "if", entry.handle, f"{decides.handle}-{step}-a", step=step),
            to.do("below", "if", entry.handle, f"{decides.handle}-{step}-b", step=step),
        )
        for step in range(2, most + 1)
    ]


def _ticked(entry: Entry, decides: Entry) -> tuple[str, ...]:
    match entry.show_if:
        case Is(is_=wanted) if decides.id in wanted:
            return (wanted[decides.id],)
        case AnyOf(any_=wanted_any) if decides.id in wanted_any:
            return wanted_any[decides.id]
        case AtLeast() | Below() | _:
            return ()


def _pictures(draft: Draft, entry: Entry, at: int, to: Buttons) -> Screen:
    names = [
        to.does(name.replace("-", " "), "pic", entry.handle, f"{at}-{place}")
        for place, name in enumerate(list_shipped())
    ]
    rows = tuple(tuple(names[at : at + 3]) for at in range(0, len(names), 3))
    label = said.main_words(entry.choices[at].label, draft)
    asks = say("building.ask_pictures", label=label)
    back = (to.go("back", "choices", entry.handle),)
    return [said.main_words(entry.text, draft), asks], (*rows, back)


def _amount(draft: Draft, entry: Entry, place: Place, to: Buttons) -> Screen:
    handle, numbers = entry.handle, range(0)
    if entry.kind is Kind.SEVERAL_CHOICES:
        numbers = range(1, len(entry.choices) + 1)
    elif entry.kind is Kind.DOTS or entry.kind is Kind.WHEEL:
        numbers = range(3, 11)
    counts = [to.does(str(one), "amount", handle, one) for one in numbers]
    if entry.kind is Kind.SCALE:
        counts = [to.does(str(one), "amount", handle, one) for one in STEPS]
    rows = [tuple(counts[at : at + IN_A_ROW]) for at in range(0, len(counts), IN_A_ROW)]
    if entry.kind is Kind.SEVERAL_CHOICES:
        rows.append((to.do("any", "amount", handle, 0),))
    if entry.kind is Kind.SCALE:
        rows.append((to.do("faces_off" if entry.settings.faces else "faces_on", "faces", handle),))
    asks = say("building.ask_ends") if place.name == "ends" else say("building_button.amount")
    return [*_shown(draft, entry), asks], (*rows, (to.go("back", "entry", handle),))


def _short(draft: Draft, entry: Entry) -> str:
    words = shortened(said.main_words(entry.text, draft), LONGEST)
    return f"{draft.number(entry.handle)}. {words}"


def _label(draft: Draft, choice: Choice) -> str:
    return shortened(defuse(choice.label.get(draft.head.main_language, "")), LONGEST)
