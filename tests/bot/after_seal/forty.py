"""Forty made-up answers to one open question, as short and uneven as answers are."""

from __future__ import annotations

from storage import answers, readings
from storage.readings import Decision, Reading
from surveys.flow.replies import Sharing
from tests.bot.after_seal.house import House, Written, seal_round

ANSWERS = (
    "the food is always cold by the time i get it",
    "let us cook our own tea on sundays",
    "more food i actually like, not just pasta",
    "dinner is too early, im hungry again at nine",
    "pick what we eat together",
    "can we have snacks in the evening please",
    "the wifi goes off at ten, even at weekends",
    "wifi in the top bedrooms is rubbish",
    "i cant do homework cause the internet keeps dropping",
    "better wifi",
    "let us stay up later on a friday",
    "bedtime is the same for a ten year old and me",
    "im nearly 16 and have to be in at eight",
    "curfew should be later in summer",
    "staff knock and walk in before you say anything",
    "a lock on my door",
    "nobody should go through my stuff when im at school",
    "somewhere private to ring my mum",
    "longer calls with my brother",
    "i want to see my sister more than once a month",
    "my nan should be able to come for tea",
    "staff should listen before they write things down",
    "they say they will sort it and then nothing happens",
    "new staff every week, i have to tell my story again",
    "agency staff dont know us",
    "ask us before you change the rota of who is on",
    "its so loud at night i cant sleep",
    "the little ones scream in the morning",
    "somewhere quiet to sit",
    "paint my room a colour i pick",
    "my mattress is old and hurts my back",
    "let us put posters up",
    "more trips, we only ever go to the same park",
    "football club but nobody can drive me",
    "swimming on saturdays like before",
    "a dog or even a hamster",
    "can we get a cat",
    "idk",
    "nothing really",
    "the food and the wifi, both are bad",
)


async def seal_forty(house: House, *, count: int = 40, read: bool = True) -> None:
    """A sealed round with so many answers; unless told otherwise, each is read and passed."""
    some: list[Written] = [
        (words, Sharing.READERS_ONLY if at == 20 else Sharing.MY_WORDS)
        for at, words in enumerate(ANSWERS[:count])
    ]
    round_ = await seal_round(house, some)
    if not read:
        return
    world = house.world
    async with world.database.write() as db:
        for stored in await answers.load_answers(db, world.keys, round_.id):
            passed = Reading(Decision.PASSED)
            await readings.record_reading(db, world.keys, round_.id, stored.id, passed)
