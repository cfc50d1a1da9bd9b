"""What people need to decide, to be told what came of it, and to say whether that is enough.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    _result_doors()
    _decided()
    _learned()


def _result_doors() -> None:
    """The code of each round's result, and from when it is open to those who were not asked."""
    op.create_table(
        "result_doors",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("others_from", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("rid", name="pk_result_doors"),
        sa.UniqueConstraint("code", name="uq_result_doors_code"),
        sqlite_with_rowid=False,
    )


def _decided() -> None:
    """What was decided of each theme, how it was rated, and by when an answer is owed again."""
    op.create_table(
        "decisions",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("theme", "verdict", "promise", "reason", "owner")
        ),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("due", "let_go_on", "done_on")),
        *(
            sa.Column(name, sa.Integer(), nullable=False, server_default="0")
            for name in ("told", "reminded", "said_late")
        ),
        sa.PrimaryKeyConstraint("rid", "number", name="pk_decisions"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ratings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("printed", "next", "changed", "why_not")
        ),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ratings"),
        sa.UniqueConstraint("rid", "number", name="uq_ratings_rid_number"),
        sqlite_with_rowid=False,
    )
    for name in ("due_on", "reopened_on"):
        op.add_column("answers_back", sa.Column(name, sa.Date(), nullable=True))


def _learned() -> None:
    """What a round's team learned, and which rounds were asked about."""
    op.create_table(
        "lessons",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("by_id", sa.LargeBinary(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lessons"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lessons_rid", "lessons", ["rid"])
    op.create_index("ix_lessons_on_date", "lessons", ["on_date"])
    op.create_table(
        "lessons_asked",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rid", name="pk_lessons_asked"),
        sqlite_with_rowid=False,
    )
