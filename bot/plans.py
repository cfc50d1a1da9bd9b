"""``safeguarding.toml`` in the data directory: the plan and the numbers, read and written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import get_args

from pydantic import Field, ValidationError

from bot.slips import Place, PolicyRefused, at, put_whole, read_toml, refusal, shown
from surveys.safeguarding.hours import read_hours
from surveys.safeguarding.plan import Complaints, HomePlan, Plan, Signpost
from surveys.safeguarding.screening import Category

NAME = "safeguarding.toml"

TOLD_ANYWAY: tuple[Category, ...] = tuple(
    one for one in get_args(Category) if one not in {"self_harm", "bullying", "medical"}
)
"""Somebody must be told of these, and their author is told so first: no choice is offered."""


SETTINGS = """\
# What is done when somebody may be in danger. The safeguarding lead decides it.
# A change holds from the next start of `earshot run`. Young people are told what
# stands here; what they were told is kept with each round. `earshot doctor` checks it.

# A serious worry, its author was offered choices and chose none in time.
#   "tell": the lead is told, with their name. The first screens say so.
#   "leave": nobody is told. They keep the numbers.
{choice}

# What may be offered as a choice, if nobody's life is at risk:
# self_harm (low mood), bullying (without assault), medical. Nothing else.
choice_categories = {choices}
# How long somebody may take to choose. Minutes, 5 to 240.
offer_minutes = {offer_minutes}
# Danger now: seen within, or the next person is told. Minutes, 1 to 60.
acknowledge_now_minutes = {acknowledge_now_minutes}
# Serious: seen within, or the next person is told. Minutes, 10 to 1440.
acknowledge_serious_minutes = {acknowledge_serious_minutes}
# An adult who was asked to come says so within. Minutes, 1 to 30.
come_minutes = {come_minutes}

# The daily test that lead and deputy can be reached: when, and by when they answer.
proof_of_life_at = {at}
# Minutes, 10 to 720.
proof_of_life_minutes = {proof_of_life_minutes}

# One person reads the words without names before the names go. true or false.
safety_read = {read}
# How long the names wait for it. Hours, 1 to 168.
safety_read_hours = {safety_read_hours}
# A message to a person is read within, or a second gets it. Days, 1 to 14.
own_message_days = {own_message_days}
# How long a concern stays after it was filed on the record. Days, 0 to 3650.
keep_filed_days = {keep_filed_days}
"""
OPEN = """\
# Nobody has chosen yet. `earshot run` starts for real people once
# the safeguarding lead has taken the mark off one of these two lines:
# sev2_no_reply = "tell"
# sev2_no_reply = "leave\""""


class _File(Plan):
    """The file as it is written: the plan, and the numbers for everybody."""

    numbers: tuple[Signpost, ...] | None = Field(default=None, min_length=3, max_length=12)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the file. ``numbers`` is None where an older ``policy.toml`` has them."""

    plan: Plan
    numbers: tuple[Signpost, ...] | None


def read_plan(path: Path) -> Written:
    """Read the plan.

    Raises:
        PolicyRefused: It is not TOML, or something in it cannot be; names every mistake with
            its line, its value, what fits and the way out.
    """
    text, found = read_toml(path)
    try:
        file = _File.model_validate(found)
    except ValidationError as mistakes:
        raise PolicyRefused(refusal(path, text, mistakes, _File)) from None
    wrong = [f"{at(path, text, place)} {said}" for place, said in _beyond_types(file)]
    if wrong:
        raise PolicyRefused("\n".join(wrong))
    refuse_hours(path, text, file.numbers or ())
    for place, home in enumerate(file.homes):
        refuse_hours(path, text, home.numbers, "homes", place)
    kept = {name: getattr(file, name) for name in Plan.model_fields}
    return Written(Plan.model_validate(kept), file.numbers)


def write_plan(path: Path, plan: Plan, numbers: Sequence[Signpost] | None) -> None:
    """Write a plan that ``read_plan`` reads back, each line with what it means.

    Raises:
        PolicyRefused: There is one already; it is never written over.
    """
    if path.exists():
        raise PolicyRefused(f"{path} is there already; edit it instead")
    lines = [*_complaining(plan), *_numbers(numbers), *_homes(plan.homes)]
    put_whole(path, _settings(plan) + "\n".join(lines) + "\n")


def refuse_hours(path: Path, text: str, numbers: Sequence[Signpost], *above: str | int) -> None:
    """Refuse opening hours that nobody could read when they are needed.

    Raises:
        PolicyRefused: Names the line, and how hours are written.
    """
    for place, one in enumerate(numbers):
        try:
            read_hours(one.hours)
        except ValueError as slip:
            where = at(path, text, (*above, "numbers", place, "hours"))
            raise PolicyRefused(f"{where} = {shown(one.hours)}: {slip}.") from None


def _beyond_types(plan: Plan) -> Iterable[tuple[Place, str]]:
    """What no single value shows: what may be offered, which clock is longer, homes twice."""
    for place, one in enumerate(plan.choice_categories):
        if one in TOLD_ANYWAY:
            yield (
                ("choice_categories", place),
                f'= "{one}": somebody must be told of that, and no choice may be offered. '
                'Way out: choose among "self_harm", "bullying" and "medical".',
            )
    if plan.acknowledge_now_minutes > plan.acknowledge_serious_minutes:
        yield (
            ("acknowledge_now_minutes",),
            f"= {plan.acknowledge_now_minutes} is longer than acknowledge_serious_minutes = "
            f"{plan.acknowledge_serious_minutes}. Way out: danger now must have the shorter one.",
        )
    if plan.proof_of_life_at.tzinfo is not None:
        yield (
            ("proof_of_life_at",),
            f"= {shown(plan.proof_of_life_at)} names a time zone. "
            'Way out: write the time on your own clock, such as "10:00".',
        )
    seen: Counter[str] = Counter()
    for place, home in enumerate(plan.homes):
        seen[home.home] += 1
        if seen[home.home] == 2:
            yield (
                ("homes", place, "home"),
                f"= {shown(home.home)} is there twice. Way out: keep one of the two.",
            )


def _settings(plan: Plan) -> str:
    numbers = {name: value for name, value in plan if isinstance(value, int)}
    chosen = plan.sev2_no_reply
    return SETTINGS.format(
        **numbers,
        choice=OPEN if chosen is None else f'sev2_no_reply = "{chosen}"',
        choices=_listed(plan.choice_categories),
        at=_quoted(_clock(plan.proof_of_life_at)),
        read=str(plan.safety_read).lower(),
    )


def _complaining(plan: Plan) -> list[str]:
    lines = [
        "",
        "# Somebody who writes that a worker is unfair is shown real ways to say so, before they",
        "# send it. Who takes complaints (not the home itself), what happens and by when there is",
        "# an answer: it is shown as it stands here.",
    ]
    if plan.complaints is None:
        lines += [
            "# [complaints]",
            '# who = "Ines, complaints officer"',
            '# number = "01632 960 005"',
            '# happens = "Somebody who does not work in your home looks into it."',
            '# answered = "You get an answer within 10 working days."',
        ]
    else:
        lines += ["[complaints]", *_complaints(plan.complaints)]
    lines += ["", "# Your own advocacy, if not the national Always Heard:"]
    if plan.advocate is None:
        return [*lines, "# [advocate]", '# name = "Advocates of the North"', '# number = "…"']
    return [*lines, "[advocate]", *_signpost(plan.advocate)]


def _complaints(one: Complaints) -> list[str]:
    return [f"{name} = {_quoted(text)}" for name, text in one]


def _numbers(numbers: Sequence[Signpost] | None) -> list[str]:
    if numbers is None:
        return ["", "# The numbers for everybody are in policy.toml."]
    lines = [
        "",
        "# The numbers that everybody sees, 3 to 12, in this order. Ring each one yourself,",
        "# then add the day:           verified_on = 2026-11-21     (warned of after 150 days)",
        '# Shown first for, if any:    for = ["self_harm"]',
        '# Open at certain times only: hours = "Mon-Fri 09:00-17:00"',
    ]
    for one in numbers:
        lines += ["", "[[numbers]]", *_signpost(one)]
    return lines


def _homes(homes: Sequence[HomePlan]) -> list[str]:
    lines = [
        "",
        "# One part for each home that young people are invited with. Its own numbers are its",
        "# council's LADO and emergency duty team, police 101, an advocate, the visitor.",
    ]
    if not homes:
        lines += ["# [[homes]]", '# home = "Maple House"', '# duty_number = "01632 960 001"']
        lines += ["# [[homes.numbers]]", '# name = "LADO"', '# number = "01632 960 002"']
        lines += ["# Whoever comes from outside each month to look at the home (regulation 44):"]
        lines += ["# [homes.visitor]", '# name = "Ruth"', '# number = "01632 960 006"']
    for home in homes:
        lines += ["", "[[homes]]", f"home = {_quoted(home.home)}"]
        if home.kind:
            lines += ["# Rounds may compare kinds of home, from ten people of each on."]
            lines += [f"kind = {_quoted(home.kind)}"]
        lines += ["# The phone of whoever is on duty, at any hour."]
        lines += [f"duty_number = {_quoted(home.duty_number)}"]
        if home.complaints is not None:
            lines += ["", "[homes.complaints]", *_complaints(home.complaints)]
        if home.advocate is not None:
            lines += ["", "[homes.advocate]", *_signpost(home.advocate)]
        if home.visitor is None:
            lines += ["", "# Whoever comes from outside each month to look at it:"]
            lines += ["# [homes.visitor]", '# name = "Ruth"', '# number = "01632 960 006"']
        else:
            lines += ["", "[homes.visitor]", *_signpost(home.visitor)]
        for one in home.numbers:
            lines += ["", "[[homes.numbers]]", *_signpost(one)]
    return lines


def _signpost(one: Signpost) -> list[str]:
    lines = [f"name = {_quoted(one.name)}", f"number = {_quoted(one.number)}"]
    if one.about:
        lines.append(f"about = {_quoted(one.about)}")
    if one.fits:
        lines.append(f"for = {_listed(one.fits)}")
    if one.hours:
        lines.append(f"hours = {_quoted(one.hours)}")
    if one.verified_on is not None:
        lines.append(f"verified_on = {one.verified_on.isoformat()}")
    return lines


def _clock(at: time) -> str:
    return at.isoformat("auto" if at.second or at.microsecond else "minutes")


def _listed(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _quoted(text: str) -> str:
    """A TOML string. JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
