"""A talk: what may be said in it, and what is left of it once its people have gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from surveys.ids import ParticipantId, RoundId
from surveys.talks.talk import (
    LONGEST_SENTENCE,
    MOST_SENTENCES,
    TALK,
    Sentence,
    Stage,
    Talk,
    Trouble,
    trouble_with,
)

A_TALK = Talk(
    id=RoundId("talk-abc"),
    stage=Stage.TALKING,
    title="House talk",
    prompts=("What's one thing to keep?", "What's one thing to bin?"),
    home="Maple House",
    host=ParticipantId(b"h" * 16),
    decider="Mo, director",
    hears_by=date(2026, 12, 10),
    on=date(2026, 11, 22),
    ends_at=datetime(2026, 11, 22, 18, tzinfo=UTC),
    count=3,
    room=b"r" * 16,
)
STAYS = Sentence(b"1", 0, "Keep the sofa.", stays=True)


@pytest.mark.parametrize(
    ("words", "so_far", "trouble"),
    [
        ("Keep the sofa.", (), None),
        ("", (), Trouble.EMPTY),
        (" \u200b\n", (), Trouble.EMPTY),
        ("a" * LONGEST_SENTENCE, (), None),
        ("a" * (LONGEST_SENTENCE + 1), (), Trouble.TOO_LONG),
        ("More", (STAYS,) * MOST_SENTENCES, Trouble.TOO_MANY),
        ("More", (STAYS, Sentence(b"2", 0, "Not voted on")), Trouble.VOTING),
    ],
)
def test_a_sentence_is_taken_or_refused_for_a_reason(
    words: str, so_far: tuple[Sentence, ...], trouble: Trouble | None
) -> None:
    """One vote at a time: two at once and nobody knows what they press."""
    assert trouble_with(words, so_far) is trouble


def test_d8_the_host_presses_too() -> None:
    """D8: of two people, one would know whose press a sentence went by; of three, no one can.

    Fails when only those who talk press.
    """
    assert replace(A_TALK, count=2).pressing == 3


def test_d8_a_kept_talk_holds_nothing_of_the_room() -> None:
    """D8, X3: how many they were, when, and on which devices, is gone with them."""
    kept = A_TALK.kept()

    assert (kept.count, kept.room, kept.ends_at) == (0, b"", None)
    assert kept.stage is Stage.CLOSING
    assert TALK.validate_json(TALK.dump_json(kept)) == kept


@pytest.mark.parametrize("stage", Stage)
def test_people_are_in_the_room_until_it_is_read_back(stage: Stage) -> None:
    """What a device in the room may do ends with that."""
    early = {Stage.AGREEING, Stage.TALKING, Stage.READING_BACK}

    assert stage.is_under_way is (stage in early)
