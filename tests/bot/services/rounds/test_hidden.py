"""What the seal keeps of what people wrote: the test halves of redaction through a round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from bot.services.hiding import roster_of
from bot.services.people import name_list
from storage import answers, envelopes, ledger
from surveys.anonymity.envelope import Envelope, pack
from surveys.anonymity.packing import answer_from_bytes
from surveys.definitions.questions import LongText, NonAnswer
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Declined, Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.redaction.redactor import redact
from surveys.redaction.roster import Roster
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round
from tests.bot import fielded as field
from tests.bot.chatting import SURVEY, Chats, Chatter
from tests.surveys.redaction.scoring import Case, cases, is_covered, roster

pytestmark = pytest.mark.sqlite_only
WIDE, LONG = 20, 26
"""Questions of one survey, and people who answer it: room for a half."""


async def test_r8_the_seal_stores_the_words_as_their_author_saw_them(chats: Chats) -> None:
    """Names that only the list knows, that Earshot knows, and that anybody would know.

    Fails when the seal stores what was typed.
    """
    await name_list.replace_all(chats.world, Roster.model_validate({"schools": ["Vexmoor"]}))
    await chats.add("Quillonby", home="Tansley House")
    asked = await field.residents(chats, 6)
    round_ = await field.fielded(chats, *await field.crew(chats), survey=wide_survey(wide=1))
    typed = "quillonby of tansley house met my mate zachariah at vexmoor"
    await send_each(chats, round_, asked, [typed] * 6, 1)
    await field.end(chats, round_)

    kept = "[a name] of [a home] met my mate [a name] at [a school]"
    assert await _stored(chats, round_) == [kept] * 6


async def test_r7_the_seal_shows_nobodys_name_but_the_authors_own(chats: Chats) -> None:
    """Whatever an envelope says was put back, another's name is not theirs to show.

    Fails when the seal takes everybody's names for the author's own.
    """
    asked = [await chats.add(f"Zach{n}ariah", home=field.HOMES[n % 3]) for n in range(6)]
    round_ = await field.fielded(chats, *await field.crew(chats), survey=wide_survey(wide=1))
    typed = "zach0ariah and zach1ariah cooked"
    both = {QuestionKey("q0"): frozenset({"zach0ariah", "zach1ariah"})}
    await send_each(chats, round_, asked, [typed] * 6, 1, both)
    await field.end(chats, round_)

    assert Counter(await _stored(chats, round_)) == {
        "zach0ariah and [a name] cooked": 1,
        "[a name] and zach1ariah cooked": 1,
        "[a name] and [a name] cooked": 4,
    }


@pytest.mark.full
@pytest.mark.parametrize("half", ["frozen", "second"])
async def test_r4_at_most_one_answer_in_five_leaks_after_the_seal(chats: Chats, half: str) -> None:
    """Each half through a round: what is stored is what redaction leaves, and that is counted.

    Fails when the seal stores what was typed.
    """
    planted = [one for one in cases(half) if one.planted]
    await name_list.replace_all(chats.world, roster(half))
    asked = await field.residents(chats, LONG)
    round_ = await field.fielded(chats, *await field.crew(chats), survey=wide_survey())
    await send_each(chats, round_, asked, [one.text for one in planted])
    await field.end(chats, round_)
    async with chats.world.database.read() as db:
        known = await roster_of(db, chats.world)
    leaking = [one for one in planted if _leaks(one, known)]

    assert Counter(await _stored(chats, round_)) == Counter(
        redact(one.text, known).redacted for one in planted
    )
    assert len(planted) > 400
    assert len(leaking) <= 0.20 * len(planted)


@pytest.mark.full
async def test_r9_the_longest_answer_there_can_be_is_hidden_like_any_other(chats: Chats) -> None:
    """It is looked through to its end, off the loop."""
    typed = "i want to go out more. " * 150 + "ask my mate zachariah"
    asked = await field.residents(chats, 6)
    round_ = await field.fielded(chats, *await field.crew(chats), survey=wide_survey(3500, 1))
    await send_each(chats, round_, asked, [typed] * 6, 1)
    await field.end(chats, round_)

    assert len(typed) > 3400
    assert {text[-21:] for text in await _stored(chats, round_)} == {
        "out more. ask my mate [a name]"[-21:]
    }


async def _stored(chats: Chats, round_: Round) -> list[str]:
    async with chats.world.database.read() as db:
        kept = await answers.load_answers(db, chats.world.keys, round_.id)
    said = [answer_from_bytes(one.body)[0] for one in kept]
    return [one.text for one in said if isinstance(one, Wrote)]


def _leaks(case: Case, known: Roster) -> bool:
    """Whether redaction leaves anything planted in it."""
    found = redact(case.text, known)
    return not all(is_covered(one, found) for one in case.planted)


def wide_survey(longest: int = 800, wide: int = WIDE) -> Survey:
    """Many open questions."""
    said = {"en": "What is it like here?"}
    asked = tuple(
        LongText(id=QuestionKey(f"q{n}"), text=said, max_length=longest) for n in range(wide)
    )
    return SURVEY.model_copy(update={"questions": asked, "key": "wide"})


async def send_each(
    chats: Chats,
    round_: Round,
    who: Sequence[Chatter],
    texts: Sequence[str],
    wide: int = WIDE,
    back: Mapping[QuestionKey, frozenset[str]] | None = None,
) -> None:
    """Put sent envelopes in place, these words spread over them."""
    for place, chatter in enumerate(who):
        mine = texts[place * wide : (place + 1) * wide]
        said: dict[QuestionKey, Answer] = {
            QuestionKey(f"q{n}"): Wrote(text) for n, text in enumerate(mine)
        }
        said |= {QuestionKey(f"q{n}"): Declined(NonAnswer.SKIPPED) for n in range(len(mine), wide)}
        sitting = Sitting(stage=Stage.SENT, answers=said, sharing=Sharing.MY_WORDS)
        sitting = replace(sitting, put_back=back or {})
        packed = pack(Envelope(sitting), round_.envelope_size)
        pid = await chats.pid(chatter)
        async with chats.world.database.write() as db:
            await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)
