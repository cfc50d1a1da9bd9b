"""After the close: the words are read before the names go, and a worry without an author."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from bot.services.results import reporting
from surveys.rounds.round import State
from tests.attacks import intruder
from tests.attacks.endangered import (
    ABUSE,
    LADO,
    PLAN,
    STAFF,
    UNINVOLVED,
    Desk,
    Watched,
    house_with,
    quiet,
    shown_words,
    somebody,
    texts,
)
from tests.attacks.field import HOMES, RID, Past, sit
from tests.attacks.looking import browser

READ = PLAN.model_copy(update={"safety_read": True})


async def test_g15_no_key_goes_before_every_text_was_read_or_72_hours_are_over(
    past: Past, tmp_path: Path
) -> None:
    """The round closes and nobody reads. Its key stays for three days, to the hour; then the
    envelopes are opened all the same, and the trail says that the time ran out.

    Fails when the seal does not wait, or waits for ever.
    """
    key = tmp_path / "keys" / "rounds" / f"{RID}.draft"
    async with house_with(past, tmp_path, READ) as house:
        closes = (await house.round()).closes_at
        house.clock.at = closes
        for hours in (0.01, 24, 47.9):
            house.clock.on(hours=hours)
            await house.tick()
            assert (await house.round()).state in {State.CLOSED, State.SEALING}
            assert key.exists(), hours
        house.clock.on(hours=0.2)
        await house.tick()
        await house.tick()
        state = (await house.round()).state
        rows = intruder.tables(tmp_path / "data" / "earshot.db")

    assert state is State.SEALED
    assert not key.exists()
    assert rows["envelopes"] == []
    assert rows["safety_marks"] == []


async def test_g15_a_worried_reader_alone_learns_nobody_and_no_other_envelope_is_touched(
    past: Past, tmp_path: Path
) -> None:
    """One reader, pressing "worried" again and again, never has a name; those who do not read
    see none of the words on any page."""
    async with house_with(past, tmp_path, READ) as house, browser(house) as pages:
        house.clock.at = (await house.round()).closes_at
        house.clock.on(minutes=1)
        await house.tick()
        sam = await Desk.of(pages, house.staff["Sam"])
        at = f"safety/{past.tag}/"
        await sam.press(at)
        shown = [await sam.see("safety/"), await sam.see(at)]
        handles = re.findall(rf"safety/{past.tag}/text/([\w-]+)", shown[-1])
        assert handles, shown[-1]
        for says in ("worried", "worried", "at_risk_not"):
            shown.append(await sam.press(f"{at}text/{handles[0]}", says=says))
        shown.append(await sam.see(at))
        others = {}
        for nick in UNINVOLVED:
            if nick != "Sam":
                desk = await Desk.of(pages, house.staff[nick])
                others[nick] = await desk.see(at) + await desk.see("safety/")
        kept = await house.kept()

    names = [author.nick for author in past.everybody]
    assert not [name for page in shown for name in names if name in page]
    assert not [nick for nick, page in others.items() if "zibbledorf" in page]
    assert not [one for one in kept if one.author is not None]


async def test_g16_a_worry_without_an_author_tells_the_lead_and_everybody_asked_alike(
    past: Past, tmp_path: Path
) -> None:
    """Through the reader's own page, after the seal: the lead has the words and every home that
    was asked; all fourteen get the same words within the hour; the text is in no result; nothing
    is filed before each home was checked, and nothing singles its author out.

    Fails when whoever did not send is left out, or one home is named to them.
    """
    async with past.woken("sealed", tmp_path) as woken:
        house = woken
        house.__class__ = Watched
        assert isinstance(house, Watched)
        await house.man()
        async with browser(house) as pages:
            sam, lead = [await Desk.of(pages, house.staff[n]) for n in ("Sam", "Mina")]
            await sam.press(f"read/{past.tag}/")
            page = await sam.see(f"read/{past.tag}/")
            handle = re.findall(rf"read/{past.tag}/([\w-]{{6,}})", page)[0]
            (words,) = set(re.findall(r"(?:Ownc|C)anary[a-z]+ \w+ [a-z ]+", page))
            heard = {author.nick: len(house.of(author).heard) for author in past.everybody}
            await sam.press(f"read/{past.tag}/{handle}/worry", says="worried")
            told = await house.after(minutes=59)
            (concern,) = await house.kept()
            got = {
                author.nick: texts(house.of(author))[heard[author.nick] :]
                for author in past.everybody
            }
            lead = await Desk.of(pages, house.staff["Mina"])  # an hour later it has locked
            view = await lead.see(f"concerns/{concern.handle}/")
            await lead.press(f"concerns/{concern.handle}/filed", saved="yes")
            early = (await house.kept())[0].filed_at
            for home in HOMES:
                await lead.press(f"concerns/{concern.handle}/home", home=home)
            await lead.press(f"concerns/{concern.handle}/filed", saved="yes")
            filed = (await house.kept())[0]
        await house.read_and_release()
        made = await reporting.export_released(house.world, RID, "json") or b""

    assert "Mina" in told
    assert words in view
    assert all(home in view for home in HOMES)
    assert not [author.nick for author in past.everybody if author.nick in view]
    assert concern.author is None
    assert len(got) == 14
    assert len({tuple(said) for said in got.values()}) == 1, got
    assert all(got.values())
    assert not [said for one in got.values() for said in one if "anary" in said]
    assert early is None
    assert filed.filed_at is not None
    assert set(filed.homes_checked) == set(HOMES)
    assert words.encode() not in made


async def test_g10_the_lado_clock_and_number_are_on_the_page_of_whoever_is_told(
    past: Past, tmp_path: Path
) -> None:
    """Harm by staff: told to the lead from outside, with the next working day and the number."""
    async with house_with(past, tmp_path) as house, browser(house) as pages:
        await somebody(house, past).type(STAFF)
        await house.after(seconds=10)
        (concern,) = await house.kept()
        desk = await Desk.of(pages, house.staff["Mina"])
        staff = shown_words(await desk.see(f"concerns/{concern.handle}/"))
        await house.of(past.authors[0]).type(ABUSE)
        other = next(c for c in await house.kept() if c.handle != concern.handle)
        home = shown_words(await desk.see(f"concerns/{other.handle}/"))

    assert concern.category == "staff_abuse"
    assert LADO.number in staff
    assert "LADO" in staff
    assert "Tell the LADO" in staff or "2 March" in staff
    assert quiet(past).home in staff
    assert "by staff" not in home.casefold().replace("harm by staff", "")


async def test_g8_leave_it_out_takes_the_answer_and_leaves_the_concern(
    past: Past, tmp_path: Path
) -> None:
    """One tap: the answer is skipped in the envelope; the lead still has the words."""
    async with house_with(past, tmp_path) as house:
        ann = somebody(house, past)
        round_ = await house.round()
        await sit(ann, round_, text=ABUSE)
        said = await ann.press("Leave it out")
        kept = await house.kept()
        pid = await house.pid(ann)
        house.world = replace(house.world)
        house.clock.on(days=8)
        await house.tick()
        rows = intruder.tables(tmp_path / "data" / "earshot.db")
        opened = intruder.open_boxes(rows, house.world.keys).get("answers", [])

    assert "out of your envelope" in said
    assert [one.words for one in kept] == [ABUSE]
    assert pid
    assert not [box for box in opened if b"zibblewick" in box]
