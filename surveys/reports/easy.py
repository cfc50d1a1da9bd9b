"""A result in easy words, for those who were asked: a few short cards, read in two minutes.

Made of what a report prints and of nothing else, so it can say less than the report and never
more: no number, label or quote is here that is not there. A drawn range is never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby, takewhile

from surveys.reports import easy_words as easily
from surveys.reports import words
from surveys.reports.model import (
    Decision,
    HeardBack,
    Kind,
    Quote,
    Report,
    Section,
    Shape,
    Theme,
    Verdict,
)

BEFORE_AREA = "."
"""In a section's key, between a question's id and one of its areas or groups."""
MOST_THEMES = 4
"""Themes named for one question; the whole report has the others."""
MOST_QUOTES = 2
"""Quotes in all, at most one for each question."""


class Part(StrEnum):
    """What a card is about."""

    ASKED = "asked"
    SAID = "said"
    NEXT = "next"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class EasyCard:
    """One short card.

    Args:
        part: What it is about.
        heading: Its heading: of ours, or a question as it was asked.
        lines: A line each, in order; one to three short sentences.
        quotes: Words that their author allowed.
    """

    part: Part
    heading: str
    lines: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class EasyReport:
    """A whole result in easy words.

    Args:
        title: What was asked about.
        language: The language of its author's words.
        release: Which release it is of.
        enough: Whether anything of the answers is shown.
        cards: In the order to read them.
    """

    title: str
    language: str
    release: str
    enough: bool
    cards: tuple[EasyCard, ...]

    def of(self, part: Part) -> tuple[EasyCard, ...]:
        """The cards of one part, in order."""
        return tuple(card for card in self.cards if card.part is part)

    def unquoted(self) -> EasyReport:
        """The same without anybody's own words, for a place that anyone may walk past."""
        cards = tuple(
            EasyCard(card.part, card.heading, card.lines) if card.quotes else card
            for card in self.cards
        )
        return EasyReport(self.title, self.language, self.release, self.enough, cards)


def easy(report: Report) -> EasyReport:
    """A report in easy words.

    Args:
        report: As it is shown that day, with what was decided since laid beside it.
    """
    said = tuple(_said(report)) if report.enough else (_nothing(),)
    cards = (_asked(report), *said, _next(report), *(_cannot(report) if report.enough else ()))
    return EasyReport(report.title, report.language, report.release, report.enough, cards)


def told_of(section: Section) -> tuple[str, ...]:
    """What people said to one question, in one or two short sentences."""
    if section.shape is Shape.NOT_ENOUGH:
        return (easily.NOT_ENOUGH,)
    if section.kind is Kind.COMMON_GROUND:
        return (section.lead, *_grounds(section))
    notes = tuple(note for note in section.notes if note.startswith(easily.KEPT_NOTES))
    lead = (section.lead,) if section.lead else ()
    return (*notes, *lead, *easily.row_lines(section))


def _asked(report: Report) -> EasyCard:
    counted = (report.answered, report.asked) if report.enough else ()
    return EasyCard(
        Part.ASKED, easily.ASKED, tuple(line for line in (report.why, *counted) if line)
    )


def _nothing() -> EasyCard:
    return EasyCard(Part.SAID, easily.SAID, easily.NOTHING)


def _said(report: Report) -> Iterator[EasyCard]:
    left = MOST_QUOTES
    for _, group in groupby(report.sections, key=lambda one: one.question.split(BEFORE_AREA)[0]):
        sections = list(group)
        quotes = next((one.quotes[:1] for one in sections if one.quotes), ())[:left]
        left -= len(quotes)
        yield _question(sections, quotes)


def _question(sections: Sequence[Section], quotes: tuple[Quote, ...]) -> EasyCard:
    first = sections[0]
    whole = BEFORE_AREA not in first.question
    if whole:
        heading, lines = first.heading, told_of(first)
    else:
        heading, lines = _parted(sections)
    lines += tuple(line for section in sections if whole for line in _written(section))
    return EasyCard(Part.SAID, heading, lines, quotes)


def _parted(sections: Sequence[Section]) -> tuple[str, tuple[str, ...]]:
    """One line for each area of a wheel or group of people, under what was asked of all."""
    shared = _shared([section.heading for section in sections])
    cut = shared.rfind(easily.BEFORE_PART)
    if cut < 0 or len(sections) == 1:
        return sections[0].heading, told_of(sections[0])
    lines = (
        easily.PART.format(
            part=section.heading[cut + len(easily.BEFORE_PART) :],
            said=" ".join(_briefly(section)),
        )
        for section in sections
    )
    return shared[:cut], tuple(lines)


def _shared(headings: Sequence[str]) -> str:
    """What all headings begin with."""
    first, last = min(headings), max(headings)
    same = (one == other for one, other in zip(first, last, strict=False))
    return first[: len(list(takewhile(bool, same)))]


def _briefly(section: Section) -> tuple[str, ...]:
    if section.shape is Shape.NOT_ENOUGH:
        return (easily.NOT_ENOUGH,)
    return (section.lead,) if section.lead else easily.row_lines(section)[:1]


def _grounds(section: Section) -> Iterator[str]:
    for says, said in easily.GROUNDS.items():
        found = [row.label for row in section.rows if row.says == says]
        if found:
            yield said.format(which=easily.listed(found))


def _written(section: Section) -> Iterator[str]:
    """What people wrote about, and what was also said."""
    if section.themes:
        yield easily.THEMES
        yield from map(_theme, section.themes[:MOST_THEMES])
        if len(section.themes) > MOST_THEMES:
            yield easily.MORE_THEMES
    if section.also_said and section.also_said != words.NOTHING_TO_ADD:
        yield easily.ALSO.format(said=section.also_said)


def _theme(theme: Theme) -> str:
    return easily.THEME.format(name=theme.name, says=theme.says)


def _next(report: Report) -> EasyCard:
    lines = (*answered_of(report), *(line for one in report.decisions for line in decided_of(one)))
    rated = report.heard_back.rated if report.heard_back is not None else ""
    if rated:
        lines = (*lines, easily.HEARD_RATED.format(words=rated))
    return EasyCard(Part.NEXT, easily.NEXT, lines)


def answered_of(report: Report) -> tuple[str, ...]:
    """What those asked were told; before that, who decides and by when they hear."""
    if report.heard_back is not None:
        return tuple(_heard(report.decides, report.heard_back))
    decides = easily.DECIDES.format(decides=report.decides)
    if report.answer_by is None:
        return (decides,)
    owed = easily.ANSWER_LATE if report.answer_late else easily.ANSWER_BY
    return decides, owed.format(day=day(report.answer_by))


def _heard(decides: str, heard: HeardBack) -> Iterator[str]:
    yield easily.HEARD.format(decides=decides, day=day(heard.given_on))
    for said, words_ in (
        (easily.HEARD_NEXT, heard.next),
        (easily.HEARD_CHANGED, heard.changed),
        (easily.HEARD_WHY_NOT, heard.why_not),
    ):
        if words_:
            yield said.format(words=words_)


def decided_of(one: Decision) -> Iterator[str]:
    """What comes of a theme, why, and until when: a line each."""
    about = easily.ABOUT_THEME.format(theme=one.theme) if one.theme else easily.ABOUT_ALL
    said = (about, easily.VERDICTS[one.verdict], one.promise)
    yield " ".join(part for part in said if part)
    yield easily.WHY.format(reason=one.reason)
    if one.done_on is not None:
        yield easily.DONE.format(day=day(one.done_on))
    elif one.due is not None:
        due = easily.DUE_AGAIN if one.verdict is Verdict.NOT_NOW else easily.DUE
        told = due.format(owner=one.owner, day=day(one.due))
        yield f"{told} {easily.LATE}" if one.late else told


def _cannot(report: Report) -> tuple[EasyCard, ...]:
    lines = list(easily.CANNOT)
    if any(section.shape is Shape.NOT_ENOUGH for section in report.sections):
        lines.append(easily.SOME_NOT_ENOUGH)
    if any(section.quotes for section in report.sections):
        lines.append(easily.ALLOWED)
    return (EasyCard(Part.CANNOT, easily.CANNOT_TELL, tuple(lines)),)


def day(on: date) -> str:
    """A day as easy words write it: 4 March 2027."""
    return f"{on.day} {on:%B %Y}"
