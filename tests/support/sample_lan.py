"""The simulated office as a collector shows it: devices, topology, values, findings.

``python -m tests.support.sample_lan [PORT]`` serves the pages of it to look at.
"""

import dataclasses
import math
import random
import sys
from collections.abc import Iterator, Sequence

import msgspec

from agent.shared.findings.shape import Severity
from agent.shared.survey import Module, Poe, PowerBudget, Supply, Survey
from agent.shared.wire import Declaration, Event, Facts, Scalar
from collector.device_book import DeviceBook
from collector.device_signals import port_signal
from collector.devices import device_id
from collector.rollup import HOUR_S
from collector.rollup_row import Rollup, encode_rollup
from collector.services import Services
from collector.sketch import Sketch
from collector.store.device import Sighting, SurveyRecord
from collector.store.finding import FindingRecord
from collector.store.interface import (
    Agent,
    AgentStatus,
    Commit,
    EventRecord,
    FactsRecord,
    RollupRow,
)
from collector.store.memory import MemoryStore
from collector.topology.build import topology
from collector.topology.shapes import Host, Inputs, Topology
from collector.web.views_charts import DAY, Window
from tests.support.lan import office_lan
from tests.support.lan_model import AGENT
from tests.support.sample_fleet import (
    NOW,
    FakeLive,
    add_agent,
    page_services,
    sample_fleet,
)
from tests.support.sample_safety import item

SILENT = "sw-t5-cuoi"
CHOSEN = "sw-t1-hanhchinh"  # the switch with most to show
COPIED = {"network_interface"}
DAY_S = 86400.0


def id_of(name: str) -> str:
    """Return the id that a device of the sample has."""
    return device_id(AGENT, name)


class StillTopology:
    """What the pages ask a TopologyKeeper."""

    def __init__(self, concluded: Topology, inputs: Inputs) -> None:
        self._concluded, self._inputs = concluded, inputs

    def current(self) -> Topology:
        """Return the same always."""
        return self._concluded

    def inputs(self) -> Inputs:
        """Return what it was concluded from."""
        return self._inputs


class StillPorts:
    """What the pages ask a PortKeeper."""

    def __init__(self, records: Sequence[FindingRecord] = ()) -> None:
        self._records = records

    def findings(self, device: str) -> Sequence[FindingRecord]:
        """Return what stands of one device."""
        return [record for record in self._records if record.agent == device]

    def everything(self) -> Sequence[FindingRecord]:
        """Return what stands."""
        return self._records


class LanLive(FakeLive):
    """What the pages ask a LiveState, devices too."""

    def __init__(
        self, fleet: FakeLive, said: dict[str, list[tuple[str, tuple[str, ...], float]]]
    ) -> None:
        super().__init__(fleet.booted)
        self._said = said

    def series(self, agent_id, now):
        """Return what a device said, or an agent's boot time."""
        if agent_id not in self._said:
            return super().series(agent_id, now)
        return [
            (
                Declaration(name, "gauge", "Said."),
                {f"label{n}": value for n, value in enumerate(labels)},
                value,
            )
            for name, labels, value in self._said[agent_id]
        ]

    def is_up(self, device, now):
        """Return that all answer but one."""
        return device != id_of(SILENT)

    def last_seen(self, device):
        """Return when a device last answered."""
        return NOW - (5400.0 if device == id_of(SILENT) else 20.0)


def sample_lan() -> Services:
    """Return the services of a collector that knows the office and its machines."""
    store, fleet = sample_fleet()
    inputs = office_lan().inputs
    hosts = _machines(inputs.hosts, store)
    surveys = [
        _enriched(seen.survey, number) for number, seen in enumerate(inputs.devices)
    ]
    surveys += [_ups(), _nas()]
    records = [
        SurveyRecord(AGENT, NOW - 40.0 * (n % 5), s) for n, s in enumerate(surveys)
    ]
    add_agent(
        store,
        Agent(AGENT, "active", "0" * 64, "SRV-GIAMSAT", enrolled=NOW - 90 * DAY_S),
    )
    inputs = Inputs(inputs.devices, hosts)
    concluded = topology(inputs)
    store.commit(
        Commit(
            surveys=records,
            facts=[FactsRecord(AGENT, NOW - DAY_S, "p1", _proposals())],
            statuses=[
                AgentStatus(AGENT, last_received=NOW, last_time=NOW, facts_id="p1")
            ],
            events=_events(),
        )
    )
    store.put_sightings(_sightings(concluded))
    for number, survey in enumerate(surveys):
        store.put_rollups(_rollups(survey, number))
    live = LanLive(
        fleet, {id_of(s.device): list(_said(s, n)) for n, s in enumerate(surveys)}
    )
    services = page_services(store, live)
    book = DeviceBook(store, live.is_up)
    book.load()
    given = {
        field.name: getattr(services, field.name)
        for field in dataclasses.fields(Services)
    }
    given |= {
        "devices": book,
        "topology": StillTopology(concluded, inputs),
        "ports": StillPorts(_findings()),
    }
    return Services(**given)


def _machines(hosts: Sequence[Host], store: MemoryStore) -> tuple[Host, ...]:
    """Return *hosts* as the sample's machines, as many as there are of these."""
    agents = [
        a for a in store.agents() if a.state == "active" and a.hostname.startswith("PC")
    ]
    return tuple(
        msgspec.structs.replace(host, agent=agent.id, name=agent.hostname)
        for host, agent in zip(hosts, agents, strict=False)
    )


def _enriched(survey: Survey, number: int) -> Survey:
    """Return *survey* with what the simulation does not tell: PoE, parts, ages."""
    if survey.kind == "printer":
        supplies = (
            Supply("Mực đen TN-2385", "toner", 0.07),
            Supply("Trống DR-2355", "drum", 0.62),
            Supply("Khay giấy 1", "paper", None),
        )
        return msgspec.structs.replace(survey, supplies=supplies)
    if survey.kind != "switch":
        return survey
    draw = random.Random(number)
    powered = number % 3 == 0 or survey.device == CHOSEN
    ports = []
    for place, port in enumerate(survey.ports):
        poe = None
        if powered and port.physical and place < 24:
            watts = (
                round(draw.uniform(2, 9), 1)
                if port.link == "up" and draw.random() < 0.5
                else 0
            )
            poe = Poe(enabled=True, delivering=watts > 0, watts=watts or None)
        more = {"poe": poe, "changed_s": draw.uniform(600, 90 * DAY_S)}
        if place == 20:
            more["admin"] = "down"
            more["link"] = "down"
        ports.append(msgspec.structs.replace(port, **more))
    total = sum(p.poe.watts or 0 for p in ports if p.poe)
    return msgspec.structs.replace(
        survey,
        ports=tuple(ports),
        power=(PowerBudget(1, 185.0, round(total, 1), on=True),) if powered else (),
        version=("15.0(2)SE11", "YA.16.11.0012", "V200R019C10SPC500")[number % 3],
        location=f"Tủ rack tầng {number % 5 + 1}",
        modules=(
            Module(
                1,
                "chassis",
                "Chassis",
                "",
                survey.model,
                survey.serial,
                software="15.0(2)SE11",
            ),
            Module(
                2,
                "powerSupply",
                "PSU A",
                "",
                "PWR-C1-350WAC",
                f"LIT{number:06d}",
                contained_in=1,
            ),
            Module(3, "fan", "Fan 1", "", contained_in=1),
        ),
    )


def _ups() -> Survey:
    return Survey(
        device="ups-maychu",
        site="Sở",
        room="Phòng máy chủ",
        address="10.0.0.250",
        name="ups-maychu",
        kind="ups",
        vendor="APC",
        model="Smart-UPS 1500",
        serial="AS2119230011",
        version="UPS 15.1",
    )


def _nas() -> Survey:
    return Survey(
        device="nas-luutru",
        site="Sở",
        room="Phòng máy chủ",
        address="10.0.0.251",
        name="nas-luutru",
        kind="nas",
        vendor="Synology",
        model="DS920+",
        uptime_s=12 * DAY_S,
    )


def _said(survey: Survey, number: int) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """Yield what a device said last of itself."""
    name = "hatang_device_{}".format
    if survey.device == SILENT:
        return
    if survey.kind == "ups":
        yield name("ups_battery_charge_ratio"), (), 0.97
        yield name("ups_battery_runtime_seconds"), (), 1320.0
        yield name("ups_on_battery"), (), 0.0
        yield name("ups_load_ratio"), ("1",), 0.41
        return
    if survey.kind == "printer":
        yield name("printer_pages_total"), (), 48213.0
        yield name("printer_supply_ratio"), ("Mực đen TN-2385",), 0.06
        return
    yield name("boot_timestamp_seconds"), (), NOW - (12.3 + 17 * number) * DAY_S
    yield name("cpu_busy_ratio"), ("1",), 0.04 + 0.03 * (number % 7)
    yield name("memory_size_bytes"), ("main",), 512e6
    yield name("memory_used_bytes"), ("main",), 212e6
    yield name("temperature_celsius"), ("Chassis",), 38.0 + 3 * (number % 12)
    yield name("fan_rpm"), ("Fan 1",), 4200.0
    yield name("sensor_ok"), ("Fan 1", "fan"), 1.0
    yield name("sensor_ok"), ("PSU A", "supply"), float(number != 4)


def _findings() -> list[FindingRecord]:
    def record(
        device: str,
        kind: str,
        subject: str,
        severity: Severity,
        days: float,
        **evidence: Scalar,
    ) -> FindingRecord:
        since = NOW - days * DAY_S
        return FindingRecord(
            id_of(device), kind, subject, severity, since, NOW, evidence
        )

    slow, wrong, busy = (
        _key(name, number)
        for name, number in (("sw-t4-motcua", 28), (CHOSEN, 3), ("sw-t3-maychu", 24))
    )
    return [
        record(
            *("sw-t4-motcua", "port_slow_link", slow, "critical", 9),
            port=slow,
            other="sw-loi-2 Gi1/0/6",
            speed_bps=10**8,
            both_bps=10**9,
        ),
        record(
            *(CHOSEN, "port_errors", wrong, "warning", 3),
            port=wrong,
            other="PC-VP-03",
            error_ratio=0.0021,
            trend="rising",
            bad_days=3,
            watched_days=8,
        ),
        record(
            *("sw-t3-maychu", "port_busy", busy, "warning", 2),
            port=busy,
            other="sw-loi-1 Gi1/0/6",
            direction="receive",
            p95_ratio=0.88,
            speed_bps=10**9,
            busiest_ratio=0.93,
            watched_days=12,
        ),
        record(
            *(CHOSEN, "ports_free", "", "info", 20),
            free_ports=9,
            ports=24,
            watched_days=28,
            names="13-19, 22, 23",
        ),
    ]


def _key(name: str, number: int) -> str:
    seen = next(s for s in office_lan().inputs.devices if s.survey.device == name)
    return seen.survey.ports[number - 1].key


def _events() -> list[EventRecord]:
    device = id_of(CHOSEN)
    port = _key(CHOSEN, 3)
    told = (
        (0.1, Event("port_up", 0.0, "info", {"port": port, "speed_bps": 10**9})),
        (0.11, Event("port_down", 0.0, "info", {"port": port})),
        (3.4, Event("device_restarted", 0.0, "warning", {})),
    )
    return [EventRecord(device, NOW - days * DAY_S, event) for days, event in told]


def _proposals() -> Facts:
    return {
        "device_proposal": {
            "10.0.0.77": item(
                kind="switch",
                name="sw-kho",
                vendor="TP-Link",
                model="T1600G-28TS",
                credential="doc",
                seen_from="sw-loi-2",
            ),
            "10.0.0.93": item(
                kind="printer",
                name="",
                vendor="HP",
                model="LaserJet M404dn",
                credential="doc",
            ),
        }
    }


def _sightings(concluded: Topology) -> list[Sighting]:
    found = []
    for one in concluded.attachments[:40]:
        found.append(
            Sighting(
                one.mac, one.at.device, f"{one.at.port}", NOW - 5 * DAY_S, NOW, one.vlan
            )
        )
        if one.mac.endswith(("1", "5")):
            found.append(
                Sighting(
                    one.mac,
                    id_of("sw-t1-ketoan"),
                    "Fa0/7",
                    NOW - 40 * DAY_S,
                    NOW - 5.2 * DAY_S,
                    10,
                )
            )
    return found


def _rollups(survey: Survey, number: int) -> list[RollupRow]:
    """Return a working day of roll-ups of every port with a link."""
    draw = random.Random(number)
    mine = id_of(survey.device)
    busy = {p.key: draw.betavariate(0.6, 6) for p in survey.ports if p.link == "up"}
    if survey.device == "sw-t3-maychu":
        busy[survey.ports[23].key] = 0.87
    if survey.device == "sw-loi-1":
        busy[survey.ports[0].key] = 0.61
    rows = []
    for back in range(9, 0, -1):
        sketches = {}
        for place, (key, load) in enumerate(busy.items()):
            wave = [
                min(1.0, max(0.0, load * draw.uniform(0.6, 1.1))) for _ in range(12)
            ]
            sketches[port_signal("port_receive_ratio", key)] = Sketch(wave)
            sketches[port_signal("port_transmit_ratio", key)] = Sketch(
                v * 0.4 for v in wave
            )
            wrong = 0.0021 if survey.device == CHOSEN and place == 2 else 0.0
            sketches[port_signal("port_error_ratio", key)] = Sketch([wrong] * 12)
        hour = int(NOW // HOUR_S) - back + 1
        rows.append(RollupRow(mine, hour, encode_rollup(Rollup(12, sketches))))
    return rows


def sample_port(
    _services: Services, _device: str, signals: Sequence[str], now: float
) -> tuple[Window, dict[str, list[tuple[float, float | None]]]]:
    """Return 24 hours of one port: quiet by night, busy in office hours."""
    times = [now - DAY_S + 300 * n for n in range(289)]

    def wave(t: float, top: float) -> float:
        return top * (0.5 + 0.5 * math.sin(t / 2100) * math.sin(t / 777)) ** 2

    receive, transmit, errors = signals
    return DAY, {
        receive: [(t, wave(t, 4.2e7)) for t in times],
        transmit: [(t, wave(t, 1.5e7)) for t in times],
        errors: [(t, 0.0 if t < now - 30000 else 0.002) for t in times],
    }


def main() -> None:
    """Serve the pages of the sample on loopback."""
    import uvicorn
    from starlette.applications import Starlette

    from collector.web.pages import routes
    from tests.support.sample_fleet import sample_points

    made = routes(sample_lan(), read_points=sample_points, read_port=sample_port)
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    uvicorn.run(Starlette(routes=made), port=port)


if __name__ == "__main__":
    main()
