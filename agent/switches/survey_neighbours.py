"""The neighbours of a survey: LLDP and CDP, with what they announce beside names."""

from collections.abc import Iterable, Iterator

from agent.readers.snmp.cdp import cdp_rows, read_cdp
from agent.readers.snmp.lldp import read_lldp
from agent.readers.snmp.neighbours import More, more_of_cdp, more_of_lldp
from agent.readers.snmp.rows import Walk
from agent.shared.survey import Neighbour
from agent.switches.fitting import index, long, short


def survey_neighbours(walk: Walk) -> tuple[Neighbour, ...]:
    """Return the neighbours in *walk*, those of LLDP first."""
    return (*_lldp(walk), *_cdp(walk))


def partner_speeds(neighbours: Iterable[Neighbour]) -> dict[int, int]:
    """Return what the partner of each port can do, by our ifIndex, in bit/s."""
    found: dict[int, int] = {}
    for neighbour in neighbours:
        if neighbour.port is not None and neighbour.capable_bps:
            known = found.get(neighbour.port, 0)
            found[neighbour.port] = max(known, neighbour.capable_bps)
    return found


def _lldp(walk: Walk) -> Iterator[Neighbour]:
    found, more = read_lldp(walk), more_of_lldp(walk)
    for row in found.neighbours if found else ():
        told = more.get((row.local_port_num, row.rem_index), More())
        yield Neighbour(
            protocol="lldp",
            port=index(row.local_if_index),
            chassis=short(row.chassis_id),
            remote_port=short(row.port_id),
            remote_port_description=short(row.port_descr),
            name=short(row.sys_name),
            description=long(row.sys_descr),
            addresses=told.addresses,
            capabilities=told.capabilities,
            capable_bps=told.capable_bps,
        )


def _cdp(walk: Walk) -> Iterator[Neighbour]:
    found, more = read_cdp(walk), more_of_cdp(walk)
    rows = found.neighbours if found else ()
    for key, row in zip(cdp_rows(walk), rows, strict=True):
        told = more.get((key[0], key[1]), More())
        yield Neighbour(
            protocol="cdp",
            port=index(row.if_index),
            remote_port=short(row.device_port),
            name=short(row.device_id),
            description=long(row.platform),
            addresses=told.addresses,
            capabilities=told.capabilities,
        )
