"""G12: what somebody in danger reads. No question that probes, no promise, thanks and belief."""

from __future__ import annotations

import re
from itertools import product

import pytest

from bot.wording.noticing import (
    First,
    Kept,
    Moment,
    again_card,
    chosen_card,
    could_not_check_card,
    offer_card,
    shown_card,
    sure_card,
    told_card,
)
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern, Source, Telling
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.screening import CATEGORIES, Category
from tests.bot.chatting import START
from tests.bot.texts.catalogues import STAFF, by_group, english, grade

DANGER = ("believed", "sounds", "noticed", "choosing", "chosen")
SAID = [(f"{g}", key, text) for g in DANGER for key, text in by_group(english())[g]]
PROBES = re.compile(
    r"\bwhy\b|what happened|are you sure|is (it|that) true|did (he|she|they|you)|tell me more"
    r"|who was it|how often|when did|calm down|but you|at least",
    re.IGNORECASE,
)
"""Whoever asks leads; whoever doubts closes a mouth."""
PROMISES = re.compile(
    r"\bsecrets?\b|confidential|\bpromise|just between|no one (else )?will (ever )?know"
    r"|(will|is going to) (come|be there|help you|stop|fix|sort)|on (its|their|the) way"
    r"|you('ll| will) be (safe|ok|fine)|keep you safe|always|guarantee|you('re| are) safe",
    re.IGNORECASE,
)
"""Of secrecy, of arrival, of safety: a computer can keep none of them."""
FIRST = First("Sam", Role.SAFEGUARDING_LEAD)


def moment(category: Category, severity: int, *, ticket: bool, offered: bool) -> Moment:
    told = Telling.OFFERED if offered else Telling.TOLD_FIRST
    concern = Concern(
        b"", "C-7F3K", START, Source.ANSWER, told, severity, "words", category=category
    )
    kept = Kept.TORN_OUT if severity == 3 else Kept.IN_ENVELOPE
    return Moment(concern, FIRST, kept, ticket)


def cards(category: Category) -> list[str]:
    """Everything that can be said of a worry of this kind, whole."""
    found = []
    for ticket in (False, True):
        for severity in (1, 2, 3):
            told = moment(category, severity, ticket=ticket, offered=False)
            offered = moment(category, severity, ticket=ticket, offered=True)
            found += [told_card(told), offer_card(offered, Plan()), shown_card(told)]
            found += [again_card(told), again_card(told, more=True), sure_card(offered, "name")]
    return [card.text for card in found]


@pytest.mark.parametrize(("group", "key", "text"), SAID, ids=[key for _, key, _ in SAID])
def test_g12_no_text_asks_probes_or_promises(group: str, key: str, text: str) -> None:
    """G12: by every single text, so that none hides in a card that is seldom shown."""
    assert "?" not in text
    assert not PROBES.search(text)
    assert not PROMISES.search(text)


def test_g12_nor_does_any_other_text_that_somebody_in_danger_meets() -> None:
    """G12: the numbers, the adult who is asked to come, the lead's answers that are ready."""
    groups = [g for g in ("numbers", "come", "alerted", "author", "starter") if g not in STAFF]
    texts = {k: t for g in groups for k, t in by_group(english()).get(g, [])}

    assert [key for key, text in texts.items() if PROMISES.search(text)] == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_g12_thanks_come_first_and_it_is_not_their_fault(category: Category) -> None:
    """G12: before a name, before a number, before what must be done."""
    for text in cards(category):
        if text.startswith("This is what I'll do"):
            continue
        first, second, *_ = text.split("\n")
        assert first.startswith("Thank you for telling me.")
        assert second == "It's not your fault."


@pytest.mark.parametrize("category", CATEGORIES)
def test_g12_every_whole_card_reads_at_about_age_ten(category: Category) -> None:
    """G12: somebody frightened reads worse than on another day."""
    for text in cards(category):
        assert grade([text]) <= 5.0, text


@pytest.mark.parametrize(("category", "ticket"), list(product(CATEGORIES, (False, True))))
def test_told_first_says_who_what_for_and_what_of_the_words(
    category: Category, ticket: bool
) -> None:
    """Told first means told everything: whom, what they get, what becomes of the answer."""
    text = told_card(moment(category, 3, ticket=ticket, offered=False)).text

    assert text.index("ring 999") < text.index("I'm telling Sam, safeguarding lead.")
    assert ("They get your words, and that it's you." in text) is not ticket
    assert "I tear those words out before the answers are mixed, or sent with your name." in text
    assert "You can carry on, or stop. You choose." in text


def test_what_is_only_shown_says_that_nobody_was_told() -> None:
    """Silence of a card that looks like an alert would be taken for help on its way."""
    lesser = moment("missing", 1, ticket=False, offered=True)

    assert "I haven't told anyone." in shown_card(lesser).text
    assert "nobody is told" in shown_card(lesser, stranger=True).text


def test_what_was_chosen_is_said_as_it_was_done() -> None:
    """ "Just numbers" leaves no note; "not who" says that the words go."""
    of = moment("bullying", 2, ticket=False, offered=True)

    assert "thrown my note of it away" in chosen_card(of, "numbers").text
    assert "not who you are" in chosen_card(of, "unnamed").text
    assert "can't run right now" in could_not_check_card("en").text
