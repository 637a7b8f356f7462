"""What the machines of the sample department tell of drives, protection and backups."""

from agent.shared.wire import Facts, Item

DAY = 86400.0
GIB = 1024**3

# Machines that are not like the others, by number.
FAILING_DRIVE = 7
STALE_BACKUP = 12
WINDOWS_7 = 5
SUSPENDED_LAPTOP = 20
NO_ANTIVIRUS = 25
CANARY = 33
NO_BACKUP = 47
LINUX = 58
WORN_DRIVE = 16


def item(*, unknown: dict[str, str] | None = None, **attributes) -> Item:
    """Return one item of facts."""
    return Item(attributes, unknown or {})


def safety(number: int, now: float, disk: str) -> Facts:
    """Return what the *number*-th machine says of its safety; *disk* is its drive."""
    facts = _healthy(number, now, disk)
    special = _SPECIAL.get(number)
    if special is not None:
        special(facts, now, disk)
    return facts


def _healthy(number: int, now: float, disk: str) -> Facts:
    hours = 3 + number % 20
    return {
        "disk_health": {
            disk: item(
                verdict="healthy",
                evidence="",
                source="smartctl",
                smart_passed=True,
                life_remaining_percent=97 - number % 30,
            )
        },
        "volume": {
            "C:": item(
                filesystem="NTFS",
                system=True,
                encrypted=number % 3 == 0,
                protection="on" if number % 3 == 0 else "off",
            )
        },
        "antivirus": {
            "Microsoft Defender": item(
                enabled=True,
                realtime=True,
                signatures="current",
                signatures_timestamp_seconds=now - (5 + number % 30) * 3600,
                tamper_protected=True,
            )
        },
        "firewall": {
            name: item(enabled=True) for name in ("domain", "private", "public")
        },
        "accounts": {
            "": item(
                local_administrators=2,
                local_administrators_digest=f"{number:016x}",
                every_domain_user_is_admin=False,
            )
        },
        "updates": {
            "": item(
                source="Windows Update",
                pending=number % 4,
                pending_security=0,
                reboot_required=number % 11 == 0,
                automatic=True,
                last_installed_timestamp_seconds=now - (2 + number % 20) * DAY,
                last_checked_timestamp_seconds=now - 3600.0,
            )
        },
        "office": {
            "office": item(
                name="Microsoft Office Professional Plus 2016"
                if number % 4 == 0
                else "Microsoft Office LTSC Standard 2024",
                version="16.0",
            )
        },
        "backup": {
            r"\\nas\sao-luu": item(
                tool="Veeam Agent",
                last_success_timestamp_seconds=now - hours * 3600,
                last_attempt_timestamp_seconds=now - hours * 3600,
                last_attempt_succeeded=True,
                last_restore_test_timestamp_seconds=now - (20 + number) * DAY,
                proof="canary",
                target_reachable=True,
                every_seconds=DAY,
            )
        },
        "shadow_copies": {"": item(present=True, newest_timestamp_seconds=now - 7200)},
        "canary": {"documents": item(state="intact")},
        "documents": {"": item(bytes=(2 + 7 * number % 61) * 1e9, folders=2)},
    }


def _failing_drive(facts: Facts, now: float, disk: str) -> None:
    facts["disk_health"] = {
        disk: item(
            verdict="failing",
            evidence="pending_sectors=184; reported_uncorrectable=37",
            source="smartctl",
            smart_passed=False,
            unknown={"life_remaining_percent": "the drive does not say"},
        )
    }
    _old_backup(facts, now - 23 * DAY)
    facts["documents"] = {"": item(bytes=212e9, folders=3)}


def _worn_drive(facts: Facts, now: float, disk: str) -> None:
    del now
    facts["disk_health"] = {
        disk: item(
            verdict="replace_soon",
            evidence="endurance_used_percent=96",
            source="smartctl",
            smart_passed=True,
            life_remaining_percent=4,
        )
    }


def _stale_backup(facts: Facts, now: float, disk: str) -> None:
    del disk
    _old_backup(facts, now - 71 * DAY)


def _old_backup(facts: Facts, last: float) -> None:
    facts["backup"] = {
        r"\\nas\sao-luu": item(
            tool="Veeam Agent",
            last_success_timestamp_seconds=last,
            last_attempt_timestamp_seconds=last + 9 * 3600,
            last_attempt_succeeded=False,
            proof="own_word",
            target_reachable=False,
            every_seconds=DAY,
            unknown={"last_restore_test_timestamp_seconds": "nothing says so"},
        )
    }


def _no_backup(facts: Facts, now: float, disk: str) -> None:
    del now, disk
    facts["backup"] = {}
    facts["shadow_copies"] = {"": item(present=False)}
    facts["documents"] = {"": item(bytes=88e9, folders=2)}


def _windows_7(facts: Facts, now: float, disk: str) -> None:
    why = "this version of Windows has no such class"
    facts["operating_system"] = {
        "": item(
            name="Windows 7",
            edition="Professional",
            version="6.1",
            build="7601",
            architecture="x86_64",
            install_date="2013-08-02",
        )
    }
    facts["disk_health"] = {
        disk: item(unknown={"verdict": why, "smart_passed": why}, source="Windows")
    }
    facts["antivirus"] = {}
    facts["office"] = {"office": item(name="Microsoft Office 2010", version="14.0")}
    facts["updates"] = {
        "": item(
            source="Windows Update",
            automatic=False,
            last_installed_timestamp_seconds=now - 2460 * DAY,
            unknown={"pending": "the update service does not answer"},
        )
    }
    facts.pop("volume")
    _no_backup(facts, now, disk)


def _suspended_laptop(facts: Facts, now: float, disk: str) -> None:
    del now, disk
    facts["chassis"] = {"": item(kind="laptop", portable=True)}
    facts["volume"] = {
        "C:": item(
            filesystem="NTFS",
            system=True,
            encrypted=True,
            protection="suspended",
            method="XTS-AES 128",
            encryption_percent=100,
        )
    }


def _no_antivirus(facts: Facts, now: float, disk: str) -> None:
    del now, disk
    facts["antivirus"] = {"Microsoft Defender": item(enabled=True, realtime=False)}
    facts["firewall"]["public"] = item(enabled=False)
    facts["accounts"] = {
        "": item(local_administrators=5, every_domain_user_is_admin=True)
    }


def _canary(facts: Facts, now: float, disk: str) -> None:
    del now, disk
    facts["canary"] = {"documents": item(state="changed")}


def _linux(facts: Facts, now: float, disk: str) -> None:
    del disk
    facts["operating_system"] = {
        "": item(name="Debian GNU/Linux", version="13", architecture="x86_64")
    }
    facts["raid"] = {
        "md0": item(
            level="raid1",
            state="active, degraded",
            degraded=True,
            devices=2,
            active_devices=1,
            failed_devices=1,
        )
    }
    facts["scrub"] = {"pool": item(last_timestamp_seconds=now - 12 * DAY, errors=0)}
    facts["timer"] = {
        "apt-daily.timer": item(
            enabled=True, last_timestamp_seconds=now - 5000.0, succeeded=True
        )
    }
    facts["firewall"] = {"nftables": item(enabled=True)}
    for kind in ("antivirus", "office", "shadow_copies"):
        facts.pop(kind)


_SPECIAL = {
    FAILING_DRIVE: _failing_drive,
    WORN_DRIVE: _worn_drive,
    STALE_BACKUP: _stale_backup,
    NO_BACKUP: _no_backup,
    WINDOWS_7: _windows_7,
    SUSPENDED_LAPTOP: _suspended_laptop,
    NO_ANTIVIRUS: _no_antivirus,
    CANARY: _canary,
    LINUX: _linux,
}
