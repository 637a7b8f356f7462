"""What the script for old Windows writes, run by the rules of PowerShell 2.0.

The rows are made by hand; what only a real Windows shows stands in docs/windows-old.md.
"""

import hashlib
import json

import msgspec
import pytest

from agent.facts.assemble import facts_of
from agent.shared import wire
from agent.shared.fact_kinds import FACT_KINDS
from agent.sources.inventory import Machine
from agent.sources.smbios import decode
from tests.support.agreement import FIXTURES, required
from tests.support.old_windows import CLASSES, NOW, SIDS, OldWindows

TABLES = sorted((FIXTURES / "smbios-raw").glob("*.bin"))


def written(tmp_path, pc=None):
    """Run the script and return the report that it wrote."""
    pc = pc or OldWindows()
    assert pc.script(tmp_path).run(OutFile="report.json") == 0, pc.said
    return json.loads((tmp_path / "report.json").read_bytes())


def attributes(report, kind, key=""):
    """Return what is known of one thing."""
    return report["facts"][kind][key].get("attributes", {})


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the report of a PC on which everything answers."""
    return written(tmp_path_factory.mktemp("whole"))


def test_the_report_is_one_that_the_collector_reads(whole):
    """Its facts have the shape of the wire, and are declared."""
    report = whole
    facts = msgspec.convert(report["facts"], wire.Facts)
    for kind, items in facts.items():
        for item in items.values():
            assert {*item.attributes, *item.unknown} <= set(FACT_KINDS[kind].fields)
    assert report["time"] == NOW
    assert report["uptime_s"] == 2800
    assert (report["metrics"], report["events"]) == ([], [])
    assert len(report["boot"]) == 16


def test_hardware(whole):
    """As Windows 7 tells it; what its maker left as junk is unknown."""
    report = whole
    system = attributes(report, "system")
    assert (system["manufacturer"], system["model"]) == ("Dell Inc.", "OptiPlex 390")
    assert system["serial"] == "1B2C3D4"
    assert system["uuid"] == "4c4c4544-0042-3510-8051-b3c04f4e3253"
    assert attributes(report, "firmware")["date"] == "2011-05-13"
    assert attributes(report, "chassis") == {
        "kind": "Mini Tower",
        "portable": False,
        "serial": "1B2C3D4",
    }
    cpu = attributes(report, "cpu")
    assert (cpu["model"], cpu["threads_per_core"]) == ("Intel(R) Core(TM) i3-2120", 2)
    memory = attributes(report, "memory")
    assert memory["installed_bytes"] == 4 << 30
    assert (memory["slots"], memory["slots_empty"]) == (2, 1)
    assert memory["upgrade_room_bytes"] == 4 << 30
    assert memory["generation"] == "DDR3"
    assert attributes(report, "memory_module", "slot") == {"empty": True}
    assert list(report["facts"]["disk"]) == ["PhysicalDrive0"]
    assert attributes(report, "disk", "PhysicalDrive0")["serial"] == "Z2A1"
    card = attributes(report, "network_interface", "LAN")
    assert (card["mac"], card["driver"]) == ("00:1b:21:aa:bb:cc", "RTL8167")
    assert len(report["facts"]["network_interface"]) == 1


def test_system_and_protection(whole):
    """Encrypted and suspended; one profile off by policy; one product on."""
    report = whole
    system = attributes(report, "operating_system")
    assert (system["name"], system["build"]) == ("Windows 7 Professionnel", "7601")
    assert (system["install_date"], system["last_update"]) == (
        "2012-03-01",
        "2019-03-21",
    )
    health = attributes(report, "disk_health", "PhysicalDrive0")
    assert (health["verdict"], health["smart_passed"]) == ("failing", False)
    volume = attributes(report, "volume", "C:")
    assert (volume["encrypted"], volume["protection"]) == (True, "off")
    assert (volume["method"], volume["system"]) == ("AES_128", True)
    assert attributes(report, "volume", "E:") == {
        "filesystem": "FAT32",
        "system": False,
    }
    assert attributes(report, "firewall", "Domain") == {"enabled": True}
    assert attributes(report, "firewall", "Private") == {"enabled": False}
    assert "enabled" in report["facts"]["firewall"]["Public"]["unknown"]
    assert attributes(report, "antivirus", "Security Essentials")["enabled"] is True
    assert attributes(report, "antivirus", "Old Guard") == {
        "enabled": False,
        "signatures": "outdated",
    }
    assert attributes(report, "security") == {"tpm_version": "1.2"}


def test_accounts_updates_and_shadow_copies(whole):
    """Numbers, a hash, and times in whole minutes."""
    report = whole
    digest = hashlib.sha256("\n".join(sorted(SIDS)).encode()).hexdigest()
    assert attributes(report, "accounts") == {
        "local_administrators": 2,
        "local_administrators_digest": digest,
        "every_domain_user_is_admin": True,
    }
    updates = attributes(report, "updates")
    assert (updates["pending"], updates["pending_security"]) == (5, 2)
    assert (updates["reboot_required"], updates["automatic"]) == (True, True)
    copies = attributes(report, "shadow_copies")
    assert copies == {"present": True, "newest_timestamp_seconds": 1710929460}


@pytest.mark.parametrize(
    "broken", [*CLASSES, "Win32_EncryptableVolume", "MpsSvc", "ADSI", "AutoUpdate"]
)
def test_each_part_fails_alone(tmp_path, whole, broken):
    """What Windows refuses is unknown with the reason; all else is there."""
    pc = OldWindows(broken=broken)
    report = written(tmp_path, pc)
    assert broken in pc.asked
    assert set(report["facts"]) >= set(whole["facts"]) - {
        "baseboard",
        "chassis",
        "firmware",
    }
    different = [
        k for k in whole["facts"] if report["facts"].get(k) != whole["facts"][k]
    ]
    assert len(different) <= 6  # firmware and memory have many kinds
    msgspec.convert(report["facts"], wire.Facts)


@pytest.mark.parametrize("empty", [name for name in CLASSES if name != "Win32_Group"])
def test_a_class_without_rows_is_survived(tmp_path, empty):
    """2.0 runs a loop once over nothing; the script knows."""
    report = written(tmp_path, OldWindows(**{empty: []}))
    msgspec.convert(report["facts"], wire.Facts)
    assert attributes(report, "accounts")["local_administrators"] == 2


def test_recordings_of_firmware_tables_are_there():
    """In CI they must be."""
    if not TABLES and not required():
        pytest.skip("no recordings of other machines")
    assert TABLES


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_firmware_table_is_decoded_as_the_agent_does(tmp_path, path):
    """The script's decoder and the agent's say the same of a recorded machine."""
    table = path.read_bytes()[0x20:]
    rows = [
        {"SMBiosData": list(table), "SmbiosMajorVersion": 2, "SmbiosMinorVersion": 7}
    ]
    report = written(tmp_path, OldWindows(MSSMBios_RawSMBiosTables=rows))
    machine = Machine(
        firmware_tables=decode(table, version=(2, 7)), usable_memory_bytes=4_200_000_000
    )
    facts = msgspec.to_builtins(facts_of(machine))
    for kind in ("system", "baseboard", "chassis", "memory_module"):
        found = {k: i.get("attributes", {}) for k, i in report["facts"][kind].items()}
        agent = {k: i.get("attributes", {}) for k, i in facts[kind].items()}
        assert found == agent, kind
    for name in ("vendor", "version", "date"):
        assert attributes(report, "firmware").get(name) == (
            facts["firmware"][""]["attributes"].get(name)
        )
    for name, value in facts["memory"][""]["attributes"].items():
        assert attributes(report, "memory")[name] == value, name
