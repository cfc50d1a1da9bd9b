"""A released result without the words that may not be shown any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from surveys.ids import QuestionKey
from surveys.protection.quoting import allowed_of, most_shown
from surveys.reports import words
from surveys.reports.compose import Passed
from surveys.reports.model import Quote, Report, Section


def thinned(
    report: Report,
    passed: Passed,
    total: int,
    also_said: Mapping[QuestionKey, str] | None = None,
) -> Report:
    """The same result with only those of its quotes that may still be shown.

    Where so few are left that all of them, or nearly all, would be shown, some of those go as
    well: a quote that is gone does not say that its author took it back.

    Args:
        report: As it was released; its quotes are in an order drawn by chance.
        passed: What may be seen of each question's texts today.
        total: How many answered the round. Unit: people.
        also_said: What may still be said of other ideas, by question.
    """
    sections = tuple(
        _thinned(section, passed, total, also_said or {}) for section in report.sections
    )
    return report.model_copy(update={"sections": sections})


def _thinned(
    section: Section, passed: Passed, total: int, also_said: Mapping[QuestionKey, str]
) -> Section:
    allowed = [
        (one.text, one.reworded)
        for key, texts in passed.items()
        if key == section.question
        for one in allowed_of(texts, total)
    ]
    left, kept = Counter(allowed), list[Quote]()
    for quote in section.quotes:
        one = (quote.text, quote.reworded)
        if left[one] and len(kept) < most_shown(len(allowed)):
            left[one] -= 1
            kept.append(quote)
    said = section.also_said
    if said and said != also_said.get(QuestionKey(section.question)):
        said = words.NOTHING_TO_ADD
    return section.model_copy(update={"quotes": tuple(kept), "also_said": said})
