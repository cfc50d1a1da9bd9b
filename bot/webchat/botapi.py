"""The Bot API over the open pages: what python-telegram-bot sends appears on the page.

The same shapes, limits and refusals as Telegram's, checked against its description in tests, so
that one adaptor serves two chats. With no page open a message is refused, never kept: what the
courier owes stays in the outbox. Two things are ours and not Telegram's, because a page can draw:
a button's ``picture`` and a message's ``wheel``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Never, cast

from telegram.request import BaseRequest, RequestData

from bot import clock
from bot.webchat.desk import ChatDesk, Happening, OpenChat, Paper

NO_PAGE = "Forbidden: no page is open"
"""How a message to somebody whose page is shut is refused. The transport knows these words."""

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_POPUP = 200
LONGEST_PRESS = 64
MOST_BUTTONS = 100
MOST_SPOKES = 20
LARGEST_CHAT = 2**52

ME = {"id": 1, "is_bot": True, "first_name": "Earshot", "username": "earshot_page_bot"}

_DIGEST = re.compile(r"[0-9a-f]{64}")

_NOTHING_TO_DO: Mapping[str, object] = {
    "getme": ME,
    "getupdates": [],
    "setmycommands": True,
    "leavechat": True,
    "deletewebhook": True,
}

Given = Mapping[str, str]
"""A call's parameters as they go over the wire: text, and JSON where Telegram takes JSON."""

Files = Mapping[str, tuple[str, bytes, str]]
"""Uploaded parts by name: a file's name, bytes and media type."""


class Refusal(Exception):
    """The Bot API says no."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


def length(text: str) -> int:
    """Measure a text as Telegram and browsers do. Unit: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bad(description: str) -> Never:
    raise Refusal(400, f"Bad Request: {description}")


class BotApi:
    """The methods of the Bot API that the adaptor uses, done to the open pages."""

    def __init__(self, desk: ChatDesk, ring: Mapping[str, str] | None = None) -> None:
        """``ring`` are the lines that are numbers to ring, and what a tap on each does."""
        self._desk = desk
        self._ring = ring or {}

    def call(self, method: str, given: Given, files: Files) -> tuple[int, dict[str, Any]]:
        """Do one call. Returns the HTTP status and Telegram's reply."""
        try:
            done = self._do(method.lower(), given, files)
        except Refusal as no:
            return no.code, {"ok": False, "error_code": no.code, "description": no.description}
        return 200, {"ok": True, "result": done}

    def _do(self, method: str, given: Given, files: Files) -> object:
        if method in _NOTHING_TO_DO:
            return _NOTHING_TO_DO[method]
        match method:
            case "sendmessage":
                return self._send_message(given)
            case "getfile":
                return self._get_file(given.get("file_id", ""))
            case "senddocument":
                return self._send_document(given, files)
            case "editmessagetext":
                return self._edit(given, _text(given, "text", LONGEST_TEXT))
            case "editmessagereplymarkup":
                return self._edit(given, None)
            case "deletemessage":
                return self._delete(given, [_whole(given, "message_id")])
            case "deletemessages":
                return self._delete(given, _several(given))
            case "answercallbackquery":
                return self._answer(given)
            case _:
                raise Refusal(404, "Not Found")

    def _open(self, number: int) -> OpenChat:
        if not 0 < number < LARGEST_CHAT:
            _bad("chat not found")
        chat = self._desk.open_chat(number)
        if chat is None:
            raise Refusal(403, NO_PAGE)
        return chat

    def _send_message(self, given: Given) -> Happening:
        text = _text(given, "text", LONGEST_TEXT)
        rows = _rows(given)
        wheel = _wheel(given)
        chat = self._open(_whole(given, "chat_id"))
        message = self._message(chat, {"text": text, **wheel}, rows)
        number = message["message_id"]
        ring = {line: self._ring[line] for line in text.split("\n") if line in self._ring}
        says = {"does": "say", "message": number, "text": text, "rows": rows, **wheel}
        chat.show({**says, "ring": ring} if ring else says)
        return message

    def _send_document(self, given: Given, files: Files) -> Happening:
        part = files.get(given.get("document", "").removeprefix("attach://")) or files.get(
            "document"
        )
        if part is None:
            _bad("there is no document in the request")
        text = _text(given, "caption", LONGEST_CAPTION, least=0)
        rows = _rows(given)
        chat = self._open(_whole(given, "chat_id"))
        name, content, media_type = part
        key = clock.fresh_code()
        chat.keep(key, Paper(name, content, media_type))
        document = {
            "file_id": key,
            "file_unique_id": key,
            "file_name": name,
            "file_size": len(content),
        }
        message = self._message(chat, {"caption": text, "document": document}, rows)
        file = {"name": name, "at": f"files/{key}", "bytes": len(content)}
        chat.show(
            {
                "does": "say",
                "message": message["message_id"],
                "text": text,
                "rows": rows,
                "file": file,
            }
        )
        return message

    def fetch(self, file_id: str) -> bytes | None:
        """The bytes of a file that a page is sending in; None once it is read, or was never."""
        number, _, key = file_id.partition("-")
        chat = self._desk.known_chat(int(number)) if re.fullmatch(r"\d{1,16}", number) else None
        paper = None if chat is None else chat.sent_in.get(key)
        return None if paper is None else paper.content

    def _get_file(self, file_id: str) -> Happening:
        content = self.fetch(file_id)
        if content is None:
            _bad("wrong file_id or the file is temporarily unavailable")
        size = len(content)
        return {
            "file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": file_id
        }  # fmt: skip

    def _edit(self, given: Given, text: str | None) -> Happening:
        rows = _rows(given)
        wheel = _wheel(given)
        number = _whole(given, "message_id")
        chat = self._open(_whole(given, "chat_id"))
        # After a restart the page still shows messages that we have forgotten: it decides.
        message = chat.messages.get(number) or self._message(chat, {"text": ""}, [], number)
        after = {**message, **wheel, "reply_markup": {"inline_keyboard": rows}}
        if text is not None:
            after["text"] = text
        if not after.get("text", after.get("caption", "x")):
            _bad("message to edit not found")
        if after == {"reply_markup": {"inline_keyboard": []}, **message}:
            _bad("message is not modified")
        chat.messages[number] = after
        shown = after.get("text", after.get("caption", ""))
        stays = {"wheel": after["wheel"]} if "wheel" in after else {}
        chat.show({"does": "rewrite", "message": number, "text": shown, "rows": rows, **stays})
        return after

    def _delete(self, given: Given, numbers: list[int]) -> bool:
        """What is on no page is gone already: unlike Telegram, nothing is ever left over."""
        chat = self._desk.known_chat(_whole(given, "chat_id"))
        if chat is not None:
            for number in numbers:
                chat.messages.pop(number, None)
            chat.show({"does": "delete", "messages": numbers})
        return True

    def _answer(self, given: Given) -> bool:
        text = _text(given, "text", LONGEST_POPUP, least=0)
        number, _, client = given.get("callback_query_id", "").partition("-")
        if not (number.isascii() and number.isdigit() and client):
            _bad("query is too old and response timeout expired or query ID is invalid")
        chat = self._open(int(number))
        alert = given.get("show_alert", "").lower() == "true"
        chat.show({"does": "answer", "tap": client, "text": text, "alert": alert})
        return True

    def _message(
        self,
        chat: OpenChat,
        words: Happening,
        rows: list[list[dict[str, str]]],
        number: int | None = None,
    ) -> Happening:
        message: Happening = {
            "message_id": number or chat.number_message(),
            "date": int(self._desk.now().timestamp()),
            "chat": {"id": chat.number, "type": "private", "first_name": "-"},
            "from": ME,
            **words,
        }
        if rows:
            message["reply_markup"] = {"inline_keyboard": rows}
        chat.messages[message["message_id"]] = message
        return message


def _whole(given: Given, name: str) -> int:
    try:
        return int(given.get(name, ""))
    except ValueError:
        _bad("chat not found" if name == "chat_id" else f"{name} is not a number")


def _several(given: Given) -> list[int]:
    numbers = _json(given, "message_ids", list)
    if not 1 <= len(numbers) <= 100 or not all(type(one) is int for one in numbers):
        _bad("message identifiers are not specified")
    return list(numbers)


def _text(given: Given, name: str, most: int, *, least: int = 1) -> str:
    text = given.get(name, "")
    if given.get("parse_mode"):
        _bad("formatting is not understood here: words are shown as they are")
    if least and not text.strip():
        _bad("message text is empty")
    if length(text) > most:
        _bad("message is too long")
    return text


def _json(given: Given, name: str, kind: type) -> Any:
    try:
        found = json.loads(given.get(name, "null"))
    except ValueError:
        _bad(f"can't parse {name}")
    if not isinstance(found, kind):
        _bad(f"can't parse {name}")
    return found


def _rows(given: Given) -> list[list[dict[str, str]]]:
    """Read the buttons, as strictly as Telegram does."""
    if not given.get("reply_markup"):
        return []
    rows = _json(given, "reply_markup", dict).get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        _bad("can't parse reply keyboard markup JSON object")
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        _bad("REPLY_MARKUP_TOO_LONG")
    return [[_button(one) for one in row] for row in rows if row]


def _button(one: object) -> dict[str, str]:
    match one:
        case {"text": str(text), "callback_data": str(press)} if text:
            if not 1 <= len(press.encode()) <= LONGEST_PRESS:
                _bad("BUTTON_DATA_INVALID")
            return {"text": text, "callback_data": press, **_picture(cast(Given, one))}
        case {"text": str(text), "url": str(link)} if text:
            if not link.startswith(("https://", "http://", "tel:")):
                _bad("BUTTON_URL_INVALID")
            return {"text": text, "url": link}
        case _:
            _bad("text buttons are unallowed in the inline keyboard")


def _picture(button: Given) -> dict[str, str]:
    """A button's picture: where the page gets it."""
    digest = button.get("picture")
    if digest is None:
        return {}
    if not _DIGEST.fullmatch(str(digest)):
        _bad("BUTTON_PICTURE_INVALID")
    return {"picture": f"pictures/{digest}"}


def _wheel(given: Given) -> Happening:
    """A message's wheel, for the page to draw: areas with their scores, and the same in words."""
    if not given.get("wheel"):
        return {}
    wheel = _json(given, "wheel", dict)
    match wheel:
        case {"points": int(points), "spokes": [*spokes], "alt": str(alt)}:
            if len(spokes) > MOST_SPOKES or not all(_spoke(one, points) for one in spokes):
                _bad("WHEEL_INVALID")
            return {"wheel": {"points": points, "spokes": spokes, "alt": alt}}
        case _:
            _bad("WHEEL_INVALID")


def _spoke(one: object, points: int) -> bool:
    match one:
        case [str(), None]:
            return True
        case [str(), int(score)]:
            return 1 <= score <= points
        case _:
            return False


class WebRequest(BaseRequest):
    """python-telegram-bot's way out, in this process: no socket, no token, no second port."""

    __slots__ = ("_api",)

    def __init__(self, desk: ChatDesk, ring: Mapping[str, str] | None = None) -> None:
        self._api = BotApi(desk, ring)

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if method == "GET":
            content = self._api.fetch(url.rsplit("/", 1)[-1])
            return (404, b"{}") if content is None else (200, content)
        given = request_data.json_parameters if request_data else {}
        files = request_data.multipart_data if request_data else {}
        status, reply = self._api.call(url.rsplit("/", 1)[-1], given, _uploaded(files))
        return status, json.dumps(reply).encode()


def _uploaded(files: Mapping[str, Any]) -> dict[str, tuple[str, bytes, str]]:
    return {
        name: (str(one[0]), one[1] if isinstance(one[1], bytes) else one[1].read(), str(one[2]))
        for name, one in files.items()
    }
