"""What the kinds and attributes of facts are called, in which order, in which unit."""

from collections.abc import Callable

from agent.shared.findings.texts import in_words
from agent.shared.wire import Scalar
from collector.web.fact_words import WORDS
from collector.web.i18n import N_, Tongue

# The order of the page. What an agent sends beyond these comes after them.
KINDS: dict[str, str] = {
    "system": N_("Machine"),
    "operating_system": N_("Operating system"),
    "cpu": N_("Processor"),
    "memory": N_("Memory"),
    "memory_module": N_("Memory modules"),
    "disk": N_("Disks"),
    "network_interface": N_("Network interfaces"),
    "gpu": N_("Graphics"),
    "display": N_("Displays"),
    "firmware": N_("Firmware"),
    "security": N_("Secure Boot and TPM"),
    "performance": N_("Power plan and start-up load"),
    "disk_health": N_("Health of the drives"),
    "raid": N_("Drive arrays"),
    "scrub": N_("Checks of stored data"),
    "volume": N_("Volumes and their encryption"),
    "backup": N_("Backups"),
    "canary": N_("Canary files"),
    "shadow_copies": N_("Shadow copies"),
    "documents": N_("Local documents"),
    "antivirus": N_("Antivirus"),
    "firewall": N_("Firewall"),
    "accounts": N_("Local administrators"),
    "updates": N_("Updates"),
    "office": N_("Office programs"),
    "timer": N_("Timed jobs"),
    "device_proposal": N_("Devices found in the network"),
    "baseboard": N_("Mainboard"),
    "chassis": N_("Chassis"),
}

# What one thing of a kind is called, where the title of the kind is a plural.
ONE_OF: dict[str, str] = {
    "memory_module": N_("Memory module"),
    "disk": N_("Disk"),
    "network_interface": N_("Network interface"),
    "gpu": N_("Graphics card"),
    "display": N_("Display"),
    "disk_health": N_("Health of drive"),
    "raid": N_("Array"),
    "scrub": N_("Check of"),
    "volume": N_("Volume"),
    "backup": N_("Backup"),
    "canary": N_("Canary file"),
    "office": N_("Office program"),
    "timer": N_("Timed job"),
    "device_proposal": N_("Found"),
}

ATTRIBUTES: dict[str, str] = {
    "manufacturer": N_("Manufacturer"),
    "vendor": N_("Vendor"),
    "model": N_("Model"),
    "product": N_("Product"),
    "name": N_("Name"),
    "serial": N_("Serial number"),
    "uuid": N_("UUID"),
    "sku": N_("SKU"),
    "family": N_("Family"),
    "kind": N_("Kind"),
    "portable": N_("Portable"),
    "version": N_("Version"),
    "edition": N_("Edition"),
    "build": N_("Build"),
    "architecture": N_("Architecture"),
    "install_date": N_("Installed on"),
    "last_update": N_("Last update"),
    "date": N_("Date"),
    "mode": N_("Start mode"),
    "secure_boot": N_("Secure Boot"),
    "tpm_version": N_("TPM version"),
    "power_plan": N_("Power plan"),
    "startup_programs": N_("Programs that start with every user"),
    "sockets": N_("Sockets"),
    "cores": N_("Cores"),
    "threads": N_("Threads"),
    "threads_per_core": N_("Threads per core"),
    "installed": N_("Installed"),
    "usable": N_("Usable"),
    "maximum": N_("Board takes at most"),
    "source": N_("According to"),
    "slots": N_("Slots"),
    "slots_empty": N_("Empty slots"),
    "size": N_("Size"),
    "type": N_("Type"),
    "memory_type": N_("Type"),
    "form_factor": N_("Form factor"),
    "speed": N_("Speed"),
    "configured_speed": N_("Running speed"),
    "part_number": N_("Part number"),
    "bank": N_("Bank"),
    "locator": N_("Slot"),
    "bus": N_("Bus"),
    "media": N_("Medium"),
    "mac": N_("MAC address"),
    "driver": N_("Driver"),
    "wireless": N_("Wireless"),
    "capable": N_("Capable speed"),
    "addresses": N_("Addresses"),
    "gateway": N_("Gateway"),
    "credential": N_("Credential"),
    "seen_from": N_("Neighbour of"),
    "width": N_("Width"),
    "height": N_("Height"),
    "year": N_("Year"),
    "generation": N_("Generation"),
    "largest_module": N_("Largest module"),
    "upgrade_room": N_("Room for more"),
    "verdict": N_("Verdict"),
    "evidence": N_("Because of"),
    "smart_passed": N_("Passed by its own word"),
    "life_remaining": N_("Life that remains"),
    "level": N_("Level"),
    "state": N_("State"),
    "degraded": N_("Degraded"),
    "devices": N_("Drives"),
    "active_devices": N_("Working drives"),
    "failed_devices": N_("Failed drives"),
    "rebuild": N_("Rebuilt"),
    "last": N_("Last run"),
    "errors": N_("Errors"),
    "filesystem": N_("File system"),
    "system": N_("Holds the system"),
    "encrypted": N_("Encrypted"),
    "protection": N_("Protection"),
    "method": N_("Method"),
    "encryption": N_("Encrypted so far"),
    "enabled": N_("Switched on"),
    "realtime": N_("Real-time protection"),
    "signatures": N_("Signatures"),
    "signatures_timestamp_seconds": N_("Signatures of"),
    "tamper_protected": N_("Protected against tampering"),
    "local_administrators": N_("Number"),
    "local_administrators_digest": N_("Hash of the list"),
    "every_domain_user_is_admin": N_("All domain users belong to them"),
    "pending": N_("Updates that wait"),
    "pending_security": N_("Of these for security"),
    "reboot_required": N_("Restart needed"),
    "automatic": N_("Automatic"),
    "last_installed": N_("Last installed"),
    "last_checked": N_("Last looked for"),
    "succeeded": N_("Succeeded"),
    "tool": N_("Tool"),
    "last_success": N_("Last success"),
    "last_attempt": N_("Last attempt"),
    "last_attempt_succeeded": N_("Last attempt succeeded"),
    "last_restore_test": N_("Last restore test"),
    "proof": N_("Proven by"),
    "target_reachable": N_("Target reachable"),
    "every": N_("Due every"),
    "present": N_("Present"),
    "newest": N_("Newest"),
    "bytes": N_("Size"),
    "folders": N_("Folders"),
    "subject": N_("What"),
    "old": N_("Before"),
    "new": N_("Now"),
    "error": N_("Error"),
    "probe": N_("Probe"),
}


def _moment(tongue: Tongue, unix: float) -> str:
    """Return a day; zero is how tools say that it never was."""
    return tongue.formats.date(unix) if unix > 0 else tongue.text("never")


# A unit at the end of an attribute's name, and how its values are written.
_UNITS: dict[str, Callable[[Tongue, float], str]] = {
    "_bps": lambda t, v: t.formats.bits(v / 8),
    "_mm": lambda t, v: f"{t.formats.number(v)}\u00a0mm",
    "_bytes_per_second": lambda t, v: t.formats.bits(v),
    "_timestamp_seconds": _moment,
    "_bytes": lambda t, v: t.formats.memory(v),
    "_hertz": lambda t, v: t.formats.hertz(v),
    "_seconds": lambda t, v: t.formats.span(v),
    "_ratio": lambda t, v: t.formats.percent(v),
    "_celsius": lambda t, v: f"{t.formats.short(v)}\u00a0°C",
    "_mts": lambda t, v: f"{t.formats.number(v)}\u00a0MT/s",
    "_percent": lambda t, v: f"{t.formats.short(v)}%",
    "_days": lambda t, v: t.formats.span(v * 86400.0, 1),
}
# Sentences say of what: "on 3 of 8 watched days".
_COUNTED = frozenset({"bad_days", "good_days", "needed_days", "watched_days"})
_STORAGE_KINDS = frozenset({"disk", "documents", "filesystem"})


def reason_text(tongue: Tongue, reason: str) -> str:
    """Return why an agent does not know something, translated where we know it."""
    return tongue.text(reason or "no reason given")


def kind_name(tongue: Tongue, kind: str) -> str:
    """Return what a kind of facts is called; an unknown one by its own name."""
    return tongue.text(KINDS[kind]) if kind in KINDS else _humanised(kind)


def thing_name(tongue: Tongue, kind: str) -> str:
    """Return what one thing of a kind is called."""
    return tongue.text(ONE_OF[kind]) if kind in ONE_OF else kind_name(tongue, kind)


def attribute_name(tongue: Tongue, name: str) -> str:
    """Return what an attribute is called, its unit left to the value."""
    for candidate in (name, _without_unit(name)):
        if candidate in ATTRIBUTES:
            return tongue.text(ATTRIBUTES[candidate])
    return _humanised(_without_unit(name))


def attribute_value(tongue: Tongue, kind: str, name: str, value: Scalar) -> str:
    """Return the value of an attribute as people write it."""
    if value in {None, ""}:
        return "–"
    if isinstance(value, bool):
        return tongue.text("yes") if value else tongue.text("no")
    if name == "evidence":
        return in_words({name: value}, tongue.text, lambda _n, v: str(v))[name]
    if isinstance(value, str):
        word = WORDS.get(value.lower())
        return tongue.text(word) if word else value
    return _number(tongue, kind, name, value)


def _number(tongue: Tongue, kind: str, name: str, value: float) -> str:
    unit = _unit(name)
    if unit == "_bytes" and kind in _STORAGE_KINDS:
        return tongue.formats.storage(value)
    if name in _COUNTED:
        return tongue.formats.number(value)
    if unit:
        return _UNITS[unit](tongue, value)
    if isinstance(value, int) and abs(value) < 10_000:
        return str(value)  # a version or a year has no separators
    return tongue.formats.short(value)


def _unit(name: str) -> str:
    return next((unit for unit in _UNITS if f"_{name}".endswith(unit)), "")


def _without_unit(name: str) -> str:
    unit = _unit(name)
    return name[: -len(unit)] if unit and name.endswith(unit) and name != unit else name


def _humanised(name: str) -> str:
    text = name.replace("_", " ").strip() or name
    return text[:1].upper() + text[1:]
