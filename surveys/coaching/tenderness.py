"""Which questions may hurt to read, so that none stands first or last."""

from __future__ import annotations

import re

from surveys.coaching.lines import plain

_TENDER = re.compile(
    r"\bself[- ]?harm\w*|\b(?:hurt|harm|cut|kill|hate|injure)(?:ing|ed|s)? (?:yourself|myself|themselves|your body)\b"
    r"|\bsuicid\w*|\b(?:life|living) (?:is|isn't|is not|not) (?:not )?worth\b|\bworth living\b|\bwant(?:ed)? to die\b"
    r"|\bend (?:your|my) life\b|\b(?:died|dead|dying|death|funeral|grief|grieving|bereave\w*|passed away)\b"
    r"|\blost (?:someone|somebody|a (?:friend|parent|family))"
    r"|\b(?:hit|hits|hurt|hurts|slapped|punched|beat|beaten|attacked|assault\w*|threaten\w*) (?:you|me|by)\b"
    r"|\bhurt you\b|\btouch(?:ed|es|ing)?\b(?= (?:you|me|in a way|by))|\bbeen touched\b"
    r"|\bhurt (?:someone|somebody|anyone|others|people)\b|\bcall(?:s|ed)? you names\b|\b(?:you|feel you) belong\b|\byour past\b"
    r"|\byour (?:mum|dad|parents?|family|brother|sister|nan|gran)(?:'s)?\b.*\b(?:left|leaves?|gone|dies?|hurts?|drinks?|boyfriend|girlfriend|prison|away)\b"
    r"|\bmade you do (?:something|things)\b|\bdifferent from (?:other|everyone)\b|\blost (?:anyone|people) (?:close|you)"
    r"|\bproblems?\b.*\b(?:with|in) your (?:family|mum|dad|parents|home)\b"
    r"|\bsex\b|\bsexual\w*|\brap(?:e|ed)\b|\babus(?:e|ed|ive)\b|\bneglect(?:ed)?\b|\bexploit\w*|\bgroom(?:ed|ing)\b"
    r"|\bbull(?:y|ied|ies|ying)\b|\bracis[mt]\b|\bdiscriminat\w+"
    r"|\b(?:drugs?|cannabis|weed|cocaine|ket|spice|vap(?:e|es|ing)|alcohol|drunk|smok(?:e|ed|ing)|addict\w*)\b(?! ?store)"
    r"|\byour (?:body|weight|looks|scars|periods?)\b|\b(?:eating disorder|anorexi\w*|overweight|lose weight)\b"
    r"|\b(?:arrest(?:ed)?|prison|in court|to court|crimes?|offen[cd]\w+|gangs?|county lines|weapons?|kni(?:fe|ves) crime)\b"
    r"|\b(?:trouble with|stopped by|held by|spoken to by|dealings with|known to) (?:the )?police\b|\bpolice (?:come|came|been)\b"
    r"|\bend(?:ing)? (?:your|my) (?:own )?life\b|\bwhat happened (?:with|to) your (?:mum|dad|family|parents?|brother|sister|body)"
    r"|\bmental(?:ly)? (?:health|ill\w*)|\bdepress(?:ed|ion)\b|\banxi(?:ous|ety)\b|\bpanic attacks?\b|\btrauma\w*"
    r"|\bcamhs\b|\btherap(?:y|ist)\b|\bcounsell(?:or|ing)\b|\bmedication\b|\bnightmares?\b|\bflashbacks?\b"
    r"|\b(?:feel|feeling|felt|are you|you're|get|being) (?:\w+ ){0,3}(?:lonely|unsafe|scared|afraid|ashamed|frightened"
    r"|unloved|worthless|hopeless|unwanted|rejected|safe|alone|sad|depressed|threatened|suicidal)\b(?! to (?:say|ask|talk|tell))"
    r"|\bhow (?:safe|unsafe|lonely|scared|sad|ashamed|upset) (?:do|did|are|were)\b|\b(?:like )?crying\b|\bcry\b"
    r"|\bscared of\b|\bscares you\b|\bmake you feel unsafe\b|\bmakes you (?:feel )?(?:unsafe|scared|cry|sad)\b"
    r"|\b(?:run|ran|running) away\b|\b(?:go|went|gone|going) missing\b|\bheld down\b|\brestrain\w*|\bbeing held\b"
    r"|\b(?:boyfriend|girlfriend|dating|sexting|nudes|consent|pregnan\w*|contraception|sexuality|periods)\b"
    r"|\bmiss (?:your|ur) (?:mum|dad|family|parents?|brother|sister|home|gran|old)\w*"
    r"|\b(?:came|come|coming|went|taken|brought|put) into care\b|\bbeing in care\b"
    r"|\b(?:why|when) (?:did )?you (?:were|are|left|leave) (?:in care|home|your (?:mum|family|last))"
    r"|\b(?:leave|left|leaving|lost) your (?:last )?(?:home|family|mum|parents)\b|\blets you down\b|\bleaving care\b"
    r"|\badopted\b|\bbeing moved\b|\bunwanted\b|\babandon\w*|\btrans(?:gender)?\b(?! fat)|\bgay\b|\blesbian\b"
    r"|\byour anger\b|\btemper\b|\bangry\b(?=.*\byou\b)|\bupset (?:you|were you|are you)\b|\bupset were\b"
    r"|\bloved?\b(?= (?:by|here)\b)|\bfeel loved\b|\bworst (?:thing|day|memory|time)\b.*\b(?:happened|life|care)\b"
    r"|\bwor(?:ry|ries|ried)\b.*\b(?:about|at night|most)\b"
)
_NOT = re.compile(
    r"\b(?:scary|sad|horror|crime) (?:films?|movies?|books?|stor(?:y|ies)|songs?|games?)\b|\bfire drill\b"
    r"|\bsafe(?:ty)? (?:place to|box|locker)\b|\bwhat would help (?:when|if) (?:someone|somebody|people)\b"
    r"|\bdead(?:line| good| easy| end)\b|\bdrug ?store\b|\bpolice (?:dog|drama)s?\b"
)


def is_tender(text: str) -> bool:
    """Whether a question's words touch on harm, loss, bodies, crime, love or fear."""
    return bool(_TENDER.search(_NOT.sub(" ", plain(text))))
