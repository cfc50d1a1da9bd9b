"""Alerting: who is told, in which order and when; what they do; and who may see what."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from bot.outgoing import Say
from bot.services.owing import OUTGOING
from bot.services.safeguarding import alerting, clocking
from bot.services.safeguarding.rehearsing import last_rehearsal, rehearse
from storage import audit, concerns, listeners, outbox, people
from storage.listeners import Listener
from surveys.people.person import Address, Chat
from surveys.people.roles import Role
from surveys.safeguarding import routing
from surveys.safeguarding.concern import Telling
from surveys.safeguarding.plan import NoReply, Plan
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted, a_rota

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
async def rota(chats: Chats) -> Alerted:
    return await a_rota(chats)


async def test_g6_the_ping_can_not_go_before_what_the_author_is_told(rota: Alerted) -> None:
    """Told first, then told: owed in one transaction, and due five seconds apart."""
    concern = await rota.alert()

    assert await rota.told() == {}
    assert await rota.after(seconds=4) == {}
    assert list(await rota.after(seconds=1)) == ["Mina"]
    assert concern.alerted == (await rota.pid("Mina"),)


async def test_g6_a_transaction_that_fails_leaves_neither_a_concern_nor_a_ping(
    rota: Alerted,
) -> None:
    """State and what is owed are one: there is no ping without a concern, nor the reverse."""
    made = await rota.concern()

    async def die_after_it() -> None:
        async with rota.world.database.write() as db:
            await alerting.alert(db, rota.world, made)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await die_after_it()
    async with rota.world.database.read() as db:
        assert await concerns.list_concerns(db, rota.world.keys) == []
        assert await outbox.count_owed(db) == 0


async def test_g7_nobody_acknowledges_and_each_of_the_route_is_told_in_time(rota: Alerted) -> None:
    """Ten minutes each at severity 3; the young person is told so; then it starts again."""
    concern = await rota.alert()
    await rota.after(seconds=5)
    assert await rota.after(minutes=9, seconds=54) == {}
    told = await rota.after(seconds=1)
    assert sorted(told) == ["Ann", "Dee"]
    assert told["Ann"][0].startswith(
        "No one has opened it yet. Ring 999 or go to an adult you trust."
    )
    assert list(await rota.after(minutes=10)) == ["Omar"]
    assert list(await rota.after(minutes=10)) == ["Tess"]
    again = await rota.after(minutes=10)
    assert sorted(again) == ["Lee", "Mina"]
    assert "starts again at the top" in again["Lee"][0]
    assert list(await rota.after(minutes=10)) == ["Dee"]
    seen = await rota.do(alerting.acknowledge, concern.handle, await rota.person("Tess"))
    assert (await rota.told())["Ann"] == [
        "A person has it now. Tess, trustee, has opened what you said."
    ]
    assert await rota.after(minutes=9) == {}
    assert seen.seen_by == await rota.pid("Tess")


async def test_g7_severity_two_waits_four_hours_for_each(rota: Alerted) -> None:
    """Serious, and not now."""
    await rota.alert(severity=2)
    await rota.after(seconds=5)
    assert await rota.after(hours=3, minutes=59) == {}
    told = await rota.after(minutes=1)

    assert sorted(told) == ["Ann", "Dee"]
    assert told["Ann"][0].startswith("No one has opened it yet. I keep asking the next person.")


async def test_g7_a_day_off_is_made_up_for_in_one_tick(rota: Alerted) -> None:
    """A restart after an outage: the clock was a column, and one tick goes on from there."""
    concern = await rota.alert()
    told = await rota.after(days=1)

    kept = await rota.again(concern)

    assert sorted(told) == ["Ann", "Dee", "Lee", "Mina"]
    assert kept is not None
    assert kept.seen_by is None
    assert list(await rota.after(minutes=10)) == ["Omar"]


LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    "at", [datetime(2027, 3, 28, 0, 55), datetime(2027, 10, 31, 1, 55)], ids=["spring", "autumn"]
)  # wall time in London, minutes before the clocks change
async def test_g7_a_change_of_the_clocks_makes_ten_minutes_no_longer_and_no_shorter(
    rota: Alerted, at: datetime
) -> None:
    """Ten minutes are ten minutes in the night when 01:00 comes twice, or not at all."""
    rota.clock.at = at.replace(tzinfo=LONDON).astimezone(ZoneInfo("UTC"))
    await rota.alert()
    await rota.after(seconds=5)
    assert await rota.after(minutes=9, seconds=54) == {}

    assert sorted(await rota.after(seconds=1)) == ["Ann", "Dee"]


async def test_g7_somebody_added_to_the_rota_is_told_before_anybody_twice(rota: Alerted) -> None:
    """The rota of the moment counts, not that of the alert."""
    await rota.alert()
    await rota.after(seconds=5)
    await rota.after(minutes=10)
    await rota.add("Kit", Role.SAFEGUARDING_DEPUTY)

    assert list(await rota.after(minutes=10)) == ["Kit"]
    assert list(await rota.after(minutes=10)) == ["Omar"]


async def test_g7_with_nobody_on_the_rota_administrators_and_the_author_know(
    rota: Alerted,
) -> None:
    """Words that name everybody reach nobody: that is said, and tried again."""
    await rota.alert(words="Mina and Dee and Omar and Tess hit me")
    assert list(await rota.told()) == ["Lee"]
    told = await rota.after(minutes=10)

    assert told["Ann"][0].startswith("No one has opened it yet.")
    assert "Add somebody at once" in told["Lee"][0]
    await rota.add("Kit", Role.OUTSIDE_PERSON)
    assert list(await rota.after(minutes=10)) == ["Kit"]


async def test_only_the_first_who_has_seen_it_counts(rota: Alerted) -> None:
    """The author was told one name."""
    concern = await rota.alert()
    await rota.after(minutes=10)
    await rota.do(alerting.acknowledge, concern.handle, await rota.person("Dee"))
    await rota.told()
    second = await rota.do(alerting.acknowledge, concern.handle, await rota.person("Mina"))

    assert second.seen_by == await rota.pid("Dee")
    assert await rota.told() == {}


async def test_the_author_sees_the_next_step_and_late_when_its_time_passes(rota: Alerted) -> None:
    """No promise of arrival: what was said, by whom and by when; then that it is late."""
    concern = await rota.alert()
    await rota.told()
    mina = await rota.person("Mina")
    await rota.do(alerting.acknowledge, concern.handle, mina)
    until = rota.clock() + timedelta(hours=2)
    await rota.do(alerting.set_next_step, concern.handle, mina, "I ring your social worker", until)
    told = await rota.told()
    assert told["Ann"][-1] == (
        "Mina, safeguarding lead, says what comes next:\nI ring your social worker\n"
        "By Monday 1 March, 2pm. If it's late, I'll tell you."
    )
    await rota.after(seconds=5)
    assert await rota.after(minutes=119) == {}
    late = await rota.after(minutes=1)
    assert late["Ann"][0].startswith("This is late: I ring your social worker\n")
    assert late["Mina"] == [
        f"{concern.handle} is late. Sign in to Earshot and say what comes next."
    ]
    assert list(late) == ["Mina", "Dee", "Ann"]
    assert sorted(await rota.after(hours=24)) == ["Mina", "Omar"]
    newer = rota.clock() + timedelta(hours=1)
    await rota.do(alerting.set_next_step, concern.handle, mina, "I visit you", newer)
    await rota.told()
    assert "This is late: I visit you" in (await rota.after(hours=1))["Ann"][0]


async def test_seen_and_nothing_further_is_late_too(rota: Alerted) -> None:
    """Whoever opened it and fell ill must not be the end of it."""
    concern = await rota.alert()
    await rota.do(alerting.acknowledge, concern.handle, await rota.person("Mina"))
    await rota.told()
    await rota.after(seconds=5)
    late = await rota.after(minutes=10)

    assert late["Ann"][0].startswith("Mina, safeguarding lead, hasn't said yet what comes next.")
    assert sorted(late) == ["Ann", "Dee", "Mina"]


@pytest.mark.parametrize(
    ("words", "until"), [("", 1), ("   ", 1), ("ring", 0), ("ring", -1)], ids=str
)
async def test_a_step_without_words_or_in_the_past_is_not_taken(
    rota: Alerted, words: str, until: int
) -> None:
    """A promise that is late already is none."""
    concern = await rota.alert()
    by, when = await rota.person("Mina"), rota.clock() + timedelta(hours=until)

    assert await rota.do(alerting.set_next_step, concern.handle, by, words, when) is None


async def test_g7_whoever_it_is_handed_to_has_to_say_that_they_have_seen_it(rota: Alerted) -> None:
    """A hand-over into silence goes on along the route; the author knows who has it."""
    concern = await rota.alert()
    mina = await rota.person("Mina")
    await rota.do(alerting.acknowledge, concern.handle, mina)
    await rota.told()
    omar, note = await rota.pid("Omar"), "He must not see a visit."
    passed = await rota.do(alerting.hand_over, concern.handle, mina, omar, note)
    assert passed.seen_by is None
    assert passed.deeds[-2].words == note
    told = await rota.told()
    assert told["Ann"] == [
        "Mina, safeguarding lead, has passed it on. Now Omar, outside person for worries, has it."
    ]
    assert "Omar" in told
    after = await rota.after(minutes=10)
    assert "Dee" in after
    assert "Ann" not in after


async def test_c7_it_can_be_handed_to_nobody_the_words_name(rota: Alerted) -> None:
    """Nor to somebody who is not on the rota, nor to oneself."""
    concern = await rota.alert(words="Omar hits me")
    mina = await rota.person("Mina")
    for nick in ("Omar", "Lee", "Ann", "Mina"):
        to = await rota.pid(nick)
        assert await rota.do(alerting.hand_over, concern.handle, mina, to, "a note") is None


async def test_the_lead_can_ask_for_the_next_person_at_once(rota: Alerted) -> None:
    """Escalated by hand, whoever has seen it."""
    concern = await rota.alert()
    mina = await rota.person("Mina")
    await rota.do(alerting.acknowledge, concern.handle, mina)
    await rota.told()
    await rota.do(alerting.escalate, concern.handle, mina)

    assert list(await rota.told()) == ["Dee"]


async def test_what_is_filed_is_forgotten_after_its_time_and_not_before(rota: Alerted) -> None:
    """Kept as long as the plan says, then deleted; which one stays in the trail."""
    concern = await rota.alert()
    await rota.do(alerting.mark_filed, concern.handle, await rota.person("Mina"))
    await rota.after(days=364)
    assert await rota.again(concern) is not None
    assert await rota.after(days=1) == {}

    assert await rota.again(concern) is None


async def test_g16_nothing_is_filed_before_every_home_that_was_asked_was_checked(
    rota: Alerted,
) -> None:
    """A worry without an author may be anybody's there."""
    homes = ("Elm House", "Oak House")
    concern = await rota.alert(telling=Telling.NO_AUTHOR, author=None, home="", homes=homes)
    mina = await rota.person("Mina")
    await rota.do(alerting.home_checked, concern.handle, mina, "Elm House")
    assert await rota.do(alerting.home_checked, concern.handle, mina, "Ash House") is None
    assert await rota.do(alerting.mark_filed, concern.handle, mina) is None
    await rota.do(alerting.home_checked, concern.handle, mina, "Oak House")
    filed = await rota.do(alerting.mark_filed, concern.handle, mina)

    assert filed.filed_at == rota.clock()
    assert filed.homes_checked == homes


async def test_a_reply_reaches_the_author_with_its_words_made_harmless(rota: Alerted) -> None:
    """E3 too: no link in it can be tapped."""
    concern = await rota.alert(telling=Telling.WITHOUT_NAME)
    mina = await rota.person("Mina")
    await rota.do(alerting.reply, concern.handle, mina, "I believe you. t.me/x")
    (said,) = (await rota.told())["Ann"]

    assert said.startswith("Mina, safeguarding lead, writes to you:\nI believe you. ")
    assert "t.me/x" not in said


async def test_a_reply_can_be_answered_where_its_writer_is_somebody_to_write_to(
    rota: Alerted,
) -> None:
    """Being written to without a way to answer is being talked at; they may also say nothing."""
    concern = await rota.alert(telling=Telling.WITHOUT_NAME)
    mina = replace(await rota.person("Mina"), address=Address(Chat.WEB, 7))
    async with rota.world.database.write() as db:
        await people.delete_person(db, mina.id)
        await people.add_person(db, rota.world.keys, mina)
        await listeners.save_listener(db, rota.world.keys, Listener(mina.id, "lead"))
    await rota.do(alerting.reply, concern.handle, mina, "I believe you.")
    (said,) = (await rota.told())["Ann"]
    ann = rota.who["Ann"]
    await ann.press("Write back")
    card = ann.newest.text

    assert said.endswith("You can write back with the button. You don't have to.")
    assert "Mina" in card
    assert any("name" in label for label in ann.newest.labels())


# What was offered


async def test_g8_an_offered_concern_alerts_nobody_and_just_numbers_leaves_nothing(
    rota: Alerted,
) -> None:
    """G8: no alert exists, and nobody sees that there was anything."""
    made = await rota.concern(severity=2, telling=Telling.OFFERED, category="self_harm")
    offered = await rota.do(alerting.offer, made)
    for nick in rota.who:
        assert await rota.do(alerting.visible_to, await rota.person(nick)) == []
    author = await rota.pid("Ann")
    assert await rota.do(alerting.answer_offer, offered.handle, author, "numbers") is None

    assert await rota.again(offered) is None
    assert await rota.after(hours=5) == {}


@pytest.mark.parametrize("choice", ["numbers", "not_meant", "known"])
async def test_g8_each_choice_of_not_telling_leaves_no_row(rota: Alerted, choice: str) -> None:
    """Nor an entry in the trail."""
    offered = await rota.do(alerting.offer, await rota.concern(severity=2))
    assert await rota.again(offered) is not None
    await rota.do(alerting.answer_offer, offered.handle, await rota.pid("Ann"), choice)
    async with rota.world.database.read() as db:
        assert await concerns.list_concerns(db, rota.world.keys) == []
        assert await audit.list_audit(db) == []


async def test_c5_nobody_else_answers_an_offer(rota: Alerted) -> None:
    """A button that was copied, or a handle that was guessed, does nothing."""
    offered = await rota.do(alerting.offer, await rota.concern(severity=2))
    stranger = await rota.pid("Lee")

    assert await rota.do(alerting.answer_offer, offered.handle, stranger, "name") is None
    assert (await rota.again(offered)).telling is Telling.OFFERED  # type: ignore[union-attr]


async def test_a_choice_that_is_none_changes_nothing(rota: Alerted) -> None:
    """What comes back from a button is not believed."""
    offered = await rota.do(alerting.offer, await rota.concern(severity=2))
    same = await rota.do(alerting.answer_offer, offered.handle, await rota.pid("Ann"), "x")

    assert same == offered


@pytest.mark.parametrize(
    ("wanted", "severity", "tells"),
    [
        (NoReply.TELL, 2, True),
        (NoReply.LEAVE, 2, False),
        (None, 2, False),
        (NoReply.TELL, 1, False),
    ],
)
async def test_an_unanswered_offer_ends_as_the_plan_says(
    chats: Chats, wanted: NoReply | None, severity: int, tells: bool
) -> None:
    """After half an hour, and with the author told first that it is so."""
    rota = await a_rota(chats, Plan(sev2_no_reply=wanted))
    offered = await rota.do(alerting.offer, await rota.concern(severity=severity))
    assert await rota.after(minutes=29) == {}
    told = await rota.after(minutes=1)
    later = await rota.after(seconds=5)
    kept = await rota.again(offered)

    assert list(told) == (["Ann"] if tells else [])
    assert list(later) == (["Mina"] if tells else [])
    assert (kept is not None) is tells
    if kept is not None:
        assert told["Ann"][0].startswith("You didn't pick one. So I'm telling Mina, safeguarding")
        assert kept.telling is Telling.TOLD_FIRST


async def test_not_what_i_meant_is_marked_and_never_swallowed(rota: Alerted) -> None:
    """Of what must be told, the lead sees that its author said so; the clocks go on."""
    concern = await rota.alert()
    author = await rota.pid("Ann")
    marked = await rota.do(alerting.answer_offer, concern.handle, author, "not_meant")
    again = await rota.do(alerting.answer_offer, concern.handle, author, "not_meant")

    assert marked.not_meant
    assert again == marked
    assert "Dee" in await rota.after(minutes=10)


# Who may see what


async def test_c6_only_those_who_were_told_see_it(rota: Alerted) -> None:
    """Neither administrator, author, reader nor designer; a trustee once it reached them."""
    concern = await rota.alert()
    for nick, role in {"Rae": Role.READER, "Kim": Role.DESIGNER, "Eve": Role.EBE}.items():
        await rota.add(nick, role)
    seen = {n: len(await rota.do(alerting.visible_to, await rota.person(n))) for n in rota.who}
    assert [nick for nick, count in seen.items() if count] == ["Mina"]
    for nick in ("Dee", "Omar", "Tess", "Lee", "Ann", "Rae", "Kim", "Eve"):
        by = await rota.person(nick)
        assert await rota.do(alerting.acknowledge, concern.handle, by) is None
        assert await rota.do(alerting.mark_filed, concern.handle, by) is None
        assert await rota.do(alerting.reply, concern.handle, by, "hello") is None
        assert await rota.do(alerting.ask_opening, concern.handle, by) is None
    for _ in range(3):
        await rota.after(minutes=10)
    seen = {n: len(await rota.do(alerting.visible_to, await rota.person(n))) for n in rota.who}
    assert [nick for nick, count in seen.items() if count] == ["Mina", "Dee", "Omar", "Tess"]


async def test_c7_a_concern_that_names_the_lead_goes_to_the_deputy_alone(rota: Alerted) -> None:
    """C7, G10: any case, a possessive; the lead can neither see it nor do anything with it."""
    concern = await rota.alert(words="its MINAs fault she hit me", category="staff_abuse")
    told = await rota.after(seconds=5)
    mina, dee = await rota.person("Mina"), await rota.person("Dee")

    assert list(told) == ["Dee"]
    assert await rota.do(alerting.visible_to, mina) == []
    assert await rota.do(alerting.acknowledge, concern.handle, mina) is None
    assert len(await rota.do(alerting.visible_to, dee)) == 1
    for _ in range(6):
        assert "Mina" not in await rota.after(minutes=10)


async def test_g10_abuse_by_staff_is_told_to_nobody_of_the_home(chats: Chats) -> None:
    """A deputy who manages the home would hear of their own team."""
    rota = await a_rota(chats)
    await rota.add("Mo", Role.SAFEGUARDING_LEAD, home="maple house")
    concern = await rota.alert(words="staff keep hitting me", category="abuse")
    for _ in range(8):
        await rota.after(minutes=10)
    kept = await rota.again(concern)

    assert kept is not None
    assert await rota.pid("Mo") not in kept.alerted
    assert len(kept.alerted) == 4
    assert await rota.do(alerting.visible_to, await rota.person("Mo")) == []


async def test_c4_whoever_is_off_the_rota_sees_nothing_from_the_next_moment(rota: Alerted) -> None:
    """A role that was taken away opens nothing any more."""
    await rota.alert()
    mina = await rota.person("Mina")
    assert len(await rota.do(alerting.visible_to, mina)) == 1
    async with rota.world.database.write() as db:
        await people.delete_person(db, mina.id)

    assert await rota.do(alerting.visible_to, mina) == []
    assert await rota.do(alerting.visible_to, replace(mina, role=Role.ADMIN)) == []


async def test_g8_not_who_shows_nobody_until_two_people_opened_it(rota: Alerted) -> None:
    """G8, C8: nor do its deeds; two distinct people open it, and the author is told."""
    concern = await rota.alert(telling=Telling.WITHOUT_NAME, severity=2, category="self_harm")
    author = await rota.pid("Ann")
    await rota.do(alerting.answer_offer, concern.handle, author, "not_meant")
    await rota.after(seconds=5)
    await rota.after(hours=4)
    mina, dee = await rota.person("Mina"), await rota.person("Dee")
    (shown,) = await rota.do(alerting.visible_to, mina)
    assert author not in {shown.author, *(deed.by for deed in shown.deeds)}
    await rota.do(alerting.ask_opening, concern.handle, mina)
    assert not (await rota.do(alerting.confirm_opening, concern.handle, mina)).opened_by
    assert list(await rota.told()) == ["Dee"]
    await rota.do(alerting.confirm_opening, concern.handle, dee)
    assert (await rota.told())["Ann"][0].startswith("Two people have looked up who you are.")
    (shown,) = await rota.do(alerting.visible_to, mina)
    assert shown.author == author
    async with rota.world.database.read() as db:
        actions = [(e.action, e.about) for e in await audit.list_audit(db)]
        assert await alerting.count_openings(db, 2027) == 1
        assert await alerting.count_openings(db, 2026) == 0
    assert actions == [
        ("identity opening asked", concern.handle),
        ("identity opened", concern.handle),
    ]


async def test_c8_where_a_life_is_at_risk_one_opens_it_and_a_second_reviews(rota: Alerted) -> None:
    """Within a day, or administrators know and go on knowing."""
    concern = await rota.alert(telling=Telling.WITHOUT_NAME)
    mina = await rota.person("Mina")
    opened = await rota.do(alerting.ask_opening, concern.handle, mina)
    assert opened.shows_author
    assert "A second person checks that within a day." in (await rota.told())["Ann"][0]
    await rota.do(alerting.acknowledge, concern.handle, mina)
    until = rota.clock() + timedelta(days=9)
    await rota.do(alerting.set_next_step, concern.handle, mina, "I visit", until)
    await rota.told()
    told = await rota.after(days=1)
    assert told["Lee"] == ["An opened identity has not been reviewed within a day. Ask the rota."]
    await rota.do(alerting.escalate, concern.handle, mina)
    assert (await rota.do(alerting.confirm_opening, concern.handle, mina)).review_by
    reviewed = await rota.do(alerting.confirm_opening, concern.handle, await rota.person("Dee"))

    assert reviewed.review_by is None
    assert len(reviewed.opened_by) == 2
    assert "Lee" not in await rota.after(days=1)


async def test_c8_what_was_told_with_a_name_needs_no_opening(rota: Alerted) -> None:
    """An opening that opens nothing would be counted for nothing."""
    concern = await rota.alert()
    same = await rota.do(alerting.ask_opening, concern.handle, await rota.person("Mina"))

    assert same.opened_by == ()


# What is said, and what is noted down


async def test_g11_no_ping_letter_or_entry_has_a_name_words_or_a_category(rota: Alerted) -> None:
    """G11, A14: from the alert to the end of the route, with everything done that can be."""
    concern = await rota.alert(words="Zebedee hits me at Maple House", category="abuse")
    staff = ["Mina", "Dee", "Omar", "Tess", "Lee"]
    for _ in range(5):
        await rota.after(minutes=10)
    mina = await rota.person("Mina")
    until = rota.clock() + timedelta(hours=1)
    await rota.do(alerting.acknowledge, concern.handle, mina)
    await rota.do(alerting.set_next_step, concern.handle, mina, "ring Zebedee", until)
    await rota.after(hours=2)
    await rota.do(alerting.mark_filed, concern.handle, mina)
    said = [m.text for nick in staff for m in rota.who[nick].shown.values()]
    async with rota.world.database.read() as db:
        said += [f"{e.action} {e.about}" for e in await audit.list_audit(db)]

    assert len(said) > 10
    for told in ("Zebedee", "hit", "Maple", "abuse", "Ann", "severity"):
        assert not any(told.lower() in one.lower() for one in said), told


async def test_a_locked_phone_shows_an_author_nothing_of_what_comes_back(rota: Alerted) -> None:
    """Whoever holds the phone may be who it is about: only that something waits."""
    concern = await rota.alert()
    await rota.do(alerting.acknowledge, concern.handle, await rota.person("Mina"))
    ann = rota.who["Ann"].address
    async with rota.world.database.write() as db:
        due = await outbox.claim_due(db, rota.world.keys, rota.clock(), lease=timedelta(seconds=1))
    said = [OUTGOING.validate_json(one.body) for one in due if one.to == ann]

    assert [isinstance(one, Say) and one.unasked for one in said] == [True]


async def test_handles_are_read_without_mistakes_and_never_twice(rota: Alerted) -> None:
    """No 0 or O, 1 or I; drawn with the world's own chance."""
    rota.chats.world = replace(rota.world, chance=random.Random(1))
    first = await rota.alert()
    rota.chats.world = replace(rota.world, chance=random.Random(1))
    second = await rota.alert()

    assert first.handle != second.handle
    assert set(first.handle[2:]) <= set(alerting.LETTERS)
    assert not set("01OIBSZQGL5") & set(alerting.LETTERS) - set("5")


async def test_every_deed_is_in_the_record_with_its_time_and_who(rota: Alerted) -> None:
    """The record is what an inquiry reads."""
    concern = await rota.alert()
    mina = await rota.person("Mina")
    rota.clock.on(minutes=1)
    await rota.do(alerting.acknowledge, concern.handle, mina)
    await rota.do(alerting.reply, concern.handle, mina, "Hello.")
    kept = await rota.again(concern)
    assert kept is not None

    assert [(d.what, d.by, d.words) for d in kept.deeds] == [
        (routing.ALERTED, None, "Mina, safeguarding lead"),
        (routing.SEEN, mina.id, ""),
        ("wrote back", mina.id, "Hello."),
    ]
    assert kept.deeds[1].at == rota.clock()


async def test_one_concern_that_breaks_stops_no_other_and_administrators_know(
    rota: Alerted, caplog: pytest.LogCaptureFixture
) -> None:
    """F6-like: a damaged body must not keep the next child waiting."""
    broken, whole = await rota.alert(), await rota.alert()
    await rota.after(seconds=5)
    async with rota.world.database.write() as db:
        await concerns.drop_concern(db, broken.id)
        row = {"cid": broken.id, "due_at": rota.clock(), "body_enc": b"damaged"}
        await db.execute(insert(concerns.ConcernRow).values(**row))
    told = await rota.after(minutes=10)
    again = await rota.after(seconds=59)

    assert [whole.handle in text for text in told["Dee"]] == [True]
    assert "The clock of an alert does not run." in told["Lee"][0]
    assert again == {}
    assert whole.handle not in caplog.text
    assert (await rota.alert()).alerted != ()


async def test_a_tick_with_nothing_due_asks_one_question(rota: Alerted) -> None:
    """It runs every second: one query on an index, no write, nothing opened."""
    await rota.alert()
    await rota.after(seconds=5)
    nothing_to_open_with = replace(rota.world, keys=None)  # type: ignore[arg-type]

    assert await clocking.clock_due(nothing_to_open_with) == 0


# Rehearsals


async def test_a_rehearsal_goes_the_same_way_and_is_marked_as_one(rota: Alerted) -> None:
    """End to end, with the lead's phone off: the deputy passes it, and the day is kept."""
    assert await last_rehearsal(rota.world) is None
    begun = await rehearse(rota.world)
    told = await rota.after(seconds=5)
    assert told == {
        "Mina": [
            f"REHEARSAL. A concern needs you: {begun.handle}, urgent. "
            "Sign in to Earshot to read it."
        ]
    }
    told = await rota.after(minutes=10)
    assert list(told) == ["Dee"]
    assert told["Dee"][0].startswith("REHEARSAL. ")
    dee = await rota.person("Dee")
    (shown,) = await rota.do(alerting.visible_to, dee)
    assert shown.is_rehearsal
    await rota.do(alerting.acknowledge, begun.handle, dee)

    assert await last_rehearsal(rota.world) == date(2027, 3, 1)
    assert await rota.after(days=2) == {}
