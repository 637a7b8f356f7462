"""All doors through which facts come in, in one hand: real, recording, or recorded.

Every source of facts takes ``Doors`` and touches the machine by them alone. That is what
makes a bundle: the same sources read through doors that keep what they hand out, and
later, on any system, through doors that answer from what was kept.
"""

import platform
import sys
from pathlib import Path
from typing import NamedTuple

from agent.sources.programs import Programs, RealPrograms
from agent.sources.windows_doors import (
    Kernel,
    NotWindows,
    Registry,
    UpdateAgent,
    Wmi,
)

_CLOSED = NotWindows()


class Doors(NamedTuple):
    """Where facts come from: files below *root*, programs, and the doors of Windows."""

    platform: str  # as sys.platform: "linux", "win32"
    architecture: str
    root: Path
    programs: Programs
    wmi: Wmi
    registry: Registry
    kernel: Kernel
    updates: UpdateAgent = _CLOSED


def real_doors() -> Doors:
    """Return the doors of the machine on which this program runs."""
    architecture = platform.machine()
    if sys.platform == "win32":
        from agent.sources.windows_com import ComUpdateAgent
        from agent.sources.windows_real import WindowsKernel, WindowsRegistry
        from agent.sources.windows_script import wmi_with_fallback

        return Doors(
            "win32",
            architecture,
            Path("/"),
            RealPrograms(),
            wmi_with_fallback(),
            WindowsRegistry(),
            WindowsKernel(),
            ComUpdateAgent(),
        )
    return Doors(
        sys.platform,
        architecture,
        Path("/"),
        RealPrograms(),
        _CLOSED,
        _CLOSED,
        _CLOSED,
    )
