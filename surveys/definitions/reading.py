"""A survey file → a ``Survey`` that can be sent, or every mistake in it with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from surveys.definitions.mistakes import Fault, Mistake, Path, SurveyMistake
from surveys.definitions.refusals import refusal
from surveys.definitions.shorthand import written_out
from surveys.definitions.soundness import faults
from surveys.definitions.source import Source, Tree, read_source
from surveys.definitions.survey import Survey

__all__ = ["Mistake", "SurveyMistake", "read_survey", "survey_of"]


def read_survey(text: str | bytes, *, name: str = "survey") -> Survey:
    """Read one survey from YAML.

    Args:
        text: The file's content; bytes are read as UTF-8.
        name: What to call the file in messages.

    Raises:
        SurveyMistake: The file cannot be used. It lists every mistake of the first kind
            found: the YAML itself, then the fields, then what they mean together.
    """
    source = read_source(text)
    if source.tree is None or source.faults:
        raise SurveyMistake(name, tuple(_of(source, line, fault) for line, fault in source.faults))

    def placed(fault: Fault) -> tuple[int, Mistake]:
        line = source.line(fault.path)
        return line, _of(source, line, fault)

    return survey_of(source.tree, name, placed)


def survey_of(
    tree: dict[str, Tree], name: str, placed: Callable[[Fault], tuple[int, Mistake]]
) -> Survey:
    """The survey of what an author wrote, from whatever kind of file it was read.

    Args:
        tree: Its keys and texts, short forms included.
        name: What to call the file in messages.
        placed: Says of a fault where it is in the file, and its place among the others.

    Raises:
        SurveyMistake: It is no sound survey. As for ``read_survey``.
    """
    long, shorthand = written_out(tree)
    found: list[Fault] = list(shorthand)
    survey: Survey | None = None
    try:
        survey = Survey.model_validate(long)
    except ValidationError as refused:
        found.extend(_refusals(tree, refused))
    if survey is not None:
        found.extend(faults(survey))
    if survey is None or found:
        mistakes = sorted(map(placed, found), key=lambda each: each[0])
        raise SurveyMistake(name, tuple(mistake for _, mistake in mistakes))
    return survey


def _refusals(tree: dict[str, Tree], refused: ValidationError) -> Iterator[Fault]:
    for error in refused.errors(include_url=False):
        if error["type"] == "too_short" and _long_enough(error):
            continue  # Its parts were refused one by one, and that is said.
        path = _path(tree, error["loc"])
        yield Fault(path, *refusal(error, path))


def _long_enough(error: ErrorDetails) -> bool:
    written = error["input"]
    return isinstance(written, list) and len(written) >= int(error["ctx"]["min_length"])


def _path(tree: Tree, loc: tuple[int | str, ...]) -> Path:
    """Where pydantic's place is in the file: its steps that the file does not have left out."""
    steps: list[str | int] = []
    for step in loc:
        match tree, step:
            case dict(), str() if step in tree:
                tree = tree[step]
            case list(), int() if step < len(tree):
                tree = tree[step]
            case _:
                continue
        steps.append(step)
    return tuple(steps)


def _of(source: Source, line: int, fault: Fault) -> Mistake:
    match fault.path, source.tree:
        case ("questions", int() as at, *_), {"questions": [*items]} if at < len(items):
            item = items[at]
            written = item.get("id") if isinstance(item, dict) else None
            question = written if isinstance(written, str) else None
            return Mistake(line, question, fault.what, fault.way_out, at + 1)
        case _:
            return Mistake(line, None, fault.what, fault.way_out)
