"""Golden conversations about danger: what a young person meets, word for word, and what is kept.

A file of ``safeguarding/`` holds ``about``, ``who`` (young_person, at_words, ticket, stranger,
unchecked), a ``plan``, the ``crew`` by job (name and home), and ``turns``: each something typed
or pressed, or minutes that pass, with what is ``said``. The numbers are given by name alone.
``kept`` is what is left at the end, ``told`` whom a word of it reached.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.texts import say
from surveys.people.roles import Role
from surveys.safeguarding import screening
from tests.bot.chatting import Chats, Chatter
from tests.bot.services.safeguarding.test_noticing import at_words, kept, planned
from tests.bot.services.safeguarding.test_noticing_everywhere import ticketed

HERE = Path(__file__).parent / "safeguarding"
FILES = sorted(HERE.glob("*.yaml"))
NUMBERS = say("numbers.title")


async def went(chats: Chats, told: dict[str, Any]) -> dict[str, Any]:
    """Hold a conversation; what was said, what was kept, and who was told."""
    planned(chats, **told.get("plan", {}))
    crew = [
        await chats.add(nick, role=Role(role), home=home)
        for role, (nick, home) in told.get("crew", {}).items()
    ]
    ann = await _who(chats, told["who"])
    turns = []
    for turn in told["turns"]:
        asked = {key: turn[key] for key in ("type", "press", "minutes") if key in turn}
        said = await _say(chats, ann, asked)
        turns.append({**asked, "said": [_short(text) for text in said.split("\n---\n") if text]})
    chats.clock.on(seconds=6)
    await chats.deliver()
    left = [
        f"{one.telling}, {one.category} {one.severity}: {one.words}" for one in await kept(chats)
    ]
    return {"turns": turns, "kept": left, "told": [c.first_name for c in crew if c.shown]}


def _told(path: Path) -> dict[str, Any]:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


async def _who(chats: Chats, who: str) -> Chatter:
    match who:
        case "at_words":
            return (await at_words(chats))[0]
        case "ticket":
            return await ticketed(chats)
        case "stranger":
            return chats.stranger()
        case _:
            return await chats.add()


async def _say(chats: Chats, ann: Chatter, asked: dict[str, Any]) -> str:
    if "type" in asked:
        return await ann.type(asked["type"])
    if "press" in asked:
        return await ann.press(asked["press"])
    chats.clock.on(minutes=asked["minutes"])
    return ""


def _short(text: str) -> str:
    """A message; of a card of numbers only whom it names, one after the other."""
    if not text.startswith(NUMBERS):
        return text
    blocks = [block.split("\n") for block in text.split("\n\n")[1:]]
    names = [block[0] for block in blocks if len(block) > 1 and block[1][:1].isdigit()]
    return f"[{', '.join(names)}]"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.full
async def test_a_conversation_about_danger_goes_as_it_is_written_down(
    chats: Chats, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    """G4, G6, G8, G13: what somebody in danger meets changes only where somebody meant it to."""
    told = _told(path)
    if told["who"] == "unchecked":
        monkeypatch.setattr(screening, "screen", lambda text: screening.FAILED)

    found = await went(chats, told)

    assert found == {key: told[key] for key in ("turns", "kept", "told")}


def test_there_is_a_conversation_of_each_kind() -> None:
    """Each choice, told first, now, staff, a stranger, a ticket, outside, unchecked."""
    assert len(FILES) >= 11
