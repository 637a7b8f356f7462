"""Opens a device: tries credentials in order until one is taken."""

import time
from collections.abc import Callable, Sequence

import msgspec

from agent.readers.snmp.rows import oid
from agent.sources.snmp.address import Address
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community, Credential
from agent.sources.snmp.device import (
    Exchange,
    NoAnswerError,
    SnmpDevice,
    SnmpError,
)
from agent.sources.snmp.limits import Limits
from agent.sources.snmp.line import Line
from agent.sources.snmp.udp_exchange import UdpExchange

GREETING = (oid("1.3.6.1.2.1.1.2.0"), oid("1.3.6.1.2.1.1.3.0"))
"""sysObjectID and sysUpTime: what every agent knows, if it only answers."""


class Opened(msgspec.Struct, frozen=True):
    """A device that answers, and the name of the credential that it takes."""

    device: SnmpDevice
    credential: str


def open_device(
    credentials: Sequence[Credential],
    connect: Callable[[Credential], SnmpDevice],
) -> Opened:
    """Return the device by the first of *credentials* that it takes.

    Raises:
        SnmpError: it takes none; what says most about why (a wrong key says more
            than silence).
    """
    worst: SnmpError = NoAnswerError("no answer")
    for credential in credentials:
        device = connect(credential)
        try:
            device.get(GREETING)
        except SnmpError as err:
            device.close()
            worst = worst if isinstance(err, NoAnswerError) else err
        except BaseException:
            device.close()
            raise
        else:
            return Opened(device, credential.name)
    raise worst


def connector(
    address: Address,
    *,
    timeout_s: float,
    retries: int,
    limits: Limits | None = None,
) -> Callable[[Credential], SnmpDevice]:
    """Return what makes a device of a credential.

    Communities are asked by our own packets, which cost a small part of what pysnmp
    does; users of SNMPv3 by pysnmp. For these what is returned raises ImportError
    where the extra ``switch`` is not installed.
    """

    def connect(credential: Credential) -> SnmpDevice:
        return Asker(_exchange(credential), time.monotonic, limits)

    def _exchange(credential: Credential) -> Exchange:
        if isinstance(credential, Community):
            line = Line(address)
            return UdpExchange(line, credential, timeout_s=timeout_s, retries=retries)
        from agent.sources.snmp.pysnmp_exchange import PysnmpExchange, Session

        session = Session(address, timeout_s=timeout_s, retries=retries)
        return PysnmpExchange(session, credential)

    return connect
