"""Who runs the machine, by made-up trees."""

import pytest

from agent.readers.linux.archive import ArchivedTree
from agent.readers.linux.virtualization import read_virtualization


def tree(*folders, **files):
    """Return a tree with *files* below proc (``_`` is a slash)."""
    texts = {f"proc/{n.replace('_', '/')}": t.encode() for n, t in files.items()}
    return ArchivedTree(texts, {}, set(folders))


@pytest.mark.parametrize(
    ("machine", "hypervisor", "kind"),
    [
        (tree(), None, None),
        (tree(bus_pci_devices="0010\t15ad0710\t12\n"), "VMware", "full"),
        (tree(bus_pci_devices="0010\t80862415\t12\n"), None, None),
        (tree("proc/xen"), "Xen", "para"),
        (tree(xen_capabilities="control_d\n"), "Xen", "none"),
        (tree(sysinfo="Manufacturer: IBM\n"), "IBM", "full"),
        (tree(sysinfo="VM00 Control Program: KVM/Linux\n"), "KVM", "full"),
        (tree("proc/vz"), "Parallels", "container"),
        (tree("proc/vz", "proc/bc"), None, None),
        (tree(cpuinfo="vendor_id : User Mode Linux\n"), "User-mode Linux", "para"),
        (tree("proc/iSeries"), "OS/400", "para"),
        (
            tree(sys_kernel_osrelease="4.4.0-19041-Microsoft\n"),
            "Windows Subsystem for Linux",
            "container",
        ),
        (tree(sys_kernel_osrelease="5.15.90.1-microsoft-standard\n"), None, None),
    ],
)
def test_the_kernel_shows_who_runs_it(machine, hypervisor, kind):
    """What nobody shows is unknown, not real hardware."""
    found = read_virtualization(machine)
    assert (found.hypervisor, found.kind) == (hypervisor, kind)


@pytest.mark.parametrize(
    ("compatible", "names", "expected"),
    [
        ("ibm,powernv\0ibm,x", (), (None, None)),
        ("qemu,pseries", (), ("KVM", "para")),
        ("IBM,x", ("ibm,partition-name", "hmc-managed?"), ("pHyp", "para")),
    ],
)
def test_power_says_it_in_its_device_tree(compatible, names, expected):
    """Bare metal, QEMU and a partition."""
    files = {"proc/device-tree/compatible": compatible.encode()}
    files |= {f"proc/device-tree/{name}": b"lp1" for name in names}
    found = read_virtualization(ArchivedTree(files, {}, set()))
    assert (found.hypervisor, found.kind) == expected
