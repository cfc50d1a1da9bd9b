"""The organisation's policy: ``policy.toml`` and ``safeguarding.toml`` in the data directory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from bot import plans
from bot.plans import Written, read_plan, refuse_hours, write_plan
from bot.slips import PolicyRefused, at, put_whole, read_toml, refusal, shown
from surveys.people.quiet import Hours, Quiet
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Appearance, Contact, Policy
from surveys.safeguarding.readers import NUMBERS, ReadingCare

__all__ = [
    "PolicyRefused",
    "first_policy",
    "plan_path",
    "read_policy",
    "refuse_policy_there",
    "write_policy",
]


def plan_path(path: Path) -> Path:
    """Where the plan of a policy is: beside it."""
    return path.with_name(plans.NAME)


def read_policy(path: Path) -> Policy:
    """Read a policy, and the plan beside it.

    The numbers stand in ``safeguarding.toml``; an older ``policy.toml`` may still have them,
    but not both.

    Raises:
        PolicyRefused: It is not there, is not TOML, lacks something or has too much.
    """
    if not path.exists():
        raise PolicyRefused(
            f"There is no policy at {path}: the bot's promises are made of it. "
            "Way out: `earshot setup` writes one to fill in."
        )
    text, found = read_toml(path)
    beside = plan_path(path)
    written = read_plan(beside) if beside.exists() else Written(Plan(), None)
    _refuse_misplaced(path, found, written)
    numbered = "numbers" in found or written.numbers is not None
    if written.numbers is not None or not numbered:
        found["numbers"] = written.numbers or DEFAULT_NUMBERS
    try:
        policy = Policy.model_validate(found | {"plan": written.plan})
    except ValidationError as mistakes:
        raise PolicyRefused(refusal(path, text, mistakes, Policy)) from None
    if not _is_zone(policy.zone):
        raise PolicyRefused(
            f"{at(path, text, ('zone',))} = {shown(policy.zone)} names no time zone. "
            'Way out: write one such as "Europe/London".'
        )
    if not numbered:
        lacks = "has no [[numbers]]" if beside.exists() else "is not there"
        raise PolicyRefused(
            f"{beside} {lacks}: there would be nobody to ring. Way out: write at "
            "least three there, each with name and number; `earshot setup` writes the file "
            "where there is none."
        )
    if written.numbers is None:
        refuse_hours(path, text, policy.numbers)
    return policy


def _is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):  # an empty one, a path, a directory, no such one
        return False
    return True


def _refuse_misplaced(path: Path, found: dict[str, Any], written: Written) -> None:
    beside = plan_path(path)
    if "plan" in found:
        raise PolicyRefused(
            f"{path}: plan is not known here. Way out: what is done when somebody may be in "
            f"danger stands in {beside}."
        )
    if "numbers" in found and written.numbers is not None:
        raise PolicyRefused(
            f"{path} and {beside} both have [[numbers]], and they may differ. "
            f"Way out: take them out of {path.name}; {beside.name} is their place."
        )


def write_policy(path: Path, policy: Policy) -> None:
    """Write a policy and its plan, which ``read_policy`` reads back. Never over what is there."""
    refuse_policy_there(path)
    if not plan_path(path).exists():
        write_plan(plan_path(path), policy.plan, policy.numbers)
    lines = [
        "# Who you are. The first screens and the help card are generated from this file and",
        "# from safeguarding.toml beside it; a change holds for rounds proposed after it.",
        f"organisation = {_quoted(policy.organisation)}",
        f"lawful_basis = {_quoted(policy.lawful_basis)}",
        f"zone = {_quoted(policy.zone)}",
        "",
        *_contact("keeper_of_the_computer", policy.keeper_of_the_computer),
        *_contact("safeguarding_lead", policy.safeguarding_lead),
        *_contact("safeguarding_deputy", policy.safeguarding_deputy),
        *_contact("outside_person", policy.outside_person),
        "# How long each class of data is kept, in days. `earshot retention` says what goes when.",
        "[retention]",
        *(f"{field} = {days}" for field, days in policy.retention.model_dump().items()),
        *_quiet(policy.quiet),
        *_reading(policy.reading),
        *_look(policy.look),
    ]
    put_whole(path, "\n".join(lines))


def refuse_policy_there(path: Path) -> None:
    """Refuse to begin where somebody has begun already.

    Raises:
        PolicyRefused: There is a policy.
    """
    if path.exists():
        raise PolicyRefused(f"{path} is there already; edit it instead")


def first_policy(
    organisation: str,
    keeper: Contact,
    lead: Contact,
    *,
    deputy: Contact | None = None,
    outside: Contact | None = None,
) -> Policy:
    """The policy an organisation begins with: its names, and numbers from public sources."""
    return Policy(
        organisation=organisation,
        keeper_of_the_computer=keeper,
        safeguarding_lead=lead,
        safeguarding_deputy=deputy,
        outside_person=outside,
        numbers=DEFAULT_NUMBERS,
    )


def _quiet(quiet: Quiet) -> list[str]:
    lines = [
        "",
        "# Nobody is written to unasked in these hours, nor asked more often than this in seven",
        "# days (1 to 7), reminders included. Everybody can change their own: /quiet.",
        "[quiet]",
        f"asks_a_week = {quiet.asks_a_week}",
        f"weekly_rounds = {str(quiet.weekly_rounds).lower()}",
        f"hours = {_hours(quiet.hours)}",
        "# A home with hours of its own, and days without school:",
        "# [quiet.homes]",
        '# "Maple House" = { begins = 20:00:00, ends = 10:00:00 }',
        "# [[quiet.holidays]]",
        "# first = 2026-12-19",
        "# last = 2027-01-03",
        "# School terms as they are here; without them they are reckoned. docs/rhythm.md.",
        "# [[quiet.terms]]",
        "# begins = 2027-01-05",
        "# ends = 2027-03-25",
    ]
    if quiet.homes:
        lines.append("[quiet.homes]")
    lines += [f"{_quoted(home)} = {_hours(hours)}" for home, hours in quiet.homes.items()]
    for one in quiet.holidays:
        lines += ["[[quiet.holidays]]", f"first = {one.first}", f"last = {one.last}"]
    for term in quiet.terms:
        lines += ["[[quiet.terms]]", f"begins = {term.begins}", f"ends = {term.ends}"]
    return lines


def _hours(hours: Hours) -> str:
    return f"{{ begins = {hours.begins:%H:%M:%S}, ends = {hours.ends:%H:%M:%S} }}"


def _reading(care: ReadingCare) -> list[str]:
    lines = [
        "",
        "# How long a reader reads at a time, in minutes (10 to 60), and whom they talk to after",
        "# reading: not whoever decides on their work or pay. docs/reading.md says more.",
        "[reading]",
        f"minutes = {care.minutes}",
    ]
    if not care.supporters:
        lines += ["# [[reading.supporters]]", '# name = "Priya"', '# job = "reading supporter"']
        lines += ['# reach = "ring 01632 960 003, or find me in the office on Thursdays"']
        lines += ['# readers = ["Sam"]       # left out: for every reader who has nobody else']
    for one in care.supporters:
        lines += ["[[reading.supporters]]", f"name = {_quoted(one.name)}"]
        lines += [f"job = {_quoted(one.job)}", f"reach = {_quoted(one.reach)}"]
        lines += [f"readers = [{', '.join(map(_quoted, one.readers))}]"]
    for number in care.numbers if care.numbers != NUMBERS else ():
        lines += ["[[reading.numbers]]", f"name = {_quoted(number.name)}"]
        lines += [f"number = {_quoted(number.number)}", f"about = {_quoted(number.about)}"]
    return lines


def _look(look: Appearance) -> list[str]:
    return [
        "",
        "# How the files of a result look: a colour that everybody can read on white, and",
        "# logo.png beside this file, where there is one. docs/results.md says more.",
        "[look]",
        f"colour = {_quoted(look.colour)}",
    ]


def _contact(field: str, contact: Contact | None) -> list[str]:
    if contact is None:
        return []
    lines = [f"[{field}]", f"name = {_quoted(contact.name)}", f"job = {_quoted(contact.job)}"]
    if contact.number:
        lines.append(f"number = {_quoted(contact.number)}")
    return [*lines, ""]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
