"""Enrolling: from a one-use code to somebody who can be asked."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button
from bot.services.answers import answering
from bot.services.knowing import (
    TICKET_NUMBERS,
    Sitter,
    Spoken,
    Visit,
    spoken,
    ticket_address,
    utter,
    visit,
)
from bot.services.people import greeting
from bot.services.people.greeting import slot_of as slot_of
from bot.services.safeguarding import helping
from bot.services.world import World
from bot.texts import say
from bot.wording.plain import defuse
from storage import envelopes, invites, ledger, pauses, people, rounds, signed_in, signins, tickets
from storage.keys import RoundKeyGone
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.anonymity.tickets import read_code
from surveys.flow.replies import Resumed
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Invitation, Person
from surveys.rounds.round import Round, State, Way
from surveys.safeguarding import screening

SIGNED_IN_FOR = timedelta(days=365)
"""How long a browser stays signed in: who comes back once a term, or once a year, gets in."""

_CODE = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody has been let into the browser chat. ``slot`` names their chat's address and is
    no secret; ``token`` opens it again and only its hash is kept."""

    slot: str
    token: str
    pid: ParticipantId


async def join(db: AsyncSession, world: World, here: Visit, code: str) -> Spoken:
    """Take a ``/start`` code in Telegram. Used, expired and wrong codes get one same reply.

    An account that tried many is answered alike for a while, whatever it types.
    """
    if isinstance(here.who, Person):
        greeted = await home(db, world, here)
        return replace(greeted, toast=say("enrol.already", here.language))
    account = f"{here.address.chat.value} {here.address.number}"
    if not world.wrong_codes.may_try(account):
        return spoken(say("enrol.slow"))
    fits = is_code(code)
    offered = await invites.peek_invite(db, world.keys, code, world.today()) if fits else None
    if offered is None or offered.new_way is not None:
        world.wrong_codes.note(account)
        return spoken(say("enrol.no_way_in"))
    if here.address.chat is Chat.TELEGRAM and not offered.telegram_allowed:
        link = Button(label=say("button.browser"), link=f"{world.public_url}/join#{code}")
        return helping.with_rows(say("enrol.browser_instead"), link)
    invitation = await invites.claim_invite(db, world.keys, code, world.today())
    if invitation is None:
        return spoken(say("enrol.no_way_in"))
    person = await _add(db, world, invitation, here.address)
    return await _welcome(db, world, await visit(db, world, person.address))


async def enrol_web(world: World, code: str) -> SignedIn | None:
    """Use up a personal link in the browser. None for a code that is used, expired or wrong."""
    if not is_code(code.strip()):
        return None
    async with world.database.write() as db:
        invitation = await invites.claim_invite(db, world.keys, code.strip(), world.today())
        if invitation is None or invitation.new_way is not None:
            return None
        number = int.from_bytes(world.fresh_bytes(7), "big") % TICKET_NUMBERS
        person = await _add(db, world, invitation, Address(Chat.WEB, number))
        here = await visit(db, world, person.address)
        await utter(db, world, here, await _welcome(db, world, here))
        signed = await sign_in(db, world, person.id, person.address)
    world.wake()
    return signed


async def enter_ticket(world: World, code: str) -> SignedIn | None:
    """Open, or open again, a chat with a ticket. None while no sitting of its round is open,
    beyond the head-count, and for anything that is not a ticket: all alike."""
    typed = read_code(code[:64])
    if typed is None:
        return None
    async with world.database.write() as db:
        used = await tickets.claim_ticket(db, world.keys, typed)
        round_ = await rounds.load_round(db, used.rid) if used is not None else None
        if used is None or round_ is None or round_.state is not State.OPEN:
            return None
        here = await visit(db, world, ticket_address(used.pid))
        if used.first:
            await _place(db, world, round_, used.pid, used.place)
            await utter(db, world, here, spoken(say("enrol.welcome_ticket")))
        asked = await answering.receive(db, world, here, round_.tag, Resumed())
        await utter(db, world, here, asked)
        signed = await sign_in(db, world, used.pid, here.address)
    world.wake()
    return signed


async def forget_sitters(db: AsyncSession, round_: Round) -> None:
    """At the seal of a ticket round: its sign-ins and ledger rows lead to nobody, and go.

    Call it before ``tickets.forget_tickets``. Does nothing for a round of another way.
    """
    if round_.way is not Way.TICKET:
        return
    for pid in await ledger.list_asked(db, round_.id):
        await signins.drop_signins(db, pid)
    await ledger.forget_round(db, round_.id)


async def whose_token(world: World, token: str) -> int | None:
    """The number of the browser chat that this secret opens; None when it opens none."""
    async with world.database.read() as db:
        found = await signed_in.find_signed_in(db, world.keys, _hashed(token), world.today())
        if found is None:
            return None
        pid, address = found
        if address is not None:
            return address.number if address.chat is Chat.WEB else None
        here = await visit(db, world, ticket_address(pid))
        return here.address.number if here.who is not None else None


async def home(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Where somebody is: the question they are at, or what they can answer."""
    if here.who is None:
        return helping.stranger(world, here)
    now = await answering.under_way(db, world, here)
    if isinstance(now, answering.Opened):
        return await answering.take(db, world, here, now, Resumed())
    if isinstance(here.who, Sitter):
        return now if now is not None else await _first_screen(db, world, here)
    hello = _named("home.hello", here.who.nick, here.language)
    return await _home(db, world, here, [hello])


async def settle_in(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Greet somebody who goes on from a new chat. Nothing they answered is shown."""
    assert isinstance(here.who, Person), "they were just let in"
    return await _home(db, world, here, [_named("moved.in", here.who.nick, here.language)])


def is_code(text: str) -> bool:
    """Whether a text could be a personal link's code."""
    return _CODE.fullmatch(text) is not None


async def nobody_reads(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Something was written outside any round: say so, and what can be done instead."""
    if here.who is None:
        return helping.stranger(world, here)
    return await _home(db, world, here, [say("home.nobody_reads", here.language)])


async def open_to(
    db: AsyncSession, world: World, here: Visit, *, lock: bool = False
) -> list[tuple[Round, Envelope]]:
    """The open rounds that somebody is asked in, each with their envelope."""
    if here.pid is None:
        return []
    found: list[tuple[Round, Envelope]] = []
    for rid in await ledger.rounds_of(db, here.pid):
        round_ = await rounds.load_round(db, rid)
        if round_ is None or round_.state is not State.OPEN:
            continue
        try:
            blob = await envelopes.load_envelope(db, world.keys, rid, here.pid, lock=lock)
        except RoundKeyGone:
            continue
        if blob is not None:
            found.append((round_, unpack(blob)))
    return found


async def _first_screen(db: AsyncSession, world: World, here: Visit) -> Spoken:
    for round_, _ in await open_to(db, world, here):
        return await answering.receive(db, world, here, round_.tag, Resumed())
    return helping.stranger(world, here)


async def _add(db: AsyncSession, world: World, invitation: Invitation, at: Address) -> Person:
    person = Person(
        id=ParticipantId(world.fresh_bytes(16)),
        role=invitation.role,
        kind=invitation.kind,
        nick=invitation.nick,
        home=invitation.home,
        address=at,
        telegram_allowed=invitation.telegram_allowed,
        age=invitation.age,
        same_as=invitation.same_as,
    )
    await people.add_person(db, world.keys, person)
    return person


async def _welcome(db: AsyncSession, world: World, here: Visit) -> Spoken:
    assert isinstance(here.who, Person), "they were just added"
    nick = here.who.nick
    welcome = await _home(db, world, here, [_named("enrol.welcome", nick, here.language)])
    found = screening.screen(nick)
    if not nick or not found.signpost:
        return welcome
    numbers = await helping.need_help(
        db, world, here, category=found.category, severity=found.severity
    )
    return replace(welcome, said=(*welcome.said, *numbers.said))


async def _home(db: AsyncSession, world: World, here: Visit, lines: list[str]) -> Spoken:
    if await pauses.load_pause(db) is not None:
        lines = [*lines, say("paused.home", here.language)]
    return await greeting.greet(db, world, here, lines, await open_to(db, world, here))


async def more(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """The buttons that have no place under a greeting, and the way back to it."""
    if not isinstance(here.who, Person):
        return await home(db, world, here)
    return await greeting.more(db, world, here, await open_to(db, world, here))


async def _place(
    db: AsyncSession, world: World, round_: Round, pid: ParticipantId, place: str
) -> None:
    """Write into the ticket's envelope where its sitting is held."""
    assert round_.way is Way.TICKET, "a ticket belongs to a ticket round"
    blob = await envelopes.load_envelope(db, world.keys, round_.id, pid, lock=True)
    if blob is not None:
        placed = replace(unpack(blob), place=place[:80])
        packed = pack(placed, round_.envelope_size)
        await envelopes.save_envelope(db, world.keys, round_.id, pid, packed)


async def sign_in(
    db: AsyncSession, world: World, pid: ParticipantId, address: Address
) -> SignedIn:
    """Let one more browser into a chat."""
    token = base64.urlsafe_b64encode(world.fresh_bytes(24)).decode()
    await signins.add_signin(db, pid, _hashed(token), world.today() + SIGNED_IN_FOR)
    return SignedIn(slot_of(world, address), token, pid)


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _named(key: str, nick: str, language: str) -> str:
    if not nick:
        return say(f"{key}_unnamed", language)
    return say(key, language, nick=defuse(nick))
