"""Sealed boxes: AES-256-GCM with padding, so that a length tells nothing."""

from __future__ import annotations

import os
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_SIZE = 32
NONCE_SIZE = 12
PREFIX_SIZE = 4
OVERHEAD = NONCE_SIZE + 16
"""What sealing adds to the padded bytes: a nonce and a tag. Unit: bytes."""


class BoxDamaged(Exception):
    """A sealed box does not open: other key, other place, or changed bytes."""


class Box:
    """Seals and opens bytes under one key.

    ``about`` says where the sealed bytes belong (table, row); they open nowhere else.
    """

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_SIZE:
            raise ValueError(f"a box needs a key of {KEY_SIZE} bytes, got {len(key)}")
        self._cipher = AESGCM(key)

    @classmethod
    def fresh_key(cls: type[Self]) -> bytes:
        """A new random key. Unit: 32 bytes."""
        return AESGCM.generate_key(bit_length=KEY_SIZE * 8)

    def seal(
        self, plain: bytes, *, about: bytes, size: int | None = None, step: int | None = None
    ) -> bytes:
        """Seal ``plain`` behind its length and zero padding.

        Args:
            plain: What to seal.
            about: Where it belongs.
            size: Pad to exactly this, the 4-byte length included. Unit: bytes.
            step: Pad to the next multiple of this. Unit: bytes.

        Returns:
            ``OVERHEAD`` bytes more than the padded size. Never the same twice.

        Raises:
            ValueError: ``plain`` does not fit ``size``.
        """
        needed = PREFIX_SIZE + len(plain)
        if size is not None:
            padded = size
        else:
            padded = needed if step is None else -(-needed // step) * step
        if needed > padded:
            raise ValueError(f"{len(plain)} bytes do not fit a box of {size} (4 are its length)")
        framed = len(plain).to_bytes(PREFIX_SIZE, "big") + plain
        nonce = os.urandom(NONCE_SIZE)
        return nonce + self._cipher.encrypt(nonce, framed.ljust(padded, b"\0"), about)

    def open(self, sealed: bytes, *, about: bytes) -> bytes:
        """Give back what was sealed.

        Raises:
            BoxDamaged: the key, ``about`` or the bytes are not the ones it was sealed with.
        """
        if len(sealed) < OVERHEAD + PREFIX_SIZE:
            raise BoxDamaged(f"a sealed box has at least 32 bytes, this has {len(sealed)}")
        try:
            framed = self._cipher.decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], about)
        except InvalidTag:
            raise BoxDamaged("a sealed box does not open with this key and place") from None
        length = int.from_bytes(framed[:PREFIX_SIZE], "big")
        if length > len(framed) - PREFIX_SIZE:
            raise BoxDamaged("a sealed box says it holds more than it has")
        return framed[PREFIX_SIZE : PREFIX_SIZE + length]
