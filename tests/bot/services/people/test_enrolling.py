"""From a one-use code to somebody who can be asked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.services.guessing import ALLOWED, MANY, WrongCodes
from bot.services.knowing import TICKET_NUMBERS
from bot.services.people import enrolling
from bot.texts import say
from storage import envelopes, invites, ledger, people, signed_in, tickets
from storage.engine import Database
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.anonymity.tickets import draw_codes
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Invitation, Kind
from surveys.people.roles import Role
from surveys.rounds.round import Round, Way
from tests.bot.chatting import Chats, answer_all

pytestmark = pytest.mark.sqlite_only


async def invite(
    chats: Chats,
    *,
    telegram: bool = True,
    nick: str = "Ann",
    role: Role = Role.YOUNG_PERSON,
) -> str:
    """An unused invitation's code."""
    code = chats.world.fresh_code()
    kind = Kind.YOUNG_PERSON if role is Role.YOUNG_PERSON else Kind.STAFF
    invitation = Invitation(role, kind, nick, "Maple House", telegram)
    async with chats.world.database.write() as db:
        until = chats.world.today() + timedelta(days=14)
        await invites.add_invite(db, chats.world.keys, code, invitation, until)
    return code


async def ticket_round(chats: Chats, count: int = 6) -> tuple[Round, list[str]]:
    """An open ticket round with its slips, and no sitting yet."""
    round_ = await chats.open_round(key="slips", way=Way.TICKET)
    codes = draw_codes(count, chats.world.fresh_bytes)
    pids = {code: ParticipantId(chats.world.fresh_bytes(16)) for code in codes}
    empty = pack(Envelope(None), round_.envelope_size)
    async with chats.world.database.write() as db:
        keys = chats.world.keys
        await tickets.add_tickets(db, keys, round_.id, pids)
        await ledger.open_ledger(db, round_.id, pids.values())
        await envelopes.open_envelopes(db, keys, round_.id, pids.values(), empty)
    return round_, list(codes)


async def sit_down(chats: Chats, round_: Round, head_count: int = 6) -> None:
    async with chats.world.database.write() as db:
        await tickets.open_sitting(
            db,
            chats.world.keys,
            round_.id,
            opened_by=ParticipantId(bytes(16)),
            place="Maple House, tablet",
            head_count=head_count,
        )


async def test_a_code_lets_one_account_in_and_greets_it_by_name(chats: Chats) -> None:
    """The first thing somebody reads: who this is, and what there is to answer."""
    new = chats.stranger()
    code = await invite(chats)
    said = await new.type(f"/start {code}")

    assert said.startswith("Hi Ann. You're in.")
    async with chats.world.database.read() as db:
        person = await people.find_person(db, chats.world.keys, new.address)
    assert person is not None
    assert (person.home, person.role) == ("Maple House", Role.YOUNG_PERSON)


async def test_c2_used_expired_and_wrong_codes_get_one_same_reply(chats: Chats) -> None:
    """A reply that differed would tell a guesser which codes exist."""
    used, old = await invite(chats), await invite(chats)
    await chats.stranger(1001).type(f"/start {used}")
    said = {await chats.stranger(1002).type(f"/start {used}")}
    chats.clock.on(days=15)
    said.add(await chats.stranger(1003).type(f"/start {old}"))
    said.add(await chats.stranger(1004).type(f"/start {'A' * 22}"))

    assert len(said) == 1


async def test_c3_the_twenty_first_wrong_code_of_an_account_is_slowed_even_if_it_is_right(
    chats: Chats,
) -> None:
    """C3: a guesser must not be told by another answer that a guess was right."""
    guesser, code = chats.stranger(1001), await invite(chats)
    for number in range(ALLOWED):
        said = await guesser.type(f"/start wrong-guess-{number}" if number % 2 else "/start ?")
        assert said == say("enrol.no_way_in")

    slowed = {await guesser.type(f"/start {typed}") for typed in (code, "A" * 22, "?")}
    assert slowed == {say("enrol.slow")}
    chats.clock.on(minutes=3)
    assert (await guesser.type(f"/start {code}")).startswith("Hi Ann. You're in.")


async def test_c3_an_account_that_guesses_slows_nobody_else(chats: Chats) -> None:
    """C3: somebody invited must not be kept out by somebody who was not."""
    code = await invite(chats)
    for number in range(ALLOWED + 5):
        await chats.stranger(1001).type(f"/start wrong-guess-{number}")

    assert (await chats.stranger(1002).type(f"/start {code}")).startswith("Hi Ann. You're in.")


@pytest.mark.full
async def test_c3_two_hundred_wrong_codes_over_many_accounts_sound_the_alarm(
    chats: Chats,
) -> None:
    """C3: somebody with many accounts is slowed by none of them; a person has to know."""
    sounded: list[datetime] = []
    codes = WrongCodes(chats.clock, lambda: sounded.append(chats.clock()))
    chats.world = replace(chats.world, wrong_codes=codes)
    for number in range(MANY):
        assert sounded == []
        await chats.stranger(2000 + number % 20).type(f"/start wrong-guess-{number}")

    assert len(sounded) == 1


async def test_telegram_is_only_for_those_an_adult_turned_it_on_for(chats: Chats) -> None:
    """Telegram's UK terms ask for 16; the code still works in the browser afterwards."""
    new, code = chats.stranger(), await invite(chats, telegram=False)
    said = await new.type(f"/start {code}")
    signed = await enrolling.enrol_web(chats.world, code)

    assert said.startswith("This invitation works in a web browser, not in Telegram.")
    assert new.newest.rows[0][0].link == f"{chats.world.public_url}/join#{code}"
    assert signed is not None


async def test_somebody_known_does_not_use_up_a_second_code(chats: Chats) -> None:
    """A code forwarded by mistake stays good for whom it was meant."""
    ann, code = await chats.add(), await invite(chats, nick="Bob")
    said = await ann.type(f"/start {code}")

    assert "so I didn't use that code" in said
    assert await enrolling.enrol_web(chats.world, code) is not None


async def test_the_browser_gets_a_secret_of_which_only_a_hash_is_kept(
    chats: Chats, database: Database
) -> None:
    """Whoever copies the database cannot sign in with it."""
    signed = await enrolling.enrol_web(chats.world, await invite(chats))
    assert signed is not None

    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    assert number < TICKET_NUMBERS
    assert len(signed.token) >= 22
    assert signed.slot == enrolling.slot_of(chats.world, Address(Chat.WEB, number))
    assert len(signed.slot) == 8
    async with database.read() as db:
        assert (
            await signed_in.find_signed_in(
                db, chats.world.keys, signed.token.encode(), chats.world.today()
            )
            is None
        )
    chats.clock.on(days=366)
    assert await enrolling.whose_token(chats.world, signed.token) is None


async def test_the_browser_is_greeted_as_telegram_is(chats: Chats) -> None:
    """One adaptor, two chats: the same words."""
    signed = await enrolling.enrol_web(chats.world, await invite(chats))
    assert signed is not None
    await chats.deliver()
    number = await enrolling.whose_token(chats.world, signed.token)

    assert number is not None
    assert chats.at(Address(Chat.WEB, number)).newest.text.startswith("Hi Ann. You're in.")


@pytest.mark.parametrize(
    "code", ["", "short", "x" * 65, "a b c d e f g h", "' OR 1=1 --", "é" * 22]
)
async def test_b3_an_odd_code_opens_nothing_in_the_browser(chats: Chats, code: str) -> None:
    """What is posted to the page is as untrusted as what is typed."""
    assert await enrolling.enrol_web(chats.world, code) is None
    assert await enrolling.enter_ticket(chats.world, code) is None
    assert await enrolling.whose_token(chats.world, code) is None


async def test_c2_of_many_who_use_one_code_at_once_one_gets_in(chats: Chats) -> None:
    """A photo of a slip must not make ten people."""
    code = await invite(chats)
    world = chats.world

    let_in = await asyncio.gather(*(enrolling.enrol_web(world, code) for _ in range(10)))

    assert sum(one is not None for one in let_in) == 1


async def test_a_ticket_opens_only_in_an_opened_sitting_and_up_to_its_head_count(
    chats: Chats,
) -> None:
    """A11: a slip found in a corridor opens nothing."""
    round_, codes = await ticket_round(chats)
    before = await enrolling.enter_ticket(chats.world, codes[0])
    await sit_down(chats, round_, head_count=2)
    inside = [await enrolling.enter_ticket(chats.world, code) for code in codes[:3]]

    assert before is None
    assert [one is not None for one in inside] == [True, True, False]


async def test_a_ticket_goes_through_to_the_six_words_without_a_name(chats: Chats) -> None:
    """The whole way T: no account, no name, the first screen at once, words for the slip."""
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0].lower())
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    sitter = chats.at(Address(Chat.WEB, number))
    first = list(sitter.shown.values())
    await sitter.press("Next")
    limits = sitter.newest.text
    await sitter.press("OK")
    await sitter.press("Start")
    await answer_all(sitter)
    popup = await sitter.press("Send")

    assert first[0].text.startswith("Hi. I'm Earshot. I'm a computer.\nI don't know your name.")
    assert "Your ticket doesn't either." in limits
    assert popup.startswith("Your six take-back words:")
    async with chats.world.database.read() as db:
        blob = await envelopes.load_envelope(db, chats.world.keys, round_.id, signed.pid)
    assert blob is not None
    assert unpack(blob).place == "Maple House, tablet"


async def test_a15_no_ticket_belongs_to_a_participant(chats: Chats, database: Database) -> None:
    """Whoever reads the database finds slips and chats, and nobody behind them."""
    round_, codes = await ticket_round(chats)
    await chats.add("Bob", chat=Chat.WEB)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None

    async with database.read() as db:
        known = {person.id for person in await people.list_people(db, chats.world.keys)}
    assert signed.pid not in known
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    assert number >= TICKET_NUMBERS


async def test_a_ticket_can_be_opened_again_while_its_sitting_is_open(chats: Chats) -> None:
    """Tablets fall asleep; the slip is the way back, to the same question."""
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    first = await enrolling.enter_ticket(chats.world, codes[0])
    again = await enrolling.enter_ticket(chats.world, codes[0])
    async with chats.world.database.write() as db:
        await tickets.close_sittings(db, round_.id)
    after = await enrolling.enter_ticket(chats.world, codes[0])

    assert first is not None
    assert again is not None
    assert (first.pid, first.slot) == (again.pid, again.slot)
    assert first.token != again.token
    assert after is None


async def test_when_the_seal_throws_a_ticket_away_its_chat_belongs_to_nobody(
    chats: Chats,
) -> None:
    """What is left of the sign-in leads nowhere."""
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    async with chats.world.database.write() as db:
        await enrolling.forget_sitters(db, round_)
        await tickets.forget_tickets(db, round_.id)

    assert await enrolling.whose_token(chats.world, signed.token) is None
    async with chats.world.database.read() as db:
        connection = await db.connection()
        for table in ("signins", "ledger", "tickets"):
            count = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
            assert count.scalar() == 0


async def test_e3_a_nickname_is_shown_as_words(chats: Chats) -> None:
    """Nicknames are typed by people, and shown back to them."""
    new = chats.stranger()
    said = await new.type(f"/start {await invite(chats, nick='@ann t.me/x')}")

    assert "@ann" not in said
    assert "t.me/x" not in said


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.SAFEGUARDING_LEAD, "If a concern needs you, I say so here"),
        (Role.TRUSTEE, "If a concern needs you, I say so here"),
        (Role.DUTY_PHONE, "If somebody at Maple House asks for an adult to come"),
    ],
)
async def test_whoever_is_here_to_be_rung_is_told_what_will_come(
    chats: Chats, role: Role, told: str
) -> None:
    """ "There's nothing to answer right now" tells a lead nothing of what they are here for."""
    said = await chats.stranger().type(f"/start {await invite(chats, role=role)}")

    assert "You're in." in said
    assert told in said
    assert "nothing to answer" not in said


async def test_home_lists_the_rounds_that_are_open_to_them(chats: Chats) -> None:
    """Where am I? Each round with what can be done in it."""
    ann = await chats.add()
    assert "There's nothing to answer right now." in await ann.type("/start")
    await chats.open_round(ann)
    assert "You can answer this now." in await ann.type("/start")
    await chats.open_round(ann, key="second")
    assert "You can answer these now." in await ann.type("/start")

    assert ann.newest.labels().count("Start: Evenings") == 2


async def test_home_has_a_button_for_what_a_browser_has_no_menu_for(chats: Chats) -> None:
    """Nobody should have to know a command to write a survey, or to be left in peace."""
    young, author = await chats.add(), await chats.add("Vi", role=Role.EBE, home="")
    for one in (young, author):
        await one.type("/start")
    mine = author.newest.labels()

    assert "Leave me in peace" in young.newest.labels()
    assert not {"Write a survey", "Working time"} & {*young.newest.labels()}
    assert "Write a survey" in mine
    assert len(mine) <= 5 + len(["Need help?"])
    assert "Build a survey here" in await author.press("Write a survey")
    await author.type("/start")
    await author.press("More")
    rest = author.newest.labels()
    assert {"Working time", "Leave me in peace"} <= {*mine, *rest}
    assert not {*mine} & {*rest}
    assert "Hi Vi." in await author.press("Back")
    assert "The clock is off" in await author.press("Working time")
    await young.press("Leave me in peace")
    assert "Quiet hours" in young.newest.labels()


async def test_a_browser_lets_in_whoever_comes_back_after_half_a_year(chats: Chats) -> None:
    """Who is asked once a term has no new link to beg for; a year is the end of it."""
    code = await invite(chats)
    signed = await enrolling.enrol_web(chats.world, code)
    assert signed is not None
    chats.clock.on(days=200)
    half = await enrolling.whose_token(chats.world, signed.token)
    chats.clock.on(days=166)

    assert half is not None
    assert await enrolling.whose_token(chats.world, signed.token) is None


async def test_a_chat_of_another_kind_with_the_same_number_is_somebody_else(
    chats: Chats,
) -> None:
    """Two chats, two numberings."""
    ann = await chats.add()
    other = chats.at(Address(Chat.WEB, ann.address.number))

    assert "They're invited first." in await other.type("/start")
