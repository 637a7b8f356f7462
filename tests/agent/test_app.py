"""The agent as a whole, against a collector that speaks the wire."""

import threading
import time

import msgspec
import pytest

from agent import identity
from agent.app import Agent
from agent.enrolment import Machine, enrol, rotate
from agent.lock import LockedError
from agent.settings import Settings
from agent.shared import wire
from agent.shared.clock import SystemClock
from agent.shared.secret import Secret
from tests.support.connect_proxy import ConnectProxy
from tests.support.fake_collector import FakeCollector
from tests.support.fake_probes import TABLE

NONE = Secret("none")


@pytest.fixture
def collector(tmp_path):
    """Return a running collector."""
    fake = FakeCollector(tmp_path)
    yield fake
    fake.close()


@pytest.fixture
def settings(tmp_path):
    """Return settings in the test's own folder."""
    return Settings(data_directory=tmp_path / "agent", proxy=NONE)


def enrolled(settings, collector):
    """Return the identity after a real enrolment."""
    clock = SystemClock()
    folder = settings.data_directory
    enrol(collector.token(), folder, Machine("pc1"), clock=clock, proxy=NONE)
    return identity.load(folder)


def until(condition):
    """Wait until *condition* holds; fail after a generous while."""
    for _ in range(400):
        if condition():
            return
        time.sleep(0.025)
    raise AssertionError("it did not happen")


def run(settings, own, while_running):
    """Run an agent, do *while_running* beside it, stop it."""
    agent = Agent(settings, own, SystemClock(), TABLE)
    thread = threading.Thread(target=agent.run)
    thread.start()
    try:
        while_running(agent)
    finally:
        agent.stop()
        thread.join(20)
    assert not thread.is_alive()


def test_a_machine_reports_readings_facts_and_events(settings, collector):
    """The first report has all that is known; the last says that the agent stops."""
    own = enrolled(settings, collector)
    run(settings, own, lambda _: until(lambda: collector.reports))
    reports = [wire.decode(body, wire.Report) for body in collector.reports.values()]
    first, last = reports[0], reports[-1]
    assert first.facts["system"][""].attributes["serial"] == "ABC-12345"
    assert {collector.tables[r.table].probe for r in first.readings} == {
        "good",
        "facts_of_fake",
    }
    assert [e.kind for e in first.events] == ["agent_started"]
    assert last.stopping
    assert [e.kind for e in last.events] == ["agent_stopped"]
    assert [r.sequence for r in reports] == list(range(1, len(reports) + 1))


def test_a_restart_goes_on_counting_and_sends_no_table_again(settings, collector):
    """What the collector knows already does not travel a second time."""
    own = enrolled(settings, collector)
    run(settings, own, lambda _: until(lambda: collector.reports))
    before, batches = len(collector.reports), len(collector.bodies)
    run(settings, own, lambda _: until(lambda: len(collector.reports) > before))
    assert {spool for spool, _ in collector.reports} == {
        next(iter(collector.reports))[0]
    }
    assert not any(batch.tables for batch in collector.bodies[batches:])
    later = [wire.decode(r, wire.Report) for r in list(collector.reports.values())]
    assert not any(r.facts for r in later[before:])
    assert len({batch.instance for batch in collector.bodies}) == 2


def test_two_agents_do_not_share_a_data_directory(settings, collector):
    """The second one is refused with the reason."""
    own = enrolled(settings, collector)
    agent = Agent(settings, own, SystemClock(), TABLE)
    try:
        with pytest.raises(LockedError, match="another agent"):
            Agent(settings, own, SystemClock(), TABLE)
    finally:
        agent.spool.close()
        agent._lock.close()


def test_an_old_credential_is_replaced(settings, collector):
    """After 90 days the agent makes itself a new credential."""
    own = msgspec.structs.replace(enrolled(settings, collector), credential_since=1.0)
    identity.save(settings.data_directory, own)

    def renew(agent):
        until(lambda: collector.reports)
        agent._renew()

    run(settings, own, renew)
    new = identity.load(settings.data_directory)
    assert collector.credentials[0].credential_digest == new.credential.digest()
    assert new.credential != own.credential


def test_an_approval_is_kept(settings, collector):
    """The first report that is taken says that an administrator has approved."""
    own = msgspec.structs.replace(enrolled(settings, collector), state="pending")
    identity.save(settings.data_directory, own)

    def state():
        return identity.load(settings.data_directory).state

    run(settings, own, lambda _: until(lambda: state() == "active"))


def test_a_credential_replaced_beside_the_agent_is_used_at_once(settings, collector):
    """No report is lost, and the old credential is used no more."""
    own = enrolled(settings, collector)

    def rotate_beside(agent):
        until(lambda: collector.reports)
        folder = settings.data_directory
        new = rotate(folder, own, clock=SystemClock(), proxy=NONE)
        count = len(collector.reports)
        agent.report()
        until(lambda: len(collector.reports) > count)
        assert collector.authorizations[-1] == new.authorization

    run(settings, own, rotate_beside)
    assert collector.authorizations[0] == own.authorization
    sequences = sorted(sequence for _, sequence in collector.reports)
    assert sequences == list(range(1, len(sequences) + 1))


def test_everything_goes_through_the_proxy_of_the_settings(settings, collector):
    """Enrolment and deliveries, with the proxy's name and password."""
    proxy = ConnectProxy()
    try:
        secret = Secret(f"http://it:pass@{proxy.address}")
        through = msgspec.structs.replace(settings, proxy=secret)
        folder, clock = settings.data_directory, SystemClock()
        enrol(collector.token(), folder, Machine("pc1"), clock=clock, proxy=secret)
        asked = len(proxy.asked)
        own = identity.load(folder)
        run(through, own, lambda _: until(lambda: collector.reports))
    finally:
        proxy.close()
    assert 0 < asked < len(proxy.asked)
    assert set(proxy.asked) == {collector.url.removeprefix("https://")}
    assert set(proxy.authorizations) == {"Basic aXQ6cGFzcw=="}


def test_facts_outlive_the_process_and_slow_probes_wait(settings, collector):
    """The next start has them at once; probes that run seldom do not run at first."""
    own = enrolled(settings, collector)
    slow = TABLE._replace(intervals={"facts_of_fake": 86400.0})
    first = Agent(settings, own, SystemClock(), slow)
    first.runner.round(list(first._jobs.values()))
    first.report()
    first.spool.close()
    first._lock.close()
    second = Agent(settings, own, SystemClock(), slow)
    assert second.composer.facts["system"][""].attributes["serial"] == "ABC-12345"
    assert second._late == ("facts_of_fake",)
    second.spool.close()
    second._lock.close()
