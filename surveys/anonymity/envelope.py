"""One person's envelope: everything about their progress, packed to one size for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import from_json, to_json

from surveys.anonymity.packing import answer_record, read_answer
from surveys.definitions.questions import AnyQuestion, LongText, ShortText
from surveys.definitions.sizes import largest_answers, largest_votes
from surveys.definitions.survey import Survey
from surveys.flow.replies import Fallback, Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.redaction.pieces import LONGEST_BACK, MOST_BACK

MAX_PLACE = 80
"""Longest place a sitting can name. Unit: characters."""

MESSAGES_KEPT = 200
"""Message ids there is always room for; older ones may have to go. Unit: messages."""

_STEP = 1024
_BYTES_A_MESSAGE = 20
_BYTES_A_WORD = 12
_BYTES_AROUND = 556
_BYTES_A_TICK = 28
_BYTES_AN_AMOUNT = 34
_BYTES_A_SIGNATURE = 3
_BYTES_A_LOCK = 40
_BYTES_STRETCHED = 80
_BYTES_A_PIECE = LONGEST_BACK + 3
_BLANK = b" "


PICTURES = 9
"""Pictures a lock is chosen from. Unit: pictures."""

Pictures = tuple[int, int, int]
"""Three different pictures in the order they were chosen, each 0 to ``PICTURES`` - 1."""


class EnvelopeFull(Exception):
    """The envelope cannot hold what it was given at the size the round fixed at launch."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What waits, encrypted, until the round is sealed.

    ``sitting`` is None for somebody who has not begun or who tore it up. ``words`` are the six
    take-back words, empty before sending. ``place`` is where a ticket's sitting was held, at
    most ``MAX_PLACE`` characters. ``messages`` are ids to tidy from the chat, oldest first.
    ``lock`` is the picture lock, None where there is none, and ``wrong`` how many wrong tries
    it has seen since the last right one. The lock is kept as it is: 504 orders cannot be hashed
    against whoever holds the round's key, and the envelope is encrypted for everybody else.
    """

    sitting: Sitting | None
    words: tuple[str, ...] = ()
    place: str = ""
    messages: tuple[int, ...] = ()
    lock: Pictures | None = None
    wrong: int = 0
    writing: str = ""
    """For a ticket: whom the next typed words go to, if not to the round. Some 60 characters."""
    stretched: bytes = b""
    """What ``words`` stretch to, where that was ready when they were drawn; see ``takeback``."""

    def torn_up(self) -> Envelope:
        """The empty envelope that takes this one's place. Its lock goes with what it guarded."""
        return replace(self, sitting=None, words=(), lock=None, wrong=0, writing="", stretched=b"")


def size_for(survey: Survey) -> int:
    """The one size of a round's envelopes, room for every sitting of the survey included.

    Unit: bytes, a multiple of 1024. It depends on the survey alone, so it says nothing about
    who answered what.
    """
    room = (
        largest_answers(survey)
        + max(len(getattr(item, "choices", ())) for item in survey.questions)
        * (_BYTES_A_TICK + _BYTES_AN_AMOUNT)
        + max(map(largest_votes, survey.questions))
        + 2 * sum(len(question.id) + _BYTES_A_SIGNATURE for question in survey.asked)
        + sum(_room_for_put_back(question) for question in survey.asked)
        + MAX_PLACE * 4
        + 6 * _BYTES_A_WORD
        + _BYTES_A_LOCK
        + _BYTES_STRETCHED
        + MESSAGES_KEPT * _BYTES_A_MESSAGE
        + _BYTES_AROUND
    )
    return -(-room // _STEP) * _STEP


def _room_for_put_back(question: AnyQuestion) -> int:
    """Most bytes of what may be put back in one answer's words, and of looking it over."""
    chosen = any(choice.own_words for choice in getattr(question, "choices", ()))
    if not chosen and not isinstance(question, ShortText | LongText):
        return 0
    return MOST_BACK * _BYTES_A_PIECE + 2 * len(question.id) + 24


def pack(envelope: Envelope, size: int) -> bytes:
    """The envelope as exactly ``size`` bytes, an empty one no smaller than a full one.

    The oldest message ids are dropped where there is no room for all of them; so is what words
    stretch to, in a round of before envelopes had room for it: its seal stretches them.

    Args:
        envelope: What to pack.
        size: The round's size, from ``size_for`` at launch. Unit: bytes.

    Raises:
        EnvelopeFull: It does not fit even without message ids.
    """
    kept = envelope.messages
    while len(written := _written(envelope, kept)) > size:
        if not kept and envelope.stretched:
            return pack(replace(envelope, stretched=b""), size)
        if not kept:
            raise EnvelopeFull(f"an envelope of {size} bytes cannot hold {len(written)}")
        surplus = len(written) - size
        kept = kept[max(1, surplus // _BYTES_A_MESSAGE) :]
    return written.ljust(size, _BLANK)


def with_messages(packed: bytes, messages: Sequence[int]) -> bytes:
    """The envelope with more message ids, and nothing else of it looked at.

    Args:
        packed: As ``pack`` made it; it stays as long.
        messages: Ids of messages that have appeared since.

    Raises:
        ValueError: These bytes were not made by ``pack``.
    """
    read = from_json(packed)
    if not isinstance(read, dict) or "messages" not in read:
        raise ValueError("not an envelope")
    read["messages"] = [*read["messages"], *messages]
    written = to_json(read)
    if len(written) <= len(packed):
        return written.ljust(len(packed), _BLANK)
    whole = unpack(packed)
    return pack(replace(whole, messages=(*whole.messages, *messages)), len(packed))


def unpack(packed: bytes) -> Envelope:
    """The envelope that was packed, every answer exactly as it was.

    Raises:
        ValueError: These bytes were not made by ``pack``.
    """
    try:
        read = from_json(packed)
        sitting = read["sitting"]
        return Envelope(
            sitting=None if sitting is None else _sitting(sitting),
            words=tuple(read["words"]),
            place=read["place"],
            messages=tuple(read["messages"]),
            lock=_lock(read.get("lock")),
            wrong=read.get("wrong", 0),
            writing=read.get("writing", ""),
            stretched=bytes.fromhex(read.get("stretched", "")),
        )
    except (LookupError, TypeError, AttributeError, ValueError) as fault:
        # The cause is left out of the words: it could hold somebody's own.
        raise ValueError(f"not an envelope: {type(fault).__name__}") from None


def _written(envelope: Envelope, messages: tuple[int, ...]) -> bytes:
    record: dict[str, object] = {
        "sitting": None if envelope.sitting is None else _record(envelope.sitting),
        "words": envelope.words,
        "place": envelope.place,
        "messages": messages,
        "lock": envelope.lock,
        "wrong": envelope.wrong,
        "writing": envelope.writing,
    }
    if envelope.stretched:
        record["stretched"] = envelope.stretched.hex()
    return to_json(record)


def _lock(record: list[int] | None) -> Pictures | None:
    if record is None:
        return None
    first, second, third = record
    return first, second, third


def _record(sitting: Sitting) -> Mapping[str, Any]:
    return {
        "stage": sitting.stage.value,
        "language": sitting.language,
        "easy": sitting.easy,
        "paused": sitting.paused,
        "at": sitting.at,
        "answers": {key: answer_record(answer) for key, answer in sitting.answers.items()},
        "ticked": sitting.ticked,
        "amounts": sitting.amounts,
        "scoring": sitting.scoring,
        **_in_turns(sitting),
        "wanting_words": sitting.wanting_words,
        "sharing": sitting.sharing.value,
        "sharing_asked": sitting.sharing_asked,
        "sharing_of": {key: how.value for key, how in sitting.sharing_of.items()},
        "signed": sitting.signed,
        **_looked_over(sitting),
        "masked": sitting.masked,
        "limits": sitting.limits,
        "fallback": sitting.fallback.value,
    }


def _in_turns(sitting: Sitting) -> Mapping[str, Any]:
    """What belongs to questions asked in turns; nothing where none was, as in older envelopes."""
    record: dict[str, Any] = {}
    if sitting.draw:
        record["draw"] = sitting.draw
    if sitting.votes:
        record["votes"] = sitting.votes
    return record


def _looked_over(sitting: Sitting) -> Mapping[str, Any]:
    """What they look over and put back; nothing where nothing was, as in older envelopes."""
    record: dict[str, Any] = {}
    if sitting.looking is not None:
        record["looking"] = sitting.looking
    if sitting.put_back:
        record["put_back"] = {key: sorted(words) for key, words in sitting.put_back.items()}
    return record


def _sitting(record: Mapping[str, Any]) -> Sitting:
    return Sitting(
        stage=Stage(record["stage"]),
        language=record["language"],
        easy=record["easy"],
        paused=record["paused"],
        at=None if record["at"] is None else QuestionKey(record["at"]),
        answers={QuestionKey(key): read_answer(each) for key, each in record["answers"].items()},
        ticked=tuple(record["ticked"]),
        amounts=tuple((value, amount) for value, amount in record.get("amounts", ())),
        scoring=record.get("scoring"),
        draw=record.get("draw", 0),
        votes=tuple((key, vote) for key, vote in record.get("votes", ())),
        wanting_words=record["wanting_words"],
        sharing=Sharing(record["sharing"]),
        sharing_asked=record["sharing_asked"],
        sharing_of={QuestionKey(key): Sharing(how) for key, how in record["sharing_of"].items()},
        signed=tuple(QuestionKey(key) for key in record.get("signed", ())),
        looking=QuestionKey(record["looking"]) if record.get("looking") else None,
        put_back={
            QuestionKey(key): frozenset(words) for key, words in record.get("put_back", {}).items()
        },
        masked=tuple(QuestionKey(key) for key in record.get("masked", ())),
        limits=record.get("limits", ""),
        fallback=Fallback(record["fallback"]),
    )
