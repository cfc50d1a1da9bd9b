"""Danger in words is met in every state, by anybody, as often as it comes, even unchecked."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from bot.services.operating.watching import Alarms
from bot.services.people import enrolling, inviting
from bot.services.people.inviting import Wanted
from storage import concerns
from surveys.flow.answers import Wrote
from surveys.people.person import Address, Chat, Kind
from surveys.people.roles import Role
from surveys.rounds.round import Round
from surveys.safeguarding import screening
from surveys.safeguarding.concern import Source, Telling
from tests.bot.chatting import Chats, Chatter, consent
from tests.bot.services.people.test_enrolling import sit_down, ticket_round
from tests.bot.services.safeguarding.test_noticing import (
    ABUSE,
    LOW,
    NAMES,
    NOW,
    STAFF,
    WORD,
    at_words,
    in_envelope,
    kept,
    lead,
    planned,
)


@pytest.mark.parametrize("chat", [Chat.TELEGRAM, Chat.WEB])
async def test_g13_a_stranger_gets_the_card_and_nothing_is_kept(chats: Chats, chat: Chat) -> None:
    """G13: whoever finds the chat in need is not sent away; and it is said that nobody is told."""
    sam = await lead(chats)
    said = await chats.stranger(chat=chat).type(NOW)
    chats.clock.on(minutes=1)
    await chats.deliver()

    assert "I'm glad you said it." in said
    assert "I didn't keep what you wrote, and nobody is told." in said
    assert "999" in said
    assert await kept(chats) == []
    assert not sam.shown


@pytest.mark.parametrize("known", [True, False])
async def test_g13_a_bare_word_for_help_shows_the_numbers_and_tells_nobody(
    chats: Chats, known: bool
) -> None:
    """G13: "suicide" and no more, before any screen was read; and nothing is made of it."""
    await lead(chats)
    ann = await chats.add() if known else chats.stranger()

    said = await ann.type("suicide")

    assert "Thank you for saying that." in said
    assert "I haven't told anyone." in said
    assert "0800 1111" in said
    assert await kept(chats) == []


async def test_low_mood_is_not_called_danger(chats: Chats) -> None:
    """ "You may not be safe" said to somebody who feels low is a fright, and not true."""
    await lead(chats)
    said = await (await chats.add()).type(LOW)

    assert "it sounds like things are hard for you" in said
    assert "not be safe" not in said


@pytest.mark.parametrize("word", ["n", "unsure", "dunno"])
async def test_a_word_for_yes_or_no_is_an_answer_and_no_worry(chats: Chats, word: str) -> None:
    """What the check has learnt reads "unsure" as an illness: who answers so is not to be asked
    whether they are well."""
    screening.warm_up()
    await lead(chats)
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)

    assert (await ann.type(word)).startswith("Saved")
    assert await kept(chats) == []


async def test_g13_words_outside_any_round_are_met_too(chats: Chats) -> None:
    """G13: "nobody reads this" is not said of words that a person is told of."""
    await lead(chats)
    ann = await chats.add()

    said = await ann.type(ABUSE)
    (concern,) = await kept(chats)

    assert "I keep your words for them, and nowhere else." in said
    assert "Nobody reads this" not in said
    assert (concern.source, concern.question) == (Source.OUTSIDE, None)


async def test_g13_a_closed_round_still_hears_danger(chats: Chats) -> None:
    """G13: they are told that it closed, and that a person is told.

    Fails when the words that are passed on are also said to have been thrown away.
    """
    await lead(chats)
    ann, round_ = await at_words(chats)
    await chats.close_round(round_)

    said = await ann.type(ABUSE)

    assert "I'm telling Sam, safeguarding lead." in said
    assert "have closed" in said
    assert "I keep your words for them" in said
    assert "kept nothing" not in said
    assert len(await kept(chats)) == 1


async def test_g13_own_words_beside_a_choice_are_met_and_masked(chats: Chats) -> None:
    """G13: an "other" field is an answer like any."""
    await lead(chats)
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await ann.press("Yes")
    await ann.press("Something else")

    said = await ann.type(NOW)
    (concern,) = await kept(chats)
    sitting = (await chats.envelope(round_, ann)).sitting

    assert "Saved" in said
    assert concern.question == "tea"
    assert sitting is not None
    assert sitting.masked == ("tea",)


@pytest.mark.parametrize("state", ["screens", "buttons", "paused", "take-back", "sent"])
@pytest.mark.full
async def test_g13_every_state_hears_danger(chats: Chats, state: str) -> None:
    """G13: at a screen, at buttons, paused, asked for take-back words, after sending."""
    await lead(chats)
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    if state == "screens":
        await ann.tap(f"go:{round_.tag}")
    elif state == "take-back":
        await ann.type("/takeback")
    else:
        await consent(ann, round_)
    if state == "paused":
        await ann.type("stop")

    said = await ann.type(ABUSE)

    assert "I'm telling Sam, safeguarding lead." in said
    assert "That isn't one of the answers" not in said
    assert len(await kept(chats)) == 1


@pytest.mark.parametrize("text", ["yes", "2", "help", "/start", "at six", "1.5"])
async def test_labels_numbers_and_commands_are_not_looked_at(
    chats: Chats, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """They are our words and not theirs: an unchecked start must not card every tap typed."""
    monkeypatch.setattr(screening, "screen", lambda text: screening.FAILED)
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    if text == "at six":
        await ann.press("Yes")

    assert "My check for danger can't run" not in await ann.type(text)


async def ticketed(chats: Chats) -> Chatter:
    """Somebody with a ticket, at the first words they are asked for."""
    round_, codes = await ticket_round(chats)
    await sit_down(chats, round_)
    signed = await enrolling.enter_ticket(chats.world, codes[0])
    assert signed is not None
    number = await enrolling.whose_token(chats.world, signed.token)
    assert number is not None
    await chats.deliver()
    return chats.at(Address(Chat.WEB, number))


async def test_a_ticket_is_met_like_everybody_with_its_place_and_no_name(chats: Chats) -> None:
    """The lead learns where the sitting is, as the limits said; there is no name to tell."""
    await lead(chats)
    ann = await ticketed(chats)

    said = await ann.type(ABUSE)
    (concern,) = await kept(chats)

    assert "They get your words, and where you are sitting. I don't know your name." in said
    assert "that it's you" not in said
    assert concern.home == ""
    assert concern.place


async def test_a_ticket_chooses_without_a_name(chats: Chats) -> None:
    """ "It's me" and "not who" are one where nobody knows who."""
    await lead(chats)
    ann = await ticketed(chats)

    await ann.type(NAMES)
    labels = [label for shown in ann.shown.values() for label in shown.labels()]
    sure = await ann.press("Tell Sam")
    await ann.press("Yes, tell Sam")
    (concern,) = await kept(chats)

    assert "Tell Sam, not who" not in labels
    assert "where you are sitting" in sure
    assert concern.telling is Telling.WITH_NAME


async def test_words_on_staff_are_never_told_to_somebody_of_the_home(chats: Chats) -> None:
    """G10: who is named to them is who is told: not the lead of their own home."""
    own = await lead(chats, "Sam", home="Maple House")
    await chats.add("Bo", role=Role.SAFEGUARDING_DEPUTY, home="")
    ann = await chats.add(home="Maple House")

    said = await ann.type(STAFF)
    chats.clock.on(seconds=6)
    await chats.deliver()

    assert "I'm telling Bo, safeguarding deputy." in said
    assert "They don't belong to your home." in said
    assert not own.shown


async def test_somebody_who_names_the_lead_is_told_that_it_goes_to_another(
    chats: Chats,
) -> None:
    """C7: nobody is told of words about themselves, and the author knows who it is instead."""
    await lead(chats, "Sam")
    await chats.add("Bo", role=Role.SAFEGUARDING_DEPUTY, home="")
    ann = await chats.add()

    said = await ann.type("Sam hits me")

    assert "I'm telling Bo, safeguarding deputy." in said


async def test_nobody_to_tell_is_said_and_the_words_are_kept_for_whoever_comes(
    chats: Chats,
) -> None:
    """An organisation without a lead must not be covered by a sentence that is not so."""
    ann = await chats.add()

    said = await ann.type(ABUSE)

    assert "Right now I can't reach one." in said
    assert "I'm telling" not in said
    assert len(await kept(chats)) == 1


async def test_those_who_answer_concerns_make_none_by_writing_of_one(chats: Chats) -> None:
    """A lead who types what a young person said gets numbers, not an alert in their own name."""
    sam = await lead(chats)

    said = await sam.type(ABUSE)

    assert "0800 1111" in said
    assert await kept(chats) == []


async def test_the_same_words_again_make_no_second_concern(chats: Chats) -> None:
    """A worried tap on Send, twice, is one worry."""
    await lead(chats)
    ann, _ = await at_words(chats)
    await ann.type(ABUSE)

    again = await ann.type(f" {ABUSE.upper()} ")

    assert "Sam has that already." in again
    assert len(await kept(chats)) == 1


async def test_the_same_words_later_are_a_new_concern(chats: Chats) -> None:
    """ "He hit me" next month is another blow."""
    await lead(chats)
    ann = await chats.add()
    await ann.type(ABUSE)
    chats.clock.on(days=1)

    await ann.type(ABUSE)

    assert len(await kept(chats)) == 2


async def test_many_alarms_in_an_hour_do_not_flood_and_lose_no_word(chats: Chats) -> None:
    """The sixth text goes into the fifth's record; the lead is rung five times, not fifty."""
    await lead(chats)
    ann = await chats.add()
    texts = [f"my dad hits me {when}" for when in ["a", "b", "c", "d", "e", "f", "g", "h"]]
    for text in texts:
        await ann.type(text)

    found = await kept(chats)
    words = [one.words for one in found] + [d.words for one in found for d in one.deeds]

    assert len(found) == 5
    assert set(texts) <= set(words)


async def test_after_many_alarms_danger_now_still_rings_and_shows_the_right_numbers(
    chats: Chats,
) -> None:
    """The sixth cry is answered by its own kind, and whoever is told is rung again in time."""
    sam = await lead(chats)
    ann = await chats.add()
    for when in ["a", "b", "c", "d", "e"]:
        await ann.type(f"{NOW} {when}")
    chats.clock.on(minutes=6)
    await chats.deliver()
    rung = len(sam.shown)

    said = await ann.type("he raped me last night")
    chats.clock.on(seconds=10)
    await chats.deliver()
    await ann.type("he raped me last night again")
    await chats.deliver()

    assert said.startswith("Thank you for telling me. I believe you.")
    assert "I've added that to what Sam gets." in said
    assert "0800 1111" in said
    assert len(sam.shown) == rung + 1
    assert "There is more in C-" in sam.newest.text
    assert len(await kept(chats)) == 5


async def test_what_was_opened_already_takes_no_more_danger_in(chats: Chats) -> None:
    """Nobody reads a record again that they have dealt with: new danger is rung as new."""
    await lead(chats)
    ann = await chats.add()
    for when in ["a", "b", "c", "d", "e"]:
        await ann.type(f"{NOW} {when}")
    async with chats.world.database.write() as db:
        for one in await kept(chats):
            pid = one.alerted[0]
            await concerns.save_concern(
                db,
                chats.world.keys,
                replace(one, seen_by=pid, seen_at=chats.clock()),
                due_at=None,
            )

    await ann.type("he raped me last night")
    await ann.type("i am going to kill myself now")

    assert len(await kept(chats)) == 6


async def test_c7_words_about_the_lead_never_go_into_a_record_that_the_lead_has(
    chats: Chats,
) -> None:
    """C7, G10: however many concerns there are in that hour."""
    await lead(chats)
    dee = await chats.add("Dee", role=Role.SAFEGUARDING_DEPUTY, home="")
    ann = await chats.add()
    for when in ["a", "b", "c", "d", "e"]:
        await ann.type(f"{NOW} {when}")

    said = await ann.type("Sam the safeguarding lead raped me last night")
    newest = next(one for one in await kept(chats) if one.words.startswith("Sam"))

    assert "I'm telling Dee, safeguarding deputy." in said
    assert newest.alerted == (await chats.pid(dee),)


async def test_something_graver_is_always_a_concern_of_its_own(chats: Chats) -> None:
    """What is now must ring now, however much was said before."""
    await lead(chats)
    ann = await chats.add()
    for when in ["a", "b", "c", "d", "e", "f"]:
        await ann.type(f"my dad hits me {when}")

    await ann.type(NOW)

    assert [one.severity for one in await kept(chats)].count(3) == 1


async def test_an_answer_changed_to_something_else_leaves_the_concern(chats: Chats) -> None:
    """Words taken back under somebody's eyes were still written."""
    await lead(chats)
    ann, round_ = await at_words(chats)
    await ann.type(NOW)

    await ann.press("Back")
    await ann.type("cosy")
    (concern,) = await kept(chats)
    sitting = (await chats.envelope(round_, ann)).sitting

    assert concern.words == NOW
    assert sitting is not None
    assert sitting.masked == ()


async def test_no_choice_in_time_does_what_was_said(chats: Chats) -> None:
    """The sentence is the plan's, exactly as it was set."""
    planned(chats, sev2_no_reply="tell", offer_minutes=45)
    await lead(chats)
    ann = await chats.add()

    serious = await ann.type(NAMES)
    lesser = await ann.type(LOW)

    assert "If you don't choose in 45 minutes, I tell them: your words" in serious
    assert "If you don't choose in 45 minutes, I tell nobody." in lesser


async def test_a_worry_outside_the_ticked_kinds_shows_people_and_tells_nobody(
    chats: Chats,
) -> None:
    """Choices are for the kinds the lead ticked; the rest is as the limits say."""
    planned(chats, choice_categories=())
    await lead(chats)
    ann = await chats.add()

    said = await ann.type(LOW)

    assert "I haven't told anyone." in said
    assert "I didn't keep what you sent." in said
    assert await kept(chats) == []


async def test_g3_a_check_that_cannot_run_shows_the_numbers_and_administrators_know(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G3: exception, missing file or cold: every text gets the card; told once, without words."""
    admin = await chats.add("Lee", role=Role.ADMIN, home="")
    alarms = Alarms(chats.world)
    chats.world = replace(chats.world, check_failed=alarms.check_failed)
    ann, round_ = await at_words(chats)
    monkeypatch.setattr(screening, "_screen", _broken)

    said = await ann.type("cosy")
    await alarms.settle()
    await ann.type("quiet")
    await alarms.settle()
    await chats.deliver()
    told = [shown.text for shown in admin.shown.values() if "check for signs" in shown.text]

    assert "My check for danger can't run right now." in said
    assert "Childline" in said
    assert "Saved" in said
    assert (await in_envelope(chats, ann, round_))[WORD] is not None
    assert len(told) == 1
    assert "cosy" not in told[0]


def _broken(text: str) -> screening.Screening:
    raise ValueError(text)


async def test_a14_no_words_and_no_kind_of_danger_are_in_a_log(
    chats: Chats, caplog: pytest.LogCaptureFixture
) -> None:
    """A14, G9: at DEBUG, an alarm leaves as many lines as an answer does."""
    await lead(chats)
    ann, _ = await at_words(chats)
    caplog.clear()
    with caplog.at_level(logging.DEBUG):
        await ann.type("cosy")
        usual = [r.getMessage() for r in caplog.records if r.levelno >= logging.INFO]
        await ann.press("Back")
        caplog.clear()
        await ann.type(ABUSE)
        noticed = [r.getMessage() for r in caplog.records if r.levelno >= logging.INFO]
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("aiosqlite")]

    assert usual == noticed
    assert not any(w in "\n".join(ours) for w in (ABUSE, "abuse", "concern", "C-"))
    assert ABUSE not in caplog.text


async def test_g4_no_word_is_an_answer_before_the_limits_were_accepted(chats: Chats) -> None:
    """G4: in both chats; danger is heard even then, and nothing goes into an envelope."""
    await lead(chats)
    for chat in Chat:
        ann = await chats.add(chat=chat)
        round_ = await chats.open_round(ann, key=f"{chat.value}-evenings")
        await ann.tap(f"go:{round_.tag}")
        for text in ("yes", ABUSE, "Do staff listen"):
            await ann.type(text)
        await ann.tap(f"c:{round_.tag}:0:0:1")

        assert await in_envelope(chats, ann, round_) == {}
    assert [one.question for one in await kept(chats)] == [None, None]


async def test_mydata_and_deleteme_name_what_was_passed_on(chats: Chats) -> None:
    """X3, X5: what a person was told of stays on record; what was only asked about goes."""
    await lead(chats)
    ann = await chats.add()
    await ann.type(ABUSE)
    await ann.type(NAMES)

    mine = await ann.type("/mydata")
    await ann.type("/deleteme")
    gone = await ann.press("Yes, delete everything")
    (left,) = await kept(chats)

    assert "Passed on to Sam, safeguarding lead" in mine
    assert f"“{NAMES}”" in mine
    assert "What was passed on to Sam, safeguarding lead, stays on record." in gone
    assert left.words == ABUSE


async def test_a_button_of_somebody_elses_concern_does_nothing(chats: Chats) -> None:
    """C5: a handle is four letters; guessing one must open nothing."""
    await lead(chats)
    ann, bob = await chats.add(), await chats.add("Bob")
    await ann.type(NAMES)
    (concern,) = await kept(chats)

    said = [
        await bob.tap(f"cn:{handle}:{choice}")
        for handle in (concern.handle, "C-ZZZZ")
        for choice in ("numbers", "name_yes", "out")
    ]

    assert set(said) == {"That's settled already."}
    assert await kept(chats) == [concern]


async def test_words_after_a_command_are_heard_as_well(chats: Chats) -> None:
    """ "/help my dad hits me" is no less said than without the first word."""
    await lead(chats)
    ann = await chats.add()

    said = await ann.type(f"/help {ABUSE}")

    assert "I'm telling Sam, safeguarding lead." in said
    assert len(await kept(chats)) == 1


async def test_g13_words_under_a_picture_and_changed_words_are_heard(chats: Chats) -> None:
    """G13: the picture is dropped unseen; what they wrote beside it is still theirs."""
    await lead(chats)
    ann = await chats.add()
    picture = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}

    under = await ann.send({"photo": [picture], "caption": ABUSE})
    changed = await ann.update({"edited_message": ann.message({"text": NOW, "edit_date": 1})})

    assert "I'm telling Sam, safeguarding lead." in under
    assert "ring 999" in changed
    assert [one.words for one in await kept(chats)] == [ABUSE, NOW]


async def test_g4_limits_that_changed_are_read_again_before_anything_is_kept(
    chats: Chats,
) -> None:
    """G4: who said OK to "I tell nobody" is not met with "I tell them" in the same round."""
    await lead(chats)
    ann, round_ = await at_words(chats)
    await chats.close()
    chats.intakes.clear()
    planned(chats, sev2_no_reply="tell")

    said = await ann.type("cosy")
    early = await in_envelope(chats, ann, round_)
    await ann.press("OK")
    asked = await ann.press("Start")
    await ann.type("cosy")

    assert "has changed since you said OK" in said
    assert (
        "If it's serious and you don't choose in 30 minutes, I tell Mina, safeguarding lead."
        in said
    )
    assert WORD not in early
    assert len(early) == 4
    assert "One word for evenings?" in asked
    assert (await in_envelope(chats, ann, round_))[WORD] == Wrote("cosy")


@pytest.mark.parametrize(("words", "masked"), [("cosy", ()), (ABUSE, ()), (NOW, (WORD,))])
async def test_g9_the_envelope_is_the_same_with_the_check_off(
    chats: Chats, monkeypatch: pytest.MonkeyPatch, words: str, masked: tuple[str, ...]
) -> None:
    """G9: but for the mark that tears out words of severity 3, as "don't share" does."""
    await lead(chats)
    ann, round_ = await at_words(chats)
    await ann.type(words)
    noticed = (await chats.envelope(round_, ann)).sitting
    monkeypatch.setattr(screening, "screen", lambda text: screening.NOTHING)
    bob, other = await _at_words_again(chats)
    await bob.type(words)
    off = (await chats.envelope(other, bob)).sitting

    assert noticed is not None
    assert noticed.masked == masked
    assert replace(noticed, masked=()) == off


async def _at_words_again(chats: Chats) -> tuple[Chatter, Round]:
    bob = await chats.add("Bob")
    round_ = await chats.open_round(bob, key="mornings")
    await consent(bob, round_)
    for label in ("Yes", "At six", "Next", "☐ Games", "Done", "3"):
        await bob.press(label)
    return bob, round_


async def test_g13_danger_in_a_nickname_shows_the_numbers(chats: Chats) -> None:
    """G13: a name is typed by somebody else, so nobody is told of it; the numbers are there."""
    wanted = Wanted(
        Role.YOUNG_PERSON, Kind.YOUNG_PERSON, home="Maple", names=(NOW,), telegram=True
    )
    (way_in,) = await inviting.invite(chats.world, wanted)

    said = await chats.stranger().type(f"/start {way_in.code}")

    assert said.index("Emergency") < said.index("HOPELINE247") < said.index("Childline")
    assert await kept(chats) == []


async def test_no_choice_is_offered_where_nobody_could_be_told(chats: Chats) -> None:
    """A button that reaches nobody is worse than none."""
    ann = await chats.add()

    said = await ann.type(NAMES)

    assert "I haven't told anyone." in said
    assert "You choose who hears" not in said
    assert await kept(chats) == []
