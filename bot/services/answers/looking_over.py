"""Looking over: what readers would get of somebody's words, before they go on and before Send."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.hiding import roster_of
from bot.services.knowing import Sitter
from bot.services.world import World
from bot.wording.looking import mark_of
from bot.wording.presses import Press
from bot.wording.views import View
from storage import invites, people
from surveys.flow.engine import Step, held, let_go
from surveys.flow.events import Accepted
from surveys.flow.looking import heard_beside, own_words
from surveys.flow.prompts import Prompt, Summary
from surveys.flow.replies import PutBack, Reply, Said, Sharing
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey
from surveys.people.person import Invitation, Person
from surveys.redaction.pieces import Piece, Preview, folded
from surveys.redaction.previewing import preview, shown
from surveys.redaction.roster import Roster
from surveys.redaction.spans import Mark
from surveys.rounds.round import Round

LONG = 1000
"""Words longer than this are looked through beside the loop. Unit: characters."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whose words they are: what is known of everybody, and what they go by themselves."""

    roster: Roster
    own_names: frozenset[str]


async def author_of(db: AsyncSession, world: World, who: Person | Sitter | None) -> Author:
    """Somebody as the author of words. A ticket has no name to put back."""
    named = isinstance(who, Person) and who.nick.strip()
    own = frozenset({who.nick}) if isinstance(who, Person) and named else frozenset[str]()
    return Author(await roster_of(db, world), own)


async def looked_over(
    db: AsyncSession, world: World, who: Person | Sitter | None, round_: Round, taken: Step
) -> tuple[Step, Preview | None]:
    """The step, held up where there is something to say about words that were just taken, and
    what there is to say; let go where there is nothing (any more)."""
    at = next((each.question for each in taken.events if isinstance(each, Accepted)), None)
    if at is not None and _is_read(taken.sitting, at):
        taken = held(round_.survey, taken, at)
    if taken.sitting.looking is None:
        return taken, None
    seen = await seen_of(db, world, who, taken.sitting)
    return (let_go(taken), None) if seen is None else (taken, seen)


async def seen_of(
    db: AsyncSession, world: World, who: Person | Sitter | None, sitting: Sitting
) -> Preview | None:
    """What there is to say about the words they look over now."""
    if sitting.looking is None:
        return None
    author = await author_of(db, world, who)
    words = own_words(sitting.answers.get(sitting.looking))
    back = sitting.put_back.get(sitting.looking, frozenset())
    seen = await _preview(words, author, back)
    named = seen is not None and any(_is_name_of_theirs(piece) for piece in seen.pieces)
    if named and isinstance(who, Person) and not await _goes_by_it_alone(db, world, who):
        return await _preview(words, replace(author, own_names=frozenset()), back)
    return seen


async def _preview(words: str, author: Author, back: frozenset[str]) -> Preview | None:
    if len(words) > LONG:
        return await asyncio.to_thread(preview, words, author.roster, author.own_names, back)
    return preview(words, author.roster, author.own_names, back)


def _is_name_of_theirs(piece: Piece) -> bool:
    return piece.may_put_back and piece.mark is Mark.HIDDEN


async def _goes_by_it_alone(db: AsyncSession, world: World, who: Person) -> bool:
    """Whether nobody else who joined or is invited goes by the same name: then it is theirs."""
    known: list[Person | Invitation] = [*await people.list_people(db, world.keys)]
    known += await invites.list_invited(db, world.keys, world.today())
    known_as = folded(who.nick)
    return sum(known_as == folded(one.nick) for one in known) < 2


async def meant(
    db: AsyncSession, world: World, who: Person | Sitter | None, sitting: Sitting, reply: Reply
) -> Reply:
    """The reply that words typed beside the preview stand for; any other reply as it is."""
    if not isinstance(reply, Said) or sitting.looking is None or sitting.paused:
        return reply
    seen = await seen_of(db, world, who, sitting)
    return reply if seen is None else heard_beside(sitting.looking, reply, seen)


async def put_back(
    db: AsyncSession, world: World, who: Person | Sitter | None, sitting: Sitting, pressed: Press
) -> PutBack | None:
    """What a button that shows or hides one piece asks for; None where it may not, or not now."""
    seen = await seen_of(db, world, who, sitting)
    if sitting.looking is None or seen is None or len(pressed.parts) < 3:
        return None
    for piece in seen.pieces:
        if piece.may_put_back and mark_of(piece) == pressed.parts[2]:
            return PutBack(sitting.looking, piece.folded, on=pressed.number(3) == 1)
    return None


async def with_what_is_read(
    db: AsyncSession, world: World, who: Person | Sitter | None, view: View, prompt: Prompt
) -> View:
    """The view, with every answer's words as readers get them where the summary shows them."""
    if not isinstance(prompt, Summary):
        return view
    sitting, author = view.sitting, await author_of(db, world, who)
    written = {
        question.id: words
        for question, answer, _ in prompt.entries
        if _is_read(sitting, question.id) and (words := own_words(answer))
    }
    long = sum(map(len, written.values())) > LONG
    work = (written, sitting, author)
    read_as = await asyncio.to_thread(_read_as, *work) if long else _read_as(*work)
    return replace(view, read_as=read_as)


def _read_as(
    written: Mapping[QuestionKey, str], sitting: Sitting, author: Author
) -> dict[QuestionKey, str]:
    nothing = frozenset[str]()
    return {
        key: shown(words, author.roster, sitting.put_back.get(key, nothing), author.own_names)
        for key, words in written.items()
    }


def _is_read(sitting: Sitting, key: QuestionKey) -> bool:
    """Whether readers would get an answer's words. Not where they are torn out; and what carries
    its author's name goes to whom it is meant for as it was typed."""
    torn_out = key in sitting.masked
    shared = sitting.sharing_of.get(key, sitting.sharing) is not Sharing.DONT_SHARE
    return shared and not torn_out and key not in sitting.signed
