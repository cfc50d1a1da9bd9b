"""The organisation's policy file, ``policy.toml`` in the data directory: read, check, begin."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy


class PolicyRefused(Exception):
    """The policy cannot be used. The text names what, and the way out."""


def read_policy(path: Path) -> Policy:
    """Read a policy.

    Raises:
        PolicyRefused: It is not there, is not TOML, or lacks something.
    """
    if not path.exists():
        raise PolicyRefused(
            f"There is no policy at {path}: the bot's promises are made of it. "
            "Way out: `earshot setup` writes one to fill in."
        )
    try:
        policy = Policy.model_validate(tomllib.loads(path.read_text("utf-8")))
        _check_zone(policy.zone)
    except (OSError, UnicodeDecodeError) as slip:
        raise PolicyRefused(
            f"{path} cannot be read ({type(slip).__name__}). "
            "Way out: make it plain text (UTF-8) that this program may read."
        ) from None
    except tomllib.TOMLDecodeError as slip:
        raise PolicyRefused(f"{path} is not written as TOML: {slip}") from None
    except ValidationError as slips:
        said = "; ".join(
            f"{'.'.join(map(str, s['loc']))}: {s['msg'].lower()}" for s in slips.errors()
        )
        raise PolicyRefused(f"{path} cannot be used: {said}. Way out: mend those lines.") from None
    except ZoneInfoNotFoundError:
        raise PolicyRefused(
            f"{path} cannot be used: zone names no time zone. "
            'Way out: write one such as "Europe/London".'
        ) from None
    return policy


def write_policy(path: Path, policy: Policy) -> None:
    """Write a policy that ``read_policy`` reads back. Never over one that is there."""
    refuse_policy_there(path)
    lines = [
        "# What the bot's promises are made of. The three screens and the help card are",
        "# generated from this file; a change holds for rounds proposed after it.",
        f"organisation = {_quoted(policy.organisation)}",
        f"lawful_basis = {_quoted(policy.lawful_basis)}",
        f"zone = {_quoted(policy.zone)}",
        "",
        *_contact("keeper_of_the_computer", policy.keeper_of_the_computer),
        *_contact("safeguarding_lead", policy.safeguarding_lead),
        "# Ring every number before the first round, then say when: verified_on = 2026-11-21",
    ]
    for signpost in policy.numbers:
        lines += [
            "[[numbers]]",
            f"name = {_quoted(signpost.name)}",
            f"number = {_quoted(signpost.number)}",
            f"about = {_quoted(signpost.about)}",
            "",
        ]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    begun = path.with_name(path.name + ".new")
    begun.write_text("\n".join(lines), "utf-8")
    begun.rename(path)


def refuse_policy_there(path: Path) -> None:
    """Refuse to begin where somebody has begun already.

    Raises:
        PolicyRefused: There is a policy.
    """
    if path.exists():
        raise PolicyRefused(f"{path} is there already; edit it instead")


def first_policy(organisation: str, keeper: Contact, lead: Contact) -> Policy:
    """The policy an organisation begins with: its names, and numbers from public sources."""
    return Policy(
        organisation=organisation,
        keeper_of_the_computer=keeper,
        safeguarding_lead=lead,
        numbers=DEFAULT_NUMBERS,
    )


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError):  # an empty one, a path, a directory of zones
        raise ZoneInfoNotFoundError(zone) from None


def _contact(field: str, contact: Contact) -> list[str]:
    return [f"[{field}]", f"name = {_quoted(contact.name)}", f"job = {_quoted(contact.job)}", ""]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
