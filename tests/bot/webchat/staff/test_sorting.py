"""Sorting in the browser, without a script: one answer, groups, two people, and what stands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.services.themes import first_reading
from bot.services.themes.boards import load_board
from bot.services.underway import Underway
from bot.services.world import World
from surveys.definitions.questions import LongText
from surveys.definitions.rules import Is
from surveys.ids import RoundId
from surveys.people.roles import Role
from surveys.themes.board import Board, settled
from surveys.themes.candidate import Origin
from surveys.themes.log import KeptRun
from surveys.themes.suggesting import LEFT_ASIDE
from tests.bot.after_seal import house as after_seal
from tests.bot.after_seal.forty import ANSWERS, seal_forty
from tests.bot.after_seal.house import CHANGE, LISTENED, House
from tests.bot.webchat.staff.browsing import Browser, Page

pytestmark = pytest.mark.sqlite_only

RID = RoundId("meetings")
ROUND = "staff/sort/meet01/"
AT = f"{ROUND}3/"
MOVE = f"{AT}move"


async def board(house: House) -> Board:
    async with house.world.database.read() as db:
        return await load_board(db, house.world, RID, CHANGE)


async def begin(browser: Browser, *names: str) -> Page:
    await browser.sign_in(*names)
    for name in names:
        page = await browser.post(name, AT)
    return page


def seen(page: Page) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page.text)
    assert found, page.text
    return found[1]


def answer_on(page: Page) -> str:
    found = re.search(r'name="answer" value="([\w-]+)"', page.text)
    assert found, page.text
    return found[1]


def groups_on(page: Page, kind: str = "machine") -> list[str]:
    return re.findall(rf'<li class="group {kind}" id="g-(\w+)"', page.text)


async def press(browser: Browser, who: str, page: Page, /, **fields: str) -> Page:
    return await browser.post(who, MOVE, seen=seen(page), **fields)


async def test_an_answer_is_put_in_a_new_theme_and_the_next_one_comes(
    house: House, browser: Browser
) -> None:
    """The whole of sorting is this, forty times."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    assert "0 of 40 sorted" in page.text
    first = answer_on(page)
    page = await press(browser, "Sam", page, does="tag", answer=first, fresh="Being heard")

    assert "1 of 40 sorted" in page.text
    assert "Put an answer in “Being heard”." in page.words
    assert answer_on(page) != first
    assert [(one.name, len(one.answers)) for one in settled(await board(house))] == [
        ("Being heard", 1)
    ]


@pytest.mark.parametrize("aside", [False, True])
async def test_26_it_is_said_where_the_list_of_themes_did_not_fit_the_answers(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch, *, aside: bool
) -> None:
    """26: readers would look for their own themes among the groups, and find none of them."""
    suggested = first_reading._suggested

    def marked(*given: Any) -> KeptRun:
        kept = suggested(*given)
        told = {**kept.run.parameters, **({LEFT_ASIDE: "1"} if aside else {})}
        return replace(kept, run=replace(kept.run, parameters=told))

    monkeypatch.setattr(first_reading, "_suggested", marked)
    await seal_forty(house)
    await begin(browser, "Sam")
    groups = (await browser.get("Sam", f"{AT}groups")).words

    assert ("The computer left it aside" in groups) is aside


async def test_26_a_page_says_whom_a_question_was_asked_and_where_the_other_side_is(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """26: sides stand apart, and whoever sorts one knows that it is one."""
    *others, change = after_seal.SURVEY.questions
    both = (
        change.model_copy(update={"show_if": Is(is_={LISTENED: "no"})}),
        LongText(id="why", text={"en": "What helps?"}, show_if=Is(is_={LISTENED: "yes"})),
    )
    with_sides = after_seal.SURVEY.model_copy(update={"questions": (*others, *both)})
    monkeypatch.setattr(after_seal, "SURVEY", with_sides)
    await seal_forty(house)
    page = await begin(browser, "Sam")
    only = "Asked only of those who said “No” to “Do staff listen at house meetings?”."

    assert only in page.words
    assert only in (await browser.get("Sam", ROUND)).words
    groups = (await browser.get("Sam", f"{AT}groups")).words
    assert f"{only} The others were asked “What helps?”: that is sorted apart." in groups


async def test_26_while_thousands_are_read_the_page_says_how_far_and_asks_again_by_itself(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """26: no script is needed, no word is opened for it, and whoever would rather begin can."""
    await seal_forty(house)
    reads = Underway(6000, 1240)
    house.world.suggesting[RID, CHANGE] = reads
    monkeypatch.setattr(first_reading, "WAITED_FOR", 39)
    page = await begin(browser, "Sam")

    for path in (AT, f"{AT}groups"):
        page = await browser.get("Sam", path)
        assert "The computer is reading: 1,240 of 6,000 answers." in page.words
        assert page.headers["Refresh"] == "3"
        assert "food" not in page.words
    page = await browser.get("Sam", f"{AT}?begin=1")
    assert "Refresh" not in page.headers
    page = await press(browser, "Sam", page, does="tag", answer=answer_on(page), fresh="Sooner")
    assert "1 of 40 sorted" in page.text
    groups = (await browser.get("Sam", f"{AT}groups")).words
    assert "Its groups will stand here." in groups
    assert "could not group" not in groups

    house.clock.on(minutes=41)
    await browser.sign_in("Sam")
    house.world.suggesting.clear()
    assert "The computer is reading" not in (await browser.get("Sam", AT)).words


async def test_the_way_in_stands_where_reading_ends(house: House, browser: Browser) -> None:
    """Whoever read the last text, and whoever comes back later, finds what comes next."""
    await seal_forty(house)
    await browser.sign_in("Sam")
    assert "All read. Next: find themes" in (await browser.get("Sam", "staff/")).words
    await browser.post("Sam", "staff/read/meet01/")
    assert "Next: find themes" in (await browser.get("Sam", "staff/read/meet01/")).words


async def test_nothing_is_sorted_before_everything_is_read(house: House, browser: Browser) -> None:
    """Words that nobody has read yet are in no group and on no page but the reader's own."""
    await seal_forty(house, read=False)
    await browser.sign_in("Sam")
    page = await browser.get("Sam", ROUND)
    assert "Some answers are not read yet." in page.words
    assert "Find themes" not in (await browser.get("Sam", "staff/")).words
    assert (await browser.post("Sam", AT)).status == 409


async def test_d8_who_may_not_read_the_words_finds_nothing_to_sort(
    house: House, browser: Browser
) -> None:
    """Words are for readers who are apart from the homes, in a slot of theirs, never at night."""
    await seal_forty(house)
    await browser.sign_in("Ash", "Mina", "Rae", "Sam")
    for name in ("Ash", "Mina", "Rae"):
        for path in (ROUND, AT, f"{AT}groups", f"{AT}history"):
            assert (await browser.get(name, path)).status == 404
        assert (await browser.post(name, MOVE, does="tag", seen="0")).status == 404
    for path in (AT, f"{AT}groups", f"{AT}history"):
        page = await browser.get("Sam", path)
        assert "What is one thing you would change?" in page.words
        assert "food" not in page.words


async def test_after_the_slot_no_word_is_shown_and_nothing_is_moved(
    house: House, browser: Browser
) -> None:
    """What was open before a break of an hour leads to whom to talk to, and changes nothing."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    house.clock.on(minutes=41)
    await browser.sign_in("Sam")
    assert "Now talk to" in (await browser.get("Sam", AT)).words
    assert "food" not in (await browser.get("Sam", f"{AT}groups")).words
    await press(browser, "Sam", page, does="tag", answer=answer_on(page), fresh="Late")
    assert settled(await board(house)) == ()


async def test_what_somebody_was_just_saying_is_still_taken_when_their_time_is_over(
    house: House, browser: Browser
) -> None:
    """As in reading: five minutes' grace for a decision, and no word is shown for it."""
    await seal_forty(house, count=14)
    page = await begin(browser, "Sam")
    page = await press(browser, "Sam", page, does="tag", answer=answer_on(page), fresh="Food")
    for minutes in (8, 8, 8, 8):
        house.clock.on(minutes=minutes)
        page = await browser.get("Sam", AT)
    house.clock.on(minutes=9)
    page = await press(browser, "Sam", page, does="tag", answer=answer_on(page), theme="theme_1")
    assert "Now talk to" in page.words
    assert [len(one.answers) for one in settled(await board(house))] == [2]


async def test_below_fifteen_the_page_says_why_nothing_is_suggested(
    house: House, browser: Browser
) -> None:
    """So few are best read together; themes can be made of them all the same."""
    await seal_forty(house, count=14)
    page = await begin(browser, "Sam")
    assert "The computer suggests" not in page.words
    groups = await browser.get("Sam", f"{AT}groups")
    assert "Fewer than 15 answers: the computer suggests nothing here." in groups.words
    assert groups_on(groups) == []
    page = await press(browser, "Sam", page, does="tag", answer=answer_on(page), fresh="Food")
    assert "1 of 14 sorted" in page.text


async def test_what_the_machine_says_is_called_so_and_decides_nothing(
    house: House, browser: Browser
) -> None:
    """Nothing is ticked for anybody; each group says why; kept ones say whose word stands."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    assert not re.search(r"<input[^>]* checked", page.text)
    groups = await browser.get("Sam", f"{AT}groups")
    assert "A computer made these groups. It is often wrong." in groups.words
    assert "Nobody else sees them until people have decided." in groups.words
    offered = groups_on(groups)
    assert groups.text.count("<summary>Why?</summary>") >= len(offered)
    assert settled(await board(house)) == ()
    groups = await press(browser, "Sam", groups, accept=offered[0], back="groups")
    assert "put here by the computer alone" in groups.words
    assert [one.answers for one in settled(await board(house))] == [frozenset()]


async def test_what_is_in_a_theme_by_whole_groups_is_not_called_unsorted_nor_sorted(
    house: House, browser: Browser
) -> None:
    """ "1 of 40 sorted" after everything was put in themes sends two people round again."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    page = await press(browser, "Sam", page, does="tag", answer=answer_on(page), fresh="Wifi")
    assert "1 of 40 sorted" in page.text
    groups = await browser.get("Sam", f"{AT}groups")
    for one in groups_on(groups)[:2]:
        groups = await press(browser, "Sam", groups, accept=one, back="groups")
    said = re.search(r"(\d+) of 40 in a theme, 1 sorted by hand", groups.words)
    assert said
    assert int(said[1]) > 2


async def test_what_one_person_said_is_shown_and_never_a_name(
    house: House, browser: Browser
) -> None:
    """A name goes into histories and onto buttons, and somebody's words are nobody's label."""
    await seal_forty(house)
    await begin(browser, "Sam")
    groups = await browser.get("Sam", f"{AT}groups")
    alone = groups_on(groups, "alone")
    assert alone
    cards = re.findall(r'<li class="group alone".*?</li>', groups.words, re.DOTALL)
    for card in cards:
        shown = [one for one in ANSWERS if f'<p class="said-there">{one}</p>' in card]
        assert len(shown) == 1
        assert card.count(shown[0]) == 1
    page = await press(browser, "Sam", groups, does="drop_here", here=alone[0], back="groups")
    assert "Said that “One answer (" in page.words


async def test_words_that_only_readers_read_are_marked_so(house: House, browser: Browser) -> None:
    """Whoever writes a name by what they see has to know what may be quoted."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    for _ in range(len(ANSWERS)):
        is_private = ANSWERS[20] in page.words
        assert ("Not for quoting" in page.words) is is_private
        if is_private:
            break
        page = await press(browser, "Sam", page, does="later", answer=answer_on(page))
    assert is_private


async def test_a_group_that_cannot_be_split_is_left_as_it_was(
    house: House, browser: Browser
) -> None:
    """A refusal that first makes it a theme has decided something after all."""
    await seal_forty(house)
    await begin(browser, "Sam")
    groups = await browser.get("Sam", f"{AT}groups")
    alone = groups_on(groups, "alone")[0]
    page = await press(browser, "Sam", groups, does="split", here=alone, back=f"group/{alone}")

    assert "There is nothing smaller inside." in page.words
    assert (await board(house)).version == 0


async def test_a_name_that_a_language_model_made_up_says_so(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A suggestion that reads like a person's is believed like a person's."""

    async def named(world: World, question: str, texts: object, kept: KeptRun) -> KeptRun:
        first, *others = kept.candidates
        made_up = replace(first, origin=Origin.GROUPED, theme=None, name="Odds and ends")
        return KeptRun(kept.run, (made_up, *others))

    monkeypatch.setattr(first_reading, "with_names", named)
    await seal_forty(house)
    await begin(browser, "Sam")
    groups = await browser.get("Sam", f"{AT}groups")
    cards = re.findall(r"<li class=.*?</li>", groups.words, re.DOTALL)
    (card,) = [one for one in cards if "Odds and ends" in one]
    assert "A language model made up this name" in card
    assert groups.words.count("A language model made up this name") == 1


async def test_groups_are_merged_split_put_away_and_put_back_and_all_of_it_undone(
    house: House, browser: Browser
) -> None:
    """28: each is one press, says what it did, and one more press takes it back."""
    await seal_forty(house)
    await begin(browser, "Sam")
    groups = await browser.get("Sam", f"{AT}groups")
    first, second = groups_on(groups)[:2]
    form = {"seen": seen(groups), "back": "groups"}
    for does in ("merge", "drop"):
        page = await browser.send_form(
            "Sam", MOVE, [*form.items(), ("does", does), ("group", first), ("group", second)]
        )
        assert first not in groups_on(page)
        undoes = re.search(r'name="undoes" value="([\d-]+)"', page.text)
        assert undoes
        page = await press(browser, "Sam", page, does="undo", undoes=undoes[1], back="groups")
        assert "Took back" in page.words
        assert {first, second} <= set(groups_on(page))
        form["seen"] = seen(page)
    page = await press(browser, "Sam", page, does="drop_here", here=first, back=f"group/{first}")
    assert first in groups_on(page, "out")
    page = await press(browser, "Sam", page, put_back=first, back="groups")
    assert first in groups_on(page)
    before = len(groups_on(page, "decided"))
    assert "Split it in" in (await browser.get("Sam", f"{AT}group/{first}")).words
    page = await press(browser, "Sam", page, does="split", here=first, back=f"group/{first}")
    assert len(groups_on(page, "decided")) >= before + 2


async def test_every_group_whose_page_offers_to_split_it_falls_into_as_many_as_it_says(
    house: House, browser: Browser
) -> None:
    """A theme of the codebook too: where there is one, the big groups are its."""
    await seal_forty(house)
    await begin(browser, "Sam")
    page = await browser.get("Sam", f"{AT}groups")
    offered = {}
    for one in groups_on(page):
        shown = await browser.get("Sam", f"{AT}group/{one}")
        if found := re.search(r"Split it in (\d+)", shown.words):
            offered[one] = int(found[1])
    assert groups_on(page)[0] in offered
    before = 0
    for one, count in offered.items():
        page = await press(browser, "Sam", page, does="split", here=one, back="groups")
        assert page.status == 200
        now = await board(house)
        held = [theme for theme in now.themes if now.members(theme)]
        assert len(held) == before + count
        before = len(held)


async def test_28_somebody_faster_is_shown_and_nothing_is_written_over_unseen(
    house: House, browser: Browser
) -> None:
    """The page says what they did and what was meant; one press does it."""
    await house.add("Val", Role.READER)
    await seal_forty(house)
    await begin(browser, "Sam", "Val")
    mine, theirs = await browser.get("Sam", f"{AT}groups"), await browser.get("Val", f"{AT}groups")
    one = groups_on(mine)[0]
    await press(browser, "Val", theirs, accept=one, **{f"name-{one}": "Tea time"}, back="groups")
    page = await browser.send_form(
        "Sam",
        MOVE,
        [("seen", seen(mine)), ("does", "drop"), ("group", one), ("back", "groups")],
    )
    assert page.status == 409
    assert "Somebody was faster" in page.words
    assert "Kept “Tea time” as a theme" in page.words
    assert "Said that “Tea time” is not a theme" in page.words
    assert [one.name for one in settled(await board(house))] == ["Tea time"]
    again = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page.text))
    await browser.post("Sam", MOVE, **again)
    assert settled(await board(house)) == ()


async def test_two_who_put_an_answer_in_the_same_theme_do_not_disagree(
    house: House, browser: Browser
) -> None:
    """A theme of the codebook that somebody took meanwhile is the one that was meant."""
    await house.add("Val", Role.READER)
    await seal_forty(house)
    await begin(browser, "Val")
    mine, theirs = await begin(browser, "Sam"), await browser.get("Val", AT)
    theme = re.search(r'value="(k:\w+)"', mine.text)
    assert theme
    chosen = {"does": "tag", "theme": theme[1]}
    await press(browser, "Val", theirs, answer=answer_on(theirs), **chosen)
    page = await press(browser, "Sam", mine, answer=answer_on(mine), **chosen)
    assert page.status == 200
    assert len(settled(await board(house))) == 1


async def test_the_history_says_who_and_when_and_what_the_machine_had_first(
    house: House, browser: Browser
) -> None:
    """26: the original is there as it was, whatever people made of it."""
    await seal_forty(house)
    await begin(browser, "Sam")
    groups = await browser.get("Sam", f"{AT}groups")
    one = groups_on(groups)[0]
    await press(browser, "Sam", groups, accept=one, **{f"name-{one}": "Tea time"}, back="groups")
    page = await browser.get("Sam", f"{AT}history")
    assert "Kept “Tea time” as a theme" in page.words
    assert "Sam, 10:00am" in page.words
    assert "As the computer first had it" in page.words
    assert all(words in page.words for words in ("better wifi", "idk", "a lock on my door"))


async def test_26_no_theme_is_ever_called_by_what_one_person_wrote(
    house: House, browser: Browser
) -> None:
    """A name goes further than words do: people give it, or it says that nobody has yet."""
    await seal_forty(house)
    await begin(browser, "Sam")
    groups = await browser.get("Sam", f"{AT}groups")
    alone = groups_on(groups, "alone")[0]
    page = await press(browser, "Sam", groups, accept=alone, back="groups")
    assert "Give it a name of a few words." in page.words
    form = [("seen", seen(page)), ("does", "merge"), ("back", "groups")]
    first = groups_on(page)[0]
    await browser.send_form("Sam", MOVE, [*form, ("group", first), ("group", alone)])
    page = await browser.get("Sam", f"{AT}groups")
    for one in groups_on(page):
        page = await press(browser, "Sam", page, does="split", here=one, back=f"group/{one}")
    named = [one.name.casefold() for one in (await board(house)).themes.values()]
    assert len(named) > 6
    assert [name for name in named for words in ANSWERS if words[:12].casefold() in name] == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"does": "merge"}, "Pick at least two groups, then merge."),
        ({"does": "drop"}, "Pick a group first."),
        ({"does": "rename", "here": "t1", "name": " "}, "Give it a name of a few words."),
        ({"does": "undo", "undoes": "x"}, "There is nothing to undo."),
        ({"does": "rename", "here": "t1", "name": "x" * 61}, "That is too long."),
        ({"accept": "theme_77"}, "That is not here any more."),
        ({"does": "tag", "answer": "nobody", "fresh": "X"}, "That is not here any more."),
    ],
)
async def test_what_cannot_be_done_is_said_and_changes_nothing(
    house: House, browser: Browser, fields: dict[str, str], told: str
) -> None:
    """Whoever taps too early, or on an old page, is told what to do instead."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    page = await press(browser, "Sam", page, back="groups", **fields)
    assert page.status == 422
    assert told in page.words
    assert (await board(house)).version == 0


@pytest.mark.parametrize("hostile", ["//evil.example", "group/../../x", "history?x=<b>", "one"])
async def test_a_press_goes_on_to_no_place_but_these_pages(
    house: House, browser: Browser, hostile: str
) -> None:
    """Where a form says it came from is checked: it is not ours until it is."""
    await seal_forty(house)
    page = await begin(browser, "Sam")
    page = await press(browser, "Sam", page, does="later", answer=answer_on(page), back=hostile)
    assert page.status == 200
    assert "of 40 sorted" in page.text
