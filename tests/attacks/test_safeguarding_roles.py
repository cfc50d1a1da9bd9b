"""Whoever is in a role that is none of the rota's, or is named: what they see of a worry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.services.safeguarding import mailing, rostering
from storage import concerns
from tests.attacks.endangered import (
    ABUSE,
    CHOICE,
    NOW,
    STAFF,
    UNINVOLVED,
    Desk,
    Watched,
    house_with,
    shown_words,
    somebody,
)
from tests.attacks.field import RID, Past
from tests.attacks.looking import STAFF_PAGES, browser, in_chat, on_the_command_line

CANARIES = ("zibblewick", "quorvelamp", "plimsollgrove", "brindlecot")
PAGES = (*STAFF_PAGES, "concerns/", "safety/", "rota/", "trustees/", "messages/", "people/",
         "invitations/", "listeners/", "downloads/")  # fmt: skip


@pytest.mark.full
async def test_c6_nobody_but_the_rota_can_tell_a_house_with_worries_from_one_without(
    past: Past, tmp_path: Path
) -> None:
    """Admin, designer, EbE, reader, decision maker, duty phone, listener: every page, every
    command, the command line, before and after three concerns were told, seen and answered.

    Fails when the trail, a count or a tab shows that there is one.
    """
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        calm = await _everything(house, pages, past, tmp_path)
        for author, words in zip(past.authors, (ABUSE, NOW, STAFF), strict=False):
            await house.of(author).type(words)
        lead = await Desk.of(pages, house.staff["Mina"])
        for concern in await house.kept():
            for deed, form in (
                ("seen", {}),
                ("step", {"words": "I ring", "day": "2027-03-05", "time": "10:00"}),
                ("reply", {"reply": "Thank you."}),
                ("filed", {"saved": "yes"}),
            ):
                await lead.press(f"concerns/{concern.handle}/{deed}", **form)
        kept = await house.kept()
        handles = [one.handle for one in kept]
        worried = await _everything(house, pages, past, tmp_path)

    assert len(handles) == 3
    assert all(one.filed_at for one in kept)
    differs = [what for what in calm if _without_tidy(calm[what]) != _without_tidy(worried[what])]
    for what, shown in worried.items():
        assert not [h for h in (*handles, *CANARIES) if h in shown], what
    assert differs == []
    assert "Mina" in worried["$ safeguarding people"]
    assert len(worried["$ doctor"]) > 200


def _without_tidy(shown: str) -> str:
    """Without how many of our messages "Tidy up" would clear, and how often we signed in: we
    asked a hundred times."""
    return re.sub(r"(try to clear|open this chat): \d+", r"\1", shown_words(shown))


async def _everything(house: Watched, pages: object, past: Past, disk: Path) -> dict[str, str]:
    seen: dict[str, str] = {}
    for nick in UNINVOLVED:
        chatter = house.staff[nick]
        desk = await Desk.of(pages, chatter)  # type: ignore[arg-type]
        seen |= await in_chat(chatter, nick, past.tag)
        for page in PAGES:
            seen[f"{nick} {page}"] = (await desk.see(page.format(tag=past.tag))).replace(
                desk.at, "/me"
            )
    commands = ("round list", f"round status {RID}", "people", "doctor", "safeguarding people",
                "safeguarding plan")  # fmt: skip
    return seen | await on_the_command_line(disk, *commands)


@pytest.mark.full
async def test_c6_no_page_of_theirs_is_slower_for_a_worry(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes longer with more concerns tells that there are more. None of their pages looks
    into that table at all, so none can. ``/mydata`` does, for everybody alike: for their own.

    Fails when a page counts concerns for everybody.
    """
    looked: list[str] = []
    at = ""
    real = concerns.list_concerns

    async def noting(*args: object) -> object:
        looked.append(at)
        return await real(*args)  # type: ignore[arg-type]

    async with house_with(past, tmp_path) as house, browser(house) as pages:
        await somebody(house, past).type(ABUSE)
        monkeypatch.setattr(concerns, "list_concerns", noting)
        for nick in UNINVOLVED:
            desk = await Desk.of(pages, house.staff[nick])
            for page in PAGES:
                at = f"{nick} {page}"
                await desk.see(page.format(tag=past.tag))
            at = f"{nick} chat"
            await in_chat(house.staff[nick], nick, past.tag, ("/start", "/report", "/rounds"))
        at = "Mina"
        await (await Desk.of(pages, house.staff["Mina"])).see()

    assert set(looked) == {"Mina"}


async def test_c7_a_lead_who_is_named_meets_nothing_and_the_deputy_everything(
    past: Past, tmp_path: Path
) -> None:
    """No ping, no row to them, no page, no file, no deed by hand; the deputy has it all."""
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        await somebody(house, past).type("zibblewick Mina hit me in the office")
        told = await house.after(seconds=10)
        (concern,) = await house.kept()
        at = f"concerns/{concern.handle}/"
        lead, deputy = [await Desk.of(pages, house.staff[n]) for n in ("Mina", "Dee")]
        hers = [await lead.see(path) for path in ("", "concerns/", at, f"{at}record.pdf")]
        for deed in ("seen", "reply", "ask", "confirm", "pass", "filed", "over"):
            hers.append(await lead.press(f"{at}{deed}", reply="x", words="x", saved="yes"))
        theirs = await deputy.see(at)
        (unchanged,) = await house.kept()

    assert "Mina" not in told
    assert "Dee" in told
    assert not [page for page in hers if concern.handle in page or "zibblewick" in page]
    assert [page[:3] for page in hers[2:]] == ["404"] * 9
    assert "zibblewick" in theirs
    assert unchanged == concern


async def test_g11_what_is_sent_says_a_handle_and_urgent_and_is_else_the_same(
    past: Past, tmp_path: Path
) -> None:
    """Pings and letters of every category and severity, told first or chosen: the same words."""
    pings, letters = set(), set()
    async with house_with(past, tmp_path) as house:
        person = await house.person("Mina")
        async with house.world.database.write() as db:
            await rostering.set_email(db, house.world, person.id, "m@example.org", by=person)
        for author, words in zip(past.authors, (ABUSE, NOW, STAFF, CHOICE), strict=False):
            chatter = house.of(author)
            await chatter.type(words)
            if words == CHOICE:
                await chatter.press("Tell Mina it's me")
                await chatter.press("Yes, tell Mina")
        told = await house.after(seconds=10)
        kept = await house.kept()
        written = [
            mailing.compose(one, "earshot@example.org", house.world)
            for one in await house.letters()
        ]
    handles = [one.handle for one in kept]
    for text in told["Mina"]:
        for handle in handles:
            text = text.replace(handle, "C-")
        pings.add(text.replace(", urgent", ""))
    for letter in written:
        words = f"{letter['Subject']} {letter.get_content()}"
        for handle in handles:
            words = words.replace(handle, "C-")
        letters.add(words.replace(", urgent", ""))

    assert len(handles) == 4
    assert len(written) == 4
    assert pings == {"A concern needs you: C-. Sign in to Earshot to read it."}
    assert len(letters) == 1
