"""Recordings of ufw, firewalld and rule sets: whether the firewall is on."""

from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.firewall import read_firewall
from agent.readers.linux.packet_filter import read_packet_filter
from agent.replay.plain import plain


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return whether a firewall is active, and whether it starts with the system."""
    try:
        rules = read_packet_filter(content)
    except ReadError:
        return plain(read_firewall(content))  # type: ignore[no-any-return]
    return {"active": rules.filters_input, **plain(rules)}
