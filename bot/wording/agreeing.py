"""What whoever decides is asked, what a second person is shown, and what comes back to an author.

All of it is about questions and days. Nobody has been asked yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.days import day, moment
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, in_words, parcels, shortened
from bot.wording.presses import press
from bot.wording.whom import these, whom_words
from surveys.coaching.advice import Advice, AdviceKind
from surveys.definitions.comparing import Change, Difference, whole
from surveys.definitions.survey import Survey
from surveys.people.audience import AudienceRule
from surveys.rounds.round import Round

MOST_SHOWN = 12
"""Most questions or differences on a card; the rest are a tap away."""
MOST_COACHED = 3
"""Most of what the coach says that is on a card."""
LONGEST_LINE = 160
"""Longest line about one question or difference on a card. Unit: characters."""

_PARTS = (
    *("title", "why", "could_change", "decides", "opening", "topic", "languages", "text"),
    *("easy", "help", "type", "show_if", "then", "sensitive", "safety", "locked"),
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a second person should know of a round's questions.

    Args:
        is_new: Nobody has approved any version of them before.
        peers: How many peers tried it, and ``tried_now``, whether as it is now.
        rule: Whom the round asks; None where it is said elsewhere.
    """

    is_new: bool
    changes: tuple[Difference, ...]
    advice: tuple[Advice, ...]
    peers: int = 0
    tried_now: bool = False
    rule: AudienceRule | None = None


def decider_card(round_: Round, by: str, rule: AudienceRule) -> Say:
    """Whoever decides is asked for their yes: everything they would say yes to."""
    survey, language = round_.survey, round_.survey.main_language
    text = say(
        "deciding.asks",
        by=defuse(by),
        title=_title(round_),
        why=in_words(survey.why, language),
        could_change=in_words(survey.could_change, language),
        count=round_.count_asked,
        kinds=whom_words(rule),
        closes=moment(round_.closes_at),
        answer=day(round_.answer_by),
        questions="\n".join(_questions(survey)),
    )
    accept = say("deciding.accept", answer=day(round_.answer_by))
    on = f"{round_.answer_by:%Y%m%d}"
    return Say(
        text=text,
        rows=(
            (Button(label=accept, press=press("dm", "yes", round_.tag, on)),),
            (Button(label=say("deciding.refuse"), press=press("dm", "no", round_.tag)),),
        ),
    )


def accepted_card(round_: Round) -> Say:
    """They said yes."""
    blanks = {"title": _title(round_), "answer": day(round_.answer_by)}
    return Say(text=say("deciding.accepted", **blanks))


def accepted_told(round_: Round) -> Say:
    """The author hears that whoever decides said yes."""
    blanks = {"by": defuse(round_.decider), "title": _title(round_)}
    return Say(text=say("deciding.accepted_told", **blanks, answer=day(round_.answer_by)))


def changed_card(card: Say) -> Say:
    """The button was of another day: as it is now."""
    return card.model_copy(update={"text": say("deciding.changed", card=card.text)})


def no_second_card(round_: Round) -> Say:
    """Nobody here can be the second person: its author can have somebody invited."""
    return Say(text=say("deciding.no_second", title=_title(round_)))


def note_card(author: str) -> Say:
    """What should they change?"""
    key = "deciding.type_note" if author else "deciding.type_note_nobody"
    keep = Button(label=say("plan.keep"), press=press("st", "keep"))
    return Say(text=say(key, by=defuse(author)), rows=((keep,),))


def sent_back_card(round_: Round, by: str, note: str, tag: str | None) -> Say:
    """To whoever proposed it (or keeps it, where that was at the computer): what they wrote."""
    key = "plan.sent_back_run" if tag is None else "plan.sent_back"
    text = say(key, by=defuse(by), title=_title(round_), note=defuse(note))
    if tag is None:
        return Say(text=text)
    again = Button(label=say("plan.again"), press=press("st", "plan", tag))
    return Say(text=text, rows=((again,),))


def second_lines(round_: Round, looked: Looked) -> list[str]:
    """What a second person reads of a round beside whom it asks: who said yes, what is new."""
    lines = [] if looked.rule is None else [these(looked.rule)]
    if round_.is_accepted:
        blanks = {"decider": defuse(round_.decider), "answer": day(round_.answer_by)}
        lines.append(say("second.accepted", **blanks))
    if round_.space:
        lines.append(say("second.safe", space=defuse(round_.space)))
        lines.append(say("second.said", voice=defuse(round_.voice)))
    survey = round_.survey
    return [*lines, "", *_changes(survey, looked), "", *_tried(looked), *_coached(survey, looked)]


def second_rows(round_: Round, looked: Looked) -> Rows:
    """What a second person can do beside saying yes or no."""
    tag = round_.tag
    rows = [(Button(label=say("deciding.back"), press=press("st", "back", tag)),)]
    if looked.changes:
        key = "deciding.see_new" if looked.is_new else "deciding.see_all"
        rows.append((Button(label=say(key), press=press("st", "all", tag)),))
    rows.append((Button(label=say("deciding.preview"), press=press("st", "try", tag)),))
    return tuple(rows)


def every_change(round_: Round, looked: Looked) -> list[Say]:
    """All that is new, whole, in as few messages as a chat takes; the last leads back."""
    survey = round_.survey
    lines = _questions(survey, most=None) if looked.is_new else []
    if not looked.is_new:
        lines = [difference_line(survey, one, longest=None) for one in looked.changes]
    *first, last = parcels(lines or [say("second.same")])
    return [*(Say(text=text) for text in first), Say(text=last, rows=looking_rows(round_))]


def difference_line(survey: Survey, one: Difference, *, longest: int | None = LONGEST_LINE) -> str:
    """One difference in a line: which question, what it was, what it is now."""
    where = say("difference.survey") if not one.item else _called(survey, one.item)
    blanks = {"before": defuse(one.before), "after": defuse(one.after)}
    if one.part == "choices" and one.change is Change.MOVED:
        text = say("difference.moved_choices", **blanks)
    elif one.part and one.change is Change.CHANGED:
        text = say("difference.changed", part=_part(one.part), **blanks)
    elif one.part:
        text = say(f"difference.part_{one.change.value}", part=_part(one.part), **blanks)
    else:
        text = say(f"difference.{one.change.value}", **blanks)
    line = f"{where}: {text}"
    return line if longest is None else shortened(line, longest)


def _called(survey: Survey, item_id: str) -> str:
    """A question as people find it: by its number, or by its name where it is gone."""
    for number, item in enumerate(survey.questions, start=1):
        if item.id == item_id:
            return str(number)
    return item_id


def _part(part: str) -> str:
    if part.startswith("choice "):
        return say("difference.part_choice", name=part.removeprefix("choice "))
    if part in _PARTS:
        return say(f"difference.part_{part}")
    return say("difference.part_other", name=part)


def _changes(survey: Survey, looked: Looked) -> list[str]:
    if looked.is_new:
        return [say("second.new", count=len(survey.questions)), *_questions(survey)]
    if not looked.changes:
        return [say("second.same")]
    shown = [difference_line(survey, one) for one in looked.changes[:MOST_SHOWN]]
    more = len(looked.changes) - len(shown)
    return [say("second.changed"), *shown, *([say("second.more", count=more)] if more else [])]


def _tried(looked: Looked) -> list[str]:
    if not looked.peers:
        return [say("second.not_piloted")]
    key = "piloted" if looked.tried_now else "piloted_before"
    if looked.peers == 1:
        return [say(f"second.{key}_one")]
    return [say(f"second.{key}", count=looked.peers)]


def _coached(survey: Survey, looked: Looked) -> list[str]:
    if not looked.advice:
        return [say("second.coach_clear")]
    plain = [each for each in looked.advice if each.kind is AdviceKind.NO_EASY_WORDS]
    others = [each for each in looked.advice if each not in plain]
    lines = [shortened(_thought(survey, each), LONGEST_LINE) for each in others[:MOST_COACHED]]
    if plain:
        numbers = ", ".join(_called(survey, each.question_id or "") for each in plain)
        lines.append(say("building.no_easy", numbers=numbers))
    count = len(others) + bool(plain)
    head = say("second.coach_one") if count == 1 else say("second.coach", count=count)
    return [head, *(f"• {line}" for line in lines)]


def _thought(survey: Survey, advice: Advice) -> str:
    """What the coach says, with the question as people find it."""
    where = "" if advice.question_id is None else f"{_called(survey, advice.question_id)}: "
    return f"{where}{defuse(advice.what)}. {defuse(advice.way_out)}"


def _questions(survey: Survey, most: int | None = MOST_SHOWN) -> list[str]:
    lines = [f"{n}. {defuse(whole(item))}" for n, item in enumerate(survey.questions, start=1)]
    if most is None:
        return lines
    shown = [shortened(line, LONGEST_LINE) for line in lines[:most]]
    more = len(lines) - len(shown)
    return [*shown, *([say("deciding.more_questions", count=more)] if more else [])]


def waiting_rows(round_: Round) -> Rows:
    """The button that leads whoever decides to what waits for them."""
    label = shortened(say("deciding.waits", title=_title(round_)), LONGEST_LABEL)
    return ((Button(label=label, press=press("dm", "see", round_.tag)),),)


def looking_rows(round_: Round) -> Rows:
    """The button that leads a second person to what waits for one."""
    label = shortened(say("deciding.look", title=_title(round_)), LONGEST_LABEL)
    return ((Button(label=label, press=press("st", "ok", round_.tag)),),)


def _title(round_: Round) -> str:
    return in_words(round_.survey.title, round_.survey.main_language)
