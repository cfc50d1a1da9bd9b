"""A plan in progress: kept as it is chosen, whatever happens between two taps."""

from __future__ import annotations

from bot.services.asking import designing, keeping_plans
from bot.services.asking.sources import draft_key
from bot.wording.deciding import Part, ready_words
from storage import plans, rounds
from storage.keys import Keys
from surveys.definitions.questions import Choice, SingleChoice
from surveys.ids import QuestionKey, RoundId
from surveys.people.roles import Role
from surveys.rounds.round import State, Way
from tests import agreed
from tests.bot import fielded as field
from tests.bot.chatting import SURVEY, Chats, Chatter


async def restart(chats: Chats) -> None:
    """What a restart does: keys are read anew, and nothing in memory is left."""
    await chats.close()
    chats.intakes.clear()
    keys = Keys.open(chats.world.keys.directory)
    object.__setattr__(chats.world, "keys", keys)


async def test_c5_a_plan_goes_on_after_a_restart_at_every_step(chats: Chats) -> None:
    """Six choices and one of them lost: nobody plans a second time."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    vi = await field.vi(chats)
    await ash.tap("st:who:food-honestly")
    for label in ("Every home", "A week", agreed.DECIDER, "1. ", "2. ", "3 weeks"):
        await restart(chats)
        await ash.press(label)
    await restart(chats)
    await ash.press("Propose it")
    await restart(chats)
    await agreed.accept_in_chat(vi)
    await restart(chats)
    await mo.press("Yes, 12 people")
    round_ = await field.again(chats, RoundId("food-honestly"))

    assert round_.space == ready_words(Part.SPACE, Way.TOGETHER, round_.survey)[0]
    assert round_.voice == ready_words(Part.VOICE, Way.TOGETHER, round_.survey)[1]
    assert round_.is_accepted
    assert round_.confirmed_by is not None


async def test_another_device_goes_on_with_the_plan(chats: Chats) -> None:
    """Begun on a phone, finished in the office: the list of rounds leads there."""
    await field.residents(chats, 12)
    ash, _ = await field.crew(chats)
    await ash.tap("st:who:food-honestly")
    await ash.press("Every home")
    await ash.press("A week")
    ash.shown.clear()
    await ash.type("/rounds")

    assert "Who decides with the answers?" in await ash.press("Go on with Food, honestly")


async def test_a_single_decision_maker_need_not_be_chosen(chats: Chats) -> None:
    """One tap fewer where there is nothing to choose; it can still be changed."""
    await field.residents(chats, 12)
    ash = await chats.add("Ash", role=Role.EBE, home="")
    await field.vi(chats)
    await ash.tap("st:days:food-honestly")

    assert "How is it safe to say it?" in await ash.press("A week")


async def own_words(chats: Chats) -> Chatter:
    await field.residents(chats, 12)
    ash, _ = await field.crew(chats)
    await ash.tap("st:days:food-honestly")
    for label in ("A week", agreed.DECIDER, "My own words"):
        await ash.press(label)
    return ash


async def test_how_it_is_safe_can_be_said_in_own_words(chats: Chats) -> None:
    """Nobody knows the house as its author does; a link in it must stay words."""
    ash = await own_words(chats)
    long = await ash.type("a" * 201)
    await restart(chats)
    await ash.type("Come with @somebody,\nor alone.")
    await ash.press("1. ")
    checked = await ash.press("3 weeks")

    assert "201 letters long" in long
    assert "How it is safe: Come with @\u2060somebody, or alone." in checked


async def test_a_day_of_ones_own_is_typed_and_must_be_one_that_can_be(chats: Chats) -> None:
    """Neither before the results are there, nor after a term."""
    ash = await own_words(chats)
    for label in ("Keep it as it is", "1. ", "1. ", "Another day"):
        await ash.press(label)
    soon = await ash.type("2 March 2027")
    late = await ash.type("2 March 2028")
    checked = await ash.type("the 2nd of April 2027")

    assert soon == late
    assert "I need a day from" in soon
    assert "answers by Friday 2 April" in checked


async def test_words_typed_for_nothing_change_no_plan(chats: Chats) -> None:
    """They tapped on instead of typing: what they type later is meant for something else."""
    ash = await own_words(chats)
    await ash.press("Keep it as it is")
    await ash.press("1. ")
    await ash.type("This is not about the plan at all.")
    (kept,) = await mine(chats, ash)

    assert kept.space == ready_words(Part.SPACE, Way.TOGETHER, SURVEY)[0]
    assert kept.voice == ""


async def mine(chats: Chats, chatter: Chatter) -> list[keeping_plans.Chosen]:
    person = await field.person(chats, chatter)
    async with chats.world.database.read() as db:
        return await keeping_plans.list_mine(db, chats.world, person)


async def test_c5_a_plan_is_its_authors_alone(chats: Chats) -> None:
    """Another Expert by Experience with the very buttons: nothing is shown, nothing changes."""
    ash = await own_words(chats)
    kit = await chats.add("Kit", role=Role.EBE, home="")
    (kept,) = await mine(chats, ash)
    codes = (
        *(f"st:{step}:{kept.tag}" for step in ("plan", "go", "chg", "off")),
        *(f"st:{step}:{kept.tag}:space" for step in ("ask", "own")),
        *(f"st:set:{kept.tag}:days:{place}" for place in range(3)),
        f"st:cmp:{kept.tag}:k",
    )
    said = {await kit.tap(code) for code in codes}

    assert not any("Food" in each for each in said)
    assert await mine(chats, ash) == [kept]


async def test_c5_a_forged_choice_is_not_taken(chats: Chats) -> None:
    """A button carries which of what was offered, never the words or the account itself."""
    ash = await own_words(chats)
    (kept,) = await mine(chats, ash)
    mo = (await chats.pid(ash)).hex()[:8]
    for forged in ("days:9", f"decider:{mo}", "space:7", "voice:x", "answer:50", "note:1"):
        await ash.tap(f"st:set:{kept.tag}:{forged}")

    assert await mine(chats, ash) == [kept]


async def test_a_plan_that_was_thrown_away_or_proposed_is_gone(chats: Chats) -> None:
    """Two devices: what was done on one cannot be done again on the other."""
    ash = await own_words(chats)
    (kept,) = await mine(chats, ash)
    await ash.tap(f"st:off:{kept.tag}")
    gone = await ash.tap(f"st:go:{kept.tag}")
    await ash.tap("st:days:food-honestly")
    await agreed.plan_in_chat(ash, "A week")
    code = ash.newest.buttons[0].press
    await ash.press("Propose it")
    twice = await ash.tap(code)
    async with chats.world.database.read() as db:
        there = await rounds.list_rounds(db)

    assert "isn't here any more" in gone
    assert "isn't here any more" in twice
    assert [r.id for r in there] == ["food-honestly"]


async def test_a_plan_is_over_when_its_round_opens_and_comes_back_when_it_is_stopped(
    chats: Chats,
) -> None:
    """Stopped for a slip: all that was chosen is still there."""
    await field.residents(chats, 12)
    ash, _ = await field.crew(chats)
    await ash.tap("st:days:food-honestly")
    await agreed.plan_in_chat(ash, "A week")
    await ash.press("Propose it")
    none = await mine(chats, ash)
    await ash.type("/rounds")
    await ash.press("Stop Food, honestly")
    (back,) = await mine(chats, ash)

    assert none == []
    assert back.missing is None


async def test_x4_what_is_kept_of_a_plan_tells_nothing(chats: Chats) -> None:
    """A note may name somebody, and its length alone would show how much was written."""
    ash = await own_words(chats)
    await ash.type("Only when Robin is not in the room.")
    async with chats.world.database.read() as db:
        rows = (await db.execute(plans.PlanRow.__table__.select())).all()

    assert [len(row.body_enc) % 4096 for row in rows] == [len(rows[0].body_enc) % 4096]
    assert b"Robin" not in rows[0].body_enc


async def test_a_draft_is_asked_and_its_next_edit_is_the_next_version(chats: Chats) -> None:
    """From writing to asking in one tap, and what was asked stays as it was."""
    await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    vi = await field.vi(chats)
    person = await field.person(chats, ash)
    async with chats.world.database.write() as db:
        draft = await designing.new_draft_from(db, chats.world, person, SURVEY)
    await ash.tap(f"st:who:{draft_key(draft)}")
    await agreed.plan_in_chat(ash, "Every home", "A week")
    await ash.press("Propose it")
    await vi.press("I can't")
    await vi.type("Ask about breakfast as well.")
    reopened = [m.text for m in ash.shown.values()]

    round_ = await field.again(chats, RoundId(SURVEY.key))
    assert round_.state is State.CANCELLED
    assert round_.survey.model_copy(update={"version": 1}) == SURVEY
    assert any("Ask about breakfast as well." in text for text in reopened)
    assert SURVEY.title["en"] in reopened[-1]
    assert "Is it good as it is" not in "".join(m.text for m in mo.shown.values())


async def test_c5_somebody_elses_draft_cannot_be_asked(chats: Chats) -> None:
    """An unfinished thought is its author's alone."""
    ash, _ = await field.crew(chats)
    kit = await chats.add("Kit", role=Role.EBE, home="")
    person = await field.person(chats, ash)
    async with chats.world.database.write() as db:
        draft = await designing.new_draft_from(db, chats.world, person, SURVEY)

    said = [await kit.tap(f"st:{way}:{draft_key(draft)}") for way in ("who", "days")]

    assert said[0] == "Left. Nothing was sent."
    assert await mine(chats, kit) == []


def test_ready_words_are_true_of_the_way_and_the_questions() -> None:
    """A slip, a name, easy words: said only where there are such."""
    pick = SingleChoice(
        id=QuestionKey("tea"),
        text={"en": "When?"},
        easy={"en": "When?"},
        choices=(
            Choice(value="six", label={"en": "Six"}, easy={"en": "6"}),
            Choice(value="no", label={"en": "Never"}, easy={"en": "No"}),
        ),
    )
    taps = SURVEY.model_copy(update={"questions": (pick,)})

    assert "slip" in ready_words(Part.SPACE, Way.TICKET, SURVEY)[0]
    assert "name" in ready_words(Part.SPACE, Way.NAMED, SURVEY)[1]
    assert "You don't have to write." in ready_words(Part.VOICE, Way.TOGETHER, taps)[0]
    assert "Easy words" in ready_words(Part.VOICE, Way.TOGETHER, taps)[-1]
    assert not any("Easy" in one for one in ready_words(Part.VOICE, Way.TOGETHER, SURVEY))
