"""A second story: Experts by Experience make a round from nothing, and it comes each month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.services import knowing
from bot.services.answers import answering
from bot.services.people import inviting
from bot.services.people.inviting import Wanted
from bot.services.world import World
from surveys.definitions.questions import Note, ShortText, SingleChoice, YesNo
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
from surveys.ids import RoundId
from surveys.people.person import MOVED_ON, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round
from tests.whole import story
from tests.whole.players import Player

UK = ZoneInfo("Europe/London")
BEGINS = datetime(2027, 3, 17, 16, 0, tzinfo=UK)
"""A Wednesday after school; the clocks change on 28 March, three days before the close."""
TITLE = "Sundays at home"
RID, NEXT = RoundId("sundays-at-home"), RoundId("sundays-at-home-2")
THIRD = RoundId("sundays-at-home-3")
AUTUMN = datetime(2027, 10, 10, 16, 5, tzinfo=UK)
"""A week before the wave of October, at the end of which the clocks go back."""
HOMES = (*story.HOMES, MOVED_ON)
NICKS = tuple(f"Quillon{n:02}" for n in range(24))
SENDERS = range(12)
"""Half of them answer, of every home and of those who moved on."""
NO_THANKS = 12
CHOOSE, SPENT = "Can you choose what you do on Sundays?", "Can you choose how Sundays are spent?"
BEST = "Pick the best part of a Sunday"
CONTACT, FAMILY = "Is there enough contact on Sundays?", "Is there enough family time on Sundays?"
CHANGE = "What would you change about Sundays?"
HELP = "Is there anything you'd like a person to help with?"
WRITES = "Breakfast is at ten on Sundays from now on."


@dataclass
class Young:
    """Somebody who is asked: their number, and their phone or page where it is watched."""

    number: int
    player: Player
    words: list[str] = field(default_factory=list)


async def invited(world: World, name: str, home: str) -> str:
    """Make a way in for somebody who lives in a home, or moved on; return its code."""
    kind = Kind.CARE_LEAVER if home == MOVED_ON else Kind.YOUNG_PERSON
    wanted = Wanted(Role.YOUNG_PERSON, kind, home=home, names=(name,), telegram=True)
    (made,) = await inviting.invite(world, wanted)
    return made.code


async def begins_to_build(ash: Player) -> None:
    """From nothing to a question whose choices are still missing."""
    await ash.type("/build")
    await ash.sees("Build a survey here", buttons=("A new survey",))
    await ash.tap("A new survey")
    await ash.sees("Type a title")
    await ash.type(TITLE)
    await ash.sees("type your first question")
    await ash.type(CHOOSE)
    await ash.sees("Added as 1: Yes or no.", buttons=("1", "Undo"))
    await ash.type(BEST)
    await ash.sees("Type the choices, one on each line.")


async def goes_on_building(ash: Player) -> None:
    """The choices, two questions more, one piece of advice by its button, and what it is for."""
    await ash.type("Games\nCooking\nA lie-in")
    await ash.sees("2. Pick the best part of a Sunday · Pick one, 4")
    await ash.type(CONTACT)
    await ash.sees(f"Instead: “{FAMILY}”", buttons=("Use this", "Leave it"))
    await ash.tap("Use this")
    await ash.sees(f"3. {FAMILY}")
    await ash.type(CHANGE)
    await ash.sees("Added as 4: A few words.", buttons=("Ready?",))
    await ash.tap("Ready?")
    await ash.sees("It doesn't say what the answers are for.", buttons=("Why",))
    await ash.tap("Why")
    await ash.sees("Type what the answers are for")
    await ash.type("To make Sundays better.")
    await ash.sees("Type what could change")
    await ash.type("what we do on Sundays, and when")
    await ash.sees("Type who decides")
    await ash.type("Vi, director")
    await ash.sees(f"“{TITLE}” can be asked.", buttons=("Use this", "Try it with others first"))
    await ash.tap("Use this")
    await ash.sees("Changed.")


async def tries(ash: Player, kit: Player) -> None:
    """A peer tries it and says what each question meant; its author takes that to heart."""
    await ash.tap("Try it with others first")
    await ash.sees(f"Who should try {TITLE}?", buttons=("Ask Kit",))
    await ash.tap("Ask Kit")
    await ash.sees(buttons=("Kit was asked",))
    await kit.sees("Ash asks you to try a survey: 4 questions", buttons=("Try it", "Not now"))
    await kit.tap("Try it")
    await through_the_screens(kit)
    await kit.sees(CHOOSE, buttons=("Yes", "No"))
    await kit.tap("Yes")
    await kit.sees("What did this mean to you?", buttons=("Clear", "Change this"))
    await kit.tap("Change this")
    await kit.sees("How would you put it?")
    await kit.type(SPENT)
    await kit.sees(BEST, buttons=("Cooking",))
    await kit.tap("Cooking")
    await clear(kit)
    await kit.sees(FAMILY, buttons=("Not sure",))
    await kit.tap("Not sure")
    await clear(kit)
    await kit.sees(CHANGE)
    await kit.type("Later breakfast")
    await clear(kit)
    await kit.sees(HELP, buttons=("Next",))
    await kit.tap("Next")
    await kit.sees("How may they be shared?", buttons=("My words",))
    await kit.tap("My words")
    await kit.sees("Too few people may send one", buttons=("Rip mine up",))
    await kit.tap("Rip mine up")
    await ash.sees(f"Kit has tried {TITLE}.", buttons=("What they said",))
    await ash.tap("What they said")
    await ash.sees(f"Kit: would change it to “{SPENT}”", buttons=("Change 1",))
    await ash.tap("Change 1")
    await ash.sees("1 of 5 · Yes or no", buttons=("Done",))
    await ash.type(SPENT)
    await ash.sees("Changed.", buttons=("Done",))


async def clear(kit: Player) -> None:
    """It was clear what a question asks."""
    await kit.sees("What did this mean to you?", buttons=("Clear",))
    await kit.tap("Clear")


async def through_the_screens(me: Player) -> None:
    """The three screens before question one."""
    await me.sees(buttons=("Next", "Need help?"))
    await me.tap("Next")
    await me.sees("ring 999", buttons=("OK",))
    await me.tap("OK")
    await me.sees("Saying no is fine.", buttons=("Start", "Back"))
    await me.tap("Start")


async def puts_forward(ash: Player) -> None:
    """Who, how long, how it is safe and how it can be said, by when, and how often."""
    everyone = f"Every home, and people who moved on ({len(NICKS)})"
    await ash.tap("Done")
    await ash.sees(buttons=("Ready?",))
    await ash.tap("Ready?")
    await ash.sees("can be asked.", buttons=("Put it forward",))
    await ash.tap("Put it forward")
    await ash.sees(f"{TITLE}. Who is asked?", buttons=(everyone,))
    await ash.tap(everyone)
    await ash.sees("How long is it open?", buttons=("2 weeks",))
    await ash.tap("2 weeks")
    await ash.sees("How is it safe to say it?", buttons=(story.SAFE,))
    await ash.tap(story.SAFE)
    await ash.sees("How can they say it?", buttons=(story.SAID_HOW,))
    await ash.tap(story.SAID_HOW)
    await ash.sees("By which day do they hear back?")
    await ash.tap("2 weeks after it closes: Wednesday 14 April")
    await ash.sees(f"Asks {len(NICKS)} people.", buttons=("How often: Once",))
    await ash.tap("How often: Once")
    await ash.sees("Every week is too often", buttons=("Every month",))
    await ash.tap("Every month")
    await ash.sees("It comes again every month.", buttons=("Propose it",))
    await ash.tap("Propose it")
    await ash.sees("Proposed. Vi is asked to accept it first.")


async def accepts(vi: Player, until: str) -> None:
    """Whoever decides reads it all, and says by when they answer."""
    accept = f"I accept: I will answer by {until}"
    await vi.sees("Nobody is asked before you say yes.", buttons=(accept,))
    await vi.tap(accept)
    await vi.sees("goes to a second person now")


async def looks_up(vi: Player) -> None:
    """What waits for a yes stands under /rounds, however much was said since."""
    waits = f"{TITLE} waits for your yes"
    await vi.type("/rounds")
    await vi.sees("waiting for Vi to accept", buttons=(waits,))
    await vi.tap(waits)


async def approves(rae: Player, *, new: bool) -> None:
    """A second Expert by Experience sees what is new, and that the number is right."""
    agreed = f"Yes, {len(NICKS)} people"
    said = "New: nobody has approved" if new else "The questions are the same"
    await rae.type("/rounds")
    await rae.sees("waiting for a second person", buttons=(f"Look at {TITLE}",))
    await rae.tap(f"Look at {TITLE}")
    await rae.sees(said, buttons=(agreed, "Send it back with a note"))
    if new:
        await rae.tap("See every question")
        await rae.sees(f"5. {HELP}", buttons=(f"Look at {TITLE}",))
        await rae.tap(f"Look at {TITLE}")
        await rae.sees("One peer tried it, before it was changed.", buttons=(agreed,))
    await rae.tap(agreed)
    await rae.sees("It opens in a moment.")


async def refuses(me: Player) -> None:
    """No thanks, and no reminder of this one."""
    await me.sees("A question is waiting.", buttons=("No thanks",))
    await me.tap("No thanks")
    await me.sees("I won't remind you about this one.")


async def first_half(young: Young) -> None:
    """From the invitation to the second question."""
    me = young.player
    await me.sees("A question is waiting.", buttons=("Start", "No thanks"))
    await me.tap("Start")
    await through_the_screens(me)
    await me.sees(SPENT, buttons=("Yes", "No", "Skip"))
    await me.tap("Yes")
    await me.sees(BEST, buttons=("Games", "A lie-in"))


async def second_half(young: Young) -> None:
    """From the second question to six words."""
    me = young.player
    await me.sees(BEST, buttons=("Games", "A lie-in"))
    await me.tap("Games")
    await me.sees(FAMILY, buttons=("Yes", "No"))
    await me.tap("No")
    await me.sees(CHANGE, buttons=("Skip",))
    await me.type(story.long_words(young.number))
    await me.sees(HELP, buttons=("Next",))
    await me.tap("Next")
    await me.sees("How may they be shared?", buttons=("My words",))
    await me.tap("My words")
    await me.sees("Too few people may send one", buttons=("Rip mine up",))
    await me.tap("Rip mine up")
    await me.sees("Here's what is in your envelope.", buttons=("Send",))
    await me.tap("Send")
    shown = await me.popup("Your six take-back words")
    young.words = shown.splitlines()[1].split()
    await me.sees("Thanks, that's sent.")


async def answers_back(vi: Player) -> None:
    """Whoever decides writes what happens next, sees it as it will be read, and sends it."""
    await vi.sees("Write back under /what.", buttons=(f"Write back: {TITLE}",))
    await vi.tap(f"Write back: {TITLE}")
    await vi.sees("What happens next with")
    await vi.type(WRITES)
    await vi.sees("This is what everyone who was asked gets:")
    await vi.tap("Send it to everyone who was asked")
    await vi.sees("Sent.")


async def hears(young: Young) -> None:
    """Somebody who was asked hears what happens next, and finds it under /what."""
    me = young.player
    await me.sees(f"What happens next: {WRITES}", buttons=("What happened?",))
    await me.type("/what")
    await me.sees(f"“{TITLE}”\nVi wrote back on")


def _replies(round_: Round, number: int) -> list[Reply]:
    replies: list[Reply] = [Resumed(), *(Agreed(stage.value) for stage in SCREENS)]
    for item in round_.survey.questions:
        match item:
            case YesNo():
                replies.append(Picked(item.id, "yes", True))
            case SingleChoice():
                replies.append(Picked(item.id, item.choices[0].value, True))
            case ShortText() if item.text["en"] == CHANGE:
                replies.append(Said(story.long_words(number)))
            case Note():
                replies.append(Done(item.id))
            case _:
                replies.append(Skipped())
    return [*replies, Shared(Sharing.MY_WORDS), FellBack(Fallback.TEAR_UP), Sent()]


async def answer_by_services(world: World, round_: Round, person: Person, number: int) -> None:
    """A whole sitting of somebody whose page this story does not watch."""
    async with world.database.write() as db:
        for reply in _replies(round_, number):
            here = await knowing.visit(db, world, person.address)
            await answering.receive(db, world, here, round_.tag, reply)
