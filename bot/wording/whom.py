"""Words about whom a round asks: as its author chooses it, and as those read it who say yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.outgoing import Button, Rows, Say
from bot.texts import say
from bot.wording.plain import defuse
from bot.wording.presses import press
from surveys.definitions.survey import Survey
from surveys.people.audience import AudienceRule, Whom, whom_of
from surveys.protection.launch import Gate


@dataclass(frozen=True, slots=True)
class Choice:
    """People who could be asked: how many there are today, and what stands in the way."""

    count: int
    gates: tuple[Gate, ...] = ()


def begin_card(key: str, survey: Survey, choices: Mapping[Whom, Choice]) -> Say:
    """Who is asked? The first step of a plan, those first whom such a survey usually asks."""
    drop = Button(label=say("launch.drop"), press=press("st", "drop"))
    title = defuse(survey.title[survey.main_language])
    card = _card(choices, lambda whom: press("st", "days", key, whom.value), ((drop,),))
    return card.model_copy(update={"text": f"{say('launch.whom', title=title)}{card.text}"})


def change_card(tag: str, survey: Survey, choices: Mapping[Whom, Choice]) -> Say:
    """Who is asked, in a plan that is there?"""
    keep = Button(label=say("plan.keep"), press=press("st", "plan", tag))
    title = defuse(survey.title[survey.main_language])
    card = _card(choices, lambda whom: press("st", "set", tag, "whom", whom.value), ((keep,),))
    return card.model_copy(update={"text": f"{say('launch.whom', title=title)}{card.text}"})


def refused_card(tag: str, why: str) -> Say:
    """It cannot be sent to these people, and the way on to others."""
    others = Button(label=say("whom.others"), press=press("st", "ask", tag, "whom"))
    keep = Button(label=say("plan.keep"), press=press("st", "plan", tag))
    return Say(text=say("whom.refused", why=why), rows=((others,), (keep,)))


def whom_words(rule: AudienceRule) -> str:
    """Whom a rule asks, within a sentence."""
    whom = whom_of(rule)
    if whom is not None:
        return say(f"whom.words_{whom.value}")
    return ", ".join(say(f"deciding.kind_{kind.value}") for kind in sorted(rule.kinds))


def these(rule: AudienceRule) -> str:
    """Whom a rule asks, as a sentence."""
    return say("whom.these", whom=whom_words(rule))


def why_not(whom: Whom, choice: Choice) -> str:
    """Why these people cannot be asked together today, each reason with its way out."""
    if not choice.count:
        return say("whom.nobody")
    return " ".join(gate_words(whom, gate) for gate in choice.gates)


def gate_words(whom: Whom, gate: Gate) -> str:
    """One reason, right for these people: homes and moving on are said of whom they are for."""
    if whom.is_theirs:
        return str(gate)
    count, least = gate.numbers.get("count", 0), gate.numbers.get("least", 0)
    return say(f"whom.{gate.kind.value}", count=count, least=least)


def _card(choices: Mapping[Whom, Choice], code: Callable[[Whom], str], last: Rows) -> Say:
    lines: list[str] = []
    rows: list[tuple[Button, ...]] = []
    for whom, choice in choices.items():
        label = _label(whom, choice.count)
        if choice.gates:
            lines.append(say("whom.why_not", label=label, why=why_not(whom, choice)))
            label = say("whom.not_now", label=label)
        rows.append((Button(label=label, press=code(whom)),))
    text = "".join(f"\n\n{line}" for line in lines)
    return Say(text=text, rows=(*rows, *last))


def _label(whom: Whom, count: int) -> str:
    key = "launch.everyone" if whom is Whom.EVERYONE else f"whom.{whom.value}"
    return say(key, count=count)
