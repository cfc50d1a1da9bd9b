"""What a page sends, read strictly and turned into the update that Telegram would have sent."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.webchat.botapi import LONGEST_PRESS, ME
from bot.webchat.desk import OpenChat

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?=\s|$)")


class _Sent(BaseModel):
    """``client`` is drawn by the page for each thing sent, and kept when it is sent again."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    client: int = Field(ge=1, lt=2**52)


class Typed(_Sent):
    """Words from the box. The route measures them, so that too many are said to be too many."""

    kind: Literal["text"]
    text: str = Field(min_length=1)


class Tapped(_Sent):
    """A button on a message."""

    kind: Literal["tap"]
    message: int = Field(ge=1, lt=2**52)
    press: str = Field(min_length=1, max_length=LONGEST_PRESS)


Sent = Annotated[Typed | Tapped, Field(discriminator="kind")]
_SENT: TypeAdapter[Typed | Tapped] = TypeAdapter(Sent)


def read_sent(body: bytes) -> Typed | Tapped:
    """Read what a page sent; lone surrogates, which no store can keep, are replaced first.

    Raises:
        ValueError: It is nothing that our page sends.
    """
    try:
        found = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if isinstance(found, dict):
        found = {key: mended(one) if isinstance(one, str) else one for key, one in found.items()}
    return _SENT.validate_python(found)


def update_number(number: int, client: int) -> int:
    """Number an update by who sent it and the page's own id: sent again, it is the same one."""
    seed = f"{number}:{client}".encode()
    digest = hashlib.blake2b(seed, digest_size=8, person=b"earshot-update").digest()
    return int.from_bytes(digest) >> 12


def mended(text: str) -> str:
    """Replace lone surrogates, which no store can keep; everything else stays as typed."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def update_of_file(chat: OpenChat, client: int, key: str, now: int) -> dict[str, Any]:
    """Write the update of a file that a page sends in. ``now`` as for ``update_from``."""
    paper = chat.sent_in[key]
    file_id = f"{chat.number}-{key}"
    return {
        "update_id": update_number(chat.number, client),
        "message": {
            "message_id": chat.number_written(client),
            "date": now,
            "chat": {"id": chat.number, "type": "private", "first_name": "-"},
            "from": {"id": chat.number, "is_bot": False, "first_name": "-"},
            "document": {
                "file_id": file_id,
                "file_unique_id": file_id,
                "file_name": paper.name,
                "file_size": len(paper.content),
            },
        },
    }


def update_from(sent: Typed | Tapped, chat: OpenChat, now: int) -> dict[str, Any]:
    """Write the update. ``now`` is in seconds since 1970, as the Bot API counts."""
    here = {"id": chat.number, "type": "private", "first_name": "-"}
    who = {"id": chat.number, "is_bot": False, "first_name": "-"}
    number = update_number(chat.number, sent.client)
    match sent:
        case Typed():
            message: dict[str, Any] = {
                "message_id": chat.number_written(sent.client),
                "date": now,
                "chat": here,
                "from": who,
                "text": sent.text,
            }
            command = _COMMAND.match(sent.text)
            if command:
                message["entities"] = [
                    {"type": "bot_command", "offset": 0, "length": command.end()}
                ]
            return {"update_id": number, "message": message}
        case Tapped():
            shown = chat.messages.get(sent.message)
            gone = {"message_id": sent.message, "date": 0, "chat": here, "from": ME}
            return {
                "update_id": number,
                "callback_query": {
                    "id": f"{chat.number}-{sent.client}",
                    "from": who,
                    "message": shown or gone,
                    "chat_instance": "-",
                    "data": sent.press,
                },
            }
