"""The page of the map: site, picture, the same as a list, and all links in words. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from collector.web.i18n import Tongue
from collector.web.lan.links import LinkView, link_view
from collector.web.lan.map_layout import layout
from collector.web.lan.map_list import Entry, Hits, map_list
from collector.web.lan.map_look import Change, MapLook
from collector.web.lan.map_svg import draw_map
from collector.web.lan.model import Device, Lan
from collector.web.lan.tree import Forest, forest, sites
from collector.web.lan.words import bare_mac, shown
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
    changed: frozenset[str] = frozenset()  # the targets whose change is drawn


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
    changes: Mapping[str, Change] | None = None,
) -> MapPage:
    """Return the page; *loads* are of links by their number, *changes* by target."""
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
        look = MapLook(lan, loads, _faulty(lan), hit, tongue, changes or {})
        title = tongue.text("Map of the LAN; the list below says the same in words")
        svg = draw_map(grown, placed, look, title)
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
        entries=map_list(grown, lan, hit, tongue, counted=counted),
        links=links,
        alone=grown.alone,
        devices=sum(1 for d in lan.devices.values() if d.site == (site or "")),
        machines=grown.machines,
        counted=counted,
        hits=shown_hits if wanted is not None else None,
        changed=_drawn(grown, lan) if changes and svg else frozenset(),
    )


def _drawn(grown: Forest, lan: Lan) -> frozenset[str]:
    """Return every target that stands on the map."""
    found = set()
    for node in grown.nodes():
        if node.device is not None:
            found.add(f"device:{node.device.id}")
        if node.link is not None:
            ends = (node.link.a, node.link.b)
            found |= {lan.port_target(end) for end in ends}
        for _port, one in node.attached:
            found |= {f"machine:{one.agent}", lan.port_target(one.at)}
    return frozenset(found)


def _search(text: str) -> Hits | None:
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


def site_names(names: Iterable[str], tongue: Tongue) -> list[tuple[str, str]]:
    """Return sites with what they are called."""
    return [(name, shown(name) or tongue.text("no site")) for name in names]
