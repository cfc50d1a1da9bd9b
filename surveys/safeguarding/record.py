"""A record: a concern as it is filed, in words and times that can be signed."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

MARK = b"earshot-record "
"""Begins the record inside a file: then the record, its signature and the public key."""


class Part(StrEnum):
    """What a part of a record is set as."""

    PLAIN = "plain"
    EXACT = "exact"
    """Somebody's words, every sign of them."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a record: a heading and what stands under it."""

    heading: str
    lines: tuple[str, ...]
    part: Part = Part.PLAIN


@dataclass(frozen=True, slots=True)
class Record:
    """A concern as it is filed. Whoever wrote it is in it only where the concern shows it."""

    handle: str
    rehearsal: bool
    sections: tuple[Section, ...]

    def canonical(self) -> bytes:
        """The bytes that are signed: the same for the same words and times."""
        told = {
            "record": "earshot concern 1",
            "handle": self.handle,
            "rehearsal": self.rehearsal,
            "sections": [[s.heading, s.part.value, list(s.lines)] for s in self.sections],
        }
        # Half a sign (a lone surrogate) has no bytes of its own: JSON writes its number.
        return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True, slots=True)
class Signed:
    """A record with its signature and the public key it is checked with."""

    record: Record
    signature: bytes
    public: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the record, to compare by eye."""
        return hashlib.sha256(self.record.canonical()).hexdigest()

    @property
    def inside(self) -> bytes:
        """What lies inside the file."""
        told = (self.record.canonical(), self.signature, self.public)
        return MARK + b" ".join(map(base64.b64encode, told))
