"""The card of a draft: it fits a phone and a message, however much there is on it."""

from __future__ import annotations

import pytest

from bot.outgoing import Say
from bot.wording.building.card import draft_card
from bot.wording.building.place import Place
from bot.wording.presses import LONGEST
from surveys.coaching.advice import Advice, AdviceKind, Rewrite
from surveys.definitions.rules import Is
from surveys.definitions.survey import MAX_ITEMS
from surveys.definitions.texts import MAX_LABEL, MAX_TEXT, units
from surveys.drafting.draft import Draft, Kind
from surveys.drafting.edits import AddEntry, HeadPlace, Part, SetHead, SetShowIf, SetWords
from surveys.ids import DraftId
from tests.surveys.drafting.making import BEDROOM, drafted

ID = DraftId("0123456789abcdef" * 2)
LONG = "😀" * (MAX_TEXT // 2)
ADVICE = Advice(AdviceKind.WHY, "is_it_warm", "x" * 200, "y" * 200, Rewrite("a", "text", LONG))


def shown(draft: Draft, place: Place, note: str = "") -> Say:
    at = draft.model_copy(update={"place": str(place), "revision": 9999})
    return draft_card(ID, at, note, ADVICE)


def full() -> Draft:
    """Forty questions, each as long as may be, each asked only after some answer."""
    rule = Is.model_validate({"is": {"is_it_warm": "not_sure"}})
    first = AddEntry(Kind.YES_NO, "Is it warm?")
    rest = [AddEntry(Kind.SINGLE_CHOICE, f"{n} {LONG[:-5]}") for n in range(1, MAX_ITEMS)]
    rules = [SetShowIf(n + 1, rule) for n in range(1, MAX_ITEMS)]
    return drafted(SetHead(HeadPlace.TITLE, "x" * 100), first, *rest, *rules)


def longest() -> Draft:
    """One question with everything at its longest."""
    labels = tuple(f"{n:02d}{'x' * (MAX_LABEL - 2)}" for n in range(20))
    words = [SetWords(1, part, LONG) for part in Part]
    return drafted(AddEntry(Kind.SEVERAL_CHOICES, "x", labels), *words)


@pytest.mark.parametrize(
    ("draft", "place"),
    [(full(), Place()), (full(), Place("ready")), (longest(), Place("entry", 1))],
    ids=["forty", "ready", "longest"],
)
def test_a_card_fits_a_message_and_its_buttons_what_they_can_carry(
    draft: Draft, place: Place
) -> None:
    """What is too long is refused by the chat, and its author would look at an old card."""
    card = shown(draft, place, "z" * 300)
    presses = [button.press for row in card.rows for button in row]

    assert units(card.text) <= 4096
    assert len(presses) <= 100
    assert all(len(one.encode()) <= LONGEST for one in presses)
    assert max(len(row) for row in card.rows) <= 8


def test_a_place_that_is_gone_shows_the_questions() -> None:
    """A question that was taken out elsewhere leaves nobody on an empty card."""
    draft = drafted(*BEDROOM)

    assert shown(draft, Place("entry", 9)).text == shown(draft, Place()).text
    assert "1. Can you lock your door?" in shown(draft, Place("nowhere")).text


def test_what_is_missing_has_a_button_to_put_it_right() -> None:
    """Nobody has to look for where it goes."""
    card = shown(drafted(AddEntry(Kind.RANKING, "In order")), Place("ready"))
    labels = [button.label for row in card.rows for button in row]

    assert "It has no title." in card.text
    assert "Question 1 needs choices." in card.text
    assert {"Title", "Why", "What could change", "Who decides", "Change 1"} <= set(labels)
