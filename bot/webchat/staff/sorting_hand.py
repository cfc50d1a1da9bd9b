"""A reader's hand on a board: one press is one or more moves, and stops where somebody was faster.

A press says which version its page showed. Between its own moves only others' changes count.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.services.themes import sorting
from bot.services.themes.sorting import Moved, Refused, Stale
from bot.services.themes.views import CandidateView, Line, TextView, ThemeView, View
from bot.services.world import World
from bot.webchat.staff.sorting_sitting import Sitting
from bot.webchat.staff.sorting_words import merged_into, theme_name
from surveys.ids import ParticipantId
from surveys.themes.board import theme_made_by
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import Accept, Move, MoveAnswer, NewTheme, OfferAgain, PutBack, Sort, Tag
from surveys.themes.playing import LONGEST_NAME

CODEBOOK = "k:"
"""What stands before the name of a theme of the codebook, where a form names one."""


class SlotOver(Exception):
    """The reader's time is over: nothing of the board is shown any more."""


class Stopped(Exception):
    """A move of a press was not made. ``outcome`` says why."""

    def __init__(self, outcome: Stale | Refused) -> None:
        super().__init__()
        self.outcome = outcome


class Slip(Exception):
    """A press that says too little, or what is not there. ``key`` of the text that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(slots=True)
class Hand:
    """What one press does.

    Args:
        seen: The version that its page showed.
        view: The board as it is now.
        made: The entries that this press made.
        met: Themes that somebody made meanwhile of what this press names by itself.
    """

    world: World
    pid: ParticipantId
    sitting: Sitting
    seen: int
    view: View
    made: list[int] = field(default_factory=list)
    met: set[ThemeId] = field(default_factory=set)

    async def make(self, move: Move[str]) -> int:
        """Make one move; what this very press did before does not count as somebody's, nor does
        what is no other meaning: the theme that was meant is there by now, or the machine's word
        on an answer stands as a theme's, behind which nobody is.

        Raises:
            Stopped: It was not made.
            SlotOver: Nor is anything shown.
        """
        outcome = await self._try(move, self.seen)
        if isinstance(outcome, Stale) and all(self._agrees(move, one) for one in outcome.changed):
            outcome = await self._try(move, max(one.entry for one in outcome.changed))
        if isinstance(outcome, Moved):
            self.made.append(outcome.entry)
            if outcome.view is None:
                raise SlotOver
            self.view = outcome.view
            return outcome.entry
        if outcome is None or outcome.view is None:
            raise SlotOver
        self.view = outcome.view
        raise Stopped(outcome)

    async def theme(self, value: str) -> ThemeId:
        """The theme that a form names: one that is there, or one that is made of a candidate or
        taken from the codebook by being named.

        Raises:
            Slip: There is none.
        """
        if value.startswith(CODEBOOK):
            return await self._of_codebook(value.removeprefix(CODEBOOK))
        candidate = self.view.candidates.get(value)
        if candidate is not None:
            return await self._of_candidate(candidate)
        theme = ThemeId(value)
        if theme not in {one.id for one in (*self.view.themes, *self.view.away)}:
            theme = merged_into(theme, await self._lines(), self.view)
        if any(one.id == theme for one in self.view.away):
            await self.make(PutBack(theme))
        elif self.find(theme) is None:
            raise Slip("gone")
        return theme

    async def named(self, name: str) -> ThemeId:
        """The theme of a name that somebody typed: one that has it already, or a new one."""
        for one in self.view.themes:
            if one.name.casefold() == name.casefold():
                return self._meet(one.id)
        for theme in self.view.codebook:
            if theme.name.casefold() == name.casefold():
                return await self._of_codebook(theme.id)
        return theme_made_by(await self.make(NewTheme[str](name)))

    def find(self, theme: str) -> ThemeView | None:
        """A theme of the board."""
        return next((one for one in self.view.themes if one.id == theme), None)

    def offered(self, candidate: str) -> CandidateView | None:
        """A candidate that nobody decided on, in whatever cut."""
        gone = {one.id for one in self.view.declined}
        taken = {one.candidate for one in (*self.view.themes, *self.view.away)}
        found = self.view.candidates.get(candidate)
        return None if found is None or candidate in gone | taken else found

    def text(self, handle: str) -> TextView:
        """One text.

        Raises:
            Slip: It is not there any more.
        """
        for one in self.view.texts:
            if one.handle == handle:
                return one
        raise Slip("gone")

    def free_name(self, wanted: str) -> str:
        """A name that no theme of the board has: the wanted one, or with a number after it."""
        names = {one.name.casefold() for one in self.view.themes}
        wanted = wanted[:LONGEST_NAME]
        tries = (wanted, *(f"{wanted[: LONGEST_NAME - 3]} {number}" for number in range(2, 99)))
        return next(one for one in tries if one.casefold() not in names)

    async def _of_codebook(self, key: str) -> ThemeId:
        for one in self.view.themes:
            if one.codebook == key:
                return self._meet(one.id)
        # One that the machine put something into is accepted: then it is there only once.
        for candidate in self.view.offered:
            if candidate.name and candidate.name in {
                theme.name for theme in self.view.codebook if theme.id == key
            }:
                return await self._of_candidate(candidate)
        for theme in self.view.codebook:
            if theme.id == key:
                move = NewTheme[str](theme.name, "", (), theme.id)
                return theme_made_by(await self.make(move))
        raise Slip("gone")

    async def _of_candidate(self, candidate: CandidateView) -> ThemeId:
        for one in self.view.themes:
            if one.candidate == candidate.id:
                return self._meet(one.id)
        for one in self.view.away:
            if one.candidate == candidate.id:
                await self.make(PutBack(one.id))
                return one.id
        if candidate.id in {one.id for one in self.view.declined}:
            await self.make(OfferAgain(candidate.id))
        elif candidate.id not in {one.id for one in self.view.offered}:
            lines = await self._lines()
            for line in lines:
                if isinstance(line.move, Accept) and line.move.candidate == candidate.id:
                    theme = merged_into(theme_made_by(line.entry), lines, self.view)
                    if self.find(theme) is not None:
                        return theme
        name = "" if candidate.name else self.free_name(theme_name(candidate))
        return theme_made_by(await self.make(Accept(candidate.id, name)))

    async def _lines(self) -> tuple[Line, ...]:
        return await sorting.history(self.world, self.pid, self.sitting.sorting) or ()

    def _meet(self, theme: ThemeId) -> ThemeId:
        self.met.add(theme)
        return theme

    def _agrees(self, move: Move[str], line: Line) -> bool:
        """Whether what somebody did stands in no way of a move."""
        if line.entry in self.made:
            return True
        if isinstance(move, Sort) and isinstance(line.move, Accept):
            return True
        puts = isinstance(move, Sort | Tag | MoveAnswer)
        return puts and theme_made_by(line.entry) in self.met

    async def _try(self, move: Move[str], seen: int) -> Moved | Stale | Refused | None:
        return await sorting.move(
            self.world, self.pid, self.sitting.sorting, move, seen, depth=self.sitting.depth
        )
