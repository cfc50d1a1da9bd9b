"""Every type of question, tapped and typed, through the real adaptor."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.flow.answers import (
    Allotted,
    Answer,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Voted,
    Within,
    Wrote,
)
from surveys.ids import QuestionKey
from surveys.people.person import Chat
from tests.bot.chatting import Chats, consent
from tests.surveys.everything import EVERY_TYPE

pytestmark = pytest.mark.sqlite_only

TAPS = (
    "Friday", "☐ Films", "Done", "Yes", "5", "Agree", "On my lap", "2. A desk", "Sleep", "Food",
    "Done", "Food", "Food", "Trips", "− Food", "Done", "7–8 hours", "2022 to 2023", "School", "3",
    "Home", "5", "Done", "Agree", "Agree", "Agree", "Can't choose", "Skip the rest",
)  # fmt: skip
TAPPED: dict[str, Answer] = {
    "day": Chose(("friday",)),
    "extras": Chose(("films",)),
    "heard": Chose(("yes",)),
    "mood": Rated(5),
    "listen": Chose(("agree",)),
    "tea": Chose(("on_my_lap",)),
    "room": Chose(("desk",)),
    "better": Ranked(("sleep", "food")),
    "money": Allotted((("food", 1), ("trips", 1))),
    "sleep": Within("7_to_8"),
    "moved": Within("2022_to_2023"),
    "life": Scored((("school", 3), ("home", 5))),
    "said": Voted(
        (
            ("staff_knock_before_they", "agree"),
            ("i_know_who_to_ask_about", "agree"),
            ("weekends_are_better_than", "agree"),
        )
    ),
    "line": Wrote("the kitchen"),
}
WORDS = (
    "friday", "films, walks", "no", "7", "pass", "can't choose", "2", "3 1", "food 3, trips 2",
    "about 8", "3/5/23", "school 3, home 5", "pass", "pass", "pass", "3", "skip the rest",
    "the garden", "later nights",
)  # fmt: skip
TYPED: dict[str, Answer] = {
    "listen": Chose(("pass",)),
    "tea": Chose(("cant_choose",)),
    "room": Chose(("desk",)),
    "better": Ranked(("sleep", "food")),
    "money": Allotted((("food", 3), ("trips", 2))),
    "sleep": Counted(8),
    "moved": Dated(date(2023, 5, 3)),
    "life": Scored((("school", 3), ("home", 5))),
}


@pytest.mark.parametrize("chat", Chat)
async def test_every_type_can_be_tapped(chats: Chats, chat: Chat) -> None:
    """In both chats, with the buttons each message shows.

    Fails when a type's buttons are not its own.
    """
    ann = await chats.add(chat=chat)
    round_ = await chats.open_round(ann, survey=EVERY_TYPE)
    await consent(ann, round_)
    for label in TAPS:
        await ann.press(label)
    await ann.type("the kitchen")

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    answers = dict(sitting.answers)
    [(_, vote)] = answers.pop(QuestionKey("first")).votes  # type: ignore[union-attr]
    assert vote == "cant_choose"
    assert answers == TAPPED


async def test_every_type_can_be_typed_kept_and_skipped(chats: Chats) -> None:
    """A screen reader, or a tap that came too late, leaves typing.

    Fails when typed words are taken for another type's, or keeping loses an answer.
    """
    ann = await chats.add()
    round_ = await chats.open_round(ann, survey=EVERY_TYPE)
    await consent(ann, round_)
    for words in (*WORDS, "next", "3", "1"):
        await ann.type(words)
    for number in range(1, len(EVERY_TYPE.asked) + 1):
        await ann.press(f"Change {number}")
        await ann.press("Keep my answer")
    kept = (await chats.envelope(round_, ann)).sitting
    for number in range(1, len(EVERY_TYPE.asked) + 1):
        await ann.press(f"Change {number}")
        in_turns = EVERY_TYPE.asked[number - 1].type in {"statements", "pairs"}
        await ann.press("Take them all out" if in_turns else "Skip")
    skipped = (await chats.envelope(round_, ann)).sitting

    assert kept is not None
    assert skipped is not None
    assert {key: kept.answers[QuestionKey(key)] for key in TYPED} == TYPED
    assert all(isinstance(answer, Declined) for answer in skipped.answers.values())
