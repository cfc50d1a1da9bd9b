"""The organisation's themes, seen and changed in chat: /themes.

One codebook for everybody here. It is about how answers are sorted, and holds nothing that
anybody answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rewrite, Say
from bot.services.knowing import Spoken, Visit
from bot.services.world import World
from bot.texts import say
from bot.wording import codebook as cards
from bot.wording.presses import Press
from storage import people
from storage.codebooks import CodebookChanged, Kept, load_codebook, load_kept, save_codebook
from surveys.people.access import opens
from surveys.people.person import Person
from surveys.safeguarding import screening
from surveys.safeguarding.crying import is_cry
from surveys.themes import changing
from surveys.themes.codebook import Codebook, Theme
from surveys.themes.codebook_texts import CodebookMistake
from surveys.themes.files.codebooks import bring_codebook

_WAITING = re.compile(r"themes:(add|name|line):([0-9a-f]{0,12}):(\d{4}-\d\d-\d\d)")
_SAYS_I = re.compile(r"\bi(?:['’]?m|['’]?ve|['’]?ll)?\b", re.IGNORECASE)
ASKED = {"name": "ask_other_name", "line": "ask_line"}
"""What is asked where one thing of a theme is to be typed."""

Edit = Callable[[Codebook], Codebook]


@dataclass(frozen=True, slots=True)
class _At:
    """Whose visit, and in which transaction."""

    db: AsyncSession
    world: World
    here: Visit

    @property
    def language(self) -> str:
        return self.here.language


async def show(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """The first page of the themes."""
    at = _At(db, world, here)
    await _wait(at, "")
    codebook = await load_codebook(db, world.keys)
    return Spoken((cards.list_card(codebook, 0, here.language),), kind="notice")


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Turn a page, look at a theme, change it, or ask for what is to be typed."""
    at = _At(db, world, here)
    await _wait(at, "")
    what, name, more = (*pressed.parts, "", "", "")[:3]
    codebook = await load_codebook(db, world.keys)
    card: Say | None
    match what:
        case "page":
            card = cards.list_card(codebook, pressed.number(1) or 0, here.language)
        case "add":
            await _wait(at, "add")
            card = cards.ask_card("ask_name", None, here.language)
        case "undo":
            card = await _undo(at, pressed.number(1) or 0)
        case _:
            theme = cards.find(codebook, name)
            if theme is None:
                note = cards.refusal("gone", here.language)
                card = cards.list_card(codebook, 0, here.language, note)
            else:
                card = await _of_theme(at, codebook, theme, (what, more))
    if card is None:
        return Spoken(toast=say("refused.unknown_button", here.language))
    if here.message is None:
        return Spoken((card,), kind="notice")
    changed = Rewrite(message=here.message, text=card.text, rows=card.rows)
    return Spoken((changed,), kind="notice")


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take a name or a line that is waited for; None for other words, and for whoever is in
    danger now: those are heard as everywhere."""
    waiting = _WAITING.fullmatch(here.desk.waiting)
    if waiting is None or not 0 <= (world.today() - date.fromisoformat(waiting[3])).days <= 1:
        return None
    if not opens(here.known_as, "/themes") or _is_about_themselves(text):
        return None
    at = _At(db, world, here)
    if waiting[1] == "add":
        card = await _add(at, text)
    else:
        card = await _typed(at, waiting[1], waiting[2], text)
    return Spoken((card,), kind="notice")


async def take_in(world: World, data: bytes, ending: str) -> Codebook:
    """Keep the codebook of a file as the next version, where it differs from what there is. An id
    that was taken out once never comes back: what was sorted under it meant that.

    Raises:
        CodebookMistake: The file cannot be used, or holds more than ours may.
        CodebookChanged: Somebody else kept a version meanwhile.
    """
    async with world.database.write() as db:
        kept = await load_kept(db, world.keys)
        now = kept.codebook
        brought = changing.fitted(bring_codebook(data, ending, now.themes).codebook)
        brought = changing.never_again(brought, now, kept.ids)
        codebook = changing.again(now, brought)
        if codebook != now:
            await save_codebook(db, world.keys, codebook)
        return codebook


async def _of_theme(
    at: _At, codebook: Codebook, theme: Theme, asked: tuple[str, str]
) -> Say | None:
    """What a button of a theme does; None for a button that nobody made."""
    what, more = asked
    place = cards.place_of(codebook, theme)
    match what:
        case "see":
            return cards.theme_card(codebook, theme, at.language)
        case "name" | "line":
            await _wait(at, what, cards.name_of(theme.id))
            return cards.ask_card(ASKED[what], theme, at.language)
        case "up" | "down":
            there = place + (-1 if what == "up" else 1)
            return await _changed(at, lambda now: changing.move(now, theme.id, there), theme)
        case "with":
            page = int(more) if re.fullmatch(r"[0-9]{1,3}", more) else 0
            return cards.merge_card(codebook, theme, page, at.language)
        case "join":
            other = cards.find(codebook, more)
            if other is None:
                return cards.refused_card("gone", at.language)
            said = say("codebook.merged", at.language, other=other.name, name=theme.name)
            return await _changed(
                at, lambda now: changing.merge(now, theme.id, other.id), theme, said
            )
        case "out":
            return cards.out_card(theme, at.language)
        case "outyes":
            said = say("codebook.dropped", at.language, name=theme.name)
            return await _changed(at, lambda now: changing.drop(now, theme.id), None, said)
        case _:
            return None


async def _changed(at: _At, edit: Edit, theme: Theme | None, note: str = "") -> Say:
    """The theme, or the list, after a change was kept; or why it could not be."""
    try:
        codebook = await _keep(at, edit)
    except CodebookMistake as wrong:
        return cards.refused_card(wrong.kind, at.language)
    except CodebookChanged:
        return await _meanwhile(at)
    if theme is None:
        return cards.list_card(codebook, 0, at.language, note)
    now = changing.find(codebook, theme.id)
    return cards.theme_card(
        codebook, now, at.language, note or say("codebook.changed", at.language)
    )


async def _keep(at: _At, edit: Edit) -> Codebook:
    now = await load_codebook(at.db, at.world.keys)
    codebook = edit(now)
    if codebook != now:
        await save_codebook(at.db, at.world.keys, codebook)
    return codebook


async def _add(at: _At, text: str) -> Say:
    """A new theme of that name; its line is asked for next."""
    kept: Kept = await load_kept(at.db, at.world.keys)
    try:
        codebook = await _keep(at, lambda now: changing.add(now, text, before=kept.ids))
    except CodebookMistake as wrong:
        return cards.refused_card(wrong.kind, at.language)
    except CodebookChanged:
        return await _meanwhile(at)
    theme = codebook.themes[-1]
    await _wait(at, "line", cards.name_of(theme.id))
    asked = cards.ask_card("ask_line", theme, at.language)
    added = say("codebook.added", at.language, name=theme.name)
    return Say(text=f"{added}\n\n{asked.text}", rows=asked.rows)


async def _typed(at: _At, what: str, name: str, text: str) -> Say:
    """Another name or line for a theme; what is not fit may be typed again."""
    theme = cards.find(await load_codebook(at.db, at.world.keys), name)
    if theme is None:
        await _wait(at, "")
        return cards.refused_card("gone", at.language)
    edit = changing.rename if what == "name" else changing.describe
    try:
        edit(await load_codebook(at.db, at.world.keys), theme.id, text)
    except CodebookMistake as wrong:
        return cards.refused_card(wrong.kind, at.language)
    await _wait(at, "")
    return await _changed(at, lambda now: edit(now, theme.id, text), theme)


async def _undo(at: _At, seen: int) -> Say:
    """Go back by one change, if nobody changed anything since the button was shown."""
    kept = await load_kept(at.db, at.world.keys)
    if kept.codebook.version != seen:
        return await _meanwhile(at)
    if kept.before is None:
        note = say("codebook.nothing_to_undo", at.language)
        return cards.list_card(kept.codebook, 0, at.language, note)
    earlier = await load_codebook(at.db, at.world.keys, kept.before)
    codebook = changing.again(kept.codebook, earlier)
    try:
        await save_codebook(at.db, at.world.keys, codebook, kept.before)
    except CodebookChanged:
        return await _meanwhile(at)
    return cards.list_card(codebook, 0, at.language, say("codebook.undone", at.language))


async def _meanwhile(at: _At) -> Say:
    codebook = await load_codebook(at.db, at.world.keys)
    return cards.list_card(codebook, 0, at.language, say("codebook.meanwhile", at.language))


def _is_about_themselves(text: str) -> bool:
    """Whether words are no theme: a cry for help, or "I" in danger.

    Of a line with commas, which says what many say, only danger now counts.
    """
    if is_cry(text) or _SAYS_I.search(text) is None:
        return is_cry(text)
    found = screening.screen(text)
    return found.urgent or (found.concern and "," not in text)


async def _wait(at: _At, what: str, name: str = "") -> None:
    """Whether their next typed words are a name or a line; for nothing where ``what`` is empty."""
    who = at.here.who
    if not isinstance(who, Person):
        return
    desk = await people.load_desk(at.db, at.world.keys, who.id)
    if not what and _WAITING.fullmatch(desk.waiting) is None:
        return
    waiting = f"themes:{what}:{name}:{at.world.today().isoformat()}" if what else ""
    await people.save_desk(at.db, at.world.keys, who.id, replace(desk, waiting=waiting))
