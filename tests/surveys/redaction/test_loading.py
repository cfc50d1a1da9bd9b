"""A roster as an administrator writes it."""

from __future__ import annotations

import pytest

from surveys.redaction.loading import RosterMistake, read_roster


def test_a_roster_is_read_in_any_of_its_shapes() -> None:
    """A list that exists already should not have to be rewritten."""
    roster = read_roster(
        b'{"People": ["Sam Hill", {"first_name": "Jo", "last_name": "Park", "nickname": "JP"}],'
        b' "young people": {"Kit Bell": ["Kitty"]}, "homes": "Elm House", "schools": null}'
    )

    assert [(known.name, known.nicknames) for known in roster.people] == [
        ("Sam Hill", ()),
        ("Jo Park", ("JP",)),
        ("Kit Bell", ("Kitty",)),
    ]
    assert [known.name for known in roster.homes] == ["Elm House"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON"),
        ("4", "the roster is 4"),
        ('{"peeple": []}', '"peeple"; call it people, staff, homes'),
        ('{"people": 4}', '"people" is 4, not a list'),
        ('{"people": ["Sam Hill", 4]}', 'number 2 of the roster\'s "people" is 4'),
        ('{"people": ["x"]}', "2 to 80 letters"),
        ('{"homes": [{"colour": "red"}]}', 'number 1 of the roster\'s "homes"'),
        ('{"people": ["..."]}', "has no name"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_bad_roster_is_refused_with_the_thing_the_value_and_the_way_out(
    text: str, said: str
) -> None:
    """A list that is silently left out protects nobody."""
    with pytest.raises(RosterMistake) as refused:
        read_roster(text)

    assert said in str(refused.value)
