"""Drawing what is owed: from digests and scores, without holding anybody else up."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from bot.outgoing import Collage, Spoke, WheelPicture
from bot.telegram import painting
from bot.telegram.drawing import KEPT, Easel
from storage.pictures import Picture, add_picture
from surveys.library.pictures import find_shipped
from tests.bot.chatting import Chats

WHEEL = WheelPicture(spokes=(Spoke(label="School", score=2), Spoke(label="Sleep")), points=5)


async def kept(chats: Chats, name: str) -> str:
    content = find_shipped(name)
    assert content is not None
    async with chats.world.database.write() as db:
        return await add_picture(db, Picture(content, "image/png", name))


async def test_a_collage_is_drawn_from_the_pictures_that_are_kept(chats: Chats) -> None:
    """Only digests are owed: a message waiting in the outbox holds no picture."""
    bed, sofa = await kept(chats, "bed"), await kept(chats, "sofa")
    easel = Easel(chats.world)

    whole = await easel.draw(Collage(pictures=(bed, sofa)))
    without = await easel.draw(Collage(pictures=(bed, "0" * 64)))

    assert whole == painting.paint_collage([find_shipped("bed"), find_shipped("sofa")], ())
    assert without == painting.paint_collage([find_shipped("bed"), None], ())


async def test_one_collage_for_everybody_is_drawn_once(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home of thirty reaches the same question on one evening."""
    bed = await kept(chats, "bed")
    painted: list[int] = []

    def paint(pictures: object, labels: object) -> bytes:
        painted.append(1)
        return b""

    monkeypatch.setattr(painting, "paint_collage", paint)
    easel = Easel(chats.world)
    for _ in range(3):
        await easel.draw(Collage(pictures=(bed, bed)))
    assert len(painted) == 1

    for number in range(KEPT):
        await easel.draw(Collage(pictures=(bed, bed), alt=f"{number}"))
    await easel.draw(Collage(pictures=(bed, bed)))
    assert len(painted) == KEPT + 2


async def test_a_wheel_is_kept_nowhere(chats: Chats) -> None:
    """It is somebody's answer."""
    easel = Easel(chats.world)
    content = await easel.draw(WHEEL)

    assert content == painting.paint_wheel(WHEEL.spokes, WHEEL.points)
    assert not easel._collages


async def test_nobody_waits_while_a_picture_is_drawn(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a second of painting on the loop would hold up every chat."""
    loop_was_free = asyncio.Event()

    def paint(*_: object) -> bytes:
        asyncio.run_coroutine_threadsafe(_set(loop_was_free), loop).result(5)
        return b""

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(painting, "paint_wheel", paint)
    await Easel(chats.world).draw(WHEEL)

    assert loop_was_free.is_set()


async def _set(event: asyncio.Event) -> None:
    event.set()


@pytest.mark.full
def test_pillow_is_loaded_only_where_something_is_drawn() -> None:
    """It is heavy, and most rounds have no pictures."""
    script = "import sys, bot.main; sys.exit('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=False)

    assert done.returncode == 0
