"""What makes anonymity something that can be shown.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    _comparing()
    _house_talks()
    _key_marks()
    _retention()
    _moving()
    _reading_slots()
    _roster()


def _reading_slots() -> None:
    """When readers read, what lies open before one, and what one passed on."""
    op.create_table(
        "reading_slots",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped", sa.DateTime(timezone=True), nullable=True),
        sa.Column("debriefed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reading_slots"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reading_slots_pid", "reading_slots", ["pid"])
    op.create_table(
        "reading_claims",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("slot", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_reading_claims"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reading_asides",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_reading_asides"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reading_asides_rid", "reading_asides", ["rid"])


def _roster() -> None:
    """The names and places that an administrator loaded so that they are hidden."""
    op.create_table(
        "rosters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_rosters"),
        sqlite_with_rowid=False,
    )


def _moving() -> None:
    """New ways in, who people were when they were asked, and the pause."""
    op.create_table(
        "new_ways",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("drop_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_new_ways"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "asked_as",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", name="pk_asked_as"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pauses",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_by", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("what", name="pk_pauses"),
        sqlite_with_rowid=False,
    )


def _retention() -> None:
    """When each row goes, as a day; the words of a release apart from its figures."""
    for table in ("messages", "outbox", "inbox"):
        op.add_column(table, sa.Column("drop_on", sa.Date(), nullable=True))
    op.add_column("releases", sa.Column("words_enc", sa.LargeBinary(), nullable=True))
    op.add_column("releases", sa.Column("thinned", sa.Text(), nullable=True))
    op.add_column("releases", sa.Column("revoked", sa.Text(), nullable=True))


def _house_talks() -> None:
    for name, key, columns in (
        ("talks", "rid", (("stage", sa.Text()), ("body_enc", sa.LargeBinary()))),
        ("talk_drafts", "id", (("rid", sa.Text()), ("body_enc", sa.LargeBinary()))),
        (
            "agreed",
            "id",
            (("rid", sa.Text()), ("sentence_enc", sa.LargeBinary()), ("state", sa.Text())),
        ),
    ):
        named = sa.Text() if key == "rid" else sa.LargeBinary()
        op.create_table(
            name,
            sa.Column(key, named, nullable=False),
            *(sa.Column(column, kind, nullable=False) for column, kind in columns),
            sa.PrimaryKeyConstraint(key, name=f"pk_{name}"),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{name}_{columns[0][0]}", name, [columns[0][0]])
    op.add_column("talks", sa.Column("result_enc", sa.LargeBinary(), nullable=True))


def _comparing() -> None:
    """Groups that are compared, and rounds that repeat."""
    op.add_column("answers", sa.Column("breakdown", sa.LargeBinary(), nullable=True))
    op.add_column(
        "rounds", sa.Column("breakdowns", sa.Text(), nullable=False, server_default="[]")
    )
    op.add_column("rounds", sa.Column("series", sa.Text(), nullable=False, server_default=""))


def _key_marks() -> None:
    """Which keys the database belongs to."""
    op.create_table(
        "key_marks",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_key_marks"),
        sqlite_with_rowid=False,
    )
