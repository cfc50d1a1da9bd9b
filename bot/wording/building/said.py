"""A draft's parts in words: kinds, rules, settings, and why a step was not taken."""

from __future__ import annotations

from typing import assert_never, cast

from bot.texts import say
from bot.wording.plain import defuse, shortened
from surveys.coaching.advice import Advice
from surveys.definitions.questions import AGREE_VALUES, CANT_CHOOSE, YES_NO_VALUES, Jump, Words
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.wording import OurWords, ours
from surveys.drafting.draft import Draft, Entry, Kind
from surveys.drafting.edits import Refusal
from surveys.drafting.kinds import POINTS
from surveys.ids import QuestionKey

LONGEST_LABEL = 24
"""Most of a choice that stands inside another line. Unit: characters."""
LONGEST_THOUGHT = 300
"""Most of a suggested wording that is shown beside a draft. Unit: characters."""


def main_words(words: Words | None, draft: Draft) -> str:
    """A text in the draft's main language, inert; "" where there is none."""
    return defuse((words or {}).get(draft.head.main_language, ""))


def kind_words(entry: Entry) -> str:
    """What an entry's kind is called."""
    faces = entry.kind is Kind.SCALE and entry.settings.faces
    return say(f"building_kind.{'faces' if faces else entry.kind.value}")


def refused_words(refusal: Refusal) -> str:
    """Why a step was not taken, the limit, and the way out."""
    return say(f"building_no.{refusal.why.value}", limit=refusal.limit, count=refusal.count)


def rule_words(rule: Rule, draft: Draft) -> str:
    """When an entry is asked: ``2 is “Yes”``."""
    match rule:
        case Is(is_=wanted):
            key, value = next(iter(wanted.items()))
            return say(
                "building.rule_is", number=_number(draft, key), label=_label(draft, key, value)
            )
        case AnyOf(any_=wanted_any):
            key, values = next(iter(wanted_any.items()))
            labels = say("building.rule_or").join(f"“{_label(draft, key, one)}”" for one in values)
            return say("building.rule_any", number=_number(draft, key), labels=labels)
        case Answered(answered=name):
            return say("building.rule_answered", number=_number(draft, name))
        case AtLeast(at_least=steps):
            key, step = next(iter(steps.items()))
            return say("building.rule_at_least", number=_number(draft, key), step=step)
        case Below(below=steps):
            key, step = next(iter(steps.items()))
            return say("building.rule_below", number=_number(draft, key), step=step)
        case And(and_=rules):
            return say("building.rule_and").join(_inside(one, draft) for one in rules)
        case Or(or_=rules):
            return say("building.rule_or").join(_inside(one, draft) for one in rules)
        case Not(not_=inner):
            return say("building.rule_not", rule=rule_words(inner, draft))
        case _:
            assert_never(rule)


def _inside(rule: Rule, draft: Draft) -> str:
    """A rule as a part of another: in brackets, where "and" and "or" would run together."""
    words = rule_words(rule, draft)
    return f"({words})" if isinstance(rule, And | Or) else words


def jump_words(jump: Jump, draft: Draft) -> str:
    """Where it goes next: ``Then on to 5, if 2 is “Yes”.``"""
    to = say("building.jump_end")
    if jump.to != "end":
        to = say("building.jump_to", number=_number(draft, QuestionKey(jump.to)))
    if jump.when is None:
        return say("building.jump", to=to)
    return say("building.jump_if", to=to, rule=rule_words(jump.when, draft))


def stale_words(parts: tuple[str, ...], draft: Draft) -> str:
    """Which texts of another language may say something else than the main ones now."""
    named = [
        say("difference.part_choice", name=part.removeprefix("choice "))
        if part.startswith("choice ")
        else say(f"difference.part_{part}")
        for part in parts
    ]
    others = ", ".join(draft.head.languages[1:])
    return say("building.stale_row", parts=", ".join(named), languages=others)


def value_words(entry: Entry, value: str, language: str) -> str:
    """What an answer is called: a choice's label, or one of the kind's own words."""
    for choice in entry.choices:
        if choice.value == value:
            return defuse(choice.label.get(language, value))
    if value in {*YES_NO_VALUES, *AGREE_VALUES, CANT_CHOOSE}:
        return ours(cast(OurWords, value), (language,))[language]
    return value


def settings_rows(entry: Entry, draft: Draft) -> list[str]:
    """What belongs to its kind, a line each."""
    kept = entry.settings
    match entry.kind:
        case Kind.SEVERAL_CHOICES:
            return [
                say("building.most_row", count=kept.max) if kept.max else say("building.any_row")
            ]
        case Kind.NUMBER if kept.max is not None:
            return [say("building.range_row", "en", **range_blanks(entry, draft))]
        case Kind.DATE if kept.earliest is not None and kept.latest is not None:
            first, last = f"{kept.earliest:%d %b %Y}", f"{kept.latest:%d %b %Y}"
            return [say("building.days_row", first=first, last=last)]
        case Kind.DOTS:
            return [say("building.dots_row", count=kept.dots or POINTS)]
        case Kind.WHEEL:
            return [say("building.steps_row", count=kept.points or POINTS)]
        case Kind.SCALE:
            return [_scale_row(entry, draft)]
        case _:
            return []


def range_blanks(entry: Entry, draft: Draft) -> dict[str, object]:
    """A number's lowest, highest and unit."""
    unit = main_words(entry.settings.unit, draft)
    least = entry.settings.min or 0
    return {"least": least, "most": entry.settings.max, "unit": f" {unit}" if unit else ""}


def thought(advice: Advice, draft: Draft) -> str:
    """One piece of advice, with the words to take instead."""
    found = next((one for one in draft.entries if one.id == advice.question_id), None)
    blanks = {"what": defuse(advice.what), "way_out": defuse(advice.way_out)}
    if found is None:
        lines = [say("building.coach_whole", **blanks)]
    else:
        lines = [say("building.coach", number=draft.number(found.handle), **blanks)]
    if advice.rewrite is not None:
        words = shortened(defuse(advice.rewrite.text), LONGEST_THOUGHT)
        key = "coach_add" if advice.rewrite.place.startswith("new ") else "coach_instead"
        lines.append(say(f"building.{key}", words=words))
    return "\n".join(lines)


def _scale_row(entry: Entry, draft: Draft) -> str:
    kept = entry.settings
    count = kept.points or POINTS
    if kept.faces:
        return say("building.faces_row", count=count)
    if not kept.labels:
        return say("building.steps_row", count=count)
    first, last = main_words(kept.labels[0], draft), main_words(kept.labels[-1], draft)
    return say("building.ends_row", first=first, last=last, count=count)


def _number(draft: Draft, key: QuestionKey) -> int:
    found = next((one.handle for one in draft.entries if one.id == key), 0)
    return draft.number(found)


def _label(draft: Draft, key: QuestionKey, value: str) -> str:
    entry = next((one for one in draft.entries if one.id == key), None)
    words = value if entry is None else value_words(entry, value, draft.head.main_language)
    return shortened(words, LONGEST_LABEL)
