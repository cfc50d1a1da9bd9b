"""Pictures in Telegram: photos with the words under them, changed in place."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.outgoing import Button, Collage, Drawing, Rewrite, Say, Spoke, WheelPicture
from bot.services.delivering import DeliveryFault
from bot.telegram.application import bare
from bot.telegram.painting import paint_wheel
from bot.telegram.requests import AioRequest
from bot.telegram.transport import CAPTION, Transport
from surveys.people.person import Chat
from tests.botapi.people import Phone
from tests.botapi.server import Server

COLLAGE = Collage(pictures=("a" * 64, "b" * 64), labels=("Bed", "Sofa"), alt="A bed, a sofa")
ROWS = ((Button(label="1", press="c:a:0:1"), Button(label="2", press="c:a:0:2")),)
LONG = "word " * 300
JPEG = b"\xff\xd8\xff collage"


def wheel(*scores: int | None) -> WheelPicture:
    spokes = tuple(Spoke(label=f"Area {n}", score=score) for n, score in enumerate(scores))
    return WheelPicture(spokes=spokes, points=5, alt="A wheel")


async def drawn(what: Drawing) -> bytes:
    if isinstance(what, WheelPicture):
        return paint_wheel(what.spokes, what.points)
    return JPEG


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    application = bare(
        None,  # type: ignore[arg-type]  # a transport needs no world
        chat=Chat.TELEGRAM,
        request=AioRequest(),
        token=server.token,
        base_url=server.address,
    )
    await application.initialize()
    yield application.bot
    await application.shutdown()


@pytest.fixture
def transport(bot: Bot) -> Transport:
    return Transport(bot, drawn)


@pytest.fixture
def sam(server: Server) -> Phone:
    return Phone(server, 1001)


async def test_a_picture_comes_with_its_words_and_buttons_under_it(
    transport: Transport, server: Server, sam: Phone
) -> None:
    """One message: nothing to scroll between the picture and what it asks."""
    numbers = await transport.deliver(
        sam.number, Say(text="Which <b>one</b>?", rows=ROWS, picture=COLLAGE)
    )

    (shown,) = sam.screen
    assert numbers == (shown["message_id"],)
    assert shown["caption"] == "Which <b>one</b>?"
    assert sam.labels == ["1", "2"]
    assert sam.room.files == [("picture.jpg", JPEG)]
    (given,) = server.books.made("sendPhoto")
    assert not {"parse_mode", "protect_content"} & given.keys()


async def test_words_too_long_for_under_a_picture_come_after_it(
    transport: Transport, sam: Phone
) -> None:
    """Telegram takes 1,024 units under a picture; the buttons stay with the words."""
    fits = "😀" * (CAPTION // 2)
    assert len(await transport.deliver(sam.number, Say(text=fits, picture=COLLAGE))) == 1

    numbers = await transport.deliver(sam.number, Say(text=fits + "x", rows=ROWS, picture=COLLAGE))

    *_, photo, words = sam.screen
    assert numbers == (photo["message_id"], words["message_id"])
    assert "caption" not in photo
    assert "reply_markup" not in photo
    assert words["text"] == fits + "x"
    assert sam.button("1")[0] is words


async def test_the_words_under_a_collage_are_rewritten_and_the_picture_stays(
    transport: Transport, server: Server, sam: Phone
) -> None:
    """The chosen answer is written where it was asked; nothing is uploaded again."""
    (number,) = await transport.deliver(
        sam.number, Say(text="Which one?", rows=ROWS, picture=COLLAGE)
    )
    for picture in (COLLAGE, None):
        text = f"Which one? Bed {picture is None}"
        rewritten = Rewrite(message=number, text=text, picture=picture)
        assert await transport.deliver(sam.number, rewritten) == ()

        (shown,) = sam.screen
        assert shown["caption"] == text
        assert "photo" in shown
        assert sam.labels == []
    assert not server.books.made("editMessageMedia")
    assert len(sam.room.files) == 1


async def test_a_wheel_is_drawn_anew_in_its_place(transport: Transport, sam: Phone) -> None:
    """Each score is seen at once, and no pile of wheels is left behind."""
    (number,) = await transport.deliver(
        sam.number, Say(text="Area 1?", rows=ROWS, picture=wheel(3, None))
    )
    again = Rewrite(message=number, text="Done?", rows=ROWS, picture=wheel(3, 4))
    assert await transport.deliver(sam.number, again) == ()

    (shown,) = sam.screen
    assert shown["caption"] == "Done?"
    assert sam.labels == ["1", "2"]
    before, after = (content for _, content in sam.room.files)
    assert before == await drawn(wheel(3, None))
    assert after == await drawn(wheel(3, 4))


async def test_a_rewrite_puts_a_picture_to_words_that_had_none(
    transport: Transport, sam: Phone
) -> None:
    """A question may get its picture when it is asked again in place."""
    for picture in (COLLAGE, wheel(1)):
        (number,) = await transport.deliver(sam.number, Say(text="Well?"))
        await transport.deliver(sam.number, Rewrite(message=number, text="1", picture=picture))

        assert "text" not in sam.screen[-1]
        assert sam.screen[-1]["caption"] == "1"


async def test_a_rewrite_too_long_for_under_its_picture_goes_after_it(
    transport: Transport, sam: Phone
) -> None:
    """Nothing is cut off, and the old buttons under the picture are gone."""
    (number,) = await transport.deliver(sam.number, Say(text="Which?", rows=ROWS, picture=COLLAGE))
    new = await transport.deliver(sam.number, Rewrite(message=number, text=LONG, rows=ROWS))

    photo, words = sam.screen
    assert new == (words["message_id"],)
    assert photo["caption"] == "Which?"
    assert "reply_markup" not in photo
    assert words["text"] == LONG.strip() or words["text"] == LONG


async def test_a_long_text_beside_its_picture_is_rewritten_as_words(
    transport: Transport, sam: Phone
) -> None:
    """The buttons are on the words, so it is they that change."""
    _, number = await transport.deliver(sam.number, Say(text=LONG, rows=ROWS, picture=wheel(1)))
    await transport.deliver(sam.number, Rewrite(message=number, text=LONG + "!", picture=wheel(2)))

    assert [("photo" in m, "text" in m) for m in sam.screen] == [(True, False), (False, True)]
    assert sam.labels == []


async def test_a_picture_that_is_gone_or_unchanged_is_fine(
    transport: Transport, sam: Phone
) -> None:
    """A repeated delivery must not fail for ever."""
    (number,) = await transport.deliver(sam.number, Say(text="Same", picture=COLLAGE))

    for picture in (COLLAGE, None, wheel(2)):
        same = Rewrite(message=number, text="Same", picture=picture)
        gone = Rewrite(message=999, text="Gone", picture=picture)
        assert await transport.deliver(sam.number, same) == ()
        assert await transport.deliver(sam.number, gone) == ()
    assert len(sam.screen) == 1


async def test_a_question_is_asked_even_when_its_picture_cannot_be(
    bot: Bot, server: Server, sam: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """The words say enough to answer; a lost question cannot be answered at all."""

    async def breaks(what: Drawing) -> bytes:
        raise MemoryError("School: 2 of 5")

    await Transport(bot, breaks).deliver(sam.number, Say(text="1", rows=ROWS, picture=wheel(2)))
    server.breaks("sendPhoto", status=400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")
    await Transport(bot, drawn).deliver(sam.number, Say(text="2", rows=ROWS, picture=COLLAGE))

    assert [m["text"] for m in sam.screen] == ["1", "2"]
    assert sam.labels == ["1", "2", "1", "2"]
    assert "School" not in caplog.text


async def test_t8_no_log_line_holds_what_a_wheel_says(
    transport: Transport, sam: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even where everything is logged."""
    caplog.set_level(logging.DEBUG, "bot")
    (number,) = await transport.deliver(sam.number, Say(text="x", picture=wheel(4, 2)))
    await transport.deliver(sam.number, Rewrite(message=number, text="y", picture=wheel(4, 3)))

    assert "Area" not in caplog.text


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, "permanent"),
        ({"status": 429, "retry_after": 7}, "retry_after"),
        ({"status": 502, "description": "Bad Gateway"}, ""),
        ({"status": 400, "description": "Bad Request: chat not found"}, "unreachable"),
    ],
)
async def test_a_picture_fails_as_words_do(
    transport: Transport, server: Server, sam: Phone, broken: dict[str, object], told: str
) -> None:
    """The courier knows one class of fault."""
    for method in ("sendPhoto", "editMessageMedia", "editMessageCaption"):
        server.breaks(method, **broken)
    for said in (
        Say(text="x", picture=COLLAGE),
        Rewrite(message=1, text="x", picture=wheel(1)),
        Rewrite(message=1, text="x", picture=COLLAGE),
    ):
        if isinstance(said, Rewrite) and broken["status"] == 400:
            continue  # what cannot be changed in place is asked in words
        with pytest.raises(DeliveryFault) as fault:
            await transport.deliver(sam.number, said)
        assert not told or getattr(fault.value, told)
