"""What was done to a board, in words; and what its themes and groups are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.services.themes.views import CandidateView, Line, View
from bot.texts import say
from surveys.themes.board import theme_made_by
from surveys.themes.candidate import Origin
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import (
    Accept,
    Confirm,
    ConfirmAll,
    Describe,
    Merge,
    Move,
    MoveAnswer,
    NewTheme,
    NotATheme,
    NotThese,
    OfferAgain,
    PutBack,
    Rename,
    Sort,
    Split,
    Struck,
    Tag,
    Undo,
    Untag,
)

MOST_NAMES = 2
"""Names that a line says one by one."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history, in words. ``entry`` is its number."""

    entry: int
    what: str
    line: Line


def candidate_name(view: View, one: CandidateView) -> str:
    """What a candidate is called as long as nobody named it."""
    if one.name:
        return one.name
    if one.origin is Origin.NOTHING_SAID:
        return say("sorting.nothing_said")
    if one.words and one.origin is not Origin.ONE_PERSON:
        return ", ".join(one.words)
    # No words to go by: its place among those like it, and never what somebody wrote.
    alike = [each.id for each in view.candidates.values() if each.origin is one.origin]
    number = alike.index(one.id) + 1
    return say(
        "sorting.group" if one.origin is Origin.GROUPED else "sorting.answer", number=number
    )


def theme_name(one: CandidateView) -> str:
    """What a theme is called that a group becomes unnamed: never what one person wrote."""
    if one.name or (one.words and one.origin is not Origin.ONE_PERSON):
        return one.name or ", ".join(one.words)
    return say("sorting.unnamed")


def why_words(view: View, one: CandidateView) -> str:
    """Why the machine put these together, in one plain sentence or two."""
    alone = len(one.members) == 1
    match one.origin:
        case Origin.CODEBOOK:
            line = next((t.description for t in view.codebook if t.name == one.name), "")
            near = say(f"sorting.why_codebook{'_one' if alone else ''}", name=one.name)
            return f"{near} “{line}”" if line else near
        case Origin.GROUPED if not alone:
            shared = say("sorting.why_words", words=", ".join(one.words)) if one.words else ""
            named = say("sorting.why_named") if one.named_by_model else ""
            return " ".join(filter(None, (say("sorting.why_grouped"), shared, named)))
        case Origin.ONE_PERSON | Origin.GROUPED:
            return say("sorting.why_alone")
        case Origin.NOTHING_SAID:
            return say(f"sorting.why_nothing{'_one' if alone else ''}")
        case _:
            assert_never(one.origin)


def tell(lines: Sequence[Line], view: View) -> list[Told]:
    """Every line of a history in words, with the names that things had then."""
    names: dict[str, str] = {one.id: candidate_name(view, one) for one in view.candidates.values()}
    told: list[Told] = []
    for line in lines:
        what = move_words(line.move, names, told)
        told.append(Told(line.entry, what, line))
        names |= _named(line, names)
    return told


def names_now(lines: Sequence[Line], view: View) -> dict[str, str]:
    """What every theme and candidate is called now, those that are no more as they were last."""
    names: dict[str, str] = {one.id: candidate_name(view, one) for one in view.candidates.values()}
    for line in lines:
        names |= _named(line, names)
    return names | {one.id: one.name for one in (*view.themes, *view.away)}


def move_words(move: Move[str], names: Mapping[str, str], told: Sequence[Told] = ()) -> str:
    """One move in words.

    Args:
        names: What themes and candidates are called.
        told: The lines before it, for an undo.
    """

    def name(one: str) -> str:
        return names.get(one) or say("sorting.no_name")

    match move:
        case Accept():
            return say("sorted.accept", name=move.name or name(move.candidate))
        case NotThese() | OfferAgain():
            key = "not_these" if isinstance(move, NotThese) else "offer_again"
            return say(f"sorted.{key}", name=name(move.candidate))
        case NewTheme() | Rename():
            key = "new" if isinstance(move, NewTheme) else "rename"
            return say(f"sorted.{key}", name=move.name)
        case Merge() | MoveAnswer():
            key, to = ("merge", move.into) if isinstance(move, Merge) else ("move", move.to)
            return say(f"sorted.{key}", name=name(move.theme), to=name(to))
        case Split():
            names_of = [part.name for part in move.parts]
            key = "split" if len(names_of) > 1 else "split_off"
            return say(f"sorted.{key}", name=name(move.theme), names=_listed(names_of))
        case Sort():
            names_of = sorted(name(one) for one in move.themes)
            return say("sorted.sort" if names_of else "sorted.sort_none", names=_listed(names_of))
        case Describe() | Tag() | Untag() | ConfirmAll() | NotATheme() | PutBack():
            return say(f"sorted.{_ABOUT_ONE[type(move)]}", name=name(move.theme))
        case Confirm() | Struck() | Undo():
            return _other_words(move, told)
        case _:
            assert_never(move)


def _other_words(move: Confirm[str] | Struck | Undo, told: Sequence[Told]) -> str:
    if isinstance(move, Undo):
        what = next((one.what for one in told if one.entry == move.entry), "…")
        return say("sorted.undo", what=what)
    return say("sorted.confirm" if isinstance(move, Confirm) else "sorted.struck")


def _listed(names: Sequence[str]) -> str:
    some = ", ".join(f"“{one}”" for one in names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    return say("sorted.and_more", what=some, count=left) if left > 0 else some


_ABOUT_ONE = {
    Describe: "describe",
    Tag: "tag",
    Untag: "untag",
    ConfirmAll: "confirm_all",
    NotATheme: "not_a_theme",
    PutBack: "put_back",
}


_ON_THE_WAY = (Accept, PutBack, NewTheme)
"""Moves that a press makes for the sake of another, if it makes one."""


def press_words(told: Sequence[Told], entries: Sequence[int]) -> str:
    """What one press did: its last and largest step, and how many more there were."""
    made = [one for one in told if one.entry in entries]
    largest = [
        one for one in made if not isinstance(one.line.move, Accept | PutBack | NewTheme)
    ] or made
    if not largest:
        return ""
    # An undo takes back the last step first: that is the one to name.
    what = largest[0 if isinstance(largest[0].line.move, Undo) else -1].what
    if len(largest) > 1:
        what = say("sorted.and_more", what=what, count=len(largest) - 1)
    return what[:1].upper() + what[1:] + "."


def others_words(told: Sequence[Told], seen: int, own: str) -> str:
    """What others did after a version, in a line; "" for nothing.

    Args:
        own: First name of whoever reads it.
    """
    theirs = [one for one in told if one.entry > seen >= 0 and one.line.by != own]
    if not theirs:
        return ""
    what = press_words(theirs, [one.entry for one in theirs])
    return say("sorting.also_meanwhile", name=theirs[-1].line.by, what=what)


def merged_into(theme: ThemeId, lines: Sequence[Line], view: View) -> ThemeId:
    """The theme that somebody means who knew one that was merged since."""
    here = {one.id for one in (*view.themes, *view.away)}
    for _ in lines:
        if theme in here:
            break
        last = next(
            (
                line.move
                for line in reversed(lines)
                if isinstance(line.move, Merge) and line.move.theme == theme
            ),
            None,
        )
        if last is None:
            break
        theme = last.into
    return theme


def _named(line: Line, names: Mapping[str, str]) -> dict[str, str]:
    """The names that a line gave."""
    match line.move:
        case Accept(candidate=candidate, name=name):
            return {theme_made_by(line.entry): name or names.get(candidate, "")}
        case NewTheme(name=name):
            return {theme_made_by(line.entry): name}
        case Rename(theme=theme, name=name):
            return {theme: name}
        case Split(parts=parts):
            numbered = enumerate(parts, start=1)
            return {theme_made_by(line.entry, number): part.name for number, part in numbered}
        case _:
            return {}
