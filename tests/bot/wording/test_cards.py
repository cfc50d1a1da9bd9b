"""Invitations, reminders, endings, help, privacy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.wording import cards
from surveys.flow.replies import Fallback
from surveys.ids import ParticipantId
from surveys.people.person import Chat
from surveys.rounds.round import Way
from tests.bot.chatting import POLICY, START, SURVEY, a_round

ROUND = a_round(now=START)


@pytest.mark.parametrize("card", [cards.invitation_card, cards.reminder_card])
def test_s6_a_lock_screen_shows_that_a_question_waits_and_nothing_more(card: object) -> None:
    """Whoever picks up the phone must not learn what somebody is asked about."""
    text = card(ROUND).text  # type: ignore[operator]

    assert text.startswith("A question is waiting.\n")
    assert "Evenings" not in text
    assert "Ash" not in text


def test_an_invitation_can_be_put_off_and_declined_and_has_help() -> None:
    """Saying no is one tap, like saying yes."""
    labels = [b.label for row in cards.invitation_card(ROUND).rows for b in row]

    assert labels == ["Start", "Ask me later", "No thanks", "Need help?"]


def test_a_reminder_tells_nobody_who_has_not_sent_theirs() -> None:
    """The same words go to everyone, also to those who have."""
    assert "If you've sent yours, there's nothing to do." in cards.reminder_card(ROUND).text


def test_privacy_names_the_lawful_basis_and_the_rights() -> None:
    """Anybody can read it, before consent and without an invitation."""
    text = cards.privacy_card(POLICY, Chat.TELEGRAM).text

    for words in ("legitimate interests", "/mydata", "/withdraw", "/deleteme", "Telegram"):
        assert words in text
    assert "Telegram" not in cards.privacy_card(POLICY, Chat.WEB).text


@pytest.mark.parametrize("done", [*Fallback, None])
def test_a_held_round_says_what_was_done_with_theirs(done: Fallback | None) -> None:
    """Each chose beforehand; each is told that it was done."""
    text = cards.held_card(ROUND, "en", done).text

    assert "So nobody's words go into a result." in text
    assert text.count("\n") == 2


def test_e3_a_title_is_shown_as_words() -> None:
    """Authors' titles pass through every card."""
    survey = SURVEY.model_copy(update={"title": {"en": "t.me/evil"}})
    round_ = replace(ROUND, survey=survey)

    for card in (cards.closed_card(round_), cards.lost_card(round_), cards.result_card(round_)):
        assert "t.me/evil" not in card.text


def test_a_result_has_its_button() -> None:
    """Those who were asked see it first, from the message itself."""
    assert cards.result_card(ROUND).rows[0][0].press == f"res:{ROUND.tag}"


@pytest.mark.parametrize("left", [False, True])
def test_the_end_says_to_all_alike_where_answers_with_a_name_went(left: bool) -> None:
    """Said only to those who signed, it would show on a screen, and in the outbox, who did."""
    named = replace(ROUND, way=Way.NAMED, keeper_id=ParticipantId(b"k" * 16))
    text = cards.closed_card(named, keeper_left=left).text

    assert ("nobody gets the answers" in text) is left
    assert ("went to Ash" in text) is not left
    assert "with a name on" not in cards.closed_card(ROUND).text


def test_c5_what_came_with_a_name_is_announced_without_any() -> None:
    """The keeper's lock screen shows neither whose it is, nor which round, nor a word."""
    assert cards.sent_to_you_card().text == "Something was sent to you. Sign in to read it."


def test_what_was_sent_with_a_name_says_whether_it_was_opened() -> None:
    """Taking back what nobody has opened is another thing than taking back what was read."""
    sent = cards.Named("ab" * 16, "Ash", ROUND, "Q?\n   t.me/x", opened=False)
    (card,) = cards.named_cards(sent)

    assert card.text.startswith("Sent with your name to Ash, from “Evenings”:\nQ?\n   ")
    assert card.text.endswith("Ash hasn't opened it yet.")
    assert cards.named_cards(replace(sent, opened=True))[0].text.endswith("Ash has opened it.")
    assert [[b.press for b in row] for row in card.rows] == [["tb:" + "ab" * 16], ["help"]]
