"""The made-up organisation: its people, its policy, and five rounds at different points."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.demo import answered
from bot.demo.asked import first_time, one_thing, slips
from bot.demo.invented import IDEAS, SHARINGS, invented, list_texts
from bot.services.asking import agreeing, hearing_back, launching
from bot.services.reading import reading, slots
from bot.services.reading.piles import Text
from bot.services.results import rating
from bot.services.rounds import fielding, sealing
from bot.services.world import World
from bot.texts import say
from storage import envelopes, ledger, listeners, outbox, people, readings, signins
from storage.listeners import Listener
from storage.readings import Decision, Reading
from surveys.anonymity.envelope import Envelope, pack, size_for
from surveys.definitions.survey import Survey
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, RoundId
from surveys.library import load_library
from surveys.people.audience import RESIDENTS
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.quiet import Hours, Quiet
from surveys.people.roles import Role
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Way
from surveys.safeguarding.plan import Complaints, HomePlan, NoReply, Plan, Signpost
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy
from surveys.safeguarding.readers import ReadingCare, Supporter

ASKED = 43
"""Residents, but for the one whose chat is shown. Unit: people."""
PIN = "246813"
"""The PIN of every made-up colleague. The page says it."""

ANSWERED = -165
"""When Mo said what comes of the released round. Unit: days from the start."""

HOMES = ("Maple House", "Fern House", "Birch House", "Tide House", "")


def _home(name: str, number: int) -> HomePlan:
    """A home's contacts. The numbers are of those set aside for films: nobody has them."""
    return HomePlan(
        home=name,
        duty_number=f"01632 9600{number}1",
        advocate=Signpost(
            name="Ola, advocate", number=f"01632 9600{number}4", about="Somebody on your side"
        ),
        visitor=Signpost(name="Ruth", number=f"01632 9600{number}5"),
        numbers=(
            Signpost(
                name="Ola, advocate", number=f"01632 9600{number}4", about="Somebody on your side"
            ),
            Signpost(
                name="LADO",
                number=f"01632 9600{number}2",
                about="Looks into it when staff hurt someone",
                fits=("staff_abuse",),
            ),
            Signpost(name="Emergency duty team", number=f"01632 9600{number}3"),
            Signpost(name="Police", number="101", about="If it can wait. Else 999"),
        ),
    )


POLICY = Policy(
    organisation="Harbour Row (made up)",
    keeper_of_the_computer=Contact(name="Priya", job="office manager"),
    safeguarding_lead=Contact(name="Dele", job="safeguarding lead"),
    safeguarding_deputy=Contact(name="Pat", job="deputy safeguarding lead"),
    outside_person=Contact(name="Noor", job="trustee"),
    lawful_basis="public task (made up for this demo)",
    numbers=DEFAULT_NUMBERS,
    quiet=Quiet(hours=Hours(begins=time(), ends=time())),  # whoever looks at night sees it all
    reading=ReadingCare(
        supporters=(
            Supporter(
                name="Bea",
                job="reading supporter",
                reach="made up, as everything here: she picks up",
            ),
        )
    ),
    # The demo's past goes by in one go: nobody sits down to read in between.
    plan=Plan(
        sev2_no_reply=NoReply.TELL,
        safety_read=False,
        complaints=Complaints(
            who="Ines, complaints officer",
            number="01632 960005",
            happens="Somebody who doesn't work in your home looks into it, and talks with you.",
            answered="You get an answer within 10 working days.",
        ),
        homes=tuple(_home(name, number) for number, name in enumerate(HOMES) if name),
    ),
)

RELEASED, WAITING, OPEN = RoundId("dreams-before"), RoundId("first-night"), RoundId("dreams")
SORTED = RoundId("one-thing")
"""What young people dream of is asked again, so that the open round's questions can be seen in
a report too, with what was decided since. One is read, and waits to be sorted into themes."""
BY_SLIP = RoundId("sundays")
"""Whoever drew a slip finds it on the tablet's first page."""
SLIPS = 26
"""How many slips of it were drawn. Unit: people."""


@dataclass(slots=True)
class Movable:
    """A clock for making a past: it stands where it is put, then runs with the real one."""

    shift: timedelta = timedelta()

    def __call__(self) -> datetime:
        """The moment it shows."""
        return datetime.now(UTC) + self.shift

    def move(self, days: float) -> None:
        """Put it so many days from now (negative: back)."""
        self.shift = timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people whose chats the page shows side by side."""

    young_person: Person
    expert: Person
    lead: Person
    second: Person
    reader: Person
    sorter: Person
    designer: Person

    def shown(self) -> tuple[Person, ...]:
        """In the order of the page's columns."""
        return (
            *(self.young_person, self.expert, self.lead),
            *(self.second, self.reader, self.sorter, self.designer),
        )


async def move_in(world: World, clock: Movable) -> Cast:
    """Fill an empty database: people, and rounds: released, to be sorted, to be read, open."""
    draw = random.Random(20261121)  # noqa: S311  # the same demo at every start
    asked = [
        _person(world, Role.YOUNG_PERSON, _nick(n), HOMES[n % len(HOMES)]) for n in range(ASKED)
    ]
    robin = _person(world, Role.YOUNG_PERSON, "Robin", HOMES[0])
    cast = Cast(
        young_person=robin,
        expert=_person(world, Role.EBE, "Ash"),
        lead=_person(world, Role.SAFEGUARDING_LEAD, "Dele"),
        second=_person(world, Role.DECISION_MAKER, "Mo"),
        reader=_person(world, Role.READER, "Sam"),
        sorter=_person(world, Role.READER, "Val"),
        designer=_person(world, Role.DESIGNER, "Jo"),
    )
    other, bea = (_person(world, Role.EBE, nick) for nick in ("Kit", "Bea"))
    unseen = (
        other,
        bea,
        _person(world, Role.SAFEGUARDING_DEPUTY, "Pat"),
        _person(world, Role.OUTSIDE_PERSON, "Noor"),
        *(_person(world, Role.DUTY_PHONE, "", home) for home in HOMES if home),
        ola := _person(world, Role.LISTENER, "Ola"),
        max_ := _person(world, Role.LISTENER, "Max", HOMES[0]),
    )
    await _let_in(world, (*asked, *cast.shown(), *unseen))
    async with world.database.write() as db:
        await _answers_letters(db, world, cast, (ola, max_))
    past = _Past(world, clock, cast, bea, draw)
    await past.round(RELEASED, first_time(), opened=-180, sent=asked[:24])
    await _read_all(world, clock, cast)
    hands = answered.Hands(cast.reader, cast.lead, other, cast.second)
    await answered.release(world, RELEASED, hands)
    clock.move(ANSWERED)
    await answered.answer_back(world, RELEASED, hands, -ANSWERED)
    clock.move(ANSWERED + 8)
    await rating.close_due(world)
    await past.by_slips(BY_SLIP, slips(), opened=-40)
    await answered.release_slips(world, BY_SLIP, hands)
    await past.round(SORTED, one_thing(), opened=-25, sent=asked)
    await _pass_all(world, clock, cast)
    first_night, soon = load_library("first-night"), say("demo.ahead_first_night")
    await past.round(WAITING, first_night, opened=-14, sent=asked[:14], ahead=soon)
    clock.move(0)
    await past.open(OPEN, load_library("dream-big"), days=7, ahead=say("demo.ahead"))
    async with world.database.write() as db:
        for person in (*asked, *cast.shown(), *unseen):
            await outbox.drop_owed(db, pid=person.id)
    return cast


async def _let_in(world: World, everybody: Iterable[Person]) -> None:
    """Add everybody; those who work there have a PIN."""
    async with world.database.write() as db:
        for person in everybody:
            await people.add_person(db, world.keys, person)
            if person.role.is_staff:
                await signins.set_pin(db, person.id, PIN)


async def _answers_letters(
    db: AsyncSession, world: World, cast: Cast, outside: tuple[Person, Person]
) -> None:
    """Whom young people can write to, and who answers where they do not."""
    ola, max_ = outside
    for person, job, line, second in (
        (ola, "advocate", "I'm on your side. I don't work for the house.", max_),
        (max_, "manager", "I run the house. I like bad puns.", ola),
        (cast.expert, "Expert by Experience", "I lived in care too.", ola),
        (cast.lead, "safeguarding lead", "I make sure that people are safe.", ola),
    ):
        listener = Listener(person.id, job, line, days=3, second=second.id)
        await listeners.save_listener(db, world.keys, listener)


@dataclass(frozen=True, slots=True)
class _Past:
    world: World
    clock: Movable
    cast: Cast
    looks: Person
    """The second person: neither who proposes nor who decides."""
    draw: random.Random

    async def open(
        self, rid: RoundId, survey: Survey, *, days: float, ahead: str = "", slips: int = 0
    ) -> None:
        """Propose and confirm a round, and open it, at the clock's moment. ``ahead`` is why the
        lead lets it go ahead of an answer that is missing."""
        now = self.clock().astimezone(self.world.zone).replace(second=0)
        plan = launching.Plan(
            key=rid,
            survey=survey,
            audience=RESIDENTS,
            closes_at=(now + timedelta(days=days)).replace(hour=18, minute=0, microsecond=0),
            answer_by=(now + timedelta(days=days + 21)).date(),
            makers=("Ash", "Kit"),
            decider="Mo, director",
            decider_id=self.cast.second.id,
            space=say("lundy.space_alone"),
            voice=say("lundy.voice_tap_write"),
            keeper=self.cast.expert,
            way=Way.TICKET if slips else Way.TOGETHER,
            tickets=slips,
        )
        async with self.world.database.write() as db:
            proposed = await launching.propose(db, self.world, plan, self.cast.expert)
            await agreeing.accept(db, self.world, rid, self.cast.second)
            if ahead:
                await hearing_back.let_ahead(db, self.world, rid, self.cast.lead, ahead)
            count = proposed.count_asked
            await launching.confirm(db, self.world, rid, self.looks, count)
        await fielding.open_due(self.world)

    async def round(
        self,
        rid: RoundId,
        survey: Survey,
        *,
        opened: float,
        sent: Sequence[Person],
        ahead: str = "",
    ) -> None:
        """A round that opened days ago, was answered, closed after a week and sealed."""
        self.clock.move(opened)
        await self.open(rid, survey, days=7, ahead=ahead)
        await self._answer(rid, survey, [p.id for p in sent])
        await self._seal(opened)

    async def by_slips(self, rid: RoundId, survey: Survey, *, opened: float) -> None:
        """The same with slips out of a hat, all of them drawn, in every home."""
        self.clock.move(opened)
        await self.open(rid, survey, days=7, slips=SLIPS)
        async with self.world.database.read() as db:
            drawn = await ledger.list_asked(db, rid)
        await self._answer(rid, survey, drawn, places=HOMES[:4])
        await self._seal(opened)

    async def _seal(self, opened: float) -> None:
        self.clock.move(opened + 8)
        await fielding.close_due(self.world)
        await sealing.seal_due(self.world)

    async def _answer(
        self,
        rid: RoundId,
        survey: Survey,
        pids: Sequence[ParticipantId],
        places: Sequence[str] = ("",),
    ) -> None:
        size, unsaid = size_for(survey), list_texts(self.draw)
        async with self.world.database.write() as db:
            for number, pid in enumerate(pids):
                envelope = self._envelope(survey, unsaid, places[number % len(places)])
                packed = pack(envelope, size)
                await envelopes.save_envelope(db, self.world.keys, rid, pid, packed)
                await ledger.mark(db, rid, pid, Standing.SUBMITTED)

    def _envelope(self, survey: Survey, unsaid: Mapping[str, list[str]], place: str) -> Envelope:
        sitting = Sitting(
            stage=Stage.SENT,
            answers={q.id: invented(q, self.draw, unsaid) for q in survey.asked},
            sharing=self.draw.choice(SHARINGS),
        )
        return Envelope(sitting=sitting, place=place)


async def _read_all(world: World, clock: Movable, cast: Cast) -> None:
    """Sam reads the released round's texts: most passed, a few withheld, ideas reworded."""
    ideas = list(IDEAS)

    def read(number: int, text: Text) -> Reading:
        if number % 9 == 0:
            return Reading(decision=Decision.WITHHELD)
        if text.sharing is Sharing.THE_IDEA and ideas:
            return Reading(decision=Decision.REWORDED, text=ideas.pop(), typical=True)
        return Reading(decision=Decision.PASSED, typical=number % 2 == 0)

    await _read(world, clock, cast, RELEASED, read)


async def _pass_all(world: World, clock: Movable, cast: Cast) -> None:
    """Sam passed every text of the round that waits to be sorted."""
    await _read(world, clock, cast, SORTED, lambda number, text: Reading(Decision.PASSED))


async def _read(
    world: World,
    clock: Movable,
    cast: Cast,
    rid: RoundId,
    read: Callable[[int, Text], Reading],
) -> None:
    """Sam's decisions about a round, kept at once: the demo is to start soon."""
    _at_noon(world, clock)
    pile = await reading.begin_reading(world, cast.reader.id, rid)
    assert pile is not None, "the reader may read it"
    texts = await reading.list_texts(world, cast.reader.id, pile)
    async with world.database.write() as db:
        for number, text in enumerate(texts, 1):
            aid = pile.handles[text.handle]
            await readings.record_reading(db, world.keys, rid, aid, read(number, text))
    await slots.stop(world, cast.reader.id)
    slot = await slots.last_slot(world, cast.reader.id)
    assert slot is not None, "one was just over"
    await slots.note_debrief(world, slot)


def _at_noon(world: World, clock: Movable) -> None:
    """The demo may be started at night, when nobody reads."""
    noon = world.now().astimezone(world.zone).replace(hour=12, minute=0)
    clock.shift += noon - world.now()


def _person(world: World, role: Role, nick: str, home: str = "") -> Person:
    kind = {Role.YOUNG_PERSON: Kind.YOUNG_PERSON if home else Kind.CARE_LEAVER, Role.EBE: Kind.EBE}
    return Person(
        id=ParticipantId(world.fresh_bytes(16)),
        role=role,
        kind=kind.get(role, Kind.STAFF),
        nick=nick,
        home=home,
        address=Address(Chat.WEB, world.chance.getrandbits(50)),
    )


def _nick(number: int) -> str:
    return f"P{number + 1}"
