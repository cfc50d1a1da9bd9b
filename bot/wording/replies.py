"""What a pressed button means to the engine: places on buttons become names in the survey."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.texts import languages
from bot.wording.presses import Press
from bot.wording.turns import turn_named, vote_named
from surveys.definitions.bins import bins_of
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    AnyItem,
    DateQuestion,
    Dots,
    InTurns,
    LongText,
    Note,
    Number,
    Scale,
    ShortText,
    ThisOrThat,
    Wheel,
    WithChoices,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.flow.matching import NOT_SURE
from surveys.flow.replies import (
    Agreed,
    Changed,
    Done,
    Fallback,
    FellBack,
    Gave,
    Looked,
    Picked,
    PreferredNot,
    Reply,
    Resumed,
    Sent,
    Shared,
    Sharing,
    Signed,
    Skipped,
    Spoke,
    WentBack,
    Withdrew,
)
from surveys.flow.sitting import SCREENS, Stage


def reply_of(press: Press, survey: Survey) -> Reply | None:
    """The reply a button stands for; None for a button this survey never had.

    The first part of every such button is its round's tag, which the caller has looked up.
    """
    read = _READ.get(press.kind)
    return read(press, survey) if read is not None else None


def _go(press: Press, survey: Survey) -> Reply | None:
    return Resumed()


def _agreed(press: Press, survey: Survey) -> Reply | None:
    place = press.number(1)
    return Agreed(SCREENS[place].value) if place is not None and place < len(SCREENS) else None


def _picked(press: Press, survey: Survey) -> Reply | None:
    item, place = _item(press, survey), press.number(2)
    if item is None or place is None:
        return None
    value = _value(item, place)
    return None if value is None else Picked(item.id, value, press.number(3) != 0)


def _value(item: AnyItem, place: int) -> str | None:
    if isinstance(item, Scale):
        return str(place) if place else NOT_SURE
    if isinstance(item, InTurns):
        return vote_named(item, place)
    values = _values(item)
    return values[place] if place < len(values) else None


def _values(item: AnyItem) -> tuple[str, ...]:
    """The values of an item's buttons, in the order they are shown."""
    match item:
        case YesNo():
            return YES_NO_VALUES
        case AgreeDisagree():
            return AGREE_VALUES
        case Number() | DateQuestion():
            return tuple(each.value for each in bins_of(item, ()))
        case Scale() | ShortText() | LongText() | Note():
            return ()
        case ThisOrThat():
            return (*_chosen(item), CANT_CHOOSE)
        case _:
            return _chosen(item)


def _chosen(item: WithChoices) -> tuple[str, ...]:
    return tuple(choice.value for choice in item.choices)


def _gave(press: Press, survey: Survey) -> Reply | None:
    item, place, amount = _item(press, survey), press.number(2), press.number(3)
    if place is None or amount is None or not isinstance(item, Dots | Wheel):
        return None
    value = _value(item, place)
    return None if value is None else Gave(item.id, value, amount)


def _done(press: Press, survey: Survey) -> Reply | None:
    place = _place(press, survey)
    return None if place is None else Done(place)


def _back(press: Press, survey: Survey) -> Reply | None:
    place, turn = _place(press, survey), _turn(press, survey)
    words = turn is None and press.number(2) == 1
    return None if place is None else WentBack(place, turn, words)


def _skipped(press: Press, survey: Survey) -> Reply | None:
    item = _item(press, survey)
    if isinstance(item, InTurns) and press.number(2) == 1:
        return Done(item.id)
    return None if item is None else Skipped(item.id, _turn(press, survey))


def _preferred_not(press: Press, survey: Survey) -> Reply | None:
    item, turn = _item(press, survey), _turn(press, survey)
    off = turn is not None and press.number(2) == 1
    return None if item is None else PreferredNot(item.id, turn, off)


def _easy(press: Press, survey: Survey) -> Reply | None:
    return Spoke(easy=press.number(1) == 1)


def _language(press: Press, survey: Survey) -> Reply | None:
    wanted = press.parts[1] if len(press.parts) > 1 else ""
    return Spoke(language=wanted) if wanted in {*survey.languages, *languages()} else None


def _shared(press: Press, survey: Survey) -> Reply | None:
    place = press.number(1)
    ways = tuple(Sharing)
    return Shared(ways[place]) if place is not None and place < len(ways) else None


def _shared_one(press: Press, survey: Survey) -> Reply | None:
    item, place = _item(press, survey), press.number(2)
    ways = tuple(Sharing)
    if item is None or place is None or place >= len(ways):
        return None
    return Shared(ways[place], item.id)


def _signed(press: Press, survey: Survey) -> Reply | None:
    item = _item(press, survey)
    return None if item is None else Signed(item.id, press.number(2) == 1)


def _looked(press: Press, survey: Survey) -> Reply | None:
    item = _item(press, survey)
    return None if item is None else Looked(item.id)


def _fell_back(press: Press, survey: Survey) -> Reply | None:
    place = press.number(1)
    ways = tuple(Fallback)
    return FellBack(ways[place]) if place is not None and place < len(ways) else None


def _changed(press: Press, survey: Survey) -> Reply | None:
    item = _item(press, survey)
    return None if item is None else Changed(item.id)


def _sent(press: Press, survey: Survey) -> Reply | None:
    return Sent()


def _withdrew(press: Press, survey: Survey) -> Reply | None:
    return Withdrew()


def _item(press: Press, survey: Survey) -> AnyItem | None:
    place = press.number(1)
    known = place is not None and place < len(survey.questions)
    return survey.questions[place] if known and place is not None else None


def _turn(press: Press, survey: Survey) -> str | None:
    """The turn a way past it was shown under; None where it names none, as buttons from before
    do and those of what is not asked in turns."""
    item, number = _item(press, survey), press.number(3)
    if number is None or not isinstance(item, InTurns):
        return None
    return turn_named(item, number)


def _place(press: Press, survey: Survey) -> str | None:
    """The item's id, or the stage, that a button belongs to."""
    item = _item(press, survey)
    if item is not None:
        return item.id
    named = press.parts[1] if len(press.parts) > 1 else ""
    return named if named in set(Stage) else None


_READ: Mapping[str, Callable[[Press, Survey], Reply | None]] = {
    "go": _go,
    "ok": _agreed,
    "c": _picked,
    "g": _gave,
    "d": _done,
    "b": _back,
    "s": _skipped,
    "r": _preferred_not,
    "e": _easy,
    "l": _language,
    "sh": _shared,
    "sq": _shared_one,
    "n": _signed,
    "lo": _looked,
    "lc": _changed,
    "f": _fell_back,
    "ch": _changed,
    "send": _sent,
    "tearyes": _withdrew,
}
