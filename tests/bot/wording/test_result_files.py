"""The files of a result under it: one message, whatever there is to take away."""

from __future__ import annotations

from bot.wording.presses import read_press
from bot.wording.result_files import FILE, POSTER, offer_files


def test_files_and_the_poster_are_one_message_and_the_poster_has_its_own_row() -> None:
    """A designer who asked for one result is not sent four messages."""
    *files, poster = offer_files("meet01", ["docx", "pptx", "pdf", "xlsx"]).rows
    pressed = [read_press(one.press) for row in files for one in row]

    assert [one.parts for one in pressed if one] == [
        ("meet01", FILE, each) for each in ("docx", "pptx", "pdf", "xlsx")
    ]
    assert [len(row) for row in files] == [3, 1]
    assert [read_press(one.press) for one in poster] == [
        read_press(f"res:meet01:{POSTER}:pdf"),
        read_press(f"res:meet01:{POSTER}:png"),
    ]
