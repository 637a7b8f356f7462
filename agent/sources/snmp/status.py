"""The error status in a reply, as an error of ours (RFC 3416)."""

from agent.sources.snmp.device import (
    GarbledError,
    MissingError,
    RefusedError,
    SnmpError,
    TooBigError,
)

_TOO_BIG, _NO_SUCH_NAME, _NO_ACCESS, _AUTHORIZATION = 1, 2, 6, 16


def refusal(status: int, index: int) -> SnmpError:
    """Return our error for the error *status*; *index* is of the name it is about."""
    if status == _TOO_BIG:
        return TooBigError("too big")
    if status == _NO_SUCH_NAME:
        return MissingError(index)
    if status in {_NO_ACCESS, _AUTHORIZATION}:
        return RefusedError("no access")
    return GarbledError(f"error status {status}")
