"""A photo that an author sends goes onto the choice that waits for one, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from bot.services.asking import picturing
from bot.services.operating import purging
from storage import drafts
from storage.pictures import DRAFTED, PictureRow
from surveys.drafting.finishing import so_far
from surveys.people.roles import Role
from tests.bot import chatting
from tests.bot.chatting import Chats, Chatter
from tests.bot.telegram.test_filing import Files

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch) -> type[Files]:
    """A chat whose files can be fetched."""
    Files.held, Files.asked = {}, []
    monkeypatch.setattr(chatting, "Deaf", Files)
    return Files


def a_photo(colour: str) -> bytes:
    """A phone's photo, with where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "taken at Maple House"
    out = BytesIO()
    Image.new("RGB", (1200, 900), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


async def send(chatter: Chatter, data: bytes, key: str = "p1", **more: object) -> str:
    """Send a photo as phones do: in several sizes, the largest last."""
    Files.held[key] = data
    sizes = [
        {"file_id": one, "file_unique_id": one, "width": 90, "height": 90, "file_size": len(data)}
        for one in ("small", key)
    ]
    return await chatter.send({"photo": sizes} | more)


async def waiting(chats: Chats) -> Chatter:
    """An author whose picture question has two choices without a picture."""
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await ash.type("/build")
    await ash.press("A new survey")
    await ash.type("The garden")
    await ash.type("Which swing?")
    await ash.press("Kind")
    await ash.press("Pictures")
    assert "send me a photo" in await ash.type("The green one\nThe other one")
    return ash


async def pictures_of(chats: Chats, ash: Chatter) -> list[str | None]:
    async with chats.world.database.read() as db:
        (kept,) = await drafts.list_drafts(db, chats.world.keys, await chats.pid(ash))
    return [one.picture for one in kept.draft.entries[0].choices]


async def kept(chats: Chats) -> list[PictureRow]:
    async with chats.world.database.read() as db:
        return list(await db.scalars(select(PictureRow)))


async def test_a_photo_becomes_the_choices_picture_and_the_next_choice_waits(chats: Chats) -> None:
    """The swings of this garden are in nobody's set of pictures; what a phone adds is not kept."""
    ash = await waiting(chats)
    first = await send(ash, a_photo("green"))
    await send(ash, a_photo("brown"), "p2")
    named = await pictures_of(chats, ash)
    await ash.press("1")
    shown = await ash.press("Choices")
    rows = await kept(chats)

    assert "The other one" in first
    assert "The green one (your photo)" in shown
    assert Files.asked == ["p1", "p2"]
    assert {row.digest for row in rows} == set(named)
    assert all(b"Maple" not in row.content and row.source.startswith(DRAFTED) for row in rows)
    assert max(Image.open(BytesIO(rows[0].content)).size) == 800


@pytest.mark.parametrize("role", [Role.YOUNG_PERSON, Role.EBE])
async def test_any_other_photo_is_refused_unfetched(chats: Chats, role: Role) -> None:
    """Also an author's own, where no choice waits for one."""
    kim = await chats.add("Kim", role=role, home="")

    said = await send(kim, a_photo("green"))

    assert "didn't open that" in said
    assert (Files.asked, await kept(chats)) == ([], [])


async def test_a_photo_that_cannot_be_used_says_why_and_the_choice_waits(chats: Chats) -> None:
    """Whatever was sent as one: nothing of it is kept."""
    ash = await waiting(chats)

    assert "Save it as PNG, JPEG or WebP" in await send(ash, b"%PDF-1.7")
    assert "That didn't work" in ash.newest.text
    assert await kept(chats) == []
    assert await pictures_of(chats, ash) == [None, None]


async def test_a_photo_goes_with_its_draft_and_stays_with_a_round(chats: Chats) -> None:
    """A photo of the wrong thing must not lie here for ever; a version never changes."""
    ash = await waiting(chats)
    await send(ash, a_photo("green"))
    await send(ash, a_photo("brown"), "p2")
    async with chats.world.database.write() as db:
        (one,) = await drafts.list_drafts(db, chats.world.keys, await chats.pid(ash))
        survey = so_far(one.draft)
        assert survey is not None
        await picturing.publish(db, survey)
    chats.clock.at += timedelta(days=1)
    await purging.purge(chats.world)
    there = len(await kept(chats))
    async with chats.world.database.write() as db:
        await drafts.drop_draft(db, one.id)
    await purging.purge(chats.world)
    gone = await kept(chats)

    await send(ash2 := await waiting(chats), a_photo("green"))
    async with chats.world.database.write() as db:
        (other,) = await drafts.list_drafts(db, chats.world.keys, await chats.pid(ash2))
        await picturing.keep_for_good(db, survey)
        await drafts.drop_draft(db, other.id)
    await purging.purge(chats.world)

    assert (there, gone) == (2, [])
    assert len(await kept(chats)) == 1
