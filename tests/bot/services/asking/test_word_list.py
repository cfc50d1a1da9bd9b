"""Experts by Experience change the list of words in chat, and the coach goes by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.asking.coaching import coach_for, hints_for
from bot.texts import say
from storage import word_list
from surveys.coaching.advice import AdviceKind
from surveys.coaching.changing import WordChanges
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind
from surveys.people.roles import Role
from tests.bot.chatting import SURVEY, Chats, Chatter


@pytest.fixture
async def ebe(chats: Chats) -> Chatter:
    return await chats.add("Ash", role=Role.EBE)


async def changes(chats: Chats) -> WordChanges:
    async with chats.world.database.read() as db:
        return await word_list.load_word_changes(db, chats.world.keys)


async def test_a_word_is_added_by_typing_it_with_an_arrow(chats: Chats, ebe: Chatter) -> None:
    """The words that hurt are known best by those whom they hurt."""
    await ebe.type("/words")
    assert "→" not in await ebe.press(say("button.words_add"))
    said = await ebe.type("YP -> young person")

    assert said.startswith("Done. I'll look out for “YP” and suggest “young person”.")
    assert (await changes(chats)).added == (("YP", "young person"),)


async def test_a_word_is_switched_off_and_on(chats: Chats, ebe: Chatter) -> None:
    """A word may be right here, whatever a list says; and somebody may think again."""
    await ebe.type("/words")
    await ebe.press("☑ abscond")
    assert say("word_list.is_off") in await ebe.press(say("button.words_off"))
    assert (await changes(chats)).off == {"abscond"}
    await ebe.press(say("button.words_on"))

    assert (await changes(chats)).off == frozenset()


@pytest.mark.parametrize("typed", ["residents", "kids in care young people"])
async def test_a_word_without_an_arrow_is_told_how(chats: Chats, ebe: Chatter, typed: str) -> None:
    """ "Nobody reads this" is no answer to somebody who was just asked for a word."""
    await ebe.type("/words")
    await ebe.press(say("button.words_add"))

    assert await ebe.type(typed) == say("word_list.not_a_pair")
    assert say("word_list.not_a_pair") not in await ebe.type("nobody listens to me")
    assert (await ebe.type("YP -> young person")).startswith("Done.")


async def test_words_that_are_no_pair_are_not_kept_from_being_heard(
    chats: Chats, ebe: Chatter
) -> None:
    """Whoever types how they are, where a word is waited for, must not talk to a list."""
    await ebe.type("/words")
    await ebe.press(say("button.words_add"))
    said = await ebe.type("I feel awful today")
    cried = await ebe.type("I want to die -> today")

    assert await changes(chats) == WordChanges()
    assert say("word_list.not_a_pair") not in said
    assert "999" in cried or "Need help" in cried


async def test_nobody_but_experts_by_experience_changes_the_list(chats: Chats) -> None:
    """It decides how everybody here is spoken to."""
    young = await chats.add("Ann")
    assert say("word_list.title") not in await young.type("/words")


async def test_the_coach_goes_by_the_list_and_by_what_was_asked(chats: Chats) -> None:
    """A word that is switched off is not advised on; a question asked last month is."""
    await chats.add("Ann")
    await chats.open_round()
    async with chats.world.database.write() as db:
        await word_list.save_word_changes(
            db, chats.world.keys, WordChanges((("tea", "evening meal"),))
        )
        found = await coach_for(db, chats.world, SURVEY)
        hints = await hints_for(db, chats.world)

    kinds = {advice.kind for advice in found}
    assert AdviceKind.CARE_WORD in kinds
    assert AdviceKind.ASKED_BEFORE in kinds
    assert hints.before[0].when >= (chats.world.now() - timedelta(days=365)).date()


def only(home: str) -> AudienceRule:
    return AudienceRule(frozenset({Kind.YOUNG_PERSON}), frozenset({home}))


async def test_only_what_these_people_were_asked_counts_as_asked_before(chats: Chats) -> None:
    """Somebody new has not heard it yet."""
    ann = await chats.add("Ann", home="Elm House")
    await chats.open_round(ann)
    await chats.add("Bo", home="Oak House")
    async with chats.world.database.write() as db:
        theirs = await hints_for(db, chats.world, only("Elm House"))
        others = await hints_for(db, chats.world, only("Oak House"))

    assert (bool(theirs.before), bool(others.before)) == (True, False)
