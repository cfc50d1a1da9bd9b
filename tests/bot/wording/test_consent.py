"""The three screens: literally true, short, easy, and from the policy."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace

import pytest

from bot.wording.consent import Facts, examples, promises, screen
from surveys.flow.sitting import SCREENS, Stage
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.person import Chat
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown
from surveys.rounds.round import Way
from surveys.safeguarding import screening
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.telling import must_tell
from tests.bot.chatting import POLICY, START, a_round
from tests.bot.test_texts import LONGEST_SENTENCE, sentences


def planned(facts: Facts, **plan: object) -> Facts:
    """The same with another plan."""
    made = Plan.model_validate(facts.policy.plan.model_dump(by_alias=True) | plan)
    return replace(facts, policy=facts.policy.model_copy(update={"plan": made}))


FACTS = Facts(a_round(now=START), POLICY, Chat.TELEGRAM)
NAMED = replace(
    FACTS, round=replace(FACTS.round, way=Way.NAMED, keeper_id=ParticipantId(b"k" * 16))
)
TICKET = replace(FACTS, chat=Chat.WEB, round=replace(FACTS.round, way=Way.TICKET))

READ = planned(FACTS, safety_read=True, sev2_no_reply="tell")
BARE = planned(FACTS, choice_categories=())
TEA, WORD = QuestionKey("tea"), QuestionKey("word")
BY_AGE = Breakdown(Trait.AGE, (TEA,), ("16-17", "under-16"))
BY_KIND = Breakdown(Trait.KIND, (WORD,), ("care_leaver", "young_person"))
AHEAD = replace(FACTS, round=replace(FACTS.round, ahead_because="Mina: “The bus changes.”"))
COMPARING = replace(FACTS, round=replace(FACTS.round, breakdowns=(BY_KIND, BY_AGE)))
EACH = [FACTS, TICKET, NAMED, READ, BARE, COMPARING, AHEAD]
IDS = ["telegram", "ticket", "named", "read before", "nothing to choose", "comparing", "ahead"]

CODE: dict[str, str] = {
    "hello": "bot.wording.consent:screen",
    "makers": "surveys.rounds.round:Round",
    "about": "surveys.definitions.survey:Survey",
    "why": "surveys.definitions.survey:Survey",
    "ahead": "bot.services.asking.hearing_back:let_ahead",
    "questions": "surveys.definitions.timing:minutes",
    "one_question": "surveys.definitions.timing:minutes",
    "decides": "surveys.rounds.round:Round",
    "could_change": "surveys.definitions.survey:Survey",
    "locked": "storage.envelopes:save_envelope",
    "change_until": "surveys.flow.replies:Changed",
    "may_move": "bot.services.rounds.fielding:extend",
    "questions_most": "surveys.definitions.paths:may_be_not_asked",
    "too_few_ticket": "storage.tickets:forget_tickets",
    "opened": "bot.services.rounds.sealing:seal_due",
    "mixed": "surveys.anonymity.sealing:shuffle_out",
    "compare": "surveys.protection.breakdowns:settle_at_seal",
    "compare_too": "surveys.protection.breakdowns:settle_at_seal",
    "reader": "surveys.people.roles:Role.can_read",
    "reader_home": "bot.services.reading.reading",
    "unsent": "storage.envelopes:drop_envelopes",
    "too_few": "bot.services.rounds.holding:hold",
    "named": "surveys.flow.replies:Signed",
    "named_goes": "bot.services.answers.naming:give_signed",
    "named_stays": "bot.services.answers.naming:take_back",
    "named_rest": "surveys.anonymity.sealing:shuffle_out",
    "check": "surveys.safeguarding.screening:screen",
    "misses": "surveys.safeguarding.screening:screen",
    "danger": "bot.services.safeguarding.helping:need_help",
    "must_tell": "bot.services.safeguarding.alerting:alert",
    "must_tell_ticket": "bot.services.safeguarding.alerting:alert",
    "tell_danger": "surveys.safeguarding.telling:must_tell",
    "tell_self": "surveys.safeguarding.telling:must_tell",
    "tell_staff": "surveys.safeguarding.telling:must_tell",
    "told_first": "bot.services.safeguarding.noticing:notice",
    "choose": "bot.services.safeguarding.choosing:choose",
    "no_reply_tell": "bot.services.safeguarding.clocking:clock_due",
    "no_reply_leave": "bot.services.safeguarding.clocking:clock_due",
    "other_worries": "bot.services.safeguarding.noticing:notice",
    "safety_read": "bot.services.reading.safety_reading",
    "safety_open": "bot.services.reading.safety_opening",
    "safety_life": "bot.services.reading.safety_opening",
    "reader_worried": "storage.answers:StoredAnswer",
    "keeper": "surveys.safeguarding.policy:Policy",
    "could_open": "storage.keys:Keys.destroy_draft",
    "phone": "bot.services.chat.tidying:remember",
    "tidy": "bot.services.chat.tidying:clear_up",
    "telegram": "surveys.people.person:Chat",
    "guess": "surveys.flow.replies:Said",
    "hides": "surveys.anonymity.as_read:as_read",
    "invited": "surveys.people.person:Invitation",
    "known": "storage.people:add_person",
    "ticket": "bot.services.knowing:Sitter",
    "ticket_place": "storage.tickets:open_sitting",
    "skip": "surveys.flow.replies:Skipped",
    "saying_no": "bot.services.answers.answering:decline",
    "not_told": "storage.ledger:mark",
    "rip_up": "bot.services.answers.answering:tear_up",
    "take_back": "bot.services.people.forgetting:take_back",
    "unprint": "storage.releases",
    "answer_by": "surveys.rounds.round:Round",
}
"""What in the program makes each sentence true. A sentence without a line here is a promise
that nothing keeps."""

LATER = re.compile(
    r"I'd hide|what I'd hide|someone will (come|read|answer)|always|nobody can ever|"
    r"anonymous|secret|confidential|promise|100|safe with me|no one will know",
    re.IGNORECASE,
)
"""What later issues may bring, and what nothing ever keeps."""


def all_text(facts: Facts) -> str:
    return "\n".join([*(screen(stage, facts) for stage in SCREENS), examples(facts.policy, "en")])


@pytest.mark.parametrize("facts", EACH, ids=IDS)
def test_every_promise_is_kept_by_something_in_the_program(facts: Facts) -> None:
    """A consent screen is a contract; a sentence nobody keeps is a lie to a child."""
    for stage in SCREENS:
        for key in (key for paragraph in promises(stage, facts) for key in paragraph):
            module, _, name = CODE[key].partition(":")
            kept = importlib.import_module(module)
            for part in filter(None, name.split(".")):
                kept = getattr(kept, part)


@pytest.mark.parametrize("facts", EACH, ids=IDS)
def test_nothing_is_promised_that_only_a_later_version_does(facts: Facts) -> None:
    """The check misses things, and no person watches: saying so keeps nobody waiting for help."""
    text = all_text(facts)

    assert not LATER.search(text)
    assert "It misses things. No person is watching this chat." in text


@pytest.mark.parametrize("facts", EACH, ids=IDS)
def test_filled_sentences_are_short_too(facts: Facts) -> None:
    """A sentence of fifteen words with a long name in it is a longer sentence."""
    for one in sentences(all_text(facts)):
        assert len(one.split()) <= LONGEST_SENTENCE, one


def test_the_screens_read_at_about_age_ten() -> None:
    """Flesch-Kincaid grade 5 is the school year of ten-year-olds: a rough net, but a net."""
    text = all_text(FACTS)

    assert grade(text) <= 5.0


def test_g4_the_limits_are_the_active_plans_own() -> None:
    """G4: whom it tells, in which worries they choose, and what silence does, as it was set."""
    limits = [screen(Stage.LIMITS, facts) for facts in (FACTS, READ, BARE)]
    usual, read, bare = limits

    assert "I have to tell Mina, safeguarding lead, and say it was you." in usual
    assert "With feeling low, bullying without hitting or your health, you choose" in usual
    assert "If you don't choose, I tell nobody." in usual
    assert (
        "If it's serious and you don't choose in 30 minutes, I tell Mina, safeguarding lead."
        in read
    )
    assert "I tell nobody" not in read
    assert "you choose" not in bare


def test_g4_the_safety_read_is_told_before_it_is_done() -> None:
    """G4, G15: two people can open one envelope; who answers must know that before they do."""
    for facts in EACH:
        told = "two people together can find out who wrote it" in screen(Stage.LIMITS, facts)
        assert told is facts.policy.plan.safety_read


def test_g4_the_four_examples_happen_as_they_are_told() -> None:
    """Childline's young people were angry when confidence was broken as nobody had said."""
    if screening.screen("") is screening.FAILED:
        screening.warm_up()
    texts = re.findall("“([^”]+)”", examples(POLICY, "en"))
    found = [screening.screen(text) for text in texts]

    assert [one.signpost for one in found] == [False, True, True, True]
    told = [must_tell(one, text) for one, text in zip(found, texts, strict=True)]
    assert told == [False, False, True, True]
    assert found[1].category in POLICY.plan.choice_categories
    assert found[3].category == "staff_abuse"


def test_telegram_is_named_only_in_telegram() -> None:
    """In the browser chat Telegram sees nothing, and saying so would frighten for nothing."""
    assert "Telegram" in screen(Stage.LIMITS, FACTS)
    assert "Telegram" not in screen(Stage.LIMITS, replace(FACTS, chat=Chat.WEB))


def test_a_ticket_is_told_what_the_ticket_knows() -> None:
    """The limits screen says which of the two: a known invitation or a ticket."""
    assert "I don't know your name." in screen(Stage.LIMITS, TICKET)
    assert "An adult made your invitation." in screen(Stage.LIMITS, FACTS)


def test_the_first_screen_says_who_decides_when_and_what_happens_to_an_unsent_one() -> None:
    """Days and names come from the round and the policy, never from a template."""
    first = screen(Stage.WHO_SEES, FACTS)

    for words in ("Ash and Kit", "Mo, manager", "Monday 8 March, 12pm", "Thursday 11 March"):
        assert words in first
    assert "If you don't press Send, yours is ripped up. Nobody reads it." in first
    assert "Lee, administrator" in screen(Stage.LIMITS, FACTS)


def test_only_a_round_that_takes_names_speaks_of_them() -> None:
    """Whom it goes to, when, for how long, and what happens to the rest: before question one."""
    first = screen(Stage.WHO_SEES, NAMED)

    assert "None has it unless you do." in first
    assert "it goes to Ash with your name. It goes even if few people send one." in first
    assert "until you take it back" in first
    assert "Answers without your name are mixed like the others." in first
    for facts in (FACTS, TICKET):
        assert "your name on" not in screen(Stage.WHO_SEES, facts)


def test_an_unsafe_name_in_a_round_stays_a_name() -> None:
    """E3: makers and deciders are typed by people."""
    bad = replace(FACTS, round=replace(FACTS.round, makers=("@ash",), decider="t.me/mo"))

    text = screen(Stage.WHO_SEES, bad)
    assert "@ash" not in text
    assert "t.me/mo" not in text


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text, with syllables counted by runs of vowels."""
    words = re.findall(r"[A-Za-z']+", text)
    runs = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e\b", "", w.lower())))) for w in words)
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * runs / len(words) - 15.59


def test_d6_the_first_screen_says_which_groups_are_compared_and_from_how_many() -> None:
    """Whoever is one of few in their group decides with that in mind. Fails when unsaid."""
    said = screen(Stage.WHO_SEES, COMPARING)
    one = replace(COMPARING, round=replace(COMPARING.round, breakdowns=(BY_AGE,)))

    assert "compare young people and care leavers, only if each has at least 10." in said
    assert "We may compare age groups too, only if each has at least 10." in said
    assert "We may compare age groups, only if each has at least 10." in screen(
        Stage.WHO_SEES, one
    )
    assert "compare" not in screen(Stage.WHO_SEES, FACTS)
