from __future__ import annotations

import base64

import pytest

from storage import drafts
from surveys.definitions.reading import read_survey
from surveys.library import library_keys, list_shelf, load_library
from surveys.people.roles import Role
from surveys.sheets.reading import read_sheet
from tests.attacks.access.test_chat import NOT_YOURS
from tests.bot.chatting import Chats

WAYS_ON = ("Next", "OK", "Start", "Skip")


async def test_the_library_says_when_each_round_is_good(chats: Chats) -> None:
    """Whoever looks for one sees all of them, and what each is for."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    said = await ash.type("/library")

    assert [entry.title for entry in list_shelf()] == ash.newest.labels()[:-1]
    assert all(entry.when in said for entry in list_shelf())


async def test_a_round_is_looked_for_by_words(chats: Chats) -> None:
    """As typed after the command; where there is nothing, everything is shown."""
    ash = await chats.add("Ash", role=Role.EBE, home="")

    assert "about “bedrooms”" in await ash.type("/library bedrooms")
    assert ash.newest.labels()[0] == "A room that's yours"
    assert "Nothing in the library is about “zebras”" in await ash.type("/library zebras")
    assert len(ash.newest.labels()) == len(list_shelf()) + 1


async def test_a_card_says_why_when_how_and_of_how_many(chats: Chats) -> None:
    """Everything it takes to choose, before anything is begun; and the way back."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.type("/library")
    said = await ash.press("Staff training")

    for part in (
        "Why:",
        "When:",
        "Could change:",
        "Decides:",
        "At least 12 people",
        "about 2 min",
    ):
        assert part in said
    assert "Staff training: just after" in said
    assert "never changed" in said
    assert "The library." in await ash.press("Back to the library")


@pytest.mark.parametrize("key", sorted(library_keys()))
async def test_each_round_is_seen_to_its_end_as_it_will_be_asked(chats: Chats, key: str) -> None:
    """Every question of it, later waves included, fits a message and its buttons."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.tap(f"lb:see:{key}")
    seen = []
    while (way := next((x for x in WAYS_ON if x in ash.newest.labels()), None)) is not None:
        seen.append(ash.newest.text)
        wanted = "Type your answer" in ash.newest.text
        await (ash.type("Go to the sea") if wanted else ash.press(way))

    for item in load_library(key).questions:
        asked = item.text["en"].replace("{try}", "Go to the sea")
        asked = asked.replace("{question}", "Go to the sea").partition("\n")[0]
        assert any(asked in text for text in seen), item.id
    assert max(map(len, seen)) < 4096


async def test_the_house_talk_is_on_the_shelf(chats: Chats) -> None:
    """Where a round would hide nobody, the card leads to a talk."""
    ash = await chats.add("Ash", role=Role.EBE, home="")

    assert "From 2 people, in one home" in await ash.tap("lb:one:house-talk")
    assert "talk" in (await ash.press("Hold a house talk")).lower()


async def test_a_round_of_the_library_becomes_a_draft_to_change(chats: Chats) -> None:
    """A copy: the library stays as it is."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.tap("lb:one:food-honestly")
    await ash.press("Change it first")
    async with chats.world.database.read() as db:
        (kept,) = await drafts.list_drafts(db, chats.world.keys, await chats.pid(ash))

    assert kept.draft.head.title["en"] == "Food, honestly"


async def test_the_file_handed_over_is_the_survey(chats: Chats) -> None:
    """YAML as an author writes it."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.tap("lb:yaml:first-night")

    assert read_survey(base64.b64decode(ash.files[0].content)) == load_library("first-night")


@pytest.mark.parametrize("key", sorted(library_keys()))
async def test_what_goes_out_of_a_draft_and_comes_back_is_the_same(chats: Chats, key: str) -> None:
    """Library, draft, both files: four times the same survey."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.tap(f"lb:mine:{key}")
    async with chats.world.database.read() as db:
        (kept,) = await drafts.list_drafts(db, chats.world.keys, await chats.pid(ash))
    await ash.tap(f"lb:dyaml:{kept.id}")
    yaml, xlsx = (base64.b64decode(file.content) for file in ash.files)

    assert read_survey(yaml) == load_library(key)
    assert read_sheet(xlsx) == load_library(key)


async def test_a_draft_of_somebody_elses_is_not_handed_over(chats: Chats) -> None:
    """C5: its id, pressed by hand."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    kim = await chats.add("Kim", role=Role.EBE, home="")
    await ash.tap("lb:mine:food-honestly")
    async with chats.world.database.read() as db:
        (kept,) = await drafts.list_drafts(db, chats.world.keys, await chats.pid(ash))
    said = await kim.tap(f"lb:dyaml:{kept.id}")
    await ash.tap(f"lb:dyaml:{kept.id}")

    assert "Food" not in said
    assert kim.files == []
    assert [file.name.rpartition(".")[2] for file in ash.files] == ["yaml", "xlsx"]
    assert read_survey(base64.b64decode(ash.files[0].content)).title["en"] == "Food, honestly"


@pytest.mark.parametrize("code", ["lb", "lb:one", "lb:one:nothing", "lb:see:house-talk", "lb:x:y"])
async def test_a_button_nobody_made_shows_the_library(chats: Chats, code: str) -> None:
    """A restart, an older version, a press made by hand: never a fault."""
    ash = await chats.add("Ash", role=Role.EBE, home="")

    assert await ash.tap(code)


async def test_the_library_is_for_those_who_make_rounds(chats: Chats) -> None:
    """C1."""
    kim = await chats.add("Kim")

    assert NOT_YOURS in await kim.type("/library")
    assert NOT_YOURS in await kim.tap("lb:yaml:food-honestly")
    assert kim.files == []
