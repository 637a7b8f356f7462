"""Many devices at once: nobody waits for the dead."""

import threading
import time

from agent.switches.poller import Poller
from tests.support.watched_devices import Office


class Busy(Office):
    """Devices on the real clock; *slow* ones hold their visitor until ``release``."""

    def __init__(self, *names, slow=(), **settings):
        super().__init__(*names, **settings)
        self.clock.uptime = time.monotonic
        self.slow, self.release = set(slow), threading.Event()
        self.lock, self.now_in, self.most_in = threading.Lock(), 0, 0

    def connect(self, device, credential, retries):
        """Hold a visitor of a slow device."""
        with self.lock:
            self.now_in += 1
            self.most_in = max(self.most_in, self.now_in)
        if device.name in self.slow:
            self.release.wait(30)
        with self.lock:
            self.now_in -= 1
        return super().connect(device, credential, retries)


def until(condition):
    """Wait until *condition* holds; fail after a generous while."""
    for _ in range(800):
        if condition():
            return
        time.sleep(0.025)
    raise AssertionError("it did not happen")


def polled(office):
    """Return the names of the devices whose polls have begun to answer."""
    return {name for name, exchange in office.exchanges.items() if exchange.asked}


def started(office, devices=None):
    """Return a poller whose devices are all due at once."""
    poller = Poller(office.shared, office.wanted if devices is None else devices)
    now = time.monotonic()
    for watched in poller.watched:
        watched.due_s = watched._slot_s = now
    poller._agenda._heap = [(now, n, w) for n, w in enumerate(poller.watched)]
    poller.start()
    return poller


def test_slow_devices_never_delay_the_others():
    """As long as there is a thread left."""
    names = [f"d{n}" for n in range(12)]
    office = Busy(*names, slow=names[:4], at_once=5)
    poller = started(office)
    try:
        until(lambda: polled(office) == set(names[4:]))
        assert office.most_in <= 5
    finally:
        office.release.set()
        poller.stop()


def test_a_dead_device_does_not_stop_the_agent():
    """Its visitor is left behind."""
    office = Busy("dead", slow=["dead"])
    poller = started(office)
    until(lambda: office.now_in)
    before = threading.active_count()
    poller.stop(patience_s=0.1)
    assert threading.active_count() <= before
    office.release.set()


def test_threads_are_few_when_devices_are_quick():
    """They end when they are not needed."""
    names = [f"d{n}" for n in range(20)]
    office = Busy(*names, at_once=16)
    poller = started(office)
    until(lambda: polled(office) == set(names))
    until(lambda: poller.threads <= 3)
    poller.stop()


def test_a_visit_that_breaks_is_contained(caplog):
    """The others are visited, and this one later."""
    office = Busy("bad", "good")
    fine = office.connect

    def connect(device, credential, retries):
        if device.name == "bad":
            raise RuntimeError("a bug")
        return fine(device, credential, retries)

    office.shared = office.shared._replace(connect=connect)
    poller = started(office)
    until(lambda: polled(office) == {"good"})
    until(lambda: "bad" in caplog.text)
    poller.stop()


def test_a_device_can_be_added_while_others_are_watched():
    """Discovery found it; the same name again is the same device."""
    office = Busy("d0", "d1", interval_s=10)
    poller = started(office, office.wanted[:1])
    poller.add(office.wanted[1])
    poller.add(office.wanted[1])
    assert len(poller.watched) == 2
    assert all(w.due_s <= time.monotonic() + 10 for w in poller.watched)
    poller.stop()


def test_what_was_learned_is_kept_at_the_stop(tmp_path):
    """Which credential works."""
    office = Busy("d0", folder=tmp_path)
    poller = started(office)
    until(lambda: office.memory.of("d0").credential)
    poller.stop()
    assert b"read" in (tmp_path / "devices.json").read_bytes()


def test_the_poller_tidies_up_now_and_then():
    """Whoever comes back first after a while."""
    office, tidied = Busy("d0"), []
    poller = Poller(office.shared, office.wanted, tidy=lambda: tidied.append(1))
    (watched,) = poller.watched
    poller._back(watched)
    poller._back(watched)
    assert tidied == [1]
