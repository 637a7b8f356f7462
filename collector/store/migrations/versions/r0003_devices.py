"""Devices that agents read, where machines hung, rules for links."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make three tables."""
    op.create_table(
        "devices",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("agent", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("first_seen", sa.Float(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sightings",
        sa.Column("mac", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("port", sa.String(length=255), nullable=False),
        sa.Column("first", sa.Float(), nullable=False),
        sa.Column("last", sa.Float(), nullable=False),
        sa.Column("vlan", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("mac", "device", "port", "first", name="sightings_key"),
    )
    op.create_index("sightings_device", "sightings", ["device", "last"])
    op.create_index("sightings_last", "sightings", ["last"])
    op.create_table(
        "link_rules",
        sa.Column("a", sa.String(length=32), nullable=False),
        sa.Column("a_port", sa.String(length=255), nullable=False),
        sa.Column("b", sa.String(length=32), nullable=False),
        sa.Column("b_port", sa.String(length=255), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("a", "a_port", "b", "b_port", name="link_rules_key"),
    )
