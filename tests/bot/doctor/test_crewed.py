"""What ``doctor`` says of who is there and of who may not be one person."""

from __future__ import annotations

import pytest

from bot.doctor.crewed import clashing, crewed, missing, supported, unnamed
from bot.doctor.findings import Level
from bot.services.people import inviting
from bot.services.people.enrolling import enrol_web
from bot.services.people.inviting import InviteRefused, Wanted
from storage import people
from surveys.people.crew import MINIMUM
from surveys.people.person import Kind
from surveys.people.roles import Role
from surveys.safeguarding.readers import ReadingCare, Supporter
from tests.bot.chatting import Chats
from tests.surveys.people.test_crew import CREW, somebody


def test_each_of_the_fewest_is_missed_by_name_with_what_fails() -> None:
    """ "Nobody has joined" helps less than what will not work."""
    found = list(missing(()))

    assert len(found) == len(MINIMUM)
    assert all(one.level is Level.WARN and "Without: " in one.said for one in found)
    assert [one.level for one in missing(CREW)] == [Level.OK]


def test_60_a_reader_with_nobody_to_talk_to_is_named_and_a_boss_is_no_supporter() -> None:
    """60: a debrief with nobody, or with whoever decides on one's work, is none."""
    sam, mo = somebody(1, "Sam", Role.READER), somebody(2, "Mo", Role.DECISION_MAKER)
    bea = Supporter(name="Bea", job="reading supporter")
    boss = Supporter(name="Mo", job="director")

    def said(*supporters: Supporter) -> list[tuple[Level, str]]:
        found = supported(ReadingCare(supporters=supporters), (sam, mo))
        return [(one.level, one.said) for one in found]

    assert [level for level, _ in said()] == [Level.WARN]
    assert "Sam has nobody" in said()[0][1]
    assert [level for level, _ in said(bea)] == [Level.OK]
    assert [level for level, _ in said(boss)] == [Level.WARN, Level.OK]
    assert list(supported(ReadingCare(), (mo,))) == []


def test_c6_one_person_in_two_roles_that_may_not_meet_stops() -> None:
    """Said by the administrator it is certain; by a name it is a question."""
    lee, mina = CREW[0], CREW[1]
    (said,) = clashing([lee, somebody(8, "L.", Role.READER, same_as=lee)])
    (supposed,) = clashing([mina, somebody(9, "mina", Role.EBE)])

    assert said.level is Level.STOP
    assert "Lee (admin) and L. (reader) are one person" in said.said
    assert supposed.level is Level.WARN
    assert "If they are one person" in supposed.said


def test_staff_without_names_are_pointed_out_and_nobody_else() -> None:
    """Two accounts without names count as two people."""
    nameless = somebody(8, " ", Role.READER)
    young = somebody(9, "", Role.YOUNG_PERSON)

    assert list(unnamed([*CREW, young])) == []
    assert [one.level for one in unnamed([*CREW, nameless])] == [Level.WARN]


async def test_c6_a_second_account_is_joined_when_invited_and_refused_where_it_may_not_meet(
    chats: Chats,
) -> None:
    """Who asks for a second role for somebody learns at once that it cannot be, and why."""
    world = chats.world
    ash = await chats.add("Ash", role=Role.EBE, home="")
    pid = await chats.pid(ash)
    wanted = Wanted(role=Role.READER, kind=Kind.STAFF, names=("A.",), same_as=pid)
    (made,) = await inviting.invite(world, wanted)
    signed = await enrol_web(world, made.code)
    assert signed is not None
    async with world.database.read() as db:
        second = await people.load_person(db, world.keys, signed.pid)
    with pytest.raises(InviteRefused, match=r"admin may not be one person: whoever holds"):
        await inviting.invite(world, Wanted(role=Role.ADMIN, kind=Kind.STAFF, same_as=signed.pid))
    with pytest.raises(InviteRefused, match="--count"):
        await inviting.invite(
            world, Wanted(role=Role.READER, kind=Kind.STAFF, count=2, same_as=pid)
        )

    assert second is not None
    assert second.same_as == pid
    assert [one.level for one in await crewed(world) if "are one person" in one.said] == []
