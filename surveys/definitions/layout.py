"""Strings, lists and mappings → YAML laid out as somebody would by hand.

Texts stand plain where any YAML reader takes them for the same text, in double quotes where one
might not, and in a block of their own where they have lines or are long. What is written here,
``source`` reads back.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDE = 96
"""Widest line that is written on purpose. Unit: characters."""
_STEP = 2

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~ ")
_LOOKS_OTHER = re.compile(
    r"(?:yes|no|on|off|y|n|true|false|null|[-+.]?[\d.][\d_,.:eExXoO+\-]*[a-fA-F\d]*|\.(?:inf|nan)"
    r"|\d{4}-\d\d?-\d\d?.*)",
    re.IGNORECASE,
)
"""What some YAML reader takes for a truth, a number, a day or nothing."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class Bare:
    """Something that is no text: a number, a truth, a day. It never needs quotes."""

    written: str


Laid = str | Bare | Sequence["Laid"] | Mapping[str, "Laid"]


def lay_out(tree: Mapping[str, Laid], *, apart: str) -> str:
    """A YAML file of a mapping.

    Args:
        tree: What is written, in its order.
        apart: The key whose list stands apart from the rest, with a blank line before each of
            its entries.
    """
    lines: list[str] = []
    for key, value in tree.items():
        if key == apart and isinstance(value, Sequence) and not isinstance(value, str):
            lines += ["", f"{key}:"]
            for at, each in enumerate(value):
                lines += [*([""] if at else []), *_entry(each, _STEP)]
        else:
            lines += _pair(key, value, 0)
    return "\n".join(lines) + "\n"


def flow(value: Laid) -> str:
    """A value on one line: ``{is: {mood: bad}}``, ``[Tea, Talking]``."""
    match value:
        case Bare(written=written):
            return written
        case str():
            return _scalar(value, within=True)
        case Mapping():
            inside = (f"{_scalar(key, within=True)}: {flow(each)}" for key, each in value.items())
            return "{" + ", ".join(inside) + "}"
        case _:
            return "[" + ", ".join(flow(each) for each in value) + "]"


def _pair(key: str, value: Laid, indent: int, *, lead: str = "") -> list[str]:
    """A key and its value. ``lead`` stands on the first line in place of the last spaces."""
    head = f"{' ' * (indent - len(lead))}{lead}{_scalar(key, within=True)}:"
    if isinstance(value, Bare) or not value or _one_line(key, value, len(head)):
        return [f"{head} {flow(value) if not isinstance(value, str) else _scalar(value)}"]
    if isinstance(value, str):
        return _text(head, value, indent + _STEP)
    if isinstance(value, Mapping):
        inner = [line for each in value.items() for line in _pair(*each, indent + _STEP)]
        return [head, *inner]
    return [head, *(line for each in value for line in _entry(each, indent + _STEP))]


_ON_ONE_LINE = ("show_if", "when")
"""Rules: a reader takes them in as one, so they stand on one line where it holds them."""


def _one_line(key: str, value: Laid, taken: int) -> bool:
    if isinstance(value, str):
        return False
    short = key in _ON_ONE_LINE or (
        isinstance(value, Sequence) and all(isinstance(each, str | Bare) for each in value)
    )
    return short and taken + 1 + len(flow(value)) <= WIDE


def _entry(value: Laid, indent: int) -> list[str]:
    """One entry of a list, after its dash."""
    dash, inside = f"{' ' * indent}- ", indent + _STEP
    if isinstance(value, Mapping) and value:
        if _jump(value) and len(dash) + len(flow(value)) <= WIDE:
            return [dash + flow(value)]
        first, *rest = value.items()
        lines = _pair(*first, inside, lead="- ")
        return [*lines, *(line for each in rest for line in _pair(*each, inside))]
    if isinstance(value, str):
        return [dash + _scalar(value)]
    return [dash + flow(value)]


_RULES = frozenset({"is", "any", "answered", "at_least", "below", "and", "or", "not"})


def _jump(value: Mapping[str, Laid]) -> bool:
    """A jump, or a rule within a rule."""
    return set(value) <= {"to", "when"} or set(value) <= _RULES


def _text(head: str, text: str, indent: int) -> list[str]:
    """A text after its key: on the line, or in a block under it."""
    if "\n" in text and _shown_as_it_is(text):
        return [f"{head} |-", *(_indented(line, indent) for line in text.split("\n"))]
    written = _scalar(text)
    foldable = "\n" not in text and "  " not in text and _shown_as_it_is(text)
    if len(head) + 1 + len(written) <= WIDE or not foldable:
        return [f"{head} {written}"]
    folded = textwrap.wrap(
        text, WIDE - indent, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
    return [f"{head} >-", *(_indented(line, indent) for line in folded)]


def _indented(line: str, indent: int) -> str:
    return " " * indent + line if line else ""


def _shown_as_it_is(text: str) -> bool:
    """Whether a block can hold a text: no character that has to be escaped, no odd spaces."""
    spaces = any(line != line.strip() for line in text.split("\n"))
    odd = any(char.isspace() and char not in " \n" for char in text)
    return not spaces and not odd and not any(map(_escaped, text.replace("\n", "")))


def _scalar(text: str, *, within: bool = False) -> str:
    """A text on one line. ``within``: between brackets, or a key, where less can stand plain."""
    plain = (
        bool(text)
        and text == text.strip()
        and text[0] not in _INDICATORS
        and not any(sign in text for sign in (": ", " #", "\n"))
        and not text.endswith(":")
        and not (within and set(text) & set(",[]{}:?#"))
        and not _LOOKS_OTHER.fullmatch(text)
        and not any(map(_escaped, text))
    )
    if plain:
        return text
    return f'"{"".join(_ESCAPES.get(char) or _escaped(char) or char for char in text)}"'


def _escaped(char: str) -> str:
    """A character as an escape where YAML's readers disagree about it; "" where they don't."""
    code = ord(char)
    if " " <= char <= "~" or "\u00a0" <= char <= "\u2027":
        return ""
    if char.isprintable() and (code < 0xD800 or code >= 0xE000) and code & 0xFFFE != 0xFFFE:
        return ""
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"
