"""Slips in a file that an operator wrote: which line, which value, what fits, and the way out."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

Place = tuple[str | int, ...]
"""Where something stands: keys of tables, and places in lists counted from nought."""

_HEADER = re.compile(r"\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
LONGEST_SHOWN = 60


class PolicyRefused(Exception):
    """The policy cannot be used. The text names what, and the way out."""


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Read a file as text and as TOML.

    Raises:
        PolicyRefused: It cannot be read, or is not TOML.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as slip:
        raise PolicyRefused(
            f"{path} cannot be read ({type(slip).__name__}). "
            "Way out: make it plain text (UTF-8) that this program may read."
        ) from None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as slip:
        raise PolicyRefused(
            f"{path} is not written as TOML: {slip}. Way out: mend that line; words stand in "
            'quotes, as in name = "Childline".'
        ) from None


def put_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    begun = path.with_name(path.name + ".new")
    begun.write_text(text, "utf-8")
    begun.rename(path)


def refusal(path: Path, text: str, mistakes: ValidationError, model: type[BaseModel]) -> str:
    """Say every mistake in a file, one a line."""
    schema = model.model_json_schema()
    lines = lines_of(text)
    found = mistakes.errors()
    within = {slip["loc"][:depth] for slip in found for depth in range(1, len(slip["loc"]))}
    # A list is too short as well when what is in it does not fit: the cause is enough.
    return "\n".join(_said(path, lines, schema, one) for one in found if one["loc"] not in within)


def at(path: Path, text: str, place: Place) -> str:
    """Say where something stands: the file, the line where it is known, and the key."""
    return f"{path}{_line(lines_of(text), place)}: {_called(place)}"


def lines_of(text: str) -> dict[Place, int]:
    """On which line each key and each table of a TOML file stands, counted from one."""
    found: dict[Place, int] = {}
    count: Counter[Place] = Counter()
    inside: Place = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            inside = _table(header[2].split("."), count, is_list=header[1] == "[[")
            for one in (inside[:-1], inside):
                found.setdefault(one, number)
        elif key := _KEY.match(line):
            found.setdefault((*inside, key[1]), number)
    return found


def _table(names: Sequence[str], count: Counter[Place], *, is_list: bool) -> Place:
    """Which table a header opens. Names on the way to it mean the latest of their list."""
    place: Place = ()
    for name in names[:-1]:
        place = (*place, name)
        if count[place]:
            place = (*place, count[place] - 1)
    place = (*place, names[-1])
    if not is_list:
        return place
    count[place] += 1
    return (*place, count[place] - 1)


def _said(path: Path, lines: Mapping[Place, int], schema: dict[str, Any], slip: Any) -> str:
    place: Place = slip["loc"]
    where = f"{path}{_line(lines, place)}: {_called(place)}"
    match slip["type"]:
        case "missing":
            wanted = _wanted(_node(schema, place))
            return f"{where} is missing. Way out: write it: {wanted}."
        case "extra_forbidden":
            known = _known(_node(schema, place[:-1]))
            return f"{where} is not known here. Way out: {_instead(str(place[-1]), known)}."
        case "value_error":
            said = str(slip["msg"]).removeprefix("Value error, ")
            return f"{where} = {shown(slip['input'])}: {said}."
        case "too_short" | "too_long":
            wanted = _wanted(_node(schema, place))
            return f"{where} holds {len(slip['input'])}. Way out: give {wanted}."
    wanted = _wanted(_node(schema, place))
    return f"{where} = {shown(slip['input'])} does not fit. Way out: give {wanted}."


def _line(lines: Mapping[Place, int], place: Place) -> str:
    while place:
        if place in lines:
            return f", line {lines[place]}"
        place = place[:-1]
    return ""


def _called(place: Place) -> str:
    said = ""
    for step in place:
        said += f" {step + 1}" if isinstance(step, int) else f", {step}"
    return said.removeprefix(", ") or "the whole file"


def shown(value: object) -> str:
    """A value as it would be written in the file, shortened."""
    if isinstance(value, date | time):
        return value.isoformat()
    said = json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"


def _instead(written: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(written, known, n=1)
    if near:
        return f"write {near[0]}, if that was meant"
    return f"take it out; known are {', '.join(known)}"


def _node(schema: dict[str, Any], place: Place) -> dict[str, Any]:
    """What a JSON schema says of one place; nothing where it knows none."""
    node = _resolved(schema, schema)
    for step in place:
        within = node.get("items") if isinstance(step, int) else node.get("properties", {})
        found = within if isinstance(step, int) else (within or {}).get(step)
        if not isinstance(found, dict):
            return {}
        node = _resolved(schema, found)
    return node


def _resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for one in node.get("anyOf", ()):
        if one.get("type") != "null":
            node = one
            break
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _known(node: dict[str, Any]) -> list[str]:
    return list(node.get("properties", {}))


def _wanted(node: dict[str, Any]) -> str:
    """What fits at a place, in words, with its limits."""
    if "enum" in node:
        return " or ".join(f'"{one}"' for one in node["enum"])
    match node.get("type"), node.get("format"):
        case "integer", _:
            return f"a whole number from {node['minimum']} to {node['maximum']}"
        case "boolean", _:
            return "true or false"
        case "string", "date":
            return "a day without quotes, such as 2026-11-21"
        case "string", "time":
            return 'a time such as "10:00"'
        case "string", _:
            least, most = node.get("minLength", 0), node.get("maxLength", "any number of")
            return f"{least} to {most} characters in quotes"
        case "array", _:
            least, most = node.get("minItems", 0), node.get("maxItems")
            return f"a list of {least} to {most}" if most else "a list in [ ]"
        case "object", _:
            return f"a table with {', '.join(_known(node))}"
    return "something else"
