"""Opens deliveries: one batch, then each report on its own. No I/O."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from agent.shared.wire import (
    MAX_REPORT_BYTES,
    Batch,
    Name,
    Report,
    Sequence,
    WireError,
    decode,
)

_REPORTS = msgspec.json.Decoder(Report)


class Delivery(Batch, frozen=True):
    """A Batch whose tables are still closed: one that is bad costs only itself."""

    tables: dict[str, msgspec.Raw] = {}  # type: ignore[assignment]  # noqa: RUF012


class _Name(msgspec.Struct):
    """Just enough of a report that cannot be taken to answer for it."""

    spool: Name = ""
    sequence: Sequence = 0


_DELIVERIES = msgspec.json.Decoder(Delivery)


class Opened(NamedTuple):
    """One report, its bytes as they were sent, or why it can never be taken."""

    spool: str
    sequence: int
    body: bytes
    report: Report | None
    reason: str = ""


def decode_delivery(body: bytes) -> Delivery:
    """Return the delivery that *body* holds.

    Raises:
        WireError: it is not one.
    """
    try:
        return _DELIVERIES.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as err:
        raise WireError(str(err)) from err


def open_reports(raws: Iterable[msgspec.Raw]) -> list[Opened]:
    """Decode each report on its own; one that is bad never costs the others."""
    return [_open(bytes(raw)) for raw in raws]


def _open(body: bytes) -> Opened:
    if len(body) > MAX_REPORT_BYTES:
        reason = f"the report is over {MAX_REPORT_BYTES} bytes"
    else:
        try:
            report = _REPORTS.decode(body)
            if report.events:
                msgspec.json.encode(report.events)
            if report.facts:
                msgspec.json.encode(report.facts)
            return Opened(report.spool, report.sequence, body, report)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as err:
            reason = str(err)
        except OverflowError:  # what cannot be written as JSON cannot be kept
            reason = "a number in facts or events is too large"
    try:
        name = decode(body, _Name)
    except WireError:
        name = _Name()
    return Opened(name.spool, name.sequence, body, None, reason)


def needed_tables(opened: Iterable[Opened]) -> set[str]:
    """Return the ids of all tables that the reports' readings refer to."""
    return {
        reading.table
        for one in opened
        if one.report is not None
        for reading in one.report.readings
    }
