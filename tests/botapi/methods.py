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
    name, content = given["uploads"]["document"]
    room.files.append((name, content))
    document = {"file_id": f"f{len(room.files)}", "file_unique_id": "u", "file_name": name}
    caption = {"caption": given["caption"]} if given.get("caption") else {}
    return books.fresh_message(room, BOT, document=document, **caption)


def _send_photo(books: Books, given: Json) -> Json:
    room = _room(books, given["chat_id"])
    photo = _photo(room, *given["uploads"]["photo"])
    more = {name: given[name] for name in ("caption", "reply_markup") if given.get(name)}
    return books.fresh_message(room, BOT, photo=photo, **more)


def _photo(room: Room, name: str, content: bytes) -> list[Json]:
    """What Telegram makes of an uploaded picture; it takes PNG and JPEG."""
    if not content.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
    room.files.append((name, content))
    number = f"p{len(room.files)}"
    return [{"file_id": number, "file_unique_id": number, "width": 1, "height": 1}]


def _edit_text(books: Books, given: Json) -> Json:
    message = _editable(books, given)
    if "text" not in message:
        raise Refusal(400, "Bad Request: there is no text in the message to edit")
    return _edit(books, message, text=given["text"], reply_markup=given.get("reply_markup"))


def _edit_caption(books: Books, given: Json) -> Json:
    message = _editable(books, given)
    if "text" in message:
        raise Refusal(400, "Bad Request: there is no caption in the message to edit")
    return _edit(
        books, message, caption=given.get("caption"), reply_markup=given.get("reply_markup")
    )


def _edit_media(books: Books, given: Json) -> Json:
    message = _editable(books, given)
    media = given["media"]
    upload = given["uploads"][media["media"].removeprefix("attach://")]
    photo = _photo(_room(books, given["chat_id"]), *upload)
    return _edit(
        books,
        message,
        text=None,
        photo=photo,
        caption=media.get("caption"),
        reply_markup=given.get("reply_markup"),
    )


def _edit_markup(books: Books, given: Json) -> Json:
    return _edit(books, _editable(books, given), reply_markup=given.get("reply_markup"))


def _editable(books: Books, given: Json) -> Json:
    message = _room(books, given["chat_id"]).messages.get(given["message_id"])
    if message is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    if message["from"] != BOT:
        raise Refusal(400, "Bad Request: message can't be edited")
    return message


def _edit(books: Books, message: Json, **content: Any) -> Json:
    """Change a message's parts; None takes one away."""
    if all(message.get(name) == one for name, one in content.items()):
        raise Refusal(
            400,
            "Bad Request: message is not modified: specified new message content and reply "
            "markup are exactly the same as a current content and reply markup of the message",
        )
    for name, one in content.items():
        message.pop(name, None)
        message.update({name: one} if one else {})
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


def _get_file(books: Books, given: Json) -> Json:
    content = books.files.get(given["file_id"])
    if content is None:
        raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    named = {"file_id": given["file_id"], "file_unique_id": given["file_id"]}
    return {**named, "file_size": len(content), "file_path": given["file_id"]}


_DOES: dict[str, Callable[[Books, Json], Any]] = {
    "getMe": _me,
    "getFile": _get_file,
    "sendMessage": _send,
    "sendDocument": _send_document,
    "sendPhoto": _send_photo,
    "editMessageText": _edit_text,
    "editMessageCaption": _edit_caption,
    "editMessageMedia": _edit_media,
    "editMessageReplyMarkup": _edit_markup,
    "deleteMessage": lambda b, g: _delete(b, g["chat_id"], [g["message_id"]], alone=True),
    "deleteMessages": lambda b, g: _delete(b, g["chat_id"], g["message_ids"], alone=False),
    "answerCallbackQuery": _answer,
    "leaveChat": _leave,
    "getChat": lambda b, g: _room(b, g["chat_id"]).chat,
    "setWebhook": _set_webhook,
    "deleteWebhook": _set_webhook,
    "getWebhookInfo": _webhook,
}
