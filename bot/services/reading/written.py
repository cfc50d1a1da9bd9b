"""What was written in a round, and what of it may be seen: for results, and for what people
write about them."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import answers, readings
from storage.readings import Decision, Reading
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Answer
from surveys.flow.looking import own_words
from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey, RoundId
from surveys.protection.quoting import PassedText, Written
from surveys.rounds.round import Round


def written_as(
    question: QuestionKey, answer: Answer, sharing: Sharing | None, reading: Reading | None
) -> Written:
    """One answer as its author wrote it, and what may be seen of it."""
    words = own_words(answer)
    seen = None if reading is None or sharing is None else _passed(words, sharing, reading)
    return Written(question, words, seen)


def _passed(words: str, sharing: Sharing, reading: Reading) -> PassedText | None:
    """What may be seen of one text: never what its author did not allow."""
    match reading.decision, sharing:
        case Decision.PASSED, Sharing.MY_WORDS:
            return PassedText(words, sharing, reading.typical)
        case Decision.MASKED, Sharing.MY_WORDS:
            return PassedText(reading.text, sharing, reading.typical)
        case Decision.REWORDED, Sharing.THE_IDEA | Sharing.MY_WORDS:
            return PassedText(reading.text, sharing, reading.typical, reworded=True)
        case _:
            return None


def asked_words(round_: Round) -> dict[QuestionKey, str]:
    """What each question of a round says."""
    language = round_.survey.main_language
    return {one.id: one.text[language] for one in round_.survey.asked}


async def list_written(db: AsyncSession, world: World, rid: RoundId) -> list[Written]:
    """Every text of a round, also those of which nothing may be seen."""
    decided = await readings.list_readings(db, world.keys, rid)
    stored = await answers.load_answers(db, world.keys, rid)
    read = ((one, *answer_from_bytes(one.body)) for one in stored)
    return [
        written_as(one.question, answer, sharing, decided.get(one.id))
        for one, answer, sharing in read
        if own_words(answer).strip()
    ]
