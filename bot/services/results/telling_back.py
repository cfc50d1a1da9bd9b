"""Telling back: whoever decides lets decisions go, and sends them to everybody who was asked.

Everybody gets the same words, in one transaction, in an order that says nothing; then they can
say whether it is good enough.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.knowing import Spoken, Visit
from bot.services.owing import BROADCAST, To, owe
from bot.services.results import answering_back, decided, rating
from bot.services.results.deciding import (
    Place,
    doubts_about,
    find_place,
    in_place,
    overview,
    shown,
    wait,
)
from bot.services.world import World
from bot.texts import say
from bot.wording import answering_back as answer_words
from bot.wording import decisions as words
from bot.wording.days import day
from bot.wording.plain import defuse
from bot.wording.presses import Press
from bot.wording.rating import under
from storage import answers_back, audit, decisions, people
from storage.answers_back import Kept
from storage.ratings import Stage
from surveys.people.roles import Role
from surveys.rounds import deciding
from surveys.rounds.deciding import Version
from surveys.rounds.promise import fault_in


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """One step of whoever decides: let a decision go or not, look at all, send, note as done."""
    step, tag = (*pressed.parts, "", "")[:2]
    place = await find_place(db, world, here, tag, 0)
    if place is None or not place.decides:
        return Spoken(toast=say("decide.gone"))
    await wait(db, world, here, "")
    number = pressed.number(2) or 0
    match step:
        case "ok":
            return await _let_go(db, world, here, place, number)
        case "no":
            return await _decline(db, world, here, place, number)
        case "done":
            return await _done(db, world, here, place, number)
        case "see":
            return await _look(db, world, here, place)
        case "send":
            return await _send(db, world, here, place, pressed.parts[2:3])
        case _:
            return Spoken(toast=say("decide.gone"))


async def _let_go(
    db: AsyncSession, world: World, here: Visit, place: Place, number: int
) -> Spoken:
    """Whoever decides says yes to a draft as they read it."""
    draft = _numbered(place, number)
    if draft is None or draft.on is not None:
        return Spoken(toast=say("decide.changed"))
    if deciding.lacking(draft.words) or await doubts_about(db, world, draft.words):
        return Spoken(toast=say("decide.not_yet"))
    if not await decisions.let_go(db, place.round.id, number, world.today()):
        return Spoken(toast=say("decide.changed"))
    await audit.record(
        db, at=world.now(), who=place.person.id, action="decision let go", about=place.round.id
    )
    again = await find_place(db, world, here, place.round.tag, 0)
    assert again is not None, "it was theirs a moment ago"
    card = overview(world, again)
    text = f"{say('decide.accepted')}\n\n{card.text}"
    return in_place(here, card.model_copy(update={"text": text}))


async def _decline(
    db: AsyncSession, world: World, here: Visit, place: Place, number: int
) -> Spoken:
    """Whoever decides takes a draft out; designers are told, and can write another."""
    draft = _numbered(place, number)
    if draft is None or not await decisions.drop_draft(db, place.round.id, number):
        return Spoken(toast=say("decide.changed"))
    told = say(
        "decide.declined_told",
        title=words.title(place.round),
        decider=defuse(place.round.decider),
        theme=words.theme_words(draft.theme),
    )
    card = Say(text=told, rows=((words.round_button(place.round),),))
    for person in await people.list_people(db, world.keys, role=Role.DESIGNER):
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    return in_place(here, Say(text=say("decide.declined")))


async def _done(db: AsyncSession, world: World, here: Visit, place: Place, number: int) -> Spoken:
    if not await decisions.mark_done(db, place.round.id, number, world.today()):
        return Spoken(toast=say("decide.gone"))
    await audit.record(
        db, at=world.now(), who=place.person.id, action="decision done", about=place.round.id
    )
    return in_place(here, Say(text=say("decide.done")))


async def _look(db: AsyncSession, world: World, here: Visit, place: Place) -> Spoken:
    """What everybody would get now, with the way to send it."""
    stopped = await _stopped(db, world, here, place)
    if stopped is not None:
        return stopped
    kept = await answers_back.load_answer(db, place.round.id)
    texts = _texts(world, place, kept, "en")
    cards = [Say(text=text) for text in (say("decide.preview_all"), *texts)]
    send = words.send_row(place.round, _stamp(place, kept))
    last = cards[-1].model_copy(update={"rows": (send,)})
    return Spoken((*cards[:-1], last), kind="notice")


async def _send(
    db: AsyncSession, world: World, here: Visit, place: Place, stamp: Sequence[str]
) -> Spoken:
    """Tell everybody who was asked what was just looked at: once, all of them, or nobody."""
    stopped = await _stopped(db, world, here, place)
    if stopped is not None:
        return stopped
    kept = await answers_back.load_answer(db, place.round.id)
    if list(stamp) != [_stamp(place, kept)]:
        return Spoken(toast=say("decide.changed"))
    round_, fresh = place.round, deciding.to_tell(place.made.versions)
    numbers = [one.number for one in fresh]
    if not await decisions.mark_told(db, round_.id, numbers, place.made.telling):
        raise AssertionError("what was looked at in this transaction could not be told")
    if kept is not None and kept.given_on is None:
        await answering_back.settle(db, world, round_, kept.words, place.person)
    begun = await rating.begin(db, world, round_)

    def cards(language: str) -> list[Say]:
        asked = rating.asking(world, round_, begun, language) if begun else None
        return under(_texts(world, place, kept, language), asked, language)

    await answering_back.tell(db, world, round_, cards)
    await audit.record(
        db, at=world.now(), who=place.person.id, action="decisions told", about=round_.id
    )
    if begun is None:
        return in_place(here, Say(text=say("decide.sent_slips")))
    ends = day(rating.last_day(world, begun))
    return in_place(here, Say(text=say("decide.sent", day=ends)))


async def _stopped(db: AsyncSession, world: World, here: Visit, place: Place) -> Spoken | None:
    """What keeps it from being sent now, said; None where nothing does."""
    made = place.made
    if deciding.undecided(made.themes, made.versions):
        return in_chat(overview(world, place))
    if not deciding.to_tell(made.versions):
        return Spoken(toast=say("decide.sent_already"))
    last = await decided.last_rating(db, place.round.id)
    if last is not None and last.stage is not Stage.OVER:
        ends = day(rating.last_day(world, last))
        return in_chat(Say(text=say("decide.rating_open", day=ends)))
    kept = await answers_back.load_answer(db, place.round.id)
    if kept is None or (kept.given_on is None and fault_in(kept.words.next) is not None):
        asked = await answering_back.ask_next(db, world, here, place.round)
        first = Say(text=say("decide.first_next"))
        return Spoken((first, *asked.said), kind="notice")
    return None


def in_chat(card: Say) -> Spoken:
    """Say something below."""
    return Spoken((card,), kind="notice")


def _texts(world: World, place: Place, kept: Kept | None, language: str) -> list[str]:
    """What everybody gets: what happens next, where they were not told; then what is new."""
    head: list[str] = []
    if kept is not None and kept.given_on is None:
        head = answer_words.said_lines(kept.words, language)
    fresh = [shown(world, place, one) for one in deciding.to_tell(place.made.versions)]
    again = place.made.telling > 1
    return words.told_texts(place.round, head, fresh, language, again=again)


def _stamp(place: Place, kept: Kept | None) -> str:
    """Which words were looked at: what is sent is that, or nothing."""
    numbers = [one.number for one in deciding.to_tell(place.made.versions)]
    head = "" if kept is None or kept.given_on is not None else repr(kept.words)
    return hashlib.sha256(f"{numbers}{head}".encode()).hexdigest()[:12]


def _numbered(place: Place, number: int) -> Version | None:
    return next((one for one in place.made.versions if one.number == number), None)
