"""How the files of a result look here: the policy's name and colour, and a logo beside it."""

from __future__ import annotations

from pathlib import Path

from bot.slips import PolicyRefused
from surveys.exports.look import LARGEST_LOGO, Look, LookRefused
from surveys.safeguarding.policy import Policy

LOGO = "logo.png"
"""What an organisation's logo is called, in the data directory."""


def read_look(data: Path, policy: Policy) -> Look:
    """The look of an organisation: ``logo.png`` of its data directory goes on every file.

    Raises:
        PolicyRefused: The logo cannot be read, or is no picture that can be used.
    """
    path = data / LOGO
    try:
        logo = _read(path) if path.exists() else None
        return Look(policy.organisation, policy.look.colour, logo)
    except (LookRefused, OSError) as slip:
        said = str(slip) if isinstance(slip, LookRefused) else _unread(slip)
        raise PolicyRefused(f"{path}: {said}") from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_LOGO + 1)


def _unread(slip: OSError) -> str:
    return (
        f"it cannot be read ({type(slip).__name__}). Way out: make it a file that this program "
        "may read, or take it away."
    )
