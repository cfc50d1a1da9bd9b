"""Who did it, when the sign does not say."""

from __future__ import annotations

import pytest

from surveys.safeguarding.whose import whose


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        (" my keyworker hit me ", "staff_abuse"),
        (" my foster dad hit me ", "staff_abuse"),
        (" my uncle hit me ", "abuse"),
        (" a lad hit me ", "bullying"),
        (" someone hit me ", ""),
    ],
)
def test_whoever_was_named_last_did_it(sentence: str, category: str) -> None:
    """The category decides who may be told: staff never about staff."""
    assert whose(sentence, len(sentence), sentence) == category


def test_the_rest_of_the_text_may_name_them() -> None:
    """ "I hate contact with my dad. Got hit again." """
    assert whose(" got hit again ", 10, " i hate contact with my dad got hit again ") == "abuse"
