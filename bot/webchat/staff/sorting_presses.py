"""What each button of the sorting pages does: a press becomes moves, and says where to go on.

A press looks at how things stand and does what is left of it to do: done once more after
somebody was faster, it repeats nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.services.themes.views import ThemeView, View
from bot.webchat.staff.sorting_hand import Hand, Slip
from bot.webchat.staff.sorting_words import theme_name
from surveys.themes.candidate import Origin
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import (
    Accept,
    ConfirmAll,
    Describe,
    Merge,
    Move,
    MoveAnswer,
    NotATheme,
    NotThese,
    OfferAgain,
    Part,
    PutBack,
    Rename,
    Sort,
    Split,
    Tag,
    Undo,
    Untag,
)

NONE = "-"
"""What a form sends for "in no theme"."""
TOGETHER = 2
"""Fewest answers that become a theme of their own where one is split."""
MOST = 400
"""Most values of one field that are looked at."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form said: one value of a field, or all of them."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """The first value, without blanks that mean nothing."""
        return " ".join((self.all(name) or ("",))[0].split())

    def all(self, name: str) -> tuple[str, ...]:
        """Every value."""
        return tuple(self.fields.get(name, ()))[:MOST]


Press = Callable[[Hand, Sent], Awaitable[str]]
"""Does it, and says which group to go on at; "" for where they were.

Raises: ``Stopped``, ``Slip``, ``SlotOver``."""


async def tag(hand: Hand, sent: Sent) -> str:
    """The ticked themes are what an answer is about, and no others."""
    handle, ticked, fresh = sent.one("answer"), sent.all("theme"), sent.one("fresh")
    if not ticked and not fresh:
        raise Slip("too_little")
    hand.text(handle)
    wanted = [await hand.theme(one) for one in ticked if one != NONE]
    if fresh:
        wanted.append(await hand.named(fresh))
    now = hand.text(handle)
    if not now.is_read or set(now.themes) != set(wanted):
        await hand.make(Sort(handle, frozenset(wanted)))
    return ""


async def later(hand: Hand, sent: Sent) -> str:
    """An answer is put off: the others come first."""
    hand.sitting.put_off.add(hand.text(sent.one("answer")).handle)
    return ""


async def accept(hand: Hand, sent: Sent) -> str:
    """A group becomes a theme."""
    value = sent.one("accept")
    name = sent.one(f"name-{value}")
    on = _next_after(hand, [value])
    offered = hand.offered(value)
    if offered is not None and offered.origin is Origin.ONE_PERSON and not name:
        raise Slip("name_needed")
    if name and offered is not None:
        theme = theme_at(hand, await hand.make(Accept(value, name)))
    else:
        theme = await hand.theme(value)
    return theme if sent.one("here") else on or theme


async def put_back(hand: Hand, sent: Sent) -> str:
    """What was no theme is one again, or is offered again."""
    value = sent.one("put_back")
    if any(one.id == value for one in hand.view.away):
        await hand.make(PutBack(ThemeId(value)))
    elif any(one.id == value for one in hand.view.declined):
        await hand.make(OfferAgain(value))
    elif value not in hand.view.candidates and hand.find(value) is None:
        raise Slip("gone")
    return value


async def merge(hand: Hand, sent: Sent) -> str:
    """The picked groups become one theme: the first of them that people named, or the first."""
    picked = list(dict.fromkeys(sent.all("group")))
    if len(picked) < 2:
        raise Slip("pick_two")
    on = _next_after(hand, picked)
    named = [one for one in picked if hand.find(one) is not None]
    named += [one for one in picked if one not in named and _codebook_name(hand, one)]
    first = (named or picked)[0]
    into = await hand.theme(first)
    for one in picked:
        theme = await hand.theme(one)
        if theme != into:
            await hand.make(Merge(theme, into))
    return into if hand.find(first) is not None and first in named else on or into


async def drop(hand: Hand, sent: Sent) -> str:
    """The picked groups are no themes."""
    picked = list(dict.fromkeys(sent.all("group")))
    if not picked:
        raise Slip("pick_one")
    on = _next_after(hand, picked)
    for one in picked:
        await _drop(hand, one)
    return on


async def drop_here(hand: Hand, sent: Sent) -> str:
    """The group that is looked at is no theme."""
    value = sent.one("here")
    on = _next_after(hand, [value])
    await _drop(hand, value)
    return on


async def split(hand: Hand, sent: Sent) -> str:
    """A group falls into the smaller ones that the machine saw inside."""
    value = sent.one("here")
    offered = hand.offered(value)
    if offered is not None and not splits_of(offered.members, parts_inside(hand.view, value)):
        raise Slip("no_parts")
    theme = hand.find(await hand.theme(value))
    if theme is None:
        raise Slip("gone")
    parts = parts_of(hand, theme)
    if not parts:
        raise Slip("no_parts")
    await hand.make(Split(theme.id, parts))
    return next((one.id for one in hand.view.themes if one.candidate == parts[0].candidate), "")


async def rename(hand: Hand, sent: Sent) -> str:
    """A group has a name, and a line that says what belongs in it."""
    value, name, about = sent.one("here"), sent.one("name"), sent.one("about")
    if not name:
        raise Slip("name_needed")
    if hand.offered(value) is not None:
        return theme_at(hand, await hand.make(Accept(value, name, about)))
    id_ = await hand.theme(value)
    theme = hand.find(id_)
    if theme is not None and theme.name != name:
        await hand.make(Rename(id_, name))
    if theme is not None and theme.description != about:
        await hand.make(Describe(id_, about))
    return id_


async def join(hand: Hand, sent: Sent) -> str:
    """The group that is looked at goes into another."""
    if not sent.one("with"):
        raise Slip("pick_two")
    into = await hand.theme(sent.one("with"))
    theme = await hand.theme(sent.one("here"))
    if theme != into:
        await hand.make(Merge(theme, into))
    return into


async def move(hand: Hand, sent: Sent) -> str:
    """The ticked answers go from the group that is looked at into another, or out of it."""
    here, answers = sent.one("here"), list(dict.fromkeys(sent.all("answer")))
    to, fresh = sent.one("to"), sent.one("fresh")
    if not answers or not (to or fresh):
        raise Slip("move_none")
    for handle in answers:
        hand.text(handle)
    theme = hand.find(here)
    if to == NONE and not fresh:
        return await _take_out(hand, theme, here, answers)
    if fresh and theme is not None and not _is_known(hand, fresh):
        inside = frozenset(answers) & frozenset(theme.members)
        if inside:
            await hand.make(Split(theme.id, (Part(fresh, inside),)))
        return here
    aim = await hand.named(fresh) if fresh else await hand.theme(to)
    for handle in answers:
        themes = hand.text(handle).themes
        if theme is not None and theme.id in themes and theme.id != aim:
            leaves: Move[str] = Untag(handle, theme.id)
            await hand.make(leaves if aim in themes else MoveAnswer(handle, theme.id, aim))
        elif aim not in themes:
            await hand.make(Tag(handle, aim))
    return here


async def confirm_all(hand: Hand, sent: Sent) -> str:
    """Everything in a theme belongs there: somebody looked through it."""
    id_ = await hand.theme(sent.one("here"))
    theme = hand.find(id_)
    if theme is not None and theme.by_machine:
        await hand.make(ConfirmAll(id_))
    return id_


async def undo(hand: Hand, sent: Sent) -> str:
    """What a press did is taken back, the last of it first."""
    said = sent.one("undo") or sent.one("undoes")
    numbers = [int(one) for one in said.split("-") if one.isdecimal()][:MOST]
    if not numbers:
        raise Slip("nothing_undone")
    for number in sorted(set(numbers), reverse=True):
        await hand.make(Undo(number))
    return sent.one("focus")


async def fewer(hand: Hand, sent: Sent) -> str:
    """Bigger groups, for this reader alone."""
    hand.sitting.depth = max(0, hand.sitting.depth - 1)
    return ""


async def more(hand: Hand, sent: Sent) -> str:
    """Smaller groups, for this reader alone."""
    hand.sitting.depth += 1 if hand.view.more else 0
    return ""


PRESSES: Mapping[str, Press] = {
    "tag": tag,
    "later": later,
    "merge": merge,
    "drop": drop,
    "drop_here": drop_here,
    "split": split,
    "rename": rename,
    "move": move,
    "confirm_all": confirm_all,
    "undo": undo,
    "fewer": fewer,
    "more": more,
}
"""By what a button called ``does`` sends."""


def parts_of(hand: Hand, theme: ThemeView) -> tuple[Part[str], ...]:
    """What a theme would fall into; nothing where that would be one part of all of it. What one
    person said alone stays where it is: it would have no name but their words.
    """
    left, parts, names = set(theme.members), [], set[str]()
    for one in theme.parts:
        candidate = hand.view.candidates[one]
        inside = frozenset(candidate.members) & left
        if len(inside) < TOGETHER:
            continue
        name = hand.free_name(theme_name(candidate))
        while name.casefold() in names:
            name = f"{name} 2"
        names.add(name.casefold())
        left -= inside
        parts.append(Part(name, inside, one))
    return tuple(parts) if len(parts) + bool(left) > 1 else ()


def parts_inside(view: View, candidate: str) -> list[Sequence[str]]:
    """What lies in each smaller group inside a candidate."""
    return [one.members for one in view.candidates.values() if one.parent == candidate]


def splits_of(members: Sequence[str], parts: Sequence[Sequence[str]]) -> int:
    """Into how many a group would fall; 0 where it would not."""
    left, count = set(members), 0
    for part in parts:
        inside = left.intersection(part)
        if len(inside) >= TOGETHER:
            left -= inside
            count += 1
    count += bool(left) and count > 0
    return count if count > 1 else 0


def theme_at(hand: Hand, entry: int) -> str:
    """The theme that an entry made."""
    return f"theme_{entry}" if hand.find(f"theme_{entry}") else ""


async def _drop(hand: Hand, value: str) -> None:
    if hand.offered(value) is not None:
        await hand.make(NotThese(value))
        return
    gone = {str(one.id) for one in hand.view.away} | {one.id for one in hand.view.declined}
    if value not in gone:
        theme = hand.find(value) or hand.find(await hand.theme(value))
        if theme is not None:
            await hand.make(NotATheme(theme.id))


async def _take_out(hand: Hand, theme: ThemeView | None, here: str, answers: Sequence[str]) -> str:
    for handle in answers:
        if theme is None:
            raise Slip("move_none")
        if theme.id in hand.text(handle).themes:
            await hand.make(Untag(handle, theme.id))
    return here


def _is_known(hand: Hand, name: str) -> bool:
    known = [*(one.name for one in hand.view.themes), *(one.name for one in hand.view.codebook)]
    return name.casefold() in {one.casefold() for one in known}


def _codebook_name(hand: Hand, value: str) -> str:
    candidate = hand.view.candidates.get(value)
    return candidate.name if candidate is not None else ""


def _next_after(hand: Hand, values: Sequence[str]) -> str:
    """The group below the first of these that is offered and not among them: nobody who decides
    on one group wants to be taken to the top of the page for it.
    """
    offered = [one.id for one in hand.view.offered]
    places = [offered.index(one) for one in values if one in offered]
    if not places:
        return ""
    after = [one for one in offered[min(places) :] if one not in values]
    before = [one for one in reversed(offered[: min(places)]) if one not in values]
    return (after or before or [""])[0]
