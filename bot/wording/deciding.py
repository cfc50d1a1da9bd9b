"""Words for what has to be there before anybody is asked: how it is safe, how it can be said, who
decides, and by when they answer."""

from __future__ import annotations

from enum import StrEnum

from bot.texts import say
from surveys.definitions.questions import Choice, Note, TextQuestion
from surveys.definitions.survey import Survey
from surveys.rounds.round import Way

MOST = 200
"""Longest words about how it is safe or can be said. Unit: characters."""
FEWEST = 8
"""Shortest. Unit: characters. Less says nothing."""


MOST_NOTE = 500
"""Longest note of somebody who sends a round back. Unit: characters."""
FEWEST_NOTE = 2


class Part(StrEnum):
    """What an author says of a round in words: Lundy's space and voice."""

    SPACE = "space"
    VOICE = "voice"


def ready_words(part: Part, way: Way, survey: Survey) -> tuple[str, ...]:
    """Two or three ways to say it that are true of a round like this, in the texts' words."""
    if part is Part.SPACE:
        first = "space_slip" if way is Way.TICKET else "space_alone"
        then = "space_named" if way is Way.NAMED else "space_mixed"
        keys = [first, then, "space_help"]
    else:
        writes = any(isinstance(item, TextQuestion) for item in survey.asked)
        keys = ["voice_tap_write", "voice_own_way"] if writes else ["voice_tap", "voice_few"]
        if _is_easy(survey):
            keys.append("voice_easy")
    return tuple(say(f"lundy.{key}") for key in keys)


def _is_easy(survey: Survey) -> bool:
    """Whether everything that is asked can be read in easy words."""
    for item in survey.questions:
        choices: tuple[Choice, ...] = getattr(item, "choices", ())
        if not isinstance(item, Note) and item.easy is None:
            return False
        if any(choice.easy is None for choice in choices):
            return False
    return True
