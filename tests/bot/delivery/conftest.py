"""A world with a still clock, and chats that write down what they are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest

from bot.outgoing import Outgoing, Say
from bot.services.delivering import DeliveryFault
from bot.services.world import World
from storage.engine import Database
from storage.keys import Keys
from tests.botapi.running import Clock, a_world


class Chatbook:
    """A carrier that notes what it delivers, and fails when told to."""

    def __init__(self) -> None:
        self.said: dict[int, list[str]] = defaultdict(list)
        self.order: list[int] = []
        self.tried = 0
        self.fault: Callable[[int], DeliveryFault | None] = lambda _: None
        self.happens = False

    async def deliver(self, number: int, said: Outgoing) -> tuple[int, ...]:
        self.tried += 1
        fault = self.fault(number)
        if fault is None or self.happens:
            self.said[number].append(said.text if isinstance(said, Say) else said.does)
            self.order.append(number)
        if fault is not None:
            raise fault
        return (self.tried,)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(database: Database, keys: Keys, clock: Clock) -> World:
    return a_world(database, keys, clock)


@pytest.fixture
def chatbook() -> Chatbook:
    return Chatbook()
