"""A device that a person wants to watch, as it stands in the settings."""

from collections.abc import Iterable
from gettext import gettext as _

from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.toml import SettingsError

_LONGEST = 200


def free_name(said: str, host: str, taken: Iterable[str]) -> str:
    """Return what the device at *host* is called for ever, which calls itself *said*.

    So; where another is called so already, its address goes along.
    """
    names = set(taken)
    own = " ".join(said.split())[: _LONGEST // 2]
    for name in (own, f"{own} {host}".strip(), host):
        if name and name not in names:
            return name[:_LONGEST]
    numbers = (f"{host} {number}" for number in range(2, len(names) + 3))
    return next(name for name in numbers if name not in names)


def refuse_twice(
    settings: SwitchSettings, known: dict[str, str], addresses: Iterable[str]
) -> None:
    """Refuse a device that stands in *settings* already, at any of *addresses*.

    *known*: names by address.

    Raises:
        SettingsError: it does; names it.
    """
    written = {device.address: device.name for device in settings.devices}
    for address in addresses:
        name = written.get(address) or known.get(address)
        if name:
            raise SettingsError(
                _("{address} stands in the settings already, as {name}").format(
                    address=address, name=name
                )
            )


def block(device: DeviceSettings) -> dict[str, str]:
    """Return what is written of *device* into the settings, by key."""
    return {
        "name": device.name,
        "address": device.address,
        "credential": device.credential,
        "site": device.site,
        "department": device.department,
        "room": device.room,
    }
