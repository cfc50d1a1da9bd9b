"""What people need to find themes, to decide them, and to ask young people about them.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    _double()
    _boards()
    _gates()
    _codebooks()


def _double() -> None:
    """Two people who code the same twenty answers."""
    op.create_table(
        "double_sheets",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", "qid", name="pk_double_sheets"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "double_codes",
        sa.Column("aid", sa.LargeBinary(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid"], ["answers.aid"], name="fk_double_codes_aid_answers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("aid", "place", name="pk_double_codes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_double_codes_rid", "double_codes", ["rid"])


def _boards() -> None:
    """What readers made of the answers to an open question, and what was suggested to them."""
    op.create_table(
        "theme_runs",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", "qid", name="pk_theme_runs"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_moves",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", "qid", "seq", name="pk_theme_moves"),
        sqlite_with_rowid=False,
    )


def _gates() -> None:
    """How a round's themes are let go, and which round asks whether they are right."""
    op.create_table(
        "theme_gates",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", name="pk_theme_gates"),
        sqlite_with_rowid=False,
    )
    op.add_column("rounds", sa.Column("checks", sa.Text(), nullable=False, server_default=""))


def _codebooks() -> None:
    """The organisation's themes, version by version."""
    op.create_table(
        "codebooks",
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_codebooks"),
        sqlite_with_rowid=False,
    )
