"""What is said when a person who reads is worried: to whoever wrote it, or to everybody asked.

Thanks come first; nothing in it asks anything, and what goes to everybody fits everybody.
"""

from __future__ import annotations

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.keyboards import help_button, named
from bot.wording.noticing import First
from bot.wording.plain import in_words
from bot.wording.presses import press
from surveys.rounds.round import Round
from surveys.safeguarding.concern import Concern


def ping_card(language: str = "en") -> Say:
    """For a safety reader: that something waits, and nothing of what."""
    return Say(text=say("worried.ping", language))


def author_card(
    concern: Concern, first: First | None, language: str = "en", *, ticket: bool = False
) -> Say:
    """For whoever wrote what somebody is worried about, before anybody is told of it."""
    alone = len(concern.opened_by) == 1
    told: tuple[str, ...] = ("noticed.nobody",)
    if first is not None:
        told = ("worried.whom", "noticed.sees_ticket" if ticket else "worried.sees")
    parts = (
        ("worried.thanks",),
        ("worried.read", "worried.opened_alone" if alone else "worried.opened"),
        told,
        ("worried.rest",),
        ("noticed.seen_or_not", "noticed.how_fast"),
        ("worried.now",),
    )
    not_meant = Button(
        label=say("choosing.not_meant", language),
        press=press("cn", concern.handle, "not_meant"),
    )
    return Say(
        text=_said(parts, first, language),
        rows=((not_meant,), (help_button(language),)),
        unasked=True,
    )


def everyone_card(
    round_: Round, first: First | None, language: str = "en", *, to: str | None = None
) -> Say:
    """The same words to everybody who was asked, about something that worried a reader.

    Args:
        to: The handle of whoever is told first, where one can write to them; "" to choose
            somebody; None where nobody can be written to.
    """
    title = in_words(round_.survey.title, language)
    whom = ("worried.whom_to_talk_to",) if first is not None else ()
    parts = (
        ("worried.everyone", "worried.same"),
        ("worried.if_you", *whom),
        ("worried.if_not",),
        ("worried.now",),
    )
    rows: Rows = ((help_button(language),),)
    if to == "":
        rows = ((named("write", language, "om"),), *rows)
    elif to is not None and first is not None:
        label = say("worried.write", language, nick=first.called(language))
        rows = ((Button(label=label, press=press("ompick", to)),), *rows)
    return Say(text=_said(parts, first, language, title=title), rows=rows, unasked=True)


def _said(
    parts: tuple[tuple[str, ...], ...], first: First | None, language: str, **blanks: object
) -> str:
    named = "" if first is None else first.named(language)
    paragraphs = (
        "\n".join(say(key, language, first=named, **blanks) for key in keys) for keys in parts
    )
    return "\n\n".join(paragraphs)
