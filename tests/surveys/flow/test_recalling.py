"""Which words a person is shown."""

from __future__ import annotations

from surveys.definitions.questions import (
    NonAnswer,
    Note,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.flow.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.flow.recalling import answer_words, item_text, label_of, worded
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey
from tests.surveys.flow.walking import survey_of
from tests.surveys.strategies import words

CHOICES = [
    {"value": "tea", "label": {"en": "Tea time", "cy": "Amser te"}, "easy": {"en": "Tea"}},
    {"value": "other", "label": {"en": "Something else"}, "own_words": True},
]
TWO = {"en": "x", "cy": "y"}
PICK = SingleChoice.model_validate({"id": "pick", "text": words("?"), "choices": CHOICES})
MANY = SeveralChoices.model_validate({"id": "many", "text": words("?"), "choices": CHOICES})
RATE = Scale(id=QuestionKey("rate"), text=words("?"))
FEEL = Scale(
    id=QuestionKey("feel"), text=words("?"), points=2, labels=(words("Low"), words("High"))
)
SAY = ShortText(id=QuestionKey("say"), text=words("?"))
SURE = YesNo(id=QuestionKey("sure"), text=words("?"))
ASK = Note(
    id=QuestionKey("ask"),
    text={"en": "About {pick}: {unknown} {say}?", "cy": "Am {pick}?"},
    easy=words("{pick}?"),
)
SURVEY = survey_of(PICK, MANY, RATE, FEEL, SAY, SURE, ASK, languages=("en", "cy"))


def _shown(answers: dict[str, Answer], **sitting: object) -> str:
    keyed = {QuestionKey(key): answer for key, answer in answers.items()}
    return item_text(SURVEY, Sitting(answers=keyed, **sitting), ASK)  # type: ignore[arg-type]


def test_an_earlier_answer_is_put_into_the_wording() -> None:
    """Being asked about what you said shows that somebody listened."""
    said: dict[str, Answer] = {"pick": Chose(("tea",)), "say": Wrote("gravy\non chips")}

    assert _shown(said) == "About Tea time: {unknown} gravy on chips?"
    assert _shown(said, easy=True) == "Tea?"
    assert _shown(said, language="cy") == "Am Amser te?"


def test_what_was_skipped_is_recalled_as_that() -> None:
    """A blank, or the word "skipped", would read as a telling-off."""
    skipped = Declined(NonAnswer.SKIPPED)

    assert _shown({"pick": skipped}) == "About that: {unknown} that?"
    assert _shown({}) == "About that: {unknown} that?"


def test_words_with_braces_in_them_are_not_filled_in_again() -> None:
    """B3: an answer must not be able to fetch another answer into a question."""
    said: dict[str, Answer] = {"pick": Chose(("other",), "{say}"), "say": Wrote("{pick}")}

    assert _shown(said) == "About {say}: {unknown} {pick}?"


def test_a_long_answer_is_recalled_in_short() -> None:
    """A page of their own words would hide the question."""
    assert len(_shown({"say": Wrote("x" * 300)})) < 160


def test_an_answer_reads_as_its_labels_and_own_words() -> None:
    """The summary shows people what they said as they said it."""
    sitting = Sitting(language="cy")
    both = Chose(("tea", "other"), "toast")

    assert answer_words(SURVEY, sitting, MANY, both) == "Amser te, toast"
    assert answer_words(SURVEY, sitting, PICK, Chose(("other",))) == "Something else"
    assert answer_words(SURVEY, sitting, RATE, Rated(4)) == "4"
    assert answer_words(SURVEY, sitting, FEEL, Rated(2)) == "High"
    assert answer_words(SURVEY, sitting, FEEL, Rated(None)) == "Not sure"
    assert answer_words(SURVEY, sitting, SURE, Chose(("no",))) == "No"
    assert answer_words(SURVEY, sitting, SAY, Declined(NonAnswer.SKIPPED)) == ""


def test_their_language_counts_for_more_than_easy_words() -> None:
    """Easy English is no use to somebody who asked for Welsh."""
    easy = Sitting(easy=True, language="cy")

    assert worded(SURVEY, easy, TWO, {"en": "e"}) == "y"
    assert worded(SURVEY, easy, TWO, {"en": "e", "cy": "h"}) == "h"
    assert worded(SURVEY, easy, {"en": "x"}, {"en": "e"}) == "e"
    assert worded(SURVEY, Sitting(language="pl"), TWO, {"en": "e"}) == "x"
    assert worded(SURVEY, Sitting(language="pl"), {}) == ""
    assert label_of(SURVEY, Sitting(easy=True), PICK.choices[0]) == "Tea"
