"""The words of the table of who may do what: names of roles, conditions, and the deeds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

YOUNG, EBE, READER, DESIGNER = "young_person", "ebe", "reader", "designer"
DECIDER, LEAD, DEPUTY = "decision_maker", "safeguarding_lead", "safeguarding_deputy"
OUTSIDE, TRUSTEE, LISTENER = "outside_person", "trustee", "listener"
DUTY, ADMIN = "duty_phone", "admin"
TICKET, STRANGER, OPERATOR = "ticket", "stranger", "operator"
"""Three who have no role: a slip from a hat, somebody uninvited, whoever sits at the computer."""

Who = frozenset[str]
ROTA: Who = frozenset({LEAD, DEPUTY, OUTSIDE, TRUSTEE})
STAFF: Who = ROTA | {EBE, READER, DESIGNER, DECIDER, LISTENER, DUTY, ADMIN}
KNOWN: Who = STAFF | {YOUNG, TICKET}
EVERYBODY: Who = KNOWN | {STRANGER}


class Only(StrEnum):
    """What has to be true of the object, besides the role: said as a manager would."""

    OWN = "only their own"
    ASKED = "only in rounds they are asked in"
    MADE = "only rounds that they proposed, wrote or keep"
    SECOND = "only as a second person: somebody else began it, and that is another human being"
    DECIDES = "only rounds that name this very account as the one who decides"
    NOT_ASKED = "not where they are asked themselves"
    APART = "not if a home of theirs was asked, nor if they made the round"
    TOLD = "only worries they were told of, that neither name them nor may be about their home"
    SENT_TO_THEM = "only what was sent to them"
    RELEASED = "only after the release; those with no right to results, only where they were asked"
    SEALED = "only between the seal and the release"
    UNNAMED = "only the first of lead, deputy and outside person whom nothing in it may mean"
    CLOSED = "only between the close and the seal"
    BY_TICKET = "only rounds by ticket, while they are open"
    THEIR_HOME = "only somebody who listens in every home or in theirs"
    HAS_PHONE = "only where the home has a duty phone, and never the phone itself"
    CALLED = "only a call that came to them"
    CODE = "only with a code that nobody used yet"
    ROUND_CODE = "only after the release, with the round's code or, of a slip round, in easy words"
    OWN_HOME = "of their own home alone, where they belong to one"
    SEEN_FIRST = "only once those who were asked were sent it, but for the two who let it go"
    IN_SLOT = "words only in a reading slot of theirs, which they start, never at night"
    HANDLE = "only of this sitting, which nobody else can name"
    OTHERS = "never their own"
    NAMED_DECIDER = "only rounds they decide, after the release or where too few answered"
    DECIDABLE = (
        "only after the release or where too few answered, and once they may see it; a "
        "decision-maker only rounds they decide"
    )
    UNPAID = "only in months that are not paid yet"
    ON_ROTA = "only people on the rota"
    HELD = "only house talks that they hold"
    UNTIL_LOCKED = "only until this sitting locks"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what is done, by whom, to what, and by which ways."""

    does: str
    who: Who
    only: tuple[Only, ...]
    ways: tuple[str, ...]


class Deed(StrEnum):
    """The name of each row."""

    LOOK_IN = "look_in"
    COME_IN = "come_in"
    GET_HELP = "get_help"
    CALL = "call"
    COME = "come"
    OWN_RIGHTS = "own_rights"
    BE_HOME = "be_home"
    OWN_CHAT = "own_chat"
    ANSWER = "answer"
    CHOOSE_QUIET = "choose_quiet"
    CHOOSE_TELLING = "choose_telling"
    WRITE_TO = "write_to"
    BE_WRITTEN_TO = "be_written_to"
    OPEN_RESULT = "open_result"
    OPEN_BY_CODE = "open_by_code"
    SEE_RESULTS = "see_results"
    HEAR_BACK = "hear_back"
    ANSWER_BACK = "answer_back"
    DECIDE = "decide"
    LET_DECISION_GO = "let_decision_go"
    RATE = "rate"
    LET_AHEAD = "let_ahead"
    LOOK_UP = "look_up"
    LEARN = "learn"
    SEE_REACH = "see_reach"
    MAKE_EVIDENCE = "make_evidence"
    LOG_TIME = "log_time"
    PAY_TIME = "pay_time"
    LIST_ROUNDS = "list_rounds"
    BUILD = "build"
    CHANGE_WORDS = "change_words"
    CHANGE_CODEBOOK = "change_codebook"
    USE_LIBRARY = "use_library"
    START_ROUND = "start_round"
    PREVIEW = "preview"
    PILOT = "pilot"
    ACCEPT_ROUND = "accept_round"
    CONFIRM_ROUND = "confirm_round"
    END_ROUND = "end_round"
    STEER_ROUND = "steer_round"
    SEE_BAND_OF_OWN = "see_band_of_own"
    SEE_BAND_OF_ALL = "see_band_of_all"
    SIT = "sit"
    HEAR_OF_TALKS = "hear_of_talks"
    SIT_IN_TALK = "sit_in_talk"
    HOLD_TALK = "hold_talk"
    READ_TALK = "read_talk"
    LET_TALK_GO = "let_talk_go"
    SEE_TALKS = "see_talks"
    BE_AWAY = "be_away"
    PROVE_LIFE = "prove_life"
    SIGN_IN = "sign_in"
    SEE_ROUNDS = "see_rounds"
    READ = "read"
    FIND_THEMES = "find_themes"
    CODE_APART = "code_apart"
    PUT_THEMES_FORWARD = "put_themes_forward"
    LOOK_FOR_NAMED = "look_for_named"
    LET_THEMES_GO = "let_themes_go"
    SEE_THEMES = "see_themes"
    SEE_OWN_MINUTES = "see_own_minutes"
    LIST_MINUTES = "list_minutes"
    PUT_FORWARD = "put_forward"
    LET_GO = "let_go"
    LOOK_FOR_SAFETY = "look_for_safety"
    READ_FOR_SAFETY = "read_for_safety"
    SECOND_A_WORRY = "second_a_worry"
    OPEN_MAIL = "open_mail"
    ANSWER_CONCERNS = "answer_concerns"
    OPEN_IDENTITY = "open_identity"
    SEE_ROTA = "see_rota"
    CHANGE_ROTA = "change_rota"
    OVERSEE = "oversee"
    MANAGE_PEOPLE = "manage_people"
    MOVE_HOME = "move_home"
    LET_LEAVE = "let_leave"
    ASK_NEW_WAY = "ask_new_way"
    AGREE_NEW_WAY = "agree_new_way"
    PAUSE = "pause"
    INVITE = "invite"
    HIDE_NAMES = "hide_names"
    RESET = "reset"
    SEE_TRAIL = "see_trail"
    RUN = "run"
