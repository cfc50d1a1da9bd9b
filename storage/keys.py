"""The keys, in a directory beside the database and never in it.

::

    keys/identity.key       who people are: addresses, nicknames, look-up and code hashes
    keys/safe.key           concerns, and the signature on their records
    keys/rounds/RID.draft   envelopes of a round; destroyed at the seal, with its copy
    keys/rounds/RID.text    answers of a round; destroyed at the end of retention
    keys/rounds/RID.copied  a copy of the draft key lies on the second medium
    keys/passing/N          what waits in the inbox, for an hour or two (``storage.passing_keys``)
    keys/tombs/RID          sealed for good, and until when no restored backup may bring it back
    keys/tombs/erased.marks who and what was erased, as keyed marks (``storage.tombs``)
    keys/identity.before    what older codes were hashed with, oldest first: after a rotation
    keys/safe.before        public halves of older signing keys: after a rotation
    keys/.next, .turned     a rotation under way (``storage.rotating``)
    keys/.before            the key of before a rotation, until there is a backup under the new one
    keys/.making, .made     a new pair being written, and a whole one not yet moved into its place
"""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.boxes import KEY_SIZE, Box
from storage.files import shred, write_whole
from storage.key_files import PAIR, finish_pair, finish_turning, make_pair
from storage.round_boxes import RoundBoxes
from storage.tombs import Tombs, ends
from surveys.ids import RoundId

_RID = re.compile(r"[a-z0-9-]{1,40}")
DRAFT_COPIES = "earshot-key-copies"
CUSTODY = "earshot-second-copies.txt"
MEDIA = (DRAFT_COPIES, CUSTODY, "identity.key")
"""Files by which a place with keys is known."""
IDENTITY, SAFE = "identity", "safe"
"""The two keys that everything depends on, as commands name them."""
LOOKED_UP = 1000
"""Most rounds whose keys are looked for one by one; for more, all that is there is listed."""


class MissingKey(Exception):
    """A key that everything depends on is not there. Never answered by making a new one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the key {name} is missing or not 32 bytes. Put it back from the custodian's "
            "second copy; a fresh key could open nothing that is stored."
        )
        self.name = name


class KeysExist(Exception):
    """Keys are already there; making new ones would lock everybody out."""


class CopiesOutOfReach(Exception):
    """The second medium for short-lived key copies cannot be written."""


class RoundKeyGone(Exception):
    """A round's key is destroyed or lost: what it sealed can be opened by nobody."""

    def __init__(self, rid: RoundId) -> None:
        super().__init__(f'the key of round "{rid}" is gone')
        self.rid = rid


class Keys:
    """All keys of one Earshot. A round's key is looked for on disk each time: gone means gone."""

    def __init__(self, directory: Path, copies: Path | None = None) -> None:
        self.directory, self.copies = directory, copies
        self._boxes = RoundBoxes(directory / "rounds")
        root = _read_key(directory / "identity.key")
        self.identity = Box(_derive(root, b"identity box"))
        safe = _read_key(directory / "safe.key")
        self.safe = Box(_derive(safe, b"safe box"))
        self.signing = Ed25519PrivateKey.from_private_bytes(_derive(safe, b"record signing"))
        self._lookup = _derive(root, b"address look-up")
        self.codes_before = _read_all(directory / "identity.before")
        self.codes_now = _derive(root, b"codes and tickets")
        self.public_before = _read_all(directory / "safe.before")
        self.marks = {
            IDENTITY: _derive(root, b"whose database"),
            SAFE: _derive(safe, b"whose database"),
        }
        self.tombs = Tombs(
            directory / "tombs",
            _derive(root, b"tombstones box"),
            _derive(root, b"tombstone marks"),
        )
        if copies is not None:
            self.tombs.mirrors.append(copies)

    @classmethod
    def create(cls: type[Self], directory: Path, copies: Path | None = None) -> Self:
        """Make the keys of a new Earshot: files 0600 in directories 0700.

        Both or neither: killed at any moment, it is called again and ends with a whole pair.

        Raises:
            KeysExist: the directory already holds a key.
        """
        if finish_pair(directory):
            return cls(directory, copies)
        there = [name for name in PAIR if (directory / name).exists()]
        if there:
            raise KeysExist(
                f"{directory} already holds {' and '.join(there)}; nothing was changed. One "
                "key without the other is a lost key: put the custodian's second copy back."
            )
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        directory.chmod(0o700)
        for room in ("rounds", "tombs"):
            (directory / room).mkdir(exist_ok=True, mode=0o700)
        make_pair(directory)
        return cls(directory, copies)

    @classmethod
    def open(cls: type[Self], directory: Path, copies: Path | None = None) -> Self:
        """Open the keys that are there.

        Raises:
            MissingKey: ``identity.key`` or ``safe.key`` is missing or damaged.
        """
        finish_pair(directory)
        finish_turning(directory)
        return cls(directory, copies)

    def lookup(self, chat: str, number: int) -> bytes:
        """Find-again value of an address. Keyed: without the key it matches nothing. 32 bytes."""
        return hmac.digest(self._lookup, f"{chat}:{number}".encode(), "sha256")

    def code_hash(self, code: str) -> bytes:
        """Find-again value of an invite, ticket or sign-in code. 32 bytes."""
        hashed = code.encode()
        for key in (*self.codes_before, self.codes_now):
            hashed = self.rehash(hashed, key)
        return hashed

    def rehash(self, hashed: bytes, key: bytes | None = None) -> bytes:
        """What a code's hash of before the last rotation has become. 32 bytes."""
        return hmac.digest(key or self.codes_now, hashed, "sha256")

    def slot(self, chat: str, number: int) -> bytes:
        """What a browser chat is called by. It outlives rotations: pages stay where they are."""
        oldest = (*self.codes_before, self.codes_now)[0]
        return hmac.digest(oldest, f"slot {chat}:{number}".encode(), "sha256")

    @property
    def public_key(self) -> bytes:
        """What records are checked with. 32 bytes."""
        return self.signing.public_key().public_bytes_raw()

    def make_round_keys(self, rid: RoundId) -> None:
        """Make a round's draft and text keys, and the draft key's copy on the second medium.

        Keys that are there stay: calling it again after a crash is safe.

        Raises:
            ValueError: ``rid`` is not a round's key.
            CopiesOutOfReach: the copy could not be written; no key was made.
        """
        self.make_draft_key(rid, self.copies)
        text = self._path(rid, "text")
        if not text.exists():
            write_whole(text, Box.fresh_key())

    def make_draft_key(self, rid: RoundId, copies: Path | None = None) -> None:
        """Make a draft key alone, for envelopes of which no word is kept; one there stays."""
        draft = self._path(rid, "draft")
        draft.parent.mkdir(exist_ok=True, mode=0o700)
        if not draft.exists():
            key = Box.fresh_key()
            if copies is not None:
                self._copy(copies, rid, key)
            write_whole(draft, key)

    def draft(self, rid: RoundId) -> Box:
        """The box of a round's envelopes.

        Raises:
            RoundKeyGone: the round is sealed, or its key was lost.
        """
        return self._round_box(rid, "draft")

    def text(self, rid: RoundId) -> Box:
        """The box of a round's answers.

        Raises:
            RoundKeyGone: retention has ended, or the key was lost.
        """
        return self._round_box(rid, "text")

    def draft_marker(self, rid: RoundId) -> Callable[[bytes], bytes]:
        """What makes marks of things in a round: 32 bytes that only its draft key gives.

        Once that key is gone, nothing can tell a mark from chance.

        Raises:
            RoundKeyGone: the round is sealed, or its key was lost.
        """
        return self._marker(rid, "draft")

    def text_marker(self, rid: RoundId) -> Callable[[bytes], bytes]:
        """What makes marks of things in a sealed round: 32 bytes that only its text key gives.

        Raises:
            RoundKeyGone: retention has ended, or the key was lost.
        """
        return self._marker(rid, "text")

    def has_draft(self, rid: RoundId) -> bool:
        """Whether the round's envelopes can still be opened from here."""
        return self._boxes.is_there(f"{_checked(rid)}.draft")

    def has_text(self, rid: RoundId) -> bool:
        """Whether the round's answers can be read from here."""
        return self._path(rid, "text").exists()

    def keyless(self, rids: Sequence[RoundId]) -> list[RoundId]:
        """Those of these rounds whose draft or text key is not here. Opens none; fast for many."""
        place = str(self.directory / "rounds")
        exists: Callable[[str], bool] = os.path.exists
        if len(rids) > LOOKED_UP and exists(place):
            there = {f"{place}/{name}" for name in os.listdir(place)}  # noqa: PTH208  # no Paths
            exists = there.__contains__
        files = ((rid, f"{place}/{rid}") for rid in rids)
        return [rid for rid, at in files if not (exists(f"{at}.draft") and exists(f"{at}.text"))]

    def destroy_draft(self, rid: RoundId) -> bool:
        """Destroy a round's draft key and its copy. Safe to call again.

        Returns:
            True once no copy is left. False while the second medium is out of reach: the copy
            is outstanding, and nothing may be released before.
        """
        shred(self._path(rid, "draft"))
        self._boxes.forget()
        note = self._path(rid, "copied")
        reached = self.copies is not None and (self.copies / DRAFT_COPIES).exists()
        if not note.exists() and not reached:
            return True
        if self.copies is None or not reached:
            return False
        try:
            shred(self.copies / f"{rid}.draft")
        except OSError:
            return False
        shred(note)
        return True

    def recover_draft(self, rid: RoundId) -> bool:
        """Put a lost draft key back from its copy on the second medium.

        For a round that is open or closed, and no other: after the seal the key is dead.

        Returns:
            Whether the key is here now.
        """
        path = self._path(rid, "draft")
        if path.exists() or self.copies is None:
            return path.exists()
        try:
            key = _read_key(self.copies / f"{rid}.draft")
        except MissingKey:
            return False
        path.parent.mkdir(exist_ok=True, mode=0o700)
        write_whole(self._path(rid, "copied"), b"")
        write_whole(path, key)
        return True

    def outstanding(self) -> list[RoundId]:
        """The rounds of whose draft key a copy lies on the second medium."""
        noted = sorted((self.directory / "rounds").glob("*.copied"))
        return [RoundId(path.stem) for path in noted]

    def destroy_text(self, rid: RoundId) -> None:
        """Destroy a round's text key: its answers, in every backup, can be opened by nobody."""
        shred(self._path(rid, "text"))
        self._boxes.forget()

    def entomb(self, rid: RoundId, today: date) -> None:
        """Remember that a round is sealed for good, whatever backup is put back later."""
        self.mark_tomb(rid, ends(today))
        self.tombs.add([about_round(rid)], today)

    def mark_tomb(self, rid: RoundId, until: int = 0) -> None:
        """Write down here that a round is sealed, as another medium remembers it.

        Args:
            until: The ordinal of the day it may be forgotten; 0 for as long as from now.
        """
        tombs = self.directory / "tombs"
        tombs.mkdir(exist_ok=True, mode=0o700)
        write_whole(tombs / _checked(rid), str(until).encode())

    def end_tombs(self, today: date) -> None:
        """Forget of each sealed round that it was, once every backup from before is over age."""
        self.tombs.expire(today)
        for rid in self.entombed():
            tomb = self.directory / "tombs" / rid
            held = tomb.read_bytes()
            until = int(held) if held.isdigit() else 0
            if not until:
                self.mark_tomb(rid, ends(today))
            elif until <= today.toordinal():
                tomb.unlink()

    def entomb_erased(self, idents: Collection[bytes], today: date) -> None:
        """Remember what was erased, by its random ids: a person's, an answer's tag, a message's.

        Call it before the commit that erases. Whatever backup is put back, it stays gone.
        """
        self.tombs.add(idents, today)

    def entombed(self) -> frozenset[RoundId]:
        """The rounds that must never come back."""
        tombs = self.directory / "tombs"
        names = [path.name for path in tombs.iterdir()] if tombs.is_dir() else []
        return frozenset(RoundId(name) for name in names if _RID.fullmatch(name))

    def _path(self, rid: RoundId, kind: str) -> Path:
        return self.directory / "rounds" / f"{_checked(rid)}.{kind}"

    def _marker(self, rid: RoundId, kind: str) -> Callable[[bytes], bytes]:
        try:
            key = _derive(_read_key(self._path(rid, kind)), b"marks")
        except MissingKey:
            raise RoundKeyGone(rid) from None
        return lambda about: hmac.digest(key, about, "sha256")

    def _round_box(self, rid: RoundId, kind: str) -> Box:
        try:
            return self._boxes.box(f"{_checked(rid)}.{kind}")
        except OSError:
            raise RoundKeyGone(rid) from None

    def _copy(self, copies: Path, rid: RoundId, key: bytes) -> None:
        write_whole(self._path(rid, "copied"), b"")
        try:
            copies.mkdir(exist_ok=True, mode=0o700)
            write_whole(copies / DRAFT_COPIES, b"")
            write_whole(copies / f"{rid}.draft", key)
        except OSError as fault:
            shred(self._path(rid, "copied"))
            raise CopiesOutOfReach(
                f"{copies} cannot be written ({fault.strerror}). Connect the second "
                "medium, or take it out of the settings."
            ) from fault


def about_round(rid: RoundId) -> bytes:
    """What a round's tombstone is a mark of."""
    return b"round|" + rid.encode()


def _checked(rid: RoundId) -> str:
    """A round's key becomes part of a file name: nothing else may get there."""
    if not _RID.fullmatch(rid):
        raise ValueError(f'a round key is a-z, 0-9 and "-", at most 40; got {rid!r}')
    return rid


def _derive(root: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_SIZE, salt=None, info=b"earshot 1 " + purpose).derive(root)


def _read_all(path: Path) -> tuple[bytes, ...]:
    """Every key in a file of several; none where there is no such file."""
    try:
        held = path.read_bytes()
    except OSError:
        return ()
    if len(held) % KEY_SIZE:
        raise MissingKey(path.name)
    return tuple(held[at : at + KEY_SIZE] for at in range(0, len(held), KEY_SIZE))


def _read_key(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except OSError:
        raise MissingKey(path.name) from None
    if len(key) != KEY_SIZE:
        raise MissingKey(path.name)
    return key
