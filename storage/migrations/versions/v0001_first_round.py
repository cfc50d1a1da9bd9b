"""Everything a first round needs. Frozen: a change of tables is the next migration."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.base import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table. An answer's reading goes with the answer."""
    _answers()
    _audiences()
    _audit()
    _bands()
    _envelopes()
    _inbox()
    _invites()
    _ledger()
    _messages()
    _outbox()
    _participants()
    _releases()
    _rounds()
    _seen_updates()
    _signins()
    _sittings()
    _staff_pins()
    _surveys()
    _tickets()
    _readings()


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("aid", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("qid", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("wtag", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("aid", name="pk_answers"),
        sqlite_with_rowid=False,
    )


def _audiences() -> None:
    op.create_table(
        "audiences",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("rule_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", name="pk_audiences"),
        sqlite_with_rowid=False,
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("staff_pid", sa.LargeBinary(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )


def _bands() -> None:
    op.create_table(
        "bands",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rid", name="pk_bands"),
        sqlite_with_rowid=False,
    )


def _envelopes() -> None:
    op.create_table(
        "envelopes",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", "pid", name="pk_envelopes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_envelopes_pid", "envelopes", ["pid"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("person_key", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", Instant(), nullable=True),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("source", "update_id", name="pk_inbox"),
        sqlite_with_rowid=False,
    )


def _invites() -> None:
    op.create_table(
        "invites",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_invites"),
        sqlite_with_rowid=False,
    )


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rid", "pid", name="pk_ledger"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ledger_pid", "ledger", ["pid"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("to_pid", sa.LargeBinary(), nullable=False),
        sa.Column("from_enc", sa.LargeBinary(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_messages_to_pid", "messages", ["to_pid"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("mid", sa.LargeBinary(), nullable=False),
        sa.Column("to_pid", sa.LargeBinary(), nullable=True),
        sa.Column("rid", sa.Text(), nullable=True),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", Instant(), nullable=True),
        sa.Column("under", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("mid", name="pk_outbox"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_outbox_lane", "outbox", ["lane"])
    op.create_index("ix_outbox_not_before", "outbox", ["not_before"])


def _participants() -> None:
    op.create_table(
        "participants",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("address_enc", sa.LargeBinary(), nullable=False),
        sa.Column("nick_enc", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("tags_enc", sa.LargeBinary(), nullable=False),
        sa.Column("desk_enc", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("pid", name="pk_participants"),
        sa.UniqueConstraint("lookup", name="uq_participants_lookup"),
        sqlite_with_rowid=False,
    )


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.LargeBinary(), nullable=False),
        sa.Column("approved_by", sa.LargeBinary(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
        sa.UniqueConstraint("rid", "state", name="uq_releases_rid_state"),
        sqlite_with_rowid=False,
    )


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("survey_key", sa.Text(), nullable=False),
        sa.Column("survey_version", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opens_at", Instant(), nullable=False),
        sa.Column("closes_at", Instant(), nullable=False),
        sa.Column("results_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("makers", sa.Text(), nullable=False),
        sa.Column("decider", sa.Text(), nullable=False),
        sa.Column("keeper", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_by", sa.LargeBinary(), nullable=True),
        sa.Column("keeper_id", sa.LargeBinary(), nullable=True),
        sa.Column("policy_hash", sa.Text(), nullable=False),
        sa.Column("envelope_size", sa.Integer(), nullable=False),
        sa.Column("k_min", sa.Integer(), nullable=False),
        sa.Column("count_asked", sa.Integer(), nullable=False),
        sa.Column("count_sent", sa.Integer(), nullable=True),
        sa.Column("reminders_sent", sa.Integer(), nullable=False),
        sa.Column("remind_at", Instant(), nullable=True),
        sa.Column("key_copy_outstanding_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("rid", name="pk_rounds"),
        sa.UniqueConstraint("tag", name="uq_rounds_tag"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rounds_state", "rounds", ["state"])


def _seen_updates() -> None:
    op.create_table(
        "seen_updates",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("source", "update_id", name="pk_seen_updates"),
        sqlite_with_rowid=False,
    )


def _signins() -> None:
    op.create_table(
        "signins",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_signins"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_signins_pid", "signins", ["pid"])


def _sittings() -> None:
    op.create_table(
        "sittings",
        sa.Column("sid", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.LargeBinary(), nullable=False),
        sa.Column("place_enc", sa.LargeBinary(), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sid", name="pk_sittings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sittings_rid", "sittings", ["rid"])


def _staff_pins() -> None:
    op.create_table(
        "staff_pins",
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("pid", name="pk_staff_pins"),
        sqlite_with_rowid=False,
    )


def _surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "version", name="pk_surveys"),
        sqlite_with_rowid=False,
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("pid", sa.LargeBinary(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("sid", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name="pk_tickets"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tickets_rid", "tickets", ["rid"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("aid", sa.LargeBinary(), nullable=False),
        sa.Column("rid", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("body_enc", sa.LargeBinary(), nullable=False),
        sa.Column("typical", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid"], ["answers.aid"], name="fk_readings_aid_answers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("aid", name="pk_readings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_readings_rid", "readings", ["rid"])
