"""Holding a house talk in the signed-in view: only its host, and never what anybody presses."""

from __future__ import annotations

import html

import pytest

from bot.webchat.staff.talks import PROMPTS
from storage import concerns, people, talks
from surveys.ids import RoundId
from surveys.library import list_library
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Source
from surveys.talks.talk import Stage
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser
from tests.bot.webchat.staff.in_room import codes_in, start_talk, talking_room, turn_in

pytestmark = [pytest.mark.sqlite_only, pytest.mark.full]


@pytest.fixture(autouse=True)
def _awake() -> None:
    """The check reads its signs when the program starts; here that is now."""
    screening.warm_up()


DANGER = "A worker hit me last year."
NOW = "I want to kill myself tonight."
WORRY = "People keep calling me names."


async def test_a_talk_can_be_about_every_survey_of_the_library_or_none(
    house: House, browser: Browser
) -> None:
    """Capability 56: a survey that is refused as a round can be talked about instead."""
    await browser.sign_in("Kit")
    page = await browser.get("Kit", "staff/talks/")
    assert page.status == 200
    for entry in list_library():
        assert f'value="{entry.key}"' in page.text
        room = await start_talk(browser, about=entry.key)
        async with house.world.database.read() as db:
            talk = await talks.load_talk(db, house.world.keys, RoundId(room.rid))
        assert talk is not None
        assert talk.title == entry.title
        assert not [prompt for prompt in talk.prompts if "{" in prompt]
    assert len(PROMPTS) == 5


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("home", "Nowhere House", "Choose one of the homes."),
        ("count", "1", "two to five people"),
        ("count", "6", "two to five people"),
        ("count", "two", "two to five people"),
        ("decider", " ", "Say who decides"),
        ("hears_by", "2026-11-20", "Choose a day ahead"),
        ("hears_by", "soon", "Choose a day ahead"),
        ("hears_by", "2027-11-20", "Choose a day ahead"),
    ],
)
async def test_a_slip_in_the_form_is_given_back_kindly(
    browser: Browser, field: str, typed: str, says: str
) -> None:
    """What was typed stays, and nothing was begun."""
    await browser.sign_in("Kit")
    form = {
        "home": "Maple House",
        "count": "3",
        "about": "free",
        "decider": "Mo, director",
        "hears_by": "2026-12-05",
        "how": "own",
    }
    page = await browser.post("Kit", "staff/talks/", **{**form, field: typed})

    assert page.status == 422
    assert says in page.words
    assert "Go on with it" not in page.words


@pytest.mark.parametrize("who", ["Ash", "Sam", "Jo", "Mo", "Mina"])
async def test_c5_only_its_host_holds_a_talk(browser: Browser, who: str) -> None:
    """C5: another Expert by Experience, a reader and a lead see nothing of it while it lasts."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    await browser.sign_in(who)
    room.host = who
    statuses = {(await room.page()).status, (await room.do("hand_over")).status}
    for does in ("say", "read_back", "stop", "again", "take_out", "count", "press"):
        page = await room.do(does, prompt="0", words="Mine.", count="2", press="right")
        statuses.add(page.status)
        assert "sofa" not in page.words
    room.host = "Kit"

    assert statuses == {404}
    assert "sofa" in (await room.page()).words


async def test_not_quite_is_said_again_in_other_words_and_voted_on_again(
    browser: Browser,
) -> None:
    """2.2: the room rewords it aloud; the words before are gone."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    page = await room.everybody("right", "not_quite", "right")
    assert "Say it another way" in page.words
    assert ">Keep the sofa.</textarea>" in page.text
    await room.say("Keep the red sofa.")
    page = await room.agree()

    assert "It stays." in page.words
    assert "Keep the red sofa." in page.words
    assert "Keep the sofa." not in page.words


@pytest.mark.parametrize(
    ("words", "says"),
    [("", "Type what you agreed on first."), ("x" * 301, "That's too long.")],
)
async def test_a_sentence_that_cannot_be_taken_is_given_back(
    browser: Browser, words: str, says: str
) -> None:
    """Nothing is voted on that nobody can read out."""
    room = await talking_room(browser)
    page = await room.say(words)

    assert page.status == 422
    assert says in page.words


async def test_while_a_vote_is_under_way_nothing_else_is_typed(browser: Browser) -> None:
    """Two sentences at once, and nobody knows what they press on."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    page = await room.say("Bin the rota.")

    assert "Finish the vote on this sentence first." in page.words
    assert "Bin the rota." not in html.unescape((await room.devices[0].look()).text)


async def test_d8_the_last_chance_takes_sentences_out_for_everybody_alike(
    house: House, browser: Browser
) -> None:
    """2.2: read back, each with a last chance; then kept under fresh ids, and nothing besides."""
    room = await talking_room(browser)
    for words in ("Keep the sofa.", "Bin the rota."):
        await room.say(words)
        await room.agree()
    await room.do("read_back")
    await room.devices[0].last()
    await room.devices[1].last("Bin the rota.")
    await room.devices[2].last("Bin the rota.")
    over = await room.do("last", turn=turn_in(await room.page()))
    thanks = await room.devices[0].look()
    async with house.world.database.read() as db:
        kept = await talks.list_agreed(db, house.world.keys, RoundId(room.rid))
        talk = await talks.load_talk(db, house.world.keys, RoundId(room.rid))

    assert [one.words for one in kept] == ["Keep the sofa."]
    assert talk is not None
    assert (talk.count, talk.room, talk.stage) == (0, b"", Stage.CLOSING)
    assert "Kept." in over.words
    assert "Thank you for talking." in thanks.words
    assert "Kit comes back by Saturday 5 December" in thanks.words


async def test_a_talk_of_which_nothing_is_left_keeps_nothing(
    house: House, browser: Browser
) -> None:
    """The only sentence was ticked in the last round."""
    room = await talking_room(browser, 2)
    await room.say("Keep the sofa.")
    await room.agree()
    await room.do("read_back")
    await room.devices[0].last("Keep the sofa.")
    await room.devices[1].last()
    await room.do("last", turn=turn_in(await room.page()))
    async with house.world.database.read() as db:
        assert await talks.list_agreed(db, house.world.keys, RoundId(room.rid)) == []

    assert "Nothing was left" in (await room.devices[0].look()).words


async def test_the_host_takes_a_sentence_out_when_the_room_says_so_aloud(
    browser: Browser,
) -> None:
    """Nobody has to wait for the end to change their mind."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    page = await room.agree()
    sid = page.text.split('name="id" value="')[1].split('"')[0]
    page = await room.do("take_out", id=sid)

    assert "Keep the sofa." not in page.words
    assert "Nothing yet." in page.words


async def test_somebody_who_came_or_went_means_the_limits_again(browser: Browser) -> None:
    """Whoever joins hears them first; devices of before are out of the room."""
    room = await talking_room(browser)
    await room.say("Keep the sofa.")
    await room.agree()
    old = room.devices[0]
    page = await room.do("count", count="2", how="shared")

    assert len(codes_in(page)) == 1
    assert "Read this out" in page.words
    assert "No talk is open on this device." in (await old.look()).words
    refused = await room.do("count", count="9", how="shared")
    assert "two to five people" in refused.words


async def test_one_device_is_handed_over_locked(browser: Browser) -> None:
    """Whoever holds the tablet must not be able to go back to the host's view."""
    room = await start_talk(browser, 3)
    await room.do("count", count="3", how="shared")
    await browser._send("POST", "Kit", f"{room.at}hand-over", {})

    assert "Type your PIN" in (await browser.get("Kit", "staff/talks/")).text


@pytest.mark.parametrize(
    ("words", "told", "stays_out"), [(DANGER, True, False), (NOW, True, True)]
)
async def test_g6_words_that_sound_like_danger_are_told_first_and_then_told(
    house: House, browser: Browser, words: str, told: bool, stays_out: bool
) -> None:
    """G6, 3.6: the room reads who is told; the lead gets words, home, time and host, no names.

    Fails when a typed sentence is not looked at.
    """
    room = await talking_room(browser)
    page = await room.say(words)
    phone = await room.devices[0].look()
    async with house.world.database.read() as db:
        (concern,) = await concerns.list_concerns(db, house.world.keys)

    for shown in (page, phone):
        assert "I'm telling Mina, safeguarding lead." in shown.words
        assert "Not who said it." in shown.words
    assert (concern.words, concern.place, concern.author) == (words, "Maple House", None)
    assert concern.source is Source.HOUSE_TALK
    assert concern.deeds[0].by == house.pid("Kit")
    assert concern.at == house.clock()
    assert ("It isn't part of the talk." in page.words) is stays_out
    assert (words in phone.words) is not stays_out
    await browser.sign_in("Mina")
    lead = await browser.get("Mina", f"staff/concerns/{concern.handle}/")
    assert "In a house talk" in lead.words
    assert "Maple House" in lead.words
    assert "Kit, Expert by Experience" in lead.words
    assert "Nobody knows who said it." in lead.words


async def test_the_same_words_again_make_one_concern(house: House, browser: Browser) -> None:
    """ "Not quite" about a comma must not ring the lead twice."""
    room = await talking_room(browser)
    await room.say(DANGER)
    await room.everybody("not_quite", "right", "right")
    await room.say(DANGER.upper())
    async with house.world.database.read() as db:
        assert len(await concerns.list_concerns(db, house.world.keys)) == 1


async def test_a_lesser_worry_is_the_rooms_own_to_pass_on(house: House, browser: Browser) -> None:
    """3.5: they choose together; nobody is told until they do."""
    room = await talking_room(browser)
    page = await room.say(WORRY)
    async with house.world.database.read() as db:
        before = await concerns.list_concerns(db, house.world.keys)
    assert "You choose together. Kit can tell Mina" in page.words
    assert before == []
    page = await room.do("tell")
    async with house.world.database.read() as db:
        after = await concerns.list_concerns(db, house.world.keys)

    assert [one.words for one in after] == [WORRY]
    assert "I'm telling Mina" in page.words


async def test_g3_when_the_check_cannot_run_the_numbers_are_shown(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G3: and whoever keeps the computer is told."""
    monkeypatch.setattr(screening, "screen", lambda _: screening.FAILED)
    room = await talking_room(browser)
    page = await room.say("Keep the sofa.")

    assert "My check for danger can't run right now." in page.words
    assert "Keep the sofa." in page.words


async def test_a_host_who_has_left_is_still_called_something(
    house: House, browser: Browser
) -> None:
    """A page must not break because somebody was forgotten in the meantime."""
    room = await talking_room(browser)
    async with house.world.database.write() as db:
        await people.delete_person(db, house.pid("Kit"))

    assert (await room.devices[0].look()).status == 200
