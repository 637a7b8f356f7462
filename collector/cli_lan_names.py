"""Devices and ports by the names that people type."""

from collections.abc import Sequence
from gettext import gettext as _

from agent.shared.survey import Port
from collector.cli_options import CommandError
from collector.devices import instance_names
from collector.store.device import DeviceRecord
from collector.topology.macs import mac_of
from collector.topology.port_names import port_called

_SHOWN = 12  # of many ports or ids


class LanNames:
    """Names of *devices* as commands take and print them."""

    def __init__(self, devices: Sequence[DeviceRecord]) -> None:
        self._devices = {device.id: device for device in devices}
        self._names = instance_names(devices)

    def name(self, device: str) -> str:
        """Return the device's name; the beginning of its id where it has none."""
        return self._names.get(device, device[:12])

    def thing(self, kind: str) -> str:
        """Return what stands for something inferred that has no name, in brackets."""
        words = {
            "unmanaged_switch": _("unmanaged switch"),
            "access_point": _("access point"),
            "phone": _("telephone"),
            "hypervisor": _("virtual machines"),
            "device": _("device without SNMP"),
        }
        return f"({words.get(kind, kind)})"

    def key(self, device: str, index: int) -> str:
        """Return the key of a port; ``?`` where it is not known."""
        record = self._devices.get(device)
        ports = record.survey.ports if record else ()
        return next((port.key for port in ports if port.index == index), "?")

    def device(self, text: str) -> DeviceRecord:
        """Return the device that *text* is the name, address, key or id of.

        Raises:
            CommandError: there is none, or more than one.
        """
        wanted = text.casefold()
        for found in (
            [d for d, name in self._names.items() if name.casefold() == wanted],
            [d for d, r in self._devices.items() if wanted in _names_of(r)],
            [d for d in self._devices if len(wanted) >= 4 and d.startswith(wanted)],
        ):
            if len(found) > 1:
                ids = ", ".join(
                    f"{self.name(d)} ({d[:12]})" for d in sorted(found)[:_SHOWN]
                )
                raise CommandError(
                    _("{name} could be several devices: {ids}").format(
                        name=text, ids=ids
                    )
                )
            if found:
                return self._devices[found[0]]
        raise CommandError(
            _("no device is called {name}: hatang-collector devices list").format(
                name=text
            )
        )

    def port(self, device: DeviceRecord, text: str) -> Port:
        """Return the port of *device* that *text* is the name or ifIndex of.

        Raises:
            CommandError: it has no such port.
        """
        ports = device.survey.ports
        index = port_called(ports, text)
        if index is None and text.isdecimal():
            index = int(text)
        for port in ports:
            if port.index == index:
                return port
        known = ", ".join(port.key for port in ports[:_SHOWN])
        raise CommandError(
            _("{device} has no port called {port}; some that it has: {known}").format(
                device=self.name(device.id), port=text, known=known or "-"
            )
        )

    def other(self, text: str, port: str) -> tuple[str, str]:
        """Return the other end of a link: a device and its port's key, or a MAC.

        Raises:
            CommandError: it is neither, or *port* is not one of its ports.
        """
        mac = mac_of(text)
        if mac is not None:
            if port:
                raise CommandError(_("a machine's MAC address has no port"))
            return mac, ""
        device = self.device(text)
        return device.id, self.port(device, port).key if port else ""


def _names_of(record: DeviceRecord) -> set[str]:
    survey = record.survey
    return {
        text.casefold() for text in (survey.name, record.key, survey.address) if text
    }
