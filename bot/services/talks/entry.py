"""The way in to a house talk: for ``/talk`` in chat, and for whoever refuses a round kindly."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Button, Say
from bot.services.knowing import Spoken, Visit
from bot.services.people.enrolling import slot_of
from bot.services.world import World
from bot.texts import say
from bot.wording.keyboards import help_button
from surveys.people.person import Address, Chat, Person


def talks_link(world: World, address: Address) -> str:
    """Where somebody's house talks are in the signed-in view; "" outside the browser chat.

    Unreleased words never travel through Telegram, so there is no link from there.
    """
    if address.chat is not Chat.WEB:
        return ""
    return f"{world.public_url}/c/{slot_of(world, address)}/staff/talks/"


def talk_button(world: World, here: Visit) -> Button | None:
    """The button that leads to house talks; None where there is no link to give."""
    link = talks_link(world, here.address)
    return Button(label=say("talk_entry.button", here.language), link=link) if link else None


async def offer(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Answer ``/talk``: what a house talk is, and where an Expert by Experience starts one."""
    helps = (help_button(here.language),)
    if not isinstance(here.who, Person) or not here.who.role.can_author:
        text = say("talk_entry.not_yours", here.language)
        return Spoken((Say(text=text, rows=(helps,)),), kind="notice")
    lines = [say(f"talk_entry.{key}", here.language) for key in ("what", "rules", "never")]
    button = talk_button(world, here)
    rows = (helps,) if button is None else ((button,), helps)
    lines.append(say("talk_entry.start" if button else "talk_entry.sign_in", here.language))
    return Spoken((Say(text="\n".join(lines), rows=rows),), kind="notice")
