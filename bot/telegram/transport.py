"""Telegram as a carrier: what we owe, put into Bot API calls. Plain text and nothing else."""

from __future__ import annotations

import base64
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, assert_never

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.outgoing import (
    Answer,
    ClearUp,
    Collage,
    Drawing,
    HandOver,
    Leave,
    Outgoing,
    Rewrite,
    Rows,
    Say,
    WheelPicture,
)
from bot.services.delivering import DeliveryFault
from bot.telegram.calls import PlainCalls, keyboard_of
from bot.telegram.requests import HoldOff
from bot.telegram.superseding import Standing, Sweeper
from bot.telegram.veiling import announced, veils

log = logging.getLogger(__name__)

Draw = Callable[[Drawing], Awaitable[bytes]]
"""What makes a picture, a JPEG, for a chat that cannot draw."""

LONGEST = 4096
"""The Bot API's limit for a message. Unit: UTF-16 code units."""

CAPTION = 1024
"""The Bot API's limit for the line about a file or picture. Unit: UTF-16 code units."""

POPUP = 200
"""The Bot API's limit for the answer to a tap. Unit: characters."""

PICTURE = "picture.jpg"
"""What every uploaded picture is called."""

DELETED_AT_ONCE = 100
REFUSED_WAIT = 60.0
"""How long to hold everything when the token itself is refused. Unit: seconds."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_UNCHANGED = ("message is not modified",)
_LOST = ("message to edit not found", "message can't be edited")
_FINE = (*_UNCHANGED, *_LOST)
_NO_TEXT, _NO_CAPTION = ("no text in the message",), ("no caption in the message",)
_NO_PICTURE = ("photo", "image", "media", "wrong file")
"""Telegram takes the words and not the picture (or the group forbids them): words alone go."""
_TOO_LATE = ("query is too old", "query id is invalid")
_NO_PAGE = ("no page is open",)
_GONE = ("message to delete not found", "message identifier is not specified")
_NOBODY = ("chat not found", "user is deactivated", "peer_id_invalid", "bot was blocked", "kicked")


class Transport:
    """Delivers what we owe through a Bot API server. See ``bot.services.delivering.Carrier``.

    Without ``draw`` the chat draws pictures itself, from their digests and scores. ``on_phones``
    tells that a locked phone shows the beginning of what comes: see ``bot.telegram.veiling``.
    """

    def __init__(self, bot: Bot, draw: Draw | None = None, *, on_phones: bool = False) -> None:
        self._bot, self._calls = bot, PlainCalls(bot)
        self._draw = draw
        self._on_phones = on_phones
        self._standing = Standing()
        self._sweeper = Sweeper(self._take_off)

    async def deliver(self, number: int, said: Outgoing) -> tuple[int, ...]:
        """Deliver one thing; return the ids of the messages that appeared.

        Raises:
            DeliveryFault: It did not arrive, or nobody can tell.
        """
        try:
            return await self._deliver(number, said)
        except TelegramError as fault:
            raise _judged(fault) from None
        finally:
            self._sweeper.delivered()

    async def _deliver(self, number: int, said: Outgoing) -> tuple[int, ...]:
        match said:
            case Say():
                shown = await self._show(number, said)
                past = self._standing.said(number, said.rows, shown[-1])
                if past is not None and self._on_phones:
                    self._sweeper.note(number, past)
                return shown
            case Rewrite():
                self._standing.rewritten(number, said.rows, said.message)
                return await self._rewrite(number, said)
            case Answer():
                await _unless(
                    self._calls.answer_tap(said.tap, said.text[:POPUP] or None, alert=said.alert),
                    _TOO_LATE,
                )
            case HandOver():
                return await self._hand_over(number, said)
            case ClearUp():
                return await self._clear_up(number, said)
            case Leave():
                await self._bot.leave_chat(number)
            case _:
                assert_never(said)
        return ()

    async def _take_off(self, number: int, message: int) -> None:
        """Take the buttons off a past question. It is only tidiness: no fault."""
        with contextlib.suppress(TelegramError):
            await self._calls.drop_keyboard(number, message)

    async def _show(self, number: int, said: Say) -> tuple[int, ...]:
        """Say something, under its picture where it has one and both fit."""
        if said.unasked and self._on_phones:
            return await self._veiled(number, said)
        drawn = await self._drawn(said.picture)
        if drawn is None:
            return await self._say(number, said.text, said.rows, self._own(said.picture))
        fits = _units(said.text) <= CAPTION
        try:
            shown = await self._bot.send_photo(
                number,
                drawn,
                filename=PICTURE,
                caption=said.text if fits else None,
                reply_markup=self._keyboard(said.rows) if fits else None,
            )
        except BadRequest as fault:
            if not _says(fault, _NO_PICTURE):
                raise
            return await self._say(number, said.text, said.rows)
        told = () if fits else await self._say(number, said.text, said.rows)
        return (shown.message_id, *told)

    async def _veiled(self, number: int, said: Say) -> tuple[int, ...]:
        """Say what comes unasked: in clear only that something waits; a tap shows the rest."""
        drawn = await self._drawn(said.picture)
        told: tuple[int, ...] = ()
        if drawn is not None:
            shown = await self._bot.send_photo(
                number, drawn, filename="picture.jpg", has_spoiler=True
            )
            told = (shown.message_id,)
        parts = veils(pieces(announced(said.text)))
        for place, (text, veil) in enumerate(parts, 1):
            sent = await self._bot.send_message(
                number,
                text,
                entities=veil,
                reply_markup=self._keyboard(said.rows) if place == len(parts) else None,
                link_preview_options=_NO_PREVIEW,
                protect_content=said.guarded or None,
            )
            told = (*told, sent.message_id)
        return told

    async def _rewrite(self, number: int, said: Rewrite) -> tuple[int, ...]:
        """Rewrite words, and their picture where another is given and both fit."""
        if _units(said.text) > CAPTION or self._draw is None:
            return await self._rewrite_words(number, said)
        if isinstance(said.picture, Collage) and await self._recaption(number, said):
            return ()
        drawn = await self._drawn(said.picture)
        if drawn is None:
            return await self._rewrite_words(number, said)
        photo = InputMediaPhoto(drawn, caption=said.text, filename=PICTURE)
        try:
            await self._bot.edit_message_media(
                photo,
                chat_id=number,
                message_id=said.message,
                reply_markup=self._keyboard(said.rows),
            )
        except BadRequest as fault:
            if not _says(fault, _FINE):
                return await self._rewrite_words(number, said)
        return ()

    async def _rewrite_words(self, number: int, said: Rewrite) -> tuple[int, ...]:
        try:
            await _unless(
                self._calls.edit_text(
                    number,
                    said.message,
                    said.text,
                    self._plain_keyboard(said.rows),
                    self._own(said.picture),
                ),
                _UNCHANGED if said.anew else _FINE,
            )
        except BadRequest as fault:
            if said.anew and _says(fault, _LOST):
                return await self._say(number, said.text, said.rows)
            if not _says(fault, _NO_TEXT):
                raise
            if _units(said.text) > CAPTION:
                # Too long for under the picture: its buttons go, the words come after it.
                await _unless(self._calls.drop_keyboard(number, said.message), _FINE)
                return await self._say(number, said.text, said.rows)
            await self._recaption(number, said)
        return ()

    async def _recaption(self, number: int, said: Rewrite) -> bool:
        """Change the words under a picture; False where the message has no picture."""
        try:
            await self._bot.edit_message_caption(
                number, said.message, caption=said.text, reply_markup=self._keyboard(said.rows)
            )
        except BadRequest as fault:
            if not _says(fault, (*_FINE, *_NO_CAPTION)):
                raise
            return not _says(fault, _NO_CAPTION)
        return True

    async def _drawn(self, picture: Drawing | None) -> bytes | None:
        """Draw a picture; None where there is none to draw. Words matter more than it does."""
        if picture is None or self._draw is None:
            return None
        try:
            return await self._draw(picture)
        except Exception as fault:
            # Only the kind: what was to be drawn is somebody's answer.
            log.warning("a picture could not be drawn: %s", type(fault).__name__)
            return None

    def _own(self, picture: Drawing | None) -> dict[str, Any] | None:
        """What a chat that draws for itself is told of a picture: buttons carry a collage's."""
        if self._draw is not None or not isinstance(picture, WheelPicture):
            return None
        spokes = [[spoke.label, spoke.score] for spoke in picture.spokes]
        return {"wheel": {"points": picture.points, "spokes": spokes, "alt": picture.alt}}

    async def _say(
        self, number: int, text: str, rows: Rows = (), own: dict[str, Any] | None = None
    ) -> tuple[int, ...]:
        *first, last = pieces(text)
        sent = [await self._calls.send_message(number, piece) for piece in first]
        keyboard = self._plain_keyboard(rows)
        return (*sent, await self._calls.send_message(number, last, keyboard, own))

    def _keyboard(self, rows: Rows) -> InlineKeyboardMarkup | None:
        plain = self._plain_keyboard(rows)
        return None if plain is None else InlineKeyboardMarkup.de_json(plain)

    def _plain_keyboard(self, rows: Rows) -> dict[str, Any] | None:
        return keyboard_of(rows, pictured=self._draw is None)

    async def _hand_over(self, number: int, said: HandOver) -> tuple[int, ...]:
        file = InputFile(base64.b64decode(said.content), filename=said.name)
        fits = _units(said.text) <= CAPTION
        message = await self._bot.send_document(
            number, file, caption=(said.text or None) if fits else None
        )
        told = () if fits else await self._say(number, said.text)
        return (message.message_id, *told)

    async def _clear_up(self, number: int, said: ClearUp) -> tuple[int, ...]:
        left = 0
        for start in range(0, len(said.messages), DELETED_AT_ONCE):
            left += await self._remove(number, said.messages[start : start + DELETED_AT_ONCE])
        if not said.text:
            return ()
        return await self._say(number, said.text.replace("{left}", str(left)))

    async def _remove(self, number: int, messages: tuple[int, ...]) -> int:
        """Remove messages; return how many are still there (Telegram: after 48 hours)."""
        try:
            await self._bot.delete_messages(number, messages)
        except BadRequest:
            return sum([not await self._remove_one(number, message) for message in messages])
        return 0

    async def _remove_one(self, number: int, message: int) -> bool:
        try:
            await self._bot.delete_message(number, message)
        except BadRequest as fault:
            return _says(fault, _GONE)
        return True


def pieces(text: str) -> list[str]:
    """Cut a text into messages that fit, at a paragraph, a line or a space where there is one."""
    return list(_cut(text)) or [text]


def _cut(text: str) -> Iterator[str]:
    while _units(text) > LONGEST:
        end, used = 0, 0
        for end, letter in enumerate(text):  # noqa: B007 - end is used after the loop
            used += _units(letter)
            if used > LONGEST:
                break
        at = next((p for mark in ("\n\n", "\n", " ") if (p := text.rfind(mark, 1, end)) > 0), end)
        yield text[:at]
        text = text[at:].lstrip()
    if text:
        yield text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


async def _unless(call: Awaitable[object], fine: tuple[str, ...]) -> None:
    try:
        await call
    except BadRequest as fault:
        if not _says(fault, fine):
            raise


def _says(fault: TelegramError, marks: tuple[str, ...]) -> bool:
    said = fault.message.lower()
    return any(mark in said for mark in marks)


def _judged(fault: TelegramError) -> DeliveryFault:
    """Telegram's faults, as one class. Only the kind is kept: a message could quote words."""
    kind = type(fault).__name__
    match fault:
        case HoldOff():
            return DeliveryFault(kind, retry_after=fault.seconds)
        case Forbidden() if _says(fault, _NO_PAGE):
            return DeliveryFault(kind, absent=True)
        case Forbidden():
            return DeliveryFault(kind, permanent=True, unreachable=True)
        case BadRequest():
            return DeliveryFault(kind, permanent=True, unreachable=_says(fault, _NOBODY))
        case InvalidToken():
            return DeliveryFault(kind, retry_after=REFUSED_WAIT)
        case _:
            return DeliveryFault(kind)
