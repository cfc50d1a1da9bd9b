"""Complaining: real ways for whoever writes that somebody who works with them treats them badly.

A named worker is not laundered into a theme: before it is sent, their author can take it to
somebody who can act on it, or leave it as an opinion. Called in the transaction that takes the
words, after they were taken, and only below the bar of danger, which has its own path.

Which way anybody looks at is written down nowhere, nor that the ways were offered: not in their
envelope, not in a log, not in a count. What a way sends goes out only when they write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Rewrite, Say
from bot.services import hiding, letters
from bot.services.answers import answering
from bot.services.answers.answering import Opened
from bot.services.knowing import Spoken, Visit
from bot.services.safeguarding import calling
from bot.services.safeguarding.looking import look
from bot.services.safeguarding.noticing import Noticed
from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from bot.services.writing import writing_to
from bot.texts import say
from bot.wording import complaining as words
from bot.wording.complaining import Route, Ways, Whom
from bot.wording.keyboards import help_button
from bot.wording.presses import Press
from surveys.flow.cleaning import cleaned
from surveys.flow.looking import own_words
from surveys.flow.replies import Looked
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey
from surveys.people.roles import Role
from surveys.redaction.roster import Roster
from surveys.redaction.workers import complaint_about, with_roles
from surveys.safeguarding import screening
from surveys.safeguarding.colleagues import look_again
from surveys.safeguarding.naming import Mentions
from surveys.safeguarding.policy import Contact, Policy
from surveys.safeguarding.screening import Screening
from surveys.safeguarding.signposts import advocate_for

_JOBS = re.compile(r"\b(?:manager|deputy|leader|director|head|adviser|advisor|worker)\b")
"""Jobs that words may mean somebody by; whoever has that job is not offered then."""


def is_below_danger(noticed: Noticed | None) -> bool:
    """Whether words may be met with the ways: nothing was noticed, or staff who hurt nobody.

    Where a person is told, or may be, that card is the only one.
    """
    if noticed is None:
        return True
    return noticed.concern is None and _is_mild(noticed.screening)


async def offer(
    db: AsyncSession, world: World, here: Visit, now: Opened, text: str, said: Spoken
) -> Spoken:
    """What was to be said, and the ways besides where the words complain about a worker.

    Once an answer: not where the words it had before did so already.

    Args:
        now: Their envelope before the words were taken.
    """
    before = now.envelope.sitting
    place = _place(before)
    if before is None or place is None:
        return said
    roster = await hiding.roster_of(db, world)
    if not complaint_about(text, roster) or _was_offered(before, place, roster):
        return said
    opened = await answering.open_theirs(db, world, here, now.round.tag)
    if isinstance(opened, Spoken) or opened.envelope.sitting is None:
        return said
    after = opened.envelope.sitting
    if own_words(after.answers.get(place)) != cleaned(text) or place in after.masked:
        return said
    mine = words.mine_button(now.round.tag, now.round.survey.position(place), here.language)
    ways = await _ways(db, world, here, text)
    if after.looking == place:  # they look their words over: one interruption, not two
        return _with_ways(said, ways, mine, here.language)
    card = words.offer_card(ways, here.language, mine=mine)
    return replace(said, said=(card, *said.said))


async def beside(db: AsyncSession, world: World, here: Visit, tag: str, said: Spoken) -> Spoken:
    """The words they look over, shown anew in their place: the ways are still below them."""
    opened = await answering.open_theirs(db, world, here, tag)
    if isinstance(opened, Spoken) or opened.envelope.sitting is None:
        return said
    sitting = opened.envelope.sitting
    if sitting.looking is None or sitting.looking in sitting.masked:
        return said
    text = own_words(sitting.answers.get(sitting.looking))
    found = await look(db, world, text)
    if found.signpost and not _is_mild(found):
        return said
    if not complaint_about(text, await hiding.roster_of(db, world)):
        return said
    place = opened.round.survey.position(sitting.looking)
    mine = words.mine_button(tag, place, here.language)
    return _with_ways(said, await _ways(db, world, here, text), mine, here.language)


def _with_ways(said: Spoken, ways: Ways, mine: Button, language: str) -> Spoken:
    """The last message, which shows them their words, with the ways in it."""
    *first, last = said.said or (None,)
    if not isinstance(last, Say | Rewrite) or not last.rows:
        return said
    return replace(said, said=(*first, words.beside_words(ways, last, mine, language)))


async def show(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take a button of the card: how one way works. Nothing is sent or kept by it."""
    route, *rest = (*pressed.parts, "")
    language, zone = here.language, world.policy.zone
    if route == Route.MINE:
        return await _mine(db, world, here, pressed)
    ways = await _ways(db, world, here)
    match route:
        case Route.ALL:
            return _notice(words.offer_card(ways, language))
        case Route.COMPLAINT:
            return _notice(words.complaint_card(ways, language))
        case Route.ADVOCATE:
            return _notice(words.advocate_card(ways, world.now(), zone, language))
        case Route.VISITOR if ways.visitor is not None:
            return _notice(words.visitor_card(ways.visitor, world.now(), zone, language))
        case Route.PERSON:
            return await _person(db, world, here, rest[0])
        case _:
            return Spoken(toast=say("complain.gone", language))


async def _mine(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """On with the questions: past the look at their words too, where that is what waits."""
    tag = pressed.parts[1] if len(pressed.parts) > 1 else ""
    opened = await answering.open_theirs(db, world, here, tag)
    sitting = opened.envelope.sitting if isinstance(opened, Opened) else None
    at = None if sitting is None else sitting.looking
    if isinstance(opened, Opened) and at is not None and _is_at(opened, at, pressed):
        return await answering.take(db, world, here, opened, Looked(at))
    told = say("complain.mine", here.language)
    if not here.tap or here.message is None:
        return _notice(Say(text=told))
    rows = ((help_button(here.language),),)
    return _notice(Rewrite(message=here.message, text=told, rows=rows))


async def _person(db: AsyncSession, world: World, here: Visit, role: str) -> Spoken:
    """Begin a message to the lead (or the next), as "Write to someone" does; else their job."""
    found = [one for one in await _everyone(db, world, here) if one.role == role]
    if not found:
        return Spoken(toast=say("complain.gone", here.language))
    if found[0].handle:
        return await writing_to.pick(db, world, here, found[0].handle)
    return _notice(words.person_card(found[0], here.language))


async def _ways(db: AsyncSession, world: World, here: Visit, text: str = "") -> Ways:
    """What is there for somebody; nobody whom the text means."""
    home = await calling.home_of(db, world, here)
    plan = world.policy.plan
    own = plan.home(home) if home else None
    return Ways(
        complaints=(own and own.complaints) or plan.complaints,
        advocate=advocate_for(world.policy, home),
        visitor=None if own is None else own.visitor,
        whom=await _whom(db, world, here, text),
    )


async def _whom(db: AsyncSession, world: World, here: Visit, text: str) -> Whom | None:
    """The lead; the deputy where the words mean the lead, and so on."""
    found = await _everyone(db, world, here)
    mentions = Mentions.of(text)
    nicks: dict[Role, set[str]] = {}
    for one in await list_responders(db, world):
        nicks.setdefault(one.role, set()).add(one.nick)
    for whom in found:
        called = {whom.contact.name, *nicks.get(whom.role, set())} - {""}
        by_name = any(mentions.name(nick, whom.role) for nick in called)
        if not by_name and not _by_job(whom.contact, text):
            return whom
    return None


async def _everyone(db: AsyncSession, world: World, here: Visit) -> Sequence[Whom]:
    """Lead, deputy, outside person, as the policy names them, with how to write to each."""
    handles = {one.person.role: one.handle for one in await letters.list_readers(db, world, here)}
    return [
        Whom(role, contact, handles.get(role, ""))
        for role, contact in _contacts(world.policy)
        if contact is not None
    ]


def _contacts(policy: Policy) -> tuple[tuple[Role, Contact | None], ...]:
    return (
        (Role.SAFEGUARDING_LEAD, policy.safeguarding_lead),
        (Role.SAFEGUARDING_DEPUTY, policy.safeguarding_deputy),
        (Role.OUTSIDE_PERSON, policy.outside_person),
    )


def _by_job(contact: Contact, text: str) -> bool:
    """Whether the words speak of somebody with their job: "the manager"."""
    said = set(_JOBS.findall(text.casefold()))
    return not said.isdisjoint(_JOBS.findall(contact.job.casefold()))


def _place(sitting: Sitting | None) -> QuestionKey | None:
    """Which answer typed words become: that looked over, else that asked for."""
    return None if sitting is None else sitting.looking or sitting.at


def _is_at(opened: Opened, at: QuestionKey, pressed: Press) -> bool:
    return opened.round.survey.position(at) == pressed.number(2)


def _was_offered(before: Sitting, place: QuestionKey, roster: Roster) -> bool:
    """Whether the answer they change complained already, and was met with the ways."""
    was = own_words(before.answers.get(place))
    if not was or not complaint_about(was, roster):
        return False
    return not look_again(screening.screen(was), was, with_roles(was, roster)).alert


def _is_mild(found: Screening) -> bool:
    """Staff who shout and the like, where nobody is told: the ways are better than numbers."""
    return found.category == "staff_abuse" and found.severity == 1


def _notice(*said: Say | Rewrite) -> Spoken:
    return Spoken(said, kind="notice")
