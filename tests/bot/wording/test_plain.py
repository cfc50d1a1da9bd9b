"""Words people wrote stay words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.plain import BREAK, defuse, in_words, parcels, restore, shortened

LIVE = re.compile(
    r"https?://\S|tg://\S|t\.me/\S|[\w.]+@[\w]+\.\w|(?<!\w)@\w{3}|(?<!\w)#\w|(?<!\w)/\w|\w\.(com|uk)"
)
"""What chats make live by themselves, as far as a pattern can say."""


@pytest.mark.parametrize(
    "written",
    [
        "see https://example.com/a?b=c",
        "t.me/somebody",
        "tg://resolve?domain=x",
        "write to ann@example.com",
        "@ann_handle knows",
        "/deleteme",
        "#tag and $GBP",
        "www.example.co.uk",
        "a//b @@x ..com",
    ],
)
def test_e3_what_somebody_wrote_never_becomes_a_link_a_mention_or_a_command(written: str) -> None:
    """A title or an answer must not be a button that somebody else pressed into place."""
    shown = defuse(written)

    assert not LIVE.search(shown)
    assert shown.replace(BREAK, "") == written
    assert restore(shown) == written


@given(st.text(alphabet=st.sampled_from(list(f"ab@#$/:.\\ \n{BREAK}é😀"))))
def test_e3_breaking_links_loses_nothing(written: str) -> None:
    """What is shown can be turned back into exactly what was written."""
    assert restore(defuse(written)) == written


@given(st.text(alphabet=st.sampled_from(list("ab/@.:#"))))
def test_e3_no_sign_that_starts_something_touches_what_follows(written: str) -> None:
    """Whatever a chat recognises next year, it begins with one of these signs."""
    assert not re.search(r"[@#$/:.\\][^\s\u2060]", defuse(written))


def test_plain_words_are_left_alone() -> None:
    """A screen reader should meet nothing odd in an ordinary sentence."""
    assert defuse("It's fine. Really? Yes!") == "It's fine. Really? Yes!"


def test_a_text_without_the_language_is_in_the_main_one() -> None:
    """A missing translation is no reason to show nothing."""
    assert in_words({"en": "Food", "cy": "Bwyd"}, "cy") == "Bwyd"
    assert in_words({"en": "Food"}, "cy") == "Food"
    assert in_words({}, "cy") == ""


def test_what_is_cut_says_that_it_was() -> None:
    """Nobody should think that the rest is gone."""
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"


def test_lines_are_put_into_messages_that_fit() -> None:
    """A long list of answers still arrives, in order, in as few messages as it takes."""
    lines = ["a" * 30, "b" * 30, "c" * 95]

    messages = parcels(lines, 70)

    assert messages == ["a" * 30 + "\n" + "b" * 30, "c" * 70, "c" * 25]
    assert parcels([], 70) == []
