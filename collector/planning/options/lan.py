"""Options of the LAN: cables, and switches in the place of those that are too small."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from collector.planning.options.market import Market
from collector.planning.options.shapes import Option
from collector.planning.options.worth import confidence, relieved, worth_parts
from collector.planning.shapes.estate import Device
from collector.planning.shapes.facts import Price
from collector.planning.shapes.need import Need
from collector.planning.shapes.plan import Text

GIGABIT_MBPS = 1000
SET_FIRST = frozenset({"duplex_mismatch", "half_duplex", "speed_setting", "slow_offer"})
"""What is set right before a cable is bought: it may be all."""
MOST_UPLINKS = 4  # faster ports that a switch of our price list has
SPARE_PORTS = 2  # free ones that a new switch should have


class Sharing(NamedTuple):
    """A need that goes with a new switch, and in which dimensions."""

    need: Need
    dimensions: tuple[str, ...]


def cables(need: Need, market: Market) -> Iterator[Option]:
    """Yield one new point where a cable is the cause."""
    cause = next((one for one in need.causes if one.kind == "cable"), None)
    if cause is None or any(one.code in SET_FIRST for one in need.causes):
        return
    gone = {
        d: need.pressures[d].severity * share
        for d, share in sorted(cause.cures.items())
        if d in need.pressures and need.pressures[d].severity > 0
    }
    shares = worth_parts(need, gone, market.policy)
    for price in market.items("cable")[:1]:
        target = need.target.text
        yield Option(
            choice=f"{target}/{price.id}",
            target=target,
            option=price.id,
            kind="cable",
            title=Text(price.name.vi, price.name.en),
            price_vnd=price.price_vnd,
            relief=gone,
            worth_a_year=sum(shares.values()),
            parts=shares,
            cause=cause.code,
            item=price.id,
            group=target,
            confidence=confidence(need, gone),
        )


def switches(
    device: Device,
    need: Need,
    sharing: Iterable[Sharing],
    market: Market,
    *,
    required: bool,
) -> Iterator[Option]:
    """Yield switches that hold everything that hangs on *device*, and do more.

    *sharing* are the needs of its ports and machines that go with it; *required* where
    others wait for it, though it may bring nothing by itself.
    """
    relief_table = market.policy.relief.get("switch", {})
    everything = list(sharing)
    causes = [one for one in need.causes if one.kind == "switch" and need.enough]
    code = causes[0].code if causes else ""
    for other in everything:
        code = code or next(
            (c.code for c in other.need.causes if c.kind == "switch"), ""
        )
    own: set[str] = {d for one in causes for d in one.dimensions if d != "link"}
    if not code and not required:
        return
    uplink = any("port_use" in one.dimensions for one in everything)
    for price in market.items("switch"):
        if not _holds(device, price, uplink=uplink):
            continue
        gone: dict[str, float] = {}
        parts: dict[str, float] = {}
        sure = [1.0]
        also: dict[str, float] = {}
        table = {d: relief_table.get(d, 0.0) for d in own}
        shared: list[tuple[Need, dict[str, float]]] = [
            (need, table),
            *(
                (o.need, {d: relief_table.get(d, 0.0) for d in o.dimensions})
                for o in everything
            ),
        ]
        for one, shares in shared:
            relief = relieved(one, shares)
            for d, size in relief.items():
                gone[d] = max(gone.get(d, 0.0), size)
            for d, size in worth_parts(one, relief, market.policy).items():
                parts[d] = parts.get(d, 0.0) + size
            if relief:
                sure.append(confidence(one, relief))
            if relief and one is not need:
                also[one.target.text] = max(relief.values())
        target = need.target.text
        yield Option(
            choice=f"{target}/{price.id}",
            target=target,
            option=price.id,
            kind="switch",
            title=Text(f"Thay bằng {price.name.vi}", f"Replace by: {price.name.en}"),
            pot=market.pot(price.price_vnd),
            price_vnd=price.price_vnd,
            relief=gone,
            worth_a_year=sum(parts.values()),
            parts=parts,
            also=tuple(sorted(also, key=lambda name: (-also[name], name))),
            cause=code or "needed_by_others",
            item=price.id,
            group=target,
            rules=("asset_threshold_vnd",),
            confidence=min(sure),
        )


def _holds(device: Device, price: Price, *, uplink: bool) -> bool:
    if device.survey.kind not in {"switch", "unmanaged_switch"}:
        return False
    physical = [port for port in device.survey.ports if port.physical]
    used = sum(1 for port in physical if port.link == "up")
    if price.ports < used + SPARE_PORTS or price.speed_mbps < GIGABIT_MBPS:
        return False
    faster = sum(
        1
        for port in physical
        if port.link == "up" and (port.speed_bps or 0) > price.speed_mbps * 1_000_000
    )
    if faster > (MOST_UPLINKS if price.uplink_mbps > price.speed_mbps else 0):
        return False
    drawn = sum(group.used_watts or 0.0 for group in device.survey.power)
    feeding = any(port.poe and port.poe.delivering for port in physical)
    if (drawn or feeding) and price.poe_watts < max(drawn * 1.2, 1):
        return False
    fastest = max((port.capable_bps or port.speed_bps or 0) for port in physical or ())
    wanted = GIGABIT_MBPS * (10 if uplink and fastest >= 10**9 else 1)
    return price.uplink_mbps >= wanted or (price.uplink_mbps == 0 and wanted <= 1000)


def best_few(options: Iterable[Option], most: int = 3) -> list[Option]:
    """Return the cheapest of *options* that bring something, each more than the last."""
    kept: list[Option] = []
    for option in sorted(options, key=lambda one: (one.price_vnd, one.choice)):
        if not kept or option.worth_a_year > kept[-1].worth_a_year + 1e-9:
            kept.append(option)
    return kept[:most]
