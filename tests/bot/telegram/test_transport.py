"""What we owe becomes Bot API calls, and Telegram's faults become one class."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.outgoing import Answer, Button, ClearUp, HandOver, Leave, Rewrite, Say
from bot.services.delivering import DeliveryFault
from bot.telegram.application import bare
from bot.telegram.requests import AioRequest
from bot.telegram.transport import LONGEST, Transport, pieces
from surveys.people.person import Chat
from tests.botapi.books import Room
from tests.botapi.description import units
from tests.botapi.people import Phone
from tests.botapi.running import Clock
from tests.botapi.server import Server


@pytest.fixture
async def transport(server: Server) -> AsyncIterator[Transport]:
    application = bare(
        None,  # type: ignore[arg-type]  # a transport needs no world
        chat=Chat.TELEGRAM,
        request=AioRequest(),
        token=server.token,
        base_url=server.address,
    )
    await application.initialize()
    yield Transport(application.bot)
    await application.shutdown()


@pytest.fixture
def sam(server: Server) -> Phone:
    return Phone(server, 1001)


HOSTILE = "*_[]()~`>#+-=|{}.!<a href='tg://x'>x</a> t.me/joinme tg://resolve?domain=x @everyone"


async def test_e3_words_are_sent_as_they_are_and_nothing_becomes_of_them(
    transport: Transport, server: Server, sam: Phone
) -> None:
    """No formatting is asked for and no preview is fetched."""
    await transport.deliver(sam.number, Say(text=HOSTILE))

    (given,) = server.books.made("sendMessage")
    assert given["text"] == HOSTILE
    assert "parse_mode" not in given
    assert "entities" not in given
    assert given["link_preview_options"] == {"is_disabled": True}


async def test_buttons_carry_what_they_send_back_or_open(transport: Transport, sam: Phone) -> None:
    """A button either presses or links."""
    rows = (
        (Button(label="Yes", press="c:abc:0:1"),),
        (Button(label="Page", link="https://e.org"),),
    )
    (number,) = await transport.deliver(sam.number, Say(text="Well?", rows=rows))

    assert sam.labels == ["Yes", "Page"]
    assert sam.button("Yes")[1]["callback_data"] == "c:abc:0:1"
    assert sam.button("Page")[1]["url"] == "https://e.org"
    assert sam.screen[-1]["message_id"] == number


async def test_a_long_text_goes_in_pieces_and_every_id_comes_back(
    transport: Transport, sam: Phone
) -> None:
    """Tidying must find every message a text became; buttons sit under the last."""
    text = ("word " * 900 + "\n\n") * 3
    numbers = await transport.deliver(
        sam.number, Say(text=text, rows=((Button(label="Next", press="d:a:0"),),))
    )

    assert len(numbers) == len(sam.screen) > 1
    assert sam.button("Next")[0]["message_id"] == numbers[-1]
    assert "".join("".join(sam.said).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 9000, "😀" * 5000, "a\n" * 4000, "word " * 2000, "short"])
def test_every_piece_fits_and_nothing_is_lost(text: str) -> None:
    """Telegram counts UTF-16 units: an emoji is two."""
    cut = pieces(text)

    assert all(0 < units(piece) <= LONGEST for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


async def test_rewriting_takes_old_buttons_away(transport: Transport, sam: Phone) -> None:
    """What was pressed cannot be pressed again."""
    (number,) = await transport.deliver(
        sam.number, Say(text="Well?", rows=((Button(label="Yes", press="c:a:0:1"),),))
    )
    await transport.deliver(sam.number, Rewrite(message=number, text="Well? Yes"))

    assert sam.said == ["Well? Yes"]
    assert sam.labels == []


async def test_a_rewrite_of_what_is_gone_or_unchanged_is_fine(
    transport: Transport, sam: Phone
) -> None:
    """A repeated delivery must not fail for ever."""
    (number,) = await transport.deliver(sam.number, Say(text="Same"))

    assert await transport.deliver(sam.number, Rewrite(message=number, text="Same")) == ()
    assert await transport.deliver(sam.number, Rewrite(message=999, text="Gone")) == ()


async def test_a_card_that_somebody_deleted_is_said_anew_where_that_is_wanted(
    transport: Transport, sam: Phone
) -> None:
    """An author who deletes the card of their draft would type into nothing."""
    (number,) = await transport.deliver(sam.number, Say(text="Same"))
    same = Rewrite(message=number, text="Same", anew=True)

    assert await transport.deliver(sam.number, same) == ()
    assert await transport.deliver(sam.number, Rewrite(message=999, text="Card", anew=True))
    assert sam.said == ["Same", "Card"]


async def test_t8_the_answer_to_a_stale_tap_is_fine(
    transport: Transport, server: Server, sam: Phone, clock: Clock
) -> None:
    """After an outage the tap may have died on Telegram's side."""
    await transport.deliver(sam.number, Say(text="x"))
    await sam.tap_code("go:abc")
    tap = server.books.waiting[-1].body["callback_query"]["id"]
    clock.advance(seconds=151)

    assert await transport.deliver(sam.number, Answer(tap=tap, text="Late")) == ()
    assert sam.room.popups == []


async def test_an_answer_pops_up(transport: Transport, server: Server, sam: Phone) -> None:
    """Take-back words are shown so: in no message."""
    await transport.deliver(sam.number, Say(text="x"))
    await sam.tap_code("words:abc")
    tap = server.books.waiting[-1].body["callback_query"]["id"]
    await transport.deliver(sam.number, Answer(tap=tap, text="river stone", alert=True))

    assert [(p["text"], p["show_alert"]) for p in sam.room.popups] == [("river stone", True)]


async def test_a_file_is_handed_over_with_its_name(transport: Transport, sam: Phone) -> None:
    """Results are a document; a long line about it becomes a message."""
    content = base64.b64encode(b"<html>").decode()
    await transport.deliver(sam.number, HandOver(name="r.html", content=content, text="Here"))
    await transport.deliver(sam.number, HandOver(name="r.html", content=content, text="b" * 2000))

    assert sam.room.files == [("r.html", b"<html>")] * 2
    assert sam.said == ["Here", "", "b" * 2000]


async def test_clearing_up_removes_by_the_hundred_and_says_what_is_left(
    transport: Transport, server: Server, sam: Phone, clock: Clock
) -> None:
    """T8: after 48 hours Telegram refuses; the person is told how many stayed."""
    old = await _say(transport, sam, 3)
    clock.advance(hours=49)
    new = await _say(transport, sam, 150)
    wanted = (*old, *new, 9999)
    await transport.deliver(sam.number, ClearUp(messages=wanted, text="{left} stayed"))

    assert sam.said == ["text"] * 3 + ["3 stayed"]
    assert [len(g["message_ids"]) for g in server.books.made("deleteMessages")] == [54]


async def test_clearing_up_twice_leaves_nothing_over(transport: Transport, sam: Phone) -> None:
    """A repeated delivery counts what is gone already as removed."""
    numbers = await _say(transport, sam, 2)
    for _ in range(2):
        await transport.deliver(sam.number, ClearUp(messages=numbers, text="{left} left"))

    assert sam.said == ["0 left", "0 left"]


async def _say(transport: Transport, sam: Phone, times: int) -> tuple[int, ...]:
    return tuple(
        [(await transport.deliver(sam.number, Say(text="text")))[0] for _ in range(times)]
    )


async def test_c10_leaving_a_group_left_already_is_over_with(
    transport: Transport, server: Server
) -> None:
    """A repeated leave is given up, quietly."""
    server.books.rooms[-5] = Room({"id": -5, "type": "group"}, {"id": 1})
    await transport.deliver(-5, Leave())
    with pytest.raises(DeliveryFault) as caught:
        await transport.deliver(-5, Leave())

    assert caught.value.permanent
    assert caught.value.unreachable


FAULTS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"status": 500}, {"permanent": False}),
    ({"status": 502, "body": b"<html>"}, {"permanent": False}),
    ({"reset": True}, {"permanent": False}),
    ({"status": 200, "body": b'{"ok": tr'}, {"permanent": False}),
    ({"status": 429, "retry_after": 9}, {"permanent": False, "retry_after": 9.0}),
    ({"status": 429, "body": b"slow down"}, {"permanent": False, "retry_after": 5.0}),
    ({"status": 401, "description": "Unauthorized"}, {"permanent": False, "retry_after": 60.0}),
    (
        {"status": 403, "description": "Forbidden: bot was blocked by the user"},
        {"permanent": True, "unreachable": True},
    ),
    (
        {"status": 403, "description": "Forbidden: user is deactivated"},
        {"permanent": True, "unreachable": True},
    ),
    (
        {"status": 400, "description": "Bad Request: chat not found"},
        {"permanent": True, "unreachable": True},
    ),
    (
        {"status": 400, "description": "Bad Request: BUTTON_DATA_INVALID"},
        {"permanent": True, "unreachable": False},
    ),
    (
        {"status": 403, "description": "Forbidden: no page is open"},
        {"permanent": False, "absent": True},
    ),
]


@pytest.mark.parametrize(("fault", "judged"), FAULTS)
async def test_each_fault_is_judged_once_and_quotes_nobody(
    transport: Transport,
    server: Server,
    sam: Phone,
    fault: dict[str, Any],
    judged: dict[str, Any],
) -> None:
    """Whether to try again is decided here; the fault itself holds no words and no token."""
    server.breaks("sendMessage", **fault)
    with pytest.raises(DeliveryFault) as caught:
        await transport.deliver(sam.number, Say(text="canary"))

    assert {name: getattr(caught.value, name) for name in judged} == judged
    assert "canary" not in repr(caught.value)
    assert server.token not in repr(caught.value)
    assert caught.value.__suppress_context__


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    """The network is down: nothing is lost, and the address with its token is not repeated."""
    application = bare(
        None,  # type: ignore[arg-type]
        chat=Chat.TELEGRAM,
        request=AioRequest(),
        token="4242:" + "A" * 35,
        base_url="http://127.0.0.1:9",
    )
    async with AioRequest() as request:
        application.bot._request = (request, request)
        with pytest.raises(DeliveryFault) as caught:
            await Transport(application.bot).deliver(1, Say(text="x"))

    assert not caught.value.permanent
    assert "AAAA" not in repr(caught.value)
