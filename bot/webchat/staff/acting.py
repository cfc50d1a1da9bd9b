"""Acting on a concern: each button of its page. What stands in the way is said in its place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding import alerting, noting, recounting
from bot.services.safeguarding.alerting import LONGEST_NOTE
from bot.services.world import World
from bot.texts import say
from bot.webchat.staff.concerns import Slip, has_author, show_one, theirs
from bot.webchat.staff.doors import Answer, room_of, staff_path
from bot.wording.kindly import hints
from surveys.ids import ParticipantId
from surveys.people.access import opens
from surveys.people.person import Person
from surveys.safeguarding.concern import Concern, Telling

FARTHEST = 30
"""A next step is at most so far away. Unit: days."""


@dataclass(frozen=True, slots=True)
class Act:
    """One press on a concern's page: whose, on which, and what was typed with it."""

    db: AsyncSession
    world: World
    concern: Concern
    by: Person
    sent: Mapping[str, str]

    def words(self, name: str) -> str:
        """What was typed in a box."""
        # A form sends each new line as two signs; the words have one.
        return self.sent.get(name, "").replace("\r\n", "\n").strip()


Outcome = str | Slip
"""What to say that was done, as a key of the texts; or what stood in the way."""


async def act(request: web.Request, person: Person) -> Answer:
    """Do what a button of a concern's page says, in one transaction."""
    world, handle = room_of(request).world, request.match_info["handle"]
    does = DEEDS.get(request.match_info["deed"])
    if does is None or not opens(person.role, f"concern {request.match_info['deed']}"):
        raise web.HTTPNotFound
    sent = {name: str(value) for name, value in (await request.post()).items()}
    async with world.database.write() as db:
        concern = await theirs(db, world, person, handle)
        outcome = await does(Act(db, world, concern, person, sent))
    if isinstance(outcome, Slip):
        return await show_one(request, person, concern, outcome, sent)
    world.wake()
    if outcome in {"was_hand_over", "was_pass_on"}:
        # Whoever passed it on goes on with what else waits.
        raise web.HTTPSeeOther(f"{staff_path(request, 'concerns', '')}?done={outcome}")
    raise web.HTTPSeeOther(f"{staff_path(request, 'concerns', handle, '')}?done={outcome}")


async def _seen(act: Act) -> Outcome:
    if act.concern.seen_by not in {None, act.by.id}:
        return "was_known"
    await alerting.acknowledge(act.db, act.world, act.concern.handle, act.by)
    return "was_seen" if has_author(act.concern) else "was_noted"


async def _step(act: Act) -> Outcome:
    words, safe = act.words("words"), act.words("safe")
    account = await recounting.recount(act.db, act.world, act.concern)
    needs_plan = account.same_home and not noting.has_plan(act.concern)
    if not words:
        return Slip("step", say("concern_step.no_words"))
    if max(len(words), len(safe)) > LONGEST_NOTE:
        return Slip("step", say("concern_step.too_long", most=LONGEST_NOTE))
    until = _until(act.world, act.words("day"), act.words("time"))
    if isinstance(until, str):
        return Slip("step", until)
    if needs_plan and not safe:
        return Slip("step", say("concern_safe.none"))
    handle = act.concern.handle
    if safe:
        await noting.note_plan(act.db, act.world, handle, act.by, safe)
    done = await alerting.set_next_step(act.db, act.world, handle, act.by, words, until)
    if done is None:
        return "was_known"
    return "was_step" if has_author(act.concern) else "was_noted"


def _until(world: World, day: str, time: str) -> datetime | str:
    """The moment that was typed, or what is wrong with it."""
    try:
        local = datetime.fromisoformat(f"{day}T{time}")
    except ValueError:
        return say("concern_step.no_time")
    if local.tzinfo is not None:
        return say("concern_step.no_time")
    until = local.replace(tzinfo=world.zone)
    if until <= world.now():
        return say("concern_step.past")
    if until > world.now() + timedelta(days=FARTHEST):
        return say("concern_step.far", days=FARTHEST)
    return until


async def _hand_over(act: Act) -> Outcome:
    words = act.words("note")
    try:
        to = ParticipantId(bytes.fromhex(act.words("to")))
    except ValueError:
        return Slip("over", say("concern_over.nobody"))
    if not to:
        return Slip("over", say("concern_over.nobody"))
    if not words:
        return Slip("over", say("concern_over.no_words"))
    if len(words) > LONGEST_NOTE:
        return Slip("over", say("concern_step.too_long", most=LONGEST_NOTE))
    handle = act.concern.handle
    done = await alerting.hand_over(act.db, act.world, handle, act.by, to, words)
    return "was_hand_over" if done else Slip("over", say("concern_over.nobody"))


async def _pass_on(act: Act) -> Outcome:
    done = await alerting.escalate(act.db, act.world, act.concern.handle, act.by)
    return "was_pass_on" if done else "was_known"


async def _reply(act: Act) -> Outcome:
    words = act.words("reply")
    if not words:
        return Slip("reply", say("concern_reply.no_words"))
    if len(words) > LONGEST_NOTE:
        return Slip("reply", say("concern_step.too_long", most=LONGEST_NOTE))
    # They were told once about these words; changed ones are looked at again.
    found = () if act.words("anyway") == words else hints(words)
    if found:
        told = tuple(say(f"concern_reply.hint_{hint}") for hint in found)
        return Slip("reply", hints=told)
    done = await alerting.reply(act.db, act.world, act.concern.handle, act.by, words)
    return "was_reply" if done else Slip("reply", say("concern_reply.gone"))


async def _filed(act: Act) -> Outcome:
    if act.words("saved") != "yes":
        return Slip("filed", say("concern_filed.no_tick"))
    done = await alerting.mark_filed(act.db, act.world, act.concern.handle, act.by)
    return "was_filed" if done else Slip("filed", say("concern_filed.homes_first"))


async def _ask(act: Act) -> Outcome:
    _only_if_hidden(act)
    done = await alerting.ask_opening(act.db, act.world, act.concern.handle, act.by)
    return "was_opened" if done and done.shows_author else "was_opening"


async def _confirm(act: Act) -> Outcome:
    _only_if_hidden(act)
    done = await alerting.confirm_opening(act.db, act.world, act.concern.handle, act.by)
    if done is None or not done.shows_author:
        return Slip("open", say("concern_open.not_yet"))
    return "was_noted" if act.concern.shows_author else "was_opened"


def _only_if_hidden(act: Act) -> None:
    if act.concern.telling is not Telling.WITHOUT_NAME:
        raise web.HTTPNotFound


async def _home(act: Act) -> Outcome:
    home = act.words("home")
    done = await alerting.home_checked(act.db, act.world, act.concern.handle, act.by, home)
    if done is None:
        raise web.HTTPNotFound
    return "was_noted"


DEEDS: Mapping[str, Callable[[Act], Awaitable[Outcome]]] = {
    "seen": _seen,
    "step": _step,
    "over": _hand_over,
    "pass": _pass_on,
    "reply": _reply,
    "filed": _filed,
    "ask": _ask,
    "confirm": _confirm,
    "home": _home,
}
"""What the buttons do, by the last part of where they post to."""
