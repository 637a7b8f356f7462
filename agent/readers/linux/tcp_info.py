"""What the Linux kernel knows of one TCP connection: ``struct tcp_info``.

The kernel only ever appends to it, so that what an older one leaves out is unknown
(``include/uapi/linux/tcp.h``).
"""

import struct
from typing import NamedTuple

SIZE = 232
_AT = {
    "sending_mss": (16, "I"),
    "rtt_us": (68, "I"),
    "segments_again": (100, "I"),
    "bytes_acked": (120, "Q"),
    "segments_sent": (136, "I"),
    "data_received": (152, "I"),
    "data_delivered": (192, "I"),
    "bytes_sent": (200, "Q"),
    "bytes_again": (208, "Q"),
}


class TcpInfo(NamedTuple):
    """Counters of one connection; None: this kernel does not say.

    ``bytes_acked`` is what the other side has for certain; 1 too many once the
    connection was opened actively, for the SYN. ``data_received`` and
    ``data_delivered`` count segments with data that came here or arrived there, also
    such behind one that is missing.
    """

    sending_mss: int | None = None
    rtt_us: int | None = None
    segments_again: int | None = None
    bytes_acked: int | None = None
    segments_sent: int | None = None
    data_received: int | None = None
    data_delivered: int | None = None
    bytes_sent: int | None = None
    bytes_again: int | None = None

    @property
    def efficiency(self) -> float | None:
        """The share of the bytes sent that was no retransmission (RFC 6349, 3.3.2)."""
        if not self.bytes_sent or self.bytes_again is None:
            return None
        return max(0.0, 1 - self.bytes_again / self.bytes_sent)


def read_tcp_info(content: bytes) -> TcpInfo:
    """Return what *content* holds; it may end anywhere."""
    found: dict[str, int] = {}
    for name, (at, form) in _AT.items():
        if at + struct.calcsize(form) <= len(content):
            found[name] = struct.unpack_from(f"={form}", content, at)[0]
    return TcpInfo(**found)
