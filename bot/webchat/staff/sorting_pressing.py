"""A press on a sorting page: made, handed back because somebody was faster, or not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.services.themes import sorting as service
from bot.services.themes.sorting import Stale
from bot.texts import say
from bot.webchat.staff import sorting_shown
from bot.webchat.staff.doors import Answer, room_of
from bot.webchat.staff.reading_time import after, clock_of
from bot.webchat.staff.showing import show_staff
from bot.webchat.staff.sorting import At, at_board, safe_back, sitting_of
from bot.webchat.staff.sorting_hand import Hand, Slip, SlotOver, Stopped
from bot.webchat.staff.sorting_presses import (
    NONE,
    PRESSES,
    Press,
    Sent,
    accept,
    join,
    move,
    put_back,
    undo,
)
from bot.webchat.staff.sorting_words import move_words, names_now, others_words, press_words, tell
from bot.wording.days import clock_time
from surveys.people.person import Person
from surveys.themes.codebook import ThemeId
from surveys.themes.moves import Sort
from surveys.themes.playing import Refusal

REFUSED: Mapping[Refusal, str] = {
    Refusal.UNKNOWN: "gone",
    Refusal.NOT_NOW: "gone",
    Refusal.NO_NAME: "name_needed",
    Refusal.TOO_LONG: "too_long",
    Refusal.TAKEN: "name_taken",
}
"""What a page says where a move cannot be made."""

BY_FIELD: Mapping[str, Press] = {
    "accept": accept,
    "put_back": put_back,
    "undo": undo,
    "to": move,
    "with": join,
}
"""By the name of a button whose value says what it is about."""

STAYS = {"tag", "later", "undo", "fewer", "more"}
"""Presses after which the page goes on, and not at a group."""


async def press(request: web.Request, person: Person) -> Answer:
    """Do what a button of the sorting pages says."""
    form = await request.post()
    sent = Sent({name: [str(one) for one in form.getall(name)] for name in form})
    try:
        at = await at_board(request, person)
    except web.HTTPSeeOther:
        await _just_in_time(request, person, sent)
        raise
    does, doing = _press_of(sent)
    world, sitting = room_of(request).world, at.sitting
    seen = sent.one("seen")
    shown = int(seen) if seen.isdecimal() else at.view.version
    hand = Hand(world, person.id, sitting, shown, at.view)
    back = safe_back(sent.one("back"))
    try:
        on = await doing(hand, sent)
    except Slip as slip:
        await _stay(hand, person, sent, slip.key)
        raise web.HTTPSeeOther(_where(at, back)) from None
    except SlotOver:
        await after(request, person)
    except Stopped as stopped:
        if isinstance(stopped.outcome, Stale):
            return await _meanwhile(request, person, (at, hand), sent, stopped.outcome)
        await _stay(hand, person, sent, REFUSED[stopped.outcome.why])
        raise web.HTTPSeeOther(_where(at, back)) from None
    await _note(hand, person, does, sent)
    raise web.HTTPSeeOther(_onward(at, hand, (does, back), on))


async def _just_in_time(request: web.Request, person: Person, sent: Sent) -> None:
    """What somebody was just saying of an answer when their time was over is still taken for a
    moment; nothing is shown.
    """
    sitting = await sitting_of(request, person)
    themes = [one for one in sent.all("theme") if one != NONE]
    said = sent.one("does") == "tag" and (themes or NONE in sent.all("theme"))
    made = all(one.startswith("theme_") for one in themes)
    if sitting is None or not said or not made or not sent.one("seen").isdecimal():
        return
    meant = Sort(sent.one("answer"), frozenset(ThemeId(one) for one in themes))
    world, seen = room_of(request).world, int(sent.one("seen"))
    await service.move(world, person.id, sitting.sorting, meant, seen)


def _press_of(sent: Sent) -> tuple[str, Press]:
    """What was pressed: a button with a group of its own, or one that says what it does."""
    if does := next((one for one in BY_FIELD if sent.one(one)), ""):
        return does, BY_FIELD[does]
    found = PRESSES.get(sent.one("does"))
    if found is None:
        raise web.HTTPNotFound
    return sent.one("does"), found


async def _stay(hand: Hand, person: Person, sent: Sent, key: str) -> None:
    """Remember what stood in the way, what was typed, and what was done before it."""
    if hand.made:
        await _note(hand, person, "", sent)
    hand.sitting.told = say(f"sorting.{key}")
    hand.sitting.typed = sent.one("fresh") or sent.one("name")


async def _note(hand: Hand, person: Person, does: str, sent: Sent) -> None:
    """Remember for the next page what was done, how to take it back, and what others did."""
    sitting = hand.sitting
    sitting.undoes = tuple(hand.made)
    first = (*sent.all("group"), "")[0]
    sitting.came_from = sent.one("accept") or sent.one("put_back") or first
    if not hand.made:
        if does not in {"later", "fewer", "more"}:
            sitting.said = say("sorting.stands_already")
        return
    lines = await service.history(hand.world, hand.pid, sitting.sorting) or ()
    told = tell(lines, hand.view)
    sitting.said = press_words(told, hand.made)
    sitting.also = others_words(told, sitting.seen, person.nick)
    sitting.seen = hand.view.version


def _onward(at: At, hand: Hand, how: tuple[str, str], on: str) -> str:
    """Where to go on after a press: never to the top of a page somebody was far down on."""
    does, back = how
    if does in STAYS and not (does == "undo" and on):
        return _where(at, back)
    if back.startswith("group/") and does not in {"drop_here", "split"}:
        there = sorting_shown.card_of(hand.view, on) if on else None
        return f"{at.here}/group/{on}#work" if there is not None else f"{at.here}/groups#work"
    hand.sitting.focus = on
    return f"{at.here}/groups#g-{on}" if on else f"{at.here}/groups#work"


def _where(at: At, back: str) -> str:
    return f"{at.here}/{back}" if "#" in back else f"{at.here}/{back}#work"


async def _meanwhile(
    request: web.Request,
    person: Person,
    where: tuple[At, Hand],
    sent: Sent,
    stale: Stale,
) -> Answer:
    """Somebody was faster on the same thing: what they did, what was meant, and the choice."""
    (at, hand), world = where, room_of(request).world
    lines = await service.history(world, person.id, at.sitting.sorting) or ()
    changed = {line.entry for line in stale.changed}
    told = tell(lines, hand.view)
    theirs = [
        {
            "what": one.what[:1].upper() + one.what[1:],
            "who": one.line.by or say("trail.someone"),
            "at": clock_time(one.line.at, world.zone, world.today()),
        }
        for one in told
        if one.entry in changed
    ]
    meant = move_words(stale.meant, names_now(lines, hand.view), told)
    at.sitting.seen = hand.view.version
    return show_staff(
        request,
        person,
        "sorting_meanwhile.html",
        status=409,
        round=at.round,
        here=at.here,
        rest=f"{at.here}/break",
        look="",
        back=safe_back(sent.one("back")),
        done=hand.view.read,
        count=hand.view.of,
        far=sorting_shown.far_words(hand.view),
        seen=hand.view.version,
        theirs=theirs,
        meant=meant[:1].upper() + meant[1:],
        sent=_again(sent.fields),
        clock=await clock_of(request, person),
    )


def _again(fields: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """What was sent, to be sent once more on how things stand now."""
    return [(name, one) for name, values in fields.items() if name != "seen" for one in values]
