"""Dates of birth, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.redaction.spans import Label, Mark, Span

MONTH = (
    r"(?:jan(?:uary|uray)?|feb(?:r?uary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
ORDINAL = (
    rf"(?:(?:twenty|thirty)[ \-](?:{_ONES})|{_ONES}|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
DAY = rf"(?:[0-3]?[0-9] ?(?:st|nd|rd|th)?|{ORDINAL})"
_TEEN = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
    r"|one|two|three|four|five|six|seven|eight|nine|(?:oh|o|zero) [a-z]{3,5})"
)
YEAR = (
    r"(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2}(?![0-9:.])"
    r"|(?:oh|o|zero|nought)[ \-]?(?:one|two|three|four|five|six|seven|eight|nine|[0-9])"
    rf"|two thousand(?: and)? {_TEEN}|twenty {_TEEN}|two thousand)"
)
WORDED = re.compile(
    rf"(?<!\w)(?:the )?(?:{DAY}(?: of)?[ \-]?{MONTH}|{MONTH} (?:the )?{DAY})\b"
    rf"(?P<year>,? (?:in )?{YEAR})?(?!\w)"
    rf"|(?<!\w)(?:the )?{DAY} of the {DAY}(?:,? (?:of )?{YEAR})?(?!\w)"
    rf"|(?<!\w){MONTH} {YEAR}(?!\w)",
    re.I,
)
DATED = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec| of the ", re.I)
"""Something of this is in every date with words in it."""
NUMERIC = re.compile(
    r"(?<![\w/.\-])(?:(?P<iso>(?:19|20)[0-9]{2}[\-/.][01]?[0-9][\-/.][0-3]?[0-9])"
    r"|[0-3]?[0-9](?P<sep>[/.\-])[0-3]?[0-9](?:(?P=sep)(?P<year>(?:19|20)[0-9]{2}|[0-9]{2}))?"
    r"|[0-3][0-9] [01][0-9] (?P<spaced>(?:19|20)?[0-9]{2})"
    r"|(?P<compact>(?:19|20)[0-9]{2}[01][0-9][0-3][0-9])|[0-3][0-9][01][0-9](?:19|20)?[0-9]{2})"
    r"(?![\w/\-]|\.[0-9])"
)
FIGURES = re.compile("[0-9]{2}|[0-9][/.-]")
"""Something of this is in every date in figures."""
BORN = (
    r"(?:born|birthdays?|birthdate|b-?day|bdays?|d[. ]?o[. ]?b\b\.?|date of birth|birth"
    r"|turn(?:s|ed|ing)?(?: \d\d?)?)"
)
BIRTHS = re.compile("bo|bi|bd|b-|d[. ]?o|date|turn", re.I)
"""Something of this is in every word of ``BORN``."""
BEFORE = re.compile(
    rf"\b{BORN}\b[^.!?\n]{{0,28}}$|\b(?:i|im|he|hes|she|shes|ill be|be) (?:is |am )?\d\d?"
    r"(?: \w{1,12}){0,3} on (?:the )?$|\bb[.:] ?$|\b(?:i|im|we|twins|hes|shes) b $",
    re.I,
)
RIGHT_BEFORE = re.compile(rf"\b{BORN}[\s:=\-]*(?:is |on |was |in |date )*(?:the )?$", re.I)
AFTER = re.compile(rf"[^.!?\n]{{0,28}}\b{BORN}\b| bab(?:y|ies)\b", re.I)
FEAST = re.compile(
    rf"\b{BORN} (?:is |was |on )*(?P<day>(?:valentines?|valentine['’]s|christmas|boxing|new years?"
    r"|new year['’]s|st patricks?|halloween|bonfire|april fools?)(?: (?:day|eve|night))?"
    rf"(?:,? (?:of |in )?{YEAR})?)\b",
    re.I,
)
MONTH_ALONE = re.compile(rf"\b{BORN} (?:is |was |s )?in (?P<month>{MONTH})\b", re.I)
YEAR_ALONE = re.compile(r"\bborn (?:in )?(?P<year>(?:19|20)\d\d)\b", re.I)


def find_births(text: str) -> Iterator[Span]:
    """Dates near words of birth; whole dates in a young person's years are asked about."""
    for match in WORDED.finditer(text) if DATED.search(text) else ():
        mark = _near(text, match) or _young(match["year"])
        if mark is not None:
            yield Span(*match.span(), Label.DOB, mark)
    for match in NUMERIC.finditer(text) if FIGURES.search(text) else ():
        whole = bool(match["iso"] or match["year"] or match["spaced"] or match["compact"])
        if not whole and (match["sep"] == "." or not _right_before(text, match)):
            continue
        mark = _near(text, match) or _young(
            match["year"] or (match["iso"] or "")[:4], figures=True
        )
        if mark is not None:
            yield Span(*match.span(), Label.DOB, mark)
    if not BIRTHS.search(text):
        return
    for match in FEAST.finditer(text):
        yield Span(*match.span("day"), Label.DOB)
    for match in MONTH_ALONE.finditer(text):
        yield Span(*match.span("month"), Label.DOB, Mark.ASK)
    for match in YEAR_ALONE.finditer(text):
        yield Span(*match.span("year"), Label.DOB, Mark.ASK)


def _right_before(text: str, match: re.Match[str]) -> bool:
    return RIGHT_BEFORE.search(text, max(0, match.start() - 40), match.start()) is not None


def _near(text: str, match: re.Match[str]) -> Mark | None:
    start, end = match.span()
    if BEFORE.search(text, max(0, start - 48), start) or AFTER.match(text, end, end + 48):
        return Mark.HIDDEN
    return None


def _young(year: str | None, *, figures: bool = False) -> Mark | None:
    """Doubtful when the year is one in which a young person of today may be born."""
    if figures and re.fullmatch(r"0[3-9]|1[0-9]", year or ""):
        return Mark.ASK
    digits = re.search(r"(?:20)(0\d|1[0-9])\b", year or "")
    worded = re.search(r"thousand|twenty|\b(?:oh|nought|zero)\b", year or "", re.I)
    return Mark.ASK if digits or worded else None
