"""What the collector says of the office's switches and its printer, minute by minute."""

from typing import NamedTuple

from agent.shared.survey import Survey
from bench.alerts_levels import SITE
from bench.alerts_notation import Values, name_of
from collector import device_series
from collector.store.device import DeviceRecord

MINUTES = 1440
SWITCHES = 12
PRINTER = "in-1"
_WANTED = ("hatang_device_up", "hatang_device_last_seen", "hatang_device_identity")


class Away(NamedTuple):
    """Who does not answer when: one dead switch, the whole site, the printer."""

    dead: tuple[str, range]
    cut: range
    quiet: range

    def has(self, name: str, minute: int) -> bool:
        """Whether *name* is said not to answer at *minute*."""
        gone = name == self.dead[0] and minute in self.dead[1]
        gone = gone or (name == PRINTER and minute in self.quiet)
        return gone or (minute in self.cut and minute - self.cut.start > 2)


def add_devices(series: dict[str, Values], away: Away, midnight: float) -> None:
    """Add the series of all devices of a day that begins at *midnight* (Unix seconds)."""
    for name in ("sw-loi", *(f"sw-t{n}" for n in range(1, SWITCHES)), PRINTER):
        kind = "printer" if name == PRINTER else "switch"
        hangs = "sw-loi" if name == PRINTER else name
        survey = Survey(device=name, name=name, kind=kind, address="10.0.0.2")
        record = DeviceRecord(
            id=name, agent="srv", key=name, time=0.0, first_seen=0.0, survey=survey
        )
        labels = f'instance="{name}",site="{SITE}",switch="{hangs}",kind="{kind}"'
        seen = 0.0
        for minute in range(MINUTES):
            now = midnight + minute * 60
            up = not away.has(name, minute)
            if up and minute not in away.cut:
                seen = now
            chunks = device_series.render(
                record, up=up, seen=seen, room="P.1", labels=labels.encode()
            )
            for line in chunks:
                told, value = name_of(line)
                told = told.replace(f',kind="{kind}",room', ",room")
                if told.startswith(_WANTED):
                    series.setdefault(told, [None] * MINUTES)[minute] = value
