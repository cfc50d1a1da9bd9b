"""Words about one round in the field: what comes of it when, and letting it wait or end."""

from __future__ import annotations

from collections.abc import Callable

from bot.outgoing import Button, Say
from bot.texts import say
from bot.wording.coming_again import often
from bot.wording.days import day, moment
from bot.wording.keyboards import help_button
from bot.wording.launching import UK, row, title
from bot.wording.plain import defuse
from bot.wording.presses import press
from surveys.rounds.forecast import Forecast
from surveys.rounds.rhythm import Rhythm
from surveys.rounds.round import Round, State

ToAsked = Callable[[Round, str], Say]
"""A card for everybody who was asked, in a language."""


def forecast_words(found: Forecast) -> str:
    """“Earliest report Friday 19 March: 40 min of reading, 3 days of checking.” When it closes is
    said above it."""
    reading = "steer.reading" if found.reading else "steer.no_reading"
    checking = f"steer.checking_{found.checking}" if found.checking < 2 else "steer.checking"
    parts = (say(reading, minutes=found.reading), say(checking, days=found.checking))
    return say(
        "steer.forecast",
        report=day(found.earliest),
        parts=", ".join(parts),
    )


def round_card(round_: Round, expected: Forecast | None) -> Say:
    """One round: how it stands, what comes of it when, and what its author may do."""
    lines = [row(round_)]
    if expected is not None:
        lines.append(forecast_words(expected))
    if round_.waits_since is not None:
        lines.append(say("steer.waiting", day=day(round_.waits_since.astimezone(UK).date())))
    if round_.rhythm is not Rhythm.ONCE and round_.again_at is not None:
        on = day(round_.again_at.astimezone(UK).date())
        lines.append(say("steer.next", often=often(round_.rhythm).lower(), day=on))
    steps: list[str] = []
    if round_.state is State.OPEN:
        steps += ["pause" if round_.waits_since is None else "go_on", "cancel"]
    if round_.again_at is not None:
        steps.append("stop_rhythm")
    rows = tuple(
        (Button(label=say(f"steer.{one}"), press=_press(STEPS[one], round_)),) for one in steps
    )
    return Say(text="\n".join(lines), rows=rows)


STEPS = {"pause": "wait", "go_on": "on", "cancel": "end", "stop_rhythm": "once"}


def sure_card(round_: Round, what: str) -> Say:
    """Wait, or cancel: asked once more."""
    step = {"wait": "waityes", "cancel": "endyes"}[what]
    yes = Button(label=say(f"steer.yes_{what}"), press=_press(step, round_))
    drop = Button(label=say("launch.drop"), press=press("st", "drop"))
    text = say(f"steer.sure_{what}", title=f"“{defuse(title(round_))}”")
    return Say(text=text, rows=((yes,), (drop,)))


def waits_card(round_: Round, language: str = "en") -> Say:
    """Everybody asked: it waits."""
    return _told("steer.told_waits", round_, language)


def goes_on_card(round_: Round, language: str = "en") -> Say:
    """Everybody asked: it goes on, and until when."""
    closes = moment(round_.closes_at, language=language)
    return _told("steer.told_goes_on", round_, language, closes=closes)


def cancelled_card(round_: Round, language: str = "en") -> Say:
    """Everybody asked: it ended early. The same whether or not they had sent anything."""
    return _told("steer.told_cancelled", round_, language)


def _told(key: str, round_: Round, language: str, **blanks: object) -> Say:
    text = say(key, language, title=defuse(title(round_, language)), **blanks)
    return Say(text=text, rows=((help_button(language),),))


def _press(step: str, round_: Round) -> str:
    return press("rh", step, round_.tag)
