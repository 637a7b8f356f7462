"""PoE by port, from the standard's table and the vendor's, for surveys and samples."""

from collections.abc import Iterable, Iterator

from agent.readers.snmp.level_reading import Level
from agent.readers.snmp.poe_ports import PortPower, read_port_power
from agent.readers.snmp.ports import Port, read_ports
from agent.readers.snmp.rows import Walk
from agent.shared.metric import Sample
from agent.switches.metrics import PORT_POE
from agent.switches.port_keys import port_keys

PORT_MEASURES = ("port_watts", "bridge_port_watts")


def port_power(
    walk: Walk, ports: tuple[Port, ...], told: Iterable[Level]
) -> dict[int, PortPower]:
    """Return the power of each port by ifIndex; *told* are the levels of the vendor."""
    known = list(told)
    watts, bridge_watts = (
        {level.row: level.value for level in known if level.measure == measure}
        for measure in PORT_MEASURES
    )
    return read_port_power(walk, ports, watts, bridge_watts)


def port_power_samples(walk: Walk, told: Iterable[Level]) -> Iterator[Sample]:
    """Yield the watts of each port that the device tells them of."""
    ports = read_ports(walk)
    keys = port_keys(ports)
    for index, power in port_power(walk, ports, told).items():
        if power.watts is not None and index in keys:
            yield PORT_POE.sample(power.watts, port=keys[index])
