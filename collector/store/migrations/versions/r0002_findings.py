"""The newest facts as a whole, beside the history of what lasts; findings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make two tables; the newest facts so far are the last of the history."""
    op.create_table(
        "facts_latest",
        sa.Column("agent", sa.String(length=32), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agent"),
    )
    op.execute(
        "INSERT INTO facts_latest (agent, time, id, body)"
        " SELECT agent, time, id, body FROM facts WHERE NOT EXISTS"
        " (SELECT 1 FROM facts later WHERE later.agent = facts.agent"
        " AND (later.time > facts.time"
        " OR (later.time = facts.time AND later.number > facts.number)))"
    )
    op.create_table(
        "findings",
        sa.Column("agent", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("cleared", sa.Float(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agent", "kind", "subject", name="findings_key"),
    )
