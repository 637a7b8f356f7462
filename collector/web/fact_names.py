"""What the kinds and attributes of facts are called, in which order, in which unit."""

from collections.abc import Callable

from agent.shared.wire import Scalar
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
    "security": N_("Security"),
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
    "width": N_("Width"),
    "height": N_("Height"),
    "year": N_("Year"),
}

_WORDS: dict[str, str] = {
    "empty": N_("empty"),
    "desktop": N_("desktop"),
    "laptop": N_("laptop"),
    "notebook": N_("laptop"),
    "server": N_("server"),
    "operating system": N_("the operating system"),
    "legacy": N_("legacy BIOS"),
}

# Why agents do not know something; what they say beyond these stays English.
REASONS: tuple[str, ...] = (
    N_("this machine has no SMBIOS table (usual in virtual machines and on ARM)"),
    N_("the firmware does not say"),
    N_("the drive does not say"),
    N_("the driver does not say"),
    N_("a virtual drive does not say what it stands on"),
    N_("not read on Linux: see driver"),
    N_("the machine was not started by UEFI"),
    N_("a rolling distribution has no version"),
    N_("neither installer log nor machine-id is there"),
    N_("no package manager's log is there"),
    N_(
        "the kernel shows no TPM: there is none, or it is switched off in the firmware "
        "settings"
    ),
)

# A unit at the end of an attribute's name, and how its values are written.
_UNITS: dict[str, Callable[[Tongue, float], str]] = {
    "_bps": lambda t, v: t.formats.bits(v / 8),
    "_mm": lambda t, v: f"{t.formats.number(v)}\u00a0mm",
    "_bytes_per_second": lambda t, v: t.formats.bits(v),
    "_timestamp_seconds": lambda t, v: t.formats.date(v),
    "_bytes": lambda t, v: t.formats.memory(v),
    "_hertz": lambda t, v: t.formats.hertz(v),
    "_seconds": lambda t, v: t.formats.span(v),
    "_ratio": lambda t, v: t.formats.percent(v),
    "_celsius": lambda t, v: f"{t.formats.short(v)}\u00a0°C",
    "_mts": lambda t, v: f"{t.formats.number(v)}\u00a0MT/s",
}
_STORAGE_KINDS = frozenset({"disk", "filesystem"})


def reason_text(tongue: Tongue, reason: str) -> str:
    """Return why an agent does not know something, translated where we know it."""
    if reason in REASONS:
        return tongue.text(reason)
    return reason or tongue.text("no reason given")


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
    if isinstance(value, str):
        word = _WORDS.get(value.lower())
        return tongue.text(word) if word else value
    return _number(tongue, kind, name, value)


def _number(tongue: Tongue, kind: str, name: str, value: float) -> str:
    unit = _unit(name)
    if unit == "_bytes" and kind in _STORAGE_KINDS:
        return tongue.formats.storage(value)
    if unit:
        return _UNITS[unit](tongue, value)
    if isinstance(value, int) and abs(value) < 10_000:
        return str(value)  # a version or a year has no separators
    return tongue.formats.short(value)


def _unit(name: str) -> str:
    return next((unit for unit in _UNITS if name.endswith(unit)), "")


def _without_unit(name: str) -> str:
    unit = _unit(name)
    return name[: -len(unit)] if unit and name != unit else name


def _humanised(name: str) -> str:
    text = name.replace("_", " ").strip() or name
    return text[:1].upper() + text[1:]
