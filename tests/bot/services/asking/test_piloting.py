"""Piloting: peers try a draft and say what each question meant; their answers are nobody's."""

from __future__ import annotations

import pytest

from bot.services import knowing
from bot.services.asking import designing, piloting, trying_out
from bot.services.people import forgetting, leaving
from bot.texts import say
from storage import drafts, pilots
from surveys.definitions.survey import Survey
from surveys.ids import DraftId
from surveys.library import load_library
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.rounds.trying import Meaning, Pilot
from tests.bot.chatting import SURVEY, Chats, Chatter
from tests.bot.services.asking.walked import trial_of, whoever

pytestmark = pytest.mark.sqlite_only


async def drafted(chats: Chats, author: Chatter, survey: Survey = SURVEY) -> DraftId:
    """A draft of somebody's, and the card that offers it to peers in their chat."""
    person = await whoever(chats, author)
    async with chats.world.database.write() as db:
        draft = await designing.new_draft_from(db, chats.world, person, survey)
        said = await trying_out.pilot(db, chats.world, person, draft)
        here = await knowing.visit(db, chats.world, author.address)
        await knowing.utter(db, chats.world, here, said)
    await chats.deliver()
    return draft


async def kept(chats: Chats, draft: DraftId) -> Pilot:
    async with chats.world.database.read() as db:
        pilot = await pilots.load_pilot(db, chats.world.keys, draft)
    assert pilot is not None
    return pilot


async def through_the_screens(peer: Chatter) -> None:
    await peer.press("Try it")
    await peer.press("Next")
    await peer.press("OK")
    await peer.press("Start")


async def to_the_end(peer: Chatter) -> None:
    """Try ``SURVEY`` from its first question: clear, unsure, a change, a word, two skips."""
    await peer.press("Yes")
    await peer.press("Clear")
    await peer.press("At six")
    await peer.press("Not sure what it asks")
    await peer.press("Next")
    await peer.press("☐ Games")
    await peer.press("Done")
    await peer.press("Change this")
    await peer.type("What is fun after tea?")
    await peer.press("3")
    await peer.type("How noisy it gets")
    await peer.type("cosy")
    await peer.press("Skip")
    await peer.type("A later bedtime")
    await peer.press("Skip")
    await peer.press("My words")
    await peer.press("Rip mine up")


@pytest.mark.parametrize("chat", Chat)
async def test_what_peers_make_of_each_question_comes_to_its_author_by_name(
    chats: Chats, chat: Chat
) -> None:
    """The author mends what was not understood, with who said it beside it."""
    ines = await chats.add("Ines", role=Role.EBE, chat=chat)
    kit = await chats.add("Kit", role=Role.EBE, chat=chat)
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    assert "Ines asks you to try a survey: 6 questions" in kit.newest.text
    assert "Ines sees what you say" in kit.newest.text
    await through_the_screens(kit)
    await to_the_end(kit)

    assert "Kit has tried Evenings" in ines.newest.text
    said = await ines.press("What they said")
    for line in (
        "1. Do staff listen?\n   Kit: clear",
        "2. When should tea be?\n   Kit: not sure what it asks",
        "Kit: would change it to “What is fun after tea?”",
        "4. How calm are evenings?\n   Kit: “How noisy it gets”",
    ):
        assert line in said
    assert "cosy" not in said
    assert "bedtime" not in said
    shown = await ines.press("Change 2")
    assert "When should tea be?" in shown
    assert draft in [one.id for one in await _drafts(chats, ines)]


async def test_an_author_takes_a_peers_words_with_one_tap(chats: Chats) -> None:
    """Words that were typed once need not be typed again; Undo has the old ones."""
    ines = await chats.add("Ines", role=Role.EBE)
    kit = await chats.add("Kit", role=Role.EBE)
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    await through_the_screens(kit)
    await to_the_end(kit)
    await ines.press("What they said")
    button = next(b for b in ines.newest.buttons if b.label == "Use Kit's words for 3")
    said = await ines.press(button.label)
    (now,) = await _drafts(chats, ines)
    again = await ines.tap(button.press)
    forged = await kit.tap(button.press)
    (still,) = await _drafts(chats, ines)

    assert "3. What is fun after tea?\n   Kit: would change it to" in said
    assert button.label not in ines.newest.labels()
    assert draft == now.id
    assert "What is fun after tea?" in [one.text["en"] for one in now.draft.entries]
    assert len(now.draft.past) == 1
    assert still.draft == now.draft
    assert "nothing to try" in forged
    assert again


async def test_no_answer_of_a_peer_is_kept(chats: Chats) -> None:
    """They were told so before they began, and on every card."""
    ines, kit = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit")]
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    await through_the_screens(kit)
    await to_the_end(kit)
    await kit.press("Stop trying it")

    assert await trial_of(chats, kit) is None
    pilot = await kept(chats, draft)
    assert {note.meaning for note in pilot.notes} == set(Meaning)
    assert "cosy" not in repr(pilot)
    assert "At six" not in repr(pilot)


async def test_who_was_not_asked_cannot_try_a_draft_nor_see_what_was_said(chats: Chats) -> None:
    """A draft is its author's; what peers say of it was said to them alone."""
    ines, kit, rae = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit", "Rae")]
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    gone = say("piloting.gone")

    for code in (f"pi:go:{draft}", f"pi:no:{draft}", f"pi:see:{draft}", f"pi:who:{draft}"):
        assert await rae.tap(code) == gone
    for code in (f"pi:see:{draft}", f"pi:ask:{draft}:all", f"pi:who:{draft}"):
        assert await kit.tap(code) == gone
    ann = await chats.add("Ann")
    assert await ann.tap(f"pi:go:{draft}") == say("refused.not_yours")


async def test_all_can_be_asked_at_once_and_nobody_twice(chats: Chats) -> None:
    """A second tap on the same card must not ask again."""
    ines, kit, rae = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit", "Rae")]
    draft = await drafted(chats, ines)
    await ines.press("Ask all 2")
    assert "✓ Kit was asked" in ines.newest.labels()
    assert await ines.tap(f"pi:ask:{draft}:all")

    assert [len(one.shown) for one in (kit, rae)] == [1, 1]


async def test_a_peer_who_cannot_just_now_says_so_in_one_tap(chats: Chats) -> None:
    """And may be asked again, since they said "not now"."""
    ines, kit = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit")]
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    await kit.press("Not now")
    await ines.tap(f"pi:who:{draft}")
    await ines.press("Kit said not now")

    assert len(kit.shown) == 2


async def test_a_change_after_a_pilot_is_seen(chats: Chats) -> None:
    """Whoever approves reads whether peers tried these very questions."""
    ines, kit = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit")]
    draft = await drafted(chats, ines)
    world = chats.world
    async with world.database.read() as db:
        assert await piloting.piloted(db, world, draft) == piloting.Piloted()
    await ines.press("Ask Kit")
    await through_the_screens(kit)
    await to_the_end(kit)
    async with world.database.write() as db:
        tried = await piloting.piloted(db, world, draft)
        mine = await drafts.load_draft(db, world.keys, draft)
        assert mine is not None
        other = SURVEY.model_copy(update={"title": {"en": "Late evenings"}})
        changed = await designing.new_draft_from(db, world, await whoever(chats, ines), other)
        fresh = await drafts.load_draft(db, world.keys, changed)
        assert fresh is not None
        now = type(mine)(mine.id, mine.owner, fresh.draft, mine.drop_on)
        await drafts.save_draft(db, world.keys, now)
        after = await piloting.piloted(db, world, draft)

    assert (tried.count, tried.since_change) == (1, True)
    assert (after.count, after.since_change) == (1, False)
    assert "changed since" in piloting.word_of_it(other, after)


def test_a_library_survey_as_it_is_needs_no_pilot_and_any_other_is_warned_of() -> None:
    """Library surveys were tried before they were shipped. A warning stops nobody."""
    shipped = load_library("food-honestly")
    assert piloting.word_of_it(shipped, piloting.Piloted()) == ""
    fewer = shipped.model_copy(update={"questions": shipped.questions[1:]})
    assert "Nobody has tried this yet" in piloting.word_of_it(fewer, piloting.Piloted())


async def test_somebody_who_is_deleted_takes_their_notes_along(chats: Chats) -> None:
    """ "Every row with their random id" is what /deleteme promises."""
    ines, kit = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit")]
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    await through_the_screens(kit)
    await to_the_end(kit)
    assert "what you said of questions" in await kit.type("/mydata")
    person = await whoever(chats, kit)
    async with chats.world.database.write() as db:
        await forgetting.forget_silent(db, chats.world, person)

    pilot = await kept(chats, draft)
    assert (dict(pilot.peers), pilot.notes) == ({}, ())


async def test_a_draft_that_is_not_finished_is_not_shown_to_peers_yet(chats: Chats) -> None:
    """What is missing is said in full: on a button there is no room for it."""
    ines, _ = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit")]
    person = await whoever(chats, ines)
    async with chats.world.database.write() as db:
        draft = await designing.new_draft_from(db, chats.world, person)
    said = await ines.tap(f"pi:who:{draft}")

    assert said.startswith("Finish it first, then others can try it.")
    assert ines.popups == []


async def test_what_peers_said_goes_with_a_draft_that_is_thrown_away(chats: Chats) -> None:
    """At once: there is no question left that it could be about."""
    ines, kit = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit")]
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    [mine] = await _drafts(chats, ines)
    await ines.tap(f"bd:{draft}:throw:{mine.draft.revision}")

    async with chats.world.database.read() as db:
        assert await pilots.load_pilot(db, chats.world.keys, draft) is None
    assert await kit.press("Try it") == say("piloting.gone")


async def test_with_an_author_who_leaves_their_pilots_go(chats: Chats) -> None:
    """Nobody is left to whom those notes were said."""
    ines, kit, _ = [await chats.add(n, role=Role.EBE) for n in ("Ines", "Kit", "Rae")]
    draft = await drafted(chats, ines)
    await ines.press("Ask Kit")
    await leaving.leave(chats.world, (await whoever(chats, ines)).id, None)

    async with chats.world.database.read() as db:
        assert await pilots.load_pilot(db, chats.world.keys, draft) is None
    assert await kit.tap(f"pi:go:{draft}") == say("piloting.gone")


async def _drafts(chats: Chats, chatter: Chatter) -> list[drafts.KeptDraft]:
    async with chats.world.database.read() as db:
        return await drafts.list_drafts(db, chats.world.keys, await chats.pid(chatter))
