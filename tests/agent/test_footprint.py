"""A workstation agent stays light: what its process must never load."""

import json
import subprocess
import sys

import pytest

_CODE = """
import json, sys
import agent.app
from agent.http import load_requests
load_requests()
import requests
print(json.dumps(sorted(sys.modules)))
"""
HEAVY = {
    "pysnmp",
    "scapy",
    "prometheus_client",
    "cryptography",
    "charset_normalizer",
    "chardet",
    "collector",
    "jinja2",
    "sqlalchemy",
    "ctypes",
}


def test_the_agent_loads_nothing_heavy():
    """SNMP, packets, exposition, certificates and guessers stay out of the process."""
    output = subprocess.run(
        [sys.executable, "-c", _CODE], check=True, capture_output=True, text=True
    ).stdout
    loaded = {name.split(".")[0] for name in json.loads(output)}
    assert not loaded & HEAVY
    assert "requests" in loaded


_SWITCHES = """
import json, sys
from pathlib import Path
import agent.app
from agent.composer import Composer
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.shared.secret import Secret
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.sources.snmp.credential import Community
devices = (DeviceSettings("sw1", "127.0.0.1:9"),)[: int(sys.argv[1])]
settings = Settings(Path(sys.argv[2]), switches=SwitchSettings(devices=devices))
composer = Composer(SystemClock(), tables={})
made = agent.app._poller(settings, composer, SystemClock())
assert (made is None) == (not devices)
if devices:
    from agent.switches.start import connecting
    connecting(settings.switches)(devices[0], Community("c", Secret("c")), 0).close()
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("devices", [0, 1])
def test_what_reads_devices_is_loaded_only_where_there_are_some(devices, tmp_path):
    """And pysnmp not even then: communities are asked by our own packets."""
    output = subprocess.run(
        [sys.executable, "-c", _SWITCHES, str(devices), str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    loaded = set(json.loads(output))
    assert ("agent.switches.poller" in loaded) == bool(devices)
    assert ("agent.sources.snmp.udp_exchange" in loaded) == bool(devices)
    assert "agent.switches.discovery" not in loaded
    needed = {"ctypes"} if devices else set()  # for what it saves: agent.heap
    assert not {name.split(".")[0] for name in loaded} & (HEAVY - needed)
