"""Retention: every class of data that is kept, why, for how long, and what is destroyed then.

One table for all: what purges by it, what people are told in /privacy, ``earshot retention`` and
``docs/retention.md`` say the same because they read the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SEEN = timedelta(days=2)
"""Telegram offers an update for a day at most; its id is kept for 48 hours, to the day's end."""

KEPT_FOR_NEXT = timedelta(weeks=12)
"""Longest an envelope waits for the next time, after too few were sent."""

UNDELIVERED = timedelta(days=90)
"""Longest a message waits for somebody who never opens their page."""

SET_ASIDE = timedelta(days=30)
"""How long an update that nobody could take is kept, for an engineer."""

SIGNED_IN = timedelta(days=180)
"""How long a browser stays signed in."""

INVITED = timedelta(days=14)
"""Longest an invitation can be used."""

PROVED = timedelta(days=400)
"""How long the daily tests of the alarm are kept: a year to look back on."""

MAIL = timedelta(hours=24)
"""Longest a mail server is asked to take a letter."""

WRITING = timedelta(days=365)
"""How long a survey that nobody goes on writing is kept, after the month of its last change."""

PILOTED = timedelta(days=30)
"""How long what peers said of a draft is kept after its last note."""

CALLED = timedelta(minutes=30)
"""How long a call for an adult is kept once it is over."""


class Retention(BaseModel):
    """What an organisation may decide: days, each within limits. ``[retention]`` in its policy.

    The least of ``asked_days`` is how long two audiences are compared (eight weeks), its most
    what the design promises (twelve months).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    answers_days: int = Field(default=365, ge=90, le=1825)
    asked_days: int = Field(default=365, ge=56, le=365)
    letters_days: int = Field(default=180, ge=30, le=730)
    people_days: int = Field(default=730, ge=180, le=1825)
    trail_days: int = Field(default=1095, ge=365, le=3650)
    backups_days: int = Field(default=90, ge=7, le=365)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.trail_days < self.answers_days:
            raise ValueError(
                f"trail_days ({self.trail_days}) is shorter than answers_days "
                f"({self.answers_days}), so nobody could show who let a result go while its "
                f"words are kept. Way out: make trail_days at least {self.answers_days}"
            )
        return self


@dataclass(frozen=True, slots=True)
class Kept:
    """One class of data.

    Args:
        key: Its short name.
        what: What it is, in plain words.
        why: Why it is kept at all.
        how_long: For how long. ``{answers_days}`` and the like are the organisation's own days.
        starts: What starts the clock.
        destroyed: What is destroyed: rows, a key, or files.
        exempt: Whom or what it spares; "" for nobody.
        tables: The tables it lies in.
        files: The kinds of files it lies in, as patterns of their names.
    """

    key: str
    what: str
    why: str
    how_long: str
    starts: str
    destroyed: str
    exempt: str = ""
    tables: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def term(self, retention: Retention) -> str:
        """For how long, as an organisation has decided it."""
        return self.how_long.format(**retention.model_dump())


def _days(span: timedelta) -> str:
    return f"{span.days} days"


CLASSES = (
    Kept(
        "people",
        "First name, home, kind, role and chat of each person; their card, if one can write to "
        "them; on staff also how they sign in and where alerts reach them",
        "to ask them, and to let them in",
        "until they are forgotten, or {people_days} days without a word from them",
        "the end of the month of their last message or tap",
        "the rows, and every row with their random id",
        "everybody with a job here, who stay until they leave; whoever is asked in an open round",
        tables=("participants", "listeners", "duties", "authenticators", "staff_pins"),
    ),
    Kept(
        "wishes",
        "How each person wants to be written to: quiet hours, topics they left out, and the days "
        "of the last week on which they were asked",
        "so that nobody is written to at night, or too often",
        "as long as who they are",
        "the end of the month of their last message or tap",
        "the row; everybody has one, whatever they wished",
        tables=("wishes",),
    ),
    Kept(
        "signins",
        "Which browsers are signed in: a hash of a cookie and a last day",
        "to open a chat again",
        _days(SIGNED_IN),
        "the sign-in",
        "the rows",
        tables=("signins",),
    ),
    Kept(
        "invitations",
        "Invitations: a hash of a code, and for whom, encrypted",
        "to let each in once",
        f"until it is used, at most {INVITED.days} days",
        "the day it was made",
        "the rows; for whom it was is wiped when it is used",
        tables=("invites",),
    ),
    Kept(
        "new_ways",
        "New ways in for a lost phone: whose, encrypted; who asked and who agreed",
        "so that two people stand for it, and its owner can stop it",
        "a few weeks, to the last day written beside it",
        "the day it was asked for",
        "the rows; no backup has them",
        tables=("new_ways",),
    ),
    Kept(
        "names_to_hide",
        "Names of people, homes, schools and streets that an administrator loaded, encrypted",
        "to hide them in what people write, before anybody else reads it",
        "until an administrator takes them out, or clears the list",
        "the day they were loaded",
        "the row is written anew without them",
        "nobody: whoever is forgotten here is taken off that list by hand",
        tables=("rosters",),
    ),
    Kept(
        "pauses",
        "That everything is paused: since when, and by whom of the staff",
        "so that it is known, and can be ended",
        "until the pause ends",
        "the pause",
        "the row",
        tables=("pauses",),
    ),
    Kept(
        "drafts",
        "Surveys being written, encrypted: titles and questions, and whose they are; no answers",
        "to go on writing, to undo, and to show how a question came about",
        f"until its author throws it away or leaves, at most {WRITING.days} days",
        "the end of the month of its last change",
        "the rows",
        tables=("drafts",),
    ),
    Kept(
        "word_list",
        "Words that Experts by Experience added to the coach's list, or switched off, encrypted",
        "so that advice on wording speaks as they do",
        "until they change it",
        "its last change",
        "the row is written anew",
        tables=("word_list",),
    ),
    Kept(
        "plans",
        "Rounds being planned, encrypted: the survey, the days, who decides, how it is safe and "
        "can be said, whose plan it is, and a colleague's note if it was sent back",
        "to go on planning after a restart or with another device, and to lose nothing when a "
        "round is sent back",
        f"until the round opens, its author throws it away or leaves, at most {WRITING.days} days",
        "the end of the month of its last change",
        "the rows",
        tables=("plans",),
    ),
    Kept(
        "trials",
        "A survey that an author or a peer tries out: where they are in it, encrypted",
        "to show it as a young person will see it",
        "until it is over, at most to the end of the next day",
        "its beginning",
        "the rows; no backup has them",
        tables=("trials",),
    ),
    Kept(
        "pilots",
        "What peers said of the questions of a draft, with their names; not what they answered",
        "so that its author can mend the questions",
        f"as long as the draft, at most {PILOTED.days} days",
        "the last note",
        "the rows",
        "nobody: whoever leaves takes their notes along",
        tables=("pilots",),
    ),
    Kept(
        "asked",
        "Who was asked in a round, where they lived then, and until the seal whether they sent an "
        "envelope or said no",
        "to tell them what came of it, and so that no two results can be subtracted",
        "{asked_days} days",
        "the close of the round",
        "the rows; how many were asked stays",
        tables=("ledger", "asked_as", "audiences", "bands"),
    ),
    Kept(
        "envelopes",
        "Envelopes: everything somebody is answering, until the round is opened",
        "so that answers can be changed and taken out",
        "until the seal; where too few were sent and somebody chose to keep theirs, "
        f"{KEPT_FOR_NEXT.days} days",
        "the close of the round",
        "the rows, and the round's draft key: every backup of them dies with it",
        tables=("envelopes", "safety_marks"),
        files=("keys/rounds/*.draft", "keys/rounds/*.copied", "copies/*.draft"),
    ),
    Kept(
        "slips",
        "Tickets and sittings: hashes of codes, random ids, the place of a sitting",
        "to let each ticket in once, and to tell the lead where a worry was written",
        "until the seal",
        "the close of the round",
        "the rows",
        tables=("tickets", "sittings"),
    ),
    Kept(
        "answers",
        "Sealed answers, what a reader decided of each, marks of texts that a reader passed on, "
        "and the words quoted in a result",
        "to make the result, and to let six words take answers back",
        "{answers_days} days",
        "the close of the round",
        "the round's text key: every backup of those words dies with it; then the rows",
        tables=("answers", "readings", "reading_asides"),
        files=("keys/rounds/*.text",),
    ),
    Kept(
        "results",
        "Released results: protected figures, who let them go",
        "so that those who were asked, and the organisation, can look back",
        "for good; the words quoted go with the answers",
        "the release",
        "the quoted words, with the round's text key",
        "the figures: they are about nobody",
        tables=("releases",),
    ),
    Kept(
        "rounds",
        "Rounds, surveys and their pictures: questions, dates, how many were asked and sent",
        "a result cannot be read without its questions",
        "for good",
        "the launch",
        "nothing",
        "faces of people one can write to, which go with their card",
        tables=("rounds", "surveys", "pictures"),
    ),
    Kept(
        "answers_back",
        "What whoever decides wrote back to everybody asked",
        "so that what was promised can be looked up, and what came of it",
        "for good",
        "the day it was given",
        "nothing: they are the organisation's own words, told to everybody asked",
        tables=("answers_back",),
    ),
    Kept(
        "letters",
        "What somebody wrote to one person, the answer to it, and answers sent with a name",
        "so that both can read it",
        "until it is taken back, or {letters_days} days",
        "the end of the month of its last word",
        "the rows",
        "what nobody has opened or answered yet: it is said, and never dropped unread",
        tables=("messages",),
    ),
    Kept(
        "talks",
        "House talks: prompts, sentences everybody agreed to, and nothing about who was there",
        "to make the page of what was agreed",
        "{answers_days} days; what was not agreed, until the talk is over",
        "the day of the talk",
        "the talk's keys, then the rows",
        tables=("talks", "talk_drafts", "agreed"),
    ),
    Kept(
        "concerns",
        "Concerns: exact words, times, and what was done",
        "to keep somebody safe, and for their record",
        "until it is filed on the record, then keep_filed_days of the safeguarding plan",
        "the lead's word that it is filed",
        "the rows, one by one; older backups hold them under the safeguarding key",
        "what is not filed yet",
        tables=("concerns",),
    ),
    Kept(
        "calls",
        "An adult was asked to come: a first name and a house",
        "to pass it on, and to say whether anybody answered",
        f"{CALLED.seconds // 60} minutes",
        "the end of the call",
        "the rows; no backup has them",
        tables=("calls",),
    ),
    Kept(
        "proofs",
        "Daily tests of the alarm: which of those on duty answered",
        "to show that an alarm would be heard",
        _days(PROVED),
        "the day of the test",
        "the rows",
        tables=("proofs",),
    ),
    Kept(
        "mail",
        "E-mails we owe to staff: an address and a kind, no content",
        "the second way of an alert",
        f"until a server takes it, at most {MAIL.days * 24} hours",
        "the moment it was owed",
        "the rows; no backup has them",
        tables=("letters",),
    ),
    Kept(
        "trail",
        "The trail: what those who work here did, and when",
        "to show who did what",
        "{trail_days} days",
        "the entry",
        "the rows, oldest first; of the last one its link stays, so that the chain holds",
        "nobody who only answers is ever in it",
        tables=("audit",),
    ),
    Kept(
        "minutes",
        "When each reader read, of which round, and which text lies open; not what was decided. "
        "The days and minutes that Experts by Experience and readers worked, what for, and which "
        "months were approved and paid",
        "to pay them, and so that two readers do not decide one text",
        "{trail_days} days; what lies open, until the slot is over; a stretch that runs, until it "
        "is stopped, 5 hours after the last word at most",
        "the start of the slot; the day that was worked",
        "the rows",
        tables=(
            "reading_slots",
            "reading_claims",
            "working_now",
            "time_worked",
            "time_paid",
        ),
    ),
    Kept(
        "updates",
        "Which messages were handled: a number and a day",
        "so that none is taken twice",
        "48 hours, to the end of the day",
        "the day it was handled",
        "the rows; no backup has them",
        tables=("seen_updates",),
    ),
    Kept(
        "undelivered",
        "Messages on their way",
        "to deliver each once",
        f"until it is delivered, at most {UNDELIVERED.days} days",
        "the day it was first seen waiting",
        "the rows; no backup has them",
        tables=("outbox",),
    ),
    Kept(
        "set_aside",
        "Messages that a fault kept from being handled, encrypted",
        "for whoever mends the fault",
        _days(SET_ASIDE),
        "the day it was set aside",
        "the rows; no backup has them",
        tables=("inbox",),
    ),
    Kept(
        "backups",
        "Verified backups of the database, without any key",
        "to come back after a disk fails",
        "{backups_days} days",
        "the day in its name",
        "the files, and then the tombstones that kept what was sealed or erased from coming back",
        "the newest one",
        files=(
            "backups/*.backup",
            "keys/tombs/*",
            "backups/earshot-tombstones",
            "copies/earshot-tombstones",
        ),
    ),
    Kept(
        "keys",
        "The two keys everything rests on: who people are, and concerns",
        "nothing could be opened without them",
        "until they are changed for new ones",
        "the set-up",
        "the old key",
        tables=("key_marks",),
        files=("keys/*.key", "keys/*.before", "keys/second-copies.json"),
    ),
    Kept(
        "program",
        "The program's own: its version, its files, the organisation's policy, a heartbeat",
        "to run",
        "as long as it runs",
        "the set-up",
        "nothing: there is nobody in it but the names in the policy",
        "whoever the policy names",
        tables=("alembic_version", "names"),
        files=("data/*", "copies/earshot-key-copies"),
    ),
    Kept(
        "logs",
        "What the program says of itself: event names, no ids, no words, no times of anybody",
        "to find faults",
        "no file of ours: it goes to whatever runs the program, which keeps it as it is told",
        "the line",
        "nothing of ours",
    ),
)
"""Every class there is. A test compares it with the schema and with the files of a house."""


def last_day(start: date, days: int) -> date:
    """The last day something is kept whose clock began in the month of ``start``.

    Counted from that month's end, so that what began in one month goes on one day and no day of
    anybody's is shown.
    """
    first_of_next = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first_of_next - timedelta(days=1) + timedelta(days=days)
