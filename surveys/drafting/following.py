"""A next survey made of a result: peers' words as statements, their ideas two at a time.

It starts from a released result alone. Every word there was allowed by its author, read by a
person, kept free of what others did not share, drawn as a sample and let go by two people; so
nothing that was not out can get into a survey by this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from surveys.definitions.questions import MOST_IDEAS, MOST_STATEMENTS, LongText, Note, Pairs
from surveys.definitions.questions import Statements as StatementsQuestion
from surveys.definitions.shorthand import slug
from surveys.definitions.survey import Survey
from surveys.definitions.texts import MAX_LABEL, MAX_STATEMENT, MAX_TITLE, units
from surveys.drafting.draft import Kind
from surveys.drafting.limits import tidied
from surveys.drafting.naming import choices_of, folded
from surveys.ids import QuestionKey
from surveys.reports.ideas import ASK_NEXT, ideas_in
from surveys.reports.model import Report, Section

FEWEST = 3
"""Fewest statements or ideas that make a question."""

CLOSING = "Is there anything you'd like a person to help with?"


MOST_TO_ASK = 3
"""Most ideas that a button offers to ask next."""


class Into(StrEnum):
    """What a result's words become."""

    STATEMENTS = "statements"
    PAIRS = "pairs"


_MOST = {Into.STATEMENTS: (MOST_STATEMENTS, MAX_STATEMENT), Into.PAIRS: (MOST_IDEAS, MAX_LABEL)}


def words_in(section: Section, into: Into) -> tuple[str, ...]:
    """What of one question's result can be asked about next, in the order it is printed.

    Approved themes come first where ideas are compared: people named them to stand for many.
    Where ideas for a next question were sorted into enough of them, they are all there is: a
    quote beside them would put one idea to the vote twice, and one person's words by themselves.
    Of quotes, only those that fit: none is cut, for half a sentence is nobody's.

    Args:
        section: As it was released, with the words it still quotes.
        into: What they are to become.
    """
    count, longest = _MOST[into]
    themes = [theme.name for theme in section.themes] if into is Into.PAIRS else []
    quotes = [" ".join(quote.text.split()) for quote in section.quotes]
    if section.question == ASK_NEXT and len(themes) >= FEWEST:
        quotes = []
    fitting = _once(tidied(text, ()) for text in (*themes, *quotes))
    return tuple(text for text in fitting if units(text) <= longest)[:count]


def can_follow(report: Report) -> tuple[tuple[int, Into], ...]:
    """The sections, by place, that have words enough for a next survey, and of which kind."""
    return tuple(
        (place, into)
        for place, section in enumerate(report.sections)
        for into in Into
        if len(words_in(section, into)) >= FEWEST
    )


def following(report: Report, place: int, into: Into) -> Survey | None:
    """The survey that asks about one question's words; None where there are too few of them.

    It says why in general words, and what could change and who decides as the result does: an
    author looks at all of it before anybody is asked.
    """
    section = report.sections[place] if place < len(report.sections) else None
    found = () if section is None else words_in(section, into)
    if section is None or len(found) < FEWEST:
        return None
    language = report.language
    votes = section.question == ASK_NEXT and into is Into.PAIRS
    asked, easy = _VOTE if votes else _ASKS[into]
    title = _VOTE_TITLE if votes else _TITLES[into].format(title=report.title)
    key = slug(title, joint="-")
    choices = choices_of(found, _KINDS[into], language)
    closing = Note(id=QuestionKey("closing"), text={language: CLOSING})
    return Survey(
        key=key if key[:1].isalpha() else "next",
        languages=(language,),
        title={language: title if units(title) <= MAX_TITLE else report.title[:MAX_TITLE]},
        why={language: _VOTE_WHY if votes else _WHYS[into]},
        could_change={language: report.could_change},
        decides={language: report.decides},
        questions=(
            _KINDS_ASKED[into](
                id=ASK_NEXT if votes else _IDS[into],
                text={language: asked},
                easy={language: easy},
                choices=choices,
            ),
            closing,
        ),
    )


def can_ask(report: Report) -> tuple[tuple[int, int, str], ...]:
    """What can be asked next, as place, number and idea: a few of the first."""
    return tuple(
        (place, number, idea)
        for place, section in enumerate(report.sections)
        for number, idea in enumerate(ideas_in(section)[:MOST_TO_ASK])
    )


def asking(report: Report, place: int, number: int) -> Survey | None:
    """The survey that asks about one idea; None where the result prints no such idea."""
    section = report.sections[place] if place < len(report.sections) else None
    found = () if section is None else ideas_in(section)
    if number >= len(found):
        return None
    idea, language = found[number], report.language
    title = idea if units(idea) <= MAX_TITLE else report.title[:MAX_TITLE]
    key = slug(title, joint="-")
    question = LongText(
        id=QuestionKey("idea"),
        text={language: idea if idea.endswith("?") else _ABOUT.format(idea=idea)},
        easy={language: idea if idea.endswith("?") else _ABOUT_EASY},
    )
    return Survey(
        key=key if key[:1].isalpha() else "next",
        languages=(language,),
        title={language: title},
        why={language: _ASKED_WHY},
        could_change={language: report.could_change},
        decides={language: report.decides},
        questions=(question, Note(id=QuestionKey("closing"), text={language: CLOSING})),
    )


_KINDS_ASKED: Mapping[Into, type[StatementsQuestion] | type[Pairs]] = {
    Into.STATEMENTS: StatementsQuestion,
    Into.PAIRS: Pairs,
}
_IDS = {Into.STATEMENTS: QuestionKey("said"), Into.PAIRS: QuestionKey("first")}
_VOTE = ("Some of you had these ideas. Which should we ask everyone first?", "Which one first?")
_VOTE_TITLE = "What should we ask first?"
_VOTE_WHY = "Some of you had these ideas. Now everyone can say what we ask next."
_ASKED_WHY = "You said that we should ask about this."
_ABOUT = "You wanted to be asked about this: {idea}. What would you like to say?"
_ABOUT_EASY = "What would you like to say?"
_KINDS = {Into.STATEMENTS: Kind.STATEMENTS, Into.PAIRS: Kind.PAIRS}
_ASKS = {
    Into.STATEMENTS: ("People wrote these. Agree or disagree?", "Is it true for you, or not?"),
    Into.PAIRS: ("People had these ideas. Which should come first?", "Which one first?"),
}
_TITLES = {Into.STATEMENTS: "Do you agree? {title}", Into.PAIRS: "What first? {title}"}
_WHYS = {
    Into.STATEMENTS: "Some of you wrote these. Now everyone can say what they think of them.",
    Into.PAIRS: "Some of you had these ideas. Now everyone can say which should come first.",
}


def _once(texts: Iterable[str]) -> list[str]:
    """Each text once, however it is written; an empty one never."""
    seen: dict[str, str] = {}
    for text in texts:
        if text:
            seen.setdefault(folded(text) or text, text)
    return list(seen.values())
