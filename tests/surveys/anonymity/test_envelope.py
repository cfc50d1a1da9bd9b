"""One size for everybody, and nothing lost in it."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.anonymity.envelope import (
    MAX_PLACE,
    MESSAGES_KEPT,
    Envelope,
    EnvelopeFull,
    pack,
    size_for,
    unpack,
)
from surveys.anonymity.takeback import kind_words
from surveys.definitions.questions import (
    MAX_OWN_WORDS,
    AgreeDisagree,
    AnyItem,
    Choice,
    DateQuestion,
    Dots,
    InTurns,
    LongText,
    NonAnswer,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.definitions.turns import DRAWS, in_order, turns_of
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
from surveys.flow.engine import begin, step
from surveys.flow.replies import Fallback, Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.redaction.pieces import LONGEST_BACK, MOST_BACK
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import any_reply, lucks, quick, surveys, words

SURVEY = survey_of(YesNo(id=QuestionKey("a"), text=words("?")))
BIGGEST_SIGNS = ("😀", "\\", '"', "\n", "\u2028")


@pytest.mark.parametrize(
    "answer",
    [
        Chose(("a",)),
        Chose(("a", "b"), 'my "own" words\nand 🙂'),
        Rated(3),
        Rated(None),
        Wrote("Z̸̢a̶l̷g̶o̵ \u202e \\ \u2028 שלום"),
        Ranked(("b", "a")),
        Allotted((("a", 3), ("b", 2))),
        Counted(-14),
        Dated(date(2026, 5, 3)),
        Within("2026_q2"),
        Scored((("school", 3),)),
        Banded((("school", "middle"),)),
        *[Declined(why) for why in NonAnswer],
    ],
)
def test_every_kind_of_answer_comes_out_as_it_went_in(answer: Answer) -> None:
    """What is sealed must be what was said."""
    sitting = Sitting(stage=Stage.SENT, answers={QuestionKey("a"): answer})
    envelope = Envelope(sitting, ("ability", "zoo"), "Maple House", (7, -8, 2**52))

    assert unpack(pack(envelope, 8192)) == envelope


@given(surveys(), lucks())
@quick(60)
def test_any_sitting_comes_out_as_it_went_in(survey: Survey, luck: Random) -> None:
    """A restart reads every state back, ticks and pauses included."""
    now, size = begin(survey, language="en", consented=True), size_for(survey)
    for _ in range(20):
        now = step(survey, now.sitting, any_reply(luck, survey))
        envelope = Envelope(now.sitting)
        assert unpack(pack(envelope, size)) == envelope


@given(surveys(), lucks())
@quick(40)
def test_a5_every_envelope_of_a_round_has_one_size(survey: Survey, luck: Random) -> None:
    """A5: length must not say who has begun, finished or written most."""
    size = size_for(survey)
    now = begin(survey, language="en", consented=True)
    sizes = {len(pack(Envelope(None), size))}
    for _ in range(20):
        now = step(survey, now.sitting, any_reply(luck, survey))
        sizes.add(len(pack(Envelope(now.sitting, messages=tuple(range(30))), size)))

    assert sizes == {size}
    assert size % 1024 == 0


_MOST_BACK = frozenset("🙂" * 7 + f"{place:04}" for place in range(MOST_BACK))
"""As many, and as long, as can be put back of one answer's words."""


def _has_words(item: AnyItem) -> bool:
    return isinstance(item, ShortText | LongText) or any(
        choice.own_words for choice in getattr(item, "choices", ())
    )


def _fullest(item: AnyItem, sign: str) -> Answer:  # noqa: C901
    match item:
        case SingleChoice() | SeveralChoices():
            own = sign * MAX_OWN_WORDS if any(choice.own_words for choice in item.choices) else ""
            return Chose(tuple(choice.value for choice in item.choices), own)
        case YesNo() | AgreeDisagree():
            return Chose(("not_sure",))
        case ThisOrThat() | PictureChoice():
            return Chose((max((choice.value for choice in item.choices), key=len),))
        case Ranking():
            return Ranked(tuple(choice.value for choice in item.choices))
        case Dots():
            return Allotted(tuple((choice.value, 10) for choice in item.choices))
        case Wheel():
            return Scored(tuple((choice.value, 10) for choice in item.choices))
        case Statements() | Pairs():
            longest = ((turn.key, max(turn.votes, key=len)) for turn in turns_of(item, 1))
            return Voted(in_order(item, dict(longest)))
        case Number():
            return Counted(-1_000_000_000)
        case DateQuestion():
            return Within("2022_to_2023")
        case Scale():
            return Rated(item.points)
        case ShortText() | LongText():
            return Wrote(sign * item.max_length)
        case Note():
            return Declined(NonAnswer.RATHER_NOT_SAY)


def _fullest_envelope(survey: Survey, sign: str) -> Envelope:
    longest = max(kind_words(), key=len)
    ticked = max(
        (tuple(c.value for c in getattr(item, "choices", ())) for item in survey.questions),
        key=len,
    )
    turning = (_fullest(item, sign) for item in survey.questions if isinstance(item, InTurns))
    votes = max((each.votes for each in turning if isinstance(each, Voted)), key=len, default=())
    wordy = [item.id for item in survey.asked if _has_words(item)]
    sitting = Sitting(
        stage=Stage.WHO_SEES,
        language="abc-abcdefgh",
        at=QuestionKey("k" * 24),
        answers={item.id: _fullest(item, sign) for item in survey.questions},
        ticked=ticked,
        amounts=tuple((value, 10) for value in ticked),
        scoring=".".join(["v" * 24] * 2) if votes else "v" * 24,
        votes=votes,
        draw=DRAWS - 1 if votes else 0,
        wanting_words="v" * 24,
        sharing=Sharing.READERS_ONLY,
        sharing_of={item.id: Sharing.READERS_ONLY for item in survey.asked},
        signed=tuple(item.id for item in survey.asked),
        looking=next((each for each in wordy), None),
        put_back={each: _MOST_BACK for each in wordy},
        fallback=Fallback.LET_READ,
    )
    messages = tuple(2**53 + number for number in range(MESSAGES_KEPT))
    return Envelope(sitting, (longest,) * 6, sign * MAX_PLACE, messages)


@given(surveys(), st.sampled_from(BIGGEST_SIGNS))
@quick(60)
def test_the_size_holds_the_fullest_sitting_there_can_be(survey: Survey, sign: str) -> None:
    """Nobody may be told that their words do not fit after they wrote them."""
    envelope = _fullest_envelope(survey, sign)

    assert unpack(pack(envelope, size_for(survey))) == envelope


def test_the_size_holds_forty_questions_with_the_longest_names_there_are() -> None:
    """The bound must hold where every part of it is at its largest."""
    choices = tuple(
        Choice(value=f"v{number}".ljust(24, "x"), label=words("x"), own_words=number == 0)
        for number in range(20)
    )
    items = [
        SeveralChoices(id=QuestionKey(f"q{n}".ljust(24, "x")), text=words("?"), choices=choices)
        for n in range(40)
    ]
    survey = survey_of(*items)
    envelope = _fullest_envelope(survey, "😀")

    assert unpack(pack(envelope, size_for(survey))) == envelope


def test_the_size_holds_forty_wheels_with_the_longest_names_there_are() -> None:
    """Dots and scores take room beside each name.

    Fails when an amount is not counted.
    """
    choices = tuple(Choice(value=f"v{n}".ljust(24, "x"), label=words("x")) for n in range(10))
    items = [
        Wheel(id=QuestionKey(f"q{n}".ljust(24, "x")), text=words("?"), choices=choices, points=10)
        for n in range(40)
    ]
    survey = survey_of(*items)
    envelope = _fullest_envelope(survey, "😀")

    assert unpack(pack(envelope, size_for(survey))) == envelope


def test_an_envelope_from_before_there_were_dots_is_read() -> None:
    """An update in the middle of a round must not shut anybody's envelope.

    Fails when a sitting's newer parts must be there.
    """
    packed = pack(Envelope(Sitting(answers={QuestionKey("a"): Wrote("x")})), 1024)
    older = packed.replace(b',"amounts":[],"scoring":null', b"")

    assert older != packed
    assert unpack(older) == unpack(packed)


def test_an_envelope_from_before_names_could_be_put_on_is_read() -> None:
    """An update in the middle of a round must not shut anybody's envelope."""
    packed = pack(Envelope(Sitting(answers={QuestionKey("a"): Wrote("x")})), 1024)
    older = packed.replace(b',"signed":[]', b"")

    assert older != packed
    assert unpack(older) == unpack(packed)


def test_the_oldest_message_ids_go_first_and_words_never() -> None:
    """Tidying less of an old chat is better than losing an answer."""
    sitting = Sitting(answers={QuestionKey("a"): Wrote("x" * 1000)})
    many = tuple(range(10_000, 12_000))
    kept = unpack(pack(Envelope(sitting, messages=many), 4096))

    assert kept.sitting == sitting
    assert 0 < len(kept.messages) < len(many)
    assert kept.messages == many[-len(kept.messages) :]


def test_what_cannot_fit_is_said_and_never_cut() -> None:
    """Half an answer would be a false one."""
    sitting = Sitting(answers={QuestionKey("a"): Wrote("x" * 2000)})

    with pytest.raises(EnvelopeFull, match="1024 bytes"):
        pack(Envelope(sitting), 1024)


def test_an_envelope_of_before_leaves_out_what_words_stretch_to_and_no_answer() -> None:
    """A round that was open at the upgrade has envelopes of the size they had: all is sent."""
    sitting = Sitting(answers={QuestionKey("a"): Wrote("x" * 600)})
    full = len(pack(Envelope(sitting, words=("a",) * 6), 1024).rstrip())
    kept = unpack(pack(Envelope(sitting, words=("a",) * 6, stretched=b"s" * 32), full))

    assert (kept.sitting, kept.words, kept.stretched) == (sitting, ("a",) * 6, b"")


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b'{"sitting": 3}',
        b'{"sitting": {"stage": "x"}}',
        b'{"sitting": {"answers": []}}',
    ],
)
def test_what_is_not_an_envelope_is_refused_without_showing_it(junk: bytes) -> None:
    """A fault may reach a log; what was inside may not (A14)."""
    with pytest.raises(ValueError, match="not an envelope"):
        unpack(junk)


def test_a_picture_lock_comes_out_as_it_went_in_and_weighs_nothing() -> None:
    """The lock is inside the encrypted envelope, in its one size, and nowhere else."""
    size = size_for(SURVEY)
    locked = Envelope(None, lock=(2, 0, 7), wrong=99)

    assert unpack(pack(locked, size)) == locked
    assert len(pack(locked, size)) == len(pack(Envelope(None), size)) == size


def test_an_envelope_from_before_locks_is_read() -> None:
    """A round that was open during an update goes on."""
    packed = pack(Envelope(None), 1024).replace(b',"lock":null,"wrong":0', b"")

    assert unpack(packed) == Envelope(None)


def test_an_envelope_from_before_previews_is_read_and_weighs_the_same() -> None:
    """A round that was open during an update goes on, at the size it had."""
    packed = pack(Envelope(Sitting()), 2048)

    assert b"put_back" not in packed
    assert b"looking" not in packed
    assert unpack(packed) == Envelope(Sitting())
    assert {len(each.encode()) for each in _MOST_BACK} == {LONGEST_BACK}


def test_what_is_torn_up_takes_its_lock_along() -> None:
    """An empty envelope guards nothing; where it lies stays known for an alert."""
    full = Envelope(Sitting(), ("one",), "Lounge", (4, 5), lock=(2, 0, 7), wrong=3)

    assert full.torn_up() == Envelope(None, place="Lounge", messages=(4, 5))
