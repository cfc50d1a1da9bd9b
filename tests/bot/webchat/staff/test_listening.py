"""The people to write to are set up by the administrator, who reads no letter by it."""

from __future__ import annotations

from io import BytesIO

import pytest
from aiohttp import FormData
from PIL import Image

from bot.services.asking import picturing
from storage import audit, listeners, pictures
from storage.listeners import Listener
from surveys.people.person import Address, Chat
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only
AT = "staff/listeners/"


def photo(colour: str = "teal") -> bytes:
    """A small JPEG with a place in it."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "53.4N 2.2W"
    Image.new("RGB", (40, 40), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


async def post_face(browser: Browser, name: str, face: bytes, **fields: str) -> int:
    """Send the form as a browser does, with a file."""
    form = FormData(fields)
    form.add_field("face", face, filename="me.jpg", content_type="image/jpeg")
    answer = await browser.client.post(
        f"/c/{name}/{AT}",
        data=form,
        headers={"Cookie": browser.cookies(name), "Sec-Fetch-Site": "same-origin"},
        allow_redirects=False,
    )
    return answer.status


async def kept(house: House) -> list[Listener]:
    async with house.world.database.read() as db:
        return await listeners.list_listeners(db, house.world.keys)


def fields(house: House, **changes: str) -> dict[str, str]:
    usual = {
        "person": house.pid("Lou").hex(),
        "job": "independent visitor",
        "line": "I come on Tuesdays.",
        "days": "4",
        "second": house.pid("Mina").hex(),
    }
    return {**usual, **changes}


async def test_somebody_is_added_changed_and_taken_off(house: House, browser: Browser) -> None:
    """Each step is one form; the trail notes who did it."""
    await browser.sign_in("Lee")
    added = await browser.post("Lee", AT, **fields(house))
    changed = await browser.post("Lee", AT, **fields(house, job="visitor", days="2"))

    assert "Saved." in added.text
    assert "Lou, independent visitor" in added.text
    assert "4 days to answer, then Mina" in added.words
    assert "Lou, visitor" in changed.text
    assert [(one.job, one.days, one.second) for one in await kept(house)] == [
        ("visitor", 2, house.pid("Mina"))
    ]
    page = await browser.get("Lee", f"{AT}?change={house.pid('Lou').hex()}")
    assert 'value="I come on Tuesdays."' in page.text
    gone = await browser.post("Lee", f"{AT}{house.pid('Lou').hex()}/remove")
    assert "Nobody can write to them any more." in gone.words
    assert await kept(house) == []
    async with house.world.database.read() as db:
        noted = [one.action for one in await audit.list_audit(db) if "listener" in one.action]
    assert noted == ["listener saved", "listener saved", "listener removed"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"job": ""},
        {"job": "x" * 41},
        {"days": "0"},
        {"days": "15"},
        {"days": "soon"},
        {"person": "zz"},
        {"person": "00" * 16},
        {"second": "zz"},
        {"line": "x" * 121},
    ],
)
async def test_what_cannot_be_saved_is_said(
    house: House, browser: Browser, wrong: dict[str, str]
) -> None:
    """Nobody is left believing that a card is up which is not."""
    await browser.sign_in("Lee")
    page = await browser.post("Lee", AT, **fields(house, **wrong))

    assert "That can&#39;t be saved." in page.text
    assert page.status == 422
    assert await kept(house) == []


@pytest.mark.parametrize("who", ["yp0", "Duty", "Lee"])
async def test_young_people_phones_and_the_administrator_are_not_written_to(
    house: House, browser: Browser, who: str
) -> None:
    """C6: the administrator reads nothing; a phone is nobody's own."""
    await browser.sign_in("Lee")
    page = await browser.post("Lee", AT, **fields(house, person=house.pid(who).hex()))
    second = await browser.post("Lee", AT, **fields(house, second=house.pid(who).hex()))

    assert (page.status, second.status) == (422, 422)
    assert await kept(house) == []


async def test_nobody_is_their_own_second(house: House, browser: Browser) -> None:
    """It would go round in a circle."""
    await browser.sign_in("Lee")
    page = await browser.post("Lee", AT, **fields(house, second=house.pid("Lou").hex()))

    assert page.status == 422


async def test_a_face_is_drawn_anew_shown_to_the_known_and_goes_with_its_person(
    house: House, browser: Browser
) -> None:
    """No place or camera stays in it; strangers do not see it; it is not kept for ever."""
    await browser.sign_in("Lee")
    assert await post_face(browser, "Lee", photo(), **fields(house)) == 303
    (one,) = await kept(house)
    young = house.people["yp0"].address
    shown = await picturing.load_shown(house.world, young, one.face)
    assert shown is not None
    assert b"53.4N" not in shown.content
    assert await picturing.load_shown(house.world, Address(Chat.WEB, 1), one.face) is None
    await browser.post("Lee", AT, **fields(house, line="Hi"))
    assert [again.face for again in await kept(house)] == [one.face]
    await browser.post("Lee", AT, **fields(house), no_face="yes")
    assert [again.face for again in await kept(house)] == [""]
    async with house.world.database.read() as db:
        assert await pictures.load_picture(db, one.face) is None


async def test_a_file_that_is_no_picture_is_refused_with_the_way_out(
    house: House, browser: Browser
) -> None:
    """The form says what to do instead."""
    await browser.sign_in("Lee")

    assert await post_face(browser, "Lee", b"%PDF-1.7 nonsense", **fields(house)) == 422
    assert await kept(house) == []


async def test_e3_a_job_is_shown_as_words(house: House, browser: Browser) -> None:
    """What is typed here is on young people's screens."""
    await browser.sign_in("Lee")
    page = await browser.post("Lee", AT, **fields(house, job="<b>boss</b>"))

    assert "&lt;b&gt;boss&lt;/b&gt;" in page.text
