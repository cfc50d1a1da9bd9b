"""Those an organisation knows."""

from __future__ import annotations

import pytest

from surveys.redaction.redactor import redact
from surveys.redaction.roster import Roster

KNOWN = Roster.model_validate(
    {
        "people": [{"name": "Aaliyah Khan", "nicknames": ["Liyah"]}, "Will Askew", "Mark Temple"],
        "homes": ["Marlpit House"],
        "schools": ["St Aldhelm's Academy"],
        "streets": ["Sandybank Road"],
    }
)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("AALIYAH left", "[a name] left"),
        ("aaliyahs room", "[a name] room"),
        ("Aaliyah’s room", "[a name] room"),
        ("aaliya khan left", "[a name] left"),
        ("ask liyah", "ask [a name]"),
        ("at marlpit hse now", "at [a home] now"),
        ("at marlpt now", "at [a home] now"),
        ("i go st aldhelms", "i go [a school]"),
        ("on sandy bank rd", "on [a street]"),
    ],
)
def test_r2_the_roster_is_found_in_any_case_possessive_and_slip(text: str, redacted: str) -> None:
    """The people an answer is about are mostly the people the house knows."""
    assert redact(text, KNOWN).redacted == redacted


@pytest.mark.parametrize(
    "text", ["will you ask", "i will wait", "mark my words", "may we go", "full marks"]
)
def test_r5_a_roster_name_that_is_a_word_needs_words_around_it(text: str) -> None:
    """One colleague called Will must not hide half of what is said."""
    assert redact(text, KNOWN).spans == ()


@pytest.mark.parametrize("text", ["will said no", "i told mark", "me and will cooked"])
def test_r2_a_roster_name_that_is_a_word_is_hidden_where_people_stand(text: str) -> None:
    """And Will himself must not be shown."""
    assert [str(span.mark) for span in redact(text, KNOWN).spans] == ["hidden"]


def test_an_empty_roster_finds_nothing_and_refuses_nothing() -> None:
    """Before an administrator has loaded one, everything else still works."""
    assert redact("sandybank road", Roster()).redacted == "[a street]"


def test_common_words_of_a_nickname_or_a_home_are_not_hidden_alone() -> None:
    """ "Big Dave" must not hide "big", nor Rose Lodge the roses."""
    known = Roster.model_validate({"people": ["Big Dave"], "homes": ["Rose Lodge", "Unit 4"]})

    assert redact("me and big bags, a rose, the unit", known).spans == ()
    assert redact("big dave left rose lodge", known).redacted == "[a name] left [a home]"


def test_what_is_hidden_already_is_no_half_of_a_name() -> None:
    """ "Number Nine" on the roster must not take the word before a hidden piece with it."""
    known = Roster.model_validate({"homes": ["Number Nine"], "people": ["Will Castleton"]})

    assert redact("number 07700 900123", known).redacted == "number [a phone number]"
    assert redact("can will come too", known).redacted == "can [a name] come too"


@pytest.mark.parametrize("text", ["larkfieldhouse", "larkfeildhouse", "tamikabroadhurst"])
def test_r2_a_name_written_without_its_spaces_is_found(text: str) -> None:
    """Thumbs leave spaces out."""
    known = Roster.model_validate({"homes": ["Larkfield House"], "people": ["Tamika Broadhurst"]})

    assert "[a " in redact(f"i hate {text}", known).redacted
    assert text not in redact(f"i hate {text}", known).redacted


WITH_STAFF = Roster.model_validate(
    {"people": ["Aaliyah Khan"], "staff": ["Lorcan Whitby", {"name": "Will Askew"}]}
)


@pytest.mark.parametrize(
    ("name", "is_so"),
    [
        ("lorcan", True),
        ("Lorcan's", True),
        ("mr whitby", True),
        ("lorcann", True),
        ("WILL", True),
        ("Aaliyah", False),
        ("tamika", False),
        ("mr", False),
        ("", False),
    ],
)
def test_59_a_name_is_known_to_be_that_of_somebody_who_works_here(name: str, is_so: bool) -> None:
    """A complaint about a worker is told where it can go before it is sent."""
    assert WITH_STAFF.index.is_staff(name) is is_so


def test_r2_staff_are_hidden_like_everybody() -> None:
    """That somebody works here is no reason to show their name."""
    assert redact("lorcan shouts at aaliyah", WITH_STAFF).redacted == "[a name] shouts at [a name]"


def test_a_roster_shows_no_name_when_it_is_printed() -> None:
    """An error, a log or a debugger tells how many are known and nothing of them."""
    shown = f"{WITH_STAFF} {WITH_STAFF!r} {WITH_STAFF.people} {[*WITH_STAFF.staff]}"

    assert "staff=2" in shown
    assert "Lorcan" not in shown
    assert "Khan" not in shown
