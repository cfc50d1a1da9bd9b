"""The promise gate: nobody is asked again before they hear, unless a lead says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services import awaiting
from bot.services.asking import going_ahead, hearing_back, launching
from bot.services.asking.launching import LaunchRefused
from bot.services.rounds import fielding
from bot.texts import say
from storage import audiences, audit, ledger, people
from surveys.ids import RoundId
from surveys.people.audience import AudienceRule
from surveys.people.person import Kind, Person
from surveys.people.roles import Role
from surveys.rounds.promise import Fault
from surveys.rounds.round import Round, State, Way
from tests import agreed
from tests.bot import fielded as field
from tests.bot.chatting import Chats, Chatter

REASON = "The bus changes on Monday, so we must know now."


async def after_one(
    chats: Chats, *, sent: int = 6
) -> tuple[Round, list[Chatter], Chatter, Chatter]:
    """A round of twelve that is over; who was asked, and the two who begin the next."""
    asked = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await field.send(chats, round_, asked[:sent])
    return await field.end(chats, round_), asked, ash, mo


async def proposed(chats: Chats, ash: Chatter, **changes: object) -> Round:
    """The next round, proposed and accepted by whoever decides."""
    plan = {"key": "again", "closes_at": chats.clock() + timedelta(days=7)} | changes
    made = await field.plan(chats, ash, **plan)
    async with chats.world.database.write() as db:
        round_ = await agreed.propose(db, chats.world, made, await field.person(chats, ash))
    return await field.again(chats, round_.id)


async def confirmed(chats: Chats, round_: Round, mo: Chatter) -> bool:
    """Whether a second person's yes is taken."""
    async with chats.world.database.write() as db:
        by = await field.person(chats, mo)
        try:
            await launching.confirm(db, chats.world, round_.id, by, round_.count_asked)
        except LaunchRefused:
            return False
    return True


async def test_29_a_check_of_draft_themes_is_part_of_a_round_that_went_on_already(
    chats: Chats,
) -> None:
    """A lead let its round go ahead of an answer; asking if the themes are right needs no other
    leave.
    """
    _, _, ash, _ = await after_one(chats)
    second = await proposed(chats, ash)
    async with chats.world.database.write() as db:
        asked = await people.list_people(db, chats.world.keys)
        another = await hearing_back.in_the_way(db, chats.world, second, asked)
        check = replace(second, checks="let-ahead")
        part = await hearing_back.in_the_way(db, chats.world, check, asked)

    assert another
    assert not part


async def test_35_a_round_to_people_who_have_not_heard_back_cannot_be_confirmed(
    chats: Chats,
) -> None:
    """Its author reads which round, whose answer, and the ways on; nobody reads who."""
    _, _, ash, mo = await after_one(chats)
    second = await proposed(chats, ash)
    await chats.deliver()

    assert not await confirmed(chats, second, mo)
    told = _all(ash)
    assert "“Evenings” has no answer back yet" in told
    assert "Vi, director" in told
    assert "safeguarding lead" in told
    assert "isn't out yet" in told
    assert not any(f"Y{n}" in told for n in range(12))


async def test_35_once_the_answer_is_given_it_goes_on_and_its_author_is_told(chats: Chats) -> None:
    """The way out that is meant."""
    first, _, ash, mo = await after_one(chats, sent=2)
    second = await proposed(chats, ash)
    vi = await _decider(chats)
    await chats.deliver()
    assert "new round to the same people waits" in _all(vi)
    assert "can write it now" in _all(ash)
    await vi.press("Write back")
    await vi.type("Tea is at seven from Monday on.")
    await vi.press("Send it")
    await chats.deliver()

    assert "can go on now" in _all(ash)
    assert await confirmed(chats, second, mo)
    assert await fielding.open_due(chats.world) == 1
    assert (await field.again(chats, second.id)).state is State.OPEN
    assert first.state is State.HELD


async def test_35_it_does_not_matter_who_answered(chats: Chats) -> None:
    """The gate goes by who was asked: it must tell nobody who sent and who did not."""
    first, asked, ash, _ = await after_one(chats)
    second = await proposed(chats, ash)
    people_, rule = await _asked(chats, second)
    seen = []
    for few in (people_[:6], people_[6:], people_):
        async with chats.world.database.read() as db:
            seen.append(await hearing_back.owed_before(db, chats.world, second, few, rule))

    assert [[one.rid for one in each] for each in seen] == [[first.id]] * 3
    assert len(asked) == 12


async def test_35_people_who_were_not_asked_may_be(chats: Chats) -> None:
    """Another kind of people waits for nobody else's answer."""
    await after_one(chats)
    ash = await chats.add("Ari", role=Role.EBE, home="")
    for n in range(8):
        await chats.add(f"S{n}", role=Role.DESIGNER, home="")
    staff = AudienceRule(frozenset({Kind.STAFF}))
    second = await field.plan(chats, ash, key="staff", audience=staff)
    async with chats.world.database.write() as db:
        asked = await awaiting.people_asked(db, chats.world, staff)
        waits = await hearing_back.owed_before(
            db, chats.world, await _as_round(chats, "evenings", "staff"), asked, staff
        )

    assert waits == ()
    assert second.key == "staff"


async def test_35_slips_wait_for_whoever_they_may_have_reached(chats: Chats) -> None:
    """A ticket round asks nobody in particular, so it goes by kinds and homes."""
    first, _, _, _ = await after_one(chats)
    tickets = await _as_round(chats, first.id, "slips", way=Way.TICKET)
    everyone = AudienceRule(frozenset({Kind.YOUNG_PERSON}))
    leavers = AudienceRule(frozenset({Kind.CARE_LEAVER}))
    nowhere = AudienceRule(frozenset({Kind.YOUNG_PERSON}), frozenset({"Elsewhere"}))
    async with chats.world.database.read() as db:
        found = [
            bool(await hearing_back.owed_before(db, chats.world, tickets, (), rule))
            for rule in (everyone, leavers, nowhere)
        ]

    # The round before asked young people and care leavers of every home.
    assert found == [True, True, True]


async def test_35_the_waves_of_one_series_do_not_wait_for_each_other(chats: Chats) -> None:
    """They are one round for their people; everything else waits for them."""
    first, _, ash, mo = await after_one(chats)
    wave = await proposed(chats, ash, again=first.id)

    assert await confirmed(chats, wave, mo)


async def test_35_a_lead_lets_it_go_ahead_and_those_asked_read_why(chats: Chats) -> None:
    """Typed, checked, kept in the trail, and said on the first card."""
    _, asked, ash, mo = await after_one(chats)
    lead = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    second = await proposed(chats, ash)
    await chats.deliver()
    await lead.press("Let it go ahead")
    assert "name" in await lead.type("Because of Y3 in Fern House.")
    assert "can go ahead" in await lead.type(REASON)
    await chats.deliver()

    assert await confirmed(chats, second, mo)
    await fielding.open_due(chats.world)
    chats.clock.on(days=2)
    await chats.deliver()
    invited = asked[0].newest
    assert REASON in invited.text
    assert "Mina" in invited.text
    assert REASON in await asked[0].press("Start")
    async with chats.world.database.read() as db:
        did = [entry.action for entry in await audit.list_audit(db)]
    assert "let ahead" in did


async def test_what_stands_in_the_way_is_short_lines_and_the_reason_can_be_left_by_tap(
    chats: Chats,
) -> None:
    """A paragraph of seven sentences is read by nobody; nor does anybody guess "cancel"."""
    _, _, ash, _ = await after_one(chats)
    lead = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    second = await proposed(chats, ash)
    await chats.deliver()
    waits = next(m.text for m in ash.shown.values() if m.text.startswith("It waits."))
    await lead.press("Let it go ahead")
    left = await lead.press("Not now")
    await lead.type(REASON)

    assert all(len(line) <= 120 for line in waits.split("\n"))
    assert len(waits.split("\n")) == 4
    assert left == "Left as it was."
    assert (await field.again(chats, second.id)).ahead_because == ""


async def test_35_nobody_else_lets_a_round_go_ahead(chats: Chats) -> None:
    """Not its author, nor whoever decides, nor a lead with the author's other account."""
    _, _, ash, _ = await after_one(chats)
    second = await proposed(chats, ash)
    author = await field.person(chats, ash)
    vi = await _decider(chats)
    for one in (ash, vi):
        await one.tap(f"abgo:{second.tag}")
        await one.type(REASON)
    async with chats.world.database.write() as db:
        for one in (author, await people.find_person(db, chats.world.keys, vi.address)):
            assert one is not None
            with pytest.raises(LookupError):
                await hearing_back.let_ahead(db, chats.world, second.id, one, REASON)

    assert (await field.again(chats, second.id)).ahead_because == ""


async def test_a_reason_is_short_and_plain(chats: Chats) -> None:
    """Young people read it."""
    _, _, ash, _ = await after_one(chats)
    lead = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    second = await proposed(chats, ash)
    async with chats.world.database.write() as db:
        mina = await field.person(chats, lead)
        long = await hearing_back.let_ahead(db, chats.world, second.id, mina, "x" * 201)
        none = await hearing_back.let_ahead(db, chats.world, second.id, mina, " ")
    await lead.tap(f"abgo:{second.tag}")

    assert (long, none) == (Fault.TOO_LONG, Fault.EMPTY)
    assert await lead.type("cancel") == say("back.left")


async def test_35_what_comes_up_between_the_yes_and_the_opening_stops_it(chats: Chats) -> None:
    """A round that closes meanwhile is owed an answer before the next begins."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    first = await field.fielded(chats, ash, mo)
    opens = first.closes_at + timedelta(hours=1)
    second = await proposed(chats, ash, opens_at=opens, closes_at=opens + timedelta(days=7))
    assert await confirmed(chats, second, mo)
    await field.end(chats, first)
    chats.clock.at = opens
    await fielding.open_due(chats.world)

    stopped = await field.again(chats, second.id)
    assert stopped.state is State.PROPOSED
    assert stopped.confirmed_by is None


def _all(chatter: Chatter) -> str:
    return "\n".join(shown.text for shown in chatter.shown.values())


async def _asked(chats: Chats, round_: Round) -> tuple[Sequence[Person], AudienceRule]:
    async with chats.world.database.read() as db:
        rule = await audiences.load_audience(db, chats.world.keys, round_.id)
        return await awaiting.people_asked(db, chats.world, rule), rule


async def _as_round(chats: Chats, like: str, key: str, **changes: object) -> Round:
    return replace(await field.again(chats, RoundId(like)), id=RoundId(key), series="", **changes)  # type: ignore[arg-type]


async def _decider(chats: Chats) -> Chatter:
    async with chats.world.database.write() as db:
        return chats.at((await agreed.decider_of(db, chats.world)).address)


def test_the_module_reads_who_was_asked_and_never_how_they_stand() -> None:
    """One import away from telling who answered."""
    for module in (hearing_back, going_ahead):
        text = Path(module.__file__ or "").read_text("utf-8")
        assert "standing" not in text
        assert "Standing" not in text
        assert "envelopes" not in text
    assert ledger.rounds_of_any.__doc__


async def test_the_list_of_rounds_has_a_button_for_whoever_can_help_it_on(chats: Chats) -> None:
    """A card that scrolled away is not the only way."""
    _, _, ash, _ = await after_one(chats, sent=2)
    lead = await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")
    vi = await _decider(chats)
    await proposed(chats, ash)
    await chats.deliver()
    shown = {}
    for name, one in (("lead", lead), ("vi", vi), ("ash", ash)):
        await one.type("/rounds")
        shown[name] = [label.partition(":")[0] for label in one.newest.labels()]

    assert "Let it go ahead" in shown["lead"]
    assert "Write back" in shown["vi"]
    assert not {"Let it go ahead", "Write back"} & set(shown["ash"])
