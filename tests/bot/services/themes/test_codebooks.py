"""Experts by Experience change the organisation's themes in chat."""

from __future__ import annotations

import pytest

from bot.texts import say
from storage.codebooks import load_codebook, save_codebook
from surveys.people.roles import Role
from surveys.themes.changing import describe
from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.starter import load_starter
from tests.bot.chatting import Chats, Chatter

FOOD = ThemeId("food")


@pytest.fixture
async def ebe(chats: Chats) -> Chatter:
    return await chats.add("Ash", role=Role.EBE)


async def now(chats: Chats) -> Codebook:
    async with chats.world.database.read() as db:
        return await load_codebook(db, chats.world.keys)


async def theme(chats: Chats, name: str) -> Theme:
    return next(each for each in (await now(chats)).themes if each.name == name)


async def test_a_theme_is_added_with_its_line(chats: Chats, ebe: Chatter) -> None:
    """A name alone finds few answers: the line is asked for at once."""
    await ebe.type("/themes")
    await ebe.press(say("button.theme_add"))
    asked = await ebe.type("Night staff")
    shown = await ebe.type("the night staff wake us up, torches in our faces")

    assert say("codebook.added", name="Night staff") in asked
    assert "torches in our faces" in shown
    assert (await theme(chats, "Night staff")).id == "night_staff"
    assert (await now(chats)).version == 3


async def test_a_theme_is_renamed_moved_merged_and_taken_out(chats: Chats, ebe: Chatter) -> None:
    """Every change that people make of themes is a few taps away, and each is a version."""
    await ebe.type("/themes")
    await ebe.press("Food and meals")
    await ebe.press(say("button.theme_name"))
    assert "Tea" in await ebe.type("Tea")
    await ebe.press(say("button.theme_down"))
    assert [each.name for each in (await now(chats)).themes[:2]] == [
        "How staff are with us",
        "Tea",
    ]
    await ebe.press(say("button.theme_merge"))
    merged = await ebe.press("Noise and sleep")
    assert say("codebook.merged", other="Noise and sleep", name="Tea") in merged
    await ebe.press(say("button.theme_out"))
    await ebe.press(say("button.theme_out_yes"))

    assert not {"Tea", "Noise and sleep"} & {each.name for each in (await now(chats)).themes}
    assert (await now(chats)).version == 5


async def test_undo_goes_back_and_back_again(chats: Chats, ebe: Chatter) -> None:
    """Nobody should fear to try a change."""
    await ebe.type("/themes")
    for name in ("Night staff", "Day staff"):
        await ebe.press(say("button.theme_add"))
        await ebe.type(name)
        await ebe.press(say("button.theme_back", name=name))
        await ebe.press(say("button.theme_list"))
    assert say("codebook.undone") in await ebe.press(say("button.theme_undo"))
    await ebe.press(say("button.theme_undo"))
    nothing = await ebe.press(say("button.theme_undo"))

    assert (await now(chats)).themes == load_starter().themes
    assert say("codebook.nothing_to_undo") in nothing


async def test_an_undo_never_takes_away_what_a_colleague_did_unseen(
    chats: Chats, ebe: Chatter
) -> None:
    """Two people work on the themes at once, each with an older list on their screen."""
    await ebe.type("/themes")
    async with chats.world.database.write() as db:
        theirs = describe(load_starter(), FOOD, "what a colleague wrote")
        await save_codebook(db, chats.world.keys, theirs)
    said = await ebe.press(say("button.theme_undo"))

    assert say("codebook.meanwhile") in said
    assert await now(chats) == theirs


async def test_what_does_not_fit_is_asked_for_again(chats: Chats, ebe: Chatter) -> None:
    """A name that is taken or too long costs nothing but another try."""
    await ebe.type("/themes")
    await ebe.press(say("button.theme_add"))
    assert say("codebook.name_taken") in await ebe.type("money")
    assert "letters at most" in await ebe.type("x" * 41)
    await ebe.type("Bus passes")

    assert (await now(chats)).themes[-1].name == "Bus passes"


async def test_a_cry_for_help_is_heard_and_becomes_no_theme(chats: Chats, ebe: Chatter) -> None:
    """Whoever types how they are, where a name is waited for, must not talk to a list."""
    await ebe.type("/themes")
    await ebe.press(say("button.theme_add"))
    said = await ebe.type("I want to die")

    assert "999" in said or "Need help" in said
    assert await now(chats) == load_starter()


async def test_a_button_of_a_theme_that_is_gone_changes_nothing(
    chats: Chats, ebe: Chatter
) -> None:
    """Old messages keep their buttons."""
    await ebe.type("/themes")
    await ebe.press("Food and meals")
    await ebe.press(say("button.theme_out"))
    async with chats.world.database.write() as db:
        rest = Codebook(load_starter().themes[1:], 2)
        await save_codebook(db, chats.world.keys, rest)
    said = await ebe.press(say("button.theme_out_yes"))

    assert say("codebook.gone") in said
    assert await now(chats) == rest


async def test_readers_change_themes_too_and_nobody_else(chats: Chats) -> None:
    """Who sorts answers knows which lines mislead; a young person is shown no themes at all."""
    reader = await chats.add("Sam", role=Role.READER)
    young = await chats.add("Ann")
    decider = await chats.add("Mo", role=Role.DECISION_MAKER)

    assert say("codebook.title") in await reader.type("/themes")
    assert say("codebook.title") not in await young.type("/themes")
    assert say("codebook.title") not in await decider.type("/themes")
