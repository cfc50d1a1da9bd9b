"""A result beside the earlier ones of the same people: what stays unprinted, and what changed.

The earlier results are taken as they were released. Whatever was taken back since, or would be
printed otherwise today, is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from surveys.definitions.publishing import choice_key, published_in
from surveys.definitions.questions import AnyQuestion, TickedQuestion
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.protection.breakdowns import Breakdown
from surveys.protection.forms import Cell, Span, worded_for_safety
from surveys.protection.printed import MostChose, NotEnough, Rows, SpreadOut, possible
from surveys.protection.three_waves import Wave, joined, may_print_third
from surveys.protection.ticks import tick_cell, tick_steps
from surveys.protection.waves import CHANGE_FROM, NEARLY_ALL, change, may_print
from surveys.protection.writers import Writers
from surveys.reports import words
from surveys.reports.model import Kind, Row, Section
from surveys.reports.shielding import Areas, Groups, Shielded, Ticks, tick_rule

Sizes = Mapping[str, int]
"""How many answered, by a section's key, for those of groups. Unit: people."""


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier round of the same people, with its result as it was released.

    Args:
        survey: The version that was asked.
        sections: What was printed.
        total: How many answered it. Unit: people.
        closed_on: The day it closed.
        sizes: How many answered of each group that was printed, by its section's key.
        in_series: Whether both are waves of one series, so that changes may be said.
    """

    survey: Survey
    sections: tuple[Section, ...]
    total: int
    closed_on: date
    sizes: Sizes = field(default_factory=dict)
    in_series: bool = False

    def section(self, key: str) -> Section | None:
        """What was printed under a question's, an area's or a group's key."""
        return next((one for one in self.sections if one.question == key), None)


@dataclass(frozen=True, slots=True)
class _Pair:
    """One question of two rounds, for everybody or for one group of them."""

    question: AnyQuestion
    before: Before
    key: str
    was: int
    total: int

    @property
    def close(self) -> bool:
        """Whether the two could be subtracted."""
        return 1 <= abs(self.total - self.was) <= NEARLY_ALL


def beside(
    survey: Survey, shielded: Mapping[QuestionKey, Shielded], earlier: Sequence[Before], total: int
) -> Mapping[QuestionKey, Shielded]:
    """What may still be printed of each question beside what was printed before.

    Each earlier result by itself, then each two of them together.

    Args:
        survey: The version that was asked.
        shielded: What protection prints of it alone.
        earlier: The results of the same people that are out.
        total: How many answered. Unit: people.
    """
    kept = dict(shielded)
    for before in earlier:
        for question in survey.asked:
            pair = _Pair(question, before, question.id, before.total, total)
            if _asked_alike(before.survey, survey, question.id):
                kept[question.id] = _question(pair, kept[question.id])
    for two in combinations(earlier, 2):
        for question in survey.asked:
            if all(_asked_alike(one.survey, survey, question.id) for one in two):
                pairs = [_Pair(question, one, question.id, one.total, total) for one in two]
                kept[question.id] = _beside_two(pairs[0], pairs[1], kept[question.id])
    return kept


def _asked_alike(before: Survey, survey: Survey, name: QuestionKey) -> bool:
    """Whether both published the same categories under this name."""
    if name not in {each.id for each in before.asked}:
        return False
    was, now = published_in(before, name), published_in(survey, name)
    return [[c.value for c in v.categories] for v in was] == [
        [c.value for c in v.categories] for v in now
    ]


def _question(pair: _Pair, now: Shielded) -> Shielded:
    """Groups once and everybody the other time could be taken off each other as well."""
    if abs(pair.total - pair.before.total) > NEARLY_ALL:
        return now
    sizes = pair.before.sizes
    grouped = {key for key in sizes if key.startswith(f"{pair.question.id}.")}
    if not isinstance(now.printed, Groups):
        return _silent(now) if grouped else _everybody(pair, now)
    keys = {name: choice_key(pair.question.id, name) for name in now.printed.parts}
    if grouped != set(keys.values()):
        return _silent(now)
    parts = {
        name: _everybody(
            replace(pair, key=keys[name], was=sizes[keys[name]], total=part.asked), part
        )
        for name, part in now.printed.parts.items()
    }
    return replace(now, printed=replace(now.printed, parts=parts))


def _silent(now: Shielded) -> Shielded:
    return replace(now, printed=NotEnough(), surely_wrote=0)


def _everybody(pair: _Pair, now: Shielded) -> Shielded:
    if not pair.close:
        return now
    if now.branch:
        return _silent(now)
    match now.printed:
        case Writers():
            # Halves, from five on: beside ten or more, neither narrows the other to one or two.
            return now if min(pair.was, pair.total) >= CHANGE_FROM else _silent(now)
        case Areas(parts=parts):
            areas = {name: _area(pair, name, part) for name, part in parts.items()}
            return replace(now, printed=Areas(areas))
        case Rows() | Ticks() as shown:
            return now if _open(pair, shown) else _silent(now)
        case _:
            return _silent(now)


def _area(
    pair: _Pair, name: str, part: Rows | MostChose | SpreadOut | NotEnough
) -> Rows | MostChose | SpreadOut | NotEnough:
    area = replace(pair, key=choice_key(pair.question.id, name))
    return part if isinstance(part, Rows) and _open(area, part) else NotEnough()


def _open(pair: _Pair, now: Rows | Ticks) -> bool:
    """Whether rows printed now, beside those of before, leave every count open."""
    first = _cells(pair)
    if first is None:
        return False
    if isinstance(now, Ticks):
        return _ticks_open(pair, first, list(now.cells.values()))
    was = _spans(pair, first)
    shown = possible(now, pair.total).spans
    return may_print(was, pair.was, shown, pair.total, sensitive=pair.question.sensitive)


def _cells(pair: _Pair) -> list[Cell] | None:
    """What the earlier result printed; None where it printed no rows."""
    section = pair.before.section(pair.key)
    read = [words.read_cell(row.says) for row in section.rows] if section else []
    found = [cell for cell in read if cell is not None]
    return found if found and len(found) == len(read) else None


def _spans(pair: _Pair, cells: Iterable[Cell]) -> tuple[Span, ...]:
    return possible(Rows({str(at): cell for at, cell in enumerate(cells)}), pair.was).spans


def _ticks_open(pair: _Pair, first: list[Cell], second: list[Cell]) -> bool:
    """Each choice by itself: who ticked it, and everybody else."""
    before = _ticked(pair, first, pair.was)
    after = _ticked(pair, second, pair.total)
    return all(
        may_print(
            _with_rest(one, pair.was),
            pair.was,
            _with_rest(two, pair.total),
            pair.total,
            sensitive=pair.question.sensitive,
            rows=_tick_rows(pair),
        )
        for one, two in zip(before, after, strict=True)
    )


def _ticked(pair: _Pair, cells: Iterable[Cell], total: int) -> list[Span]:
    return _steps_of(cells, total, _steps(pair, total))


def _tick_rows(pair: _Pair) -> tuple[tuple[Span, Span], ...]:
    """All that can be printed now of one choice."""
    return tuple(_with_rest(step, pair.total) for step in _steps(pair, pair.total))


def _steps(pair: _Pair, total: int) -> tuple[Span, ...]:
    question = pair.question
    assert isinstance(question, TickedQuestion), "only choices are ticked"
    return tuple(tick_steps(total, tick_rule(question), sensitive=question.sensitive))


def _beside_two(one: _Pair, two: _Pair, now: Shielded) -> Shielded:
    """What may be printed beside two earlier results together; beside each alone it may."""
    if isinstance(now.printed, Groups):
        keys = {name: choice_key(one.question.id, name) for name in now.printed.parts}
        if not all(key in pair.before.sizes for pair in (one, two) for key in keys.values()):
            return _silent(now) if joined((one.was, two.was, one.total)) else now
        parts = {
            name: _beside_two(_of_group(one, keys[name], p), _of_group(two, keys[name], p), p)
            for name, p in now.printed.parts.items()
        }
        return replace(now, printed=replace(now.printed, parts=parts))
    if not joined((one.was, two.was, one.total)):
        return now
    match now.printed:
        case Areas(parts=own):
            areas = {name: _area_beside_two(one, two, name, part) for name, part in own.items()}
            return replace(now, printed=Areas(areas))
        case Rows() | Ticks() as shown:
            return now if _open_to_both(one, two, shown) else _silent(now)
        case _:
            return now


def _of_group(pair: _Pair, key: str, part: Shielded) -> _Pair:
    return replace(pair, key=key, was=pair.before.sizes[key], total=part.asked)


def _area_beside_two(
    one: _Pair, two: _Pair, name: str, part: Rows | MostChose | SpreadOut | NotEnough
) -> Rows | MostChose | SpreadOut | NotEnough:
    key = choice_key(one.question.id, name)
    pairs = replace(one, key=key), replace(two, key=key)
    if not isinstance(part, Rows) or _open_to_both(*pairs, part):
        return part
    return NotEnough()


def _open_to_both(one: _Pair, two: _Pair, now: Rows | Ticks) -> bool:
    """Whether rows printed now, beside those of two earlier results, leave every count open."""
    first, second = _cells(one), _cells(two)
    if first is None or second is None:
        return False
    sensitive, total = one.question.sensitive, one.total
    if isinstance(now, Rows):
        waves = Wave(_spans(one, first), one.was), Wave(_spans(two, second), two.was)
        shown = possible(now, total).spans
        return may_print_third(waves, shown, total, sensitive=sensitive)
    ticked = (
        _ticked(one, first, one.was),
        _ticked(two, second, two.was),
        _ticked(one, now.cells.values(), total),
    )
    return all(
        may_print_third(
            (Wave(_with_rest(a, one.was), one.was), Wave(_with_rest(b, two.was), two.was)),
            _with_rest(c, total),
            total,
            sensitive=sensitive,
            rows=_tick_rows(one),
        )
        for a, b, c in zip(*ticked, strict=True)
    )


def _with_rest(step: Span, total: int) -> tuple[Span, Span]:
    return step, Span(total - step.high, total - step.low)


def _steps_of(cells: Iterable[Cell], total: int, steps: Iterable[Span]) -> list[Span]:
    by_cell = {tick_cell(step, total): step for step in steps}
    by_cell |= {worded_for_safety(cell): step for cell, step in by_cell.items()}
    return [by_cell[cell] for cell in cells]


def compared(
    survey: Survey, sections: Sequence[Section], before: Before, sizes: Sizes
) -> tuple[Section, ...]:
    """The sections with what changed since the wave before, read off what both print.

    Args:
        survey: The version that was asked.
        sections: What is printed now.
        before: The wave before.
        sizes: How many answered now: of each printed group by its section's key, and of
            everybody under "".
    """
    same = {each.id for each in survey.asked if each in before.survey.asked}
    return tuple(
        _since(section, before, sizes) if section.question.partition(".")[0] in same else section
        for section in sections
    )


def group_sizes(kept: Iterable[Breakdown]) -> dict[str, int]:
    """How many answered of each group that is printed, by its section's key. Unit: people."""
    return {
        choice_key(question, group): size
        for each in kept
        if each.kept
        for question in each.questions
        for group, size in zip(each.groups, each.sizes, strict=True)
    }


def _since(section: Section, before: Before, sizes: Sizes) -> Section:
    earlier = before.section(section.question)
    if section.kind is Kind.COMMON_GROUND:
        return section
    if not section.rows or earlier is None or not earlier.rows:
        return section
    was = before.sizes.get(section.question, before.total)
    total = sizes.get(section.question, sizes[""])
    if min(was, total) < CHANGE_FROM:
        return section.model_copy(update={"notes": (*section.notes, words.TOO_FEW_SINCE)})
    then = {row.label: row for row in earlier.rows}
    rows = tuple(
        row.model_copy(update={"change": _changed(then[row.label], was, row, total)})
        if row.label in then
        else row
        for row in section.rows
    )
    note = words.SINCE.format(day=f"{before.closed_on.day} {before.closed_on:%B %Y}")
    return section.model_copy(update={"rows": rows, "notes": (*section.notes, note)})


def _changed(before: Row, was: int, now: Row, total: int) -> str:
    first, second = words.read_cell(before.says), words.read_cell(now.says)
    if first is None or second is None:
        return ""
    found = change(first, was, second, total)
    return "" if found is None else words.changed_words(found)
