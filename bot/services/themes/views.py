"""What one reader sees of a board: in their own order, under names of their sitting only."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.themes.boards import Passed
from surveys.ids import AnswerId, ParticipantId
from surveys.themes.board import Board, BoardTheme, Standing, Suggested
from surveys.themes.candidate import Origin, Side
from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.labelling import WordCounts
from surveys.themes.moves import Move, naming

Labels = MutableMapping[tuple[AnswerId, ...], tuple[str, ...]]
"""Words that were found before, by the answers they are for."""


@dataclass(frozen=True, slots=True)
class TextView:
    """One text.

    Args:
        handle: Its name in this sitting.
        words: As it passed the human read.
        quotable: Whether these words may stand in a label, and later in a result.
        themes: Those of the board that it is in.
        by_machine: Of those, the ones that nobody stands behind yet.
        suggested: The offered candidates that it is in, by id.
        is_read: Whether somebody read it here, and stands behind each of its themes.
        read_by: Who sorted it last, by first name; empty: nobody.
    """

    handle: str
    words: str
    quotable: bool
    themes: tuple[ThemeId, ...]
    by_machine: frozenset[ThemeId]
    suggested: tuple[str, ...]
    is_read: bool
    read_by: str


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme.

    Args:
        id: Its name on this board.
        name: What people call it.
        description: What an answer in it says, as people wrote it here; may be empty.
        hint: What the codebook says belongs in it, for those who sort; empty where it is not
            from there. Never shown further: nobody here need have said any of it.
        members: The texts in it, in this reader's order.
        by_machine: Of those, the ones that nobody stands behind yet.
        by: Who made it a theme, by first name.
        candidate: The candidate it came from.
        parts: The smaller groups of that candidate with texts of this theme, by id: along these
            it can be split.
        codebook: The theme of the codebook that it is.
    """

    id: ThemeId
    name: str
    description: str
    hint: str
    members: tuple[str, ...]
    by_machine: frozenset[str]
    by: str
    candidate: str | None
    parts: tuple[str, ...]
    codebook: ThemeId | None


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One candidate: what the machine suggests, and why. Never shown outside the sorting.

    Args:
        id: Its name in the suggestion.
        origin: How it came to be.
        name: The codebook's name for it; empty where it was grouped.
        words: At most three that tell it from the rest, of texts that may be quoted.
        typical: The text nearest to its middle that may be quoted; None where none may.
        members: The texts in it, the nearest first.
        parent: The coarser candidate that it is a part of.
        side: The side its texts are on.
    """

    id: str
    origin: Origin
    name: str
    words: tuple[str, ...]
    typical: str | None
    members: tuple[str, ...]
    parent: str | None
    side: Side | None

    @property
    def named_by_model(self) -> bool:
        """Whether a language model gave its name: a codebook's groups have that of their theme."""
        return self.origin is Origin.GROUPED and bool(self.name)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a board's history.

    Args:
        entry: Its number.
        by: Who, by first name.
        at: When; aware.
        move: What they did. ``Struck``: to an answer that is not there any more.
        reason: Why, as they wrote it.
        stands: Whether everything is still as it left it: then it can be undone.
    """

    entry: int
    by: str
    at: datetime
    move: Move[str]
    reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class View:
    """A board as one reader sees it now.

    Args:
        question: What was asked.
        version: To be said with each move.
        texts: Every text, in this reader's order.
        themes: Those of the board, in the order they were made.
        away: Those that were put away.
        offered: The candidates nobody decided on, in the cut this reader looks at; none where
            so many were taken back since that there are too few.
        declined: The candidates that somebody said are no theme.
        codebook: Themes of the codebook that are not on the board.
        candidates: Every candidate by id, decided or not: the originals.
        fewer: Whether there is a coarser cut.
        more: Whether there is a finer one.
        few: There are too few texts for a suggestion: they are read together.
    """

    question: str
    version: int
    texts: tuple[TextView, ...]
    themes: tuple[ThemeView, ...]
    away: tuple[ThemeView, ...]
    offered: tuple[CandidateView, ...]
    declined: tuple[CandidateView, ...]
    codebook: tuple[Theme, ...]
    candidates: Mapping[str, CandidateView]
    fewer: bool
    more: bool
    few: bool

    @property
    def unsuggested(self) -> bool:
        """Whether the machine should have suggested something and could not."""
        return not self.few and not self.candidates

    @property
    def untagged(self) -> tuple[str, ...]:
        """The texts in no theme, whether somebody read them or not."""
        return tuple(one.handle for one in self.texts if not one.themes)

    @property
    def read(self) -> int:
        """How many texts somebody read and sorted. For those who read alone."""
        return sum(one.is_read for one in self.texts)

    @property
    def placed(self) -> int:
        """How many texts are in a theme, whoever put them there. For those who read alone."""
        return sum(bool(one.themes) for one in self.texts)

    @property
    def of(self) -> int:
        """How many texts there are. For those who read alone."""
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class Known:
    """What a view is made with, besides the board.

    Args:
        question: What was asked.
        texts: Its texts.
        handles: Each text's name in this sitting, in its order.
        nicks: First names of those who sort.
        codebook: The organisation's.
        labels: Words that were found before.
    """

    question: str
    texts: Mapping[AnswerId, Passed]
    handles: Mapping[AnswerId, str]
    nicks: Mapping[ParticipantId, str]
    codebook: Codebook
    labels: Labels


def view_of(board: Board, known: Known, *, depth: int, few: bool) -> View:
    """A board as somebody sees it who knows its texts by these names."""
    _label(board, known)
    offered = () if few else _offered(board, depth)
    candidates = {
        one.id: _candidate(one, known) for one in board.candidates.values() if one.members
    }
    used = {theme.codebook for theme in board.themes.values() if theme.standing is Standing.HERE}
    inside, suggested = _inside(board), _suggested(board, offered)
    deepest = max((_depth(board, one) for one in board.candidates), default=0)
    return View(
        question=known.question,
        version=board.version,
        texts=tuple(_text(board, known, aid, suggested.get(aid, ())) for aid in known.handles),
        themes=_themes(board, known, Standing.HERE, inside),
        away=_themes(board, known, Standing.AWAY, inside),
        offered=tuple(candidates[one] for one in offered),
        declined=tuple(
            candidates[one] for one in candidates if board.standing(one) is Standing.AWAY
        ),
        codebook=tuple(one for one in known.codebook.themes if one.id not in used),
        candidates=candidates,
        fewer=depth > 0 and deepest > 0,
        more=depth < deepest,
        few=few,
    )


def lines_of(board: Board, known: Known) -> tuple[Line, ...]:
    """A board's history, oldest first."""
    return tuple(line_of(board, known, number) for number in range(1, board.version + 1))


def line_of(board: Board, known: Known, number: int) -> Line:
    """One line of it."""
    entry, effect = board.entries[number - 1], board.effects[number - 1]
    return Line(
        number,
        known.nicks.get(entry.by, ""),
        entry.at,
        naming(entry.move, known.handles.get),
        entry.reason,
        bool(effect.after)
        and all(board.contents.get(thing) == one for thing, one in effect.after.items()),
    )


def _inside(board: Board) -> dict[ThemeId, set[AnswerId]]:
    found: dict[ThemeId, set[AnswerId]] = {}
    for aid, placed in board.answers.items():
        for theme in placed.tags:
            found.setdefault(theme, set()).add(aid)
    return found


def _suggested(board: Board, offered: tuple[str, ...]) -> dict[AnswerId, list[str]]:
    found: dict[AnswerId, list[str]] = {}
    for one in offered:
        for aid in board.candidates[one].members:
            found.setdefault(aid, []).append(one)
    return found


def _text(board: Board, known: Known, aid: AnswerId, suggested: Sequence[str]) -> TextView:
    placed = board.answer(aid)
    tags = {t: by for t, by in (placed.tags if placed else {}).items() if board.is_here(t)}
    by = placed.read_by if placed else None
    return TextView(
        handle=known.handles[aid],
        words=known.texts[aid].words,
        quotable=known.texts[aid].quotable,
        themes=tuple(tags),
        by_machine=frozenset(theme for theme, who in tags.items() if who is None),
        suggested=tuple(suggested),
        is_read=board.is_read(aid),
        read_by="" if by is None else known.nicks.get(by, ""),
    )


def _themes(
    board: Board, known: Known, standing: Standing, inside: Mapping[ThemeId, set[AnswerId]]
) -> tuple[ThemeView, ...]:
    return tuple(
        _theme(board, known, (id_, one), inside.get(id_, set()))
        for id_, one in board.themes.items()
        if one.standing is standing
    )


def _theme(
    board: Board, known: Known, theme: tuple[ThemeId, BoardTheme], inside: set[AnswerId]
) -> ThemeView:
    (id_, one), answers = theme, board.answers
    return ThemeView(
        id=id_,
        name=one.name,
        description=one.description,
        hint=next((t.description for t in known.codebook.themes if t.id == one.codebook), ""),
        members=tuple(handle for aid, handle in known.handles.items() if aid in inside),
        by_machine=frozenset(
            known.handles[aid] for aid in inside if answers[aid].tags[id_] is None
        ),
        by=known.nicks.get(one.by, ""),
        candidate=one.candidate,
        parts=tuple(
            part.id
            for part in board.candidates.values()
            if one.candidate is not None
            and part.parent == one.candidate
            and inside.intersection(part.members)
        ),
        codebook=one.codebook,
    )


def _candidate(one: Suggested, known: Known) -> CandidateView:
    main = [aid for aid in one.members if aid not in one.second]
    quotable = [aid for aid in main if known.texts[aid].quotable]
    return CandidateView(
        id=one.id,
        origin=one.origin,
        name=one.name,
        words=known.labels[one.members],
        typical=known.handles[quotable[0]] if quotable else None,
        members=tuple(known.handles[aid] for aid in one.members),
        parent=one.parent,
        side=one.side,
    )


def _label(board: Board, known: Known) -> None:
    """Find the words of every candidate, of what is there now: nothing of them is kept."""
    new = [one for one in board.candidates.values() if one.members not in known.labels]
    if not new:
        return
    counts = WordCounts([text.words for text in known.texts.values()])
    for one in new:
        members = [known.texts[aid] for aid in one.members]
        main = [known.texts[aid] for aid in one.members if aid not in one.second] or members
        known.labels[one.members] = counts.label(
            [text.words for text in main if text.quotable], [text.words for text in members]
        )


def _offered(board: Board, depth: int) -> tuple[str, ...]:
    """The candidates of a cut that nobody decided on. Where a part was decided on, its coarser
    one is not offered any more: what is left of it is. Nothing is moved from one to another.
    """
    inner: dict[str | None, list[str]] = {}
    for one in board.candidates.values():
        inner.setdefault(one.parent, []).append(one.id)

    def decided_inside(one: str) -> bool:
        parts = inner.get(one, ())
        return any(board.standing(p) is not Standing.OFFERED or decided_inside(p) for p in parts)

    def below(parent: str | None, level: int) -> list[str]:
        found: list[str] = []
        for one in inner.get(parent, ()):
            if board.standing(one) is not Standing.OFFERED:
                continue
            if inner.get(one) and (level < depth or decided_inside(one)):
                found += below(one, level + 1)
            elif board.candidates[one].members:
                found.append(one)
        return found

    return tuple(below(None, 0))


def _depth(board: Board, candidate: str) -> int:
    parent = board.candidates[candidate].parent
    return 0 if parent is None else 1 + _depth(board, parent)
