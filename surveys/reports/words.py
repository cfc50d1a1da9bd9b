"""Every word of a report that no author or respondent wrote. Plain English, for age ten and up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from surveys.people.traits import NOT_KNOWN, Trait
from surveys.protection.breakdowns import Breakdown
from surveys.protection.forms import Band, Cell, Crowd, Form, PrintedSize
from surveys.protection.odds import Turnout
from surveys.protection.quoting import Why
from surveys.protection.theme_changes import Since
from surveys.protection.themes import Backing, Support
from surveys.protection.waves import Change
from surveys.reports.common_ground import Ground

NOT_ENOUGH = "Not enough to show."
NOTHING = (
    "Not enough people answered to show anything. With so few, someone could guess who said what."
)
SPREAD_OUT = "Answers were spread out. No answer had more than half."
SPREAD_OUT_WITHIN = "answers were spread out, and no answer had more than half"
"""The same inside another sentence."""
SEVERAL = "People could pick more than one."
GAVE_DOTS = "Everyone had {dots} dots to share out. This shows who gave each at least one."
PUT_FIRST = "People put these in order. This shows only what they put first."
SCORES = "Scores run from 1 to {points}. People scored only what they chose to."
AREA = "– {area}"
"""An area of a wheel or a statement, after the question."""
TWO_AT_A_TIME = (
    "People chose between two ideas at a time. This shows who chose each more often than not."
)
ALL_LEVEL = "No idea is surely ahead of another. They can't be told apart."
REST_LEVEL = "The others can't be told apart."
AHEAD = ("{ahead} is surely ahead of {behind}.", "{ahead} are each surely ahead of {behind}.")
"""For one idea, and for several."""
GROUND = "The bars show how many agree. Each statement by itself comes after this."
GROUNDS = {
    Ground.MOST_AGREE: "most people agree",
    Ground.MOST_DISAGREE: "most people disagree",
    Ground.DIVIDED: "divided: some surely agree, and some surely disagree",
    Ground.TOO_CLOSE: "too close to say",
    Ground.NOT_ENOUGH: "not enough to show",
}
NOT_EVERYONE = "Not everyone was asked this."
NO_QUOTES = "No words are shown here."
REWORDED = "The idea, in a reader's words."
OWN_WORDS = "In their own words"
WITHHELD_WORDS = "Too few people wrote something to show it."

WHY = {
    Why.TYPICAL: "Typical: a reader chose it as saying what several people said.",
    Why.CHANCE: "Drawn by chance from the words we may quote.",
}
"""Why one quote is shown, beside it."""
METHOD = (
    "Everyone could skip any question.",
    "Answers waited in locked envelopes, then were mixed together. The names were thrown away.",
    "Exact numbers are never shown. They could point at someone.",
    "Words are shown only if their author said yes. A person read them first.",
    "Only some of the words are shown, drawn by chance, in a mixed order.",
    "Each says why it's here. Where fewer than three may be quoted, none are.",
)
THEMES = "What people wrote about"
ALSO_SAID = "Also said"
ALSO_SAID_BY = "In a reader's words."
CHECKED = "We showed a draft of the themes to the same people. Is this what people said?"
NOTHING_TO_ADD = "Nothing to add."
SORTED = (
    "People read the words and sorted them into themes. A computer only made suggestions.",
    "A theme that fewer than three people wrote about is not shown.",
    "An answer can be in more than one theme.",
    "A safeguarding lead looked at the themes. A second person said yes to them.",
)
_BACKINGS = {
    Support.AT_LEAST_THREE: "at least 3 people",
    Support.UNDER_A_THIRD: "at least 3 people, fewer than a third",
    Support.HALF_OR_FEWER: "at least 3 people, half or fewer",
    Support.TWO_THIRDS_OR_FEWER: "at least 3 people, two thirds or fewer",
    Support.MIDDLE: "at least 3 people, somewhere in the middle",
    Support.BETWEEN: "between a third and two thirds",
    Support.OVER_HALF: "more than half, maybe everyone",
    Support.OVER_TWO_THIRDS: "more than two thirds, maybe everyone",
}
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


ABOUT = "about "
"""Before a rounded number."""
GROUP = "– {group}"
"""A group of people, after the question."""
COMPARED = "Groups are shown only because each had at least 10 answers."
NOT_COMPARED = "Groups were not compared. One had too few answers."
SINCE = "Compared with what the same people were asked, closed on {day}."
TOO_FEW_SINCE = "Too few to compare with what was said before."
_GROUPS = {
    (Trait.KIND, "young_person"): "people in care",
    (Trait.KIND, "care_leaver"): "care leavers",
    (Trait.KIND, "ebe"): "Experts by Experience",
    (Trait.KIND, "staff"): "staff",
    (Trait.KIND, "partner"): "partners",
    (Trait.AGE, "under-16"): "under 16",
    (Trait.AGE, "16-17"): "16 or 17",
    (Trait.AGE, "18-and-over"): "18 or over",
    (Trait.AGE, NOT_KNOWN): "age not known",
    (Trait.HOME_KIND, NOT_KNOWN): "other places",
}


def cell_words(cell: Cell) -> str:
    """What a printed cell says."""
    return f"{ABOUT}{cell.about}" if cell.band is Band.ABOUT else _BANDS[cell.band]


def most_words(label: str, *, verb: str = "chose") -> str:
    """That more than half chose one answer; ``verb`` says what choosing was."""
    named = f"put “{label}” first" if verb == "put first" else f"{verb} “{label}”"
    return f"Most people {named}."


MOST_SILENT = "Most people gave no answer."
MOST_DID_NOT_SCORE = "Most people did not score this."


_READ = {said: band for band, said in _BANDS.items()}


def read_cell(says: str) -> Cell | None:
    """The cell that ``cell_words`` wrote; None for anything else."""
    if says.startswith(ABOUT) and says[len(ABOUT) :].isdecimal():
        return Cell(Band.ABOUT, int(says[len(ABOUT) :]))
    return Cell(_READ[says]) if says in _READ else None


def backing_words(backing: Backing) -> str:
    """What is said of how many wrote something in a theme."""
    if backing.support is Support.ABOUT:
        return f"{ABOUT}{backing.about}"
    return _BACKINGS[backing.support]


_READ_BACKINGS = {said: support for support, said in _BACKINGS.items()}


def read_backing(says: str) -> Backing | None:
    """What ``backing_words`` wrote; None for anything else."""
    if says.startswith(ABOUT) and says[len(ABOUT) :].isdecimal():
        return Backing(Support.ABOUT, int(says[len(ABOUT) :]))
    return Backing(_READ_BACKINGS[says]) if says in _READ_BACKINGS else None


def group_words(trait: Trait, group: str) -> str:
    """What a group is called."""
    return _GROUPS.get((trait, group), group)


def ground_lead(grounds: Iterable[Ground]) -> str:
    """How many statements people agree on, and how many divide them."""
    found = list(grounds)
    shared = sum(each in (Ground.MOST_AGREE, Ground.MOST_DISAGREE) for each in found)
    split = found.count(Ground.DIVIDED)
    common = f"Common ground on {shared} of {len(found)}." if shared else "No common ground yet."
    return f"{common} Divided on {split}." if split else common


def compared_words(breakdown: Breakdown) -> str:
    """What became of comparing, in a sentence."""
    return COMPARED if breakdown.kept else NOT_COMPARED


def changed_words(change: Change) -> str:
    """What became of a share since the round before."""
    match change:
        case Change.UP:
            return "up since then"
        case Change.DOWN:
            return "down since then"
        case Change.ABOUT_THE_SAME:
            return "about the same as then"
        case _:
            assert_never(change)


def theme_changed_words(since: Since, *, renamed: bool) -> str:
    """What became of a theme since the round before. The name it had then is not said again:
    nobody looks at it anew, and it may have been given up because it named somebody."""
    return f"{_SINCE[since]}, when it had another name" if renamed else _SINCE[since]


_SINCE = {
    Since.UP: changed_words(Change.UP),
    Since.ABOUT_THE_SAME: changed_words(Change.ABOUT_THE_SAME),
    Since.DOWN: changed_words(Change.DOWN),
    Since.TOO_FEW: "too few to compare with then",
}


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


def read_size(says: str) -> int | None:
    """The rounded number that ``size_words`` wrote; None where it wrote a band. Unit: people."""
    found = re.match(r"About (\d+) people ", says)
    return int(found[1]) if found else None


def turnout_words(answered: int, invited: int) -> str:
    """What part of those asked answered, in thirds. Unit: people."""
    if 3 * answered < invited:
        return TURNOUTS[Turnout.UNDER_A_THIRD]
    if 3 * answered <= 2 * invited:
        return TURNOUTS[Turnout.BETWEEN]
    return TURNOUTS[Turnout.OVER_TWO_THIRDS]


TURNOUTS = {
    Turnout.UNDER_A_THIRD: "Fewer than a third of them answered.",
    Turnout.BETWEEN: "Between a third and two thirds of them answered.",
    Turnout.OVER_TWO_THIRDS: "More than two thirds of them answered.",
}


def read_turnout(asked: str) -> Turnout | None:
    """The turnout that a report prints beside how many were asked; None where it prints none."""
    return next((each for each, said in TURNOUTS.items() if asked.endswith(said)), None)
