"""Links to devices that pass nothing on (printers, UPS, NAS): they hang like stations."""

from collections.abc import Iterable

from collector.topology.identities import Identities
from collector.topology.shapes import Attachment, End, Link


def leaf_links(
    identities: Identities, attachments: Iterable[Attachment], links: Iterable[Link]
) -> list[Link]:
    """Return a link for each device among *attachments* that no link reaches."""
    reached = {end.device for link in links for end in (link.a, link.b)}
    found: dict[tuple[End, End], Link] = {}
    for one in attachments:
        if not one.device or one.device in reached or one.device == one.at.device:
            continue
        at = End(one.through) if one.through else one.at
        a, b = sorted((at, End(one.device, _port(identities, one))))
        known = found.get((a, b))
        if known is None or known.confidence < one.confidence:
            found[a, b] = Link(a, b, one.confidence, one.evidence)
    return list(found.values())


def _port(identities: Identities, one: Attachment) -> int:
    ports = [p for p in identities.survey(one.device).ports if p.physical]
    same = [port.index for port in ports if port.mac == one.mac]
    if len(same) == 1:
        return same[0]
    return ports[0].index if len(ports) == 1 else 0
