"""A believable department of about sixty machines, with the cases that go wrong."""

import math
from dataclasses import dataclass, field

from agent.shared.clock import Clock
from agent.shared.wire import Facts
from collector.device_book import DeviceBook
from collector.edge_ports import EdgePorts
from collector.finding_keeper import FindingKeeper
from collector.group_commit import fact_events
from collector.incident_keeper import IncidentKeeper
from collector.knowledge import KnowledgeFolder
from collector.plan_keeper import PlanKeeper
from collector.services import Services
from collector.settings import CollectorSettings
from collector.store.interface import (
    Agent,
    AgentStatus,
    AuditRecord,
    Commit,
    FactsRecord,
    StoredReport,
)
from collector.store.memory import MemoryStore
from collector.topology_keeper import TopologyKeeper
from collector.way_book import WayBook
from collector.web.views_charts import DAY, Window
from tests.support.sample_safety import item, safety

NOW = 1795487100.0  # Tuesday 24 November 2026, 09:25 in Hà Nội: office hours
GIB = 1024**3

DEPARTMENTS = (
    ("Văn phòng Sở", "VP", 12),
    ("Phòng Kế hoạch – Tài chính", "KHTC", 8),
    ("Phòng Quản lý Khoa học", "QLKH", 9),
    ("Phòng Quản lý Công nghệ và Đổi mới sáng tạo", "QLCN", 7),
    ("Thanh tra Sở", "TTra", 6),
    ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "TDC", 11),
    ("Trung tâm Thông tin và Ứng dụng KH&CN", "TTTT", 7),
)
MODELS = (
    ("Dell Inc.", "OptiPlex 3020", "Intel(R) Core(TM) i3-4150 CPU @ 3.50GHz", 4, "HDD"),
    (
        "Dell Inc.",
        "OptiPlex 3080",
        "Intel(R) Core(TM) i5-10500 CPU @ 3.10GHz",
        8,
        "SSD",
    ),
    ("HP", "ProDesk 400 G6 MT", "Intel(R) Core(TM) i5-9500 CPU @ 3.00GHz", 8, "SSD"),
    (
        "LENOVO",
        "ThinkCentre M70s",
        "Intel(R) Core(TM) i3-10100 CPU @ 3.60GHz",
        8,
        "SSD",
    ),
    ("FPT", "Elead S898i", "Intel(R) Pentium(R) CPU G2030 @ 3.00GHz", 2, "HDD"),
    (
        "ASUSTeK COMPUTER INC.",
        "ExpertCenter D700SC",
        "12th Gen Intel(R) Core(TM) i5-12400",
        16,
        "NVMe",
    ),
)

DRIVES = {
    "HDD": "WDC WD5000AAKX-60U6AA0",
    "SSD": "KINGSTON SA400S37240G",
    "NVMe": "Samsung SSD 970 EVO",
}


class StillClock:
    """A clock that stands."""

    boot = "b" * 16

    def __init__(self, now: float = NOW) -> None:
        self._now = now

    def now(self) -> float:
        """Return the time it stands at."""
        return self._now

    def uptime(self) -> float:
        """Return the same uptime always."""
        return 1000.0


class FakeRegistry:
    """What the pages ask a Registry."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def agents(self):
        """Return all agents by id."""
        return {agent.id: agent for agent in self._store.agents()}

    def statuses(self):
        """Return all statuses by agent."""
        return {status.agent: status for status in self._store.statuses()}

    def read_tables(self, ids):
        """Return those of the tables *ids* that are known."""
        return self._store.tables(ids)


class NoPorts:
    """What the pages ask a PortKeeper where there are no devices."""

    def findings(self, device):
        """Return nothing."""
        del device
        return ()

    def judged(self, device):
        """Return that nothing is known."""
        del device

    def everything(self):
        """Return nothing."""
        return {}


@dataclass
class FakeLive:
    """What the pages ask a LiveState: boot times by agent."""

    booted: dict[str, float] = field(default_factory=dict)

    def series(self, agent_id, now):
        """Return the boot time as the one series."""
        from agent.shared.wire import Declaration

        if agent_id not in self.booted:
            return []
        name = "hatang_boot_timestamp_seconds"
        return [(Declaration(name, "gauge", "Start."), {}, self.booted[agent_id])]

    def last_seen(self, device):
        """Return that a device has not answered since the start."""
        return 0.0


def office_pc(number: int) -> Facts:
    """Return the facts of the *number*-th machine."""
    maker, model, cpu, gib, medium = MODELS[number % len(MODELS)]
    nvme = medium == "NVMe"
    modules = {
        "DIMM A1": item(
            size_bytes=gib * GIB,
            memory_type="DDR4" if gib > 4 else "DDR3",
            speed_mts=2666 if gib > 4 else 1600,
            manufacturer="Kingston",
            part_number="KVR26N19S8/8",
        ),
        "DIMM A2": item(size_bytes=0),
    }
    return {
        "system": {
            "": item(manufacturer=maker, model=model, serial=f"SN{number:05d}VN")
        },
        "chassis": {"": item(kind="desktop", portable=False)},
        "cpu": {"": item(model=cpu, sockets=1, cores=2 if gib <= 4 else 6, threads=4)},
        "memory": {
            "": item(
                installed_bytes=gib * GIB,
                slots=2,
                slots_empty=1,
                maximum_bytes=32 * GIB,
            )
        },
        "memory_module": modules,
        "disk": {
            "nvme0n1" if nvme else "sda": item(
                model=DRIVES[medium],
                serial=f"S4EV{number:06d}",
                size_bytes=256_060_514_304 if medium != "HDD" else 500_107_862_016,
                media="HDD" if medium == "HDD" else "SSD",
                bus="nvme" if nvme else "sata",
            )
        },
        "network_interface": {
            "eth0": item(
                mac=f"00:1a:2b:3c:{number // 256:02x}:{number % 256:02x}",
                driver="e1000e",
                wireless=False,
                capable_bps=1_000_000_000,
            )
        },
        "operating_system": {
            "": item(
                name="Windows 10" if gib <= 8 else "Windows 11",
                edition="Pro",
                version="22H2" if gib <= 8 else "24H2",
                build="19045.6456" if gib <= 8 else "26100.7171",
                architecture="x86_64",
                install_date="2021-03-14",
            )
        },
        "firmware": {
            "": item(mode="uefi", vendor=maker, version="2.18.0", date="2021-04-07")
        },
        "security": {
            "": item(
                secure_boot=True,
                unknown={
                    "tpm_version": "the kernel shows no TPM: there is none, or it is "
                    "switched off in the firmware settings"
                },
            )
        },
    }


def told_by(number: int) -> Facts:
    """Return all that the *number*-th machine tells; the 60th is of an older agent."""
    facts = office_pc(number)
    if number == 60:
        return facts
    (disk,) = facts["disk"]
    if number % 6 in (1, 2, 3, 5) and number % 7:
        facts["operating_system"] = {
            "": item(
                name="Windows 11",
                edition="Enterprise",
                version="25H2",
                build="26200.7171",
                architecture="x86_64",
                install_date="2025-10-20",
            )
        }
        facts["security"] = {"": item(secure_boot=True, tpm_version="2.0")}
    return {**facts, **safety(number, NOW, disk)}


def agent_id(number: int) -> str:
    """Return the id of the *number*-th agent."""
    return f"{number:032x}"


def sample_fleet() -> tuple[MemoryStore, FakeLive]:
    """Return a store full of a department, and its latest values."""
    store, live = MemoryStore(), FakeLive()
    number = 0
    for department, short, count in DEPARTMENTS:
        for desk in range(1, count + 1):
            number += 1
            _add(store, live, number, department, f"PC-{short}-{desk:02d}")
    add_agent(
        store,
        Agent(
            agent_id(900),
            "active",
            "0" * 64,
            "SRV-CSDL-01",
            department="Trung tâm Thông tin và Ứng dụng KH&CN",
            room="Phòng máy chủ",
            role="server",
            enrolled=NOW - 90 * 86400,
        ),
    )
    _report(
        store, live, 900, offset=0.02, booted=NOW - 211.3 * 86400, facts=office_pc(5)
    )
    return store, live


def _add(
    store: MemoryStore, live: FakeLive, number: int, department: str, host: str
) -> None:
    state, note = "active", ""
    if number in (14, 41):
        state = "pending"
    if number == 22:
        state, note = "quarantined", "two processes took turns with one credential"
    if number == 37:
        state, note = "revoked", "thanh lý"
    add_agent(
        store,
        Agent(
            agent_id(number),
            state,
            "0" * 64,
            host,
            site="Trụ sở 2" if number % 9 == 0 else "",
            department=department,
            room=f"Phòng {2 + number % 3}{number % 10:02d}",
            role="desktop",
            operating_system="Windows 10 Pro",
            enrolled=NOW - (0.1 if state == "pending" else 40) * 86400,
            note=note,
        ),
    )
    if state == "pending" or number in (30, 31):
        return
    last = 5.0 + number % 50
    if number in (7, 26, 27):
        last = 3 * 3600 + number * 60 if number == 7 else 1500.0
    if number == 18:
        last = 200.0
    offset = {9: 3 * 3600 + 130, 33: -7 * 86400 - 4000}.get(number, 0.05 * (number % 7))
    _report(
        store,
        live,
        number,
        offset=offset,
        last=last,
        stopped=number in (3, 11, 19, 46, 52),
        dropped=143 if number == 44 else 0,
        booted=NOW - 3600 * (1.7 if number % 5 else 70 + number),
        facts=told_by(number),
    )


def add_agent(store: MemoryStore, agent: Agent) -> None:
    """Put *agent* into *store*."""
    store.put_agent(agent, AuditRecord(agent.enrolled, "test", "enrol", agent.id))


def _report(
    store: MemoryStore,
    live: FakeLive,
    number: int,
    *,
    offset: float,
    facts: Facts,
    booted: float,
    last: float = 12.0,
    stopped: bool = False,
    dropped: int = 0,
) -> None:
    me = agent_id(number)
    before = {**facts, "memory_module": dict(facts["memory_module"])}
    if number == 4:
        before["memory_module"]["DIMM A2"] = item(
            size_bytes=8 * GIB, memory_type="DDR4", manufacturer="Kingston"
        )
        before["firmware"] = {"": item(mode="uefi", vendor="FPT", version="1.02")}
    if number == 20:
        before["volume"] = {"C:": item(system=True, encrypted=True, protection="on")}
    records = [FactsRecord(me, NOW - 30 * 86400, "f0", before)]
    if before != facts:
        records.append(FactsRecord(me, NOW - 6 * 86400, "f1", facts))
    sequences = [1, 2, 3, 5, 6] if number == 4 else [1, 2, 3]
    store.commit(
        Commit(
            reports=[
                StoredReport(me, "a" * 8, n, NOW - last - 60 * n, NOW - last, b"{}")
                for n in sequences
            ],
            facts=records,
            events=list(fact_events(MemoryStore(), records)),
            statuses=[
                AgentStatus(
                    me,
                    last_received=NOW - last,
                    last_time=NOW - last,
                    stopped=stopped,
                    clock_offset_s=offset,
                    boot=f"boot{number}",
                    agent_version="0.1.0",
                    facts_id=records[-1].id,
                    pending=12 if number == 4 else 0,
                    oldest=NOW - 900 if number == 4 else None,
                    dropped=dropped,
                    reports=len(sequences),
                )
            ],
        )
    )
    live.booted[me] = booted


def sample_points(_services: Services, agent: str, now: float) -> tuple[Window, dict]:
    """Return 24 hours of signals: a quiet night, busy hours, a gap while it was off."""
    if agent == agent_id(30):
        return DAY, {}
    times = [now - 86400 + 300 * n for n in range(289)]
    on = [t for t in times if not now - 50000 < t < now - 10000]

    def wave(t: float, low: float, high: float, period: float) -> float:
        busy = 0.5 + 0.5 * math.sin(t / period) * math.sin(t / 777)
        return low + (high - low) * busy**2

    return DAY, {
        "cpu_busy_ratio": [(t, wave(t, 0.02, 0.9, 2100)) for t in on],
        "memory_used_ratio": [(t, wave(t, 0.55, 0.83, 9000)) for t in on],
        "hard_faults_per_second": [(t, wave(t, 0.0, 140.0, 4100)) for t in on],
        "disk_busy_ratio": [(t, wave(t, 0.0, 0.7, 1300)) for t in on],
        "disk_read_seconds_per_operation": [(t, wave(t, 0.002, 0.03, 900)) for t in on],
        "disk_write_seconds_per_operation": [
            (t, wave(t, 0.004, 0.045, 1700)) for t in on
        ],
        "network_receive_bytes_per_second": [
            (t, wave(t, 2e3, 4.1e6, 2500)) for t in on
        ],
        "network_transmit_bytes_per_second": [(t, wave(t, 1e3, 6e5, 1900)) for t in on],
    }


def page_services(
    store: MemoryStore,
    live: FakeLive | None = None,
    *,
    settings: CollectorSettings | None = None,
    clock: Clock | None = None,
) -> Services:
    """Return as much of a collector as the pages use."""
    unused, clock = None, clock or StillClock()
    keeper = FindingKeeper(store, clock, KnowledgeFolder(None).current)
    devices = DeviceBook(store)
    devices.load()
    while keeper.run(agent.id for agent in store.agents()):
        pass
    registry = FakeRegistry(store)
    topology = TopologyKeeper(store, clock, devices, registry)  # type: ignore[arg-type]
    topology.run()
    return Services(
        clock=clock,
        settings=settings
        or CollectorSettings(organisation="Sở Khoa học và Công nghệ tỉnh"),
        store=store,
        registry=registry,  # type: ignore[arg-type]
        committer=unused,  # type: ignore[arg-type]
        live=live or FakeLive(),  # type: ignore[arg-type]
        devices=devices,
        findings=keeper,
        topology=topology,
        ports=NoPorts(),  # type: ignore[arg-type]
        switch_of=topology.switch_of,
        metrics=unused,  # type: ignore[arg-type]
        incidents=IncidentKeeper(
            store,
            clock,
            registry,  # type: ignore[arg-type]
            (WayBook(), EdgePorts()),
            lambda _name: (),
        ),
        plans=PlanKeeper(
            store, clock, settings or CollectorSettings(organisation="Sở")
        ),
        ca_pem=b"",
    )
