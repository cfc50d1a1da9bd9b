"""What a survey is about, as coarsely as somebody may say "not this topic"."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """What a round is about. Its words are in ``bot/texts``; values are kept, so they stay."""

    HOME = "home"
    FOOD = "food"
    STAFF = "staff"
    MOVING = "moving"
    COMPLAINTS = "complaints"
    PLANS = "plans"
    FAMILY = "family"
    SCHOOL = "school"
    HEALTH = "health"
    SAFETY = "safety"
    TRAINING = "training"
