"""Gentle advice to authors. Nothing here stops a survey; what does is in ``soundness``.

The checks that read words read English, so they look at a survey only where its main language
is English. They read what authors ask, and never what anybody answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from surveys.coaching.advice import Advice, AdviceKind, AskedBefore, Rewrite
from surveys.coaching.assuming import about_assuming
from surveys.coaching.care_words import SHIPPED, CareWord, CareWords, put_in
from surveys.coaching.choosing import about_choices
from surveys.coaching.found import Found
from surveys.coaching.lines import Line, lines_of
from surveys.coaching.one_thing import about_two_in_one
from surveys.coaching.phrasing import (
    about_absolutes,
    about_leading,
    about_negatives,
    about_orders,
    about_promises,
    about_why,
)
from surveys.coaching.pointing import about_identifying, about_naming
from surveys.coaching.reading_age import about_reading_age
from surveys.coaching.rewriting import NEW_NOTE
from surveys.coaching.similarity import SAME, similarity
from surveys.coaching.tenderness import is_tender
from surveys.definitions.mistakes import shown
from surveys.definitions.questions import AnyQuestion, Asked, Note, Statements
from surveys.definitions.survey import Survey
from surveys.definitions.texts import (
    MAX_LABEL,
    MAX_OPENING,
    MAX_REASON,
    MAX_STATEMENT,
    MAX_TEXT,
    MAX_TITLE,
    MAX_UNIT,
    units,
)

MOST_WORDS = 15
"""Most words in a sentence that reads easily on a phone."""
MOST_QUESTIONS = 8
"""Most questions that stay near three minutes."""
LAST_WORDS = "Is there anything you'd like a person to help with?"
"""What the last item of every survey asks."""

MOST_UNITS = {
    "title": MAX_TITLE,
    "why": MAX_REASON,
    "could_change": MAX_REASON,
    "decides": MAX_REASON,
    "opening": MAX_OPENING,
    "choice": MAX_LABEL,
    "easy choice": MAX_LABEL,
    "label": MAX_LABEL,
    "unit": MAX_UNIT,
}
"""Longest words a suggestion may put in a place; elsewhere ``MAX_TEXT``."""

_SENTENCE = re.compile(r"[^.!?…:\n]+[.!?…:]*")
_WORD = re.compile(r"[^\W_]+(?:['’\-/.][^\W_]+)*")
_STATED_AS_QUESTION = re.compile(
    r"^(?:and |so |but )?(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|should"
    r"|may)\b|^(?:what|how|why|which|who|where|when)(?:'s)? (?:do|does|did|is|are|was|were|have"
    r"|has|can|could|will|would|should|much|many|often|well|good|bad|safe|happy|easy|\w+ (?:do"
    r"|does|did|is|are|would|should|can|have) (?:you|staff|they|we))\b|^(?:what|who|how)'s\b"
    r"|^(?:tell us|say|please|describe|rate|think of|pick)\b"
)
_OF_ALL = {
    "title": "the title",
    "why": "why we ask",
    "could_change": "what could change",
    "decides": "who decides",
    "opening": "the opening",
}
_ASKED_RULES: tuple[Callable[[Line], Iterator[Found]], ...] = (
    about_why,
    about_two_in_one,
    about_leading,
    about_negatives,
    about_absolutes,
    about_assuming,
    about_naming,
    about_identifying,
)
_READ_RULES: tuple[Callable[[Line], Iterator[Found]], ...] = (
    about_reading_age,
    about_promises,
    about_orders,
)


def coach(
    survey: Survey, words: CareWords = SHIPPED, before: Sequence[AskedBefore] = ()
) -> tuple[Advice, ...]:
    """Advice on a survey, in the order of its questions, then on the whole.

    Args:
        survey: Any survey, sound or not. Locked questions are taken as they are, so their
            words get no advice.
        words: The list of words that hurt or puzzle.
        before: Questions that these people were asked already.
    """
    english = survey.main_language.startswith("en")
    return (
        *(_wording_advice(survey, words) if english else ()),
        *_before_advice(survey, before),
        *_easy_words_advice(survey),
        *_order_advice(survey, english=english),
        *_length_advice(survey),
        *(_last_advice(survey) if english else ()),
    )


def _wording_advice(survey: Survey, words: CareWords) -> Iterator[Advice]:
    lines = [line for line in lines_of(survey) if not _is_locked(line)]
    some = words.within("\n".join(line.text for line in lines))
    given: set[tuple[str | None, str, AdviceKind]] = set()
    for at, line in enumerate(lines):
        yield from _care_advice(line, some)
        for found in _rules_on(line):
            one = (line.question_id, line.place if line.stated else "", found.kind)
            if one not in given:
                if found.kind is not AdviceKind.LONG_SENTENCE:
                    given.add(one)
                yield _advice(line, found)
        ends = at + 1 == len(lines) or lines[at + 1].item is not line.item
        if ends and line.item is not None:
            yield from about_choices(line.item, survey.main_language)


def _is_locked(line: Line) -> bool:
    return isinstance(line.item, Asked) and line.item.locked


def _rules_on(line: Line) -> Iterator[Found]:
    listed = line.place.split()[-1].isdigit() and not line.stated
    if listed or line.place in ("unit", "title", "decides"):
        return
    yield from _about_long(line)
    asks = line.asks or line.stated
    rules = (*_READ_RULES, *_ASKED_RULES, _about_statement) if asks else _READ_RULES
    for rule in rules:
        for found in rule(line):
            better = found.instead is None or not any(rule(_put(line, found.instead)))
            yield found if better else replace(found, instead=None)


def _put(line: Line, text: str) -> Line:
    return Line(line.item, line.place, text)


def _advice(line: Line, found: Found) -> Advice:
    rewrite = _rewrite(line, found.instead)
    return Advice(found.kind, line.question_id, _where(line) + found.what, found.way_out, rewrite)


def _where(line: Line) -> str:
    """Which text it is about, where an item does not say it; begins a piece of advice."""
    if line.item is None:
        return f"{_OF_ALL[line.place]}: "
    return "" if line.place in ("text", "easy") else f"{line.place}: "


def _rewrite(line: Line, new: str | None) -> Rewrite | None:
    """The words to take; None where there are none, or where they are too long for the place."""
    most = MOST_UNITS.get(line.place.rstrip(" 0123456789"), MAX_TEXT)
    if isinstance(line.item, Statements) and line.stated:
        most = MAX_STATEMENT
    if new is None or new == line.text or units(new) > most:
        return None
    return Rewrite(line.question_id, line.place, new)


def _care_advice(line: Line, words: CareWords) -> Iterator[Advice]:
    """One piece of advice a word; each offers the text with all of them in better words."""
    matches = words.matches(line.text)
    rewrite = _rewrite(line, put_in(line.text, matches) if matches else None)
    seen: set[CareWord] = set()
    for match in matches:
        entry = match.entry
        if entry in seen:
            continue
        seen.add(entry)
        said = line.text[match.start : match.end]
        why = f" {entry.why}" if entry.why else ""
        what = f'{_where(line)}it says "{said}"'
        yield Advice(
            entry.kind, line.question_id, what, f'Try "{match.put or entry.better}".{why}', rewrite
        )


def _about_long(line: Line) -> Iterator[Found]:
    for sentence in _SENTENCE.findall(line.text):
        if (count := len(_WORD.findall(sentence))) > MOST_WORDS:
            what = f"{shown(sentence)} has {count} words"
            way_out = f"Up to {MOST_WORDS} in a sentence are easy to read. Make two of it."
            yield Found(AdviceKind.LONG_SENTENCE, what, way_out)


def _about_statement(line: Line) -> Iterator[Found]:
    if not line.stated:
        return
    plain = line.sentences[-1] if line.sentences else ""
    empty = not line.place.startswith("easy") and len(plain.split()) < 3
    if "?" in plain or _STATED_AS_QUESTION.search(plain) or empty:
        what = "people agree with what is said, and this says nothing yet"
        if "?" in plain:
            what = "it asks something; people agree with what is said, not with a question"
        way_out = 'Write what somebody might say, like "I feel heard here."'
        yield Found(AdviceKind.NOT_A_STATEMENT, what, way_out, _stated(line.text))


def _stated(text: str) -> str | None:
    """A short yes or no question as what somebody might say."""
    one = text.replace("’", "'").strip()
    if found := re.fullmatch(r"Do you (\w+) (.+?)\??", one, re.I):
        return f"I {found[1]} {_mine(found[2])}."
    if found := re.fullmatch(
        r"(Is|Are) (staff|adults|workers|meals|the rules|the food|your room) (.+?)\??", one, re.I
    ):
        thing = _mine(found[2])
        return f"{thing[0].upper()}{thing[1:]} {found[1].lower()} {_mine(found[3])}."
    if found := re.fullmatch(r"Do (staff|adults|workers) (.+?)\??", one, re.I):
        return f"{found[1].capitalize()} {_mine(found[2])}."
    if found := re.fullmatch(r"Can you (.+?)\??", one, re.I):
        return f"I can {_mine(found[1])}."
    return None


def _mine(text: str) -> str:
    new = re.sub(r"\byour\b", "my", text)
    new = re.sub(r"\byou (?=\w)", "I ", new)
    return re.sub(r"\byou\b", "me", new)


def _before_advice(survey: Survey, before: Iterable[AskedBefore]) -> Iterator[Advice]:
    """Questions these people answered already; locked ones are asked again on purpose."""
    past = tuple(before)
    for question in survey.asked:
        text = question.text.get(survey.main_language, "")
        if question.locked or not text:
            continue
        best = max(past, key=lambda each: (similarity(text, each.text), each.when), default=None)
        if best is not None and similarity(text, best.text) >= SAME:
            asked = f"in {best.when:%B %Y} these people were asked {shown(best.text)}"
            what = f'{asked} ("{best.title}")'
            way_out = "Tell them first what came of it, or leave it out."
            yield Advice(AdviceKind.ASKED_BEFORE, question.id, what, way_out)


def _easy_words_advice(survey: Survey) -> Iterator[Advice]:
    for question in survey.asked:
        if question.easy is None:
            what, way_out = "it has no easy words", "Add easy: the same, as short as it goes."
            yield Advice(AdviceKind.NO_EASY_WORDS, question.id, what, way_out)


def _order_advice(survey: Survey, *, english: bool) -> Iterator[Advice]:
    asked = survey.asked

    def tender(question: AnyQuestion) -> bool:
        text = question.text.get(survey.main_language, "")
        return question.sensitive or question.safety or (english and is_tender(text))

    for at, where in ((0, "first"), (-1, "last")):
        if len(asked) > 2 and tender(asked[at]):
            what = f"a tender question comes {where}"
            way_out = "Put it in the middle, with easier ones around it."
            yield Advice(AdviceKind.TENDER_AT_THE_EDGE, asked[at].id, what, way_out)


def _length_advice(survey: Survey) -> Iterator[Advice]:
    if (count := len(survey.asked)) > MOST_QUESTIONS:
        what = f"there are {count} questions"
        way_out = f"Up to {MOST_QUESTIONS} take about three minutes. Keep the ones you can act on."
        yield Advice(AdviceKind.MANY_QUESTIONS, None, what, way_out)


def _last_advice(survey: Survey) -> Iterator[Advice]:
    last = survey.questions[-1]
    if _level(LAST_WORDS) not in _level(last.text.get(survey.main_language, "")):
        what = "the last item does not offer a person's help"
        new = None if isinstance(last, Note) and last.id == "closing" else LAST_WORDS
        rewrite = None if new is None else Rewrite(None, NEW_NOTE, new)
        yield Advice(AdviceKind.LAST_WORDS, None, what, f"End with a note: {LAST_WORDS}", rewrite)


def _level(text: str) -> str:
    return text.replace("’", "'").casefold()
