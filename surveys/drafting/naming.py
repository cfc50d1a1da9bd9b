"""Ids and choice values, made from the words as files make them (``shorthand.slug``)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from surveys.definitions.paths import END
from surveys.definitions.publishing import OURS_ALONE
from surveys.definitions.questions import CANT_CHOOSE, KEY_PATTERN, MAX_KEY, Choice
from surveys.definitions.shorthand import slug
from surveys.drafting.draft import Kind
from surveys.drafting.kinds import CANT_CHOOSE_ITSELF
from surveys.ids import QuestionKey

OWN_WORDS: Final = frozenset({"something else", "other", "another thing", "somewhere else"})
"""Labels, folded, that ask for a few words of somebody's own."""

WAYS_OUT: Final = frozenset(
    {
        *("not sure", "unsure", "dont know", "i dont know", "no idea", "not sure yet"),
        *("none of these", "none", "neither", "nothing", "no opinion", "never"),
        *("cant say", "cant choose", "cant remember", "i dont remember", "it depends"),
        *("doesnt apply", "not for me", "nobody", "no one"),
    }
)
"""Labels, folded, for whoever none of the others fits."""

_WITH_OWN: Final = frozenset({Kind.SINGLE_CHOICE, Kind.SEVERAL_CHOICES})


def fresh_key(text: str, taken: Collection[str]) -> QuestionKey:
    """An id made from a question's words, unlike any that is taken."""
    made = slug(text)
    if not re.fullmatch(KEY_PATTERN, made) or made == END:
        made = "question"
    return QuestionKey(_unlike(made, taken))


def choices_of(
    labels: Sequence[str], kind: Kind, language: str, before: Iterable[Choice] = ()
) -> tuple[Choice, ...]:
    """Choices with these labels. Those that were there before keep all else they had."""
    known = {one.label.get(language, ""): one for one in before}
    return tuple(_choices(labels, kind, language, known))


def _choices(
    labels: Sequence[str], kind: Kind, language: str, known: dict[str, Choice]
) -> Iterator[Choice]:
    kept = {one.value for label, one in known.items() if label in labels}
    taken = set(OURS_ALONE) | kept | ({CANT_CHOOSE} if kind in CANT_CHOOSE_ITSELF else set())
    for at, label in enumerate(labels):
        if label in known:
            yield fitted(known.pop(label), kind)
            continue
        value = fresh_value(label, at, taken)
        taken.add(value)
        yield fitted(Choice(value=value, label={language: label}), kind, language)


def fresh_value(label: str, at: int, taken: Collection[str]) -> str:
    """A choice's value made from its label, unlike any that is taken. ``at`` counts from 0."""
    made = slug(label)
    if not re.fullmatch(KEY_PATTERN, made):
        made = f"choice_{at}"
    return _unlike(made, taken)


def fitted(choice: Choice, kind: Kind, language: str = "") -> Choice:
    """A choice with only what its kind has. ``language``: marks are read from its new label."""
    label = folded(choice.label.get(language, ""))
    own = kind in _WITH_OWN and (choice.own_words or label in OWN_WORDS)
    alone = choice.exclusive or label in WAYS_OUT
    return choice.model_copy(
        update={
            "own_words": own,
            "exclusive": kind is Kind.SEVERAL_CHOICES and alone and not own,
            "picture": choice.picture if kind is Kind.PICTURE_CHOICE else None,
        }
    )


def is_way_out(label: str) -> bool:
    """Whether a label is for whoever none of the others fits."""
    return folded(label) in WAYS_OUT


def folded(label: str) -> str:
    """A label as it is compared: small letters and blanks."""
    plain = label.replace("’", "").replace("'", "").casefold()
    return " ".join(re.findall(r"\w+", plain))


def _unlike(made: str, taken: Collection[str]) -> str:
    name, number = made, 2
    while name in taken:
        end = f"_{number}"
        name, number = made[: MAX_KEY - len(end)] + end, number + 1
    return name
