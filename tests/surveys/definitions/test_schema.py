from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from surveys.definitions.questions import AnyItem
from surveys.definitions.refusals import TYPES
from surveys.definitions.schema import schema
from tests.surveys.definitions.writing import BYE, HEAD, HELP, LINE, MOOD, PICK, file

EVERY = Path(__file__).parent / "every-type.yaml"

JUDGED = {"type", "const", "pattern", "maxLength", "minLength", "minimum", "maximum", "properties",
          "required", "additionalProperties", "propertyNames", "minProperties", "maxProperties",
          "items", "minItems", "maxItems", "anyOf", "oneOf", "$ref", "enum", "format"}  # fmt: skip
TOLD = {"$schema", "$defs", "title", "description", "default"}
KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict,
    "array": list,
}  # fmt: skip


def fits(value: Any, node: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value conforms: the keywords this schema uses, and no others."""
    assert set(node) <= JUDGED | TOLD, set(node) - JUDGED - TOLD
    if "$ref" in node:
        return fits(value, root["$defs"][node["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in node and not any(fits(value, each, root) for each in node["anyOf"]):
        return False
    if "oneOf" in node and sum(fits(value, each, root) for each in node["oneOf"]) != 1:
        return False
    kinds = node.get("type", list(KINDS))
    named = [kinds] if isinstance(kinds, str) else kinds
    if not any(isinstance(value, KINDS[kind]) for kind in named):
        return False
    if isinstance(value, dict):
        return _object_fits(value, node, root)
    if isinstance(value, list):
        return node.get("minItems", 0) <= len(value) <= node.get("maxItems", 999) and all(
            fits(each, node.get("items", {}), root) for each in value
        )
    if isinstance(value, str):
        return (
            node.get("const", value) == value
            and re.search(node.get("pattern", ""), value) is not None
            and len(value) <= node.get("maxLength", 9999)
            and value in node.get("enum", [value])
            and (
                node.get("format") != "date" or re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
            )
        )
    return bool(node.get("minimum", value) <= value <= node.get("maximum", value))


def _object_fits(value: dict[str, Any], node: dict[str, Any], root: dict[str, Any]) -> bool:
    own = node.get("properties", {})
    others = node.get("additionalProperties", {})
    names = re.compile(node.get("propertyNames", {}).get("pattern", ""))
    return (
        set(node.get("required", ())) <= set(value)
        and node.get("minProperties", 0) <= len(value) <= node.get("maxProperties", 999)
        and all(names.search(key) for key in value)
        and all(fits(value[key], own[key], root) for key in own if key in value)
        and all(
            others is not False and fits(value[key], others, root)
            for key in value
            if key not in own
        )
    )


def judged(text: str) -> bool:
    made = schema()
    return fits(yaml.load(text, Loader=yaml.CSafeLoader), made, made)


def test_every_type_and_rule_is_in_it() -> None:
    """An editor can complete only what the schema names."""
    made = schema()
    named = {
        part.get("properties", {}).get("type", {}).get("const") for part in made["$defs"].values()
    }

    assert set(TYPES) <= named
    assert len(made["properties"]["questions"]["items"]["oneOf"]) == len(get_args(AnyItem))
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    json.dumps(made)


def test_the_library_conforms() -> None:
    """An editor must not underline what comes with Earshot."""
    texts = [
        path.read_text("utf-8")
        for path in files("surveys.library").iterdir()
        if path.name.endswith(".yaml")
    ]

    assert len(texts) >= 3
    assert all(judged(text) for text in texts)


@pytest.mark.parametrize(
    "item",
    [
        "{id: a, type: date, text: A?, earliest: '2026-01-01', latest: '2026-12-31', bins: month}",
        "{id: a, type: number, text: A?, min: -3, max: 9, unit: hours, bins: [-3, 0, 5]}",
        "{id: a, type: wheel, text: A?, choices: [B, C, D], points: 3}",
        "{id: a, type: picture_choice, text: A?, choices: [{label: B, picture: b.png}, C]}",
        MOOD, PICK, HELP, LINE, BYE,
        "{id: a, type: yes_no, text: {en: A?, cy: B?}}",
        "{id: a, type: single_choice, text: A?, choices: [yes, {en: B, cy: C}, {label: D}, 20]}",
        "{id: a, type: yes_no, text: A?, show_if: {not: {or: [{is: {b: c}}, {below: {d: 2}}]}}}",
        "{id: a, type: yes_no, text: A?, then: [{to: end, when: {answered: a}}]}",
    ],
)  # fmt: skip
def test_short_and_long_forms_conform(item: str) -> None:
    """The schema describes the file, not what it becomes."""
    assert judged(file(item))


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        file("{id: a, text: A?}"),
        file("{id: a, type: number, text: A?}"),
        file("{id: a, type: ranking, text: A?, choices: [B, C]}"),
        file("{id: a, type: dots, text: A?, choices: [B, C], dots: 2}"),
        file("{id: a, type: date, text: A?, earliest: soon, latest: '2026-12-31'}"),
        file(
            "{id: a, type: date, text: A?, earliest: '2026-01-01', latest: '2026-12-31', "
            "bins: week}"
        ),
        file("{id: a, type: yes, text: A?}"),
        file("{id: a, type: yes_no, text: A?, required: true}"),
        file("{id: a, type: scale, text: A?, points: 12}"),
        file("{id: a, type: scale, text: [A]}"),
        file("{id: A b, type: scale, text: A}"),
        file("{id: a, type: yes_no, text: A?, show_if: {is: {b: c}, any: {b: [c]}}}"),
        file("{id: a, type: yes_no, text: A?, show_if: {iss: {b: c}}}"),
        file("{id: a, type: single_choice, text: A?, choices: [B, {value: c}]}"),
        file(f"{{id: a, type: single_choice, text: A?, choices: [{'B, ' * 21}]}}"),
    ],
)
def test_what_would_be_refused_is_underlined(text: str) -> None:
    """The earlier an author sees a slip, the better."""
    assert not judged(text)


def test_the_survey_with_every_type_conforms() -> None:
    """Dates are text to whatever checks a file while it is written."""
    made = schema()

    assert fits(yaml.load(EVERY.read_bytes(), Loader=_Words), made, made)


class _Words(yaml.CSafeLoader):
    """YAML without dates, as an editor's checker reads it."""

    yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in ways if not tag.endswith(":timestamp")]
        for sign, ways in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
