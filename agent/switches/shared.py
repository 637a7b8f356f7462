"""What all watched devices share, and what may go wrong with one of them."""

import threading
from collections.abc import Callable
from typing import Literal, NamedTuple

from agent.device_parts import DeviceParts
from agent.shared.clock import Clock
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.toml import SettingsError
from agent.shared.wire import Event, Scalar
from agent.sources.snmp.address import AddressError
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.device import SnmpDevice, SnmpError
from agent.switches.credentials import Keyring
from agent.switches.remembered import DeviceMemory
from agent.switches.slow import Levels

TROUBLE = (SnmpError, AddressError, SettingsError, ImportError, OSError)
"""What may go wrong with a device or its credential; none of them holds a secret."""

Connect = Callable[[DeviceSettings, Credential, int], SnmpDevice]
"""Opens a device with a credential, to be asked again so often after silence."""
Severity = Literal["info", "warning", "critical"]


class Shared(NamedTuple):
    """Settings, secrets, memory and clock, and where results go.

    *surveys* bounds how many are made at once: each takes memory.
    """

    settings: SwitchSettings
    keyring: Keyring
    memory: DeviceMemory
    clock: Clock
    connect: Connect
    parts: DeviceParts
    event: Callable[[Event], None]
    levels: Levels
    surveys: threading.Semaphore

    def tell(
        self,
        device: str,
        kind: str,
        severity: Severity,
        attributes: dict[str, Scalar],
    ) -> None:
        """Give an event of *device* to the next report."""
        self.event(Event(kind, 0.0, severity, attributes, device))
