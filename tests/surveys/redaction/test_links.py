"""E-mail addresses, links and accounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.redaction import links
from tests.surveys.redaction.test_numbers import found


@pytest.mark.parametrize(
    "address",
    [
        "jay@example.com",
        "jay at gmail dot com",
        "jay (at) example (dot) co (dot) uk",
        "jay[at]example[dot]org",
        "jay @ example . com",
        "jay dot smith at gmail dot com",
    ],
)
def test_r1_an_address_is_hidden_though_it_is_spelt_out(address: str) -> None:
    """Spelling an address out is how filters are passed."""
    assert (address, "EMAIL", "hidden") in found(f"its {address}")


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("snap is jaydn_x99", "jaydn_x99"),
        ("my insta jaydn.x ok", "jaydn.x"),
        ("add me on snap lilbean4eva", "lilbean4eva"),
        ("follow @official.kxng", "@official.kxng"),
        ("discord: wraith#4471", "wraith#4471"),
        ("snap:ellz.mae", "ellz.mae"),
        ("add mizzy-b on snap", "mizzy-b"),
        ("im ktbug on tiktok", "ktbug"),
        ("my insta @moonchild.uk", "@moonchild.uk"),
        ("my gamertag is Angry Toaster 41", "Angry Toaster 41"),
    ],
)
def test_r1_an_account_is_hidden_with_and_without_its_sign(text: str, account: str) -> None:
    """Young people give the platform, not the sign."""
    assert (account, "HANDLE", "hidden") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "snap is banned here",
        "insta is full of drama",
        "they email my social worker",
        "snap: its fine",
        "add cheese on toast",
        "childline.org.uk helped",
    ],
)
def test_r5_talk_about_platforms_stays(text: str) -> None:
    """What is said of a platform is often the answer itself."""
    assert found(text) == []


def test_a_link_is_hidden_with_and_without_its_beginning() -> None:
    """A page about somebody is as good as their name."""
    assert found("see https://example.com/a?b=1.") == [
        ("https://example.com/a?b=1", "URL", "hidden")
    ]
    assert found("its on somekidsblog.com") == [("somekidsblog.com", "URL", "hidden")]


@pytest.mark.full
@pytest.mark.parametrize(
    ("what", "told_by"), [("URL", "LINKING"), ("SPELT", "SPELLING"), ("GLUED", "GLUE")]
)
@given(st.data())
def test_r1_what_is_not_looked_at_is_no_link_and_no_account(
    what: str, told_by: str, data: st.DataObject
) -> None:
    """Most texts are done with at one glance, which must miss none."""
    text = data.draw(st.from_regex(getattr(links, what)))

    assert getattr(links, told_by).search(text)


@pytest.mark.parametrize("word", ["xxjordanxx", "xxmillyxx", "coolName"])
@pytest.mark.parametrize("beside", ["snap", "Insta's", "add", "tik'tok", "tiktoks"])
def test_r1_an_account_of_letters_alone_is_known_by_what_stands_near(
    word: str, beside: str
) -> None:
    """Where no platform is named, words of letters are not looked at twice."""
    named = found(f"{beside} {word}")

    assert any(word in hidden for hidden, label, _ in named if label == "HANDLE"), named
