"""What measures all the time, beside the schedule; probes read what it saw."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

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


class Resident(Protocol):
    """Something that measures between ``start`` and ``stop``."""

    def start(self) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """Let its threads end soon."""
        ...


class Residents:
    """The residents of one agent; ``sources`` gives them to their probes, by name."""

    def __init__(
        self, settings: Settings, collectors: Urls, clock: Clock, send: Send
    ) -> None:
        wanted = Wanted(settings.paths, settings.lines, collectors)
        prober = Prober(wanted, clock, send)
        self._by_probe: dict[str, Resident] = {"path": prober}
        self.sources: Mapping[str, Mapping[str, Any]] = {
            "path": {"paths": prober},
            **tested(settings, clock, resident=True),
            **self._services(settings, clock, send),
        }

    def _services(
        self, settings: Settings, clock: Clock, send: Send
    ) -> Mapping[str, Mapping[str, Any]]:
        """Return what checks services, if the settings name any."""
        if not settings.services:
            return {}
        from agent.services.watch import ServiceWatch

        watch = ServiceWatch(settings.services, clock, send)
        self._by_probe["service"] = watch
        return {"service": {"services": watch}}

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
        **_checked(settings, clock),
    }


def _checked(settings: Settings, clock: Clock) -> Mapping[str, Mapping[str, Any]]:
    """Return what checks each service once, if the settings name any."""
    if not settings.services:
        return {}
    from agent.services.watch import ServiceLook

    return {"service": {"services": ServiceLook(settings.services, clock)}}


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
