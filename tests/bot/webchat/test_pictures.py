"""Pictures on the page: what it is told, and who can fetch one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from telegram import Bot

from bot.outgoing import Button, Collage, Rewrite, Say, Spoke, WheelPicture
from bot.services.delivering import DeliveryFault
from bot.telegram.transport import Transport
from bot.webchat import chatting
from bot.webchat.botapi import BotApi, WebRequest
from bot.webchat.desk import ChatDesk, Happening, OpenChat
from bot.webchat.site import build_site
from bot.webchat.wiring import Calls
from storage.pictures import Picture
from surveys.library.pictures import find_shipped
from surveys.people.person import Address, Chat
from tests.bot import fielded as field
from tests.bot.chatting import Chats
from tests.bot.services.asking.test_picturing import in_it, named
from tests.bot.webchat.conftest import Visitor
from tests.bot.webchat.scripted import WHEN

BED, SOFA = "a" * 64, "b" * 64
PICTURES = ((Button(label="Bed", press="c:0", picture=BED), Button(label="Skip", press="s:0")),)
WHEEL = WheelPicture(
    spokes=(Spoke(label="School", score=3), Spoke(label="Sleep")), points=5, alt="School: 3 of 5."
)
SHOWN = {"points": 5, "spokes": [["School", 3], ["Sleep", None]], "alt": "School: 3 of 5."}


class Page:
    """An open page and the transport that speaks to it."""

    def __init__(self, chat: OpenChat, bot: Bot) -> None:
        self.chat, self.transport = chat, Transport(bot)

    async def hears(self, said: Say | Rewrite) -> tuple[tuple[int, ...], Happening]:
        ids = await self.transport.deliver(77, said)
        return ids, self.chat.happenings[-1][1]


@pytest.fixture
async def open_page() -> AsyncIterator[Page]:
    desk = ChatDesk(now=lambda: WHEN)
    request = WebRequest(desk)
    async with (
        Bot("1:web", request=request, get_updates_request=WebRequest(desk)) as bot,
        desk.line(77, "lifelife", 0) as line,
    ):
        yield Page(line.chat, bot)


async def test_a_choice_has_its_picture_on_its_own_button(open_page: Page) -> None:
    """On the page nobody has to match numbers: the picture is what is pressed."""
    said = Say(text="Which?", rows=PICTURES, picture=Collage(pictures=(BED, SOFA)))
    ids, heard = await open_page.hears(said)

    assert len(ids) == 1
    assert heard["does"] == "say"
    assert heard["rows"] == [
        [
            {"text": "Bed", "callback_data": "c:0", "picture": f"pictures/{BED}"},
            {"text": "Skip", "callback_data": "s:0"},
        ]
    ]
    assert "wheel" not in heard


async def test_a_wheel_is_told_in_numbers_and_drawn_by_the_page(open_page: Page) -> None:
    """A drawing made there grows with the letters, and a screen reader is told the same."""
    _, heard = await open_page.hears(Say(text="Yours", picture=WHEEL))

    assert heard["wheel"] == SHOWN
    assert heard["text"] == "Yours"


async def test_a_wheel_changes_in_its_place_and_stays_when_only_words_change(
    open_page: Page,
) -> None:
    """Each score is seen at once; a rewrite without a wheel takes none away."""
    (number,), _ = await open_page.hears(Say(text="1", rows=PICTURES, picture=WHEEL))
    more = WHEEL.model_copy(update={"spokes": (Spoke(label="School", score=4),)})
    _, changed = await open_page.hears(Rewrite(message=number, text="2", picture=more))
    _, words = await open_page.hears(Rewrite(message=number, text="3", rows=PICTURES))

    assert changed["wheel"] == words["wheel"] == SHOWN | {"spokes": [["School", 4]]}
    assert changed["rows"] == []
    assert words["rows"][0][0]["picture"] == f"pictures/{BED}"


STRANGE: list[dict[str, Any]] = [
    {"wheel": {"points": 5}},
    {"wheel": {"points": 5, "spokes": [["x", 6]], "alt": ""}},
    {"wheel": {"points": 5, "spokes": [["x", 0]], "alt": ""}},
    {"wheel": {"points": 5, "spokes": [[1, 1]], "alt": ""}},
    {"wheel": {"points": 5, "spokes": [["x", None]] * 99, "alt": ""}},
    {"wheel": [1]},
    {
        "reply_markup": {
            "inline_keyboard": [[{"text": "x", "callback_data": "x", "picture": "../../etc"}]]
        }
    },
]


@pytest.mark.parametrize("more", STRANGE)
def test_b3_a_strange_picture_is_refused(more: dict[str, Any]) -> None:
    """The page draws what it is told: it is told only what it knows."""
    given = {"chat_id": "77", "text": "x"} | {k: json.dumps(v) for k, v in more.items()}
    status, reply = BotApi(ChatDesk(now=lambda: WHEN)).call("sendMessage", given, {})

    assert status == 400
    assert reply["ok"] is False


async def test_a_shut_page_takes_no_picture(open_page: Page) -> None:
    """What is owed waits in the outbox, not here."""
    with pytest.raises(DeliveryFault) as fault:
        await open_page.transport.deliver(78, Say(text="x", picture=WHEEL))
    assert fault.value.absent


# ---- the route


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Address, str]]:
    """Everybody was asked in a round that shows a bed; what was looked for."""
    asked: list[tuple[Address, str]] = []

    async def load(world: object, address: Address, digest: str) -> Picture | None:
        asked.append((address, digest))
        return Picture(b"\x89PNG", "image/png", "") if digest == BED else None

    monkeypatch.setattr(chatting, "load_shown", load)
    return asked


async def test_c9_a_picture_is_given_like_every_private_part(
    signed_in: Visitor, shown: list[tuple[Address, str]]
) -> None:
    """Kept in no cache, framed and run by nobody."""
    answer = await signed_in.get(f"/c/one/pictures/{BED}")

    assert answer.status == 200
    assert await answer.read() == b"\x89PNG"
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert shown == [(Address(Chat.WEB, 77), BED)]


@pytest.mark.parametrize("digest", [SOFA, "bed.png", "..%2f..%2fetc%2fpasswd", "A" * 64])
async def test_a_picture_there_is_not_is_not_there(
    signed_in: Visitor, shown: list[tuple[Address, str]], digest: str
) -> None:
    """Nothing but a picture can be asked for by a picture's address."""
    assert (await signed_in.get(f"/c/one/pictures/{digest}")).status == 404


async def test_nobody_else_gets_a_picture(page: Visitor, shown: list[tuple[Address, str]]) -> None:
    """Neither who is not signed in, nor by another chat's address."""
    assert (await page.get(f"/c/one/pictures/{BED}")).status == 404
    assert not shown


async def test_only_who_was_asked_gets_a_rounds_pictures(chats: Chats) -> None:
    """Through the real rules, on a real round."""
    ash, mo = await field.crew(chats)
    asked = [await chats.add(f"W{n}", chat=Chat.WEB, home=field.HOMES[n % 3]) for n in range(9)]
    round_ = await field.fielded(chats, ash, mo, survey=named("bed", "garden"))
    late = await chats.add("Late", chat=Chat.WEB, home="Elm House")
    digest = in_it(round_.survey)[0]
    tokens = {"t" * 20: asked[0].address.number, "l" * 20: late.address.number}

    async def whose(token: str) -> int | None:
        return tokens.get(token)

    async def nothing(*_: object) -> None:
        return None

    calls = Calls(take=nothing, enrol=nothing, enter_ticket=nothing, whose=whose, on_open=nothing)
    site = build_site(chats.world, ChatDesk(now=lambda: WHEN), calls)
    async with TestClient(TestServer(site)) as browser:
        for token, status in (("t" * 20, 200), ("l" * 20, 404), ("x" * 20, 404)):
            cookies = {"Cookie": f"earshot_one=own.{token}"}
            answer = await browser.get(f"/c/one/pictures/{digest}", headers=cookies)
            assert answer.status == status
            if status == 200:
                assert (await answer.read()).startswith(b"\x89PNG")
                assert len(await answer.read()) <= len(find_shipped("bed") or b"") * 3
