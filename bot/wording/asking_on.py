"""Words beside a result, for whoever writes surveys: what can be asked next about its words."""

from __future__ import annotations

from bot.outgoing import Button, Say
from bot.texts import say
from bot.wording.plain import shortened
from bot.wording.presses import press
from surveys.drafting.following import can_ask, can_follow
from surveys.reports.model import Report

ASK = "ask"
"""What a button asks that makes one idea the next survey."""
LONGEST = 60
"""Most of a question that a button shows. Unit: characters."""


def offer_cards(report: Report, tag: str, language: str) -> tuple[Say, ...]:
    """A button for each question whose words can be asked about; nothing where there is none."""
    buttons = tuple(
        (
            Button(
                label=say(
                    f"asking_on.{into.value}",
                    language,
                    question=shortened(report.sections[place].heading, LONGEST),
                ),
                press=press("res", tag, into.value, place),
            ),
        )
        for place, into in can_follow(report)
    )
    asked = tuple(
        (
            Button(
                label=say("asking_on.ask", language, question=shortened(idea, LONGEST)),
                press=press("res", tag, ASK, place, number),
            ),
        )
        for place, number, idea in can_ask(report)
    )
    rows = (*asked, *buttons)
    return (Say(text=say("asking_on.offer", language), rows=rows),) if rows else ()
