"""docs/access.md, written from the table: who may do what, in words a manager reads."""

from __future__ import annotations

from collections.abc import Iterable

from surveys.people.access import TABLE
from surveys.people.crew import FORBIDDEN, MINIMUM
from surveys.people.deeds import (
    ADMIN,
    DECIDER,
    DEPUTY,
    DESIGNER,
    DUTY,
    EBE,
    EVERYBODY,
    KNOWN,
    LEAD,
    LISTENER,
    OPERATOR,
    OUTSIDE,
    READER,
    ROTA,
    STAFF,
    STRANGER,
    TICKET,
    TRUSTEE,
    YOUNG,
    Who,
)
from surveys.people.roles import Role

CALLED = {
    YOUNG: "young people",
    TICKET: "slips",
    EBE: "Experts by Experience",
    READER: "readers",
    DESIGNER: "designers",
    DECIDER: "decision-makers",
    LEAD: "the safeguarding lead",
    DEPUTY: "the deputy",
    OUTSIDE: "the outside person",
    TRUSTEE: "trustees",
    LISTENER: "listeners",
    DUTY: "the duty phones",
    ADMIN: "the administrator",
    STRANGER: "strangers",
    OPERATOR: "whoever sits at the computer",
}
"""Everybody the table knows, in the order of the page."""

ALIKE = {
    EVERYBODY: "everybody, strangers too",
    KNOWN: "everybody who was let in, with a link or a slip",
    KNOWN - {DUTY}: "the same, but for the duty phones",
    STAFF: "everybody who works here, besides",
}
"""What is not said of each role again."""

GROUPS = (
    (EVERYBODY, "everybody, strangers too"),
    (KNOWN, "everybody who was let in"),
    (STAFF, "everybody who works here"),
    (ROTA | {READER}, "the rota and readers"),
    (ROTA, "the rota (lead, deputy, outside person, trustees)"),
)
"""Crowds that are named as one, the largest first."""

BEGINS = """# Who may do what

This page is written from the table that the program obeys (`surveys/people/access.py`), and a
test compares the two. Every page, button and command is a row of it; what is in no row leads
nowhere. The role is asked of the database at every request and every tap, so a role that is
taken away is gone at the next one. Whoever may not do a thing is told the same each time, and
nothing changes.

One account has one role. A slip is somebody's who drew it from a hat; a stranger is anybody
nobody invited. Whoever can log in to the computer itself stands above every table: they can
read the files and the keys. The screens say so to young people, with that person's name.
"""

ROLES = """## Role by role

On what condition, the next part says. Young people and slips have the first three lists.
"""

LIMITS = """## How two accounts are known to be one person

Whatever needs two people needs two human beings. `earshot invite --same-person-as NAME` says
that a new account belongs to somebody who has one already; then the two count as one, wherever
two are asked for, and what may not meet in one person is refused. Accounts of the same first
name count as one too: two colleagues who share a name are invited as "Sam K" and "Sam P".

The limit: two accounts under two names that nobody joined are two people to the program. No
program can see who holds a phone. `earshot doctor` shows what it can; the list of people is for
a person to read.
"""


def page() -> str:
    """The whole page."""
    parts = [
        BEGINS,
        ROLES,
        *_roles(),
        "## Deed by deed\n",
        *_deeds(),
        "## What may not meet in one person\n",
        *_pairs(),
        "## The fewest people\n",
        *_crew(),
        LIMITS,
    ]
    return "\n".join(parts)


def _roles() -> Iterable[str]:
    """Each role with what not everybody, or everybody who works here, may."""
    shared = (EVERYBODY, KNOWN, KNOWN - {DUTY}, STAFF)
    for who, called in ALIKE.items():
        yield f"### {called[0].upper()}{called[1:]}\n"
        for rule in TABLE.values():
            if rule.who == who:
                yield f"- {rule.does}"
        yield ""
    for role, called in CALLED.items():
        mine = [rule for rule in TABLE.values() if role in rule.who and rule.who not in shared]
        if mine:
            yield f"### {called[0].upper()}{called[1:]}\n"
            for rule in mine:
                yield f"- {rule.does}"
            yield ""


def _deeds() -> Iterable[str]:
    yield "| what | who | on condition | how |"
    yield "|---|---|---|---|"
    for rule in TABLE.values():
        only = "; ".join(rule.only)
        ways = ", ".join(f"`{_way(way)}`" for way in rule.ways)
        yield f"| {rule.does} | {named(rule.who)} | {only} | {ways} |"
    yield ""


def _pairs() -> Iterable[str]:
    yield "| not together with | | because |"
    yield "|---|---|---|"
    for pair in FORBIDDEN:
        yield f"| {_those(pair.these)} | {_those(pair.those)} | {pair.why} |"
    yield ""


def _crew() -> Iterable[str]:
    yield "| there must be | who | without |"
    yield "|---|---|---|"
    for need in MINIMUM:
        yield f"| {need.called} | {need.does} | {need.fails} |"
    yield (
        "\nThe first seven lines are seven people; six where an Expert by Experience is the "
        "decision-maker as well.\nBesides: a duty phone in each home, somebody to write to, and a "
        "trustee for when nobody else answers.\n"
    )


def named(who: Who) -> str:
    """A group of roles in words."""
    for most in (0, 1, 2):
        for crowd, called in GROUPS:
            missing = [name for one, name in CALLED.items() if one in crowd - who]
            if not who - crowd and len(missing) <= most:
                return f"{called}, but not {' or '.join(missing)}" if missing else called
    return ", ".join(called for one, called in CALLED.items() if one in who)


def _those(roles: frozenset[Role]) -> str:
    return "anybody's role" if roles == frozenset(Role) else named(frozenset(roles))


def _way(way: str) -> str:
    return way.replace("/c/{slot}/", "").replace("$ ", "earshot ").replace("|", "\\|")


if __name__ == "__main__":
    print(page(), end="")  # a page for docs/
