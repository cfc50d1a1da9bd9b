"""A14: what a sitting leaves in the logs."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from tests.bot.chatting import TOKEN, Chats, Chatter, answer_all, consent

pytestmark = pytest.mark.sqlite_only

NICK, WORD, CHANGE = "Xanthippe", "glockenspiel", "quixotically"


class Lines(logging.Handler):
    """Every record, formatted as the running program would."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.kept = io.StringIO()
        self.setFormatter(logs.Reticent([TOKEN]))

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.write(self.format(record) + "\n")

    def lines(self) -> list[str]:
        return self.kept.getvalue().splitlines()


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Everything logged at DEBUG, by us and by every library."""
    handler, root = Lines(), logging.getLogger()
    was = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(was)


async def whole_life(chats: Chats, ann: Chatter) -> None:
    """Start, answer, edit, send, look, withdraw."""
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    for label in ("Yes", "At six", "Next", "☐ Games", "Done", "3"):
        await ann.press(label)
    await ann.type(WORD)
    await ann.type(CHANGE)
    await ann.press("My words")
    await ann.press("Rip mine up")
    await ann.press("Send")
    await ann.press("Change something")
    await ann.press("Change 1")
    await ann.press("No")
    await ann.type("/mydata")
    await ann.type("/withdraw")
    await ann.press("Yes, tear")
    await ann.send({"photo": [{"file_id": WORD, "file_unique_id": WORD, "width": 1, "height": 1}]})
    await ann.tap("nonsense")


async def test_a14_at_debug_no_line_says_who_or_what(chats: Chats, lines: Lines) -> None:
    """Logs are read by people who were promised nothing and promised nothing."""
    ann = await chats.add(NICK)
    await whole_life(chats, ann)

    text = "\n".join(lines.lines())
    assert text, "at DEBUG the libraries do log: an empty log would prove nothing"
    number = str(ann.address.number)
    for secret in (number, ann.first_name, "_handle", NICK, WORD, CHANGE, TOKEN, "Maple House"):
        assert secret not in text
    words = ann.popups[-1].split("\n")[1] if "take-back" in ann.popups[-1] else WORD
    assert words not in text


async def test_a14_a_forced_fault_is_told_by_kind_and_place_only(
    chats: Chats, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception often quotes what it choked on."""
    from bot.services.chat import conversing

    async def choke(*args: object) -> None:
        raise ValueError(f"{NICK} wrote {args[-1]}")

    ann = await chats.add(NICK)
    monkeypatch.setattr(conversing, "hear", choke)
    said = await ann.type(WORD)

    text = "\n".join(lines.lines())
    assert "I couldn't take it." in said
    assert "ValueError" in text
    for secret in (str(ann.address.number), NICK, WORD):
        assert secret not in text


async def test_a14_at_info_nobodys_sitting_adds_a_line(chats: Chats, lines: Lines) -> None:
    """The number of lines would say how many are answering, and when."""
    logging.getLogger().setLevel(logging.INFO)
    before = len(lines.lines())
    people = [await chats.add(f"P{n}") for n in range(3)]
    round_ = await chats.open_round(*people)
    for ann in people:
        await consent(ann, round_)
        await answer_all(ann)
        await ann.press("Send")

    assert len(lines.lines()) == before
