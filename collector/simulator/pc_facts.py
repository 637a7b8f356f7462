"""The facts of a simulated PC, as its agent would tell them at a time."""

from agent.shared.wire import Facts, Item, Scalar
from collector.simulator.hardware import DISKS, SYSTEMS
from collector.simulator.identities import identity
from collector.simulator.shapes import Pc
from collector.simulator.sheets import card_name, disk_name, mount_point

_DAY = 86400.0
_GIB = 2**30
_SPEEDS = {"DDR3": 1600, "DDR4": 2666, "DDR5": 4800}
_NO_TPM = "no TPM shows: there is none, or it is switched off in the firmware settings"


def item(**attributes: Scalar) -> Item:
    """Return a thing whose attributes are all known."""
    return Item(attributes)


def facts_of(pc: Pc, seed: int, time: float, *, failing: bool) -> Facts:
    """Return everything that *pc* tells at *time*; *failing*: its drive does by then."""
    serial = identity(seed, "serial", pc.number)[:10].upper()
    return {
        **_board(pc, serial),
        **_memory(pc, serial),
        **_disk(pc, serial, failing=failing),
        **_system(pc),
        **_safety(pc, time),
    }


def _board(pc: Pc, serial: str) -> Facts:
    model = pc.model
    firmware = "legacy" if model.year < 2014 else "uefi"
    kind = "Notebook" if model.portable else "Desktop"
    date = pc.bought.isoformat() if pc.bought else f"{model.year}-06-01"
    return {
        "system": {
            "": item(manufacturer=model.maker, model=model.name, serial=f"VN{serial}")
        },
        "chassis": {"": item(kind=kind, portable=model.portable)},
        "firmware": {
            "": item(mode=firmware, vendor=model.maker, version="2.18.0", date=date)
        },
        "cpu": {
            "": item(
                model=model.cpu,
                vendor="GenuineIntel",
                architecture="x86_64",
                sockets=1,
                cores=model.cores,
                threads=model.cores,
            )
        },
        "network_interface": {
            card_name(pc): item(
                mac=pc.mac,
                driver="e1000e",
                wireless=False,
                capable_bps=10**9,
                addresses=f"{pc.address}/16",
                gateway=pc.gateway,
            )
        },
    }


def _memory(pc: Pc, serial: str) -> Facts:
    model, filled = pc.model, [gib for gib in pc.modules_gib if gib]
    empty = len(pc.modules_gib) - len(filled)
    each = model.most_gib // model.slots
    room = min(empty * max(each, *filled), model.most_gib - pc.gib)
    modules = {}
    for place, gib in enumerate(pc.modules_gib):
        modules[f"DIMM {place + 1}"] = (
            item(
                size_bytes=gib * _GIB,
                memory_type=model.generation,
                form_factor="SODIMM" if model.portable else "DIMM",
                speed_mts=_SPEEDS[model.generation],
                configured_speed_mts=_SPEEDS[model.generation],
                manufacturer="Kingston",
                serial=f"{serial[:6]}{place}",
            )
            if gib
            else item(empty=True)
        )
    return {
        "memory": {
            "": item(
                installed_bytes=pc.gib * _GIB,
                source="firmware",
                slots=model.slots,
                slots_empty=empty,
                maximum_bytes=model.most_gib * _GIB,
                generation=model.generation,
                largest_module_bytes=max(filled) * _GIB,
                upgrade_room_bytes=max(0, room) * _GIB,
            )
        },
        "memory_module": dict(modules),
    }


def _disk(pc: Pc, serial: str, *, failing: bool) -> Facts:
    name, bus, media = DISKS[pc.disk]
    health: dict[str, Scalar] = {
        "verdict": "healthy",
        "evidence": "smart_passed=true",
        "source": "smartctl",
        "smart_passed": True,
    }
    if media == "SSD":
        health["life_remaining_percent"] = 100 - pc.wears
    if failing:
        health["verdict"] = "failing"
        health["evidence"] = (
            "pending_sectors=184; reported_uncorrectable=37"
            if bus == "sata"
            else "media_errors=214"
        )
    drive = disk_name(pc)
    return {
        "disk": {
            drive: item(
                model=name,
                serial=f"S4{serial}",
                size_bytes=pc.disk_gb * 10**9,
                media=media,
                bus=bus,
            )
        },
        "disk_health": {drive: Item(health)},
    }


def _system(pc: Pc) -> Facts:
    system, model = SYSTEMS[pc.system], pc.model
    told: dict[str, Scalar] = {
        "name": system.name,
        "version": system.version,
        "architecture": "x86_64",
    }
    if pc.windows:
        told |= {"edition": system.edition, "build": system.build}
    tpm = {"tpm_version": "2.0"} if model.runs_11 and not pc.tpm_off else {}
    unknown = {} if tpm else {"tpm_version": _NO_TPM}
    secure = model.runs_11 or model.year >= 2016
    return {
        "operating_system": {"": Item(told)},
        "security": {"": Item({"secure_boot": secure, **tpm}, unknown)},
        "performance": {"": Item({"power_plan": "balanced", "startup_programs": 5})},
    }


def _safety(pc: Pc, time: float) -> Facts:
    hour = 3600.0
    facts: Facts = {
        "volume": {
            mount_point(pc): item(
                filesystem="NTFS" if pc.windows else "ext4",
                system=True,
                encrypted=pc.model.portable,
                protection="on" if pc.model.portable else "off",
            )
        },
        "firewall": {n: item(enabled=True) for n in ("domain", "private", "public")}
        if pc.windows
        else {"nftables": item(enabled=True)},
        "accounts": {
            "": item(local_administrators=2, every_domain_user_is_admin=False)
        },
        "updates": {
            "": item(
                source="Windows Update" if pc.windows else "apt",
                pending=pc.number % 4,
                pending_security=0,
                reboot_required=pc.number % 11 == 0,
                automatic=True,
                last_installed_timestamp_seconds=time - (2 + pc.number % 20) * _DAY,
                last_checked_timestamp_seconds=time - hour,
            )
        },
        "canary": {"documents": item(state="intact")},
        "documents": {"": item(bytes=(2 + 7 * pc.number % 61) * 10**9, folders=2)},
        "backup": {},
    }
    if pc.backup_days is not None:
        last = time - pc.backup_days * _DAY
        facts["backup"] = {
            "nas": item(
                tool="Veeam Agent",
                last_success_timestamp_seconds=last,
                last_attempt_timestamp_seconds=time - 0.4 * _DAY,
                last_attempt_succeeded=pc.backup_days < 2,
                last_restore_test_timestamp_seconds=time - (20 + pc.number % 90) * _DAY,
                proof="canary",
                target_reachable=True,
                every_seconds=_DAY,
            )
        }
    if pc.windows:
        facts["shadow_copies"] = {
            "": item(present=True, newest_timestamp_seconds=time - 2 * hour)
        }
        facts["office"] = {
            "office": item(name="Microsoft Office LTSC Standard 2024", version="16.0")
        }
        facts["antivirus"] = {
            "Microsoft Defender": item(
                enabled=pc.antivirus,
                realtime=pc.antivirus,
                signatures="current",
                signatures_timestamp_seconds=time - (3 + pc.number % 20) * hour,
                tamper_protected=True,
            )
        }
    return facts
