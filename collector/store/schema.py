"""The tables of the store, as SQLAlchemy Core sees them.

What is searched for has a column; the rest of a record lies beside it as the JSON of
its struct in ``store.interface``, which is the one place that declares its shape.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# Rows that are many name their agent and spool by a number.
agent_numbers = Table(
    "agent_numbers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("agent", String(32), nullable=False, unique=True),
)

# ``stored`` and ``highest`` count what ever came, also what was pruned since.
spools = Table(
    "spools",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("agent", Integer, ForeignKey("agent_numbers.number"), nullable=False),
    Column("spool", String(8), nullable=False),
    Column("stored", BigInteger, nullable=False),
    Column("highest", BigInteger, nullable=False),
    UniqueConstraint("agent", "spool", name="spools_name"),
)

# Appended in the order of arrival: half the CPU of a table clustered by agent.
journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("spool", Integer, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("time", Float, nullable=False),
    Column("received", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("journal_name", "spool", "sequence", unique=True),
    Index("journal_time", "spool", "time"),
)

# How many reports the journal holds of each hour, and whether a roll-up is due.
hours = Table(
    "hours",
    metadata,
    Column("hour", Integer, nullable=False),
    Column("agent", Integer, ForeignKey("agent_numbers.number"), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("due", Boolean, nullable=False),
    PrimaryKeyConstraint("hour", "agent", name="hours_key"),
    Index(
        "hours_due",
        "hour",
        "agent",
        sqlite_where=text("due"),
        postgresql_where=text("due"),
    ),
    sqlite_with_rowid=False,
)

rollups = Table(
    "rollups",
    metadata,
    Column("agent", Integer, ForeignKey("agent_numbers.number"), nullable=False),
    Column("hour", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("agent", "hour", name="rollups_key"),
)

# The office hours of one local day, merged. ``owner`` may be a broadband line, too.
day_rollups = Table(
    "day_rollups",
    metadata,
    Column("owner", Integer, ForeignKey("agent_numbers.number"), nullable=False),
    Column("day", Integer, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("owner", "day", name="day_rollups_key"),
)

# Hours whose roll-up has not gone into its day; a number is never given twice.
unmerged_hours = Table(
    "unmerged_hours",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("owner", Integer, ForeignKey("agent_numbers.number"), nullable=False),
    Column("hour", Integer, nullable=False),
    UniqueConstraint("owner", "hour", name="unmerged_hours_name"),
    sqlite_autoincrement=True,
)

# What people have said of their office, of plans and of purchases.
register = Table(
    "register",
    metadata,
    Column("kind", String(32), nullable=False),
    Column("id", String(255), nullable=False),
    Column("time", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("kind", "id", name="register_key"),
)

reading_tables = Table(
    "reading_tables",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("agent", String(32), nullable=False),
    Column("time", Float, nullable=False),
    Column("id", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("facts_time", "agent", "time", "number"),
)

# The newest facts of each agent as a whole; ``facts`` has what lasts of them.
facts_latest = Table(
    "facts_latest",
    metadata,
    Column("agent", String(32), primary_key=True),
    Column("time", Float, nullable=False),
    Column("id", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# ``cleared`` is set when a finding is gone, and retention counts from then.
findings = Table(
    "findings",
    metadata,
    Column("agent", String(32), nullable=False),
    Column("kind", String(200), nullable=False),
    Column("subject", Text, nullable=False),
    Column("cleared", Float),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("agent", "kind", "subject", name="findings_key"),
)

# The newest survey of each device that agents read, packed.
devices = Table(
    "devices",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("agent", String(32), nullable=False),
    Column("key", String(255), nullable=False),
    Column("first_seen", Float, nullable=False),
    Column("time", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Where machines hung: at which port of which device, from ``first`` to ``last``.
sightings = Table(
    "sightings",
    metadata,
    Column("mac", String(32), nullable=False),
    Column("device", String(32), nullable=False),
    Column("port", String(255), nullable=False),
    Column("first", Float, nullable=False),
    Column("last", Float, nullable=False),
    Column("vlan", Integer),
    PrimaryKeyConstraint("mac", "device", "port", "first", name="sightings_key"),
    Index("sightings_device", "device", "last"),
    Index("sightings_last", "last"),
)

link_rules = Table(
    "link_rules",
    metadata,
    Column("a", String(32), nullable=False),
    Column("a_port", String(255), nullable=False),
    Column("b", String(32), nullable=False),
    Column("b_port", String(255), nullable=False),
    Column("time", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("a", "a_port", "b", "b_port", name="link_rules_key"),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("agent", String(32), nullable=False),
    Column("time", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("events_name", "agent", "time", "body", unique=True),
    Index("events_time", "time"),
)

statuses = Table(
    "statuses",
    metadata,
    Column("agent", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

agents = Table(
    "agents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("enrolled", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created", Float, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("max_uses", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("time", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("audit_time", "time", "number"),
)

# What parts of the collector go on from after a restart.
notes = Table(
    "notes",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
