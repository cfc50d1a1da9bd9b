"""The story that is told: one round from an idea in chat to twelve people who hear back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.services import knowing
from bot.services.answers import answering
from bot.services.people import inviting
from bot.services.people.inviting import Wanted
from bot.services.world import World
from bot.texts import say
from bot.wording.days import day
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import shortened
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
from surveys.flow.sitting import SCREENS, Stage
from surveys.ids import QuestionKey, RoundId
from surveys.people.person import Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round
from tests.whole.players import Player
from tests.whole.stage import START

LIBRARY = Path(__file__).parent / "library"
RID = RoundId("week-at-home")
TITLE = "A week at home"
DECIDER = "Vi"
SAFE, SAID_HOW = (
    shortened(f"1. {say(f'lundy.{words}')}", LONGEST_LABEL)
    for words in ("space_alone", "voice_tap_write")
)
ANSWER = day((START + timedelta(days=3, weeks=3)).date())
ANSWERS = f"3 weeks after it closes: {ANSWER}"
ASKED = 6
"""Questions in it that are answered."""

HOMES = ("Maplewick House", "Fernlow House", "Birchend House")
NICKS = tuple(f"Quillon{n:02}" for n in range(12))

EASY, STOPS, WITHDRAWS, HELP, TWICE, OUTSIDE, TYPES, SKIPS, RATHER_NOT, UNSENT, OWN, CHANGES = (
    range(12)
)
"""What each of the twelve does besides answering; also their number."""

SHARING = {HELP: Sharing.THE_IDEA, RATHER_NOT: Sharing.READERS_ONLY, OWN: Sharing.DONT_SHARE}
SAID = {
    Sharing.MY_WORDS: "My words",
    Sharing.THE_IDEA: "The idea, not my words",
    Sharing.READERS_ONLY: "Only Sam reads it",
    Sharing.DONT_SHARE: "Don't share",
}


@dataclass
class Young:
    """A young person in the story: what they do, what they write, their six words."""

    number: int
    player: Player
    does: frozenset[int]
    words: list[str] = field(default_factory=list)

    @classmethod
    def plain(cls, number: int, player: Player, *also: int) -> Young:
        """Somebody who does what their number stands for, and ``also`` more."""
        return cls(number, player, frozenset({number, *also}))

    @property
    def sharing(self) -> Sharing:
        """How their words may be shared."""
        return sharing_of(self.number)

    @property
    def writes(self) -> bool:
        """Whether they answer open questions."""
        return SKIPS not in self.does


def sharing_of(number: int) -> Sharing:
    """How somebody lets their words be shared."""
    return SHARING.get(number, Sharing.MY_WORDS)


def mark(number: int) -> str:
    """Two letters for a number: digits at the end of a word would read as an account."""
    return f"{number:02}".translate(str.maketrans("0123456789", "abcdefghij"))


def one_word(number: int) -> str:
    """What somebody answers to "One word?"."""
    return f"cosyheron{mark(number)}"


def long_words(number: int) -> str:
    """What somebody would change: nobody else's words are in it."""
    return f"I would like a later bedtime, near the plumtree{mark(number)}"


def canaries(numbers: Sequence[int]) -> list[str]:
    """What may lie readable nowhere of these people, whatever they allowed."""
    kinds = ("cosyheron", "plumtree", "quince")
    return [f"{kind}{mark(n)}" for kind in kinds for n in numbers]


async def invited(world: World, role: Role, name: str, home: str = "") -> str:
    """Make one way in, as ``earshot invite`` does; return its code."""
    kinds = {Role.YOUNG_PERSON: Kind.YOUNG_PERSON, Role.EBE: Kind.EBE}
    wanted = Wanted(role, kinds.get(role, Kind.STAFF), home=home, names=(name,), telegram=True)
    (made,) = await inviting.invite(world, wanted)
    return made.code


async def propose(ash: Player) -> None:
    """An Expert by Experience starts a round in chat."""
    await ash.type("/rounds")
    await ash.sees("No rounds yet.", buttons=("Start a round",))
    await ash.tap("Start a round")
    await ash.sees("The library.", buttons=(TITLE,))
    await ash.tap(TITLE)
    await ash.sees("Why: A usual week", buttons=("Ask people this",))
    await ash.tap("Ask people this")
    everyone = f"Every home, and people who moved on ({len(NICKS)})"
    await ash.sees("Who is asked?", buttons=(everyone,))
    await ash.tap(everyone)
    await ash.sees("How long is it open?", buttons=("3 days",))
    await ash.tap("3 days")
    await ash.sees("Who decides", buttons=("Mo", DECIDER))
    await ash.tap(DECIDER)
    await ash.sees("How is it safe to say it?", buttons=(SAFE,))
    await ash.tap(SAFE)
    await ash.sees("How can they say it?", buttons=(SAID_HOW,))
    await ash.tap(SAID_HOW)
    await ash.sees("By which day do they hear back?", buttons=(ANSWERS,))
    await ash.tap(ANSWERS)
    await ash.sees(f"Asks {len(NICKS)} people.", buttons=("Propose it",))
    await ash.tap("Propose it")
    await ash.sees("Then a second person confirms it, before anyone is asked.")


async def agree(vi: Player) -> None:
    """Whoever decides reads what they would answer, and says by when."""
    accept = f"I accept: I will answer by {ANSWER}"
    await vi.sees("Nobody is asked before you say yes.", buttons=(accept,))
    await vi.tap(accept)
    await vi.sees("goes to a second person now")


async def confirm(mo: Player) -> None:
    """A second person says that the number of people is right."""
    agreed = f"Yes, {len(NICKS)} people"
    await mo.sees("is that the right number of people?", buttons=(agreed,))
    await mo.tap(agreed)
    await mo.sees("It opens in a moment.")


async def accept(young: Young) -> None:
    """From the invitation to the first of the three screens."""
    me = young.player
    await me.sees("A question is waiting.", buttons=("Start", "No thanks"))
    await me.tap("Start")


async def begin(young: Young) -> None:
    """Through the three screens to the first question."""
    me = young.player
    await me.sees("chose these questions", buttons=("Next", "Need help?"))
    await me.tap("Next")
    await me.sees("ring 999", buttons=("OK", "Show me 4 examples"))
    await me.tap("OK")
    await me.sees("Saying no is fine.", buttons=("Start", "Back"))
    await me.tap("Start")
    await me.sees("This one is about a usual week.", buttons=("Next",))
    await me.tap("Next")
    await me.sees("Do staff listen to you?", buttons=("Yes", "No", "Not sure", "Skip"))


async def invited_half(young: Young) -> None:
    """From the invitation to the middle of a question with ticks."""
    await accept(young)
    await first_half(young)


async def first_half(young: Young) -> None:
    """From the three screens to the middle of a question with ticks."""
    await begin(young)
    me, does = young.player, young.does
    if EASY in does:
        await me.tap("Easy words")
        await me.sees("Do staff hear you?", buttons=("Usual words",))
    if STOPS in does:
        await me.type("/stop")
        await me.sees("Stopped for now.", buttons=("Carry on",))
        await me.tap("Carry on")
        await me.sees("Do staff listen to you?", buttons=("Yes",))
    if HELP in does:
        await me.type("/help")
        await me.sees("Childline")
    await _heard(young)
    await _tea(young)
    await me.sees("That's half of it.", buttons=("Next",))
    await me.tap("Next")
    await me.sees("What makes an evening good?", buttons=("Games", "Films", "Done"))
    if not does & {SKIPS, OUTSIDE}:
        await me.tap("Games")
        await me.ticked("Games")


async def _heard(young: Young) -> None:
    me, does = young.player, young.does
    if TYPES in does:
        await me.type("yes")
    elif SKIPS in does:
        await me.tap("Skip")
    elif RATHER_NOT in does:
        await me.tap("Rather not say")
    else:
        await me.tap("Yes", twice=TWICE in does)
    await me.sees("When should tea be", buttons=("At six", "Back"))
    if EASY in does:
        await me.tap("Back")
        await me.sees("Do staff hear you?", buttons=("No",))
        await me.tap("No")
        await me.sees("When should tea be", buttons=("At six",))


async def _tea(young: Young) -> None:
    me, does = young.player, young.does
    if TYPES in does:
        await me.type("at seven")
    elif SKIPS in does:
        await me.type("/skip")
    elif OWN in does:
        await me.tap("Some other time")
        await me.sees("What would you call it?")
        await me.type(f"half past quince{mark(young.number)}")
    else:
        await me.tap("At six")


async def second_half(young: Young) -> None:
    """From that question, where they were left, to the end of what they do."""
    me, does = young.player, young.does
    await me.sees("What makes an evening good?", buttons=("Games", "Films", "Done"))
    if SKIPS in does:
        await me.tap("Skip")
    else:
        await me.ticked("Games")
        await me.tap("Films")
        await me.ticked("Films")
        await me.tap("Done")
    await me.sees("How calm are evenings", buttons=("4 · Calm", "Not sure"))
    if TYPES in does:
        await me.type("4")
    else:
        await me.tap("Skip" if SKIPS in does else "4 · Calm")
    await _write(young)
    await me.sees("Too few people may send one", buttons=("Rip mine up",))
    await me.tap("Rip mine up")
    await me.sees("Here's what is in your envelope.", buttons=("Send", "Change 1"))
    if UNSENT not in does:
        await _send(young)


async def _write(young: Young) -> None:
    me = young.player
    await me.sees("One word for evenings", buttons=("Skip",))
    if not young.writes:
        await me.tap("Skip")
        await me.sees("What would you change", buttons=("Skip",))
        await me.tap("Skip")
        return
    await me.type(one_word(young.number))
    await me.sees("What would you change", buttons=("Skip",))
    await me.type(long_words(young.number))
    said = SAID[young.sharing]
    await me.sees("How may they be shared?", buttons=(said,))
    await me.tap(said)


async def _send(young: Young) -> None:
    me, does = young.player, young.does
    await me.tap("Send")
    shown = await me.popup("Your six take-back words")
    young.words = shown.splitlines()[1].split()
    assert len(young.words) == 6
    await me.sees("Thanks, that's sent.", buttons=("My take-back words", "Change something"))
    await me.tap("My take-back words")
    assert " ".join(young.words) in await me.popup("Your six take-back words")
    if CHANGES in does:
        await me.tap("Change something")
        await me.sees("Here's what you sent.", buttons=("Change 1",))
        await me.tap("Change 1")
        await me.sees("Do staff listen to you?", buttons=("No",))
        await me.tap("No")
        await me.sees("The envelope you sent has the change in it.")
    if WITHDRAWS in does:
        await me.type("/withdraw")
        await me.sees("They can't be put back.", buttons=("Yes, tear it up",))
        await me.tap("Yes, tear it up")
        await me.sees("Torn up.")
    assert " ".join(young.words) not in await me.screen(), "the words are in no message"


def writes_by_services(number: int) -> bool:
    """Every second one writes something: a reader has enough to read."""
    return number % 2 == 0


def _words_of(number: int) -> list[Reply]:
    if not writes_by_services(number):
        return [Skipped(), Skipped()]
    return [Said(one_word(number)), Said(long_words(number)), Shared(sharing_of(number))]


async def answer_by_services(world: World, round_: Round, person: Person, number: int) -> None:
    """A whole sitting of somebody whose page this story does not watch."""
    replies: list[Reply] = [Resumed(), *(Agreed(stage.value) for stage in SCREENS)]
    replies += [
        Done(Stage.OPENING.value),
        Picked(QuestionKey("heard"), "yes", True),
        Picked(QuestionKey("tea"), "six", True),
        Done("halfway"),
        Picked(QuestionKey("fun"), "games", True),
        Done("fun"),
        Picked(QuestionKey("calm"), "4", True),
        *_words_of(number),
        FellBack(Fallback.TEAR_UP),
        Sent(),
    ]
    async with world.database.write() as db:
        for reply in replies:
            here = await knowing.visit(db, world, person.address)
            await answering.receive(db, world, here, round_.tag, reply)
