"""Trying out: the preview is what a young person sees, and nothing of it is kept."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.clock import fresh_bytes
from bot.services.operating import purging
from bot.texts import say
from storage import concerns
from storage.pilots import TrialRow
from surveys.library import list_library, load_library
from surveys.people.person import Chat
from surveys.people.roles import Role
from tests.attacks.access.table import dump
from tests.bot.chatting import Chats, consent
from tests.bot.services.asking.walked import (
    Walk,
    could_say,
    next_on,
    preview,
    same_round,
    trial_of,
)
from tests.surveys.everything import EVERY_TYPE

pytestmark = pytest.mark.sqlite_only

SURVEYS = {entry.key: load_library(entry.key) for entry in list_library()}
SURVEYS["every-type"] = EVERY_TYPE
IN_A_CHAT = [(tuple(Chat)[place % 2], key) for place, key in enumerate(SURVEYS)]
IN_A_CHAT.append((tuple(Chat)[len(SURVEYS) % 2], "every-type"))
"""Each survey in one of the two chats, the one with every type of question in both."""

AT_THE_END = [
    ("tap", one)
    for one in (
        *("fq:TAG", "f:TAG:1", "shq:TAG", "sh:TAG:2", "ch:TAG:0", "go:TAG", "s:TAG:0"),
        *("send:TAG", "words:TAG", "go:TAG", "ok:TAG:0", "ex:TAG", "no:TAG", "later:TAG"),
        *("e:TAG:1", "l:TAG:cy", "tear:TAG", "keepit", "tearyes:TAG"),
    )
]
"""What can be tapped once everything was asked, old buttons among it."""


@pytest.mark.full
@pytest.mark.parametrize(("chat", "survey"), IN_A_CHAT, ids=str)
async def test_a_preview_shows_what_a_real_sitting_shows(
    chats: Chats, chat: Chat, survey: str
) -> None:
    """Same texts, same buttons, reply after reply, but for tag and mark.

    An author who saw something else would ask what young people are not asked. Both draw one
    order of turns: each person has their own.
    """
    same = random.Random(f"{survey} {chat}").randbytes(8)
    chats.world = replace(
        chats.world, fresh_bytes=lambda count: same if count == len(same) else fresh_bytes(count)
    )
    kit = await chats.add("Kit", role=Role.EBE, chat=chat)
    trial = await preview(chats, kit, SURVEYS[survey])
    tried, drawn = Walk(kit, trial.tag, "pv:"), random.Random(survey)
    replies = [("tap", "go:TAG"), *(("tap", f"ok:TAG:{place}") for place in range(3))]
    for reply in replies:
        await tried.take(reply)
    for _ in range(30):
        replies.append(could_say(tried, drawn))
        await tried.take(replies[-1])
    for _ in range(60):
        onward = next_on(tried)
        if onward is None:
            break
        replies.append(onward)
        await tried.take(onward)
    assert next_on(tried) is None, tried.shown[-3:]
    for reply in AT_THE_END:
        replies.append(reply)
        await tried.take(reply)
    assert await trial_of(chats, kit) is None

    round_ = await same_round(chats, kit, trial)
    real = Walk(kit, round_.tag)
    for place, reply in enumerate(replies):
        await real.take(reply)
        assert real.shown[place] == tried.shown[place], (place, reply)


async def test_every_card_of_a_preview_says_that_nothing_is_kept(chats: Chats) -> None:
    """Whoever takes a preview for a round believes that somebody was told something."""
    kit = await chats.add("Kit", role=Role.EBE)
    trial = await preview(chats, kit, EVERY_TYPE)
    walk = Walk(kit, trial.tag, "pv:")
    for reply in [("tap", f"ok:TAG:{place}") for place in range(3)]:
        await walk.take(reply)
    while (onward := next_on(walk)) is not None:
        await walk.take(onward)
    await walk.take(("tap", "send:TAG"))

    told = [one for one in kit.shown.values() if one.text != say("trying.begin")]
    assert all(one.text.startswith(say("trying.mark")) for one in told)
    asked = [one for one in told if one.rows]
    assert all(one.rows[-1][0].press == f"pv:end:{trial.tag}" for one in asked)
    assert kit.popups[-1].startswith("Only an example. It opens nothing.")


async def test_a_preview_and_a_round_never_take_each_others_taps(chats: Chats) -> None:
    """One wrong tag would send what was only tried out, or try out what was meant."""
    kit = await chats.add("Kit", role=Role.EBE)
    round_ = await chats.open_round(kit)
    before = await chats.envelope(round_, kit)
    trial = await preview(chats, kit, EVERY_TYPE)

    for code in (f"pv:go:{round_.tag}", f"pv:ok:{round_.tag}:0", "pv:ok:ffffffffffff:0"):
        assert await kit.tap(code) == say("trying.over")
    for code in (f"go:{trial.tag}", f"ok:{trial.tag}:0", f"send:{trial.tag}"):
        assert await kit.tap(code) == say("refused.not_yours")
    for code in ("pv", "pv:", "pv:go", "pv::", "pi:n", f"pv:pv:{trial.tag}", f"pv:zz:{trial.tag}"):
        assert await kit.tap(code)

    assert await trial_of(chats, kit) == trial
    assert await chats.envelope(round_, kit) == before


async def test_of_a_preview_nothing_stays_in_any_table(chats: Chats) -> None:
    """ "Nothing is kept" is said on every card."""
    kit = await chats.add("Kit", role=Role.EBE)
    await kit.type("/privacy")
    before = await dump(chats.world)
    trial = await preview(chats, kit, SURVEYS["food-honestly"])
    await kit.tap(f"pv:ok:{trial.tag}:0")
    assert (await dump(chats.world))["trials"]
    await kit.press("Stop the preview")

    after = await dump(chats.world)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


async def test_a_preview_that_was_left_goes_with_the_next_day(chats: Chats) -> None:
    """Few people stop a preview; most just go on to something else."""
    kit = await chats.add("Kit", role=Role.EBE)
    await preview(chats, kit, EVERY_TYPE)
    chats.clock.on(days=1)
    await purging.end_short_lived(chats.world)
    assert await trial_of(chats, kit) is not None
    chats.clock.on(days=1)
    await purging.end_short_lived(chats.world)

    assert await trial_of(chats, kit) is None


async def test_words_in_a_preview_are_looked_at_for_danger(chats: Chats) -> None:
    """An author is a person too, and may mean what they type."""
    kit = await chats.add("Kit", role=Role.EBE)
    trial = await preview(chats, kit, EVERY_TYPE)
    walk = Walk(kit, trial.tag, "pv:")
    for reply in [("tap", f"ok:TAG:{place}") for place in range(3)]:
        await walk.take(reply)

    said = await kit.type("I want to kill myself tonight")

    assert "116 123" in said or "999" in said
    async with chats.world.database.read() as db:
        assert len(await concerns.list_concerns(db, chats.world.keys)) == 1


async def test_words_typed_after_a_preview_go_where_they_always_go(chats: Chats) -> None:
    """Somebody who is back in their round must not answer into a preview."""
    kit = await chats.add("Kit", role=Role.EBE)
    round_ = await chats.open_round(kit)
    trial = await preview(chats, kit, EVERY_TYPE)
    await consent(kit, round_)
    await kit.type("yes")

    sitting = (await chats.envelope(round_, kit)).sitting
    assert sitting is not None
    assert len(sitting.answers) == 1
    assert await trial_of(chats, kit) == trial


async def test_a_walk_is_as_long_whatever_was_answered(chats: Chats) -> None:
    """From outside only the survey's own length can be seen."""
    kit = await chats.add("Kit", role=Role.EBE)
    trial = await preview(chats, kit, SURVEYS["food-honestly"])
    sizes = {await _size(chats)}
    walk = Walk(kit, trial.tag, "pv:")
    for reply in [("tap", f"ok:TAG:{place}") for place in range(3)]:
        await walk.take(reply)
    while (onward := next_on(walk)) is not None:
        await walk.take(onward)
        sizes.add(await _size(chats))

    assert len(sizes) == 1


async def _size(chats: Chats) -> int:
    async with chats.world.database.read() as db:
        body = await db.scalar(select(TrialRow.body_enc))
    assert body is not None
    return len(body)
