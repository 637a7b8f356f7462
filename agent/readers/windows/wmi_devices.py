"""Other WMI classes of which little is read: what is printed, from which property."""

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any

from agent.readers.windows.times import hotfix_day, iso_utc, local_date, moment
from agent.readers.windows.values import Row, flag, named, natural, text, word

Field = tuple[str, Callable[[object], Any]]
_CHEMISTRIES = {
    3: "Lead Acid",
    4: "Nickel Cadmium",
    5: "Nickel Metal Hydride",
    6: "Lithium-ion",
    7: "Zinc air",
    8: "Lithium Polymer",
}


def _day(value: object) -> str | None:
    found = moment(value)
    return found.astimezone(UTC).date().isoformat() if found else None


def _utc(value: object) -> str | None:
    return iso_utc(moment(value))


def _update_day(value: object) -> str | None:
    written = text(value)
    return (hotfix_day(written) if written else None) or local_date(value)


def _chemistry(value: object) -> str | None:
    return named(value, _CHEMISTRIES)


BIOS: Mapping[str, Field] = {
    "manufacturer": ("Manufacturer", word),
    "vendor": ("Manufacturer", word),
    "version": ("SMBIOSBIOSVersion", word),
    "serial": ("SerialNumber", word),
    "release_date": ("ReleaseDate", _day),
}
BASE_BOARD: Mapping[str, Field] = {
    "manufacturer": ("Manufacturer", word),
    "product": ("Product", word),
    "version": ("Version", word),
    "serial": ("SerialNumber", word),
}
ENCLOSURE: Mapping[str, Field] = {
    "manufacturer": ("Manufacturer", word),
    "serial": ("SerialNumber", word),
    "asset_tag": ("SMBIOSAssetTag", word),
    "chassis_types": ("ChassisTypes", text),
}
PRODUCT: Mapping[str, Field] = {
    "vendor": ("Vendor", word),
    "name": ("Name", word),
    "version": ("Version", word),
    "serial": ("IdentifyingNumber", word),
    "uuid": ("UUID", word),
}
VIDEO_CONTROLLER: Mapping[str, Field] = {
    "name": ("Name", word),
    "chipset": ("VideoProcessor", word),
    "memory_bytes": ("AdapterRAM", natural),
    "driver_version": ("DriverVersion", text),
    "driver_date_utc": ("DriverDate", _utc),
    "width": ("CurrentHorizontalResolution", natural),
    "height": ("CurrentVerticalResolution", natural),
    "pnp_device_id": ("PNPDeviceID", text),
}
MONITOR: Mapping[str, Field] = {
    "name": ("Name", word),
    "manufacturer": ("MonitorManufacturer", word),
    "type": ("MonitorType", word),
    "pnp_device_id": ("PNPDeviceID", text),
}
BATTERY: Mapping[str, Field] = {
    "name": ("Name", word),
    "device_id": ("DeviceID", text),
    "chemistry": ("Chemistry", _chemistry),
    "design_capacity_mwh": ("DesignCapacity", natural),
    "full_charge_capacity_mwh": ("FullChargeCapacity", natural),
    "charge_percent": ("EstimatedChargeRemaining", natural),
    "status": ("Status", text),
}
UPDATE: Mapping[str, Field] = {
    "id": ("HotFixID", word),
    "description": ("Description", text),
    "installed_on_raw": ("InstalledOn", text),
    "installed_on": ("InstalledOn", _update_day),
}
PRINTER: Mapping[str, Field] = {
    "name": ("Name", text),
    "driver": ("DriverName", text),
    "port": ("PortName", text),
    "local": ("Local", flag),
    "network": ("Network", flag),
    "default": ("Default", flag),
    "shared": ("Shared", flag),
}
CD_DRIVE: Mapping[str, Field] = {
    "name": ("Name", word),
    "letter": ("Drive", text),
    "manufacturer": ("Manufacturer", word),
    "pnp_device_id": ("PNPDeviceID", text),
}


def shaped(row: Row, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return the printed object of *row*."""
    return {key: read(row.get(name)) for key, (name, read) in fields.items()}
