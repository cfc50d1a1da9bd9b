"""Names for groups by a language model on the organisation's machine, where an operator set one.

Asked once, with the suggestion, about each group that three or more allowed to be quoted from. It
names, and does nothing else: what belongs together is settled before, and people take, change or
leave a name like any other that is suggested. Without a model, or without a good name, nothing is
different.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from bot.services.hiding import roster_of
from bot.services.themes.boards import Passed
from bot.services.world import World
from surveys.ids import AnswerId
from surveys.themes.board import Suggested
from surveys.themes.candidate import Origin
from surveys.themes.log import KeptRun
from surveys.themes.naming_by_model import NamedByModel, asked_of

AT_ONCE = 4
"""Groups a model is asked about at the same time."""


async def with_names(
    world: World, question: str, texts: Mapping[AnswerId, Passed], kept: KeptRun
) -> KeptRun:
    """The suggestion, with names for groups that had none; as it was where no model is set.

    The run says which model named what, and the hash of all that it was told.
    """
    if world.name_group is None:
        return kept
    groups = [one for one in kept.candidates if one.origin is Origin.GROUPED and not one.name]
    gate = asyncio.Semaphore(AT_ONCE)
    found = await asyncio.gather(*(_name(world, question, texts, one, gate) for one in groups))
    names = {one.id: name for one, name in zip(groups, found, strict=True) if name is not None}
    names = _different(names, {one.name.casefold() for one in kept.candidates})
    told = {f"named_{each}": f"{name.model} {name.prompt_hash}" for each, name in names.items()}
    run = replace(kept.run, parameters={**kept.run.parameters, **told})
    named = (
        replace(one, name=names[one.id].label) if one.id in names else one
        for one in kept.candidates
    )
    return KeptRun(run, tuple(named))


async def _name(
    world: World,
    question: str,
    texts: Mapping[AnswerId, Passed],
    one: Suggested,
    gate: asyncio.Semaphore,
) -> NamedByModel | None:
    main = [aid for aid in one.members if aid not in one.second]
    quotable = [texts[aid].words for aid in main if texts[aid].quotable]
    inside = frozenset(one.members)
    others = [text.words for aid, text in texts.items() if aid not in inside and text.quotable]
    asked = asked_of(question, quotable, others)
    if asked is None or world.name_group is None:
        return None
    async with world.database.read() as db:
        roster = await roster_of(db, world)
    async with gate:
        return await world.name_group(asked, roster)


def _different(names: dict[str, NamedByModel], taken: set[str]) -> dict[str, NamedByModel]:
    """Without names that two groups would share: they would tell nothing apart."""
    labels = [name.label.casefold() for name in names.values()]
    return {
        each: name
        for each, name in names.items()
        if labels.count(name.label.casefold()) == 1 and name.label.casefold() not in taken
    }
