"""A JSON Schema of the survey file, so that an editor can complete and check while one types.

It describes the file as it is written, short forms included. What it cannot say (loops, ids
that exist, texts in every language) ``earshot survey check`` says.
"""

from __future__ import annotations

from typing import Any, get_args

from surveys.definitions.questions import WithChoices
from surveys.definitions.shorthand import LANGUAGE_PATTERN
from surveys.definitions.survey import Survey

Node = dict[str, Any]

_WORDS: Node = {"$ref": "#/$defs/Words"}
_SCALAR: Node = {"$ref": "#/$defs/Scalar"}
_RULE: Node = {"$ref": "#/$defs/Rule"}
_OURS: Node = {
    "Scalar": {
        "description": "A word or a line. What YAML takes for a number or for true is text too.",
        "type": ["string", "number", "boolean"],
    },
    "Languages": {
        "description": "One text in each language of the survey.",
        "type": "object",
        "propertyNames": {"pattern": LANGUAGE_PATTERN},
        "additionalProperties": _SCALAR,
        "minProperties": 1,
    },
    "Words": {
        "description": "A text in the main language, or one in each language.",
        "anyOf": [_SCALAR, {"$ref": "#/$defs/Languages"}],
    },
    "Rule": {
        "description": "A condition on earlier answers: a mapping with one key.",
        "oneOf": [
            {"$ref": f"#/$defs/{name}"}
            for name in ("Is", "AnyOf", "Answered", "AtLeast", "Below", "And", "Or", "Not")
        ],
    },
}


def schema() -> Node:
    """The JSON Schema (draft 2020-12) of a survey file."""
    made: Node = _file_form(Survey.model_json_schema(by_alias=True))
    parts: Node = made.pop("$defs") | _OURS
    for part in parts.values():
        if "type" in part.get("properties", {}):
            part["required"] = ["type", *part["required"]]
    parts["Choice"]["required"] = ["label"]
    for name in (each.__name__ for each in get_args(WithChoices)):
        parts[name]["properties"]["choices"]["items"] = {
            "description": "A label alone, or a choice with what belongs to it.",
            "anyOf": [_WORDS, {"$ref": "#/$defs/Choice"}],
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Earshot survey",
        **made,
        "$defs": dict(sorted(parts.items())),
    }


def _file_form(node: Any) -> Any:
    """One part of pydantic's schema, as a file may write it."""
    if isinstance(node, list):
        return [_file_form(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "oneOf" in node and "discriminator" not in node:
        return _RULE
    if options := [each for each in node.get("anyOf", ()) if each != {"type": "null"}]:
        return _file_form(options[0])
    bare = {key: value for key, value in node.items() if not _is_made_up(key, value)}
    if bare == {"type": "object", "additionalProperties": {"type": "string"}}:
        return _WORDS
    if bare == {"type": "string"}:
        return _SCALAR
    if "description" in bare and isinstance(bare["description"], str):
        bare["description"] = " ".join(bare["description"].replace("``", "`").split())
    return {key: _file_form(value) for key, value in bare.items()}


def _is_made_up(key: str, value: object) -> bool:
    """Whether pydantic added it for readers we do not have: titles, OpenAPI's discriminator."""
    return (key == "title" and isinstance(value, str)) or (
        key == "discriminator" and isinstance(value, dict) and "propertyName" in value
    )
