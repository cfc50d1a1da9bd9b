"""Decided: what stands of each theme, and how it was rated, laid beside a result as of today.

Nothing of it is frozen with a release: it goes on after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.freezing import thaw
from bot.services.world import World
from bot.wording import rating as rating_words
from storage import answers_back, decisions, ratings, releases
from storage.answers_back import Kept
from storage.ratings import Rating, Stage
from surveys.ids import RoundId
from surveys.reports.model import Decision, HeardBack, Report
from surveys.rounds import deciding
from surveys.rounds.deciding import Version
from surveys.rounds.promise import unit_of
from surveys.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Decided:
    """Where the decisions of a round stand.

    Args:
        themes: What there is to decide, as the result prints it; ("",) for the whole.
        versions: Every version of every decision, drafts among them.
    """

    themes: tuple[str, ...]
    versions: tuple[Version, ...]

    @property
    def all_told(self) -> bool:
        """Whether everybody asked was told something of each theme, and nothing newer waits."""
        undecided = deciding.undecided(self.themes, self.versions)
        return not undecided and not deciding.to_tell(self.versions)

    @property
    def has_promises(self) -> bool:
        """Whether everybody asked was told of something that has a day and is not done."""
        stands = deciding.standing(self.versions, told=True).values()
        return any(one.words.due is not None and one.done_on is None for one in stands)

    @property
    def may_be_told(self) -> bool:
        """Whether each theme is decided, and something of it is new to everybody asked."""
        undecided = deciding.undecided(self.themes, self.versions)
        return not undecided and bool(deciding.to_tell(self.versions))

    @property
    def telling(self) -> int:
        """The number of the next telling: 1 for the first."""
        return max((one.told for one in self.versions), default=0) + 1


async def load_decided(db: AsyncSession, world: World, round_: Round) -> Decided:
    """What there is to decide of a round, and what was."""
    release = await releases.load_release(db, round_.id)
    themes = ("",) if release is None else deciding.themes_of(thaw(world.keys, release))
    return Decided(themes, tuple(await decisions.list_versions(db, round_.id)))


async def told_of(db: AsyncSession, world: World, round_: Round) -> tuple[Decision, ...]:
    """What everybody who was asked was told of each theme, as it stands today."""
    versions = await decisions.list_versions(db, round_.id)
    if not any(one.told for one in versions):
        return ()
    made = await load_decided(db, world, round_)
    return deciding.decisions_of(made.themes, versions, round_.decider, world.today())


async def beside(db: AsyncSession, world: World, round_: Round, report: Report) -> Report:
    """The same result with what was decided and answered since, as it stands today."""
    versions = await decisions.list_versions(db, round_.id)
    themes = deciding.themes_of(report)
    heard = await _heard_back(db, world, round_)
    due = await _due(db, round_, report)
    is_owed = heard is None or heard.sent_back
    return report.model_copy(
        update={
            "decisions": deciding.decisions_of(themes, versions, round_.decider, world.today()),
            "heard_back": heard,
            "answer_by": due,
            "answer_late": is_owed and due is not None and world.today() > due,
        }
    )


async def _due(db: AsyncSession, round_: Round, report: Report) -> date | None:
    """The day that everybody asked was told last: a release, or a rating, may have moved it."""
    kept = await answers_back.load_answer(db, round_.id)
    return report.answer_by if kept is None or kept.due_on is None else kept.due_on


async def later_wave(db: AsyncSession, round_: Round) -> Kept | None:
    """The answer to a later wave of a round's series, which answers this one too; None: none."""
    past = await answers_back.list_owed(db, since=round_.closes_at)
    unit = unit_of(round_)
    later = [one.rid for one in past if one.unit == unit and one.is_answered]
    return await answers_back.load_answer(db, later[0]) if later else None


async def last_rating(db: AsyncSession, rid: RoundId) -> Rating | None:
    """The newest rating of a round's answers; None where there was none."""
    found = await ratings.list_ratings(db, rid)
    return found[-1] if found else None


def rated_words(rating: Rating | None, language: str = "en") -> str:
    """What is printed of a rating; "" before it is over."""
    if rating is None or rating.stage is not Stage.OVER or rating.printed is None:
        return ""
    return rating_words.printed_words(rating.printed, language)


async def _heard_back(db: AsyncSession, world: World, round_: Round) -> HeardBack | None:
    kept = await answers_back.load_answer(db, round_.id)
    rating = await last_rating(db, round_.id)
    rated, sent_back = rated_words(rating), False
    if kept is not None and kept.given_on is not None:
        words, on = kept.words, kept.given_on
    elif rating is not None and rating.given_on is not None:
        words, on, sent_back = rating.sent_back, rating.given_on, True
        by = round_.answer_by if kept is None or kept.due_on is None else kept.due_on
        late = world.today() > by
        rated = " ".join([rated, rating_words.sent_back_words(round_, by, late=late)])
    else:
        later = await later_wave(db, round_)
        if later is None or later.given_on is None:
            return None
        words, on = later.words, later.given_on
    return HeardBack(
        next=words.next,
        changed=words.changed,
        why_not=words.why_not,
        given_on=on,
        rated=rated,
        sent_back=sent_back,
    )
