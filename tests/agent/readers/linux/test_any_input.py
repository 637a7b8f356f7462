"""Every reader of Linux on junk, and on recordings cut off and mangled."""

import contextlib
import json
import random
import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.linux import (
    antivirus,
    apt,
    archive,
    block_tree,
    cpuinfo,
    cryptsetup,
    dates,
    ethtool,
    firewall,
    kernels,
    lsblk,
    lscpu,
    mdadm,
    mdstat,
    os_release,
    package_log,
    packet_filter,
    perl_dump,
    restart,
    rpm_updates,
    scrub,
    timers,
    topology,
    virtualization,
    zpool,
)
from agent.replay.kinds import NAMES, load

HERE = Path(__file__).parent
READERS = (
    antivirus.read_antivirus,
    apt.read_apt_periodic,
    apt.read_apt_plan,
    cpuinfo.read_cpuinfo,
    cryptsetup.read_cryptsetup,
    ethtool.read_ethtool,
    firewall.read_firewall,
    lsblk.read_lsblk,
    lscpu.read_lscpu,
    mdadm.read_mdadm,
    mdstat.read_mdstat,
    os_release.read_os_release,
    package_log.last_dpkg_install,
    package_log.last_rpm_install,
    packet_filter.read_packet_filter,
    perl_dump.read_perl_dump,
    restart.read_fwupd,
    restart.read_needrestart,
    rpm_updates.read_check_update,
    rpm_updates.read_dnf_automatic,
    rpm_updates.read_pacman,
    rpm_updates.read_updateinfo,
    rpm_updates.read_zypper,
    scrub.read_btrfs_scrub,
    scrub.read_btrfs_status_file,
    timers.read_list_timers,
    timers.read_timer_names,
    timers.read_units,
    archive.read_archive,
    zpool.read_zpool_status,
)
KINDS = [name for name in NAMES if name.startswith("linux-")]


def texts():
    """Return the texts that the tests of the readers hold: tools' output by hand."""
    found = []
    for path in sorted(HERE.glob("test_*.py")):
        found += re.findall(r'"""(.*?)"""', path.read_text(encoding="utf-8"), re.DOTALL)
    return [text.encode() for text in found if "\n" in text]


def mangled(content, seed):
    """Return *content* cut off, with bytes changed, doubled or taken away."""
    dice = random.Random(seed)
    content = bytearray(content[: dice.randrange(len(content) + 1)])
    for _ in range(dice.randrange(1, 12)):
        if not content:
            break
        at = dice.randrange(len(content))
        choice = dice.randrange(3)
        if choice == 0:
            content[at] = dice.randrange(256)
        elif choice == 1:
            del content[at : at + dice.randrange(1, 40)]
        else:
            content[at:at] = content[at : at + dice.randrange(1, 40)]
    return bytes(content)


def refused_or_read(read, content):
    """Call *read*; a value and ReadError are fine, everything else fails the test."""
    with contextlib.suppress(ReadError):
        read(content)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_junk_is_read_or_refused(content):
    """By every reader."""
    for read in READERS:
        refused_or_read(read, content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "blockdevices",
                    "name",
                    "children",
                    "mountpoints",
                    "type",
                    "pools",
                    "vdevs",
                    "scan_stats",
                    "Devices",
                    "Releases",
                    "Flags",
                    "nftables",
                    "chain",
                    "rule",
                    "expr",
                    "keyslots",
                    "segments",
                    "tokens",
                    "lscpu",
                    "field",
                    "data",
                    "unit",
                    "last",
                    "value",
                    "definitionsUpdated",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_read_or_refused(document):
    """Keys of the tools with values of any shape."""
    content = json.dumps(document).encode()
    for read in READERS:
        refused_or_read(read, content)


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_mangled_output_is_read_or_refused(read):
    """Texts of all tools, each by every reader, cut off and changed."""
    for number, content in enumerate(texts()):
        for seed in range(4):
            refused_or_read(read, mangled(content, number * 100 + seed))


@pytest.mark.parametrize("kind", KINDS)
def test_mangled_recordings_are_read_or_refused(kind, shared):
    """As replay would be given them."""
    read = load(kind)
    folder = shared / "host-fixtures" / kind
    paths = [path for path in sorted(folder.iterdir()) if path.suffix != ".json"]
    paths += [p for p in folder.glob("*.json") if not p.name.endswith("expected.json")]
    assert paths
    for path in paths:
        content = path.read_bytes()
        for seed in range(15):
            refused_or_read(partial(read, _name=path.name), mangled(content, seed))


class AnyTree:
    """A tree whose every file and folder may hold anything."""

    def __init__(self, data):
        self._data = data

    def text(self, path):
        return self._data.draw(st.none() | st.text(max_size=20) | st.just("8:1"))

    def names(self, path):
        names = ["sda", "dm-0", "cpu0", "partition", "xen", "sda1"]
        return tuple(self._data.draw(st.lists(st.sampled_from(names), max_size=2)))


@given(st.data())
def test_any_tree_is_read_or_refused(data):
    """Whatever the kernel seems to show."""
    found = AnyTree(data)
    refused_or_read(topology.read_topology, found)
    virtualization.read_virtualization(found)
    refused_or_read(lambda t: lsblk.block_of(block_tree.block_rows(t)), found)


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=3))
def test_any_date_and_kernel_is_known_or_not(text, others):
    """No text makes them fail."""
    dates.day_of(text)
    dates.seconds_of(text)
    kernels.newer_installed(text, others)
