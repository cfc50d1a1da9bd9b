"""Suggested themes as ``earshot themes`` gives them: a table to read, and JSON."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from surveys.themes.candidate import Candidate, Origin, Remark, Run, Side, Suggestion

LONGEST_QUOTE = 160
"""How much of an answer the table shows. Unit: characters."""
_KINDS = {
    Origin.CODEBOOK: "codebook",
    Origin.GROUPED: "new",
    Origin.ONE_PERSON: "one person",
    Origin.NOTHING_SAID: "nothing said",
}
_NOTHING = "Nothing to say"
_AGREES = frozenset(("agree", "agrees", "strongly agree", "yes", "for", "support", "true", "1"))
_DISAGREES = frozenset(
    ("disagree", "disagrees", "strongly disagree", "no", "against", "oppose", "false", "0")
)
_NEITHER = frozenset(("", "neither", "not sure", "don't know", "unsure", "neutral", "n/a"))


@dataclass(frozen=True, slots=True)
class Found:
    """One suggested theme: ``id`` as it is called outside, how many answers, and a quote."""

    id: str
    kind: str
    name: str
    words: tuple[str, ...]
    quote: str
    count: int
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """Everything suggested: for each row the ids of its themes, and the themes."""

    themes: tuple[tuple[str, ...], ...]
    found: tuple[Found, ...]
    run: Run


def suggested(made: Suggestion, remarks: Sequence[Remark], given: Mapping[str, str]) -> Suggested:
    """What was suggested, under the names that the file and its codebook use.

    Args:
        made: The suggestion.
        remarks: What it was made of, in row order. Rows with nothing in them are in no theme.
        given: What the codebook's file calls each of its themes.
    """
    first = [each for each in made.candidates if each.parent is None]
    called = _called(first, given)
    themes = tuple(
        tuple(called[each] for each in inside if each in called) if remark.text else ()
        for inside, remark in zip(made.themes, remarks, strict=True)
    )
    counts = Counter(each for row in themes for each in row)
    found = [_found(each, called[each.id], remarks, counts) for each in first]
    return Suggested(themes, tuple(each for each in found if each.count), made.run)


def side_of(cell: str) -> tuple[Side | None, bool]:
    """The side that a cell says, and whether it says anything that is understood."""
    plain = " ".join(cell.casefold().split()).rstrip(".")
    if plain in _AGREES:
        return Side.AGREES, True
    if plain in _DISAGREES:
        return Side.DISAGREES, True
    return None, plain in _NEITHER


def clean(text: str) -> str:
    """A text on one line that can be shown on any terminal: nothing in it is a command."""
    line = " ".join(text.split())
    return "".join(each for each in line if unicodedata.category(each) not in _UNSHOWN)


_UNSHOWN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def as_json(result: Suggested) -> dict[str, object]:
    """Row by row the themes' ids, and of each its words, its name and a typical answer."""
    return {
        "themes": [list(row) for row in result.themes],
        "labels": {each.id: list(each.words) for each in result.found},
        "names": {each.id: each.name for each in result.found},
        "quotes": {each.id: each.quote for each in result.found if each.quote},
        "run": {
            **asdict(result.run),
            "parameters": dict(sorted(result.run.parameters.items())),
            "kinds": {each.id: each.kind for each in result.found},
            "answers": sum(map(bool, result.themes)),
        },
    }


def shown(result: Suggested) -> None:
    """Print the themes as a table."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=False, pad_edge=False)
    for title in ("Suggested theme", "Answers", "From", "A typical answer"):
        table.add_column(title, justify="right" if title == "Answers" else "left")
    for each in result.found:
        side = f" ({each.side.value})" if each.side else ""
        quote = clean(each.quote)
        if len(quote) > LONGEST_QUOTE:
            quote = quote[: LONGEST_QUOTE - 1] + "…"
        name = Text(clean(each.name) + side)
        table.add_row(name, str(each.count), each.kind, Text(quote))
    Console(markup=False, highlight=False).print(table)


def _found(each: Candidate, called: str, remarks: Sequence[Remark], counts: Counter[str]) -> Found:
    typical = each.typical
    if typical is None and each.origin is not Origin.NOTHING_SAID and each.members:
        typical = each.members[0]
    name = each.name or ", ".join(each.words)
    if each.origin is Origin.NOTHING_SAID:
        name = _NOTHING
    quote = remarks[typical].text if typical is not None else ""
    kind = _KINDS[each.origin]
    return Found(called, kind, name or quote[:40], each.words, quote, counts[called], each.side)


def _called(first: Sequence[Candidate], given: Mapping[str, str]) -> dict[str, str]:
    """What each suggestion is called outside: a codebook's theme as its file calls it."""
    twice = Counter(each.theme for each in first if each.theme)
    called: dict[str, str] = {}
    for each in first:
        if each.theme:
            name = given.get(each.theme, str(each.theme))
            side = f"_{each.side.value}" if each.side and twice[each.theme] > 1 else ""
            called[each.id] = name + side
    for each in first:
        if each.id not in called:
            free = each.id
            while free in called.values():
                free = f"new_{free}"
            called[each.id] = free
    return called
