"""From a reply to an answer, the start of one, or why not."""

from __future__ import annotations

from surveys.definitions.questions import (
    MAX_OWN_WORDS,
    Choice,
    LongText,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.flow.answers import Chose, Rated, Wrote
from surveys.flow.events import Refusal, Refused
from surveys.flow.judging import Unfinished, judge, without_words
from surveys.flow.replies import Done, Picked, Said
from surveys.ids import QuestionKey

Q = QuestionKey("q")
TEXT = {"en": "?"}
A, B, NONE, ELSE = (
    Choice(value="a", label={"en": "Apples"}),
    Choice(value="b", label={"en": "Bread"}),
    Choice(value="none", label={"en": "None of these"}, exclusive=True),
    Choice(value="other", label={"en": "Something else"}, own_words=True),
)
SINGLE = SingleChoice(id=Q, text=TEXT, choices=(A, B, ELSE))
SEVERAL = SeveralChoices(id=Q, text=TEXT, choices=(A, B, NONE, ELSE), min=2, max=2)
START = Unfinished()


def test_a_single_choice_is_one_tap_or_one_word() -> None:
    """The commonest question must take the fewest replies."""
    assert judge(SINGLE, START, Picked(Q, "b"), "en") == Chose(("b",))
    assert judge(SINGLE, START, Said("bread"), "en") == Chose(("b",))
    assert judge(SINGLE, START, Picked(Q, "zzz"), "en") == Refused(Refusal.NOT_A_CHOICE)
    assert judge(SINGLE, START, Done(Q), "en") == Refused(Refusal.NOT_A_CHOICE)


def test_something_else_asks_for_the_words_and_takes_the_next_thing_said() -> None:
    """ "2" after "Something else" is their own words, not the second choice."""
    wanting = judge(SINGLE, START, Picked(Q, "other"), "en")

    assert wanting == Unfinished(("other",), "other")
    assert judge(SINGLE, wanting, Said(" 2 "), "en") == Chose(("other",), "2")
    assert judge(SINGLE, wanting, Picked(Q, "a"), "en") == Chose(("a",))
    assert judge(SINGLE, wanting, Done(Q), "en") == wanting
    assert without_words(wanting) == Chose(("other",))


def test_own_words_have_a_limit_and_must_be_something() -> None:
    """The envelope's one size depends on it."""
    wanting = Unfinished(("other",), "other")
    longest = "x" * MAX_OWN_WORDS

    assert judge(SINGLE, wanting, Said(longest), "en") == Chose(("other",), longest)
    assert judge(SINGLE, wanting, Said(longest + "x"), "en") == Refused(
        Refusal.TOO_LONG, MAX_OWN_WORDS
    )
    assert judge(SINGLE, wanting, Said("\x00 "), "en") == Refused(Refusal.NOTHING_THERE)


def test_ticks_ask_for_a_state_so_that_twice_is_no_more_than_once() -> None:
    """A toggle that flips at every tap would untick what a double tap ticked."""
    once = judge(SEVERAL, START, Picked(Q, "a"), "en")

    assert once == Unfinished(("a",))
    assert judge(SEVERAL, once, Picked(Q, "a"), "en") == once
    assert judge(SEVERAL, once, Picked(Q, "a", on=False), "en") == START
    assert judge(SEVERAL, START, Picked(Q, "a", on=False), "en") == START


def test_none_of_these_clears_the_others_and_they_clear_it() -> None:
    """ "None of these" beside another tick would contradict itself."""
    assert judge(SEVERAL, Unfinished(("a", "b")), Picked(Q, "none"), "en") == Unfinished(("none",))
    assert judge(SEVERAL, Unfinished(("none",)), Picked(Q, "b"), "en") == Unfinished(("b",))
    assert judge(SEVERAL, START, Said("1, 3"), "en") == Refused(Refusal.TOO_MANY, 1)
    assert judge(SEVERAL, START, Said("none of these"), "en") == Chose(("none",))


def test_fewest_and_most_are_kept_to() -> None:
    """The author's limits hold however the ticks arrive."""
    assert judge(SEVERAL, START, Done(Q), "en") == Refused(Refusal.TOO_FEW, 2)
    assert judge(SEVERAL, Unfinished(("a",)), Done(Q), "en") == Refused(Refusal.TOO_FEW, 2)
    assert judge(SEVERAL, Unfinished(("none",)), Done(Q), "en") == Chose(("none",))
    assert judge(SEVERAL, Unfinished(("a", "b")), Done(Q), "en") == Chose(("a", "b"))
    full = Unfinished(("a", "b"))
    assert judge(SEVERAL, full, Picked(Q, "other"), "en") == Refused(Refusal.TOO_MANY, 2)
    assert judge(SEVERAL, START, Said("1, 2, 4"), "en") == Refused(Refusal.TOO_MANY, 2)


def test_several_typed_are_kept_in_the_order_the_question_lists_them() -> None:
    """Order of typing says something about a person; the list's order does not."""
    assert judge(SEVERAL, START, Said("2, 1, 2"), "en") == Chose(("a", "b"))


def test_several_with_something_else_asks_for_the_words_last() -> None:
    """All ticks first, then one question for the words."""
    wanting = judge(SEVERAL, Unfinished(("a", "other")), Done(Q), "en")

    assert wanting == Unfinished(("a", "other"), "other")
    assert judge(SEVERAL, wanting, Said("gravy"), "en") == Chose(("a", "other"), "gravy")
    assert judge(SEVERAL, wanting, Picked(Q, "other", on=False), "en") == Unfinished(("a",))


def test_yes_no_and_not_sure_are_answers() -> None:
    """Not sure is something to say, not a way of saying nothing."""
    asked = YesNo(id=Q, text=TEXT)

    assert judge(asked, START, Picked(Q, "not_sure"), "en") == Chose(("not_sure",))
    assert judge(asked, START, Said("yeah"), "en") == Chose(("yes",))
    assert judge(asked, START, Said("it depends"), "en") == Refused(Refusal.NOT_A_CHOICE)
    assert judge(asked, START, Done(Q), "en") == Refused(Refusal.NOT_A_CHOICE)


def test_a_scale_takes_a_point_or_not_sure() -> None:
    """A point outside the scale is refused with where the scale ends."""
    asked = Scale(id=Q, text=TEXT, points=3)

    assert judge(asked, START, Picked(Q, "3"), "en") == Rated(3)
    assert judge(asked, START, Picked(Q, "not_sure"), "en") == Rated(None)
    assert judge(asked, START, Said("2"), "en") == Rated(2)
    for reply in (Picked(Q, "4"), Picked(Q, "³"), Said("ten"), Done(Q)):
        assert judge(asked, START, reply, "en") == Refused(Refusal.NOT_A_POINT, 3)


def test_b1_text_is_kept_to_its_limit_and_a_button_is_not_text() -> None:
    """B1: too long is said with the limit; nothing is cut behind somebody's back."""
    short, long = ShortText(id=Q, text=TEXT, max_length=20), LongText(id=Q, text=TEXT)

    assert judge(short, START, Said("🙂" * 20), "en") == Wrote("🙂" * 20)
    assert judge(short, START, Said("🙂" * 21), "en") == Refused(Refusal.TOO_LONG, 20)
    assert judge(long, START, Said("x" * 4096), "en") == Refused(Refusal.TOO_LONG, 2000)
    assert judge(long, START, Said("\x00\n"), "en") == Refused(Refusal.NOTHING_THERE)
    assert judge(long, START, Picked(Q, "a"), "en") == Refused(Refusal.WORDS_WANTED)
    assert judge(long, START, Said("'; DROP TABLE x;--"), "en") == Wrote("'; DROP TABLE x;--")
