"""What measures all the time, beside the schedule; probes read what it saw."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from agent import identity
from agent.identity import IdentityError
from agent.paths.prober import OneLook, Prober, Send, Wanted
from agent.settings import Settings
from agent.shared.clock import Clock

if TYPE_CHECKING:  # most agents are at no edge
    from agent.throughput.lines import Ports
    from agent.throughput.usage import Read

Urls = Callable[[], Iterable[str]]
"""Says under which addresses the collector is reached now."""


class Residents:
    """The residents of one agent; ``sources`` gives them to their probes, by name."""

    def __init__(
        self, settings: Settings, collectors: Urls, clock: Clock, send: Send
    ) -> None:
        wanted = Wanted(settings.paths, settings.lines, collectors)
        self._by_probe = {"path": Prober(wanted, clock, send)}
        self.sources: Mapping[str, Mapping[str, Any]] = {
            "path": {"paths": self._by_probe["path"]},
            **tested(settings, clock, resident=True),
        }

    def start(self, probes: Collection[str]) -> None:
        """Start those whose probe is one of *probes*."""
        for name, resident in self._by_probe.items():
            if name in probes:
                resident.start()

    def stop(self) -> None:
        """Let all of them end soon."""
        for resident in self._by_probe.values():
            resident.stop()


def looks(settings: Settings, clock: Clock) -> Mapping[str, Mapping[str, Any]]:
    """Return what gives probes one look where nobody stays, by the probe's name."""

    def collectors() -> Iterable[str]:
        try:
            own = identity.load(settings.data_directory)
        except IdentityError:
            return ()
        return () if own is None else own.urls

    wanted = Wanted(settings.paths, settings.lines, collectors)
    return {
        "path": {"paths": OneLook(wanted, clock)},
        **tested(settings, clock, resident=False),
    }


def tested(
    settings: Settings, clock: Clock, *, resident: bool
) -> Mapping[str, Mapping[str, Any]]:
    """Return what gives the probe of throughput tests its lines, if there are any."""
    if not any(line.throughput.servers for line in settings.lines):
        return {}
    from agent.throughput.lines import Lines, lines_of, ways_by

    lines = lines_of(settings.lines)
    ways = ways_by(port_reader(settings))
    told = Lines(lines, settings.data_directory, resident, ways)
    return {"line_throughput": {"lines": told, "clock": clock}}


def port_reader(settings: Settings) -> "Ports":
    """Return what reads the counters of ports at devices of the settings."""

    def reader(device: str, port: str) -> "Read":
        from agent.switches.port_traffic import PortTraffic
        from agent.switches.start import connecting

        switches = settings.switches
        return PortTraffic(switches, connecting(switches)).reader(device, port)

    return reader
