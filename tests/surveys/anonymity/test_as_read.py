"""What goes into the seal of what people wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.anonymity.as_read import as_read
from surveys.anonymity.envelope import Envelope
from surveys.definitions.questions import NonAnswer
from surveys.flow.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.redaction.roster import Roster

Q = QuestionKey("change")
KNOWN = Roster.model_validate({"people": ["Tobiah", "Aaliyah Khan"], "homes": ["Elm House"]})


def sent(answer: Answer, put_back: frozenset[str] = frozenset()) -> Envelope:
    back = {Q: put_back} if put_back else {}
    return Envelope(Sitting(stage=Stage.SENT, answers={Q: answer}, put_back=back))


def read(envelope: Envelope, *own_names: str) -> Answer:
    sitting = as_read(envelope, KNOWN, frozenset(own_names)).sitting
    assert sitting is not None
    return sitting.answers[Q]


def test_r8_words_typed_and_own_words_of_a_choice_go_in_redacted() -> None:
    """Both are somebody's words; "something else" holds names as often as an open question."""
    assert read(sent(Wrote("aaliyah shouts at elm house"))) == Wrote("[a name] shouts at [a home]")
    assert read(sent(Chose(("other",), "with Aaliyah"))) == Chose(("other",), "with [a name]")


@pytest.mark.parametrize("answer", [Rated(3), Chose(("six",)), Declined(NonAnswer.SKIPPED)])
def test_answers_without_words_go_in_as_they_are(answer: Answer) -> None:
    """A rating names nobody."""
    assert read(sent(answer)) == answer


def test_r6_what_stands_for_a_name_tells_its_kind_and_never_its_length() -> None:
    """A length would tell Jo from Alexandrina."""
    short = read(sent(Wrote("I told my mate Jo about it")))
    long = read(sent(Wrote("I told my mate Alexandrina about it")))

    assert short == long == Wrote("I told my mate [a name] about it")


def test_r7_their_own_name_stays_where_they_put_it_back_and_nobody_elses() -> None:
    """Whose name it is decides, not whether somebody asked to show it."""
    both = Wrote("tobiah and aaliyah cooked")
    back = frozenset({"tobiah", "aaliyah"})

    assert read(sent(both, back), "Tobiah") == Wrote("tobiah and [a name] cooked")
    assert read(sent(both, back)) == Wrote("[a name] and [a name] cooked")


def test_r8_what_was_put_back_is_forgotten_with_the_rest_of_the_envelope() -> None:
    """It says what stood hidden where."""
    envelope = sent(Wrote("tobiah cooked"), frozenset({"tobiah"}))
    sitting = as_read(envelope, KNOWN, frozenset({"Tobiah"})).sitting

    assert sitting is not None
    assert sitting.put_back == {}


def test_an_envelope_that_nobody_filled_stays_as_it_is() -> None:
    """Empty ones are opened with the rest."""
    empty = Envelope(sitting=None)

    assert as_read(empty, KNOWN, frozenset()) == empty
    assert as_read(replace(empty, place="Elm House"), KNOWN, frozenset()).place == "Elm House"
