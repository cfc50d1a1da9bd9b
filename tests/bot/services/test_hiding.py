"""The names and places that redaction looks for."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from bot.services import hiding
from bot.services.hiding import roster_of
from bot.services.world import World
from storage import invites, people
from storage.keys import Keys
from storage.people import Named, SealedName
from surveys.people.person import Invitation, Kind
from surveys.people.roles import Role
from surveys.redaction.roster import Known, Roster
from tests.bot.chatting import Chats

pytestmark = pytest.mark.sqlite_only


async def roster(world: World) -> Roster:
    async with world.database.read() as db:
        return await roster_of(db, world)


def names(known: tuple[Known, ...]) -> set[str]:
    return {one.name for one in known}


async def test_everybody_and_every_home_that_earshot_knows_is_on_the_roster(chats: Chats) -> None:
    """Whoever an answer names is mostly somebody of the house; a waiting invitation counts."""
    invited = Invitation(Role.YOUNG_PERSON, Kind.YOUNG_PERSON, "Zelka", "Larch House", False)
    await chats.add(nick="Tobiah", home="Elm House")
    await chats.add(nick="Ruthven", role=Role.LISTENER, home="")
    async with chats.world.database.write() as db:
        await invites.add_invite(db, chats.world.keys, "C" * 26, invited, chats.world.today())

    found = await roster(chats.world)

    assert {"Tobiah", "Zelka"} <= names(found.people)
    assert "Ruthven" in names(found.staff)
    assert {"Elm House", "Larch House"} <= names(found.homes)
    assert found.index.is_staff("ruthven's")
    assert not found.index.is_staff("tobiah")


async def test_whoever_the_policy_names_counts_as_staff(chats: Chats) -> None:
    """A complaint may be about the very person that it would go to."""
    found = await roster(chats.world)

    assert found.index.is_staff(chats.world.policy.safeguarding_lead.name)


async def test_the_roster_is_made_again_when_somebody_comes_moves_or_goes(chats: Chats) -> None:
    """A name that came this morning is hidden this afternoon, and one that left is let go."""
    world = chats.world
    ann = await chats.add(nick="Tobiah", home="Elm House")
    first = await roster(world)
    async with world.database.write() as db:
        who = await people.find_person(db, world.keys, ann.address)
        assert who is not None
        await people.change_tags(db, world.keys, who, home="Larch House", kind=who.kind)
    moved = await roster(world)
    async with world.database.write() as db:
        await people.delete_person(db, who.id)
    gone = await roster(world)

    assert "Elm House" in names(first.homes)
    assert "Larch House" in names(moved.homes) - names(gone.homes)
    assert "Tobiah" not in names(gone.people)


async def test_nothing_is_opened_again_while_nothing_changed(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for at every typed answer."""
    await chats.add(nick="Tobiah")
    first = await roster(chats.world)
    monkeypatch.setattr(hiding, "_made", None)

    assert await roster(chats.world) is first


@pytest.mark.parametrize("nick", ["12", " ", "x", "."])
async def test_what_can_be_no_name_hides_nothing(chats: Chats, nick: str) -> None:
    """Somebody who calls themselves 12 must not hide every twelve that is written."""
    await chats.add(nick=nick)

    assert nick not in names((await roster(chats.world)).people)


async def test_the_roster_is_printed_nowhere(chats: Chats) -> None:
    """An error or a log that shows the world, or a roster, shows no name."""
    await chats.add(nick="Tobiah", home="Elm House")
    found = await roster(chats.world)
    shown = f"{found} {found!r} {found.people} {found.people[0]} {chats.world!r} {vars(found)}"

    assert "Tobiah" not in shown
    assert "Elm House" not in shown
    assert "people=" in repr(found)


@pytest.mark.full
async def test_an_unchanged_roster_of_300_costs_a_few_milliseconds_at_most(chats: Chats) -> None:
    """Somebody who types waits for it."""
    for number in range(300):
        await chats.add(nick=f"Tobiah{number}", home=f"Home {number % 9}")
    world = replace(chats.world)
    async with world.database.read() as db:
        await roster_of(db, world)
        best = 1.0
        for _ in range(20):
            begun = time.perf_counter()
            await roster_of(db, world)
            best = min(best, time.perf_counter() - begun)
    assert best < 0.005


async def test_a_tick_makes_it_ready_so_that_nobody_who_types_waits(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of thousands of names it takes a second, and whoever types holds the database meanwhile."""
    await chats.add(nick="Tobiah")
    await hiding.keep_ready(chats.world)
    monkeypatch.setattr(hiding, "_made", None)

    assert "Tobiah" in names((await roster(chats.world)).people)


async def test_only_whoever_changed_is_opened_again_and_whoever_went_leaves_the_memory(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a hundred thousand names it would take seconds; and nobody stays who was forgotten."""
    monkeypatch.setattr(hiding, "SLICE", 2)
    ann, *_ = [await chats.add(nick=nick) for nick in ("Annika", "Tobiah", "Zelka", "Ruthven")]
    await roster(chats.world)
    opened: list[str] = []
    really = people.open_name

    def noted(keys: Keys, sealed: SealedName) -> Named:
        found = really(keys, sealed)
        opened.append(found.nick)
        return found

    monkeypatch.setattr(people, "open_name", noted)
    await chats.add(nick="Ludovic")
    assert "Ludovic" in names((await roster(chats.world)).people)
    assert opened == ["Ludovic"]
    gone = await chats.pid(ann)
    async with chats.world.database.write() as db:
        await people.delete_person(db, gone)

    assert "Annika" not in names((await roster(chats.world)).people)
    assert "Annika" not in {one.nick for one in chats.world.names.values()}
    assert opened == ["Ludovic"]
    assert "Ludovic" not in repr(list(chats.world.names.values()))
