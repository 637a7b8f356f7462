"""Where is this MAC address, IP address or name: what fits a text that a person typed."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable

import msgspec

from agent.shared.survey import Survey
from collector.topology.macs import mac_of
from collector.topology.shapes import (
    Attachment,
    End,
    Host,
    Inputs,
    Link,
    Seen,
    Topology,
)

MOST_FOUND = 100
MOST_LETTERS = 255
_LEAST_DIGITS = 4
_PART_OF_MAC = re.compile(r"[0-9a-f]{1,4}([:.-][0-9a-f]{0,4})+")


class Hit(msgspec.Struct, frozen=True):
    """Something that fits. ``at`` is None where nobody knows where it hangs.

    ``device`` is set for what answers SNMP, ``agent`` for what has an agent. ``exact``:
    the whole text fits, not a part of it.
    """

    name: str
    mac: str = ""
    address: str = ""
    agent: str = ""
    device: str = ""
    at: End | None = None
    through: str = ""
    vlan: int | None = None
    confidence: float = 0.0
    exact: bool = False


def plain(text: str) -> str:
    """Return *text* without diacritics, in small letters: ``Kế toán`` is ``ke toan``."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in spread if not unicodedata.combining(c))


def find(query: str, topology: Topology, inputs: Inputs) -> list[Hit]:
    """Return what fits *query*, at most ``MOST_FOUND``.

    *query* is a MAC address in any notation, or the beginning of one; an IP address or
    the beginning of one; or a part of a name, with or without diacritics. If
    something fits wholly, what fits in part is left out.
    """
    wanted = _Wanted(" ".join(query[: MOST_LETTERS * 4].split())[:MOST_LETTERS])
    hits = [hit for hit in _everything(topology, inputs, wanted) if hit is not None]
    if any(hit.exact for hit in hits):
        hits = [hit for hit in hits if hit.exact]
    hits.sort(key=lambda h: (plain(h.name), h.mac, h.device, h.agent))
    return hits[:MOST_FOUND]


def _everything(
    topology: Topology, inputs: Inputs, wanted: "_Wanted"
) -> Iterable[Hit | None]:
    attached = {one.device for one in topology.attachments}
    agents = {one.agent for one in topology.attachments}
    names = {seen.id: _names(seen.survey) for seen in inputs.devices}
    for one in topology.attachments:
        yield _attachment(one, names.get(one.device, ()), wanted)
    links = {end: link for link in topology.links[::-1] for end in (link.b, link.a)}
    for seen in inputs.devices:
        if seen.id not in attached and seen.id not in topology.same:
            uplink = topology.uplinks.get(seen.id)
            yield _device(seen, uplink, links.get(uplink) if uplink else None, wanted)
    for host in inputs.hosts:
        if host.agent not in agents:
            yield _host(host, wanted)


def _names(survey: Survey) -> tuple[str, str]:
    """Return what a person calls a device, and what it calls itself."""
    return survey.device, survey.name


def _attachment(one: Attachment, names: Iterable[str], wanted: "_Wanted") -> Hit | None:
    fit = wanted.fit([one.name, *names], [one.address], [one.mac])
    if fit is None:
        return None
    return Hit(
        one.name or one.address or one.mac,
        mac=one.mac,
        address=one.address,
        agent=one.agent,
        device=one.device,
        at=one.at,
        through=one.through,
        vlan=one.vlan,
        confidence=one.confidence,
        exact=fit,
    )


def _device(
    seen: Seen, uplink: End | None, link: Link | None, wanted: "_Wanted"
) -> Hit | None:
    """Return a device that is no station: it hangs at the other end of its uplink."""
    survey = seen.survey
    fit = wanted.fit(
        _names(survey),
        [survey.address, *survey.addresses],
        [survey.chassis, *survey.macs],
    )
    if fit is None:
        return None
    at, confidence = None, 0.0
    if link is not None:
        at, confidence = (link.b if link.a == uplink else link.a), link.confidence
    return Hit(
        survey.device or survey.name,
        mac=mac_of(survey.chassis) or "",
        address=survey.address,
        device=seen.id,
        at=at,
        confidence=confidence,
        exact=fit,
    )


def _host(host: Host, wanted: "_Wanted") -> Hit | None:
    fit = wanted.fit([host.name], host.addresses, host.macs)
    if fit is None:
        return None
    return Hit(
        host.name,
        mac=next(iter(host.macs), ""),
        address=next(iter(host.addresses), ""),
        agent=host.agent,
        exact=fit,
    )


class _Wanted:
    """What is looked for, in the forms in which it may stand somewhere."""

    def __init__(self, query: str) -> None:
        self._text = plain(query)
        self._mac = mac_of(query)
        self._address = _address(query)
        digits = re.sub("[:.-]", "", query.lower())
        part = _PART_OF_MAC.fullmatch(query.lower()) and len(digits) >= _LEAST_DIGITS
        self._digits = digits if part else ""

    def fit(
        self, names: Iterable[str], addresses: Iterable[str], macs: Iterable[str]
    ) -> bool | None:
        """Return True if something fits wholly, False if in part, None if not at all."""
        if not self._text:
            return None
        if self._mac is not None:
            return True if self._mac in {mac.lower() for mac in macs} else None
        addresses = [address for address in addresses if address]
        if self._address is not None:
            return True if self._address in map(_address, addresses) else None
        plain_names = [plain(name) for name in names if name]
        if self._text in plain_names:
            return True
        return False if self._fits_part(plain_names, addresses, macs) else None

    def _fits_part(
        self, names: Iterable[str], addresses: Iterable[str], macs: Iterable[str]
    ) -> bool:
        if any(self._text in name for name in names):
            return True
        if any(address.startswith(self._text) for address in addresses):
            return True
        return bool(self._digits) and any(
            mac.replace(":", "").startswith(self._digits) for mac in macs
        )


def _address(text: str) -> str | None:
    """Return an IP address in its one right form; None if *text* is none."""
    try:
        return ipaddress.ip_address(text.strip("[] ").partition("%")[0]).compressed
    except ValueError:
        return None
