"""What is kept, tear it up, take it back, delete me."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.services.people import forgetting
from storage import answers, asked_as, ledger, outbox, people, rounds, signins
from storage.engine import Database
from surveys.anonymity.packing import answer_to_bytes
from surveys.anonymity.sealing import shuffle_out
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests.bot.chatting import Chats, Chatter, answer_all, consent

pytestmark = pytest.mark.sqlite_only


async def sent(chats: Chats, ann: Chatter, round_: Round) -> tuple[str, ...]:
    """Answer everything and send it; return the take-back words."""
    await consent(ann, round_)
    await answer_all(ann)
    await ann.press("Send")
    return (await chats.envelope(round_, ann)).words


async def seal(chats: Chats, round_: Round, *senders: Chatter) -> None:
    """Seal the round as ``sealing`` does, without its gates and backup."""
    keys, world = chats.world.keys, chats.world
    opened = [await chats.envelope(round_, ann) for ann in senders]
    sealed = shuffle_out(
        round_.survey,
        opened,
        draw=world.chance,
        fresh_id=lambda: world.fresh_bytes(16),
        round_key=round_.id,
    )
    stored = [(a.aid, a.question, answer_to_bytes(a.answer, a.sharing), a.tag) for a in sealed]
    async with world.database.write() as db:
        await answers.add_answers(db, keys, round_.id, stored)
        await ledger.all_asked(db, round_.id)
        await rounds.claim_state(db, round_.id, was=State.OPEN, now=State.SEALED)
    keys.destroy_draft(round_.id)


async def count_left(chats: Chats, round_: Round) -> int:
    async with chats.world.database.read() as db:
        return await answers.count_answers(db, round_.id)


async def test_x2_the_six_words_remove_exactly_that_persons_answers(chats: Chats) -> None:
    """And do it once: a second time nothing more goes."""
    ann, bob = await chats.add(), await chats.add("Bob")
    round_ = await chats.open_round(ann, bob)
    words = await sent(chats, ann, round_)
    await sent(chats, bob, round_)
    await seal(chats, round_, ann, bob)
    full = await count_left(chats, round_)
    said = await ann.type(" ".join(words))
    once = await count_left(chats, round_)
    again = await ann.type(" ".join(words).upper())

    assert (full, once, await count_left(chats, round_)) == (12, 6, 6)
    assert said == again


async def test_x2_wrong_words_get_the_same_reply_and_remove_nothing(chats: Chats) -> None:
    """A different reply would let anybody test words."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    words = await sent(chats, ann, round_)
    await seal(chats, round_, ann)
    wrong = await ann.type("able about above acoustic across action")
    left = await count_left(chats, round_)
    right = await ann.type(" ".join(words))

    assert wrong == right
    assert wrong.startswith("Thanks. If those words belong to answers")
    assert left == 6


async def test_x2_the_words_work_from_a_chat_nobody_knows(chats: Chats) -> None:
    """The slip is enough, when the chat or the account is gone."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    words = await sent(chats, ann, round_)
    await seal(chats, round_, ann)
    await ann.type("/deleteme")
    await ann.press("Yes, delete everything")
    said = await chats.stranger().type(" ".join(words))

    assert said.startswith("Thanks.")
    assert await count_left(chats, round_) == 0
    odd = await forgetting.take_back_here(chats.world, "not six words", "page 192.0.2.1")
    gone = await forgetting.take_back_here(chats.world, " ".join(words), "page 192.0.2.1")
    assert (odd, gone) == ("taking_back.not_six", "taking_back.done")


async def test_a16_a_take_back_leaves_no_trace_of_who(
    chats: Chats, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """No log line, no audit row, nothing owed, no person beside the update."""
    caplog.set_level("DEBUG")
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    words = await sent(chats, ann, round_)
    await seal(chats, round_, ann)
    caplog.clear()
    await ann.type(" ".join(words))

    ours = [r for r in caplog.records if r.name.split(".")[0] in {"bot", "storage", "surveys"}]
    assert [r.getMessage() for r in ours] == []
    async with database.read() as db:
        connection = await db.connection()
        for table in ("audit", "outbox"):
            rows = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
            assert rows.scalar() == 0


async def test_the_button_asks_for_the_words_even_in_the_middle_of_a_round(
    chats: Chats,
) -> None:
    """Else six words would be taken for an answer to the question in sight."""
    ann = await chats.add()
    first, second = await chats.open_round(ann), await chats.open_round(ann, key="second")
    words = await sent(chats, ann, first)
    await seal(chats, first, ann)
    await consent(ann, second)
    asked = await ann.tap("takeback")
    odd = await ann.type("no idea")
    await ann.type(" ".join(words))

    assert asked.startswith("Type your six take-back words")
    assert odd.startswith("That isn't six take-back words.")
    assert await count_left(chats, first) == 0
    assert (await chats.envelope(second, ann)).sitting.answers == {}  # type: ignore[union-attr]


async def test_x1_withdrawing_empties_the_envelope_and_unmarks_the_ledger(
    chats: Chats, database: Database, tmp_path: Path
) -> None:
    """The old blob is gone from the file and the log once the log is emptied."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await sent(chats, ann, round_)
    async with database.read() as db:
        connection = await db.connection()
        blobs = (await connection.exec_driver_sql("SELECT blob FROM envelopes")).scalars().all()
    await ann.type("/withdraw")
    said = await ann.press("Yes, tear it up")
    await database.checkpoint()

    envelope = await chats.envelope(round_, ann)
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("earshot.db*"))
    assert (envelope.sitting, envelope.words) == (None, ())
    assert "An older copy could still hold it until the round is opened." in said
    assert all(blob[20:60] not in stored for blob in blobs)
    async with database.read() as db:
        now = await ledger.standing(db, round_.id, await chats.pid(ann))
    assert now is Standing.OPTED_OUT


async def test_x6_after_withdrawing_nothing_of_the_round_is_owed(
    chats: Chats, database: Database
) -> None:
    """A question that was on its way when they tore it up is not asked any more."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    raw = {"update_id": 5, "message": ann.message({"text": "yes"})}
    await chats.take(ann.address.chat, raw)
    tear = {"id": "9", "from": ann.account(), "chat_instance": "1"}
    tear |= {"message": ann.message({"text": "x"}), "data": f"tearyes:{round_.tag}"}
    await chats.take(ann.address.chat, {"update_id": 6, "callback_query": tear})
    before = set(ann.shown)
    await chats.deliver()

    new = [shown.text for number, shown in ann.shown.items() if number not in before]
    assert len(new) == 1
    assert new[0].startswith("Torn up.")
    async with database.read() as db:
        assert await outbox.next_due(db) is None


async def test_with_several_rounds_it_asks_which_to_tear_up(chats: Chats) -> None:
    """Nobody should lose the wrong one."""
    ann = await chats.add()
    first, second = await chats.open_round(ann), await chats.open_round(ann, key="second")
    await consent(ann, first)
    await consent(ann, second)
    said = await ann.type("/withdraw")
    await ann.tap(f"tear:{first.tag}")
    await ann.press("Yes, tear it up")

    assert said == "Which one should I tear up?"
    assert (await chats.envelope(first, ann)).sitting is None
    assert (await chats.envelope(second, ann)).sitting is not None


async def test_x5_my_data_shows_everything_linked_and_says_what_cannot_be_found(
    chats: Chats,
) -> None:
    """Rights are for people who do not know the word "subject access"."""
    ann = await chats.add(nick="Ann")
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await answer_all(ann)
    said = await ann.type("/mydata")

    for words in (
        "First name: Ann",
        "Home: Maple House",
        "Where we talk: Telegram",
        "Evenings: asked. Nothing sent",
        "What would you change?\n   A later bedtime",
        "Answers from opened rounds.",
        "They have no name and no time on them.",
    ):
        assert words in said


async def test_x5_after_the_seal_my_data_says_whether_they_answered_is_not_kept(
    chats: Chats,
) -> None:
    """Every ledger row says ``asked``; so does the bot."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await sent(chats, ann, round_)
    await seal(chats, round_, ann)
    said = await ann.type("/mydata")

    assert "Evenings: asked. Whether you answered is not kept" in said
    assert "A later bedtime" not in said


async def test_x3_deleting_everything_leaves_nobody(chats: Chats, database: Database) -> None:
    """Person, ledger, envelope, what was owed; a new invitation starts fresh."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    pid = await chats.pid(ann)
    await sent(chats, ann, round_)
    sure = await ann.type("/deleteme")
    said = await ann.press("Yes, delete everything")
    after = await ann.type("hello")

    assert sure.startswith("Delete everything I have about you?")
    assert said.startswith("Done. I've forgotten you.")
    assert "They're invited first." in after
    async with database.read() as db:
        assert await people.load_person(db, chats.world.keys, pid) is None
        assert await ledger.rounds_of(db, pid) == []
        connection = await db.connection()
        for table, column in (("envelopes", "pid"), ("outbox", "to_pid")):
            query = f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL"
            assert (await connection.exec_driver_sql(query)).scalar() == 0


async def test_x5_mydata_leaves_out_a_first_name_that_is_not_kept(chats: Chats) -> None:
    """An empty line reads as if something were hidden."""
    nameless = await chats.add("")

    assert "First name" not in await nameless.type("/mydata")
    assert "First name: Ann" in await (await chats.add("Ann")).type("/mydata")


async def test_deleting_can_be_thought_better_of(chats: Chats) -> None:
    """The question has a way back."""
    ann = await chats.add()
    await ann.type("delete me")

    assert await ann.press("No, keep it all") == "Nothing was deleted. You stay."
    assert "First name" in await ann.type("/mydata")


@pytest.mark.parametrize("command", ["mydata", "deleteme", "delete"])
async def test_a_stranger_has_nothing_to_see_or_delete(chats: Chats, command: str) -> None:
    """And is told so, instead of being sent away."""
    said = await chats.stranger().type(f"/{command}")

    assert said == "I have nothing about you. I don't keep what strangers send."


async def test_x2_whoever_guesses_is_slowed_and_learns_nothing_by_it(chats: Chats) -> None:
    """Twenty tries an hour from one chat, right or wrong; then the right ones wait as well.
    Another chat is not kept waiting."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    words = await sent(chats, ann, round_)
    await seal(chats, round_, ann)
    guesser = chats.stranger()
    said = {await guesser.type("able about above acoustic across action") for _ in range(20)}
    slowed = await guesser.type("able about above acoustic across action")
    right = await guesser.type(" ".join(words))
    kept = await count_left(chats, round_)
    await chats.stranger(990_000_009).type(" ".join(words))

    assert len(said) == 1
    assert slowed == right
    assert slowed.startswith("That's a lot of tries.")
    assert (kept, await count_left(chats, round_)) == (6, 0)


async def test_x5_my_data_says_what_else_is_kept_and_until_when(chats: Chats) -> None:
    """Sign-ins, the month they were heard from and the day they would be forgotten."""
    ann = await chats.add(nick="Ann")
    async with chats.world.database.write() as db:
        await signins.add_signin(db, await chats.pid(ann), b"t" * 32, chats.world.today())
    said = await ann.type("/mydata")
    month = f"{chats.clock().strftime('%B %Y')}"

    assert "Browsers that open this chat: 1." in said
    assert f"The month I last heard from you: {month}" in said
    assert "If I hear nothing more, I forget you after" in said
    assert "What a person wrote about a worry of yours." in said


async def test_x5_my_data_shows_an_envelope_after_the_close_too(chats: Chats) -> None:
    """Between the close and the seal it is still theirs, and still linked to them."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await sent(chats, ann, round_)
    await chats.close_round(round_)
    said = await ann.type("/mydata")

    assert "A later bedtime" in said


async def test_x5_privacy_says_how_long_and_bears_the_mark_of_the_rounds_policy(
    chats: Chats,
) -> None:
    """For strangers, before any consent; the same rules a round was launched under."""
    said = await chats.stranger().type("/privacy")
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    mark = round_.policy_hash[:12]

    assert f"version {mark}" in said
    assert said == await ann.type("/privacy")
    for words in ("2 years after the month", "a year after it closes", "180 days", "90 days"):
        assert words in said
    assert "What a house talk agreed on: a year after that day." in said


async def test_x5_my_data_says_where_they_lived_when_they_were_asked(chats: Chats) -> None:
    """They have moved since; the round still knows them as of the home they left."""
    ann = await chats.add(home="Maple House")
    round_ = await chats.open_round(ann)
    async with chats.world.database.write() as db:
        person = await people.find_person(db, chats.world.keys, ann.address)
        assert person is not None
        was = replace(person, home="Fern House")
        await asked_as.keep_asked(db, chats.world.keys, round_.id, [was])
    said = await ann.type("/mydata")
    await ann.type("/deleteme")
    await ann.press("Yes, delete everything")
    async with chats.world.database.read() as db:
        left = await asked_as.load_asked(db, chats.world.keys, round_.id)

    assert "“Evenings” asked you when you lived at Fern House." in said
    assert left == {}
