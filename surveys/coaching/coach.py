"""Gentle advice to authors. Nothing here stops a survey; what does is in ``soundness``.

The checks that read words read English, so they look at a survey only where its main language
is English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from surveys.coaching.advice import Advice, AdviceKind, AskedBefore
from surveys.coaching.care_words import SHIPPED, CareWords
from surveys.definitions.mistakes import shown
from surveys.definitions.questions import (
    AgreeDisagree,
    Choice,
    Note,
    SeveralChoices,
    SingleChoice,
)
from surveys.definitions.survey import Survey

MOST_WORDS = 15
"""Most words in a sentence that reads easily on a phone."""
MOST_QUESTIONS = 8
"""Most questions that stay near three minutes."""
LAST_WORDS = "Is there anything you'd like a person to help with?"
"""What the last item of every survey asks."""

_SENTENCE = re.compile(r"[^.!?…:\n]+[.!?…:]*")
_WORD = re.compile(r"[^\W_]+(?:['’\-/.][^\W_]+)*")
_WAY_OUT = re.compile(
    r"\b(not sure|unsure|don.?t know|can.?t (choose|decide|say|remember)|don.?t remember"
    r"|none|neither|nothing|no one|nobody|never|no opinion|pass|something else|rather not)\b",
    re.IGNORECASE,
)


def coach(
    survey: Survey, words: CareWords = SHIPPED, before: Sequence[AskedBefore] = ()
) -> tuple[Advice, ...]:
    """Advice on a survey, in the order of its questions, then on the whole."""
    return (
        *(_wording_advice(survey) if survey.main_language.startswith("en") else ()),
        *_easy_words_advice(survey),
        *_order_advice(survey),
        *_length_advice(survey),
    )


def _wording_advice(survey: Survey) -> Iterator[Advice]:
    for place, text, is_question in _texts(survey):
        yield from _sentence_advice(place, text, is_question=is_question)
    for item in survey.questions:
        if isinstance(item, SingleChoice | SeveralChoices) and not _has_way_out(survey, item):
            what = "none of its choices is a way out"
            way_out = (
                'Add "Not sure".'
                if isinstance(item, SingleChoice)
                else 'Add "None of these" with exclusive: true.'
            )
            yield Advice(AdviceKind.NO_WAY_OUT, item.id, what, way_out)
        if isinstance(item, AgreeDisagree) and "?" in item.text.get(survey.main_language, ""):
            what = "it asks something; people agree with what is said, not with a question"
            way_out = 'Write what somebody might say, like "I feel heard here."'
            yield Advice(AdviceKind.NOT_A_STATEMENT, item.id, what, way_out)
    last = survey.questions[-1]
    if _level(LAST_WORDS) not in _level(last.text.get(survey.main_language, "")):
        what = "the last item does not offer a person's help"
        way_out = f"End with a note: {LAST_WORDS}"
        yield Advice(AdviceKind.LAST_WORDS, None, what, way_out)


def _texts(survey: Survey) -> Iterator[tuple[str | None, str, bool]]:
    """Every text of some length: whose it is, what it says, whether it asks something."""
    main = survey.main_language
    for words in (survey.why, survey.could_change, survey.opening):
        if words is not None:
            yield None, words.get(main, ""), False
    for item in survey.questions:
        for words in (item.text, item.easy, item.help):
            if words is not None:
                asks = words is not item.help and not isinstance(item, Note)
                yield item.id, words.get(main, ""), asks


def _sentence_advice(place: str | None, text: str, *, is_question: bool) -> Iterator[Advice]:
    for sentence in _SENTENCE.findall(text):
        words = [word.lower() for word in _WORD.findall(sentence)]
        if len(words) > MOST_WORDS:
            what = f"{shown(sentence)} has {len(words)} words"
            way_out = f"Up to {MOST_WORDS} in a sentence are easy to read. Make two of it."
            yield Advice(AdviceKind.LONG_SENTENCE, place, what, way_out)
        if is_question and sentence.endswith("?"):
            if "why" in words:
                what = f'{shown(sentence)} asks "why", which can sound like blame'
                way_out = 'Ask "what": what made it so, what would help.'
                yield Advice(AdviceKind.WHY, place, what, way_out)
            if "and" in words:
                what = f"{shown(sentence)} may be two questions in one"
                yield Advice(AdviceKind.TWO_IN_ONE, place, what, "Ask one thing at a time.")


def _has_way_out(survey: Survey, item: SingleChoice | SeveralChoices) -> bool:
    def offers(choice: Choice) -> bool:
        if isinstance(item, SeveralChoices):
            return choice.exclusive
        return bool(_WAY_OUT.search(choice.label.get(survey.main_language, "")))

    return any(offers(choice) for choice in item.choices)


def _easy_words_advice(survey: Survey) -> Iterator[Advice]:
    for question in survey.asked:
        if question.easy is None:
            what, way_out = "it has no easy words", "Add easy: the same, as short as it goes."
            yield Advice(AdviceKind.NO_EASY_WORDS, question.id, what, way_out)


def _order_advice(survey: Survey) -> Iterator[Advice]:
    asked = survey.asked
    for at, where in ((0, "first"), (-1, "last")):
        if len(asked) > 2 and (asked[at].sensitive or asked[at].safety):
            what = f"a tender question comes {where}"
            way_out = "Put it in the middle, with easier ones around it."
            yield Advice(AdviceKind.TENDER_AT_THE_EDGE, asked[at].id, what, way_out)


def _length_advice(survey: Survey) -> Iterator[Advice]:
    if (count := len(survey.asked)) > MOST_QUESTIONS:
        what = f"there are {count} questions"
        way_out = f"Up to {MOST_QUESTIONS} take about three minutes. Keep the ones you can act on."
        yield Advice(AdviceKind.MANY_QUESTIONS, None, what, way_out)


def _level(text: str) -> str:
    return text.replace("’", "'").casefold()
