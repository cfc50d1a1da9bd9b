"""Deciding: what comes of each theme of a result, in words for everybody who was asked.

A decision is written part by part, and closed only by words that a child can read. Whoever
decides lets it go. What was said before is never changed: a decision that changes is one more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from surveys.reports.ideas import ideas_in
from surveys.reports.model import Decision, Report, Verdict

LONGEST_PROMISE = 300
"""Of what happens, in plain words. Unit: characters."""
LONGEST_REASON = 300
"""Of why. Unit: characters."""
LONGEST_OWNER = 80
"""Of who sees to it: a name and a job. Unit: characters."""
SHORTEST = 12
"""Of what happens, and of why. Unit: characters."""
MOST_THEMES = 24
"""Most themes of one result that are decided one by one. Unit: themes."""


class Piece(StrEnum):
    """What is typed of a decision, one after the other."""

    PROMISE = "promise"
    REASON = "reason"
    OWNER = "owner"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Written:
    """A decision while it is written. A part that is not there yet is "" or None.

    Args:
        verdict: What comes of it.
        promise: What happens now, or what does not, in plain words.
        reason: Why; also for a yes.
        owner: Who sees to it, with their job.
        due: The day by which it is done, or looked at again.
    """

    verdict: Verdict
    promise: str = ""
    reason: str = ""
    owner: str = ""
    due: date | None = None

    def having(self, piece: Piece, words: str) -> Written:
        """The same with other words in one of its typed parts.

        Raises:
            ValueError: The day is no words.
        """
        match piece:
            case Piece.PROMISE:
                return replace(self, promise=words)
            case Piece.REASON:
                return replace(self, reason=words)
            case Piece.OWNER:
                return replace(self, owner=words)
            case Piece.DUE:
                raise ValueError("a day is a date, not words")

    def as_verdict(self, verdict: Verdict) -> Written:
        """The same under another verdict. What it does not ask for goes; so do the words and the
        day, where they would say the contrary: "No. Tea is at seven from Monday on."."""
        owner = "" if verdict is Verdict.NO else self.owner
        if _sense_of(verdict) is not _sense_of(self.verdict):
            return Written(verdict, owner=owner)
        return replace(self, verdict=verdict)


def _sense_of(verdict: Verdict) -> Verdict:
    """Verdicts whose words fit each other: a yes may become a part of it."""
    return Verdict.YES if verdict is Verdict.PARTLY else verdict


def pieces_of(verdict: Verdict) -> tuple[Piece, ...]:
    """What a verdict asks for, in the order it is typed. Of a no nobody has anything to do."""
    if verdict is Verdict.NO:
        return (Piece.PROMISE, Piece.REASON)
    return tuple(Piece)


def lacking(written: Written) -> Piece | None:
    """The first part that is still to be typed; None where it is whole."""
    there = {
        Piece.PROMISE: written.promise,
        Piece.REASON: written.reason,
        Piece.OWNER: written.owner,
        Piece.DUE: written.due,
    }
    return next((piece for piece in pieces_of(written.verdict) if not there[piece]), None)


class Fault(StrEnum):
    """Why typed words cannot stand in a decision."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_JOB = "no_job"


def fault_in(piece: Piece, words: str) -> Fault | None:
    """What is wrong with typed words; None where they can stand. A day is read elsewhere."""
    told = words.strip()
    if not told:
        return Fault.EMPTY
    if len(told) > most_of(piece):
        return Fault.TOO_LONG
    if piece is Piece.OWNER:
        name, _, job = told.partition(",")
        return None if name.strip() and job.strip() else Fault.NO_JOB
    return Fault.TOO_SHORT if len(told) < SHORTEST else None


def most_of(piece: Piece) -> int:
    """How long typed words may be. Unit: characters."""
    return {Piece.PROMISE: LONGEST_PROMISE, Piece.REASON: LONGEST_REASON}.get(piece, LONGEST_OWNER)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a decision as it is kept.

    Args:
        number: Counted up within its round.
        theme: The theme's name as the result prints it; "" for the round as a whole.
        words: What was decided.
        on: The day whoever decides let it go; None while it waits for them.
        done_on: The day it was done.
        told: Which telling of everybody asked it was first in; 0 while none.
    """

    number: int
    theme: str
    words: Written
    on: date | None = None
    done_on: date | None = None
    told: int = 0


def themes_of(report: Report) -> tuple[str, ...]:
    """What there is to decide: each printed theme once, as the result names it, in its order,
    and each idea for a next question that was voted on; where it prints none, the round as a
    whole, as ""."""
    named = dict.fromkeys(theme.name for one in report.sections for theme in one.themes)
    named |= dict.fromkeys(idea for one in report.sections for idea in ideas_in(one))
    return tuple(named)[:MOST_THEMES] or ("",)


def standing(versions: Iterable[Version], *, told: bool = False) -> dict[str, Version]:
    """What is decided of each theme now: the last that was let go.

    Args:
        told: Only what everybody asked was told.
    """
    let_go = sorted((one for one in versions if one.on is not None), key=lambda one: one.number)
    return {one.theme: one for one in let_go if one.told or not told}


def draft_of(versions: Iterable[Version], theme: str) -> Version | None:
    """What is written of a theme and waits for whoever decides, or to be written on."""
    found = [one for one in versions if one.theme == theme and one.on is None]
    return max(found, key=lambda one: one.number, default=None)


def undecided(themes: Sequence[str], versions: Sequence[Version]) -> tuple[str, ...]:
    """The themes of which nothing was let go yet."""
    there = standing(versions)
    return tuple(theme for theme in themes if theme not in there)


def to_tell(versions: Sequence[Version]) -> tuple[Version, ...]:
    """What stands and everybody asked was not told yet, in the order of its numbers."""
    fresh = (one for one in standing(versions).values() if not one.told)
    return tuple(sorted(fresh, key=lambda one: one.number))


def is_late(version: Version, today: date) -> bool:
    """Whether its day went by and it is not done. A no has no day; a "not now" has the day on
    which it is looked at again, and that can go by as well."""
    return version.words.due is not None and version.done_on is None and today > version.words.due


def before_of(versions: Iterable[Version], theme: str) -> tuple[Version, ...]:
    """What everybody asked was told of a theme before what stands, oldest first."""
    told = sorted(
        (one for one in versions if one.theme == theme and one.on is not None and one.told),
        key=lambda one: one.number,
    )
    return tuple(told[:-1])


def decisions_of(
    themes: Sequence[str], versions: Sequence[Version], decider: str, today: date
) -> tuple[Decision, ...]:
    """What was told of each theme, for a reader of the result, in the result's order.

    Args:
        themes: As the result prints them now; one that it does not name any more comes last.
        decider: Who sees to a no.
    """
    there = standing(versions, told=True)
    named = [theme for theme in themes if theme in there]
    order = [*named, *(theme for theme in there if theme not in themes)]
    return tuple(_decision(there[theme], versions, decider, today) for theme in order)


def _decision(
    version: Version, versions: Iterable[Version], decider: str, today: date
) -> Decision:
    words = version.words
    assert version.on is not None, "what was told was let go"
    return Decision(
        theme=version.theme,
        verdict=words.verdict,
        promise=words.promise,
        reason=words.reason,
        owner=words.owner or decider,
        due=words.due,
        decided_on=version.on,
        late=is_late(version, today),
        done_on=version.done_on,
        before=tuple(said_before(one) for one in before_of(versions, version.theme)),
    )


def said_before(version: Version) -> str:
    """One earlier answer in a line: "not now, 3 May 2027: We look at it in spring."."""
    assert version.on is not None, "what was told was let go"
    named = VERDICTS[version.words.verdict]
    day = f"{version.on.day} {version.on:%B %Y}"
    return f"{named}, {day}: {version.words.promise}"


VERDICTS = {
    Verdict.YES: "yes",
    Verdict.PARTLY: "partly",
    Verdict.NOT_NOW: "not now",
    Verdict.NO: "no",
}
"""Each verdict as it is said."""
