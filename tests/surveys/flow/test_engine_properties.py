"""What holds of any survey and anything anybody does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions.questions import (
    AnyItem,
    DateQuestion,
    Dots,
    InTurns,
    Note,
    Number,
    ShortText,
    Wheel,
)
from surveys.definitions.survey import Survey
from surveys.flow.answers import Declined
from surveys.flow.branching import final_answers, has_words, path
from surveys.flow.engine import Step, begin, held, prompt_of
from surveys.flow.engine import step as step_of_one_reply
from surveys.flow.events import Accepted, ConsentGiven, Refused, Submitted
from surveys.flow.looking import own_words
from surveys.flow.prompts import AskItem, LookOver, Prompt, Summary
from surveys.flow.replies import (
    Agreed,
    Changed,
    Done,
    FellBack,
    Gave,
    Looked,
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
    WentBack,
    Withdrew,
)
from surveys.flow.sitting import SCREENS, Sitting, Stage
from surveys.ids import QuestionKey
from tests.surveys.flow.walking import at_first, hurried, survey_of, to_summary
from tests.surveys.strategies import (
    any_reply,
    anything_written,
    lucks,
    picks,
    quick,
    surveys,
    words,
)

Walk = tuple[Survey, list[Reply]]


def step(survey: Survey, sitting: Sitting, reply: Reply) -> Step:
    """One step, held up to look the words over whenever their number of letters is even."""
    taken = step_of_one_reply(survey, sitting, reply)
    for event in taken.events:
        if isinstance(event, Accepted) and has_words(event.answer):
            even = len(own_words(event.answer)) % 2 == 0
            return held(survey, taken, event.question) if even else taken
    return taken


@st.composite
def walks(draw: st.DrawFn, most: int = 25) -> Walk:
    """A survey, and what somebody does with it: sometimes at random, sometimes to the point."""
    survey, luck = draw(surveys()), draw(lucks())
    now = begin(survey, language="en", consented=True)
    done: list[Reply] = []
    for _ in range(luck.randrange(1, most)):
        done.append(any_reply(luck, survey) if luck.random() < 0.35 else apt(luck, now.prompt))
        now = step(survey, now.sitting, done[-1])
    return survey, done


def apt(luck: Random, prompt: Prompt) -> Reply:
    """Something that fits the prompt."""
    if isinstance(prompt, AskItem):
        values = picks(prompt.item) or ["x"]
        pressed: Reply = Picked(prompt.item.id, luck.choice(values), luck.random() < 0.8)
        typed = Said("fine by me" if prompt.wanting_words or values == ["x"] else "1")
        if isinstance(prompt.item, Dots | Wheel) and luck.random() < 0.5:
            pressed = Gave(prompt.item.id, luck.choice(values), luck.randrange(4))
        if isinstance(prompt.item, Number | DateQuestion) and luck.random() < 0.5:
            typed = _typed(luck, prompt.item)
        if luck.random() < 0.3 and (past := ways_within(prompt)):
            return luck.choice(past)
        ways = (typed, typed, pressed, pressed, Done(prompt.item.id), WentBack(prompt.item.id))
        return luck.choice(ways)
    if isinstance(prompt, LookOver):
        at = prompt.item.id
        back = PutBack(at, "fine by me", luck.random() < 0.7)
        return luck.choice((Looked(at), back, Changed(at), WentBack(), Said("next")))
    if isinstance(prompt, Summary) and prompt.entries and luck.random() < 0.3:
        return Signed(luck.choice(prompt.entries)[0].id, luck.random() < 0.7)
    if isinstance(prompt, Summary) and prompt.entries and luck.random() < 0.5:
        return Changed(luck.choice(prompt.entries)[0].id)
    return hurried(prompt) or Sent()


def ways_within(prompt: Prompt) -> list[Reply]:
    """The buttons that lead past the turn that is shown, and back from it or from the words
    beside a choice; none elsewhere."""
    if isinstance(prompt, AskItem) and prompt.wanting_words is not None:
        return [WentBack(prompt.item.id, words=True)]
    if not isinstance(prompt, AskItem) or prompt.in_turn is None:
        return []
    at, turn = prompt.item.id, prompt.in_turn.turn.key
    not_said = PreferredNot(at, turn, off=prompt.in_turn.said is not None)
    return [Skipped(at, turn), not_said, WentBack(at, turn)]


def _walked(survey: Survey, done: list[Reply]) -> list[Sitting]:
    now = begin(survey, language="en", consented=True)
    met = [now.sitting]
    for reply in done:
        now = step(survey, now.sitting, reply)
        met.append(now.sitting)
    return met


@given(walks())
@quick(120)
def test_b2_any_reply_in_any_state_gives_a_prompt_and_moves_nothing_it_refuses(
    walk: Walk,
) -> None:
    """B2: nothing that is typed or pressed may crash a sitting, or half-move it."""
    survey, done = walk
    now = begin(survey, language="en", consented=True)
    for reply in done:
        before = now.sitting
        now = step(survey, before, reply)
        assert now.prompt == prompt_of(survey, now.sitting)
        if any(isinstance(event, Refused) for event in now.events):
            assert len(now.events) == 1
            assert (before.stage, before.at, before.answers, before.ticked) == (
                now.sitting.stage,
                now.sitting.at,
                now.sitting.answers,
                now.sitting.ticked,
            )


@given(walks())
@quick(80)
def test_from_any_state_a_few_skips_lead_to_the_summary(
    walk: Walk,
) -> None:
    """No dead end: whoever wants to finish can, without answering anything."""
    survey, done = walk
    for sitting in _walked(survey, done):
        if sitting.stage is Stage.TORN_UP:
            continue
        finished, taken = to_summary(survey, sitting)
        assert finished.stage in (Stage.CHECKING, Stage.SENT)
        assert taken <= 2 * len(survey.questions) + 8
        if finished.stage is Stage.CHECKING:
            assert Submitted() in step(survey, finished, Sent()).events


@given(walks())
@quick(80)
def test_every_question_ends_with_exactly_one_answer(walk: Walk) -> None:
    """No double count: n is the same for every question of a round."""
    survey, done = walk
    for sitting in _walked(survey, done):
        assert list(final_answers(survey, sitting)) == [item.id for item in survey.asked]


@given(walks())
@quick(80)
def test_no_name_is_on_anything_but_a_given_answer_and_only_where_it_was_put(walk: Walk) -> None:
    """A name nobody put there, or one left on nothing, would betray whoever trusted it."""
    survey, done = walk
    now = begin(survey, language="en", consented=True)
    for reply in done:
        before = now.sitting
        now = step(survey, before, reply)
        put = {reply.question} if isinstance(reply, Signed) and reply.on else set()
        assert set(now.sitting.signed) <= set(before.signed) | put
        for key in now.sitting.signed:
            assert not isinstance(now.sitting.answers[key], Declined)


@given(walks(), st.integers(2, 20))
@quick(60)
def test_t8_a_button_pressed_again_and_again_has_one_effect(walk: Walk, times: int) -> None:
    """T8: a nervous thumb must not answer the next question, or turn, nor answer twice."""
    survey, done = walk
    for sitting, reply in zip(_walked(survey, done), done, strict=False):
        for press in (reply, *ways_within(prompt_of(survey, sitting))):
            if not _names_its_place(survey, press):
                continue
            if _leads_back_within(press, sitting):
                continue
            once = step(survey, sitting, press)
            again, accepted = once, 0
            for _ in range(times):
                again = step(survey, again.sitting, press)
                accepted += sum(isinstance(e, Accepted | Submitted) for e in again.events)
            assert again.sitting == once.sitting
            assert accepted == 0


def _leads_back_within(reply: Reply, sitting: Sitting) -> bool:
    """Back from the words, or a wheel's score, to their question: the same place. No button of
    ours says so without naming where it was shown; one from before may."""
    within = sitting.wanting_words or sitting.scoring
    named = isinstance(reply, WentBack) and (reply.turn is not None or reply.words)
    return isinstance(reply, WentBack) and not named and bool(within)


def _names_its_place(survey: Survey, reply: Reply) -> bool:
    match reply:
        case Looked() | PutBack():
            return True
        case Picked() | Gave() | Agreed() | Changed() | Sent() | Shared() | Withdrew():
            return True
        case Skipped() | PreferredNot() | WentBack():
            in_turns = any(x.id == reply.at and isinstance(x, InTurns) for x in survey.questions)
            return reply.turn is not None if in_turns else reply.at is not None
        case Done() | FellBack():
            return True
        case _:
            return False


@given(walks())
@quick(80)
def test_a_button_of_another_prompt_changes_no_answer(walk: Walk) -> None:
    """Old buttons stay on the screen for ever; pressing one must not answer anything."""
    survey, done = walk
    for sitting in _walked(survey, done):
        for item in survey.questions:
            value = (picks(item) or ["x"])[0]
            for reply in (Picked(item.id, value), Gave(item.id, value, 1), Skipped(item.id)):
                if item.id != sitting.at:
                    after = step(survey, sitting, reply)
                    assert after.sitting.answers == sitting.answers
                    assert [type(event) for event in after.events] == [Refused]


@given(walks())
@quick(80)
def test_r7_looking_over_loses_no_words_and_takes_none_for_another_question(walk: Walk) -> None:
    """What they wrote stays as it was until they change it, and what is typed at the preview
    answers no question that they do not see."""
    survey, done = walk
    for sitting in _walked(survey, done):
        if sitting.looking is None or sitting.paused or sitting.stage is Stage.TORN_UP:
            continue
        assert isinstance(prompt_of(survey, sitting), LookOver)
        for reply in (Said("no"), Said("1"), Said("skip"), Sent(), Done(str(sitting.at))):
            assert step(survey, sitting, reply).sitting.answers == sitting.answers
        on = step(survey, sitting, Looked(sitting.looking)).sitting
        assert (on.looking, on.at, on.stage) == (None, sitting.at, sitting.stage)
        again = step(survey, sitting, Changed(sitting.looking)).sitting
        assert (again.looking, again.at) == (None, sitting.looking)
        assert again.answers == sitting.answers


@given(walks())
@quick(60)
def test_r7_only_words_of_an_answer_are_put_back_and_new_words_start_hidden(walk: Walk) -> None:
    """A wish about old words must not show a piece of new ones."""
    survey, done = walk
    now = begin(survey, language="en", consented=True)
    for reply in done:
        now = step(survey, now.sitting, reply)
        for key, back in now.sitting.put_back.items():
            assert all(each in own_words(now.sitting.answers[key]).lower() for each in back)
        for event in now.events:
            if isinstance(event, Accepted):
                assert event.question not in now.sitting.put_back


@given(surveys(), lucks())
@quick(60)
def test_g4_nothing_is_answered_before_the_three_screens(survey: Survey, luck: Random) -> None:
    """G4: nobody's words are kept before they were told the limits."""
    now = begin(survey, language="en")
    for _ in range(30):
        now = step(survey, now.sitting, any_reply(luck, survey))
        if now.sitting.stage in SCREENS:
            assert not now.sitting.answers
            assert not any(isinstance(event, Accepted) for event in now.events)
        elif now.sitting.stage is not Stage.TORN_UP:
            assert ConsentGiven() in now.events
            break


@given(surveys(), lucks())
@quick(80)
def test_back_and_forth_gives_the_same_answers_as_straight_through(
    survey: Survey, luck: Random
) -> None:
    """Looking back is free: it must not change what somebody said."""
    said = {item.id: _one_answer(luck, item) for item in survey.questions}
    straight = _answering(survey, said, None)
    wandering = _answering(survey, said, luck)

    assert final_answers(survey, wandering) == final_answers(survey, straight)


def _one_answer(luck: Random, item: AnyItem) -> Reply:
    if isinstance(item, Note):
        return Done(item.id)
    if luck.random() < 0.2:
        return Skipped()
    return _typed(luck, item)


def _typed(luck: Random, item: AnyItem) -> Said:
    """Typed words that answer an item at once."""
    match item:
        case Number():
            return Said(str(luck.randint(item.min, item.max)))
        case DateQuestion():
            days = luck.randrange((item.latest - item.earliest).days + 1)
            return Said(f"{item.earliest + timedelta(days=days)}")
        case Dots() | Wheel():
            return Said(luck.choice(["a thing 2", "b thing 1, a thing 2"]))
        case _:
            return Said(str(luck.randrange(1, 3)) if picks(item) else luck.choice(["ok", "so so"]))


def _answering(survey: Survey, said: Mapping[QuestionKey, Reply], luck: Random | None) -> Sitting:
    now = step(survey, at_first(survey), Resumed())
    for turn in range(400):
        wander = luck is not None and turn < 40 and luck.random() < 0.3
        if isinstance(now.prompt, Summary) and not wander:
            return now.sitting
        reply: Reply | None = WentBack() if wander else hurried(now.prompt)
        if not wander and isinstance(now.prompt, AskItem):
            reply = said[now.prompt.item.id]
            reply = Said("my words") if now.prompt.wanting_words else reply
        after = step(survey, now.sitting, reply or Resumed())
        refused = after.events[:1] and isinstance(after.events[0], Refused) and not wander
        now = step(survey, now.sitting, Skipped()) if refused else after
    raise AssertionError("never arrived")


@given(walks())
@quick(40)
def test_what_was_left_behind_on_another_branch_decides_nothing(
    walk: Walk,
) -> None:
    """An answer from a branch somebody left must not steer what they are asked now."""
    survey, done = walk
    for sitting in _walked(survey, done):
        met = {item.id for item in path(survey, sitting.answers)}
        kept = {key: answer for key, answer in sitting.answers.items() if key in met}
        assert path(survey, kept) == path(survey, sitting.answers)


@given(anything_written, st.sampled_from(list(SCREENS)))
@quick(60)
def test_g4_what_is_typed_at_a_screen_is_never_kept(text: str, stage: Stage) -> None:
    """G4: words typed too early are nowhere in the sitting."""
    survey = survey_of(ShortText(id=QuestionKey("a"), text=words("A?")))
    after = step(survey, Sitting(stage=stage), Said(text))

    assert not after.sitting.answers
