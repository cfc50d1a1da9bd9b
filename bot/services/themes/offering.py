"""What two coders are offered, what the machine makes of it, and what goes back onto the board."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from surveys.ids import AnswerId, ParticipantId
from surveys.themes.agreement import Coding
from surveys.themes.board import Board, Entry, Standing, theme_made_by
from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.moves import Move, NewTheme, Sort
from surveys.themes.playing import Played, attempt


def offered(board: Board, codebook: Codebook) -> tuple[Theme, ...]:
    """The themes that people made of a question, or the codebook's where they made none."""
    here = tuple(
        Theme(tid, one.name, one.description)
        for tid, one in board.themes.items()
        if one.standing is Standing.HERE
    )
    return here or codebook.themes


def all_themes(first: Sequence[Theme], board: Board) -> tuple[Theme, ...]:
    """What was offered, and what the board has besides by now."""
    known = {theme.id for theme in first} | {on_board(board, theme.id) for theme in first}
    more = (
        Theme(tid, one.name, one.description)
        for tid, one in board.themes.items()
        if one.standing is Standing.HERE and tid not in known
    )
    return (*first, *more)


def machines(board: Board, themes: Collection[ThemeId], answers: Collection[AnswerId]) -> Coding:
    """What the machine put answers in, of these themes: by its own candidates, whatever people
    did to them afterwards. A theme that no candidate stands behind has none of the answers.
    """
    found: dict[AnswerId, set[ThemeId]] = {aid: set() for aid in answers}
    for theme in themes:
        sources, books = _sources(board, theme)
        for candidate in board.candidates.values():
            if candidate.id in sources or candidate.theme in books:
                for aid in found.keys() & set(candidate.members):
                    found[aid].add(theme)
    return {aid: frozenset(inside) for aid, inside in found.items()}


def has_machine(board: Board, themes: Collection[ThemeId]) -> bool:
    """Whether a candidate of the machine's stands behind any of these themes."""
    return any(
        one.id in sources or one.theme in books
        for sources, books in (_sources(board, theme) for theme in themes)
        for one in board.candidates.values()
    )


def on_board(board: Board, theme: ThemeId) -> ThemeId | None:
    """What a theme that was offered is on the board now: itself, what it was merged into, or the
    board's theme for that theme of the codebook. None where it is not on it.
    """
    seen: set[ThemeId] = set()
    while theme not in seen:
        seen.add(theme)
        if board.is_here(theme):
            return theme
        found = board.theme(theme)
        if found is not None and found.standing is Standing.MERGED and len(found.into) == 1:
            theme = found.into[0]
            continue
        return next(
            (
                tid
                for tid, one in board.themes.items()
                if one.codebook == theme and board.is_here(tid)
            ),
            None,
        )
    return None


@dataclass(slots=True)
class Feeding:
    """What goes onto a board: moves by one person, with a reason, each on the board after it."""

    board: Board
    by: ParticipantId
    at: datetime
    reason: str
    entries: list[tuple[int, Entry]] = field(default_factory=list)

    def put(
        self, answer: AnswerId, themes: frozenset[ThemeId], first: Sequence[Theme], fresh: str = ""
    ) -> frozenset[ThemeId] | None:
        """Put an answer in these themes; in others that were not offered it stays.

        Args:
            themes: By the names under which they were offered, or the board's own.
            first: What was offered.
            fresh: The name of a theme that is not there yet; mostly empty.

        Returns:
            What it is in, the fresh one among it; None where that name is taken.
        """
        named = {theme.id: theme for theme in first}
        wanted = set(themes)
        inside = {
            place
            for theme in sorted(themes)
            if (place := on_board(self.board, theme) or self._make(named.get(theme))) is not None
        }
        if fresh:
            made = self._play(NewTheme(fresh))
            if made is None:
                return None
            wanted.add(theme_made_by(made))
            inside.add(theme_made_by(made))
        judged = {on_board(self.board, theme) for theme in named}
        stays = self.board.themes_of(answer) - judged
        if self.board.themes_of(answer) != stays | inside or not self.board.is_read(answer):
            self._play(Sort(answer, frozenset(stays | inside)))
        return frozenset(wanted)

    def _make(self, theme: Theme | None) -> ThemeId | None:
        """A theme of the codebook that nobody used on this board yet; put away stays put away."""
        if theme is None or self.board.theme(theme.id) is not None:
            return None
        # Its line stays in the codebook: it says what anybody may have said, not what was.
        made = self._play(NewTheme(theme.name, codebook=theme.id))
        return None if made is None else theme_made_by(made)

    def _play(self, move: Move[AnswerId]) -> int | None:
        entry = Entry(self.by, self.at, move, self.reason)
        played = attempt(self.board, entry, self.board.version)
        if not isinstance(played, Played):
            return None
        self.board = played.board
        self.entries.append((played.entry, entry))
        return played.entry


def _sources(board: Board, theme: ThemeId) -> tuple[set[str], set[ThemeId]]:
    """The candidates, and the themes of the codebook, that became a theme of the board: its own
    and those of what was merged into it."""
    became = [
        one
        for tid, one in board.themes.items()
        if tid == theme or (one.standing is Standing.MERGED and theme in one.into)
    ]
    books = {one.codebook for one in became if one.codebook is not None}
    if board.theme(theme) is None:
        books.add(theme)
    return {one.candidate for one in became if one.candidate is not None}, books
