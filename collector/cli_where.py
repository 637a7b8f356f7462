"""``hatang-collector where``: at which port something hangs now, and where it was."""

import argparse
from collections.abc import Sequence
from gettext import gettext as _

import msgspec

from agent.shared.clock import Clock
from agent.shared.printable import printable
from collector.cli_lan_names import LanNames
from collector.cli_options import (
    FAILED,
    OK,
    out,
    places_of,
    say,
    store_of,
    table,
)
from collector.cli_text import moment
from collector.store.device import Sighting
from collector.topology.build import topology
from collector.topology.finder import Hit, find
from collector.topology.inputs import stored_inputs
from collector.topology.macs import mac_of
from collector.topology.shapes import Topology
from collector.topology.ways import Ways

MOST_HISTORIES = 5  # of things that fit
MOST_STAYS = 20


class Found(msgspec.Struct, frozen=True):
    """One thing that fits, where it hangs, and where it was."""

    hit: Hit
    switch: str
    port: str
    way: tuple[str, ...]
    stays: tuple[Sighting, ...]


def where(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print where what fits the text hangs and hung; fail if nothing fits."""
    store = store_of(arguments, places_of(arguments))
    try:
        inputs = stored_inputs(store)
        names = LanNames(store.devices())
        drawn = topology(inputs)
        hits = find(arguments.text, drawn, inputs)
        mac = mac_of(arguments.text)
        if not hits and mac is not None and store.sightings(mac=mac, limit=1):
            hits = [Hit(mac, mac=mac, exact=True)]  # it was there once
        stays = {
            hit.mac: store.sightings(mac=hit.mac, limit=MOST_STAYS)
            for hit in hits[:MOST_HISTORIES]
            if hit.mac
        }
    finally:
        store.close()
    ways = Ways(drawn)
    found = [_found(hit, stays.get(hit.mac, ()), drawn, ways, names) for hit in hits]
    found = [
        one for one in found if one.hit.name != one.hit.mac or one.port or one.stays
    ]
    if arguments.json:
        out(printable(msgspec.json.format(msgspec.json.encode(found)).decode()))
        return OK if found else FAILED
    if not found:
        say(_("Nothing fits {text}.").format(text=arguments.text))
        return FAILED
    _print(found, names)
    return OK


def _found(
    hit: Hit,
    stays: Sequence[Sighting],
    drawn: Topology,
    ways: Ways,
    names: LanNames,
) -> Found:
    things = {thing.id: thing for thing in drawn.inferred}
    switch = port = ""
    if hit.at is not None:
        switch = names.name(hit.at.device)
        port = names.key(hit.at.device, hit.at.port)
    hops = ways.of(hit.device or hit.mac)[1:]
    way = tuple(
        things[hop.device].name or names.thing(things[hop.device].kind)
        if hop.device in things
        else names.name(hop.device)
        for hop in hops
    )
    return Found(hit, switch, port, way, tuple(stays))


def _print(found: Sequence[Found], names: LanNames) -> None:
    head = (
        *(_("NAME"), _("MAC"), _("ADDRESS"), _("SWITCH"), _("PORT")),
        *(_("CONFIDENCE"), _("WAY")),
    )
    rows = [
        (
            one.hit.name,
            one.hit.mac,
            one.hit.address,
            one.switch or _("not known"),
            one.port,
            f"{one.hit.confidence:.0%}" if one.hit.at else "",
            " > ".join(one.way),
        )
        for one in found
    ]
    out(printable(table(head, rows)))
    for one in found[:MOST_HISTORIES]:
        if not one.stays:
            continue
        out()
        out(printable(_("Where {name} was:").format(name=one.hit.name)))
        past = (_("SWITCH"), _("PORT"), _("FROM"), _("UNTIL"), "VLAN")
        lines = [
            (
                names.name(stay.device),
                stay.port,
                moment(stay.first),
                moment(stay.last),
                "" if stay.vlan is None else str(stay.vlan),
            )
            for stay in one.stays
        ]
        out(printable(table(past, lines)))
