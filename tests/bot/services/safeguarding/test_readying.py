"""What is lacking before alerts reach somebody is named, with a way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.services.safeguarding import rostering
from bot.services.safeguarding.readying import fitness
from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted, a_rota

pytestmark = pytest.mark.sqlite_only

LEAD, DEPUTY, OUTSIDE = (
    Role.SAFEGUARDING_LEAD,
    Role.SAFEGUARDING_DEPUTY,
    Role.OUTSIDE_PERSON,
)


async def crew(chats: Chats, *who: tuple[Role, str, Chat]) -> Alerted:
    here = Alerted(chats)
    await here.add("Ann", Role.YOUNG_PERSON, home="Maple House")
    for place, (role, home, chat) in enumerate(who):
        await here.add(f"P{place}", role, home=home, chat=chat)
    return here


async def test_a_whole_rota_lacks_nothing(chats: Chats) -> None:
    """Lead, deputy, somebody outside, and one of them in Telegram."""
    rota = await a_rota(chats)

    assert await fitness(rota.world) == []


@pytest.mark.parametrize(
    ("who", "lacks"),
    [
        ((), ["lead", "deputy", "outside", "unreachable"]),
        (((LEAD, "", Chat.TELEGRAM),), ["deputy", "outside"]),
        (((DEPUTY, "", Chat.TELEGRAM), (OUTSIDE, "", Chat.TELEGRAM)), ["lead"]),
        (
            ((LEAD, "maple house", Chat.TELEGRAM), (DEPUTY, "", Chat.TELEGRAM)),
            ["outside", "in_the_line"],
        ),
        (
            (
                (LEAD, "Maple House", Chat.WEB),
                (DEPUTY, "", Chat.WEB),
                (OUTSIDE, "", Chat.WEB),
            ),
            ["unreachable"],
        ),
    ],
)
async def test_what_is_lacking_is_named_with_a_way_out(
    chats: Chats, who: Sequence[tuple[Role, str, Chat]], lacks: list[str]
) -> None:
    """`earshot run` and `doctor` say these words."""
    rota = await crew(chats, *who)
    found = await fitness(rota.world)

    assert [lack.kind for lack in found] == lacks
    assert all("Way out: " in lack.what for lack in found)


async def test_an_address_for_letters_makes_a_browser_chat_reachable(chats: Chats) -> None:
    """Only where letters can be sent at all, and while they are not away."""
    everybody = [(role, "", Chat.WEB) for role in (LEAD, DEPUTY, OUTSIDE)]
    rota = await crew(chats, *everybody)
    lead = await rota.person("P0")
    async with rota.world.database.write() as db:
        await rostering.set_email(db, rota.world, lead.id, "p@example.org", by=lead)
    assert await fitness(rota.world) == []
    assert [lack.kind for lack in await fitness(rota.world, letters=False)] == ["unreachable"]
    async with rota.world.database.write() as db:
        back_on = rota.world.today() + timedelta(days=2)
        await rostering.set_away(db, rota.world, lead.id, back_on, by=lead)

    assert [lack.kind for lack in await fitness(rota.world)] == ["unreachable"]
