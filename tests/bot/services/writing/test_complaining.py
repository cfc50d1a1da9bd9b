"""A named worker is not laundered: real ways are offered beside a complaint, and kept nowhere."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.doctor.complaining import complaints_lead_on
from bot.doctor.findings import Level
from bot.intruder.rows import tables
from bot.texts import say
from bot.wording.kindly import hints
from storage import listeners, people, rounds
from storage.engine import Database
from storage.keys import Keys
from storage.listeners import Listener
from surveys.flow.answers import Chose, Wrote
from surveys.people.person import Chat
from surveys.people.roles import Role
from surveys.rounds.round import Round, State
from surveys.safeguarding.plan import Complaints, HomePlan, Plan, Signpost
from surveys.safeguarding.policy import Contact
from tests.bot.chatting import Chats, Chatter, consent
from tests.bot.services.safeguarding.test_noticing import WORD, at_words, in_envelope, kept
from tests.bot.services.safeguarding.test_noticing_everywhere import ticketed

UNFAIR = "sam never listens to me"
NAMELESS = "my key worker never listens to me"
"""There is nothing to hide in it, so the ways are a card of their own."""
OFFERED = "about someone who works with you."
COMPLAINTS = Complaints(
    who="Ines, complaints officer",
    number="01632 960005",
    happens="Somebody who does not work in your home looks into it.",
    answered="You get an answer within 10 working days.",
)
ADVOCATE = Signpost(name="Ola, advocate", number="01632 960004")
VISITOR = Signpost(name="Ruth", number="01632 960006")
PLAN = Plan(
    safety_read=False,
    complaints=COMPLAINTS,
    homes=(HomePlan(home="Maple House", advocate=ADVOCATE, visitor=VISITOR),),
)
BUTTONS = ["Make a complaint", "An advocate", "The home's visitor", "Talk to Mina"]
pytestmark = pytest.mark.sqlite_only


async def staffed(chats: Chats, plan: Plan = PLAN, **policy: object) -> None:
    """A plan with ways, a worker called Sam, and a lead."""
    made = chats.world.policy.model_copy(update={"plan": plan, **policy})
    chats.world = replace(chats.world, policy=made)
    await chats.add("Sam", role=Role.LISTENER, home="")
    await chats.add("Mina", role=Role.SAFEGUARDING_LEAD, home="")


async def written(chats: Chats, words: str = UNFAIR, **more: object) -> tuple[Chatter, Round, str]:
    await staffed(chats, **more)  # type: ignore[arg-type]  # plan, or parts of the policy
    ann, round_ = await at_words(chats)
    return ann, round_, await ann.type(words)


def card(ann: Chatter) -> list[str]:
    """The buttons of the card with the ways, the newest."""
    shown = [m for _, m in sorted(ann.shown.items()) if OFFERED in m.text]
    return shown[-1].labels() if shown else []


async def test_g12_a_complaint_about_a_worker_offers_real_ways_before_it_is_sent(
    chats: Chats,
) -> None:
    """Capability 59: the answer is saved as it stands, and who can act on it is one tap away.

    Fails when the ways come after sending, or instead of the answer.
    """
    ann, round_, said = await written(chats)
    sitting = (await chats.envelope(round_, ann)).sitting

    assert OFFERED in said
    assert card(ann)[-6:] == [*BUTTONS, "Just my opinion", "Need help?"]
    assert len(said.split("---")) == 1
    assert (await in_envelope(chats, ann, round_))[WORD] == Wrote(UNFAIR)
    assert sitting is not None
    assert not sitting.sent
    assert await kept(chats) == []


@pytest.mark.parametrize(
    ("press", "shows"),
    [
        ("Make a complaint", (COMPLAINTS.who, COMPLAINTS.number, COMPLAINTS.answered)),
        ("An advocate", ("on your side", ADVOCATE.number)),
        ("The home's visitor", ("each month", VISITOR.number)),
        ("Talk to Mina", ("Mina, safeguarding lead", "ask to talk to them")),
    ],
)
@pytest.mark.parametrize("chat", [Chat.TELEGRAM, Chat.WEB])
async def test_each_way_opens_what_is_there_and_leads_back(
    chats: Chats, press: str, shows: tuple[str, ...], chat: Chat
) -> None:
    """A way that leads nowhere is worse than none; and nothing was sent by looking at it."""
    await staffed(chats)
    ann = await chats.add(chat=chat)
    round_ = await chats.open_round(ann)
    await ann.tap(f"go:{round_.tag}")
    for label in ("Next", "OK", "Start", "Yes", "Something else"):
        await ann.press(label)
    await ann.type(UNFAIR)
    said = await ann.press(press)

    assert all(each in said for each in shows)
    assert say("complain.not_passed") in said
    assert "Need help?" in ann.newest.labels()
    await ann.press("Carry on")
    assert "[a name] never listens to me" in ann.newest.text
    answer = (await in_envelope(chats, ann, round_))["tea"]
    assert isinstance(answer, Chose)
    assert answer.own_words == UNFAIR


async def test_just_my_opinion_goes_on(chats: Chats) -> None:
    """It is theirs to say and no more; they are not asked twice.

    Fails when they must still tap that they looked their words over.
    """
    ann, round_, _ = await written(chats)
    await ann.press("Just my opinion")

    assert (await chats.envelope(round_, ann)).sitting.at != WORD  # type: ignore[union-attr]
    assert card(ann) == []
    assert "What would you change?" in ann.newest.text


async def test_where_nothing_is_hidden_the_ways_are_a_card_of_their_own(chats: Chats) -> None:
    """It stands before the next question, which stays at the bottom of the chat."""
    ann, round_, said = await written(chats, NAMELESS)
    labels = card(ann)
    on = await ann.press("Just my opinion")

    assert labels == [*BUTTONS, "Just my opinion", "Need help?"]
    assert said.index(OFFERED) < said.index("What would you change?")
    assert on == say("complain.mine")
    assert (await in_envelope(chats, ann, round_))[WORD] == Wrote(NAMELESS)


async def test_the_ways_stay_while_a_hidden_piece_is_shown_again(chats: Chats) -> None:
    """The message is written anew in its place: what it offered must not be gone."""
    ann, _, _ = await written(chats, "ask hope. sam never listens to me")
    offered = card(ann)
    piece = next(label for label in offered if label.startswith("Show “"))
    await ann.press(piece)

    assert card(ann)[-6:] == offered[-6:] == [*BUTTONS, "Just my opinion", "Need help?"]


async def test_the_lead_is_written_to_where_they_can_be(chats: Chats) -> None:
    """ "Mina" on a button that opens no message would be half a way."""
    await staffed(chats)
    mina = await chats.add("Mina", chat=Chat.WEB, role=Role.SAFEGUARDING_LEAD, home="")
    async with chats.world.database.write() as db:
        listener = Listener(await chats.pid(mina), "safeguarding lead", "I am Mina.", days=3)
        await listeners.save_listener(db, chats.world.keys, listener)
    ann, _ = await at_words(chats)
    await ann.type(UNFAIR)
    said = await ann.press("Write to Mina")

    assert "Mina reads it, and should answer by" in said
    assert "Without my name" in ann.newest.labels()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("mina never listens to me", "Talk to Dee"),
        ("mina never listens to me and dee never listens either", "Talk to Omar"),
        ("mina, dee and omar are so unfair. mina ignores us", ""),
        ("sam never listens to me", "Talk to Mina"),
    ],
)
async def test_c7_whoever_the_words_name_is_not_offered(
    chats: Chats, words: str, offered: str
) -> None:
    """C7: "Talk to Mina" would be the worst answer to "Mina never listens"; the next one is.

    Fails when the lead is offered whatever was written.
    """
    policy = {
        "safeguarding_deputy": Contact(name="Dee", job="deputy safeguarding lead"),
        "outside_person": Contact(name="Omar", job="trustee"),
    }
    ann, _, _ = await written(chats, words, **policy)
    named = [one for one in card(ann) if one.startswith(("Talk to", "Write to"))]

    assert named == [offered] * bool(offered)
    assert "Make a complaint" in card(ann)


async def test_c7_a_lead_who_has_the_job_that_is_complained_about_is_not_offered(
    chats: Chats,
) -> None:
    """C7: "the manager" may be the lead, without a name."""
    lead = Contact(name="Mina", job="manager and safeguarding lead")
    ann, _, _ = await written(chats, "the manager never listens to us", safeguarding_lead=lead)

    assert card(ann)
    assert "Talk to Mina" not in card(ann)


async def test_g1_danger_has_its_own_path_and_goes_before(chats: Chats) -> None:
    """A blow is no complaint to be offered choices about: a person is told.

    Fails when both cards come.
    """
    ann, _, said = await written(chats, "sam hit me. he never listens")

    assert "I believe you." in said
    assert OFFERED not in said
    assert card(ann) == []


async def test_staff_who_shout_are_met_with_numbers_and_with_the_ways(chats: Chats) -> None:
    """Nobody is told of a shout, so what is left must be more than numbers to ring."""
    ann, _, said = await written(chats, "my key worker shouted at me")

    assert "I haven't told anyone." in said
    assert said.index("Childline") < said.index(OFFERED)
    assert "Make a complaint" in card(ann)


@pytest.mark.parametrize("words", ["sam never shouts at us", "jayden never listens", "cosy"])
async def test_praise_and_others_are_let_be(chats: Chats, words: str) -> None:
    """A card about complaints under "Sam never shouts" would be a slight."""
    ann, _, said = await written(chats, words)

    assert OFFERED not in said
    assert card(ann) == []


async def test_it_comes_once_an_answer(chats: Chats) -> None:
    """Who changes a word and sends it again has seen the ways; another answer is another."""
    ann, round_, first = await written(chats)
    await ann.press("Change my words")
    changed = await ann.type("sam NEVER listens to me ok")
    await ann.press("Keep hidden and go on")
    another = await ann.type("i hate how sam ignores us")

    assert OFFERED in first
    assert OFFERED not in changed
    assert OFFERED in another
    assert (await in_envelope(chats, ann, round_))[WORD] == Wrote("sam NEVER listens to me ok")


async def test_a_home_without_ways_of_its_own_has_the_organisations(chats: Chats) -> None:
    """Nobody wrote a visitor or an advocate down: the national line is there, the visitor not."""
    plan = Plan(safety_read=False)
    ann, _, _ = await written(chats, plan=plan)
    said = await ann.press("An advocate")
    complaint = await ann.press("Make a complaint")

    assert "The home's visitor" not in card(ann)
    assert "0808 800 5792" in said
    assert say("complain.nobody") in complaint


async def test_g5_the_ways_are_there_without_a_word_about_anybody(chats: Chats) -> None:
    """Whoever would rather not write it as an answer finds them under "Need help?" too."""
    await staffed(chats)
    ann = await chats.add()
    await ann.type("/help")
    await ann.press("More numbers")
    said = await ann.press("Complain about a worker")

    assert say("complain.generic") in said
    assert ann.newest.labels() == [*BUTTONS, "Need help?"]
    assert COMPLAINTS.number in await ann.press("Make a complaint")


async def test_the_doctor_says_which_way_leads_nowhere(chats: Chats) -> None:
    """An organisation learns of it before a young person does."""
    await chats.add(home="Maple House")
    async with chats.world.database.read() as db:
        known = await people.list_people(db, chats.world.keys)
        lacking = await complaints_lead_on(db, chats.world, known)
    lead = Contact(name="Mina", job="safeguarding lead", number="01632 960007")
    await staffed(chats, safeguarding_lead=lead)
    async with chats.world.database.read() as db:
        (well,) = await complaints_lead_on(db, chats.world, known)

    said = " ".join(one.said for one in lacking)
    assert [one.level for one in lacking] == [Level.WARN] * 3
    assert "nobody is named who takes them" in said
    assert "no visitor is written for Maple House" in said
    assert "Mina is offered by name, and can neither be written to nor rung" in said
    assert well.level is Level.OK


async def test_a_ticket_is_offered_the_same(chats: Chats) -> None:
    """Somebody without a name has the same rights; the home is that of the sitting."""
    await staffed(chats)
    ann = await ticketed(chats)
    round_ = (await open_rounds(chats))[0]
    await consent(ann, round_)
    for label in ("Yes", "Something else"):
        await ann.press(label)
    said = await ann.type(UNFAIR)

    assert OFFERED in said
    assert say("complain.advocate").splitlines()[0] in await ann.press("An advocate")


async def test_after_a_restart_an_old_button_still_works(
    chats: Chats, database: Database, keys: Keys
) -> None:
    """Every way is on its button: nothing of it was remembered that could be lost."""
    ann, round_, _ = await written(chats)
    policy = chats.world.policy
    await chats.close()
    anew = await Chats.open(database, keys)
    anew.world = replace(anew.world, policy=policy)
    anew._ids = random.Random(99)
    back = anew.at(ann.address)
    back.shown = dict(ann.shown)
    try:
        assert COMPLAINTS.number in await back.press("Make a complaint")
        assert "What would you change?" in await back.press("Just my opinion")
        assert (await in_envelope(anew, back, round_))[WORD] == Wrote(UNFAIR)
    finally:
        await anew.close()


async def test_an_old_or_invented_button_says_so(chats: Chats) -> None:
    """What comes back from outside is not believed."""
    ann, round_, _ = await written(chats)
    for code in ("wy", "wy:person:trustee", "wy:nothing", "wy:visitor:x", "wy:person"):
        said = await ann.tap(code)
        assert "isn't there any more" in said or "each month" in said
    await chats.close_round(round_)

    assert say("complain.mine") in await ann.press("Just my opinion")


async def test_g9_no_way_leaves_more_than_need_help_does(chats: Chats) -> None:
    """G9: what an insider could work out from "she looked at how to complain" is nothing, for
    nothing is written. Compared row by row with a tap that is known to be kept nowhere.

    Fails when the choice is noted on the desk, in the audit or in the envelope.
    """
    ann, round_, _ = await written(chats)
    sitting = (await chats.envelope(round_, ann)).sitting
    await ann.press("Need help?")
    usual = await _changed(chats, ann, "Need help?")
    for press in (*BUTTONS, "Just my opinion"):
        assert await _changed(chats, ann, press) <= usual, press

    assert sitting is not None
    went_on = replace(sitting, looking=None)
    assert (await chats.envelope(round_, ann)).sitting == went_on


async def test_g9_the_offer_itself_is_written_nowhere(chats: Chats) -> None:
    """G9: beside the answer there is no mark that it was a complaint."""
    await staffed(chats)
    ann, round_ = await at_words(chats)
    plain = await _changed(chats, ann, type_="quiet")
    ben, other = await at_words_in_another(chats)
    offered = await _changed(chats, ben, type_=UNFAIR)

    assert offered <= plain
    sitting, theirs = [
        (await chats.envelope(*where)).sitting for where in ((round_, ann), (other, ben))
    ]
    assert sitting is not None
    assert theirs is not None
    assert replace(theirs, answers={}, looking=None, at=sitting.at) == replace(sitting, answers={})


async def open_rounds(chats: Chats) -> list[Round]:
    async with chats.world.database.read() as db:
        return list(await rounds.list_rounds(db, states={State.OPEN}))


async def at_words_in_another(chats: Chats) -> tuple[Chatter, Round]:
    """Somebody else at the same question, in a round of their own."""
    ben = await chats.add("Ben")
    other = await chats.open_round(ben, key="others")
    await ben.tap(f"go:{other.tag}")
    for label in ("Next", "OK", "Start", "Yes", "At six", "Next", "☐ Games", "Done", "3"):
        await ben.press(label)
    return ben, other


async def _changed(
    chats: Chats, ann: Chatter, press: str = "", *, type_: str = ""
) -> set[tuple[str, str]]:
    """Which columns of which tables are changed or new after a tap or some words."""
    file = Path(chats.world.database.url.removeprefix("sqlite:///"))
    before = tables(file)
    if type_:
        await ann.type(type_)
    else:
        await ann.press(press)
    after = tables(file)
    return {
        (table, column)
        for table, rows in after.items()
        for row in rows
        if row not in before[table]
        for column in row
        if all(row[column] != old.get(column) for old in before[table])
    }


@pytest.mark.parametrize("key", ["said", "offer", "generic", "advocate", "visitor", "mine"])
def test_g12_the_words_pass_the_hints(key: str) -> None:
    """G12: no question that probes, no promise of secrecy, words of ten-year-olds."""
    assert hints(say(f"complain.{key}")) == ()
