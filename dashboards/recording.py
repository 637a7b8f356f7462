"""Recording rules: what boards and plans ask for often, reckoned once a minute.

Named ``level:metric:operations``; ratios are made from summed parts.
"""

from typing import Any, NamedTuple

_OF_MACHINE = "instance, department, room, role, kind, switch"


class Recording(NamedTuple):
    """One rule. ``meaning`` says what it is, for the reference."""

    record: str
    expr: str
    meaning: str

    def rule(self) -> dict[str, Any]:
        """Return the rule as Prometheus writes it."""
        return {"record": self.record, "expr": self.expr}


def _packets(way: str) -> str:
    kinds = ("unicast", "multicast", "broadcast")
    return " + ".join(
        f"rate(hatang_switch_port_{way}_{kind}_packets_total[5m])" for kind in kinds
    )


MACHINES = (
    Recording(
        "instance:hatang_cpu_busy:ratio_rate5m",
        '1 - sum without (mode) (rate(hatang_cpu_seconds_total{mode=~"idle|iowait"}[5m]))'
        " / sum without (mode) (rate(hatang_cpu_seconds_total[5m]))",
        "Share of processor time in use.",
    ),
    Recording(
        "instance:hatang_memory_available:ratio",
        "hatang_memory_available_bytes / hatang_memory_size_bytes",
        "Share of memory that programs can have without paging.",
    ),
    Recording(
        "instance:hatang_memory_committed:ratio",
        "hatang_memory_committed_bytes / hatang_memory_commit_limit_bytes",
        "Memory promised to programs as a share of what can be promised.",
    ),
    Recording(
        "instance_device:hatang_disk_busy:ratio_rate5m",
        "rate(hatang_disk_busy_seconds_total[5m])",
        "Share of time in which a disk had something to do.",
    ),
    Recording(
        "instance_mountpoint:hatang_filesystem_available:ratio",
        "hatang_filesystem_available_bytes / hatang_filesystem_size_bytes",
        "Share of a file system that users can still fill.",
    ),
)
PORTS = (
    Recording(
        "instance_port:hatang_switch_port_receive:ratio_rate5m",
        "rate(hatang_switch_port_receive_bytes_total[5m]) / hatang_switch_port_speed_bytes",
        "What a port receives as a share of its speed.",
    ),
    Recording(
        "instance_port:hatang_switch_port_transmit:ratio_rate5m",
        "rate(hatang_switch_port_transmit_bytes_total[5m]) / hatang_switch_port_speed_bytes",
        "What a port sends as a share of its speed.",
    ),
    Recording(
        "instance_port:hatang_switch_port_receive_errors:ratio_rate5m",
        "rate(hatang_switch_port_receive_errors_total[5m])"
        f" / ({_packets('receive')} + rate(hatang_switch_port_receive_errors_total[5m]) > 0)",
        "Damaged packets as a share of all that a port receives.",
    ),
)
SITES = (
    Recording(
        "site:hatang_agent_up:count",
        f"count without ({_OF_MACHINE}) (hatang_agent_up)",
        "Machines of a site.",
    ),
    Recording(
        "site:hatang_agent_up:sum",
        f"sum without ({_OF_MACHINE}) (hatang_agent_up)",
        "Machines of a site that report.",
    ),
    Recording(
        "site:hatang_agent_silent:sum",
        f"sum without ({_OF_MACHINE}) (hatang_agent_silent)",
        "Machines of a site that should report and do not.",
    ),
    Recording(
        "site:hatang_machine_findings:sum",
        f"sum without ({_OF_MACHINE}) (hatang_machine_findings)",
        "Findings of a site's machines, by severity.",
    ),
    Recording(
        "site:hatang_device_findings:sum",
        f"sum without ({_OF_MACHINE}) (hatang_device_findings)",
        "Findings of a site's switches and other devices, by severity.",
    ),
)
GROUPS = {
    "hatang-machines-recorded": MACHINES,
    "hatang-ports-recorded": PORTS,
    "hatang-sites-recorded": SITES,
}
NAMES = frozenset(one.record for group in GROUPS.values() for one in group)
