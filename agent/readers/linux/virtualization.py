"""Who runs this machine, if it is a virtual one, by what its kernel shows.

What only the processor itself could answer (the CPUID instruction) is not asked.
"""

import re

import msgspec

from agent.readers.linux.tree import Tree

# Vendor and graphics card of virtual machines, as /proc/bus/pci/devices has them.
_CARDS = (("58530001", "Xen"), ("15ad0710", "VMware"), ("80eebeef", "Oracle"))


class Virtualization(msgspec.Struct, frozen=True):
    """``kind``: full, para, container, or none for the host that runs others.

    Both are None where nothing says that the machine is virtual.
    """

    hypervisor: str | None = None
    kind: str | None = None


def read_virtualization(tree: Tree) -> Virtualization:
    """Return what the tables of the kernel say."""
    for ask in (_subsystem, _power, _xen, _cards, _mainframe, _containers, _user_mode):
        found = ask(tree)
        if found is not None:
            return found
    return Virtualization()


def _subsystem(tree: Tree) -> Virtualization | None:
    """Windows' first subsystem for Linux spells its maker with a capital."""
    release = tree.text("proc/sys/kernel/osrelease") or ""
    if "Microsoft" in release:
        return Virtualization("Windows Subsystem for Linux", "container")
    return None


def _power(tree: Tree) -> Virtualization | None:
    compatible = (tree.text("proc/device-tree/compatible") or "").split("\0")
    partition = tree.text("proc/device-tree/ibm,partition-name")
    if "iSeries" in tree.names("proc"):
        return Virtualization("OS/400", "para")
    if "ibm,powernv" in compatible:
        return Virtualization()
    if (
        partition is not None
        and "hmc-managed?" in tree.names("proc/device-tree")
        and "qemu,graphic-width" not in tree.names("proc/device-tree/chosen")
    ):
        return Virtualization("pHyp", None if partition == "full" else "para")
    return Virtualization("KVM", "para") if "qemu,pseries" in compatible else None


def _xen(tree: Tree) -> Virtualization | None:
    if "xen" not in tree.names("proc"):
        return None
    if "control_d" in (tree.text("proc/xen/capabilities") or ""):
        return Virtualization("Xen", "none")
    return Virtualization("Xen", "para")


def _cards(tree: Tree) -> Virtualization | None:
    table = tree.text("proc/bus/pci/devices") or ""
    cards = set(re.findall(r"^\w+\s+(\w{8})\b", table, re.MULTILINE))
    name = next((name for card, name in _CARDS if card in cards), None)
    return Virtualization(name, "full") if name else None


def _mainframe(tree: Tree) -> Virtualization | None:
    table = tree.text("proc/sysinfo")
    if table is None:
        return None
    program = re.search(r"Control Program:\s*(\S[^\n]*)", table)
    guest = program is not None and "KVM" in program[1]
    return Virtualization("KVM" if guest else "IBM", "full")


def _containers(tree: Tree) -> Virtualization | None:
    names = tree.names("proc")
    virtuozzo = "vz" in names and "bc" not in names
    return Virtualization("Parallels", "container") if virtuozzo else None


def _user_mode(tree: Tree) -> Virtualization | None:
    uml = re.search(
        r"^vendor_id\s*: User Mode Linux", tree.text("proc/cpuinfo") or "", re.MULTILINE
    )
    return Virtualization("User-mode Linux", "para") if uml else None
