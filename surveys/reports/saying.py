"""Sentences of a result that may be passed on as they are, and what nobody should say of it.

Both are made of what a ``Report`` prints: of its labels and its printed words, never of a count
and never of a drawn range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from surveys.protection.forms import Band
from surveys.protection.quoting import Why
from surveys.reports import saying_words as wording
from surveys.reports import words
from surveys.reports.common_ground import Ground
from surveys.reports.model import Kind, Report, Row, Section, Shape, Theme

MOST = 3
"""Most sentences. Three can be read out in one breath, and are pasted whole."""
MOST_ALIKE = 2
"""Most answers named where several are printed alike; with more, none stands out."""
MOST_THEMES = 3
AREA = "."
"""In a section's key, between its question and one of its areas or groups."""


class Tier(IntEnum):
    """How much a printed form says by itself. Lower goes first; alike, as the survey asks."""

    SURELY_MOST = 0
    NUMBERS = 1
    THEMES = 2
    OTHERWISE = 3
    SIZE = 4


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence that could be said, of which question, and how much it says."""

    tier: Tier
    place: int
    of: str
    text: str


def sentences(report: Report) -> tuple[str, ...]:
    """Up to three sentences to paste, each with its own limit. None where nothing is shown.

    At most one of each question, in the survey's order. One is of themes, where there are any:
    they are what people wrote unasked. Otherwise which are chosen follows the printed band, and
    among bands alike the survey's order.
    """
    if not report.enough:
        return ()
    possible = list(_possible(report))
    chosen = [found for found in possible if found.tier is Tier.THEMES][:1]
    for found in sorted(possible, key=lambda one: (one.tier, one.place)):
        if len(chosen) < MOST and all(found.of != other.of for other in chosen):
            chosen.append(found)
    return tuple(found.text for found in sorted(chosen, key=lambda one: one.place))


def dont_say(report: Report) -> tuple[str, ...]:
    """What would not be true of this result, or would point at somebody: each with why."""
    return tuple(_untrue(report)) if report.enough else wording.NOTHING


def _possible(report: Report) -> Iterator[_Found]:
    size = words.read_size(report.answered)
    for place, section in enumerate(report.sections):
        limit = _limit(report, section)
        for tier, text in _of_section(section, limit, size):
            yield _Found(tier, place, section.question.partition(AREA)[0], text)
    said = wording.SIZE.format(answered=report.answered, asked=report.asked)
    yield _Found(Tier.SIZE, len(report.sections), "", said.replace("  ", " "))


def _of_section(section: Section, limit: str, size: int | None) -> Iterator[tuple[Tier, str]]:
    for tier, found in _of_answers(section, size):
        if section.kind is Kind.COMMON_GROUND:
            yield tier, f"{found} ({limit})."
        else:
            asked = wording.SENTENCE.format(heading=section.heading, found=found, limit=limit)
            yield tier, asked
    if themes := _top_themes(section.themes):
        found = wording.THEMES.format(themes=_joined(themes))
        said = wording.SENTENCE.format(heading=section.heading, found=found, limit=limit)
        yield Tier.THEMES, said


def _of_answers(section: Section, size: int | None) -> Iterator[tuple[Tier, str]]:
    match section.shape:
        case Shape.MOST if section.lead not in (words.MOST_SILENT, words.MOST_DID_NOT_SCORE):
            yield Tier.SURELY_MOST, _in_the_middle(section.lead)
        case Shape.SPREAD_OUT:
            yield Tier.OTHERWISE, words.SPREAD_OUT_WITHIN
        case Shape.COUNTS | Shape.THIRDS | Shape.BANDS if section.kind is Kind.COMMON_GROUND:
            yield from _of_ground(section.rows)
        case Shape.COUNTS | Shape.THIRDS | Shape.BANDS:
            yield from _of_rows(section, size)
        case _:
            return


def _of_ground(rows: Sequence[Row]) -> Iterator[tuple[Tier, str]]:
    tiers = {
        words.GROUNDS[Ground.MOST_AGREE]: Tier.SURELY_MOST,
        words.GROUNDS[Ground.MOST_DISAGREE]: Tier.SURELY_MOST,
        words.GROUNDS[Ground.DIVIDED]: Tier.OTHERWISE,
    }
    for row in rows:
        if row.says in tiers:
            yield tiers[row.says], wording.GROUND.format(label=row.label, says=row.says)


def _of_rows(section: Section, size: int | None) -> Iterator[tuple[Tier, str]]:
    """The answers printed highest; nothing where silence is, or where too many are alike."""
    ranks = {row: _rank(row.says) for row in section.rows}
    top = max(ranks.values(), default=_LOW)
    highest = [row for row, rank in ranks.items() if rank == top]
    if top <= _LOW or len(highest) > MOST_ALIKE or any(row.quiet for row in highest):
        return
    found = wording.FOUND[_asked_as(section)]
    clauses = (found.format(says=_people(row.says), label=row.label) for row in highest)
    yield _tier(top, size), wording.AND.join(clauses)


_LOW = (0, 0)
_HIGH = {
    Band.MORE_THAN_TWO_THIRDS: 3,
    Band.MORE_THAN_HALF: 2,
    Band.HALF_OR_MORE: 1,
}
"""Bands that say of an answer that at least half gave it, the higher the more."""


def _rank(says: str) -> tuple[int, int]:
    """How high a printed cell is: read off its words."""
    cell = words.read_cell(says)
    if cell is None:
        return _LOW
    return (0, cell.about) if cell.about is not None else (_HIGH.get(cell.band, 0), 0)


def _tier(rank: tuple[int, int], size: int | None) -> Tier:
    """Whether what is printed says more than half, of whatever the printed size stands for."""
    high, about = rank
    surely = high or (size is not None and 2 * (about - _SLACK) > size + _SLACK)
    return Tier.SURELY_MOST if surely else Tier.NUMBERS


_SLACK = 2
"""How far a number can be from what it is printed as. Unit: people."""


def _people(says: str) -> str:
    return says + (wording.PEOPLE if says.startswith(words.ABOUT) else "," * ("," in says))


def _asked_as(section: Section) -> str:
    if words.PUT_FIRST in section.notes:
        return "first"
    if any(note.endswith(_GAVE_DOTS) for note in section.notes):
        return "dots"
    if words.TWO_AT_A_TIME in section.notes:
        return "pairs"
    return "several" if section.kind is Kind.SEVERAL_ANSWERS else "one"


_GAVE_DOTS = words.GAVE_DOTS.partition("{dots}")[2]


def _top_themes(themes: Sequence[Theme]) -> list[str]:
    """The themes printed first, up to three; none of several alike that would go beyond."""
    named = list(themes[:MOST_THEMES])
    if len(themes) > MOST_THEMES:
        beyond = themes[MOST_THEMES].says
        named = [theme for theme in named if theme.says != beyond]
    return [wording.THEME.format(name=one.name, says=one.says) for one in named]


def _joined(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return wording.LAST.format(most=", ".join(parts[:-1]), last=parts[-1])


def _in_the_middle(lead: str) -> str:
    """A sentence as it stands within another."""
    return lead[:1].lower() + lead[1:].removesuffix(".")


def _limit(report: Report, section: Section) -> str:
    limit = wording.ROUNDED if section.shape is Shape.COUNTS else wording.NO_CLOSER
    if section.shape is Shape.WORDS and words.ROUNDED in report.limits:
        limit = wording.ROUNDED
    return limit.format(of=_of_whom(report, section))


def _of_whom(report: Report, section: Section) -> str:
    """Whose answers a section is of, in the words that are printed of how many they are."""
    if words.NOT_EVERYONE in section.notes:
        return wording.OF_ASKED
    of_group = next((note for note in section.notes if note.endswith(_GROUP)), "")
    if of_group:
        return wording.OF_GROUP.format(size=_size(of_group, _GROUP))
    if report.answered.endswith(_ANSWERED):
        return wording.OF.format(size=_size(report.answered, _ANSWERED))
    return wording.OF_UNKNOWN


_GROUP = " of this group answered."
_ANSWERED = " answered."


def _size(said: str, end: str) -> str:
    size = _in_the_middle(said.removesuffix(end))
    return size if size.startswith(words.ABOUT) else f"{wording.THE} {size}"


def _untrue(report: Report) -> Iterator[str]:
    yield wording.NOT_ALL
    yield wording.NO_HOME
    yield from _untrue_numbers(report)
    yield from _untrue_answers(report)
    yield from _untrue_words(report)
    yield from _untrue_changes(report)


def _untrue_numbers(report: Report) -> Iterator[str]:
    rows = [row for section in report.sections for row in section.rows]
    says = [row.says for row in rows]
    says += [theme.says for section in report.sections for theme in section.themes]
    if words.ROUNDED not in report.limits:
        yield wording.NO_PERCENT
    else:
        about = next((each for each in says if each.startswith(words.ABOUT)), "")
        number = about.removeprefix(words.ABOUT)
        yield wording.NO_EXACT.format(number=number) if about else wording.NO_EXACT_PLAIN
    if any(each.endswith("maybe everyone") for each in says):
        yield wording.MAYBE_EVERYONE
    if any(each.endswith("maybe nobody") for each in says):
        yield wording.MAYBE_NOBODY
    if any((cell := words.read_cell(each)) and cell.band is Band.SOME_MAY for each in says):
        yield wording.SOME_MAY


def _untrue_answers(report: Report) -> Iterator[str]:
    sections = report.sections
    if any(one.kind is Kind.SEVERAL_ANSWERS and one.rows for one in sections):
        yield wording.NO_ADDING
    if any(one.lead.endswith((words.ALL_LEVEL, words.REST_LEVEL)) for one in sections):
        yield wording.NO_ORDER
    if any(words.NOT_EVERYONE in one.notes for one in sections):
        yield wording.NOT_ASKED_ALL
    if any(one.shape is Shape.NOT_ENOUGH for one in sections):
        yield wording.NO_SILENCE
    if any(one.shape is Shape.SPREAD_OUT for one in sections):
        yield wording.SPREAD_OUT


def _untrue_words(report: Report) -> Iterator[str]:
    if any(section.themes for section in report.sections):
        yield wording.NO_SMALL_THEME
        yield wording.NO_WHOLE_LIST
    quotes = [quote for section in report.sections for quote in section.quotes]
    if any(quote.why == words.WHY[Why.CHANCE] for quote in quotes):
        yield wording.NO_QUOTE_FOR_ALL
    yield wording.NO_WHO


def _untrue_changes(report: Report) -> Iterator[str]:
    notes = {note for section in report.sections for note in section.notes}
    rows = [row for section in report.sections for row in section.rows]
    themes = [theme for section in report.sections for theme in section.themes]
    changes = [row.change for row in rows] + [theme.change for theme in themes]
    if words.TOO_FEW_SINCE in notes or any(each.startswith("too few") for each in changes):
        yield wording.TOO_FEW_SINCE
    if any(each and not each.startswith("too few") for each in changes):
        yield wording.NO_SIZE_OF_CHANGE
    if words.NOT_COMPARED in report.limits:
        yield wording.NO_GROUPS
