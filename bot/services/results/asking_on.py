"""Asking on: a released result's words as a draft of the next survey, in one tap.

It is done after the release and not before. Until then words are seen only in a reader's slot,
in the signed-in view, and nothing may carry them out of it; a draft is opened in chat. And only
a release knows which words may be shown: a sample, never all, let go by two people.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking import designing
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.results import reporting
from bot.services.results.reporting import Outlook
from bot.services.world import World
from bot.texts import say
from bot.wording.asking_on import ASK
from bot.wording.presses import Press
from storage import rounds
from surveys.drafting.following import Into, asking, following
from surveys.people.person import Person


async def step(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Answer a result's button: the result, or a draft of what is asked next about its words."""
    tag, into, place = pressed.parts[0], "".join(pressed.parts[1:2]), pressed.number(2)
    if into not in {*Into, ASK} or place is None:
        return await reporting.hand_over(db, world, here, tag)
    round_ = await rounds.find_round(db, tag)
    if round_ is None or not isinstance(here.who, Person) or not here.who.role.can_author:
        return spoken(say("releasing.report_none", here.language))
    report = await reporting.find_report(db, world, here.who.id, round_.id)
    survey = None
    if not isinstance(report, Outlook) and into == ASK:
        survey = asking(report, place, pressed.number(3) or 0)
    elif not isinstance(report, Outlook):
        survey = following(report, place, Into(into))
    if survey is None:
        return spoken(say("asking_on.too_few", here.language))
    draft = await designing.new_draft_from(db, world, here.who, survey)
    return Spoken((await designing.show(db, world, here.who, draft),))
