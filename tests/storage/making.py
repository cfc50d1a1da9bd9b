"""Small made-up values for the storage tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State, Way

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
RID = RoundId("spring")


def pid(number: int) -> ParticipantId:
    """A participant's id: 16 bytes that are easy to tell apart."""
    return ParticipantId(number.to_bytes(16, "big"))


def a_person(number: int = 1, **changes: Any) -> Person:
    told: dict[str, Any] = {
        "id": pid(number),
        "role": Role.YOUNG_PERSON,
        "kind": Kind.YOUNG_PERSON,
        "nick": "Otter",
        "home": "Maple House",
        "address": Address(Chat.WEB, 1000 + number),
    }
    return Person(**{**told, **changes})


def a_survey(version: int = 1, title: str = "Evenings") -> Survey:
    return Survey.model_validate(
        {
            "key": "evenings",
            "version": version,
            "title": {"en": title},
            "why": {"en": "To make evenings better."},
            "could_change": {"en": "Bedtimes."},
            "decides": {"en": "Sam, manager"},
            "questions": [{"type": "yes_no", "id": "heard", "text": {"en": "Are you heard?"}}],
        }
    )


def a_round(rid: str = RID, tag: str = "k3v9qa", **changes: Any) -> Round:
    told: dict[str, Any] = {
        "id": RoundId(rid),
        "tag": tag,
        "survey": a_survey(),
        "way": Way.TOGETHER,
        "state": State.PROPOSED,
        "opens_at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "closes_at": datetime(2026, 3, 9, 18, 0, tzinfo=UTC),
        "results_on": date(2026, 3, 12),
        "answer_by": date(2026, 4, 1),
        "makers": ("Amara", "Zoë"),
        "decider": "Sam, manager",
        "keeper": "Amara",
        "proposed_by": pid(90),
        "confirmed_by": None,
        "keeper_id": pid(90),
        "policy_hash": "abc",
        "envelope_size": 4096,
    }
    return Round(**{**told, **changes})
