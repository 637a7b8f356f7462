"""Delivery: sends what is spooled, and forgets only what was acknowledged."""

import gzip
import logging
import random
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from agent import __version__, answer
from agent.backoff import Backoff, retry_after
from agent.http_channel import Answer, Channel, UnreachableError
from agent.identity import Identity
from agent.parcel import fitting, tables_of
from agent.shared.clock import Clock
from agent.shared.wire import (
    MAX_REPORTS_PER_BATCH,
    Acknowledgement,
    Batch,
    WireError,
    decode,
    encode,
)
from agent.spool import Spool, Take

log = logging.getLogger(__name__)

PATH = "/api/v1/reports"
FIRST_LIMIT = 50
BATCH_BYTES = 1_000_000
BETWEEN_BATCHES_S = 0.02
LARGE_OFFSET_S = 300.0
IDLE_S = 3600.0


class Wait(NamedTuple):
    """How long to wait; ``idle``: a new report ends the wait, else only a stop does."""

    seconds: float
    idle: bool


class Sender(NamedTuple):
    """Who sends: the identity as it is now, and this process and machine."""

    identity: Callable[[], Identity]
    instance: str
    hostname: str


class Figures(msgspec.Struct):
    """What delivery has done since this process began; read by the own probe."""

    acknowledged: int = 0
    last_acknowledged: float = 0.0
    failures: int = 0
    bytes_sent: int = 0
    clock_offset_s: float = 0.0


class _NotTakenError(Exception):
    """The batch was not taken; ``wait_s`` says when to try again."""

    def __init__(self, key: str, text: str, wait_s: float | None = None) -> None:
        super().__init__(text)
        self.key = key
        self.wait_s = wait_s


class Delivery:
    """Delivers from *spool*; used by one thread at a time."""

    def __init__(
        self,
        spool: Spool,
        sender: Sender,
        clock: Clock,
        channel: Channel,
        rng: random.Random,
    ) -> None:
        self.figures = Figures()
        self._spool = spool
        self._sender = sender
        self._clock = clock
        self._channel = channel
        self._backoff = Backoff(rng)
        self._limit = FIRST_LIMIT
        self._waited: dict[tuple[str, int], int] = {}
        self._trouble = ""

    def step(self, *, total_s: float | None = None) -> Wait:
        """Deliver one batch, at most *total_s* long; return when to come again."""
        take, tables = self._sound()
        if not take.reports:
            return Wait(IDLE_S, idle=True)
        try:
            received = self._exchange(take, tables, total_s)
        except _NotTakenError as err:
            self.figures.failures += 1
            self._note(err.key, str(err))
            return Wait(self._backoff.failed(err.wait_s), idle=False)
        waiting = self._accept(take, received)
        if waiting and not received.want_tables:
            return Wait(self._backoff.failed(), idle=False)
        self._backoff.worked()
        self._note("", "")
        more = take.pending or waiting
        return Wait(BETWEEN_BATCHES_S, idle=False) if more else Wait(IDLE_S, idle=True)

    # --- one batch -----------------------------------------------------------
    def _sound(self) -> tuple[Take, dict[str, bytes]]:
        """Return what to send and the new tables it needs, as many as fit together.

        What is damaged is put aside.
        """
        while True:
            take = self._spool.take(self._limit, BATCH_BYTES)
            needed = [(report, tables_of(report)) for report in take.reports]
            damaged = [(r, "damaged on the disk") for r, t in needed if t is None]
            if not damaged:
                break
            log.error("%d reports are damaged on the disk: put aside", len(damaged))
            self._spool.settle([], damaged)
        sound = [(report, names or frozenset()) for report, names in needed]
        count, tables = fitting(sound, self._spool.new_tables)
        if count < len(sound):
            left = [report.time for report, _ in sound[count:]]
            times = left if take.oldest is None else [*left, take.oldest]
            kept, pending = take.reports[:count], take.pending + len(left)
            take = Take(kept, pending, min(times))
        return take, tables

    def _exchange(
        self, take: Take, tables: dict[str, bytes], total_s: float | None
    ) -> Acknowledgement:
        batch = Batch(
            instance=self._sender.instance,
            sent=round(self._clock.now(), 3),
            boot=self._clock.boot,
            uptime_s=round(self._clock.uptime(), 3),
            reports=tuple(msgspec.Raw(report.body) for report in take.reports),
            # They are JSON already, and the encoder passes them through.
            tables={name: msgspec.Raw(body) for name, body in tables.items()},  # type: ignore[misc]
            pending=take.pending,
            oldest=take.oldest,
            dropped=self._spool.backlog().dropped,
            agent_version=__version__,
            hostname=self._sender.hostname,
        )
        body = gzip.compress(encode(batch), compresslevel=9, mtime=0)
        received = self._post(body, take, total_s)
        unknown = set(received.want_tables)
        self._spool.set_known(tables.keys() - unknown, known=True)
        self._spool.set_known(unknown, known=False)
        return received

    def _post(self, body: bytes, take: Take, total_s: float | None) -> Acknowledgement:
        headers = {
            "Authorization": self._sender.identity().authorization,
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
        }
        self.figures.bytes_sent += len(body)
        urls = self._sender.identity().urls
        try:
            found = self._channel.post(urls, PATH, body, headers, total_s=total_s)
        except UnreachableError as err:
            self._limit = max(1, self._limit // 2)
            raise _NotTakenError("unreachable", str(err)) from err
        if found.status == 200:
            return self._decode(found.url, found.content)
        raise self._refusal(found, take)

    def _decode(self, url: str, content: bytes) -> Acknowledgement:
        try:
            return decode(content, Acknowledgement)
        except WireError as err:
            raise _NotTakenError(
                "foreign", f"{url} answered, but not as a collector does ({err})"
            ) from err

    def _refusal(self, refusal: Answer, take: Take) -> _NotTakenError:
        """Return what a refusal means; make the next batch smaller where that helps."""
        status, headers = refusal.status, refusal.headers
        found = answer.problem(status, refusal.content, headers.get("content-type", ""))
        asked = retry_after(headers.get("retry-after"), now=self._clock.now())
        asked = found.retry_after_s if asked is None else asked
        text = f"the collector refuses ({status} {found.reason}): {found.detail}"
        if found.reason in {"too_large", "malformed"} or status == 413:
            if len(take.reports) == 1 and found.reason != "malformed":  # it is sound
                reason = found.reason or "too_large"
                self._spool.settle([], [(take.reports[0], reason)])
                log.error("a report was put aside: %s", text)
            self._limit = max(1, len(take.reports) // 2)
            return _NotTakenError(found.reason or "too_large", text, asked)
        wait_s, advice = answer.ADVICE.get(found.reason, (answer.OTHER_REFUSAL_S, ""))
        if status in {401, 403}:
            return _NotTakenError(
                found.reason, f"{text}; {advice}".rstrip("; "), wait_s
            )
        return _NotTakenError(found.reason or str(status), text, asked)

    # --- after an answer -----------------------------------------------------
    def _accept(self, take: Take, received: Acknowledgement) -> bool:
        """Settle the batch; return whether reports of it wait for a table."""
        result = answer.settle(take.reports, received, self._waited)
        self._waited = answer.remember_waits(self._waited, result.waiting)
        if result.done or result.refused:
            self._spool.settle(result.done, result.refused)
        for report, reason in result.refused:
            log.error(
                "the collector refused report %s/%d for good: %s; it is put aside",
                *report.name,
                reason,
            )
        if received.want_facts:
            self._spool.forget_facts()
        self._limit = min(MAX_REPORTS_PER_BATCH, max(self._limit, 1) * 2)
        now = self._clock.now()
        self.figures.acknowledged += len(result.done)
        self.figures.last_acknowledged = now
        before, offset = self.figures.clock_offset_s, now - received.received
        self.figures.clock_offset_s = offset
        if abs(offset) > LARGE_OFFSET_S >= abs(before):
            log.warning(
                "this machine's clock is %+.0f s off the collector's: set its clock;"
                " the collector corrects the times of reports meanwhile",
                offset,
            )
        return bool(result.waiting) or len(result.done) + len(result.refused) == 0

    def _note(self, key: str, text: str) -> None:
        """Log a trouble when it begins or changes, and its end."""
        if key == self._trouble:
            return
        if key:
            log.warning("reports wait in the spool: %s", text)
        else:
            log.info("reports are delivered again")
        self._trouble = key
