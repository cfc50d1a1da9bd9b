"""Which words the texts use: kind, British, plain, and no more excited than they should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from tests.bot.texts.catalogues import STAFF, english
from tests.bot.texts.test_reading_age import domain_words

SYSTEM = {
    "placement": "home",
    "placements": "homes",
    "lac": "young person in care",
    "looked-after": "in care",
    "looked after": "in care",
    "respite": "a break",
    "contact": "seeing family; a phone's contacts",
    "unit": "home",
    "siblings": "brothers and sisters",
    "caseload": "",
    "case": "",
    "challenging": "",
    "vulnerable": "",
    "disadvantaged": "",
    "service user": "young person",
    "service users": "young people",
    "client": "",
    "pupil": "",
    "kid": "young person",
    "kids": "young people",
    "child": "young person",
    "children": "young people",
    "peers": "friends",
    "transition": "moving on",
    "independent living": "living on your own",
    "absconded": "",
    "intervention": "",
    "engagement": "",
    "non-compliant": "",
    "refuser": "",
}
"""The system's words for people's lives, and what to say (words.md; own judgement)."""

MACHINE = [
    "invalid", "error", "please note", "user", "users", "submit", "submission", "login", "click",
    "data", "session", "timeout", "authenticate", "authentication", "failed", "failure", "denied",
    "illegal", "fatal", "abort", "unauthorised", "forbidden", "mandatory", "required", "must",
    "form", "respondent", "participant", "questionnaire", "disclosure", "incident", "fail",
]  # fmt: skip
"""What machines and offices say. "Must" leaves no way out; "disclosure" means two things."""

PUSHING = [
    "streak", "streaks", "points", "badge", "reward", "hurry", "don't miss", "last chance",
    "running out", "only you can", "everyone else", "still waiting", "you haven't answered",
    "you haven't sent", "you still haven't",
    "letting", "let us down", "disappointed", "we miss you", "missed you", "forgot to", "act now",
    "don't forget", "as soon as possible", "your duty", "come back", "keep it up", "well done",
    "good job", "count on you", "need you",
]  # fmt: skip
"""What makes somebody feel they owe an answer. A reminder never shames (S6)."""

PROMISED = [
    "anonymous", "completely safe", "100%", "guarantee", "guaranteed", "never be known",
    "totally", "promise", "always", "confidential", "secure", "secret",
]  # fmt: skip
"""What no structure keeps for everybody. What is said instead is what happens."""

MEANT: dict[str, tuple[str, ...]] = {
    "kept.media": ("contacts",),
    "downloads.release": ("form",),
    "fall.let_read": ("secret",),
    "talk_entry.never": ("secret",),
    "talk.not_secret": ("secret",),
    "refused.not_a_point": ("points",),
    "word_list.ask": ("contact",),
    "word_list.not_a_pair": ("contact",),
}
"""Words on the lists that mean something else in these texts: an address book; "not secret";
what is there to be replaced."""

AMERICAN = re.compile(
    r"\b((?:col|flav|lab|hon|hum|behavi|fav|neighb|rum|harb|endeav)or(?!ar|ous|iz)\w*"
    r"|(?:cent|theat|fib|lit|kilomet|centimet)ers?|centered|gray|moms?|math"
    r"|\w{3,}(?:yze|yzed|yzing)"
    r"|(?:organ|real|recogn|apolog|summar|critic|priorit|anonym|emphas|memor|final|custom|util"
    r"|minim|maxim|author|personal|general|special)iz(?:e|es|ed|ing|ation)"
    r"|(?:cancel|travel|label)(?:ed|ing)|fulfill|enroll|skillful|jewelry|pajamas"
    r"|defense|offense|license|dialog|catalog|toward|gotten|cell ?phone|vacation|restroom)\b",
    re.IGNORECASE,
)
"""American spellings and words that a British reader stumbles over."""

PICTURES = {"✓", "·", "…", "–", "’", "‘", "“", "”"}


def everything() -> list[tuple[str, str]]:
    """Every text with its key, and what the domain puts in words."""
    domain = [
        (f"{group}.{place}", text)
        for group, texts in domain_words().items()
        for place, text in enumerate(texts)
    ]
    return [*sorted(english().items()), *domain]


def young() -> list[tuple[str, str]]:
    return [
        (key, text) for key, text in everything() if key.partition(".")[0] not in {*STAFF, "gates"}
    ]


def on(listed: list[str] | dict[str, str], texts: list[tuple[str, str]]) -> Iterator[str]:
    """Every use of a listed word, but those that mean something else."""
    for word in listed:
        pattern = re.compile(rf"(?<![\w’'-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
        for key, text in texts:
            bare = re.sub(r"\{[a-z_]+\}", "", text.replace("’", "'"))
            if pattern.search(bare) and word not in MEANT.get(key, ()):
                yield f"{key}: {word}"


def test_no_text_uses_the_systems_words_for_peoples_lives() -> None:
    """A home is a home; whoever reads "placement" knows that nobody listened to the words."""
    assert list(on(SYSTEM, everything())) == []


def test_no_text_talks_like_a_machine_or_an_office() -> None:
    """Nobody answers honestly to a form that calls them an invalid user."""
    assert list(on(MACHINE, everything())) == []


def test_no_text_pushes_shames_or_keeps_score() -> None:
    """Answering is a choice. Reminders, thanks and endings owe nobody anything."""
    assert list(on(PUSHING, young())) == []


def test_no_text_promises_what_nothing_keeps() -> None:
    """What happens is said; what it comes to is for the reader to judge."""
    assert list(on(PROMISED, young())) == []


def test_spelling_is_british() -> None:
    """Organisation, colour, favourite: the words on everything else they read."""
    found = [(key, hit[0]) for key, text in everything() if (hit := AMERICAN.search(text))]

    assert found == []


@pytest.mark.parametrize("word", ["color", "behavior", "center", "organize", "gray", "analyzed"])
def test_american_spellings_are_known_as_such(word: str) -> None:
    """The test above must be able to fail."""
    assert AMERICAN.search(f"a {word} here")


@pytest.mark.parametrize(
    "word", ["colour", "doctor", "author", "organise", "size", "prize", "for", "or", "parameters"]
)
def test_british_spellings_are_left_alone(word: str) -> None:
    """A check that cries at "doctor" is soon switched off."""
    assert not AMERICAN.search(f"a {word} here")


def test_there_are_no_piles_of_marks_and_no_shouting() -> None:
    """No "!!", no "?!", no word in capitals: nobody shouts at somebody who may be upset."""
    known = "PIN|QR|CSV|JSON|NAME|REHEARSAL|LADO|PDF|SHA|YAML|TACT"
    shouting = re.compile(rf"[!?]{{2,}}|\b(?!{known})[A-Z]{{3,}}\b")
    found = [key for key, text in english().items() if shouting.search(text)]
    wild = [
        key for key, text in english().items() if "!" in text and key not in EXCLAMATIONS_ALLOWED
    ]

    assert found == []
    assert wild == []


EXCLAMATIONS_ALLOWED: frozenset[str] = frozenset()
"""Texts that may have one. None has."""


def test_no_picture_carries_a_meaning_on_its_own() -> None:
    """A screen reader may skip it, an old phone may show a box; there are words beside each."""
    for key, text in english().items():
        drawn = {c for c in text if unicodedata.category(c) in {"So", "Sk", "Cs", "Co"}}
        drawn -= PICTURES

        assert drawn == set() or re.search(r"[A-Za-z]{2}", text), key


def test_dashes_quotes_and_dots_are_those_of_print() -> None:
    """One way of writing: no typewriter quotation marks in what is said to young people."""
    assert [key for key, text in young() if '"' in text or "..." in text or "--" in text] == []
