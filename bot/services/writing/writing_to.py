"""Writing to one person, at any time: a worry, praise, an idea; with a name or without.

Whom it goes to, by which day it should be answered and who gets it if not are said before a
word is typed. The next typed words are it; they are no answer of a round under way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rewrite, Say
from bot.services import letters
from bot.services.answers import answering
from bot.services.knowing import Sitter, Spoken, Visit, spoken
from bot.services.letters import By, Turn
from bot.services.safeguarding import noticing
from bot.services.world import World
from bot.services.writing import passing_on
from bot.texts import say
from bot.wording import writing
from bot.wording.days import day
from bot.wording.plain import defuse
from bot.wording.writing import Author, Reader
from storage import envelopes, messages, people
from storage.messages import OwnMessage, Route
from surveys.anonymity.envelope import pack
from surveys.flow.commands import folded
from surveys.ids import MessageId, ParticipantId
from surveys.people.person import Person
from surveys.safeguarding.concern import Source

CANCEL = frozenset({"cancel", "back", "stop", "not now", "no", "never mind", "nevermind"})
"""Typed instead of a letter: nothing is sent."""

_WAITING = re.compile(r"(to|re):([0-9a-f]{16,32}):([01]):(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next typed words are: a letter to somebody, or ``back`` to an answer of theirs."""

    back: bool
    handle: str
    name_on: bool
    since: date

    def __str__(self) -> str:
        kind = "re" if self.back else "to"
        return f"{kind}:{self.handle}:{int(self.name_on)}:{self.since.isoformat()}"


async def choose(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Show whom one can write to. Whatever was begun before is begun anew."""
    await _wait(db, world, here, None)
    found = await letters.list_readers(db, world, here)
    return _notice(*writing.people_cards(found, here.language))


async def pick(db: AsyncSession, world: World, here: Visit, handle: str) -> Spoken:
    """Show one person: who reads it, by when, and who gets it if there is no answer."""
    reader = await _find(db, world, here, handle)
    if reader is None:
        return Spoken(toast=say("refused.not_yours", here.language))
    by = letters.due_day(world, reader)
    card = writing.reader_card(reader, by, _author(here), world.policy, here.language)
    return _notice(card)


async def with_name(db: AsyncSession, world: World, here: Visit, handle: str) -> Spoken:
    """Their next words go to this person, with their name."""
    return await _begin(db, world, here, handle, name_on=_author(here) is Author.NAMED)


async def without_name(db: AsyncSession, world: World, here: Visit, handle: str) -> Spoken:
    """Their next words go to this person, without their name."""
    return await _begin(db, world, here, handle, name_on=False)


async def back(db: AsyncSession, world: World, here: Visit, handle: str) -> Spoken:
    """Their next words go back to whoever answered them, once."""
    found = await _theirs(db, world, here, handle)
    if found is None or not may_write_back(found[1]):
        return Spoken(toast=say("named.gone", here.language))
    to, letter = found
    reader = await letters.reader_of(db, world, to)
    assert letter.route is not None, "only letters are found"
    if reader is None:
        return Spoken(toast=say("writing.gone", here.language))
    now = Waiting(True, letter.id.hex(), letter.route.named, world.today())
    await _wait(db, world, here, now)
    return _notice(writing.type_card(reader.name, here.language, back=True))


async def stop(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Nothing is sent; typed words go where they went before."""
    await _wait(db, world, here, None)
    told = say("writing.stopped", here.language)
    if here.tap and here.message is not None:
        return _notice(Rewrite(message=here.message, text=told))
    return spoken(told)


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words as a letter; None where they are none, and go where they always go."""
    waiting = await _waiting(db, world, here)
    if waiting is None:
        return None
    words = text.strip()
    if folded(words) in CANCEL:
        return await stop(db, world, here)
    if not words:
        return spoken(say("writing.empty", here.language))
    if len(words) > letters.LONGEST:
        return spoken(say("refused.too_long", here.language, limit=letters.LONGEST))
    await _wait(db, world, here, None)
    sent = await (_answer_back if waiting.back else _send)(db, world, here, waiting, words)
    if sent is None:
        return _notice(writing.told_card("writing.gone", here.language))
    await noticing.notice(db, world, here, text, at=noticing.Where(Source.OWN_MESSAGE))
    return sent


async def my_letters(db: AsyncSession, world: World, here: Visit) -> tuple[Say, ...]:
    """Everything somebody wrote to a person and what came back, each with its take-back."""
    if here.pid is None:
        return ()
    said: list[Say] = []
    for to, letter in await messages.list_sent(db, world.keys, here.pid):
        if letter.route is not None:
            lines = await _mine(db, world, to, letter, here.language)
            said += writing.mine_says(lines, letter.id.hex(), here.language)
    return tuple(said)


def may_write_back(letter: OwnMessage) -> bool:
    """Whether its author's turn has come again: it was answered, and they wrote only once."""
    turns = letters.read_turns(letter)
    wrote = sum(one.by is By.AUTHOR for one in turns)
    return turns[-1].by is By.READER and wrote < letters.AUTHORS_TURNS


async def _begin(
    db: AsyncSession, world: World, here: Visit, handle: str, *, name_on: bool
) -> Spoken:
    reader = await _find(db, world, here, handle)
    if reader is None:
        return Spoken(toast=say("refused.not_yours", here.language))
    now = Waiting(False, reader.handle, name_on, world.today())
    if await _waiting(db, world, here) == now:
        return Spoken(toast=say("writing.type_now", here.language, name=reader.name))
    if not await _wait(db, world, here, now):
        return _notice(writing.told_card("writing.gone", here.language))
    return _notice(writing.type_card(reader.name, here.language))


async def _send(
    db: AsyncSession, world: World, here: Visit, waiting: Waiting, words: str
) -> Spoken | None:
    reader = await _find(db, world, here, waiting.handle)
    if reader is None or here.pid is None:
        return None
    by = letters.due_day(world, reader)
    second = None if reader.second is None else reader.second.id
    mid = await messages.add_message(
        db,
        world.keys,
        to=reader.person.id,
        sender=here.pid,
        body=letters.write_turns([Turn(By.AUTHOR, words)]),
        route=Route(waiting.name_on, second),
        due_on=by,
    )
    await passing_on.ping(db, world, reader.person)
    return await _sent(db, world, here, reader, waiting.name_on, by, mid)


async def _answer_back(
    db: AsyncSession, world: World, here: Visit, waiting: Waiting, words: str
) -> Spoken | None:
    found = await _theirs(db, world, here, waiting.handle)
    if found is None or not may_write_back(found[1]):
        return None
    to, letter = found
    reader = await letters.reader_of(db, world, to)
    if reader is None or letter.route is None:
        return None
    by = letters.due_day(world, reader)
    turns = (*letters.read_turns(letter), Turn(By.AUTHOR, words))
    second = None if reader.second is None else reader.second.id
    if letter.route.first is not None:
        second, reader = None, replace(reader, second=None)
    more = replace(
        letter,
        body=letters.write_turns(turns),
        state="new",
        due_on=by,
        route=replace(letter.route, second=second),
    )
    await messages.save_letter(db, world.keys, more, to=to)
    await passing_on.ping(db, world, reader.person)
    return await _sent(db, world, here, reader, letter.route.named, by, letter.id)


async def _sent(  # what the card says, each a fact of its own
    db: AsyncSession,
    world: World,
    here: Visit,
    reader: Reader,
    name_on: bool,
    by: date,
    mid: MessageId,
) -> Spoken:
    under_way = await answering.under_way(db, world, here)
    carry_on = isinstance(under_way, answering.Opened)
    handle = mid.hex()
    card = writing.sent_card(reader, by, handle, here.language, name_on=name_on, carry_on=carry_on)
    return _notice(card)


async def _mine(
    db: AsyncSession, world: World, to: ParticipantId, letter: OwnMessage, language: str
) -> list[str]:
    reader = await letters.reader_of(db, world, to)
    name = "" if reader is None else reader.name
    lines: list[str] = []
    for place, turn in enumerate(letters.read_turns(letter)):
        key = "mine_back" if turn.by is By.READER else "mine_again" if place else "mine"
        if turn.by is By.READER and not turn.words:
            lines.append(say("writing.read_it", language, name=name))
            continue
        lines += [say(f"writing.{key}", language, name=name), *defuse(turn.words).split("\n")]
    assert letter.route is not None, "only letters are shown"
    lines.append(say(f"writing.mine_{'named' if letter.route.named else 'unnamed'}", language))
    if letter.state == "done":
        closed = not letters.read_turns(letter)[-1].words
        key = "mine_closed" if closed else "mine_done"
        lines.append(say(f"writing.{key}", language, name=name))
    elif letter.due_on is not None:
        when = day(letter.due_on, language)
        lines.append(say("writing.mine_due", language, name=name, day=when))
    return lines


async def _find(db: AsyncSession, world: World, here: Visit, handle: str) -> Reader | None:
    found = await letters.list_readers(db, world, here)
    return next((one for one in found if one.handle == handle), None)


async def _theirs(
    db: AsyncSession, world: World, here: Visit, handle: str
) -> tuple[ParticipantId, OwnMessage] | None:
    """A letter that whoever is here wrote; nobody else's."""
    found = await letters.find_letter(db, world, handle)
    if found is None or here.pid is None or found[1].sender != here.pid:
        return None
    return found


async def _waiting(db: AsyncSession, world: World, here: Visit) -> Waiting | None:
    """What the next typed words are; None after a day, for who would remember by then?"""
    kept = here.desk.waiting
    if isinstance(here.who, Sitter):
        found = await letters.envelope_of(db, world, here.who)
        kept = "" if found is None else found[1].writing
    match = _WAITING.fullmatch(kept)
    if match is None:
        return None
    since = date.fromisoformat(match[4])
    if not 0 <= (world.today() - since).days <= 1:
        return None
    return Waiting(match[1] == "re", match[2], match[3] == "1", since)


async def _wait(db: AsyncSession, world: World, here: Visit, now: Waiting | None) -> bool:
    """Remember what the next typed words are. Returns False where that cannot be kept."""
    kept = "" if now is None else str(now)
    if isinstance(here.who, Sitter):
        found = await letters.envelope_of(db, world, here.who)
        if found is None:
            return False
        round_, envelope = found
        if envelope.writing != kept:
            packed = pack(replace(envelope, writing=kept), round_.envelope_size)
            await envelopes.save_envelope(db, world.keys, round_.id, here.who.id, packed)
        return True
    if here.who is None:
        return False
    desk = await people.load_desk(db, world.keys, here.who.id)
    if desk.waiting != kept and (kept or _WAITING.fullmatch(desk.waiting)):
        await people.save_desk(db, world.keys, here.who.id, replace(desk, waiting=kept))
    return True


def _author(here: Visit) -> Author:
    if isinstance(here.who, Sitter):
        return Author.TICKET
    named_ = isinstance(here.who, Person) and bool(here.who.nick)
    return Author.NAMED if named_ else Author.UNNAMED


def _notice(*said: Say | Rewrite) -> Spoken:
    return Spoken(said, kind="notice")
