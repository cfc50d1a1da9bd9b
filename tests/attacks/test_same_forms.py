"""D4: two rounds whose results print the same look the same, wherever anybody can look."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from bot.services.results import reporting
from bot.services.results.reporting import Format
from storage import envelopes, ledger, people
from surveys.anonymity.envelope import Envelope, pack
from surveys.definitions.questions import NonAnswer, Scale, SeveralChoices
from surveys.definitions.survey import Survey
from surveys.flow.answers import Answer, Chose, Declined, Rated, Wrote
from surveys.flow.replies import Sharing
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round, State
from tests.attacks.field import CHANGE, HOMES, RID, STAFF, SURVEY, TEA, Hearing, House, house_in
from tests.attacks.looking import browser, everything, in_chat, on_the_command_line
from tests.attacks.where import Disk

CALM, FUN = QuestionKey("calm"), QuestionKey("fun")
ASKED = 48
WIDE = Survey.model_validate(
    SURVEY.model_dump()
    | {
        "questions": (
            *SURVEY.questions,
            Scale(id=CALM, text={"en": "How calm is it?"}, labels=({"en": "not"}, {"en": "very"})),
            SeveralChoices(
                id=FUN,
                text={"en": "What is good?"},
                choices=tuple(
                    {"value": v, "label": {"en": v.title()}} for v in ("games", "films", "food")
                ),
            ),
        )
    }
)
Counts = Mapping[str, int]


def people_of(counts: Mapping[str | int, int], total: int) -> list[str | int | None]:
    """One answer each; None for those who skipped."""
    said: list[str | int | None] = [value for value, times in counts.items() for _ in range(times)]
    return said + [None] * (total - len(said))


PAIRS = {
    "twenty-four": (
        {"total": 24, "tea": {"six": 14, "seven": 8, "other": 2}, "calm": {1: 13, 5: 9},
         "fun": {"games": 13, "films": 4}, "wrote": 14},
        {"total": 23, "tea": {"six": 13, "seven": 9, "other": 1}, "calm": {1: 14, 5: 8},
         "fun": {"games": 16, "films": 6}, "wrote": 20},
    ),
    "fourteen": (
        {"total": 14, "tea": {"six": 6, "seven": 5, "other": 3}, "calm": {3: 10},
         "fun": {"games": 11, "food": 6}, "wrote": 9},
        {"total": 15, "tea": {"six": 8, "seven": 5, "other": 2}, "calm": {3: 13},
         "fun": {"games": 14, "food": 8}, "wrote": 13},
    ),
    "seven": (
        {"total": 7, "tea": {"six": 7}, "calm": {2: 6}, "fun": {"games": 6}, "wrote": 5},
        {"total": 8, "tea": {"six": 8}, "calm": {2: 7, 3: 1}, "fun": {"games": 7}, "wrote": 7},
    ),
}  # fmt: skip
"""Counts in which nearly every number differs and every printed form is the same."""


async def asked(root: Path, compare: bool) -> None:
    """An organisation with an open round, up to the first envelope."""
    (root / "temp").mkdir(parents=True)
    async with house_in(root) as house:
        house.delivers = False
        await house.hire()
        async with house.world.database.write() as db:
            for place in range(ASKED):
                person = Person(
                    ParticipantId(bytes([place]) * 16),
                    Role.YOUNG_PERSON,
                    Kind.CARE_LEAVER if place % 2 else Kind.YOUNG_PERSON,
                    f"Wren{place}",
                    "" if place % 2 else HOMES[place % 3],
                    Address(Chat.WEB, 20_000 + place),
                )
                await people.add_person(db, house.world.keys, person)
        by_kind = (Breakdown(Trait.KIND, (TEA,)),) if compare else ()
        await house.launch(survey=WIDE, compare=by_kind)


async def send(house: House, round_: Round, counts: Mapping[str, object]) -> None:
    """Envelopes as Send leaves them. Only nine of the texts may be shown, whoever else wrote."""
    total = int(str(counts["total"]))
    teas = people_of(counts["tea"], total)  # type: ignore[arg-type]
    calm = people_of(counts["calm"], total)  # type: ignore[arg-type]
    fun: Counts = counts["fun"]  # type: ignore[assignment]
    wrote = int(str(counts["wrote"]))
    skipped = Declined(NonAnswer.SKIPPED)
    async with house.world.database.write() as db:
        for place in range(total):
            ticked = tuple(value for value, times in fun.items() if place < times)
            mine, point = teas[place], calm[place]
            given: dict[QuestionKey, Answer] = {
                TEA: Chose((str(mine),)) if mine else skipped,
                CALM: Rated(int(point)) if point else skipped,
                FUN: Chose(ticked) if ticked else skipped,
                CHANGE: Wrote(f"thing {place}") if place < wrote else skipped,
            }
            shown = Sharing.MY_WORDS if place < 5 else Sharing.READERS_ONLY
            sent = Sitting(stage=Stage.SENT, answers=given, sharing=shown)
            packed = pack(Envelope(sent), round_.envelope_size)
            pid = ParticipantId(bytes([place]) * 16)
            await envelopes.save_envelope(db, house.world.keys, round_.id, pid, packed)
            await ledger.mark(db, round_.id, pid, Standing.SUBMITTED)


async def looked_at(root: Path, counts: Mapping[str, object]) -> dict[str, str | bytes]:
    """From the close to the release, and then all that anybody can open, in every role."""
    async with house_in(root) as house:
        house.delivers = False
        for place, (nick, _) in enumerate(STAFF):
            house.staff[nick] = cast(Hearing, house.at(Address(Chat.WEB, 7_000_001 + place)))
        round_ = await house.round()
        house.clock.at = round_.opens_at
        await send(house, round_, counts)
        house.clock.on(days=8)
        await house.tick()
        assert (await house.round()).state is State.SEALED
        drawn = random.Random(7)
        house.world = replace(house.world, chance=random.Random(8), fresh_bytes=drawn.randbytes)
        await house.read_and_release()
        house.delivers = True
        seen: dict[str, str | bytes] = {}
        seen |= await everything_released(house, root, round_)
        for format in Format:
            exported = await reporting.export_released(house.world, RID, format)
            assert exported
            seen[f"file {format.value}"] = exported
        seen |= await headers(house, round_)
    return seen


async def everything_released(house: House, root: Path, round_: Round) -> dict[str, str]:
    """Chats, signed-in pages and the command line."""
    found = await everything(house, root, round_.tag, "nothing")
    # Whoever reads before the release sees every word, and so how many there are.
    seen = {what: shown for what, shown in found.items() if " read/" not in what}
    for place in (0, 1, ASKED - 1):  # who sent first, second, and who did not
        chatter = cast(Hearing, house.at(Address(Chat.WEB, 20_000 + place)))
        seen |= await in_chat(chatter, f"asked {place}", round_.tag, ("/report",))
        seen[f"asked {place} result"] = await chatter.tap(f"res:{round_.tag}")
    out = root / "out.json"
    ran = await on_the_command_line(
        root, "round list", f"round status {RID}", f"report {RID} --out {out}"
    )
    return {
        what.replace(str(root), ""): _plain(shown.replace(str(root), ""))
        for what, shown in (seen | ran).items()
    }


async def headers(house: House, round_: Round) -> dict[str, str | bytes]:
    """What is said about a file beside it: its name, its length, its kind."""
    found: dict[str, str | bytes] = {}
    async with browser(house) as pages:
        at = await pages.sign_in(house.staff["Jo"])
        for end in ("result", "result.csv", "result.json", "result.html"):
            path = f"{at}/staff/rounds/{round_.tag}/{end}"
            async with pages.client.get(path) as answer:
                kept = {k: v for k, v in answer.headers.items() if k not in {"Date", "Set-Cookie"}}
                found[f"headers {end}"] = _plain(str(sorted(kept.items())))
                found[f"bytes {end}"] = await answer.read() if end != "result" else b""
    return found


def _plain(shown: str) -> str:
    return re.sub(r"/[\w./-]*out\.json|/c/\w+|nonce-[\w+/=-]+", "", shown)


@pytest.mark.parametrize("compare", [False, True], ids=["everybody", "groups"])
@pytest.mark.parametrize("size", PAIRS)
@pytest.mark.full
async def test_d4_rounds_that_print_the_same_are_the_same_wherever_anybody_looks(
    first: Disk, tmp_path: Path, size: str, compare: bool
) -> None:
    """Chat, staff page, HTML, CSV, JSON, titles, order, bar lengths, names and lengths of files,
    the command line: byte for byte. Two copies of one organisation, whose people answer
    differently.

    Fails when a screen, a file or its headers hold anything worked out from a count: a bar drawn
    to it, rows sorted by it, a total, a share, or how many files there are.
    """
    counts, others = PAIRS[size]
    await asked(first.root, compare)
    second = first.copied(tmp_path / "other")
    one = await looked_at(first.root, counts)
    two = await looked_at(second, others)

    assert set(one) == set(two)
    for what, shown in one.items():
        assert shown == two[what], what
    assert any(b"tea" in shown for shown in one.values() if isinstance(shown, bytes))
    assert len(one) > 60
