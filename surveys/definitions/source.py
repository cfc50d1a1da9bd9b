"""YAML text → plain strings, lists and mappings, and the line each of them stands on.

Every scalar stays the string that was written: ``no`` is a word, not a truth value, and a
version is not a date. Whatever YAML can do beyond that (aliases, anchors, tags, several
documents) a survey has no use for, so it is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.definitions.mistakes import Fault, Path, shown

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 256 * 1024
"""Largest survey file. Unit: bytes."""
MAX_DEPTH = 20
"""Deepest nesting of lists and mappings. Rules within rules are the deepest part."""
MAX_WRITTEN_KEY = 60
"""Longest key of any mapping in a file. Unit: characters."""

Tree = str | list["Tree"] | dict[str, "Tree"]

_TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(slots=True)
class Source:
    """A file that was read: its content, the line of each place, and what is wrong with it.

    ``tree`` is None where the file could not be read to its end; ``faults`` then says why.
    Lines count from 1.
    """

    tree: dict[str, Tree] | None = None
    lines: dict[Path, int] = field(default_factory=lambda: {(): 1})
    faults: list[tuple[int, Fault]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a place, or of the nearest thing around it that has one."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


class _Stop(Exception):
    """Reading cannot go on."""

    def __init__(self, line: int, what: str, way_out: str) -> None:
        super().__init__(what)
        self.line, self.fault = line, Fault((), what, way_out)


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being filled."""

    holder: list[Tree] | dict[str, Tree]
    path: Path
    key: str | None = None


def read_source(text: str | bytes) -> Source:
    """Read YAML. Whatever the text is, this returns; ``faults`` says what is wrong."""
    source = Source()
    try:
        decoded = _decoded(text)
        _fill(source, decoded)
    except _Stop as stop:
        source.tree = None
        source.faults.append((stop.line, stop.fault))
    return source


def strange_character(text: str) -> str | None:
    """The first character that cannot be shown, or that turns text around; None if none is."""
    for char in text:
        if char in _TURNS_TEXT_AROUND:
            return char
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n":
            return char
    return None


def _decoded(text: str | bytes) -> str:
    if len(text) > MAX_BYTES or (
        isinstance(text, str) and len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES
    ):
        raise _Stop(
            1,
            f"the file is larger than {MAX_BYTES // 1024} KiB",
            "Make it shorter, or two surveys.",
        )
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as wrong:
            line = wrong.object.count(b"\n", 0, wrong.start) + 1
            raise _Stop(line, "this is not UTF-8 text", "Save the file as UTF-8.") from None
    text = text.removeprefix("\ufeff")
    for number, written in enumerate(text.split("\n"), start=1):
        if char := strange_character(written.replace("\t", " ").removesuffix("\r")):
            raise _Stop(
                number, f"a character that cannot be shown (U+{ord(char):04X})", "Delete it."
            )
    if not text.strip():
        raise _Stop(1, "the file is empty", "Start from a file of the library.")
    return text


def _fill(source: Source, text: str) -> None:
    import yaml  # here and below: loaded with the first file that is read

    frames: list[_Frame] = []
    documents = 0
    for event in _events(text):
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise _Stop(line, "a second survey starts here", "Give it a file of its own.")
            case yaml.AliasEvent():
                raise _Stop(line, f"an alias (*{event.anchor})", "Write the words out again.")
            case yaml.ScalarEvent():
                _plain(event, line)
                _scalar(source, frames, event.value, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                _plain(event, line)
                mapping = isinstance(event, yaml.MappingStartEvent)
                _open(source, frames, {} if mapping else [], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                frames.pop()
    if source.tree is None:
        raise _Stop(1, "there is nothing in the file", "Start from a file of the library.")


def _events(text: str) -> Iterator[yaml.Event]:
    import yaml

    # libyaml where PyYAML was built with it, as its wheels are: ten times as fast, and it takes a
    # question mark in `[Tea?, Cake?]`, which the other does not.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as wrong:
        raise _kindly(wrong, text) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise _Stop(1, "this cannot be read as YAML", _COMPARE) from None


def _plain(event: yaml.NodeEvent, line: int) -> None:
    if event.anchor is not None:
        raise _Stop(line, f"an anchor (&{event.anchor})", "Take it out, or put quotes round it.")
    if (tag := getattr(event, "tag", None)) is not None:
        raise _Stop(line, f"a tag ({tag})", 'Take it out. If it is text, put "quotes" round it.')


def _scalar(source: Source, frames: list[_Frame], value: str, line: int) -> None:
    if not frames:
        raise _Stop(line, f"the file holds only {shown(value)}", _START)
    frame = frames[-1]
    if isinstance(frame.holder, dict) and frame.key is None:
        _key(source, frame, value, line)
        return
    if char := strange_character(value):
        what = f"a character that cannot be shown (U+{ord(char):04X})"
        source.faults.append((line, Fault(_place(frame), what, "Delete it.")))
        value = "?"
    _put(source, frame, value, line)


def _key(source: Source, frame: _Frame, key: str, line: int) -> None:
    place = (*frame.path, key)
    if len(key) > MAX_WRITTEN_KEY:
        raise _Stop(
            line,
            f"the key {shown(key)} is {len(key)} characters long; the most is {MAX_WRITTEN_KEY}",
            "If it is a text with a colon in it, put quotes round the text.",
        )
    if char := strange_character(key):
        raise _Stop(line, f"a key with a character U+{ord(char):04X} in it", "Delete it.")
    if key in frame.holder:
        what = f"{shown(key)} is here twice; it was on line {source.line(place)} already"
        source.faults.append((line, Fault(place, what, "Keep one of them.")))
    source.lines[place] = line
    frame.key = key


def _open(
    source: Source, frames: list[_Frame], holder: list[Tree] | dict[str, Tree], line: int
) -> None:
    if not frames:
        if not isinstance(holder, dict):
            raise _Stop(line, "the file starts with a list", _START)
        source.tree = holder
        frames.append(_Frame(holder, ()))
        return
    frame = frames[-1]
    if isinstance(frame.holder, dict) and frame.key is None:
        raise _Stop(
            line,
            "a list or a mapping stands where a key should be",
            "If it is a text that starts with { or [, put quotes round the whole text.",
        )
    if len(frames) >= MAX_DEPTH:
        raise _Stop(line, f"nested more than {MAX_DEPTH} deep", "Make the rule simpler.")
    path = _place(frame)
    _put(source, frame, holder, line)
    frames.append(_Frame(holder, path))


def _place(frame: _Frame) -> Path:
    if isinstance(frame.holder, list):
        return (*frame.path, len(frame.holder))
    return (*frame.path, frame.key or "")


def _put(source: Source, frame: _Frame, value: Tree, line: int) -> None:
    if isinstance(frame.holder, list):
        source.lines[_place(frame)] = line
        frame.holder.append(value)
    else:
        frame.holder[frame.key or ""] = value
        frame.key = None


_START = 'A survey starts with a line like "key: my-survey".'
_COMPARE = "Compare the colons, quotes and spaces with a file of the library."
_QUOTE = "If it is text, put quotes round the whole text."
_KINDLY: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a second colon, or a key out of line", _QUOTE),
    ("could not find expected ':'", "a key without its colon", "Write it as key: text."),
    ("while scanning a quoted", "a quotation mark is never closed", "Close it with another one."),
    ("unknown escape", r"a backslash (\) inside double quotes", "Use single quotes round it."),
    ("',' or ']'", "a list in [ ] is not closed, or lacks a comma", "Add the ] or the comma."),
    ("',' or '}'", "a { is not closed", _QUOTE),
    ("expected key", "this line does not line up with the ones above", "Match their spaces."),
    ("expected '-'", "this line does not line up with the ones above", "Match their spaces."),
    ("block end", "this line does not line up with the ones above", "Match their spaces."),
    ("cannot start any token", "a character that YAML keeps for itself", _QUOTE),
    ("document start", "something follows the end of the survey", _COMPARE),
)


def _kindly(wrong: yaml.MarkedYAMLError, text: str) -> _Stop:
    mark = wrong.problem_mark or wrong.context_mark
    line = mark.line + 1 if mark else 1
    written = text.split("\n")
    here = written[line - 1] if line <= len(written) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return _Stop(line, "a tab stands at the start of the line", "Use spaces instead of tabs.")
    said = f"{wrong.context} {wrong.problem}"
    for sign, what, way_out in _KINDLY:
        if sign in said:
            return _Stop(line, what, way_out)
    return _Stop(line, "this cannot be read as YAML", _COMPARE)
