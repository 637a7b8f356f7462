"""From an event to its mail: real collector, Alertmanager and SMTP, killed in between.

The tests stand in the order of one day; each goes on from where the one before ended.
"""

import time

import pytest

from agent.shared.clock import SystemClock
from agent.shared.wire import Event
from collector.alert_sender import NOTE
from collector.store.interface import Agent, AuditRecord, Commit, EventRecord
from collector.store.opening import open_store
from tests.support.alert_flow import OPEN, Flow, closed_now
from tests.support.processes import wait_for
from tests.support.sinks import Hooks, Mails, running

pytestmark = pytest.mark.system
PC = Agent(
    "a" * 32,
    "active",
    "0" * 64,
    'PC-{{ template "x" }}',
    site="hq",
    department="Văn phòng",
    room="P.101",
)
ENROLLED = AuditRecord(1.0, "token:t", "agent_enrolled", PC.id)


SETTINGS = """\
urls = ["https://giam-sat.example:9847"]
[alertmanager]
url = ["{url}"]
[office_hours]
ranges = ["00:00-24:00"]
weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""


class Day(Flow):
    """An office of one machine, to which things happen."""

    def begin(self):
        """Open the store that the collector will serve."""
        self._offset = 0  # Alertmanager's clock is the true one
        told = SETTINGS.format(url=self.alertmanager_url)
        folder = self.prepare_bare(told)
        self.store = open_store(f"sqlite:///{folder}/hatang.db")
        self.store.put_agent(PC, ENROLLED)

    def happens(self, kind, **attributes):
        """Let something happen to the machine, as a commit writes it."""
        event = Event(kind, 0.0, "warning", attributes)
        record = EventRecord(PC.id, SystemClock().now() + self._offset, event)
        self.store.commit(Commit(events=[record]))

    def noted(self, word):
        """Return whether the collector's note holds *word*."""
        return word in (self.store.note(NOTE) or b"")


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """Return a collector that has begun; Alertmanager does not run yet."""
    folder = tmp_path_factory.mktemp("events")
    with (
        running(Mails()) as (mails, mail_port),
        running(Hooks()) as (hooks, hook_port),
    ):
        made = Day(folder, mail_port, hook_port)
        made.mails, made.hooks = mails, hooks
        made.begin()
        try:
            made.routes(OPEN)
            made.start("collector")
            wait_for(lambda: made.store.note(NOTE), within_s=30, name="it has begun")
            yield made
        finally:
            made.stop()
            made.store.close()


def test_an_event_survives_a_killed_collector_and_an_alertmanager_that_is_away(day):
    """It is mailed in Vietnamese as soon as both are back, with what to do."""
    day.happens("administrator_added", old=1, new=2)
    wait_for(lambda: day.noted(b"administrator_added"), within_s=20, name="its note")
    day.kill("collector")
    day.happens("drive_swapped", subject="sda", old="WD", new="{{ .X }}")
    day.start("alertmanager")
    day.start("collector")
    wait_for(lambda: day.mailed("người quản trị"), within_s=30, name="its mail")
    wait_for(lambda: day.mailed("Linh kiện"), within_s=30, name="the other")
    (mail,) = day.mailed("người quản trị")
    assert mail.startswith("[SỰ VIỆC] Một máy có thêm hoặc đổi người quản trị.\n")
    assert 'PC-{ { template "x" } } (Văn phòng, P.101): ' in mail
    assert "https://giam-sat.example:9847/runbooks/HatangAdministratorAdded" in mail
    assert "{ { .X } }" in day.mailed("Linh kiện")[0]


def test_a_killed_alertmanager_tells_nothing_twice(day):
    """It is told again of what is still up, and knows that it has told it."""
    time.sleep(2)  # Alertmanager writes down whom it told
    day.restart("alertmanager")
    day.jump(61)
    day.happens("shadow_copies_deleted", before=4, now=0)
    wait_for(lambda: day.mailed("shadow copy"), within_s=30, name="the third")
    wait_for(
        lambda: day.told("HatangShadowCopiesDeleted"), within_s=10, name="its web hook"
    )
    time.sleep(4)  # what is told twice would come now
    assert len(day.mailed("người quản trị")) == 1
    assert len(day.mailed("Linh kiện")) == 1


def test_at_night_a_warning_waits_for_the_morning(day):
    """It is told when the office opens, although the collector restarts meanwhile."""
    before = len(day.mails.received)
    day.routes(closed_now())
    day.happens("firewall_switched_off", subject="public")
    wait_for(lambda: day.noted(b"firewall_switched_off"), within_s=20, name="its note")
    day.restart("collector")
    time.sleep(6)
    assert len(day.mails.received) == before
    day.routes(OPEN)
    wait_for(lambda: day.mailed("Một lớp bảo vệ"), within_s=30, name="in the morning")
