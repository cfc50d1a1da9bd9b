"""The sentences of a result in easy words: for a reader of nine or ten, each literally true.

What is printed of a row is read back from its words, so a sentence says what they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveys.protection.forms import Band, Cell
from surveys.reports import words
from surveys.reports.model import Section, Verdict

ASKED = "Why we asked"
SAID = "What people said"
NEXT = "What happens next"
CANNOT_TELL = "What we can't tell you"

NOT_ENOUGH = "There is not enough to show here."
NOTHING = (
    "Too few people answered, or nearly all from one home.",
    "With so few, someone could guess who said what.",
)
CANNOT = (
    "This is what the people who answered said. Other people may think something else.",
    "We don't show exact numbers. They could point at someone.",
    "A small number can still matter a lot.",
)
SOME_NOT_ENOUGH = "Some parts have too little to show. Someone could guess who it was."
ALLOWED = "Words are here only if the person who wrote them said yes."

THEMES = "This is what people wrote about:"
THEME = "“{name}”: {says}."
MORE_THEMES = "People wrote about more. You can see it in the whole result."
ALSO = "Also said, in a reader's words: {said}"

DECIDES = "{decides} decides what happens now."
ANSWER_BY = "By {day} everyone who was asked hears back."
ANSWER_LATE = "Everyone should have heard back by {day}. It is late."
HEARD = "An answer came on {day}, from {decides}."
HEARD_NEXT = "What happens next: {words}"
HEARD_CHANGED = "What changed: {words}"
HEARD_WHY_NOT = "What can't be, and why: {words}"
HEARD_RATED = "What people thought of that: {words}"
ABOUT_THEME = "“{theme}”:"
ABOUT_ALL = ""
VERDICTS: Mapping[Verdict, str] = {
    Verdict.YES: "Yes.",
    Verdict.PARTLY: "Partly.",
    Verdict.NOT_NOW: "Not now.",
    Verdict.NO: "No.",
}
WHY = "Why: {reason}"
DUE = "By {day}. Who sees to it: {owner}."
DUE_AGAIN = "Looked at again by {day}. Who sees to it: {owner}."
LATE = "It is late."
DONE = "It was done on {day}."

PART = "{part}: {said}"
BEFORE_PART = " – "
"""Between a question and the area or group that a section is about."""
KEPT_NOTES = (words.NOT_EVERYONE, words.SCORES.split("{", 1)[0])
"""Beginnings of the notes without which a sentence would say too much."""
GROUNDS = {
    "most people agree": "Most people agree with this: {which}.",
    "most people disagree": "Most people don't agree with this: {which}.",
    "divided: some surely agree, and some surely disagree": (
        "People don't agree with each other on this: {which}."
    ),
}
"""What is said of statements, by what is printed of each."""

MOST_GROUPS = 2
"""Sentences about the rows of one question, without those on safety."""
MOST_NAMED = 4
"""Answers named in one sentence."""

_CROWDS = {
    Band.MORE_THAN_TWO_THIRDS: ("More than 2 in every 3 people", "Maybe everyone did."),
    Band.MORE_THAN_HALF: ("More than half", "Maybe everyone did."),
    Band.HALF_OR_MORE: ("Half or more", "Maybe everyone did."),
    Band.IN_BETWEEN: ("Between 1 and 2 in every 3 people", ""),
    Band.IN_THE_MIDDLE: ("A middle-sized part of the group", ""),
    Band.HALF_OR_FEWER: ("Half or fewer", "Maybe nobody did."),
    Band.FEWER_THAN_HALF: ("Fewer than half", "Maybe nobody did."),
    Band.FEWER_THAN_A_THIRD: ("Fewer than 1 in every 3 people", "Maybe nobody did."),
    Band.TWO_OR_FEWER: ("Two people or fewer", "Maybe nobody did."),
}
"""Who did it, the most first, and what else may be so."""
_ORDER = (Band.ABOUT, *_CROWDS, Band.SOME_MAY)
_SAID = ("said", "said")
_VERBS = (
    (words.SEVERAL, ("picked", "picked")),
    (words.GAVE_DOTS.split("{", 1)[0], ("gave dots to", "given dots to")),
    (words.PUT_FIRST, ("put this first:", "put this first:")),
    (words.TWO_AT_A_TIME, ("mostly chose", "mostly chosen")),
)
"""What people did, by the note that tells it: as a past, and after "have"."""


def row_lines(section: Section) -> tuple[str, ...]:
    """The rows of a question in sentences: those most people are in, and those on safety."""
    found: dict[tuple[int, int], tuple[Cell, list[str]]] = {}
    for row in section.rows:
        cell = words.read_cell(row.says)
        if cell is not None and not row.quiet:
            found.setdefault(_rank(cell), (cell, []))[1].append(row.label)
    ranked = [found[key] for key in sorted(found)]
    sure = [one for one in ranked if one[0].band is not Band.SOME_MAY]
    maybe = [one for one in ranked if one[0].band is Band.SOME_MAY]
    verb = _verb(section)
    return tuple(_sentence(cell, labels, verb) for cell, labels in (*sure[:MOST_GROUPS], *maybe))


def listed(labels: Sequence[str], *, most: int = MOST_NAMED) -> str:
    """Labels in quotes, one after the other; of very many only the first."""
    named = [f"“{label}”" for label in labels[:most]]
    if len(labels) > most:
        return f"{', '.join(named)} and more"
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _rank(cell: Cell) -> tuple[int, int]:
    return _ORDER.index(cell.band), -(cell.about or 0)


def _verb(section: Section) -> tuple[str, str]:
    for note, verb in _VERBS:
        if any(each.startswith(note) for each in section.notes):
            return verb
    return _SAID


def _sentence(cell: Cell, labels: Sequence[str], verb: tuple[str, str]) -> str:
    did, done = verb
    each = "" if len(labels) == 1 else "each of these: "
    if each:
        did, done = did.removesuffix(" this first:"), done.removesuffix(" this first:")
        each = "each of these first: " if did == "put" else each
    which = f"{each}{listed(labels)}"
    if cell.band is Band.SOME_MAY:
        return f"Some people may have {done} {which}. We act as if at least one did."
    if cell.band is Band.ABOUT:
        return f"About {cell.about} people {did} {which}."
    crowd, also = _CROWDS[cell.band]
    return f"{crowd} {did} {which}.{' ' if also else ''}{also}"
