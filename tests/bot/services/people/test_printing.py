"""A sheet of ways in: what it shows, and what it never shows."""

from __future__ import annotations

import io
import random
from datetime import date

import pytest
from pypdf import PdfReader

from bot.services.people.printing import Slip, SlipKind, sheet

UNTIL = date(2026, 12, 5)


def read(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def slips(kind: SlipKind, count: int, name: str = "") -> list[Slip]:
    return [
        Slip(kind, f"http://127.0.0.1:8642/join#code{n:03d}", UNTIL, name) for n in range(count)
    ]


def printed(kind: SlipKind, count: int, name: str = "") -> str:
    return read(sheet(slips(kind, count, name), home="Maple House", chance=random.Random(1)))


def test_a_known_slip_shows_the_first_name_so_that_the_right_hand_gets_it() -> None:
    """An adult hands slips out: a nameless one would go to the wrong person."""
    words = printed(SlipKind.KNOWN, 3, "Kit")

    assert words.count("For Kit") == 3
    assert "code002" in words
    assert "Saturday 5 December" in words


def test_a_ticket_never_shows_a_name_even_if_it_was_given_one() -> None:
    """A15: a ticket that names somebody is no ticket."""
    words = printed(SlipKind.TICKET, 3, "Kit")

    assert "Kit" not in words
    assert "Maple" not in words


def test_a15_tickets_are_not_printed_in_the_order_they_were_made() -> None:
    """A15: the order on the sheet must say nothing of the order in the database."""
    words = printed(SlipKind.TICKET, 16)
    places = [words.index(f"code{n:03d}") for n in range(16)]

    assert places != sorted(places)


def test_a_ticket_has_room_for_six_words_and_carries_none() -> None:
    """The words are copied by hand; a printed sheet that held them would be a key."""
    words = printed(SlipKind.TICKET, 1)

    assert "Copy them here" in words
    assert all(f"\n{n}" in words or f" {n}" in words for n in range(1, 7))


def test_e5_the_file_says_nothing_of_who_made_it_or_when() -> None:
    """E5: a file's inner data carries no author and no time finer than a day."""
    reader = PdfReader(io.BytesIO(sheet(slips(SlipKind.KNOWN, 1), chance=random.Random(1))))
    inner = reader.metadata

    assert inner is not None
    assert not inner.author
    assert not inner.creator
    assert "000000" in str(inner.get("/CreationDate"))


def test_nine_slips_take_two_pages() -> None:
    """Eight fit a page: none may fall off the end."""
    reader = PdfReader(io.BytesIO(sheet(slips(SlipKind.KNOWN, 9), chance=random.Random(1))))

    assert len(reader.pages) == 2


@pytest.mark.parametrize(
    ("name", "shown"), [("Łukasz", "For Lukasz"), ("Ŵyn", "For Wyn"), ("Зоя", "For ___")]
)
def test_a_letter_the_printer_lacks_is_never_a_box(name: str, shown: str) -> None:
    """A name in another script is left to be written in, not garbled."""
    assert shown in printed(SlipKind.KNOWN, 1, name)


def test_an_empty_or_mixed_sheet_is_refused_with_the_way_out() -> None:
    """Tickets beside named slips could be matched by their place on the page."""
    with pytest.raises(ValueError, match="ask for at least one"):
        sheet([], chance=random.Random(1))
    mixed = slips(SlipKind.KNOWN, 1) + slips(SlipKind.TICKET, 1)
    with pytest.raises(ValueError, match="print them apart"):
        sheet(mixed, chance=random.Random(1))
