"""What ipconfig prints: the name of the machine and its adapters."""

from typing import Any

from agent.readers.windows.ipconfig import read_ipconfig


def read(content: bytes, name: str) -> dict[str, Any]:  # noqa: ARG001 - only a hint
    """Return the number of adapters, and what is known of each."""
    found = read_ipconfig(content)
    return {
        "host_name": found.host_name,
        "adapters": len(found.adapters),
        "interfaces": found.adapters,
    }
