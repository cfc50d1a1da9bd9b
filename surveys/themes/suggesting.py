"""Suggest themes for one question's answers: the same way every run, saying why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from surveys.themes.candidate import Candidate, Origin, Remark, Run, Side, Suggestion
from surveys.themes.clauses import split_clauses
from surveys.themes.codebook import Codebook, Theme
from surveys.themes.embedding import Space, load_space
from surveys.themes.grouping import Likeness, cut, first_cut, join_up
from surveys.themes.labelling import label_words
from surveys.themes.mapping import MARGIN, NEAR, describe, place
from surveys.themes.silence import says_nothing

SMALLEST = 15
"""Fewest answers for which a service offers suggestions; fewer are read together."""
METHOD = "average-linkage 1"
CLAUSE_SHARE = 0.7
"""How near a clause must be to a group, as a share of how near its typical member is."""
MOST_THEMES = 3
"""Themes one answer can be in. Unit: themes."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Group:
    """Remarks found together, by position, the nearest to its middle first."""

    origin: Origin
    members: tuple[int, ...]
    side: Side | None
    theme: Theme | None = None
    second: frozenset[int] = frozenset()
    parts: tuple[tuple[int, ...], ...] = ()


def suggest(
    remarks: Sequence[Remark],
    codebook: Codebook | None = None,
    progress: Progress | None = None,
) -> Suggestion:
    """Suggest themes for the answers to one question.

    Pure: the same remarks give the same suggestion in whatever order they come. What a remark
    says is only ever compared with what others say.

    Args:
        remarks: Everything said, redacted. Any number; see `SMALLEST`.
        codebook: The organisation's themes, where it has some.
        progress: Told how far it is: steps done, steps in all.

    Returns:
        Candidates for people to accept, change or refuse.
    """
    told = progress or (lambda done, total: None)
    order = sorted(range(len(remarks)), key=lambda at: _order(remarks[at]))
    space = load_space()
    silent = [at for at in order if says_nothing(remarks[at].text)]
    speaking = [at for at in order if not says_nothing(remarks[at].text)]
    sides: tuple[Side | None, ...] = (Side.AGREES, Side.DISAGREES, None)
    groups: list[_Group] = []
    for done, side in enumerate(sides):
        told(done, len(sides))
        ours = [at for at in speaking if remarks[at].side is side]
        if ours:
            groups += _group_side(remarks, ours, codebook, space)
    told(len(sides), len(sides))
    candidates = _name(remarks, groups, silent)
    return Suggestion(candidates, _listed(len(remarks), candidates), _run(space, codebook))


def _order(remark: Remark) -> tuple[str, str, bool]:
    return remark.text, remark.side or "", remark.quotable


def _group_side(
    remarks: Sequence[Remark], ours: Sequence[int], codebook: Codebook | None, space: Space
) -> list[_Group]:
    texts = [remarks[at].text for at in ours]
    themes = codebook.themes if codebook else ()
    lines = [describe(theme) for theme in themes]
    near = space.compare(texts, lines, ()) if lines else [[] for _ in texts]
    placed = [place(row) for row in near]
    groups: list[_Group] = []
    for number, theme in enumerate(themes):
        inside = [row for row, at in enumerate(placed) if at == number]
        inside.sort(key=lambda row: -near[row][number])
        if inside:
            members = tuple(ours[row] for row in inside)
            groups.append(_Group(Origin.CODEBOOK, members, remarks[ours[0]].side, theme))
    rest = [row for row, at in enumerate(placed) if at is None]
    return groups + _group_rest(remarks, [ours[row] for row in rest], texts, space)


def _group_rest(
    remarks: Sequence[Remark], rest: Sequence[int], middle: Sequence[str], space: Space
) -> list[_Group]:
    if not rest:
        return []
    texts = [remarks[at].text for at in rest]
    likeness = space.compare(texts, texts, middle)
    joins = join_up(likeness)
    wanted = first_cut(len(rest))
    coarse = cut(joins, len(rest), wanted)
    fine = cut(joins, len(rest), min(len(rest), 2 * wanted))
    seconds = _second_themes(texts, coarse, likeness, (space, middle))
    groups = []
    for number, rows in enumerate(coarse):
        parts = tuple(
            tuple(rest[row] for row in _nearest_first(part, likeness))
            for part in fine
            if part[0] in rows and len(part) < len(rows)
        )
        extra = [row for row in range(len(rest)) if number in seconds[row]]
        members = [rest[row] for row in [*_nearest_first(rows, likeness), *extra]]
        origin = Origin.GROUPED if len(members) > 1 else Origin.ONE_PERSON
        second = frozenset(rest[row] for row in extra)
        side = remarks[rest[0]].side
        groups.append(_Group(origin, tuple(members), side, None, second, parts))
    return groups


def _nearest_first(rows: Sequence[int], likeness: Likeness) -> list[int]:
    return sorted(rows, key=lambda row: (-sum(likeness[row][at] for at in rows), row))


def _second_themes(
    texts: Sequence[str],
    groups: Sequence[Sequence[int]],
    likeness: Likeness,
    where: tuple[Space, Sequence[str]],
) -> list[set[int]]:
    """Give the groups each remark is in by a clause of it only."""
    space, middle = where
    parted = [(row, clause) for row, text in enumerate(texts) for clause in split_clauses(text)]
    found: list[set[int]] = [set() for _ in texts]
    if not parted:
        return found
    near = space.compare([clause for _, clause in parted], texts, middle)
    for number, rows in enumerate(groups):
        if len(rows) < 2:
            continue
        within = sum(likeness[a][b] for a in rows for b in rows if a != b)
        typical = within / (len(rows) * (len(rows) - 1))
        for (row, _), alike in zip(parted, near, strict=True):
            if row in rows or len(found[row]) + 1 >= MOST_THEMES:
                continue
            if sum(alike[at] for at in rows) / len(rows) >= CLAUSE_SHARE * typical:
                found[row].add(number)
    return found


def _name(
    remarks: Sequence[Remark], groups: Sequence[_Group], silent: Sequence[int]
) -> tuple[Candidate, ...]:
    """Give every group its id, words and reason; big ones first, single remarks last."""
    ranked = sorted(
        groups,
        key=lambda group: (
            group.origin is Origin.ONE_PERSON,
            -len(group.members),
            [_order(remarks[at]) for at in group.members],
        ),
    )
    candidates: list[Candidate] = []
    for number, group in enumerate(ranked, start=1):
        made = _candidate(remarks, group, f"t{number}")
        candidates.append(made)
        for part, members in enumerate(group.parts, start=1):
            origin = Origin.GROUPED if len(members) > 1 else Origin.ONE_PERSON
            inner = _candidate(remarks, _Group(origin, members, group.side), f"t{number}_{part}")
            candidates.append(replace(inner, parent=made.id))
    if silent:
        candidates.append(
            Candidate(
                "nothing",
                Origin.NOTHING_SAID,
                "",
                (),
                None,
                tuple(silent),
                why="These say that there is nothing to say, or hold no words.",
            )
        )
    return tuple(candidates)


def _candidate(remarks: Sequence[Remark], group: _Group, name: str) -> Candidate:
    inside = set(group.members)
    main = [at for at in group.members if at not in group.second]
    quotable = [at for at in main if remarks[at].quotable]
    others = [remark.text for at, remark in enumerate(remarks) if at not in inside]
    words = label_words([remarks[at].text for at in quotable], others)
    return Candidate(
        name,
        group.origin,
        group.theme.name if group.theme else "",
        words,
        quotable[0] if quotable else None,
        group.members,
        group.second,
        group.theme.id if group.theme else None,
        group.side,
        why=_why(group, words),
    )


def _why(group: _Group, words: Sequence[str]) -> str:
    match group.origin:
        case Origin.ONE_PERSON:
            return "One person said this, and no other answer is near to it."
        case Origin.CODEBOOK:
            name = group.theme.name if group.theme else ""
            return f"These are nearer to what “{name}” says than to any other theme."
        case _:
            shared = f" They share words such as {', '.join(words)}." if words else ""
            return f"These {len(group.members)} are nearer to each other than to the rest.{shared}"


def _listed(size: int, candidates: Sequence[Candidate]) -> tuple[tuple[str, ...], ...]:
    main: list[list[str]] = [[] for _ in range(size)]
    second: list[list[str]] = [[] for _ in range(size)]
    for candidate in candidates:
        if candidate.parent is None:
            for at in candidate.members:
                (second if at in candidate.second else main)[at].append(candidate.id)
    return tuple(tuple(one + two) for one, two in zip(main, second, strict=True))


def _run(space: Space, codebook: Codebook | None) -> Run:
    parameters: Mapping[str, str] = {
        "first_cut": "round(1.9 n^0.42)",
        "second_cut": "twice the first",
        "clause_share": str(CLAUSE_SHARE),
        "codebook_near": str(NEAR),
        "codebook_margin": str(MARGIN),
    }
    version = codebook.version if codebook else None
    return Run(METHOD, space.model, space.model_hash, parameters, version)
