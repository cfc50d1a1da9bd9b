"""Read a roster that an administrator wrote, whatever the shape, or say what to mend."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from surveys.redaction.roster import Known, Roster

LISTS = {
    "people": "people", "persons": "people", "person": "people", "names": "people",
    "residents": "people", "young_people": "people", "children": "people", "nicknames": "people",
    "staff": "staff", "workers": "staff", "colleagues": "staff", "homes": "homes", "home": "homes",
    "houses": "homes", "units": "homes", "schools": "schools", "school": "schools",
    "colleges": "schools", "streets": "streets", "street": "streets", "roads": "streets",
    "addresses": "streets", "places": "places", "towns": "places", "areas": "places",
}  # fmt: skip
FIRST = ("name", "full_name", "fullname", "title", "first_name", "first", "firstname", "given")
LAST = ("last_name", "last", "lastname", "surname", "family")
ALSO = (
    "nicknames", "nickname", "aliases", "alias", "aka", "also", "known_as", "short", "variants",
    "preferred_name",
)  # fmt: skip
SHORTEST, LONGEST = 2, 80


class RosterMistake(ValueError):
    """A roster that cannot be used. The message names the thing, the value and the way out."""


def read_roster(text: str | bytes) -> Roster:
    """A roster from JSON: lists of names, or of objects with a name and nicknames.

    Raises:
        RosterMistake: it is no JSON, a list is called what no list is, or a name is no name.
    """
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as slip:
        raise RosterMistake(f"the roster is no JSON ({slip}); {EXAMPLE}") from slip
    if isinstance(given, list):
        given = {"people": given}
    if not isinstance(given, dict):
        raise RosterMistake(f"the roster is {shown(given)}, not lists by name; {EXAMPLE}")
    lists: dict[str, list[Known]] = {}
    for key, members in given.items():
        name = LISTS.get(key.strip().lower().replace(" ", "_").replace("-", "_"))
        if name is None:
            raise RosterMistake(
                f'the roster has a list called "{key}"; '
                "call it people, staff, homes, schools, streets or places"
            )
        lists.setdefault(name, []).extend(_members(key, members))
    return Roster.model_validate({name: tuple(known) for name, known in lists.items()})


EXAMPLE = (
    'write {"people": ["Sam Hill", {"name": "Jo Park", "nicknames": ["JP"]}], '
    '"homes": ["Elm House"]}'
)


def shown(value: object) -> str:
    """A value as it was written, cut short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _members(key: str, given: object) -> Iterable[Known]:
    if isinstance(given, str):
        given = [given]
    if isinstance(given, Mapping):
        given = [{"name": name, "nicknames": also} for name, also in given.items()]
    if given is None:
        return
    if not isinstance(given, list):
        raise RosterMistake(f'the roster\'s "{key}" is {shown(given)}, not a list; {EXAMPLE}')
    for place, member in enumerate(given, start=1):
        where = f'number {place} of the roster\'s "{key}"'
        names = _names(where, member)
        try:
            yield Known(name=names[0], nicknames=tuple(names[1:]))
        except ValidationError as slip:
            raise RosterMistake(f"{where} cannot be read: {slip.errors()[0]['msg']}") from slip


def _names(where: str, member: object) -> list[str]:
    """All that one of them is called, the whole name first."""
    names: list[object] = []
    if isinstance(member, dict):
        first = next((member[key] for key in FIRST if member.get(key)), None)
        last = next((member[key] for key in LAST if member.get(key)), None)
        names = [f"{first or ''} {last or ''}".strip() if last else first]
        for key in ALSO:
            also = member.get(key) or []
            names += also if isinstance(also, list) else [also]
    else:
        names = [member]
    for name in names:
        if not isinstance(name, str) or not any(each.isalnum() for each in name):
            raise RosterMistake(f'{where} is {shown(member)}, which has no name; write "Sam Hill"')
        if not SHORTEST <= len(name.strip()) <= LONGEST:
            raise RosterMistake(
                f'{where} is "{shown(name)}": a name has {SHORTEST} to {LONGEST} letters; '
                "write it so, or leave it out"
            )
    return [str(name).strip() for name in names]
