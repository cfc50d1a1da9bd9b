"""``/known`` in chat: for those who write surveys and use results; a hint below a new draft."""

from __future__ import annotations

import asyncio

import pytest

from bot.services.results import looking_up
from bot.services.results.looking_up import Known
from bot.services.world import World
from storage import audit
from surveys.ids import RoundId
from surveys.knowing.pieces import Source, of_held
from surveys.people.roles import Role
from tests.attacks.access.test_chat import NOT_YOURS
from tests.bot.chatting import START, Chats

pytestmark = [pytest.mark.sqlite_only]

MEALS = of_held(RoundId("meals"), "Food and meals", START.date())


@pytest.fixture(autouse=True)
def one_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """One result, and no model."""

    async def sources(*_: object) -> tuple[list[Source], dict[str, str]]:
        return [MEALS], {"meals": "meal01"}

    monkeypatch.setattr(looking_up, "gather", sources)
    monkeypatch.setattr(looking_up, "likeness", lambda asked, texts, rows, most: None)


async def test_41_what_is_known_is_said_with_where_and_why(chats: Chats) -> None:
    """41: one message, the word it says, and what to try where there is nothing."""
    jo = await chats.add("Jo", role=Role.DESIGNER, home="")
    said = await jo.type("/known what do we know about food")
    nothing = await jo.type("/known zebras")

    assert "Food and meals" in said
    assert "It says “food”." in said
    assert "Nobody was asked about that" in nothing
    assert "zebras" not in nothing


async def test_without_words_it_says_how(chats: Chats) -> None:
    """A command alone is no mistake."""
    ash = await chats.add("Ash", role=Role.EBE, home="")

    assert "/known food" in await ash.type("/known")
    assert "a word that says what it's about" in await ash.type("/known the")


@pytest.mark.parametrize("role", [Role.YOUNG_PERSON, Role.ADMIN, Role.LISTENER])
async def test_c1_nobody_else_looks_things_up(chats: Chats, role: Role) -> None:
    """C1: one reply for whoever may not, whatever they look for."""
    kim = await chats.add("Kim", role=role)

    assert NOT_YOURS in await kim.type("/known food")


async def test_g13_a_young_persons_words_after_it_are_heard_as_everywhere(chats: Chats) -> None:
    """G13: a command that is not theirs is no way round the check for danger."""
    kim = await chats.add("Kim")

    assert "0800 1111" in await kim.type("/known i want to kill myself")


async def test_g13_a_colleagues_own_cry_is_heard_and_not_looked_up(chats: Chats) -> None:
    """G13: words about themselves get the numbers; "suicide" as a topic is looked up."""
    jo = await chats.add("Jo", role=Role.DESIGNER, home="")

    assert "0800 1111" in await jo.type("/known i want to kill myself")
    assert "Nobody was asked about that" in await jo.type("/known self-harm")


async def test_41_a_new_draft_says_at_its_foot_that_something_is_known(chats: Chats) -> None:
    """41: before asking again. The draft goes on as it was, and one tap shows what is known."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.type("/build")
    await ash.press("A new survey")
    await ash.type("Food on Sundays")
    card = ash.newest

    assert "We already know something about this: 1 result." in card.text
    assert "Food and meals" in await ash.press("See what we know")


async def test_41_nobody_waits_while_results_are_opened_for_a_drafts_title(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's answer is saved meanwhile: the draft's own transaction begins after it,
    and its title is taken once."""

    async def meanwhile(
        _: object, world: World, __: object
    ) -> tuple[list[Source], dict[str, str]]:
        async with asyncio.timeout(5), world.database.write() as other:
            await audit.record(other, at=world.now(), who=None, action="meanwhile", about="")
        return [MEALS], {"meals": "meal01"}

    monkeypatch.setattr(looking_up, "gather", meanwhile)
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.type("/build")
    await ash.press("A new survey")
    await ash.type("Food on Sundays")

    assert "We already know something about this: 1 result." in ash.newest.text
    assert [one.text.count("Food on Sundays") for one in ash.shown.values()].count(1) == 1


async def test_c5_somebody_elses_draft_is_looked_up_for_nobody(chats: Chats) -> None:
    """C5: a button's draft is its author's, whatever the button says."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    kit = await chats.add("Kit", role=Role.EBE, home="")
    await ash.type("/build")
    await ash.press("A new survey")
    await ash.type("Food on Sundays")
    [code] = [b.press for row in ash.newest.rows for b in row if b.press.startswith("kn:")]

    assert "Food and meals" not in await kit.tap(code)


def test_nothing_known_is_said_kindly() -> None:
    """What else to try, and that people can be asked."""
    assert looking_up.note_on(Known(asked=False)) == "nothing_asked"
    assert looking_up.note_on(Known(left=0)) == ""
    assert looking_up.note_on(Known(left=3)) == "not_all_yet"
