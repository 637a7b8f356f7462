"""Packets of SNMPv1 and v2c as pysnmp writes them: the other opinion on ours."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from agent.readers.snmp.rows import Oid

arcs = st.one_of(
    st.integers(0, 300),
    st.integers(0, 2**32 - 1),
    st.sampled_from([127, 128, 16383, 16384, 2**28, 2**32 - 1]),
)
oids = st.one_of(
    st.tuples(st.integers(0, 1), st.integers(0, 39)),
    st.tuples(st.just(2), st.integers(0, 2**32 - 81)),
).flatmap(lambda two: st.lists(arcs, max_size=40).map(lambda rest: (*two, *rest)))
names = st.one_of(oids, st.lists(arcs, max_size=126).map(lambda r: (1, 3, *r)))
"""Object identifiers, up to the longest that there are."""

numbers32 = st.integers(0, 2**32 - 1)
values = st.one_of(
    st.tuples(st.just("Integer32"), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just("OctetString"), st.binary(max_size=300)),
    st.tuples(st.just("ObjectIdentifier"), oids),
    st.tuples(st.just("IpAddress"), st.binary(min_size=4, max_size=4)),
    st.tuples(st.just("Counter32"), numbers32),
    st.tuples(st.just("Gauge32"), numbers32),
    st.tuples(st.just("Unsigned32"), numbers32),
    st.tuples(st.just("TimeTicks"), numbers32),
    st.tuples(st.just("Opaque"), st.binary(max_size=40)),
    st.tuples(st.just("Counter64"), st.integers(0, 2**64 - 1)),
    st.tuples(st.sampled_from(["Null", "noSuchObject"]), st.none()),
    st.tuples(st.sampled_from(["noSuchInstance", "endOfMibView"]), st.none()),
)
"""Type and value of everything that SNMPv2 can say."""


def content(kind: str, value: Any) -> Any:
    """Return what pysnmp has for the *value* of the type *kind*."""
    from pysnmp.proto import rfc1902, rfc1905

    if kind in {"noSuchObject", "noSuchInstance", "endOfMibView"}:
        return getattr(rfc1905, kind)
    return getattr(rfc1902, kind)("" if value is None else value)


def written(
    kind: str,
    version: int,
    community: bytes,
    numbers: tuple[int, int, int],
    rows: Sequence[tuple[Oid, tuple[str, Any]]],
) -> bytes:
    """Return the packet with a PDU of *kind* (``GetRequest``, ``GetResponse`` …).

    *numbers* are request, error status and error index, or request, non-repeaters and
    repetitions.
    """
    from pyasn1.codec.ber import encoder
    from pysnmp.proto.api import v1, v2c

    words = v2c if version else v1
    pdu = getattr(words, f"{kind}PDU")()
    bulk = kind == "GetBulkRequest"
    door = v2c.apiBulkPDU if bulk else words.apiPDU
    door.set_defaults(pdu)
    door.set_request_id(pdu, numbers[0])
    if bulk:
        door.set_non_repeaters(pdu, numbers[1])
        door.set_max_repetitions(pdu, numbers[2])
    else:
        door.set_error_status(pdu, numbers[1])
        door.set_error_index(pdu, numbers[2])
    door.set_varbinds(pdu, [(name, content(*value)) for name, value in rows])
    message = words.Message()
    words.apiMessage.set_defaults(message)
    words.apiMessage.set_community(message, community)
    words.apiMessage.set_pdu(message, pdu)
    octets: bytes = encoder.encode(message)
    return octets


def read(packet: bytes) -> list[tuple[Oid, Any]]:
    """Return the rows that pysnmp finds in the reply *packet*."""
    from pyasn1.codec.ber import decoder
    from pysnmp.proto.api import v2c

    message, _ = decoder.decode(packet, asn1Spec=v2c.Message())
    pdu = v2c.apiMessage.get_pdu(message)
    return [(tuple(name), value) for name, value in v2c.apiPDU.get_varbinds(pdu)]
