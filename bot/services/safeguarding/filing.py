"""Filing: one concern as a signed PDF for a young person's record. Made on demand, never kept.

What is signed is the record: words and times as they stand on the paper, as bytes that are the
same every time. They lie inside the file, beside their signature; the whole file is signed once
more at its end. So a changed letter shows, and so does anything done to the file around it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.services.safeguarding import recounting
from bot.services.safeguarding.recounting import Account
from bot.services.world import World
from bot.texts import say
from bot.wording.days import exactly, moment
from storage import audit
from storage.keys import Keys
from surveys.people.person import Person
from surveys.safeguarding.concern import Concern
from surveys.safeguarding.record import MARK, Part, Record, Section, Signed

_SEAL = b"%earshot-seal "
_INSIDE = re.compile(MARK + rb"([A-Za-z0-9+/=]+) ([A-Za-z0-9+/=]{88}) ([A-Za-z0-9+/=]{44})")
_AT_THE_END = re.compile(rb"\n" + _SEAL + rb"([A-Za-z0-9+/=]{88})\n\Z")
_RECORD, _FILE = b"earshot record 1|", b"earshot file 1|"


class Verdict(StrEnum):
    """What checking a file comes to."""

    SOUND = "sound"
    """Not a letter was changed since it was made."""
    RECORD_SOUND = "record_sound"
    """The record inside is as it was signed; the file around it was made anew or changed."""
    CHANGED = "changed"
    OTHER_KEY = "other_key"
    """Signed by another Earshot, or by somebody who says that they are one."""
    NOT_OURS = "not_ours"
    """No record lies inside it."""


async def draw_up(world: World, by: Person, concern: Concern) -> bytes:
    """Make the signed PDF of a concern. The trail says that it was made, and not what of.

    The caller has asked whether they may see it.
    """
    # The PDF library is large: loaded only where a record is made.
    from bot.services.safeguarding.typesetting import typeset

    async with world.database.write() as db:
        account = await recounting.recount(db, world, concern)
        await audit.record(
            db, at=world.now(), who=by.id, action="concern saved", about=concern.handle
        )
    signed = sign(world.keys, record_of(world, by, account))
    return seal(world.keys, typeset(signed))


def record_of(world: World, by: Person, account: Account) -> Record:
    """Everything a record says, in its order."""
    concern = account.concern
    made = say("record.made", when=exactly(world.now(), world.zone))
    sections = [
        Section(say("concern.their_words"), (concern.words,), Part.EXACT),
        Section(say("concern.at"), (account.at,)),
        Section(say("concern.where"), _lines(account.written, _question(account), _sat(account))),
        Section(say("concern.who"), (account.who,)),
        Section(say("concern.house"), (account.home.home if account.home else "",)),
        Section(say("record.thought"), _lines(*_thought(account))),
        Section(say("concern.told"), _lines(account.told, _not_meant(concern))),
        Section(say("record.next_step"), _step(world, concern)),
        Section(say("record.homes"), _homes(concern)),
    ]
    done = [
        Section(f"{one.when}\n{one.who}", (one.what, one.words), Part.DONE) for one in account.done
    ]
    end = Section(
        say("record.organisation"),
        (
            world.policy.organisation,
            made,
            say("record.made_by", who=recounting.name_of(by)),
        ),
    )
    filled = [one for one in sections if one.part is Part.EXACT or any(one.lines)]
    return Record(concern.handle, concern.is_rehearsal, (*filled, *done, end))


def sign(keys: Keys, record: Record) -> Signed:
    """Sign a record with the key made from K_safe."""
    signature = keys.signing.sign(_RECORD + record.canonical())
    return Signed(record, signature, keys.public_key)


def seal(keys: Keys, pdf: bytes) -> bytes:
    """Sign a whole file at its end, where readers of PDF look no further."""
    signature = keys.signing.sign(_FILE + hashlib.sha256(pdf).digest())
    return pdf + b"\n" + _SEAL + base64.b64encode(signature) + b"\n"


def verify(pdf: bytes, *public: bytes) -> tuple[Verdict, str]:
    """Check a file.

    Args:
        public: The keys it may be signed with, 32 bytes each: today's, and those of before a
            rotation. None at all takes the file's own word for it.

    Returns:
        What it comes to, and the record's fingerprint ("" where there is none).
    """
    inside = _INSIDE.search(pdf)
    if inside is None:
        return Verdict.NOT_OURS, ""
    try:
        record, signature, signer = (
            base64.b64decode(part, validate=True) for part in inside.groups()
        )
        key = Ed25519PublicKey.from_public_bytes(signer)
    except (binascii.Error, ValueError):
        return Verdict.CHANGED, ""
    fingerprint = hashlib.sha256(record).hexdigest()
    if public and signer not in public:
        return Verdict.OTHER_KEY, fingerprint
    if not _holds(key, signature, _RECORD + record):
        return Verdict.CHANGED, fingerprint
    end = _AT_THE_END.search(pdf)
    whole = end and _holds(
        key, base64.b64decode(end[1]), _FILE + hashlib.sha256(pdf[: end.start()]).digest()
    )
    return (Verdict.SOUND if whole else Verdict.RECORD_SOUND), fingerprint


def _holds(key: Ed25519PublicKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _lines(*told: str) -> tuple[str, ...]:
    return tuple(one for one in told if one)


def _question(account: Account) -> str:
    return say("concern.to_question", question=account.asked) if account.asked else ""


def _sat(account: Account) -> str:
    if account.ticket is None:
        return ""
    return f"{say('concern.ticket_place', place=account.ticket.place)}. {account.ticket.opened}"


def _thought(account: Account) -> tuple[str, ...]:
    why = account.concern.why
    found = say("concern.found", why=why) if why else ""
    if account.concern.category is None:
        return (account.category + ".",)  # how grave it is was said by a person
    return f"{account.category}. {account.severity}.", found


def _not_meant(concern: Concern) -> str:
    return say("concerns.not_meant") if concern.not_meant else ""


def _step(world: World, concern: Concern) -> tuple[str, ...]:
    if concern.next_step_by is None:
        return ()
    when = moment(concern.next_step_by, world.zone)
    return (say("concerns.step_until", words=concern.next_step, when=when),)


def _homes(concern: Concern) -> tuple[str, ...]:
    return tuple(
        say(
            "record.home_checked" if home in concern.homes_checked else "record.home_waits",
            home=home,
        )
        for home in concern.homes
    )
