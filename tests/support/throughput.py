"""Lines to test, and figures without a network."""

from agent.shared.throughput_settings import ThroughputServer, ThroughputSettings
from agent.throughput.line_test import Line, Ways
from agent.throughput.shapes import Measured, NoFigureError
from agent.throughput.usage import Traffic

SERVER = ThroughputServer(address="http://far.test/file", upload="http://far.test/up")
ABROAD = ThroughputServer(address="iperf.test", method="iperf3", reach="international")


def line(*servers, metered=False, **settings):
    """Return a line that is tested against *servers*, in the first hours of a day."""
    settings = {"windows": ("00:00-06:00",), "never": (), **settings}
    return Line("adsl", ThroughputSettings(servers=servers, **settings), metered)


class FakeWays:
    """Gives the figures that the test wants, and keeps what it was asked."""

    def __init__(self, *, rate=1_000_000.0, used=5_000_000, busy=0):
        self.rate = rate
        self.used = used
        self.busy = busy
        self.tasks = []
        self.fails = {}
        self._traffic = 0

    def ways(self):
        """Return it as the tester wants it."""
        return Ways(self._measure, self._counters, lambda _seconds: None)

    def _measure(self, task, _hooks):
        self.tasks.append(task)
        failure = self.fails.get((task.server.address, task.direction))
        if failure is not None:
            raise failure
        return Measured(self.rate, self.used, 10.0, 0.99, 0.01, 0.05)

    def _counters(self):
        self._traffic += self.busy
        return Traffic(self._traffic, 0)


def failure(text="down", used=0, kind=NoFigureError):
    """Return a failure that cost *used* bytes."""
    err = kind(text)
    err.used = used
    return err
