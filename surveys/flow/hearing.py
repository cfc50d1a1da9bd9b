"""What typed words mean at a prompt with buttons: the button they stand for."""

from __future__ import annotations

from surveys.definitions.questions import (
    AnyItem,
    InTurns,
    LongText,
    Note,
    ShortText,
    SteppedQuestion,
    WithChoices,
)
from surveys.definitions.survey import Survey
from surveys.flow.commands import command_in, folded, means_onward
from surveys.flow.looking import heard_looking
from surveys.flow.matching import label_named
from surveys.flow.moving import present_item
from surveys.flow.replies import (
    Agreed,
    Done,
    Fallback,
    FellBack,
    Paused,
    Picked,
    Reply,
    Resumed,
    Said,
    Sent,
    Shared,
    Sharing,
)
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.flow.turning import ALL_OUT

_THE_REST = frozenset({"skip the rest", "skip rest", "the rest", "thats it", "finish"})
_ALL_OUT = frozenset({"take them all out", "take all out", "take them out"})
_SEND = frozenset({"send", "send it", "submit"})


def heard(survey: Survey, sitting: Sitting, said: Said) -> Reply:
    """The reply that typed words stand for here; the words themselves where they are for none.

    A label of the present question counts before a command, so that a choice called "Back"
    can be typed. Words typed while paused wake the sitting and answer nothing: the question
    they might be meant for is not in sight.
    """
    item = present_item(survey, sitting) if sitting.looking is None else None
    if not sitting.paused and item is not None and _is_label(item, sitting, said.text):
        return said
    command = command_in(said.text)
    if sitting.paused:
        return command if isinstance(command, Paused) else Resumed()
    if command is not None:
        return command
    if sitting.looking is not None:
        return heard_looking(sitting.looking, said)
    if item is not None:
        return _at_item(item, sitting, said)
    if means_onward(said.text):
        if sitting.stage in SCREENS:
            return Agreed(sitting.stage.value)
        if sitting.stage in (Stage.OPENING, Stage.SHARING, Stage.FALLBACK):
            return Done(sitting.stage.value)
    return _at_stage(sitting.stage, said)


def _at_item(item: AnyItem, sitting: Sitting, said: Said) -> Reply:
    if sitting.wanting_words is not None or isinstance(item, ShortText | LongText):
        return said
    if isinstance(item, Note):
        return Done(item.id) if means_onward(said.text) else said
    if isinstance(item, InTurns) and folded(said.text) in _THE_REST:
        return Done(item.id)
    if isinstance(item, InTurns) and folded(said.text) in _ALL_OUT:
        return Picked(item.id, ALL_OUT)
    revisited = item.id in sitting.answers
    pressed = folded(said.text) in ("next", "done", "keep")
    if pressed and (revisited or isinstance(item, SteppedQuestion)):
        return Done(item.id)
    return said


def _at_stage(stage: Stage, said: Said) -> Reply:
    word = folded(said.text)
    if stage is Stage.SHARING:
        sharing = _listed(tuple(Sharing), word)
        return said if sharing is None else Shared(Sharing(sharing))
    if stage is Stage.FALLBACK:
        fallback = _listed(tuple(Fallback), word)
        return said if fallback is None else FellBack(Fallback(fallback))
    return Sent() if stage is Stage.CHECKING and word in _SEND else said


def _listed(values: tuple[str, ...], word: str) -> str | None:
    if word.isdecimal() and 1 <= int(word) <= len(values):
        return values[int(word) - 1]
    return next((value for value in values if folded(value) == word), None)


def _is_label(item: AnyItem, sitting: Sitting, text: str) -> bool:
    if sitting.wanting_words is not None or not isinstance(item, WithChoices):
        return False
    return label_named(item.choices, text, sitting.language) is not None
