"""Easy words in a chat: at most three messages, inert, and whole cards."""

from __future__ import annotations

from bot.wording.easily import LONGEST, easy_messages
from surveys.reports.easy import EasyCard, EasyReport, Part, easy
from surveys.reports.model import Quote
from tests.surveys.reports.rounds import FOOD, chosen, passed, report, wrote


def test_33_a_result_is_three_short_messages() -> None:
    """33: a phone shows each without scrolling far; the order is the page's."""
    made = report(FOOD, chosen("meal", good=24) + wrote("tell", 24), 24, {"tell": passed(24)})
    first, said, last = easy_messages(easy(made))

    assert first.text.startswith("“Food”")
    assert "About 25 people said “Good”." in said.text
    assert "“words" in said.text
    assert "The cook decides what happens now." in last.text
    assert "What we can't tell you" in last.text


def test_many_questions_end_with_a_whole_card_and_say_that_there_is_more() -> None:
    """Telegram refuses a message that is too long; half a sentence may mean something else."""
    cards = tuple(EasyCard(Part.SAID, f"Question {at}", ("word " * 60,)) for at in range(40))
    _, said, _ = easy_messages(EasyReport("Food", "en", "R-1", True, cards))

    assert len(said.text) <= LONGEST + 100
    assert said.text.endswith("There's more in the whole result.")
    assert "Question 39" not in said.text


def test_e3_nothing_in_a_quote_or_title_becomes_a_link_or_a_command() -> None:
    """E3: somebody's words stay words."""
    card = EasyCard(Part.SAID, "See t.me/evil", ("/start",), (Quote(text="@all https://x.y"),))
    first, said, _ = easy_messages(EasyReport("/deleteme", "en", "R-1", True, (card,)))

    for live in ("t.me/evil", "/start", "@all", "https://", "/deleteme"):
        assert live not in first.text + said.text
