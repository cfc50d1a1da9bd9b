"""A round's results as a report. The one way out: whatever goes in, protection is inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.protection.breakdowns import Breakdown
from surveys.protection.forms import COUNTS_FROM, Form, form_for, printed_size
from surveys.protection.quoting import PassedText, choose_quotes
from surveys.reports import words
from surveys.reports.model import Report, Section
from surveys.reports.repeating import Before, beside, compared, group_sizes
from surveys.reports.sections import sections_of
from surveys.reports.shielding import shield
from surveys.reports.tally import Tally
from surveys.reports.theming import Counted, backings_of, how_sorted, themed, themes_since
from surveys.themes.approved import ApprovedThemes

Passed = Mapping[QuestionKey, Sequence[PassedText]]
"""What the reader passed, by question."""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What a report says of its round, and the two numbers it bands.

    Args:
        key: The round's key.
        opened_on: The day it opened, in its own zone.
        closed_on: The day it closed.
        decides: Who decides with it: a name and a job. Empty: as the survey says.
        invited: How many were asked. Unit: people.
        total: How many envelopes were sealed. Unit: people.
        breakdowns: What was declared to be compared, and what became of it at the seal.
        earlier: What is out already of rounds that asked the same people, the latest last.
        answer_by: The day by which whoever decides answers everybody asked; None: none was said.
    """

    key: str
    opened_on: date
    closed_on: date
    invited: int
    total: int
    decides: str = ""
    breakdowns: tuple[Breakdown, ...] = ()
    earlier: tuple[Before, ...] = ()
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What a report says of its release.

    Args:
        id: What the release is called, in print.
        on: The day it was made.
        seed: Where the sample of words comes from; the same for the same release, and known
            to nobody who reads it.
        approved_by: The second person's name; empty until then.
    """

    id: str
    on: date
    seed: str
    approved_by: str = ""


def compose(
    *,
    survey: Survey,
    facts: RoundFacts,
    tallies: Mapping[QuestionKey, Tally],
    passed: Passed,
    release: ReleaseFacts,
    themes: ApprovedThemes | None = None,
) -> Report:
    """Make a round's report.

    Below five answers it says the same whatever the answers were. Otherwise it is a function
    of the survey, of what protection prints of each question, and of what people let go of the
    words: those passed, and the themes approved.

    Args:
        survey: The version that was asked.
        facts: The round's days and sizes.
        tallies: Every question's exact counts, from ``tally``.
        passed: The words a reader passed, by question.
        release: The release's own facts.
        themes: What people approved; None where there are no themes this time.
    """
    language = survey.main_language
    form = form_for(facts.total)
    report = Report(
        round=facts.key,
        language=language,
        title=survey.title[language],
        why=survey.why[language],
        could_change=survey.could_change[language],
        decides=facts.decides or survey.decides[language],
        opened_on=facts.opened_on,
        closed_on=facts.closed_on,
        enough=form is not Form.NOTHING,
        form=words.FORMS[form],
        release=release.id,
        released_on=release.on,
        approved_by=release.approved_by,
        answer_by=facts.answer_by,
    )
    if form is Form.NOTHING:
        return report
    sections = _sections(survey, facts, tallies, passed, release.seed, themes)
    said = {**_said(facts), "method": (*words.METHOD, *how_sorted(sections, themes))}
    return report.model_copy(update={**said, "sections": sections})


def themes_to_print(
    survey: Survey,
    facts: RoundFacts,
    tallies: Mapping[QuestionKey, Tally],
    themes: Mapping[QuestionKey, Sequence[Counted]],
) -> dict[QuestionKey, tuple[str, ...]]:
    """The names of those themes that a result of today would print, by question; of any other
    nobody learns that it is there. For whoever is shown a draft.

    Args:
        survey: The version that was asked.
        facts: The round's days and sizes.
        tallies: Every question's exact counts, from ``tally``.
        themes: What people settled, by question.
    """
    if form_for(facts.total) is Form.NOTHING:
        return {}
    shielded = beside(survey, shield(survey, tallies, facts.total), facts.earlier, facts.total)
    found = {
        one.id: tuple(backings_of(one, shielded[one.id], themes[one.id], facts.earlier))
        for one in survey.asked
        if one.id in themes
    }
    return {key: names for key, names in found.items() if names}


def _said(facts: RoundFacts) -> dict[str, object]:
    """What is said of a round of five or more: its sizes in words, the limits."""
    invited = max(facts.invited, facts.total)
    rounded = words.ROUNDED if facts.total >= COUNTS_FROM else words.NO_MEANS
    return {
        "asked": f"{words.size_words(printed_size(invited), of='were asked')} "
        + words.turnout_words(facts.total, invited),
        "answered": words.size_words(printed_size(facts.total), of="answered"),
        "limits": (rounded, *map(words.compared_words, facts.breakdowns), *words.LIMITS),
    }


def approved(report: Report, *, by: str, on: date) -> Report:
    """The report once a second person has approved it.

    Args:
        report: As it was proposed.
        by: The second person's name.
        on: The day they approved it.
    """
    return report.model_copy(update={"approved_by": by, "released_on": on})


def _sections(
    survey: Survey,
    facts: RoundFacts,
    tallies: Mapping[QuestionKey, Tally],
    passed: Passed,
    seed: str,
    themes: ApprovedThemes | None,
) -> tuple[Section, ...]:
    total = facts.total
    shielded = beside(survey, shield(survey, tallies, total), facts.earlier, total)
    sections: list[Section] = []
    for question in survey.asked:
        shown = shielded[question.id]
        quotes = choose_quotes(
            passed.get(question.id, ()),
            wrote=tallies[question.id].wrote,
            surely_wrote=shown.surely_wrote,
            total=total,
            # Not a secret: which passed words are shown is there to be read.
            draw=Random(f"{seed}|{question.id}"),  # noqa: S311
        )
        parts = sections_of(question, shown, quotes, survey.main_language)
        sections.extend(themed(one, question, shown, themes, facts.earlier) for one in parts)
    waves = [before for before in facts.earlier if before.in_series]
    if not waves:
        return tuple(sections)
    since = compared(survey, sections, waves[-1], group_sizes(facts.breakdowns) | {"": total})
    return themes_since(survey, since, waves[-1], total)
