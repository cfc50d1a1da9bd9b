"""Answers as plain values and as bytes, for envelopes and for the sealed store."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, assert_never

from surveys.definitions.questions import NonAnswer
from surveys.flow.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Voted,
    Within,
    Wrote,
)
from surveys.flow.replies import Sharing

_CODES = {
    Sharing.MY_WORDS: "w",
    Sharing.THE_IDEA: "i",
    Sharing.READERS_ONLY: "r",
    Sharing.DONT_SHARE: "d",
}
"""How sharing is written beside an answer: one letter each, so that a change of mind changes no
length. Older answers have the whole word."""
_READ = {code: sharing for sharing, code in _CODES.items()}


def answer_record(answer: Answer) -> list[Any]:
    """An answer as values that JSON can hold; ``read_answer`` gives it back exactly."""
    match answer:
        case Chose():
            return ["chose", answer.values, answer.own_words]
        case Rated():
            return ["rated", answer.point]
        case Wrote():
            return ["wrote", answer.text]
        case Declined():
            return ["declined", answer.why.value]
        case _:
            return _measured_record(answer)


def _measured_record(
    answer: Ranked | Allotted | Counted | Dated | Within | Scored | Banded | Voted,
) -> list[Any]:
    match answer:
        case Ranked():
            return ["ranked", answer.values]
        case Allotted():
            return ["allotted", answer.dots]
        case Counted():
            return ["counted", answer.number]
        case Dated():
            return ["dated", answer.day.isoformat()]
        case Within():
            return ["within", answer.bin]
        case Scored():
            return ["scored", answer.scores]
        case Banded():
            return ["banded", answer.bins]
        case Voted():
            return ["voted", answer.votes]
        case _:
            assert_never(answer)


def read_answer(record: list[Any]) -> Answer:
    """The answer that was recorded.

    Raises:
        ValueError: This is no record of an answer.
    """
    match record:
        case ["chose", values, own_words]:
            return Chose(tuple(values), own_words)
        case ["rated", point]:
            return Rated(point)
        case ["wrote", text]:
            return Wrote(text)
        case ["declined", why]:
            return Declined(NonAnswer(why))
        case _:
            return _read_measured(record)


def _read_measured(record: list[Any]) -> Answer:
    match record:
        case ["ranked", values]:
            return Ranked(tuple(values))
        case ["allotted", dots]:
            return Allotted(tuple((value, given) for value, given in dots))
        case ["counted", number]:
            return Counted(number)
        case ["dated", day]:
            return Dated(date.fromisoformat(day))
        case ["within", value]:
            return Within(value)
        case ["scored", scores]:
            return Scored(tuple((area, score) for area, score in scores))
        case ["voted", votes]:
            return Voted(tuple((key, vote) for key, vote in votes))
        case ["banded", bins]:
            return Banded(tuple((area, value) for area, value in bins))
        case _:
            raise ValueError("an answer of no known kind")


def answer_to_bytes(answer: Answer, sharing: Sharing | None) -> bytes:
    """A sealed answer's body: the answer and how its author lets it be shared, nothing else."""
    record = [answer_record(answer), _CODES[sharing] if sharing is not None else None]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def answer_from_bytes(body: bytes) -> tuple[Answer, Sharing | None]:
    """The answer and sharing that a body holds.

    Raises:
        ValueError: These bytes were not made by ``answer_to_bytes``.
    """
    try:
        record, sharing = json.loads(body.decode("utf-8"))
        return read_answer(record), _sharing(sharing)
    except (TypeError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise ValueError(f"not an answer: {type(fault).__name__}") from None


def for_readers_only(body: bytes) -> bytes:
    """The same answer, of which from now on only readers may see the words; never longer.

    An answer without words, or whose words only readers may see, stays as it is.

    Raises:
        ValueError: These bytes were not made by ``answer_to_bytes``.
    """
    answer, sharing = answer_from_bytes(body)
    if sharing not in {Sharing.MY_WORDS, Sharing.THE_IDEA}:
        return body
    return answer_to_bytes(answer, Sharing.READERS_ONLY)


def _sharing(written: str | None) -> Sharing | None:
    return None if written is None else _READ.get(written) or Sharing(written)
