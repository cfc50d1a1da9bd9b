from bot.services.rounds import sealing
from storage import rounds
from surveys.rounds.round import State
from tests.bot import fielded as field
from tests.bot.chatting import Chats


async def state(chats: Chats, rid: str) -> State:
    async with chats.world.database.read() as db:
        found = await rounds.list_rounds(db)
    return next(one.state for one in found if one.id == rid)


async def test_f9_a_lost_round_key_ends_that_round_at_once_and_no_other(chats: Chats) -> None:
    """Nobody must go on writing into an envelope that nobody can ever open."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    chats.world.keys.destroy_draft(round_.id)
    await sealing.seal_due(chats.world)
    await chats.deliver()

    assert await state(chats, round_.id) is State.CANCELLED
    assert all(len(chatter.shown) == 2 for chatter in asked), "everybody asked is told"


async def test_f9_a_lost_round_key_comes_back_from_the_second_medium(chats: Chats) -> None:
    """That is what the copy is for: nobody's words are lost, and nobody is told a thing."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    await field.send(chats, round_, asked[:7])
    (chats.world.keys.directory / "rounds" / f"{round_.id}.draft").unlink()
    await sealing.seal_due(chats.world)

    assert await state(chats, round_.id) is State.OPEN
    sealed = await field.end(chats, round_)
    assert sealed.state is State.SEALED
    assert sealed.count_sent == 7
    assert chats.world.keys.copies is not None
    assert list(chats.world.keys.copies.glob("*.draft")) == []


async def test_f9_a_text_key_lost_before_the_seal_costs_nobody_their_words(chats: Chats) -> None:
    """Nothing stands under it yet."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:7])
    chats.world.keys.destroy_text(round_.id)
    await sealing.seal_due(chats.world)

    assert (await field.end(chats, round_)).state is State.SEALED
