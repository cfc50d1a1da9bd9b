"""Themes in a result: only those that people approved, and only as protection prints them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from surveys.definitions.questions import AnyQuestion, LongText, ShortText
from surveys.definitions.survey import Survey
from surveys.ids import AnswerId
from surveys.protection.forms import rounded
from surveys.protection.theme_changes import PrintedTheme, Wave, compare, same_name
from surveys.protection.themes import (
    ALSO_FROM,
    Backing,
    Support,
    ThemesBefore,
    printed_themes,
)
from surveys.protection.writers import Writers
from surveys.reports import words
from surveys.reports.model import Section, Theme
from surveys.reports.repeating import Before
from surveys.reports.shielding import Shielded
from surveys.themes.approved import ApprovedTheme, ApprovedThemes

_SHARES: Mapping[Support, tuple[float, float] | None] = {
    Support.AT_LEAST_THREE: None,
    Support.UNDER_A_THIRD: (0, 1 / 3),
    Support.HALF_OR_FEWER: (0, 1 / 2),
    Support.TWO_THIRDS_OR_FEWER: (0, 2 / 3),
    Support.MIDDLE: (1 / 3, 2 / 3),
    Support.BETWEEN: (1 / 3, 2 / 3),
    Support.OVER_HALF: (1 / 2, 1),
    Support.OVER_TWO_THIRDS: (2 / 3, 1),
}
"""What is drawn for what is said: the same whatever the count and the exact number of people."""


class Counted(Protocol):
    """A theme with its answers, settled or approved."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def answers(self) -> Collection[AnswerId]:
        """The answers in it."""

    @property
    def codebook(self) -> str | None:
        """The theme of the codebook that it is."""


def themed(
    section: Section,
    question: AnyQuestion,
    shielded: Shielded,
    approved: ApprovedThemes | None,
    earlier: Sequence[Before] = (),
) -> Section:
    """A question's section with the themes of its words.

    Themes stand where everybody was asked in their own words and it is printed how many wrote.
    Whatever else stands in the section does not change because of them.

    Args:
        section: What is printed of the question without them.
        question: As it was asked.
        shielded: What may be shown of it.
        approved: What people approved; None where there are no themes this time.
        earlier: The results of the same people that are out.
    """
    if approved is None or question.id not in approved.themes:
        return section
    if not can_have_themes(question, shielded):
        return section
    settled = {one.name: one for one in approved.themes[question.id]}
    printed = backings_of(question, shielded, tuple(settled.values()), earlier)
    themes = tuple(
        _theme(settled[name], backing, shielded.asked) for name, backing in printed.items()
    )
    said = ""
    if shielded.asked >= ALSO_FROM and not question.safety:
        also = approved.also_said.get(question.id)
        said = words.NOTHING_TO_ADD if also is None else also.text
    return section.model_copy(update={"themes": themes, "also_said": said})


def can_have_themes(question: AnyQuestion, shielded: Shielded) -> bool:
    """Whether themes may stand under a question, as it is printed."""
    printed = isinstance(shielded.printed, Writers) and not shielded.branch
    return has_themes(question) and printed


def backings_of(
    question: AnyQuestion,
    shielded: Shielded,
    themes: Sequence[Counted],
    earlier: Sequence[Before] = (),
) -> dict[str, Backing]:
    """What is printed of themes, by name: also of those that nobody approved yet, so that whoever
    is shown a draft sees no more than a result would print.

    Args:
        question: As it was asked.
        shielded: What may be shown of it.
        themes: The themes, each with its answers.
        earlier: The results of the same people that are out.
    """
    if not can_have_themes(question, shielded):
        return {}
    return printed_themes(
        {one.name: len(one.answers) for one in themes},
        shielded.asked,
        sensitive=question.sensitive,
        safety=question.safety,
        earlier=_before(question, {one.name: one for one in themes}, earlier),
    )


def has_themes(question: AnyQuestion) -> bool:
    """Whether a question asks for words of one's own, which is what themes are made of."""
    return isinstance(question, ShortText | LongText)


def themes_since(
    survey: Survey, sections: Iterable[Section], before: Before, total: int
) -> tuple[Section, ...]:
    """The sections with what became of their themes since the wave before, read off what both
    print.

    Args:
        survey: The version that was asked.
        sections: What is printed now.
        before: The wave before.
        total: How many answered now. Unit: people.
    """
    same = {each.id for each in survey.asked if each in before.survey.asked}
    return tuple(_since(one, before, total) if one.question in same else one for one in sections)


def _since(section: Section, before: Before, total: int) -> Section:
    earlier = before.section(section.question)
    found = {
        one.now.name: words.theme_changed_words(
            one.since, renamed=not same_name(one.was, one.now.name)
        )
        for one in compare(
            Wave(_printed(earlier), before.total),
            Wave(_printed(section), total),
        )
    }
    if not found:
        return section
    note = words.SINCE.format(day=f"{before.closed_on.day} {before.closed_on:%B %Y}")
    themes = tuple(
        one.model_copy(update={"change": found.get(one.name, "")}) for one in section.themes
    )
    return section.model_copy(update={"themes": themes, "notes": (*section.notes, note)})


def _printed(section: Section | None) -> tuple[PrintedTheme, ...]:
    """The themes of a section, read off as it prints them."""
    read = [(one, words.read_backing(one.says)) for one in section.themes] if section else []
    return tuple(PrintedTheme(one.name, said, one.id) for one, said in read if said is not None)


def how_sorted(sections: Iterable[Section], approved: ApprovedThemes | None) -> tuple[str, ...]:
    """How the themes came about, for a result that has any; nothing for one that has none."""
    if approved is None or not any(one.themes for one in sections):
        return ()
    return (*words.SORTED, *approved.notes)


def _theme(one: ApprovedTheme, backing: Backing, asked: int) -> Theme:
    low, high = _share(backing, asked) or (None, None)
    return Theme(
        name=one.name,
        description=one.description,
        says=words.backing_words(backing),
        low=None if low is None else round(low, 3),
        high=None if high is None else round(high, 3),
        id=one.codebook,
    )


def _share(backing: Backing, asked: int) -> tuple[float, float] | None:
    """The drawn range, worked out from printed numbers alone."""
    if backing.about is None:
        return _SHARES[backing.support]
    whole = rounded(asked)
    return min((backing.about - 2) / whole, 1), min((backing.about + 2) / whole, 1)


def _before(
    question: AnyQuestion, settled: Mapping[str, Counted], earlier: Sequence[Before]
) -> tuple[ThemesBefore, ...]:
    """What earlier results printed of the same question's themes, read off as they were.

    A theme that had another name is there under the one it has now: what became of it is said,
    so a reader knows that the two are one.
    """
    printed = [(_printed(before.section(question.id)), before.total) for before in earlier]
    every = [one for themes, _ in printed for one in themes]
    names = {name: _called(one, every) for name, one in settled.items()}
    found = []
    for themes, total in printed:
        now_called = {
            name: one.backing
            for name, then in names.items()
            for one in sorted(themes, key=lambda each: each.id == (settled[name].codebook or ""))
            if one.name.casefold() in then
        }
        if themes:
            by_name = {one.name: one.backing for one in themes}
            taken = {name.casefold() for name in by_name}
            more = {n: said for n, said in now_called.items() if n.casefold() not in taken}
            found.append(ThemesBefore(by_name | more, total))
    return tuple(found)


def _called(theme: Counted, printed: Sequence[PrintedTheme]) -> frozenset[str]:
    """All names by which a reader may know a theme, through ids and names, capitals aside."""
    names, ids = {theme.name.casefold()}, {theme.codebook or ""}
    for _ in printed:
        for one in printed:
            if one.name.casefold() in names or (one.id and one.id in ids):
                names.add(one.name.casefold())
                ids.add(one.id)
    return frozenset(names)
