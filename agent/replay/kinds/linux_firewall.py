"""Recordings of ufw, firewalld and rule sets: is the firewall on?"""

from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.firewall import read_firewall
from agent.readers.linux.packet_filter import read_packet_filter


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return whether a firewall is active, and whether it starts with the system."""
    try:
        rules = read_packet_filter(content)
    except ReadError:
        return msgspec.to_builtins(read_firewall(content))  # type: ignore[no-any-return]
    return {"active": rules.filters_input, **msgspec.to_builtins(rules)}
