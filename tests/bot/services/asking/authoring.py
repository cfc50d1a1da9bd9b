"""An author with a phone: what they type and tap, how long it takes them, and what they see.

The model of their time: a tap takes 3 seconds, looking for it included; a message 10 seconds to
think and a quarter of a second a letter, which is a slow thumb.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from storage import drafts
from storage.drafts import KeptDraft
from surveys.people.roles import Role
from tests.bot.chatting import Chats, Chatter

A_TAP, A_MESSAGE, A_LETTER = 3.0, 10.0, 0.25
"""Unit: seconds."""


@dataclass
class Author:
    """One Expert by Experience at the card of a draft."""

    chats: Chats
    chatter: Chatter
    seconds: float = 0.0
    steps: int = 0
    counts: list[int] = field(default_factory=list)

    @classmethod
    async def at_a_new_draft(cls, chats: Chats, title: str = "Your bedroom") -> Author:
        """From nothing to a title."""
        made = cls(chats, await chats.add("Ash", role=Role.EBE, home=""))
        await made.types("/build")
        await made.taps("A new survey")
        if title:
            await made.types(title)
        made.asked()
        return made

    async def types(self, text: str) -> str:
        self.seconds += A_MESSAGE + A_LETTER * len(text)
        self.steps += 1
        await self.chatter.type(text)
        return self.card

    async def taps(self, *labels: str) -> str:
        for label in labels:
            self.seconds += A_TAP
            self.steps += 1
            await self.chatter.press(label)
        return self.card

    def asked(self) -> None:
        """A question is done: its steps are counted."""
        self.counts.append(self.steps)
        self.steps = 0

    @property
    def card(self) -> str:
        """What stands on the card, buttons and all."""
        shown = self.chatter.newest
        return "\n".join([shown.text, *(f"[{label}]" for label in shown.labels())])

    async def kept(self) -> KeptDraft:
        """The draft as it is kept."""
        async with self.chats.world.database.read() as db:
            pid = await self.chats.pid(self.chatter)
            (one,) = await drafts.list_drafts(db, self.chats.world.keys, pid)
        return one

    async def words(self) -> list[str]:
        """What the questions say, in their order."""
        return [one.text["en"] for one in (await self.kept()).draft.entries]
