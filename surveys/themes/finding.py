"""Find the groups among one side's answers: by the codebook first, the rest by likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.themes.candidate import Origin, Remark, Side
from surveys.themes.clauses import split_clauses
from surveys.themes.codebook import Codebook, Theme
from surveys.themes.gathering import gather, part
from surveys.themes.ground import Ground
from surveys.themes.mapping import SECOND, phrases_of, place
from surveys.themes.vectors import Vectors

CLAUSE_SHARE = 0.85
"""How near a clause must be to a group, as a share of how near its members are on average."""
EVEN = 0.08
"""How far groups are kept of like size where answers are from homes: there people speak of many
things, each a few times. Patients speak of two things above all, and it would cut those up."""
MOST_THEMES = 3
"""Themes one answer can be in. Unit: themes."""
MOST_WITH_CLAUSES = 3000
"""With more answers than this, none gets a second theme: every clause would have to be read."""
LEAST_PARTED = 4
"""Fewest answers of a theme of the codebook inside which smaller groups are looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """Remarks found together, by position among all.

    Args:
        origin: How.
        members: The nearest to the middle first.
        side: The side they are on.
        theme: The codebook's, where it is by the codebook.
        second: Of the members, those in it by a clause only.
        parts: Smaller groups inside it, of the members that are not second.
    """

    origin: Origin
    members: tuple[int, ...]
    side: Side | None = None
    theme: Theme | None = None
    second: frozenset[int] = frozenset()
    parts: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one side: where each stands among all, and what it says."""

    places: tuple[int, ...]
    texts: tuple[str, ...]
    side: Side | None

    @classmethod
    def pick(cls, remarks: Sequence[Remark], places: Sequence[int]) -> Answers:
        """Take the remarks at these places; all are on one side."""
        texts = tuple(remarks[at].text for at in places)
        return cls(tuple(places), texts, remarks[places[0]].side)

    def among(self, rows: Sequence[int]) -> Answers:
        """Take only some rows of these."""
        places = tuple(self.places[row] for row in rows)
        return Answers(places, tuple(self.texts[row] for row in rows), self.side)

    def clauses(self) -> list[tuple[int, str]]:
        """Give each clause with the row it is from, where a remark has more than one."""
        if len(self.texts) > MOST_WITH_CLAUSES:
            return []
        return [(row, one) for row, text in enumerate(self.texts) for one in split_clauses(text)]


def find_groups(answers: Answers, ground: Ground, codebook: Codebook | None) -> list[Found]:
    """Find the groups among the answers of one side.

    Args:
        answers: Them, in an order that does not depend on how they came.
        ground: Where they lie.
        codebook: The themes to try first.
    """
    if codebook is None or not codebook.themes:
        return _by_likeness(answers, ground, range(len(answers.texts)))
    placed, found = _by_codebook(answers, ground, codebook)
    rest = [row for row in range(len(answers.texts)) if row not in placed]
    return found + _by_likeness(answers, ground, rest)


def _by_codebook(
    answers: Answers, ground: Ground, codebook: Codebook
) -> tuple[set[int], list[Found]]:
    lines = [phrases_of(theme) for theme in codebook.themes]
    near = ground.near(lines)
    main = {row: at for row, line in enumerate(near) if (at := place(line)) is not None}
    also: dict[int, set[int]] = {}
    clauses = [(row, clause) for row, clause in answers.clauses() if row in main]
    if clauses:
        by_clause = ground.near(lines, [clause for _, clause in clauses])
        for (row, _), line in zip(clauses, by_clause, strict=True):
            at = place(line, SECOND)
            others = also.setdefault(row, set())
            if at is not None and at != main[row] and len(others) + 1 < MOST_THEMES:
                others.add(at)
    found = []
    for number, theme in enumerate(codebook.themes):
        inside = [row for row, at in main.items() if at == number]
        inside.sort(key=lambda row: (-near[row][number], row))
        extra = [row for row in sorted(also) if number in also[row]]
        members = tuple(answers.places[row] for row in [*inside, *extra])
        if members:
            second = frozenset(answers.places[row] for row in extra)
            parts = _parts(answers, ground, sorted(inside))
            found.append(Found(Origin.CODEBOOK, members, answers.side, theme, second, parts))
    return set(main), found


def _parts(answers: Answers, ground: Ground, inside: list[int]) -> tuple[tuple[int, ...], ...]:
    """Give the smaller groups in what is there by the codebook; none where it is small, or all
    alike.
    """
    if len(inside) < LEAST_PARTED:
        return ()
    rows: Vectors = ground.rows.middles([[row] for row in inside])
    parts = part(rows, answers.among(inside).texts, len(answers.texts))
    if len(parts) == 1:
        return ()
    return tuple(
        tuple(
            answers.places[inside[row]] for row in _nearest_first(rows, one, rows.middles([one]))
        )
        for one in parts
    )


def _by_likeness(answers: Answers, ground: Ground, rest: Sequence[int]) -> list[Found]:
    if not rest:
        return []
    rows: Vectors = ground.rows.middles([[row] for row in rest])
    ours = answers.among(rest)
    gathered = gather(rows, ours.texts, EVEN * ground.home)
    middles = rows.middles(gathered.coarse)
    seconds = _seconds(ours, ground, rows, gathered.coarse)
    found = []
    for number, group in enumerate(gathered.coarse):
        inside = set(group)
        parts = [one for one in gathered.fine if one[0] in inside and len(one) < len(group)]
        extra = [row for row in range(len(ours.texts)) if number in seconds[row]]
        nearest = _nearest_first(rows, group, middles.middles([[number]]))
        members = tuple(ours.places[row] for row in [*nearest, *extra])
        found.append(
            Found(
                Origin.GROUPED if len(members) > 1 else Origin.ONE_PERSON,
                members,
                ours.side,
                second=frozenset(ours.places[row] for row in extra),
                parts=tuple(
                    tuple(
                        ours.places[row] for row in _nearest_first(rows, one, rows.middles([one]))
                    )
                    for one in parts
                ),
            )
        )
    return found


def _nearest_first(rows: Vectors, group: Sequence[int], middle: Vectors) -> list[int]:
    """Put rows by how near they are, to a hundredth; as near, by their words."""
    near = rows.middles([[row] for row in group]).dots(middle)
    ranked = sorted((-round(one[0], 2), row) for one, row in zip(near, group, strict=True))
    return [row for _, row in ranked]


def _seconds(
    answers: Answers, ground: Ground, rows: Vectors, groups: Sequence[Sequence[int]]
) -> list[set[int]]:
    """Give the groups each remark is in by a clause of it only."""
    found: list[set[int]] = [set() for _ in answers.texts]
    clauses = answers.clauses()
    shared = [number for number, group in enumerate(groups) if len(group) > 1]
    if not clauses or not shared:
        return found
    middles = rows.middles([groups[number] for number in shared])
    near = ground.read([clause for _, clause in clauses]).dots(middles)
    lengths, middle_lengths = rows.lengths(), middles.lengths()
    for at, number in enumerate(shared):
        group = set(groups[number])
        size = len(group)
        all_pairs = middle_lengths[at] * size * size - sum(lengths[row] for row in group)
        least = CLAUSE_SHARE * all_pairs / (size * (size - 1))
        for (row, _), line in zip(clauses, near, strict=True):
            if row not in group and line[at] >= least and len(found[row]) + 1 < MOST_THEMES:
                found[row].add(number)
    return found
