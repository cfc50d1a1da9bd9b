"""Six words, and nothing but six words."""

from __future__ import annotations

import hashlib
import hmac
import math
from random import Random

import pytest

from surveys.anonymity.takeback import (
    COUNT,
    FULL_COST,
    TAG_BYTES,
    Cost,
    draw_words,
    kind_words,
    read_words,
    tags,
    unkind_words,
)
from surveys.ids import QuestionKey

CHEAP = Cost(memory=8, passes=1)
FIRST, SECOND = QuestionKey("first"), QuestionKey("second")
WORDS = ("apple", "zebra", "act", "actor", "giraffe", "pudding")


def test_words_are_six_kind_ones_with_enough_chance_in_them() -> None:
    """Words to keep must not hurt, and must not be guessable even one guess a millisecond."""
    drawn = draw_words(Random(7).choice)

    assert len(drawn) == COUNT == 6
    assert set(drawn) <= set(kind_words())
    assert COUNT * math.log2(len(kind_words())) > 64


@pytest.mark.parametrize("word", ["abuse", "orphan", "gun", "weapon", "foster", "victim", "fat"])
def test_words_unkind_to_somebody_in_care_are_never_drawn(word: str) -> None:
    """A slip that says "orphan gun" would be remembered for the wrong reason."""
    assert word not in kind_words()


def test_the_unkind_list_is_sorted_and_holds_only_words_of_the_list() -> None:
    """A word that is not in the list looks looked-after and does nothing."""
    from mnemonic import Mnemonic

    assert unkind_words() <= set(Mnemonic("english").wordlist)
    assert len({word[:4] for word in kind_words()}) == len(kind_words())


@pytest.mark.parametrize(
    "text",
    [
        "apple zebra act actor giraffe pudding",
        "APPLE, Zebra; act\nactor-giraffe… pudding.",
        "1. apple 2. zebra 3. act 4. actor 5. giraffe 6. pudding",
        "appl zebr act acto gira pudd",
        "apples zebras act actors giraff puddin",
        "Ａpple zebra act actor giraffe pudding",
    ],
)
def test_x2_words_are_read_however_they_were_copied(text: str) -> None:
    """X2: a slip is copied by hand and typed months later."""
    assert read_words(text) == WORDS


@pytest.mark.parametrize(
    "text",
    ["", "apple", "apple zebra act actor giraffe", "apple zebra act actor giraffe pudding extra",
     "apple zebra act actor giraffe xylophone", "abuse zebra act actor giraffe pudding"],
)  # fmt: skip
def test_anything_but_six_words_of_the_list_is_none(text: str) -> None:
    """A wrong set gets one reply, so reading it must give one thing."""
    assert read_words(text) is None


def test_a17_tags_need_the_words_and_the_round_and_say_nothing_of_each_other() -> None:
    """A17, A8: one question's tag must not find another's, nor the same words another round's."""
    made = tags(WORDS, "june", [FIRST, SECOND], cost=CHEAP)
    others = [
        tags(WORDS, "july", [FIRST], cost=CHEAP)[FIRST],
        tags(WORDS[::-1], "june", [FIRST], cost=CHEAP)[FIRST],
        made[SECOND],
    ]

    assert tags(WORDS, "june", [FIRST], cost=CHEAP) == {FIRST: made[FIRST]}
    assert all(len(tag) == TAG_BYTES for tag in made.values())
    assert made[FIRST] not in others


def test_a17_no_public_value_gives_a_tag() -> None:
    """A17: a tag that a key, a name or the round alone could give would name its author."""
    tag = tags(WORDS, "june", [FIRST], cost=CHEAP)[FIRST]
    public = [b"june", b"first", b"", " ".join(WORDS).encode(), b"earshot take-back june"]
    guesses = {hashlib.sha256(value).digest() for value in public}
    guesses |= {hmac.digest(key, value, "sha256") for key in public for value in public}

    assert tag not in guesses
    with pytest.raises(ValueError, match="no take-back words"):
        tags((), "june", [FIRST], cost=CHEAP)


def test_a_guess_costs_what_owasp_asks_for() -> None:
    """The stretching is what stands between a stolen database and a patient guesser."""
    assert FULL_COST.memory >= 19 * 1024
    assert FULL_COST.passes >= 2
    assert tags(WORDS, "june", [FIRST]) != tags(WORDS, "june", [FIRST], cost=CHEAP)
