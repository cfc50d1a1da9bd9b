"""Screening: what somebody wrote, to whether a person should look, and how soon.

A further net under human routes, never the route itself: it misses things. Its measured recall
and false alarms, and on which set, are in docs/safeguarding.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event
from typing import Literal, get_args

from surveys.safeguarding import deciding, excusing, weighing
from surveys.safeguarding.normalising import Plain, normalise
from surveys.safeguarding.reading_signs import all_signs, likely_signs
from surveys.safeguarding.whose import whose

Category = Literal[
    "self_harm",
    "abuse",
    "exploitation",
    "missing",
    "bullying",
    "medical",
    "staff_abuse",
    "risk_to_others",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
TOLD_FIRST = frozenset(
    ("self_harm", "abuse", "exploitation", "missing", "staff_abuse", "risk_to_others")
)
"""Categories of which a person is told from severity 2; of the others, from severity 3."""
UNLIKE_A_WORRY = -1.0
"""Log-odds below which a sign that was found is taken for chance."""
UNLIKE_A_SERIOUS_ONE, UNLIKE_A_GRAVE_ONE = 0.0, -0.5
"""Log-odds below which a sign of severity 2, and of 3, counts as a worry: a card, no alert."""
LIKE_A_WORRY, LIKE_A_SERIOUS_ONE, LIKE_A_GRAVE_ONE = 1.2, 2.1, 4.0
"""Log-odds at which likeness alone is a worry, is severity 2, and makes a lesser sign serious."""
URGENT_FROM, LIKE_NOW = 0.5, 0.3
"""Log-odds of a worry from which a serious one can be severity 3, and of being about now."""
SIGN_WORTH = 3.0
"""What a sign adds to the log-odds of its category."""
BY_STAFF = frozenset(("abuse", "bullying", "exploitation"))
"""Categories that are abuse by staff when staff did it."""
BY_WRITER = frozenset(("abuse", "bullying", "staff_abuse", "self_harm", "medical"))
"""Categories that are a risk to others when the writer did it."""
COULD_NOT_RUN = "the check could not run"
TO_THE_WRITER: tuple[Category, ...] = ("bullying", "abuse", "exploitation", "staff_abuse")
"""What a threat to the writer can be."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What the check makes of one text.

    Args:
        concern: Whether anything was found.
        category: The gravest thing's category; None without a concern or when the check failed.
        severity: 0 nothing, 1 a worry, 2 serious, 3 now.
        signpost: Show the help card. True as well when the check could not run.
        alert: A person must be told, as the limits screen said.
        urgent: Severity 3.
        why: The sign that was found and the words it was found in, or that the check failed.
    """

    concern: bool
    category: Category | None
    severity: int
    signpost: bool
    alert: bool
    urgent: bool
    why: str


_warm = Event()
NOTHING = Screening(False, None, 0, False, False, False, "nothing found")
FAILED = Screening(False, None, 0, True, False, False, COULD_NOT_RUN)


@dataclass(frozen=True, slots=True)
class _Found:
    category: Category
    severity: int
    why: str
    stands: bool = False
    by_staff: bool = False
    by_writer: bool = False


@dataclass(frozen=True, slots=True)
class _Whole:
    """Who is named last in the whole text: looked for once, so that time stays in proportion."""

    whose: str
    by_staff: bool


def _find_in(sentence: str, whole: _Whole, gravest: dict[str, int]) -> list[_Found]:
    found: list[_Found] = []
    meaning = excusing.plain_meaning(sentence)
    for sign in likely_signs(frozenset(meaning.split())):
        known = gravest.get(sign.category, 0) >= sign.severity
        if known and not sign.asks_who and not sign.stands:
            continue
        for hit in sign.pattern.finditer(meaning):
            span = meaning[hit.start() : hit.end()]
            if not sign.holds_negation and excusing.denied(meaning, hit.start()):
                continue
            if not sign.outlives_topic and excusing.told_of_others(meaning, span, sign.category):
                continue
            category = (whose(meaning, hit.end(), "") or whole.whose) if sign.asks_who else ""
            category = category or sign.category
            gravest[category] = max(gravest.get(category, 0), sign.severity)
            words = f'{sign.name}: "{span.strip()}"'
            by_staff = deciding.by_staff(meaning, hit.end(), whole.by_staff)
            by_writer = deciding.by_the_writer(meaning)
            found.append(
                _Found(category, sign.severity, words, sign.stands, by_staff, by_writer)  # type: ignore[arg-type]
            )
            break
    return found


def _signs_in(plain: Plain) -> list[_Found]:
    gravest: dict[str, int] = {}
    text = plain.whole
    whole = _Whole(whose(text, len(text), ""), deciding.by_staff(text, len(text)))
    found: list[_Found] = []
    for sentence in dict.fromkeys(plain.sentences):
        found += _find_in(sentence, whole, gravest)
    return found


def _category(found: list[_Found], severity: int, weighed: weighing.Weighed) -> Category:
    """The likeliest category, a sign being worth three in log-odds, or one if a lesser sign.

    Who did it goes before what the words are like: harm by staff is abuse by staff, harm by the
    writer a risk to others.
    """
    odds = dict(weighed.categories)
    for one in found:
        worth = SIGN_WORTH if one.severity == severity else 1.0
        odds[one.category] = max(odds[one.category], weighed.categories[one.category] + worth)
    likeliest = max(CATEGORIES, key=odds.__getitem__)
    if likeliest in BY_STAFF and any(one.by_staff for one in found):
        return "staff_abuse"
    if likeliest in BY_WRITER and any(one.by_writer for one in found):
        return "risk_to_others"
    if likeliest == "risk_to_others" and deciding.to_the_writer(weighed.gravest):
        return max(TO_THE_WRITER, key=odds.__getitem__)
    return likeliest


def _conclude(found: list[_Found], plain: Plain, weighed: weighing.Weighed) -> Screening:
    if not found:
        return NOTHING
    severity = max(one.severity for one in found)
    if severity == 1 and weighed.concern >= LIKE_A_GRAVE_ONE:
        severity = 2
    if _is_urgent(severity, plain, weighed):
        severity = 3
    category = _category(found, severity, weighed)
    worst = max(found, key=lambda one: (one.severity, one.category == category))
    signpost = True
    if excusing.settled(plain.whole) and category not in ("abuse", "staff_abuse"):
        severity, signpost = 1, category == "self_harm"
    alert = severity == 3 or (severity == 2 and category in TOLD_FIRST)
    return Screening(True, category, severity, signpost, alert, severity == 3, worst.why)


def _is_urgent(severity: int, plain: Plain, weighed: weighing.Weighed) -> bool:
    """Whether something serious is also now, by its words or by what it is like."""
    if severity != 2 or weighed.concern < URGENT_FROM:
        return severity == 3
    return weighed.now >= LIKE_NOW or deciding.is_now(plain.whole)


def _likeness(weighed: weighing.Weighed) -> list[_Found]:
    """A worry by likeness alone: no sign was found, but it reads as the written worries do."""
    told = f" {weighed.gravest.strip()} "
    doubt = 2.0 if excusing.denies(told) else 0.0
    doubt = max(doubt, 1.5 if excusing.told_of_others(told, told, weighed.category) else 0.0)
    if weighed.concern < LIKE_A_WORRY + doubt:
        return []
    severity = 2 if weighed.concern >= LIKE_A_SERIOUS_ONE + doubt else 1
    why = f"reads like the worries it learnt from (log-odds {weighed.concern:.1f})"
    by_staff = deciding.by_staff(told, len(told))
    by_writer = deciding.by_the_writer(told)
    return [_Found(weighed.category, severity, why, False, by_staff, by_writer)]  # type: ignore[arg-type]


def _doubted(one: _Found, concern: float) -> _Found:
    """A sign in a text that hardly reads like a worry: still a card, but nobody is called."""
    enough = {1: UNLIKE_A_WORRY, 2: UNLIKE_A_SERIOUS_ONE, 3: UNLIKE_A_GRAVE_ONE}[one.severity]
    return one if one.stands or concern >= enough else replace(one, severity=1)


def _screen(text: str) -> Screening:
    plain = normalise(text)
    if not plain.sentences:
        return NOTHING
    weighed = weighing.weigh([excusing.plain_meaning(one) for one in plain.sentences])
    found = [
        _doubted(one, weighed.concern)
        for one in _signs_in(plain)
        if one.stands or weighed.concern >= UNLIKE_A_WORRY
    ]
    return _conclude(found or _likeness(weighed), plain, weighed)


def screen(text: str) -> Screening:
    """Look for signs of danger in a text. Pure: the same text, the same screening.

    Args:
        text: What was typed; any Unicode. Takes under 20 ms for a message of usual length.

    Returns:
        What was found. Never raises: a fault in the check shows the help card (G3), and so does
        every text before ``warm_up``.
    """
    if not _warm.is_set():
        return FAILED
    try:
        return _screen(text)
    except Exception:
        return FAILED


def warm_up() -> None:
    """Read the signs and the weights, so that the first text is screened as fast as the rest.

    Raises:
        OSError, ValueError: The weights are missing or are not the ones that were measured.
    """
    _warm.clear()
    all_signs()
    weighing.load()
    _screen("my dad never stops hitting me")
    _warm.set()
