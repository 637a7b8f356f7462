"""Rows of WMI classes with whatever values a provider may return, for hypothesis."""

from typing import Any

from hypothesis import strategies as st

from agent.readers.windows import wmi_disks, wmi_hardware, wmi_network, wmi_system

_NAMES = sorted(
    {
        *wmi_disks.PHYSICAL_DISK,
        *wmi_disks.DISK_DRIVE,
        *wmi_hardware.PROCESSOR,
        *wmi_hardware.MEMORY_ARRAY,
        *wmi_hardware.PHYSICAL_MEMORY,
        *wmi_network.NET_ADAPTER,
        *wmi_network.NETWORK_ADAPTER,
        *wmi_system.OPERATING_SYSTEM,
        *wmi_system.COMPUTER_SYSTEM,
        *("SID", "IPAddress", "__CLASS", "CimClass", "InstalledOn", "ReleaseDate"),
    }
)
_TEXTS = st.text(max_size=12) | st.sampled_from(
    [
        "TRUE",
        "False",
        "-1",
        "17",
        "99999999999999999999",
        "20130813153755.000000+120",
        '{"a","b"}',
        "{1,2}",
        "S-1-5-32-544",
        "/Date(99999999999999)/",
    ]
)
_VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(1 << 65), 1 << 65)
    | _TEXTS
    | st.lists(_TEXTS, max_size=3)
    | st.dictionaries(st.sampled_from(["value", "CimClassName"]), _TEXTS)
)


def any_row() -> st.SearchStrategy[dict[str, Any]]:
    """Draw a row of no class in particular."""
    return st.dictionaries(st.sampled_from(_NAMES), _VALUES)
