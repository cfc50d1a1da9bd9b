"""Themes in a result: only those that people approved, and only as protection prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from surveys.definitions.questions import AnyQuestion, LongText, ShortText
from surveys.protection.forms import rounded
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
from surveys.themes.approved import ApprovedThemes

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
    if approved is None or question.id not in approved.themes or not has_themes(question):
        return section
    if shielded.branch or not isinstance(shielded.printed, Writers):
        return section
    settled = {one.name: one for one in approved.themes[question.id]}
    printed = printed_themes(
        {name: len(one.answers) for name, one in settled.items()},
        shielded.asked,
        sensitive=question.sensitive,
        safety=question.safety,
        earlier=_before(question, earlier),
    )
    themes = tuple(
        _theme(name, settled[name].description, backing, shielded.asked)
        for name, backing in printed.items()
    )
    said = ""
    if shielded.asked >= ALSO_FROM and not question.safety:
        also = approved.also_said.get(question.id)
        said = words.NOTHING_TO_ADD if also is None else also.text
    return section.model_copy(update={"themes": themes, "also_said": said})


def has_themes(question: AnyQuestion) -> bool:
    """Whether a question asks for words of one's own, which is what themes are made of."""
    return isinstance(question, ShortText | LongText)


def how_sorted(sections: Iterable[Section], approved: ApprovedThemes | None) -> tuple[str, ...]:
    """How the themes came about, for a result that has any; nothing for one that has none."""
    if approved is None or not any(one.themes for one in sections):
        return ()
    return (*words.SORTED, *approved.notes)


def _theme(name: str, description: str, backing: Backing, asked: int) -> Theme:
    low, high = _share(backing, asked) or (None, None)
    return Theme(
        name=name,
        description=description,
        says=words.backing_words(backing),
        low=None if low is None else round(low, 3),
        high=None if high is None else round(high, 3),
    )


def _share(backing: Backing, asked: int) -> tuple[float, float] | None:
    """The drawn range, worked out from printed numbers alone."""
    if backing.about is None:
        return _SHARES[backing.support]
    whole = rounded(asked)
    return min((backing.about - 2) / whole, 1), min((backing.about + 2) / whole, 1)


def _before(question: AnyQuestion, earlier: Sequence[Before]) -> tuple[ThemesBefore, ...]:
    """What earlier results printed of the same question's themes, read off as they were."""
    found = []
    for before in earlier:
        section = before.section(question.id)
        read = (
            {one.name: words.read_backing(one.says) for one in section.themes} if section else {}
        )
        backings = {name: backing for name, backing in read.items() if backing is not None}
        if backings:
            found.append(ThemesBefore(backings, before.total))
    return tuple(found)
