"""R10, over whatever a round's texts are and whatever a reader made of them, in every format."""

from __future__ import annotations

import csv as reader
import html as unescaping
import io
import json as json_reader
import os
import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.exports import csv, html, json
from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey
from surveys.protection.quoting import PassedText, Written, passed_of
from surveys.reports.model import Report
from tests.surveys.reports.rounds import FOOD, report, wrote

TELL, HELP = QuestionKey("tell"), QuestionKey("help")
ASKED = {one.id: one.text["en"] for one in FOOD.asked}
FEW = 300 if os.environ.get("EARSHOT_FULL") else 15
SENTENCES = (
    "we never choose what dinner is here",
    "staff come in and never knock on doors",
    "What would help is About help? and time",
    "my brother may not stay over at weekends",
    "the garden gate is locked and nobody says why",
    "they talk about us as if we were not there",
    "bedtime is the same at nine as at sixteen",
    "nobody asked me before I moved in with them",
    "we would cook on Fridays if there were a key",
)
"""So few that answers, rewordings and questions share runs by chance."""


def parts(text: str) -> st.SearchStrategy[str]:
    """Some words in a row of a sentence, mostly five or more."""
    words = text.split()
    cuts = st.tuples(st.integers(0, len(words) - 5), st.integers(4, len(words)))
    return cuts.map(lambda cut: " ".join(words[cut[0] : cut[0] + cut[1]]))


SENTENCE = st.sampled_from(SENTENCES).flatmap(parts)


@st.composite
def a_text(draw: st.DrawFn) -> Written:
    """Words, how they may be shared, and what some reader made of them; rewordings by one who
    copies."""
    words, sharing = draw(st.sampled_from(SENTENCES)), draw(st.sampled_from(Sharing))
    typical = draw(st.integers(0, 3)) > 0
    question = draw(st.sampled_from([TELL, TELL, HELP]))
    kept_back = draw(st.integers(0, 3)) == 0
    passed = None
    if sharing is Sharing.MY_WORDS and not kept_back:
        masked = draw(st.booleans())
        text = f"[a name] {words.partition(' ')[2]}" if masked else words
        passed = PassedText(text, sharing, typical)
    if sharing is Sharing.THE_IDEA and not kept_back:
        passed = PassedText(draw(SENTENCE), sharing, typical, reworded=True)
    return Written(question, words, passed)


def five(text: str) -> set[tuple[str, ...]]:
    """Five words in a row, by a rule of this test's own."""
    words = [word.strip(".,!?[]").casefold() for word in text.split()]
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def everything_said(made: Report) -> Iterator[str]:
    """Each thing that any file says, apart."""
    text = csv.render(made).decode("utf-8-sig")
    for row in reader.reader(io.StringIO(text, newline="")):
        yield from row
    yield from _strings(json_reader.loads(json.render(made)))
    page = html.render(made).decode()
    yield from (unescaping.unescape(part) for part in re.split(r"<[^>]*>", page))


def _strings(said: object) -> Iterator[str]:
    match said:
        case str():
            yield said
        case dict():
            for each in said.values():
                yield from _strings(each)
        case list():
            for each in said:
                yield from _strings(each)


@settings(max_examples=FEW, deadline=None, derandomize=True)
@given(st.lists(a_text(), min_size=12, max_size=30), st.sampled_from([9, 14, 24]))
def test_r10_no_five_words_of_an_answer_not_shared_in_its_words(
    written: list[Written], total: int
) -> None:
    """In no cell, field or line of any file: but for what the question, or a text whose author
    shared it, says as well.

    Fails when a rewording is compared with its own source alone, or not at all.
    """
    passed = {str(of): texts for of, texts in passed_of(written, ASKED).items()}
    made = report(FOOD, wrote("tell", total), total, passed)
    shared = set[tuple[str, ...]]()
    for one in written:
        if one.passed and not one.passed.reworded:
            shared |= five(one.passed.text)
    said = set[tuple[str, ...]]().union(*(five(each) for each in everything_said(made)))
    of_ours = report(FOOD, wrote("tell", total), total)
    ours = set[tuple[str, ...]]().union(*(five(each) for each in everything_said(of_ours)))

    for one in written:
        if one.passed is None or one.passed.reworded:
            assert not (five(one.words) - five(ASKED[one.question]) - shared - ours) & said
