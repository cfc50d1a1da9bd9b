from __future__ import annotations

from surveys.definitions import answers
from surveys.flow import answers as flow_answers


def test_flow_speaks_of_the_same_answers() -> None:
    """Two classes of one name would never match each other."""
    assert flow_answers.Answer == answers.Answer
    assert flow_answers.Chose is answers.Chose
