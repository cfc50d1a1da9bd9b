"""Made-up results with every type of question, themes, quotes and decisions, of any size."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from random import Random

from surveys.definitions.answers import (
    Allotted,
    Answer,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Voted,
    Wrote,
)
from surveys.definitions.questions import (
    AnyItem,
    DateQuestion,
    Dots,
    LongText,
    NonAnswer,
    Note,
    Number,
    Pairs,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    Statements,
    Wheel,
)
from surveys.definitions.survey import Survey
from surveys.flow.replies import Sharing
from surveys.ids import AnswerId, ParticipantId, QuestionKey
from surveys.protection.quoting import PassedText
from surveys.reports.compose import ReleaseFacts, RoundFacts, compose
from surveys.reports.model import Decision, HeardBack, Report, Verdict
from surveys.reports.tally import tally
from surveys.themes.approved import AlsoSaid, ApprovedThemes, approve
from surveys.themes.board import SettledTheme
from surveys.themes.codebook import ThemeId
from tests.surveys.everything import EVERY_TYPE

WRITTEN = (
    "The garden is the best bit in summer.",
    "Someone always asks how my day was.",
    "I'd like a key to my own room.",
    "Dinner is better when we choose it together.",
    "More trips, and tell us sooner when they change.",
    "Later bedtime on Fridays would be fair.",
    "Please knock before you come in.",
)
THEMES = (
    ("Choosing food", "They would like to choose or cook more of what is eaten."),
    ("Doors and knocking", "Somebody comes in without knocking, or a key is missed."),
    ("Being told things", "Plans change and nobody says so."),
    ("Trips and days out", "More of them, or other ones."),
)
_SHARES = (0.6, 0.45, 0.3, 0.15)


def given(item: AnyItem, luck: Random) -> Answer:  # noqa: C901
    """Some answer to a question; one in nine skips it."""
    values = [choice.value for choice in getattr(item, "choices", ())]
    tilted = values[: max(1, len(values) - 1)] if luck.random() < 0.7 else values
    if luck.random() < 0.11:
        return Declined(NonAnswer.SKIPPED)
    match item:
        case Scale():
            return Rated(min(item.points, 1 + int(luck.triangular(0, item.points, item.points))))
        case Ranking():
            return Ranked(tuple(sorted(values, key=lambda v: luck.random() + values.index(v) / 3)))
        case Dots():
            return Allotted(((tilted[0], 2), (luck.choice(values[1:]), 1)))
        case Number():
            return Counted(luck.choice((4, 6, 7, 8, 8, 9, 10)))
        case DateQuestion():
            return Dated(date(luck.choice((2022, 2023, 2024, 2024, 2025)), 5, 3))
        case Wheel():
            return Scored(tuple((value, luck.choice((3, 4, 4, 5))) for value in values))
        case Statements():
            return Voted(
                tuple(
                    (v, "agree" if luck.random() < 0.8 - at / 3 else "disagree")
                    for at, v in enumerate(values)
                )
            )
        case Pairs():
            met = [f"{a}.{b}" for a, b in pairwise(values)]
            return Voted(tuple((pair, pair.split(".")[luck.random() < 0.3]) for pair in met))
        case ShortText() | LongText():
            return Wrote(luck.choice(WRITTEN))
        case SeveralChoices():
            return Chose(tuple(value for value in tilted if luck.random() < 0.6) or (values[0],))
    if values:
        return Chose((luck.choice(tilted),))
    said = {"agree_disagree": ("agree", "agree", "disagree"), "yes_no": ("yes", "yes", "no")}
    return Chose((luck.choice(said[item.type]),))


def themes_of(survey: Survey, total: int) -> ApprovedThemes:
    """Themes of every long text: so many answers each as its share says."""
    settled: dict[QuestionKey, list[SettledTheme]] = {}
    said: dict[QuestionKey, AlsoSaid] = {}
    for item in survey.asked:
        if isinstance(item, LongText):
            settled[item.id] = [
                SettledTheme(
                    ThemeId(f"theme_{at}"),
                    name,
                    line,
                    frozenset(AnswerId(n.to_bytes(16, "big")) for n in range(int(total * share))),
                    None,
                )
                for at, ((name, line), share) in enumerate(zip(THEMES, _SHARES, strict=True), 1)
            ]
            said[item.id] = AlsoSaid("A quiet place to read in would help.", frozenset())
    people = [ParticipantId(letter * 16) for letter in (b"s", b"m", b"a")]
    return approve(settled, said, put_forward=people[0], lead=people[1], second=people[2])


@cache
def sample(total: int, *, seed: int = 3) -> Report:
    """A result of so many people, with themes and quotes where they may be shown."""
    luck, survey = Random(seed), EVERY_TYPE
    items = [item for item in survey.asked if not isinstance(item, Note)]
    answers = [(item.id, given(item, luck)) for item in items for _ in range(total)]
    texts = [PassedText(text, Sharing.MY_WORDS, typical=True) for text in WRITTEN[:total]]
    return compose(
        survey=survey,
        facts=RoundFacts(
            key="autumn-1",
            opened_on=date(2026, 11, 2),
            closed_on=date(2026, 11, 16),
            invited=2 * total if total > 4 else 12,
            total=total,
            decides="Priya, who manages the homes",
            answer_by=date(2026, 12, 4),
        ),
        tallies=tally(survey, answers, total),
        passed={item.id: texts for item in items if isinstance(item, ShortText | LongText)},
        release=ReleaseFacts("7f3a91c2", date(2026, 11, 20), "seed", "Sam"),
        themes=themes_of(survey, total),
    )


KNOCKING = Decision(
    theme="Doors and knocking",
    verdict=Verdict.YES,
    promise="Every adult knocks and waits. Keys for every room are ordered.",
    reason="It is your room, and you asked for this before.",
    owner="Dele, home manager",
    due=date(2026, 12, 1),
    decided_on=date(2026, 11, 25),
    late=True,
    before=("25 November 2026: Partly. Keys for the rooms that have locks.",),
)
FOOD = Decision(
    theme="Choosing food",
    verdict=Verdict.NOT_NOW,
    promise="A menu meeting is tried in spring.",
    reason="The kitchen is being rebuilt until February.",
    owner="Ana, cook",
    due=date(2027, 3, 1),
    decided_on=date(2026, 11, 25),
)
PLACE = Decision(
    theme="",
    verdict=Verdict.NO,
    promise="The homes stay where they are.",
    reason="Moving would cost more than a year of trips.",
    owner="Priya, who manages the homes",
    decided_on=date(2026, 11, 25),
)
TOLD = HeardBack(
    next="I've read all of it, twice. Knocking comes first.",
    changed="Rooms are knocked at since Monday.",
    why_not="Bedtimes stay as each plan has them.",
    given_on=date(2026, 11, 27),
    rated="At least 5 people said how they found this.",
)


def decided(report: Report) -> Report:
    """The same result once it was answered."""
    return report.model_copy(update={"decisions": (KNOCKING, FOOD, PLACE), "heard_back": TOLD})
