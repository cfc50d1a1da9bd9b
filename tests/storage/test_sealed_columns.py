import re
from pathlib import Path

from sqlalchemy import LargeBinary

import storage
from storage.sealed_columns import KEYED, PLAIN, SEALED
from storage.tables import metadata

AS_TEXT = {("safety_marks", "verdict")}
"""Sealed, and kept as text."""


def test_no_column_of_bytes_is_forgotten_when_a_key_is_rotated() -> None:
    """Whoever adds a column says here which key it stands under; else it is lost with the key."""
    there = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    sealed = {(table, one.column) for table, columns in SEALED.items() for one in columns}

    assert there == (sealed - AS_TEXT) | KEYED | PLAIN
    assert not sealed & KEYED
    assert not (sealed | KEYED) & PLAIN


def test_a_sealed_column_is_called_so_or_is_known() -> None:
    """``…_enc`` is how a reader of the tables knows; what is not called so is listed."""
    odd = {
        (table, one.column)
        for table, columns in SEALED.items()
        for one in columns
        if not one.column.endswith("_enc")
    }
    assert odd == {("envelopes", "blob"), ("answers", "breakdown"), *AS_TEXT}


def test_where_a_box_belongs_is_said_as_its_own_module_says_it() -> None:
    """Else nothing of that table opens when a key is rotated."""
    room = Path(storage.__path__[0])
    sources = [p.read_text("utf-8") for p in room.glob("*.py") if p.name != "sealed_columns.py"]
    firsts = {
        one.about[0].split(b"|")[0].decode()
        for columns in SEALED.values()
        for one in columns
        if one.about and isinstance(one.about[0], bytes)
    }
    written = re.compile(r"""b?f?["']([a-z ]+)\|""")
    named = {found for source in sources for found in written.findall(source)}
    assert firsts - named <= {"talk result"}
