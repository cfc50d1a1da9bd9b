"""What of a board stands on a page: groups as cards, themes to tick, answers under a group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.services.themes.views import CandidateView, TextView, ThemeView, View
from bot.texts import say
from bot.webchat.staff.sorting_hand import CODEBOOK
from bot.webchat.staff.sorting_presses import parts_inside, splits_of
from bot.webchat.staff.sorting_words import candidate_name, why_words
from surveys.themes.candidate import Origin

LOOSE, NO_THEME = "loose", "none"
"""Answers that nobody sorted and the machine has no group for; and those read, in no theme."""
SHOWN = 2
"""Answers that a card shows of its group."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One theme to tick. ``value`` is what a form sends for it."""

    value: str
    name: str
    why: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One group.

    Args:
        handle: Its name in addresses and forms; never a word.
        kind: The part of the page it stands in.
        name: What it is called, or stands for it as long as nobody named it.
        many: How many answers, in words.
        by: Who made it what it is.
        lines: Some of its words.
        why: Why the machine put them together.
        about: What belongs in it, as people wrote it.
        hint: What the codebook says of it; nobody here need have said any of it.
        needs_name: The machine has no name for it.
        can_accept: It is offered.
        can_put_back: It was said to be no theme.
        is_group: It can be picked; what is left over cannot.
        splits: Into how many it can be split; 0 for not at all.
        by_model: That a language model made up its name; empty where it did not.
        unsure: How many answers in it nobody stands behind yet.
    """

    handle: str
    kind: str
    name: str
    many: str
    by: str
    lines: tuple[str, ...] = ()
    why: str = ""
    about: str = ""
    hint: str = ""
    needs_name: bool = False
    can_accept: bool = False
    can_put_back: bool = False
    is_group: bool = True
    splits: int = 0
    unsure: int = 0
    by_model: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Groups of one kind. ``key`` is that of its title in the texts."""

    key: str
    about: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer under a group, and what else it is in. ``quiet``: it is not for quoting."""

    handle: str
    words: str
    mark: str
    also: str
    quiet: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class One:
    """One answer to sort, and what can be said of it. ``quiet``: it is not for quoting."""

    handle: str
    words: str
    mark: str
    quiet: str
    suggested: tuple[Chip, ...]
    themes: tuple[Chip, ...]
    unused: tuple[Chip, ...]


def parts_of_page(view: View) -> list[Part]:
    """Every group, by who decided on it; parts without one are left out but the first."""
    cards = [_theme_card(view, one) for one in view.themes]
    offered = [_candidate_card(view, one) for one in view.offered]
    out = [_theme_card(view, one, out=True) for one in view.away]
    out += [_candidate_card(view, one, out=True) for one in view.declined]
    left = [card for key in (LOOSE, NO_THEME) if (card := _left_over(view, key)) is not None]
    parts = [
        Part("decided", "" if cards else say("sorting.decided_none"), tuple(cards)),
        Part("machine", "", tuple(card for card in offered if card.kind == "machine")),
        Part(
            "alone",
            say("sorting.alone_how"),
            tuple(card for card in offered if card.kind == "alone"),
        ),
        Part("nothing", "", tuple(card for card in offered if card.kind == "nothing")),
        Part("rest", "", tuple(left)),
        Part("out", "", tuple(out)),
    ]
    return [part for part in parts if part.cards or part.key == "decided"]


def card_of(view: View, handle: str) -> Card | None:
    """One group by its name in addresses; None where it is not there any more."""
    if handle in {LOOSE, NO_THEME}:
        return _left_over(view, handle)
    for theme in view.themes:
        if theme.id == handle:
            return _theme_card(view, theme)
    for theme in view.away:
        if theme.id == handle:
            return _theme_card(view, theme, out=True)
    offered, declined = ({one.id for one in some} for some in (view.offered, view.declined))
    if handle in offered | declined:
        return _candidate_card(view, view.candidates[handle], out=handle in declined)
    return None


def theme_of(view: View, candidate: str) -> str:
    """The theme that a candidate became; "" for none."""
    return next((one.id for one in view.themes if one.candidate == candidate), "")


def rows_of(view: View, card: Card, ticked: Iterable[str] = ()) -> list[Row]:
    """The answers of a group, in this reader's order."""
    inside, chosen = set(_members(view, card.handle)), set(ticked)
    names = {one.id: one.name for one in view.themes}
    return [
        Row(
            text.handle,
            text.words,
            _mark(text, card.handle),
            _also([names[t] for t in text.themes if t in names and t != card.handle]),
            _quiet(text),
            text.handle in chosen,
        )
        for text in view.texts
        if text.handle in inside
    ]


def chips_of(view: View, *, but: str = "") -> list[Chip]:
    """Every theme and group that answers can go to, those of people first."""
    chips = [Chip(one.id, one.name) for one in view.themes if one.id != but]
    chips += [
        Chip(one.id, candidate_name(view, one))
        for one in view.offered
        if one.id != but and _kind(one) == "machine"
    ]
    return chips


def one_of(view: View, text: TextView, *, ticks: bool) -> One:
    """One answer with all that it can be about. What the machine says is never ticked for you.

    Args:
        ticks: Whether what people said of it already is ticked.
    """
    offered = {one.id: one for one in view.offered}
    suggested = [
        Chip(one, candidate_name(view, offered[one]), why_words(view, offered[one]))
        for one in text.suggested
        if _kind(offered[one]) == "machine"
    ]
    books = {chip.name for chip in suggested}
    by_people = [one for one in view.themes if one.id not in text.by_machine]
    suggested = [
        Chip(one.id, one.name, _why_kept(one)) for one in view.themes if one.id in text.by_machine
    ] + suggested
    return One(
        text.handle,
        text.words,
        _mark(text, ""),
        _quiet(text),
        tuple(suggested),
        tuple(
            Chip(one.id, one.name, one.hint, ticks and one.id in text.themes) for one in by_people
        ),
        tuple(
            Chip(CODEBOOK + one.id, one.name, one.description)
            for one in view.codebook
            if one.name not in books
        ),
    )


def far_words(view: View) -> str:
    """How far the sorting is: what is in a theme by whole groups is not yet sorted by hand."""
    by_hand = sum(one.is_read and bool(one.themes) for one in view.texts)
    if view.placed > by_hand:
        return say("sorting.far_placed", placed=view.placed, done=view.read, all=view.of)
    return say("sorting.far", done=view.read, all=view.of)


def originals(view: View, some: Sequence[CandidateView]) -> list[Card]:
    """The machine's groups as they were at first, with every answer."""
    words = {text.handle: text.words for text in view.texts}
    return [
        replace(
            _candidate_card(view, one),
            lines=tuple(words[handle] for handle in one.members if handle in words),
        )
        for one in some
    ]


def _theme_card(view: View, one: ThemeView, *, out: bool = False) -> Card:
    origin = view.candidates.get(one.candidate or "")
    parts = [view.candidates[part].members for part in one.parts]
    return Card(
        handle=one.id,
        kind="out" if out else "decided",
        name=one.name,
        many=_many(len(one.members)),
        by=say("sorting.from_person", name=one.by) if one.by else say("sorting.from_people"),
        lines=_lines(view, one.members),
        why=why_words(view, origin) if origin is not None and one.by_machine else "",
        about=one.description,
        hint="" if one.description else one.hint,
        can_put_back=out,
        splits=0 if out else splits_of(one.members, parts),
        unsure=len(one.by_machine),
    )


def _why_kept(one: ThemeView) -> str:
    hint = one.description or one.hint
    kept = say("sorting.why_kept")
    return f"{kept} {say('sorting.codebook_says')} “{hint}”" if hint else kept


def _candidate_card(view: View, one: CandidateView, *, out: bool = False) -> Card:
    parts = parts_inside(view, one.id)
    return Card(
        handle=one.id,
        kind="out" if out else _kind(one),
        name=candidate_name(view, one),
        many=_many(len(one.members)),
        by=say("sorting.from_computer"),
        lines=_lines(view, _typical_first(one)),
        by_model=say("sorting.named_by_model") if one.named_by_model else "",
        why=why_words(view, one),
        needs_name=not one.name and one.origin in {Origin.GROUPED, Origin.ONE_PERSON},
        can_accept=not out and one.origin is not Origin.NOTHING_SAID,
        can_put_back=out,
        splits=0 if out else splits_of(one.members, parts),
        unsure=len(one.members),
    )


def _left_over(view: View, key: str) -> Card | None:
    members = _members(view, key)
    if not members:
        return None
    return Card(
        handle=key,
        kind="rest",
        name=say("sorting.loose" if key == LOOSE else "sorting.in_none"),
        many=_many(len(members)),
        by=say("sorting.loose_how" if key == LOOSE else "sorting.in_none_how"),
        lines=_lines(view, members),
        is_group=False,
    )


def _members(view: View, handle: str) -> Sequence[str]:
    if handle == LOOSE:
        return [t.handle for t in view.texts if not t.themes and not t.is_read and not t.suggested]
    if handle == NO_THEME:
        return [t.handle for t in view.texts if not t.themes and t.is_read]
    for one in (*view.themes, *view.away):
        if one.id == handle:
            return one.members
    found = view.candidates.get(handle)
    return found.members if found is not None else ()


def _typical_first(one: CandidateView) -> list[str]:
    first = [one.typical] if one.typical else []
    return [*first, *(handle for handle in one.members if handle != one.typical)]


def _lines(view: View, handles: Iterable[str]) -> tuple[str, ...]:
    words = {text.handle: text.words for text in view.texts}
    return tuple(words[one] for one in list(handles)[:SHOWN] if one in words)


def _kind(one: CandidateView) -> str:
    kinds = {Origin.ONE_PERSON: "alone", Origin.NOTHING_SAID: "nothing"}
    return kinds.get(one.origin, "machine")


def _many(count: int) -> str:
    return say("sorting.count_one") if count == 1 else say("sorting.count", count=count)


def _mark(text: TextView, theme: str) -> str:
    if theme in text.by_machine:
        return say("sorting.by_computer")
    return say("sorting.read_by", name=text.read_by) if text.read_by else ""


def _quiet(text: TextView) -> str:
    return "" if text.quotable else say("sorting.not_quoted")


def _also(names: Sequence[str]) -> str:
    return say("sorting.also_in", names=", ".join(names)) if names else ""
