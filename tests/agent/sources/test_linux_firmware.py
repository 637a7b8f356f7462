"""Firmware tables of Linux, for root and for others."""

from agent.sources.linux_firmware import read_firmware_tables


def test_root_reads_the_table_itself(shared, tmp_path):
    """The raw table and the version of its entry point are taken together."""
    path = min((shared / "host-fixtures/smbios-raw").glob("*.bin"))
    raw = path.read_bytes()
    tables = tmp_path / "sys/firmware/dmi/tables"
    tables.mkdir(parents=True)
    (tables / "smbios_entry_point").write_bytes(raw[:32])
    (tables / "DMI").write_bytes(raw[32:])
    smbios, _ = read_firmware_tables(tmp_path)
    assert smbios.vendor
    assert smbios.memory.installed_bytes


def test_others_read_what_the_kernel_copied_out(tmp_path):
    """Names are known without the table; junk is unknown, and there is a reason."""
    folder = tmp_path / "sys/class/dmi/id"
    folder.mkdir(parents=True)
    (folder / "sys_vendor").write_text("LENOVO\n")
    (folder / "product_name").write_text("20L8S07A14\n")
    (folder / "product_version").write_text("ThinkPad T480s\n")
    (folder / "product_serial").write_text("Default string\n")
    (folder / "chassis_type").write_text("10\n")
    smbios, reason = read_firmware_tables(tmp_path)
    assert smbios.model == "ThinkPad T480s"
    assert smbios.serial is None
    assert smbios.chassis.kind == "Notebook"
    assert reason


def test_a_damaged_table_is_said_to_be_one(tmp_path):
    """Damage is a reason, not a failure."""
    tables = tmp_path / "sys/firmware/dmi/tables"
    tables.mkdir(parents=True)
    (tables / "smbios_entry_point").write_bytes(b"noise")
    (tables / "DMI").write_bytes(b"\0")
    _, reason = read_firmware_tables(tmp_path)
    assert "damaged" in reason
