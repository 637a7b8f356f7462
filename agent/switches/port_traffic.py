"""The counters of one port of one device, read whenever somebody asks."""

from collections.abc import Callable

from agent.readers.snmp.rows import Oid, Value, oid
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.device import SnmpDevice
from agent.sources.snmp.opening import open_device
from agent.switches.credentials import Keyring, names_to_try
from agent.switches.shared import TROUBLE, Connect
from agent.throughput.usage import Traffic

IF_DESCR = oid("1.3.6.1.2.1.2.2.1.2")
IF_IN, IF_OUT = oid("1.3.6.1.2.1.2.2.1.10"), oid("1.3.6.1.2.1.2.2.1.16")
IF_NAME = oid("1.3.6.1.2.1.31.1.1.1.1")
HC_IN, HC_OUT = oid("1.3.6.1.2.1.31.1.1.1.6"), oid("1.3.6.1.2.1.31.1.1.1.10")


class PortTraffic:
    """Reads one port; what it receives is what comes down the line.

    Its row is found by the name of the port once, and looked at again in each answer:
    numbers of rows change when a device restarts.
    """

    def __init__(self, settings: SwitchSettings, connect: Connect) -> None:
        self._settings = settings
        self._connect = connect
        self._keyring = Keyring(settings)
        self._rows: dict[tuple[str, str], int] = {}

    def reader(self, device: str, port: str) -> Callable[[], Traffic | None]:
        """Return what reads *port* of *device*: None where that cannot be done."""
        found = next((d for d in self._settings.devices if d.name == device), None)

        def read() -> Traffic | None:
            if found is None:
                return None
            try:
                return self._read(found, port)
            except TROUBLE:
                return None

        return read

    def _read(self, device: DeviceSettings, port: str) -> Traffic | None:
        opened = self._open(device)
        try:
            row = self._rows.get((device.name, port))
            found = None if row is None else counters(opened, row, port)
            if found is None:
                row = row_of(opened, port)
                if row is None:
                    return None
                self._rows[device.name, port] = row
                found = counters(opened, row, port)
            return found
        finally:
            opened.close()

    def _open(self, device: DeviceSettings) -> SnmpDevice:
        names = names_to_try(device.credential, "", self._keyring.names)
        retries = self._settings.retries if device.retries is None else device.retries

        def connect(credential: Credential) -> SnmpDevice:
            return self._connect(device, credential, retries)

        return open_device([self._keyring.get(name) for name in names], connect).device


def row_of(device: SnmpDevice, port: str) -> int | None:
    """Return the ifIndex of the port called *port*: ifName, ifDescr, or the index."""
    for column in (IF_NAME, IF_DESCR):
        rows = device.walk(column).values
        named = [name[-1] for name, value in rows.items() if _text(value) == port]
        if len(named) == 1:
            return named[0]
    return int(port) if port.isascii() and port.isdigit() and len(port) < 10 else None


def counters(device: SnmpDevice, row: int, port: str) -> Traffic | None:
    """Return the counters of *row*, if it still is *port*; 64 bits where there are."""
    columns = (IF_NAME, IF_DESCR, HC_IN, HC_OUT, IF_IN, IF_OUT)
    found = device.get([(*column, row) for column in columns])

    def cell(column: Oid) -> Value | None:
        return found.get((*column, row))

    if port not in {_text(cell(IF_NAME)), _text(cell(IF_DESCR)), str(row)}:
        return None
    for down, up in ((cell(HC_IN), cell(HC_OUT)), (cell(IF_IN), cell(IF_OUT))):
        if isinstance(down, int) and isinstance(up, int):
            return Traffic(down, up)
    return None


def _text(value: Value | None) -> str | None:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else None
