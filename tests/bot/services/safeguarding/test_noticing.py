"""Words that look like danger: their author is answered first, and nothing is swallowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.wording.noticing import First, Moment, again_card
from storage import concerns
from surveys.flow.answers import Declined, Wrote
from surveys.people.roles import Role
from surveys.rounds.round import Round
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Concern, Source, Telling
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.screening import CATEGORIES, Screening
from tests.bot.chatting import START, Chats, Chatter, consent

ABUSE = "my dad hits me"
NOW = "I want to kill myself tonight"
NAMES = "they call me names at school every day"
LOW = "I feel low a lot"
STAFF = "a worker hurt me"
WORD = "word"
"""The question that asks for one word."""


async def kept(chats: Chats) -> list[Concern]:
    async with chats.world.database.read() as db:
        return await concerns.list_concerns(db, chats.world.keys)


def planned(chats: Chats, **plan: object) -> None:
    """Another plan, from the start."""
    made = Plan.model_validate({"safety_read": False, **plan})
    policy = chats.world.policy.model_copy(update={"plan": made})
    chats.world = replace(chats.world, policy=policy)


async def lead(chats: Chats, nick: str = "Sam", home: str = "") -> Chatter:
    return await chats.add(nick, role=Role.SAFEGUARDING_LEAD, home=home)


async def at_words(chats: Chats) -> tuple[Chatter, Round]:
    """Somebody who is asked for one word, in the middle of a round."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    for label in ("Yes", "At six", "Next", "☐ Games", "Done", "3"):
        await ann.press(label)
    return ann, round_


async def in_envelope(chats: Chats, ann: Chatter, round_: Round) -> dict[str, object]:
    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    return {str(key): answer for key, answer in sitting.answers.items()}


@pytest.mark.parametrize("words", ["Mina hit me", "the safeguarding lead hit me"])
async def test_c7_words_that_name_the_lead_are_not_answered_with_the_lead(
    chats: Chats, words: str
) -> None:
    """C7: "Mina is the person for worries" would be the worst answer to "Mina hit me".

    Fails when the card of numbers names the lead after all.
    """
    await lead(chats, "Mina")
    await chats.add("Dee", role=Role.SAFEGUARDING_DEPUTY, home="")
    ann = await chats.add()

    said = await ann.type(words)
    assert "I'm telling Dee, safeguarding deputy" in said
    assert "is the person for worries" not in said


async def test_g6_the_author_is_told_first_and_their_answer_is_saved_as_ever(
    chats: Chats,
) -> None:
    """G6: thanks, belief, who must be told, the numbers; then the round goes on."""
    await lead(chats)
    ann, round_ = await at_words(chats)

    said = await ann.type(ABUSE)
    (concern,) = await kept(chats)

    assert "I'm telling Sam, safeguarding lead." in said
    assert said.index("I believe you.") < said.index("Childline") < said.index("Saved")
    assert (concern.words, concern.category) == (ABUSE, "abuse")
    assert (concern.source, concern.question) == (Source.ANSWER, WORD)
    assert concern.telling is Telling.TOLD_FIRST
    assert (await in_envelope(chats, ann, round_))[WORD] == Wrote(ABUSE)


async def test_g6_nobody_else_is_told_before_the_author(chats: Chats) -> None:
    """G6: told first, then told. The ping is owed in the same commit and goes seconds later."""
    sam = await lead(chats)
    ann, _ = await at_words(chats)

    await ann.type(ABUSE)
    before = len(sam.shown)
    chats.clock.on(seconds=6)
    await chats.deliver()

    assert before == 0
    assert len(sam.shown) == 1
    assert ABUSE not in sam.newest.text
    assert "Ann" not in sam.newest.text


async def test_words_of_severity_3_are_torn_out_before_a_reader_and_it_is_said(
    chats: Chats,
) -> None:
    """A reader must not meet them; whoever wrote them must know what becomes of them."""
    await lead(chats)
    ann, round_ = await at_words(chats)

    said = await ann.type(NOW)
    sitting = (await chats.envelope(round_, ann)).sitting

    assert "ring 999 or go to an adult you trust" in said
    assert "I tear those words out before the answers are mixed, or sent with your name." in said
    assert sitting is not None
    assert sitting.masked == (WORD,)


async def test_leave_it_out_takes_the_answer_out_in_one_tap(chats: Chats) -> None:
    """Their envelope is theirs. What a person was told stays with that person."""
    await lead(chats)
    ann, round_ = await at_words(chats)
    await ann.type(NOW)

    said = await ann.press("Leave it out")
    again = await ann.press("Leave it out")
    answer = (await in_envelope(chats, ann, round_))[WORD]

    assert "It counts as skipped." in said
    assert isinstance(answer, Declined)
    assert "isn't in your envelope any more" in again
    assert len(await kept(chats)) == 1


async def test_not_meant_is_marked_and_not_swallowed(chats: Chats) -> None:
    """Somebody frightened takes things back. A person looks all the same."""
    await lead(chats)
    ann, _ = await at_words(chats)
    await ann.type(ABUSE)

    said = await ann.press("That's not what I meant")
    (concern,) = await kept(chats)

    assert "Sam still gets it" in said
    assert concern.not_meant


async def test_t8_not_meant_tapped_twice_is_said_once(chats: Chats) -> None:
    """A thumb that shakes taps twice; the second gets the same words as a pop-up."""
    await lead(chats)
    ann, _ = await at_words(chats)
    await ann.type(ABUSE)

    await ann.press("That's not what I meant")
    shown = len(ann.shown)
    again = await ann.press("That's not what I meant")

    assert len(ann.shown) == shown
    assert "Sam still gets it" in again


async def test_a_worry_with_choices_tells_nobody_until_one_is_made(chats: Chats) -> None:
    """Who hears about being called names is theirs to choose; what each means stands there."""
    sam = await lead(chats)
    ann, _ = await at_words(chats)

    said = await ann.type(NAMES)
    chats.clock.on(minutes=5)
    await chats.deliver()
    (concern,) = await kept(chats)

    assert "You choose who hears about this. Sam, safeguarding lead" in said
    assert "If you don't choose in 30 minutes, I tell nobody." in said
    assert concern.telling is Telling.OFFERED
    assert not sam.shown


@pytest.mark.parametrize(
    ("label", "telling"),
    [("Tell Sam it's me", Telling.WITH_NAME), ("Tell Sam, not who", Telling.WITHOUT_NAME)],
)
async def test_a_choice_to_tell_is_read_back_before_it_is_done(
    chats: Chats, label: str, telling: Telling
) -> None:
    """What cannot be undone is said in full, and done at the second tap only."""
    await lead(chats)
    ann, _ = await at_words(chats)
    await ann.type(NAMES)

    sure = await ann.press(label)
    (waiting,) = await kept(chats)
    done = await ann.press("Yes, tell Sam")
    (told,) = await kept(chats)

    assert "This is what I'll do if you say yes." in sure
    assert "I haven't told anyone yet." in sure
    assert waiting.telling is Telling.OFFERED
    assert "I'm telling Sam, safeguarding lead" in done
    assert told.telling is telling


async def test_g8_going_back_from_a_choice_shows_all_of_them_again(chats: Chats) -> None:
    """G8: "not who" says that they might still guess, before it is taken."""
    await lead(chats)
    ann, _ = await at_words(chats)
    await ann.type(NAMES)

    sure = await ann.press("Tell Sam, not who")
    await ann.press("Go back")

    assert "They might still guess. Two people together can open who it is." in sure
    assert any("Just numbers" in shown.labels() for shown in ann.shown.values())


@pytest.mark.parametrize(
    "label", ["Just numbers", "That's not what I meant", "My people already know"]
)
async def test_g8_just_numbers_leaves_nothing_and_tells_nobody(chats: Chats, label: str) -> None:
    """G8: these delete only what was offered; the answer stays where it was."""
    sam = await lead(chats)
    ann, round_ = await at_words(chats)
    await ann.type(NAMES)

    await ann.press(label)
    chats.clock.on(hours=5)
    await chats.deliver()

    assert await kept(chats) == []
    assert not sam.shown
    assert (await in_envelope(chats, ann, round_))[WORD] == Wrote(NAMES)


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("severity", [1, 2, 3])
@pytest.mark.full
async def test_g8_told_first_never_offers_just_numbers_or_not_who(
    chats: Chats, monkeypatch: pytest.MonkeyPatch, category: screening.Category, severity: int
) -> None:
    """G8: in every category and severity, forged presses too."""
    told = severity == 3 or (severity == 2 and category in screening.TOLD_FIRST)
    found = Screening(True, category, severity, True, told, severity == 3, "made up")
    planned(chats, choice_categories=CATEGORIES)
    monkeypatch.setattr(screening, "screen", lambda text: found)
    await lead(chats)
    ann = await chats.add()
    never = told or category not in {"bullying", "medical", "self_harm"}

    await ann.type("words")
    labels = {label for shown in ann.shown.values() for label in shown.labels()}
    (concern,) = await kept(chats)
    for choice in ("numbers", "unnamed_yes", "known") if never else ():
        await ann.tap(f"cn:{concern.handle}:{choice}")

    assert labels.isdisjoint({"Just numbers", "Tell Sam, not who"}) is never
    assert len(await kept(chats)) == 1
    assert (await kept(chats))[0].telling is not Telling.WITHOUT_NAME


async def test_g5_a_bare_cry_gets_the_numbers_for_it_in_the_middle_of_a_question(
    chats: Chats,
) -> None:
    """ "999" is no answer to "When should tea be": it is somebody who looks for help.

    Fails when the question is only asked again, or "suicide" shows the general numbers.
    """
    ann = await chats.add()
    await consent(ann, await chats.open_round(ann))

    emergency = await ann.type("999")
    suicide = await ann.type("suicide")

    assert "ring 999" in emergency
    assert emergency.index("Emergency") < emergency.index("Childline")
    assert "0800 068 4141" in suicide
    assert suicide.index("NHS 111") < suicide.index("Emergency")
    assert await kept(chats) == []


async def test_what_is_kept_of_words_of_danger_is_said_in_one_place(chats: Chats) -> None:
    """ "I don't keep a note" under words that are being passed on would be read as a lie.

    Fails when the numbers after a danger card speak of what is kept.
    """
    await lead(chats)
    ann, _ = await at_words(chats)

    assert "I don't keep a note" not in await ann.type(ABUSE)
    assert "I don't keep a note" in await ann.type("/help")


def test_a_person_without_a_name_is_spoken_of_in_whole_sentences() -> None:
    """ "what the safeguarding lead, gets" reads like a slip where trust is asked for."""
    concern = Concern(bytes(16), "C-7F3K", START, Source.ANSWER, Telling.TOLD_FIRST, 2, ABUSE)
    unnamed = Moment(concern, First("", Role.SAFEGUARDING_LEAD))

    assert "The safeguarding lead has that already." in again_card(unnamed).text
    assert "to what the safeguarding lead gets." in again_card(unnamed, more=True).text
