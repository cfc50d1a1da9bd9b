from datetime import timedelta

from bot.clockwork import due
from bot.services.rounds import ending
from storage import audit, burying, envelopes, ledger, rounds
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter


async def tick(chats: Chats) -> None:
    """Everything that is done by the clock, and its messages delivered."""
    for do in due(chats.world):
        await do()
    await chats.deliver()


async def in_the_field(chats: Chats) -> tuple[Chatter, list[Chatter], Round]:
    """An open round of Ash's that asks twelve, five of whom have sent theirs."""
    young = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await chats.deliver()
    await field.send(chats, round_, young[:5])
    return ash, young, round_


async def test_a_round_that_waits_reminds_nobody_and_does_not_close(chats: Chats) -> None:
    """Everybody asked is told so once, in the same words, and can still answer."""
    ash, young, round_ = await in_the_field(chats)
    await ash.tap(f"rh:see:{round_.tag}")
    await ash.press("Let it wait")
    said = await ash.press("Yes, let it wait")
    chats.clock.at = round_.closes_at + timedelta(hours=1)
    before = [len(one.shown) for one in young]
    await tick(chats)
    shown = {one.newest.text for one in young}
    for _ in range(3):
        chats.clock.on(hours=7)
        await tick(chats)

    assert "It waits" in said
    assert len(shown) == 1
    assert "can still answer" in shown.pop()
    assert [len(one.shown) for one in young] == before
    assert (await field.again(chats, round_.id)).state is State.OPEN


async def test_a_round_that_goes_on_gets_its_days_back_and_closes_at_the_hour_it_said(
    chats: Chats,
) -> None:
    """Whoever was told "Monday noon" is never told "Wednesday at 03:17"."""
    ash, young, round_ = await in_the_field(chats)
    await ash.tap(f"rh:waityes:{round_.tag}")
    chats.clock.on(days=2, hours=5)
    said = await ash.tap(f"rh:on:{round_.tag}")
    await chats.deliver()
    after = await field.again(chats, round_.id)

    assert "It goes on" in said
    assert after.waits_since is None
    assert after.closes_at == round_.closes_at + timedelta(days=3)
    assert "goes on" in young[0].newest.text


async def test_a_cancelled_round_tells_everybody_the_same_and_keeps_no_envelope(
    chats: Chats,
) -> None:
    """Who had answered is shown by nothing: not by what is said, nor by what is left."""
    ash, young, round_ = await in_the_field(chats)
    await ash.tap(f"rh:see:{round_.tag}")
    asked_twice = await ash.press("Cancel it")
    assert (await field.again(chats, round_.id)).state is State.OPEN
    said = await ash.press("Yes, cancel it for everyone")
    await tick(chats)
    shown = {one.newest.text for one in young}
    async with chats.world.database.read() as db:
        stood = {
            state: await ledger.count(db, round_.id, state)
            for state in (Standing.ASKED, Standing.SUBMITTED, Standing.INVITED)
        }

    assert "Nothing can bring it back" in asked_twice
    assert "Cancelled" in said
    assert len(shown) == 1
    assert "nobody read them" in shown.pop()
    assert stood == {Standing.ASKED: 12, Standing.SUBMITTED: 0, Standing.INVITED: 0}
    assert not chats.world.keys.has_draft(round_.id)
    assert "closed" in (await young[0].tap(f"go:{round_.tag}")).lower()


async def test_no_backup_from_before_brings_a_cancelled_round_back(chats: Chats) -> None:
    """The tombstone stands before the commit, and the key is gone: old bytes open for nobody."""
    _, _, round_ = await in_the_field(chats)
    async with chats.world.database.read() as db:
        blobs = await envelopes.load_all(db, chats.world.keys, round_.id)
    async with chats.world.database.write() as db:
        await ending.cancel(db, chats.world, round_, None)
    assert round_.id in chats.world.keys.entombed()
    await tick(chats)
    async with chats.world.database.write() as db:
        await rounds.update_round(db, round_.id, state=State.OPEN)
        await burying.keep_gone(db, chats.world.keys, from_backup=True)
    async with chats.world.database.read() as db:
        trail = [entry.action for entry in await audit.list_audit(db)]

    assert len(blobs) == 12
    assert not chats.world.keys.recover_draft(round_.id)
    assert (await field.again(chats, round_.id)).state is State.CANCELLED
    assert "cancelled open" in trail


async def test_killed_between_the_commit_and_the_key_a_later_tick_destroys_it(
    chats: Chats,
) -> None:
    """A key that outlives its envelopes could open an old backup's."""
    _, _, round_ = await in_the_field(chats)
    async with chats.world.database.write() as db:
        assert await ending.cancel(db, chats.world, round_, None)
        assert not await ending.cancel(db, chats.world, round_, None)
    assert chats.world.keys.has_draft(round_.id)

    assert await ending.end_due(chats.world) == 1
    assert await ending.end_due(chats.world) == 0
    assert not chats.world.keys.has_draft(round_.id)


async def test_a_round_that_is_not_theirs_cannot_be_steered(chats: Chats) -> None:
    """Another author's tap, with a button they cannot have, does nothing."""
    _, _, round_ = await in_the_field(chats)
    kit = await chats.add("Kit", role=Role.EBE, home="")
    for step in ("see", "wait", "waityes", "on", "end", "endyes", "once"):
        await kit.tap(f"rh:{step}:{round_.tag}")

    after = await field.again(chats, round_.id)
    assert {one.text for one in kit.shown.values()} <= {"That can't be done to it now."}
    assert (after.state, after.waits_since) == (State.OPEN, None)


async def test_what_was_done_leads_back_to_the_rounds(chats: Chats) -> None:
    """A card without a button is the end of the road on a phone."""
    ash, _, round_ = await in_the_field(chats)
    await ash.tap(f"rh:see:{round_.tag}")
    await ash.press("Let it wait")
    await ash.press("Yes, let it wait")

    assert "open" in await ash.press("Rounds")


async def test_the_forecast_says_when_results_can_be_out(chats: Chats) -> None:
    """An author who promises a day knows what lies before it."""
    ash, _, round_ = await in_the_field(chats)
    said = await ash.tap(f"rh:see:{round_.tag}")

    assert "Earliest report" in said
    assert "3 days of checking" in said
