"""Deciding in chat: a card for each theme, part by part, and whoever decides says yes."""

from __future__ import annotations

from bot.services import knowing
from bot.services.results import telling_back
from bot.texts import say
from bot.wording.presses import Press
from storage import decisions
from surveys.people.roles import Role
from surveys.reports.model import Verdict
from surveys.rounds.deciding import Version, Written
from tests.bot.chatting import Chats
from tests.bot.services.results.decided_round import (
    BEDS,
    NEXT,
    OWNER,
    PROMISE,
    REASON,
    TEA,
    Out,
    released,
)


async def versions(out: Out) -> list[Version]:
    async with out.chats.world.database.read() as db:
        return await decisions.list_versions(db, out.round.id)


async def test_32_a_designers_words_wait_for_the_yes_of_whoever_decides(chats: Chats) -> None:
    """Written part by part, seen as it will be read, shown to Vi, and let go by one tap."""
    out = await released(chats)
    assert "Waiting for decisions" in await out.dee.type("/what")
    shown = await out.decide(out.dee, 1)

    for words in (TEA, PROMISE, REASON, OWNER):
        assert words in shown
    assert "Vi" in await out.dee.press("Show it to Vi")
    await chats.deliver()
    assert PROMISE in out.vi.newest.text
    assert "One left to decide" in await out.vi.press("Yes, that's decided")
    (kept,) = await versions(out)
    assert kept.on == chats.world.today()
    assert kept.words.verdict is Verdict.YES
    assert not kept.told


async def test_c5_nobody_but_whoever_decides_lets_a_decision_go(chats: Chats) -> None:
    """The designer who wrote it, another who decides, and a young person press by hand."""
    out = await released(chats)
    other = await chats.add("Bo", role=Role.DECISION_MAKER, home="")
    await out.decide(out.dee, 1)
    (draft,) = await versions(out)
    for who in (out.dee, other, out.asked[0]):
        for step in ("ok", "no", "done"):
            await who.tap(f"dcy:{step}:{out.round.tag}:{draft.number}")
        await who.tap(f"dcy:see:{out.round.tag}")
    await other.tap(f"dc:v:{out.round.tag}:0:no")

    assert await versions(out) == [draft]


async def test_c5_a_designer_lets_nothing_go_behind_the_door_either(chats: Chats) -> None:
    """The table of who may do what refuses the button; so does what it leads to."""
    out = await released(chats)
    await out.decide(out.dee, 1)
    (draft,) = await versions(out)
    async with chats.world.database.write() as db:
        here = await knowing.visit(db, chats.world, out.dee.address, tap="1")
        pressed = Press("dcy", ("ok", out.round.tag, str(draft.number)))
        said = await telling_back.press(db, chats.world, here, pressed)

    assert said.toast == say("decide.gone")
    assert await versions(out) == [draft]


async def test_32_what_was_written_anew_is_not_let_go_by_an_old_button(chats: Chats) -> None:
    """What Vi read is what is decided."""
    out = await released(chats)
    await out.decide(out.dee, 1)
    await out.dee.press("Show it to Vi")
    await chats.deliver()
    await out.dee.tap(f"dc:w:{out.round.tag}:0:promise")
    await out.dee.type("Tea is at eight from Monday on.")

    assert await out.vi.press("Yes, that's decided") == say("decide.changed")
    (draft,) = await versions(out)
    assert draft.on is None


async def test_32_another_answer_never_says_what_was_typed_for_the_contrary(chats: Chats) -> None:
    """ "No. Tea is at seven from Monday on." would be read by everybody who was asked. What was
    typed is said once more, to be typed anew; who sees to it stays where it is asked for."""
    out = await released(chats)
    await out.decide(out.vi, 1)
    asked = await out.vi.tap(f"dc:v:{out.round.tag}:0:no")
    said = "\n".join(one.text for one in out.vi.shown.values())
    assert "What will not happen" in asked
    assert f"Under the other answer it said:\n“{PROMISE}”" in said
    await out.vi.type("Tea can't be later this year.")
    shown = await out.vi.type("The cook goes home at seven.")
    assert PROMISE not in shown
    assert REASON not in shown
    await out.vi.tap(f"dc:v:{out.round.tag}:0:partly")
    for words in ("Tea is at seven at the weekend.", "The cook can stay then.", OWNER, "12 June"):
        await out.vi.type(words)
    all_of_it = await out.vi.tap(f"dc:v:{out.round.tag}:0:yes")

    assert "at the weekend" in all_of_it, "a part of it may become all of it"


async def test_32_what_two_type_at_once_is_never_mixed(chats: Chats) -> None:
    """Dee taps another answer while Vi types a reason: Vi's words would stand under Dee's no."""
    out = await released(chats)
    await out.vi.tap(f"dc:v:{out.round.tag}:1:yes")
    await out.vi.type("Beds get new feet in May, all of them.")
    await out.dee.tap(f"dc:v:{out.round.tag}:1:no")
    await out.vi.type("They squeak.")
    told = "\n".join(one.text for one in out.vi.shown.values())
    (draft,) = await versions(out)

    assert say("decide.meanwhile") in told
    assert draft.words == Written(Verdict.NO)
    await out.dee.type("We can't get new beds this year.")
    await out.dee.type("There is no money for beds.")
    (draft,) = await versions(out)
    assert draft.words.reason == "There is no money for beds."


async def test_32_a_restart_at_any_moment_loses_no_part_of_a_decision(chats: Chats) -> None:
    """What was typed, what the next words are for, and what was looked at all lie in the
    database; buttons from before it go on."""
    out = await released(chats)

    async def restart() -> None:
        await chats.close()
        chats.intakes.clear()

    for theme in (0, 1):
        await out.vi.tap(f"dc:v:{out.round.tag}:{theme}:yes")
        for words in (PROMISE, REASON, OWNER, "12 June"):
            await restart()
            await out.vi.type(words)
        await restart()
        await out.vi.press("Yes, that's decided")
    await restart()
    assert "Sent to everyone" in await out.send()
    await restart()
    await out.asked[0].press("Not good enough")

    assert all(one.told == 1 and one.words.promise == PROMISE for one in await versions(out))
    assert PROMISE in await out.asked[3].type("/what")


async def test_32_what_was_told_is_not_left_to_decide_when_somebody_writes_it_anew(
    chats: Chats,
) -> None:
    """Everybody asked was told a yes; a tap on another answer leaves that as it was, and says
    so."""
    out = await released(chats)
    await out.decide_all()
    await out.send()
    await out.vi.tap(f"dc:v:{out.round.tag}:0:partly")
    card = await out.vi.tap(f"dc:o:{out.round.tag}")

    told = "yes, told to everyone who was asked. Another answer is being written: partly"
    assert f"1. {TEA}: {told}" in card
    assert "left to decide" not in card
    assert "All are decided" not in card


async def test_32_an_answer_that_is_tapped_twice_is_asked_about_once(chats: Chats) -> None:
    """A finger that shakes; the words that follow are still heard."""
    out = await released(chats)
    await out.vi.tap(f"dc:v:{out.round.tag}:0:yes")
    before = len(out.vi.shown)
    assert await out.vi.tap(f"dc:v:{out.round.tag}:0:yes") == say("decide.type_it")
    assert len(out.vi.shown) == before

    assert "Why?" in await out.vi.type(PROMISE)


async def test_32_a_day_that_is_years_away_says_its_year(chats: Chats) -> None:
    """ "By 12 May" is read as the next one."""
    out = await released(chats)
    await out.decide(out.vi, 1)
    await out.vi.press("Type the day again")

    assert "By Saturday 12 May 2029." in await out.vi.type("12/5/29")


async def test_32_hard_words_are_kept_and_do_not_go_out(chats: Chats) -> None:
    """It is not closed without words that a child can read; nothing typed is lost."""
    out = await released(chats)
    hard = "Operational reconfiguration of catering provision necessitates consultation."
    shown = await out.decide(out.vi, 1, promise=hard)

    assert hard in shown
    assert "It can't go out like this" in shown
    assert "Yes, that's decided" not in out.vi.newest.labels()
    (draft,) = await versions(out)
    assert await out.vi.tap(f"dcy:ok:{out.round.tag}:{draft.number}") == say("decide.not_yet")
    await out.vi.press("Type what happens again")
    assert PROMISE in await out.vi.type(PROMISE)
    assert "Yes, that's decided" in out.vi.newest.labels()


async def test_32_a_young_person_or_a_home_is_not_named(chats: Chats) -> None:
    """Everybody who was asked would read it; who sees to it may be named."""
    out = await released(chats)
    shown = await out.decide(out.vi, 1, promise="Tea at Maple House is at seven now.")

    assert say("back.has_name") in shown
    assert "Yes, that's decided" not in out.vi.newest.labels()


async def test_32_bad_words_are_answered_kindly_and_lose_nothing(chats: Chats) -> None:
    """Too short, no job, no day, a day that went by: each says how, and what was typed stays."""
    out = await released(chats)
    await out.vi.tap(f"dc:o:{out.round.tag}")
    await out.vi.press("1. ")
    await out.vi.press("Yes")
    assert await out.vi.type("ok") == say("decide.too_short")
    await out.vi.type(PROMISE)
    await out.vi.type(REASON)
    assert "comma" in await out.vi.type("Jo")
    await out.vi.type(OWNER)
    assert await out.vi.type("soonish") == say("decide.no_day")
    assert await out.vi.type("1 Jan 2020") == say("decide.past")
    assert await out.vi.type("1 Jan 2099") == say("decide.too_far")
    assert await out.vi.type("cancel") == say("decide.kept")

    assert "being written" in await out.vi.tap(f"dc:o:{out.round.tag}")
    await out.vi.press("1. ")
    await out.vi.press("Yes")
    assert PROMISE in await out.vi.type("by 12 June")


async def test_32_a_no_asks_for_words_and_a_reason_and_nothing_more(chats: Chats) -> None:
    """Nobody has anything to do, by no day."""
    out = await released(chats)
    shown = await out.decide(out.vi, 2, "no", "We can't get new beds this year.")

    assert BEDS in shown
    assert "→ No. We can't get new beds this year." in shown
    assert "Who" not in shown


async def test_32_whoever_decides_says_no_to_words_and_designers_read_so(chats: Chats) -> None:
    """The draft is gone, and another can be written."""
    out = await released(chats)
    await out.decide(out.dee, 1)
    await out.dee.press("Show it to Vi")
    await chats.deliver()
    await out.vi.press("Not like this")
    await chats.deliver()

    assert TEA in out.dee.newest.text
    assert await versions(out) == []


async def test_32_without_themes_the_round_as_a_whole_is_decided(chats: Chats) -> None:
    """Also where too few answered: a round that was held is answered like any other."""
    from tests.bot.services.results.test_answering_back import held

    round_, _, vi = await held(chats)
    assert say("decide.whole") in await vi.tap(f"dc:o:{round_.tag}")
    await vi.press("1. ")
    assert "What will not happen" in await vi.tap(f"dc:v:{round_.tag}:0:no")
    await vi.type("We can't say what you asked for.")
    assert "What comes of all you said" in await vi.type("Too few of you could answer.")


async def test_33_everybody_asked_is_told_the_same_once_in_both_chats(chats: Chats) -> None:
    """Those who answered and those who did not; a second press tells nobody again."""
    out = await released(chats)
    await out.decide_all()
    assert "Send it to everyone" not in out.vi.newest.labels()
    assert "Sent to everyone" in await out.send()

    texts = {one.newest.text for one in out.asked}
    assert len(texts) == 1
    (text,) = texts
    for words in (NEXT, TEA, BEDS, PROMISE, REASON, "Is that good enough?"):
        assert words in text
    before = dict(out.asked[0].shown)
    assert await out.vi.tap(f"dcy:see:{out.round.tag}") == say("decide.sent_already")
    await chats.deliver()
    assert out.asked[0].shown == before


async def test_33_nothing_is_sent_before_every_theme_is_decided(chats: Chats) -> None:
    """And what is sent is what was looked at."""
    out = await released(chats)
    await out.decide(out.vi, 1)
    await out.vi.press("Yes, that's decided")
    assert "One left to decide" in await out.vi.tap(f"dcy:see:{out.round.tag}")
    await out.vi.tap(f"dcy:send:{out.round.tag}:000000000000")
    await chats.deliver()

    assert not any(one.told for one in await versions(out))


async def test_34_what_says_where_each_promise_stands(chats: Chats) -> None:
    """What was decided, who sees to it, by when; then that it is done."""
    out = await released(chats)
    await out.decide_all()
    await out.send()
    young = out.asked[5]
    told = await young.type("/what")
    assert PROMISE in told
    assert f"Who does it: {OWNER}." in told
    await out.vi.tap(f"dc:t:{out.round.tag}:0")
    await out.vi.press("It's done")

    assert "Done on" in await young.type("/what")


async def test_32_of_a_no_nothing_can_be_noted_as_done(chats: Chats) -> None:
    """ "It's done" under "we don't get a dog" would tell everyone asked that something was."""
    out = await released(chats)
    for theme in (1, 2):
        await out.decide(out.vi, theme, "no" if theme == 1 else "yes")
        await out.vi.press("Yes, that's decided")
    await out.send()
    await out.vi.tap(f"dc:t:{out.round.tag}:0")
    assert not any("It's done" in label for label in out.vi.newest.labels())
    await out.vi.tap(f"dc:t:{out.round.tag}:1")
    assert any("It's done" in label for label in out.vi.newest.labels())


async def test_34_whoever_decides_is_not_told_that_nothing_came_of_rounds(chats: Chats) -> None:
    """ "Nothing yet" above a promise that is late is wrong for whoever was never asked."""
    out = await released(chats)
    await out.decide_all()
    await out.send()

    said = await out.vi.type("/what")
    assert "Nothing yet" not in said
    assert "Promised, and not done yet" in said
