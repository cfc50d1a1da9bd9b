"""Concerns in the signed-in view: what is shown, to whom, and what nobody gets to see."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.services.knowing import visit
from bot.services.people import forgetting
from bot.services.safeguarding import alerting, rostering
from storage import audit, people, rounds, tickets
from surveys.people.roles import Role
from surveys.rounds.round import State, Way
from surveys.safeguarding.concern import Source, Telling
from tests.bot.after_seal.house import House, a_round
from tests.bot.webchat.staff.browsing import Browser
from tests.bot.webchat.staff.worries import RESPONDERS, WORDS, worry

pytestmark = pytest.mark.sqlite_only

AT = "staff/concerns/"
ONE = "staff/concerns/C-7F31/"


async def test_a_concern_is_shown_whole(house: House, browser: Browser) -> None:
    """Exact words and time, what the check thought, the home with its duty phone to tap."""
    await worry(house)
    await browser.sign_in("Mina")
    page = await browser.get("Mina", ONE)

    assert WORDS in page.words
    assert "<b>hit</b>" not in page.text
    for said in (
        "Saturday 21 November 2026, 10:00:00 GMT",
        "Abuse or assault",
        "Serious",
        'harm: "hit me"',
        "Not in an answer",
        "yp0, who lives at Maple House",
        "They were told first that somebody has to know",
        "10:00:00 GMT · Earshot",
        "Advocate",
    ):
        assert said in page.words, said
    assert 'href="tel:07700900123"' in page.text
    assert "Ring the LADO" not in page.text


async def test_who_opened_a_concerns_words_is_in_the_trail_once_a_day(
    house: House, browser: Browser
) -> None:
    """Whoever asks later who read a child's words is answered; the trail has none of them.

    Fails when opening the page leaves no entry, or one at each look.
    """
    await worry(house)
    await browser.sign_in("Mina")

    async def opened() -> list[audit.Entry]:
        async with house.world.database.read() as db:
            return [e for e in await audit.list_audit(db) if e.action == alerting.OPENED]

    await browser.get("Mina", AT)
    assert await opened() == []
    await browser.get("Mina", ONE)
    await browser.get("Mina", ONE)
    (entry,) = await opened()
    assert (entry.who, entry.about) == (house.pid("Mina"), "C-7F31")
    house.clock.on(days=1)
    await browser.sign_in("Mina")
    await browser.get("Mina", ONE)
    assert len(await opened()) == 2


async def test_urgent_and_unseen_come_first_and_say_until_when(
    house: House, browser: Browser
) -> None:
    """Whoever opens the page in a hurry reads from the top."""
    await worry(house, number=1)
    await worry(house, number=2, severity=3)
    seen = await worry(house, number=3, severity=3)
    async with house.world.database.write() as db:
        await alerting.acknowledge(db, house.world, seen.handle, house.people["Mina"])
    await browser.sign_in("Mina")
    page = await browser.get("Mina", AT)

    assert re.findall(r'class="handle">(C-\w+)<', page.text) == ["C-7F32", "C-7F31", "C-7F33"]
    assert "It goes to the next person Saturday 21 November, 10:10am." in page.words
    assert "It goes to the next person Saturday 21 November, 2pm." in page.words
    assert "Seen by Mina, safeguarding lead" in page.words
    assert WORDS not in page.words


async def test_the_first_page_says_that_concerns_wait_and_nothing_of_them(
    house: House, browser: Browser
) -> None:
    """Somebody may look over a shoulder."""
    await browser.sign_in("Mina", "Dee")
    none = await browser.get("Mina", "staff/")
    await worry(house, severity=3)
    one = await browser.get("Mina", "staff/")
    await worry(house, number=2)

    assert "concern waits" not in none.text
    assert "1 concern waits, and it is urgent" in one.text
    assert "2 concerns wait. 1 urgent" in (await browser.get("Mina", "staff/")).text
    assert "Abuse" not in one.text
    assert "C-7F3" not in one.text
    assert "concern waits" not in (await browser.get("Dee", "staff/")).text


async def test_c6_nobody_else_reaches_a_concern_or_learns_that_there_is_one(
    house: House, browser: Browser
) -> None:
    """C6: administrator, creators, designers, readers and young people get a stranger's reply."""
    everybody = ("Lee", "Sam", "Kit", "Jo", "Mo", "Lou", "Duty")
    await browser.sign_in(*everybody, "Dee")
    before = {name: (await browser.get(name, "staff/")).text for name in everybody}
    await worry(house, severity=3)
    nowhere = await browser.get("nobody", ONE)
    for name in (*everybody, "yp0", "yp1"):
        for path in (AT, ONE, f"{ONE}record.pdf"):
            page = await browser.get(name, path)
            assert (page.status, page.text) == (404, nowhere.text), (name, path)
        assert (await browser.post(name, f"{ONE}seen")).status == 404
    for name in everybody:
        assert (await browser.get(name, "staff/")).text == before[name]

    # The deputy answers concerns, but nobody has told them of this one yet.
    assert (await browser.get("Dee", ONE)).status == 404
    assert "No concern waits for you." in (await browser.get("Dee", AT)).text


async def test_c7_a_lead_whom_the_words_name_sees_nothing_and_the_deputy_does(
    house: House, browser: Browser
) -> None:
    """C7, G10: nobody sits in judgement over themselves; the LADO's clock shows."""
    await worry(house, words="Mina from the office slapped me", category="staff_abuse")
    await browser.sign_in("Mina", "Dee")
    page = await browser.get("Dee", ONE)

    assert (await browser.get("Mina", ONE)).status == 404
    assert "No concern waits" in (await browser.get("Mina", AT)).text
    assert "concern waits" not in (await browser.get("Mina", "staff/")).text
    assert "Mina from the office" in page.words


async def test_g10_harm_by_staff_shows_the_lados_clock_and_number(
    house: House, browser: Browser
) -> None:
    """G10: within one working day, with the council's number at hand; the home comes later."""
    await worry(house, words="the night worker hit me", category="staff_abuse")
    await browser.sign_in("Mina")
    page = await browser.get("Mina", ONE)
    house.clock.on(days=3)
    await browser.sign_in("Mina")
    late = await browser.get("Mina", ONE)

    # Saturday at ten: the next working day is Monday.
    assert "Ring the LADO by Monday 23 November, 10am." in page.words
    assert 'href="tel:01632960123"' in page.text
    assert "Don't ring the home about this first." in page.words
    assert "Ring now." in late.words


async def test_g10_words_that_name_the_lead_alone_are_about_staff_too(
    house: House, browser: Browser
) -> None:
    """The lead is staff, whatever the check called it: whoever reads of it rings the LADO.

    Fails when only a word for staff, or a job, starts that clock.
    """
    await worry(house, words="mina hit me in the car", category="abuse")
    await browser.sign_in("Dee")
    page = await browser.get("Dee", ONE)

    assert "Ring the LADO by Monday 23 November, 10am." in page.words
    assert "Don't ring the home about this first." in page.words


async def test_g10_a_home_without_a_lado_number_says_so(house: House, browser: Browser) -> None:
    """Silence would look as if nobody had to be told."""
    await worry(house, home="Birch House", category="staff_abuse", words="he hit me")
    await browser.sign_in("Mina")
    page = await browser.get("Mina", ONE)

    assert "No LADO number is written down for this home." in page.words
    assert "No duty phone is written down for this home." in page.words


async def test_g8_who_is_not_shown_stays_out_of_every_view(house: House, browser: Browser) -> None:
    """G8: "not who" holds on the page, in what was done, and after they say something."""
    await worry(house, telling=Telling.WITHOUT_NAME)
    async with house.world.database.write() as db:
        await alerting.answer_offer(db, house.world, "C-7F31", house.pid("yp0"), "not_meant")
    await browser.sign_in("Mina")
    page = await browser.get("Mina", ONE)

    assert "yp0" not in page.text
    assert house.pid("yp0").hex() not in page.text
    assert "You don't see who." in page.words
    assert "They say it isn't what they meant." in page.words
    assert "Whoever wrote it" in page.words
    assert "They say it isn't what they meant." in (await browser.get("Mina", AT)).words


async def test_a_ticket_shows_where_who_opened_the_sitting_and_when(
    house: House, browser: Browser
) -> None:
    """No name is kept, so the place, the person and the hour are how somebody is found."""
    round_ = replace(a_round(State.OPEN, count=None, way=Way.TICKET))
    house.clock.on(hours=-1)
    async with house.world.database.write() as db:
        await rounds.add_round(db, round_)
        await tickets.open_sitting(
            db, house.world.keys, round_.id, opened_by=house.pid("Kit"),
            place="Maple House", head_count=5,
        )  # fmt: skip
        await audit.record(
            db, at=house.clock(), who=house.pid("Kit"), action="sitting opened", about=round_.id
        )
    house.clock.on(hours=1)
    await worry(
        house, source=Source.ANSWER, author=b"t" * 16, home="", place="Maple House",
        round=round_.id, question=round_.survey.questions[2].id,
    )  # fmt: skip
    await browser.sign_in("Mina")
    page = await browser.get("Mina", ONE)

    assert "At Maple House" in page.words
    assert "Kit, Expert by Experience opened it, Saturday 21 November, 9am." in page.words
    assert "Somebody with a ticket. No name is kept." in page.words
    assert "What is one thing you would change?" in page.words
    assert "House meetings" in page.words
    assert 'href="tel:07700900123"' in page.text


async def test_a_rehearsal_is_marked_wherever_it_shows(house: House, browser: Browser) -> None:
    """Practice must look like practice, and a real one must not."""
    await worry(house, source=Source.REHEARSAL, telling=Telling.NO_AUTHOR, author=None, severity=3)
    await browser.sign_in("Mina")

    assert "Rehearsal" in (await browser.get("Mina", AT)).words
    page = await browser.get("Mina", ONE)
    assert "This is practice. Nobody wrote it" in page.words
    assert "urgent" not in (await browser.get("Mina", "staff/")).words


async def test_g16_a_worry_without_an_author_lists_each_home_to_check(
    house: House, browser: Browser
) -> None:
    """G16: everybody asked lives somewhere; each home is seen, and nobody is singled out."""
    await worry(
        house, source=Source.READING, telling=Telling.NO_AUTHOR, author=None, home="",
        homes=("Maple House", "Birch House"), category=None, severity=2,
    )  # fmt: skip
    await browser.sign_in("Mina")
    page = await browser.get("Mina", ONE)
    too_soon = await browser.post("Mina", f"{ONE}filed", saved="yes")
    await browser.post("Mina", f"{ONE}home", home="Maple House")
    after = await browser.get("Mina", ONE)
    unknown = await browser.post("Mina", f"{ONE}home", home="Nowhere House")

    assert page.text.count("Not checked yet") == 2
    assert "Nobody can know." in page.words
    assert "No kind was found. Serious." not in page.words, "a person said how grave"
    assert "Answer them" not in page.words
    assert too_soon.status == 422
    assert "See each home first." in too_soon.words
    assert after.text.count("Not checked yet") == 1
    assert unknown.status == 404


async def test_whoever_is_away_leaves_it_to_the_next(house: House, browser: Browser) -> None:
    """And sees it when they are back: nothing is lost between two people."""
    async with house.world.database.write() as db:
        await rostering.set_away(
            db, house.world, house.pid("Mina"), date(2026, 11, 25), by=house.people["Mina"]
        )
    await worry(house)
    await browser.sign_in(*RESPONDERS)

    assert WORDS in (await browser.get("Dee", ONE)).words
    assert WORDS in (await browser.get("Mina", ONE)).words
    assert (await browser.get("Ola", ONE)).status == 404
    assert (await browser.get("Tess", ONE)).status == 404


async def test_c4_a_role_taken_away_is_refused_at_the_next_request(
    house: House, browser: Browser
) -> None:
    """C4: an open page of a concern shows nothing more, and its buttons do nothing."""
    await worry(house)
    await browser.sign_in("Mina")
    assert (await browser.get("Mina", ONE)).status == 200
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid("Mina"))
        demoted = replace(house.people["Mina"], role=Role.DESIGNER)
        await people.add_person(db, house.world.keys, demoted)

    assert (await browser.get("Mina", ONE)).status == 404
    assert (await browser.post("Mina", f"{ONE}seen")).status == 404


async def test_the_record_is_a_signed_pdf_of_their_own(house: House, browser: Browser) -> None:
    """Saved by whoever may see it, under a name that says nothing; the trail has that it was."""
    await worry(house)
    await browser.sign_in("Mina", "Lee")
    answer = await browser.client.get(
        f"/c/Mina/{ONE}record.pdf",
        headers={"Cookie": browser.cookies("Mina"), "Sec-Fetch-Site": "same-origin"},
    )
    body = await answer.read()
    trail = await browser.get("Lee", "staff/trail/")

    assert body.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="C-7F31.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    async with house.world.database.read() as db:
        assert "concern saved" in {entry.action for entry in await audit.list_audit(db)}
    for hidden in ("concern", "C-7F31", "yp0", "Abuse", "Maple", "hit"):
        assert hidden not in trail.text


async def test_a_view_left_open_locks_and_shows_nothing(house: House, browser: Browser) -> None:
    """A laptop left open in the office of the home it is about."""
    await worry(house)
    await browser.sign_in("Mina")
    await browser.get("Mina", ONE)
    house.clock.at += timedelta(minutes=10)
    page = await browser.get("Mina", ONE)

    assert "Type your PIN" in page.text
    assert "uncle" not in page.text


async def test_x3_what_was_passed_on_still_says_who_after_they_had_themselves_forgotten(
    house: House, browser: Browser
) -> None:
    """X3: somebody in danger deletes their account; the lead still has to reach them.

    Who did not want to be named stays unnamed.
    """
    await worry(house, number=1)
    await worry(house, number=2, telling=Telling.WITHOUT_NAME)
    async with house.world.database.write() as db:
        here = await visit(db, house.world, house.people["yp0"].address)
        await forgetting.erase(db, house.world, here)
    await browser.sign_in("Mina")

    assert "yp0, who lived at Maple House and has left" in (await browser.get("Mina", ONE)).words
    hidden = await browser.get("Mina", "staff/concerns/C-7F32/")
    assert "yp0" not in hidden.text
    await browser.post("Mina", "staff/concerns/C-7F32/pass")
    await browser.post("Mina", "staff/concerns/C-7F32/ask")
    await browser.sign_in("Dee")
    opened = await browser.post("Dee", "staff/concerns/C-7F32/confirm")
    assert "yp0, who lived at Maple House and has left" in opened.words
