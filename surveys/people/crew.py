"""Who may not be the same human being, and who has to be there: two tables, each with reasons.

One account has one role, so two roles meet in one person only through two accounts. That two
accounts are one person is known where the administrator said so when inviting the second, and
supposed where their first names are the same. Two accounts under two names that nobody joined
are two people to the program: no program can see who holds a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from surveys.ids import ParticipantId
from surveys.people.access import TABLE
from surveys.people.deeds import Deed
from surveys.people.person import MOVED_ON, Person
from surveys.people.roles import Role

TOLD_FIRST = frozenset({Role.SAFEGUARDING_LEAD, Role.SAFEGUARDING_DEPUTY, Role.OUTSIDE_PERSON})
TOLD = TOLD_FIRST | {Role.TRUSTEE}


@dataclass(frozen=True, slots=True)
class Pair:
    """Roles of ``these`` may not be one person's together with roles of ``those``."""

    these: frozenset[Role]
    those: frozenset[Role]
    why: str

    def forbids(self, one: Role, other: Role) -> bool:
        """Whether these two roles may not be one person's."""
        if one is other:
            return False
        either = one in self.these and other in self.those
        return either or (other in self.these and one in self.those)


FORBIDDEN = (
    Pair(
        frozenset({Role.ADMIN}),
        TOLD | {Role.READER, Role.EBE, Role.DECISION_MAKER, Role.LISTENER, Role.YOUNG_PERSON},
        "whoever holds the keys and the backups sees no answers and no worries through the "
        "program, and has no hand in a round that they could look into",
    ),
    Pair(
        TOLD,
        TOLD,
        "each is the next when another does not answer or is the one named: one person would be "
        "a line of one",
    ),
    Pair(
        frozenset({Role.EBE}),
        TOLD,
        "whoever writes the questions must not know that a worry exists, or whose it is",
    ),
    Pair(
        frozenset({Role.DECISION_MAKER, Role.DESIGNER}),
        TOLD_FIRST | {Role.READER},
        "whoever uses the results must not have read the words behind them, nor know who worried",
    ),
    Pair(
        frozenset({Role.YOUNG_PERSON}),
        TOLD | {Role.READER, Role.DECISION_MAKER, Role.DUTY_PHONE},
        "somebody who is asked must not see the words or the worries of those they live with",
    ),
    Pair(
        frozenset({Role.DUTY_PHONE}),
        frozenset(Role),
        "a home's phone is carried by whoever is on duty: it is nobody's own account",
    ),
)
"""Allowed on purpose: an Expert by Experience may also read, though never what they made (each
round checks that); a trustee may decide; a listener may be anybody but the administrator."""


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody who has to be there: ``count`` people with any of ``roles``. What they are for,
    and what fails without them. ``no_home``: only those who belong to no home count."""

    roles: frozenset[Role]
    count: int
    called: str
    does: str
    fails: str
    no_home: bool = False


def _who(deed: Deed) -> frozenset[Role]:
    return frozenset(role for role in Role if role in TABLE[deed].who)


MINIMUM = (
    Need(
        frozenset({Role.ADMIN}),
        1,
        "an administrator",
        "invites people, resets a forgotten PIN, hears the alarms",
        "nobody hears that letters, Telegram or the check for danger stopped working",
    ),
    Need(
        frozenset({Role.SAFEGUARDING_LEAD}),
        1,
        "a safeguarding lead",
        "is told first of every worry",
        "a worry reaches nobody: Earshot does not start for real people",
    ),
    Need(
        frozenset({Role.SAFEGUARDING_DEPUTY}),
        1,
        "a deputy",
        "is told when the lead does not answer, is away, or is the one named",
        "a worry about the lead waits for the outside person: Earshot does not start",
    ),
    Need(
        frozenset({Role.OUTSIDE_PERSON}),
        1,
        "an outside person",
        "is told next; belongs to no home and no line of management",
        "a worry about your own line ends in your own line: Earshot does not start",
    ),
    Need(
        frozenset({Role.EBE}),
        1,
        "an Expert by Experience",
        "writes and starts rounds, opens sittings",
        "no round can be started in chat",
    ),
    Need(
        frozenset({Role.DECISION_MAKER}),
        1,
        "a decision-maker",
        "is named to those who are asked, and answers back",
        "no round can be started: nobody would decide anything",
    ),
    Need(
        frozenset({Role.READER}),
        1,
        "a reader who belongs to no home",
        "reads the words without the names, before anybody else does",
        "nothing that was written can be released",
        no_home=True,
    ),
    Need(
        _who(Deed.CONFIRM_ROUND),
        2,
        "two people who may confirm a round",
        "one proposes it, another counts who is asked",
        "no round opens: its second person is missing",
    ),
    Need(
        _who(Deed.LET_GO),
        2,
        "two people who may let a result go",
        "one puts it forward, another lets it go",
        "no result is ever released",
    ),
    Need(
        TOLD,
        2,
        "two people who answer worries",
        "one asks to open who wrote a worry, another agrees",
        "who wrote it can be opened only where a life is at risk",
    ),
)
"""The fewest people Earshot works with: seven, for the first seven lines are seven people."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two accounts that may not be one person's. ``is_said``: the administrator said they are
    one; else only their first names are the same."""

    one: Person
    other: Person
    why: str
    is_said: bool


def are_joined(one: Person, other: Person) -> bool:
    """Whether two accounts were said to be one person's."""
    return bool(_accounts(one) & _accounts(other))


def are_two(one: Person, other: Person) -> bool:
    """Whether two accounts may count as two people: neither joined, nor of one first name.

    Where a rule asks for two people and names are alike, a third person is asked instead: the
    safe mistake. Two who really share a name are told apart in their invitations ("Sam K").
    """
    return not are_joined(one, other) and not _same_name(one, other)


def forbidden(one: Role, other: Role) -> str:
    """Why these two roles may not be one person's; "" where they may."""
    return next((pair.why for pair in FORBIDDEN if pair.forbids(one, other)), "")


def list_clashes(people: Iterable[Person]) -> list[Clash]:
    """Every two accounts that are, or seem to be, one person's and may not be.

    A young person's first name is no sign: names come twice among them and staff. Only those who
    have an account or a name in common are held against each other, however many people there
    are.
    """
    known = list(people)
    alike: dict[object, list[int]] = {}
    for at, person in enumerate(known):
        for sign in _signs(person):
            alike.setdefault(sign, []).append(at)
    pairs = {two for these in alike.values() for two in combinations(these, 2)}
    found = []
    for first, second in sorted(pairs):
        one, other = known[first], known[second]
        why = forbidden(one.role, other.role)
        if not why:
            continue
        if are_joined(one, other):
            found.append(Clash(one, other, why, is_said=True))
        elif one.role.is_staff and other.role.is_staff and _same_name(one, other):
            found.append(Clash(one, other, why, is_said=False))
    return found


def _signs(person: Person) -> Iterator[object]:
    """What two accounts of one person may have in common."""
    yield from _accounts(person)
    if person.role.is_staff:
        yield _folded(person)


def list_lacking(people: Sequence[Person]) -> list[Need]:
    """Which of the fewest are not there yet."""
    return [need for need in MINIMUM if _count(people, need) < need.count]


def _count(people: Sequence[Person], need: Need) -> int:
    """How many human beings there are for it, as many as it needs at most; two accounts of one
    person are one."""
    counted: list[Person] = []
    for person in people:
        fits = person.role in need.roles and not (need.no_home and person.home != MOVED_ON)
        if fits and all(are_two(person, one) for one in counted):
            counted.append(person)
        if len(counted) == need.count:
            break
    return len(counted)


def _accounts(person: Person) -> set[ParticipantId]:
    return {person.id, *([] if person.same_as is None else [person.same_as])}


def _same_name(one: Person, other: Person) -> bool:
    return _folded(one) == _folded(other) != ""


def _folded(person: Person) -> str:
    return " ".join(person.nick.split()).casefold()
