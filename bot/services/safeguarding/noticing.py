"""Noticing: typed words that look like danger. Whoever wrote them is answered first.

Called in the transaction that takes the words, after they were taken: nothing is blocked or
deleted by it. What is said goes ahead of every other message, and before anybody is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.knowing import Sitter, Spoken, Visit, utter
from bot.services.owing import HELP
from bot.services.safeguarding import alerting, helping
from bot.services.safeguarding.keeping import keep
from bot.services.safeguarding.looking import look
from bot.services.safeguarding.pinging import remind, write
from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from bot.wording import noticing as words
from bot.wording.noticing import First, Kept, Moment
from storage import concerns, envelopes, people
from storage.keys import RoundKeyGone
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.flow.answers import Chose, Wrote
from surveys.flow.cleaning import cleaned
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey, RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.round import Round
from surveys.safeguarding import routing, screening
from surveys.safeguarding.concern import Concern, Deed, Source, Telling
from surveys.safeguarding.crying import is_cry, numbers_for_cry
from surveys.safeguarding.naming import names
from surveys.safeguarding.routing import Responder, may_mean_staff
from surveys.safeguarding.screening import Screening
from surveys.safeguarding.telling import must_tell

LATELY = timedelta(hours=1)
MOST_LATELY = 5
"""Concerns one person's words make in an hour; after that words are put with the last one that
nobody has opened yet."""
RING_AGAIN = timedelta(minutes=5)
"""How long after whoever has a concern was rung they are rung again, when more words came."""
RANG_AGAIN = "rung again: more words"


@dataclass(frozen=True, slots=True)
class Where:
    """Where words were typed. ``question``: the one they may have become an answer to.

    ``understood``: they were taken for something we offer. A check that cannot run then says
    nothing, as nothing of their own was there to look at.
    """

    source: Source = Source.OUTSIDE
    round: Round | None = None
    question: QuestionKey | None = None
    understood: bool = False


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was made of the words. ``concern`` is None where nothing of them was kept.

    ``answers``: they are an answer in an envelope, or went to somebody they were written to.
    """

    screening: Screening
    concern: Concern | None = None
    answers: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """Words that look like danger, and what is known of them."""

    here: Visit
    text: str
    found: Screening
    at: Where
    kept: Kept
    place: str


async def notice(
    db: AsyncSession, world: World, here: Visit, text: str, *, at: Where | None = None
) -> Noticed | None:
    """Look at words that were just taken; answer them if they look like danger.

    Returns:
        None where there is nothing to say.
    """
    found = await look(db, world, text)
    found = replace(found, alert=must_tell(found, text))
    if not found.signpost:
        if is_cry(text) and not (at is not None and at.understood):
            card = words.cry_card(here.language)
            category, severity = numbers_for_cry(text)
            numbers = await helping.need_help(
                db, world, here, category=category, severity=severity
            )
            await _say(db, world, here, card, numbers)
        return None
    if not found.concern:
        world.check_failed()
        if at is not None and at.understood:
            return None
        card = words.could_not_check_card(here.language)
        await _say(db, world, here, card, await helping.need_help(db, world, here))
        return Noticed(found)
    if here.pid is None or (isinstance(here.who, Person) and here.who.role.answers_concerns):
        return await _show_only(db, world, _Read(here, text, found, Where(), Kept.NOWHERE, ""))
    where = at or Where()
    envelope = await _envelope(db, world, here, where)
    kept = _kept(where, envelope, text)
    if kept is not Kept.IN_ENVELOPE:
        where = replace(where, question=None)
    read = _Read(here, text, found, where, kept, "" if envelope is None else envelope.place)
    if kept is Kept.IN_ENVELOPE and found.urgent:
        assert envelope is not None, "it stands in it"
        await _mask(db, world, read, envelope)
        read = replace(read, kept=Kept.TORN_OUT)
    if not found.alert and found.category not in world.policy.plan.choice_categories:
        return await _show_only(db, world, read)
    return await _raise(db, world, read)


async def notice_forwarded(db: AsyncSession, world: World, here: Visit, text: str) -> None:
    """Look at somebody else's words that were passed on: numbers, nobody told, nothing kept."""
    found = screening.screen(text)
    if found.concern and found.signpost:
        await _show_only(db, world, _Read(here, text, found, Where(), Kept.NOWHERE, ""))


async def _raise(db: AsyncSession, world: World, read: _Read) -> Noticed:
    """Make a concern of the words, or put them with one there is; say which."""
    known = await concerns.list_concerns(db, world.keys)
    theirs = [c for c in known if c.author == read.here.pid and c.filed_at is None]
    same = [c for c in theirs if _same(world, c, read)]
    if same:
        return await _say_again(db, world, read, same[-1])
    lately = [c for c in theirs if world.now() - c.at < LATELY]
    concern = _concern(world, read, await alerting.fresh_handle(db, world))
    if len(lately) >= MOST_LATELY:
        responders = await list_responders(db, world)
        fit = [c for c in lately if _can_take(c, concern, responders, alert=read.found.alert)]
        if fit:
            return await _put_with(db, world, read, fit[-1])
    moment = await _moment(db, world, read, concern)
    if moment.first is None and not read.found.alert:
        return await _show_only(db, world, read)
    if read.found.alert:
        concern = await alerting.alert(db, world, concern)
        card = words.told_card(moment)
    else:
        concern = await alerting.offer(db, world, concern)
        card = words.offer_card(moment, world.policy.plan)
    await _say(db, world, read.here, card, await _numbers(db, world, read.here, concern))
    return Noticed(read.found, concern, read.kept is not Kept.NOWHERE)


async def _say_again(db: AsyncSession, world: World, read: _Read, concern: Concern) -> Noticed:
    moment = await _moment(db, world, read, concern)
    if concern.telling is Telling.OFFERED:
        card = words.offer_card(moment, world.policy.plan)
    else:
        card = words.again_card(moment)
    await _say(db, world, read.here, card, await _numbers(db, world, read.here, concern))
    return Noticed(read.found, concern, read.kept is not Kept.NOWHERE)


def _can_take(
    there: Concern, new: Concern, responders: Sequence[Responder], *, alert: bool
) -> bool:
    """Whether new words may stand in the record of a concern there is.

    Not where they are graver, nor where whoever may see it may not see them. Words of which a
    person must be told go into what somebody was told of and has not opened yet: what was read
    already is not read again.
    """
    if there.severity < new.severity:
        return False
    if alert and not (there.is_live and there.seen_by is None):
        return False
    theirs, may_see = routing.ranked(there, responders), routing.ranked(new, responders)
    return {one.pid for one in theirs} | {*there.alerted} <= {one.pid for one in may_see}


async def _put_with(db: AsyncSession, world: World, read: _Read, concern: Concern) -> Noticed:
    """Keep the words in the record of a concern there is, and ring again: none is swallowed."""
    found = read.found
    deed = Deed(world.now(), "author wrote more", read.here.pid, read.text)
    more = concern.done(deed)
    if found.alert:
        more = await _ring_again(db, world, more)
    more = await keep(db, world, more)
    moment = await _moment(db, world, read, more)
    said = replace(more, category=found.category, severity=found.severity, words=read.text)
    card = words.again_card(replace(moment, concern=said), more=True)
    await _say(db, world, read.here, card, await _numbers(db, world, read.here, said))
    return Noticed(found, more, read.kept is not Kept.NOWHERE)


async def _ring_again(db: AsyncSession, world: World, concern: Concern) -> Concern:
    """Ring everybody who was told of it, but not more often than every few minutes.

    The clock of who is told next runs on: more words never make anybody wait longer for help.
    """
    rung = [d.at for d in concern.deeds if d.what in {routing.ALERTED, RANG_AGAIN}]
    if rung and world.now() - rung[-1] < RING_AGAIN:
        return concern
    for pid in concern.alerted:
        await remind(db, world, concern, pid, "more")
        await write(db, world, concern, pid)
    return concern.done(Deed(world.now(), RANG_AGAIN))


async def _show_only(db: AsyncSession, world: World, read: _Read) -> Noticed:
    """Thanks and the numbers: nobody is told, and nothing more is kept."""
    here, found = read.here, read.found
    shown = Concern(
        id=b"",
        handle="",
        at=world.now(),
        source=Source.OUTSIDE,
        telling=Telling.OFFERED,
        severity=found.severity,
        words=read.text,
        category=found.category,
    )
    moment = Moment(shown, None, read.kept, isinstance(here.who, Sitter), here.language)
    card = words.shown_card(moment, stranger=here.pid is None)
    await _say(db, world, here, card, await _numbers(db, world, here, shown))
    return Noticed(found, answers=read.kept is not Kept.NOWHERE)


async def _say(db: AsyncSession, world: World, here: Visit, card: Say, *more: Spoken) -> None:
    """Owe a card ahead of everything else, and the numbers after it."""
    said = (card, *(one for spoken in more for one in spoken.said))
    await utter(db, world, here, Spoken(said, rank=HELP, kind="notice"))


async def _numbers(db: AsyncSession, world: World, here: Visit, concern: Concern) -> Spoken:
    """The numbers that are right for what was noticed, and the home's phone if it may be.

    Words that name the lead are not answered with the lead's name, nor with the home's phone.
    """
    lead = world.policy.safeguarding_lead.name
    return await helping.need_help(
        db,
        world,
        here,
        category=concern.category,
        severity=concern.severity,
        staff_meant=may_mean_staff(concern) or names(concern.words, lead, Role.SAFEGUARDING_LEAD),
    )


async def _moment(db: AsyncSession, world: World, read: _Read, concern: Concern) -> Moment:
    first = await first_told(db, world, concern)
    ticket = isinstance(read.here.who, Sitter)
    return Moment(concern, first, read.kept, ticket, read.here.language)


async def moment_of(db: AsyncSession, world: World, here: Visit, concern: Concern) -> Moment:
    """What a card about a concern of theirs is made from now."""
    first = await first_told(db, world, concern)
    if concern.alerted and (told := await people.load_person(db, world.keys, concern.alerted[0])):
        first = First(told.nick, told.role)
    envelope = await envelope_of(db, world, here, concern)
    sitting = None if envelope is None else envelope.sitting
    kept = Kept.NOWHERE
    if concern.source is Source.OWN_MESSAGE:
        kept = Kept.ELSEWHERE
    elif sitting is not None and _stands(sitting, concern.question, concern.words):
        kept = Kept.TORN_OUT if concern.question in sitting.masked else Kept.IN_ENVELOPE
    return Moment(concern, first, kept, isinstance(here.who, Sitter), here.language)


async def envelope_of(
    db: AsyncSession, world: World, here: Visit, concern: Concern
) -> Envelope | None:
    """The envelope that a concern's answer stands in, locked to us; None where it is gone."""
    if concern.round is None or concern.question is None:
        return None
    return await _load(db, world, here, concern.round)


async def first_told(db: AsyncSession, world: World, concern: Concern) -> First | None:
    """Who is told first of a concern; None where nobody can be."""
    told = await alerting.first_on_route(db, world, concern)
    if told is None:
        return None
    outside = concern.category == "staff_abuse" and bool(concern.home)
    return First(told.nick, told.role, outside)


def _concern(world: World, read: _Read, handle: str) -> Concern:
    who = read.here.who
    return Concern(
        id=world.fresh_bytes(16),
        handle=handle,
        at=world.now(),
        source=read.at.source if read.at.source is Source.OWN_MESSAGE else _source(read),
        telling=Telling.TOLD_FIRST if read.found.alert else Telling.OFFERED,
        severity=read.found.severity,
        words=read.text,
        category=read.found.category,
        why=read.found.why,
        author=read.here.pid,
        home=who.home if isinstance(who, Person) else "",
        place=read.place,
        round=None if read.at.round is None else read.at.round.id,
        question=read.at.question,
    )


def _source(read: _Read) -> Source:
    return Source.ANSWER if read.at.question is not None else Source.OUTSIDE


def _same(world: World, concern: Concern, read: _Read) -> bool:
    """Whether these words are a concern already: in the same answer, or a moment ago."""
    if cleaned(concern.words).casefold() != cleaned(read.text).casefold():
        return False
    round_ = None if read.at.round is None else read.at.round.id
    stands = read.at.question is not None
    answer = stands and (concern.round, concern.question) == (round_, read.at.question)
    return answer or world.now() - concern.at < LATELY


async def _envelope(db: AsyncSession, world: World, here: Visit, at: Where) -> Envelope | None:
    """Their envelope in that round; of a ticket always, for the place of its sitting."""
    rid = at.round.id if at.round is not None else None
    if rid is None and isinstance(here.who, Sitter):
        rid = here.who.rid
    return None if rid is None else await _load(db, world, here, rid)


async def _load(db: AsyncSession, world: World, here: Visit, rid: RoundId) -> Envelope | None:
    if here.pid is None:
        return None
    try:
        blob = await envelopes.load_envelope(db, world.keys, rid, here.pid, lock=True)
    except RoundKeyGone:
        return None
    return None if blob is None else unpack(blob)


def _kept(at: Where, envelope: Envelope | None, text: str) -> Kept:
    if at.source is Source.OWN_MESSAGE:
        return Kept.ELSEWHERE
    sitting = None if envelope is None else envelope.sitting
    stands = sitting is not None and at.question is not None
    if stands and sitting is not None and _stands(sitting, at.question, text):
        return Kept.IN_ENVELOPE
    return Kept.NOWHERE


def _stands(sitting: Sitting, question: QuestionKey | None, text: str) -> bool:
    """Whether these words are the answer there, or its author's own words."""
    answer = None if question is None else sitting.answers.get(question)
    match answer:
        case Wrote():
            return answer.text == cleaned(text)
        case Chose():
            return bool(answer.own_words) and answer.own_words == cleaned(text)
        case _:
            return False


async def _mask(db: AsyncSession, world: World, read: _Read, envelope: Envelope) -> None:
    """Mark an answer, so that its words are torn out at the seal."""
    round_, question, sitting = read.at.round, read.at.question, envelope.sitting
    if round_ is None or question is None or sitting is None or question in sitting.masked:
        return
    masked = replace(sitting, masked=(*sitting.masked, question))
    await put_back(db, world, round_, read.here, replace(envelope, sitting=masked))


async def put_back(
    db: AsyncSession, world: World, round_: Round, here: Visit, envelope: Envelope
) -> None:
    """Save an envelope of theirs, at its round's one size."""
    assert here.pid is not None, "a stranger has no envelope"
    packed = pack(envelope, round_.envelope_size)
    await envelopes.save_envelope(db, world.keys, round_.id, here.pid, packed)
