"""One reply at a time: what happened, where they are, what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.definitions.questions import (
    LongText,
    NonAnswer,
    Note,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.definitions.rules import Is
from surveys.flow.answers import Chose, Declined, Wrote
from surveys.flow.engine import Step, begin, final_answers, prompt_of, step
from surveys.flow.events import (
    Accepted,
    ConsentGiven,
    NamePut,
    PausedHere,
    Refusal,
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
    Nothing,
    OpeningCard,
    Pausing,
    Summary,
)
from surveys.flow.replies import (
    Agreed,
    Changed,
    Done,
    Fallback,
    FellBack,
    Paused,
    Picked,
    PreferredNot,
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
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from tests.surveys.flow.walking import at_first, survey_of, through
from tests.surveys.strategies import words

HEARD, WHY, LAST, MANY = map(QuestionKey, ("heard", "why", "last", "many"))
CHOICES = [
    {"value": "a", "label": words("Apples")},
    {"value": "b", "label": words("Bread")},
    {"value": "other", "label": words("Something else"), "own_words": True},
]
SURVEY = survey_of(
    YesNo(id=HEARD, text=words("Do staff listen?")),
    ShortText(
        id=WHY, text=words("What happens?"), show_if=Is.model_validate({"is": {HEARD: "no"}})
    ),
    SeveralChoices.model_validate({"id": MANY, "text": words("Which?"), "choices": CHOICES}),
    LongText(id=LAST, text=words("Anything else?")),
)
SCREENS = [Agreed("who_sees"), Agreed("limits"), Agreed("in_charge")]
TO_SUMMARY: list[Reply] = [
    Picked(HEARD, "yes"), Said("1, 2"), Said("More walks"), Shared(Sharing.MY_WORDS),
    FellBack(Fallback.KEEP),
]  # fmt: skip


def _at(*replies: Reply) -> Step:
    return through(SURVEY, at_first(SURVEY), replies)


def _asks(step_: Step) -> str:
    assert isinstance(step_.prompt, AskItem)
    return str(step_.prompt.item.id)


def _refusal(step_: Step) -> Refusal:
    (event,) = step_.events
    assert isinstance(event, Refused)
    return event.why


def test_g4_three_screens_come_before_the_first_question() -> None:
    """G4: limits are told first, and each screen is agreed to by itself."""
    start = begin(SURVEY, language="en")
    after = through(SURVEY, start.sitting, SCREENS)

    assert start.prompt == ConsentScreen(Stage.WHO_SEES)
    assert after.events == (ConsentGiven(),)
    assert _asks(after) == "heard"


def test_g4_buttons_and_words_before_consent_answer_nothing() -> None:
    """G4: a button of last week's round must not answer this one's first question."""
    start = begin(SURVEY, language="en").sitting
    early: list[Reply] = [
        Picked(HEARD, "yes"), Said("maple house is noisy"), Skipped(), PreferredNot(HEARD), Sent(),
        Done(HEARD), Changed(HEARD), Shared(Sharing.MY_WORDS), FellBack(Fallback.KEEP),
    ]  # fmt: skip
    for reply in early:
        after = step(SURVEY, start, reply)
        assert _refusal(after) is Refusal.NOT_READY
        assert after.sitting == start


def test_a_screen_can_be_agreed_to_by_typing_and_gone_back_from() -> None:
    """Somebody without working buttons must get through, and back, as well."""
    second = through(SURVEY, begin(SURVEY, language="en").sitting, [Said("OK")])

    assert second.prompt == ConsentScreen(Stage.LIMITS)
    assert step(SURVEY, second.sitting, Said("back")).prompt == ConsentScreen(Stage.WHO_SEES)
    first = begin(SURVEY, language="en").sitting
    assert _refusal(step(SURVEY, first, WentBack())) is Refusal.NOTHING_BEFORE
    assert _refusal(step(SURVEY, second.sitting, Agreed("who_sees"))) is Refusal.OLD_BUTTON


def test_the_surveys_own_card_comes_after_consent_and_before_question_one() -> None:
    """Authors greet people in their own words, but never before the limits."""
    greeted = survey_of(YesNo(id=HEARD, text=words("?")), opening=words("Hello"))
    card = through(greeted, begin(greeted, language="en").sitting, SCREENS)

    assert card.prompt == OpeningCard(words("Hello"))
    assert _asks(step(greeted, card.sitting, Done("opening"))) == "heard"
    assert _asks(step(greeted, card.sitting, Said("next"))) == "heard"
    first = step(greeted, card.sitting, Skipped())
    assert step(greeted, first.sitting, WentBack()).prompt == card.prompt


def test_an_old_button_does_not_answer_the_question_after_it() -> None:
    """Pressing a button twice must not answer the next question by accident."""
    second = _at(Picked(HEARD, "yes"))
    again = step(SURVEY, second.sitting, Picked(HEARD, "no"))

    assert second.events == (Accepted(HEARD, Chose(("yes",))),)
    assert again.events == (Refused(Refusal.OLD_BUTTON),)
    assert again.sitting == second.sitting
    assert again.prompt == second.prompt


def test_several_choices_are_ticked_in_place_and_closed_with_done() -> None:
    """Ticks change nothing else, so that a thumb can take its time."""
    asked = _at(Picked(HEARD, "yes"))
    ticked = step(SURVEY, asked.sitting, Picked(MANY, "b"))
    again = step(SURVEY, ticked.sitting, Picked(MANY, "b"))
    done = step(SURVEY, ticked.sitting, Done(MANY))

    assert ticked.events == (Ticked(MANY),)
    assert isinstance(ticked.prompt, AskItem)
    assert ticked.prompt.ticked == ("b",)
    assert again.events == ()
    assert done.events == (Accepted(MANY, Chose(("b",))),)
    assert _refusal(step(SURVEY, asked.sitting, Said("done"))) is Refusal.TOO_FEW


def test_skipping_the_words_keeps_the_choice() -> None:
    """ "Something else" is an answer even for somebody with no more to say."""
    wanting = _at(Picked(HEARD, "yes"), Picked(MANY, "other"), Done(MANY))

    assert isinstance(wanting.prompt, AskItem)
    assert wanting.prompt.wanting_words == "other"
    for reply in (Skipped(MANY), Said("skip"), PreferredNot()):
        kept = step(SURVEY, wanting.sitting, reply)
        assert kept.events == (Accepted(MANY, Chose(("other",))),)
    back = step(SURVEY, wanting.sitting, WentBack(MANY))
    assert isinstance(back.prompt, AskItem)
    assert (back.prompt.wanting_words, back.prompt.ticked) == (None, ("other",))


def test_t8_back_from_words_beside_a_choice_leads_to_the_choices_and_no_further() -> None:
    """T8: a nervous thumb must not leave the question that it wanted to see again."""
    wanting = _at(Picked(HEARD, "yes"), Picked(MANY, "other"), Done(MANY))
    back = step(SURVEY, wanting.sitting, WentBack(MANY, words=True))
    again = step(SURVEY, back.sitting, WentBack(MANY, words=True))

    assert isinstance(back.prompt, AskItem)
    assert back.prompt.wanting_words is None
    assert _refusal(again) is Refusal.OLD_BUTTON
    assert again.sitting == back.sitting


def test_skip_and_rather_not_say_are_two_kinds_of_no_answer() -> None:
    """Each is a published category; both go on to the next question."""
    assert _at(Skipped(HEARD)).events == (Accepted(HEARD, Declined(NonAnswer.SKIPPED)),)
    assert _at(PreferredNot(HEARD)).events == (
        Accepted(HEARD, Declined(NonAnswer.RATHER_NOT_SAY)),
    )
    assert _at(Said("Rather not say.")).events == _at(PreferredNot()).events


def test_someone_who_goes_back_returns_to_where_they_were() -> None:
    """Changing one answer must not mean walking through all the later ones again."""
    far: list[Reply] = [Picked(HEARD, "yes"), Said("1")]
    back = _at(*far, WentBack(LAST), WentBack(MANY))
    changed = step(SURVEY, back.sitting, Picked(HEARD, "yes"))

    assert isinstance(back.prompt, AskItem)
    assert back.prompt.before == Chose(("yes",))
    assert _asks(changed) == "last"
    assert _asks(step(SURVEY, back.sitting, Done(HEARD))) == "last"
    assert _asks(step(SURVEY, back.sitting, Said("next"))) == "last"
    assert step(SURVEY, back.sitting, Done(HEARD)).events == ()


def test_an_answer_that_opens_a_branch_asks_it_next() -> None:
    """What the new answer makes relevant is asked while it is fresh."""
    changed = _at(Picked(HEARD, "yes"), Said("1"), WentBack(), WentBack(), Picked(HEARD, "no"))

    assert _asks(changed) == "why"
    assert _asks(step(SURVEY, changed.sitting, Said("They talk over us"))) == "last"


def test_a_note_is_passed_with_next_and_answers_nothing() -> None:
    """Something to read must not stand in the way, nor take words that were meant to count."""
    noted = survey_of(Note(id=QuestionKey("n"), text=words("!")), YesNo(id=HEARD, text=words("?")))
    start = at_first(noted)

    for reply in (Done("n"), Said("ok"), Skipped(QuestionKey("n"))):
        after = step(noted, start, reply)
        assert (after.events, _asks(after)) == ((), "heard")
    assert _refusal(step(noted, start, Said("what do you mean"))) is Refusal.NOT_A_CHOICE


def test_sharing_is_asked_once_and_only_of_those_who_wrote() -> None:
    """A question about words nobody wrote would worry people for nothing."""
    silent = _at(Picked(HEARD, "yes"), Said("1"), Skipped())
    wrote = _at(Picked(HEARD, "yes"), Said("1"), Said("More walks"))

    assert silent.prompt == AskFallback(Fallback.TEAR_UP)
    assert wrote.prompt == AskSharing(Sharing.READERS_ONLY)
    kept = step(SURVEY, wrote.sitting, Said("next"))
    assert (kept.sitting.sharing, kept.prompt) == (
        Sharing.READERS_ONLY,
        AskFallback(Fallback.TEAR_UP),
    )
    again = through(SURVEY, kept.sitting, [WentBack(), WentBack(), Said("Longer walks")])
    assert again.prompt == AskFallback(Fallback.TEAR_UP)


def test_first_words_written_from_the_summary_are_asked_about_too() -> None:
    """Whoever writes late decides about sharing all the same."""
    late = _at(
        Picked(HEARD, "yes"),
        Said("1"),
        Skipped(),
        Done("fallback"),
        Changed(LAST),
        Said("Oh, yes"),
    )

    assert late.prompt == AskSharing(Sharing.READERS_ONLY)


@pytest.mark.parametrize(
    ("text", "sharing"),
    [("1", Sharing.MY_WORDS), ("4", Sharing.DONT_SHARE), ("the idea", "the_idea")],
)
def test_b2_sharing_and_fallback_can_be_typed(text: str, sharing: Sharing) -> None:
    """B2: a tap lives 150 seconds; the number does as well."""
    wrote = _at(Picked(HEARD, "yes"), Said("1"), Said("More walks"))
    shared = step(SURVEY, wrote.sitting, Said(text))

    assert shared.sitting.sharing == sharing
    assert step(SURVEY, shared.sitting, Said("2")).sitting.fallback is Fallback.KEEP
    assert _refusal(step(SURVEY, shared.sitting, Said("9"))) is Refusal.NOT_A_CHOICE


def test_the_summary_shows_every_answer_on_the_path_and_is_sent_once() -> None:
    """People see what goes in before it goes in."""
    summary = _at(*TO_SUMMARY)
    sent = step(SURVEY, summary.sitting, Said("Send"))

    assert isinstance(summary.prompt, Summary)
    assert [(q.id, answer, sharing) for q, answer, sharing in summary.prompt.entries] == [
        (HEARD, Chose(("yes",)), None),
        (MANY, Chose(("a", "b")), None),
        (LAST, Wrote("More walks"), Sharing.MY_WORDS),
    ]
    assert sent.events == (Submitted(),)
    assert sent.prompt == Summary(summary.prompt.entries, sent=True)
    assert step(SURVEY, sent.sitting, Sent()) == Step(sent.sitting, (), sent.prompt)


def test_one_answers_sharing_can_differ_from_the_rest() -> None:
    """Some words may travel, others not; the author says which."""
    summary = _at(*TO_SUMMARY)
    own = step(SURVEY, summary.sitting, Shared(Sharing.DONT_SHARE, LAST))

    assert own.sitting.sharing_of == {LAST: Sharing.DONT_SHARE}
    assert step(SURVEY, own.sitting, Shared(Sharing.MY_WORDS, LAST)).sitting.sharing_of == {}
    assert step(SURVEY, own.sitting, Shared(Sharing.THE_IDEA)).sitting.sharing_of == {}
    assert (
        _refusal(step(SURVEY, own.sitting, Shared(Sharing.THE_IDEA, HEARD))) is Refusal.OLD_BUTTON
    )


def test_a_name_goes_on_one_answer_and_comes_off_again() -> None:
    """Nothing is signed by default; each name is one decision, and can be undone."""
    summary = _at(*TO_SUMMARY)
    on = step(SURVEY, summary.sitting, Signed(LAST))
    off = step(SURVEY, on.sitting, Signed(LAST, on=False))

    assert isinstance(on.prompt, Summary)
    assert summary.prompt == replace(on.prompt, signed=())
    assert on.events == (NamePut(LAST, True),)
    assert on.sitting.signed == on.prompt.signed == (LAST,)
    assert off.events == (NamePut(LAST, False),)
    assert off.sitting == summary.sitting


def test_a_name_put_on_twice_is_put_on_once() -> None:
    """T8: a double tap has one effect."""
    both = _at(*TO_SUMMARY, Sent(), Signed(LAST), Signed(HEARD))
    again = step(SURVEY, both.sitting, Signed(HEARD))

    assert both.sitting.signed == (HEARD, LAST)
    assert again == Step(both.sitting, (), both.prompt)


@pytest.mark.parametrize("question", [WHY, QuestionKey("nowhere")])
def test_a_name_goes_on_nothing_but_an_answer_of_theirs(question: QuestionKey) -> None:
    """A question they were not asked, or one that is not there, has nothing to sign."""
    summary = _at(*TO_SUMMARY)

    assert _refusal(step(SURVEY, summary.sitting, Signed(question))) is Refusal.OLD_BUTTON


def test_nothing_is_signed_before_everything_is_asked() -> None:
    """An old button does nothing while the questions come."""
    early = _at(Picked(HEARD, "yes"))

    assert _refusal(step(SURVEY, early.sitting, Signed(HEARD))) is Refusal.OLD_BUTTON


def test_a_changed_answer_keeps_its_name_and_a_declined_one_loses_it() -> None:
    """The name belongs to the answer; where there is none any more, to nothing."""
    signed = _at(*TO_SUMMARY, Signed(LAST))
    at_last = step(SURVEY, signed.sitting, Changed(LAST)).sitting
    changed = step(SURVEY, at_last, Said("Fewer walks"))
    declined = step(SURVEY, at_last, PreferredNot())

    assert changed.sitting.signed == (LAST,)
    assert declined.sitting.signed == ()


def test_tearing_up_takes_every_name_off() -> None:
    """An empty envelope sends nobody anything."""
    assert _at(*TO_SUMMARY, Signed(LAST), Withdrew()).sitting.signed == ()


def test_a_change_from_the_summary_returns_to_the_summary() -> None:
    """One change is one detour."""
    summary = _at(*TO_SUMMARY)
    changing = step(SURVEY, summary.sitting, Changed(HEARD))
    branched = step(SURVEY, changing.sitting, Said("no"))

    assert _asks(changing) == "heard"
    assert isinstance(step(SURVEY, changing.sitting, WentBack()).prompt, Summary)
    assert isinstance(step(SURVEY, changing.sitting, Said("yes")).prompt, Summary)
    assert _asks(branched) == "why"
    assert isinstance(step(SURVEY, branched.sitting, Skipped()).prompt, Summary)
    assert _refusal(step(SURVEY, changing.sitting, Sent())) is Refusal.OLD_BUTTON


def test_a_sent_envelope_stays_sent_while_it_is_changed() -> None:
    """Someone who changes their mind must not drop out by not pressing Send again."""
    sent = _at(*TO_SUMMARY, Sent())
    changed = through(SURVEY, sent.sitting, [Changed(HEARD), Picked(HEARD, "no")])

    assert changed.sitting.sent
    assert changed.events == (Accepted(HEARD, Chose(("no",))),)
    assert _asks(changed) == "why"
    assert final_answers(SURVEY, changed.sitting)[WHY] == Declined(NonAnswer.SKIPPED)
    assert isinstance(step(SURVEY, changed.sitting, WentBack()).prompt, Summary)
    other = through(SURVEY, sent.sitting, [FellBack(Fallback.LET_READ), Shared(Sharing.THE_IDEA)])
    assert (other.sitting.fallback, other.sitting.sharing) == (Fallback.LET_READ, Sharing.THE_IDEA)


def test_sending_waits_for_the_summary() -> None:
    """A Send button of another round must not send a half-finished envelope."""
    assert _refusal(_at(Sent())) is Refusal.NOT_READY
    assert _refusal(_at(*TO_SUMMARY[:3], Sent())) is Refusal.NOT_READY


def test_b2_stop_keeps_everything_and_anything_wakes_it() -> None:
    """B2: /stop pauses; it never throws an answer away."""
    before = _at(Picked(HEARD, "yes"), Picked(MANY, "a"))
    stopped = step(SURVEY, before.sitting, Said("Stop"))

    assert (stopped.events, stopped.prompt) == ((PausedHere(),), Pausing())
    for reply in (Resumed(), Said("hello again"), Said("skip")):
        awake = step(SURVEY, stopped.sitting, reply)
        assert (awake.sitting, awake.events, awake.prompt) == (before.sitting, (), before.prompt)
    done = step(SURVEY, stopped.sitting, Done(MANY))
    assert done.events == (Accepted(MANY, Chose(("a",))),)
    assert step(SURVEY, stopped.sitting, Paused()).prompt == Pausing()


def test_tearing_up_leaves_nothing_and_takes_nothing_more() -> None:
    """/withdraw means gone, from any state, sent or not."""
    torn = _at(*TO_SUMMARY, Sent(), Withdrew())

    assert torn.events == (TornUp(),)
    assert torn.prompt == Nothing()
    assert torn.sitting == Sitting(stage=Stage.TORN_UP)
    assert _refusal(step(SURVEY, torn.sitting, Said("wait"))) is Refusal.TORN_UP
    assert _refusal(step(SURVEY, torn.sitting, Withdrew())) is Refusal.TORN_UP


def test_language_and_easy_words_change_the_words_and_nothing_else() -> None:
    """Help with reading must never cost anybody their place."""
    twin = survey_of(YesNo(id=HEARD, text=words("Are you heard?"), easy=words("Do they listen?")))
    start = at_first(twin)
    easy = step(twin, start, Spoke(easy=True))

    assert isinstance(easy.prompt, AskItem)
    assert easy.prompt.text == "Do they listen?"
    assert step(twin, easy.sitting, Spoke(language="cy")).sitting.language == "cy"
    assert step(twin, easy.sitting, Spoke(language="x" * 99)).sitting == easy.sitting
    assert begin(twin, language="{en}").sitting.language == "en"


def test_a_command_works_at_a_text_question_and_a_label_beats_it_at_a_button_question() -> None:
    """ "Back" is a way out everywhere, except where it is one of the answers on offer."""
    parts = [{"value": "spine", "label": words("Back")}, {"value": "arm", "label": words("Arm")}]
    hurts = survey_of(
        ShortText(id=WHY, text=words("?")),
        SingleChoice.model_validate({"id": "where", "text": words("?"), "choices": parts}),
    )
    second = through(hurts, at_first(hurts), [Said("Skip.")])

    assert second.events == (Accepted(WHY, Declined(NonAnswer.SKIPPED)),)
    assert step(hurts, second.sitting, Said("back")).events == (
        Accepted(QuestionKey("where"), Chose(("spine",))),
    )
    assert _asks(step(hurts, second.sitting, Said("go back"))) == "why"


def test_asked_again_after_a_restart_the_prompt_is_the_same() -> None:
    """Coming back days later, people see exactly what they left."""
    for many in range(len(TO_SUMMARY) + 1):
        now = _at(Resumed(), *TO_SUMMARY[:many])
        assert prompt_of(SURVEY, now.sitting) == now.prompt


def test_a_place_that_is_no_longer_there_is_mended_not_a_dead_end() -> None:
    """An envelope from a version with another item must still open."""
    lost = Sitting(stage=Stage.ASKING, at=QuestionKey("gone"))

    assert isinstance(prompt_of(SURVEY, lost), AskItem)
    assert _asks(step(SURVEY, lost, Resumed())) == "heard"


def test_another_answer_is_not_masked_for_what_the_one_before_said() -> None:
    """The mark belongs to the words; new words are looked at anew."""
    at_summary = replace(_at(*TO_SUMMARY).sitting, masked=(LAST, HEARD))
    changing = step(SURVEY, at_summary, Changed(LAST)).sitting
    changed = step(SURVEY, changing, Said("More films"))

    assert changed.sitting.masked == (HEARD,)
