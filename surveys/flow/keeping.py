"""Coming back to a question: what stands there, and whether it can simply be kept."""

from __future__ import annotations

from surveys.definitions.questions import AnyItem, Note, SteppedQuestion
from surveys.flow.answers import Chose, Declined
from surveys.flow.judging import judge
from surveys.flow.replies import Done
from surveys.flow.sitting import Sitting
from surveys.flow.verdicts import Unfinished


def draft_of(sitting: Sitting) -> Unfinished:
    """What they have done at the present question so far."""
    return Unfinished(
        sitting.ticked,
        sitting.wanting_words,
        sitting.amounts,
        sitting.scoring,
        sitting.votes,
        sitting.draw,
    )


def can_keep(item: AnyItem, sitting: Sitting) -> bool:
    """Whether "Done" here leaves their earlier answer just as it is.

    Where words of their own are awaited, the earlier words are kept, but not where another
    "Done" led here: pressed twice it would pass by the words. Where an answer is made
    of several taps, "Done" takes what is there: it keeps the earlier answer while that is the
    same, and an earlier "skip" while nothing is there.
    """
    before = sitting.answers.get(item.id)
    if before is None or isinstance(item, Note):
        return False
    if sitting.wanting_words is not None:
        if not isinstance(before, Chose) or not before.own_words:
            return False
        if isinstance(item, SteppedQuestion):
            return False
        return before.values == sitting.ticked
    if not isinstance(item, SteppedQuestion):
        return True
    draft = draft_of(sitting)
    if isinstance(before, Declined):
        return draft == Unfinished()
    return judge(item, draft, Done(item.id), sitting.language) == before
