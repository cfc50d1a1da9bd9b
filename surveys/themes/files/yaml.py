"""A codebook as YAML, the shape that people write by hand. JSON is read as well: it is YAML."""

from __future__ import annotations

from typing import Any

from surveys.themes.codebook import Codebook
from surveys.themes.codebook_texts import CodebookMistake
from surveys.themes.files.shapes import MOST_BYTES, Brought, Tree, brought, entries_of, text_in

MOST_DEPTH = 20
"""Deepest nesting of lists and mappings."""


def read_yaml(data: bytes) -> Codebook:
    """The codebook in a YAML file.

    Raises:
        CodebookMistake: It holds none, or something that a codebook cannot hold.
    """
    return bring_yaml(data).codebook


def bring_yaml(data: bytes) -> Brought:
    """The codebook in a YAML file, with what the file calls each theme.

    Raises:
        CodebookMistake: As ``read_yaml``.
    """
    tree = _tree(data)
    version = text_in(tree.get("version")) if isinstance(tree, dict) else ""
    return brought(entries_of(tree), version)


def write_yaml(codebook: Codebook) -> bytes:
    """The codebook as YAML. ``read_yaml`` makes the same of it."""
    import yaml  # here and below: loaded with the first codebook that is read or written

    themes = [
        {"id": str(each.id), "name": each.name}
        | ({"description": each.description} if each.description else {})
        for each in codebook.themes
    ]
    whole = {"version": codebook.version, "themes": themes}
    written: str = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=96)
    return written.encode()


def _tree(data: bytes) -> Tree:
    import yaml

    if len(data) > MOST_BYTES:
        raise _wrong(f"the file is larger than {MOST_BYTES // 1024} KiB", "Make it shorter.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    try:
        _refuse_tricks(text)
        loader = _loader()  # strings, lists and mappings only
        tree: Tree = yaml.load(text, Loader=loader)  # noqa: S506
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = f"line {mark.line + 1}" if mark else "the file"
        what = "this cannot be read as YAML"
        raise CodebookMistake("file", what, _QUOTE, line) from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        raise _wrong("this cannot be read as YAML", _QUOTE) from None
    return tree


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


_QUOTE = 'Line up the spaces, and put "quotes" round a text that has a colon in it.'


def _refuse_tricks(text: str) -> None:
    """Aliases, which can blow up a small file, and depths that nobody writes by hand."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            what = f"an alias (*{event.anchor})"
            raise CodebookMistake("file", what, "Write the words out again.", f"line {line}")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise _wrong(f"lists nested more than {MOST_DEPTH} deep", "Make one list.")


def _wrong(what: str, way_out: str) -> CodebookMistake:
    return CodebookMistake("file", what, way_out, "the file")
