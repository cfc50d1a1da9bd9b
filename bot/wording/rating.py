"""Words of ratings: the question, its four buttons, and what is printed of what was said."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import day
from bot.wording.keyboards import help_button, named
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, in_words, shortened
from bot.wording.presses import press
from surveys.reports.words import cell_words
from surveys.rounds.rating import Rate, Rated, Shape
from surveys.rounds.round import Round

SKIP = "skip"
"""What the button sends back that takes a rating out again."""


def asking(round_: Round, number: int, ends: date, language: str = "en") -> tuple[str, Rows]:
    """The question and its buttons, to stand under an answer.

    Args:
        number: Which rating of this round it is.
        ends: Its last day.
    """
    text = "\n".join(
        [say("rate.question", language), say("rate.how", language, day=day(ends, language))]
    )
    rows = tuple(
        (Button(label=say(f"rate.{each}", language), press=press("rt", each, round_.tag, number)),)
        for each in (*(rate.value for rate in Rate), SKIP)
    )
    return text, rows


def asking_card(round_: Round, number: int, ends: date, language: str = "en") -> Say:
    """The question by itself, for somebody who looks for it."""
    text, rows = asking(round_, number, ends, language)
    title = say("rate.say_so", language, title=in_words(round_.survey.title, language))
    return Say(text=f"{title}\n\n{text}", rows=(*rows, (help_button(language),)))


def say_so_button(round_: Round, language: str = "en") -> Button:
    """The way to the question, while it is open."""
    label = say("rate.say_so", language, title=in_words(round_.survey.title, language))
    return Button(label=shortened(label, LONGEST_LABEL), press=press("rt", "ask", round_.tag))


def under(texts: list[str], asked: tuple[str, Rows] | None, language: str = "en") -> list[Say]:
    """An answer in one or more messages; the last has the question, where there is one."""
    rows: Rows = ((named("what", language, "what"),), (help_button(language),))
    last = texts[-1]
    if asked is not None:
        last, rows = f"{last}\n\n{asked[0]}", (*asked[1], *rows)
    return [*(Say(text=text) for text in texts[:-1]), Say(text=last, rows=rows)]


def sent_back_words(round_: Round, by: date, language: str = "en", *, late: bool = False) -> str:
    """That those asked sent an answer back, who looks at it again, and by when."""
    key = "rate.sent_back_late" if late else "rate.sent_back"
    return say(key, language, decider=defuse(round_.decider), day=day(by, language))


def printed_words(printed: Rated, language: str = "en") -> str:
    """What is printed of a rating, in words."""
    match printed.shape:
        case Shape.TOO_FEW:
            return say("rate.too_few", language)
        case Shape.SPREAD_OUT:
            lines = [say("rate.spread_out", language)]
        case Shape.MOST:
            assert printed.most is not None, "that is what is printed"
            named_ = say(f"rate.{printed.most.value}", language)
            lines = [say("rate.most", language, rate=named_)]
        case Shape.ROWS:
            lines = [
                say(
                    "rate.line",
                    language,
                    rate=say(f"rate.{rate.value}", language),
                    says=cell_words(cell),
                )
                for rate, cell in printed.cells.items()
            ]
            if printed.about is not None:
                lines.append(say("rate.about", language, count=printed.about))
        case _:
            assert_never(printed.shape)
    return say("rate.lines", language, lines=" ".join(lines))
