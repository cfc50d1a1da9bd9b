"""What a locked phone shows of what comes unasked: that something waits, and nothing else."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import bot as program
from bot.outgoing import HandOver, Say
from bot.services.owing import BROADCAST, OUTGOING, REPLY, To, owe
from bot.telegram.application import bare
from bot.telegram.requests import AioRequest
from bot.telegram.transport import LONGEST, Transport
from bot.texts import say
from bot.wording import cards
from bot.wording.agreeing import Looked
from bot.wording.launching import confirm_card
from storage import outbox
from surveys.flow.replies import Fallback
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from tests.bot.chatting import START, a_round
from tests.botapi.people import Phone
from tests.botapi.running import Bot
from tests.botapi.server import Server

pytestmark = pytest.mark.sqlite_only

ROUND = a_round(now=START)
LINES = ("A question is waiting.", "Something is waiting.")
UNASKED = {
    "invitation": cards.invitation_card(ROUND),
    "reminder": cards.reminder_card(ROUND),
    "closed": cards.closed_card(ROUND),
    "lost": cards.lost_card(ROUND),
    "held": cards.held_card(ROUND),
    **{f"held {one}": cards.held_card(ROUND, "en", one) for one in Fallback},
    "held, named": cards.held_named_card(cards.held_card(ROUND), ROUND),
    "sent to you": cards.sent_to_you_card(),
    "result": cards.result_card(ROUND),
    "result, for designers": Say(text=say("releasing.ready_designers", title="Evenings")),
    "confirm": confirm_card(ROUND, "Ash", Looked(is_new=True, changes=(), advice=())),
    "a question again": Say(text="3 of 7\n\nDo staff listen?"),
    "a very long one": Say(text="Evenings 😀\n\n" + "Do staff listen? 😀 " * 400),
}
TELLING = ("Evenings", "Ash", "Kit", "Mo,", "Do staff", "result", "envelope", "closed")


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
    yield Transport(application.bot, on_phones=True)
    await application.shutdown()


def _in_clear(given: dict[str, Any]) -> str:
    """What a notification shows: the text without what is hidden."""
    text = given["text"].encode("utf-16-le")
    for one in sorted(given.get("entities", []), key=lambda one: -one["offset"]):
        assert one["type"] == "spoiler"
        start, end = one["offset"] * 2, (one["offset"] + one["length"]) * 2
        text = text[:start] + text[end:]
    return str(text.decode("utf-16-le")).strip()


@pytest.mark.parametrize("name", UNASKED)
async def test_g11_what_comes_unasked_shows_only_that_something_waits(
    transport: Transport, server: Server, name: str
) -> None:
    """G11: a title or a result on a locked phone tells whoever lies it next to."""
    sam = Phone(server, 1001)
    card = UNASKED[name].model_copy(update={"unasked": True})
    await transport.deliver(sam.number, card)
    sent = server.books.made("sendMessage")
    clear = "\n".join(_in_clear(given) for given in sent).strip()

    assert clear.startswith(LINES)
    if name not in ("invitation", "reminder"):
        assert clear == LINES[1]
    assert not [word for word in TELLING if word in clear]
    shown = re.sub(r"\s", "", "".join(given["text"] for given in sent))
    assert shown.endswith(re.sub(r"\s", "", card.text))
    assert all("parse_mode" not in given for given in sent)
    assert sam.labels == [button.label for row in card.rows for button in row]


async def test_what_somebody_is_waiting_for_is_said_in_clear(
    transport: Transport, server: Server
) -> None:
    """An answer to what they just did: a veil over every line would be a nuisance."""
    sam = Phone(server, 1001)
    await transport.deliver(sam.number, Say(text="Do staff listen?"))

    assert "entities" not in server.books.made("sendMessage")[0]
    assert sam.said == ["Do staff listen?"]


async def test_e3_marks_of_the_words_themselves_stay_words(
    transport: Transport, server: Server
) -> None:
    """E3: a name with letters of two units must not move the veil."""
    sam = Phone(server, 1001)
    await transport.deliver(sam.number, Say(text="😀||Evenings|| 😀 " * 30, unasked=True))
    (given,) = server.books.made("sendMessage")

    assert _in_clear(given) == LINES[1]
    assert "||Evenings||" in given["text"]
    assert len(given["text"]) <= LONGEST


async def test_staff_material_is_asked_to_stay_where_it_is(
    transport: Transport, server: Server
) -> None:
    """A forwarded ping is in hands nobody chose. A released report is made to be saved, and a
    young person's own is theirs.
    """
    sam = Phone(server, 1001)
    await transport.deliver(sam.number, Say(text="x", unasked=True, guarded=True))
    await transport.deliver(sam.number, Say(text="x", unasked=True))
    await transport.deliver(sam.number, HandOver(name="r.html", content="eA=="))
    said, files = server.books.made("sendMessage"), server.books.made("sendDocument")

    assert [one.get("protect_content") for one in said] == [True, None]
    assert [one.get("protect_content") for one in files] == [None]


@pytest.mark.parametrize("role", [Role.YOUNG_PERSON, Role.READER])
@pytest.mark.parametrize("rank", [REPLY, BROADCAST])
async def test_whatever_is_sent_to_many_is_marked_as_unasked(
    small_bot: Bot, role: Role, rank: int
) -> None:
    """Marked in the one place where everything is owed, so that no card can be forgotten."""
    person = Person(
        id=ParticipantId(bytes([role is Role.READER]) * 16),
        address=Address(Chat.TELEGRAM, 9_000_001),
        nick="Ade",
        role=role,
        kind=Kind.STAFF,
        home="",
    )
    world, to = small_bot.world, To.person(person, None, rank)
    async with world.database.write() as db:
        await owe(db, world, to, Say(text="x"), kind="notice")
        lease = timedelta(minutes=1)
        (owed,) = await outbox.claim_due(db, world.keys, world.now(), limit=1, lease=lease)
    said = OUTGOING.validate_json(owed.body)

    assert isinstance(said, Say)
    assert said.unasked is (rank == BROADCAST)
    assert said.guarded is (rank == BROADCAST and role is Role.READER)


def test_everything_owed_is_owed_in_one_place() -> None:
    """Words that went round ``owe`` would go unmarked."""
    root = Path(program.__file__).parent
    calls = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "outbox.owe(" in path.read_text("utf-8")
    ]

    assert calls == ["services/owing.py"]
