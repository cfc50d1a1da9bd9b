"""Every word of a report that no author or respondent wrote. Plain English, for age ten and up."""

from __future__ import annotations

from typing import assert_never

from surveys.protection.forms import Band, Cell, Crowd, Form, PrintedSize

NOT_ENOUGH = "Not enough to show."
NOTHING = (
    "Not enough people answered to show anything. With so few, someone could guess who said what."
)
SPREAD_OUT = "Answers were spread out. No answer had more than half."
SEVERAL = "People could pick more than one."
GAVE_DOTS = "Everyone had {dots} dots to share out. This shows who gave each at least one."
PUT_FIRST = "People put these in order. This shows only what they put first."
SCORES = "Scores run from 1 to {points}. People scored only what they chose to."
AREA = "– {area}"
"""An area of a wheel, after the question."""
NOT_EVERYONE = "Not everyone was asked this."
NO_QUOTES = "No words are shown here."
REWORDED = "The idea, in a reader's words."
OWN_WORDS = "In their own words"
WITHHELD_WORDS = "Too few people wrote something to show it."

METHOD = (
    "Everyone could skip any question.",
    "Answers waited in locked envelopes, then were mixed together. The names were thrown away.",
    "Exact numbers are never shown. They could point at someone.",
    "Words are shown only if their author said yes. A person read them first.",
    "Only some of the words are shown, in a mixed order.",
)
FORMS = {
    Form.NOTHING: "nothing is shown below 5 answers",
    Form.BANDS: "three bands, for 5 to 9 answers",
    Form.THIRDS: "thirds, for 10 to 19 answers",
    Form.COUNTS: "numbers rounded to 5, for 20 answers or more",
}
LIMITS = (
    "This is what the people who answered said. Others may think differently.",
    "A low number can still matter a lot to someone.",
)
NO_MEANS = "With fewer than 20 answers there are no numbers and no averages."
ROUNDED = "Numbers are rounded to the nearest 5. They may not add up."

_BANDS = {
    Band.FEWER_THAN_HALF: "fewer than half, maybe nobody",
    Band.IN_THE_MIDDLE: "somewhere in the middle",
    Band.MORE_THAN_HALF: "more than half, maybe everyone",
    Band.FEWER_THAN_A_THIRD: "fewer than a third, maybe nobody",
    Band.IN_BETWEEN: "between a third and two thirds",
    Band.MORE_THAN_TWO_THIRDS: "more than two thirds, maybe everyone",
    Band.HALF_OR_FEWER: "half or fewer, maybe nobody",
    Band.HALF_OR_MORE: "half or more, maybe everyone",
    Band.TWO_OR_FEWER: "2 or fewer, maybe nobody",
    Band.SOME_MAY: "some may have; treat it as if at least one did",
}


def cell_words(cell: Cell) -> str:
    """What a printed cell says."""
    return f"about {cell.about}" if cell.band is Band.ABOUT else _BANDS[cell.band]


def most_words(label: str, *, verb: str = "chose") -> str:
    """That more than half chose one answer; ``verb`` says what choosing was."""
    named = f"put “{label}” first" if verb == "put first" else f"{verb} “{label}”"
    return f"Most people {named}."


MOST_SILENT = "Most people gave no answer."
MOST_DID_NOT_SCORE = "Most people did not score this."


def writers_words(cell: Cell) -> str:
    """How many wrote something, at least five."""
    if cell.band is Band.MORE_THAN_HALF:
        return "More than half of the people who answered wrote something."
    return "At least 5 people wrote something. That's half or fewer."


SOME_WROTE = "At least 5 people wrote something."


def size_words(size: PrintedSize, *, of: str) -> str:
    """How many people answered, or were asked: ``of`` is the verb that follows."""
    match size.crowd:
        case Crowd.FIVE_TO_NINE:
            return f"5 to 9 people {of}."
        case Crowd.TEN_TO_NINETEEN:
            return f"10 to 19 people {of}."
        case Crowd.ABOUT:
            return f"About {size.about} people {of}."
        case _:
            assert_never(size.crowd)


def turnout_words(answered: int, invited: int) -> str:
    """What part of those asked answered, in thirds. Unit: people."""
    if 3 * answered < invited:
        return "Fewer than a third of them answered."
    if 3 * answered <= 2 * invited:
        return "Between a third and two thirds of them answered."
    return "More than two thirds of them answered."
