"""A whole sitting in a made-up language: nothing a young person meets is written in English."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.texts import say
from storage import people
from surveys.definitions.questions import Pairs
from surveys.definitions.turns import turns_of
from surveys.flow.recalling import worded
from surveys.flow.sitting import Sitting
from surveys.library import list_library, load_library
from surveys.people.person import Chat
from tests.bot.chatting import Chats, Chatter
from tests.bot.texts.pseudo import CODE, bare, speak, translated
from tests.surveys.everything import EVERY_TYPE

pytestmark = [pytest.mark.sqlite_only, pytest.mark.full]

NAMES = ("Ash", "Kit", "Mo, manager", "Ann", "Maple House", "Somewhere Homes", "English")
"""Names of people, homes and languages: the same in every language."""


async def read_in(chats: Chats, chatter: Chatter, language: str) -> None:
    async with chats.world.database.write() as db:
        pid = await chats.pid(chatter)
        desk = await people.load_desk(db, chats.world.keys, pid)
        await people.save_desk(db, chats.world.keys, pid, replace(desk, language=language))


_SIX_WORDS = re.compile(r"(?<=⟧\n)[a-z]+(?: [a-z]+){5}(?=\n⟦)")


def unwrapped(chatter: Chatter, known: tuple[str, ...]) -> list[str]:
    """Everything a chat shows, or popped up, that is in no text of ours."""
    shown = [one.text for one in chatter.shown.values()]
    labels = [label for one in chatter.shown.values() for label in one.labels()]
    every = [_SIX_WORDS.sub("", text) for text in (*shown, *labels, *chatter.popups)]
    found = [(text, bare(text, known)) for text in every]
    return [f"{words} in {english(text)[:60]!r}" for text, words in found if words]


def known(chats: Chats) -> tuple[str, ...]:
    """Names that are the same in every language, and what is typed here."""
    policy = chats.world.policy
    lines = [part for one in policy.numbers for part in (one.name, one.about, one.number)]
    contacts = [str(policy.safeguarding_lead), str(policy.keeper_of_the_computer)]
    return (*NAMES, *lines, *contacts, policy.lawful_basis, *TYPED, policy.fingerprint()[:12])


async def press(chatter: Chatter, label: str) -> None:
    """Press the newest button that has this label in English."""
    for message in sorted(chatter.shown, reverse=True):
        for button in chatter.shown[message].buttons:
            if english(button.label).removeprefix("✓ ").startswith(label):
                await chatter.tap(button.press, message)
                return
    raise AssertionError(f"no button {label!r}; there are {chatter.newest.labels()}")


def english(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")


BEFORE = ("Next", "Show me", "OK", "Back", "OK", "Start")
ANSWERED = (
    "Friday", "☐ Films", "Done", "Yes", "5", "Agree", "On my lap", "2. A desk", "Sleep", "Food",
    "Done", "Food", "Trips", "− Food", "Done", "7–8 hours", "2022 to 2023", "School", "3",
    "Home", "5", "Done", "Agree", "Disagree", "Pass",
)  # fmt: skip
PAIRS = next(one for one in EVERY_TYPE.questions if isinstance(one, Pairs))
"""Two ideas at a time, in an order of each one's own: the first of each two is pressed."""
AFTER = (
    "Next", "My words", "Rip mine up", "Sharing", "Back", "If too few", "Back", "Change 1",
    "Skip", "Send", "My take-back words", "Change something", "Tear it up", "No, keep it",
)  # fmt: skip
ASIDE = (
    *("/help", "/privacy", "/mydata", "/stop", "/start", "/skip", "/back", "/what", "/quiet"),
    *("/message", "cancel", "/takeback", "one two three four five six", "/tidy", "/deleteme"),
    *("/withdraw", "/talk", "/report", "/away", "/nothing", "my uncle hits me at night"),
)
TYPED = ("the kitchen", "later nights", *ASIDE)


@pytest.mark.parametrize("chat", Chat)
async def test_a_whole_sitting_has_no_word_of_another_language(
    chats: Chats, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever translates the catalogues has translated everything; nothing is left in code."""
    speak(monkeypatch)
    ann = await chats.add(chat=chat)
    await read_in(chats, ann, CODE)
    round_ = await chats.open_round(ann, survey=translated(EVERY_TYPE))
    seen: dict[str, None] = {}

    def look() -> None:
        seen.update(dict.fromkeys(unwrapped(ann, known(chats))))

    await ann.tap(f"go:{round_.tag}")
    for label in (*BEFORE, *ANSWERED):
        await press(ann, label)
        look()
    for _ in turns_of(PAIRS, 0):
        await press(ann, english(ann.newest.labels()[0]))
        look()
    for words in ("the kitchen", "later nights"):
        await ann.type(words)
        look()
    for label in AFTER:
        await press(ann, label)
        look()

    assert list(seen) == []
    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert (sitting.sent, sitting.language) == (True, CODE)


async def test_what_is_asked_beside_a_round_is_in_their_language_too(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help, what is kept, taking back, going away: nobody should need English for those."""
    speak(monkeypatch)
    ann = await chats.add()
    await read_in(chats, ann, CODE)
    round_ = await chats.open_round(ann, survey=translated(EVERY_TYPE))
    await ann.tap(f"go:{round_.tag}")
    found: dict[str, None] = {}
    for words in ASIDE:
        await ann.type(words)
        found.update(dict.fromkeys(unwrapped(ann, known(chats))))
    for code in ("help", "comore", "co", "om", "omstop", "home", f"later:{round_.tag}", "zz:1"):
        await ann.tap(code)
        found.update(dict.fromkeys(unwrapped(ann, known(chats))))

    assert list(found) == []


async def test_the_language_of_a_chat_is_chosen_with_one_tap(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the first card there is; kept on the desk, in the envelope, and with no answer."""
    speak(monkeypatch)
    ann = await chats.add()
    round_ = await chats.open_round(ann, survey=EVERY_TYPE)
    await ann.type("/start")
    await press(ann, "XX")
    assert ann.newest.text.startswith("⟦")
    await ann.tap(f"go:{round_.tag}")
    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert sitting.language == CODE
    await press(ann, "English")
    assert not ann.newest.text.startswith("⟦")
    assert await ann.tap("la:zz") == say("refused.unknown_button")


@pytest.mark.parametrize("key", [entry.key for entry in list_library()])
def test_a_library_survey_that_nobody_translated_is_read_in_its_main_language(key: str) -> None:
    """Text by text: a survey without the chat's language is asked all the same."""
    survey = load_library(key)
    sitting = Sitting(language=CODE)

    for item in survey.questions:
        assert worded(survey, sitting, item.text) == item.text[survey.main_language]
