"""The shapes in which people write a codebook down → one codebook. Lenient in shape only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.codebook_texts import (
    CodebookMistake,
    id_for,
    is_id,
    same_name,
    tidy_description,
    tidy_name,
)

MOST_BYTES = 1024 * 1024
"""Largest codebook file. Unit: bytes."""
MOST_READ = 500
"""Most themes of a file. An organisation's own codebook holds fewer: see ``changing.fitted``."""
LONGEST_NAME, LONGEST_DESCRIPTION = 200, 4000
"""Longest texts of a file: others write longer than we do. Unit: characters."""

TOPS = ("themes", "codes", "codebook", "starter", "categories")
NAMES = ("name", "title", "label", "theme", "code", "topic", "text", "category")
DESCRIPTIONS = ("description", "definition", "desc", "says", "meaning", "memo", "comment")

Tree = str | Sequence["Tree"] | Mapping[str, "Tree"] | None
"""What YAML or JSON make of a file when every scalar stays text."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A codebook somebody brought.

    Args:
        codebook: Its themes; the version as written, or 1.
        given: What the file itself calls each theme: its id as written there, else its name.
    """

    codebook: Codebook
    given: Mapping[ThemeId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One theme as a file has it; ``where`` in the file."""

    where: str
    name: str
    description: str = ""
    id: str = ""


def brought(entries: Sequence[Entry], version: str = "") -> Brought:
    """A codebook of what a file says. Whole repetitions of a theme count once.

    Raises:
        CodebookMistake: None, too many, two of one name, or a text that is not fit.
    """
    if not entries:
        raise _wrong("there is no theme in it", "Give it at least one: a name and a line.")
    if len(entries) > MOST_READ:
        raise _wrong(f"there are more than {MOST_READ} themes", "Merge some.")
    themes: list[Theme] = []
    given: dict[ThemeId, str] = {}
    reserved = {entry.id for entry in entries if is_id(entry.id)}
    for entry in {(each.name, each.description, each.id): each for each in entries}.values():
        theme = _theme(entry, given, reserved)
        if any(same_name(theme.name, each.name) for each in themes):
            what = f'"{theme.name}" is there twice'
            raise CodebookMistake("name_taken", what, "Keep one of them.", entry.where)
        themes.append(theme)
        given[theme.id] = entry.id or theme.name
    number = int(version) if version.isascii() and version.isdecimal() and version < "9" * 9 else 1
    return Brought(Codebook(tuple(themes), max(1, number)), given)


def entries_of(tree: Tree) -> list[Entry]:
    """The themes in a list of names, a list of mappings, or a mapping of names to lines.

    Raises:
        CodebookMistake: It is shaped like none of them.
    """
    for _ in range(3):  # a codebook inside "codebook" inside "themes" is still found
        if not isinstance(tree, Mapping):
            break
        below = {str(key).casefold(): value for key, value in tree.items()}
        inside = next((below[top] for top in TOPS if _holds(below.get(top))), None)
        if inside is None:
            break
        tree = inside
    if isinstance(tree, str) or tree is None:
        raise _wrong("this is no list of themes", _WAY_OUT)
    return list(_mapped(tree) if isinstance(tree, Mapping) else _listed(tree))


def text_in(value: Tree) -> str:
    """A text, or a list of texts put together."""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return ", ".join(filter(None, (text_in(each) for each in value)))
    return ""


def pick(below: Mapping[str, Tree], names: Sequence[str]) -> str:
    """The first text there is under one of those names."""
    return next((text for name in names if (text := text_in(below.get(name)).strip())), "")


_WAY_OUT = 'Write a list: "- name: Food" and under it "description: What we eat".'


def _holds(value: Tree) -> bool:
    return isinstance(value, Sequence | Mapping) and not isinstance(value, str) and bool(value)


def _listed(tree: Sequence[Tree]) -> Iterator[Entry]:
    for number, value in enumerate(tree, start=1):
        where = f"theme {number}"
        if isinstance(value, str):
            yield Entry(where, value)
        elif isinstance(value, Mapping):
            yield _entry(value, where)
        else:
            raise CodebookMistake("file", "this is neither a name nor a theme", _WAY_OUT, where)


def _mapped(tree: Mapping[str, Tree]) -> Iterator[Entry]:
    for key, value in tree.items():
        where = f'"{str(key)[:40]}"'
        if isinstance(value, Mapping):
            named = _entry({"name": str(key), **value}, where)
            # The key is its id where the theme has a name of its own.
            own = named.id or (str(key) if named.name != str(key) else "")
            yield Entry(where, named.name, named.description, own)
        else:
            yield Entry(where, str(key), text_in(value))


def _entry(value: Mapping[str, Tree], where: str) -> Entry:
    below = {str(key).strip().casefold(): inside for key, inside in value.items()}
    own = pick(below, ("id", "key", "guid"))
    name = pick(below, NAMES) or own
    if not name and len(value) == 1:  # "- Food: What we eat"
        ((key, inside),) = value.items()
        return Entry(where, str(key), text_in(inside))
    return Entry(where, name, pick(below, DESCRIPTIONS), own)


def _theme(entry: Entry, given: Mapping[ThemeId, str], reserved: set[str]) -> Theme:
    try:
        name = tidy_name(entry.name, LONGEST_NAME)
        description = tidy_description(entry.description, LONGEST_DESCRIPTION)
    except CodebookMistake as wrong:
        raise CodebookMistake(wrong.kind, wrong.what, wrong.way_out, entry.where) from None
    if not is_id(entry.id):
        return Theme(id_for(name, {*given, *reserved}), name, description)
    if entry.id in given:
        what = f'the id "{entry.id}" is there twice'
        raise CodebookMistake("name_taken", what, "Each theme has its own.", entry.where)
    return Theme(ThemeId(entry.id), name, description)


def _wrong(what: str, way_out: str) -> CodebookMistake:
    return CodebookMistake("file", what, way_out, "the file")
