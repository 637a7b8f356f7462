"""Recordings of /proc/cpuinfo and lscpu."""

from agent.readers.errors import ReadError
from agent.readers.linux.cpuinfo import CpuInfo, read_cpuinfo
from agent.readers.linux.lscpu import read_lscpu


def read(content: bytes, _name: str) -> CpuInfo:
    """Return the processors."""
    try:
        return read_lscpu(content)
    except ReadError:
        return read_cpuinfo(content)
