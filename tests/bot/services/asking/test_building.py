"""Building a survey in chat, by thumb: golden conversations, counted, and what slips."""

from __future__ import annotations

import base64

import pytest

from bot.services.asking import designing
from storage import concerns, drafts
from surveys.definitions.mistakes import SurveyMistake
from surveys.definitions.reading import read_survey
from surveys.definitions.rules import Is
from surveys.definitions.writing import write_survey
from surveys.drafting.draft import Kind
from surveys.drafting.finishing import from_survey, to_survey
from surveys.people.roles import Role
from surveys.safeguarding import screening
from surveys.safeguarding.crying import is_cry
from tests.bot.chatting import Chats
from tests.bot.services.asking.authoring import Author

TEN: tuple[tuple[str, ...], ...] = (
    ("How do you feel about your room?",),
    ("Can you lock your door?",),
    ("What would you fix first?",),
    ("Pick your best spot", "Bed\nWindow\nDesk"),
    ("Pick up to 2 to buy", "Lamp\nRug\nPaint"),
    ("How often is it quiet?",),
    ("How safe is it at night?",),
    ("My room feels like mine.",),
    ("Would you rather paint or new rugs?",),
    ("How many shelves do you have?",),
)
"""Ten questions, each with what is typed for it."""

KINDS = [
    *(Kind.SCALE, Kind.YES_NO, Kind.SHORT_TEXT, Kind.SINGLE_CHOICE, Kind.SEVERAL_CHOICES),
    *(Kind.SINGLE_CHOICE, Kind.SCALE, Kind.AGREE_DISAGREE, Kind.THIS_OR_THAT, Kind.NUMBER),
]


async def test_ten_questions_of_eight_kinds_in_under_five_minutes(chats: Chats) -> None:
    """Capability 18: no question takes more than six steps, and a survey no meeting.

    By the model of ``authoring``: 3 seconds a tap, 10 and a quarter a letter a message. Counted
    are "/build", the title, ten questions and one rule.
    """
    author = await Author.at_a_new_draft(chats)
    for typed in TEN:
        for text in typed:
            await author.types(text)
        if typed[0].startswith("What would"):
            await author.taps("3", "Only ask if", "2.", "Yes", "Done")
        author.asked()
    draft = (await author.kept()).draft

    assert [one.kind for one in draft.entries] == KINDS
    assert len(set(KINDS)) >= 8
    assert max(author.counts) <= 6
    assert author.seconds < 300
    assert draft.entries[2].show_if == Is.model_validate({"is": {"can_you_lock_your_door": "yes"}})


async def test_what_was_built_in_chat_exported_and_read_again_is_identical(chats: Chats) -> None:
    """The file is the survey: whoever keeps surveys as files loses nothing by the chat."""
    author = await Author.at_a_new_draft(chats)
    for typed in TEN:
        for text in typed:
            await author.types(text)
    await author.taps("2", "Easy words")
    await author.types("Does your door lock?")
    await author.taps("Done", "3", "Only ask if", "2.", "Yes", "Done", "Ready?", "Why")
    for text in ("To make rooms better.", "What we buy.", "Mo, manager"):
        await author.types(text)
    survey = to_survey((await author.kept()).draft)
    again = read_survey(write_survey(survey))

    assert "can be asked" in author.card
    assert again == survey
    assert to_survey(from_survey(again)) == survey


async def test_a_question_is_reworded_moved_copied_taken_out_and_each_is_undone(
    chats: Chats,
) -> None:
    """Whatever a thumb does is shown on the one card, and taken back with one tap."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Can you lock your door?")
    await author.types("What would you fix first?")
    await author.taps("2")
    await author.types("What would you mend?")
    await author.taps("Move up")
    moved = await author.words()
    await author.taps("Copy it", "Take it out")
    left = await author.words()
    for _ in range(4):
        await author.taps("Undo")

    assert moved == ["What would you mend?", "Can you lock your door?"]
    assert left == moved
    assert await author.words() == ["Can you lock your door?", "What would you fix first?"]


async def test_the_card_is_one_message_and_typed_words_go_onto_it(chats: Chats) -> None:
    """Ten questions later there is one card to look at, and nothing to scroll past."""
    author = await Author.at_a_new_draft(chats)
    before = len(author.chatter.shown)
    for typed in TEN[:4]:
        for text in typed:
            await author.types(text)

    assert len(author.chatter.shown) == before == 1
    assert "4. Pick your best spot · Pick one, 4" in author.card


async def test_a_way_out_is_added_by_itself_and_said(chats: Chats) -> None:
    """A closed question that fits nobody's life gets answers that mean nothing."""
    author = await Author.at_a_new_draft(chats)
    asked = await author.types("Pick your best spot")
    added = await author.types("Bed\nWindow\nSomething else")
    (entry,) = (await author.kept()).draft.entries

    assert "“Not sure”" in asked
    assert "“Not sure” at the end" in added
    assert [one.value for one in entry.choices] == ["bed", "window", "something_else", "not_sure"]
    assert [one.own_words for one in entry.choices] == [False, False, True, False]


async def test_another_kind_is_two_taps(chats: Chats) -> None:
    """A guess is a guess: it must be as easy to correct as it was to make."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Is your room warm?")
    await author.taps("1", "Kind")
    card = await author.taps("Pick one")
    await author.types("Warm\nCold")
    (entry,) = (await author.kept()).draft.entries

    assert "one on each line" in card
    assert entry.kind is Kind.SINGLE_CHOICE
    assert len(entry.choices) == 3


async def test_every_kind_can_be_built_by_choosing_it(chats: Chats) -> None:
    """Capability 18: every question type, with no file and no manual."""
    author = await Author.at_a_new_draft(chats)
    extra = {
        Kind.SINGLE_CHOICE: ("Bed\nDesk",),
        Kind.SEVERAL_CHOICES: ("Bed\nDesk",),
        Kind.THIS_OR_THAT: ("Bed\nDesk",),
        Kind.PICTURE_CHOICE: ("Bed\nDesk",),
        Kind.RANKING: ("Bed\nDesk\nLamp",),
        Kind.DOTS: ("Bed\nDesk",),
        Kind.WHEEL: ("Bed\nDesk\nLamp",),
        Kind.STATEMENTS: ("I like my bed.\nMy desk is big.\nIt is quiet.",),
        Kind.PAIRS: ("Bed\nDesk\nLamp",),
        Kind.DATE: ("January 2026 to June 2026",),
    }
    names = (
        *("Pick one", "Pick some", "Yes or no", "A scale", "A few words", "Their own words"),
        *("Agree or not", "This or that", "Pictures", "Put in order", "Share out dots"),
        *("A number", "A day", "Wheel", "Agree with each?", "Two at a time"),
        "Something to read",
    )
    for number, (kind, name) in enumerate(zip(Kind, names, strict=True), 1):
        await author.types(f"What about number {number}?")
        await author.taps(str(number), "Kind", name)
        for text in extra.get(kind, ()):
            await author.types(text)
        await author.chatter.type("/build")
        await author.taps("Your bedroom")
    draft = (await author.kept()).draft
    await author.taps("Ready?", "Why")
    for text in ("To make rooms better.", "What we buy.", "Mo, manager"):
        await author.types(text)

    assert [one.kind for one in draft.entries] == list(Kind)
    assert to_survey((await author.kept()).draft).questions


async def test_a_draft_outlives_a_restart_in_the_middle_of_a_question(chats: Chats) -> None:
    """Drafts survive anything: the next words are still the choices."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Pick your best spot")
    await chats.close()
    chats.intakes.clear()
    await author.types("Bed\nWindow")
    (entry,) = (await author.kept()).draft.entries

    assert [one.label["en"] for one in entry.choices] == ["Bed", "Window", "Not sure"]


async def test_an_old_button_changes_nothing_and_shows_the_card_as_it_is(chats: Chats) -> None:
    """Two devices, or two thumbs: the second tap must not take out another question."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Can you lock your door?")
    await author.types("What would you fix first?")
    await author.taps("1")
    out = next(b.press for b in author.chatter.newest.buttons if b.label == "Take it out")
    message = max(author.chatter.shown)
    await author.chatter.tap(out, message)
    await author.chatter.tap(out, message)

    assert "changed since" in author.card
    assert await author.words() == ["What would you fix first?"]


async def test_nobody_reaches_a_draft_of_somebody_else(chats: Chats) -> None:
    """A forged button says no more than that nothing is there."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Can you lock your door?")
    kept = await author.kept()
    kit = await chats.add("Kit", role=Role.EBE, home="")
    said = {
        await kit.tap(f"bd:{kept.id}:{step}")
        for step in ("go:entry:1:0", "out:2:1", f"throw:{kept.draft.revision}", "look:2")
    }
    said |= {await kit.tap(f"bd:show:{kept.id}"), await kit.tap(f"bd:q:{kept.id}:1")}
    said.add(await kit.tap(f"bd:show:{'0' * 32}"))
    ann = await chats.add("Ann")

    assert said == {"That draft is not here any more. See yours with /build."}
    assert await ann.tap(f"bd:show:{kept.id}") == "That isn't open to you. Nothing was changed."
    assert (await author.kept()).draft == kept.draft


@pytest.mark.parametrize(
    "code",
    ["bd", "bd:x", "bd::", "bd:{}:", "bd:{}:go", "bd:{}:go:nowhere:0:0", "bd:{}:go:choice:1:99",
     "bd:{}:kind:2:1:99", "bd:{}:if:2:1:9-9", "bd:{}:pic:2:1:0-99", "bd:{}:topic:2:99",
     "bd:{}:amount:2:1:x", "bd:{}:flag:2:1:locked", "bd:{}:up:2", "bd:{}:chout:2:1:7",
     "bd:{}:nonsense:2", "bd:{}:lookat:2:99", "bd:{}:use:2", "bd:{}:leave:2"],
)  # fmt: skip
async def test_a_button_that_was_never_made_does_no_harm(chats: Chats, code: str) -> None:
    """What comes back from outside is believed only as far as it is found."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Can you lock your door?")
    before = await author.kept()
    await author.chatter.tap(code.format(before.id))

    assert (await author.kept()).draft.now == before.draft.now


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 700, "600 fit"),
        ("   ", "nothing in that"),
    ],
)
async def test_words_that_do_not_fit_are_refused_with_the_limit_and_stay_in_the_chat(
    chats: Chats, typed: str, said: str
) -> None:
    """Nothing that was typed is lost: the message stays, the card names the limit."""
    author = await Author.at_a_new_draft(chats)
    card = await author.types(typed)

    assert said in card
    assert (await author.kept()).draft.entries == ()


async def test_twenty_one_choices_are_refused_with_the_limit(chats: Chats) -> None:
    """The words stay in the chat, to be sent again with fewer."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Pick your best spot")
    card = await author.types("\n".join(f"Spot {n}" for n in range(21)))

    assert "makes 21 choices, and 20 fit" in card
    assert "still in the chat" in card


async def test_a_question_about_danger_is_no_concern_of_its_author(chats: Chats) -> None:
    """ "Has anyone hit you?" is what a survey has to be able to ask."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Has anyone hit you this week?")
    async with chats.world.database.read() as db:
        found = await concerns.list_concerns(db, chats.world.keys)

    assert found == []
    assert await author.words() == ["Has anyone hit you this week?"]


async def test_a_bare_cry_for_help_is_heard_and_never_lands_in_a_draft(chats: Chats) -> None:
    """Whoever cries out while writing questions is not writing a question."""
    author = await Author.at_a_new_draft(chats)
    cry = "please help me"
    assert is_cry(cry)
    said = await author.chatter.type(cry)

    assert said
    assert (await author.kept()).draft.entries == ()


async def test_words_of_being_in_danger_now_are_heard_and_never_land_in_a_draft(
    chats: Chats,
) -> None:
    """Whoever writes questions has lived through things, too; what asks others stays theirs."""
    screening.warm_up()
    author = await Author.at_a_new_draft(chats)
    said = await author.chatter.type("I want to kill myself tonight")
    heard = (await author.kept()).draft.entries
    await author.types("Did you ever want to kill yourself, and did somebody listen?")

    assert "116 123" in said or "999" in said
    assert heard == ()
    assert len((await author.kept()).draft.entries) == 1


async def test_a_command_or_another_button_ends_the_waiting_for_words(chats: Chats) -> None:
    """An answer to a round must never land in a draft that somebody left open."""
    author = await Author.at_a_new_draft(chats)
    await author.chatter.tap("help")
    await author.chatter.type("Something else altogether")
    await author.taps("Title and why", "Done")
    await author.chatter.type("/what")
    await author.chatter.type("Something else again")

    assert (await author.kept()).draft.entries == ()


async def test_the_first_answer_that_decides_is_one_tap_and_more_can_follow(
    chats: Chats,
) -> None:
    """The card says what a tap does: the first goes back to the question, later ones stay."""
    author = await ready(chats)
    await author.taps("Done", "2", "Only ask if…", "1. Can you lock your door?")
    assert "Tap one." in author.card
    await author.taps("Yes")
    assert "Only if 1 is “Yes”" in author.card
    await author.taps("Only ask if…", "1. Can you lock your door?")
    assert "Tap as many as you like." in author.card
    await author.taps("No")
    assert "Tap as many as you like." in author.card


async def test_planning_a_round_ends_the_waiting_for_words(chats: Chats) -> None:
    """What is typed beside a plan, or a list of rounds, must not become a question."""
    author = await ready(chats)
    await author.taps("Put it forward")
    assert "Nobody reads this" in await author.chatter.type("Do you like it here?")
    await author.chatter.tap(f"bd:{(await author.kept()).id}:go:list:0:0")
    await author.chatter.type("/rounds")
    await author.chatter.type("Do you like it here?")

    assert len((await author.kept()).draft.entries) == 2


async def test_a_page_that_was_away_finds_the_draft_and_words_still_land_in_it(
    chats: Chats,
) -> None:
    """A page says /start by itself after a restart; the question typed next was told that nobody
    reads it."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Can you lock your door?")
    card = await author.types("/start")
    await author.types("What would you fix first?")

    assert "1. Can you lock your door?" in card
    assert await author.words() == ["Can you lock your door?", "What would you fix first?"]


async def test_only_a_finished_draft_is_a_survey_and_what_is_missing_is_named(
    chats: Chats,
) -> None:
    """``survey_of`` is what others launch from: it must never hand over half a survey."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Pick your best spot")
    kept = await author.kept()
    async with chats.world.database.read() as db:
        with pytest.raises(SurveyMistake) as refused:
            await designing.survey_of(db, chats.world, kept.id)
    card = await author.taps("Back", "Done", "Ready?")

    assert {one.what for one in refused.value.mistakes} >= {
        "the why is missing",
        "the choices are missing",
    }
    assert "Question 1 needs choices." in card


async def test_a_draft_is_thrown_away_after_being_asked_once_more(chats: Chats) -> None:
    """One slip must not cost an afternoon."""
    author = await Author.at_a_new_draft(chats)
    await author.taps("Title and why", "Throw it away")
    still = await author.words()
    await author.taps("Yes, throw it away")
    async with chats.world.database.read() as db:
        left = await drafts.list_drafts(db, chats.world.keys, await chats.pid(author.chatter))

    assert still == []
    assert left == []


async def ready(chats: Chats) -> Author:
    """A draft with everything it needs, at the card that says so."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Can you lock your door?")
    await author.types("How safe do you feel at night?")
    await author.taps("Ready?", "Why")
    for text in ("To make rooms better.", "What we buy.", "Mo, manager"):
        await author.types(text)
    return author


async def test_what_is_missing_is_asked_for_one_after_the_other(chats: Chats) -> None:
    """Why, what could change and who decides: three messages, and no card to look for."""
    author = await ready(chats)

    assert "“Your bedroom” can be asked." in author.card
    assert "[Put it forward]" in author.card


async def test_a_finished_draft_is_previewed_sent_as_a_file_and_put_forward(chats: Chats) -> None:
    """From the one card to everything that comes next."""
    author = await ready(chats)
    await author.taps("Send me the file")
    whom = await author.chatter.press("Put it forward")
    await author.chatter.tap(f"bd:show:{(await author.kept()).id}")
    preview = await author.chatter.press("See it as they will")
    file = author.chatter.files[0]
    read = read_survey(base64.b64decode(file.content))

    assert file.name == "your-bedroom.yaml"
    assert read == to_survey((await author.kept()).draft)
    assert "Your bedroom" in whom
    assert "Preview" in preview


async def test_a_question_is_opened_by_its_number_from_elsewhere(chats: Chats) -> None:
    """What peers made of question 2 leads to question 2."""
    author = await ready(chats)
    await author.chatter.tap(f"bd:q:{(await author.kept()).id}:2")

    assert author.card.startswith("2 of 2 · A scale\nHow safe")


async def test_a_thought_of_the_coach_is_taken_or_left_with_one_tap(chats: Chats) -> None:
    """Advice that cannot be taken at once is work, and work is skipped."""
    author = await ready(chats)
    shown = author.card
    await author.taps("Use this")
    taken = await author.words()
    await author.taps("Undo" if "[Undo]" in author.card else "Done")

    assert "A thought" in shown
    assert taken[-1] == "Is there anything you'd like a person to help with?"


async def test_a_thought_that_was_left_does_not_come_again(chats: Chats) -> None:
    """The coach never nags: it is their survey."""
    author = await ready(chats)
    await author.taps("Leave it")
    left = author.card
    await author.taps("Done", "Ready?")

    assert "Left as it is." in left
    assert "anything you'd like a person to help with" not in author.card


async def test_a_draft_of_the_library_keeps_its_shared_questions_as_they_are(
    chats: Chats,
) -> None:
    """Words for a shared question are refused kindly; a copy of it takes them."""
    author = await Author.at_a_new_draft(chats, title="")
    await author.chatter.tap("lb:mine:first-night")
    async with chats.world.database.read() as db:
        pid = await chats.pid(author.chatter)
        kept = await drafts.list_drafts(db, chats.world.keys, pid)
    draft = next(one.draft for one in kept if one.draft.entries)
    number = next(n for n, one in enumerate(draft.entries, 1) if one.locked)
    card = await author.taps(str(number))
    refused = await author.types("Other words?")
    await author.taps("Copy it")
    copied = await author.types("Other words?")

    assert "[Kind]" not in card
    assert "shared with other rounds" in refused
    assert "Other words?" in copied


async def test_x4_my_data_says_how_many_surveys_somebody_writes(chats: Chats) -> None:
    """What is kept under somebody's id is said to them."""
    author = await Author.at_a_new_draft(chats)

    assert "Surveys you are writing: 1." in await author.chatter.type("/mydata")


async def test_one_line_adds_a_choice_and_several_take_the_place_of_all(chats: Chats) -> None:
    """A comma inside a choice must not cost the others."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Pick your best spot")
    await author.types("Bed\nDesk")
    await author.taps("1", "Choices")
    await author.types("The window, at night")
    added = [one.label["en"] for one in (await author.kept()).draft.entries[0].choices]
    await author.types("Floor\nDoor")
    anew = [one.label["en"] for one in (await author.kept()).draft.entries[0].choices]

    assert added == ["Bed", "Desk", "The window, at night", "Not sure"]
    assert anew == ["Floor", "Door", "Not sure"]


async def test_a_word_on_a_draft_that_nobody_asked_for_takes_no_typed_words(chats: Chats) -> None:
    """It comes while its author may be answering a round: those words are no question."""
    author = await ready(chats)
    await author.chatter.tap("help")
    async with chats.world.database.write() as db:
        said = await designing.point_to(db, chats.world, (await author.kept()).id)
    await author.chatter.type("Something else altogether")

    assert "“Your bedroom” is here" in said.text
    assert len(await author.words()) == 2


async def test_a_choice_whose_picture_is_not_known_is_asked_for_it(chats: Chats) -> None:
    """Of the shipped pictures those called like a choice are taken, others chosen by tap."""
    author = await Author.at_a_new_draft(chats)
    await author.types("Which picture is most like your room?")
    asked = await author.types("Bed\nSky")
    await author.taps("garden")
    (entry,) = (await author.kept()).draft.entries

    assert "Which picture is for “Sky”?" in asked
    assert [one.picture for one in entry.choices] == ["bed.png", "garden.png"]
