"""From outside, with the whole house: whoever is in danger is met, and those who must know do."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.services.operating import watching
from storage import envelopes
from surveys.anonymity.envelope import unpack
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Telling
from tests.attacks import intruder
from tests.attacks.endangered import (
    ABUSE,
    CHOICE,
    NOW,
    Watched,
    at_the_words,
    house_with,
    quiet,
    somebody,
    texts,
)
from tests.attacks.field import HOMES, Hearing, Past, begin, sit

NUMBERS = ("999", "0800 1111", "85258")


def broken(text: str) -> screening.Screening:
    """What the check gives where it cannot run."""
    return screening.FAILED


async def test_g3_a_check_that_breaks_gives_everybody_numbers_and_alarms_once(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails safe: every text of one's own gets the card, the answer is saved all the same, and
    administrators hear it once, however often it fails.

    Fails when a check that cannot run is taken for "nothing there".
    """
    monkeypatch.setattr(screening, "screen", broken)
    async with house_with(past, tmp_path) as house:
        alarms = watching.Alarms(house.world)
        house.world = replace(house.world, check_failed=alarms.check_failed)
        chatter = await at_the_words(house, past)
        said = await chatter.type("we never get pudding")
        await chatter.type("/stop")
        again = await chatter.type("nor crumpets")
        await alarms.settle()
        await house.deliver()
        told = [text for text in texts(house.staff["Lee"]) if "check" in text]
        kept = await house.kept()

    assert all(number in said for number in NUMBERS), said
    assert all(number in again for number in NUMBERS), again
    assert "Saved" in said or "words" in said
    assert len(told) == 1
    assert kept == []


async def test_g4_nothing_is_asked_or_kept_before_the_limits_were_accepted(
    past: Past, tmp_path: Path
) -> None:
    """In both chats, whatever is typed or pressed first: no question, no answer; danger in such
    words is met all the same."""
    async with house_with(past, tmp_path) as house:
        round_ = await house.round()
        for chat in Chat:
            chatter = await house.move_in(f"Fresh{chat.value}", HOMES[0], chat)
            assert "tea" not in (await chatter.command("/start")).casefold().replace(
                "tea time", ""
            )
        chatter = somebody(house, past)
        said = [
            await chatter.tap(f"go:{round_.tag}"),
            await chatter.type("At six"),
            await chatter.tap(f"a:{round_.tag}:0:0"),
            await chatter.type(ABUSE),
        ]
        pid = await house.pid(chatter)
        async with house.world.database.read() as db:
            blob = await envelopes.load_envelope(db, house.world.keys, round_.id, pid)
        (concern,) = await house.kept()

    assert blob is not None
    sitting = unpack(blob).sitting
    assert sitting is None or not sitting.answers
    assert not any("When should tea be?" in one for one in said)
    assert all(number in said[-1] for number in NUMBERS[1:])
    assert concern.question is None


async def _states(house: Watched, past: Past) -> dict[str, Hearing]:
    """People in every state the chat knows."""
    round_ = await house.round()
    found: dict[str, Hearing] = {"asked": somebody(house, past)}
    for name, chat in (("new", Chat.WEB), ("new in Telegram", Chat.TELEGRAM)):
        found[name] = await house.move_in(name.title(), HOMES[0], chat)
    found["sent"] = house.of(past.authors[0])
    found["stopped half way"] = house.of(past.others[0])
    found["staff"] = house.staff["Jo"]
    found["lead"] = house.staff["Mina"]
    found["duty phone"] = house.staff["Duty"]
    stranger = house.stranger()
    assert isinstance(stranger, Hearing)
    found["stranger"] = stranger
    reviewing = house.of(past.authors[1])
    await reviewing.tap(f"go:{round_.tag}")
    found["looking at what was sent"] = reviewing
    return found


async def test_g5_help_is_one_tap_and_one_word_away_in_every_state(
    past: Past, tmp_path: Path
) -> None:
    """Both chats, asked or not, sent or half way, strangers and staff; and it leaves no trace.

    Fails when a state swallows the word, or the button is not answered there.
    """
    async with house_with(past, tmp_path) as house:
        everybody = await _states(house, past)
        await house.deliver()
        before = intruder.tables(tmp_path / "data" / "earshot.db")
        for state, chatter in everybody.items():
            for way in ("help", "/help", "HELP ME"):
                said = await chatter.type(way)
                assert sum(number in said for number in NUMBERS) >= 2, (state, way, said)
            said = await chatter.tap("help")
            assert sum(number in said for number in NUMBERS) >= 2, (state, said)
        rows = intruder.tables(tmp_path / "data" / "earshot.db")

    changed = {name for name in rows if rows[name] != before[name]}
    assert changed <= {"seen_updates", "participants", "envelopes"}, changed
    assert rows["audit"] == before["audit"]


async def test_g5_an_adult_is_asked_to_come_with_a_name_a_house_and_no_word(
    past: Past, tmp_path: Path
) -> None:
    """After abuse at home the button is there; after harm by staff it is not. The duty phone
    reads nothing of what was written, nor that anything was."""
    async with house_with(past, tmp_path) as house:
        ann = await house.move_in("Annwood", HOMES[0], Chat.WEB)
        said = await ann.type(ABUSE)
        await ann.press("Ask an adult")
        heard = texts(house.staff["Duty"])
        bea = await house.move_in("Beawood", HOMES[0], Chat.WEB)
        await bea.type("a worker hurt me")
        labels = [label for each in bea.shown.values() for label in each.labels()]

    assert "Ask an adult" not in said  # a button, no line
    assert len(heard) == 1
    assert "Annwood" in heard[0]
    assert HOMES[0] in heard[0]
    for word in ("abuse", "hit", "dad", "urgent", "concern", "C-", "zibblewick"):
        assert word not in heard[0]
    assert not [label for label in labels if label.startswith("Ask an adult")]


async def test_g6_the_author_has_the_numbers_within_two_seconds_and_before_anybody_is_told(
    past: Past, tmp_path: Path
) -> None:
    """With fourteen people and a dozen open concerns: the reply, the concern, when it is due
    and the ping stand after one commit, and the ping may not go yet."""
    async with house_with(past, tmp_path) as house:
        for author in past.authors:
            await house.of(author).type(f"{ABUSE} {author.nick[:3]}")
        chatter = await at_the_words(house, past)
        heard = {nick: len(one.heard) for nick, one in house.staff.items()}
        began = time.perf_counter()
        said = await chatter.type(NOW)
        took = time.perf_counter() - began
        at_once = {nick: len(one.heard) for nick, one in house.staff.items()}
        owed = intruder.tables(tmp_path / "data" / "earshot.db")["outbox"]
        told = await house.after(seconds=6)
        pid = await house.pid(chatter)
        theirs = [one for one in await house.kept() if one.author == pid]

    assert took < 2, took
    assert all(number in said for number in NUMBERS)
    assert said.index("I'm telling Mina, safeguarding lead.") > 0
    assert at_once == heard
    assert len(owed) == 13
    assert [text for text in told["Mina"] if "urgent" in text]
    assert [one.telling for one in theirs] == [Telling.TOLD_FIRST]


@pytest.mark.parametrize("where", ["nickname", "other", "stranger", "closed", "sent"])
async def test_g13_danger_is_heard_wherever_it_is_typed(
    past: Past, tmp_path: Path, where: str
) -> None:
    """Beside a choice, from somebody nobody invited, after the close, after sending."""
    async with house_with(past, tmp_path) as house:
        chatter = somebody(house, past)
        if where == "nickname":
            said = await house.stranger().type(f"/start {NOW}")
        elif where == "other":
            await begin(chatter, await house.round())
            await chatter.press("Something else")
            said = await chatter.type(NOW)
        elif where == "stranger":
            said = await house.stranger().type(NOW)
        elif where == "closed":
            house.clock.on(days=8)
            await house.tick()
            said = await chatter.type(NOW)
        else:
            await sit(chatter, await house.round(), text="more pudding")
            said = await chatter.type(NOW)

    assert all(number in said for number in NUMBERS[:2]), said


async def test_g13_a_forwarded_cry_for_help_is_answered_with_numbers(
    past: Past, tmp_path: Path
) -> None:
    """A friend's "tonight I do it", passed on to the bot because nobody else is awake. It may be
    kept nowhere and told to nobody, but whoever sent it needs the numbers then."""
    async with house_with(past, tmp_path) as house:
        origin = {"type": "hidden_user", "date": 1, "sender_user_name": "My friend"}
        said = await somebody(house, past).type(NOW, forward_origin=origin)

    assert all(number in said for number in NUMBERS[:2]), said


async def test_g13_what_a_stranger_writes_is_kept_nowhere(past: Past, tmp_path: Path) -> None:
    """Nobody knows who it is, so nobody is told, and that is said."""
    async with house_with(past, tmp_path) as house:
        said = await house.stranger().type(NOW)
        told = await house.after(minutes=11)
        kept = await house.kept()
        rows = intruder.tables(tmp_path / "data" / "earshot.db")
        opened = intruder.open_boxes(rows, house.world.keys)

    assert "nobody is told" in said
    assert (told, kept) == ({}, [])
    assert not any(b"quorvelamp" in box for boxes in opened.values() for box in boxes)
    assert intruder.find(tmp_path, ["quorvelamp"]) == []


async def test_g8_no_reply_does_what_the_plan_said_and_what_the_card_said(
    past: Past, tmp_path: Path
) -> None:
    """Both ways: told after thirty minutes, or gone after thirty minutes. Never the other."""
    for choice in ("tell", "leave"):
        into = tmp_path / choice
        async with house_with(past, into) as house:
            policy = house.world.policy
            plan = policy.plan.model_validate(
                {**policy.plan.model_dump(by_alias=True), "sev2_no_reply": choice}
            )
            house.world = replace(house.world, policy=policy.model_copy(update={"plan": plan}))
            chatter = somebody(house, past)
            said = await chatter.type(CHOICE)
            early = await house.after(minutes=29)
            late = await house.after(minutes=2)
            later = await house.after(seconds=10)
            kept = await house.kept()
        assert early == {}
        if choice == "tell":
            assert "I tell them: your words, and that it's you." in said
            assert "Mina" in late | later
            assert len(kept) == 1
            assert "You didn't pick one." in texts(chatter)[-1]
        else:
            assert "I tell nobody." in said
            assert (late, later, kept) == ({}, {}, [])


async def test_g10_who_lives_or_works_where_it_happened_hears_nothing(
    past: Past, tmp_path: Path
) -> None:
    """Harm by staff: a lead and a deputy of that home, and whoever is named, get no ping, no
    letter, no page, and no row in the outbox with their id, ever; the outside person is first."""
    async with house_with(past, tmp_path) as house:
        home = quiet(past).home
        below = await house.employ("Perrin", Role.SAFEGUARDING_LEAD, home, 7_200_001)
        await house.employ("Wilf", Role.SAFEGUARDING_DEPUTY, home, 7_200_002)
        chatter = somebody(house, past)
        await chatter.type("brindlecot a worker hurt me and Mina watched, Dee too")
        seen: set[bytes] = set()
        told: set[str] = set()
        for _ in range(8):
            rows = intruder.tables(tmp_path / "data" / "earshot.db")["outbox"]
            seen |= {intruder.raw(row["to_pid"]) for row in rows if row["to_pid"]}
            told |= set(await house.after(minutes=250))
        forbidden = {bytes(await house.pid(house.staff[n])) for n in ("Perrin", "Wilf", "Mina")}

    assert told >= {"Omar", "Tess"}
    assert told & {"Perrin", "Wilf", "Mina", "Dee", "Duty"} == set()
    assert not seen & forbidden
    assert texts(below) == []


async def test_g10_harm_by_somebody_known_only_by_their_first_name_is_harm_by_staff(
    past: Past, tmp_path: Path
) -> None:
    """ "perrin touched me", and Perrin works here: what no sign knows is found, and neither Perrin
    nor the deputy of that home hears of it.

    Fails when the check for danger does not know who works here.
    """
    async with house_with(past, tmp_path) as house:
        home = quiet(past).home
        await house.employ("Perrin", Role.LISTENER, home, 7_200_001)
        await house.employ("Wilf", Role.SAFEGUARDING_DEPUTY, home, 7_200_002)
        chatter = somebody(house, past)
        await chatter.type("brindlecot perrin touched me")
        (kept,) = await house.kept()
        told: set[str] = set()
        for _ in range(8):
            told |= set(await house.after(minutes=250))

    assert kept.category == "staff_abuse"
    assert told >= {"Omar"}
    assert told & {"Perrin", "Wilf", "Duty"} == set()
