"""The table of kinds: what one recorded source is called, and what reads it.

A place names a function ``read(content, name)``: the bytes of the file and its bare
name (only a hint, where the content does not tell what it is) to a mapping or a struct
that becomes the printed object. It calls the readers that the agent uses and raises
``ReadError`` for what it cannot read.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

NAMES = (
    "linux-antivirus",
    "linux-cpuinfo",
    "linux-encryption",
    "linux-firewall",
    "linux-network",
    "linux-os",
    "linux-raid",
    "linux-storage",
    "linux-sysroot",
    "linux-updates",
    "smartctl",
    "smartctl-text",
    "smbios-raw",
    "smbios-text",
    "windows-antivirus",
    "windows-backup",
    "windows-battery",
    "windows-bitlocker",
    "windows-firewall",
    "windows-hotfix",
    "windows-network",
    "windows-powershell",
    "windows-registry",
    "windows-systeminfo",
    "windows-users",
    "windows-wmi",
)

Read = Callable[[bytes, str], Any]


def load(kind: str) -> Read:
    """Return the function that reads recordings of *kind*, importing it now.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in NAMES:
        raise KeyError(kind)
    module = import_module(f"agent.replay.kinds.{kind.replace('-', '_')}")
    return cast(Read, module.read)
