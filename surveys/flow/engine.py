"""The flow engine: one pure step from a reply to what happened and what to show next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import assert_never

from surveys.definitions.questions import AnyQuestion, InTurns, NonAnswer, Note
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Declined
from surveys.flow.branching import final_answers, has_words, path
from surveys.flow.events import (
    Accepted,
    ConsentGiven,
    Event,
    NamePut,
    PausedHere,
    Refusal,
    Refused,
    Submitted,
    Ticked,
    TornUp,
)
from surveys.flow.hearing import heard
from surveys.flow.judging import Unfinished, judge, without_words
from surveys.flow.keeping import can_keep, draft_of
from surveys.flow.looking import looked
from surveys.flow.moving import (
    arrive,
    backward,
    mended,
    onward,
    past_consent,
    past_fallback,
    past_sharing,
    present_item,
)
from surveys.flow.prompts import Prompt
from surveys.flow.replies import (
    Agreed,
    Changed,
    Done,
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
    Signed,
    Skipped,
    Spoke,
    WentBack,
    Withdrew,
)
from surveys.flow.showing import prompt_of
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.flow.turning import left_out, turn_now
from surveys.flow.verdicts import Verdict
from surveys.ids import QuestionKey

__all__ = ["Step", "begin", "final_answers", "held", "let_go", "prompt_of", "step"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True)
class Step:
    """The outcome of one reply: where they are, what happened, what to show."""

    sitting: Sitting
    events: tuple[Event, ...]
    survey: Survey = field(repr=False, compare=False)

    @cached_property
    def prompt(self) -> Prompt:
        """What they see now; worked out when somebody looks."""
        return prompt_of(self.survey, self.sitting)


def begin(survey: Survey, *, language: str, consented: bool = False, draw: int = 0) -> Step:
    """Start a sitting at the first screen, or past all three where they were accepted before.

    Args:
        survey: The version that is asked.
        language: What they read; a text without it is shown in the survey's main language.
        consented: They accepted the three screens of this round already.
        draw: A random number from 0 to ``turns.DRAWS`` - 1, for the order of what is asked in
            turns. Kept only where the survey asks anything in turns.
    """
    spoken = language if _LANGUAGE.fullmatch(language) else survey.main_language
    turns = any(isinstance(item, InTurns) for item in survey.questions)
    sitting = Sitting(language=spoken, draw=draw if turns else 0)
    return _shown(survey, past_consent(survey, sitting) if consented else sitting)


def step(survey: Survey, sitting: Sitting, reply: Reply) -> Step:
    """Take one reply. Pure: same survey, sitting and reply, same outcome.

    A reply that cannot be taken never raises: it comes back as ``Refused`` with the sitting
    unchanged (but for a pause that ends) and the same prompt.
    """
    if sitting.stage is Stage.TORN_UP and not isinstance(reply, Spoke):
        return _refused(survey, sitting, Refusal.TORN_UP)
    sitting = mended(survey, sitting)
    meant = heard(survey, sitting, reply) if isinstance(reply, Said) else reply
    awake = replace(sitting, paused=False) if sitting.paused else sitting
    if awake.looking is not None:
        return _look(survey, awake, meant)
    return _take(survey, awake, meant)


def held(survey: Survey, taken: Step, question: QuestionKey) -> Step:
    """The step, held up so that they look over the words of one answer before they go on.

    The same step where that answer has no words that readers would get.
    """
    answer = taken.sitting.answers.get(question)
    if taken.sitting.looking is None and (answer is None or not has_words(answer)):
        return taken
    over = mended(survey, replace(taken.sitting, looking=question))
    return taken if over == taken.sitting else replace(taken, sitting=over)


def let_go(taken: Step) -> Step:
    """The step, no longer held up: there is nothing (any more) to say about the words."""
    return replace(taken, sitting=replace(taken.sitting, looking=None))


def _look(survey: Survey, sitting: Sitting, reply: Reply) -> Step:
    after = looked(survey, sitting, reply)
    if after is None:
        return _take(survey, sitting, reply)
    if isinstance(after, Refused):
        return _shown(survey, sitting, after)
    return _shown(survey, after)


def _take(survey: Survey, sitting: Sitting, reply: Reply) -> Step:  # noqa: C901 one case a reply
    match reply:
        case Said() | Picked() | Gave() | Done():
            return _answer(survey, sitting, reply)
        case Skipped() | PreferredNot():
            return _decline(survey, sitting, reply)
        case WentBack():
            return _go_back(survey, sitting, reply)
        case Agreed():
            return _agree(survey, sitting, reply)
        case Shared():
            return _share(survey, sitting, reply)
        case Signed():
            return _sign(survey, sitting, reply)
        case FellBack():
            return _fall_back(survey, sitting, reply)
        case Looked() | PutBack():
            return _refused(survey, sitting, _too_late_or_early(sitting))
        case Changed():
            return _change(survey, sitting, reply)
        case Sent():
            return _send(survey, sitting)
        case Paused():
            return _shown(survey, replace(sitting, paused=True), PausedHere())
        case Resumed():
            return _shown(survey, sitting)
        case Withdrew():
            torn = Sitting(stage=Stage.TORN_UP, language=sitting.language, easy=sitting.easy)
            return _shown(survey, torn, TornUp())
        case Spoke():
            return _speak(survey, sitting, reply)
        case _:
            assert_never(reply)


def _answer(survey: Survey, sitting: Sitting, reply: Said | Picked | Gave | Done) -> Step:
    if not isinstance(reply, Said) and reply.at != _place(sitting):
        return _refused(survey, sitting, _too_late_or_early(sitting))
    item = present_item(survey, sitting)
    if item is None:
        return _answer_a_card(survey, sitting, reply)
    if isinstance(item, Note):
        if isinstance(reply, Done):
            return _shown(survey, onward(survey, sitting))
        return _refused(survey, sitting, Refusal.NOT_A_CHOICE)
    if isinstance(reply, Done) and can_keep(item, sitting):
        return _shown(survey, onward(survey, sitting))
    verdict = judge(item, draft_of(sitting), reply, sitting.language)
    return _judged(survey, sitting, item, verdict)


def _judged(survey: Survey, sitting: Sitting, item: AnyQuestion, verdict: Verdict) -> Step:
    match verdict:
        case Refused():
            return _shown(survey, sitting, verdict)
        case Unfinished():
            begun = replace(
                sitting,
                ticked=verdict.ticked,
                wanting_words=verdict.wanting_words,
                amounts=verdict.amounts,
                scoring=verdict.scoring,
                votes=verdict.votes,
            )
            return _shown(survey, begun, *((Ticked(item.id),) if begun != sitting else ()))
        case _:
            return _accept(survey, sitting, item, verdict)


def _answer_a_card(survey: Survey, sitting: Sitting, reply: Said | Picked | Gave | Done) -> Step:
    if isinstance(reply, Done):
        passed = _past_card(survey, sitting)
        if passed is not None:
            return _shown(survey, passed)
    early = sitting.stage in SCREENS
    return _refused(survey, sitting, Refusal.NOT_READY if early else Refusal.NOT_A_CHOICE)


def _past_card(survey: Survey, sitting: Sitting) -> Sitting | None:
    match sitting.stage:
        case Stage.OPENING:
            return onward(survey, sitting)
        case Stage.SHARING:
            return past_sharing(sitting)
        case Stage.FALLBACK:
            return past_fallback(sitting)
        case _:
            return None


def _accept(survey: Survey, sitting: Sitting, question: AnyQuestion, answer: Answer) -> Step:
    masked = tuple(key for key in sitting.masked if key != question.id)
    back = {key: words for key, words in sitting.put_back.items() if key != question.id}
    answers = {**sitting.answers, question.id: answer}
    kept = replace(sitting, answers=answers, masked=masked, put_back=back)
    if isinstance(answer, Declined):
        kept = replace(kept, signed=tuple(key for key in kept.signed if key != question.id))
    return _shown(survey, onward(survey, kept), Accepted(question.id, answer))


def _decline(survey: Survey, sitting: Sitting, reply: Skipped | PreferredNot) -> Step:
    if reply.at is not None and reply.at != _place(sitting):
        return _refused(survey, sitting, _too_late_or_early(sitting))
    if _of_another_turn(survey, sitting, reply.turn):
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    item = present_item(survey, sitting)
    if item is None:
        return _answer_a_card(survey, sitting, Done(sitting.stage.value))
    if isinstance(item, Note):
        return _shown(survey, onward(survey, sitting))
    if sitting.wanting_words is not None:
        chosen = without_words(draft_of(sitting))
        return _accept(survey, sitting, item, chosen)
    if isinstance(item, InTurns):
        return _judged(survey, sitting, item, left_out(item, draft_of(sitting), reply))
    skipped = isinstance(reply, Skipped)
    why = NonAnswer.SKIPPED if skipped else NonAnswer.RATHER_NOT_SAY
    return _accept(survey, sitting, item, Declined(why))


def _go_back(survey: Survey, sitting: Sitting, reply: WentBack) -> Step:
    if reply.at is not None and reply.at != _place(sitting):
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    if _of_another_turn(survey, sitting, reply.turn):
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    if reply.words and sitting.wanting_words is None:
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    before = backward(survey, sitting)
    if before is None:
        return _refused(survey, sitting, Refusal.NOTHING_BEFORE)
    return _shown(survey, before)


def _agree(survey: Survey, sitting: Sitting, reply: Agreed) -> Step:
    if sitting.stage not in SCREENS or reply.at != sitting.stage.value:
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    place = SCREENS.index(sitting.stage) + 1
    if place < len(SCREENS):
        return _shown(survey, replace(sitting, stage=SCREENS[place]))
    return _shown(survey, past_consent(survey, sitting), ConsentGiven())


def _share(survey: Survey, sitting: Sitting, reply: Shared) -> Step:
    checking = sitting.stage in (Stage.CHECKING, Stage.SENT)
    if not checking and (sitting.stage is not Stage.SHARING or reply.question is not None):
        return _refused(survey, sitting, _too_late_or_early(sitting))
    if reply.question is None:
        shared = replace(sitting, sharing=reply.sharing, sharing_of={}, sharing_asked=True)
        return _shown(survey, shared if checking else past_sharing(shared))
    answer = final_answers(survey, sitting).get(reply.question)
    if answer is None or not has_words(answer):
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    others = {key: how for key, how in sitting.sharing_of.items() if key != reply.question}
    own = {} if reply.sharing is sitting.sharing else {reply.question: reply.sharing}
    return _shown(survey, replace(sitting, sharing_of=others | own))


def _sign(survey: Survey, sitting: Sitting, reply: Signed) -> Step:
    answer = final_answers(survey, sitting).get(reply.question)
    if sitting.stage not in (Stage.CHECKING, Stage.SENT) or isinstance(answer, Declined | None):
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    others = {key for key in sitting.signed if key != reply.question}
    wanted = others | ({reply.question} if reply.on else set())
    signed = tuple(each.id for each in survey.asked if each.id in wanted)
    if signed == sitting.signed:
        return _shown(survey, sitting)
    happened = NamePut(reply.question, reply.on)
    return _shown(survey, replace(sitting, signed=signed), happened)


def _fall_back(survey: Survey, sitting: Sitting, reply: FellBack) -> Step:
    chosen = replace(sitting, fallback=reply.fallback)
    if sitting.stage is Stage.FALLBACK:
        return _shown(survey, past_fallback(chosen))
    if sitting.stage in (Stage.CHECKING, Stage.SENT):
        return _shown(survey, chosen)
    return _refused(survey, sitting, _too_late_or_early(sitting))


def _change(survey: Survey, sitting: Sitting, reply: Changed) -> Step:
    if not sitting.consented or sitting.stage is Stage.OPENING:
        return _refused(survey, sitting, Refusal.NOT_READY)
    met = path(survey, sitting.answers)
    item = next((each for each in met if each.id == reply.question), None)
    if item is None or isinstance(item, Note):
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    if item.id == sitting.at:
        return _shown(survey, sitting)
    if sitting.stage in (Stage.CHECKING, Stage.SENT):
        return _shown(survey, arrive(sitting, item))
    if item.id not in sitting.answers:
        return _refused(survey, sitting, Refusal.NOT_READY)
    return _shown(survey, arrive(replace(sitting, stage=Stage.ASKING), item))


def _send(survey: Survey, sitting: Sitting) -> Step:
    if sitting.stage is Stage.SENT:
        return _shown(survey, sitting)
    if sitting.stage is not Stage.CHECKING:
        return _refused(survey, sitting, Refusal.NOT_READY)
    if sitting.at is not None:
        return _refused(survey, sitting, Refusal.OLD_BUTTON)
    return _shown(survey, replace(sitting, stage=Stage.SENT), Submitted())


def _speak(survey: Survey, sitting: Sitting, reply: Spoke) -> Step:
    easy = sitting.easy if reply.easy is None else reply.easy
    known = reply.language is not None and _LANGUAGE.fullmatch(reply.language)
    language = reply.language if known and reply.language else sitting.language
    return _shown(survey, replace(sitting, easy=easy, language=language))


def _place(sitting: Sitting) -> str:
    return sitting.at or sitting.stage.value


def _of_another_turn(survey: Survey, sitting: Sitting, turn: str | None) -> bool:
    """Whether a button was shown under a turn, and another one is shown now, or none."""
    if turn is None:
        return False
    item = present_item(survey, sitting)
    return not isinstance(item, InTurns) or turn_now(item, draft_of(sitting))[1].key != turn


def _too_late_or_early(sitting: Sitting) -> Refusal:
    return Refusal.OLD_BUTTON if sitting.consented else Refusal.NOT_READY


def _shown(survey: Survey, sitting: Sitting, *events: Event) -> Step:
    return Step(sitting, events, survey)


def _refused(survey: Survey, sitting: Sitting, why: Refusal) -> Step:
    return _shown(survey, sitting, Refused(why))
