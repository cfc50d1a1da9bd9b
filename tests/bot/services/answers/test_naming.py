"""Answers with a name on: put on by choice, given at the close, opened by one, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.services.answers import naming
from bot.services.rounds import fielding, holding, sealing
from bot.wording.agreeing import Looked
from bot.wording.launching import confirm_card
from storage import answers, audit, envelopes, ledger, messages, outbox, people
from surveys.anonymity.envelope import Envelope, pack
from surveys.anonymity.packing import answer_from_bytes
from surveys.flow.answers import Chose, Wrote
from surveys.flow.replies import Fallback
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.rounds.round import Round, State, Way
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter, answer_all, consent

HEARD, TEA, CHANGE = map(QuestionKey, ("heard", "tea", "change"))
PING = "Something was sent to you. Sign in to read it."


async def named_round(chats: Chats, way: Way = Way.NAMED) -> tuple[Round, list[Chatter], Chatter]:
    """A round in the field, those who are asked, and its keeper."""
    asked = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo, way=way)
    await chats.deliver()
    return round_, asked, ash


async def put_in(
    chats: Chats,
    round_: Round,
    who: Chatter,
    *signed: QuestionKey,
    fallback: Fallback = Fallback.TEAR_UP,
    stage: Stage = Stage.SENT,
) -> None:
    """Put an envelope in place, with a name on these answers."""
    given = {QuestionKey(key): answer for key, answer in field.ANSWERS.items()}
    sitting = Sitting(stage=stage, answers=given, fallback=fallback, signed=signed)
    packed = pack(Envelope(sitting), round_.envelope_size)
    async with chats.world.database.write() as db:
        pid = await chats.pid(who)
        await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, packed)


async def received(chats: Chats, keeper: Chatter) -> list[tuple[str, str]]:
    """Whose name is on what, as the keeper finds it once it is opened."""
    pid = await chats.pid(keeper)
    for one in await naming.list_received(chats.world, pid):
        assert one.answers == () if one.is_new else one.answers
        await naming.open_received(chats.world, pid, one.handle)
    opened = await naming.list_received(chats.world, pid)
    return sorted((one.sender, answer) for one in opened for _, answer in one.answers)


async def test_a_name_is_put_on_at_the_end_and_travels_at_the_close(chats: Chats) -> None:
    """The whole way of one signed answer, by taps, as a young person meets it."""
    round_, asked, ash = await named_round(chats)
    ann = asked[0]
    await consent(ann, round_)
    summary = await answer_all(ann)
    await ann.press("Put my name on one")
    chooser = ann.newest
    said = await ann.press("☐ 6. What would you change?")
    ticked = [b.label for b in chooser.buttons], [b.label for b in ann.newest.buttons]
    back = await ann.press("Done")
    await ann.press("Send")
    await field.send(chats, round_, asked[1:6])
    ended = await field.end(chats, round_)
    await chats.deliver()

    assert "With your name" not in summary
    assert "send it to Ash?" in chooser.text
    assert "Your name on it: Y0." in said
    assert ticked[0][-3] == "☐ 6. What would you change?"
    assert ticked[1][-3] == "☑ 6. What would you change?"
    assert "A later bedtime\n   With your name, to Ash" in back
    assert ended.state is State.SEALED
    assert await received(chats, ash) == [("Y0", "A later bedtime")]
    assert ash.newest.text == PING
    assert "went to Ash" in ann.newest.text
    assert ann.newest.text == asked[9].newest.text


async def test_signed_words_leave_the_mix_and_their_choice_still_counts(chats: Chats) -> None:
    """In two places they could not be taken back; and a round has one number of envelopes."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], HEARD, CHANGE)
    for other in asked[1:6]:
        await put_in(chats, round_, other)
    await field.end(chats, round_)
    async with chats.world.database.read() as db:
        kept = await answers.load_answers(db, chats.world.keys, round_.id)

    mixed = [(a.question, answer_from_bytes(a.body)[0]) for a in kept]
    assert mixed.count((CHANGE, Wrote("a later bedtime"))) == 5
    assert mixed.count((HEARD, Chose(("yes",)))) == 6
    assert len(mixed) == 6 * 6
    assert await received(chats, ash) == [("Y0", "Yes"), ("Y0", "a later bedtime")]


async def test_a_held_round_still_gives_what_carries_a_name_and_nothing_else(
    chats: Chats,
) -> None:
    """It is what each screen said. A whole envelope that is let read is not sent twice."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], CHANGE, fallback=Fallback.TEAR_UP)
    await put_in(chats, round_, asked[1], CHANGE, fallback=Fallback.LET_READ)
    await put_in(chats, round_, asked[2], fallback=Fallback.TEAR_UP)
    held = await field.end(chats, round_)
    await chats.deliver()

    assert held.state is State.HELD
    found = await received(chats, ash)
    assert [answer for nick, answer in found if nick == "Y0"] == ["a later bedtime"]
    assert [nick for nick, _ in found].count("Y1") == len(field.ANSWERS)
    assert {nick for nick, _ in found} == {"Y0", "Y1"}
    assert asked[0].newest.text.endswith("on went to Ash. /mydata can take it back.")
    assert "your name on" not in asked[2].newest.text
    assert [m.text for m in ash.shown.values()].count(PING) == 1


@pytest.mark.parametrize("way", [Fallback.TEAR_UP, Fallback.LET_READ])
async def test_words_about_danger_now_go_to_no_reader_by_name(chats: Chats, way: Fallback) -> None:
    """The lead has them; an Expert by Experience does not get them besides."""
    round_, asked, ash = await named_round(chats)
    given = {QuestionKey(key): answer for key, answer in field.ANSWERS.items()}
    sitting = Sitting(
        stage=Stage.SENT, answers=given, fallback=way, signed=(HEARD, CHANGE), masked=(CHANGE,)
    )
    packed = pack(Envelope(sitting), round_.envelope_size)
    async with chats.world.database.write() as db:
        pid = await chats.pid(asked[0])
        await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, packed)
    await field.end(chats, round_)

    found = await received(chats, ash)

    assert ("Y0", "Yes") in found
    assert not [answer for _, answer in found if "bedtime" in answer]


async def test_an_envelope_that_was_not_sent_gives_nothing(chats: Chats) -> None:
    """A name that was put on before Send goes nowhere without Send."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], CHANGE, stage=Stage.CHECKING)
    for other in asked[1:7]:
        await put_in(chats, round_, other)
    await field.end(chats, round_)
    await chats.deliver()

    assert await received(chats, ash) == []
    assert PING not in [m.text for m in ash.shown.values()]


async def test_a_kept_envelope_comes_back_with_no_name_on_anything(chats: Chats) -> None:
    """It was given once already; and the next round may take no names at all."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], CHANGE, fallback=Fallback.KEEP)
    await field.end(chats, round_)
    later = await field.plan(chats, ash, key="evenings-2")
    second = await chats.open_round(asked[0], key=later.key)
    async with chats.world.database.write() as db:
        carried = await holding.carry_over(db, chats.world, second, {await chats.pid(asked[0])})
    sitting = (await chats.envelope(second, asked[0])).sitting

    assert carried == 1
    assert sitting is not None
    assert sitting.signed == ()


async def test_a_keeper_who_has_left_gets_nothing_and_everyone_is_told(chats: Chats) -> None:
    """Words for one person go to no other; they are torn out, and that is said."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], CHANGE)
    for other in asked[1:6]:
        await put_in(chats, round_, other)
    async with chats.world.database.write() as db:
        await people.delete_person(db, await chats.pid(ash))
    await field.end(chats, round_)
    await chats.deliver()
    async with chats.world.database.read() as db:
        rows = await db.scalar(select(func.count()).select_from(messages.MessageRow))
        kept = await answers.load_answers(db, chats.world.keys, round_.id)

    assert rows == 0
    words = [answer_from_bytes(a.body)[0] for a in kept if a.question == CHANGE]
    assert words.count(Wrote("a later bedtime")) == 5
    assert {c.newest.text for c in asked} == {asked[0].newest.text}
    assert "Ash has left. So nobody gets the answers with a name on." in asked[0].newest.text


@pytest.mark.sqlite_only
async def test_a_round_that_takes_no_names_refuses_them(chats: Chats) -> None:
    """A made-up button must not put a name into an anonymous round."""
    round_, asked, _ = await named_round(chats, Way.TOGETHER)
    ann = asked[0]
    await consent(ann, round_)
    await answer_all(ann)
    labels = [b.label for b in ann.newest.buttons]
    signed = await ann.tap(f"n:{round_.tag}:6:1")
    chosen = await ann.tap(f"nq:{round_.tag}")
    sitting = (await chats.envelope(round_, ann)).sitting

    assert "Put my name on one" not in labels
    assert signed == chosen == "I can't put a name on answers here. Nothing was changed."
    assert sitting is not None
    assert sitting.signed == ()


@pytest.mark.sqlite_only
async def test_t8_the_name_button_tapped_twice_has_one_effect(chats: Chats) -> None:
    """And one that is pressed early, or after tearing up, has none."""
    round_, asked, _ = await named_round(chats)
    ann = asked[0]
    early = await ann.tap(f"nq:{round_.tag}")
    await consent(ann, round_)
    too_early = await ann.tap(f"n:{round_.tag}:0:1")
    await answer_all(ann)
    await ann.press("Put my name on one")
    code, chooser = f"n:{round_.tag}:6:1", max(ann.shown)
    for _ in range(5):
        await ann.tap(code, chooser)
    sitting = (await chats.envelope(round_, ann)).sitting

    assert early.startswith(("That button is from before", "That isn't open"))
    assert too_early.startswith("That button is from before")
    assert sitting is not None
    assert sitting.signed == (CHANGE,)
    assert max(ann.shown) == chooser


@pytest.mark.sqlite_only
@pytest.mark.full
async def test_x5_mydata_shows_what_was_sent_with_a_name_and_takes_back_one(
    chats: Chats,
) -> None:
    """Each name put on was its own choice, and so is taking it back."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], HEARD, CHANGE)
    for other in asked[1:6]:
        await put_in(chats, round_, other, TEA)
    await field.end(chats, round_)
    ann = asked[0]
    told = await ann.type("/mydata")
    button = next(
        (message, b.press)
        for message, shown in ann.shown.items()
        for b in shown.buttons
        if b.label == "Take it back" and "a later bedtime" in shown.text
    )
    gone = await ann.tap(button[1], button[0])
    again = await ann.tap(button[1], button[0])

    assert told.count("Sent with your name to Ash, from “Evenings”:") == 2
    assert "Ash hasn't opened it yet." in told
    assert gone == "Taken back. It's gone, and nobody has opened it."
    assert again == "That one is gone already."
    left = await received(chats, ash)
    assert [answer for nick, answer in left if nick == "Y0"] == ["Yes"]
    assert len(left) == 1 + 5
    assert "Ash has opened it." in await ann.type("/mydata")


@pytest.mark.sqlite_only
async def test_c5_nobody_takes_back_or_opens_what_is_another_persons(chats: Chats) -> None:
    """C5: an id that was seen somewhere opens nothing and deletes nothing."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], CHANGE)
    for other in asked[1:6]:
        await put_in(chats, round_, other)
    await field.end(chats, round_)
    await chats.deliver()
    (one,) = await naming.list_received(chats.world, await chats.pid(ash))
    said = [
        await who.tap(f"tb:{one.handle}") for who in (asked[1], ash, chats.stranger())
    ]  # fmt: skip
    opened = await naming.open_received(chats.world, await chats.pid(asked[0]), one.handle)

    assert not opened
    assert said[:2] == ["That one is gone already."] * 2
    assert "Nothing was changed." in said[2]
    (still,) = await naming.list_received(chats.world, await chats.pid(ash))
    assert still.is_new


@pytest.mark.sqlite_only
async def test_x3_deleting_me_takes_everything_with_my_name_on(chats: Chats) -> None:
    """Erasure reaches what was sent by name, wherever it lies."""
    round_, asked, ash = await named_round(chats)
    await put_in(chats, round_, asked[0], HEARD, CHANGE)
    for other in asked[1:6]:
        await put_in(chats, round_, other)
    await field.end(chats, round_)
    await asked[0].type("/deleteme")
    await asked[0].press("Yes, delete everything")

    assert await naming.list_received(chats.world, await chats.pid(ash)) == []


async def test_opening_is_in_the_trail_once_and_without_a_word(chats: Chats) -> None:
    """C5, A14: who opened something of which round; not whose, not what."""
    round_, asked, ash = await named_round(chats)
    for who in asked[:6]:
        await put_in(chats, round_, who, CHANGE)
    await field.end(chats, round_)
    keeper = await chats.pid(ash)
    one = (await naming.list_received(chats.world, keeper))[0]
    await naming.open_received(chats.world, keeper, one.handle)
    await naming.open_received(chats.world, keeper, one.handle)
    async with chats.world.database.read() as db:
        trail = [e for e in await audit.list_audit(db) if e.action == "named answer read"]

    assert [(e.who, e.about) for e in trail] == [(keeper, round_.id)]


@pytest.mark.sqlite_only
async def test_a16_after_the_seal_nothing_but_the_message_shows_who_signed(chats: Chats) -> None:
    """The ledger, the outbox and the trail are as they are where nobody signed anything."""
    round_, asked, _ = await named_round(chats)
    await put_in(chats, round_, asked[0], CHANGE)
    for other in asked[1:6]:
        await put_in(chats, round_, other)
    await field.end(chats, round_)
    async with chats.world.database.read() as db:
        owed = (await db.execute(select(outbox.OutboxRow.to_pid))).scalars().all()
        stored = (await db.execute(select(messages.MessageRow))).scalars().one()
        trail = [e.action for e in await audit.list_audit(db)]

    per_person = [owed.count(await chats.pid(who)) for who in asked]
    assert per_person == [1] * 12
    pid = await chats.pid(asked[0])
    assert bytes(pid) not in (stored.from_enc + stored.body_enc + stored.id)
    assert b"bedtime" not in stored.body_enc
    assert trail[-2:] == ["sealing", "sealed"]


async def test_sealing_again_after_a_restart_gives_nothing_twice(chats: Chats) -> None:
    """What is given is given in the transaction that seals."""
    round_, asked, ash = await named_round(chats)
    for who in asked[:6]:
        await put_in(chats, round_, who, CHANGE)
    await field.end(chats, round_)
    await fielding.close_due(chats.world)
    await sealing.seal_due(chats.world)
    async with chats.world.database.read() as db:
        assert await ledger.count(db, round_.id) == 12

    assert len(await naming.list_received(chats.world, await chats.pid(ash))) == 6


async def test_who_confirms_a_round_is_told_that_it_takes_names(chats: Chats) -> None:
    """The second person confirms what people will be offered, not only how many they are."""
    ash, mo = await field.crew(chats)
    await field.residents(chats, 12)
    named = await field.fielded(chats, ash, mo, way=Way.NAMED)

    looked = Looked(is_new=True, changes=(), advice=())
    told = confirm_card(named, "Ash", looked).text
    assert "Anyone can put their name on an answer. Those go to Ash." in told
    assert "name on" not in confirm_card(replace(named, way=Way.TOGETHER), "Ash", looked).text
