"""Greeting: what there is for somebody, the nearest first, and the rest behind one button."""

from __future__ import annotations

import base64

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Rewrite, Rows, Say
from bot.services import awaiting, letters
from bot.services.knowing import Spoken, Visit
from bot.services.world import World
from bot.texts import say
from bot.wording import agreeing, cards
from bot.wording.keyboards import language_rows, named
from bot.wording.plain import defuse
from storage import ledger, rounds
from surveys.anonymity.envelope import Envelope
from surveys.people.access import opens
from surveys.people.person import Address, Chat, Person
from surveys.people.roles import Role
from surveys.rounds.promise import OWES
from surveys.rounds.round import Round, State

MOST_ROWS = 5
"""Most buttons under the greeting of somebody who works here, beside *Need help?*. What young
people can do stays where it is: taking back is never a tap further away."""
MOST_YES = 2
"""Most rounds that wait for somebody's yes that have a button there; /rounds has them all."""

Shown = list[tuple[Round, Envelope]]
"""The rounds that somebody can answer now."""


async def greet(
    db: AsyncSession, world: World, here: Visit, lines: list[str], shown: Shown
) -> Spoken:
    """A greeting, what waits for them, and the nearest ways on."""
    assert isinstance(here.who, Person), "only a known person is greeted"
    yes = await _waiting_for_a_yes(db, world, here.who)
    what = _waiting(here, shown)
    if yes and not shown:
        own = f"\n{what}" if here.who.role.answers_concerns else ""
        what = f"{say('home.for_yes', here.language)}{own}"
    rows = (*_ways_in(here, shown), *yes, *await _beside_answering(db, world, here))
    if _is_cut(here, rows):
        more_of_it = (named("home_more", here.language, "home", "more"),)
        rows = (*rows[: MOST_ROWS - 1], more_of_it)
    return Spoken((cards.home_card([*lines, "", what], rows, here.language),), kind="notice")


async def more(db: AsyncSession, world: World, here: Visit, shown: Shown) -> Spoken:
    """What did not fit under the greeting, and the way back to it."""
    assert isinstance(here.who, Person), "only a known person is greeted"
    yes = await _waiting_for_a_yes(db, world, here.who)
    rows = (*_ways_in(here, shown), *yes, *await _beside_answering(db, world, here))
    rest = rows[MOST_ROWS - 1 :] if _is_cut(here, rows) else rows
    back = (named("back", here.language, "home"),)
    card = Say(text=say("home.more", here.language), rows=(*rest, back))
    if here.message is None:
        return Spoken((card,), kind="notice")
    changed = Rewrite(message=here.message, text=card.text, rows=card.rows)
    return Spoken((changed,), kind="notice")


def slot_of(world: World, address: Address) -> str:
    """The short name of a browser chat: eight letters, the same each time, no secret."""
    known = world.keys.slot(address.chat.value, address.number)
    return base64.b32encode(known[:5]).decode().lower()


def _is_cut(here: Visit, rows: Rows) -> bool:
    assert isinstance(here.who, Person), "only a known person is greeted"
    return here.who.role.is_staff and len(rows) > MOST_ROWS


async def _waiting_for_a_yes(db: AsyncSession, world: World, person: Person) -> Rows:
    """The way to each proposed round that waits for somebody's yes."""
    rows: Rows = ()
    for round_ in (await awaiting.waiting_for(db, world, person))[:MOST_YES]:
        decides = awaiting.is_decider(round_, person)
        row = agreeing.waiting_rows(round_) if decides else agreeing.looking_rows(round_)
        rows = (*rows, *row)
    return rows


async def _beside_answering(db: AsyncSession, world: World, here: Visit) -> Rows:
    """What else there is for somebody: what their role does, and results they may open."""
    assert isinstance(here.who, Person), "only a known person has a home"
    role, language = here.who.role, here.language
    asked_in = [
        await rounds.load_round(db, rid) for rid in await ledger.rounds_of(db, here.who.id)
    ]
    released = any(r is not None and r.state is State.RELEASED for r in asked_in)
    buttons: list[Button | None] = [
        named("build", language, "bd", "list") if opens(role, "/build") else None,
        named("rounds", language, "st", "list") if opens(role, "/rounds") else None,
        _views(world, here),
        await letters.write_button(db, world, here),
        named("came_of_it", language, "res") if released or role.can_see_releases else None,
    ]
    if any(r is not None and r.state in OWES for r in asked_in):
        buttons.append(named("what", language, "what"))
    buttons += [
        named("time", language, "tm", "see") if opens(role, "/time") else None,
        named("quiet", language, "qt", "see") if opens(role, "/quiet") else None,
        named("take_back", language, "takeback"),
    ]
    return (*((one,) for one in buttons if one is not None), *language_rows(language))


def _views(world: World, here: Visit) -> Button | None:
    assert isinstance(here.who, Person), "only a known person has a home"
    if not here.who.role.has_views or here.address.chat is not Chat.WEB:
        return None
    views = f"{world.public_url}/c/{slot_of(world, here.address)}/staff/"
    return Button(label=say("button.staff", here.language), link=views)


def _waiting(here: Visit, shown: Shown) -> str:
    """What there is to answer; to those who are here to be rung, what comes here instead."""
    assert isinstance(here.who, Person), "only a known person has a home"
    role, home, language = here.who.role, here.who.home, here.language
    if shown or not (role.answers_concerns or role is Role.DUTY_PHONE):
        return say(f"home.{_how_many(shown)}", language)
    if role.answers_concerns:
        return say("home.for_concerns", language)
    if not home:
        return say("home.for_duty_any", language)
    return say("home.for_duty", language, home=defuse(home))


def _how_many(shown: Shown) -> str:
    waiting = [e for _, e in shown if e.sitting is None or not e.sitting.sent]
    if not shown:
        return "nothing_open"
    if not waiting:
        return "all_sent"
    return "open" if len(shown) == 1 else "open_several"


def _ways_in(here: Visit, shown: Shown) -> Rows:
    return tuple((_way_in(round_, envelope, here.language),) for round_, envelope in shown)


def _way_in(round_: Round, envelope: Envelope, language: str) -> Button:
    sitting = envelope.sitting
    if sitting is None:
        return cards.titled("start_on", round_, language, "go")
    key = "look_at" if sitting.sent else "carry_on_with"
    return cards.titled(key, round_, language, "go")
