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
    _drafts()
    _promises()
    _working_time()
    _quiet()
    _trying_out()
    _names()
    _word_list()


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
        sa.Column("drop_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_plans"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_plans_owner", "plans", ["owner"])
    op.create_index("ix_plans_rid", "plans", ["rid"])


def _rhythm() -> None:
    """Rounds that come again or wait; what is due is found without opening any other."""
    op.add_column("rounds", sa.Column("rhythm", sa.Text(), nullable=False, server_default="once"))
    op.add_column("rounds", sa.Column("lasts", sa.Integer(), nullable=False, server_default="0"))
    for name in ("again_at", "waits_since", "look_at"):
        op.add_column("rounds", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_rounds_again_at", "rounds", ["again_at"])
    for name in ("opens_at", "closes_at", "remind_at", "look_at"):
        op.create_index(f"ix_rounds_state_{name}", "rounds", ["state", name])


def _drafts() -> None:
    """Surveys being written."""
    op.create_table(
        "drafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("drop_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drafts_owner", "drafts", ["owner"])


def _promises() -> None:
    """What was answered back to those asked, and why a lead let a round go ahead of it."""
    op.create_table(
        "answers_back",
        sa.Column("rid", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("next", "changed", "why_not")
        ),
        sa.Column("given_on", sa.Date(), nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False, server_default="0")
            for name in ("reminded", "said_late")
        ),
        sa.PrimaryKeyConstraint("rid", name="pk_answers_back"),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "rounds", sa.Column("ahead_because", sa.Text(), nullable=False, server_default="")
    )


def _working_time() -> None:
    """The time that Experts by Experience and readers write down, and what was paid of it."""
    op.create_table(
        "working_now",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("pid", name="pk_working_now"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "time_worked",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_time_worked"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_time_worked_pid", "time_worked", ["pid"])
    op.create_table(
        "time_paid",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.LargeBinary(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_by", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("pid", "month", name="pk_time_paid"),
        sqlite_with_rowid=False,
    )


def _quiet() -> None:
    """How people want to be written to; what may have gone out just before a crash."""
    op.create_table(
        "wishes",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pid", name="pk_wishes"),
        sqlite_with_rowid=False,
    )
    op.add_column("outbox", sa.Column("going", sa.Boolean(), nullable=True))
    op.create_index("ix_outbox_rank_not_before", "outbox", ["rank", "not_before"])


def _trying_out() -> None:
    """One walk a person through a survey, and what peers said of a draft's questions."""
    op.create_table(
        "trials",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("drop_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pid", name="pk_trials"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pilots",
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("drop_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("draft", name="pk_pilots"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pilots_owner", "pilots", ["owner"])


def _names() -> None:
    """Whether a name that is known changed, in one row instead of everybody's."""
    op.create_table(
        "names",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("what", name="pk_names"),
        sqlite_with_rowid=False,
    )


def _word_list() -> None:
    """What was changed in the list of words that hurt or puzzle."""
    op.create_table(
        "word_list",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_word_list"),
        sqlite_with_rowid=False,
    )
