"""What is done when somebody may be in danger. Frozen: a change of tables is the next one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.base import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and give messages to a person a day by which they are read."""
    _concerns_and_words_about_them()
    _people_and_marks()
    op.add_column("messages", sa.Column("due_on", sa.Date(), nullable=True))


def _concerns_and_words_about_them() -> None:
    op.create_table(
        "concerns",
        sa.Column("cid", sa.LargeBinary(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("cid", name="pk_concerns"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_concerns_due_at", "concerns", ["due_at"])
    op.create_table(
        "calls",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_calls_due_at", "calls", ["due_at"])
    op.create_table(
        "letters",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_letters_not_before", "letters", ["not_before"])


def _people_and_marks() -> None:
    op.create_table(
        "duties",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pid", name="pk_duties"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "listeners",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pid", name="pk_listeners"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "safety_marks",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rid", "mark", name="pk_safety_marks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proofs",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pid", "on_date", name="pk_proofs"),
        sqlite_with_rowid=False,
    )
