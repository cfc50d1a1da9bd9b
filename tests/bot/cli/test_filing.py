"""``earshot safeguarding verify`` says in a sentence whether a record was touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.filing import check_record
from bot.services.safeguarding.filing import seal, sign
from bot.services.safeguarding.typesetting import typeset
from storage.keys import Keys
from surveys.safeguarding.record import Record

app = typer.Typer()
app.command()(check_record)


@pytest.fixture
def pdf(keys: Keys) -> bytes:
    return seal(keys, typeset(sign(keys, Record("C-7F3K", False, ()))))


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, args)
    return result.exit_code, result.output


def public(keys: Keys) -> str:
    return keys.signing.public_key().public_bytes_raw().hex()


def test_an_untouched_record_passes_and_a_touched_one_does_not(
    keys: Keys, pdf: bytes, tmp_path: Path
) -> None:
    """Whoever files it, or doubts it, must not have to read a hash."""
    fine, touched = tmp_path / "fine.pdf", tmp_path / "touched.pdf"
    fine.write_bytes(pdf)
    touched.write_bytes(pdf.replace(b"/Rotate 0", b"/Rotate 9"))
    sound, said = run(str(fine), "--key", public(keys))
    changed, told = run(str(touched), "--key", public(keys))

    assert sound == 0
    assert "not a letter was changed" in said
    assert changed == 1
    assert "made anew" in told
    assert run(str(fine), "--key", "0" * 64)[0] == 1


def test_mistakes_are_said_with_the_way_out(pdf: bytes, tmp_path: Path) -> None:
    """No traceback in front of somebody who has a record to check."""
    fine = tmp_path / "fine.pdf"
    fine.write_bytes(pdf)

    assert "cannot be read" in run(str(tmp_path / "nothing.pdf"))[1]
    assert "a public key is 64 digits" in run(str(fine), "--key", "abc")[1]


def test_without_any_key_it_says_what_was_not_checked(
    pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that vouches for itself proves only that nobody touched it since."""
    monkeypatch.setenv("EARSHOT_DATA", str(tmp_path / "empty"))
    fine = tmp_path / "fine.pdf"
    fine.write_bytes(pdf)
    status, said = run(str(fine))

    assert status == 0
    assert "could not be checked here" in said
