"""Names and places to hide: kept by the administrator, on a phone too."""

from __future__ import annotations

import pytest
from aiohttp import FormData

from bot.services.people import name_list
from surveys.redaction.roster import Roster
from tests.bot.after_seal.house import House
from tests.bot.webchat.staff.browsing import Browser

pytestmark = pytest.mark.sqlite_only
AT = "staff/names/"


async def kept(house: House) -> Roster:
    found = await name_list.loaded(house.world)
    return Roster() if found is None else found.roster


async def upload(browser: Browser, content: bytes, kind: str = "people") -> tuple[int, str]:
    """Send the form as a browser does, with a file."""
    form = FormData({"kind": kind, "names": ""})
    form.add_field("file", content, filename="names.txt", content_type="text/plain")
    answer = await browser.client.post(
        f"/c/Lee/{AT}",
        data=form,
        headers={"Cookie": browser.cookies("Lee"), "Sec-Fetch-Site": "same-origin"},
        allow_redirects=False,
    )
    return answer.status, await answer.text()


async def test_names_are_added_shown_taken_out_and_forgotten(
    house: House, browser: Browser
) -> None:
    """One kind at a time, a name a line: what a phone's keyboard can do."""
    await browser.sign_in("Lee")
    added = await browser.post("Lee", AT, kind="staff", names="Lorcan Whitby, Lol\n\nDee <b>")
    assert "Lorcan Whitby, Lol" in added.text
    assert "Dee <b>" not in added.text
    assert (await kept(house)).index.is_staff("lol")

    out = await browser.post("Lee", f"{AT}out", kind="staff", names="lorcan whitby, Lol")
    assert "They are off the list" in out.text
    assert [one.name for one in (await kept(house)).staff] == ["Dee <b>"]

    gone = await browser.post("Lee", f"{AT}clear")
    assert "The list is gone" in gone.text
    assert await name_list.loaded(house.world) is None
    assert "Nothing of that" in (await browser.post("Lee", f"{AT}clear")).text


async def test_a_file_is_added_as_lines_or_as_json(house: House, browser: Browser) -> None:
    """A list comes out of another program in one or the other."""
    await browser.sign_in("Lee")
    assert (await upload(browser, "\ufeffÉloïse Roy\r\nSam".encode()))[0] == 303
    assert (await upload(browser, b'{"schools": ["Quernmoor High"]}'))[0] == 303

    found = await kept(house)
    assert {one.name for one in found.people} == {"Éloïse Roy", "Sam"}
    assert [one.name for one in found.schools] == ["Quernmoor High"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is no name in it"),
        (b"\xff\xfe\x00x", "no text"),
        (b'{"peeple": ["Sam"]}', "call it people"),
        (b"x" * 300_000, "larger than 256 KB"),
        (b"Sam Hill\nX", "number 2"),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_and_nothing_changes(
    house: House, browser: Browser, content: bytes, said: str
) -> None:
    """It says what to mend, on the page where it can be mended."""
    await browser.sign_in("Lee")
    status, page = await upload(browser, content)

    assert status == 422
    assert said in page.replace("&#34;", '"')
    assert await name_list.loaded(house.world) is None


async def test_a_kind_that_is_none_is_not_found(house: House, browser: Browser) -> None:
    """A form is not the only thing that can post."""
    await browser.sign_in("Lee")

    assert (await browser.post("Lee", AT, kind="index", names="Sam")).status == 404
    assert (await browser.post("Lee", f"{AT}out", kind="", names="Sam")).status == 404
