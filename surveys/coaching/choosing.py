"""What is offered to choose from: a way out, a middle, both sides, ranges that fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from surveys.coaching.advice import Advice, AdviceKind, Rewrite
from surveys.coaching.ranges import ranges_of
from surveys.coaching.rewriting import NEW_CHOICE
from surveys.definitions.questions import AnyItem, Scale, SeveralChoices, SingleChoice

_WAY_OUT = re.compile(
    r"\b(not sure|unsure|don.?t know|dunno|no idea|can.?t (choose|decide|say|remember|tell)"
    r"|don.?t remember|don.?t mind|not (?:really )?bothered|none|neither|nothing|no one|nobody|never"
    r"|no opinion|pass|skip|something else|somewhere else|someone else|rather not|prefer not|doesn.?t apply"
    r"|not applicable|n/?a|no view|either|any(?: time| of them)?|it depends|other)\b",
    re.IGNORECASE,
)
_DEGREE = (
    r"(?:very|really|quite|extremely|super|strongly|fairly|pretty|so|too|mostly|a bit|a little|slightly"
    r"|somewhat|completely|totally|tend to)"
)
_UP = (
    r"(?:good|great|happy|happier|safe|agree|easy|excellent|brilliant|amazing|fantastic|likely|satisfied|better|best"
    r"|kind|fair|useful|helpful|well|warm|comfortable|clean|fun|love it|like it|important|interesting"
    r"|awesome|lovely|nice|enough|clear|friendly|positive|strong|confident|true|calm|quiet|fast|perfect"
    r"|outstanding|superb|not bad)"
)
_DOWN = (
    r"(?:bad|poor|awful|unhappy|sad|unsafe|disagree|hard|difficult|terrible|horrible|unlikely|dissatisfied"
    r"|unsatisfied|worse|worst|unkind|unfair|useless|unhelpful|badly|cold|uncomfortable|dirty|boring|hate it"
    r"|dislike it|unimportant|not great|not good|not very good|not happy|not safe|not easy|not likely|rubbish|unclear"
    r"|unfriendly|negative|weak|untrue|not important|not useful|not helpful|noisy|slow|dreadful|not well"
    r"|not at all|angry|upset|disappointing)"
)
_QUALITY = (
    r"(?:good|great|excellent|brilliant|amazing|fantastic|awesome|lovely|nice|perfect|superb|outstanding|best|better|bad"
    r"|poor|awful|terrible|horrible|dreadful|rubbish|worse|worst|not great|not good|not very good|disappointing)"
)
_MIDDLE = re.compile(
    r"\b(?:ok(?:ay)?|alright|all right|so-so|so so|in the middle|middling|neither|neutral|mixed|average|fair"
    r"|a bit of both|both|in between|meh|not bad|some(?:times|what)?|about the same|the same|half|depends"
    r"|it changes|fine|medium|sort of|kind of|up and down|either)\b"
)
_RATED_UP = re.compile(rf"^(?:{_DEGREE} )*{_UP}(?: \w+)?$")
_RATED_DOWN = re.compile(rf"^(?:{_DEGREE} )*{_DOWN}(?: \w+)?$")


def about_choices(item: AnyItem, main: str) -> Iterator[Advice]:
    """Advice on what a question offers."""
    if isinstance(item, SingleChoice | SeveralChoices):
        labels = [choice.label.get(main, "") for choice in item.choices]
        yield from _about_way_out(item, labels)
        if isinstance(item, SingleChoice):
            yield from _about_sides(item, labels)
            yield from _about_ranges(item, labels)
    if isinstance(item, Scale):
        yield from _about_points(item, [label.get(main, "") for label in item.labels])


def _about_way_out(item: SingleChoice | SeveralChoices, labels: Sequence[str]) -> Iterator[Advice]:
    if isinstance(item, SeveralChoices):
        if not any(choice.exclusive for choice in item.choices):
            new = Rewrite(item.id, NEW_CHOICE, "None of these")
            way_out = 'Add "None of these", which clears the others.'
            yield Advice(AdviceKind.NO_WAY_OUT, item.id, _NO_WAY_OUT, way_out, new)
    elif not any(map(_WAY_OUT.search, labels)):
        new = Rewrite(item.id, NEW_CHOICE, "Not sure")
        yield Advice(AdviceKind.NO_WAY_OUT, item.id, _NO_WAY_OUT, 'Add "Not sure".', new)


_NO_WAY_OUT = "none of its choices is a way out"


def _about_sides(item: SingleChoice, labels: Sequence[str]) -> Iterator[Advice]:
    on_it = [label for label in labels if not _is_aside(label)]
    fair = any("fair" in label.lower() and label.strip().lower() != "fair" for label in on_it)
    rated = ["up" if fair and label.lower() == "fair" else _side(label) for label in on_it]
    ups, downs, middles = (rated.count(side) for side in ("up", "down", "middle"))
    if ups + downs + middles < len(rated) or ups + downs < 2:
        return
    if ups == downs and ups > 1 and not middles:
        what, way_out = "its choices have no middle", 'Put "OK" or "In the middle" in the middle.'
        yield Advice(AdviceKind.NO_MIDDLE, item.id, what, way_out)
    elif not (ups and downs) and _of_one_kind(on_it):
        what, way_out = "its choices lean to one side", "Offer as many bad ones as good ones."
        yield Advice(AdviceKind.ONE_SIDED, item.id, what, way_out)


def _of_one_kind(labels: Sequence[str]) -> bool:
    """Whether choices are steps of one scale ("Good", "Very good"), and not things to pick."""
    cores = {_core(label) for label in labels} - {"middle"}
    return len(cores) == 1


def _core(label: str) -> str:
    plain = label.replace("’", "'").strip(" .!").lower()
    plain = re.sub(rf"^(?:{_DEGREE} )*", "", plain)
    if re.fullmatch(_QUALITY, plain):
        return "quality"
    return "middle" if _side(label) == "middle" else plain


def _side(label: str) -> str:
    plain = label.replace("’", "'").strip(" .!").lower()
    if _RATED_DOWN.search(plain):
        return "down"
    if re.fullmatch(_MIDDLE.pattern, plain) or (
        _MIDDLE.search(plain) and not re.fullmatch(rf"(?:{_DEGREE} )*{_UP}", plain)
    ):
        return "middle"
    return "up" if _RATED_UP.search(plain) else "other"


def _is_aside(label: str) -> bool:
    """Whether a choice stands beside the scale and not on it."""
    plain = label.replace("’", "'")
    return bool(_WAY_OUT.search(plain)) and not re.search(
        r"\bneither\b|\beither\b|\bdepends\b", plain, re.I
    )


def _about_points(item: Scale, labels: Sequence[str]) -> Iterator[Advice]:
    if item.points % 2 == 0:
        what = f"a scale of {item.points} has no middle"
        way_out = f"Let it have {item.points - 1 if item.points > 3 else 3} points."
        yield Advice(AdviceKind.NO_MIDDLE, item.id, what, way_out)
    if len(labels) == 2 and _both(labels[0], labels[-1]):
        what = "both ends of its scale lean to one side"
        yield Advice(AdviceKind.ONE_SIDED, item.id, what, "Let it go from bad to good.")


def _both(low: str, high: str) -> bool:
    sides = (_side(low), _side(high))
    return sides in {("up", "up"), ("middle", "up"), ("down", "down"), ("down", "middle")}


def _about_ranges(item: SingleChoice, labels: Sequence[str]) -> Iterator[Advice]:
    ranges = sorted(ranges_of(labels), key=lambda each: (each.low, each.high))
    if len(ranges) < 2:
        return
    for before, after in pairwise(ranges):
        if after.low <= before.high and not before.touches(after):
            what = f'"{before.label}" and "{after.label}" overlap'
            way_out = "Let each begin where the one before is over."
            yield Advice(AdviceKind.RANGES_OVERLAP, item.id, what, way_out)
            return
    starts_late = ranges[0].low > 0 and ranges[0].counted and not _says_none(labels)
    for before, after in pairwise(ranges):
        if after.low > before.high + 1:
            what = f'nothing fits between "{before.label}" and "{after.label}"'
            yield Advice(AdviceKind.RANGES_MISS, item.id, what, "Close the gap.")
            return
    if starts_late and ranges[0].low <= 3:
        what = f'nothing is less than "{ranges[0].label}"'
        yield Advice(
            AdviceKind.RANGES_MISS,
            item.id,
            what,
            'Add "None".',
            Rewrite(item.id, NEW_CHOICE, "None"),
        )
    elif ranges[-1].counted and ranges[-1].high < float("inf") and ranges[-1].wide:
        what = f'nothing is more than "{ranges[-1].label}"'
        way_out = 'Let the last one be open, like "or more".'
        yield Advice(AdviceKind.RANGES_MISS, item.id, what, way_out)


def _says_none(labels: Sequence[str]) -> bool:
    return any(
        re.search(r"\bnone\b|\bno\b|\bnever\b|\bzero\b|\bnothing\b", label, re.I)
        for label in labels
    )
