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
