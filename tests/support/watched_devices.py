"""Simulated devices behind the doors that the poller opens, with a clock to turn."""

import threading
from pathlib import Path

from agent.device_parts import DeviceParts
from agent.shared.secret import Secret
from agent.shared.switch_settings import (
    CredentialSettings,
    DeviceSettings,
    SwitchSettings,
)
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community
from agent.switches.credentials import Keyring
from agent.switches.remembered import DeviceMemory
from agent.switches.shared import Shared
from agent.switches.slow import NO_LEVELS
from tests.support.fake_clock import FakeClock
from tests.support.snmp_device import CountingDevice
from tests.support.snmp_exchange import FakeExchange


class Office:
    """Devices by name; each takes one community. ``opened`` says what was tried."""

    def __init__(self, *names, credentials=("read",), folder=None, **settings):
        self.clock = FakeClock()
        self.devices = {name: CountingDevice(ports=2) for name in names}
        self.takes = dict.fromkeys(names, credentials[-1])
        self.dead = set()
        self.opened = []
        self.exchanges = {}
        self.events = []
        self.wanted = [DeviceSettings(name, "192.0.2.1") for name in names]
        self.settings = SwitchSettings(
            credentials=tuple(
                CredentialSettings(name, community_file=Path("/", name))
                for name in credentials
            ),
            devices=tuple(self.wanted),
            **settings,
        )
        self.parts = DeviceParts()
        self.memory = DeviceMemory(folder, names)
        self.shared = Shared(
            settings=self.settings,
            keyring=Keyring(self.settings, lambda s: Community(s.name, Secret(s.name))),
            memory=self.memory,
            clock=self.clock,
            connect=self.connect,
            parts=self.parts,
            event=self.events.append,
            levels=NO_LEVELS,
            surveys=threading.Semaphore(4),
        )

    def connect(self, device, credential, retries):
        """Open a device: its walk as it is at each question."""
        self.opened.append((device.name, credential.name, retries))
        exchange = _Live(self, device.name, credential.name)
        self.exchanges[device.name] = exchange
        return Asker(exchange, self.clock.uptime)

    def pass_(self, seconds):
        """Let time pass for everybody."""
        self.clock.pass_(seconds)
        for device in self.devices.values():
            device.pass_(seconds)

    def tables(self):
        """Return the values of all readings since last asked, by device and probe."""
        found = {}
        packed = self.parts.tables
        for part in self.parts.take():
            for one in part.readings:
                table = _table(packed, one.table_id)
                found.setdefault((table.device, table.probe), []).append(
                    _values(table, one)
                )
        return found


class _Live(FakeExchange):
    def __init__(self, office, name, community):
        super().__init__({})
        self._office, self._name, self._community = office, name, community

    def _ask(self, kind, size):
        office = self._office
        self.dead = self._name in office.dead or (
            office.takes[self._name] != self._community
        )
        self.replace(office.devices[self._name].walk())
        super()._ask(kind, size)


def _table(tables, name):
    from agent.packed_tables import unpack

    return unpack(tables.packed()[name])


def _values(table, one):
    import msgspec

    values = msgspec.json.decode(one.values)
    return {
        (table.metrics[index].name.removeprefix("hatang_"), *labels): value
        for (index, labels), value in zip(table.series, values, strict=True)
    }
