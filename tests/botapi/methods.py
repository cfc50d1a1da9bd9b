"""What each method of the Bot API does to the books, in Telegram's own words where it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.botapi.books import DELETABLE, Books, Json, Refusal, Room

BOT: Json = {"id": 4242, "is_bot": True, "first_name": "Earshot", "username": "earshot_test_bot"}


def perform(books: Books, method: str, given: Json) -> Any:
    """Do what a call asks for; return its result.

    Raises:
        Refusal: Telegram would say no.
    """
    does = _DOES.get(method)
    return True if does is None else does(books, given)


def _room(books: Books, number: int) -> Room:
    room = books.rooms.get(number)
    if room is None:
        raise Refusal(400, "Bad Request: chat not found")
    if room.is_blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return room


def _send(books: Books, given: Json) -> Json:
    room = _room(books, given["chat_id"])
    if not given["text"].strip():
        raise Refusal(400, "Bad Request: message text is empty")
    keyboard = {"reply_markup": given["reply_markup"]} if given.get("reply_markup") else {}
    return books.fresh_message(room, BOT, text=given["text"], **keyboard)


def _send_document(books: Books, given: Json) -> Json:
    room = _room(books, given["chat_id"])
    name, content = given["document_file"]
    room.files.append((name, content))
    document = {"file_id": f"f{len(room.files)}", "file_unique_id": "u", "file_name": name}
    caption = {"caption": given["caption"]} if given.get("caption") else {}
    return books.fresh_message(room, BOT, document=document, **caption)


def _edit(books: Books, given: Json) -> Json:
    room = _room(books, given["chat_id"])
    message = room.messages.get(given["message_id"])
    if message is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    if message["from"] != BOT:
        raise Refusal(400, "Bad Request: message can't be edited")
    markup = given.get("reply_markup")
    if (given.get("text", message.get("text")), markup) == (
        message.get("text"),
        message.get("reply_markup"),
    ):
        raise Refusal(
            400,
            "Bad Request: message is not modified: specified new message content and reply "
            "markup are exactly the same as a current content and reply markup of the message",
        )
    message.pop("reply_markup", None)
    message.update({k: v for k, v in (("text", given.get("text")), ("reply_markup", markup)) if v})
    message["edit_date"] = int(books.now())
    return message


def _delete(books: Books, number: int, messages: list[int], *, alone: bool) -> bool:
    room = _room(books, number)
    for one in messages:
        if one not in room.messages:
            if alone:
                raise Refusal(400, "Bad Request: message to delete not found")
        elif books.now() - room.messages[one]["date"] > DELETABLE:
            raise Refusal(400, "Bad Request: message can't be deleted for everyone")
    for one in messages:
        room.messages.pop(one, None)
    return True


def _answer(books: Books, given: Json) -> bool:
    dies = books.taps.pop(given["callback_query_id"], None)
    if dies is None or dies < books.now():
        raise Refusal(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        )
    whose = int(given["callback_query_id"].split("-")[0])
    books.rooms[whose].popups.append(given)
    return True


def _me(_: Books, __: Json) -> Json:
    return {**BOT, "can_join_groups": False, "can_read_all_group_messages": False}


def _leave(books: Books, given: Json) -> bool:
    room = _room(books, given["chat_id"])
    if room.is_left:
        raise Refusal(403, "Forbidden: bot is not a member of the group chat")
    room.is_left = True
    return True


def _set_webhook(books: Books, given: Json) -> bool:
    books.webhook = given if given.get("url") else None
    return True


def _webhook(books: Books, _: Json) -> Json:
    url = (books.webhook or {}).get("url", "")
    waiting = len(books.waiting)
    return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}


_DOES: dict[str, Callable[[Books, Json], Any]] = {
    "getMe": _me,
    "sendMessage": _send,
    "sendDocument": _send_document,
    "editMessageText": _edit,
    "editMessageReplyMarkup": _edit,
    "deleteMessage": lambda b, g: _delete(b, g["chat_id"], [g["message_id"]], alone=True),
    "deleteMessages": lambda b, g: _delete(b, g["chat_id"], g["message_ids"], alone=False),
    "answerCallbackQuery": _answer,
    "leaveChat": _leave,
    "getChat": lambda b, g: _room(b, g["chat_id"]).chat,
    "setWebhook": _set_webhook,
    "deleteWebhook": _set_webhook,
    "getWebhookInfo": _webhook,
}
