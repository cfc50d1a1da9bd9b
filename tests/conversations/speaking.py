"""How golden conversations write replies, events and prompts: short enough to read aloud."""

from __future__ import annotations

from datetime import date
from typing import Any, assert_never

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
from surveys.flow.events import (
    Accepted,
    ConsentGiven,
    Event,
    NamePut,
    PausedHere,
    Refused,
    Submitted,
    Ticked,
    TornUp,
)
from surveys.flow.prompts import (
    AskFallback,
    AskItem,
    AskSharing,
    ConsentScreen,
    LookOver,
    Nothing,
    OpeningCard,
    Pausing,
    Prompt,
    Summary,
)
from surveys.flow.replies import (
    Agreed,
    Changed,
    Done,
    Fallback,
    FellBack,
    Gave,
    Looked,
    Paused,
    Picked,
    PreferredNot,
    PutBack,
    Reply,
    Resumed,
    Said,
    Sent,
    Shared,
    Sharing,
    Signed,
    Skipped,
    Spoke,
    WentBack,
    Withdrew,
)
from surveys.ids import QuestionKey

TODAY = date(2026, 5, 20)
"""The day on which every golden conversation is held."""


def reply_in(turn: dict[str, Any]) -> Reply:
    """The reply of one turn: ``{say: "2"}``, ``{pick: food bad}``, ``{press: done food}``."""
    if "say" in turn:
        return Said(turn["say"], TODAY)
    if "pick" in turn or "untick" in turn:
        key, value = turn["pick" if "pick" in turn else "untick"].split()
        return Picked(QuestionKey(key), value, on="pick" in turn)
    if "give" in turn:
        key, value, amount = turn["give"].split()
        return Gave(QuestionKey(key), value, int(amount))
    word, _, at = turn["press"].partition(" ")
    return _pressed(word, at)


def _pressed(word: str, at: str) -> Reply:
    at, _, shown = at.partition(" ") if word in {"back", "skip", "rather_not"} else (at, "", "")
    key, turn = QuestionKey(at) if at else None, shown or None
    with_nothing: dict[str, Reply] = {
        "send": Sent(), "pause": Paused(), "resume": Resumed(), "withdraw": Withdrew(),
        "back": WentBack(at or None, turn), "skip": Skipped(key, turn),
        "rather_not": PreferredNot(key, turn),
        "easy": Spoke(easy=True), "language": Spoke(language=at), "done": Done(at),
        "agree": Agreed(at), "change": Changed(QuestionKey(at)), "look": Looked(QuestionKey(at)),
    }  # fmt: skip
    if word == "share":
        how, _, one = at.partition(" ")
        return Shared(Sharing(how), QuestionKey(one) if one else None)
    if word in {"show", "hide"}:
        one, _, piece = at.partition(" ")
        return PutBack(QuestionKey(one), piece, on=word == "show")
    if word in {"sign", "unsign"}:
        return Signed(QuestionKey(at), on=word == "sign")
    return FellBack(Fallback(at)) if word == "fallback" else with_nothing[word]


def said_of(event: Event) -> str:
    """One event in a few words."""
    match event:
        case Accepted():
            return f"accepted {event.question}: {answer_in(event.answer)}"
        case Ticked():
            return f"ticked {event.question}"
        case Refused():
            limits = (each for each in (event.least, event.limit) if each is not None)
            return " ".join(("refused", event.why, *map(str, limits)))
        case ConsentGiven():
            return "consented"
        case NamePut():
            return f"name {'on' if event.on else 'off'} {event.question}"
        case Submitted():
            return "submitted"
        case PausedHere():
            return "paused"
        case TornUp():
            return "torn up"
        case _:
            assert_never(event)


def answer_in(answer: Answer) -> str:
    """One answer in a few words."""
    match answer:
        case Chose():
            own = f' "{answer.own_words}"' if answer.own_words else ""
            return "+".join(answer.values) + own
        case Rated():
            return "not sure" if answer.point is None else f"point {answer.point}"
        case Wrote():
            return f'"{answer.text}"'
        case Declined():
            return answer.why.value
        case _:
            return _measured(answer)


def _measured(
    answer: Ranked | Allotted | Counted | Dated | Within | Scored | Banded | Voted,
) -> str:
    match answer:
        case Ranked():
            return " > ".join(answer.values)
        case Allotted(dots=amounts) | Scored(scores=amounts) | Banded(bins=amounts):
            return "+".join(f"{value} {amount}" for value, amount in amounts)
        case Voted(votes=amounts):
            return "+".join(f"{value} {amount}" for value, amount in amounts)
        case Counted():
            return f"{answer.number}"
        case Dated():
            return answer.day.isoformat()
        case Within():
            return f"within {answer.bin}"
        case _:
            assert_never(answer)


def shown_of(prompt: Prompt) -> str:
    """One prompt in a few words."""
    match prompt:
        case ConsentScreen():
            return f"screen {prompt.stage}"
        case OpeningCard():
            return f"card: {prompt.text['en']}"
        case AskItem():
            return _asked(prompt)
        case LookOver():
            back = f" (show {' '.join(sorted(prompt.put_back))})" if prompt.put_back else ""
            return f"look over {prompt.item.id}: {answer_in(prompt.answer)}{back}"
        case AskSharing():
            return f"sharing? {prompt.now}"
        case AskFallback():
            return f"fallback? {prompt.now}"
        case Summary():
            entries = [
                f"{q.id}: {answer_in(answer)}"
                + (f" ({how})" if how is not None else "")
                + (" [signed]" if q.id in prompt.signed else "")
                for q, answer, how in prompt.entries
            ]
            return ("sent" if prompt.sent else "check") + " | " + " | ".join(entries)
        case Pausing():
            return "pausing"
        case Nothing():
            return "nothing"
        case _:
            assert_never(prompt)


def _asked(prompt: AskItem) -> str:
    parts = [f"{prompt.item.id} {prompt.number}/{prompt.count}: {prompt.text}"]
    if prompt.ticked:
        parts.append(f"[{' '.join(prompt.ticked)}]")
    if prompt.amounts:
        parts.append(f"[{', '.join(f'{value} {amount}' for value, amount in prompt.amounts)}]")
    if (at := prompt.in_turn) is not None:
        said = f": {at.said}" if at.said else ""
        parts.append(f"<{at.number}/{at.count} {at.turn.key}{said}>")
    elif prompt.scoring is not None:
        parts.append(f"(score for {prompt.scoring}?)")
    if prompt.wanting_words is not None:
        parts.append(f"(words for {prompt.wanting_words}?)")
    if prompt.before is not None:
        parts.append(f"(before: {answer_in(prompt.before)})")
    return " ".join(parts)
