"""The wire: what agents and collector send to each other, and its reader.

One delivery is a Batch of Reports; the answer is an Acknowledgement. The reader is
tolerant: unknown keys are ignored, a key is never redefined, and anything that is
not a message raises WireError and nothing else. JSON, UTF-8, times are Unix seconds
(UTC), names carry units. ``docs/wire.md`` tells the story in prose.
"""

import base64
import hashlib
import math
from typing import Annotated, Literal, TypeVar

import msgspec

from agent.shared.metric import Kind

VERSION = 1
MAX_BATCH_BYTES = 4 * 1024 * 1024  # decompressed
MAX_REPORT_BYTES = 512 * 1024
MAX_REPORTS_PER_BATCH = 500

Scalar = str | int | float | bool | None
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
ShortText = Annotated[str, msgspec.Meta(max_length=2000)]
AgentId = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$", max_length=32)]
SpoolId = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}$", max_length=8)]
TableId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{16}$", max_length=16)]
DeviceKey = Annotated[str, msgspec.Meta(max_length=255)]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$", max_length=64)]
Seconds = Annotated[float, msgspec.Meta(ge=-1e12, le=1e12)]
Sequence = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class WireError(ValueError):
    """The bytes are not the message they should be; the text names the place."""


class Declaration(msgspec.Struct, frozen=True, omit_defaults=True):
    """A metric as its agent declared it."""

    name: Name
    kind: Kind
    help: ShortText
    labels: tuple[Name, ...] = ()


class Table(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the values of one probe's readings mean, position by position.

    It travels once, by its id; ``series`` pairs an index into ``metrics`` with the
    label values. A reading holds for ``interval_s`` until the next is due. ``device``
    is the key of the device that was read, empty for the agent's own machine.
    """

    probe: Name
    interval_s: Annotated[float, msgspec.Meta(gt=0, le=31 * 86400)]
    metrics: Annotated[tuple[Declaration, ...], msgspec.Meta(max_length=500)]
    series: Annotated[
        tuple[tuple[int, tuple[ShortText, ...]], ...], msgspec.Meta(max_length=5000)
    ]
    device: DeviceKey = ""


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """The values of one probe run; null where a series gave none.

    ``offset_s`` is the reading's time relative to its report's time (at most 0).
    """

    table: TableId
    offset_s: Seconds
    values: Annotated[tuple[float | None, ...], msgspec.Meta(max_length=5000)]


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that has facts: known attributes, and why others are not known."""

    attributes: dict[Name, Scalar] = {}
    unknown: dict[Name, ShortText] = {}


MAX_SURVEYS = 200
MAX_KINDS = 200
MAX_ITEMS_PER_KIND = 1000
Facts = dict[
    Name,
    Annotated[dict[ShortText, Item], msgspec.Meta(max_length=MAX_ITEMS_PER_KIND)],
]
"""kind (``memory_module``) → key within the kind (``DIMM A1``; "" if single) → item."""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that happened once; ``offset_s`` relative to the report's time.

    ``device`` is the key of the device that it happened on, empty for the machine.
    """

    kind: Name
    offset_s: Seconds = 0.0
    severity: Literal["info", "warning", "critical"] = "info"
    attributes: dict[Name, Scalar] = {}
    device: DeviceKey = ""


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """One report, kept in a spool until it is acknowledged.

    (agent, ``spool``, ``sequence``) names it for ever: a spool counts from 1 without
    holes. ``boot`` and ``uptime_s`` date it independently of the wall clock.
    ``facts`` is there when ``facts_id`` is new to the collector. ``surveys`` are of the
    devices that the agent reads, each an ``agent.shared.survey.Survey`` that differs
    from its last.
    """

    spool: SpoolId
    sequence: Sequence
    time: Seconds
    boot: Name
    uptime_s: Seconds
    facts_id: str = ""
    readings: Annotated[tuple[Reading, ...], msgspec.Meta(max_length=1000)] = ()
    facts: Annotated[Facts, msgspec.Meta(max_length=MAX_KINDS)] | None = None
    events: Annotated[tuple[Event, ...], msgspec.Meta(max_length=1000)] = ()
    stopping: bool = False
    surveys: Annotated[
        tuple[msgspec.Raw, ...], msgspec.Meta(max_length=MAX_SURVEYS)
    ] = ()
    version: int = VERSION


class Batch(msgspec.Struct, frozen=True, omit_defaults=True):
    """One delivery. ``instance`` names the sending process (16 hex digits).

    ``sent``, ``boot`` and ``uptime_s`` are the sender's clocks at this moment;
    ``pending`` counts the reports that stay in the spool, ``oldest`` dates the oldest
    of them; ``dropped`` counts reports given up since the spool was made.
    """

    instance: Name
    sent: Seconds
    boot: Name
    uptime_s: Seconds
    reports: Annotated[
        tuple[msgspec.Raw, ...], msgspec.Meta(max_length=MAX_REPORTS_PER_BATCH)
    ]
    tables: dict[TableId, Table] = {}
    pending: int = 0
    oldest: float | None = None
    dropped: int = 0
    agent_version: ShortText = ""
    hostname: ShortText = ""
    version: int = VERSION


Result = Literal["stored", "repeated", "wait_for_table", "refused"]


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one report; the agent forgets it after stored or repeated.

    ``wait_for_table``: deliver again with the tables named in ``want_tables``.
    ``refused``: it can never be taken; ``reason`` says why; the agent puts it aside.
    """

    spool: str
    sequence: int
    result: Result
    reason: str = ""


class Acknowledgement(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to a Batch, sent after the commit that holds its reports."""

    received: float
    outcomes: tuple[Outcome, ...]
    want_tables: tuple[str, ...] = ()
    want_facts: bool = False
    version: int = VERSION


class EnrolmentRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """An agent asks to be known. It keeps its credential; only the hash travels.

    ``fingerprint`` maps a part (``system_uuid``, ``board_serial``, ``disk_serial``,
    ``mac``) to the SHA-256 of its value. Repeating the same request is harmless.
    """

    token_id: Name
    token_secret: Name
    agent: AgentId
    credential_digest: Digest
    hostname: ShortText
    fingerprint: dict[Name, Digest] = {}
    operating_system: ShortText = ""
    agent_version: ShortText = ""
    room: ShortText = ""
    version: int = VERSION


class EnrolmentAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The agent is known; ``pending`` until an administrator approves it."""

    agent: str
    state: Literal["active", "pending"]
    site: str = ""
    department: str = ""
    version: int = VERSION


class CredentialRequest(msgspec.Struct, frozen=True):
    """An agent replaces its credential; the old one ends when the new is first used."""

    credential_digest: Digest
    version: int = VERSION


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A refusal (RFC 9457). ``reason`` is for programs, ``detail`` says what to do."""

    title: str
    status: int
    reason: str
    detail: str
    type: str = "about:blank"
    retry_after_s: float | None = None


Message = TypeVar("Message")


def encode(message: object) -> bytes:
    """Return *message* as JSON."""
    return msgspec.json.encode(message)


def decode(body: bytes | msgspec.Raw, shape: type[Message]) -> Message:
    """Return the *shape* that *body* holds.

    Raises:
        WireError: the body is not JSON of that shape; the text names the place.
    """
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as err:
        raise WireError(str(err)) from err


def table_id(table: Table) -> str:
    """Return the name of *table*: 96 bits of the SHA-256 of its JSON, base64url.

    An interval of 60 and one of 60.0 are the same: a reader cannot tell them apart.
    """
    table = msgspec.structs.replace(table, interval_s=float(table.interval_s))
    digest = hashlib.sha256(msgspec.json.encode(table)).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode("ascii")


def facts_id(facts: Facts) -> str:
    """Return a name for *facts* that does not depend on the order of their keys."""
    canonical = msgspec.json.encode(facts, order="deterministic")
    return hashlib.sha256(canonical).hexdigest()[:16]


def check_table(table: Table) -> None:
    """Refuse a table whose parts do not fit together.

    Raises:
        WireError: a series names no metric, or has not its labels, or comes twice.
    """
    for position, (index, labels) in enumerate(table.series):
        if not 0 <= index < len(table.metrics):
            raise WireError(f"series[{position}]: no metric has index {index}")
        if len(labels) != len(table.metrics[index].labels):
            raise WireError(f"series[{position}]: labels do not fit the metric")
    if len(set(table.series)) != len(table.series):
        raise WireError("series: one series stands twice")


def finite(value: float) -> float | None:
    """Return *value* as the wire carries it: null for what JSON cannot say."""
    return value if math.isfinite(value) else None
