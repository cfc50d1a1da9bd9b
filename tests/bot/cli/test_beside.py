"""What commands write, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.beside import put


@pytest.mark.parametrize("there_already", [False, True])
def test_a_sheet_of_links_is_for_the_one_who_printed_it(
    tmp_path: Path, there_already: bool
) -> None:
    """Another account of the machine could join in somebody's name."""
    sheet = tmp_path / "sheet.pdf"
    if there_already:
        sheet.write_bytes(b"a longer one from before")
        sheet.chmod(0o644)
    put(sheet, b"links")
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert sheet.read_bytes() == b"links"
