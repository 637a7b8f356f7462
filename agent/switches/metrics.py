"""What is measured of devices and their ports: the declarations.

A port's counters are not the device's own: they begin at 0 when the agent first reads
it and grow by what is proved (``agent.switches.counters``), so that neither a wrap of 32
bits nor a device that counts backwards makes a false rate.
"""

from agent.shared.metric import Kind, Metric


def _device(name: str, help_: str, *labels: str) -> Metric:
    return Metric(f"hatang_device_{name}", _kind(name), help_, labels)


def _port(name: str, help_: str, *labels: str) -> Metric:
    return Metric(f"hatang_switch_port_{name}", _kind(name), help_, ("port", *labels))


def _kind(name: str) -> Kind:
    if name.endswith("_total"):
        return "counter"
    return "info" if name == "info" else "gauge"


UP = _device("up", "1 if the device answered at the last poll, 0 otherwise.")
INFO = _device(
    "info",
    "What the device is, from its vendor's objects.",
    "vendor",
    "model",
    "version",
    "serial",
    "address",
    "location",
)
BOOT = _device(
    "boot_timestamp_seconds",
    "When the device started (sysUpTime, snmpEngineTime or hrSystemUptime, the longest).",
)
POLL_DURATION = _device("poll_duration_seconds", "How long the last poll took.")
POLLS = _device("polls_total", "Polls begun since the agent started.")
POLL_FAILURES = _device("poll_failures_total", "Polls that the device did not answer.")
POLLS_MISSED = _device(
    "polls_missed_total",
    "Polls that were left out because the one before took too long.",
)
DISCONTINUITIES = _device(
    "counter_discontinuities_total",
    "Times that counters began anew or jumped; what they counted meanwhile is lost.",
)
CPU_BUSY = _device(
    "cpu_busy_ratio", "Share of processor time in use, by processor.", "cpu"
)
MEMORY_SIZE = _device("memory_size_bytes", "Size of a memory pool.", "memory")
MEMORY_USED = _device("memory_used_bytes", "Bytes in use of a memory pool.", "memory")
MEMORY_RATIO = _device(
    "memory_used_ratio",
    "Share of a memory pool in use, where the device does not tell its size.",
    "memory",
)
STORAGE_SIZE = _device(
    "storage_size_bytes", "Size of a fixed disk or volume (hrStorageTable).", "storage"
)
STORAGE_USED = _device(
    "storage_used_bytes",
    "Bytes in use of a fixed disk or volume (hrStorageTable).",
    "storage",
)
TEMPERATURE = _device("temperature_celsius", "Temperature at a sensor.", "sensor")
FAN = _device("fan_rpm", "Revolutions per minute of a fan.", "sensor")
POWER = _device("power_watts", "Power at a sensor.", "sensor")
VOLTAGE = _device("voltage_volts", "Voltage at a sensor.", "sensor")
CURRENT = _device("current_amperes", "Current at a sensor.", "sensor")
SENSOR_OK = _device(
    "sensor_ok",
    "1 if the device says that a fan, supply or sensor is well, 0 if not.",
    "sensor",
    "part",
)
STP_CHANGES = _device(
    "stp_topology_changes_total",
    "Changes of the spanning tree since the device started (dot1dStpTopChanges).",
)
STATIONS = _device("stations", "MAC addresses in the forwarding table.")
POE_BUDGET = _device(
    "poe_budget_watts",
    "Power that a group of ports can give (pethMainPsePower).",
    "group",
)
POE_USED = _device(
    "poe_used_watts",
    "Power that a group of ports gives now (pethMainPseConsumptionPower).",
    "group",
)
PRINTER_PAGES = _device(
    "printer_pages_total", "Pages printed in the printer's life (prtMarkerLifeCount)."
)
PRINTER_SUPPLY = _device(
    "printer_supply_ratio", "What is left of toner, drum or paper, 0 to 1.", "supply"
)
UPS_CHARGE = _device(
    "ups_battery_charge_ratio",
    "Charge of the battery, 0 to 1 (upsEstimatedChargeRemaining).",
)
UPS_RUNTIME = _device(
    "ups_battery_runtime_seconds",
    "How long the battery would last now (upsEstimatedMinutesRemaining).",
)
UPS_ON_BATTERY = _device(
    "ups_on_battery", "1 while the UPS feeds from its battery, 0 otherwise."
)
UPS_BATTERY_OK = _device(
    "ups_battery_ok",
    "1 if the UPS calls its battery normal, 0 if low, depleted or to be replaced.",
)
UPS_LOAD = _device(
    "ups_load_ratio",
    "Load of an output line against what it can give (upsOutputPercentLoad).",
    "line",
)
UPS_INPUT = _device(
    "ups_input_volts", "Voltage of an input line (upsInputVoltage).", "line"
)
PORT_INFO = _port("info", "What a port is called.", "index", "alias", "description")
PORT_UP = _port("up", "1 if the port has a link (ifOperStatus up), 0 otherwise.")
PORT_ENABLED = _port(
    "enabled", "1 if the port is switched on (ifAdminStatus up), 0 otherwise."
)
PORT_SPEED = _port(
    "speed_bytes",
    "Negotiated speed of the link in bytes per second; absent without a link.",
)
PORT_DUPLEX = _port(
    "full_duplex", "1 if the link is full duplex, 0 if half; absent if it is not known."
)
PORT_DOUBTFUL = _port(
    "counters_doubtful",
    "1 if 32-bit counters may go round between two polls unseen, 0 otherwise.",
)
PORT_POE = _port(
    "poe_watts", "Power that the port gives; absent if the device does not say."
)
PORT_CHANGES = _port(
    "link_changes_total", "Times the link came or went, as polls and ifLastChange tell."
)

PORT_COUNTERS: dict[str, Metric] = {
    name: _port(f"{name}_total", f"{text}.")
    for name, text in (
        ("receive_bytes", "Bytes received (ifHCInOctets, else ifInOctets)"),
        ("transmit_bytes", "Bytes sent (ifHCOutOctets, else ifOutOctets)"),
        ("receive_unicast_packets", "Unicast packets received (ifHCInUcastPkts)"),
        ("transmit_unicast_packets", "Unicast packets sent (ifHCOutUcastPkts)"),
        (
            "receive_multicast_packets",
            "Multicast packets received (ifHCInMulticastPkts)",
        ),
        ("transmit_multicast_packets", "Multicast packets sent (ifHCOutMulticastPkts)"),
        (
            "receive_broadcast_packets",
            "Broadcast packets received (ifHCInBroadcastPkts)",
        ),
        ("transmit_broadcast_packets", "Broadcast packets sent (ifHCOutBroadcastPkts)"),
        ("receive_errors", "Packets received with errors (ifInErrors)"),
        ("transmit_errors", "Packets not sent because of errors (ifOutErrors)"),
        ("receive_discards", "Good packets that the port threw away (ifInDiscards)"),
        (
            "transmit_discards",
            "Packets thrown away before sending, mostly for want of room (ifOutDiscards)",
        ),
        ("fcs_errors", "Frames received with a wrong checksum (dot3StatsFCSErrors)"),
        (
            "alignment_errors",
            "Frames received of no whole number of octets (dot3StatsAlignmentErrors)",
        ),
        (
            "late_collisions",
            "Collisions later than a good half-duplex link can have (dot3StatsLateCollisions)",
        ),
        ("symbol_errors", "Invalid symbols on the wire (dot3StatsSymbolErrors)"),
    )
}
"""The counters of a port by what they count, each ``hatang_switch_port_…_total``."""

METRICS: tuple[Metric, ...] = (
    *(value for value in list(globals().values()) if isinstance(value, Metric)),
    *PORT_COUNTERS.values(),
)
"""Everything that is declared here."""

_POLL = (UP, POLL_DURATION, POLLS, POLL_FAILURES, POLLS_MISSED, DISCONTINUITIES, BOOT)
_WIRE = ("fcs_errors", "alignment_errors", "late_collisions", "symbol_errors")
_PORTS = (
    PORT_UP,
    PORT_ENABLED,
    PORT_SPEED,
    PORT_DOUBTFUL,
    PORT_CHANGES,
    *(metric for name, metric in PORT_COUNTERS.items() if name not in _WIRE),
)
READINGS: dict[str, tuple[Metric, ...]] = {
    "switch_poll": _POLL,
    "switch_ports": _PORTS,
    "switch_levels": tuple(m for m in METRICS if m not in {*_POLL, *_PORTS}),
}
"""What each reading of a device holds, by the name of its tables; a large device has
several tables of one kind: ``switch_ports_2`` and so on."""
