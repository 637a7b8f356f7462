"""ICMP echo as octets (RFC 792; RFC 4443 for IPv6). Pure."""

import struct

REQUEST, REPLY = 8, 0
REQUEST6, REPLY6 = 128, 129
_HEAD = struct.Struct("!BBHHH")
_MARK = struct.Struct("!8sI")


def checksum(octets: bytes) -> int:
    """Return the Internet checksum (RFC 1071)."""
    if len(octets) % 2:
        octets += b"\0"
    total: int = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def request(sequence: int, nonce: bytes, *, ipv6: bool = False) -> bytes:
    """Return an echo request that carries *nonce* (8 octets) and *sequence* (32 bits).

    The identifier is the kernel's business; so is the checksum of IPv6.
    """
    kind = REQUEST6 if ipv6 else REQUEST
    body = _MARK.pack(nonce, sequence & 0xFFFFFFFF)
    plain = _HEAD.pack(kind, 0, 0, 0, sequence & 0xFFFF) + body
    if ipv6:
        return plain
    return _HEAD.pack(kind, 0, checksum(plain), 0, sequence & 0xFFFF) + body


def reply_sequence(octets: bytes, nonce: bytes, *, ipv6: bool = False) -> int | None:
    """Return which request *octets* answer; None if none of ours.

    An IPv4 header in front, as raw sockets give it, is passed over.
    """
    if not ipv6 and octets[:1] and octets[0] >> 4 == 4:
        octets = octets[(octets[0] & 0x0F) * 4 :]
    if len(octets) < _HEAD.size + _MARK.size:
        return None
    kind, code, _sum, _identifier, low = _HEAD.unpack_from(octets)
    mark, sequence = _MARK.unpack_from(octets, _HEAD.size)
    if kind != (REPLY6 if ipv6 else REPLY) or code or mark != nonce:
        return None
    return int(sequence) if sequence & 0xFFFF == low else None
