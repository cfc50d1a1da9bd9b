"""Names for the different kinds of identifier, so that the type checker keeps them apart."""

from __future__ import annotations

from typing import NewType

ParticipantId = NewType("ParticipantId", bytes)
"""16 random bytes naming a known person. Never beside an answer."""

RoundId = NewType("RoundId", str)
"""A round's key: chosen by a person or derived from the survey, ``a-z0-9-``, at most 40."""

QuestionKey = NewType("QuestionKey", str)
"""A question's id inside one survey: ``a-z0-9_``, at most 24 characters."""

AnswerId = NewType("AnswerId", bytes)
"""16 random bytes naming one sealed answer to one question. Points at nobody."""

MessageId = NewType("MessageId", bytes)
"""16 random bytes naming one message we owe."""

DraftId = NewType("DraftId", str)
"""A survey being written: 128 random bits as 32 hexadecimal digits."""
