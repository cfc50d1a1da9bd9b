"""Playing moves: a log into a board, and one more move onto it, if nobody was there before.

A move says which version of the board its maker saw. It is played only if nothing that it is
about was changed since; else it is handed back, with who changed what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from surveys.ids import AnswerId
from surveys.themes.board import (
    Board,
    BoardTheme,
    Changes,
    Content,
    Effect,
    Entry,
    Of,
    Sorted,
    Standing,
    Suggested,
    Thing,
    remaining,
)
from surveys.themes.codebook import ThemeId
from surveys.themes.effects import changes_of
from surveys.themes.moves import (
    AboutOne,
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
    answers_of,
)

LONGEST_NAME = 60
"""Most characters of a theme's name."""
LONGEST_LINE = 160
"""Most characters of the line that says what belongs in it, and of a reason."""


class Refusal(StrEnum):
    """Why a move was not played, whoever was there before."""

    UNKNOWN = "unknown"
    """There is no such theme, answer, candidate or entry."""
    NOT_NOW = "not_now"
    """What it is about stands otherwise: put away, merged, accepted already."""
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    TAKEN = "taken"
    """Another theme of this board has that name, or is that theme of the codebook."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody changed what a move is about since its maker saw it.

    Args:
        by: The numbers of the entries that did, oldest first.
    """

    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """A move that is on the board. ``entry`` is its number: the newest, or, where the same
    person made the same move a moment ago and it stands, that one's."""

    board: Board
    entry: int


def fold(
    candidates: Iterable[Suggested], answers: Iterable[AnswerId], entries: Iterable[Entry] = ()
) -> Board:
    """The board after a log.

    Args:
        candidates: The suggestion; none where there is none.
        answers: Those that are there now. What the log says of others is left out.
        entries: The log, oldest first.
    """
    there = sorted(answers)
    contents: dict[Thing, Content] = {(Of.ANSWER, aid): Sorted() for aid in there}
    versions: dict[Thing, int] = {}
    played: list[Entry] = []
    effects: list[Effect] = []
    board = Board(remaining(candidates, there), contents, versions, played, effects)
    for entry in entries:
        effect = _effect(board, changes_of(board, entry.by, entry.move))
        _apply(contents, versions, effect, len(played) + 1)
        played.append(entry)
        effects.append(effect)
    return replace(board, entries=tuple(played), effects=tuple(effects))


def attempt(board: Board, entry: Entry, seen: int) -> Played | Overtaken | Refusal:
    """Make a move, if nothing that it is about was changed since its maker saw the board.

    Args:
        board: As it is now.
        entry: The move.
        seen: The version of the board that its maker saw.
    """
    move = entry.move
    if not 0 <= seen <= board.version:
        return Refusal.UNKNOWN
    before = _made_already(board, entry, seen)
    if before is not None:
        return Played(board, before)
    newer = [thing for thing in watched(board, move) if board.newest(thing) > seen]
    by_others = [n for n in _changed_by(board, newer, seen) if board.entries[n - 1].by != entry.by]
    if by_others:
        return Overtaken(tuple(by_others))
    trouble = _trouble(board, move)
    if trouble is not None:
        return trouble
    changes = changes_of(board, entry.by, move)
    if isinstance(move, Undo):
        in_the_way = _in_the_way(board, move, changes)
        if in_the_way:
            return Overtaken(_changed_by(board, in_the_way, move.entry))
    if _two_alike(board, changes):
        return Refusal.TAKEN
    effect, number = _effect(board, changes), board.version + 1
    contents, versions = dict(board.contents), dict(board.versions)
    _apply(contents, versions, effect, number)
    after = replace(
        board,
        contents=contents,
        versions=versions,
        entries=(*board.entries, entry),
        effects=(*board.effects, effect),
    )
    return Played(after, number)


def watched(board: Board, move: Move[AnswerId]) -> frozenset[Thing]:
    """Everything whoever makes a move has to have seen as it is now."""
    match move:
        case Accept() | NotThese() | OfferAgain():
            return frozenset({(Of.CANDIDATE, move.candidate)})
        case Tag() | Untag() | MoveAnswer() | Sort() | Confirm():
            themes = _named(move) | board.themes_of(move.answer)
            return frozenset({(Of.ANSWER, move.answer), *((Of.THEME, t) for t in themes)})
        case NewTheme():
            answers = ((Of.ANSWER, aid) for aid in move.answers)
            theirs = {t for aid in move.answers for t in board.themes_of(aid)}
            return frozenset({*answers, *((Of.THEME, t) for t in theirs)})
        case Rename() | Describe() | PutBack():
            return frozenset({(Of.THEME, move.theme)})
        case Merge():
            return _whole(move.theme) | {(Of.THEME, move.into)}
        case Split() | ConfirmAll() | NotATheme():
            return _whole(move.theme)
        case Undo():
            known = 0 < move.entry <= board.version
            return frozenset(board.effects[move.entry - 1].before) if known else frozenset()
        case Struck():
            return frozenset()
        case _:
            assert_never(move)


def _named(move: AboutOne[AnswerId]) -> frozenset[ThemeId]:
    match move:
        case Tag() | Untag():
            return frozenset({move.theme})
        case MoveAnswer():
            return frozenset({move.theme, move.to})
        case Sort():
            return move.themes
        case Confirm():
            return frozenset()
        case _:
            assert_never(move)


def _whole(theme: ThemeId) -> frozenset[Thing]:
    return frozenset({(Of.THEME, theme), (Of.MEMBERS, theme)})


def _made_already(board: Board, entry: Entry, seen: int) -> int | None:
    """The number of the same move by the same person, made since and standing: a second tap."""
    for number in range(board.version, seen, -1):
        made = board.entries[number - 1]
        if (made.by, made.move) == (entry.by, entry.move):
            after = board.effects[number - 1].after
            stands = all(board.contents.get(thing) == one for thing, one in after.items())
            return number if stands else None
    return None


def _changed_by(board: Board, things: Iterable[Thing], since: int) -> tuple[int, ...]:
    wanted = frozenset(things)
    return tuple(
        number
        for number in range(since + 1, board.version + 1)
        if board.effects[number - 1].touched & wanted
    )


def _trouble(board: Board, move: Move[AnswerId]) -> Refusal | None:
    if any(board.answer(aid) is None for aid in answers_of(move)):
        return Refusal.UNKNOWN
    match move:
        case Accept() | NotThese() | OfferAgain():
            return _candidate_trouble(board, move)
        case NewTheme():
            return _name_trouble(move.name, move.description)
        case Rename() | Describe() | ConfirmAll() | NotATheme() | PutBack() | Merge():
            return _whole_trouble(board, move)
        case Split():
            return _split_trouble(board, move)
        case Tag() | Untag() | MoveAnswer() | Sort() | Confirm():
            return _sorting_trouble(board, move)
        case Undo():
            known = 0 < move.entry <= board.version
            return None if known else Refusal.UNKNOWN
        case Struck():
            return Refusal.UNKNOWN
        case _:
            assert_never(move)


def _whole_trouble(
    board: Board, move: Rename | Describe | ConfirmAll | NotATheme | PutBack | Merge
) -> Refusal | None:
    wanted = Standing.AWAY if isinstance(move, PutBack) else Standing.HERE
    trouble = _theme_trouble(board, move.theme, wanted)
    if trouble is not None:
        return trouble
    match move:
        case Rename():
            return _name_trouble(move.name)
        case Describe():
            return Refusal.TOO_LONG if len(move.description) > LONGEST_LINE else None
        case Merge():
            same = move.theme == move.into
            return Refusal.NOT_NOW if same else _theme_trouble(board, move.into)
        case ConfirmAll() | NotATheme() | PutBack():
            return None
        case _:
            assert_never(move)


def _candidate_trouble(board: Board, move: Accept | NotThese | OfferAgain) -> Refusal | None:
    found = board.candidates.get(move.candidate)
    if found is None or not found.members:
        return Refusal.UNKNOWN
    wanted = Standing.AWAY if isinstance(move, OfferAgain) else Standing.OFFERED
    if board.standing(move.candidate) is not wanted:
        return Refusal.NOT_NOW
    if isinstance(move, Accept):
        return _name_trouble(move.name or found.name, move.description)
    return None


def _theme_trouble(
    board: Board, theme: ThemeId, wanted: Standing = Standing.HERE
) -> Refusal | None:
    found = board.theme(theme)
    if found is None:
        return Refusal.UNKNOWN
    return None if found.standing is wanted else Refusal.NOT_NOW


def _name_trouble(name: str, description: str = "") -> Refusal | None:
    if not name:
        return Refusal.NO_NAME
    long = len(name) > LONGEST_NAME or len(description) > LONGEST_LINE
    return Refusal.TOO_LONG if long else None


def _split_trouble(board: Board, move: Split[AnswerId]) -> Refusal | None:
    trouble = _theme_trouble(board, move.theme)
    if trouble is not None:
        return trouble
    here, named = board.members(move.theme), answers_of(move)
    empty = not move.parts or not all(part.answers for part in move.parts)
    if empty or not named <= here or (move.over and named != here):
        return Refusal.NOT_NOW
    return next((t for part in move.parts if (t := _name_trouble(part.name))), None)


def _sorting_trouble(board: Board, move: AboutOne[AnswerId]) -> Refusal | None:
    troubles = (_theme_trouble(board, theme) for theme in sorted(_named(move)))
    trouble = next((one for one in troubles if one is not None), None)
    if trouble is not None or not isinstance(move, Untag | MoveAnswer):
        return trouble
    nowhere = isinstance(move, MoveAnswer) and move.to == move.theme
    inside = move.theme in board.themes_of(move.answer)
    return None if inside and not nowhere else Refusal.NOT_NOW


def _in_the_way(board: Board, move: Undo, changes: Changes) -> set[Thing]:
    """What an undo would undo besides: things that were changed since, and answers that would be
    left in a theme that is no more."""
    effect = board.effects[move.entry - 1]
    found = {thing for thing, one in effect.after.items() if board.contents.get(thing) != one}
    after = {**board.contents, **changes}
    gone = {
        str(thing[1])
        for thing in changes.keys() | board.contents.keys()
        if thing[0] is Of.THEME and not _holds(after.get(thing))
    }
    for thing, content in after.items():
        if isinstance(content, Sorted):
            missing = {t for t in content.tags if t in gone or (Of.THEME, t) not in after}
            for theme in missing:
                found |= {(Of.THEME, theme), (Of.MEMBERS, theme), thing}
    return found


def _holds(theme: Content | None) -> bool:
    """Whether answers may be in a theme."""
    return isinstance(theme, BoardTheme) and theme.standing in {Standing.HERE, Standing.AWAY}


def _two_alike(board: Board, changes: Changes) -> bool:
    """Whether two themes of the board would have one name, or be one theme of the codebook."""
    fresh = {
        thing
        for thing, new in changes.items()
        if isinstance(new, BoardTheme)
        and new.standing is Standing.HERE
        and _called(board.contents.get(thing)) != _called(new)
    }
    if not fresh:
        return False
    here = [
        (thing, one)
        for thing, one in {**board.contents, **changes}.items()
        if isinstance(one, BoardTheme) and one.standing is Standing.HERE
    ]
    names = [one.name.casefold() for _, one in here]
    books = [one.codebook for _, one in here if one.codebook is not None]
    return len(set(names)) < len(names) or len(set(books)) < len(books)


def _called(content: Content | None) -> tuple[str, Standing] | None:
    return (content.name, content.standing) if isinstance(content, BoardTheme) else None


def _effect(board: Board, changes: Changes) -> Effect:
    before = {
        thing: board.contents.get(thing)
        for thing, new in changes.items()
        if board.contents.get(thing) != new
    }
    after = {thing: changes[thing] for thing in before}
    return Effect(before, after, frozenset(before) | _members(before, after))


def _members(
    before: Mapping[Thing, Content | None], after: Mapping[Thing, Content | None]
) -> set[Thing]:
    """The themes into which an answer came, or out of which one went, by their members."""
    changed: set[ThemeId] = set()
    for thing, old in before.items():
        new = after[thing]
        was = old.tags.keys() if isinstance(old, Sorted) else frozenset[ThemeId]()
        changed |= was ^ (new.tags.keys() if isinstance(new, Sorted) else frozenset[ThemeId]())
    return {(Of.MEMBERS, theme) for theme in changed}


def _apply(
    contents: dict[Thing, Content], versions: dict[Thing, int], effect: Effect, number: int
) -> None:
    for thing, new in effect.after.items():
        if new is None:
            contents.pop(thing, None)
        else:
            contents[thing] = new
    versions.update(dict.fromkeys(effect.touched, number))
