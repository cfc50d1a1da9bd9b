from sqlalchemy import LargeBinary

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
