"""A bored fifteen-year-old, and a nosy manager: what they do to everybody else's safety."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from storage.listeners import Listener, save_listener
from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.attacks.endangered import (
    ABUSE,
    CHOICE,
    NOW,
    STAFF,
    Desk,
    at_the_words,
    house_with,
    quiet,
    shown_words,
    somebody,
    texts,
)
from tests.attacks.field import HOMES, Past, sit
from tests.attacks.looking import browser

HARMS = (
    "my dad hits me",
    "I want to die",
    "a worker hurt me",
    "my stepdad touched me",
    "I cut myself",
    "he keeps hitting me",
    "they made me carry drugs for them",
    "my uncle punched me in the face",
)


@pytest.mark.full
async def test_g6_two_hundred_alarming_messages_in_a_minute_are_five_concerns_and_none_is_lost(
    past: Past, tmp_path: Path
) -> None:
    """The lead gets a handful of pings, not two hundred; every word stands in one of them; each
    message was answered with care, the last as fast as the first. Another child's worry is told
    meanwhile as if nothing was.

    Fails when every message is a concern, or those over a limit are dropped.
    """
    async with house_with(past, tmp_path) as house:
        chatter = somebody(house, past)
        written = [f"{HARMS[n % len(HARMS)]} number{n:03}x" for n in range(200)]
        slowest = 0.0
        for words in written:
            house.clock.on(seconds=0.3)
            began = time.perf_counter()
            said = await chatter.type(words)
            slowest = max(slowest, time.perf_counter() - began)
            assert "Thank you for telling me." in said
        other = house.of(past.authors[0])
        await other.type(NOW)
        told = await house.after(seconds=10)
        kept = await house.kept()

    theirs = [one for one in kept if one.author == quiet(past).pid]
    record = "\n".join(d.words for one in theirs for d in one.deeds) + "".join(
        one.words for one in theirs
    )
    assert len(theirs) <= 6
    assert len(told["Mina"]) <= 7
    assert not [words for words in written if words not in record]
    assert slowest < 2, slowest
    assert len(kept) == len(theirs) + 1


async def test_g6_the_same_again_is_one_concern_and_says_so(past: Past, tmp_path: Path) -> None:
    """Pressed send ten times: one ping, one concern, ten kind answers."""
    async with house_with(past, tmp_path) as house:
        chatter = somebody(house, past)
        said = [await chatter.type(ABUSE) for _ in range(10)]
        told = await house.after(seconds=10)
        kept = await house.kept()

    assert len(kept) == len(told["Mina"]) == 1
    assert all("Thank you for telling me." in one for one in said)
    assert "You don't need to send it again." in said[-1]


STRANGE = (
    "\U0001f62d" * 3,
    "\U0001f52a\U0001fa78",
    "\U0001f198",
    "x" * 4096,
    "k m s " * 600,
    "\u200b" * 80,
    "\u202e\u028e\u0250\u028d\u0250",
)


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.full
async def test_g6_strange_messages_are_answered_and_break_nothing(
    past: Past, tmp_path: Path, text: str
) -> None:
    """Only emoji, 4,096 characters, letters that show nothing, letters that run backwards."""
    async with house_with(past, tmp_path) as house:
        chatter = somebody(house, past)
        began = time.perf_counter()
        outside = await chatter.type(text)
        took = time.perf_counter() - began
        at_words = await at_the_words(house, past)
        inside = await at_words.type(text)
        await house.after(minutes=40)

    assert outside
    assert inside
    assert took < 2, took


async def test_g6_a_cry_at_the_end_of_four_thousand_characters_is_heard(
    past: Past, tmp_path: Path
) -> None:
    """Fails when only the beginning of a long message is looked at."""
    async with house_with(past, tmp_path) as house:
        filler = "we had pasta and the telly was on. " * 114
        said = await somebody(house, past).type(f"{filler}{ABUSE}."[-4090:])
        kept = await house.kept()

    assert "0800 1111" in said
    assert len(kept) == 1


@pytest.mark.full
async def test_c5_no_button_of_somebody_elses_worry_does_anything(
    past: Past, tmp_path: Path
) -> None:
    """Every choice, pressed by another child, by staff, by a stranger, and of handles that are
    not there: each is refused alike whatever they press, and the concern stands as it was.

    Fails when a handle is enough.
    """
    choices = ("name", "unnamed", "numbers", "not_meant", "known", "out", "back", "name_yes",
               "unnamed_yes", "x", "")  # fmt: skip
    async with house_with(past, tmp_path) as house:
        ann = somebody(house, past)
        await ann.type(CHOICE)
        await ann.type(ABUSE)
        before = await house.kept()
        handles = [one.handle for one in before]
        others = [house.of(past.authors[0]), house.stranger(), house.staff["Jo"],
                  house.staff["Mina"], house.staff["Duty"]]  # fmt: skip
        said = [
            {
                (await one.tap(f"cn:{handle}:{choice}")).replace(handle, "C-")
                for handle in (*handles, "C-0000")
                for choice in choices
            }
            for one in others
        ]
        after = await house.kept()

    assert len(before) == 2
    assert after == before
    assert [len(each) for each in said] == [1] * len(others), said


async def test_g8_not_what_i_meant_is_marked_also_after_the_lead_has_seen_it(
    past: Past, tmp_path: Path
) -> None:
    """Pressed again and again, before and after: marked once, never gone, and the lead sees it."""
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        ann = somebody(house, past)
        await ann.type(ABUSE)
        await house.after(seconds=10)
        (concern,) = await house.kept()
        lead = await Desk.of(pages, house.staff["Mina"])
        await lead.press(f"concerns/{concern.handle}/seen")
        for _ in range(3):
            said = await ann.press("That's not what I meant")
        page = await lead.see(f"concerns/{concern.handle}/")
        (after,) = await house.kept()

    assert "still gets it" in said
    assert after.not_meant
    assert "zibblewick" in page
    assert sum("not what I meant" in deed.what for deed in after.deeds) == 1


async def test_g10_a_manager_of_a_home_who_looks_everywhere_finds_nothing(
    past: Past, tmp_path: Path
) -> None:
    """A deputy whose home it is opens the list, guesses handles, and presses every deed; then
    reads the home's duty phone. Harm by staff of that home is not there, in words or number."""
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        nosy = await house.employ("Perrin", Role.SAFEGUARDING_DEPUTY, HOMES[0], 7_200_001)
        await house.employ("Max", Role.DECISION_MAKER, HOMES[0], 7_200_002)
        began, calm = house.clock(), await _all_of(pages, nosy)
        ann = await house.move_in("Annwood", HOMES[0], Chat.WEB)
        await ann.type(STAFF)
        await house.after(minutes=250)
        await house.after(minutes=250)
        (concern,) = await house.kept()
        house.clock.at = began  # pages say which numbers are open at this hour
        after = await _all_of(pages, nosy)
        desk = await Desk.of(pages, nosy)
        pressed = [
            await desk.press(f"concerns/{concern.handle}/{deed}", words="x", reply="x")
            for deed in ("seen", "step", "over", "pass", "reply", "filed", "ask", "confirm")
        ]
        pages_of_one = [
            await desk.see(f"concerns/{concern.handle}/"),
            await desk.see(f"concerns/{concern.handle}/record.pdf"),
        ]
        (unchanged,) = await house.kept()
        duty = texts(house.staff["Duty"])

    assert calm == after
    assert {page[:3] for page in (*pressed, *pages_of_one)} == {"404"}
    assert unchanged == concern
    assert duty == []
    assert texts(nosy) == []


async def _all_of(pages: object, who: object) -> list[str]:
    desk = await Desk.of(pages, who)  # type: ignore[arg-type]
    found = [await desk.see(path) for path in ("", "concerns/", "safety/", "rounds/", "messages/")]
    return [shown_words(page).replace(desk.at, "/me") for page in found]


async def test_g6_letters_to_a_person_that_are_all_alarms_tell_the_rota_once_each(
    past: Past, tmp_path: Path
) -> None:
    """Ten letters of harm, one after another: each goes to whom it was written to, the lead has
    no more than a handful of pings, and the words of every one are with a concern."""
    async with house_with(past, tmp_path) as house:
        ann = somebody(house, past)
        lou = await house.pid(house.staff["Lou"])
        async with house.world.database.write() as db:
            await save_listener(db, house.world.keys, Listener(lou, job="independent visitor"))
        await sit(ann, await house.round(), text="more pudding")
        written = [f"{HARMS[n % len(HARMS)]} letter{n}" for n in range(10)]
        for words in written:
            await ann.type("/message")
            await ann.press("Lou")
            await ann.press("With my name")
            await ann.type(words)
        told = await house.after(seconds=10)
        kept = await house.kept()

    record = "".join(one.words + "".join(d.words for d in one.deeds) for one in kept)
    assert len(kept) <= 6
    assert len([t for t in told.get("Mina", []) if "concern" in t]) <= 6
    assert not [words for words in written if words not in record]
