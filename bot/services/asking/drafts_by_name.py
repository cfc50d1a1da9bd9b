"""Drafts by name: an author's own, by their title or id, for a place that has no buttons."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.refusing import PlanRefused
from bot.services.world import World
from storage import drafts
from storage.drafts import KeptDraft
from surveys.drafting.draft import Draft
from surveys.people.person import Person

SHORT_ID = 8
"""How much of a draft's id is shown, and enough of it to name it. Unit: hexadecimal digits."""


async def find(db: AsyncSession, world: World, author: Person, name: str) -> KeptDraft:
    """An author's draft by its title, in any case, or by the beginning of its id.

    Raises:
        PlanRefused: They have none of that name, or several; it says which there are.
    """
    mine = await drafts.list_drafts(db, world.keys, author.id)
    named = name.strip().casefold()
    found = [one for one in mine if titled(one.draft).casefold() == named]
    if not found and len(named) >= SHORT_ID:
        found = [one for one in mine if one.id.startswith(named)]
    if len(found) == 1:
        return found[0]
    there = ", ".join(listed(one) for one in mine) or "none yet: `/build` in chat begins one"
    how_many = "no draft" if not found else f"{len(found)} drafts"
    raise PlanRefused(
        f'{author.nick} has {how_many} called "{name}"; there are {there}. Way out: name one by '
        "its title, or by its id"
    )


def listed(one: KeptDraft) -> str:
    """A draft as somebody names it: its id, shortened, and its title."""
    return f'{one.id[:SHORT_ID]} "{titled(one.draft)}"'


def titled(draft: Draft) -> str:
    """A draft's title, in its main language; words for one that has none yet."""
    return draft.head.title.get(draft.head.main_language, "") or "no title yet"
