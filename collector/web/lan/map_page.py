"""The page of the map: site, picture, the same as a list, and all links in words. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from collector.web.i18n import Tongue
from collector.web.lan.links import LinkView, link_speed, link_view, sureness_name
from collector.web.lan.map_layout import MOST_CHIPS, layout
from collector.web.lan.map_svg import MapLook, draw_map, searched
from collector.web.lan.model import Device, Lan
from collector.web.lan.tree import Forest, Node, forest, sites
from collector.web.lan.words import bare_mac, kind_name, shown, speed
from collector.web.views_fleet import fold

PATH = "/map"
MOST_LINKS = 1000


@dataclass(frozen=True)
class MapWish:
    """What a person asked the map for; ``site`` None: the first."""

    site: str | None = None
    text: str = ""

    def link(self, site: str) -> str:
        """Return the address of another site's map."""
        return f"{PATH}?{urlencode({'site': site})}"


def read_map_wish(query: Mapping[str, str]) -> MapWish:
    """Return what the query of an address asks for."""
    site = query.get("site")
    text = " ".join(query.get("q", "").split())[:100]
    return MapWish(site[:255] if site is not None else None, text)


@dataclass(frozen=True)
class Entry:
    """One line of the list; ``opens`` and ``closes`` say how lists nest around it."""

    name: str
    link: str
    note: str
    hit: bool
    machines: Sequence[tuple[str, str, str, bool]]  # name, page, port, found
    more: int
    opens: bool  # a list of children begins below
    closes: int  # so many lists end after it


@dataclass(frozen=True)
class MapPage:
    """Everything on the page."""

    wish: MapWish
    site: str
    sites: Sequence[str]
    svg: Markup | None
    entries: Sequence[Entry]
    links: Sequence[LinkView]
    alone: Sequence[Device]
    devices: int
    machines: int
    counted: bool
    hits: int | None  # None: nothing was searched


def chosen_site(lan: Lan, wish: MapWish) -> str | None:
    """Return the site whose map is shown: the wished one, or the one with most devices."""
    known = sites(lan)
    if wish.site in known:
        return wish.site
    counts = [sum(1 for d in lan.devices.values() if d.site == site) for site in known]
    return known[counts.index(max(counts))] if known else None


def map_page(
    lan: Lan,
    wish: MapWish,
    loads: Mapping[int, float],
    tongue: Tongue,
) -> MapPage:
    """Return the page; *loads* are of links by their number."""
    site = chosen_site(lan, wish)
    grown = forest(lan, site)
    wanted = _search(wish.text)
    hits = 0

    def hit(text: str) -> bool:
        nonlocal hits
        found = wanted is not None and wanted(text)
        hits += found
        return found

    svg, counted = None, False
    if grown.roots:
        placed = layout(grown)
        counted = placed.counted
        look = MapLook(lan, loads, _faulty(lan), hit)
        title = tongue.text("Map of the LAN; the list below says the same in words")
        svg = draw_map(grown, placed, look, tongue, title)
    shown_hits = hits
    numbers = {n.number for n in grown.nodes() if n.number is not None}
    numbers |= {number for number, _link in grown.across}
    numbers |= {number for node in grown.nodes() for number in node.parallel}
    links = [
        link_view(number, lan.topology.links[number], lan, tongue)
        for number in sorted(numbers)[:MOST_LINKS]
    ]
    return MapPage(
        wish=wish,
        site=site or "",
        sites=sites(lan),
        svg=svg,
        entries=_entries(grown, lan, counted, hit, tongue),
        links=links,
        alone=grown.alone,
        devices=sum(1 for d in lan.devices.values() if d.site == (site or "")),
        machines=grown.machines,
        counted=counted,
        hits=shown_hits if wanted is not None else None,
    )


def _search(text: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return what says if a text fits the search, or None without one."""
    if not text:
        return None
    folded, mac = fold(text), bare_mac(text)

    def fits(heap: str) -> bool:
        if mac:
            return any(bare_mac(line) == mac for line in heap.split("\n"))
        return folded in fold(heap)

    return fits


def _faulty(lan: Lan) -> frozenset[int]:
    """Return the links at whose ports a finding stands."""
    troubled = {
        (device.id, record.subject)
        for device in lan.devices.values()
        for record in device.findings
        if record.severity in {"critical", "warning"} and record.subject
    }
    if not troubled:
        return frozenset()
    found = set()
    for number, link in enumerate(lan.topology.links):
        for end in (link.a, link.b):
            device = lan.devices.get(end.device)
            port = device.port(end.port) if device else None
            if device and port and (device.id, port.key) in troubled:
                found.add(number)
    return frozenset(found)


def _entries(
    grown: Forest, lan: Lan, counted: bool, hit: object, tongue: Tongue
) -> list[Entry]:
    nodes = grown.nodes()
    found = []
    for number, node in enumerate(nodes):
        following = nodes[number + 1].depth if number + 1 < len(nodes) else 0
        found.append(
            _entry(node, lan, counted, max(0, node.depth - following), hit, tongue)
        )
    return found


def _entry(  # noqa: PLR0913 - what one line is made of
    node: Node, lan: Lan, counted: bool, closes: int, hit: object, tongue: Tongue
) -> Entry:
    found = hit if callable(hit) else (lambda _text: False)
    _, device = tongue.text, node.device
    kind = (
        device.survey.kind
        if device
        else node.inferred.kind
        if node.inferred
        else "other"
    )
    notes = [kind_name(tongue, kind) if node.name else ""]
    if node.link is not None or node.parent_port:
        ports = " → ".join(filter(None, [node.parent_port, node.own_port]))
        notes.append(_("at port {ports}").format(ports=ports) if ports else "")
    if node.link is not None:
        bps, slow = link_speed(node.link, lan)
        notes.append(speed(tongue, bps) if bps else "")
        notes.append(_("both ends can do more") if slow else "")
        notes.append(sureness_name(tongue, node.link.confidence))
    if device is not None and device.state == "down":
        notes.append(_("silent"))
    most = 0 if counted else MOST_CHIPS
    machines = []
    for port, one in node.attached[:most]:
        name = lan.attached_name(one)
        heap = "\n".join((name, one.mac, one.address, one.name))
        machines.append((name, lan.attached_link(one), port, found(heap)))
    return Entry(
        name=node.name or kind_name(tongue, kind),
        link=f"/switches/{device.id}" if device else "",
        note=" · ".join(filter(None, notes)),
        hit=found(searched(node)),
        machines=machines,
        more=max(0, len(node.attached) - most),
        opens=bool(node.children),
        closes=closes,
    )


def site_names(names: Iterable[str], tongue: Tongue) -> list[tuple[str, str]]:
    """Return sites with what they are called."""
    return [(name, shown(name) or tongue.text("no site")) for name in names]
