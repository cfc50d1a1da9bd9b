"""Typed words and whole sittings, through the real adaptor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.answers.answering import SHORT_OUTAGE, ask_all_again
from storage import envelopes, ledger
from storage.engine import Database
from surveys.definitions.questions import Choice, ShortText, SingleChoice
from surveys.flow.answers import Chose, Wrote
from surveys.flow.sitting import Stage
from surveys.ids import QuestionKey
from surveys.people.person import Chat
from surveys.rounds.ledger import Standing
from surveys.rounds.round import Round
from tests.bot.chatting import SURVEY, Chats, Chatter, answer_all, consent

pytestmark = pytest.mark.sqlite_only


async def standing(chats: Chats, round_: Round, who: Chatter) -> Standing | None:
    async with chats.world.database.read() as db:
        return await ledger.standing(db, round_.id, await chats.pid(who))


@pytest.mark.parametrize("chat", Chat)
async def test_a_whole_sitting_from_the_invitation_to_the_six_words(
    chats: Chats, chat: Chat
) -> None:
    """The main job: asked, told the limits, answered, checked, sent, words in hand."""
    ann = await chats.add(chat=chat)
    round_ = await chats.open_round(ann)

    first = await consent(ann, round_)
    summary = await answer_all(ann)
    popup = await ann.press("Send")

    envelope = await chats.envelope(round_, ann)
    assert first.startswith("1 of 6 · about ")
    assert "A later bedtime" in summary
    assert len(envelope.words) == 6
    assert popup.startswith(f"Your six take-back words:\n{' '.join(envelope.words)}\n")
    assert await standing(chats, round_, ann) is Standing.SUBMITTED


async def test_typed_answers_count_like_taps(chats: Chats) -> None:
    """A tap lives 150 seconds on Telegram's side; typing always works."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await ann.type("/start")
    await ann.press("Start: Evenings")
    for words in (
        "next",
        "ok",
        "start",
        "yes",
        "2",
        "next",
        "games, films",
        "4",
        "ok",
        "Bed later",
    ):
        await ann.type(words)
    await ann.type("3")
    await ann.type("1")
    summary = await ann.type("send")

    envelope = await chats.envelope(round_, ann)
    assert envelope.sitting is not None
    assert envelope.sitting.answers[QuestionKey("tea")] == Chose(("seven",))
    assert envelope.sitting.answers[QuestionKey("fun")] == Chose(("games", "films"))
    assert envelope.sitting.sent
    assert summary.startswith("Thanks, that's sent.")


async def test_the_take_back_words_are_in_no_message(chats: Chats) -> None:
    """A17: whoever later reads every message the bot ever sent finds no words in any."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await answer_all(ann)
    await ann.type("send")
    card = ann.newest.text
    popup = await ann.press("My take-back words")

    words = " ".join((await chats.envelope(round_, ann)).words)
    assert "Tap My take-back words to see your six words." in card
    assert words in popup
    assert not any(words in shown.text for shown in ann.shown.values())


async def test_saved_is_said_only_after_the_commit(chats: Chats) -> None:
    """The word is in the next message, and that message waits in the outbox for the commit."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)

    said = await ann.press("Yes")

    assert "Saved.\n\n2 of 6" in said
    assert (await chats.envelope(round_, ann)).sitting.answers  # type: ignore[union-attr]


async def test_g4_nothing_is_asked_or_stored_before_the_three_screens(chats: Chats) -> None:
    """Consent is told first, screen by screen; nothing typed or pressed jumps over it."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await ann.tap(f"go:{round_.tag}")
    tried = ("yes please", "2", "A later bedtime", "skip", "send", "done")
    codes = ("c:{}:0:0:1", "c:{}:1:1:1", "d:{}:3", "s:{}:0", "send:{}", "ok:{}:2", "f:{}:1")
    for words in tried:
        await ann.type(words)
    for code in codes:
        await ann.tap(code.format(round_.tag))

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert not sitting.consented
    assert sitting.answers == {}
    assert not any("of 6" in shown.text for shown in ann.shown.values())


async def test_it_goes_on_where_it_stopped_after_days(chats: Chats) -> None:
    """/stop pauses; the envelope waits; /start shows the same question again."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.press("Yes")
    stopped = await ann.type("STOP")
    chats.clock.on(days=3)
    again = await ann.type("/start")

    assert stopped.startswith("Stopped for now.")
    assert again.startswith("2 of 6")


async def test_words_typed_while_paused_answer_nothing(chats: Chats) -> None:
    """The question they could be meant for is not in sight."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.type("/stop")
    said = await ann.type("yes")

    assert said.startswith("1 of 6")
    assert (await chats.envelope(round_, ann)).sitting.answers == {}  # type: ignore[union-attr]


async def test_a_change_after_sending_is_in_the_sent_envelope_at_once(chats: Chats) -> None:
    """They can change it until the close; nothing has to be sent again."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await answer_all(ann)
    await ann.press("Send")
    await ann.press("Change something")
    await ann.press("Change 6")
    said = await ann.type("Nothing, really")

    envelope = await chats.envelope(round_, ann)
    assert envelope.sitting is not None
    assert said.startswith("Saved. The envelope you sent has the change in it.")
    assert envelope.sitting.answers[QuestionKey("change")] == Wrote("Nothing, really")
    assert envelope.sitting.sent
    assert len(envelope.words) == 6


async def test_what_is_typed_outside_any_question_is_not_kept(chats: Chats) -> None:
    """Nobody reads it, and pretending otherwise could cost somebody help."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    before = await ann.type("The soup was cold today")
    await consent(ann, round_)
    await answer_all(ann)
    await ann.press("Send")
    after = await ann.type("The soup was cold today")

    assert before.startswith("Nobody reads this. I did not keep it.")
    assert after.startswith("Nobody reads this. I did not keep it.")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("help", "People you can talk to"),
        ("HELP", "People you can talk to"),
        ("Need help?", "People you can talk to"),
        ("Privacy", "What is kept, and for how long"),
        ("My data", "This is what I have about you"),
        ("stop", "Stopped for now."),
        ("Skip", "Saved."),
        ("back", "Do staff listen?"),
        ("DELETE", "Do you want to tear up answers, or be forgotten?"),
        ("delete me!", "Delete everything I have about you?"),
        ("withdraw", "Tear up your answers to"),
        ("tidy up", "Cleared what I could."),
    ],
)
@pytest.mark.full
async def test_b2_a_bare_word_is_a_command_in_a_question_too(
    chats: Chats, words: str, answer: str
) -> None:
    """Whoever types "help" at a question about dinner wants help, not dinner."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.press("Yes")

    said = await ann.type(words)
    assert answer in said


@pytest.mark.parametrize("command", ["help", "privacy", "mydata", "withdraw", "deleteme", "stop"])
async def test_commands_work_in_every_state(chats: Chats, command: str) -> None:
    """A stranger, somebody with nothing to answer, in a sitting, sent, and after the close."""
    stranger, ann = chats.stranger(), await chats.add()
    said = [await stranger.type(f"/{command}"), await ann.type(f"/{command}")]
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    said.append(await ann.type(f"/{command}"))
    await ann.type("/start")
    await answer_all(ann)
    said.append(await ann.type(f"/{command}"))
    await ann.type("/start")
    await ann.press("Send")
    said.append(await ann.type(f"/{command}"))
    await chats.close_round(round_)
    said.append(await ann.type(f"/{command}"))

    assert all(said)
    assert not any("went wrong" in one for one in said)


async def test_b2_a_choice_named_like_a_command_can_be_typed(chats: Chats) -> None:
    """Only the words for help come before a label of the question in sight."""
    named = SingleChoice(
        id=QuestionKey("q"),
        text={"en": "What matters most?"},
        choices=(
            Choice(value="privacy", label={"en": "Privacy"}),
            Choice(value="help", label={"en": "Help"}),
        ),
    )
    ann = await chats.add()
    round_ = await chats.open_round(
        ann, survey=SURVEY.model_copy(update={"key": "named", "questions": (named,)})
    )
    await consent(ann, round_)
    numbers = await ann.type("help")
    await ann.type("privacy")

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert numbers.startswith("People you can talk to")
    assert sitting.answers == {QuestionKey("q"): Chose(("privacy",))}


async def test_b2_a_button_where_words_are_wanted_says_so(chats: Chats) -> None:
    """An old choice button at a text question answers nothing."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    for label in ("Yes", "At six", "Next", "☐ Games", "Done", "3"):
        await ann.press(label)
    said = await ann.tap(f"d:{round_.tag}:5")

    assert "own words" in said


ODD = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "😀" * 40,
    "👩‍👩‍👧‍👦",
    "Z̷͎̏a̸̧̛l̵̰͑g̷̱̈o̴͓͝",
    "مرحبا hello שלום",
    "x" * 4096,
    "\u202eabc\u2066",
    "\ud83d",
    "'; DROP TABLE answers; --",
    "../../etc/passwd",
    "/etc/passwd",
    "%s%n{0}{__class__}",
    "{{7*7}}${7*7}<%= 7 %>",
    "=HYPERLINK(1)",
)


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
@pytest.mark.full
async def test_b1_b3_odd_words_are_kept_faithfully_or_refused_kindly(
    chats: Chats, words: str
) -> None:
    """Never a crash, never a changed word, never anything done but storing it."""
    ann = await chats.add()
    question = ShortText(id=QuestionKey("q"), text={"en": "One word?"})
    survey = SURVEY.model_copy(update={"key": "odd", "questions": (question,)})
    round_ = await chats.open_round(ann, survey=survey)
    await consent(ann, round_)
    said = await ann.type(words)

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert said
    assert "went wrong" not in said
    kept = sitting.answers.get(QuestionKey("q"))
    whole = words.replace("\x00", "").replace("\ud83d", "�").strip()
    assert kept is None or kept == Wrote(whole)


@pytest.mark.parametrize(
    "code", ["x" * 65, "a b", "../..", "é" * 10, "'; drop", "{0}", "A" * 22, "-" * 64, "_"]
)
async def test_b3_an_odd_start_code_is_one_that_opens_nothing(chats: Chats, code: str) -> None:
    """Wrong, illegal and too long get one and the same reply."""
    said = await chats.stranger().type(f"/start {code}")

    assert said == await chats.stranger(990_000_002).type("/start AAAAAAAAAAAAAAAAAAAAAA")


async def test_t5_a_late_answer_to_a_closed_round_is_not_kept_and_said(
    chats: Chats, database: Database
) -> None:
    """By commit time: after the close nothing goes in, however it was sent."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await chats.close_round(round_)
    async with database.read() as db:
        pid = await chats.pid(ann)
        before = await envelopes.load_envelope(db, chats.world.keys, round_.id, pid)
    typed = await ann.type("yes")
    tapped = await ann.tap(f"c:{round_.tag}:0:0:1")

    async with database.read() as db:
        after = await envelopes.load_envelope(db, chats.world.keys, round_.id, pid)
    assert typed == tapped == "“Evenings” has closed, so I can't take that. I kept nothing of it."
    assert after == before


async def test_t5_a_repeated_update_takes_effect_once(chats: Chats) -> None:
    """Telegram repeats what it was not sure we got, even a day later and out of order."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    raw = {"update_id": 77, "message": ann.message({"text": "yes"})}
    await chats.take(Chat.TELEGRAM, raw)
    chats.clock.on(hours=25)
    for _ in range(5):
        await chats.take(Chat.TELEGRAM, raw)
    await chats.deliver()

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert sitting.at == "tea"
    assert sum(shown.text.startswith("Saved.\n\n2 of 6") for shown in ann.shown.values()) == 1


async def test_a5_every_envelope_is_stored_at_one_size_all_along(
    chats: Chats, database: Database
) -> None:
    """Length alone would tell who wrote much, and who wrote nothing."""
    ann, bob = await chats.add(), await chats.add("Bob")
    round_ = await chats.open_round(ann, bob)
    sizes: set[int] = set()

    async def look() -> None:
        async with database.read() as db:
            connection = await db.connection()
            rows = await connection.exec_driver_sql("SELECT length(blob) FROM envelopes")
            sizes.update(row[0] for row in rows.all())

    await look()
    await consent(ann, round_)
    await look()
    await answer_all(ann)
    await look()
    await ann.press("Send")
    await look()
    await ann.type("/withdraw")
    await ann.press("Yes, tear")
    await look()

    assert len(sizes) == 1


async def test_no_thanks_opts_out_and_start_opts_in_again(chats: Chats) -> None:
    """Saying no is one tap, so is changing one's mind."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    said = await ann.tap(f"no:{round_.tag}")
    out = await standing(chats, round_, ann)
    await ann.press("Start")

    assert said.startswith("That's fine.")
    assert out is Standing.OPTED_OUT
    assert await standing(chats, round_, ann) is Standing.INVITED


async def test_no_thanks_after_sending_does_not_unsend(chats: Chats) -> None:
    """An old invitation's button must not take a sent envelope out of the count."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await answer_all(ann)
    await ann.press("Send")
    said = await ann.tap(f"no:{round_.tag}")

    assert said.startswith("You sent this one already.")
    assert await standing(chats, round_, ann) is Standing.SUBMITTED


async def test_another_language_goes_on_from_the_first_screen(chats: Chats) -> None:
    """What is not translated is shown in the main language, what is, is."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await ann.tap(f"go:{round_.tag}")
    said = await ann.press("Cymraeg")

    assert "Nosweithiau" in said
    assert (await chats.envelope(round_, ann)).sitting.language == "cy"  # type: ignore[union-attr]


async def test_after_an_outage_the_question_is_asked_once_more(chats: Chats) -> None:
    """The tap they made meanwhile has expired; without a word they would wait for ever."""
    ann, web, idle = (
        await chats.add(),
        await chats.add("Bob", chat=Chat.WEB),
        await chats.add("Cy"),
    )
    round_ = await chats.open_round(ann, web, idle)
    await consent(ann, round_)
    await consent(web, round_)
    seen = dict(ann.shown)
    short = await ask_all_again(chats.world, SHORT_OUTAGE)
    long = await ask_all_again(chats.world, SHORT_OUTAGE + timedelta(seconds=1))
    await chats.deliver()

    assert (short, long) == (0, 1)
    assert len(ann.shown) == len(seen) + 1
    assert ann.newest.text.startswith("1 of 6")
    assert idle.shown == {}


async def test_at_night_the_question_waits_for_the_morning(chats: Chats) -> None:
    """A restart at three must not ring a phone under somebody's pillow."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    chats.clock.on(hours=15)
    await ask_all_again(chats.world)
    at_night = await chats.deliver()
    chats.clock.on(hours=6)

    assert at_night == 0
    assert await chats.deliver() == 1


async def test_the_sitting_is_in_the_envelope_and_nowhere_else(chats: Chats) -> None:
    """What stage somebody is at is theirs; a restart reads it from there."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    again = await Chats.open(chats.world.database, chats.world.keys)
    again.chatters, again._messages, again._ids = chats.chatters, chats._messages, chats._ids
    ann.chats = again
    said = await ann.press("Yes")
    await again.close()

    sitting = (await chats.envelope(round_, ann)).sitting
    assert sitting is not None
    assert sitting.stage is Stage.ASKING
    assert "2 of 6" in said
