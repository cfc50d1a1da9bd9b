"""Whoever bends an audience until one person stands alone in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.services.asking import launching
from bot.services.asking.launching import LaunchRefused
from bot.services.refusing import PlanRefused
from storage import ledger, people
from surveys.ids import ParticipantId, RoundId
from surveys.people.audience import AudienceRule
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.protection.launch import GateKind
from surveys.rounds.ledger import Standing
from surveys.rounds.round import State
from tests import agreed
from tests.attacks import intruder
from tests.attacks.field import ASKED, HOMES, RID, SURVEY, House, Past, a_plan

AGAIN = RoundId("again")


async def tried(house: House, **more: Any) -> set[GateKind]:
    """Why a launch is refused; nothing, if it is not."""
    ash = await house.person("Ash")
    rid = RoundId(f"try-{house.fresh_message()}")
    try:
        async with house.world.database.write() as db:
            await launching.propose(
                db, house.world, a_plan(house.clock(), rid, SURVEY, ash, **more), ash
            )
    except LaunchRefused as refused:
        return {gate.kind for gate in refused.gates}
    return set()


async def newcomers(house: House, count: int, kind: Kind = Kind.YOUNG_PERSON) -> None:
    """More people, straight into the store."""
    async with house.world.database.write() as db:
        for place in range(count):
            person = Person(
                id=ParticipantId(house.world.fresh_bytes(16)),
                role=Role.YOUNG_PERSON,
                kind=kind,
                nick=f"New{place}",
                home=HOMES[place % 3],
                address=Address(Chat.WEB, house.world.chance.getrandbits(40)),
            )
            await people.add_person(db, house.world.keys, person)


async def test_a11_one_young_person_among_other_accounts_is_not_asked(
    past: Past, tmp_path: Path
) -> None:
    """Five colleagues hide nobody, nor do the round's own makers.

    Fails when the gate counts people and not kinds, or lets makers and readers be asked.
    """
    async with past.woken("released", tmp_path) as house:
        house.clock.on(days=70)
        async with house.world.database.write() as db:
            for author in past.everybody[1:]:
                await people.delete_person(db, ParticipantId(author.pid))
        alone = await tried(house)
        mixed = await tried(
            house, audience=AudienceRule(frozenset({Kind.YOUNG_PERSON, Kind.STAFF}))
        )
        makers = await tried(house, audience=AudienceRule(frozenset({Kind.EBE, Kind.STAFF})))
        said = await _in_chat(house)

    assert GateKind.TOO_FEW in alone
    assert {GateKind.SMALL_KIND, GateKind.MAKERS_ASKED} & mixed
    assert {GateKind.SMALL_KIND, GateKind.MAKERS_ASKED} <= makers
    assert "can't be sent like this" in said
    assert "hides nobody" in said


async def _in_chat(house: House) -> str:
    """The same through the buttons of an Expert by Experience."""
    ash = house.staff["Ash"]
    await ash.command("/rounds")
    await ash.press("Start a round")
    await ash.tap("st:who:food-honestly")
    await agreed.plan_in_chat(ash, "Every home", "A week")
    return await ash.press("Propose it")


async def test_a11_a_link_beyond_the_confirmed_head_count_opens_nothing(
    past: Past, tmp_path: Path
) -> None:
    """Somebody who joins later must not be the fifteenth envelope of fourteen.

    Fails when whoever the audience rule means may start an open round.
    """
    async with past.woken("open", tmp_path) as house:
        round_ = await house.round()
        late = await house.move_in("Latecomer", HOMES[0], Chat.TELEGRAM)
        said = await late.tap(f"go:{round_.tag}")
        await late.type("my answer")
        offered = await late.command("/start")

    rows = intruder.tables(tmp_path / "data" / "earshot.db")
    assert len(rows["envelopes"]) == len(rows["ledger"]) == ASKED
    assert "When should tea be?" not in said
    assert SURVEY.title["en"] not in offered


@pytest.mark.parametrize("difference", [1, -1])
async def test_a11_a_round_never_opens_for_other_people_than_were_confirmed(
    past: Past, tmp_path: Path, difference: int
) -> None:
    """Between the second person's yes and the opening somebody came, or had themselves deleted.

    Fails when the opening asks whoever the rule means by then.
    """
    async with past.woken("released", tmp_path) as house:
        house.clock.on(days=70)
        ash, mo = await house.person("Ash"), await house.person("Mo")
        plan = a_plan(
            house.clock(), AGAIN, SURVEY, ash, opens_at=house.clock() + timedelta(days=1)
        )
        async with house.world.database.write() as db:
            await agreed.answered(db, house.world, RID)
            await agreed.launch(db, house.world, plan, ash, mo)
        if difference > 0:
            await newcomers(house, 1)
        else:
            await house.of(past.authors[0]).tap("eraseyes")
        house.clock.on(days=2)
        await house.tick()
        waiting = await house.round(AGAIN)
        async with house.world.database.write() as db:
            await launching.confirm(db, house.world, AGAIN, mo, ASKED + difference)
        await house.tick()
        opened = await house.round(AGAIN)

    assert (waiting.state, waiting.confirmed_by) == (State.PROPOSED, None)
    assert waiting.count_asked == ASKED + difference
    assert opened.state is State.OPEN
    assert opened.count_asked == ASKED + difference


async def test_a11_the_second_person_is_not_one_of_those_asked(past: Past, tmp_path: Path) -> None:
    """Whoever approves a round knows when it opens and what it asks; they do not hide others.

    Fails when only who proposed it is kept from confirming.
    """
    experts = AudienceRule(frozenset({Kind.EBE}))
    async with past.woken("released", tmp_path) as house:
        await newcomers(house, 5, Kind.EBE)
        mina, kit, mo = [await house.person(nick) for nick in ("Mina", "Kit", "Mo")]
        plan = a_plan(house.clock(), AGAIN, SURVEY, mina, audience=experts)
        async with house.world.database.write() as db:
            proposed = await agreed.propose(db, house.world, plan, None)
            with pytest.raises(PlanRefused, match="asks you too"):
                await launching.confirm(db, house.world, AGAIN, kit, proposed.count_asked)
            await launching.confirm(db, house.world, AGAIN, mo, proposed.count_asked)

    assert proposed.count_asked == 7


@pytest.mark.parametrize("step", ["open", "released"])
async def test_a12_an_audience_that_differs_by_one_to_four_is_refused(
    past: Past, tmp_path: Path, step: str
) -> None:
    """Two results of nearly the same people, subtracted, are the few who differ.

    Against a round that is open and against one that closed; joiners, leavers, both. The same
    people are allowed, and so is anybody after eight weeks. Fails when only equal audiences
    are compared, or only open rounds.
    """
    refused = {}
    async with past.woken(step, tmp_path) as house:
        refused[0] = await tried(house)
        for joined in range(1, 7):
            await newcomers(house, 1)
            refused[joined] = await tried(house)
        async with house.world.database.write() as db:
            for author in past.everybody[:3]:
                await people.delete_person(db, ParticipantId(author.pid))
        both = await tried(house)
        house.clock.on(days=57 + 7)
        later = await tried(house, days=3)

    assert refused[0] == set()
    for differ in (1, 2, 3, 4):
        assert refused[differ] == {GateKind.NEARLY_SAME}, differ
    assert refused[5] == refused[6] == set()
    assert both == set()
    assert later == set()


async def test_a12_four_out_and_none_in_is_refused_too(past: Past, tmp_path: Path) -> None:
    """Those who were asked before and are not asked now can be subtracted as well.

    Fails when only joiners are counted.
    """
    async with past.woken("released", tmp_path) as house:
        async with house.world.database.write() as db:
            for author in past.everybody[:4]:
                await people.delete_person(db, ParticipantId(author.pid))
        found = await tried(house)

    assert found == {GateKind.NEARLY_SAME}


async def test_d8_one_home_is_refused_and_told_the_honest_ways(past: Past, tmp_path: Path) -> None:
    """In one house everybody knows who sat with a phone.

    Fails when homes are not counted at the launch.
    """
    async with past.woken("released", tmp_path) as house:
        house.clock.on(days=70)
        await newcomers(house, 9)
        rule = AudienceRule(frozenset({Kind.YOUNG_PERSON}), frozenset({HOMES[0]}))
        ash = await house.person("Ash")
        plan = replace(a_plan(house.clock(), AGAIN, SURVEY, ash), audience=rule)
        async with house.world.database.write() as db:
            with pytest.raises(LaunchRefused) as refused:
                await launching.propose(db, house.world, plan, ash)

    gates = {gate.kind: gate for gate in refused.value.gates}
    assert GateKind.ONE_HOME in gates
    assert "Add another home" in str(gates[GateKind.ONE_HOME])


async def test_d8_a_round_that_one_home_answered_is_held(past: Past, tmp_path: Path) -> None:
    """Fourteen in three homes were asked, but all who sent live in one.

    Fails when the gate at the close counts envelopes and not homes.
    """
    async with past.woken("open", tmp_path) as house:
        at_home = [a for a in past.authors if a.home == past.authors[0].home]
        others = [a for a in past.authors if a not in at_home]
        for author in others[1:]:
            await house.of(author).type("/withdraw")
            await house.of(author).press("Yes, tear")
        async with house.world.database.read() as db:
            sent = await ledger.count(db, RID, Standing.SUBMITTED)
        house.clock.on(days=8)
        await house.tick()
        round_ = await house.round()

    assert sent == len(at_home) + 1
    assert round_.state is State.HELD
    assert intruder.tables(tmp_path / "data" / "earshot.db")["answers"] == []
