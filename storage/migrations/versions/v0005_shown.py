"""What makes anonymity something that can be shown.

Revision ID: v0005
Revises: v0004
"""

from __future__ import annotations

revision = "v0005"
down_revision = "v0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
