"""Looking up: what is known already, from results that whoever asks may open, and from no other.

What somebody looks for is compared and forgotten: it is in no row, no log and no reply. Numbers
that stand for texts are in memory, those of the last question's results and no others.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.asking import building
from bot.services.asking.designing import Waiting
from bot.services.knowing import Found, LookFirst, Spoken, Visit, spoken
from bot.services.results import learning
from bot.services.results.gathering import gather
from bot.services.world import World
from bot.texts import say
from bot.wording import learning as lessons_words
from bot.wording import looking_up as words
from bot.wording.presses import Press
from storage import drafts
from surveys.drafting.draft import Draft
from surveys.ids import DraftId, ParticipantId
from surveys.knowing.pieces import Part, Source
from surveys.knowing.searching import Hit, Says, find, telling
from surveys.people.access import opens
from surveys.people.person import Person
from surveys.themes.alike import likeness

NEW_AT_ONCE = 150
"""Most texts whose meaning is read anew for one question in a chat: a second. Unit: texts."""
LONGEST = 200
"""Of what somebody looks for; what is longer is cut. Unit: characters."""
_SAYS_MOST = frozenset({Part.TITLE, Part.QUESTION, Part.THEME})
"""What is compared by meaning first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found. ``left``: texts whose meaning is not compared yet; None where no meaning
    is compared at all. ``asked``: whether anything was asked that can be looked for."""

    hits: tuple[Hit, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    """By a round's key its name on buttons."""
    left: int | None = None
    asked: bool = True


async def look_up(
    world: World, pid: ParticipantId | None, asked: str, *, most: int | None = NEW_AT_ONCE
) -> Known:
    """What is known about something, of what this person may open.

    Call it outside a transaction: meaning takes a moment, and is compared in a thread.

    Args:
        pid: Who asks; None: the operator.
        asked: What they would like to know. It is kept nowhere.
        most: Most texts whose meaning is read anew; None: all.
    """
    asked = asked[:LONGEST]
    if not telling(asked):
        return Known(asked=False)
    async with world.database.read() as db:
        sources, tags = await gather(db, world, pid)
    return await asyncio.to_thread(_found, asked, sources, tags, (world.meanings, most))


async def say_known(world: World, person: Person, asked: str, language: str) -> Spoken:
    """``look_up``, in words."""
    if not asked.strip():
        return spoken(say("looking_up.how", language))
    known = await look_up(world, person.id, asked)
    return Spoken((words.known_card(known.hits, dict(known.tags), note_on(known), language),))


async def of_draft(world: World, person: Person, pressed: Press, language: str) -> Spoken:
    """Answer the button below a draft: what is known about what it is called."""
    async with world.database.read() as db:
        kept = await drafts.load_draft(db, world.keys, DraftId("".join(pressed.parts[:1])))
    if kept is None or kept.owner != person.id:
        return spoken(say("looking_up.how", language))
    return await say_known(world, person, _about(kept.draft), language)


async def look_first(world: World, wanted: LookFirst) -> Found:
    """What says a word of a draft's title. Opening many results takes a moment: call it where
    nobody waits for it."""
    async with world.database.read() as db:
        sources, _ = await gather(db, world, wanted.pid)
    hits = await asyncio.to_thread(find, wanted.about, sources)
    return Found(wanted.about, tuple(hit.source.key for hit in hits if _says_it(hit)))


async def hear_draft(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Typed words for a draft, as ``building`` takes them. Where they gave it another title, and
    something is known about that, a line says so below. It keeps nobody from going on.

    Raises:
        LookFirst: Nothing was looked up for this title yet.
    """
    before = await _draft_of(db, world, here)
    said = await building.hear(db, world, here, text)
    after = None if said is None or before is None else await _draft_of(db, world, here)
    if said is None or before is None or after is None or not isinstance(here.who, Person):
        return said
    about = _about(after[1])
    if not about or about == _about(before[1]) or not opens(here.known_as, "/known"):
        return said
    if here.found is None or here.found.about != about:
        raise LookFirst(about, here.who.id)
    like = set(here.found.keys)
    if like:
        said = _below(said, words.hint_card(len(like), after[0], here.language))
    return await _learned_below(db, world, said, after[1], like)


async def press_draft(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """A button of a draft, as ``building`` takes it. One that is opened says at its foot what
    was learned of a round like it."""
    said = await building.press(db, world, here, pressed)
    if pressed.parts[:1] != ("show",) or not isinstance(here.who, Person):
        return said
    kept = await drafts.load_draft(db, world.keys, DraftId("".join(pressed.parts[1:2])))
    if kept is None or kept.owner != here.who.id:
        return said
    return await _learned_below(db, world, said, kept.draft, set())


async def _learned_below(
    db: AsyncSession, world: World, said: Spoken, draft: Draft, found: set[str]
) -> Spoken:
    lesson = await learning.like(db, world, draft, found)
    return said if lesson is None else _below(said, lessons_words.hint_card(lesson))


def _below(said: Spoken, hint: Say) -> Spoken:
    return replace(said, said=tuple(words.hinted(one, hint) for one in said.said))


def _says_it(hit: Hit) -> bool:
    return any(isinstance(one.why, Says) for one in hit.found)


def _found(
    asked: str,
    sources: list[Source],
    tags: dict[str, str],
    reading: tuple[dict[str, object], int | None],
) -> Known:
    rows, most = reading
    pieces_ = [
        (piece.part not in _SAYS_MOST, -one.on.toordinal(), piece.words)
        for one in sources
        for piece in one.pieces
        if piece.part is not Part.PRINTED
    ]
    texts = [text for _, _, text in sorted(pieces_)]
    alike = likeness(asked, texts, rows, most=most)
    hits = find(asked, sources, None if alike is None else alike.to)
    return Known(hits, tuple(tags.items()), None if alike is None else alike.left)


async def _draft_of(db: AsyncSession, world: World, here: Visit) -> tuple[DraftId, Draft] | None:
    """The draft that this person's typed words go into."""
    waiting = Waiting.read(here.desk.waiting, world.today())
    kept = None if waiting is None else await drafts.load_draft(db, world.keys, waiting.draft)
    if kept is None or not isinstance(here.who, Person) or kept.owner != here.who.id:
        return None
    return kept.id, kept.draft


def _about(draft: Draft) -> str:
    """What a draft is about, as far as it is called something."""
    return next((words for words in draft.head.title.values() if words.strip()), "")


def note_on(known: Known) -> str:
    """What is said below what was found; "" for nothing."""
    if not known.asked:
        return "nothing_asked"
    if known.left is None:
        return "words_only"
    return "not_all_yet" if known.left else ""
