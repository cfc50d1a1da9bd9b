"""What those who answer concerns do: each button, its slips, and what the author gets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.outgoing import Say
from bot.services.owing import OUTGOING
from bot.services.safeguarding import alerting
from storage import audit, concerns, outbox
from surveys.safeguarding.concern import Concern, Source, Telling
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser
from tests.bot.webchat.staff.worries import worry

pytestmark = pytest.mark.sqlite_only

ONE = "staff/concerns/C-7F31/"
STEP = {"words": "I ring your social worker", "safe": "", "day": "2026-11-21", "time": "15:00"}
PLANNED = {**STEP, "safe": "Staff stay near; nobody says who told"}


async def kept(house: House) -> Concern:
    async with house.world.database.read() as db:
        found = await concerns.find_concern(db, house.world.keys, "C-7F31")
    assert found
    return found[0]


async def said_to(house: House, name: str) -> Sequence[str]:
    """What is owed to somebody, in the order it was owed."""
    told: list[str] = []
    house.clock.on(seconds=10)
    lease = timedelta(minutes=1)
    async with house.world.database.write() as db:
        while batch := await outbox.claim_due(
            db, house.world.keys, house.clock(), limit=50, lease=lease
        ):
            for one in batch:
                said = OUTGOING.validate_json(one.body)
                if one.to == house.people[name].address and isinstance(said, Say):
                    told.append(said.text)
                await outbox.mark_delivered(db, one.id)
    return told


async def test_seen_once_by_the_first_and_the_author_is_told(
    house: House, browser: Browser
) -> None:
    """G7: the clock to the next person stops, and they learn that a person has seen it."""
    await worry(house)
    await browser.sign_in("Mina")
    page = await browser.post("Mina", f"{ONE}seen")
    again = await browser.post("Mina", f"{ONE}seen")
    concern = await kept(house)

    assert "They are told that a person has seen it." in page.words
    assert "I have seen it" not in page.words
    assert again.status == 200
    assert concern.seen_by == house.pid("Mina")
    assert [deed.what for deed in concern.deeds].count("seen") == 1


async def test_the_next_step_has_words_and_a_time(house: House, browser: Browser) -> None:
    """They see both; the record keeps both."""
    await worry(house, category="self_harm")
    await browser.sign_in("Mina")
    page = await browser.post("Mina", f"{ONE}step", **STEP)
    concern = await kept(house)

    assert "They can see the next step and its time." in page.words
    assert "Next step, by Saturday 21 November, 3pm: I ring your social worker" in page.words
    assert concern.next_step_by is not None
    assert concern.next_step_by.isoformat() == "2026-11-21T15:00:00+00:00"
    house.clock.on(hours=6)
    await browser.sign_in("Mina")
    assert "This is late." in (await browser.get("Mina", ONE)).words
    assert "1 concern waits" in (await browser.get("Mina", "staff/")).words


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"words": " "}, "Say what happens next."),
        ({"words": "x" * 2001}, "That's too long."),
        ({"time": ""}, "Give a day and a time."),
        ({"day": "tomorrow"}, "Give a day and a time."),
        ({"time": "09:00"}, "That time is over."),
        ({"day": "2027-11-21"}, "Give a time within 30 days."),
        ({"safe": ""}, "Say how you keep them safe before you set the next step."),
    ],
)
async def test_a_slip_is_said_kindly_and_nothing_typed_is_lost(
    house: House, browser: Browser, changed: dict[str, str], told: str
) -> None:
    """Somebody wrote a plan in a hurry; losing it costs the minutes that matter."""
    await worry(house)
    await browser.sign_in("Mina")
    sent = {**PLANNED, **changed}
    page = await browser.post("Mina", f"{ONE}step", **sent)

    assert page.status == 422
    assert told in page.words
    for name in ("safe", "words"):
        assert f">{sent[name]}</textarea>" in page.words
    assert f'value="{sent["time"]}"' in page.text
    assert (await kept(house)).next_step == ""


async def test_before_acting_on_somebody_in_the_same_home_there_is_a_plan(
    house: House, browser: Browser
) -> None:
    """Acting will show who told. The plan is kept, and does not go to the author."""
    await worry(house, category="risk_to_others")
    await browser.sign_in("Mina")
    before = await browser.get("Mina", ONE)
    after = await browser.post("Mina", f"{ONE}step", **PLANNED)
    told = await said_to(house, "yp0")

    assert "Acting on this will show who told." in before.words
    assert "How do we keep them safe?" in before.words
    assert "How do we keep them safe?" not in after.words
    assert "Plan to keep them safe" in after.words
    assert any("social worker" in text for text in told)
    assert not any("nobody says who told" in text for text in told)


async def test_handing_over_asks_what_could_give_them_away(house: House, browser: Browser) -> None:
    """The note and to whom; only those on its route can get it."""
    await worry(house)
    await browser.sign_in("Mina", "Dee")
    page = await browser.get("Mina", ONE)
    empty = await browser.post("Mina", f"{ONE}over", to=house.pid("Dee").hex(), note="")
    lost = await browser.post("Mina", f"{ONE}over", to="", note="They share a room.")
    wrong = await browser.post(
        "Mina", f"{ONE}over", to=house.pid("Sam").hex(), note="They share a room."
    )
    done = await browser.post(
        "Mina", f"{ONE}over", to=house.pid("Dee").hex(), note="They share a room."
    )

    assert "How could acting on this give them away?" in page.words
    assert "Dee, safeguarding deputy" in page.words
    assert "Sam" not in page.words
    assert (empty.status, lost.status, wrong.status) == (422, 422, 422)
    assert "They share a room.</textarea>" in lost.words
    assert "Handed over." in done.words
    theirs = await browser.get("Dee", ONE)
    assert "They share a room." in theirs.words
    assert "I have seen it" in theirs.words


async def test_passing_on_tells_the_next_person_now(house: House, browser: Browser) -> None:
    """Nobody waits for a clock when the lead cannot act."""
    await worry(house)
    await browser.sign_in("Mina", "Dee")
    assert (await browser.get("Dee", ONE)).status == 404
    page = await browser.post("Mina", f"{ONE}pass")

    assert "Passed on." in page.words
    assert (await browser.get("Dee", ONE)).status == 200


async def test_g12_an_answer_is_looked_at_again_and_goes_as_it_is_if_they_say_so(
    house: House, browser: Browser
) -> None:
    """G12: a hint, not a wall; and changed words are looked at anew."""
    await worry(house, telling=Telling.WITHOUT_NAME)
    await browser.sign_in("Mina")
    words = "Why did he do it?\nI promise I won't tell."
    page = await browser.post("Mina", f"{ONE}reply", reply=words)
    changed = await browser.post("Mina", f"{ONE}reply", reply="Someone is coming.", anyway=words)
    nothing = await said_to(house, "yp0")
    done = await browser.post("Mina", f"{ONE}reply", reply=words, anyway=words)
    told = await said_to(house, "yp0")

    assert (page.status, changed.status) == (422, 422)
    assert "A question can feel like being tested." in page.words
    assert "a promise to tell nobody" in page.words
    assert words in page.words
    assert "a promise that somebody comes" in changed.words
    assert not any("promise" in text for text in nothing)
    assert "What you see of them stays as it was." in done.words
    assert any("I promise" in text for text in told)
    assert "yp0" not in done.text


async def test_an_empty_answer_is_not_sent(house: House, browser: Browser) -> None:
    """And words to begin with are offered, each to be used with one tap."""
    await worry(house)
    await browser.sign_in("Mina")
    page = await browser.post("Mina", f"{ONE}reply", reply="  ")

    assert page.status == 422
    assert "Write something first." in page.words
    assert page.text.count("data-add=") >= 4
    assert "We believe you." in page.words


async def test_filed_only_once_the_pdf_is_said_to_be_saved(house: House, browser: Browser) -> None:
    """What is not on the record must not run out of time here."""
    await worry(house)
    await browser.sign_in("Mina")
    page = await browser.post("Mina", f"{ONE}filed")
    done = await browser.post("Mina", f"{ONE}filed", saved="yes")

    assert page.status == 422
    assert "Save the PDF on their record first" in page.words
    assert "It is kept here until Sunday 21 November" in done.words
    assert "Set the next step" not in done.words
    assert (await kept(house)).filed_at is not None
    assert "concern waits" not in (await browser.get("Mina", "staff/")).words


async def test_c8_opening_who_it_is_takes_two_people(house: House, browser: Browser) -> None:
    """C8: one asks, another agrees; the trail and the record have both, and they are told."""
    await worry(house, telling=Telling.WITHOUT_NAME)
    await browser.sign_in("Mina", "Dee", "Lee")
    await browser.post("Mina", f"{ONE}pass")
    asked = await browser.post("Mina", f"{ONE}ask")
    alone = await browser.post("Mina", f"{ONE}confirm")
    home = await browser.get("Dee", "staff/")
    theirs = await browser.get("Dee", ONE)
    opened = await browser.post("Dee", f"{ONE}confirm")
    trail = await browser.get("Lee", "staff/trail/")

    assert "A second person has to agree." in asked.words
    assert alone.status == 422
    assert "yp0" not in asked.text + alone.text + theirs.text
    assert "waits" in re.sub(r"What waits", "", home.words)
    assert "Mina, safeguarding lead asked to open it." in theirs.words
    assert "yp0, who lives at Maple House" in opened.words
    assert "yp0, who lives at Maple House" in (await browser.get("Mina", ONE)).words
    assert "identity" not in trail.text
    assert "C-7F31" not in trail.text
    async with house.world.database.read() as db:
        entries = [(e.action, e.who) for e in await audit.list_audit(db) if e.about == "C-7F31"]
    assert ("identity opening asked", house.pid("Mina")) in entries
    assert ("identity opened", house.pid("Dee")) in entries
    assert any("Dee" in text for text in await said_to(house, "yp0"))


async def test_c8_where_a_life_is_at_risk_one_opens_and_another_reviews(
    house: House, browser: Browser
) -> None:
    """C8: at once, and looked at within a day by somebody else."""
    await worry(house, telling=Telling.WITHOUT_NAME, severity=3)
    await browser.sign_in("Mina", "Dee")
    opened = await browser.post("Mina", f"{ONE}ask")
    await browser.post("Mina", f"{ONE}pass")
    theirs = await browser.get("Dee", ONE)
    done = await browser.post("Dee", f"{ONE}confirm")
    concern = await kept(house)

    assert "yp0, who lives at Maple House" in opened.words
    assert "Mina, safeguarding lead opened it alone." in theirs.words
    assert "by Sunday 22 November, 10am" in theirs.words
    assert "opened it alone" not in done.words
    assert concern.opened_by == (house.pid("Mina"), house.pid("Dee"))


async def test_where_nobody_can_be_told_the_page_does_not_say_that_they_are(
    house: House, browser: Browser
) -> None:
    """A rehearsal, or a worry without an author: a claim that somebody heard would be a lie."""
    await worry(house, telling=Telling.NO_AUTHOR, source=Source.READING, author=None)
    await browser.sign_in("Mina")
    before = await browser.get("Mina", ONE)
    seen = await browser.post("Mina", f"{ONE}seen")
    step = await browser.post("Mina", f"{ONE}step", **PLANNED)

    for page in (before, seen, step):
        assert "They are told" not in page.words
        assert "They see these words" not in page.words
    assert (await browser.post("Mina", f"{ONE}reply", reply="Thanks.")).status == 422


async def test_c5_a_button_of_somebody_elses_concern_does_nothing(
    house: House, browser: Browser
) -> None:
    """C5: a handle is short; knowing it opens nothing."""
    await worry(house)
    await browser.sign_in("Dee", "Ola", "Tess", "Lee")
    for name in ("Dee", "Ola", "Tess", "Lee", "yp0"):
        for deed in ("seen", "step", "over", "pass", "reply", "filed", "ask", "confirm", "home"):
            sent = {"saved": "yes", **PLANNED, "reply": "x", "home": "Maple House"}
            page = await browser.post(name, f"{ONE}{deed}", **sent)
            assert page.status == 404, (name, deed)
    concern = await kept(house)

    assert concern.seen_by is None
    assert [deed.what for deed in concern.deeds] == ["alerted"]


async def test_what_was_done_stands_in_its_order_with_its_times(
    house: House, browser: Browser
) -> None:
    """Whoever takes over reads what happened, to the second."""
    await worry(house, category="self_harm")
    await browser.sign_in("Mina")
    house.clock.at += timedelta(seconds=65)
    await browser.post("Mina", f"{ONE}seen")
    page = await browser.post("Mina", f"{ONE}step", **STEP)
    timeline = page.words.split("Everything done so far")[1]

    assert re.findall(r"10:0\d:\d\d GMT · [\w ]+", timeline) == [
        "10:00:00 GMT · Earshot",
        "10:01:05 GMT · Mina",
        "10:01:05 GMT · Mina",
    ]


async def test_the_trail_has_deeds_and_handles_and_nothing_else(
    house: House, browser: Browser
) -> None:
    """C6: whoever reads it in the database learns who did what about which, and no more."""
    await worry(house)
    await browser.sign_in("Mina")
    await browser.post("Mina", f"{ONE}step", **PLANNED)
    await browser.post("Mina", f"{ONE}reply", reply="Thank you for telling us.")
    async with house.world.database.read() as db:
        entries = [e for e in await audit.list_audit(db) if e.about == "C-7F31"]

    assert {entry.action for entry in entries} == {
        *("concern opened", "next step set", "plan noted", "reply sent")
    }
    assert alerting.LONGEST_NOTE == 2000
