"""Evidence packs for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from surveys.reports.evidence import Consulted, EvidencePack, Talked
from surveys.reports.model import Decision, HeardBack, Kind, Report, Section, Shape, Theme, Verdict
from surveys.talks.result import Agreed, TalkResult

CLOSED = date(2026, 6, 14)


def decided(theme: str, verdict: Verdict = Verdict.YES, *, late: bool = False) -> Decision:
    return Decision(
        theme=theme,
        verdict=verdict,
        promise=f"What happens with {theme}.",
        reason=f"Why, for {theme}.",
        owner="Jo, kitchen lead",
        due=date(2026, 10, 1),
        decided_on=date(2026, 8, 1),
        late=late,
    )


def result_of(title: str, decisions: Sequence[Decision] = (), **changed: object) -> Report:
    """A released result with one theme for each decision, or two themes without any."""
    names = [one.theme for one in decisions] or ["Later dinner", "Cooking together"]
    section = Section(
        question="food",
        heading="What should change about food?",
        kind=Kind.OWN_WORDS,
        shape=Shape.WORDS,
        themes=tuple(Theme(name=name, says="at least 3 people") for name in names),
        also_said="Someone new should be shown where things are.",
    )
    known: dict[str, object] = {
        "round": "food",
        "language": "en",
        "title": title,
        "why": "To make meals better.",
        "could_change": "When dinner is.",
        "decides": "Mo, director",
        "opened_on": date(2026, 6, 1),
        "closed_on": CLOSED,
        "enough": True,
        "form": "thirds, for 10 to 19 answers",
        "asked": "Between 10 and 19 were asked.",
        "answered": "Between 10 and 19 answered.",
        "sections": (section,),
        "release": "a1b2c3d4",
        "released_on": date(2026, 6, 20),
        "approved_by": "Ada",
        "decisions": tuple(decisions),
        "heard_back": HeardBack(next="I have read it all.", given_on=date(2026, 6, 30)),
    }
    return Report.model_validate({**known, **changed})


def pack_of(
    decisions: Sequence[Decision] = (), home: str = "Maple House", talks: Sequence[Talked] = ()
) -> EvidencePack:
    """A pack of one round with these decisions, and one that too few answered."""
    report = result_of("Food", decisions)
    rounds = (
        Consulted(
            "Food", report.opened_on, CLOSED, False, "Mo, director", report, report.heard_back
        ),
        Consulted("First night", date(2026, 9, 1), date(2026, 9, 14), True, "Mo, director"),
    )
    first, last = date(2026, 5, 22), date(2026, 11, 21)
    return EvidencePack("Somewhere Homes", home, first, last, rounds, tuple(talks))


def a_talk(told: str = "") -> Talked:
    """A house talk about the garden."""
    result = TalkResult(
        talk="talk-1",
        title="The garden",
        decider="Mo, director",
        hears_by=date(2026, 10, 9),
        parts=(Agreed(prompt="What should we keep?", sentences=("The swing.",)),),
        release="ffff0000",
        released_on=date(2026, 10, 2),
        approved_by="Ada",
    )
    return Talked(result, told)
