"""A lost phone or a new account: the same person goes on, once, and two people agreed to it."""

from __future__ import annotations

import pytest

from bot.services.people import arriving, rebinding, relocating
from bot.services.people.inviting import Invite
from bot.services.people.rebinding import TwoChats
from bot.services.people.relocating import NotFound
from bot.services.rounds import reminding
from storage import audit, envelopes, ledger, new_ways, people, signed_in, signins
from storage.new_ways import NewWay, Stage
from surveys.anonymity.envelope import pack
from surveys.people.person import Chat, Kind
from surveys.people.roles import Role
from surveys.rounds.round import Round
from tests.bot.chatting import Chats, Chatter, consent
from tests.bot.fielded import crew, fielded, person, residents

HOME = "Maple House"


async def staff(chats: Chats) -> tuple[Chatter, Chatter]:
    """The administrator and the lead."""
    lee = await chats.add("Lee", role=Role.ADMIN, home="", chat=Chat.WEB)
    return lee, await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="", chat=Chat.WEB)


async def asked(chats: Chats, lee: Chatter, name: str = "Mia", **more: bool) -> NewWay:
    return await rebinding.ask(chats.world, await chats.pid(lee), name, HOME, **more)


async def link(chats: Chats, name: str = "Mia", **more: bool) -> Invite:
    """A new way in that was asked for and agreed to."""
    lee, mina = await staff(chats)
    way = await asked(chats, lee, name, **more)
    made = await rebinding.agree(chats.world, await person(chats, mina), way.id)
    assert made is not None
    return made


async def count_people(chats: Chats) -> int:
    async with chats.world.database.read() as db:
        return len(await people.list_people(db, chats.world.keys))


async def rows(chats: Chats, round_: Round) -> int:
    async with chats.world.database.read() as db:
        return len(await envelopes.load_all(db, chats.world.keys, round_.id))


async def test_53_from_telegram_to_the_browser_it_is_the_same_person_and_envelope(
    chats: Chats,
) -> None:
    """53: what was answered stays, sharing and all; there is no second envelope in any chat."""
    mia = await chats.add("Mia")
    round_ = await chats.open_round(mia)
    await consent(mia, round_)
    before, pid = await chats.envelope(round_, mia), await chats.pid(mia)
    made = await link(chats)
    signed = await arriving.enrol_web(chats.world, made.code)

    assert signed is not None
    assert signed.pid == pid
    async with chats.world.database.read() as db:
        moved = await people.load_person(db, chats.world.keys, pid)
    assert moved is not None
    assert moved.address.chat is Chat.WEB
    after = await chats.envelope(round_, chats.at(moved.address))
    assert (after.sitting, after.messages) == (before.sitting, ())
    assert await rows(chats, round_) == 1


async def test_c4_the_old_chat_is_refused_at_its_next_update_and_told_why(chats: Chats) -> None:
    """C4: whoever holds the lost phone holds a stranger's chat, open buttons included."""
    mia = await chats.add("Mia")
    round_ = await chats.open_round(mia)
    await consent(mia, round_)
    made = await link(chats)
    await arriving.enrol_web(chats.world, made.code)
    await chats.deliver()

    assert "goes on somewhere else" in mia.newest.text
    assert "They're invited first" in await mia.type("/start")
    assert "Thanks" not in await mia.tap(f"go:{round_.tag}")


async def test_every_browser_of_theirs_is_signed_out(chats: Chats) -> None:
    """An open page must not stay open on the phone that was lost."""
    mia = await chats.add("Mia", chat=Chat.WEB)
    pid = await chats.pid(mia)
    async with chats.world.database.write() as db:
        await signins.add_signin(db, pid, b"old" * 8, chats.world.today())
    made = await link(chats)
    signed = await arriving.enrol_web(chats.world, made.code)

    assert signed is not None
    async with chats.world.database.read() as db:
        assert (
            await signed_in.find_signed_in(db, chats.world.keys, b"old" * 8, chats.world.today())
            is None
        )
        assert await signins.count_signins(db, pid, chats.world.today()) == 1


async def test_the_link_works_once(chats: Chats) -> None:
    """A second use would take the chat away from its person again."""
    await chats.add("Mia")
    made = await link(chats)

    assert await arriving.enrol_web(chats.world, made.code) is not None
    assert await arriving.enrol_web(chats.world, made.code) is None
    assert "doesn't open anything" in await chats.stranger().type(f"/start {made.code}")


async def test_it_takes_two_people_and_neither_alone(chats: Chats) -> None:
    """C8: an administrator alone, or a lead alone, could read a young person's chat by it."""
    await chats.add("Mia")
    lee, mina = await staff(chats)
    way = await asked(chats, lee)
    lead, admin = await person(chats, mina), await person(chats, lee)

    with pytest.raises(NotFound):
        await rebinding.ask(chats.world, lead.id, "Mia", HOME)
    assert await rebinding.agree(chats.world, admin, way.id) is None
    assert await rebinding.agree(chats.world, lead, way.id) is not None
    async with chats.world.database.read() as db:
        trail = [(e.who, e.action) for e in await audit.list_audit(db)]
    assert trail[-2:] == [(admin.id, "new way in asked for"), (lead.id, "new way in agreed")]


async def test_nobody_is_both_people_of_a_new_way_in(chats: Chats) -> None:
    """C8: one human being with two accounts of different roles stays one."""
    mia = await chats.add("Mia")
    lee = await chats.add("Mina", role=Role.ADMIN, home="", chat=Chat.WEB)
    mina = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="", chat=Chat.WEB)
    way = await asked(chats, lee)

    assert await rebinding.agree(chats.world, await person(chats, mina), way.id) is None
    assert "Mia" in await mia.type("/start")


async def test_nobody_agrees_to_a_new_way_in_of_their_own(chats: Chats) -> None:
    """A lead who lost their own phone is vouched for by the deputy."""
    lee, mina = await staff(chats)
    way = await rebinding.ask(chats.world, await chats.pid(lee), "Mina", "")
    dee = await chats.add("Dee", role=Role.SAFEGUARDING_DEPUTY, home="", chat=Chat.WEB)

    assert await rebinding.agree(chats.world, await person(chats, mina), way.id) is None
    assert await rebinding.agree(chats.world, await person(chats, dee), way.id) is not None


async def test_the_old_chat_hears_of_it_first_and_can_stop_it(chats: Chats) -> None:
    """Somebody who never lost their phone keeps their chat, and the lead hears."""
    mia = await chats.add("Mia")
    made = await link(chats)
    await chats.deliver()

    assert "a new link was made" in mia.newest.text
    assert "your chat stays here" in await mia.press("Stop it")
    assert await arriving.enrol_web(chats.world, made.code) is None
    assert "Mia" in await mia.type("/start")
    mina = next(c for c in chats.chatters.values() if c.shown and c is not mia)
    assert any("was stopped" in m.text for c in chats.chatters.values() for m in c.shown.values())
    assert mina


async def test_pictures_keep_a_new_way_in_the_browser(chats: Chats) -> None:
    """2.5: Telegram asks for no pictures, so an envelope with a lock does not go there."""
    mia = await chats.add("Mia", chat=Chat.WEB)
    round_ = await chats.open_round(mia)
    await lock(chats, round_, mia)
    made = await link(chats)
    new = chats.stranger()

    assert "works in a web browser" in await new.type(f"/start {made.code}")
    signed = await arriving.enrol_web(chats.world, made.code)
    assert signed is not None
    async with chats.world.database.read() as db:
        moved = await people.load_person(db, chats.world.keys, signed.pid)
    assert moved is not None
    assert (await chats.envelope(round_, chats.at(moved.address))).lock == (1, 2, 3)


async def test_who_joined_again_by_mistake_has_one_envelope_in_the_end(chats: Chats) -> None:
    """53: the newer, empty account is let go; what was written is kept."""
    mia, again = await chats.add("Mia"), await chats.add("Mia")
    round_ = await chats.open_round(mia, again)
    await consent(mia, round_)
    pid, count = await chats.pid(mia), await count_people(chats)
    made = await link(chats, twice=True)
    signed = await arriving.enrol_web(chats.world, made.code)

    assert signed is not None
    assert signed.pid == pid
    assert await rows(chats, round_) == 1
    assert await count_people(chats) == count + 1  # lead and administrator came, one went


async def test_who_wrote_in_two_chats_says_which_goes(chats: Chats) -> None:
    """Nobody's words are thrown away for them: the link waits until they tore one up."""
    mia, again = await chats.add("Mia"), await chats.add("Mia")
    round_ = await chats.open_round(mia, again)
    await consent(mia, round_)
    await consent(again, round_)
    made = await link(chats, twice=True)

    with pytest.raises(TwoChats):
        await arriving.enrol_web(chats.world, made.code)
    assert "answers in two chats" in await again.type(f"/start {made.code}")
    await again.tap(f"tearyes:{round_.tag}")
    signed = await arriving.enrol_web(chats.world, made.code)
    assert signed is not None
    assert await rows(chats, round_) == 1


async def test_a_friends_chat_is_not_taken_over_by_a_link(chats: Chats) -> None:
    """A tap on another's link must not make a friend's account go."""
    await chats.add("Mia")
    ben = await chats.add("Ben")
    made = await link(chats)
    said = await ben.type(f"/start {made.code}")

    assert "works in a web browser" in said
    assert "Ben" in await ben.type("/start")


async def test_what_was_owed_goes_along_but_no_answer_does(chats: Chats) -> None:
    """A word that came unasked must reach them; replies to the old chat may show answers."""
    mia = await chats.add("Mia")
    round_ = await chats.open_round(mia)
    await consent(mia, round_)
    made = await link(chats)
    async with chats.world.database.write() as db:
        from bot.outgoing import Say
        from bot.services.owing import BROADCAST, To, owe

        who = await people.load_person(db, chats.world.keys, await chats.pid(mia))
        assert who is not None
        await owe(db, chats.world, To.person(who, rank=BROADCAST), Say(text="news"))
        await owe(db, chats.world, To.person(who, round_.id), Say(text="what I answered"))
    signed = await arriving.enrol_web(chats.world, made.code)
    assert signed is not None
    await chats.deliver()
    async with chats.world.database.read() as db:
        moved = await people.load_person(db, chats.world.keys, signed.pid)
    assert moved is not None
    there = [m.text for m in chats.at(moved.address).shown.values()]
    assert "news" in there
    assert "what I answered" not in there
    assert all(m.text != "news" for m in mia.shown.values())


async def test_an_earlier_link_stops_when_another_is_agreed(chats: Chats) -> None:
    """Two links about would be two ways to take one chat."""
    await chats.add("Mia")
    lee, mina = await staff(chats)
    lead = await person(chats, mina)
    first = await rebinding.agree(chats.world, lead, (await asked(chats, lee)).id)
    second = await rebinding.agree(chats.world, lead, (await asked(chats, lee)).id)
    assert first is not None
    assert second is not None

    assert await arriving.enrol_web(chats.world, first.code) is None
    assert await arriving.enrol_web(chats.world, second.code) is not None
    async with chats.world.database.read() as db:
        stages = {w.stage for w in await new_ways.list_new_ways(db, chats.world.keys)}
    assert stages == {Stage.STOPPED, Stage.USED}


async def test_a12_a_move_leaves_open_rounds_as_they_were(chats: Chats) -> None:
    """A12: neither who is asked nor the home they count for changes in a round that is open."""
    young = await residents(chats, 12)
    ash, mo = await crew(chats)
    round_ = await fielded(chats, ash, mo)
    lee, _ = await staff(chats)
    before = await asked_in(chats, round_)
    y0 = await person(chats, young[0])
    whom = (y0.nick, y0.home)
    await relocating.move(chats.world, await chats.pid(lee), whom, "", leaves_care=True)
    await reminding.remind_due(chats.world)

    moved = await person(chats, young[0])
    assert (moved.home, moved.kind, moved.id) == ("", Kind.CARE_LEAVER, y0.id)
    assert await asked_in(chats, round_) == before
    from bot.services.apart import homes_asked
    from storage import asked_as

    async with chats.world.database.read() as db:
        was = await asked_as.load_asked(db, chats.world.keys, round_.id)
        assert was[y0.id].of(moved).home == y0.home
        assert y0.home in await homes_asked(db, chats.world, round_)
        trail = [e for e in await audit.list_audit(db) if e.action == "home changed"]
    assert [e.about for e in trail] == ["1 × young_person"]


async def test_after_a_move_the_duty_phone_of_the_new_home_is_the_one(chats: Chats) -> None:
    """Right at once: an adult is called where they live now."""
    from bot.services.knowing import visit
    from bot.services.safeguarding import calling

    mia = await chats.add("Mia")
    await chats.add("Oak phone", role=Role.DUTY_PHONE, home="Oak House")
    lee, _ = await staff(chats)
    whom = ("Mia", HOME)
    await relocating.move(chats.world, await chats.pid(lee), whom, "Oak House", leaves_care=False)
    async with chats.world.database.read() as db:
        here = await visit(db, chats.world, mia.address)
        home = await calling.home_of(db, chats.world, here)
    assert home == "Oak House"


async def asked_in(chats: Chats, round_: Round) -> list[bytes]:
    async with chats.world.database.read() as db:
        return list(await ledger.list_asked(db, round_.id))


async def lock(chats: Chats, round_: Round, who: Chatter) -> None:
    """Put pictures on somebody's envelope, as the browser chat does."""
    from dataclasses import replace

    locked = replace(await chats.envelope(round_, who), lock=(1, 2, 3))
    async with chats.world.database.write() as db:
        packed = pack(locked, round_.envelope_size)
        pid = await chats.pid(who)
        await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, packed)
