"""Reports of an agent that reads switches, with traffic that is known exactly."""

import random

from agent.shared.wire import Reading, Report, encode, table_id
from collector.store.interface import StoredReport
from tests.support.devices import poll_table, port_values, ports_table
from tests.support.store_values import AGENT

SPEED = 125e6  # bytes per second of a gigabit


def keys_of(count):
    """Return the keys of *count* ports."""
    return tuple(f"GigabitEthernet1/0/{n + 1}" for n in range(count))


def device_tables(devices, ports):
    """Return the tables of *devices*, each with *ports* ports, by id."""
    made = [t for d in devices for t in (poll_table(d), ports_table(d, keys_of(ports)))]
    return {table_id(table): table for table in made}


def device_reports(devices, ports, minutes, *, start, seed=1, agent=AGENT):
    """Return a report a minute; two thirds of the ports have a link and traffic."""
    rng = random.Random(seed)
    names = [
        (d, table_id(poll_table(d)), table_id(ports_table(d, keys_of(ports))))
        for d in devices
    ]
    totals = {d: [[0.0, 0.0] for _ in range(ports)] for d in devices}
    found = []
    for minute in range(minutes):
        readings = []
        for device, poll, table in names:
            for port in range(ports):
                if port % 3:
                    use = min(1.0, rng.lognormvariate(-5, 1.5))
                    totals[device][port][0] += 60 * SPEED * use
                    totals[device][port][1] += 60 * SPEED * use / 4
            readings += (
                Reading(poll, -1.0, (1.0, minute, 0.25, 0.75, 40.0, 45.0)),
                Reading(table, -1.0, tuple(_values(totals[device]))),
            )
        when = start + 60.0 * minute
        report = Report(
            "00000001",
            minute + 1,
            when,
            "b",
            1000 + 60.0 * minute,
            readings=tuple(readings),
        )
        body = encode(report)
        found.append(StoredReport(agent, "00000001", minute + 1, when, when, body))
    return found


def _values(totals):
    """Return the values of all ports, metric by metric."""
    count = len(totals)
    values = port_values(count)
    per_port = [
        port_values(
            1,
            up=float(port % 3 > 0),
            speed_bytes=SPEED if port % 3 else None,
            receive_bytes=float(int(received)),
            transmit_bytes=float(int(sent)),
            receive_unicast_packets=float(int(received / 800)),
            receive_broadcast_packets=float(int(received / 80000)),
            receive_errors=float(int(received / 8e7)) if port == 1 else 0.0,
            transmit_unicast_packets=float(int(sent / 800)),
        )
        for port, (received, sent) in enumerate(totals)
    ]
    for index in range(len(values)):
        values[index] = per_port[index % count][index // count]
    return values
