"""The list of words that the coach looks out for: seen, added to, switched off; /words.

One list for everybody who writes surveys here. It is about what we ask, and never touches what
anybody answers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rewrite, Say
from bot.services.answers.understanding import WORDS as WORDS_OF_COMMANDS
from bot.services.knowing import Spoken, Visit
from bot.services.world import World
from bot.texts import say
from bot.wording import word_list as cards
from bot.wording.presses import Press
from storage import people, word_list
from surveys.coaching.changing import MOST_OWN, WordChanges, read_pair
from surveys.flow.commands import folded
from surveys.people.access import opens
from surveys.people.person import Person
from surveys.safeguarding import screening
from surveys.safeguarding.crying import is_cry

MARK = "words:"
"""What a desk that waits for a word and a better one begins with; the day follows."""
WORDS = 2
"""Most words of an entry that are not looked at for danger: a list of words that hurt has some."""
MOST_WORDS = 6
"""Most words without an arrow that may be meant for the list."""
OWN = frozenset({"i", "im", "me", "my", "mine", "we", "us", "our"})
"""Whoever says one of these says how they are."""
ARROWS = ("->", "→", "=")


async def show(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """The first page of the list."""
    changes = await word_list.load_word_changes(db, world.keys)
    await _wait(db, world, here, waits=False)
    return Spoken((cards.list_card(changes, 0, here.language),), kind="notice")


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Turn a page, look at a word, switch it, take one of their own out, or add one."""
    changes = await word_list.load_word_changes(db, world.keys)
    what, name = (*pressed.parts, "", "")[:2]
    await _wait(db, world, here, waits=what == "add" and len(changes.added) < MOST_OWN)
    match what:
        case "page":
            card = cards.list_card(changes, pressed.number(1) or 0, here.language)
        case "add":
            card = cards.ask_card(changes, here.language)
        case "see" | "flip" | "out":
            card = await _one(db, world, here, changes, (what, name, pressed.number(2) or 0))
        case _:
            return Spoken(toast=say("refused.unknown_button", here.language))
    if here.message is None:
        return Spoken((card,), kind="notice")
    changed = Rewrite(message=here.message, text=card.text, rows=card.rows)
    return Spoken((changed,), kind="notice")


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take a word and a better one, typed with an arrow between; say how, where there is none.

    None for words that may be about danger: those are heard like any."""
    waits = here.desk.waiting.startswith(MARK) and _is_fresh(world, here.desk.waiting)
    if not waits or not opens(here.known_as, "/words") or is_cry(text):
        return None
    if not any(arrow in text for arrow in ARROWS):
        if not _is_entry(text):
            return None
        return Spoken((cards.again_card(here.language),), kind="notice")
    pair = read_pair(" ".join(text.split()))
    if any(map(_is_said, pair or ())):
        return None
    if pair is None:
        return Spoken((cards.again_card(here.language),), kind="notice")
    changes = await word_list.load_word_changes(db, world.keys)
    changed = changes.with_pair(*pair)
    await word_list.save_word_changes(db, world.keys, changed)
    await _wait(db, world, here, waits=False)
    note = say("word_list.added", here.language, word=pair[0], better=pair[1])
    return Spoken((cards.list_card(changed, 0, here.language, note),), kind="notice")


def _is_entry(text: str) -> bool:
    """Whether words without an arrow were meant for the list: a few, and nobody's own."""
    words = text.casefold().replace("’", "'").split()
    own = {word.partition("'")[0].strip(".,!?") for word in words} & OWN
    if own or len(words) > MOST_WORDS or folded(text) in WORDS_OF_COMMANDS:
        return False
    found = screening.screen(text)
    return not found.concern and not found.signpost


def _is_said(part: str) -> bool:
    """Whether it may be somebody's own words, which are heard and are no word of a list."""
    return is_cry(part) or (len(part.split()) > WORDS and screening.screen(part).concern)


async def _one(
    db: AsyncSession, world: World, here: Visit, changes: WordChanges, asked: tuple[str, str, int]
) -> Say:
    """One word's card, after it was switched or taken out if that was asked."""
    what, name, page = asked
    entry = cards.find(changes, name)
    if entry is None:
        note = say("word_list.gone", here.language)
        return cards.list_card(changes, page, here.language, note)
    if what == "see":
        return cards.word_card(entry, changes, page, here.language)
    changed = changes.switched(entry.word) if what == "flip" else changes.without(entry.word)
    await word_list.save_word_changes(db, world.keys, changed)
    if what == "out":
        return cards.list_card(changed, page, here.language)
    return cards.word_card(entry, changed, page, here.language)


async def _wait(db: AsyncSession, world: World, here: Visit, *, waits: bool) -> None:
    """Whether their next typed words are for the list."""
    if not isinstance(here.who, Person) or (not waits and not here.desk.waiting.startswith(MARK)):
        return
    desk = await people.load_desk(db, world.keys, here.who.id)
    waiting = f"{MARK}{world.today().isoformat()}" if waits else ""
    await people.save_desk(db, world.keys, here.who.id, replace(desk, waiting=waiting))


def _is_fresh(world: World, waiting: str) -> bool:
    try:
        day = date.fromisoformat(waiting.removeprefix(MARK))
    except ValueError:
        return False
    return 0 <= (world.today() - day).days <= 1
