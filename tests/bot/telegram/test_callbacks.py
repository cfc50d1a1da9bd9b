"""Taps: old, doubled, somebody else's, made up."""

from __future__ import annotations

import pytest

from storage import rounds
from surveys.flow.answers import Chose
from surveys.flow.sitting import Stage
from surveys.ids import QuestionKey
from surveys.people.person import Chat
from surveys.rounds.round import State
from tests.bot.chatting import Chats, answer_all, consent

pytestmark = pytest.mark.sqlite_only


async def test_t8_a_button_tapped_twenty_times_has_one_effect(chats: Chats) -> None:
    """Impatient thumbs must not answer the next question, or fill the chat."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    code, message = f"c:{round_.tag}:0:0:1", max(ann.shown)
    await ann.tap(code, message)
    messages = len(ann.shown)
    for _ in range(19):
        await ann.tap(code, message)

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert sitting.answers == {QuestionKey("heard"): Chose(("yes",))}
    assert sitting.at == "tea"
    assert len(ann.shown) == messages
    assert len(ann.taps_answered) == 4 + 20


async def test_t8_a_tick_tapped_twice_stays_ticked(chats: Chats) -> None:
    """The button asks for a state, not for a change of it."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    for label in ("Yes", "At six", "Next"):
        await ann.press(label)
    message = max(ann.shown)
    for _ in range(3):
        await ann.tap(f"c:{round_.tag}:3:0:1", message)

    assert ann.shown[message].labels()[:4] == ["☑ Games", "☐ Films", "☐ None of these", "Done"]


async def test_every_tap_is_answered_first(chats: Chats) -> None:
    """A button that keeps turning looks broken; Telegram waits for one answer a tap."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    codes = ("help", "tidy", "home", "takeback", "erase", "keepme", "keepit", "nonsense", "")
    tagged = ("go", "ex", "no", "later", "tear", "words", "fq", "shq", "send", "res", "c")
    for count, code in enumerate((*codes, *(f"{kind}:{round_.tag}" for kind in tagged)), 1):
        await ann.tap(code)

        assert len(ann.taps_answered) == count


async def test_t8_a_button_of_a_closed_round_says_so_kindly(chats: Chats) -> None:
    """Old invitations stay in chats for months."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await chats.close_round(round_)

    for kind in ("go", "no", "later", "send", "words", "tearyes"):
        assert (await ann.tap(f"{kind}:{round_.tag}")).startswith("“Evenings” has closed")
    assert ann.shown == {}


async def test_c5_a_button_of_somebody_elses_round_does_nothing(chats: Chats) -> None:
    """Tags can be guessed or passed on; being asked cannot."""
    ann, bob = await chats.add(), await chats.add("Bob")
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    before = await chats.envelope(round_, ann)
    stranger = chats.stranger()
    for who in (bob, stranger):
        for code in ("go:{}", "c:{}:0:0:1", "words:{}", "send:{}", "tearyes:{}", "ex:{}"):
            said = await who.tap(code.format(round_.tag))
            assert said == "That isn't open to you. Nothing was changed."

    assert await chats.envelope(round_, ann) == before


@pytest.mark.parametrize(
    "code",
    ["x" * 65, "drop table", "c:' OR 1=1", "c:{0}", "é", "c::::::::", "go:../../etc", "\x00"],
)
@pytest.mark.full
async def test_b3_a_made_up_button_is_refused_and_answered(chats: Chats, code: str) -> None:
    """Callback data comes back from outside."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    said = await ann.tap(code)

    assert said.endswith("Nothing was changed.")


async def test_an_old_button_after_a_withdrawal_does_not_begin_anew(chats: Chats) -> None:
    """Tearing up is final until they start again themselves."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.type("/withdraw")
    await ann.press("Yes, tear")
    said = await ann.tap(f"c:{round_.tag}:0:0:1")

    assert said.startswith("That button is from before.")
    assert (await chats.envelope(round_, ann)).sitting is None


async def test_a_change_of_mind_keeps_the_envelope(chats: Chats) -> None:
    """The question before tearing up has a way back."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.type("/withdraw")
    said = await ann.press("No, keep it")

    assert said == "Nothing was torn up."
    assert (await chats.envelope(round_, ann)).sitting is not None


async def test_easy_words_change_the_question_in_place(chats: Chats) -> None:
    """The same question in other words, not one more message to scroll past."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.press("Yes")
    count = len(ann.shown)
    said = await ann.press("Easy words")
    back = await ann.press("Usual words")

    assert "Tea: when?" in said
    assert "When should tea be?" in back
    assert len(ann.shown) == count


async def test_sharing_can_be_set_for_one_answer_from_the_summary(chats: Chats) -> None:
    """One answer may be meant for more people than another."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await answer_all(ann)
    await ann.press("Sharing")
    await ann.press("Sharing of 6")
    said = await ann.press("Don't share")

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert sitting.sharing_of == {"change": "dont_share"}
    assert "A later bedtime\n   Sharing: Don't share" in said
    assert "cosy\n   Sharing: My words" in said


async def test_the_choice_if_too_few_send_can_be_changed_from_the_summary(chats: Chats) -> None:
    """Who reads it by name is not decided once for all."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await answer_all(ann)
    await ann.press("If too few send one")
    await ann.press("Let Ash read mine")

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert sitting.fallback == "let_read"
    assert sitting.stage is Stage.CHECKING


async def test_the_four_examples_are_one_tap_away_on_the_limits_screen(chats: Chats) -> None:
    """People asked for examples were surer of what is told and what is not."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await ann.tap(f"go:{round_.tag}")
    await ann.press("Next")
    shown = await ann.press("Show me 4 examples")
    said = await ann.press("OK")

    assert shown.count("“") == 4
    assert said.startswith("Skip any question.")


async def test_a_tap_on_a_round_not_open_yet_is_not_theirs(chats: Chats) -> None:
    """A proposed round exists for its makers only."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    async with chats.world.database.write() as db:
        await rounds.claim_state(db, round_.id, was=State.OPEN, now=State.PROPOSED)

    assert not (await ann.tap(f"go:{round_.tag}")).startswith("Hi.")


@pytest.mark.parametrize("chat", Chat)
async def test_help_is_answered_from_any_old_message(chats: Chats, chat: Chat) -> None:
    """G5: the button keeps working however old the message is, for strangers too."""
    ann = await chats.add(chat=chat)
    for who in (ann, chats.stranger(chat=chat)):
        assert "Childline\n0800 1111" in await who.tap("help", 3)
