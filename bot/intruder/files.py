"""Bytes of files: every file below a place, and words in them however they are spelled."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")
_PACKED = 65536
"""How much of a compressed stream is unpacked. Unit: bytes."""


def files(root: Path) -> dict[str, bytes]:
    """Every file below ``root``, whatever it is called; ``root`` itself where it is a file."""
    if root.is_file():
        return {root.name: root.read_bytes()}
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def spellings(word: str) -> dict[str, bytes]:
    """How a word may lie in a file without being encrypted."""
    plain = word.encode()
    shapes = {
        "utf-8": plain,
        "utf-16": word.encode("utf-16-le"),
        "utf-16, other end": word.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "json": json.dumps(word)[1:-1].encode(),
        "backwards": plain[::-1],
    }
    for shift in range(3):
        # A word inside base64 looks different at each of three places; the ends are cut off.
        coded = base64.b64encode(b"\0" * shift + plain)
        shapes[f"base64 at {shift}"] = coded[4:-4]
    return shapes


def find(root: Path, words: Iterable[str]) -> list[str]:
    """Where words are on the disk in clear, in any spelling, also in compressed streams."""
    shapes = [(word, how, seen) for word in words for how, seen in spellings(word).items()]
    found = []
    for name, held in files(root).items():
        whole = unpacked(held)
        found += [f"{word} as {how} in {name}" for word, how, seen in shapes if seen in whole]
    return found


def holding(root: Path, pieces: Iterable[bytes]) -> list[str]:
    """The files that hold any of these bytes as they are."""
    wanted = list(pieces)
    return [name for name, held in files(root).items() if any(piece in held for piece in wanted)]


def unpacked(held: bytes) -> bytes:
    """A file's bytes, and after them what its compressed streams hold."""
    return b"\n".join([held, *_inflated(held)])


def _inflated(held: bytes) -> Iterator[bytes]:
    for mark in _ZLIB:
        at = held.find(mark)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(47).decompress(held[at : at + _PACKED], 16 * _PACKED)
            at = held.find(mark, at + 1)
