"""Who may do what, to what: the one table. Whatever the program lets anybody do is a row of it.

A deed is reached by its ways: a typed command (``/rounds``), a button (``tap st:lib``), a page
(``GET /c/{slot}/staff/trail/``), a part of a page (``concern seen``), or a command at the
computer (``$ invite``). A way that is in no row leads nowhere: it cannot be routed. The role
decides here; the condition on the object (``Only``) is decided where the object is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping

from surveys.people.asking_deeds import ASKING
from surveys.people.codebook_deeds import CODEBOOKS
from surveys.people.deeds import (
    ADMIN,
    DECIDER,
    DEPUTY,
    DUTY,
    EBE,
    EVERYBODY,
    KNOWN,
    LEAD,
    LISTENER,
    OPERATOR,
    READER,
    ROTA,
    STAFF,
    TICKET,
    TRUSTEE,
    Deed,
    Only,
    Rule,
)
from surveys.people.double_deeds import DOUBLE
from surveys.people.hearing_deeds import HEARING
from surveys.people.knowing_deeds import KNOWING
from surveys.people.reading_deeds import READING
from surveys.people.talk_deeds import TALKING
from surveys.people.theme_deeds import THEMING
from surveys.people.ways import SLOT as SLOT
from surveys.people.ways import VIEWS as VIEWS
from surveys.people.ways import run, slot, taps, typed, views

TABLE: Mapping[Deed, Rule] = {
    Deed.LOOK_IN: Rule(
        "read what Earshot is, who sees what, and whom to ring",
        EVERYBODY,
        (),
        (
            *("GET /", "GET /help", "GET /privacy", "GET /tablet"),
            *("GET /health", "GET /healthz", "GET /readyz"),
            *("GET /page/{name}", "GET /manifest.webmanifest", "GET /favicon.ico"),
            *("GET /staff/{name}", "/privacy"),
        ),
    ),
    Deed.COME_IN: Rule(
        "come in with a personal link or a slip",
        EVERYBODY,
        (Only.CODE,),
        ("GET /join", "POST /join", "GET /ticket", "POST /ticket"),
    ),
    Deed.GET_HELP: Rule(
        "see the numbers to ring", EVERYBODY, (), (*typed("help"), *taps("help comore"))
    ),
    Deed.CALL: Rule("ask an adult here to come", EVERYBODY, (Only.HAS_PHONE,), taps("co")),
    Deed.COME: Rule(
        "say that they are on their way", frozenset({DUTY, EBE}), (Only.CALLED,), taps("coway")
    ),
    Deed.OWN_RIGHTS: Rule(
        "see what is kept about them, take it back, tear it up, be forgotten, tidy the chat",
        EVERYBODY,
        (Only.OWN,),
        (
            *typed("mydata withdraw delete deleteme tidy takeback"),
            *taps("tidy takeback erase eraseyes keepme keepit tear tb nwstop"),
            *("GET /takeback", "POST /takeback"),
        ),
    ),
    Deed.BE_HOME: Rule(
        "see where they are, in their language",
        EVERYBODY,
        (Only.OWN,),
        ("/start", *taps("home la")),
    ),
    Deed.OWN_CHAT: Rule(
        "use a browser chat, its picture lock and its files",
        EVERYBODY,
        (Only.OWN,),
        slot(
            *("GET ", "GET here", "GET events", "POST updates", "GET files/{key}"),
            *("GET pictures/{digest}", "POST finish", "POST lock", "POST unlock"),
            *("POST lock-now", "POST forgot"),
        ),
    ),
    Deed.ANSWER: Rule(
        "answer, skip, change, send or pause; put a name on an answer; say no",
        KNOWN,
        (Only.ASKED, Only.OWN),
        (
            *typed("stop pause skip back"),
            *taps("go ok c g d b s r e l sh sq shq lo lc pb n nq f fq ch send tearyes no later"),
            *taps("ex words"),
        ),
    ),
    Deed.CHOOSE_QUIET: Rule(
        "say when, how often and about what they want to be asked",
        KNOWN - {DUTY, TICKET},
        (Only.OWN,),
        (*typed("quiet"), *taps("qt")),
    ),
    Deed.CHOOSE_TELLING: Rule(
        "say what becomes of a worry of theirs", KNOWN, (Only.OWN,), taps("cn")
    ),
    Deed.WRITE_TO: Rule(
        "write to a person; see how to complain of somebody who works here",
        KNOWN - {DUTY},
        (Only.THEIR_HOME, Only.OWN),
        (*typed("message"), *taps("om omstop ompick omname omnone omback wy")),
    ),
    Deed.BE_WRITTEN_TO: Rule(
        "be on the list of people who can be written to", STAFF - {DUTY, ADMIN}, (), ()
    ),
    Deed.OPEN_RESULT: Rule(
        "open a released result",
        EVERYBODY,
        (Only.RELEASED,),
        (*typed("report results"), "tap res", *slot("GET results/{tag}", "GET results/{tag}/all")),
    ),
    Deed.OPEN_BY_CODE: Rule(
        "open a round's result with the code on its slips and posters, or from the first page",
        EVERYBODY,
        (Only.ROUND_CODE,),
        ("GET /r", "POST /r", "GET /results/{tag}"),
    ),
    Deed.SEE_RESULTS: Rule(
        "see every released result, asked in it or not, and save it as a file",
        STAFF - {ADMIN, DUTY},
        (Only.RELEASED, Only.SEEN_FIRST),
        views("GET downloads/", "GET revoked/"),
    ),
    **ASKING,
    **HEARING,
    **KNOWING,
    Deed.SIT: Rule(
        "open and close a sitting where slips work",
        frozenset({EBE}),
        (Only.BY_TICKET,),
        views("GET sitting/{tag}/", "POST sitting/{tag}/"),
    ),
    **TALKING,
    Deed.BE_AWAY: Rule("be away from the rota", ROTA, (Only.OWN,), (*typed("away"), *taps("aw"))),
    Deed.PROVE_LIFE: Rule("answer the daily test of the alarm", ROTA, (Only.OWN,), taps("pl")),
    Deed.SIGN_IN: Rule(
        "sign in to the staff views with a PIN or an app, and lock them",
        STAFF - {DUTY},
        (Only.OWN,),
        views("GET ", "POST pin", "POST choose", "POST lock", "GET app/", "POST app/"),
    ),
    Deed.SEE_ROUNDS: Rule(
        "see the rounds, where each stands, and results that are open to them",
        STAFF - {LISTENER, DUTY},
        (Only.RELEASED,),
        views(
            *("GET rounds/", "GET rounds/{tag}/", "GET rounds/{tag}/result"),
            *("GET rounds/{tag}/result.{format}", "GET rounds/{tag}/poster.{kind}"),
        ),
    ),
    **READING,
    **DOUBLE,
    **CODEBOOKS,
    **THEMING,
    Deed.PUT_FORWARD: Rule(
        "look at a result before its release, and put it forward",
        frozenset({READER, EBE, DECIDER}),
        (Only.SEALED,),
        views("GET rounds/{tag}/preview", "POST rounds/{tag}/propose"),
    ),
    Deed.LET_GO: Rule(
        "let a result go",
        frozenset({READER, EBE, DECIDER}),
        (Only.SEALED, Only.SECOND),
        views("POST rounds/{tag}/approve"),
    ),
    Deed.LOOK_FOR_SAFETY: Rule(
        "open the safety read",
        ROTA | {READER},
        (Only.CLOSED, Only.APART),
        views("GET safety/", "POST safety/{tag}/", "GET safety/{tag}/"),
    ),
    Deed.READ_FOR_SAFETY: Rule(
        "read words without names before the seal; say that one worries them",
        (ROTA | {READER}) - {TRUSTEE},
        (Only.CLOSED, Only.APART, Only.HANDLE),
        views("GET safety/{tag}/text/{handle}", "POST safety/{tag}/text/{handle}"),
    ),
    Deed.SECOND_A_WORRY: Rule(
        "be the second to look at words that worried somebody, and open who wrote them",
        ROTA | {READER},
        (Only.CLOSED, Only.APART, Only.SECOND),
        views("GET safety/{tag}/worry/", "POST safety/{tag}/worry/{handle}"),
    ),
    Deed.OPEN_MAIL: Rule(
        "open and answer letters and named answers",
        STAFF - {DUTY},
        (Only.SENT_TO_THEM,),
        views("GET messages/", "POST messages/{handle}", "POST letters/{handle}"),
    ),
    Deed.ANSWER_CONCERNS: Rule(
        "see a worry, see to it, write back, file it",
        ROTA,
        (Only.TOLD,),
        (
            *views("GET concerns/", "GET concerns/{handle}/", "POST concerns/{handle}/{deed}"),
            *views("GET concerns/{handle}/record.pdf"),
            *("concern seen", "concern step", "concern over", "concern pass"),
            *("concern reply", "concern filed", "concern home"),
        ),
    ),
    Deed.OPEN_IDENTITY: Rule(
        "open who wrote a worry that came without a name; alone only where a life is at risk",
        ROTA,
        (Only.TOLD, Only.SECOND),
        ("concern ask", "concern confirm"),
    ),
    Deed.SEE_ROTA: Rule(
        "see who is on the rota", frozenset({LEAD, ADMIN}), (), views("GET rota/")
    ),
    Deed.CHANGE_ROTA: Rule(
        "say who is away, and where letters reach them",
        frozenset({LEAD}),
        (Only.ON_ROTA,),
        views("POST rota/{handle}"),
    ),
    Deed.OVERSEE: Rule(
        "see how worries were met, in numbers of quarters",
        frozenset({TRUSTEE, LEAD}),
        (),
        views("GET trustees/"),
    ),
    Deed.MANAGE_PEOPLE: Rule(
        "see colleagues and their roles; keep the list of people who can be written to",
        frozenset({ADMIN}),
        (),
        views(
            *("GET people/", "GET listeners/", "POST listeners/"),
            "POST listeners/{handle}/remove",
        ),
    ),
    Deed.INVITE: Rule(
        "make invitations, print them and take them back",
        frozenset({ADMIN}),
        (Only.UNTIL_LOCKED,),
        views(
            *("GET invitations/", "POST invitations/", "GET invitations/made/"),
            *("GET invitations/made/sheet.pdf", "POST invitations/made/"),
            "POST invitations/revoke",
        ),
    ),
    Deed.HIDE_NAMES: Rule(
        "keep the list of names and places that are hidden in answers",
        frozenset({ADMIN}),
        (),
        views("GET names/", "POST names/", "POST names/out", "POST names/clear"),
    ),
    Deed.MOVE_HOME: Rule(
        "write down that somebody lives in another home now, or left care",
        frozenset({ADMIN}),
        (),
        views("POST people/move"),
    ),
    Deed.LET_LEAVE: Rule(
        "end everything a colleague who leaves has here, and hand over what can be",
        frozenset({ADMIN}),
        (Only.OTHERS,),
        views("GET people/{handle}/leave", "POST people/{handle}/leave"),
    ),
    Deed.ASK_NEW_WAY: Rule(
        "ask for a new way in for somebody who lost their phone or has a new account",
        frozenset({ADMIN}),
        (),
        views("POST people/new-way"),
    ),
    Deed.AGREE_NEW_WAY: Rule(
        "be the second to a new way in: get its link, hand it over, or say no",
        frozenset({LEAD, DEPUTY}),
        (Only.SECOND, Only.OTHERS),
        views("GET new-ways/", "POST new-ways/{handle}/agree", "POST new-ways/{handle}/refuse"),
    ),
    Deed.PAUSE: Rule(
        "pause everything but safety, and go on",
        frozenset({ADMIN, LEAD}),
        (),
        views("GET pause/", "POST pause/", "POST pause/end"),
    ),
    Deed.RESET: Rule(
        "clear a colleague's PIN or app",
        frozenset({ADMIN}),
        (Only.OTHERS,),
        views("POST people/{handle}/reset"),
    ),
    Deed.SEE_TRAIL: Rule(
        "see the trail of what staff did; nothing about worries",
        frozenset({ADMIN}),
        (),
        views("GET trail/"),
    ),
    Deed.RUN: Rule(
        "keep the computer: set up, run, back up, invite, list; no answers, no worries",
        frozenset({OPERATOR}),
        (),
        run(
            "rebind, move, leave, pause, resume,"
            "run, work, rehearse, migrate, status,"
            "demo, health, setup, doctor, invite, backup, restore, clear-pin, people, report,"
            "known, reach, evidence, poster,"
            "audit privacy,"
            "retention, audit verify, keys status, keys check, keys copy, keys put-back,"
            "keys rotate,"
            "roster load, roster show, roster clear,"
            "screen, redact, themes, codebook show, codebook export, codebook import,"
            "survey check, survey list, survey schema, survey sheet,"
            "survey drafts, survey export-draft,"
            "round propose, round open, round confirm,"
            "round list, round status, round close, round extend, round tickets, round answer,"
            "reading minutes,"
            "safeguarding verify, safeguarding test, safeguarding plan, safeguarding people"
        ),
    ),
}
"""Every deed. Add a way to the row it belongs to, or a row: then run
``python -m surveys.people.access_page > docs/access.md``."""

WAYS: Mapping[str, Deed] = {way: deed for deed, rule in TABLE.items() for way in rule.ways}


class NoSuchWay(Exception):
    """Something would be routed that the table does not know."""


def may(who: str, deed: Deed) -> bool:
    """Whether a role (or ``ticket``, ``stranger``, ``operator``) may do this, to some object."""
    return who in TABLE[deed].who


def deed_of(way: str) -> Deed:
    """The deed that a way leads to.

    Raises:
        NoSuchWay: No row has it.
    """
    try:
        return WAYS[way]
    except KeyError:
        raise NoSuchWay(
            f'"{way}" is in no row of the table of who may do what. '
            "Way out: add it in surveys/people/access.py, then make docs/access.md anew."
        ) from None


def opens(who: str, way: str) -> bool:
    """Whether somebody may go this way.

    Raises:
        NoSuchWay: No row has it.
    """
    return may(who, deed_of(way))
