"""A workstation agent stays light: what its process must never load."""

import json
import subprocess
import sys

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
