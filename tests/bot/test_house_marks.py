"""What a house runs by, told to its workers without telling anybody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.house_marks import is_rehearsal, set_mark
from tests.bot.chatting import Chats

pytestmark = pytest.mark.sqlite_only


async def test_a_worker_knows_whether_the_house_rehearses(chats: Chats) -> None:
    """It says so under every question, or tells somebody real what is not so."""
    for rehearsal in (True, False):
        await set_mark(replace(chats.world, rehearsal=rehearsal))
        assert await is_rehearsal(chats.world) is rehearsal


async def test_a_worker_that_reads_something_else_than_the_house_knows_it(chats: Chats) -> None:
    """Another policy, another floor, other links: it must not answer anybody."""
    world = chats.world
    assert await is_rehearsal(world) is None
    await set_mark(world)
    policy = world.policy.model_copy(update={"organisation": "Another"})
    others = (
        replace(world, policy=policy),
        replace(world, k_min=9),
        replace(world, public_url="https://another.example"),
    )

    assert [await is_rehearsal(other) for other in others] == [None] * 3
