"""``earshot safeguarding verify``: whether a signed record is as it was made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beside import refuse
from bot.services.safeguarding.filing import Verdict, verify
from bot.settings import SettingRefused, read_settings
from storage.keys import Keys, MissingKey

LARGEST = 50_000_000
"""Largest file that is read. Unit: bytes."""
KEY_LENGTH = 64
"""Length of a public key as it is printed. Unit: hexadecimal digits."""

SAID = {
    Verdict.SOUND: "It is as it was made: not a letter was changed.",
    Verdict.RECORD_SOUND: (
        "The record inside is as it was signed, but the file was changed or made anew since. "
        "Trust the attachment in it, earshot-record.txt, not what the pages show."
    ),
    Verdict.CHANGED: "It was changed after it was signed. Do not rely on it.",
    Verdict.OTHER_KEY: "It was signed with another key: not by this Earshot.",
    Verdict.NOT_OURS: "No record of Earshot's lies inside it.",
}


def check_record(
    file: Annotated[Path, typer.Argument(help="A PDF that was saved from a concern.")],
    key: Annotated[
        str, typer.Option(help="The public key, as printed; else this Earshot's own.")
    ] = "",
) -> None:
    """Check whether a signed record is as it was made. Status 1 when it is not."""
    try:
        if file.stat().st_size > LARGEST:
            refuse(f"{file} is larger than any record. Give a PDF saved from a concern.")
        pdf = file.read_bytes()
    except OSError as slip:
        refuse(f"{file} cannot be read: {slip.strerror}. Give a PDF saved from a concern.")
    public = _public(key)
    verdict, fingerprint = verify(pdf, *public)
    if fingerprint:
        typer.echo(f"Fingerprint of the record (SHA-256): {fingerprint}")
    if verdict is not Verdict.SOUND:
        refuse(SAID[verdict])
    typer.echo(SAID[verdict])
    if not public:
        typer.echo(
            "Whether the key is ours could not be checked here: no keys on this machine. "
            "Compare the printed public key with one you trust, or give it with --key."
        )


def _public(key: str) -> tuple[bytes, ...]:
    if not key:
        return _own_keys()
    try:
        public = bytes.fromhex(key)
    except ValueError:
        public = b""
    if len(key) != KEY_LENGTH or not public:
        refuse(f"a public key is {KEY_LENGTH} digits and letters a to f; got {len(key)} signs")
    return (public,)


def _own_keys() -> tuple[bytes, ...]:
    try:
        keys = Keys.open(read_settings().key_directory)
    except (SettingRefused, MissingKey):
        return ()
    return (keys.public_key, *keys.public_before)
