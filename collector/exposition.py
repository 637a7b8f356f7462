"""Pages for Prometheus, put together from prepared chunks of lines."""

import zlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from agent.shared.text_format import label_block
from collector import agent_series, device_series, finding_series
from collector.device_roster import DeviceEntry
from collector.findings import Judged
from collector.fleet import FleetState, reporting
from collector.live import LiveState
from collector.live_values import LiveReading
from collector.prepared import Family, PreparedTable
from collector.store.finding import FindingRecord
from collector.store.interface import Agent, AgentStatus

_OWN = (*agent_series.FAMILIES, *finding_series.FAMILIES)
_OF_DEVICES = (*device_series.FAMILIES, *finding_series.DEVICE_FAMILIES)
_Page = dict[Family, list[bytes]]


class Shown(msgspec.Struct, frozen=True):
    """One agent as pages show it; ``instance`` is its name in Prometheus."""

    agent: Agent
    instance: str
    status: AgentStatus | None
    state: FleetState
    missing: int = 0
    judged: Judged | None = None
    switch: str = ""

    @property
    def labels(self) -> bytes:
        """The labels that a page of many agents writes into every line."""
        return _own_labels(self.instance, self.agent.department, self.switch)


class ShownDevice(msgspec.Struct, frozen=True):
    """One device as pages show it; ``seen`` is when it last answered.

    ``is_told`` says whether its agent reports, ``up`` whether the device answers.
    """

    entry: DeviceEntry
    up: bool
    is_told: bool
    seen: float
    switch: str = ""
    findings: Sequence[FindingRecord] | None = None  # None: not judged yet

    @property
    def labels(self) -> bytes:
        """The labels that a page of many devices writes into every line."""
        department = self.entry.place.department
        return _own_labels(self.entry.instance, department, self.switch)


def _own_labels(instance: str, department: str, switch: str) -> bytes:
    labels = {"instance": instance, "department": department, "switch": switch}
    block = label_block({name: text for name, text in labels.items() if text})
    return block[1:-1].replace("\x00", "\ufffd").encode("utf-8", "replace")


class Exposition:
    """Writes the pages; keeps nothing but lines that did not change since."""

    def __init__(self, live: LiveState) -> None:
        self._live = live
        self._lines: dict[str, tuple[Shown, bytes, tuple[bytes, ...]]] = {}

    def agent_page(self, shown: Shown, now: float, *, openmetrics: bool) -> bytes:
        """Return the page of one agent; its target carries the agent's labels."""
        page = self._collect([shown], [], now)
        body = _join(page, openmetrics=openmetrics)
        return _without_labels(body, shown.labels)

    def device_page(
        self, shown: ShownDevice, now: float, *, openmetrics: bool
    ) -> bytes:
        """Return the page of one device; its target carries the device's labels."""
        page = self._collect([], [shown], now)
        body = _join(page, openmetrics=openmetrics)
        return _without_labels(body, shown.labels)

    def site_page(
        self,
        fleet: Iterable[Shown],
        now: float,
        *,
        devices: Iterable[ShownDevice] = (),
        openmetrics: bool,
    ) -> bytes:
        """Return one page of many agents and devices, each line with its labels."""
        return _join(self._collect(fleet, devices, now), openmetrics=openmetrics)

    def forget_all_but(self, known: Mapping[str, object]) -> None:
        """Drop what is kept of agents that are no longer *known*."""
        for agent_id in [a for a in self._lines if a not in known]:
            del self._lines[agent_id]
        self._live.forget_all_but(known)

    def _collect(
        self, fleet: Iterable[Shown], devices: Iterable[ShownDevice], now: float
    ) -> _Page:
        """Return the lines of all by family; rows of one table go together."""
        own: list[tuple[bytes, ...]] = []
        said: list[tuple[bytes, ...]] = []
        rows: dict[PreparedTable, list[tuple[bytes, ...]]] = {}
        readings = self._live.readings
        for shown in fleet:
            labels, chunks = self._of_agent(shown)
            own.append(chunks)
            if not reporting(shown.state):
                continue
            for reading in readings(shown.agent.id, labels, now):
                try:
                    rows[reading.prepared].append(reading.chunks)
                except KeyError:
                    rows[reading.prepared] = [reading.chunks]
        for device in devices:
            said.append(_of_device(device))
            for reading in self._of_polls(device, now):
                rows.setdefault(reading.prepared, []).append(reading.chunks)
        page: _Page = {}
        _spread(page, _OWN, own)
        _spread(page, _OF_DEVICES, said)
        for prepared, chunks_of_agents in rows.items():
            _spread(page, prepared.families, chunks_of_agents)
        return page

    def _of_polls(self, shown: ShownDevice, now: float) -> Iterable[LiveReading]:
        """Return what holds of a device; of a silent one, what its polls say alone."""
        if not shown.is_told:
            return ()
        found = self._live.readings(shown.entry.device.id, shown.labels, now)
        return found if shown.up else [r for r in found if r.up is not None]

    def _of_agent(self, shown: Shown) -> tuple[bytes, tuple[bytes, ...]]:
        """Return the agent's labels and the lines that the collector says of it."""
        kept = self._lines.get(shown.agent.id)
        if kept is not None:
            before = kept[0]
            if (
                before.status is shown.status
                and before.agent is shown.agent
                and before.judged is shown.judged
                and before.state == shown.state
                and before.missing == shown.missing
                and before.instance == shown.instance
                and before.switch == shown.switch
            ):
                return kept[1], kept[2]
        labels = shown.labels
        chunks = agent_series.render(
            shown.agent,
            shown.status,
            shown.state,
            missing=shown.missing,
            labels=labels,
        ) + finding_series.render(shown.judged, labels=labels)
        self._lines[shown.agent.id] = (shown, labels, chunks)
        return labels, chunks


def _of_device(shown: ShownDevice) -> tuple[bytes, ...]:
    """Return the lines that the collector says of a device."""
    return device_series.render(
        shown.entry.device,
        up=shown.up,
        seen=shown.seen,
        room=shown.entry.place.room,
        labels=shown.labels,
    ) + finding_series.render_device(shown.findings, labels=shown.labels)


def _without_labels(body: bytes, labels: bytes) -> bytes:
    """Return a page without the labels that its target has."""
    start = b"{" + labels
    return body.replace(start + b",", b"{").replace(start + b"}", b"")


def _spread(
    page: _Page, families: Sequence[Family], rows: Sequence[Sequence[bytes]]
) -> None:
    """Turn *rows* of chunks, one chunk for each of *families*, into *page*."""
    for family, column in zip(families, zip(*rows, strict=True), strict=False):
        page.setdefault(family, []).extend(column)


def _join(page: _Page, *, openmetrics: bool) -> bytes:
    """Return the families that have lines, by name, each under its header."""
    parts: list[bytes] = []
    for family in sorted(page, key=lambda family: family.declaration.name):
        lines = b"".join(page[family])
        if lines:
            parts += (family.openmetrics if openmetrics else family.text, lines)
    if openmetrics:
        parts.append(b"# EOF\n")
    return b"".join(parts)


def wants_openmetrics(accept: str) -> bool:
    """Return whether the Accept header *accept* prefers OpenMetrics 1.0 to text.

    As Prometheus sends it: media ranges with parameters and q-values. Text answers
    whoever asks for neither.
    """
    best = {"openmetrics": 0.0, "text": 0.0}
    for media in accept.lower().split(","):
        kind, *parameters = (part.strip() for part in media.split(";"))
        options = dict(p.partition("=")[::2] for p in parameters)
        quality = _quality(options.get("q", "1"))
        if kind == "application/openmetrics-text":
            if options.get("version", "1.0.0").strip('"') in ("1.0.0", "0.0.1"):
                best["openmetrics"] = max(best["openmetrics"], quality)
        elif kind == "text/plain":
            if options.get("version", "0.0.4").strip('"') == "0.0.4":
                best["text"] = max(best["text"], quality)
        elif kind in ("*/*", "text/*"):
            best["text"] = max(best["text"], quality)
    return best["openmetrics"] > best["text"]


def wants_gzip(accept_encoding: str) -> bool:
    """Return whether the Accept-Encoding header takes gzip."""
    for coding in accept_encoding.lower().split(","):
        name, *parameters = (part.strip() for part in coding.split(";"))
        if name in ("gzip", "x-gzip"):
            options = dict(p.partition("=")[::2] for p in parameters)
            return _quality(options.get("q", "1")) > 0
    return False


def _quality(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def gzip(body: bytes) -> bytes:
    """Return *body* as gzip at level 1: a sixth of the size for 4 ns a byte."""
    return zlib.compress(body, level=1, wbits=31)
