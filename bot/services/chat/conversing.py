"""Conversing: what a typed message or a tap asks for, in every state, and who sees to it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.answers import answering, naming
from bot.services.answers.answering import Opened
from bot.services.answers.understanding import (
    WORDS,
    is_label,
    is_listening,
    is_own,
    is_understood,
)
from bot.services.asking import going_ahead
from bot.services.chat import admitting, tidying
from bot.services.knowing import Spoken, Visit, heard_from, spoken
from bot.services.later import rooms
from bot.services.operating import pausing
from bot.services.people import (
    arriving,
    enrolling,
    forgetting,
    quieting,
    rebinding,
    speaking,
)
from bot.services.reading import time_logging
from bot.services.results import (
    answering_back,
    deciding,
    learning,
    rating,
    reaching,
    telling_back,
)
from bot.services.safeguarding import calling, choosing, helping, noticing, proving, rostering
from bot.services.safeguarding.noticing import Where
from bot.services.talks import entry as talk_entry
from bot.services.world import World
from bot.services.writing import complaining, writing_to
from bot.texts import say
from bot.wording import cards
from bot.wording.presses import Press, read_press
from surveys.anonymity.takeback import nearly_words
from surveys.flow.commands import folded
from surveys.flow.replies import Paused, Reply, Resumed, Said, Skipped, WentBack
from surveys.people.access import WAYS
from surveys.safeguarding.concern import Source
from surveys.safeguarding.crying import is_cry

if TYPE_CHECKING:
    from bot.services.asking import building, trying_out, typing_in, word_list
    from bot.services.results import looking_up
    from bot.services.themes import codebooks
else:
    building, trying_out, typing_in, word_list = rooms(
        "bot.services.asking", "building", "trying_out", "typing_in", "word_list"
    )
    (looking_up,) = rooms("bot.services.results", "looking_up")
    (codebooks,) = rooms("bot.services.themes", "codebooks")

Doing = Callable[[AsyncSession, World, Visit], Awaitable[Spoken]]

_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w{1,64})?(?:\s+(.*))?", re.DOTALL)


async def hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken:
    """Take a typed message."""
    return await pausing.with_word_of_it(db, world, here, await _hear(db, world, here, text))


async def _hear(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken:
    here = await heard_from(db, world, here)
    slash = _COMMAND.fullmatch(text.strip())
    if slash is not None and slash[1].lower() in COMMANDS:
        return await _command(db, world, here, slash[1].lower(), (slash[2] or "").strip())
    bare = WORDS.get(folded(text))
    if bare == "help":
        return await helping.need_help(db, world, here)
    if bare is None or folded(text) in writing_to.CANCEL:
        written = await writing_to.hear(db, world, here, text)
        if written is not None:
            await tidying.keep_typed(db, world, here)
            return written
    awaited = await _awaited(db, world, here, text)
    if awaited is not None:
        return awaited
    if here.desk.waiting == "take_back" and bare is None:
        return await _take_back(db, world, here, text)
    now = await answering.under_way(db, world, here)
    if isinstance(now, Opened) and is_listening(now):
        if bare is None or is_label(now, text):
            return await _take(db, world, here, now, text)
        return await _do(db, world, here, bare)
    if bare is not None:
        return await _do(db, world, here, bare)
    return await _outside(db, world, here, text, now)


async def _awaited(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken | None:
    """Words that a desk waits for, and that are no answer of a round; None for others."""
    if not here.desk.waiting:  # nearly always: nothing is loaded to say so
        return None
    for typed in _TYPED:
        said = await typed(db, world, here, text)
        if said is not None:
            return said
    return None


async def _command(db: AsyncSession, world: World, here: Visit, command: str, rest: str) -> Spoken:
    """Do what a slash command does; words after it are looked at for danger, but for a code."""
    if command == "takeback" and rest:
        no = admitting.refused(world, here, "/takeback")
        return no or await _take_back(db, world, here, rest)
    if len(rest.split()) > 1:
        await noticing.notice(db, world, here, rest)
    if command == "start" and rest:
        return await arriving.join(db, world, here, rest)
    return await _do(db, world, here, command)


async def _do(db: AsyncSession, world: World, here: Visit, command: str) -> Spoken:
    """Do what a command does, for whoever may."""
    no = admitting.refused(world, here, f"/{command}")
    if no is None and command != "start":
        here = await _set_aside(db, world, here)
    return no or await COMMANDS[command](db, world, here)


async def _take_back(db: AsyncSession, world: World, here: Visit, text: str) -> Spoken:
    """Take what was asked for as six words; other words are looked at for danger."""
    await tidying.keep_typed(db, world, here)
    taken = await forgetting.take_back(db, world, here, text)
    if taken is None:
        await noticing.notice(db, world, here, text)
    return taken or spoken(say("taking_back.not_six", here.language))


async def _take(db: AsyncSession, world: World, here: Visit, now: Opened, text: str) -> Spoken:
    """Take words for the round they are answering, and look at them for danger."""
    reply = Said(text, world.now().astimezone(world.zone).date())
    sitting = now.envelope.sitting
    said, taken = await answering.take_turn(db, world, here, now, reply)
    if is_own(now, text, taken):
        place = None if sitting is None else sitting.at
        understood = is_understood(now, reply, taken)
        at = Where(Source.ANSWER, now.round, place, understood=understood)
        noticed = await noticing.notice(db, world, here, text, at=at)
        if noticed is not None and noticed.screening.concern and not noticed.answers:
            return await _ask_again(db, world, here, now.round.tag)
        if noticed is not None:
            said = await answering.unless_torn_out(db, world, here, now.round.tag, said)
        if complaining.is_below_danger(noticed) and not is_cry(text):
            return await complaining.offer(db, world, here, now, text, said)
    return said


async def _ask_again(db: AsyncSession, world: World, here: Visit, tag: str) -> Spoken:
    """Show where they are: whoever has just said that would not be told it's no answer here."""
    opened = await answering.open_theirs(db, world, here, tag)
    if isinstance(opened, Spoken):
        return opened
    return await answering.take(db, world, here, opened, Resumed())


async def tap(db: AsyncSession, world: World, here: Visit, code: str) -> Spoken:
    """Take a pressed button. What it carries came back from outside and is not believed."""
    return await pausing.with_word_of_it(db, world, here, await _tap(db, world, here, code))


async def _tap(db: AsyncSession, world: World, here: Visit, code: str) -> Spoken:
    here = await heard_from(db, world, here)
    pressed = read_press(code)
    way = f"tap {pressed.kind}" if pressed is not None else ""
    if pressed is None or way not in WAYS:
        return Spoken(toast=say("refused.unknown_button", here.language))
    no = admitting.refused(world, here, way)
    if no is not None:
        return no
    if pressed.kind != "bd":
        here = await _set_aside(db, world, here)
    plain = _PLAIN.get(pressed.kind)
    if plain is not None:
        return await plain(db, world, here)
    tag = pressed.parts[0] if pressed.parts else ""
    of_round = _OF_ROUND.get(pressed.kind)
    if of_round is not None:
        return await of_round(db, world, here, tag)
    of_press = _OF_PRESS.get(pressed.kind)
    if of_press is not None:
        return await of_press(db, world, here, pressed)
    if pressed.kind == "tb":
        return await naming.take_back(db, world, here, tag)
    if pressed.kind == "shq":
        return await answering.choose(db, world, here, tag, pressed.number(1))
    said = await answering.press(db, world, here, pressed)
    if pressed.kind == "pb":
        return await complaining.beside(db, world, here, tag, said)
    return said


async def _outside(
    db: AsyncSession, world: World, here: Visit, text: str, now: Opened | Spoken | None
) -> Spoken:
    """Words that answer nothing: six take-back words, a closed round, or nobody reads them."""
    await tidying.keep_typed(db, world, here)
    taken = await forgetting.take_back(db, world, here, text)
    if taken is not None:
        return taken
    noticed = await noticing.notice(db, world, here, text)
    if isinstance(now, Spoken):
        await answering.get_up(db, world, here)
    if noticed is not None and noticed.screening.concern:
        # Said already what becomes of the words, and that is not the usual.
        closed = say("refused.closed_heard", here.language)
        return spoken(closed) if isinstance(now, Spoken) else Spoken()
    if isinstance(now, Spoken):
        return now
    if nearly_words(text):
        return spoken(say("taking_back.not_six", here.language))
    return await enrolling.nobody_reads(db, world, here)


async def _privacy(db: AsyncSession, world: World, here: Visit) -> Spoken:
    return helping.privacy(world, here)


async def _ask_erase(db: AsyncSession, world: World, here: Visit) -> Spoken:
    return forgetting.ask_erase(here)


async def _home(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Where somebody is. A page says /start by itself, whenever it was away: whoever was in the
    middle of a draft finds it below, and goes on."""
    walked = await _walked(db, world, here, Resumed())
    said = walked or await enrolling.home(db, world, here)
    if walked or await answering.under_way(db, world, here):
        await _set_aside(db, world, here)
        return said
    return await building.with_draft(db, world, here, said) if here.desk.waiting else said


async def _set_aside(db: AsyncSession, world: World, here: Visit) -> Visit:
    """Their next words are for no draft any more, where they were."""
    return await building.set_aside(db, world, here) if here.desk.waiting else here


async def _walked(db: AsyncSession, world: World, here: Visit, reply: Reply) -> Spoken | None:
    """What follows in the walk through a draft that somebody is on; None where they are not."""
    return await trying_out.do(db, world, here, reply) if here.desk.waiting else None


async def _stop(db: AsyncSession, world: World, here: Visit) -> Spoken:
    return await _in_sitting(db, world, here, Paused(), "pausing.nothing")


async def _skip(db: AsyncSession, world: World, here: Visit) -> Spoken:
    return await _in_sitting(db, world, here, Skipped(), "refused.nothing_to_skip")


async def _back(db: AsyncSession, world: World, here: Visit) -> Spoken:
    return await _in_sitting(db, world, here, WentBack(), "refused.nothing_before")


async def _in_sitting(
    db: AsyncSession, world: World, here: Visit, reply: Reply, otherwise: str
) -> Spoken:
    walked = await _walked(db, world, here, reply)
    if walked is not None:
        return walked
    now = await answering.under_way(db, world, here)
    if isinstance(now, Opened) and is_listening(now):
        return await answering.take(db, world, here, now, reply)
    if here.who is None:
        return helping.stranger(world, here)
    return spoken(say(otherwise, here.language))


async def _greeted(db: AsyncSession, world: World, here: Visit, pressed: Press) -> Spoken:
    return await (enrolling.more if pressed.parts == ("more",) else enrolling.home)(
        db, world, here
    )


async def _kept(db: AsyncSession, world: World, here: Visit) -> Spoken:
    return Spoken(toast=say("tear.kept", here.language))


async def _kept_me(db: AsyncSession, world: World, here: Visit) -> Spoken:
    return Spoken(toast=say("erase.kept", here.language))


async def _examples(db: AsyncSession, world: World, here: Visit, tag: str) -> Spoken:
    opened = await answering.open_theirs(db, world, here, tag)
    if isinstance(opened, Spoken):
        return opened
    return Spoken((cards.examples_card(opened.round, world.policy, here.language),), kind="notice")


async def _too_few(db: AsyncSession, world: World, here: Visit, tag: str) -> Spoken:
    return await answering.choose(db, world, here, tag, "too_few")


COMMANDS: Mapping[str, Doing] = {
    "start": _home,
    "help": helping.need_help,
    "privacy": _privacy,
    "mydata": forgetting.my_data,
    "withdraw": forgetting.ask_withdraw,
    "delete": forgetting.ask_delete,
    "deleteme": _ask_erase,
    "stop": _stop,
    "pause": _stop,
    "skip": _skip,
    "back": _back,
    "tidy": tidying.clear_up,
    "takeback": forgetting.ask_take_back,
    "away": rostering.ask_away,
    "message": writing_to.choose,
    "talk": talk_entry.offer,
    "build": building.menu,
    "words": word_list.show,
    "themes": codebooks.show,
    "quiet": quieting.show,
    "what": deciding.what,
    "learned": learning.show,
    "reach": reaching.show,
    "time": time_logging.show,
}
"""What each slash command does, in every state; for whom, the table of who may do what says."""

_PLAIN: Mapping[str, Doing] = {
    "help": helping.need_help,
    "comore": helping.more,
    "co": calling.come,
    "om": writing_to.choose,
    "omstop": writing_to.stop,
    "tidy": tidying.clear_up,
    "takeback": forgetting.ask_take_back,
    "erase": _ask_erase,
    "eraseyes": forgetting.erase,
    "keepme": _kept_me,
    "keepit": _kept,
    "what": deciding.what,
}

_OF_PRESS: Mapping[str, Callable[[AsyncSession, World, Visit, Press], Awaitable[Spoken]]] = {
    "cn": choosing.choose,
    "wy": complaining.show,
    "qt": quieting.press,
    "ab": answering_back.press,
    "dc": deciding.press,
    "dcy": telling_back.press,
    "rt": rating.press,
    "abgo": going_ahead.press,
    "tm": time_logging.press,
    "bd": looking_up.press_draft,
    "ln": learning.press,
    "cw": word_list.press,
    "cb": codebooks.press,
    "la": speaking.choose,
    "pv": trying_out.press,
    "pi": trying_out.press,
    "home": _greeted,
}

_TYPED = (
    *(answering_back.hear, going_ahead.hear, trying_out.hear, looking_up.hear_draft),
    word_list.hear,
    learning.hear,
    typing_in.hear,
    codebooks.hear,
    deciding.hear,
)
"""Who takes words that a desk waits for, in chat with those who work here."""

_OF_ROUND: Mapping[str, Callable[[AsyncSession, World, Visit, str], Awaitable[Spoken]]] = {
    "no": answering.decline,
    "later": answering.put_off,
    "ex": _examples,
    "tear": forgetting.ask_tear_up,
    "words": answering.words_again,
    "fq": _too_few,
    "nq": naming.choose,
    "pl": proving.i_am_here,
    "aw": rostering.choose_away,
    "coway": calling.on_my_way,
    "ompick": writing_to.pick,
    "omname": writing_to.with_name,
    "omnone": writing_to.without_name,
    "omback": writing_to.back,
    "nwstop": rebinding.stop,
}
