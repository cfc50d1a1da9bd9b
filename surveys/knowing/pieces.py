"""Pieces: what is printed of a round or a house talk, one thing said at a time.

Made of what was let go and of nothing else: a piece that is in no file of a result is here
nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.reports.model import Report, Section
from surveys.talks.result import TalkResult


class Part(StrEnum):
    """What of a result a piece is."""

    TITLE = "title"
    QUESTION = "question"
    PRINTED = "printed"
    """What is printed of one answer, or of all of them."""
    THEME = "theme"
    WORDS = "words"
    """Words that their author allowed, or a talk agreed on."""
    ALSO = "also"
    DECIDED = "decided"
    HEARD_BACK = "heard_back"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing said.

    Args:
        part: What it is.
        words: What is looked through, as it is printed.
        place: The question it stands under; "" for the whole result.
        says: What is printed beside it, and not looked through.
    """

    part: Part
    words: str
    place: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One result, as it may be opened by whoever asks.

    Args:
        key: The round's or the talk's key.
        title: What it is called.
        on: The day it was let go; of a round that was held, the day it closed.
        pieces: Everything printed of it.
        talk: Whether it is a house talk.
        held: Whether too few answered to show anything.
    """

    key: str
    title: str
    on: date
    pieces: tuple[Piece, ...]
    talk: bool = False
    held: bool = False


def of_report(report: Report) -> Source:
    """A released result, with the decisions and the answer back that are laid beside it."""
    about = [Piece(Part.TITLE, report.title), Piece(Part.QUESTION, report.why)]
    printed = [piece for section in report.sections for piece in _of_section(section)]
    pieces = (*about, *printed, *_decided(report), *_heard_back(report))
    return Source(report.round, report.title, report.released_on, _said(pieces))


def of_talk(result: TalkResult) -> Source:
    """A house talk that was let go: what was agreed. What its people were told after it was
    said to them, and is in no file."""
    pieces = [Piece(Part.TITLE, result.title)]
    for agreed in result.parts:
        pieces.append(Piece(Part.QUESTION, agreed.prompt))
        pieces += [Piece(Part.WORDS, one, agreed.prompt) for one in agreed.sentences]
    said = _said(tuple(pieces))
    return Source(result.talk, result.title, result.released_on, said, talk=True)


def of_held(key: str, title: str, on: date) -> Source:
    """A round of which nothing may be shown: that it was asked, and no more."""
    return Source(key, title, on, (Piece(Part.TITLE, title),), held=True)


def answered(source: Source, *words: str) -> Source:
    """The same with what whoever decides wrote to everybody who was asked."""
    there = {piece.words for piece in source.pieces}
    added = _said(tuple(Piece(Part.HEARD_BACK, one) for one in words if one not in there))
    pieces = (*source.pieces, *added)
    return Source(source.key, source.title, source.on, pieces, source.talk, source.held)


def _of_section(section: Section) -> Iterator[Piece]:
    place = section.heading
    yield Piece(Part.QUESTION, place)
    yield Piece(Part.PRINTED, section.lead, place)
    for row in section.rows:
        if not row.quiet:
            yield Piece(Part.PRINTED, row.label, place, row.says)
    for theme in section.themes:
        words = f"{theme.name}. {theme.description}" if theme.description else theme.name
        yield Piece(Part.THEME, words, place, theme.says)
    for quote in section.quotes:
        yield Piece(Part.WORDS, quote.text, place)
    yield Piece(Part.ALSO, section.also_said, place)


def _decided(report: Report) -> Iterator[Piece]:
    for one in report.decisions:
        yield Piece(Part.DECIDED, f"{one.promise} {one.reason}".strip(), one.theme)


def _heard_back(report: Report) -> Iterator[Piece]:
    heard = report.heard_back
    if heard is not None:
        for words in (heard.next, heard.changed, heard.why_not):
            yield Piece(Part.HEARD_BACK, words)


def _said(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.words.strip())
