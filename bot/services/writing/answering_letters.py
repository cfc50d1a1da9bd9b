"""Answering letters: what a reader sees of what was sent to them, and what they send back.

In the signed-in view alone. Of somebody who wrote without a name nothing is shown but words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import letters
from bot.services.letters import By, Turn
from bot.services.world import World
from bot.services.writing.passing_on import tell_author
from bot.services.writing.writing_to import may_write_back
from bot.texts import say
from bot.wording import writing
from storage import audit, messages, people, tickets
from storage.messages import OwnMessage
from surveys.ids import ParticipantId


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, as its reader sees it. ``sender`` is "" where no name is on it.

    ``turns`` are none before it is opened. ``first`` is who had it before; ``second`` who gets
    it after ``due_on``.
    """

    handle: str
    sender: str
    is_named: bool
    is_new: bool
    turns: tuple[Turn, ...] = ()
    due_on: date | None = None
    first: str = ""
    second: str = ""
    can_answer: bool = False
    """It waits for an answer, and one would arrive."""


async def list_letters(world: World, pid: ParticipantId) -> list[Letter]:
    """What was written to somebody: new first, then what waits longest. Not by who or when."""
    async with world.database.read() as db:
        found = [
            await _letter(db, world, one)
            for one in await messages.list_messages(db, world.keys, pid)
            if one.route is not None
        ]
    return sorted(found, key=lambda one: (not one.is_new, one.due_on or date.max, one.handle))


async def open_letter(world: World, pid: ParticipantId, handle: str) -> bool:
    """Open a letter. Returns False where it is not theirs, or gone."""
    async with world.database.write() as db:
        letter = await _theirs(db, world, pid, handle)
        if letter is None:
            return False
        if letter.state == "new":
            await messages.mark_read(db, letter.id)
            await audit.record(db, at=world.now(), who=pid, action="letter read", about="")
    return True


async def answer(
    world: World, pid: ParticipantId, handle: str, words: str, *, seen: bool = False
) -> bool:
    """Send words back, or with ``seen`` only that they have read it.

    Returns:
        False where it is not theirs, has its answer already, or the words are none or too many.
    """
    words = "" if seen else words.strip()
    if not seen and not 0 < len(words) <= letters.LONGEST:
        return False
    async with world.database.write() as db:
        letter = await _theirs(db, world, pid, handle)
        if letter is None or letter.state == "new" or not _waits(letter):
            return False
        turns = (*letters.read_turns(letter), Turn(By.READER, words))
        answered = replace(letter, body=letters.write_turns(turns), state="done", due_on=None)
        await messages.save_letter(db, world.keys, answered, to=pid)
        await _tell(db, world, pid, answered, words)
        await audit.record(db, at=world.now(), who=pid, action="letter answered", about="")
    world.wake()
    return True


async def _tell(
    db: AsyncSession, world: World, pid: ParticipantId, letter: OwnMessage, words: str
) -> None:
    reader = await letters.reader_of(db, world, pid)
    assert reader is not None, "they have just answered it"
    assert letter.route is not None, "only letters are answered here"
    language = (await people.load_desk(db, world.keys, letter.sender)).language
    if not words:
        card = writing.told_card("writing.read_it", language, name=reader.name)
        await tell_author(db, world, letter, card)
        return
    back = letter.id.hex() if may_write_back(letter) else ""
    said = writing.reply_says(reader.name, words, language, back=back, name_on=letter.route.named)
    await tell_author(db, world, letter, *said)


async def _letter(db: AsyncSession, world: World, one: OwnMessage) -> Letter:
    assert one.route is not None, "only letters are listed"
    author = await people.load_person(db, world.keys, one.sender)
    reached = author is not None or await tickets.find_used(db, one.sender[:6]) is not None
    named = one.route.named and author is not None
    return Letter(
        handle=one.id.hex(),
        sender=author.nick if named and author is not None else "",
        is_named=named,
        is_new=one.state == "new",
        turns=() if one.state == "new" else letters.read_turns(one),
        due_on=one.due_on,
        first=await _name(db, world, one.route.first),
        second=await _name(db, world, one.route.second),
        can_answer=reached and _waits(one),
    )


async def _name(db: AsyncSession, world: World, pid: ParticipantId | None) -> str:
    person = None if pid is None else await people.load_person(db, world.keys, pid)
    if person is None:
        return ""
    return person.nick or say(f"role.{person.role}")


async def _theirs(
    db: AsyncSession, world: World, pid: ParticipantId, handle: str
) -> OwnMessage | None:
    found = await letters.find_letter(db, world, handle)
    return None if found is None or found[0] != pid else found[1]


def _waits(letter: OwnMessage) -> bool:
    return letters.read_turns(letter)[-1].by is By.AUTHOR
