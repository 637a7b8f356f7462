"""The printed object of what smartctl says: the keys of the recordings."""

from collections.abc import Sequence
from typing import Any

from agent.readers.smartctl.messages import exit_bits
from agent.readers.smartctl.scan import Device
from agent.readers.smartctl.shapes import Ata, Drive, Nvme, Scsi
from agent.readers.smartctl.verdict import recorded_verdict


def drive_object(drive: Drive) -> dict[str, Any]:
    """Return the object of one drive; None means that smartctl does not say."""
    verdict, reasons = recorded_verdict(drive)
    minutes = drive.power_on_minutes
    found: dict[str, Any] = {
        "device_type": drive.device_type,
        "protocol": drive.protocol,
        "model": drive.model,
        "serial": drive.serial,
        "firmware": drive.firmware,
        "capacity_bytes": drive.capacity_bytes,
        "rotation_rpm": drive.rotation_rpm,
        "media": drive.media,
        "smart_passed": drive.smart_passed,
        "exit_status": drive.exit_status,
        "exit_bits": exit_bits(drive.exit_status),
        "power_on_hours": None if minutes is None else minutes // 60,
        "power_cycles": drive.power_cycles,
        "temperature_c": drive.temperature_c,
        "life_remaining_percent": drive.life.percent if drive.life else None,
        "verdict": verdict,
        "reasons": reasons,
    }
    if drive.ata is not None:
        found["ata"] = _ata(drive.ata)
        found["ata_error_count"] = drive.ata.error_count
    if drive.nvme is not None or drive.protocol == "NVMe":
        found["nvme"] = _fields(drive.nvme or Nvme())
    if drive.scsi is not None:
        found["scsi"] = _fields(drive.scsi)
    if drive.self_tests is not None:
        found["selftest_failures"] = drive.self_tests.failures
    if drive.life is not None:
        found["life_source"] = drive.life.source
    if drive.messages:
        found["smartctl_messages"] = [message.text for message in drive.messages]
    return found


def scan_object(devices: Sequence[Device]) -> dict[str, Any]:
    """Return the object of a scan."""
    return {
        "devices": [
            {"name": one.name, "type": one.type, "protocol": one.protocol}
            | ({"open_error": one.open_error} if one.open_error else {})
            for one in devices
        ]
    }


def damaged(why: str) -> dict[str, Any]:
    """Return the object of an answer that cannot be read: never healthy."""
    return {"error": why, "smart_passed": None, "verdict": "unknown", "reasons": []}


def _ata(ata: Ata) -> dict[str, Any]:
    return {
        "reallocated_sectors": ata.reallocated_sectors,
        "reported_uncorrectable": ata.reported_uncorrectable,
        "current_pending_sectors": ata.current_pending_sectors,
        "offline_uncorrectable": ata.offline_uncorrectable,
        "interface_crc_errors": ata.interface_crc_errors,
        "failing_now": [a.name for a in ata.failed("now")],
        "failed_in_past": [a.name for a in ata.failed("past")],
    }


def _fields(part: Nvme | Scsi) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__struct_fields__}
