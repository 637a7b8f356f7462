"""A clock that tests turn by hand."""


class FakeClock:
    """Wall time, uptime and boot, changed only by the test."""

    def __init__(self, now=1_800_000_000.0, uptime=1000.0, boot="boot-1"):
        self.wall = now
        self.up = uptime
        self.boot = boot

    def now(self):
        """Return the wall time."""
        return self.wall

    def uptime(self):
        """Return the uptime."""
        return self.up

    def pass_(self, seconds):
        """Let both clocks go on."""
        self.wall += seconds
        self.up += seconds
