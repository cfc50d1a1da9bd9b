"""Rounds of 4, 5, 12 and 300: closed, sealed or held, read, released, reported. And D1.

Envelopes are put into the store directly, for speed, under the real keys; all that follows is
the program's own. With ``EARSHOT_FULL`` the rounds of 4, 5 and 12 go through chats.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.services.results import reporting
from storage import answers, envelopes, ledger, messages, people
from storage.engine import Database
from storage.keys import Keys
from surveys.anonymity.envelope import Envelope, pack
from surveys.definitions.questions import NonAnswer
from surveys.flow.answers import Answer, Chose, Declined, Wrote
from surveys.flow.replies import Fallback, Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State, Way
from tests.attacks.field import CHANGE, HOMES, RID, TEA, House, house_in, sit
from tests.attacks.looking import CREATORS, browser, in_chat, on_pages
from tests.attacks.where import Disk

FULL = bool(os.environ.get("EARSHOT_FULL"))
MOST_TEXTS = 24


async def asked(house: House, count: int) -> list[Person]:
    """That many young people in three homes."""
    made = [
        Person(
            id=ParticipantId(house.world.fresh_bytes(16)),
            role=Role.YOUNG_PERSON,
            kind=Kind.YOUNG_PERSON,
            nick=f"Y{place}",
            home=HOMES[place % 3],
            address=Address(Chat.WEB, 10_000 + place),
        )
        for place in range(count)
    ]
    async with house.world.database.write() as db:
        for person in made:
            await people.add_person(db, house.world.keys, person)
    return made


def text_of(place: int) -> str:
    return f"I would change thing {place}, the blorptangle one"


async def all_send(house: House, round_: Round, authors: list[Person]) -> None:
    """Everybody sends, each with another text; every third another choice if too few."""
    if FULL and len(authors) <= 12:
        for place, person in enumerate(authors):
            too_few = ("Rip mine up", "Keep", "Let")[place % 3]
            chatter = house.at(person.address)
            await sit(chatter, round_, text=text_of(place), fallback=too_few)
        return
    await put_all(house, round_, [person.id for person in authors])


async def put_all(house: House, round_: Round, pids: Sequence[ParticipantId]) -> None:
    """The envelopes as Send leaves them."""
    async with house.world.database.write() as db:
        for place, pid in enumerate(pids):
            given: dict[QuestionKey, Answer] = {TEA: Chose(("six" if place % 3 else "seven",))}
            # Of a large round only some write; reading 300 texts would be the reader's day.
            wrote = place < MOST_TEXTS
            given[CHANGE] = Wrote(text_of(place)) if wrote else Declined(NonAnswer.SKIPPED)
            sent = Sitting(
                stage=Stage.SENT,
                answers=given,
                sharing=Sharing.MY_WORDS,
                fallback=(Fallback.TEAR_UP, Fallback.KEEP, Fallback.LET_READ)[place % 3],
            )
            where = HOMES[place % 3] if round_.way is Way.TICKET else ""
            packed = pack(Envelope(sent, place=where), round_.envelope_size)
            await envelopes.save_envelope(db, house.world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)


async def fielded_by_ticket(house: House, count: int) -> None:
    """A ticket round of so many, all sent: nobody has to be told, which takes most time."""
    await house.hire()
    round_ = await house.launch(way=Way.TICKET, tickets=count)
    async with house.world.database.read() as db:
        slips = await ledger.list_asked(db, round_.id)
    await put_all(house, round_, slips)
    house.clock.on(days=8)
    await house.tick()


async def fielded(house: House, sent: int) -> list[Person]:
    """A round of at least six, in which so many sent; closed and seen to."""
    await house.hire()
    authors = await asked(house, max(6, sent))
    round_ = await house.launch()
    await all_send(house, round_, authors[:sent])
    house.clock.on(days=8)
    await house.tick()
    return authors


@pytest.fixture
async def house(database: Database, keys: Keys) -> AsyncIterator[House]:
    opened = await House.open(database, keys)
    assert isinstance(opened, House)
    yield opened
    await opened.close()


async def test_a_round_of_five_closes_seals_is_read_released_and_reported(house: House) -> None:
    """The main job with just enough, on both databases."""
    await fielded(house, 5)
    await reported(house, 5, "fewer than half|in the middle|more than half|most|spread")


@pytest.mark.sqlite_only
async def test_a_round_of_twelve_closes_seals_is_read_released_and_reported(house: House) -> None:
    """The main job as it usually is."""
    await fielded(house, 12)
    await reported(house, 12, "third")


@pytest.mark.sqlite_only
@pytest.mark.full
async def test_a_round_of_three_hundred_is_no_different(house: House) -> None:
    """Every home of a large organisation, asked at once."""
    house.delivers = False
    await (fielded(house, 300) if FULL else fielded_by_ticket(house, 300))
    await reported(house, 300, r"\b(100|200|195|205)\b")


async def reported(house: House, sent: int, form: str) -> None:
    """Every answer is stored once, and what comes out is in the form for that many."""
    async with house.world.database.read() as db:
        stored = await answers.count_answers(db, RID)
    sealed = await house.round()
    await house.read_and_release()
    files = {
        kind: await reporting.export_released(house.world, RID, kind)
        for kind in ("html", "csv", "json")
    }

    assert (sealed.state, sealed.count_sent) == (State.SEALED, sent)
    assert stored == 2 * sent
    assert (await house.round()).state is State.RELEASED
    report = json.loads(files["json"] or b"")
    assert report["enough"] is True
    tea = next(section for section in report["sections"] if section["question"] == TEA)
    assert re.search(form, json.dumps(tea))
    for content in files.values():
        assert content
        assert not re.search(rb"\b(299|301)\b", content)


async def test_d1_below_five_every_output_says_the_same_to_everybody(house: House) -> None:
    """Four sent: held. No chart, quote, theme or number; the same words everywhere, and the same
    as a round in which nobody sent anything. Its files say why nothing may be shown.

    Fails when a held round has a report of its own, or its count is in its words.
    """
    authors = await fielded(house, 4)
    round_ = await house.round()
    seen: dict[str, str] = {}
    async with browser(house) as pages:
        for nick in ("Ash", "Jo"):
            seen |= await in_chat(house.staff[nick], nick, round_.tag)
            seen |= await on_pages(pages, house.staff[nick], nick, round_.tag)
    for author in authors:
        seen[author.nick] = await house.at(author.address).type("/report")
    async with house.world.database.read() as db:
        stored = await answers.count_answers(db, RID)
        given = await messages.list_messages(db, house.world.keys, (await house.person("Ash")).id)
    files = {
        form: await reporting.export_released(house.world, RID, form)
        for form in ("html", "csv", "json")
    }

    assert round_.state is State.HELD
    assert round_.count_sent is None
    assert stored == 0
    assert len(given) == 1, "one chose to let Ash read theirs"
    for form, content in files.items():
        seen[form] = (content or b"").decode("utf-8")
        assert "othing" in seen[form], form
    for what, shown in seen.items():
        assert "blorptangle" not in shown, what
        assert not re.search(r"\b(4|four) (people|of|sent|answer|envelope)", shown), what


async def test_d1_too_few_looks_like_nobody(first: Disk, tmp_path: Path) -> None:
    """Whoever tries rounds until one says another word would learn how many sent.

    Fails when what is said of a held round depends on how many sent an envelope.
    """
    said = []
    commands, looked_at = CREATORS
    for sent in (0, 4):
        async with house_in(first.copied(tmp_path / str(sent))) as house:
            await fielded(house, sent)
            round_ = await house.round()
            seen: dict[str, str] = {}
            async with browser(house) as pages:
                for nick in ("Kit", "Jo"):
                    seen |= await in_chat(house.staff[nick], nick, "TAG", commands)
                    shown = await on_pages(
                        pages, house.staff[nick], nick, round_.tag, (*looked_at, RESULT)
                    )
                    seen |= shown
            for form in ("html", "csv", "json"):
                content = await reporting.export_released(house.world, RID, form)
                seen[form] = (content or b"").decode("utf-8")
            said.append({what: shown.replace(round_.tag, "TAG") for what, shown in seen.items()})

    assert said[0] == said[1]


RESULT = "rounds/{tag}/result.csv"
