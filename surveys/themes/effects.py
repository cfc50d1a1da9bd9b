"""What each move changes on a board: the things that are otherwise afterwards, and only those.

Nothing here refuses: a log is played as it was kept, also after answers of it were taken back.
What may be done is judged before, by ``playing``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from surveys.ids import AnswerId, ParticipantId
from surveys.themes.board import (
    Board,
    BoardTheme,
    Changes,
    Content,
    Of,
    Sorted,
    Standing,
    Thing,
    theme_made_by,
)
from surveys.themes.codebook import ThemeId
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
)


def changes_of(  # noqa: C901 one case a move
    board: Board, by: ParticipantId, move: Move[AnswerId]
) -> Changes:
    """What the next entry of a board changes. Things that stay as they are may be among it."""
    match move:
        case Tag() | Untag() | MoveAnswer() | Sort() | Confirm():
            return _sorting_one(board, by, move)
        case NewTheme():
            return _made(board, by, move)
        case Accept():
            return _accepted(board, by, move)
        case Merge():
            return _merged(board, move)
        case Split():
            return _split(board, by, move)
        case ConfirmAll():
            return _confirmed(board, by, move.theme)
        case Rename() | Describe() | NotATheme() | PutBack():
            return _theme_changed(board, move)
        case NotThese() | OfferAgain():
            away = isinstance(move, NotThese)
            standing = Standing.AWAY if away else Standing.OFFERED
            return {(Of.CANDIDATE, move.candidate): standing}
        case Undo(entry):
            return _undone(board, entry)
        case Struck():
            return {}
        case _:
            assert_never(move)


def _sorting_one(
    board: Board,
    by: ParticipantId,
    move: AboutOne[AnswerId],
) -> Changes:
    placed = board.answer(move.answer)
    if placed is None:
        return {}
    tags = dict(placed.tags)
    match move:
        case Tag():
            tags[move.theme] = by
        case Untag():
            tags.pop(move.theme, None)
        case MoveAnswer():
            tags.pop(move.theme, None)
            tags[move.to] = by
        case Sort():
            tags = {t: who for t, who in tags.items() if t in move.themes or not board.is_here(t)}
            tags |= dict.fromkeys(move.themes - tags.keys(), by)
        case Confirm():
            pass
        case _:
            assert_never(move)
    return {(Of.ANSWER, move.answer): Sorted(_stood(board, tags, by), by)}


def _stood(
    board: Board, tags: dict[ThemeId, ParticipantId | None], by: ParticipantId
) -> dict[ThemeId, ParticipantId | None]:
    """The same themes, with somebody behind each that is on the board."""
    return {t: by if who is None and board.is_here(t) else who for t, who in tags.items()}


def _made(board: Board, by: ParticipantId, move: NewTheme[AnswerId]) -> Changes:
    theme = theme_made_by(board.version + 1)
    made = BoardTheme(move.name, move.description, Standing.HERE, by, codebook=move.codebook)
    changes: dict[Thing, Content | None] = {(Of.THEME, theme): made}
    for aid in move.answers:
        if (placed := board.answer(aid)) is not None:
            tags = _stood(board, dict(placed.tags), by) | {theme: by}
            changes[Of.ANSWER, aid] = Sorted(tags, by)
    return changes


def _accepted(board: Board, by: ParticipantId, move: Accept) -> Changes:
    """What nobody read goes along, as the machine's; what somebody sorted stays."""
    theme, found = theme_made_by(board.version + 1), board.candidates.get(move.candidate)
    name = move.name or (found.name if found else "")
    codebook = found.theme if found else None
    made = BoardTheme(name, move.description, Standing.HERE, by, move.candidate, codebook)
    changes: dict[Thing, Content | None] = {
        (Of.THEME, theme): made,
        (Of.CANDIDATE, move.candidate): Standing.HERE,
    }
    for aid in found.members if found else ():
        placed = board.answer(aid)
        if placed is not None and placed.read_by is None:
            changes[Of.ANSWER, aid] = Sorted({**placed.tags, theme: None})
    return changes


def _merged(board: Board, move: Merge) -> Changes:
    old = board.theme(move.theme)
    if old is None:
        return {}
    changes: dict[Thing, Content | None] = {
        (Of.THEME, move.theme): replace(old, standing=Standing.MERGED, into=(move.into,))
    }
    answers = board.answers
    for aid in board.members(move.theme):
        placed = answers[aid]
        tags = {t: who for t, who in placed.tags.items() if t != move.theme}
        tags[move.into] = tags.get(move.into) or placed.tags[move.theme]
        changes[Of.ANSWER, aid] = replace(placed, tags=tags)
    return changes


def _split(board: Board, by: ParticipantId, move: Split[AnswerId]) -> Changes:
    old = board.theme(move.theme)
    if old is None:
        return {}
    answers, here = board.answers, board.members(move.theme)
    parted: dict[AnswerId, dict[ThemeId, ParticipantId | None]] = {}
    changes: dict[Thing, Content | None] = {}
    for number, part in enumerate(move.parts, start=1):
        theme = theme_made_by(board.version + 1, number)
        who = None if part.candidate is not None else by
        changes[Of.THEME, theme] = BoardTheme(part.name, "", Standing.HERE, by, part.candidate)
        for aid in part.answers & here:
            parted.setdefault(aid, {})[theme] = who
    into = tuple(theme_made_by(board.version + 1, n) for n in range(1, len(move.parts) + 1))
    if move.over:
        changes[Of.THEME, move.theme] = replace(old, standing=Standing.SPLIT, into=into)
    for aid, new in parted.items():
        tags = {t: who for t, who in answers[aid].tags.items() if t != move.theme}
        changes[Of.ANSWER, aid] = replace(answers[aid], tags=tags | new)
    return changes


def _confirmed(board: Board, by: ParticipantId, theme: ThemeId) -> Changes:
    answers = board.answers
    return {
        (Of.ANSWER, aid): replace(answers[aid], tags={**answers[aid].tags, theme: by})
        for aid in board.members(theme)
        if answers[aid].tags[theme] is None
    }


def _theme_changed(board: Board, move: Rename | Describe | NotATheme | PutBack) -> Changes:
    old = board.theme(move.theme)
    if old is None:
        return {}
    match move:
        case Rename():
            new = replace(old, name=move.name)
        case Describe():
            new = replace(old, description=move.description)
        case NotATheme():
            new = replace(old, standing=Standing.AWAY)
        case PutBack():
            new = replace(old, standing=Standing.HERE)
        case _:
            assert_never(move)
    return {(Of.THEME, move.theme): new}


def _undone(board: Board, entry: int) -> Changes:
    """Everything as it was before an entry, without what is gone since."""
    if not 0 < entry <= board.version:
        return {}
    return {
        thing: content
        for thing, content in board.effects[entry - 1].before.items()
        if thing[0] is not Of.ANSWER or thing in board.contents
    }
