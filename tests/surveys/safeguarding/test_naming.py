"""Words that name somebody are not shown to them: any case, possessive, one slip, by job."""

from __future__ import annotations

import os
import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from surveys.people.roles import Role
from surveys.redaction.vocabulary import vocabulary
from surveys.safeguarding.naming import names, one_slip_apart

LEAD = Role.SAFEGUARDING_LEAD
EXAMPLES = 2000 if os.environ.get("EARSHOT_FULL") else 60
NAMES = ("Mina", "Omar", "Priya", "Siobhan", "Zoë", "Anne-Marie", "Kwame", "Sam")


@pytest.mark.parametrize(
    "text",
    [
        "Mina hit me",
        "MINA HIT ME",
        "it was mina's fault",
        "it was minas fault",
        "m i n a hit me",
        "M1na hit me",
        "mnia hit me",
        "mima hit me",
        "minna hit me",
        "Míña hit me",
        "the safeguarding lead hit me",
        "our lead grabbed me",
    ],
)
def test_c7_a_lead_who_is_named_in_any_way_is_named(text: str) -> None:
    """C7: what is written about somebody does not go to them."""
    assert names(text, "Mina", LEAD)


@pytest.mark.parametrize("text", ["never mind", "it's mine", "a mini cooper", "in a minute", ""])
def test_a_word_that_is_one_letter_off_is_not_a_name(text: str) -> None:
    """A lead called Mina would see next to nothing if "mine" were her."""
    assert not names(text, "Mina", LEAD)


WORDS_TOO = ("Will", "Grace", "May", "Hope")


@pytest.mark.parametrize("nick", WORDS_TOO)
@pytest.mark.parametrize(
    "text",
    [
        "my key worker {} hit me",
        "{} hit me",
        "it was {}'s fault and i {} tell",
        "i told {} and they {} not stop",
        "they, {} and Jo, hit me",
    ],
)
def test_c7_a_lead_whose_name_is_a_word_is_named_in_any_case(nick: str, text: str) -> None:
    """C7: young people write names small. Fails when only a capital makes a name of a word."""
    assert names(text.format(nick, nick.lower()), nick, LEAD)
    assert names(text.format(nick.lower(), nick.lower()), nick, LEAD)
    assert names(f"he {nick} hit me", nick, LEAD)


@pytest.mark.parametrize(
    ("nick", "text"),
    [
        ("Will", "i will kill myself tonight"),
        ("Will", "I WILL RUN AWAY and they will look for me"),
        ("May", "he may hurt my brother"),
        ("Hope", "i hope i never wake up"),
    ],
)
def test_what_somebody_does_is_no_name(nick: str, text: str) -> None:
    """A lead called Will would be told of next to nothing if every "I will" were him.

    Fails when a word right after "I" or "they" counts as a name, small as it is written.
    """
    assert not names(text, nick, LEAD)


def test_a_job_names_only_those_who_do_it() -> None:
    """The deputy can be told of the lead."""
    assert not names("the safeguarding lead hit me", "Dee", Role.SAFEGUARDING_DEPUTY)
    assert names("a trustee touched me", "Tess", Role.TRUSTEE)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    form=st.sampled_from(
        [str.lower, str.upper, str.title, lambda n: n + "'s", lambda n: n + "’s"]
    ),
    before=st.text(alphabet=string.ascii_letters + " .,!\n", max_size=40),
    after=st.text(alphabet=string.ascii_letters + " .,!\n", max_size=40),
)
def test_c7_a_name_is_found_wherever_it_stands(
    name: str, form: object, before: str, after: str
) -> None:
    """Property: in any case, with any possessive, in any text."""
    assert names(f"{before} {form(name)} {after}", name, LEAD)  # type: ignore[operator]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    name=st.sampled_from([n for n in NAMES if n.isascii() and "-" not in n]),
    place=st.integers(0, 6),
    letter=st.sampled_from(string.ascii_lowercase),
    how=st.sampled_from(["left out", "added", "changed", "swapped"]),
)
def test_c7_a_name_with_one_slip_is_found(name: str, place: int, letter: str, how: str) -> None:
    """Property: one letter left out, added, changed or swapped, unless that is another word."""
    word, at = name.lower(), place % len(name)
    slipped = {
        "left out": word[:at] + word[at + 1 :],
        "added": word[:at] + letter + word[at:],
        "changed": word[:at] + letter + word[at + 1 :],
        "swapped": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[how]
    assume(len(slipped) >= 3 and slipped not in vocabulary().words)

    assert one_slip_apart(slipped, word)
    assert names(f"it was {slipped} again", name, LEAD)
