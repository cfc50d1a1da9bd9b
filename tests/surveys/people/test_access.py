"""The table of who may do what: whole, said once, and what roles read of it."""

from __future__ import annotations

import pytest

from surveys.people.access import TABLE, WAYS, NoSuchWay, deed_of, may, opens
from surveys.people.deeds import EVERYBODY, KNOWN, OPERATOR, ROTA, STAFF, STRANGER, TICKET, Deed
from surveys.people.roles import Role


def test_c1_every_deed_has_a_row_and_every_row_somebody() -> None:
    """A deed without a row would be nobody's decision."""
    assert set(TABLE) == set(Deed)
    assert all(rule.who and rule.does for rule in TABLE.values())


def test_c1_the_table_knows_exactly_the_roles_there_are() -> None:
    """A role that is spelt differently in the table would be let in nowhere, or never kept out."""
    assert {STRANGER, TICKET} | set(Role) == EVERYBODY
    assert frozenset(Role) - {Role.YOUNG_PERSON} == STAFF
    assert EVERYBODY - {STRANGER} == KNOWN
    assert all(rule.who <= EVERYBODY | {OPERATOR} for rule in TABLE.values())


def test_c1_a_way_leads_to_one_deed() -> None:
    """In two rows a way would be open to whoever either lets in."""
    ways = [way for rule in TABLE.values() for way in rule.ways]

    assert len(ways) == len(set(ways)) == len(WAYS)


def test_c1_what_is_in_no_row_leads_nowhere() -> None:
    """Silence must not be leave."""
    with pytest.raises(NoSuchWay, match="Way out: add it"):
        deed_of("GET /c/{slot}/staff/everything/")
    with pytest.raises(NoSuchWay):
        opens(Role.ADMIN, "tap everything")


def test_c6_the_administrator_reaches_no_answers_and_no_worries() -> None:
    """Whoever holds the keys sees nothing through the program."""
    closed = {
        *(Deed.READ, Deed.READ_FOR_SAFETY, Deed.LOOK_FOR_SAFETY, Deed.SECOND_A_WORRY),
        *(Deed.ANSWER_CONCERNS, Deed.OPEN_IDENTITY, Deed.SEE_RESULTS, Deed.PUT_FORWARD),
        *(Deed.LET_GO, Deed.START_ROUND, Deed.CONFIRM_ROUND, Deed.OVERSEE, Deed.CHANGE_ROTA),
    }

    assert [deed for deed in closed if may(Role.ADMIN, deed)] == []
    assert [deed for deed in closed if may(OPERATOR, deed)] == []


def test_c6_worries_are_for_the_rota_alone() -> None:
    """An author must not know that one exists; and nobody else either."""
    assert TABLE[Deed.ANSWER_CONCERNS].who == TABLE[Deed.OPEN_IDENTITY].who == ROTA


@pytest.mark.parametrize(
    ("reads", "roles"),
    [
        ("can_author", {Role.EBE}),
        ("can_read", {Role.READER}),
        ("can_manage_people", {Role.ADMIN}),
        ("can_see_progress", {Role.EBE, Role.ADMIN}),
        ("can_release", {Role.READER, Role.EBE, Role.DECISION_MAKER}),
        ("can_confirm_launch", {Role.EBE, Role.DECISION_MAKER, Role.SAFEGUARDING_LEAD}),
        ("answers_concerns", ROTA),
        ("reads_for_safety", (ROTA - {Role.TRUSTEE}) | {Role.READER}),
        ("can_see_releases", STAFF - {Role.ADMIN, Role.DUTY_PHONE}),
        ("is_staff", STAFF),
        ("has_views", STAFF - {Role.DUTY_PHONE}),
    ],
)
def test_c1_what_a_role_says_of_itself_is_read_from_the_table(
    reads: str, roles: frozenset[str]
) -> None:
    """Written down a second time, here: the table cannot change by accident."""
    assert {role for role in Role if getattr(role, reads)} == set(roles)


def test_c1_everyone_may_answer_for_themselves() -> None:
    """Also those who work here are asked things."""
    assert all(role.can_answer for role in Role)
