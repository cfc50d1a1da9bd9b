"""Ideas for the next question, as a result prints them: to be asked, or declined with a reason."""

from __future__ import annotations

from surveys.ids import QuestionKey
from surveys.reports.model import Kind, Section

ASK_NEXT = QuestionKey("ask_next")
"""The question whose answers are ideas for the next question: in the library, and in the vote on
them. Each of its ideas is asked, or declined with a reason."""


def ideas_in(section: Section) -> tuple[str, ...]:
    """The ideas for a next question that a result prints, in the order that can be read off it:
    those most people put first come first. None but under the question for it.

    Themes where people sorted the ideas, and what was voted on; never a single quote.
    """
    if section.question != ASK_NEXT:
        return ()
    if section.themes:
        return tuple(theme.name for theme in section.themes)
    if section.kind is not Kind.SEVERAL_ANSWERS:
        return ()
    voted = [row for row in section.rows if not row.quiet and row.low is not None]
    return tuple(row.label for row in sorted(voted, key=lambda row: -(row.low or 0.0)))
