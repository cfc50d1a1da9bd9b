"""Rating: those who were asked say in one tap whether an answer is good enough.

Everybody asked gets an envelope of one size. After seven days they are opened together, what may
be printed is kept, the key is destroyed, and only then anything is said. Where what is printed
says that more than half found it not good enough, the round is unanswered again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rows, Say
from bot.services.asking.going_ahead import deciders_of
from bot.services.knowing import Spoken, Visit
from bot.services.owing import BROADCAST, To, owe
from bot.services.results import decided
from bot.services.world import World
from bot.texts import say
from bot.wording import decisions as words
from bot.wording import rating as rating_words
from bot.wording.answering_back import write_button
from bot.wording.days import day
from bot.wording.plain import defuse
from bot.wording.presses import Press
from storage import answers_back, audit, ledger, pauses, people, ratings, rounds
from storage.keys import RoundKeyGone
from storage.ratings import Rating, Stage
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.rating import OPEN_FOR, Rate, Rated, Shape, may_print_beside, rated
from surveys.rounds.round import Round, Way
from surveys.rounds.working_days import TO_ANSWER, after

ENDS_AT = time(18)
"""When on its last day a rating ends, by the wall clock."""


async def begin(db: AsyncSession, world: World, round_: Round) -> Rating | None:
    """Lay an empty envelope for everybody who was asked, in the caller's transaction.

    Returns:
        The rating; None of slips, which asked nobody in particular.

    Raises:
        RuntimeError: One was begun by somebody else at the same moment.
    """
    asked = await ledger.list_asked(db, round_.id)
    if round_.way is Way.TICKET or not asked:
        return None
    number = len(await ratings.list_ratings(db, round_.id)) + 1
    last = world.today() + OPEN_FOR
    closes = datetime.combine(last, ENDS_AT, world.zone).astimezone(world.now().tzinfo)
    rating = Rating(ratings.fresh_id(), round_.id, number, world.today(), closes, Stage.OPEN)
    world.keys.make_draft_key(rating.id)
    if not await ratings.open_rating(db, world.keys, rating, asked):
        world.keys.destroy_draft(rating.id)
        raise RuntimeError(f'round "{round_.id}" is rated already, since a moment ago')
    return rating


def asking(world: World, round_: Round, rating: Rating, language: str) -> tuple[str, Rows]:
    """The question, to stand under an answer."""
    return rating_words.asking(round_, rating.number, last_day(world, rating), language)


def last_day(world: World, rating: Rating) -> date:
    """The day on which a rating ends."""
    return rating.closes_at.astimezone(world.zone).date()


async def press(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    """Take a tap: into its envelope, and the same is said whatever it was."""
    step, tag = (*pressed.parts, "", "")[:2]
    round_ = await rounds.find_round(db, tag)
    rating = None if round_ is None else await decided.last_rating(db, round_.id)
    if round_ is None or rating is None or not isinstance(here.who, Person):
        return Spoken(toast=say("rate.over", here.language))
    if rating.stage is not Stage.OPEN or world.now() >= rating.closes_at:
        return Spoken(toast=say("rate.over", here.language))
    ends = last_day(world, rating)
    if step == "ask":
        card = rating_words.asking_card(round_, rating.number, ends, here.language)
        return Spoken((card,), kind="notice")
    if pressed.number(2) != rating.number or step not in {*Rate, rating_words.SKIP}:
        return Spoken(toast=say("rate.over", here.language))
    given = None if step == rating_words.SKIP else Rate(step)
    try:
        is_theirs = await ratings.rate(db, world.keys, rating.id, here.who.id, given)
    except RoundKeyGone:
        is_theirs = False
    key = "rate.kept" if is_theirs else "rate.over"
    blanks = {"day": day(ends, here.language)} if is_theirs else {}
    return Spoken(toast=say(key, here.language, **blanks))


async def list_open(db: AsyncSession, world: World, person: Person) -> list[tuple[Round, Rating]]:
    """The rounds whose answer somebody can rate now, whether or not they have."""
    found = []
    asked = set(await ledger.rounds_of(db, person.id))
    for rating in await ratings.list_open(db):
        if rating.rid in asked and rating.closes_at > world.now():
            round_ = await rounds.load_round(db, rating.rid)
            if round_ is not None:
                found.append((round_, rating))
    return sorted(found, key=lambda one: (one[1].closes_at, one[0].id))


async def close_due(world: World) -> int:
    """Open the envelopes of every rating whose time is over, keep what may be printed, destroy
    the key, and say what is printed. What was begun before a stop goes on.

    Returns:
        How many ratings ended.
    """
    async with world.database.read() as db:
        if await pauses.load_pause(db) is not None:
            return 0
        due = await ratings.list_due(db, world.surely())
    done = 0
    for rating in due:
        done += await _close(world, rating)
    if done:
        world.wake()
    return done


class StrayKeys:
    """Destroys, hour by hour, keys of ratings that were never begun.

    A key is made before the envelopes under it are committed, so a program that dies in between
    leaves one behind. One that is found is destroyed the next time: what is being begun just now
    has its row by then.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._found: frozenset[RoundId] = frozenset()

    async def sweep(self) -> int:
        """Look once. Returns how many keys were destroyed."""
        async with self._world.database.read() as db:
            stray = frozenset(await ratings.list_stray_keys(db, self._world.keys))
        old, self._found = stray & self._found, stray - self._found
        for each in sorted(old):
            self._world.keys.destroy_draft(each)
        return len(old)


async def _close(world: World, rating: Rating) -> bool:
    if rating.stage is Stage.OPEN:
        async with world.database.write() as db:
            await ratings.keep_printed(db, rating.id, await _opened(db, world, rating))
    await world.database.checkpoint()
    if not world.keys.destroy_draft(rating.id):
        return False
    world.keys.entomb(rating.id, world.today())
    async with world.database.write() as db:
        if not await ratings.end(db, rating.id):
            return False
        await _say(db, world, rating)
    await world.database.checkpoint()
    return True


async def _opened(db: AsyncSession, world: World, rating: Rating) -> Rated:
    """What may be printed of a rating's envelopes, beside the ratings of the same round before."""
    try:
        given = await ratings.load_given(db, world.keys, rating.id)
    except RoundKeyGone:  # a lost key: nobody can open them, so nobody rated
        given = []
    before = await ratings.list_ratings(db, rating.rid)
    earlier = [one.printed for one in before if one.number < rating.number and one.printed]
    beside = may_print_beside(len(given), earlier)
    return replace(rated(given if beside else ()), asked=len(given))


async def _say(db: AsyncSession, world: World, ended: Rating) -> None:
    """Tell whoever decides what is printed; where it is bad, send the answer back."""
    round_ = await rounds.load_round(db, ended.rid)
    rating = await decided.last_rating(db, ended.rid)
    if round_ is None or rating is None or rating.printed is None:
        return
    await audit.record(db, at=world.now(), who=None, action="answer rated", about=round_.id)
    title = words.title(round_)
    text = say("decide.rated_too_few", title=title)
    if rating.printed.shape is not Shape.TOO_FEW:
        lines = rating_words.printed_words(rating.printed)
        text = say("decide.rated", title=title, lines=lines)
    if rating.id == ended.id and rating.printed.is_bad and await _reopen(db, world, rating):
        await _say_reopened(db, world, round_, text)
        return
    for person in await deciders_of(db, world, round_):
        card = Say(text=text)
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")


async def _reopen(db: AsyncSession, world: World, rating: Rating) -> bool:
    """The round is unanswered again; what was said before stays to be seen."""
    kept = await answers_back.load_answer(db, rating.rid)
    if kept is None:
        return False
    due = after(world.today(), TO_ANSWER)
    if not await answers_back.reopen(db, rating.rid, on=world.today(), due_on=due):
        return False
    await ratings.keep_sent_back(db, rating.id, kept.words, kept.given_on)
    await audit.record(db, at=world.now(), who=None, action="answer sent back", about=rating.rid)
    return True


async def _say_reopened(db: AsyncSession, world: World, round_: Round, printed: str) -> None:
    by = day(after(world.today(), TO_ANSWER))
    title = words.title(round_)
    text = "\n".join([printed, say("decide.sent_back", title=title, day=by)])
    rows = ((write_button(round_),), (words.round_button(round_),))
    for person in await deciders_of(db, world, round_):
        card = Say(text=text, rows=rows)
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    told = say("decide.sent_back_designers", title=title, decider=defuse(round_.decider), day=by)
    for person in await people.list_people(db, world.keys, role=Role.DESIGNER):
        card = Say(text=told, rows=((words.round_button(round_),),))
        await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
