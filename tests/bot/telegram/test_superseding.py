"""Only the newest question of a round keeps its buttons: keyboards do not pile up."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.outgoing import Button, Rewrite, Rows, Say
from bot.telegram import superseding
from bot.telegram.application import bare
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from surveys.people.person import Chat
from tests.botapi.people import Phone
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
    yield Transport(application.bot, on_phones=True)
    await application.shutdown()


@pytest.fixture(autouse=True)
def _always_a_lull(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(superseding, "LULL", 0.0)


async def swept(transport: Transport) -> None:
    """Until past buttons are taken off, where any are."""
    if transport._sweeper._sweeping is not None:
        await transport._sweeper._sweeping


@pytest.fixture
def sam(server: Server) -> Phone:
    return Phone(server, 1001)


def _question(place: int, tag: str = "abc") -> Say:
    return Say(text=f"Question {place}", rows=_rows(place, tag))


def _rows(place: int, tag: str = "abc") -> Rows:
    yes = Button(label=f"Yes {place}", press=f"c:{tag}:{place}:0")
    return ((yes,), (Button(label=f"Skip {place}", press=f"s:{tag}:{place}"),))


async def test_t8_a_question_answered_by_typing_loses_its_buttons(
    transport: Transport, sam: Phone
) -> None:
    """T8: no tap was there to rewrite it, and an old button only ever says "that's past"."""
    await transport.deliver(sam.number, _question(1))
    await transport.deliver(sam.number, _question(2))
    await swept(transport)

    assert sam.labels == ["Yes 2", "Skip 2"]
    assert sam.said == ["Question 1", "Question 2"]


async def test_a_question_asked_again_stands_once(transport: Transport, sam: Phone) -> None:
    """After an outage, or on /start, one keyboard is enough."""
    for _ in range(3):
        await transport.deliver(sam.number, _question(1))
    await swept(transport)

    assert sam.labels == ["Yes 1", "Skip 1"]


async def test_at_the_end_the_last_question_loses_its_buttons_too(
    transport: Transport, sam: Phone
) -> None:
    """The summary is of the same round; its own buttons stay whatever comes after."""
    send = ((Button(label="Send", press="send:abc"), Button(label="Words", press="words:abc")),)
    await transport.deliver(sam.number, _question(1))
    await transport.deliver(sam.number, Say(text="Here's what is in it.", rows=send))
    await transport.deliver(sam.number, Say(text="A card", rows=send))
    await swept(transport)

    assert sam.labels == ["Send", "Words"] * 2


async def test_what_is_not_of_that_round_leaves_its_question_alone(
    transport: Transport, sam: Phone
) -> None:
    """Help, a card or another round in between must not take away the way to answer."""
    await transport.deliver(sam.number, _question(1))
    await transport.deliver(sam.number, Say(text="Numbers"))
    await transport.deliver(sam.number, Say(text="x", rows=((Button(label="H", press="help"),),)))
    await transport.deliver(sam.number, _question(1, "xyz"))
    await swept(transport)

    assert sam.labels == ["Yes 1", "Skip 1", "H", "Yes 1", "Skip 1"]


async def test_a_tapped_question_is_rewritten_and_costs_no_more_calls(
    transport: Transport, server: Server, sam: Phone
) -> None:
    """Its buttons are gone with the tap; asking Telegram again would be a call for nothing."""
    (first,) = await transport.deliver(sam.number, _question(1))
    await transport.deliver(sam.number, Rewrite(message=first, text="✓ Yes"))
    await transport.deliver(sam.number, _question(2))
    await swept(transport)

    assert sam.labels == ["Yes 2", "Skip 2"]
    assert not server.books.made("editMessageReplyMarkup")


async def test_a_question_changed_in_place_is_still_the_newest(
    transport: Transport, sam: Phone
) -> None:
    """Easy words and ticks rewrite it; its buttons still go when it is answered by typing."""
    (first,) = await transport.deliver(sam.number, _question(1))
    await transport.deliver(sam.number, Rewrite(message=first, text="Easier", rows=_rows(1)))
    await transport.deliver(sam.number, _question(2))
    await swept(transport)

    assert sam.labels == ["Yes 2", "Skip 2"]


async def test_buttons_go_only_in_a_lull(
    transport: Transport, server: Server, sam: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While others wait to be answered, a call for tidiness would take the place of theirs."""
    monkeypatch.setattr(superseding, "LONGEST", 1000.0)
    await transport.deliver(sam.number, _question(1))
    await transport.deliver(sam.number, _question(2))
    assert not server.books.made("editMessageReplyMarkup")

    assert transport._sweeper._sweeping is not None
    await swept(transport)
    assert sam.labels == ["Yes 2", "Skip 2"]


async def test_where_there_is_no_lull_buttons_go_all_the_same(
    transport: Transport, sam: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy evening must not leave a keyboard under every question."""
    monkeypatch.setattr(superseding, "LONGEST", 0.0)
    await transport.deliver(sam.number, _question(1))
    await transport.deliver(sam.number, _question(2))
    transport._sweeper._delivered = float("inf")

    assert transport._sweeper._sweeping is not None
    await swept(transport)
    assert sam.labels == ["Yes 2", "Skip 2"]


@pytest.mark.parametrize("status", [400, 403, 429, 500])
async def test_t3_tidiness_that_fails_sends_nothing_twice(
    transport: Transport, server: Server, sam: Phone, status: int
) -> None:
    """T3: the question has arrived; a fault after it must not make the courier send it again."""
    await transport.deliver(sam.number, _question(1))
    server.breaks("editMessageReplyMarkup", status=status, times=1)
    ids = await transport.deliver(sam.number, _question(2))
    await swept(transport)

    assert len(ids) == 1
    assert sam.said == ["Question 1", "Question 2"]
