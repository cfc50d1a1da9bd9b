"""Take-back words are stretched before anybody needs them, and are nobody's until then."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator

import pytest

from bot.services.answers.stretching import READY, ROUNDS, Drawn
from surveys.anonymity.takeback import Cost, stretch, tags, tags_of
from surveys.ids import QuestionKey, RoundId

RID, OTHER = RoundId("evenings"), RoundId("mornings")
CHEAP = Cost(memory=64, passes=1)


def cheaply(words: tuple[str, ...], rid: str) -> bytes:
    return stretch(words, rid, cost=CHEAP)


@pytest.fixture
def drawn() -> Iterator[Drawn]:
    made = Drawn(random.Random(3), cheaply)
    yield made
    made.close()


def made_ready(drawn: Drawn) -> None:
    """Until everything that was to be drawn is drawn."""
    drawn._hands.submit(lambda: None).result()


def test_whoever_sends_first_gets_words_at_once(drawn: Drawn) -> None:
    """Nobody waits for the stretching: the seal does it for them."""
    words, stretched = drawn.take(RID)

    assert len(words) == 6
    assert stretched == b""


def test_a17_words_that_were_ready_find_the_same_answers_as_any_others(drawn: Drawn) -> None:
    """A tag can be computed from the words alone, whoever stretched them."""
    drawn.take(RID)
    made_ready(drawn)
    words, stretched = drawn.take(RID)
    key = QuestionKey("heard")

    assert tags_of(stretched, [key]) == tags(words, RID, [key], cost=CHEAP)


def test_no_two_people_get_the_same_words(drawn: Drawn) -> None:
    """One could take the other's answers back."""
    given = set()
    for _ in range(3 * READY):
        given.add(drawn.take(RID)[0])
        made_ready(drawn)

    assert len(given) == 3 * READY


def test_words_ready_for_one_round_are_given_out_in_no_other(drawn: Drawn) -> None:
    """They are stretched with the round: in another they would find nothing."""
    drawn.take(RID)
    made_ready(drawn)

    assert drawn.take(OTHER)[1] == b""


def test_only_some_are_kept_ready(drawn: Drawn) -> None:
    """However many rounds there are, and however many send."""
    for number in range(3 * ROUNDS):
        for _ in range(3):
            drawn.take(RoundId(f"r{number}"))
    made_ready(drawn)

    assert len(drawn._ready) == ROUNDS
    assert all(len(ready) <= READY for ready in drawn._ready.values())


def test_they_are_stretched_beside_everything_else() -> None:
    """It takes some hundredths of a second and nineteen megabytes each."""
    threads = set()

    def noted(words: tuple[str, ...], rid: str) -> bytes:
        threads.add(threading.current_thread().name)
        return cheaply(words, rid)

    drawn = Drawn(random.Random(3), noted)
    drawn.take(RID)
    drawn.close()

    assert threading.main_thread().name not in threads
