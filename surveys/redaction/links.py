"""E-mail addresses, links and the names of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from surveys.redaction.spans import Label, Mark, Span
from surveys.redaction.vocabulary import listed, vocabulary

_TOP = r"(?:com|con|co|uk|org|net|me|io|gov|ac|sch|ie|eu|info|example|fr|de|pl|ro|tv|app|live)"
_DOT = r"(?: ?[.,] ?| ?[\(\[{]? ?\bdot\b ?[\)\]}]? ?)"
_HOST = r"[a-z0-9\-]{2,40}"
PROVIDER = r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|aol|live|protonmail|ymail|msn)"
AT = re.compile(
    rf"(?: ?@ ?| ?[\(\[{{<] ?(?:at|@) ?[\)\]}}>] ?|(?P<word> at ))"
    rf"(?:(?P<whole>{_HOST}(?:{_DOT}(?:{_TOP}\b|{_HOST})){{0,3}}{_DOT}{_TOP}\b)|(?P<provider>{PROVIDER}\b))",
    re.I,
)
LOCAL = re.compile(
    r"(?:[\w.+%'\-]{1,64} ?\b(?:dot|underscore|dash|hyphen)\b ?){0,3}[\w.+%'\-]{1,64}$", re.I
)
TOPS = r"(?:com|net|org|co\.uk|org\.uk|uk|io|gg|tv|app|info|xyz|site|online|club|blog|link|page)"
URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\[\]\"]{3,300}"
    rf"|(?<![\w@.\-])(?:[a-z0-9\-]{{1,63}}\.){{1,4}}(?:{TOPS}(?![\w])(?:/[^\s<>\[\]\"]{{0,300}})?"
    r"|[a-z]{2,4}/[^\s<>\[\]\"]{2,300})",
    re.I,
)
LINKING = re.compile(r"://|\.\S")
"""Something of this is in every link: most texts have nothing of it."""
PUBLIC_SITES = re.compile(
    r"(?:https?://)?(?:www\.)?(?:childline|nspcc|samaritans|giveusashout|kooth|papyrus-uk|ofsted|gov|nhs"
    r"|becomecharity|coramvoice|childrenscommissioner|runawayhelpline|youngminds|themix|police)\b",
    re.I,
)


def find_addresses(text: str) -> Iterator[Span]:
    """E-mail addresses, also spelt out ("jay at gmail dot com"), and links."""
    for match in AT.finditer(text):
        local = LOCAL.search(text[max(0, match.start() - 90) : match.start()])
        if local is None or (match["word"] and local[0].lower() in {"look", "is", "me", "was"}):
            continue
        if match[0].startswith(" @") and local[0].lower() in PLATFORMS | BETWEEN:
            continue  # "my insta @moon.uk": an account
        yield Span(match.start() - len(local[0]), match.end(), Label.EMAIL)
    for match in URL.finditer(text) if LINKING.search(text) else ():
        if not PUBLIC_SITES.match(match[0]):
            yield Span(match.start(), match.start() + len(match[0].rstrip(".,!?)")), Label.URL)


PLATFORMS = listed("platforms") | {"@"}
NEAR = PLATFORMS | {"add", "follow", "dm"}
OFTEN_MEANT = frozenset(["snap", "insta", "tiktok", "discord"])
TELLING = NEAR | OFTEN_MEANT | {f"{each}s" for each in OFTEN_MEANT}
"""Where none of these stands, nothing near a word says that it is an account."""
BETWEEN = listed("between")
ADDED = frozenset(
    ["im", "hes", "shes", "add", "follow", "dm", "message", "find", "block", "search"]
)
HANDLE = re.compile(r"[\w.\-]*\w[\w.\-]*(?:#\d{3,5})?")
AT_HANDLE = re.compile(r"(?<![\w@.])@[\w.]{2,30}")
PIECES = re.compile(r"\S+")
Piece = tuple[int, int, str]
"""Where it begins and ends, and what it is. Unit: code points."""
SHAPED = re.compile(
    r"_\w|\w_|[a-z]\.[a-z_]|[a-z0-9]\.[0-9]|#\d{3,5}$|[a-z]{2}[A-Z]|[a-z]{3,}\d{2,}"
    r"|[a-z]{2}\d+[a-z]|\d+[a-z]{3,}|\w-\w+-\d"
)
SURE = re.compile(r"\w*[a-zA-Z]\w*_+\w+|\w+_+\w*[a-zA-Z]\w*|[a-zA-Z]\w+_|\w{2,32}#\d{4}")
MIXED = re.compile(r"[a-zA-Z]{3,}\d{2,}\w*|[a-zA-Z]{3,}\d[a-zA-Z]+\w*|x{2}\w{4,}x{2}")
SPELT = re.compile(
    r"(?<!\w)\w{1,30}(?: ?\bunder ?score\b ?\w{1,30}){1,4}(?!\w)"
    r"|(?<!\w)(?:tiktok|insta|instagram|snap|snapchat|ig|sc|twitch|yt)/[\w.]{2,30}",
    re.I,
)
SPELLING = re.compile(r"under ?score|/", re.I)
"""Something of this is in every account that is spelt out."""
GLUED = re.compile(
    r"(?<!\w)(?:tiktok|tt|insta|instagram|snap|snapchat|ig|sc|psn|discord|roblox|kik|vsco|twitch|yt"
    r"|telegram|fb|xbox|user|username|gamertag)(?: ?[:=] ?|-)(?P<name>[\w.\-]{3,30})",
    re.I,
)
GLUE = re.compile(r"[:=\-]")
"""One of these is in every account that is glued to its platform."""
# Some games give out names of several words ("Frosty Pigeon 22").
GAMERTAG = re.compile(
    r"\b(?i:gamer ?tag|(?:xbox|playstation|psn|roblox|fortnite|minecraft|steam)"
    r" (?:live|name|tag|id|user|username|account))(?i: is| its|:|=)? "
    r"(?P<name>[A-Z]\w{1,15}(?: [A-Z]\w{1,15}){1,2}(?: ?\d{1,5})?|\w{2,15} \w{2,15} \d{1,5})\b"
)
GADGETS = re.compile(
    r"(?:iphone|ipad|ps|xbox|gta|fc|fifa|ks|btec|gcse|covid|windows|year|yr|area|room|mp|act)-?\d",
    re.I,
)


def find_accounts(text: str) -> Iterator[Span]:
    """Account names: with @, by their shape, or by the platform named beside them."""
    for match in AT_HANDLE.finditer(text) if "@" in text else ():
        yield Span(match.start(), match.start() + len(match[0].rstrip(".")), Label.HANDLE)
    for match in SPELT.finditer(text) if SPELLING.search(text) else ():
        yield Span(*match.span(), Label.HANDLE)
    for match in GLUED.finditer(text) if GLUE.search(text) else ():
        if SHAPED.search(match["name"]) or _is_strange(match["name"].lower()):
            yield Span(*match.span("name"), Label.HANDLE)
    for match in GAMERTAG.finditer(text):
        yield Span(*match.span("name"), Label.HANDLE)
    pieces = [_piece(match) for match in PIECES.finditer(text)]
    told = not TELLING.isdisjoint(_words(pieces))
    for at, (start, end, word) in enumerate(pieces):
        if not told and word.isalpha() and not word.startswith("xx"):
            continue  # only what stands near could make it an account
        lower = word.lower()
        if not word or len(word) > 40 or "@" in word or GADGETS.match(word) or lower in PLATFORMS:
            continue
        mark = _account(pieces, at, told)
        if mark is not None:
            yield Span(start, end, Label.HANDLE, mark)


def _piece(match: re.Match[str]) -> Piece:
    """A run of what is not space, without the punctuation at its ends."""
    word = match[0]
    if word.isalpha():
        return *match.span(), word
    inner = word.strip("\"“”'‘’()[]{}<>,;:!?*…/|")
    if inner.endswith("."):
        inner = inner.rstrip(".")
    start = match.start() + word.find(inner) if inner else match.start()
    return start, start + len(inner), inner


def _words(pieces: Sequence[Piece]) -> set[str]:
    """The pieces in lower case, with and without apostrophes."""
    words = {word.lower() for _, _, word in pieces}
    return words | {word.replace("'", "") for word in words}


def _account(pieces: Sequence[Piece], at: int, told: bool) -> Mark | None:
    """Whether a piece is an account; ``told``: something near it may say so."""
    word = pieces[at][2]
    if ("_" in word or "#" in word) and SURE.fullmatch(word):
        return Mark.HIDDEN
    mark = _account_beside(pieces, at) if told else None
    if mark is None and MIXED.fullmatch(word):
        return Mark.ASK if len(word) >= 6 else None
    return mark


def _account_beside(pieces: Sequence[Piece], at: int) -> Mark | None:
    """Whether a piece is an account by what stands near it."""
    word = pieces[at][2]
    lower = word.lower().replace("'", "").replace("’", "")
    shaped = SHAPED.search(word) is not None and HANDLE.fullmatch(word) is not None
    direct = _named_before(pieces, at)
    if shaped and (direct or _near_platform(pieces, at)):
        return Mark.HIDDEN
    plain = re.sub(r"[._\-]", "", lower)
    if direct and plain.isalnum() and len(plain) > 2 and not plain.isdecimal():
        if _is_strange(lower):
            return Mark.HIDDEN
        last = at + 1 == len(pieces) and pieces[at - 1][2].lower() in ("is", "its")
        if (direct == "named" or last) and lower not in vocabulary().often:
            return Mark.ASK
    return None


def _is_strange(lower: str) -> bool:
    """Whether neither the word, nor any of its parts but short ones, is a word or a name."""
    words = vocabulary()
    parts = [part for part in re.split(r"[._\-]", lower) if part]
    return not all(
        any(form in words.gated or words.is_word(form) for form in (part, part.removesuffix("s")))
        for part in parts
    )


def _named_before(pieces: Sequence[Piece], at: int) -> str:
    """ "named" or "beside" when a platform stands before with only small words between.

    "add … on snap" counts as well.
    """
    words = [word.lower() for _, _, word in pieces[max(0, at - 1) : at + 3]]
    if at and len(words) == 4 and words[0] in ADDED and words[2] == "on" and words[3] in PLATFORMS:
        return "beside"
    named = False
    for back in range(at - 1, max(-1, at - 7), -1):
        word = pieces[back][2].lower().replace("'", "")
        if word in PLATFORMS or word.removesuffix("s") in OFTEN_MEANT:
            return "named" if named or word in {"username", "gamertag", "handle"} else "beside"
        if word in {"name", "called", "username", "tag", "handle", "as"}:
            named = True
        elif word not in BETWEEN:
            return ""
    return ""


def _near_platform(pieces: Sequence[Piece], at: int) -> bool:
    around = pieces[max(0, at - 6) : at + 6]
    return not NEAR.isdisjoint(word.lower().replace("'", "") for _, _, word in around)
