"""Delivery against a collector that speaks the wire over TLS."""

import random

import pytest

from agent.delivery import Delivery, Sender
from agent.http_channel import Channel
from agent.identity import new_identity
from agent.shared import wire
from agent.shared.secret import Secret
from agent.shared.wire import Declaration, Reading, Report, Table
from agent.spool import Spool
from agent.spool_file import Spooled
from tests.support.fake_clock import FakeClock
from tests.support.fake_collector import FakeCollector, refusal

TABLE = Table("p", 60.0, (Declaration("hatang_x", "gauge", "X."),), ((0, ()),))
NAME = wire.table_id(TABLE)


class Bench:
    """A spool, a delivery and the collector that it talks to."""

    def __init__(self, folder, collector):
        self.clock = FakeClock()
        self.collector = collector
        self.spool = Spool(folder, self.clock, max_bytes=10**8, max_age_s=1e7)
        (folder / "ca.pem").write_bytes(collector.ca_pem)
        self.identity = new_identity((collector.url,), "", now=0.0)
        self.channel = Channel(folder / "ca.pem", Secret("none"))
        sender = Sender(lambda: self.identity, "0" * 16, "pc1")
        rng = random.Random(1)
        self.delivery = Delivery(self.spool, sender, self.clock, self.channel, rng)

    def append(self, count=1, facts=None):
        for _ in range(count):
            self.spool.append(lambda s, n: self.make(s, n, facts), {NAME: TABLE})

    def make(self, spool, sequence, facts):
        readings = (Reading(NAME, 0.0, (sequence,)),)
        report = Report(spool, sequence, 1.0, "b", 1.0, readings=readings)
        return Spooled(spool, sequence, 1.0, facts or "", wire.encode(report))

    @property
    def waiting(self):
        return self.spool.backlog().reports


@pytest.fixture
def bench(tmp_path):
    """Return everything that a delivery needs."""
    collector = FakeCollector(tmp_path)
    bench = Bench(tmp_path, collector)
    yield bench
    bench.channel.close()
    bench.spool.close()
    collector.close()


def test_what_is_acknowledged_is_forgotten(bench):
    """One batch, its table with it, and then nothing waits."""
    bench.append(3)
    assert bench.delivery.step().idle
    assert bench.waiting == 0
    assert sorted(n for _, n in bench.collector.reports) == [1, 2, 3]
    bench.append()
    bench.delivery.step()
    assert bench.collector.bodies[1].tables == {}
    assert bench.delivery.figures.acknowledged == 4


def test_a_lost_answer_loses_nothing(bench):
    """What was stored but not acknowledged is delivered again and is a repeat."""
    bench.append(2)
    bench.collector.lose_answers = 1
    wait = bench.delivery.step()
    assert not wait.idle
    assert bench.waiting == 2
    bench.delivery.step()
    assert bench.waiting == 0
    assert bench.collector.repeats == 2


def test_a_backlog_is_worked_off_without_starving_the_fresh(bench):
    """Batches follow each other at once; the newest is in the first of them."""
    bench.append(400)
    wait = bench.delivery.step()
    assert wait.seconds < 1
    assert max(n for _, n in bench.collector.reports) == 400
    while not bench.delivery.step().idle:
        pass
    assert len(bench.collector.reports) == 400
    assert bench.collector.bodies[0].pending == 350
    assert bench.collector.bodies[0].oldest == 1.0


@pytest.mark.parametrize(
    ("answer", "least_s"),
    [
        (refusal(503, "store_unavailable", headers=[("Retry-After", "70")]), 70),
        (refusal(429, "rate_limited", headers=[("Retry-After", "40")]), 40),
        (refusal(401, "unknown_credential"), 600),
        (refusal(403, "identity_quarantined"), 300),
        (refusal(403, "identity_revoked"), 3600),
        ((302, b"", "text/html", [("Location", "http://portal/")]), 1),
        ((200, b"<html>Please log in</html>", "text/html", []), 1),
        ((500, b"oops", "text/plain", []), 1),
    ],
)
def test_a_refusal_keeps_everything_and_slows_down(bench, answer, least_s):
    """Reports wait; the collector says how long; then all is delivered."""
    bench.append(3)
    bench.collector.answers = [answer]
    wait = bench.delivery.step()
    assert not wait.idle
    assert wait.seconds >= least_s
    assert bench.waiting == 3
    bench.delivery.step()
    assert bench.waiting == 0


def test_trouble_is_logged_once_and_its_end_too(bench, caplog):
    """The same refusal again is no news."""
    caplog.set_level("INFO")
    bench.append()
    bench.collector.answers = [refusal(401, "unknown_credential")] * 3
    for _ in range(4):
        bench.delivery.step()
    assert [r.levelname for r in caplog.records] == ["WARNING", "INFO"]
    assert "Enrol this machine again" in caplog.text


def test_a_batch_that_is_too_large_is_halved_to_the_one_that_is(bench):
    """A report that is too large alone is put aside; the others arrive."""
    bench.append(2)
    bench.collector.answers = [refusal(413, "too_large")] * 2
    bench.delivery.step()
    assert bench.waiting == 2
    bench.delivery.step()
    assert bench.waiting == 1
    assert bench.spool.backlog().refused == 1
    bench.delivery.step()
    assert bench.waiting == 0


def test_what_is_refused_for_good_is_put_aside(bench):
    """It is counted and logged, and holds up nothing."""
    bench.append(3)
    bench.collector.refuse = {(bench.spool.id, 2): "unreadable"}
    bench.delivery.step()
    assert bench.waiting == 0
    assert bench.spool.backlog().refused == 1


def test_a_collector_that_lost_its_tables_gets_them_again(bench):
    """Wait, send the table, stored."""
    bench.append()
    bench.delivery.step()
    bench.collector.tables.clear()
    bench.append()
    while not bench.delivery.step().idle:
        pass
    assert len(bench.collector.reports) == 2


def test_facts_are_sent_again_when_wanted(bench):
    """The collector's word counts."""
    bench.append(facts="f1")
    bench.delivery.step()
    assert bench.spool.has_facts("f1")
    bench.collector.want_facts = True
    bench.append()
    bench.delivery.step()
    assert not bench.spool.has_facts("f1")


def test_another_address_is_tried_at_once(bench):
    """A dead first address costs no report and no waiting."""
    urls = ("https://127.0.0.1:9", bench.collector.url)
    bench.identity = new_identity(urls, "", now=0.0)
    bench.append()
    assert bench.delivery.step().idle
    assert bench.waiting == 0


def test_the_clock_offset_is_measured(bench, caplog):
    """A clock that is hours off is told to the log, once."""
    bench.collector.offset_s = 7200.0
    for _ in range(2):
        bench.append()
        bench.delivery.step()
    assert bench.delivery.figures.clock_offset_s == pytest.approx(7200, abs=1)
    assert caplog.text.count("off the collector's") == 1


def test_a_foreign_collector_gets_nothing(bench, tmp_path):
    """A server with another CA never sees a report."""
    other = FakeCollector(tmp_path)
    try:
        bench.identity = new_identity((other.url,), "", now=0.0)
        bench.append()
        assert not bench.delivery.step().idle
        assert other.bodies == []
    finally:
        other.close()


def test_only_the_tables_of_the_batch_travel(bench):
    """Many tables of a long outage never make a batch too large for ever."""
    for number in range(6):
        series = ((0, (str(number) * 30,)),)
        metric = Declaration("hatang_x", "gauge", "X.", ("d",))
        table = Table("p", 60.0, (metric,), series)
        name = wire.table_id(table)

        def make(spool, sequence, name=name):
            readings = (Reading(name, 0.0, (1.0,)),)
            made = Report(spool, sequence, 1.0, "b", 1.0, readings=readings)
            return Spooled(spool, sequence, 1.0, "", wire.encode(made))

        bench.spool.append(make, {name: table})
    bench.delivery._limit = 2
    bench.delivery.step()
    assert len(bench.collector.bodies[0].tables) == 2
    while not bench.delivery.step().idle:
        pass
    assert len(bench.collector.reports) == 6
    assert bench.spool.backlog().refused == 0


def test_a_sound_report_waits_when_deliveries_are_mangled(bench):
    """What stands between and breaks bodies costs time, not reports."""
    bench.append()
    bench.collector.answers = [refusal(400, "malformed")] * 3
    for _ in range(3):
        assert not bench.delivery.step().idle
    assert bench.waiting == 1
    assert bench.delivery.step().idle
    assert len(bench.collector.reports) == 1


def test_a_report_damaged_on_the_disk_is_put_aside(bench):
    """It could never be acknowledged; the others are delivered."""
    bench.append()
    bench.spool.append(
        lambda spool, n: Spooled(spool, n, 1.0, "", b'{"spoom":"x"}'), {NAME: TABLE}
    )
    bench.append()
    assert bench.delivery.step().idle
    assert (bench.waiting, bench.spool.backlog().refused) == (0, 1)
    assert len(bench.collector.reports) == 2


def test_a_delivery_is_no_larger_than_the_collector_takes(bench):
    """Reports wait for the next one when their new tables are too large together."""
    words = tuple("x" * 1900 + str(n) for n in range(600))
    declared = (Declaration("hatang_x", "gauge", "X.", ("port",)),)
    for number in range(6):
        series = tuple((0, (f"{number}{word}",)) for word in words)
        table = Table("p", 60.0, declared, series, f"sw{number}")
        name = wire.table_id(table)

        def make(spool, sequence, name=name):
            report = Report(
                spool, sequence, 1.0, "b", 1.0, readings=(Reading(name, 0.0, (1.0,)),)
            )
            return Spooled(spool, sequence, 1.0, "", wire.encode(report))

        bench.spool.append(make, {name: table})
    waiting = []
    while bench.waiting:
        bench.delivery.step()
        waiting.append(bench.waiting)
    assert waiting == [3, 0]
    assert [len(batch.tables) for batch in bench.collector.bodies] == [3, 3]
    assert [batch.pending for batch in bench.collector.bodies] == [3, 0]
    assert len(bench.collector.reports) == 6
