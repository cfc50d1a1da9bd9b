"""What an author got wrong, each with its line and the way out."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where something stands in a survey file: keys and positions from the top, 0 the first."""

MOST_LISTED = 50
"""Most mistakes listed in one message. Beyond it, one cause is usually behind many."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place in a survey: ``what`` it is, and the ``way_out``."""

    path: Path
    what: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fault in a file. ``line`` and ``number`` (of the item) count from 1. ``place`` says
    where it is in words, in a file that has no lines."""

    line: int
    question_id: str | None
    what: str
    way_out: str
    number: int | None = None
    place: str = ""

    def __str__(self) -> str:
        place = self.place or f"line {self.line}"
        if self.number is not None:
            place += f", question {self.number}"
        if self.question_id is not None:
            place += f' ("{self.question_id}")'
        return f"{place}: {self.what}. {self.way_out}"


class SurveyMistake(Exception):
    """A survey file that cannot be used, with every mistake found in it. Nothing was saved."""

    def __init__(self, name: str, mistakes: tuple[Mistake, ...]) -> None:
        self.name = name
        self.mistakes = mistakes
        count = "1 thing" if len(mistakes) == 1 else f"{len(mistakes)} things"
        lines = [f'survey "{name}": {count} to put right']
        lines += [f"  {mistake}" for mistake in mistakes[:MOST_LISTED]]
        if len(mistakes) > MOST_LISTED:
            lines.append(f"  … and {len(mistakes) - MOST_LISTED} more")
        super().__init__("\n".join(lines))


def shown(value: object, most: int = 40) -> str:
    """An author's own words, quoted for a message, cut where they are long."""
    text = " ".join(str(value).split())
    return f'"{text}"' if len(text) <= most else f'"{text[: most - 1]}…"'
