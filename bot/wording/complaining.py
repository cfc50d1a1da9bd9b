"""Real ways to complain about somebody who works here: what each is, and how to reach it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.outgoing import Button, Rewrite, Rows, Say
from bot.texts import say
from bot.wording.helping import opens_words
from bot.wording.keyboards import help_button, named
from bot.wording.plain import defuse, shortened
from bot.wording.presses import press
from surveys.people.roles import Role
from surveys.safeguarding.hours import read_hours
from surveys.safeguarding.plan import Complaints, Signpost
from surveys.safeguarding.policy import Contact
from surveys.safeguarding.signposts import Number

LONGEST_TEXT = 3900
"""Longest message that is made longer. Unit: characters."""
LONGEST_NAME = 24
"""Longest name on a button. Unit: characters."""


class Route(StrEnum):
    """A real way to say it, as its button sends it back."""

    COMPLAINT = "complaint"
    ADVOCATE = "advocate"
    VISITOR = "visitor"
    PERSON = "person"
    MINE = "mine"
    """It is an opinion: on with the questions."""
    ALL = "all"
    """Every way, for somebody who comes from "Need help?"."""


@dataclass(frozen=True, slots=True)
class Whom:
    """The lead, or whoever is told when the words are about the lead.

    ``name`` is as young people know them; ``handle`` is that of a person who can be written to,
    "" where they cannot.
    """

    role: Role
    contact: Contact
    handle: str = ""

    @property
    def name(self) -> str:
        """As a sentence has it."""
        return defuse(self.contact.name)


@dataclass(frozen=True, slots=True)
class Ways:
    """What is really there for somebody: a way that is not is not offered."""

    complaints: Complaints | None = None
    advocate: Signpost | None = None
    visitor: Signpost | None = None
    whom: Whom | None = None


def offer_card(ways: Ways, language: str, *, mine: Button | None = None) -> Say:
    """The ways, one a row. ``mine`` is there beside an answer, and lets it be one."""
    key = "generic" if mine is None else "said"
    lines = [say(f"complain.{key}", language)]
    if mine is not None:
        lines += ["", say("complain.offer", language)]
    rows: Rows = tuple((button,) for button in _buttons(ways, language))
    rows += () if mine is None else ((mine,),)
    return Say(text="\n".join(lines), rows=(*rows, (help_button(language),)))


def beside_words(ways: Ways, shown: Say | Rewrite, mine: Button, language: str) -> Say | Rewrite:
    """The ways in the message in which they look over their own words: one interruption, not two.

    Returns:
        The same message where there is no room in it.
    """
    text = f"{shown.text}\n\n{say('complain.beside', language)}"
    if len(text) > LONGEST_TEXT:
        return shown
    *rows, aside = shown.rows
    ways_on = ((button,) for button in (*_buttons(ways, language), mine))
    return shown.model_copy(update={"text": text, "rows": (*rows, *ways_on, aside)})


def mine_button(tag: str, place: int, language: str) -> Button:
    """ "Just my opinion", beside the answer at one place of a round."""
    return _button("mine", language, Route.MINE, tag, place)


def complaint_card(ways: Ways, language: str) -> Say:
    """Who takes a complaint, what happens with it, and by when there is an answer."""
    found = ways.complaints
    if found is None:
        return _card([say("complain.nobody", language)], language)
    how = say("complain.how", language)
    lines = [how, defuse(found.who), found.number, "", defuse(found.happens)]
    lines += [defuse(found.answered), say("complain.how_helped", language)]
    return _card(lines, language)


def advocate_card(ways: Ways, now: datetime, zone: str, language: str) -> Say:
    """What an advocate is, and where to find one."""
    if ways.advocate is None:
        return _card([say("complain.advocate_none", language)], language)
    said = _signpost(ways.advocate, now, zone, language)
    return _card([say("complain.advocate", language), "", *said], language)


def visitor_card(visitor: Signpost, now: datetime, zone: str, language: str) -> Say:
    """Who comes from outside to look at the home, and how to reach them."""
    said = _signpost(visitor, now, zone, language)
    return _card([say("complain.visitor", language), "", *said], language)


def person_card(whom: Whom, language: str) -> Say:
    """Somebody who cannot be written to here: their job, and how to reach them."""
    lines = [say("complain.person", language, name=whom.name, job=defuse(whom.contact.job))]
    if whom.contact.number:
        lines += [whom.contact.number, say("complain.person_number", language)]
    else:
        lines.append(say("complain.person_how", language))
    return _card(lines, language)


def _buttons(ways: Ways, language: str) -> Iterable[Button]:
    yield _button("complaint", language, Route.COMPLAINT)
    yield _button("advocate", language, Route.ADVOCATE)
    if ways.visitor is not None:
        yield _button("visitor", language, Route.VISITOR)
    if ways.whom is not None:
        key = "write" if ways.whom.handle else "talk"
        name = shortened(ways.whom.contact.name, LONGEST_NAME)
        label = say(f"complain_button.{key}", language, name=name)
        yield Button(label=label, press=press("wy", Route.PERSON, ways.whom.role))


def _button(key: str, language: str, *parts: object) -> Button:
    return Button(label=say(f"complain_button.{key}", language), press=press("wy", *parts))


def _card(lines: list[str], language: str) -> Say:
    text = "\n".join([*lines, "", say("complain.not_passed", language)])
    on = named("carry_on", language, "home")
    return Say(text=text, rows=((on,), (help_button(language),)))


def _signpost(one: Signpost, now: datetime, zone: str, language: str) -> list[str]:
    where = ZoneInfo(zone)
    number = Number(one, read_hours(one.hours).opens(now.astimezone(where)))
    about = f"{defuse(one.about)}." if one.about else ""
    said = [part for part in (about, opens_words(number, where, language)) if part]
    return [defuse(one.name), one.number, *said]
