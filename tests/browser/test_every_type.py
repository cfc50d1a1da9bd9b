"""Every way to ask, answered in a real browser against the real program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.texts import say
from storage import envelopes
from surveys.anonymity.envelope import unpack
from surveys.definitions.reading import read_survey
from surveys.flow.answers import (
    Allotted,
    Answer,
    Chose,
    Counted,
    Dated,
    Ranked,
    Rated,
    Scored,
    Voted,
)
from surveys.ids import QuestionKey
from tests.browser.happening import SMALLEST, wide
from tests.browser.house import RID, Running, the_whole_program

SURVEY = """\
key: every-type
title: Every way to ask
why: To see each of them.
could_change: What we ask next.
decides: Mo
questions:
  - id: room
    type: picture_choice
    text: Which place feels most like you?
    choices:
      - {label: A desk, value: desk, picture: desk.png}
      - {label: A sofa, value: sofa, picture: sofa.png}
      - {label: A garden, value: garden, picture: garden.png}
      - {label: Music, value: music, picture: music.png}
  - id: order
    type: ranking
    text: What matters most?
    choices:
      - {label: Quiet, value: quiet}
      - {label: Light, value: light}
      - {label: Wifi, value: wifi}
  - id: share
    type: dots
    text: Share out your dots.
    dots: 5
    choices:
      - {label: Food, value: food}
      - {label: Trips, value: trips}
      - {label: Sport, value: sport}
  - {id: nights, type: number, text: How many nights have you been here?, min: 0, max: 400}
  - id: since
    type: date
    text: When did you last move?
    earliest: 2020-01-01
    latest: 2026-06-30
  - {id: night, type: scale, text: How was the first night?, points: 5, faces: true}
  - id: pair
    type: this_or_that
    text: Which one?
    choices: [{label: Sea, value: sea}, {label: Hills, value: hills}]
  - {id: say, type: agree_disagree, text: We have a say here.}
  - id: life
    type: wheel
    text: How are these going?
    choices:
      - {label: School, value: school}
      - {label: Sleep, value: sleep}
      - {label: Fun, value: fun}
  - id: peers
    type: statements
    text: Do you agree with what others said?
    choices:
      - {label: "Staff knock first, and wait.", value: knock}
      - {label: "The food is good on Sundays.", value: food}
      - {label: "I know who to ask about money.", value: money}
  - id: ideas
    type: pairs
    text: What should change first?
    choices:
      - {label: Wifi, value: wifi}
      - {label: Trips, value: trips}
      - {label: Pets, value: pets}
"""

EXPECTED = {
    "room": Chose(("garden",)),
    "order": Ranked(("wifi", "quiet")),
    "share": Allotted((("food", 2), ("trips", 3))),
    "nights": Counted(12),
    "since": Dated(date(2026, 3, 4)),
    "night": Rated(4),
    "pair": Chose(("sea",)),
    "say": Chose(("agree",)),
    "life": Scored((("school", 4),)),
}


@pytest.mark.full
async def test_every_type_is_answered_by_hand_on_the_smallest_phone(
    browser: Browser, tmp_path: Path
) -> None:
    """Each type must work where it matters: pictures, places, dots, faces, the wheel."""
    survey = read_survey(SURVEY, name="every-type.yaml")
    async with the_whole_program(tmp_path, survey) as program:
        context = await browser.new_context(viewport=SMALLEST, has_touch=True)
        await context.add_cookies([{**program.cookie}])  # type: ignore[typeddict-item]
        page = await context.new_page()
        broken: list[str] = []
        page.on("pageerror", lambda fault: broken.append(str(fault)))
        page.on("console", lambda line: broken.append(line.text) if line.type == "error" else None)
        await page.goto(program.chat)
        await _begin(page)
        await _answer(page)

        answers = await _kept(program)
        peers, ideas = (answers.pop(QuestionKey(name)) for name in ("peers", "ideas"))
        assert isinstance(peers, Voted)
        assert isinstance(ideas, Voted)
        assert sorted(vote for _, vote in peers.votes) == ["agree", "pass"]
        assert [vote for _, vote in ideas.votes] == ["cant_choose"] * 3
        assert answers == EXPECTED
        assert broken == []


async def _begin(page: Page) -> None:
    while not await page.get_by_text("Which place feels most like you?").count():
        before = await page.locator(".said").count()
        await page.locator(".said:not(.older) .choice.first").last.tap()
        await page.wait_for_function(
            "(count) => document.querySelectorAll('.said').length > count", arg=before
        )


async def _tap(page: Page, name: str, *, then: str) -> None:
    """Tap what is open now, and wait for what that shows."""
    latest = page.locator(".said:not(.older) .choices").last
    await latest.get_by_role("button", name=name, exact=True).tap()
    await page.locator(".said").get_by_text(then).last.wait_for()
    assert await wide(page) == []


async def _answer(page: Page) -> None:
    picture = page.locator(".picture").first
    await picture.wait_for()
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("(one) => one.naturalWidth > 0")
    latest = page.locator(".said:not(.older) .choices").last
    await latest.get_by_role("button", name="A garden").tap()
    await page.get_by_text("What matters most?").wait_for()
    for name, rank in (("Wifi", "1"), ("Quiet", "2")):
        await latest.get_by_role("button", name=name, exact=True).tap()
        await latest.get_by_role("button", name=f"{rank} {name}", pressed=True).wait_for()
    await _tap(page, "Done", then="Share out your dots.")
    for count in range(1, 4):
        await latest.get_by_role("button", name="Food").first.tap()
        await latest.get_by_role("button", name=f"Food , {count} given").wait_for()
    await latest.get_by_role("button", name="One fewer for Food").tap()
    await latest.get_by_role("button", name="Food , 2 given").wait_for()
    for count in range(1, 4):
        await latest.get_by_role("button", name="Trips").first.tap()
        await latest.get_by_role("button", name=f"Trips , {count} given").wait_for()
    await _tap(page, "Done", then="How many nights")
    await page.get_by_label("Write your answer").fill("12")
    await page.get_by_role("button", name="Send").tap()
    await page.get_by_text("When did you last move?").wait_for()
    await page.get_by_label("Write your answer").fill("a while ago")
    await page.get_by_role("button", name="Send").tap()
    await page.get_by_text("I can't read a date in that.").wait_for()
    await page.get_by_label("Write your answer").fill("4 March 2026")
    await page.get_by_role("button", name="Send").tap()
    await page.get_by_text("How was the first night?").wait_for()
    await _tap(page, "🙂", then="Which one?")
    await _tap(page, "Sea", then="We have a say here.")
    await latest.get_by_role("button").first.tap()
    await page.get_by_text("How are these going?").wait_for()
    await latest.get_by_role("button", name="School").tap()
    await latest.get_by_role("button", name="4", exact=True).tap()
    await page.get_by_role("img", name="School").wait_for()
    await _tap(page, "Done", then="1 of 3")
    for place in (2, 3):
        await _tap(page, "Agree", then=f"{place} of 3")
    await _tap(page, "Back", then="2 of 3")
    await latest.get_by_role("button", name="Agree", pressed=True).wait_for()
    await _tap(page, "Pass", then="3 of 3")
    await _tap(page, "Skip the rest", then="What should change first?")
    for place in (2, 3):
        await _tap(page, "Can't choose", then=f"{place} of 3")
    await _tap(page, "Can't choose", then=say("fall.question").splitlines()[-1])


async def _kept(program: Running) -> dict[QuestionKey, Answer]:
    world, pid = program.world, program.young_person.id
    async with world.database.read() as db:
        blob = await envelopes.load_envelope(db, world.keys, RID, pid)
    assert blob is not None
    sitting = unpack(blob).sitting
    assert sitting is not None
    return dict(sitting.answers)
