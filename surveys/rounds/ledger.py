"""What the ledger may say of a person and a round. Never when, never what."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """A person's standing in one round. After the seal everybody's is ``asked``."""

    INVITED = "invited"
    SUBMITTED = "submitted"
    OPTED_OUT = "opted_out"
    ASKED = "asked"
