"""Cards for somebody who plans a round: one thing at a time, and the whole before it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.coming_again import chosen, how_button
from bot.wording.days import day, moment
from bot.wording.deciding import FEWEST, MOST, Part
from bot.wording.groups import groups_words
from bot.wording.launching import compared
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, shortened
from bot.wording.presses import press
from bot.wording.steering import forecast_words
from bot.wording.whom import these
from surveys.definitions.survey import Survey
from surveys.people.audience import AudienceRule
from surveys.protection.breakdowns import Breakdown
from surveys.protection.odds import LIKELY, Asking, chances, odds_words
from surveys.rounds.forecast import Forecast
from surveys.rounds.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class Checked:
    """A round about to be proposed.

    Args:
        tag: What buttons call the plan, and ``source``, its survey.
        rule: Whom it asks.
        could_compare: What could be compared, by the button that chooses it.
        note: What somebody wrote who sent it back, and ``sent_by``, their name.
        at_limit: Whether some of those asked have been asked enough this week.
    """

    tag: str
    source: str
    survey: Survey
    closes_at: datetime
    answer_by: date
    decider: str
    space: str
    voice: str
    asking: Asking
    rule: AudienceRule
    compares: Breakdown | None = None
    could_compare: Mapping[str, Breakdown] = field(default_factory=dict)
    again: bool = False
    rhythm: Rhythm = Rhythm.ONCE
    expected: Forecast | None = None
    note: str = ""
    sent_by: str = ""
    at_limit: bool = False


def days_card(tag: str, days: Sequence[int]) -> Say:
    """How long is it open?"""
    rows = [_choice(tag, "days", n, say(f"launch.days_{d}")) for n, d in enumerate(days)]
    return Say(text=say("launch.how_long"), rows=(*rows, *leave(tag)))


def deciders_card(tag: str, names: Mapping[str, str]) -> Say:
    """Who decides with the answers? By what a button calls each."""
    rows = [_choice(tag, "decider", code, defuse(name)) for code, name in names.items()]
    return Say(text=say("launch.who_decides"), rows=(*rows, *leave(tag)))


def words_card(tag: str, part: Part, ready: Sequence[str]) -> Say:
    """How is it safe to say, or how can it be said? Ready words, or their own."""
    # A button is too narrow for a sentence: the words stand in the text, the number on it.
    lines = [f"{n}. {words}" for n, words in enumerate(ready, start=1)]
    labels = [shortened(line, LONGEST_LABEL) for line in lines]
    rows = [_choice(tag, part.value, n, label) for n, label in enumerate(labels)]
    own = Button(label=say("plan.own_words"), press=press("st", "own", tag, part.value))
    text = "\n".join([say(f"plan.{part.value}"), "", *lines])
    return Say(text=text, rows=(*rows, (own,), *leave(tag)))


def answer_card(tag: str, ready: Mapping[int, date]) -> Say:
    """By which day do they hear back? Weeks after the close, or a day of their own."""
    rows = [
        _choice(tag, "answer", weeks, say("plan.weeks", weeks=weeks, day=day(on)))
        for weeks, on in ready.items()
    ]
    own = Button(label=say("plan.own_day"), press=press("st", "own", tag, "answer"))
    return Say(text=say("plan.which_day"), rows=(*rows, (own,), *leave(tag)))


def type_words_card(tag: str) -> Say:
    """Type it."""
    return Say(text=say("plan.type_words", most=MOST), rows=_keep(tag))


def not_words_card(tag: str, count: int) -> Say:
    """Too short, or too long."""
    return Say(text=say("plan.not_words", count=count, fewest=FEWEST, most=MOST), rows=_keep(tag))


def type_day_card(tag: str, earliest: date, latest: date, *, wrong: bool = False) -> Say:
    """Type the day; ``wrong``: what was typed was none of these."""
    key = "plan.not_day" if wrong else "plan.type_day"
    return Say(text=say(key, earliest=day(earliest), latest=day(latest)), rows=_keep(tag))


def change_card(tag: str, steps: Sequence[str]) -> Say:
    """What do you want to change?"""
    rows = tuple(
        (Button(label=say(f"plan.change_{step}"), press=press("st", "ask", tag, step)),)
        for step in steps
    )
    return Say(text=say("plan.change_what"), rows=(*rows, *_keep(tag)))


def check_card(checked: Checked) -> Say:
    """Everything about the round before it is proposed, with the odds in words."""
    survey = checked.survey
    more = [these(checked.rule)]
    more += [say("launch.same_people")] if checked.again else []
    more += [compared(survey, checked.compares)] if checked.compares else []
    more += [chosen(checked.rhythm)] if checked.rhythm is not Rhythm.ONCE else []
    more += [forecast_words(checked.expected)] if checked.expected is not None else []
    more += [say("launch.at_limit")] if checked.at_limit else []
    text = say(
        "launch.check",
        title=defuse(survey.title[survey.main_language]),
        count=checked.asking.invited,
        closes=moment(checked.closes_at),
        decider=defuse(checked.decider),
        answer=day(checked.answer_by),
        space=defuse(checked.space),
        voice=defuse(checked.voice),
        odds=odds_words(checked.asking),
        compares="".join(f"\n{line}" for line in more),
    )
    if checked.note:
        blanks = {"by": defuse(checked.sent_by), "note": defuse(checked.note)}
        text = f"{say('plan.noted', **blanks)}\n\n{text}"
    rows: list[tuple[Button, ...]] = [
        (Button(label=say("launch.propose"), press=press("st", "go", checked.tag)),)
    ]
    for code, one in checked.could_compare.items():
        rows.append((Button(label=say("launch.compare", groups=groups_words(one)), press=code),))
    rows.append((how_button(checked.tag, checked.rhythm),))
    if chances(checked.asking).something < LIKELY:
        to = press("st", "ways", checked.source)
        rows.append((Button(label=say("launch.other_ways"), press=to),))
    rows.append((Button(label=say("plan.change"), press=press("st", "chg", checked.tag)),))
    return Say(text=text, rows=(*rows, *leave(checked.tag)))


def question_card(tag: str, survey: Survey, codes: Mapping[str, str]) -> Say:
    """In which question are groups compared? By question, what the button that chooses it says."""
    language = survey.main_language
    rows = tuple(
        _choice(tag, "compare", code, shortened(survey.item(key).text[language], LONGEST_LABEL))
        for key, code in codes.items()
    )
    return Say(text=say("launch.compare_what"), rows=(*rows, *_keep(tag)))


def missing_card(tag: str, why: str) -> Say:
    """It can't be proposed yet, and why."""
    return Say(text=say("plan.missing", why=why), rows=(*_keep(tag), *leave(tag)))


def going_on(plans: Mapping[str, str]) -> Rows:
    """Plans that somebody can go on with: titles by tag."""
    return tuple(
        (Button(label=shortened(label, LONGEST_LABEL), press=press("st", "plan", tag)),)
        for tag, title in plans.items()
        for label in (say("plan.goes_on", title=defuse(title)),)
    )


def leave(tag: str) -> Rows:
    """Leave it for now (a plan waits), or throw it away."""
    return (
        (
            Button(label=say("launch.drop"), press=press("st", "drop")),
            Button(label=say("plan.leave"), press=press("st", "off", tag)),
        ),
    )


def _keep(tag: str) -> Rows:
    return ((Button(label=say("plan.keep"), press=press("st", "plan", tag)),),)


def _choice(tag: str, step: str, value: object, label: str) -> tuple[Button, ...]:
    return (Button(label=label, press=press("st", "set", tag, step, value)),)
