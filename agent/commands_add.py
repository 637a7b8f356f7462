"""``hatang-agent switch add``: has a device watched from now on."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import Path

from agent.commands import FAILED, OK, UNUSABLE, complain, load_settings, say
from agent.commands_switch import advice
from agent.settings import Settings, default_settings_file
from agent.settings_file import append, table_text
from agent.shared.survey import Survey
from agent.shared.switch_settings import DeviceSettings
from agent.shared.toml import SettingsError, read_settings
from agent.sources.snmp.address import Address, AddressError, resolve
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.device import SnmpDevice, SnmpError
from agent.sources.snmp.opening import connector, open_device
from agent.switches.adding import block, free_name, refuse_twice
from agent.switches.credentials import credentials
from agent.switches.discovery import read
from agent.switches.proposals import own_addresses
from agent.switches.searching import known_devices

Connect = Callable[[Address, Credential], SnmpDevice]


def add(arguments: Namespace, connect: Connect | None = None) -> int:
    """Write the devices of the command line into the settings, each once it answered.

    Raises:
        SettingsError: the settings cannot be used, or have the device already.
    """
    if arguments.name and len(arguments.addresses) > 1:
        complain(_("--name is for one device: add them one by one"))
        return UNUSABLE
    path = Path(arguments.config or default_settings_file(sys.platform, os.environ))
    added = 0
    try:
        for text in arguments.addresses:
            name = _add_one(arguments, path, text, connect or _connector(arguments))
            say(
                _("{path}: {address} is watched as {name}.").format(
                    path=path, address=text, name=name
                )
            )
            added += 1
    except SnmpError as err:
        complain(advice(text, err))
        return FAILED
    except AddressError:
        complain(
            _("{host} is no address and no name that the resolver knows").format(
                host=text
            )
        )
        return UNUSABLE
    except ImportError:
        complain(_("this needs pysnmp: pip install 'hatang[agent,switch]'"))
        return UNUSABLE
    finally:
        if added:
            say(_("Restart the agent, so that it reads its settings anew."))
    return OK


def _add_one(arguments: Namespace, path: Path, text: str, connect: Connect) -> str:
    """Write the device at *text* into the settings; return its name there.

    Raises:
        SettingsError: the settings cannot be used, or have it already.
        SnmpError: it does not answer.
        AddressError: *text* is no address.
    """
    settings = load_settings(arguments).switches
    known = known_devices(settings)
    address = resolve(text)
    refuse_twice(settings, known, [text, address.host])
    wanted = _wanted(credentials(settings), arguments.credential, path)
    survey = _read(address, wanted, connect)
    refuse_twice(settings, known, own_addresses(survey))
    taken = [device.name for device in settings.devices]
    device = DeviceSettings(
        name=arguments.name or free_name(survey.name, address.host, taken),
        address=text,
        credential=survey.credential,
        site=arguments.site,
        department=arguments.department,
        room=arguments.room,
    )
    written = table_text("switches.devices", block(device))
    append(path, written, lambda new: _check(new, path))
    return device.name


def _read(address: Address, wanted: list[Credential], connect: Connect) -> Survey:
    opened = open_device(wanted, lambda credential: connect(address, credential))
    try:
        return read(opened.device, address.host, opened.credential, neighbours=False)
    finally:
        opened.device.close()


def _wanted(
    found: Mapping[str, Credential], name: str | None, path: Path
) -> list[Credential]:
    """Return the credentials to try.

    Raises:
        SettingsError: the settings have none, or none of that *name*.
    """
    if not found:
        raise SettingsError(
            _(
                "{path} has no credential to read devices with: write a"
                " [[switches.credentials]] with a name and a community_file into it"
            ).format(path=path)
        )
    if name is None:
        return list(found.values())
    if name not in found:
        raise SettingsError(
            _("there is no credential {name}; there are {names}").format(
                name=name, names=", ".join(found)
            )
        )
    return [found[name]]


def _check(new: Path, path: Path) -> None:
    """Read the settings in the file *new*, that will be *path*.

    Raises:
        SettingsError: they are no good, by the name of *path*.
    """
    try:
        read_settings(new, Settings)
    except SettingsError as err:
        raise SettingsError(
            _(
                "{path} is left as it is, as it would be no good with the new device:"
                " {error}"
            ).format(path=path, error=str(err).replace(f"{new}: ", ""))
        ) from err


def _connector(arguments: Namespace) -> Connect:
    def connect(address: Address, credential: Credential) -> SnmpDevice:
        timeout_s, retries = arguments.timeout_s, arguments.retries
        return connector(address, timeout_s=timeout_s, retries=retries)(credential)

    return connect
