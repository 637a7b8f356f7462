"""Roll-ups by day, which hours wait for theirs, and the register."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# No plan looks back further than 400 days.
_WAIT = (
    "INSERT INTO unmerged_hours (owner, hour) SELECT agent, hour FROM rollups"
    " WHERE hour > (SELECT max(hour) FROM rollups) - 400 * 24 ORDER BY agent, hour"
)


def upgrade() -> None:
    """Make three tables; the hours that are there wait for their day."""
    op.create_table(
        "day_rollups",
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["agent_numbers.number"]),
        sa.PrimaryKeyConstraint("owner", "day", name="day_rollups_key"),
    )
    op.create_table(
        "unmerged_hours",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["agent_numbers.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("owner", "hour", name="unmerged_hours_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "register",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="register_key"),
    )
    op.execute(_WAIT)
