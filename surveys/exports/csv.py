"""A report as CSV, for spreadsheets: UTF-8 with a mark, one row a line, no cell a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from surveys.exports.paper_words import ALL_OF_IT, RATED
from surveys.exports.papers import decided
from surveys.exports.plain import plain
from surveys.reports.model import Report, Section
from surveys.reports.saying import dont_say, sentences

COLUMNS = ("part", "question", "answer", "says", "why")
"""All that a row may hold. Nothing is added without being named here."""

GUARD = "'"
"""Put before a cell that a spreadsheet could take for a formula; ``unguarded`` takes it off."""

_FORMULA = re.compile(
    "^[\\s'\"`\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]*"
    "[=+\\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]"
)
"""A sign that starts a formula, full-width and small forms too, after anything invisible."""


def render(report: Report) -> bytes:
    """The report as a CSV file (RFC 4180): a header, then one record for each thing said."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in _rows(report):
        cells = [guarded(plain(cell)) for cell in row]
        writer.writerow(cells + [""] * (len(COLUMNS) - len(cells)))
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell such that every spreadsheet opens it as text."""
    return GUARD + cell if _FORMULA.match(cell) or cell[:1] in ("\t", "\r", "\n") else cell


def unguarded(cell: str) -> str:
    """The words of a cell that ``guarded`` wrote."""
    bare = cell.removeprefix(GUARD)
    return bare if bare != cell and guarded(bare) == cell else cell


Cells = tuple[str, ...]
"""One record; what is left off at its end is empty."""


def _rows(report: Report) -> Iterator[Cells]:
    yield from _about(report)
    for sentence in sentences(report):
        yield "in short", "", "", sentence
    for untrue in dont_say(report):
        yield "don't say", "", "", untrue
    yield from _answered(report)
    for section in report.sections:
        yield from _section(section)
    for line in report.method:
        yield "method", "", "", line
    for line in report.limits:
        yield "limits", "", "", line


def _about(report: Report) -> Iterator[Cells]:
    facts = {
        "title": report.title,
        "why": report.why,
        "what could change": report.could_change,
        "who decides": report.decides,
        "answers by": f"{report.answer_by:%Y-%m-%d}" if report.answer_by else "",
        "late": "yes" if report.answer_late else "",
        "opened": f"{report.opened_on:%Y-%m-%d}",
        "closed": f"{report.closed_on:%Y-%m-%d}",
        "round": report.round,
        "release": report.release,
        "released": f"{report.released_on:%Y-%m-%d}" if report.release else "",
        "approved by": report.approved_by or ("nobody yet" if report.release else ""),
        "form": f"{report.form} (edition {report.form_version})",
        "asked": report.asked,
        "answered": report.answered or "Not enough to show.",
    }
    for name, said in facts.items():
        if said:
            yield "about", "", name, said


def _answered(report: Report) -> Iterator[Cells]:
    """What those asked were told, and what was decided, as it stands today."""
    told = report.heard_back
    if told is not None:
        facts = {
            "what happens next": told.next,
            "what changed": told.changed,
            "what can't change, and why": told.why_not,
            RATED.lower(): told.rated,
            "told on": f"{told.given_on:%Y-%m-%d}",
            "sent back": "yes" if told.sent_back else "",
        }
        for name, said in facts.items():
            if said:
                yield "heard back", "", name, said
    for one in report.decisions:
        for label, said in decided(one):
            yield "decision", one.theme or ALL_OF_IT.lower(), label.lower(), said


def _section(section: Section) -> Iterator[Cells]:
    if section.lead:
        yield "answers", section.heading, "", section.lead
    for row in section.rows:
        yield "answers", section.heading, row.label, row.says
        if row.change:
            yield "change", section.heading, row.label, row.change
    for note in section.notes:
        yield "note", section.heading, "", note
    for theme in section.themes:
        yield "theme", section.heading, theme.name, theme.says, theme.description
        if theme.change:
            yield "change", section.heading, theme.name, theme.change
    if section.also_said:
        yield "also said", section.heading, "", section.also_said
    for quote in section.quotes:
        kind = "in a reader's words" if quote.reworded else "in their own words"
        yield "words", section.heading, kind, quote.text, quote.why
