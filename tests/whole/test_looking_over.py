"""R7 over HTTP: what six people put back of their words, in both chats, up to the sealed store."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.delivery import courier
from bot.delivery.pacing import Pace
from bot.main import House
from bot.services.asking import launching
from bot.wording.looking import mark_of
from storage import answers
from surveys.anonymity.packing import answer_from_bytes
from surveys.definitions.questions import LongText
from surveys.definitions.survey import Survey
from surveys.flow.answers import Wrote
from surveys.ids import QuestionKey, RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.roles import Role
from surveys.redaction.pieces import Piece, folded
from surveys.redaction.spans import Label, Mark
from surveys.rounds.round import Round, State
from tests import agreed
from tests.botapi.people import Phone
from tests.botapi.server import TOKEN, bot_api
from tests.whole import story
from tests.whole.players import InTelegram
from tests.whole.stage import Stage, known, reaches
from tests.whole.story import HOMES
from tests.whole.test_taking_back import Page, pages

pytestmark = pytest.mark.full

RID = RoundId("evenings")
BY_PHONE = ("Amarys", "Bodrin", "Celwyn")
IN_BROWSER = ("Dorvik", "Elspin", "Fennor")
SILENT = "Summer"
SURVEY = Survey(
    key="evenings",
    title={"en": "Evenings"},
    why={"en": "To make evenings better."},
    could_change={"en": "What happens after tea."},
    decides={"en": "Kit, director"},
    questions=(LongText(id=QuestionKey("change"), text={"en": "What would you change?"}),),
)


def words_of(nick: str, other: str) -> str:
    """A season, themselves and somebody else."""
    return f"summer was good and {nick} told {other}"


def code_of(tag: str, word: str) -> str:
    """The button that would show a word, whether there is one or not."""
    piece = Piece(word, folded(word), Label.PERSON, Mark.HIDDEN, may_put_back=True)
    return f"pb:{tag}:0:{mark_of(piece)}:1"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between messages to one person."""
    monkeypatch.setattr(courier, "Pace", lambda: Pace(bot_rate=10**5, chat_rate=10**5))


@pytest.mark.usefixtures("quick")
async def test_r7_over_http_third_parties_stay_hidden_in_what_is_sealed(stage: Stage) -> None:
    """All six show the season and themselves, and try to show somebody else: by a forged
    button, by typing, by changing their words. What is kept has nobody else in it."""
    async with bot_api(stage.clock.seconds) as server, AsyncExitStack() as stack:
        changes = {"telegram_token": TOKEN, "telegram_api": server.address}
        stage.settings = stage.settings.model_copy(update=changes)
        await stage.set_up()
        house = await stack.enter_async_context(stage.up())
        browsers = await stack.enter_async_context(pages(house.world.public_url, 5))
        phones = [
            InTelegram(Phone(server, 880_000_001 + place, nick))
            for place, nick in enumerate((*BY_PHONE, SILENT))
        ]
        round_ = await _asked(house, phones, browsers)
        for nick, other, phone in zip(BY_PHONE, IN_BROWSER, phones, strict=False):
            await _by_phone(phone, round_, nick, other)
        for nick, other, page in zip(IN_BROWSER, BY_PHONE, browsers, strict=False):
            await _in_browser(page, round_, nick, other)
        house.world.now.to(round_.closes_at)  # type: ignore[attr-defined]
        await reaches(house, RID, State.SEALED)
        kept = await _sealed(house)

    nicks = (*BY_PHONE, *IN_BROWSER)
    assert kept == sorted(f"summer was good and {nick} told [a name]" for nick in nicks)


async def _asked(house: House, phones: list[InTelegram], browsers: list[Page]) -> Round:
    """Everybody has joined, by phone or in a browser, and the round is open."""
    world = house.world
    for place, (nick, phone) in enumerate(zip((*BY_PHONE, SILENT), phones, strict=True)):
        home = HOMES[place % 3]
        code = await story.invited(world, Role.YOUNG_PERSON, nick, home)
        await phone.type(f"/start {code}")
        await phone.sees("You're in.")
    crew = (("Ash", Role.EBE, ""), ("Kit", Role.DECISION_MAKER, ""))
    young = [(nick, Role.YOUNG_PERSON, HOMES[n % 3]) for n, nick in enumerate(IN_BROWSER)]
    for (nick, role, home), page in zip((*young, *crew), browsers, strict=True):
        await page.join(await story.invited(world, role, nick, home))
    people, now = await known(world), world.now()
    plan = launching.Plan(
        key=RID,
        survey=SURVEY,
        audience=RESIDENTS,
        closes_at=now + timedelta(days=7),
        answer_by=(now + timedelta(days=28)).date(),
        makers=("Ash",),
        decider="",
        keeper=people["Ash"],
    )
    async with world.database.write() as db:
        await agreed.launch(db, world, plan, people["Ash"], people["Kit"])
    return await reaches(house, RID, State.OPEN)


async def _by_phone(me: InTelegram, round_: Round, nick: str, other: str) -> None:
    await me.sees("A question is waiting.", buttons=("Start",))
    for label, then in (("Start", "Next"), ("Next", "OK"), ("OK", "Start")):
        await me.tap(label)
        await me.sees(buttons=(then,))
    await me.tap("Start")
    await me.sees("What would you change?")
    await me.type(words_of(nick, other))
    shows = ("Show “summer”", f"Show “{nick}”")
    await me.sees("“[a name?] was good and [a name] told [a name]”", buttons=shows)
    assert f"Show “{other}”" not in me.phone.labels
    for word in (other, "summer", nick):
        await me.phone.tap_code(code_of(round_.tag, word))
    await me.sees(f"“summer was good and {nick} told [a name]”", buttons=("Hide “summer”",))
    await me.type(f"show {other}")
    await me.sees("Tap a button, or type next to go on.")
    await me.tap("Keep hidden and go on")
    await me.sees(buttons=("My words",))
    await me.tap("My words")
    await me.sees(buttons=("Rip mine up",))
    await me.tap("Rip mine up")
    await me.sees(f"   summer was good and {nick} told [a name]", buttons=("Send",))
    await me.tap("Send")
    await me.sees("Thanks, that's sent.")


async def _in_browser(me: Page, round_: Round, nick: str, other: str) -> None:
    async def tap(code: str) -> None:
        await me.send(kind="tap", message=1, press=code)

    tag = round_.tag
    for code in (f"go:{tag}", *(f"ok:{tag}:{place}" for place in range(3))):
        await tap(code)
    await me.send(kind="text", text=f"ask {other}")
    await tap(code_of(tag, other))
    await tap(f"lc:{tag}:0")
    await me.send(kind="text", text=words_of(nick, other))
    for word in (other, "summer", nick):
        await tap(code_of(tag, word))
    for text in (f"show {other}", "yes show them", "no"):
        await me.send(kind="text", text=text)
    for code in (f"lo:{tag}:0", f"sh:{tag}:0", f"f:{tag}:0", f"send:{tag}"):
        await tap(code)


async def _sealed(house: House) -> list[str]:
    """Every text that is kept."""
    async with house.world.database.read() as db:
        stored = await answers.load_answers(db, house.world.keys, RID)
    found = [answer_from_bytes(one.body)[0] for one in stored]
    return sorted(one.text for one in found if isinstance(one, Wrote))
