"""What sort of machine it is, as far as that decides what may be bought for it."""

from agent.shared.findings.values import single, text
from collector.planning.need.drives import kinds
from collector.planning.shapes.estate import Machine

_VIRTUAL = (
    *("vmware", "virtualbox", "innotek", "qemu", "kvm", "bochs", "xen", "bhyve"),
    *("virtual machine", "parallels", "amazon ec2", "google compute engine"),
    *("openstack", "rhev", "ovirt"),
)
"""Words by which makers and models of virtual machines are known."""
_SERVER_CHASSIS = frozenset(
    {
        *("main server chassis", "rack mount chassis", "blade", "blade enclosure"),
        *("multi-system chassis", "expansion chassis", "raid chassis"),
    }
)
"""As SMBIOS names the kinds of chassis."""


def is_virtual(machine: Machine) -> bool:
    """Return whether its host gives *machine* its hardware: nothing is put into it."""
    system = single(machine.facts, "system")
    names = " ".join(
        text(system, name) or "" for name in ("manufacturer", "model", "product")
    ).casefold()
    return any(known in names for known in _VIRTUAL) or kinds(machine) == {"virtual"}


def is_server(machine: Machine) -> bool:
    """Return whether *machine* is a server, by its role, system or chassis."""
    system = text(single(machine.facts, "operating_system"), "name") or ""
    chassis = text(single(machine.facts, "chassis"), "kind") or ""
    return (
        machine.role in {"server", "servers"}
        or "windows server" in system.casefold()
        or chassis.casefold() in _SERVER_CHASSIS
    )
