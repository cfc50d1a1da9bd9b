"""The room of a house talk: the devices in it and the vote under way. In memory only.

Who has pressed is known while a vote lasts, so that nobody presses twice; what they pressed
joins the vote at once and is nowhere else. A restart forgets it all: the vote is held again.
"""

from __future__ import annotations

import hmac
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.services.talks.noticing import Seen
from bot.services.world import World
from surveys.anonymity.tickets import draw_codes, read_code
from surveys.ids import ParticipantId, RoundId
from surveys.talks.talk import Sentence, Stage, Talk
from surveys.talks.voting import Press, ReadBack, Vote

HOST = "host"
"""The host's own seat: they press in their signed-in view."""

LINGERS = timedelta(hours=1)
"""How long the thank-you of a talk that is over can still be read in the room."""

ABOUT_LIMITS = b"limits"
ABOUT_ALL = b"all"


@dataclass(frozen=True, slots=True)
class Seat:
    """A device in the room. ``turns``: how many people press on it, one after the other."""

    talk: RoundId
    name: str
    turns: int


@dataclass(frozen=True, slots=True)
class Over:
    """What the room reads once the talk is over: ``how`` is kept, stopped, nothing or late."""

    how: str
    host: str
    decider: str
    hears_by: date
    at: datetime
    held_by: ParticipantId


@dataclass(slots=True)
class Room:
    """One room. ``moves`` goes up when every page in it has something new to show, and never
    when one person presses: so a page that asks learns nothing of that."""

    key: bytes
    codes: dict[str, int] = field(default_factory=dict)
    vote: Vote | ReadBack | None = field(default=None, repr=False)
    about: bytes = b""
    """What is voted on: a sentence's id, or one of the two constants."""
    taken: Counter[str] = field(default_factory=Counter, repr=False)
    turns: dict[str, str] = field(default_factory=dict, repr=False)
    moves: int = 0
    said: str = ""
    """What the last vote came to, as a key of the texts."""
    seen: Seen = field(default_factory=Seen)
    """What the check made of the sentence that was typed last."""
    over: Over | None = None

    def hold(self, vote: Vote | ReadBack | None, about: bytes, said: str = "") -> None:
        """Begin a vote, or end one with None; whatever was pressed before counts no more."""
        self.vote, self.about, self.said = vote, about, said
        self.taken.clear()
        self.turns.clear()
        self.moves += 1

    def has_turn(self, seat: Seat) -> bool:
        """Whether somebody at this seat has still to press."""
        return self.vote is not None and self.taken[seat.name] < seat.turns

    def turn_of(self, seat: Seat) -> str:
        """The mark of the open turn at a seat; "" while nobody has taken it up."""
        return self.turns.get(seat.name, "")

    def open_turn(self, world: World, seat: Seat) -> None:
        """Somebody takes up the next turn at a seat. Its mark works once: a page that is sent
        twice, or gone back to, presses once."""
        if self.has_turn(seat) and not self.turn_of(seat):
            self.turns[seat.name] = world.fresh_bytes(8).hex()

    def use_turn(self, seat: Seat, mark: str) -> bool:
        """Use up the open turn. False where there is none, or it is not this one."""
        is_open = self.turn_of(seat)
        if not (is_open and self.has_turn(seat)):
            return False
        if not hmac.compare_digest(is_open.encode(), mark.encode("utf-8", "replace")):
            return False
        del self.turns[seat.name]
        self.taken[seat.name] += 1
        return True


class Rooms:
    """Every room there is. One process serves them all, as it does the staff views."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._rooms: dict[RoundId, Room] = {}

    def of(self, talk: Talk, said: tuple[Sentence, ...]) -> Room:
        """The room of a talk under way. One that is not remembered any more begins its vote
        again, and says so."""
        room = self._rooms.get(talk.id)
        if room is None or room.key != talk.room:
            room = Room(talk.room)
            self._rooms[talk.id] = room
            begin_anew(room, talk, said, "restarted")
        return room

    def known(self, rid: RoundId) -> Room | None:
        """The room of a talk, over or not, while it is remembered."""
        return self._rooms.get(rid)

    def open(self, talk: Talk, *, shared: bool) -> Room:
        """Make a room with fresh codes: one for a shared tablet, or one for each person."""
        self._forget_old()
        room = Room(talk.room)
        count, turns = (1, talk.count) if shared else (talk.count, 1)
        room.codes = dict.fromkeys(draw_codes(count, self.world.fresh_bytes), turns)
        self._rooms[talk.id] = room
        return room

    def enter(self, typed: str) -> str | None:
        """Use up a code. Returns what the device shows from then on; None for no such code."""
        code = read_code(typed)
        for rid, room in self._rooms.items():
            if code is not None and code in room.codes and room.over is None:
                turns = room.codes.pop(code)
                name = self.world.fresh_bytes(8).hex()
                if room.about == ABOUT_LIMITS:
                    room.moves += 1
                return f"{rid}.{name}.{turns}.{self._mark(room.key, rid, name, turns)}"
        return None

    def seat_at(self, shown: str) -> Seat | None:
        """The seat that a device shows; None for one made up, or of a room that is no more.

        Nothing about a device is kept: what it shows bears a mark that only we can make. After
        a restart the room is not known yet: ``talking.look_in`` finds it first.
        """
        rid, name, turns, mark = (*shown.split("."), "", "", "", "")[:4]
        room = self._rooms.get(RoundId(rid))
        if room is None or not (turns.isascii() and turns.isdigit() and len(turns) == 1):
            return None
        if not hmac.compare_digest(
            mark.encode("utf-8", "replace"),
            self._mark(room.key, RoundId(rid), name, int(turns)).encode(),
        ):
            return None
        return Seat(RoundId(rid), name, int(turns))

    def stage(self, watch: str) -> str:
        """Where the room stands that pages watch by this name: it changes when they should be
        loaded anew. The same for every room that is not there."""
        for rid, room in self._rooms.items():
            if hmac.compare_digest(self.watch(rid, room).encode(), watch.encode()):
                return f"{room.moves}"
        return "gone"

    def watch(self, rid: RoundId, room: Room) -> str:
        """The name pages watch a room by. It opens nothing."""
        return self.world.keys.code_hash(f"talk watch {rid} {room.key.hex()}")[:12].hex()

    def end(self, talk: Talk, how: str, host: str) -> None:
        """The talk is over: its room says how, to whoever still looks."""
        room = self._rooms.get(talk.id)
        if room is not None:
            room.codes.clear()
            room.hold(None, b"")
            room.over = Over(how, host, talk.decider, talk.hears_by, self.world.now(), talk.host)

    def _mark(self, key: bytes, rid: RoundId, name: str, turns: int) -> str:
        return self.world.keys.code_hash(f"talk seat {rid} {key.hex()} {name} {turns}").hex()

    def _forget_old(self) -> None:
        now = self.world.now()
        self._rooms = {
            rid: room
            for rid, room in self._rooms.items()
            if room.over is None or now - room.over.at < LINGERS
        }


def begin_anew(room: Room, talk: Talk, said: tuple[Sentence, ...], why: str) -> None:
    """Hold the vote that is due again, or none; what was pressed so far is forgotten."""
    waits = next((one for one in said if not one.stays), None)
    if talk.stage is Stage.AGREEING:
        room.hold(Vote(talk.pressing), ABOUT_LIMITS, why)
    elif talk.stage is Stage.READING_BACK:
        room.hold(ReadBack(talk.pressing), ABOUT_ALL, why)
    elif talk.stage is Stage.TALKING and waits is not None:
        room.hold(Vote(talk.pressing), waits.id, why)
    else:
        room.hold(None, b"", "")


def host_seat(talk: Talk) -> Seat:
    """Where the host presses."""
    return Seat(talk.id, HOST, 1)


PRESSES = tuple(Press)
"""The three buttons. Each turn shows them in an order drawn anew, so that where a finger went
tells nobody in the room what it pressed."""
