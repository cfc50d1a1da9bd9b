"""Need help?: the right numbers for the moment, each alone on a line, so that a tap rings it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import moment as moment_words
from bot.wording.keyboards import help_button, named
from surveys.safeguarding.policy import Policy
from surveys.safeguarding.screening import Category
from surveys.safeguarding.signposts import (
    Number,
    Trouble,
    count_own,
    few_and_more,
    list_troubles,
    numbers_for,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When and what for somebody asks. ``staff_meant`` leaves the home's own phone out.

    ``after_words``: nobody asked; words of theirs were noticed. What is kept of those, the card
    before this one says, so this one says nothing of keeping.
    """

    now: datetime
    home: str = ""
    category: Category | None = None
    severity: int = 0
    staff_meant: bool = False
    after_words: bool = False


def help_card(
    policy: Policy,
    moment: Moment,
    language: str = "en",
    *,
    known: bool = True,
    ways: Sequence[Button] = (),
) -> Say:
    """The numbers. For anybody, in every state, and not written down anywhere.

    Args:
        known: They were invited; a stranger is told less.
        ways: What else can be done from here, one a row: ask an adult to come, write to someone.
    """
    few, more = _parted(policy, moment)
    lines = [say("numbers.title", language), ""]
    lines += _lines(few, policy, language)
    blanks = {"organisation": policy.organisation, "lead": policy.safeguarding_lead}
    if known and not moment.staff_meant:
        lines.append(say("numbers.lead", language, **blanks))
    lines.append(say("numbers.not_watched", language))
    if not moment.after_words:
        lines.append(say("numbers.not_kept", language))
    rows: Rows = tuple((way,) for way in ways)
    if more:
        rows = (*rows, (named("more_numbers", language, "comore"),))
    return Say(text="\n".join(lines), rows=rows)


def more_card(
    policy: Policy,
    moment: Moment,
    language: str = "en",
    *,
    known: bool = True,
    ways: Sequence[Button] = (),
) -> Say:
    """Every number there is, those of the first card too; and what else can be sent here."""
    lines = [say("numbers.all", language), ""]
    lines += _lines(numbers_for_moment(policy, moment), policy, language)
    lines.append(say("numbers.not_kept", language))
    if known:
        lines += ["", say("numbers.commands", language)]
    rows = tuple((way,) for way in ways)
    return Say(text="\n".join(lines), rows=(*rows, (help_button(language),)))


def numbers_for_moment(policy: Policy, moment: Moment) -> tuple[Number, ...]:
    """Every number of a policy, the right ones for the moment first."""
    return numbers_for(
        policy,
        moment.category,
        moment.home,
        now=moment.now,
        severity=moment.severity,
        staff_meant=moment.staff_meant,
    )


def trouble_lines(policy: Policy, today: date) -> list[str]:
    """What an administrator has to do about the numbers on a day; nothing where all is well."""
    found: dict[Trouble, list[str]] = {}
    for signpost, trouble in list_troubles(policy, today):
        wrong = f" {signpost.number}" if trouble is Trouble.NUMBER else ""
        found.setdefault(trouble, []).append(f"{signpost.name}{wrong}")
    return [
        say(f"checking.{trouble}", names=", ".join(found[trouble]))
        for trouble in Trouble
        if trouble in found
    ]


def opens_words(number: Number, zone: ZoneInfo, language: str = "en") -> str:
    """When a number that is shut now opens; "" for one that is open."""
    if number.opens is None:
        return ""
    return say("numbers.opens", language, when=moment_words(number.opens, zone, language))


def _parted(policy: Policy, moment: Moment) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    own = count_own(policy, moment.home, staff_meant=moment.staff_meant)
    return few_and_more(numbers_for_moment(policy, moment), own)


def _lines(numbers: Sequence[Number], policy: Policy, language: str) -> list[str]:
    zone, lines = ZoneInfo(policy.zone), []
    for number in numbers:
        shown = number.signpost
        lines += [shown.name, shown.number]
        about = f"{shown.about}." if shown.about else ""
        said = [one for one in (about, opens_words(number, zone, language)) if one]
        lines += [" ".join(said), ""] if said else [""]
    return lines
