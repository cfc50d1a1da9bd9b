"""The check for signs of danger: what it must catch, what it must leave alone, how it fails."""

from __future__ import annotations

import os
import random
import time
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.safeguarding import screening, weighing
from surveys.safeguarding.reading_signs import all_signs
from surveys.safeguarding.screening import CATEGORIES, COULD_NOT_RUN, NOTHING, screen, warm_up

EXAMPLES = 2000 if os.environ.get("EARSHOT_FULL") else 60


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    warm_up()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I'm going to kill myself tonight", "self_harm"),
        ("im g0nna k1ll mys3lf tonight", "self_harm"),
        ("gna kms 2nite", "self_harm"),
        ("i w a n t  t o  d i e  t o n i g h t", "self_harm"),
        ("one of the night staff comes in my room and touches me", "staff_abuse"),
        ("he's blackmailing me with my nudes", "exploitation"),
        ("my mate has passed out and we cant wake her up", "medical"),
        ("ive run away, dont look for me", "missing"),
        ("im going to stab him tomorrow after school", "risk_to_others"),
        ("my step dad raped me", "abuse"),
    ],
)
def test_g1_danger_now_is_urgent_however_it_is_spelt(text: str, category: str) -> None:
    """Somebody must be told at once; the spelling must not matter."""
    made = screen(text)

    assert (made.category, made.severity) == (category, 3)
    assert made.signpost
    assert made.alert
    assert made.urgent


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("he never stops hitting me", "he never hits me"),
        ("nobody does anything when i get bullied", "nobody gets bullied here"),
        ("i dont feel safe at home", "i feel safe at home"),
        ("i don't want to be alive", "i don't want to die, i want a puppy"),
        ("my dad hits me", "my dad hit the roof when he saw my report"),
        ("staff hit me", "staff hit the shops on a saturday for us"),
        ("I never feel safe at home", "I never feel unsafe at home"),
        ("staff do nothing when he hits me", "staff don't hit us"),
        ("they never leave me alone", "they never hurt me"),
    ],
)
def test_g2_a_negation_or_an_idiom_turns_the_meaning_and_nothing_less(
    text: str, innocent: str
) -> None:
    """Pairs that differ in a few words: the one gets the card, the other must not."""
    assert screen(text).signpost
    assert not screen(innocent).signpost


@pytest.mark.parametrize(
    "text",
    [
        "my dad is here with a knife",
        "hes at the door with a knife",
        "theres a lad downstairs with a big knife",
        "mums boyfriend turned up with a gun",
        "he is downstairs cutting himself with a knife",
    ],
)
def test_g1_somebody_who_is_there_with_a_weapon_is_danger_now(text: str) -> None:
    """Not who has a weapon, which may be in a drawer: who stands there with it."""
    assert screen(text).urgent


@pytest.mark.parametrize(
    "text",
    [
        "she came in with a knife to cut the cake",
        "he is in the kitchen cutting bread with a knife",
        "he came upstairs with a toy gun",
        "in the film a man is outside with a knife",
        "my dad never came here with a knife",
    ],
)
def test_g2_a_knife_for_bread_and_a_toy_are_no_weapons(text: str) -> None:
    """Cake, toys, films and a "never" are left alone."""
    assert not screen(text).signpost


@pytest.mark.parametrize(
    ("text", "is_worry"),
    [
        ("Keep my key worker at Maple House.", False),
        ("i want to keep my social worker", False),
        ("keep my key worker away from me", True),
        ("please keep my keyworker out of my room", True),
    ],
)
def test_g2_who_is_to_stay_is_no_worry_and_who_is_to_keep_away_is(
    text: str, is_worry: bool
) -> None:
    """The same words, and what is asked is the opposite."""
    assert screen(text).alert is is_worry


@pytest.mark.parametrize(
    "text",
    [
        "no one bullies me here",
        "staff should get more training on self harm",
        "We had an assembly about domestic abuse",
        "in the book she takes an overdose at the end",
        "this homework is killing me",
        "got 30 kills in warzone",
        "I'd like a later bedtime",
        "",
        "   ",
        "🙂",
    ],
)
def test_g2_topics_games_stories_and_ordinary_wishes_show_nothing(text: str) -> None:
    """A card at every mention of a hard word would teach people to be silent."""
    assert screen(text) == NOTHING


def test_harm_done_by_staff_is_told_apart_from_harm_at_home_and_among_children() -> None:
    """Abuse by staff goes round the home: the category decides who is told."""
    assert screen("my keyworker slapped me").category == "staff_abuse"
    assert screen("my stepdad slapped me").category == "abuse"
    assert screen("a lad at school punched me").category == "bullying"


def test_why_says_the_sign_and_the_words() -> None:
    """A person who is told must see what the check saw."""
    assert screen("I'm going to kill myself").why == 'plan: "am going to kill myself"'


@pytest.mark.parametrize("fault", [ValueError("broken"), RecursionError(), MemoryError()])
def test_g3_a_fault_in_the_check_shows_the_card(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """Whoever wrote must not be worse off because a file was missing or a pattern broke."""

    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr(weighing, "weigh", broken)
    made = screen("later bedtimes please")

    assert made.signpost
    assert made.why == COULD_NOT_RUN
    assert not made.alert


def test_g3_other_weights_than_the_measured_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Figures are about one file; another must not run under them."""
    monkeypatch.setattr(weighing, "SHA256", "0" * 64)
    weighing.load.cache_clear()

    with pytest.raises(ValueError, match="not the file that was measured"):
        warm_up()
    assert screen("later bedtimes please").signpost
    monkeypatch.undo()
    weighing.load.cache_clear()
    warm_up()


def test_g3_until_it_is_warm_every_text_gets_the_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first person after a start must not be the one who was missed."""
    monkeypatch.setattr(screening, "_warm", Event())

    assert screen("later bedtimes please") == screening.FAILED


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_screened_and_always_the_same(text: str) -> None:
    """Whatever arrives: an answer, no exception, no chance in it, and flags that agree."""
    made = screen(text)

    assert made == screen(text)
    assert made.why != COULD_NOT_RUN
    assert made.category is None or made.category in CATEGORIES
    assert made.urgent == (made.severity == 3)
    assert made.signpost or not made.alert
    assert made.signpost or made.severity <= 1
    assert made.concern == (made.severity > 0)


def _hostile() -> list[str]:
    chance = random.Random(7)
    words = sorted({word for sign in all_signs() for need in sign.needs for word in need})
    drawn = [" ".join(chance.choice(words) for _ in range(900)) for _ in range(3)]
    repeated = "a|i |not |no one |i w a n t |k*|1a3|my mum hits |going to |a-b_c.|🔪|‮|ﷺ|ill "
    letters = "abcdefghijklmnopqrstuvwxyz"
    unlike = "".join(f"hit me {a}{b}. " for a in letters for b in letters)
    return [*drawn, unlike, *(part * 4096 for part in repeated.split("|"))]


@pytest.mark.alone
@pytest.mark.parametrize("text", _hostile(), ids=lambda text: ascii(text[:12]))
def test_a_hostile_text_takes_no_longer_than_a_long_one(text: str) -> None:
    """4,096 characters made to be slow: under 200 ms, so that nobody can hold up the others."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        screen(text[:4096])
        spent.append(time.process_time() - began)

    assert min(spent) < 0.2
