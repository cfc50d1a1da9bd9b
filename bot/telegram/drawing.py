"""Drawing what is owed as a picture, for a chat that cannot draw. Off the event loop."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import assert_never

from bot.outgoing import Collage, Drawing, WheelPicture
from bot.services.asking.picturing import load_contents
from bot.services.world import World

KEPT = 12
"""Most collages kept in memory: one is sent to everybody who is asked."""


class Easel:
    """Draws collages and wheels. A collage is survey material and is drawn once.

    A wheel is somebody's own: it is drawn when it is sent and kept nowhere.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._collages: OrderedDict[Collage, bytes] = OrderedDict()
        self._painting = asyncio.Lock()

    async def draw(self, what: Drawing) -> bytes:
        """Draw something: a JPEG of at most 1280 pixels a side and 300 kB.

        One at a time: fonts cannot be used by two threads at once.
        """
        async with self._painting:
            match what:
                case Collage():
                    return await self._collage(what)
                case WheelPicture():
                    return await asyncio.to_thread(_wheel, what)
                case _:
                    assert_never(what)

    async def _collage(self, what: Collage) -> bytes:
        if what in self._collages:
            self._collages.move_to_end(what)
            return self._collages[what]
        contents = await load_contents(self._world, what.pictures)
        drawn = await asyncio.to_thread(_collage, what, contents)
        self._collages[what] = drawn
        while len(self._collages) > KEPT:
            self._collages.popitem(last=False)
        return drawn


def _collage(what: Collage, contents: dict[str, bytes]) -> bytes:
    from bot.telegram.painting import paint_collage

    return paint_collage([contents.get(digest) for digest in what.pictures], what.labels)


def _wheel(what: WheelPicture) -> bytes:
    from bot.telegram.painting import paint_wheel

    return paint_wheel(what.spokes, what.points)
