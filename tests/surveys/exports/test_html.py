"""A report as a page."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from surveys.exports import html
from surveys.exports.look import Look
from surveys.exports.outline import Heading, Outline, Table
from surveys.exports.paper_words import LEGEND
from surveys.flow.replies import Sharing
from surveys.protection.quoting import PassedText
from tests.surveys.exports.samples import sample
from tests.surveys.exports.test_look import logo
from tests.surveys.reports.rounds import FOOD, TEXT, chosen, passed, report, survey, wrote


class Page(HTMLParser):
    """What a page's tags are, and its text outside of styles."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._style = False
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._style else data
        self._style = False


@pytest.mark.parametrize("total", [3, 6, 14, 24, 300])
def test_the_page_is_whole_in_itself(total: int) -> None:
    """A request to anywhere would tell who reads it; a script could do more."""
    page = Page(html.render(report(FOOD, chosen("meal", good=total), total)))

    assert not {"script", "link", "img", "iframe", "form", "a"} & {tag for tag, _ in page.tags}
    assert not [
        attrs for _, attrs in page.tags if {"src", "href", "style", "onclick"} & attrs.keys()
    ]
    assert "url(" not in html.render(report(FOOD, [], total)).decode().replace("url(#", "")


def test_the_page_allows_itself_its_own_style_and_nothing_else() -> None:
    """Even words that broke out of their place could load nothing."""
    page = Page(html.render(report(FOOD, [], 24)))
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv"))

    assert policy == html.content_policy()
    assert "default-src 'none'" in html.content_policy()


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x>', "&amp;", "{{ 7*7 }}", "</style><b>"]
)
def test_e3_words_stay_words(words: str) -> None:
    """An answer is shown, never obeyed."""
    words += " and more trips"
    texts = [PassedText(words, Sharing.MY_WORDS, typical=True)] * 20
    page = Page(html.render(report(FOOD, wrote("tell", 20), 24, {"tell": texts})))

    assert words in page.text
    assert not {"script", "img", "b"} & {tag for tag, _ in page.tags}


def test_every_chart_is_a_table_that_can_be_read_aloud() -> None:
    """The bars are for the eye alone; the words beside them say the same."""
    made = report(FOOD, chosen("meal", good=14), 24)
    page = Page(html.render(made))
    drawn = [attrs for tag, attrs in page.tags if tag == "svg"]
    sections = [section for section in made.sections if section.rows]

    assert all(attrs.get("aria-hidden") == "true" for attrs in drawn)
    assert sum(tag == "table" for tag, _ in page.tags) == len(sections)
    assert sum(a.get("scope") == "row" for _, a in page.tags) == sum(
        len(section.rows) for section in sections
    )
    assert all(row.says in page.text for section in sections for row in section.rows)


def test_e6_the_page_names_its_release_and_its_form() -> None:
    """A page that is printed and passed on says what it is. Fails when its form is left out."""
    text = Page(html.render(report(FOOD, [], 6))).text

    assert "Release R-1, 20 November 2026. Approved by Sam." in text
    assert "Form: three bands, for 5 to 9 answers (edition 4)." in text


def test_a_page_that_nobody_approved_says_so() -> None:
    """A draft that travels must not pass for a result."""
    assert "Not approved yet." in Page(html.render(report(FOOD, [], 24, approved_by=""))).text
    assert "Not approved yet." not in Page(html.render(report(FOOD, [], 24))).text


def test_d1_below_five_the_page_says_not_enough_and_nothing_else_of_answers() -> None:
    """The same page for nobody as for four. Fails when the floor is four."""
    pages = {
        html.render(report(FOOD, chosen("meal", bad=total), total, invited=12))
        for total in range(5)
    }

    assert len(pages) == 1
    assert "Not enough to show." in Page(pages.pop()).text


def test_e5_no_time_is_finer_than_a_day() -> None:
    """A time of day could be matched with who was in."""
    text = Page(html.render(report(FOOD, wrote("tell", 20), 24, {"tell": passed(20)}))).text

    assert not re.search(r"\d\d:\d\d", text)


def test_the_policy_of_a_page_is_of_its_own_look() -> None:
    """Under the plain look's policy a page in another colour would stand without its style.

    Fails when a policy is made once for all.
    """
    ours = Look("Harbour Row Homes", "#7a1f5c", logo())
    page = Page(html.render(report(FOOD, [], 24), ours))
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv"))

    assert policy == html.content_policy(ours) != html.content_policy()
    assert [attrs["alt"] for tag, attrs in page.tags if tag == "img"] == [""]
    assert "img-src data:" in str(policy)
    assert "img-src" not in html.content_policy()
    assert "Harbour Row Homes" in page.text


def test_a_legend_stands_once_and_only_where_bars_are() -> None:
    """Stripes that nobody explains are decoration; a legend of nothing puzzles."""
    assert Page(html.render(sample(40))).text.count(LEGEND) == 1
    assert LEGEND not in Page(html.render(sample(3))).text
    words_only = report(survey(TEXT), wrote("tell", 24), 24)
    assert LEGEND not in Page(html.render(words_only)).text


def test_every_paper_can_be_drawn() -> None:
    """The inspector's pack and the board's page are papers too. Fails when a block is unknown."""
    table = Table("Rounds", ("Round", "Reach"), (("<Food>", "5 to 9"),))
    paper = Outline(
        "Pack", "Evidence", "en", "pack", date(2026, 11, 20), (Heading("Pack"), table), "End"
    )
    page = Page(html.draw(paper))

    assert {"table", "caption", "th", "td"} <= {tag for tag, _ in page.tags}
    assert "<Food>" in page.text
    assert paper.foot in page.text


def test_e2_a_lone_surrogate_does_not_stop_the_page() -> None:
    """Half an emoji must not lose everybody's report."""
    made = report(FOOD, [], 24).model_copy(update={"title": "a\ud83d\u202eb"})

    assert "a?b" in Page(html.render(made)).text
