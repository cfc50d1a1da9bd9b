"""Alerting: who is told, in which order and when; and who may see what."""

from __future__ import annotations

import pytest

from bot.services import alerting
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted, a_rota

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    return await a_rota(chats)


async def test_g7_nobody_acknowledges_and_each_of_the_route_is_told_in_time(rota: Alerted) -> None:
    """Ten minutes each at severity 3; and the young person is told so honestly."""
    concern = await rota.alert()
    assert await rota.told() == {}
    assert await rota.after(seconds=5) == {
        "Mina": [f"A concern needs you: {concern.handle}, urgent. Sign in to Earshot to read it."]
    }
    assert await rota.after(minutes=3) == {}
    assert list(await rota.after(minutes=6, seconds=54)) == []
    told = await rota.after(seconds=1)
    assert sorted(told) == ["Ann", "Dee"]
    assert told["Ann"][0].startswith("No one has opened it yet. Ring 999")
    assert list(await rota.after(minutes=10)) == ["Omar"]
    assert list(await rota.after(minutes=10)) == ["Tess"]
    assert sorted(await rota.after(minutes=10)) == ["Lee", "Mina"]
    seen = await rota.do(alerting.acknowledge, concern.handle, await rota.person("Tess"))
    assert seen.seen_by == await rota.pid("Tess")
    assert (await rota.told())["Ann"][0].startswith("A person has it now. Tess, trustee")
