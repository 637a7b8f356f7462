"""A restarted collector shows the fleet at once."""

import msgspec

from agent.shared import wire
from collector.deliveries import decode_delivery, open_reports
from collector.live import LiveState
from collector.registry import Registry
from collector.restore import restore_live
from collector.services import Services
from collector.settings import CollectorSettings
from collector.store.interface import AgentStatus, Commit, StoredReport
from collector.store.memory import MemoryStore
from tests.support import deliveries
from tests.support.devices import poll_table, surveyed

NOW = 1_795_000_000.0
AGENT = "a" * 32
TABLE = wire.Table(
    "cpu", 30.0, (wire.Declaration("hatang_x", "gauge", "X."),), ((0, ()),)
)


class Recorder(LiveState):
    """Notes what is applied."""

    def __init__(self):
        super().__init__()
        self.applied = []

    def apply(self, agent_id, report, tables, time, received):
        """Note it."""
        assert set(tables) == {wire.table_id(TABLE)}
        self.applied.append((agent_id, report.sequence, time))


class StillClock:
    """A clock that stands still."""

    boot = "b"

    def now(self):
        """Return one moment."""
        return NOW

    def uptime(self):
        """Return another."""
        return 5.0


def stored(sequence, time, body=None):
    """Return one report of the journal."""
    reading = wire.Reading(wire.table_id(TABLE), 0.0, (1.0,))
    report = wire.Report("0" * 8, sequence, time, "b", 1.0, readings=(reading,))
    return StoredReport(
        AGENT, "0" * 8, sequence, time, time, body or msgspec.json.encode(report)
    )


def test_recent_reports_are_applied_and_old_or_broken_ones_are_not():
    """Values of yesterday would lie; a damaged row costs only itself."""
    store, live = MemoryStore(), Recorder()
    reports = [stored(1, NOW - 86400), stored(2, NOW - 60), stored(3, NOW - 30)]
    reports.append(stored(4, NOW - 10, body=b"{"))
    store.commit(
        Commit(
            reports=reports,
            tables={wire.table_id(TABLE): TABLE},
            statuses=[AgentStatus(AGENT, NOW - 30, NOW - 30)],
        )
    )
    services = Services(
        clock=StillClock(),
        settings=CollectorSettings(),
        store=store,
        registry=Registry(store),
        committer=None,
        live=live,
        devices=None,
        findings=None,
        topology=None,
        ports=None,
        metrics=None,
        plans=None,
        incidents=None,
        ca_pem=b"",
    )
    assert restore_live(services) == 2
    assert live.applied == [(AGENT, 2, NOW - 60), (AGENT, 3, NOW - 30)]


def test_what_is_read_seldom_is_found_further_back():
    """The newest reading of a slow probe counts, however many reports came since."""
    slow = wire.Table(
        "hardware", 21600.0, (wire.Declaration("hatang_y", "gauge", "Y."),), ((0, ()),)
    )
    reading = wire.Reading(wire.table_id(slow), 0.0, (2.0,))
    reports = [stored(n, NOW - 7200 + n * 60) for n in range(1, 120)]
    for number, ago in ((200, 9000), (201, 8000)):
        body = wire.encode(
            wire.Report("0" * 8, number, NOW - ago, "b", 1.0, readings=(reading,))
        )
        reports.append(stored(number, NOW - ago, body=body))
    store, live = MemoryStore(), LiveState()
    store.commit(
        Commit(
            reports=reports,
            tables={wire.table_id(t): t for t in (TABLE, slow)},
            statuses=[AgentStatus(AGENT, NOW - 60, NOW - 60)],
        )
    )
    services = Services(
        clock=StillClock(),
        settings=CollectorSettings(),
        store=store,
        registry=Registry(store),
        committer=None,
        live=live,
        devices=None,
        findings=None,
        topology=None,
        ports=None,
        metrics=None,
        plans=None,
        incidents=None,
        ca_pem=b"",
    )
    assert restore_live(services) == 15 + 1
    values = {d.name: value for d, _, value in live.series(AGENT, NOW)}
    assert values == {"hatang_x": 1.0, "hatang_y": 2.0}


def test_a_restarted_collector_knows_its_devices():
    """Their surveys, whether they answer, and the values of their ports."""
    first = deliveries.services()
    poll = poll_table("sw1")
    reading = wire.Reading(wire.table_id(poll), 0.0, (1.0, 5.0, 0.5, 0.25, 40.0, 50.0))
    survey = surveyed(deliveries.AGENT).survey
    report = deliveries.report(surveys=(survey,), readings=(reading,))
    body = wire.encode(deliveries.batch(report, tables={wire.table_id(poll): poll}))

    async def deliver(parts):
        delivery = decode_delivery(body)
        opened = open_reports(delivery.reports)
        await parts.committer.submit(deliveries.AGENT, delivery, opened, deliveries.NOW)

    async def nothing(_parts):
        return None

    deliveries.run(first, deliver)
    again = deliveries.services(first.store)
    deliveries.run(again, nothing)
    assert restore_live(again) == 1
    (device,) = again.devices.all()
    assert device.survey == survey
    assert again.devices.state(device.id, deliveries.NOW) == "up"
    assert again.live.last_seen(device.id) == deliveries.NOW
