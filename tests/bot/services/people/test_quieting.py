"""/quiet: when, how often and about what somebody wants to be asked; nobody is told."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.services.rounds.telling import tell_asked
from storage import audit, ledger, people, wishes
from surveys.definitions.topics import Topic
from surveys.people.quiet import Hours, Wishes
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from tests.bot.chatting import SURVEY, Chats, Chatter

FAMILY = SURVEY.model_copy(update={"topic": Topic.FAMILY})


async def wishes_of(chats: Chats, who: Chatter) -> Wishes:
    async with chats.world.database.read() as db:
        return await wishes.load_wishes(db, chats.world.keys, await chats.pid(who))


async def test_s4_quiet_hours_school_rest_topics_and_less_are_chosen_with_buttons(
    chats: Chats,
) -> None:
    """Two taps at most for each, and the card says how it is now."""
    ann = await chats.add("Ann")
    said = await ann.type("/quiet")
    assert "from 21:00 to 09:00" in said
    assert "2 times at most" in said
    await ann.press("Quiet hours")
    await ann.press("20:00")
    assert "from 20:00 to 10:00" in await ann.press("10:00")
    assert "school hours" in await ann.press("Quiet in school hours")
    await ann.press("Peace for some days")
    assert "4 March" in await ann.press("3 days")
    assert "no reminders" in await ann.press("Ask me less")
    await ann.press("Topics")
    await ann.press("☐ Food")
    assert "I don't ask you about: food." in await ann.press("Back")

    assert await wishes_of(chats, ann) == Wishes(
        hours=Hours(begins=time(20), ends=time(10)),
        school=True,
        rests_until=date(2027, 3, 4),
        topics=frozenset({Topic.FOOD}),
        fewer=True,
    )
    for button in ("I'm back", "Ask me less", "Quiet in school hours"):
        await ann.press(button)
    await ann.press("Quiet hours")
    await ann.press("As my home has it")
    await ann.press("Topics")
    await ann.press("☑ Food")
    assert await wishes_of(chats, ann) == Wishes()


async def test_no_quiet_hours_can_be_chosen(chats: Chats) -> None:
    """Whoever works nights, or wants it so."""
    ann = await chats.add("Ann")
    await ann.type("/quiet")
    await ann.press("Quiet hours")

    assert "no quiet hours" in await ann.press("No quiet hours")


async def test_not_this_topic_on_an_invitation_leaves_them_asked_and_is_told_to_nobody(
    chats: Chats,
) -> None:
    """They can still open it; the ledger and the trail show nothing of it."""
    ann = await chats.add("Ann")
    round_ = await chats.open_round(ann, survey=FAMILY)
    async with chats.world.database.write() as db:
        person = await people.load_person(db, chats.world.keys, await chats.pid(ann))
        assert person is not None
        await tell_asked(db, chats.world, round_, [person], reminder=False)
    await chats.deliver()
    assert "family" not in ann.newest.text
    said = await ann.press("Not this topic")

    assert "family time" in said
    assert (await wishes_of(chats, ann)).topics == {Topic.FAMILY}
    async with chats.world.database.read() as db:
        assert await ledger.standing(db, round_.id, person.id) is Standing.INVITED
        assert await audit.list_audit(db) == []
    assert "computer" in await ann.tap(f"go:{round_.tag}")


async def test_x5_my_data_says_what_is_kept_of_it(chats: Chats) -> None:
    """What is kept about somebody is theirs to read."""
    ann = await chats.add("Ann")
    await ann.tap("qt:topic:food")
    await ann.tap("qt:school")
    said = await ann.type("/mydata")

    assert "How you want to be asked" in said
    assert "I don't ask you about: food." in said
    assert "school hours" in said


@pytest.mark.parametrize(
    "code", ["qt", "qt:hours:3:4", "qt:rest:99", "qt:topic:cats", "qt:no:zzzzzz", "qt:to:77"]
)
async def test_c5_a_button_we_never_made_changes_nothing(chats: Chats, code: str) -> None:
    """What comes back from a chat is not believed."""
    ann = await chats.add("Ann")
    await ann.tap(code)

    assert await wishes_of(chats, ann) == Wishes()


async def test_those_who_work_here_have_quiet_hours_too(chats: Chats) -> None:
    """An Expert by Experience who is asked to be the second person is asked by day."""
    eve = await chats.add("Eve", role=Role.EBE)

    assert "from 21:00 to 09:00" in await eve.type("/quiet")
