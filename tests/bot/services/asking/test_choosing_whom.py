"""Whom a round asks, chosen in chat: each choice as the launch gates see it, kept in the plan."""

from __future__ import annotations

from dataclasses import replace

from bot.services.asking import keeping_plans
from bot.services.rounds import fielding
from storage import audiences, ledger, people
from surveys.ids import RoundId
from surveys.people.audience import Whom
from surveys.people.person import Kind
from surveys.people.roles import Role
from tests import agreed
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter

TRAINING = "st:who:staff-training"


async def workers(chats: Chats, count: int) -> list[Chatter]:
    """Those who work here and have nothing to do with rounds."""
    return [await chats.add(f"S{n}", role=Role.DESIGNER, home="") for n in range(count)]


async def become(chats: Chats, chatter: Chatter, kind: Kind) -> None:
    """The same account, as another kind of person."""
    person = await field.person(chats, chatter)
    async with chats.world.database.write() as db:
        await people.delete_person(db, person.id)
        await people.add_person(db, chats.world.keys, replace(person, kind=kind))


async def plan_of(chats: Chats, chatter: Chatter) -> keeping_plans.Chosen:
    person = await field.person(chats, chatter)
    async with chats.world.database.read() as db:
        (kept,) = await keeping_plans.list_mine(db, chats.world, person)
    return kept


async def asked(chats: Chats, rid: str) -> set[object]:
    async with chats.world.database.read() as db:
        return set(await ledger.list_asked(db, RoundId(rid)))


async def test_47_a_training_round_asks_staff_from_the_first_tap_to_the_second_wave(
    chats: Chats,
) -> None:
    """The whole way of a round for those who work here, and the wave after it: the same people,
    though somebody joined. Whoever reads, decides or approves is left out, and nobody young is
    asked."""
    await field.residents(chats, 12)
    staff = await workers(chats, 8)
    await chats.add("Rae", role=Role.READER, home="")
    ash, mo = await field.crew(chats)
    vi = await field.vi(chats)
    card = await ash.tap(TRAINING)
    labels = [button.label for button in ash.newest.buttons]
    await ash.press("Staff (8)")
    checked = await agreed.plan_in_chat(ash, "A week")
    often = await ash.press("How often")
    weekly = [button.label for button in ash.newest.buttons]
    await ash.press("Once")
    await ash.press("Propose it")
    decides = vi.newest.text
    await agreed.accept_in_chat(vi)
    seconds = mo.newest.text
    await mo.press("Yes, 8 people")
    await fielding.open_due(chats.world)
    pids = {await chats.pid(one) for one in staff}
    first = await asked(chats, "staff-training")

    assert card.startswith("Staff training: before. Who is asked?")
    assert labels[0] == "Staff (8)"
    assert labels[1] == "Every home, and people who moved on (12)"
    assert "Asks 8 people." in checked
    for said in (checked, seconds):
        assert "It asks staff, but not those who read, decide on or approve rounds." in said
    assert "8 people: staff, but not" in decides
    assert "where they live" not in often
    assert "Every week" in weekly
    assert "who've moved on" not in checked
    assert first == pids

    opened = await field.again(chats, RoundId("staff-training"))
    await field.end(chats, opened)
    async with chats.world.database.write() as db:
        await agreed.all_answered(db, chats.world)
    await workers(chats, 1)
    await ash.tap(f"st:days:r_{opened.tag}")
    wave = await agreed.plan_in_chat(ash, "A week")
    await ash.press("Change something")
    steps = [button.label for button in ash.newest.buttons]
    await ash.press("Keep it as it is")
    await ash.press("Propose it")
    await agreed.accept_in_chat(vi)
    await mo.press("Yes, 8 people")
    await fielding.open_due(chats.world)

    assert "It asks staff" in wave
    assert "It asks the same people as before." in wave
    assert "Who is asked" not in steps
    assert await asked(chats, "staff-training-after") == pids


async def test_who_cannot_be_asked_is_said_before_the_tap_with_the_way_out(chats: Chats) -> None:
    """Three staff would not hide each other: the card says so, in words that are right of them."""
    await field.residents(chats, 12)
    await workers(chats, 3)
    ash, _ = await field.crew(chats)
    card = await ash.tap("st:who:food-honestly")
    labels = [button.label for button in ash.newest.buttons]

    assert labels == [
        "Every home, and people who moved on (12)",
        "Young people in every home (12)",
        "People who moved on (0): not now",
        "Experts by Experience (0): not now",
        "Staff (3): not now",
        "Partners (0): not now",
        "Leave it",
    ]
    assert "Not now: Staff (3). That takes 6 people at least." in card
    assert "can invite more" in card
    assert "another home" not in card


async def test_a_plan_for_people_who_cannot_be_asked_leads_on_to_others(chats: Chats) -> None:
    """Chosen all the same: the refusal is not their fault, and the next tap asks others."""
    await field.residents(chats, 12)
    await workers(chats, 3)
    ash, _ = await field.crew(chats)
    await ash.tap(TRAINING)
    await ash.press("Staff (3)")
    await agreed.plan_in_chat(ash, "A week")
    said = await ash.press("Propose it")
    await ash.press("Ask other people")
    checked = await ash.press("Young people in every home")

    assert "It isn't your fault." in said
    assert "6 people at least" in said
    assert "Asks 12 people." in checked
    assert "It asks young people in every home." in checked
    assert (await plan_of(chats, ash)).whom == Whom.IN_CARE


async def test_experts_by_experience_can_be_asked_by_one_of_them(chats: Chats) -> None:
    """Whoever proposes it is left out, and cannot be both sides of it."""
    ash, mo = await field.crew(chats)
    vi = await field.vi(chats)
    experts = [await chats.add(f"E{n}", role=Role.EBE, home="") for n in range(6)]
    for one in (ash, *experts):
        await become(chats, one, Kind.EBE)
    await ash.tap("st:who:food-honestly")
    await ash.press("Experts by Experience (6)")
    await agreed.plan_in_chat(ash, "A week")
    await ash.press("Propose it")
    await agreed.accept_in_chat(vi)
    await mo.press("Yes, 6 people")
    await fielding.open_due(chats.world)

    assert await asked(chats, "food-honestly") == {await chats.pid(one) for one in experts}


async def test_a_weekly_plan_for_staff_is_not_weekly_for_young_people(chats: Chats) -> None:
    """Other people are chosen: what was only right for the first is not kept."""
    await field.residents(chats, 12)
    await workers(chats, 8)
    ash, _ = await field.crew(chats)
    await ash.tap(TRAINING)
    await ash.press("Staff (8)")
    await agreed.plan_in_chat(ash, "A week")
    await ash.press("How often")
    await ash.press("Every week")
    before = (await plan_of(chats, ash)).rhythm
    await ash.press("Change something")
    await ash.press("Who is asked")
    checked = await ash.press("Every home")
    await ash.tap(f"st:set:{(await plan_of(chats, ash)).tag}:whom:everyone-else")

    assert before == "weekly"
    assert (await plan_of(chats, ash)).rhythm == "once"
    assert (await plan_of(chats, ash)).whom == Whom.EVERYONE
    assert "It asks young people in every home, and people who moved on." in checked


async def test_whom_a_round_asks_is_kept_with_who_is_left_out(chats: Chats) -> None:
    """A rule read back without that would ask readers the day it opens."""
    rid = RoundId("kept")
    async with chats.world.database.write() as db:
        for whom in Whom:
            await audiences.set_audience(db, chats.world.keys, rid, whom.rule)
            assert await audiences.load_audience(db, chats.world.keys, rid) == whom.rule
            await audiences.drop_audience(db, rid)
