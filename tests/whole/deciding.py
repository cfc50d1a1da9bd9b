"""A third story: forty answers to one question, and two people who decide what they are about."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.main import House
from bot.services import knowing
from bot.services.answers import answering
from bot.services.asking import launching
from bot.services.themes.composing import IS_RIGHT
from bot.services.world import World
from surveys.definitions.questions import LongText, Note
from surveys.definitions.survey import Survey
from surveys.flow.replies import (
    Agreed,
    Done,
    Fallback,
    FellBack,
    Picked,
    Reply,
    Resumed,
    Said,
    Sent,
    Shared,
    Sharing,
    Skipped,
)
from surveys.flow.sitting import SCREENS
from surveys.ids import QuestionKey, RoundId
from surveys.people.audience import RESIDENTS
from surveys.people.person import Person
from surveys.rounds.round import Round, State
from tests import agreed
from tests.bot.after_seal.forty import ANSWERS
from tests.whole.players import InTelegram
from tests.whole.staff import IDEA, OverHttp
from tests.whole.stage import known, reaches

RID = RoundId("one-thing")
CHANGE = QuestionKey("change")
ASKED = "What is one thing you would change here?"
SURVEY = Survey(
    key="one-thing",
    title={"en": "One thing"},
    why={"en": "To hear what comes first."},
    could_change={"en": "What we spend time and money on."},
    decides={"en": "Vi, director"},
    questions=(LongText(id=CHANGE, text={"en": ASKED}),),
)
READERS_ONLY, IDEAS = 20, (28, 33)
TAKEN_BACK = 9
"""Who takes back what they wrote: it is in a theme by then."""
FOOD, WIFI, BED, PRIVATE, STAFF, PET, IDEA_OF = (
    "What we eat",
    "Wifi that works",
    "Later nights",
    "Privacy",
    "Who works here",
    "A pet of our own",
    "Evenings that go on",
)
LINE = "More of a say in what there is, and when."
PLACED = {
    FOOD: (0, 1, 2, 3, 4, 5, 39),
    WIFI: (6, 7, 8, TAKEN_BACK, 39),
    BED: (10, 11, 12, 13),
    PRIVATE: (14, 15, 16, 17),
    STAFF: (21, 22, 23, 24, 25),
    PET: (35, 36),
}
"""What people decide: which answers are about what. Two are about a pet."""


def sharing_of(number: int) -> Sharing:
    """How somebody lets their words be shared."""
    if number in IDEAS:
        return Sharing.THE_IDEA
    return Sharing.READERS_ONLY if number == READERS_ONLY else Sharing.MY_WORDS


def about(words: str) -> list[str]:
    """The themes of an answer, as people decide them; none for what a reader reworded."""
    if words not in ANSWERS:
        assert words == IDEA
        return []
    number = ANSWERS.index(words)
    return [name for name, numbers in PLACED.items() if number in numbers]


async def _all_of(world: World, round_: Round, person: Person, replies: Sequence[Reply]) -> None:
    begun: list[Reply] = [Resumed(), *(Agreed(stage.value) for stage in SCREENS)]
    async with world.database.write() as db:
        for reply in (*begun, *replies, FellBack(Fallback.TEAR_UP), Sent()):
            here = await knowing.visit(db, world, person.address)
            await answering.receive(db, world, here, round_.tag, reply)


async def opened(house: House, *, answered_in: timedelta) -> Round:
    """The round, launched by Ash and Mo, as it opens.

    Args:
        answered_in: How long after today everybody hears back at the latest.
    """
    world, now = house.world, house.world.now()
    staff = await known(world)
    async with world.database.write() as db:
        plan = launching.Plan(
            key=RID,
            survey=SURVEY,
            audience=RESIDENTS,
            closes_at=now + timedelta(days=3),
            answer_by=(now + answered_in).date(),
            makers=("Ash",),
            decider="",
            keeper=staff["Sam"],
        )
        await agreed.launch(db, world, plan, staff["Ash"], staff["Mo"])
    return await reaches(house, RID, State.OPEN)


async def answer(world: World, round_: Round, person: Person, number: int) -> None:
    """A whole sitting of somebody whose page this story does not watch."""
    said: list[Reply] = [Said(ANSWERS[number]), Shared(sharing_of(number))]
    await _all_of(world, round_, person, said)


async def answer_check(
    world: World, check: Round, person: Person, choice: str, words: str
) -> None:
    """Somebody says whether the themes are right, and what is missing if they like."""
    seen: list[Reply] = [Done(one.id) for one in check.survey.questions if isinstance(one, Note)]
    rest: list[Reply] = [Said(words), Shared(Sharing.MY_WORDS)] if words else [Skipped()]
    await _all_of(world, check, person, [*seen, Picked(IS_RIGHT, choice, True), *rest])


async def _through_the_screens(me: InTelegram) -> None:
    await me.sees("A question is waiting.", buttons=("Start",))
    for label, then in (("Start", "Next"), ("Next", "OK"), ("OK", "Start")):
        await me.tap(label)
        await me.sees(buttons=(then,))
    await me.tap("Start")


async def _sends(me: InTelegram) -> None:
    await me.sees(buttons=("Rip mine up",))
    await me.tap("Rip mine up")
    await me.sees(buttons=("Send",))
    await me.tap("Send")
    await me.sees("Thanks, that's sent.")


async def answers_by_phone(me: InTelegram, number: int) -> None:
    """From the invitation to "sent"."""
    await _through_the_screens(me)
    await me.sees(ASKED)
    await me.type(ANSWERS[number])
    await me.sees("How may they be shared?", buttons=("My words",))
    await me.tap("My words")
    await _sends(me)


async def answers_check_by_phone(me: InTelegram, *, shown: Sequence[str], hidden: str) -> None:
    """The themes with their lines, then "is this right?", then what is missing."""
    await _through_the_screens(me)
    for name in shown:
        await me.has(name)
    assert hidden not in await me.screen(), "two of a house would learn of each other"
    await me.tap("Next")
    await me.sees("Is this what people said?", buttons=("Yes, that's right",))
    await me.tap("Yes, that's right")
    await me.sees("What's missing, or not right?", buttons=("Skip",))
    await me.tap("Skip")
    await _sends(me)


@dataclass
class Sorter:
    """A reader at the sorting pages, by plain forms over HTTP, without a script."""

    name: str
    desk: OverHttp
    page: str = ""
    met: list[str] = field(default_factory=list)
    """Every answer that was shown one by one, in their order."""

    def at(self, place: str, round_: Round, *rest: str) -> str:
        """A page of the one question."""
        return "/".join(("staff", place, round_.tag, "1", *(rest or ("",))))

    async def sit_down(self, round_: Round, place: str = "sort") -> None:
        """Press the button that starts."""
        self.page = await self.send(self.at(place, round_), [])

    async def look(self, path: str) -> str:
        """A page."""
        self.page = await self.desk.get(path)
        return self.page

    async def send(self, path: str, fields: list[tuple[str, str]], status: int = 200) -> str:
        """Send a form in which a field may stand more than once."""
        where = f"{self.desk.base}{self.desk.here}{path}"
        async with self.desk.session.post(where, data=fields) as answer:
            text = html.unescape(await answer.text())
            assert answer.status == status, (path, fields, answer.status, _told(text))
        self.page = text
        return text

    async def press(self, round_: Round, *fields: tuple[str, str], status: int = 200) -> str:
        """Press a button of the page that is open."""
        sent = [("seen", found_in(self.page, r'name="seen" value="(\d+)"')), *fields]
        return await self.send(self.at("sort", round_, "move"), sent, status)

    async def groups(self, round_: Round) -> dict[str, str]:
        """What is offered and not decided, by name."""
        await self.look(self.at("sort", round_, "groups"))
        return self.cards("machine")

    def cards(self, kind: str) -> dict[str, str]:
        """The groups on a page, by name."""
        shape = rf'<li class="group {kind}" id="g-(\w+)".*?<h3[^>]*>(.*?)</h3>'
        found = re.findall(shape, self.page, re.DOTALL)
        return {re.sub(r"<[^>]*>|\s+", " ", name).strip(): handle for handle, name in found}

    async def undo(self, round_: Round, back: str = "groups") -> str:
        """Take back what the page says was just done."""
        undoes = found_in(self.page, r'name="undoes" value="([\d-]+)"')
        return await self.press(round_, ("does", "undo"), ("undoes", undoes), ("back", back))

    async def sort_some(self, round_: Round, most: int) -> int:
        """Put answers into themes one by one; how many."""
        await self.look(self.at("sort", round_))
        for done in range(most):
            if 'name="answer"' not in self.page:
                return done
            words = found_in(self.page, r'id="words"[^>]*>(.*?)</blockquote>')
            self.met.append(words)
            handle = found_in(self.page, r'name="answer" value="([\w-]+)"')
            await self._put(round_, handle, about(words))
        return most

    async def _put(self, round_: Round, handle: str, names: Sequence[str]) -> None:
        ticked, fresh = [], ""
        for name in names:
            found = re.search(rf'name="theme" value="([\w:]+)"[^>]*><span>{name}<', self.page)
            if found:
                ticked.append(("theme", found[1]))
            else:
                fresh = name
        ticked += [("fresh", fresh)] if fresh else []
        await self.press(
            round_, ("does", "tag"), ("answer", handle), *(ticked or [("theme", "-")])
        )

    async def sort_twenty(self, round_: Round, judge: Callable[[str], list[str]]) -> list[str]:
        """Everything of the double coding by plain forms; then done. What was shown."""
        await self.sit_down(round_, "twenty")
        seen = []
        for _ in range(20):
            words = found_in(self.page, r'id="words">(.*?)</blockquote>')
            where = found_in(self.page, rf'/twenty/{round_.tag}/1/(answer/[\w-]+)"')
            chosen = [("theme", self.theme(name)) for name in judge(words)]
            await self.send(self.at("twenty", round_, where), chosen or [("theme", "-")])
            seen.append(words)
        await self.send(self.at("twenty", round_, "done"), [])
        return seen

    def theme(self, name: str) -> str:
        """What a page sends for a theme."""
        return found_in(self.page, rf'name="theme" value="(\w+)"[^>]*><span>{name}<')


def found_in(page: str, shape: str) -> str:
    """The first match in a page."""
    found = re.search(shape, page, re.DOTALL)
    assert found, f"{shape} is not in {page}"
    return found[1]


def _told(page: str) -> list[str]:
    return re.findall(r'class="told"[^>]*>(.*?)<', page) or [page[-1500:]]
