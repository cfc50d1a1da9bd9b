"""What a house talk agreed on, as a file."""

from __future__ import annotations

from datetime import date

from surveys.exports import talk
from surveys.exports.html import content_policy
from surveys.talks.result import Agreed, TalkResult

RESULT = TalkResult(
    talk="talk-0011223344556677",
    title="The front room",
    decider="Mo, manager",
    hears_by=date(2027, 4, 1),
    parts=(Agreed(prompt="What stays?", sentences=("<b>The sofa</b>\u202e", "The lamp")),),
    release="0a1b2c3d",
    released_on=date(2027, 3, 5),
    approved_by="Ash",
)


def test_e6_the_file_names_its_release_and_its_form_and_no_talk() -> None:
    """Two copies on a desk must be told apart; the talk's own key leads to a home."""
    page = talk.render(RESULT).decode()

    assert talk.file_name(RESULT) == "earshot-house-talk-0a1b2c3d-form1.html"
    assert "Release 0a1b2c3d, form 1." in page
    assert RESULT.talk not in page


def test_e3_words_in_it_are_words_and_the_page_asks_for_nothing() -> None:
    """What somebody said aloud must not become a tag, nor turn the line around it."""
    page = talk.render(RESULT).decode()

    assert "&lt;b&gt;The sofa&lt;/b&gt;<" in page
    assert "<script" not in page
    assert content_policy().replace("'", "&#39;") in page


def test_d8_it_says_that_it_is_not_anonymous_and_counts_nobody() -> None:
    """On paper, without the page around it, it must still say what it is."""
    page = talk.render(RESULT).decode()

    assert "They are not anonymous, and not counts." in page
    assert "Which one is never said." in page


def test_a_talk_of_which_nothing_was_passed_on_says_so() -> None:
    """An empty sheet would look like a fault."""
    page = talk.render(RESULT.model_copy(update={"parts": ()})).decode()

    assert "Nothing was passed on from this talk." in page
