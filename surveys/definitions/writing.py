"""A survey → the file an author would have written: short forms, and texts in their own lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surveys.definitions.layout import Bare, Laid, lay_out
from surveys.definitions.questions import AnyItem
from surveys.definitions.shorthand import CHOICE_TEXTS, ITEM_TEXTS, SURVEY_TEXTS, slug
from surveys.definitions.survey import Survey

_HEAD = ("key", "version", "languages", "title", "why", "could_change", "decides")
_FIRST = ("id", "type", "text", "easy", "help", "show_if")
_LAST = ("then",)
_IN_CHOICE = ("label", "value", "easy", "picture", "own_words", "exclusive")
_DAYS = ("earliest", "latest")


def write_survey(survey: Survey) -> str:
    """The YAML file of a survey. ``read_survey`` makes the same survey of it.

    What stands at its default is left out, and a choice whose value its label gives is its
    label alone. White space around a text is not kept: reading takes it away.
    """
    main = survey.main_language
    dumped = survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    dumped |= {"questions": [_item(item, main) for item in survey.questions]}
    tree = {
        name: _words(value, main) if name in SURVEY_TEXTS else _laid(value)
        for name, value in _ordered(dumped, _HEAD, ("questions",)).items()
    }
    return lay_out(tree, apart="questions")


def _item(item: AnyItem, main: str) -> dict[str, Laid]:
    dumped = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    dumped |= {"type": item.type}
    return {
        name: _field(name, value, main) for name, value in _ordered(dumped, _FIRST, _LAST).items()
    }


def _field(name: str, value: Any, main: str) -> Laid:
    match name:
        case _ if name in ITEM_TEXTS:
            return _words(value, main)
        case "labels":
            return [_words(label, main) for label in value]
        case "choices":
            return [_choice(choice, main) for choice in value]
        case _ if name in _DAYS:
            return Bare(str(value))
        case _:
            return _laid(value)


def _choice(choice: dict[str, Any], main: str) -> Laid:
    label = _words(choice["label"], main)
    written = {
        name: _words(value, main) if name in CHOICE_TEXTS else _laid(value)
        for name, value in _ordered(choice, _IN_CHOICE, ()).items()
    }
    if slug(choice["label"].get(main, "")) == choice["value"]:
        del written["value"]
        if set(written) == {"label"}:
            return label
    return written


def _words(words: Mapping[str, str], main: str) -> Laid:
    """A text: alone where it is in the main language only."""
    return words[main] if set(words) == {main} else dict(words)


def _laid(value: Any) -> Laid:
    match value:
        case bool():
            return Bare("true" if value else "false")
        case int():
            return Bare(str(value))
        case dict():
            return {str(key): _laid(each) for key, each in value.items()}
        case list():
            return [_laid(each) for each in value]
        case Mapping():
            return dict(value)
        case _:
            return value if isinstance(value, Bare) else str(value)


def _ordered(
    written: Mapping[str, Any], first: tuple[str, ...], last: tuple[str, ...]
) -> dict[str, Any]:
    middle = [name for name in written if name not in (*first, *last)]
    return {name: written[name] for name in (*first, *middle, *last) if name in written}
