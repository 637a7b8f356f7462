"""What real tools of this machine print, through the readers of the agent."""

import os
import subprocess
from pathlib import Path

import pytest

from agent.readers.linux.apt import read_apt_periodic
from agent.readers.linux.cpuinfo import read_cpuinfo
from agent.readers.linux.cryptsetup import read_cryptsetup
from agent.readers.linux.ethtool import read_ethtool
from agent.readers.linux.lsblk import read_lsblk
from agent.readers.linux.lscpu import read_lscpu
from agent.readers.linux.packet_filter import read_packet_filter
from agent.sources.asking import refusal
from agent.sources.doors import real_doors
from agent.sources.linux_apt import read_apt
from agent.sources.linux_protection import read_protection
from agent.sources.programs import Output, RealPrograms
from tests.support.processes import need, need_root

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.name != "posix", reason="tools of Linux"),
]


def printed(*argv, stdin=None):
    """Return what the tool printed, in the locale that the agent asks in."""
    need(argv[0])
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        argv, input=stdin, capture_output=True, check=True, env=env, timeout=120
    )
    return done.stdout


def in_own_network(script):
    """Return what *script* prints in a network namespace of its own."""
    need_root()
    need("unshare")
    return printed("unshare", "--net", "sh", "-ec", script)


@pytest.fixture(scope="module")
def luks(tmp_path_factory):
    """Return a function that makes a LUKS header of a version in a plain file."""

    def make(version):
        path = tmp_path_factory.mktemp("luks") / f"disk{version}"
        with path.open("wb") as file:
            file.truncate(32 << 20)
        cheap = ("--pbkdf", "pbkdf2") if version == 2 else ()
        printed(
            "cryptsetup", "luksFormat", "--batch-mode", f"--type=luks{version}", *cheap,
            "--pbkdf-force-iterations=1000", str(path), "-", stdin=b"a passphrase",
        )  # fmt: skip
        return str(path)

    return make


def test_headers_of_both_versions_are_read(luks):
    """Real ones: cipher, key size, and one slot in use."""
    for version in (1, 2):
        found = read_cryptsetup(printed("cryptsetup", "luksDump", luks(version)))
        assert found.version == version
        assert (found.cipher, found.key_bits) == ("aes-xts-plain64", 512)
        assert (found.keyslots, found.kdf) == (1, "pbkdf2")


def test_json_metadata_say_what_the_dump_says(luks):
    """Two ways of printing one header."""
    path = luks(2)
    text = read_cryptsetup(printed("cryptsetup", "luksDump", path))
    document = printed("cryptsetup", "luksDump", "--dump-json-metadata", path)
    assert read_cryptsetup(document) == text


def test_lsblk_of_this_machine_is_read():
    """With the columns that the agent asks for."""
    columns = "NAME,PKNAME,TYPE,FSTYPE,SIZE,RM,MOUNTPOINT"
    found = read_lsblk(printed("lsblk", "--json", "--bytes", "--output", columns))
    assert all(d.size_bytes is not None for d in found.devices)
    pairs = read_lsblk(printed("lsblk", "--pairs", "--bytes", "--output", columns))
    assert [d.name for d in pairs.devices] == [d.name for d in found.devices]


def test_lscpu_agrees_with_the_kernel():
    """Text and JSON of lscpu, and /proc/cpuinfo."""
    text, document = (
        read_lscpu(printed("lscpu")),
        read_lscpu(printed("lscpu", "--json")),
    )
    assert text == document
    kernel = read_cpuinfo(Path("/proc/cpuinfo").read_bytes())
    assert kernel.vendor == text.vendor


@pytest.mark.parametrize(
    ("rule", "filters"), [("tcp dport 22 accept", False), ("tcp dport 23 drop", True)]
)
def test_real_rules_of_nftables_are_read(rule, filters):
    """As text and as JSON, from a network of its own."""
    need("nft")
    made = (
        "nft add table inet f; "
        "nft 'add chain inet f in { type filter hook input priority 0; policy accept; }'; "
        f"nft add rule inet f in {rule}; "
    )
    for option in ("", "-j"):
        said = in_own_network(made + f"nft {option} list ruleset")
        assert read_packet_filter(said).filters_input is filters


@pytest.mark.parametrize("show", ["iptables -S", "iptables-save", "iptables -L -n"])
def test_real_rules_of_iptables_are_read(show):
    """In three forms."""
    need("iptables")
    rule = "iptables -A INPUT -p tcp --dport {} -j {}; "
    open_ = in_own_network(rule.format(22, "ACCEPT") + show)
    assert read_packet_filter(open_).filters_input is False
    shut = in_own_network(rule.format(23, "REJECT") + show)
    assert read_packet_filter(shut).filters_input is True


def test_a_real_card_is_read():
    """A pair of virtual ones in a network of its own."""
    need("ethtool")
    said = in_own_network(
        "ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; "
        "ethtool v0 2>/dev/null || ethtool v0"
    )
    found = read_ethtool(said)
    assert (found.speed_bps, found.link) == (10_000_000_000, True)


def test_mdadm_refuses_what_is_no_array(luks):
    """A drive without an array is no degraded array."""
    need("mdadm")
    said = RealPrograms().run("mdadm", "--examine", luks(1))
    assert said.status != 0
    assert refusal(Output(b"", said.stderr, said.status), "mdadm").startswith("mdadm")


def test_apt_plans_without_locks():
    """What waits here is a number, or has a reason; the settings are read."""
    need("apt-get")
    found = read_apt(real_doors())
    assert (found.pending is not None) or found.reasons["pending"]
    if found.pending is not None:
        assert 0 <= found.pending_security <= found.pending
    read_apt_periodic(printed("apt-config", "dump"))


def test_this_machine_is_guarded_or_not():
    """Each part of a real reading has an answer or a reason."""
    found = read_protection(real_doors())
    assert found.accounts.local_administrators >= 1
    for row in (*found.volumes.values(), *found.firewalls.values()):
        for name in row.__struct_fields__[1:]:
            assert getattr(row, name) is not None or row.reasons[name]
