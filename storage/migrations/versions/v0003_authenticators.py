"""Authenticator apps for signing in. Frozen: a change of tables is the next migration."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.base import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "authenticators",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("secret_enc", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("pid", name="pk_authenticators"),
        sqlite_with_rowid=False,
    )
