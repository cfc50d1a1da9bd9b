"""Cards: one message each, not the next thing to answer. Invitations, endings, help, privacy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.outgoing import Ask, Button, Rows, Say
from bot.texts import say
from bot.wording import consent
from bot.wording.days import LONDON, day, moment, span
from bot.wording.helping import Moment, help_card
from bot.wording.keyboards import help_button, named
from bot.wording.pads import LONGEST_LABEL
from bot.wording.plain import defuse, in_words, parcels, shortened
from bot.wording.presses import press
from surveys.flow.replies import Fallback
from surveys.people.person import Chat
from surveys.rounds.round import Round
from surveys.safeguarding.policy import Policy


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that went to ``reader`` with its author's name on."""

    handle: str
    reader: str
    round: Round | None
    words: str
    opened: bool


def invitation_card(round_: Round, language: str = "en", zone: ZoneInfo = LONDON) -> Say:
    """Somebody is asked. A lock screen shows that a question waits, and nothing of the round."""
    return _waiting(Ask.INVITATION, round_, language, zone)


def reminder_card(round_: Round, language: str = "en", zone: ZoneInfo = LONDON) -> Say:
    """The same for everybody, so that a reminder shows nobody who has not sent theirs."""
    return _waiting(Ask.REMINDER, round_, language, zone)


def later_card(round_: Round, language: str = "en", zone: ZoneInfo = LONDON) -> Say:
    """They asked to be left for now."""
    text = say("card.later", language, closes=moment(round_.closes_at, zone, language))
    quiet = named("quiet", language, "qt", "see")
    return Say(text=text, rows=((_start(round_, language), quiet), (help_button(language),)))


def declined_card(round_: Round, language: str = "en", zone: ZoneInfo = LONDON) -> Say:
    """They said no thanks."""
    text = say("card.declined", language, closes=moment(round_.closes_at, zone, language))
    return Say(text=text, rows=((_start(round_, language), help_button(language)),))


def closed_card(round_: Round, language: str = "en", *, keeper_left: bool = False) -> Say:
    """The envelopes have been opened together and the key is destroyed. The same to all."""
    answer_by = day(round_.answer_by, language)
    card = _ended("card.mixed", round_, language, answer_by=answer_by)
    if not round_.takes_names:
        return card
    key = "card.named_nobody" if keeper_left else "card.named"
    named_ones = say(key, language, keeper=defuse(round_.keeper))
    return Say(text=f"{card.text}\n{named_ones}", rows=card.rows)


def lost_card(round_: Round, language: str = "en") -> Say:
    """The round's key was lost: nobody can open its envelopes."""
    return _ended("card.lost", round_, language)


def held_card(
    round_: Round,
    language: str = "en",
    done: Fallback | None = None,
    *,
    keeper_left: bool = False,
) -> Say:
    """Too few were sent. ``done`` is what was done with theirs; None: it was not sent.

    ``keeper_left``: whoever was to read theirs is not there any more.
    """
    card = _ended("card.held", round_, language)
    key = "card.held_unsent" if done is None else f"card.held_{done}"
    if keeper_left:
        key = "card.held_nobody"
    what = say(key, language, keeper=defuse(round_.keeper))
    return Say(text=f"{card.text}\n{what}", rows=card.rows)


def held_named_card(card: Say, round_: Round, language: str = "en") -> Say:
    """The same card, to somebody whose answers with their name on went to the keeper."""
    gone = say("card.held_named", language, keeper=defuse(round_.keeper))
    return Say(text=f"{card.text}\n{gone}", rows=card.rows)


def sent_to_you_card(language: str = "en") -> Say:
    """Something came with a name on: not what, not whose, not of which round."""
    return Say(text=say("card.sent_to_you", language))


def named_cards(sent: Named, language: str = "en") -> list[Say]:
    """What somebody sent with their name on, and the button that takes it back."""
    blanks = {"keeper": defuse(sent.reader)}
    title = "" if sent.round is None else in_words(sent.round.survey.title, language)
    lines = [say("named.sent", language, title=title, **blanks), *sent.words.split("\n")]
    lines.append(say("named.opened" if sent.opened else "named.unopened", language, **blanks))
    texts = parcels(lines)
    back = Button(label=say("button.named_back", language), press=press("tb", sent.handle))
    rows: Rows = ((back,), (help_button(language),))
    return [*(Say(text=text) for text in texts[:-1]), Say(text=texts[-1], rows=rows)]


def result_card(round_: Round, language: str = "en") -> Say:
    """The release is out; those who were asked see it first."""
    on, decider = day(round_.answer_by, language), defuse(round_.decider)
    card = _ended("card.result", round_, language, answer_by=on, decider=decider)
    see = named("results", language, "res", round_.tag)
    return Say(text=card.text, rows=((see,), *card.rows))


def examples_card(round_: Round, policy: Policy, language: str = "en") -> Say:
    """Four examples of what happens to what is written, and the way on from the screen."""
    go_on = named("ok", language, "ok", round_.tag, 1)
    return Say(text=consent.examples(policy, language), rows=((go_on,), (help_button(language),)))


def stranger_card(policy: Policy, now: Moment, language: str = "en") -> Say:
    """For somebody who was not invited: who this is, whom to ask, and the numbers."""
    numbers = help_card(policy, now, language, known=False)
    return Say(text=f"{say('enrol.stranger', language)}\n\n{numbers.text}", rows=numbers.rows)


def privacy_card(policy: Policy, chat: Chat, language: str = "en") -> Say:
    """What is kept and why the law allows it. For anybody, before any consent."""
    blanks = {
        "organisation": policy.organisation,
        "keeper": policy.keeper_of_the_computer,
        "basis": policy.lawful_basis.rstrip("."),
        "lead": policy.safeguarding_lead,
    }
    first = ("who", "basis", "person", "quiet", "asked")
    read = ("safety",) if policy.plan.safety_read else ()
    then = ("envelope", "danger", *read, "seal", "hidden", "list", "after", "groups")
    then = (*then, "named", "letters", "talks", "backups")
    last = ("stranger", "media", *(("telegram",) if chat is Chat.TELEGRAM else ()))
    paragraphs = [
        [say(f"kept.{key}", language, **blanks) for key in keys]
        for keys in (("title",), first, then, last, ("rights", "ask"))
    ]
    paragraphs.insert(3, how_long(policy, language))
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    return Say(text=text, rows=((help_button(language),),))


def how_long(policy: Policy, language: str = "en") -> list[str]:
    """How long each class of data is kept, as this organisation decided it, and the mark of the
    whole policy that a round keeps (X5)."""
    kept = policy.retention
    lines = [
        say("kept.long_title", language),
        say("kept.long_person", language, people=span(kept.people_days, language)),
        say("kept.long_asked", language, asked=span(kept.asked_days, language)),
        say("kept.long_words", language, answers=span(kept.answers_days, language)),
        say("kept.long_figures", language),
        say("kept.long_talk", language, answers=span(kept.answers_days, language)),
        say("kept.long_letters", language, letters=span(kept.letters_days, language)),
        say("kept.long_danger", language, filed=span(policy.plan.keep_filed_days, language)),
        say("kept.long_backups", language, backups=span(kept.backups_days, language)),
    ]
    return [*lines, say("kept.version", language, mark=policy.fingerprint()[:12])]


def home_card(lines: Sequence[str], rows: Rows, language: str = "en") -> Say:
    """Where somebody is: what they can answer now, and the two commands worth knowing."""
    text = "\n".join([*lines, "", say("home.commands", language)])
    return Say(text=text, rows=(*rows, (help_button(language),)))


def choose_card(text: str, ways: Sequence[Button], language: str = "en") -> Say:
    """A question of our own: one way a row, then a way out and help."""
    return Say(text=text, rows=(*((way,) for way in ways), (help_button(language),)))


def titled(key: str, round_: Round, language: str, kind: str) -> Button:
    """A button that names a round."""
    label = say(f"button.{key}", language, title=in_words(round_.survey.title, language))
    return Button(label=shortened(label, LONGEST_LABEL), press=press(kind, round_.tag))


def _waiting(ask: Ask, round_: Round, language: str, zone: ZoneInfo) -> Say:
    closes = moment(round_.closes_at, zone, language)
    tag = round_.tag
    later, no = named("later", language, "later", tag), named("no_thanks", language, "no", tag)
    has_topic = round_.survey.topic is not None
    not_topic = (named("not_topic", language, "qt", "no", tag),) if has_topic else ()
    key = "card.invited" if ask is Ask.INVITATION else "card.reminded"
    lines = [say("card.waiting", language), "", say(key, language, closes=closes)]
    if round_.ahead_because:
        lines += ["", say("consent.ahead", language, because=defuse(round_.ahead_because))]
    return Say(
        text="\n".join(lines),
        rows=((_start(round_, language),), (later, no), (*not_topic, help_button(language))),
        ask=ask,
    )


def _ended(key: str, round_: Round, language: str, **blanks: object) -> Say:
    title = in_words(round_.survey.title, language)
    return Say(text=say(key, language, title=title, **blanks), rows=((help_button(language),),))


def _start(round_: Round, language: str) -> Button:
    return named("start", language, "go", round_.tag)
