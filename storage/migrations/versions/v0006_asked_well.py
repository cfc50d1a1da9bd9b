"""What Experts by Experience need to run rounds themselves, and to pester nobody.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    _publishing()
    _rhythm()


def _publishing() -> None:
    """Who decides said yes, how it is safe to say and can be said, and rounds being planned."""
    for name in ("space", "voice", "accepted_terms"):
        op.add_column("rounds", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("rounds", sa.Column("decider_id", sa.LargeBinary(), nullable=True))
    op.create_table(
        "plans",
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=True),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_plans"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_plans_owner", "plans", ["owner"])
    op.create_index("ix_plans_rid", "plans", ["rid"])


def _rhythm() -> None:
    """Rounds that come again or wait; what is due is found without opening any other."""
    op.add_column("rounds", sa.Column("rhythm", sa.Text(), nullable=False, server_default="once"))
    for name in ("again_at", "waits_since", "look_at"):
        op.add_column("rounds", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_rounds_again_at", "rounds", ["again_at"])
    for name in ("opens_at", "closes_at", "remind_at", "look_at"):
        op.create_index(f"ix_rounds_state_{name}", "rounds", ["state", name])
