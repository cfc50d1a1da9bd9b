"""Whether a call keeps to the Bot API as it is described: names, kinds, sizes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

_SIZE = re.compile(r"(\d+)-(\d+) (characters|bytes|identifiers)")
_MOST = re.compile(r"At most (\d+) ")
_LIST = "Array of "
_SIMPLE = {"Integer": int, "Float": (int, float), "Boolean": bool, "String": str, "True": bool}


@dataclass(frozen=True)
class Description:
    """The part of the Bot API's description that Earshot uses, and everything it leads to."""

    version: str
    methods: Mapping[str, Any]
    types: Mapping[str, Any]

    @classmethod
    def load(cls) -> Description:
        """Read the trimmed copy beside this file."""
        read = json.loads((HERE / "api.json").read_text("utf-8"))
        return cls(read["version"], read["methods"], read["types"])

    def faults(self, method: str, given: Mapping[str, Any]) -> list[str]:
        """Everything a call does that the description does not allow. Empty: it keeps to it."""
        if method not in self.methods:
            return [f"{method}: not a method Earshot is known to use"]
        return list(self._fields(method, self.methods[method].get("fields") or [], given))

    def _fields(
        self, where: str, fields: list[Mapping[str, Any]], given: Mapping[str, Any]
    ) -> Iterator[str]:
        described = {field["name"]: field for field in fields}
        yield from (f"{where}: no {name} there" for name in given if name not in described)
        for name, field in described.items():
            if name in given:
                yield from self._value(f"{where}.{name}", field, given[name])
            elif field["required"]:
                yield f"{where}: {name} is required"

    def _value(self, where: str, field: Mapping[str, Any], value: Any) -> Iterator[str]:
        tried = [list(self._kind(where, kind, value)) for kind in field["types"]]
        if all(tried):
            yield min(tried, key=len)[0]
            return
        yield from _sizes(where, field["description"], value)

    def _list(self, where: str, kind: str, value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{where}: a list was described"
            return
        for place, one in enumerate(value):
            yield from self._kind(f"{where}[{place}]", kind, one)

    def _kind(self, where: str, kind: str, value: Any) -> Iterator[str]:
        if kind.startswith(_LIST):
            yield from self._list(where, kind.removeprefix(_LIST), value)
        elif kind in _SIMPLE:
            wrong = isinstance(value, bool) != (_SIMPLE[kind] is bool)
            if wrong or not isinstance(value, _SIMPLE[kind]):  # type: ignore[arg-type]
                yield f"{where}: {kind} was described"
        elif kind == "InputFile":
            if not isinstance(value, bytes):
                yield f"{where}: a file was described"
        elif subtypes := self.types[kind].get("subtypes"):
            tried = [list(self._kind(where, one, value)) for one in subtypes]
            if all(tried):
                yield f"{where}: no kind of {kind}"
        elif not isinstance(value, dict):
            yield f"{where}: {kind} was described"
        else:
            yield from self._fields(where, self.types[kind].get("fields") or [], value)


def _sizes(where: str, description: str, value: Any) -> Iterator[str]:
    if found := _SIZE.search(description):
        least, most, unit = int(found[1]), int(found[2]), found[3]
        if not least <= _size(value, unit) <= most:
            yield f"{where}: {_size(value, unit)} {unit}, described are {least} to {most}"
    if (
        isinstance(value, list)
        and (found := _MOST.search(description))
        and len(value) > int(found[1])
    ):
        yield f"{where}: {len(value)} of at most {found[1]}"


def _size(value: Any, unit: str) -> int:
    if unit == "identifiers":
        return len(value)
    text = str(value)
    return len(text.encode()) if unit == "bytes" else units(text)


def units(text: str) -> int:
    """A text's length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_form(described: Mapping[str, Any], name: str, value: str) -> Any:
    """Read one form field as the JSON the description says it is; text stays text."""
    fields = described.get("fields") or []
    kinds: list[str] = next((f["types"] for f in fields if f["name"] == name), [])
    if "String" in kinds and not (kinds[0] == "Integer" and re.fullmatch(r"-?\d+", value)):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
