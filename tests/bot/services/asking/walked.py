"""The same replies, once in a preview and once in a round, and what was shown each time."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from bot.outgoing import Button, Rows
from bot.services import knowing
from bot.services.asking import trying_out, walking
from bot.texts import say
from bot.wording.presses import read_press
from storage import envelopes, ledger, people, pilots, rounds
from surveys.anonymity.envelope import Envelope, pack
from surveys.definitions.survey import Survey
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.rounds.round import Round
from surveys.rounds.trying import Trial
from tests.bot.chatting import Chats, Chatter, Shown

Reply = tuple[str, str]
"""``tap`` and what a button carries but for its tag, or ``type`` and the words."""

TYPED = ("later nights", "skip", "back", "stop", "5", "/start", "3 May 2023", "1, 2", "send")
_SIX_WORDS = re.compile(r"(?<=take-back words:\n)[a-z]+(?: [a-z]+){5}$", re.MULTILINE)


@dataclass
class Walk:
    """One chat as it goes through a survey: what was shown after each reply."""

    chatter: Chatter
    tag: str
    kind: str = ""
    """What stands before every button: the preview's own kind, nothing in a round."""
    shown: list[list[str]] = field(default_factory=list)

    async def take(self, reply: Reply) -> None:
        """Give one reply; note what it changed, but for tag and mark."""
        does, what = reply
        before, popups = dict(self.chatter.shown), len(self.chatter.popups)
        if does == "type":
            await self.chatter.type(what)
        else:
            below = max((n for n, m in before.items() if m.rows), default=None)
            own = self.kind if "TAG" in what else ""
            await self.chatter.tap(own + what.replace("TAG", self.tag), below)
        new = [
            self._plain(one)
            for number, one in sorted(self.chatter.shown.items())
            if before.get(number) != one
        ]
        toasts = [plain(one) for one in self.chatter.popups[popups:]]
        self.shown.append([*toasts, *new])

    def _plain(self, one: Shown) -> str:
        """A message but for tag and mark. What is typed outside any sitting is answered with
        where somebody really is."""
        if one.text.startswith(say("home.nobody_reads")):
            return "nobody reads"
        return f"{plain(one.text)}\n{self._plain_rows(one.rows)}"

    def _plain_rows(self, shown: Rows) -> list[list[tuple[str, str, str]]]:
        return [[plain_button(one, self.tag) for one in row] for row in rows(shown)]


def plain(text: str) -> str:
    """A text without its mark, and without the six words, which are drawn each time."""
    for mark in ("trying.mark", "trying.mark_pilot"):
        text = text.removeprefix(f"{say(mark)}\n\n")
    example = say("trying.words", words="")
    return _SIX_WORDS.sub("SIX WORDS", text.removeprefix(example)) if example else text


def rows(shown: Rows) -> Rows:
    """The rows without the way out of a preview."""
    out = {say("trying.end"), say("trying.end_pilot")}
    return tuple(row for row in shown if row[0].label not in out)


def plain_button(button: Button, tag: str) -> tuple[str, str, str]:
    """What a button shows and does, whoever's it is."""
    return button.label, carried(button, tag), button.picture


def carried(button: Button, tag: str) -> str:
    """What a button carries, but for its tag and for the kind that makes it a preview's."""
    return button.press.removeprefix("pv:").replace(tag, "TAG")


def could_say(walk: Walk, drawn: random.Random) -> Reply:
    """Something that can be done next: a button of the last card, or words."""
    if drawn.random() < 0.25:
        return "type", drawn.choice(TYPED)
    below = max(n for n, m in walk.chatter.shown.items() if m.rows)
    offered = [
        carried(button, walk.tag)
        for row in rows(walk.chatter.shown[below].rows)
        for button in row
        if "TAG" in carried(button, walk.tag)
    ]
    onward = [one for one in offered if not one.startswith(("tear", "no", "later", "b:"))]
    return "tap", drawn.choice(onward or offered or ["go:TAG"])


def next_on(walk: Walk) -> Reply | None:
    """The button that goes on towards Send; None where it is there, or was pressed."""
    below = max(n for n, m in walk.chatter.shown.items() if m.rows)
    there = [carried(one, walk.tag) for row in walk.chatter.shown[below].rows for one in row]
    if {"send:TAG", "words:TAG"} & set(there):
        return None
    for kind in ("lo:TAG", "s:TAG", "d:TAG", "sh:TAG", "f:TAG", "go:TAG"):
        for one in there:
            if one.startswith(kind):
                return "tap", one
    return "tap", "go:TAG"


async def whoever(chats: Chats, chatter: Chatter) -> Person:
    async with chats.world.database.read() as db:
        person = await people.find_person(db, chats.world.keys, chatter.address)
    assert person is not None
    return person


async def trial_of(chats: Chats, chatter: Chatter) -> Trial | None:
    async with chats.world.database.read() as db:
        person = await people.find_person(db, chats.world.keys, chatter.address)
        assert person is not None
        return await pilots.load_trial(db, chats.world.keys, person.id)


async def preview(chats: Chats, chatter: Chatter, survey: Survey) -> Trial:
    """Begin a preview in somebody's chat."""
    person = await whoever(chats, chatter)
    async with chats.world.database.write() as db:
        said = await trying_out.preview(db, chats.world, person, survey)
        here = await knowing.visit(db, chats.world, chatter.address)
        await knowing.utter(db, chats.world, here, said)
    await chats.deliver()
    trial = await trial_of(chats, chatter)
    assert trial is not None
    return trial


async def same_round(chats: Chats, chatter: Chatter, trial: Trial) -> Round:
    """The round that a preview shows, opened for real, asking whoever previewed it."""
    round_ = replace(walking.round_of(chats.world, trial), id=RoundId("real"), tag="real01")
    chats.world.keys.make_round_keys(round_.id)
    pids = [await chats.pid(chatter)]
    empty = pack(Envelope(None), round_.envelope_size)
    async with chats.world.database.write() as db:
        await rounds.add_round(db, round_)
        await ledger.open_ledger(db, round_.id, pids)
        await envelopes.open_envelopes(db, chats.world.keys, round_.id, pids, empty)
    return round_


def kind_of(code: str) -> str:
    """The kind of a button."""
    read = read_press(code)
    return "" if read is None else read.kind
