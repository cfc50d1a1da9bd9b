"""After a house talk: one from outside reads it, a second lets it go, the host answers back."""

from __future__ import annotations

import pytest

from bot.services.talks import keeping as talk_keeping
from storage import audit, concerns, talks
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Source
from surveys.talks.talk import Stage
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser, Page
from tests.bot.webchat.staff.in_room import InRoom, talking_room

pytestmark = [pytest.mark.sqlite_only, pytest.mark.full]

NAMED = "Keep Rae at Maple House."
PLAIN = "Keep the red sofa."


async def kept(house: House, browser: Browser, *sentences: str) -> InRoom:
    """A talk that is over, with its key destroyed by the clock."""
    room = await talking_room(browser)
    await room.keep(*(sentences or (PLAIN, NAMED)))
    await talk_keeping.finish_due(house.world)
    return room


def handle_of(page: Page, words: str) -> str:
    before = page.words.split(f">{words}</blockquote>")[1]
    return before.split("/read/")[1].split('"')[0]


async def stage(house: House, room: InRoom) -> Stage:
    async with house.world.database.read() as db:
        talk = await talks.load_talk(db, house.world.keys, RoundId(room.rid))
    assert talk is not None
    return talk.stage


async def read_all(browser: Browser, room: InRoom, **decided: str) -> Page:
    """Sam decides about each sentence, and puts the rest forward."""
    await browser.sign_in("Sam")
    page = await browser.get("Sam", f"{room.at}read/")
    for words in (PLAIN, NAMED):
        choice = decided.get("plain" if words == PLAIN else "named", "passed")
        decision, _, typed = choice.partition(":")
        at = f"{room.at}read/{handle_of(page, words)}"
        await browser.post("Sam", at, decision=decision, masked=typed)
    return await browser.post("Sam", f"{room.at}read/")


@pytest.mark.parametrize("who", ["Rae", "Kit", "Ash", "Jo", "Mo", "Mina", "Lee", "yp0"])
async def test_c5_only_a_reader_from_outside_the_home_reads_it(
    house: House, browser: Browser, who: str
) -> None:
    """D8, C5: Rae reads too, but belongs to Maple House; its host has typed it already.

    Fails when the reader's home is not asked for.
    """
    room = await kept(house, browser)
    if who not in {"yp0"}:
        await browser.sign_in(who)
    page = await browser.get(who, f"{room.at}read/")

    assert page.status == 404
    assert "sofa" not in page.words


async def test_d8_nothing_is_read_before_the_key_of_what_was_left_out_is_gone(
    house: House, browser: Browser
) -> None:
    """2.4: commit, backup, key; then the reading begins."""
    room = await talking_room(browser)
    await room.keep(PLAIN, NAMED)
    await browser.sign_in("Sam")
    assert (await browser.get("Sam", f"{room.at}read/")).status == 404
    await talk_keeping.finish_due(house.world)

    assert (await browser.get("Sam", f"{room.at}read/")).status == 200
    assert not house.world.keys.has_draft(RoundId(room.rid))


async def test_d8_a_name_of_the_home_or_of_anybody_is_held_back(
    house: House, browser: Browser
) -> None:
    """D8: redaction suggests what to take out, and what it is sure of does not pass.

    Fails when a sentence passes with a name in it.
    """
    room = await kept(house, browser)
    await browser.sign_in("Sam")
    page = await browser.get("Sam", f"{room.at}read/")
    assert ">Keep [a name] at [a place].</textarea>" in page.text
    at = f"{room.at}read/{handle_of(page, NAMED)}"
    as_it_is = await browser.post("Sam", at, decision="passed")
    half = await browser.post("Sam", at, decision="masked", masked="Keep [a name] at Maple House.")
    added = await browser.post("Sam", at, decision="masked", masked="Keep the manager.")
    same = await browser.post("Sam", at, decision="masked", masked=NAMED)

    assert (as_it_is.status, half.status, added.status, same.status) == (422,) * 4
    assert "It still names the home or somebody." in as_it_is.words
    assert "It still names the home or somebody." in half.words
    assert "You can only take out." in added.words
    assert "Nothing was taken out." in same.words


async def test_d8_a_result_is_let_go_by_a_second_person_and_names_no_home(
    house: House, browser: Browser
) -> None:
    """D8: on a page of its own, said to be not anonymous, with no home, no day, no number."""
    room = await kept(house, browser)
    house.clock.on(days=3)
    await read_all(browser, room, named="masked:Keep [a name].")
    await browser.sign_in("Sam", "Kit", "Ash", "Jo")
    for who in ("Sam", "Kit", "Jo"):
        page = await browser.get(who, f"{room.at}result")
        assert page.status == 404
        await browser.post(who, f"{room.at}let-go", sure="yes", release="00000000")
    preview = await browser.get("Ash", f"{room.at}result")
    release = preview.text.split('name="release" value="')[1].split('"')[0]
    unsure = await browser.post("Ash", f"{room.at}let-go", release=release)
    wrong = await browser.post("Ash", f"{room.at}let-go", sure="yes", release="00000000")
    out = await browser.post("Ash", f"{room.at}let-go", sure="yes", release=release)

    assert unsure.status == 422
    assert wrong.status == 404
    assert await stage(house, room) is Stage.RELEASED
    for said in (PLAIN, "Keep [a name].", "They are not anonymous", "not counts"):
        assert said in out.words
    assert "Which one is never said." in out.words
    for never in ("Maple", "Rae", "21 November", "three", "3 people"):
        assert never not in out.words
    assert (await browser.get("Jo", f"{room.at}result")).status == 200


async def test_e6_a_result_can_be_saved_once_it_is_out_and_the_trail_says_so(
    house: House, browser: Browser
) -> None:
    """E6: what is printed and passed round names its release, and somebody answers for it.

    Fails when the file is given before it is let go, or nothing is noted.
    """
    room = await kept(house, browser)
    await read_all(browser, room, named="masked:Keep [a name].")
    await browser.sign_in("Ash", "Jo", "Lee")
    early = [(await browser.get(who, f"{room.at}file")).status for who in ("Ash", "Jo")]
    preview = await browser.get("Ash", f"{room.at}result")
    assert f"{room.at}file" not in preview.text
    release = preview.text.split('name="release" value="')[1].split('"')[0]
    out = await browser.post("Ash", f"{room.at}let-go", sure="yes", release=release)
    saved = await browser.get("Jo", f"{room.at}file")
    async with house.world.database.read() as db:
        trail = [e for e in await audit.list_audit(db) if e.action == "exported html"]

    assert early == [404, 404]
    assert f"{room.at}file" in out.text
    assert saved.status == 200
    for said in (PLAIN, "Keep [a name].", "They are not anonymous", f"Release {release}, form 1"):
        assert said in saved.words
    for never in ("Maple", "Rae", room.rid):
        assert never not in saved.text
    assert [entry.about for entry in trail] == [f"{room.rid} {release} form1"]
    assert (await browser.get("Lee", f"{room.at}file")).status == 404


async def test_d8_a_talk_is_never_among_the_results_of_rounds(
    house: House, browser: Browser
) -> None:
    """D8: agreed aloud by a few is not a count of many, and never stands beside one."""
    room = await kept(house, browser)
    await read_all(browser, room, named="withheld")
    await browser.sign_in("Ash", "Jo")
    preview = await browser.get("Ash", f"{room.at}result")
    release = preview.text.split('name="release" value="')[1].split('"')[0]
    await browser.post("Ash", f"{room.at}let-go", sure="yes", release=release)
    pages = [await browser.get("Jo", f"staff/{path}") for path in ("rounds/", "downloads/", "")]

    assert all(PLAIN not in page.words and room.rid not in page.text for page in pages)
    assert NAMED not in (await browser.get("Jo", f"{room.at}result")).words


async def test_c8_whoever_read_it_does_not_let_it_go(house: House, browser: Browser) -> None:
    """C8: two people, and neither of them the one who held it."""
    room = await kept(house, browser)
    await read_all(browser, room, named="withheld")
    page = await browser.get("Sam", "staff/talks/")
    other = await house.add("Una", Role.READER)
    await browser.sign_in("Una")

    assert "Look, and let it go" not in page.words
    assert other.role is Role.READER
    assert "Look, and let it go" in (await browser.get("Una", "staff/talks/")).words


async def test_nothing_is_put_forward_before_every_sentence_has_a_decision(
    house: House, browser: Browser
) -> None:
    """A sentence that nobody read must not go out with the others."""
    room = await kept(house, browser)
    await browser.sign_in("Sam")
    page = await browser.post("Sam", f"{room.at}read/")

    assert page.status == 404
    assert await stage(house, room) is Stage.KEPT


async def test_g16_a_reader_who_worries_tells_the_lead_and_the_sentence_stays_out(
    house: House, browser: Browser
) -> None:
    """G16: nobody knows who said it; the lead gets the words and the home."""
    screening.warm_up()
    room = await kept(house, browser)
    await browser.sign_in("Sam")
    page = await browser.get("Sam", f"{room.at}read/")
    at = f"{room.at}read/{handle_of(page, PLAIN)}/worry"
    assert (await browser.post("Sam", at, says="nonsense")).status == 404
    told = await browser.post("Sam", at, says="at_risk")
    async with house.world.database.read() as db:
        every = await concerns.list_concerns(db, house.world.keys)
    (concern,) = (one for one in every if one.words == PLAIN)

    assert [one.words for one in every] == [PLAIN], "wishing that somebody stays is no danger"
    assert "Told. The sentence stays out." in told.words
    assert (concern.words, concern.place, concern.severity) == (PLAIN, "Maple House", 3)
    assert concern.source is Source.HOUSE_TALK
    assert concern.author is None
    assert "withheld" in told.text


async def test_the_host_writes_down_what_those_who_talked_were_told(
    house: House, browser: Browser
) -> None:
    """Capability 33: an answer back, in person, by the day that was said."""
    room = await kept(house, browser)
    await read_all(browser, room, named="withheld")
    await browser.sign_in("Ash", "Kit", "Jo")
    preview = await browser.get("Ash", f"{room.at}result")
    release = preview.text.split('name="release" value="')[1].split('"')[0]
    await browser.post("Ash", f"{room.at}let-go", sure="yes", release=release)
    waits = await browser.get("Kit", "staff/talks/")
    empty = await browser.post("Kit", f"{room.at}answer", words=" ")
    other = await browser.post("Jo", f"{room.at}answer", words="Mine")
    done = await browser.post("Kit", f"{room.at}answer", words="The sofa stays.")

    assert "Tell them what came of it" in waits.words
    assert empty.status == 422
    assert other.status == 404
    assert "The sofa stays." in done.words
    assert await stage(house, room) is Stage.ANSWERED
    assert "The sofa stays." in (await browser.get("Jo", f"{room.at}result")).words


async def test_a_talk_of_which_nothing_was_passed_says_so(house: House, browser: Browser) -> None:
    """Silence would look like a page that is broken."""
    room = await kept(house, browser)
    await read_all(browser, room, plain="withheld", named="withheld")
    await browser.sign_in("Ash")

    assert (
        "Nothing was passed on from this talk."
        in (await browser.get("Ash", f"{room.at}result")).words
    )
