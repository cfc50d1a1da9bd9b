"""A person with a phone: what they type and tap, and what they see."""

from __future__ import annotations

import itertools
from typing import Any

from tests.botapi.books import TAP_LIVES, Books, Json, Room
from tests.botapi.methods import BOT
from tests.botapi.server import Server

_taps = itertools.count(1)


class Phone:
    """One person's private chat with the bot."""

    def __init__(self, server: Server, number: int, name: str = "Sam") -> None:
        self.number = number
        self._books: Books = server.books
        person = {"id": number, "is_bot": False, "first_name": name}
        chat = {"id": number, "type": "private", "first_name": name}
        self.room = self._books.rooms.setdefault(number, Room(chat, person))

    @property
    def screen(self) -> list[Json]:
        """The messages in the chat, oldest first."""
        return list(self.room.messages.values())

    @property
    def said(self) -> list[str]:
        """What the bot's messages say, oldest first."""
        return [str(m.get("text", m.get("caption", ""))) for m in self.screen if m["from"] == BOT]

    @property
    def labels(self) -> list[str]:
        """The labels of every button on the screen, oldest message first."""
        return [button["text"] for _, button in self._buttons()]

    async def type(self, text: str, **more: Any) -> int | None:
        """Send a message; return its update's number."""
        if text.startswith("/"):
            length = len(text.split()[0])
            more["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self.send(text=text, **more)

    async def send(self, **content: Any) -> int | None:
        """Send a message of any content: a photo, a place, a contact."""
        message = self._books.fresh_message(self.room, self.room.person, **content)
        return await self._books.queue("message", message)

    async def send_file(self, name: str, content: bytes) -> int | None:
        """Send a file, which the bot may fetch."""
        file_id = f"file{len(self._books.files)}"
        self._books.files[file_id] = content
        named = {"file_id": file_id, "file_unique_id": file_id, "file_name": name}
        return await self.send(document={**named, "file_size": len(content)})

    async def edit(self, message: int, text: str) -> int | None:
        """Change a message that was sent before."""
        changed = {**self.room.messages[message], "text": text, "edit_date": 1}
        self.room.messages[message] = changed
        return await self._books.queue("edited_message", changed)

    async def tap(self, label: str) -> int | None:
        """Tap the newest button with this label; one whose label starts so will do."""
        on, button = self.button(label)
        return await self.tap_code(button["callback_data"], on)

    async def tap_code(self, code: str, on: Json | None = None) -> int | None:
        """Send what a button would send, whether there is such a button or not."""
        code_id = f"{self.number}-{next(_taps)}"
        self._books.taps[code_id] = self._books.now() + TAP_LIVES
        query = {
            "id": code_id,
            "from": self.room.person,
            "chat_instance": str(self.number),
            "data": code,
        }
        message = on or next((m for m in reversed(self.screen) if m["from"] == BOT), None)
        if message is not None:
            query["message"] = message
        return await self._books.queue("callback_query", query, TAP_LIVES)

    def button(self, label: str) -> tuple[Json, Json]:
        """The newest message with such a button, and the button."""
        for exact in (True, False):
            for message, button in reversed(list(self._buttons())):
                text = button["text"]
                if text == label if exact else text.startswith(label):
                    return message, button
        raise AssertionError(f"no button {label!r} among {self.labels}")

    async def reads(self, text: str, within: float = 10.0) -> str:
        """Wait until the bot has said something with ``text`` in it; return what it said."""
        try:
            await self._books.until(lambda: any(text in said for said in self.said), within)
        except TimeoutError:
            raise AssertionError(f"{text!r} was not said; was said: {self.said}") from None
        return next(said for said in reversed(self.said) if text in said)

    async def sees(self, label: str, within: float = 10.0) -> None:
        """Wait until there is a button whose label starts with ``label``."""
        try:
            await self._books.until(lambda: any(t.startswith(label) for t in self.labels), within)
        except TimeoutError:
            raise AssertionError(f"no button {label!r} among {self.labels}") from None

    async def popup(self, text: str = "", within: float = 10.0) -> str:
        """Wait for a pop-up with ``text`` in it; return all of it."""

        def shown() -> list[str]:
            texts = (popup.get("text", "") for popup in self.room.popups)
            return [one for one in texts if text in one]

        await self._books.until(lambda: bool(shown()), within)
        return shown()[-1]

    async def block(self, *, blocked: bool = True) -> int | None:
        """Block the bot, or let it back in."""
        self.room.is_blocked = blocked
        member: Json = {"user": BOT, "status": "kicked" if blocked else "member"}
        if blocked:
            member["until_date"] = 0
        changed = {
            "chat": self.room.chat,
            "from": self.room.person,
            "date": int(self._books.now()),
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": member,
        }
        return await self._books.queue("my_chat_member", changed)

    def _buttons(self) -> list[tuple[Json, Json]]:
        return [
            (message, button)
            for message in self.screen
            if message["from"] == BOT
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]
