"""Recordings of os-release and its relatives."""

from agent.readers.linux.os_release import OsRelease, read_os_release


def read(content: bytes, _name: str) -> OsRelease:
    """Return the distribution."""
    return read_os_release(content)
