"""What to show now: the prompt of a sitting, worked out afresh each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from surveys.definitions.questions import AnyItem, InTurns, Note
from surveys.definitions.survey import Survey
from surveys.definitions.timing import minutes
from surveys.definitions.turns import turns_of
from surveys.flow.branching import final_answers, has_words, path, signed_answers
from surveys.flow.keeping import can_keep, draft_of
from surveys.flow.moving import mended, present_item
from surveys.flow.prompts import (
    AskFallback,
    AskItem,
    AskSharing,
    ConsentScreen,
    InTurn,
    LookOver,
    Nothing,
    OpeningCard,
    Pausing,
    Prompt,
    Summary,
)
from surveys.flow.recalling import item_text
from surveys.flow.sitting import Sitting, Stage
from surveys.flow.turning import turn_now
from surveys.ids import QuestionKey


def prompt_of(survey: Survey, sitting: Sitting) -> Prompt:
    """What the person is to see now. Asked again after a restart, it is the same prompt."""
    sitting = mended(survey, sitting)
    if sitting.paused:
        return Pausing()
    if sitting.looking is not None:
        return _look_over(survey, sitting, sitting.looking)
    match sitting.stage:
        case Stage.WHO_SEES | Stage.LIMITS | Stage.IN_CHARGE:
            return ConsentScreen(sitting.stage)
        case Stage.OPENING:
            return OpeningCard(survey.opening or {})
        case Stage.SHARING:
            return AskSharing(sitting.sharing)
        case Stage.FALLBACK:
            return AskFallback(sitting.fallback)
        case Stage.ASKING | Stage.CHECKING | Stage.SENT:
            item = present_item(survey, sitting)
            return _summary(survey, sitting) if item is None else _ask(survey, sitting, item)
        case Stage.TORN_UP:
            return Nothing()
        case _:
            assert_never(sitting.stage)


def _look_over(survey: Survey, sitting: Sitting, at: QuestionKey) -> LookOver:
    back = sitting.put_back.get(at, frozenset())
    return LookOver(survey.item(at), sitting.answers[at], back)


def _ask(survey: Survey, sitting: Sitting, item: AnyItem) -> AskItem:
    met = path(survey, sitting.answers)
    count = _count(met)
    place = next((n for n, each in enumerate(met) if each.id == item.id), 0)
    changing = sitting.stage is not Stage.ASKING
    return AskItem(
        item=item,
        text=item_text(survey, sitting, item),
        number=min(_count(met[:place]) + 1, count),
        count=count,
        minutes_left=max(1, minutes((item,) if changing else met[place:])),
        ticked=sitting.ticked,
        wanting_words=sitting.wanting_words,
        amounts=sitting.amounts,
        scoring=sitting.scoring,
        in_turn=_in_turn(item, sitting),
        before=sitting.answers.get(item.id),
        can_keep=can_keep(item, sitting),
        can_go_back=changing
        or place > 0
        or survey.opening is not None
        or sitting.wanting_words is not None
        or sitting.scoring is not None,
    )


def _in_turn(item: AnyItem, sitting: Sitting) -> InTurn | None:
    if not isinstance(item, InTurns):
        return None
    at, turn = turn_now(item, draft_of(sitting))
    count, votes = len(turns_of(item, sitting.draw)), dict(sitting.votes)
    return InTurn(turn, at + 1, count, votes.get(turn.key), len(votes) < count)


def _count(items: Sequence[AnyItem]) -> int:
    return sum(1 for item in items if not isinstance(item, Note))


def _summary(survey: Survey, sitting: Sitting) -> Summary:
    final = final_answers(survey, sitting)
    return Summary(
        entries=tuple(
            (
                item,
                final[item.id],
                sitting.sharing_of.get(item.id, sitting.sharing)
                if has_words(final[item.id])
                else None,
            )
            for item in path(survey, sitting.answers)
            if not isinstance(item, Note)
        ),
        sent=sitting.stage is Stage.SENT,
        signed=tuple(signed_answers(survey, sitting)),
    )
