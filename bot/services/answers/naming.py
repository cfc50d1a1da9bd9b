"""Naming: answers with their author's name on, from the close to the one who reads them.

Way N, named by choice. At the close each signed answer goes to the round's keeper; its words
go nowhere else. Its author sees it in /mydata and can take it back. The keeper opens it in the
signed-in view; no words of it ever go through a chat.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Rewrite, Say
from bot.services.answers import answering
from bot.services.knowing import Sitter, Spoken, Visit
from bot.services.owing import BROADCAST, To, owe
from bot.services.world import World
from bot.texts import say
from bot.wording import cards, prompts
from bot.wording.prompts import Pair
from storage import audit, messages, people, rounds
from storage.messages import OwnMessage
from surveys.anonymity.envelope import Envelope
from surveys.flow.branching import signed_answers, words_torn_out
from surveys.ids import MessageId, ParticipantId
from surveys.people.person import Person
from surveys.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Received:
    """One thing that was sent to somebody with a name on.

    ``answers`` are questions and answers in words: none before it is opened.
    """

    handle: str
    sender: str
    round: Round | None
    answers: tuple[Pair, ...]
    is_new: bool


def written(*answers: Pair) -> bytes:
    """Write questions and answers as the body of what is sent."""
    return json.dumps(answers, ensure_ascii=False).encode()


def _read(body: bytes) -> tuple[Pair, ...]:
    return tuple((asked, answer) for asked, answer in json.loads(body))


async def give_signed(
    db: AsyncSession, world: World, round_: Round, sent: Mapping[ParticipantId, Envelope]
) -> int:
    """Give the keeper every signed answer of these envelopes. Returns how many there were.

    Words about danger now are not among them. Where the keeper has left, nobody gets any. Runs
    inside the caller's transaction.
    """
    keeper = await keeper_of(db, world, round_)
    if keeper is None:
        return 0
    given = 0
    for pid, envelope in sent.items():
        author = await people.load_person(db, world.keys, pid)
        if author is None or envelope.sitting is None:
            continue
        sitting = words_torn_out(envelope.sitting)
        for key in signed_answers(round_.survey, sitting):
            body = written(prompts.answer_pair(round_.survey, sitting, key))
            await messages.add_message(
                db, world.keys, to=keeper.id, sender=pid, body=body, rid=round_.id
            )
            given += 1
    return given


async def keeper_of(db: AsyncSession, world: World, round_: Round) -> Person | None:
    """Whom signed answers go to; None where the round takes no names, or they have left."""
    if not round_.takes_names or round_.keeper_id is None:
        return None
    return await people.load_person(db, world.keys, round_.keeper_id)


async def tell_keeper(db: AsyncSession, world: World, round_: Round) -> None:
    """Say that something was sent to them: not what, not by whom, not of which round."""
    if round_.keeper_id is None:
        return
    keeper = await people.load_person(db, world.keys, round_.keeper_id)
    if keeper is not None:
        card = cards.sent_to_you_card((await people.load_desk(db, world.keys, keeper.id)).language)
        await owe(db, world, To.person(keeper, None, BROADCAST), card, kind="notice")


async def choose(db: AsyncSession, world: World, here: Visit, tag: str) -> Spoken:
    """Show which answers somebody's name can go on, from the summary."""
    opened = await answering.open_theirs(db, world, here, tag)
    if isinstance(opened, Spoken):
        return opened
    checking = answering.looking(world, here, opened)
    if checking is None:
        return Spoken(toast=say("refused.old_button", here.language))
    if not answering.may_sign(opened.round, here):
        return Spoken(toast=say("refused.no_names", here.language))
    assert isinstance(here.who, Person), "only a person has a name to put on"
    return Spoken((prompts.choose_names(*checking, here.who.nick),), rid=opened.round.id)


async def my_named(db: AsyncSession, world: World, here: Visit) -> tuple[Say, ...]:
    """Everything its author sent with their name on, each with the way to take it back."""
    if here.pid is None or isinstance(here.who, Sitter):
        return ()
    said: list[Say] = []
    for to, message in await messages.list_sent(db, world.keys, here.pid):
        if message.route is not None:
            continue
        reader = await people.load_person(db, world.keys, to)
        round_ = await _round(db, message)
        nick = reader.nick if reader is not None else ""
        read = message.state == "read"
        words = prompts.pairs_in_words(_read(message.body))
        said += cards.named_cards(
            cards.Named(message.id.hex(), nick, round_, words, read), here.language
        )
    return tuple(said)


async def take_back(db: AsyncSession, world: World, here: Visit, handle: str) -> Spoken:
    """Delete one thing that whoever asks sent with their name on. No note is made of it."""
    if here.pid is None:
        return Spoken(toast=say("refused.not_yours", here.language))
    for _, message in await messages.list_sent(db, world.keys, here.pid):
        if message.id.hex() == handle:
            world.keys.entomb_erased([message.id], world.today())
            await messages.delete_message(db, message.id)
            read = "read" if message.state == "read" else "unread"
            told = say(f"named.taken_back_{read}", here.language)
            if here.message is None:
                return Spoken((Say(text=told),), kind="notice")
            return Spoken((Rewrite(message=here.message, text=told),), kind="notice")
    return Spoken(toast=say("named.gone", here.language))


async def list_received(world: World, pid: ParticipantId) -> list[Received]:
    """What was sent to somebody with a name on: new first, then by round and by name."""
    async with world.database.read() as db:
        found = [
            (await _round(db, message), await _nick(db, world, message), message)
            for message in await messages.list_messages(db, world.keys, pid)
            if message.route is None
        ]
    received = [
        Received(
            message.id.hex(),
            nick,
            round_,
            () if message.state == "new" else _read(message.body),
            message.state == "new",
        )
        for round_, nick, message in found
    ]
    return sorted(received, key=_order)


async def received_by(world: World, pid: ParticipantId) -> str:
    """Whether there is anything for somebody to open: "new", "read" for only old, "" for none."""
    async with world.database.read() as db:
        states = {m.state for m in await messages.list_messages(db, world.keys, pid)}
    return "new" if "new" in states else "read" if states else ""


async def open_received(world: World, pid: ParticipantId, handle: str) -> bool:
    """Open one thing that was sent to somebody. Returns False where it is not theirs, or gone."""
    async with world.database.write() as db:
        for message in await messages.list_messages(db, world.keys, pid):
            if message.id.hex() == handle and message.route is None:
                await _mark_read(db, world, pid, message)
                return True
    return False


async def _mark_read(
    db: AsyncSession, world: World, pid: ParticipantId, message: OwnMessage
) -> None:
    if message.state == "new":
        await messages.mark_read(db, MessageId(message.id))
        await audit.record(
            db, at=world.now(), who=pid, action="named answer read", about=message.rid or ""
        )


async def _round(db: AsyncSession, message: OwnMessage) -> Round | None:
    return None if message.rid is None else await rounds.load_round(db, message.rid)


async def _nick(db: AsyncSession, world: World, message: OwnMessage) -> str:
    author = await people.load_person(db, world.keys, message.sender)
    return author.nick if author is not None else ""


def _order(one: Received) -> tuple[bool, float, str, str]:
    closed = one.round.closes_at.timestamp() if one.round is not None else 0.0
    return (not one.is_new, -closed, one.sender, one.handle)
