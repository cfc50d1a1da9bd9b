"""Reading a house talk before anybody else may see it, letting it go, and answering back.

A reader comes from another home and did not hold the talk; a second person lets it go. What
would name the home, or anybody, is taken out first: redaction finds it, and holds it back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.hiding import roster_of
from bot.services.masking import MaskTrouble, mask_trouble
from bot.services.safeguarding import alerting
from bot.services.two_people import accounts_of
from bot.services.world import World
from storage import audit, talks
from storage.keys import RoundKeyGone
from storage.talks import MASKED, PASSED, WAITS, WITHHELD, AgreedSentence
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Concern, Deed, Source, Telling
from surveys.talks.result import TalkResult, made_known, names_somebody, without_names
from surveys.talks.talk import Stage, Talk

LONGEST_ANSWER = 1000
"""Of what those who talked were told. Unit: characters."""

FOUND = "found while reading a house talk"


class Held(StrEnum):
    """Why a sentence cannot go out as it is. Each has its own words."""

    NAMES = "names"
    """It still names the home, or somebody."""


class NotTheirs(Exception):
    """It does not wait for this person, whoever they are: all alike."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """A sentence as a reader sees it. ``suggested`` has names taken out."""

    handle: str
    prompt: str
    words: str
    suggested: str
    state: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The talks that wait for somebody, and those whose result they may open."""

    hold: tuple[Talk, ...] = ()
    read: tuple[Talk, ...] = ()
    let_go: tuple[Talk, ...] = ()
    tell: tuple[Talk, ...] = ()
    """Their own talks, let go: those who talked are still to be told."""
    open: tuple[Talk, ...] = ()
    on_the_way: tuple[Talk, ...] = ()
    """Their own talks that wait for somebody else."""


async def waiting_for(world: World, person: Person) -> Waiting:
    """Every talk somebody can do something about."""
    async with world.database.read() as db:
        known = await talks.list_talks(db, world.keys)
        accounts = await accounts_of(db, world, person)
    mine = [talk for talk in known if talk.host == person.id]
    released = [t for t in known if t.stage in {Stage.RELEASED, Stage.ANSWERED}]
    return Waiting(
        hold=tuple(t for t in mine if t.stage.is_under_way),
        read=tuple(t for t in known if _may_read(accounts, t)),
        let_go=tuple(t for t in known if _may_let_go(accounts, t)),
        tell=tuple(t for t in mine if t.stage is Stage.RELEASED),
        open=tuple(t for t in released if person.role.can_see_releases),
        on_the_way=tuple(t for t in mine if t.stage in {Stage.CLOSING, Stage.KEPT, Stage.READ}),
    )


async def to_read(world: World, person: Person, rid: RoundId) -> tuple[Talk, list[ToRead]]:
    """The sentences of a talk, for its reader.

    Raises:
        NotTheirs: It does not wait for them.
    """
    async with world.database.read() as db:
        talk = await _readable(db, world, person, rid)
        roster = await roster_of(db, world)
        agreed = await talks.list_agreed(db, world.keys, rid)
    return talk, [
        ToRead(
            one.id.hex(),
            talk.prompts[one.prompt],
            one.words,
            without_names(one.words, roster),
            one.state,
        )
        for one in agreed
    ]


async def decide(
    world: World, person: Person, rid: RoundId, handle: str, decided: tuple[str, str]
) -> MaskTrouble | Held | None:
    """Pass a sentence, take names out of it, or leave it out of the result.

    Args:
        world: The world.
        person: Who reads.
        rid: The talk.
        handle: The sentence.
        decided: ``passed``, ``masked`` or ``withheld``; and for masked the words that stay.

    Raises:
        NotTheirs: It does not wait for them, or there is no such sentence or decision.
    """
    state, typed = decided
    async with world.database.write() as db:
        one = await _sentence(db, world, person, rid, handle)
        words = typed.strip() if state == MASKED else one.words
        if state not in {PASSED, MASKED, WITHHELD}:
            raise NotTheirs
        trouble = mask_trouble(one.words, words) if state == MASKED else None
        if trouble is not None:
            return trouble
        if state != WITHHELD and names_somebody(words, await roster_of(db, world)):
            return Held.NAMES
        await talks.mark_agreed(db, world.keys, rid, replace(one, words=words, state=state))
    return None


async def worry(
    world: World, person: Person, rid: RoundId, handle: str, *, at_risk: bool = False
) -> None:
    """The reader is worried: whoever answers concerns is told, and the sentence stays out.

    Raises:
        NotTheirs: It does not wait for them, or there is no such sentence.
    """
    async with world.database.write() as db:
        one = await _sentence(db, world, person, rid, handle)
        talk = await talks.load_talk(db, world.keys, rid)
        assert talk is not None, "it was just read"
        found, now = screening.screen(one.words), world.now()
        concern = Concern(
            id=world.fresh_bytes(16),
            handle=await alerting.fresh_handle(db, world),
            at=now,
            source=Source.HOUSE_TALK,
            telling=Telling.NO_AUTHOR,
            severity=3 if at_risk else max(2, found.severity),
            words=one.words,
            category=found.category,
            place=talk.home,
            deeds=(Deed(now, FOUND, person.id),),
        )
        await alerting.alert(db, world, concern)
        await talks.mark_agreed(db, world.keys, rid, replace(one, state=WITHHELD))
        await audit.record(db, at=now, who=person.id, action="worry raised", about=concern.handle)
    world.wake()


async def put_forward(world: World, person: Person, rid: RoundId) -> None:
    """Everything is read: put the result forward for a second person.

    Raises:
        NotTheirs: It does not wait for them, or a sentence is not decided yet.
    """
    async with world.database.write() as db:
        talk = await _readable(db, world, person, rid)
        agreed = await talks.list_agreed(db, world.keys, rid)
        if any(one.state == WAITS for one in agreed):
            raise NotTheirs
        result = made_known(
            talk,
            [(one.prompt, one.words) for one in agreed if one.state in {PASSED, MASKED}],
            release=world.fresh_bytes(4).hex(),
            on=world.today(),
            shuffle=world.chance.shuffle,
        )
        await talks.save_result(db, world.keys, rid, result)
        read = replace(talk, stage=Stage.READ, read_by=person.id)
        await talks.save_talk(db, world.keys, read)
        await audit.record(db, at=world.now(), who=person.id, action="house talk read", about=rid)


async def let_go(world: World, person: Person, rid: RoundId, release: str) -> None:
    """Let a result go, as a second person who neither read nor held the talk.

    Raises:
        NotTheirs: It does not wait for them, or is not what they looked at.
    """
    async with world.database.write() as db:
        talk = await talks.load_talk(db, world.keys, rid, lock=True)
        result = None if talk is None else await _result(db, world, rid)
        accounts = await accounts_of(db, world, person)
        if talk is None or result is None or not _may_let_go(accounts, talk):
            raise NotTheirs
        if result.release != release:
            raise NotTheirs
        out = result.model_copy(update={"approved_by": person.nick, "released_on": world.today()})
        await talks.save_result(db, world.keys, rid, out)
        released = replace(talk, stage=Stage.RELEASED, let_go_by=person.id)
        await talks.save_talk(db, world.keys, released)
        about = f"{rid} {release}"
        action = "house talk released"
        await audit.record(db, at=world.now(), who=person.id, action=action, about=about)


async def answered(world: World, person: Person, rid: RoundId, words: str) -> bool:
    """Write down what those who talked were told. False where nothing, or too much, is said.

    Raises:
        NotTheirs: It is not their talk, or it is not let go yet.
    """
    said = words.strip()
    if not 0 < len(said) <= LONGEST_ANSWER:
        return False
    async with world.database.write() as db:
        talk = await talks.load_talk(db, world.keys, rid, lock=True)
        if talk is None or talk.host != person.id or talk.stage is not Stage.RELEASED:
            raise NotTheirs
        told = replace(talk, stage=Stage.ANSWERED, told=said)
        await talks.save_talk(db, world.keys, told)
        action = "house talk answered"
        await audit.record(db, at=world.now(), who=person.id, action=action, about=rid)
    return True


async def result_for(world: World, person: Person, rid: RoundId) -> tuple[Talk, TalkResult]:
    """A talk's result: once it is let go, for everybody who sees releases; before, for the
    second person it waits for.

    Raises:
        NotTheirs: Not for them, or not there.
    """
    async with world.database.read() as db:
        talk = await talks.load_talk(db, world.keys, rid)
        result = None if talk is None else await _result(db, world, rid)
        accounts = await accounts_of(db, world, person)
    if talk is None or result is None:
        raise NotTheirs
    is_out = talk.stage in {Stage.RELEASED, Stage.ANSWERED} and person.role.can_see_releases
    if not (is_out or _may_let_go(accounts, talk)):
        raise NotTheirs
    return talk, result


async def export_result(world: World, person: Person, rid: RoundId) -> TalkResult:
    """A result that is let go, to be saved as a file; noted in the trail as every export is.

    Raises:
        NotTheirs: Not for them, not let go yet, or not there.
    """
    talk, result = await result_for(world, person, rid)
    if talk.stage is Stage.READ:
        raise NotTheirs
    about = f"{rid} {result.release} form{result.form_version}"
    async with world.database.write() as db:
        await audit.record(db, at=world.now(), who=person.id, action="exported html", about=about)
    return result


def _may_read(accounts: list[Person], talk: Talk) -> bool:
    """Whether somebody reads a talk; ``accounts`` are all of theirs, their own first."""
    reader = accounts[0].role.can_read
    return talk.stage is Stage.KEPT and reader and _stands_apart(accounts, talk)


def _may_let_go(accounts: list[Person], talk: Talk) -> bool:
    second = all(one.id != talk.read_by for one in accounts)
    may = accounts[0].role.can_release and second
    return talk.stage is Stage.READ and may and _stands_apart(accounts, talk)


def _stands_apart(accounts: list[Person], talk: Talk) -> bool:
    """Whether no account of theirs is of that home, or held the talk."""
    return all(one.home != talk.home and one.id != talk.host for one in accounts)


async def _readable(db: AsyncSession, world: World, person: Person, rid: RoundId) -> Talk:
    talk = await talks.load_talk(db, world.keys, rid)
    if talk is None or not _may_read(await accounts_of(db, world, person), talk):
        raise NotTheirs
    return talk


async def _sentence(
    db: AsyncSession, world: World, person: Person, rid: RoundId, handle: str
) -> AgreedSentence:
    await _readable(db, world, person, rid)
    for one in await talks.list_agreed(db, world.keys, rid):
        if one.id.hex() == handle:
            return one
    raise NotTheirs


async def _result(db: AsyncSession, world: World, rid: RoundId) -> TalkResult | None:
    try:
        return await talks.load_result(db, world.keys, rid)
    except RoundKeyGone:
        return None
