"""What is not taken: media, forwards, edits, crowds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storage.engine import Database
from surveys.people.person import Address, Chat
from tests.bot.chatting import Chats, consent

pytestmark = pytest.mark.sqlite_only

CANARY = "zebrafinch"
PHOTO = {"file_id": CANARY, "file_unique_id": CANARY, "width": 9, "height": 9}
FILE = {"file_id": CANARY, "file_unique_id": CANARY}
ORIGIN = {"type": "hidden_user", "sender_user_name": CANARY, "date": 1}

MEDIA: dict[str, dict[str, Any]] = {
    "photo": {"photo": [PHOTO], "caption": CANARY},
    "voice": {"voice": FILE | {"duration": 3}},
    "video": {"video": FILE | {"duration": 3, "width": 9, "height": 9}},
    "round video": {"video_note": FILE | {"duration": 3, "length": 9}},
    "document": {"document": FILE | {"file_name": CANARY}},
    "sticker": {
        "sticker": FILE
        | {
            "type": "regular",
            "width": 9,
            "height": 9,
            "is_animated": False,
            "is_video": False,
            "emoji": "🙂",
        }
    },
    "contact": {"contact": {"phone_number": "07700900123", "first_name": CANARY}},
    "location": {"location": {"latitude": 51.5, "longitude": -0.1}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "forward": {"text": CANARY, "forward_origin": ORIGIN},
    "forwarded photo": {"photo": [PHOTO], "forward_origin": ORIGIN},
}


@pytest.mark.parametrize("kind", MEDIA)
async def test_e7_media_is_refused_kindly_and_kept_nowhere(
    chats: Chats, database: Database, tmp_path: Path, kind: str
) -> None:
    """Nothing is downloaded (the test's request fails on any call), nothing of it is stored."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    before = await chats.envelope(round_, ann)
    said = await ann.send(MEDIA[kind])

    assert said.startswith(("I can only take typed words", "I don't take forwarded messages."))
    after = await chats.envelope(round_, ann)
    assert after.sitting == before.sitting
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert CANARY.encode() not in stored
    assert b"07700900123" not in stored


async def test_e7_a_reply_keeps_the_words_and_drops_what_it_quotes(chats: Chats) -> None:
    """A quoted or shared message is somebody else's."""
    ann = await chats.add()
    quoted = ann.message({"text": CANARY})
    said = await ann.type("hello", reply_to_message=quoted, quote={"text": CANARY, "position": 0})

    assert said.startswith("Nobody reads this.")


async def test_t8_an_edited_message_changes_no_answer(chats: Chats) -> None:
    """We would have to know which question an old message answered; Back is sure."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    before = await chats.envelope(round_, ann)
    said = await ann.update({"edited_message": ann.message({"text": "no", "edit_date": 9})})

    assert said.startswith("I don't see changes to older messages.")
    assert (await chats.envelope(round_, ann)).sitting == before.sitting


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_c10_in_a_crowd_the_bot_says_nothing_and_leaves(chats: Chats, kind: str) -> None:
    """What one person is asked is nobody else's business."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    crowd = {"id": -100200300, "type": kind, "title": "Maple House"}
    for content in ({"text": "/mydata"}, {"text": "help"}, {"photo": [PHOTO]}):
        message = ann.message(content) | {"chat": crowd}
        await ann.update({"message": message})
    message = ann.message({"text": "x"}) | {"chat": crowd}
    tap = {"id": "1", "from": ann.account(), "chat_instance": "1", "message": message}
    await ann.update({"callback_query": tap | {"data": f"go:{round_.tag}"}})

    there = chats.at(Address(Chat.TELEGRAM, -100200300))
    assert there.left >= 1
    assert there.shown == {}
    assert ann.shown == {}


@pytest.mark.parametrize("kind", ["inline_query", "business_message", "channel_post", "bot"])
async def test_c10_other_ways_in_do_nothing(chats: Chats, kind: str) -> None:
    """Inline queries, business accounts and other bots are not people we were asked to hear."""
    ann = await chats.add()
    message = ann.message({"text": "/mydata"})
    raws: dict[str, dict[str, Any]] = {
        "inline_query": {
            "inline_query": {"id": "1", "from": ann.account(), "query": "x", "offset": ""}
        },
        "business_message": {"business_message": message | {"business_connection_id": "b"}},
        "channel_post": {"channel_post": message | {"chat": {"id": -5, "type": "channel"}}},
        "bot": {"message": message | {"from": ann.account() | {"is_bot": True}}},
    }
    await ann.update(raws[kind])

    assert ann.shown == {}


async def test_nothing_is_said_to_somebody_who_blocks_the_bot(chats: Chats) -> None:
    """They do not want it; a word more would be one too many."""
    ann = await chats.add()
    member = {"user": {"id": 1, "is_bot": True, "first_name": "E"}, "status": "kicked"}
    was = member | {"status": "member"}
    raw = {
        "my_chat_member": {
            "chat": {"id": ann.address.number, "type": "private"},
            "from": ann.account(),
            "date": 1,
            "old_chat_member": was,
            "new_chat_member": member | {"until_date": 0},
        }
    }

    assert await ann.update(raw) == ""
