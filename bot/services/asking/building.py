"""Building a survey in chat: one card that grows, taps that change it, words that are taken.

What is typed into a draft is a question, so it is not looked at for danger as its author's own
words would be; a bare cry for help is, and never lands in a draft.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import ClearUp, Outgoing, Rewrite, Say
from bot.services.answers.understanding import WORDS
from bot.services.asking import designing, trying_out
from bot.services.asking.coaching import Hints, hints_for
from bot.services.asking.coaching_drafts import NO_HINTS, leave, thought_on, use, wants_thought
from bot.services.asking.designing import Waiting, wait
from bot.services.asking.taking_taps import give_picture, take_tap
from bot.services.asking.taking_words import Taken, take_words
from bot.services.cleaning import PictureRefused
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.world import World
from bot.texts import say
from bot.wording.building import card
from bot.wording.building.place import Place, read_place
from bot.wording.plain import defuse
from bot.wording.presses import Press
from storage import drafts, pictures, pilots
from storage.drafts import KeptDraft
from storage.pictures import DRAFTED, Picture
from surveys.drafting.draft import Draft, Entry, Kind
from surveys.drafting.finishing import so_far
from surveys.flow.commands import folded
from surveys.ids import DraftId
from surveys.people.access import opens
from surveys.people.person import Person
from surveys.safeguarding import screening
from surveys.safeguarding.crying import is_cry

NEAR = 8
"""A card with fewer messages than this after it is changed in place; else it is said anew."""

_SAYS_I = re.compile(r"\bi(?:['’]?m|['’]?ve|['’]?ll)?\b", re.IGNORECASE)
_LEAVING = frozenset({"back", "stop", "skip"})
"""What leaves a place of the card, typed: the commands those words stand for elsewhere."""


async def menu(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Somebody's drafts, and the ways to begin one."""
    person = _author(here)
    kept = await drafts.list_drafts(db, world.keys, person.id)
    await wait(db, world, person, None)
    return _said(here, card.menu_card([(one.id, one.draft) for one in kept]))


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take a pressed button of a card."""
    first, second = (*pressed.parts, "", "")[:2]
    if first == "list":
        return await menu(db, world, here)
    if first == "new":
        made = await designing.new_draft_from(db, world, _author(here))
        return await _open(db, world, here, made, Place("title"))
    if first == "show":
        return await _open(db, world, here, DraftId(second), Place())
    if first == "q":
        return await _open_question(db, world, here, DraftId(second), pressed.number(2) or 0)
    kept = await _theirs(db, world, here, DraftId(first))
    if kept is None:
        return Spoken(toast=card.gone_card().text)
    own = await _beside(db, world, here, kept, pressed)
    if own is not None:
        return own
    taken = take_tap(kept.draft, pressed)
    if taken is None:
        return Spoken(toast=say("refused.unknown_button", here.language))
    return await _shown(db, world, here, kept, taken)


def _is_about_themselves(text: str) -> bool:
    """Whether words are no question for others: a cry for help, or "I" in danger now.

    Those are heard as everywhere. All else may be about danger, and is somebody's survey.
    """
    if is_cry(text):
        return True
    says_i = _SAYS_I.search(text) is not None
    return says_i and "?" not in text and screening.screen(text).urgent


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Take typed words into the draft that waits for them; None where none does."""
    waiting = Waiting.read(here.desk.waiting, world.today())
    if waiting is None or not opens(here.known_as, "/build") or _is_about_themselves(text):
        return None
    bare = WORDS.get(folded(text))
    if bare is not None and bare not in _LEAVING:
        return None
    kept = await _theirs(db, world, here, waiting.draft)
    if kept is None:
        return None
    place = read_place(kept.draft)
    if bare is not None:
        back = kept.draft.model_copy(update={"place": str(Place())})
        taken = Taken(back)
    else:
        taken = take_words(kept.draft, place, text, world.today())
    return await _shown(db, world, here, kept, taken)


async def wants_picture(db: AsyncSession, world: World, here: Visit) -> bool:
    """Whether a photo they send now is for a choice of their draft."""
    waiting = Waiting.read(here.desk.waiting, world.today())
    if waiting is None or not opens(here.known_as, "/build"):
        return False
    kept = await drafts.load_draft(db, world.keys, waiting.draft)
    return kept is not None and read_place(kept.draft).name == "pictures"


async def take_picture(
    db: AsyncSession, world: World, here: Visit, found: Picture | PictureRefused
) -> Spoken:
    """Put a cleaned photo on the choice that waits for one; or say why it can't be."""
    waiting = Waiting.read(here.desk.waiting, world.today())
    kept = None if waiting is None else await _theirs(db, world, here, waiting.draft)
    place = Place() if kept is None else read_place(kept.draft)
    entry = None if kept is None else kept.draft.entry(place.handle)
    if kept is None or entry is None or place.name != "pictures":
        return spoken(say("building_no.no_photo", here.language))
    if isinstance(found, PictureRefused):
        why = say("building_no.photo", what=defuse(found.what), way_out=defuse(found.way_out))
        return await _shown(db, world, here, kept, Taken(kept.draft, why, kept=False))
    photo = replace(found, source=f"{DRAFTED}{found.source}")
    digest = await pictures.add_picture(db, photo)
    taken = give_picture(kept.draft, entry, place.at, digest)
    return await _shown(db, world, here, kept, taken)


async def with_draft(db: AsyncSession, world: World, here: Visit, said: Spoken) -> Spoken:
    """What was said, and below it the draft that typed words went into, if they still do."""
    waiting = Waiting.read(here.desk.waiting, world.today())
    if waiting is None or not opens(here.known_as, "/build"):
        return said
    kept = await _theirs(db, world, here, waiting.draft)
    if kept is None:
        return said
    anew = replace(kept, draft=kept.draft.model_copy(update={"card": 0}))
    shown = await _shown(db, world, here, anew, Taken(anew.draft))
    return replace(said, said=(*said.said, *shown.said))


async def set_aside(db: AsyncSession, world: World, here: Visit) -> Visit:
    """They tapped something else: their next words are for that, and for no draft."""
    if not isinstance(here.who, Person) or not here.desk.waiting.startswith(designing.MARK):
        return here
    await wait(db, world, here.who, None)
    return replace(here, desk=replace(here.desk, waiting=""))


async def _open(
    db: AsyncSession, world: World, here: Visit, draft_id: DraftId, place: Place
) -> Spoken:
    kept = await _theirs(db, world, here, draft_id)
    if kept is None:
        return Spoken(toast=card.gone_card().text)
    draft = kept.draft.model_copy(update={"place": str(place)})
    return await _shown(db, world, here, kept, Taken(draft))


async def _open_question(
    db: AsyncSession, world: World, here: Visit, draft_id: DraftId, number: int
) -> Spoken:
    """A question by its number among those that ask something."""
    kept = await _theirs(db, world, here, draft_id)
    asked: list[Entry] = []
    if kept is not None:
        asked = [one for one in kept.draft.entries if one.kind is not Kind.NOTE]
    found = asked[number - 1] if 0 < number <= len(asked) else None
    place = Place() if found is None else Place("entry", found.handle)
    return await _open(db, world, here, draft_id, place)


async def _beside(
    db: AsyncSession, world: World, here: Visit, kept: KeptDraft, pressed: Press
) -> Spoken | None:
    """Taps that do something beside the card; None for those that change it."""
    step, person = "".join(pressed.parts[1:2]), _author(here)
    if step not in {"look", "lookat", "try", "throw", "use", "leave"}:
        return None
    if "".join(pressed.parts[2:3]) != str(kept.draft.revision % 10_000):
        return await _shown(db, world, here, kept, Taken(kept.draft, say("building.old")))
    if step == "use":
        return await _shown(
            db, world, here, kept, use(kept.draft, await _hints(db, world, kept.draft))
        )
    if step == "leave":
        return await _shown(
            db, world, here, kept, leave(kept.draft, await _hints(db, world, kept.draft))
        )
    if step == "try":
        return await trying_out.pilot(db, world, person, kept.id)
    if step == "throw":
        await drafts.drop_draft(db, kept.id)
        await pilots.drop_pilot(db, kept.id)
        await wait(db, world, person, None)
        return _said(here, card.thrown_card(kept.draft))
    shown = kept.draft if step == "look" else _alone(kept.draft, pressed.number(3) or 0)
    survey = None if shown is None else so_far(shown)
    if survey is None:
        taken = Taken(kept.draft, say("building_no.no_preview"))
        return await _shown(db, world, here, kept, taken)
    return await trying_out.preview(db, world, person, survey, kept.id)


async def _hints(db: AsyncSession, world: World, draft: Draft) -> Hints:
    """What the coach is told, where it is heard."""
    return await hints_for(db, world) if wants_thought(draft) else NO_HINTS


def _alone(draft: Draft, handle: int) -> Draft | None:
    """A draft of one entry alone, asked whatever came before."""
    entry = draft.entry(handle)
    if entry is None:
        return None
    free = entry.model_copy(update={"show_if": None, "then": ()})
    now = draft.now.model_copy(update={"entries": (free,)})
    return draft.model_copy(update={"now": now})


async def _theirs(
    db: AsyncSession, world: World, here: Visit, draft_id: DraftId
) -> KeptDraft | None:
    """A draft of whoever is here; nobody else's, whatever a button says."""
    kept = await drafts.load_draft(db, world.keys, draft_id, lock=True)
    return kept if kept is not None and kept.owner == _author(here).id else None


async def _shown(
    db: AsyncSession, world: World, here: Visit, kept: KeptDraft, taken: Taken
) -> Spoken:
    """Keep what became of the draft, and show its card."""
    person = _author(here)
    draft = taken.draft
    if here.tap and here.message is not None:
        draft = draft.model_copy(update={"card": here.message})
    shown = card.draft_card(
        kept.id, draft, taken.note, thought_on(draft, await _hints(db, world, draft))
    )
    said, draft = _placed(here, draft, shown, taken)
    if draft != kept.draft:
        changed = replace(kept, draft=draft, drop_on=designing.drop_on(world))
        await drafts.save_draft(db, world.keys, changed)
    stays = here.typed if not any(isinstance(one, ClearUp) for one in said) else None
    await wait(db, world, person, kept.id, typed=stays)
    return Spoken(said, kind="notice")


def _placed(
    here: Visit, draft: Draft, shown: Say, taken: Taken
) -> tuple[tuple[Outgoing, ...], Draft]:
    """Where the card is shown: in place where it is near, and then words that were taken leave
    the chat, as they stand on the card; else anew, below them."""
    if here.tap:
        return ((_rewrite(draft.card, shown) if draft.card > 0 else shown),), draft
    there = _near(here, draft)
    if not there:
        return (shown,), draft.model_copy(update={"card": -(here.typed or 0)})
    gone = (ClearUp(messages=(here.typed,)),) if here.typed and taken.kept else ()
    return (_rewrite(there, shown), *gone), draft.model_copy(update={"card": there})


def _near(here: Visit, draft: Draft) -> int:
    """The message of the card, if it is among the latest; 0 where it is not.

    A card that was said below typed words has a number nobody knew then: it is the one message
    that came after them.
    """
    latest = here.desk.messages[-NEAR:]
    if draft.card >= 0:
        return draft.card if draft.card in latest else 0
    after = [one for one in latest if one > -draft.card]
    return after[0] if len(after) == 1 else 0


def _rewrite(message: int, shown: Say) -> Rewrite:
    return Rewrite(message=message, text=shown.text, rows=shown.rows, anew=True)


def _said(here: Visit, shown: Say) -> Spoken:
    """A card in place of the one that was tapped; after a command a new one."""
    if here.tap and here.message is not None:
        return Spoken((_rewrite(here.message, shown),), kind="notice")
    return Spoken((shown,), kind="notice")


def _author(here: Visit) -> Person:
    assert isinstance(here.who, Person), "whoever may go these ways has a role"
    return here.who
