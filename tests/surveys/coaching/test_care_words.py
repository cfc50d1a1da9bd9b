from __future__ import annotations

import re

import pytest

from surveys.coaching.advice import AdviceKind
from surveys.coaching.care_words import SHIPPED, CareWord, put_in, sources, with_changes


def said(text: str) -> list[str]:
    return [match.entry.word for match in SHIPPED.matches(text)]


def better(text: str) -> str | None:
    return put_in(text, SHIPPED.matches(text))


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("How is contact with your mum?", "How is time with your mum?"),
        ("Your contact time", "Your family time"),
        ("Do you like your placement?", "Do you like your home?"),
        ("Do your siblings visit?", "Do your brothers and sisters visit?"),
        ("Respite is fun.", "Time away is fun."),
        ("How was your LAC review?", "How was your review?"),
        ("What’s in your care plan?", "What’s in your plan?"),
        ("Is the unit loud?", "Is the home loud?"),
    ],
)
def test_a_word_that_hurts_has_a_better_one(text: str, instead: str) -> None:
    """One tap puts it in, and the sentence is still one."""
    assert better(text) == instead


@pytest.mark.parametrize(
    "text",
    [
        "Do you wear contact lenses?",
        "Who would you contact first?",
        "Did you like your placement year at college?",
        "What's the best phone case?",
        "Which kitchen unit is yours?",
        "A pep talk before the match",
        "Do they make eye contact?",
    ],
)
def test_the_same_letters_may_mean_something_else(text: str) -> None:
    """Whoever is told off for contact lenses does not listen any more."""
    assert said(text) == []


def test_what_somebody_said_in_quotation_marks_is_theirs() -> None:
    """Nobody's words about their own life are put right."""
    assert said('Somebody wrote: "My placement broke down." What would you say?') == []
    assert said("Somebody wrote: “I hate contact.” What would you say?") == []


def test_every_word_says_why_in_a_short_sentence_and_who_says_so() -> None:
    """A list without reasons is a list of orders; one without sources is nobody's."""
    for entry in SHIPPED.words:
        assert 2 <= len(entry.why.split()) <= 15, entry.word
        assert entry.why.endswith(".")
        assert entry.source in sources()
        assert entry.kind in {AdviceKind.CARE_WORD, AdviceKind.JARGON}


def test_no_better_word_is_itself_in_the_list() -> None:
    """Whoever takes a suggestion is not told off for it."""
    for entry in SHIPPED.words:
        for _, put in entry.finds:
            plain = re.sub(r"\\\d", "", put)
            assert said(plain) == [], (entry.word, put)


def test_every_pattern_can_be_reached_by_its_letters() -> None:
    """Texts are searched first for a few letters; a pattern without them would be dead."""
    for entry in SHIPPED.words:
        stems = entry.stems or (entry.word.lower().split()[0][:5],)
        if not entry.finds:
            assert any(stem in entry.word.lower() for stem in stems)
        for find, _ in entry.finds:
            letters = re.sub(r"[^a-z ]", "", find.lower())
            assert any(re.sub(r"[^a-z ]", "", s) in letters for s in stems), (entry.word, find)


def test_a_word_of_ones_own_is_found_with_its_plain_plural() -> None:
    """Whoever adds "YP" need not know of patterns."""
    words = with_changes([CareWord("YP", "young person")])

    assert put_in("Ask the YPs here", words.matches("Ask the YPs here")) == (
        "Ask the young person here"
    )


def test_a_word_that_is_switched_off_is_not_looked_for() -> None:
    """The list belongs to those it is about."""
    words = with_changes(off=["Placement"])

    assert words.matches("Do you like your placement?") == ()
    assert words.matches("Do your siblings visit?") != ()


def test_a_word_of_ones_own_takes_the_place_of_ours() -> None:
    """They know better."""
    words = with_changes([CareWord("placement", "house")])

    assert put_in("Your placement", words.matches("Your placement")) == "Your house"
