"""Every state, any words, any button: the right thing or a kind line, never a fault."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.chat.conversing import COMMANDS, WORDS
from storage import ledger, people
from storage.engine import open_database
from storage.keys import Keys
from surveys.flow.commands import COMMAND_WORDS
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round
from tests.bot.chatting import Chats, Chatter, answer_all, consent

pytestmark = pytest.mark.sqlite_only

FULL = bool(os.environ.get("EARSHOT_FULL"))

TYPED = (
    "help", "HELP ME", "stop", "Back", "skip", "DELETE", "delete me", "withdraw", "privacy",
    "my data", "tidy", "yes", "no", "1", "2", "9", "at six", "something else", "games, films",
    "none of these", "next", "ok", "start", "send", "done", "hello there", "x" * 4096, "😀",
    "\x00", "/start", "/stop", "/skip", "/back", "/tidy", "/mydata", "/nonsense", "/etc/passwd",
    "rather not say", "able about above acoustic across action",
)  # fmt: skip
TAPPED = (
    "go:{t}", "ok:{t}:0", "ok:{t}:1", "ok:{t}:2", "c:{t}:0:0:1", "c:{t}:1:2:1", "c:{t}:3:0:1",
    "c:{t}:3:2:1", "c:{t}:4:0:1", "c:{t}:4:5:1", "d:{t}:2", "d:{t}:3", "s:{t}:5", "r:{t}:6",
    "b:{t}:1", "b:{t}:fallback", "e:{t}:1", "e:{t}:0", "l:{t}:cy", "l:{t}:en", "sh:{t}:0",
    "sq:{t}:6:3", "f:{t}:2", "ch:{t}:0", "ch:{t}:6", "send:{t}", "words:{t}", "tear:{t}",
    "tearyes:{t}", "ex:{t}", "later:{t}", "no:{t}", "shq:{t}", "shq:{t}:6", "fq:{t}", "takeback",
    "home", "tidy", "help", "keepit", "erase", "keepme",
)  # fmt: skip
SHORT_CUTS = ("consented", "answered", "newest")
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from(TYPED)),
        st.tuples(st.just("tap"), st.sampled_from(TAPPED)),
        st.tuples(st.just("newest"), st.integers(0, 9).map(str)),
        st.tuples(st.just("jump"), st.sampled_from(SHORT_CUTS)),
    ),
    min_size=1,
    max_size=40 if FULL else 10,
)


@settings(
    max_examples=300 if FULL else 4,
    deadline=None,
    derandomize=not FULL,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=MOVES)
def test_b2_a_walk_through_any_states_never_faults_and_keeps_its_promises(
    moves: list[tuple[str, str]], sqlite_template: Path
) -> None:
    """Whatever is typed or tapped, in whatever order, on the real service and a real store."""
    with tempfile.TemporaryDirectory() as room:
        asyncio.run(_walk(moves, Path(room), sqlite_template))


async def _walk(moves: list[tuple[str, str]], room: Path, template: Path) -> None:
    data = room / "data"
    data.mkdir(mode=0o700)
    shutil.copy(template, data / "earshot.db")
    database = await open_database(f"sqlite:///{data / 'earshot.db'}")
    chats = await Chats.open(database, Keys.create(room / "keys"))
    try:
        ann = await chats.add()
        round_ = await chats.open_round(ann)
        for move, what in moves:
            await _move(chats, ann, round_, move, what)
            if await _is_erased(chats, ann):
                break
            await _check(chats, ann, round_)
        assert "Childline\n0800 1111" in await ann.type("help")
    finally:
        await chats.close()
        await database.close()


async def _move(chats: Chats, ann: Chatter, round_: Round, move: str, what: str) -> None:
    taps = len(ann.taps_answered)
    if move == "type":
        said = await ann.type(what)
        assert said, f"nothing was said to {what!r}"
    elif move == "tap":
        said = await ann.tap(what.format(t=round_.tag))
        assert len(ann.taps_answered) == taps + 1
    elif move == "newest":
        buttons = [b for shown in ann.shown.values() for b in shown.buttons if b.press]
        if not buttons:
            return
        said = await ann.tap(buttons[-1 - int(what) % len(buttons)].press)
    else:
        said = await _jump(ann, round_, what)
    assert "went wrong" not in said


async def _jump(ann: Chatter, round_: Round, where: str) -> str:
    """Go some way at once, so that a short walk sees late states too."""
    await ann.tap(f"tearyes:{round_.tag}")
    said = await consent(ann, round_)
    return await answer_all(ann) if where == "answered" else said


async def _is_erased(chats: Chats, ann: Chatter) -> bool:
    """Whether the walk came to "Delete everything", and then that nothing of hers is left."""
    async with chats.world.database.read() as db:
        if await people.find_person(db, chats.world.keys, ann.address) is not None:
            return False
        connection = await db.connection()
        for table in ("participants", "ledger", "envelopes"):
            left = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
            assert left.scalar_one() == 0, table
    return True


async def _check(chats: Chats, ann: Chatter, round_: Round) -> None:
    envelope = await chats.envelope(round_, ann)
    sitting = envelope.sitting
    async with chats.world.database.read() as db:
        standing = await ledger.standing(db, round_.id, await chats.pid(ann))
        connection = await db.connection()
        sizes = await connection.exec_driver_sql("SELECT DISTINCT length(blob) FROM envelopes")
        assert len(sizes.all()) == 1
    is_sent = sitting is not None and sitting.sent
    assert (standing is Standing.SUBMITTED) == is_sent
    assert bool(envelope.words) == is_sent
    if sitting is None or not sitting.consented:
        assert sitting is None or not sitting.answers
    words = " ".join(envelope.words)
    assert not words or not any(words in shown.text for shown in ann.shown.values())


def test_every_word_the_engine_leaves_to_us_is_a_command() -> None:
    """A word in the one list and not in the other would be taken for an answer."""
    assert set(WORDS) >= COMMAND_WORDS
    assert set(WORDS.values()) <= set(COMMANDS)


@pytest.mark.parametrize("text", ["/HELP", "/help@EarshotBot", "  /help  ", "/help me please"])
async def test_a_slash_command_is_heard_however_it_is_written(chats: Chats, text: str) -> None:
    """Telegram adds the bot's name; phones add capitals and blanks."""
    ann = await chats.add()

    assert (await ann.type(text)).startswith("People you can talk to")


async def test_after_a_close_words_are_told_once_that_it_closed(chats: Chats) -> None:
    """Then they belong to no round, and the chat goes on."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await chats.close_round(round_)

    assert "has closed" in await ann.type("yes")
    assert (await ann.type("yes")).startswith("Nobody reads this.")


@pytest.mark.parametrize(("word", "said"), [("skip", "no question"), ("back", "nothing before")])
async def test_a_word_with_nothing_to_do_says_so(chats: Chats, word: str, said: str) -> None:
    """ "skip" with nothing to skip is not a message to nobody."""
    ann = await chats.add()

    assert said in await ann.type(word)
