"""What an author may put back of their own words, and what stays hidden whatever they tap."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.redaction.previewing import (
    LONGEST_BACK,
    MOST_BACK,
    Piece,
    folded,
    preview,
    shown,
)
from surveys.redaction.roster import Roster
from surveys.redaction.spans import Label, Mark

ROSTER = Roster.model_validate(
    {
        "people": ["Tamika Boyle", "Summer Reid", {"name": "Oluwaseun", "nicknames": ["Seun"]}],
        "homes": ["Larkfield House"],
        "schools": ["Oakmere High"],
    }
)
ME = frozenset({"Seun"})
BITS = (
    "summer", "Summer", "summer was good", "me and summer", "tamika", "Tamika's", "seun", "SEUN",
    "larkfield", "the lodge", "bless her", "and", "said", "07700 900123", "oakmere", "hates",
    "sam", "zelkorin", "in", "[a name]", "was", "i like", ".", "?", "jo", "st", "road",
)  # fmt: skip
MOST = 2000 if os.environ.get("EARSHOT_FULL") else 40


def piece(words: str, text: str, own: frozenset[str] = frozenset()) -> Piece:
    """The piece of the text that holds these words."""
    seen = preview(text, ROSTER, own)
    assert seen is not None
    return next(each for each in seen.pieces if words in each.words)


def test_r7_what_is_asked_about_may_be_put_back() -> None:
    """A season must not be lost because somebody is called after it."""
    assert piece("summer", "summer was good").may_put_back
    assert shown("summer was good", ROSTER) == "[a name?] was good"
    assert shown("Summer was good", ROSTER, frozenset({"summer"})) == "Summer was good"


def test_r7_their_own_nickname_may_be_put_back_and_nobody_elses() -> None:
    """Whoever wrote it decides about themselves, and about nobody else."""
    text = "tamika said Seun can stay"
    assert piece("Seun", text, ME).may_put_back
    assert not piece("tamika", text, ME).may_put_back
    everything = frozenset({"seun", "tamika"})
    assert shown(text, ROSTER, everything, ME) == "[a name] said Seun can stay"
    assert shown(text, ROSTER, everything) == "[a name] said [a name] can stay"


def test_r7_a_name_two_others_go_by_is_nobodys_own() -> None:
    """ "Sam" could be the other Sam, so it stays hidden."""
    two = Roster.model_validate({"people": ["Sam Hill", "Sam Okoro"]})
    one = Roster.model_validate({"people": ["Sam", "Sam Hill"]})
    own = frozenset({"sam"})
    assert shown("sam said no", two, own, own) == "[a name] said no"
    assert shown("sam said no", one, own, own) == "sam said no"


def test_r7_a_word_that_is_sure_in_one_place_stays_hidden_in_both() -> None:
    """Putting back "summer" must not tell who Summer Reid is."""
    text = "summer was good, my friend Summer Reid said so"
    seen = preview(text, ROSTER)
    assert seen is not None
    assert not any(each.may_put_back for each in seen.pieces)
    assert "ummer" not in shown(text, ROSTER, frozenset({"summer", "summer reid"}))


def test_r7_numbers_and_addresses_are_never_put_back_as_a_name() -> None:
    """A nickname that is a telephone number is no nickname."""
    own = frozenset({"07700900123", "Larkfield House"})
    text = "ring 07700900123 or come to Larkfield House"
    assert shown(text, ROSTER, own | {"larkfield house"}, own) == (
        "ring [a phone number] or come to [a home]"
    )


def test_nothing_to_hide_is_nothing_to_say() -> None:
    """Most answers name nobody: whoever wrote them is not stopped."""
    assert preview("the food is ok i guess", ROSTER) is None
    assert preview("", ROSTER) is None


def test_the_preview_is_what_readers_get() -> None:
    """Whoever decides must see just what will be read."""
    text = "Tamika and summer was good"
    for back in (frozenset[str](), frozenset({"summer"})):
        seen = preview(text, ROSTER, put_back=back)
        assert seen is not None
        assert seen.shown == shown(text, ROSTER, back)


def test_few_and_short_pieces_may_be_put_back() -> None:
    """The envelope has one size: what is put back has a bound."""
    seen = preview(" and ".join(f"me n {name}" for name in _MANY), Roster())
    assert seen is not None
    assert sum(each.may_put_back for each in seen.pieces) <= MOST_BACK


_MANY = ("summer", "autumn", "hope", "river", "rose", "joy", "faith", "sky", "star", "storm")


def test_a_piece_says_its_kind_and_how_sure() -> None:
    """The buttons and the words are made from these."""
    sure = piece("amika", "Tamika is nice")
    assert (sure.words, sure.folded, sure.label, sure.mark) == (
        "Tamika",
        "tamika",
        Label.PERSON,
        Mark.HIDDEN,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Summer", "SUMMER"), ("Seun's", "seun"), ("José", "jose"), ("the  Lodge", "The lodge")],
)
def test_words_are_compared_folded(one: str, other: str) -> None:
    """Capitals, accents and an 's change nothing about what was put back."""
    assert folded(one) == folded(other)


_TEXTS = st.lists(st.sampled_from(BITS), max_size=12).map(" ".join) | st.text(max_size=60)


@settings(max_examples=MOST, deadline=None)
@given(_TEXTS, st.lists(_TEXTS, max_size=3))
def test_r7_nothing_that_is_put_back_unhides_anybody_else(text: str, more: list[str]) -> None:
    """Third parties stay hidden whatever is tapped, typed or forged."""
    seen = preview(text, ROSTER, ME)
    pieces = seen.pieces if seen is not None else ()
    wanted = frozenset({each.folded for each in pieces} | {folded(each) for each in more} | BACK)
    kept = shown(text, ROSTER, wanted, ME)
    for each in pieces:
        if each.mark is Mark.HIDDEN and each.folded != "seun":
            assert not each.may_put_back
            assert kept.count(each.words) <= shown(text, ROSTER).count(each.words)
    assert all(len(each.folded.encode()) <= LONGEST_BACK for each in pieces if each.may_put_back)


BACK = frozenset({"tamika", "tamika boyle", "summer reid", "larkfield", "oakmere", "07700"})


@settings(max_examples=MOST, deadline=None)
@given(_TEXTS, st.frozensets(st.sampled_from(sorted(BACK | {"summer", "seun", "hope"}))))
def test_what_readers_get_is_the_same_each_time_and_never_more(
    text: str, back: frozenset[str]
) -> None:
    """The preview's promise holds at the seal: same words, same roster, same outcome."""
    first = shown(text, ROSTER, back, ME)
    assert first == shown(text, ROSTER, back, ME)
    assert shown(first, ROSTER) == shown(shown(first, ROSTER), ROSTER)
    seen = preview(text, ROSTER, ME, back)
    assert first == (text if seen is None else seen.shown)
