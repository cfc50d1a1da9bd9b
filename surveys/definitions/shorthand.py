"""What an author may write short, written out: one-language texts, and choices as labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from surveys.definitions.mistakes import Fault, Path, shown
from surveys.definitions.questions import KEY_PATTERN, MAX_KEY
from surveys.definitions.source import Tree
from surveys.definitions.survey import MAX_ITEMS

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

SURVEY_TEXTS = ("title", "why", "could_change", "decides", "opening")
ITEM_TEXTS = ("text", "easy", "help", "not_sure", "unit")
CHOICE_TEXTS = ("label", "easy")


def written_out(tree: dict[str, Tree]) -> tuple[dict[str, Tree], tuple[Fault, ...]]:
    """The long form of a survey file. What is not short, or is wrong, is left as it is.

    Returns:
        The long form, and a fault for each choice whose label gives no value.
    """
    faults: list[Fault] = []
    languages = _languages(tree)
    long = _texts(tree, SURVEY_TEXTS, languages[0])
    items = tree.get("questions")
    if isinstance(items, list):
        if len(items) > MAX_ITEMS:
            what = f"the questions are {len(items)}; the most is {MAX_ITEMS}"
            faults.append(Fault(("questions",), what, "Take some out, or make two of it."))
            items = items[:MAX_ITEMS]  # A flood is said once, and not read to its end.
        long["questions"] = [
            _item(item, ("questions", at), languages, faults) for at, item in enumerate(items)
        ]
    return long, tuple(faults)


def slug(label: str, *, joint: str = "_") -> str:
    """A stored value made from a label: ``Yes, please`` → ``yes_please``; "" where none can be."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    if words and words[0][0].isdigit():
        words[0] = f"n{words[0]}"
    made = ""
    for word in words:
        longer = f"{made}{joint}{word}" if made else word
        if len(longer) > MAX_KEY:
            break
        made = longer
    return made or "".join(words)[:MAX_KEY]


def _languages(tree: dict[str, Tree]) -> tuple[str, ...]:
    written = tree.get("languages")
    if isinstance(written, list):
        codes = [code for code in written if isinstance(code, str)]
        if codes and all(re.fullmatch(LANGUAGE_PATTERN, code) for code in codes):
            return tuple(codes)
    return ("en",)


def _texts(tree: dict[str, Tree], names: Iterable[str], main: str) -> dict[str, Tree]:
    return tree | {name: _words(tree[name], main) for name in names if name in tree}


def _words(text: Tree, main: str) -> Tree:
    if isinstance(text, str):
        return {main: text.strip()}
    if isinstance(text, dict):
        return {
            code: each.strip() if isinstance(each, str) else each for code, each in text.items()
        }
    return text


def _item(item: Tree, path: Path, languages: tuple[str, ...], faults: list[Fault]) -> Tree:
    if not isinstance(item, dict):
        return item
    long = _texts(item, ITEM_TEXTS, languages[0])
    choices, labels = item.get("choices"), item.get("labels")
    if isinstance(choices, list):
        long["choices"] = [
            _choice(choice, (*path, "choices", at), languages, faults)
            for at, choice in enumerate(choices)
        ]
    if isinstance(labels, list):
        long["labels"] = [_words(label, languages[0]) for label in labels]
    return long


def _choice(choice: Tree, path: Path, languages: tuple[str, ...], faults: list[Fault]) -> Tree:
    if isinstance(choice, str) or (
        isinstance(choice, dict) and choice and set(choice) <= set(languages)
    ):
        choice = {"label": choice}
    if not isinstance(choice, dict):
        return choice
    long = _texts(choice, CHOICE_TEXTS, languages[0])
    label = long.get("label")
    if "value" in long or not isinstance(label, dict):
        return long
    main = label.get(languages[0])
    if not isinstance(main, str):
        return long
    value = slug(main)
    if not re.fullmatch(KEY_PATTERN, value):
        what = f"no value can be made from the label {shown(main)}"
        way_out = "Write it long, with value: and label:."
        faults.append(Fault(path, what, way_out))
        value = f"choice_{path[-1]}"
    return {"value": value, **long}
