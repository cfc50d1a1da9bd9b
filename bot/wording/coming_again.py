"""Words to a round's author about its next wave, and to those who choose how often it comes."""

from __future__ import annotations

from datetime import datetime

from bot.outgoing import Button, Say
from bot.texts import say
from bot.wording.days import moment
from bot.wording.launching import title
from bot.wording.plain import defuse
from bot.wording.presses import press
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round


def often(rhythm: Rhythm) -> str:
    """How often that is, as a button says it."""
    return say(f"rhythm.often_{rhythm.value}")


def chosen(rhythm: Rhythm) -> str:
    """What was chosen, other than once, in the plan before it is proposed."""
    return say(f"rhythm.chosen_{rhythm.value}")


def how_button(tag: str, rhythm: Rhythm) -> Button:
    """The button of a plan that changes how often it comes."""
    return Button(label=say("rhythm.button", often=often(rhythm)), press=press("rh", "how", tag))


def how_card(tag: str, decider: str, offered: tuple[Rhythm, ...]) -> Say:
    """How often is it asked?"""
    rows = [Button(label=often(one), press=press("rh", "set", tag, one.value)) for one in offered]
    weekly = "" if Rhythm.WEEKLY in offered else say("rhythm.not_weekly")
    text = say("rhythm.how", decider=defuse(decider), weekly=weekly)
    return Say(text=text, rows=tuple((row,) for row in rows))


def proposed_card(round_: Round) -> Say:
    """The next wave was proposed by itself."""
    blanks = {"opens": moment(round_.opens_at), "decider": defuse(round_.decider)}
    return Say(text=say("rhythm.proposed", title=_title(round_), **blanks))


def waits_card(round_: Round, opens: datetime, why: str) -> Say:
    """The next wave cannot be proposed yet, and why."""
    return Say(text=say("rhythm.waits", title=_title(round_), opens=moment(opens), why=why))


def late_card(round_: Round) -> Say:
    """Its time has come and it still waits for a yes."""
    return Say(text=say("rhythm.late", title=_title(round_), closes=moment(round_.closes_at)))


def lapsed_card(round_: Round) -> Say:
    """Nobody said yes in time."""
    return Say(text=say("rhythm.lapsed", title=_title(round_)))


def over_card(round_: Round) -> Say:
    """It does not come again by itself any more."""
    return Say(text=say("rhythm.over", title=_title(round_)))


def _title(round_: Round) -> str:
    return f"“{defuse(title(round_))}”"
