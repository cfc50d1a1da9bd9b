"""R7 through the running program: what an author is shown, may put back, and may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.wording.looking import mark_of
from storage import envelopes
from surveys.anonymity.as_read import as_read
from surveys.anonymity.envelope import pack
from surveys.definitions.questions import LongText, ShortText
from surveys.flow.answers import Wrote
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import QuestionKey
from surveys.people.person import Chat
from surveys.redaction.previewing import preview
from surveys.redaction.roster import Roster
from surveys.rounds.round import Round
from tests.bot.chatting import POLICY, SURVEY, Chats, Chatter, consent

WORD, CHANGE = QuestionKey("word"), QuestionKey("change")
TALKING = SURVEY.model_copy(
    update={"questions": tuple(q for q in SURVEY.questions if isinstance(q, ShortText | LongText))}
)
THIRD = "Tamika Boyle"


@pytest.fixture(params=[Chat.TELEGRAM, pytest.param(Chat.WEB, marks=pytest.mark.full)])
def chat(request: pytest.FixtureRequest) -> Chat:
    """Either chat."""
    assert isinstance(request.param, Chat)
    return request.param


async def asked(
    chats: Chats, chat: Chat = Chat.TELEGRAM, nick: str = "Seun"
) -> tuple[Round, Chatter]:
    """Somebody at the first question, in a house where Tamika and Summer live too."""
    ann = await chats.add("Seun", chat=chat)
    for other in (THIRD, "Summer"):
        await chats.add(other)
    round_ = await chats.open_round(ann, survey=TALKING)
    await consent(ann, round_)
    return round_, ann


async def sitting_of(chats: Chats, round_: Round, who: Chatter) -> Sitting:
    """What is in their envelope."""
    sitting = (await chats.envelope(round_, who)).sitting
    assert sitting is not None
    return sitting


async def test_r7_words_are_shown_as_readers_get_them_before_going_on(
    chats: Chats, chat: Chat
) -> None:
    """They decide before anybody reads; and whoever goes on hides it."""
    round_, ann = await asked(chats, chat)
    said = await ann.type("Tamika is the best")
    labels = ann.newest.labels()
    onward = await ann.press("Keep hidden and go on")

    assert said == (
        "Saved.\n\nI'd hide these before anyone reads it for the results:\n“[a name] is the best”"
    )
    assert labels == ["Keep hidden and go on", "Change my words", "Need help?"]
    assert "What would you change?" in onward
    kept = await sitting_of(chats, round_, ann)
    assert kept.answers[WORD] == Wrote("Tamika is the best")
    assert not kept.put_back


async def test_nothing_to_hide_costs_no_message(chats: Chats) -> None:
    """Turn-taking stays as quick as it was."""
    _, ann = await asked(chats)
    said = await ann.type("the food is ok i guess")

    assert "What would you change?" in said
    assert "---" not in said


async def test_r7_their_own_nickname_and_what_was_asked_about_can_be_shown(
    chats: Chats, chat: Chat
) -> None:
    """A tap shows it, a second tap hides it; nobody else has a button."""
    round_, ann = await asked(chats, chat)
    await ann.type("summer was good and Seun told Tamika")
    before = ann.newest.labels()
    shown = await ann.press("Show “summer”")
    both = await ann.press("Show “Seun”")
    hidden = await ann.press("Hide “summer”")

    assert before[2:] == ["Show “summer”", "Show “Seun”", "Need help?"]
    assert "“summer was good and [a name] told [a name]”" in shown
    assert "“summer was good and Seun told [a name]”" in both
    assert "“[a name?] was good and Seun told [a name]”" in hidden
    assert (await sitting_of(chats, round_, ann)).put_back == {WORD: frozenset({"seun"})}


async def test_r7_a_nickname_that_somebody_else_goes_by_too_stays_hidden(chats: Chats) -> None:
    """It could be the other Seun who told."""
    _, ann = await asked(chats)
    await chats.add("seun")
    said = await ann.type("Seun told")

    assert "“[a name] told”" in said
    assert "Show “Seun”" not in ann.newest.labels()


async def test_r7_third_parties_stay_hidden_whatever_is_tapped_typed_or_forged(
    chats: Chats, chat: Chat
) -> None:
    """Tamika is not there to say whether she minds."""
    round_, ann = await asked(chats, chat)
    text = "summer was good and Seun told Tamika"
    await ann.type(text)
    people = ["Tamika Boyle", "Summer", "Seun"]
    seen = preview(text, Roster.model_validate({"people": people}), frozenset({"Seun"}))
    assert seen is not None
    for piece in seen.pieces:
        await ann.tap(f"pb:{round_.tag}:0:{mark_of(piece)}:1")
    for typed in ("show tamika", "show Tamika", "no", "yes show it"):
        await ann.type(typed)
    at_preview = ann.newest.text
    kept = await chats.envelope(round_, ann)
    known = Roster.model_validate({"people": people})
    sealed = as_read(kept, known, frozenset({"Seun"})).sitting

    assert "Seun told [a name]”" in at_preview
    assert kept.sitting is not None
    assert "tamika" not in {word for back in kept.sitting.put_back.values() for word in back}
    assert sealed is not None
    assert sealed.answers[WORD] == Wrote("summer was good and Seun told [a name]")


async def test_r7_editing_shows_the_new_words_and_hides_third_parties_in_them(
    chats: Chats, chat: Chat
) -> None:
    """An edit is looked at like the first words, and old wishes do not carry over."""
    round_, ann = await asked(chats, chat)
    await ann.type("summer was good")
    await ann.press("Show “summer”")
    asked_again = await ann.press("Change my words")
    again = await ann.type("summer was good with Tamika")
    await ann.press("Change my words")
    clean = await ann.type("it was good with a friend")

    assert "You said: summer was good" in asked_again
    assert "“[a name?] was good with [a name]”" in again
    assert "What would you change?" in clean
    assert (await sitting_of(chats, round_, ann)).answers[WORD] == Wrote(
        "it was good with a friend"
    )


async def test_r7_the_summary_shows_words_as_readers_get_them(chats: Chats, chat: Chat) -> None:
    """What is sent is what they saw."""
    _, ann = await asked(chats, chat)
    await ann.type("summer was good")
    await ann.press("Show “summer”")
    await ann.press("Go on")
    await ann.type("ask Tamika")
    await ann.press("Keep hidden and go on")
    await ann.press("My words")
    summary = await ann.press("Rip mine up")

    assert "   summer was good\n" in summary
    assert "   ask [a name]\n" in summary
    assert "What's in [ ] is hidden from readers." in summary
    assert "Tamika" not in summary


async def test_words_they_share_with_nobody_or_sign_are_shown_as_they_are(chats: Chats) -> None:
    """No reader gets what is torn out."""
    _, ann = await asked(chats)
    await ann.type("ask Tamika")
    await ann.press("Keep hidden and go on")
    await ann.type("nothing")
    await ann.press("Don't share")
    summary = await ann.press("Rip mine up")
    await ann.press("Change 1")
    changed = await ann.type("ask Tamika please")

    assert "   ask Tamika\n" in summary
    assert "[ ]" not in summary
    assert "hide" not in changed


@pytest.mark.parametrize("typed", ["next", "ok", "yes", "keep it hidden", "skip", "/skip"])
async def test_typing_goes_on_as_a_tap_does(chats: Chats, typed: str) -> None:
    """Nobody has to find a button."""
    _, ann = await asked(chats)
    await ann.type("ask Tamika")

    assert "What would you change?" in await ann.type(typed)


@pytest.mark.parametrize("typed", ["change it", "edit", "back", "/back"])
async def test_typing_brings_the_words_back_as_a_tap_does(chats: Chats, typed: str) -> None:
    """Changing is as near as going on."""
    _, ann = await asked(chats)
    await ann.type("ask Tamika")

    assert "You said: ask Tamika" in await ann.type(typed)


async def test_what_fits_nothing_is_not_kept_and_is_told_so(chats: Chats) -> None:
    """ "No" at the preview may mean many things; none of them may cost the answer."""
    round_, ann = await asked(chats)
    await ann.type("ask Tamika")
    said = await ann.type("no")

    assert said.startswith("Tap a button, or type next to go on.")
    assert "“ask [a name]”" in said
    assert (await sitting_of(chats, round_, ann)).answers == {WORD: Wrote("ask Tamika")}


async def test_could_someone_guess_is_asked_only_of_words_that_point_at_somebody(
    chats: Chats,
) -> None:
    """It says so once, leaves it to them, and blocks nothing."""
    round_, ann = await asked(chats)
    said = await ann.type("i'm the only girl here so i get the small room")
    labels = ann.newest.labels()
    onward = await ann.type("no")

    assert "Could someone guess it's you?" in said
    assert "I'd hide" not in said
    assert labels == ["Go on", "Change my words", "Need help?"]
    assert "What would you change?" in onward
    assert (await sitting_of(chats, round_, ann)).looking is None


async def test_an_old_button_of_the_preview_does_nothing_to_what_came_after(chats: Chats) -> None:
    """Two thumbs, or two devices: one effect."""
    round_, ann = await asked(chats)
    await ann.type("summer was good")
    pressed = {button.label: button.press for button in ann.newest.buttons}
    await ann.press("Keep hidden and go on")
    before = await sitting_of(chats, round_, ann)
    for label in ("Keep hidden and go on", "Show “summer”"):
        assert "from before" in await ann.tap(pressed[label])

    assert await sitting_of(chats, round_, ann) == before


async def test_send_from_an_older_summary_waits_until_changed_words_were_seen(
    chats: Chats,
) -> None:
    """What is sent is what they saw, also with two summaries on the screen."""
    round_, ann = await asked(chats)
    await ann.type("fine")
    await ann.type("fine")
    await ann.press("My words")
    await ann.press("Rip mine up")
    await ann.press("Change 1")
    await ann.type("ask Tamika")
    refused = await ann.tap(f"send:{round_.tag}")
    at = (await sitting_of(chats, round_, ann)).stage
    await ann.press("Keep hidden and go on")
    await ann.press("Send")
    sent = await sitting_of(chats, round_, ann)
    await ann.press("Change something")
    await ann.press("Change 1")
    again = await ann.type("ask Tamika now")
    back = await ann.type("ok")

    assert "from before" in refused
    assert at is Stage.CHECKING
    assert sent.stage is Stage.SENT
    assert "Saved. The envelope you sent has the change in it." in again
    assert "“ask [a name] now”" in again
    assert "Here's what you sent." in back
    assert "ask [a name] now" in back


async def test_coming_back_shows_the_preview_again(chats: Chats, chat: Chat) -> None:
    """After a restart, a pause or days, they are where they were."""
    round_, ann = await asked(chats, chat)
    await ann.type("summer was good")
    await ann.press("Show “summer”")
    again = await ann.tap(f"go:{round_.tag}")
    await ann.type("stop")
    resumed = await ann.press("Carry on")

    assert "“summer was good”" in again
    assert "“summer was good”" in resumed


async def test_a_preview_with_nothing_left_to_say_lets_go(chats: Chats) -> None:
    """What was known about people changes; nobody is kept at an empty card."""
    round_, ann = await asked(chats)
    sitting = Sitting(
        stage=Stage.ASKING, at=CHANGE, answers={WORD: Wrote("all fine")}, looking=WORD
    )
    envelope = replace(await chats.envelope(round_, ann), sitting=sitting)
    async with chats.world.database.write() as db:
        blob = pack(envelope, round_.envelope_size)
        pid = await chats.pid(ann)
        await envelopes.save_envelope(db, chats.world.keys, round_.id, pid, blob)

    assert "What would you change?" in await ann.tap(f"go:{round_.tag}")


async def test_words_about_danger_get_their_card_first_and_no_preview_of_what_is_torn_out(
    chats: Chats,
) -> None:
    """A card about names is not what somebody in danger needs, and readers get none of it."""
    round_, ann = await asked(chats)
    said = await ann.type("Tamika is going to kill me tonight and i am scared he has a knife")
    kept = await sitting_of(chats, round_, ann)

    assert "I'd hide" not in said
    assert WORD in kept.masked
    assert kept.looking is None
    assert "What would you change?" in said


async def test_words_about_danger_typed_at_the_preview_are_heard_and_answer_nothing(
    chats: Chats,
) -> None:
    """They are no answer there, and nobody in danger is told to tap a button instead."""
    round_, ann = await asked(chats)
    await ann.type("ask Tamika")
    said = await ann.type("i want to kill myself tonight")
    kept = await sitting_of(chats, round_, ann)

    assert "0800 1111" in said
    assert kept.answers == {WORD: Wrote("ask Tamika")}
    assert kept.looking == WORD
    assert "Tap a button" not in said


async def test_e3_what_is_shown_again_is_inert(chats: Chats) -> None:
    """Their own words must not become a link, a mention or a command in the preview."""
    _, ann = await asked(chats)
    said = await ann.type("Tamika says /start @staff and look at t.me/x *bold* <b>")

    assert "/start" not in said
    assert "@staff" not in said
    assert "t.me/x" not in said


async def test_the_safety_read_is_told_where_there_is_one(chats: Chats) -> None:
    """ "Hidden" is said only of those it is hidden from."""
    plan = POLICY.plan.model_copy(update={"safety_read": True})
    chats.world = replace(chats.world, policy=POLICY.model_copy(update={"plan": plan}))
    _, ann = await asked(chats)

    assert "A trained person may read it as you typed it first." in await ann.type("ask Tamika")


async def test_r7_tidying_up_takes_the_preview_along(chats: Chats, chat: Chat) -> None:
    """It has their words in it: whoever picks up the phone must not read them there."""
    _, ann = await asked(chats, chat)
    await ann.type("summer was good")
    await ann.press("Show “summer”")
    await ann.type("/tidy")

    assert not [each.text for each in ann.shown.values() if "summer" in each.text]


async def test_with_nothing_hidden_any_more_the_card_says_so(chats: Chats) -> None:
    """ "Keep hidden" beside words that are all shown would be untrue."""
    _, ann = await asked(chats)
    await ann.type("summer was good")
    said = await ann.press("Show “summer”")

    assert said == "Readers get this:\n“summer was good”"
    assert ann.newest.labels()[0] == "Go on"


async def test_long_words_are_shown_in_one_message(chats: Chats) -> None:
    """One message more at the most, however much somebody wrote."""
    _, ann = await asked(chats)
    await ann.type("fine")
    said = await ann.type("Tamika said no. " * 120)

    assert len(said) < 4000
    assert "---" not in said
    assert said.count("[a name]") > 100
