"""``hatang-collector links``: which ports are joined, and what a person says of that."""

import argparse
from collections.abc import Iterable
from gettext import gettext as _

import msgspec

from agent.shared.clock import Clock
from agent.shared.printable import printable
from collector.cli_lan_names import LanNames
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    say,
    store_of,
    table,
)
from collector.cli_token import actor
from collector.store.device import LinkRule
from collector.store.interface import AuditRecord, Store
from collector.topology.build import topology
from collector.topology.inputs import stored_inputs
from collector.topology.shapes import End, Link, Topology


class LinkLine(msgspec.Struct, frozen=True):
    """One link as ``links list`` shows it. ``state``: found, pinned or forbidden."""

    state: str
    device: str
    port: str
    other: str
    other_port: str
    confidence: float
    evidence: tuple[str, ...]


class LinkList(msgspec.Struct, frozen=True):
    """The links that are concluded, and the rules that people have made."""

    links: list[LinkLine]
    rules: list[LinkRule]


def list_links(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the links between devices, and the rules."""
    store = store_of(arguments, places_of(arguments))
    try:
        inputs = stored_inputs(store)
        names = LanNames(store.devices())
    finally:
        store.close()
    drawn = topology(inputs)
    listed = LinkList(list(_lines(drawn, names)), list(inputs.rules))
    if arguments.json:
        out(printable(msgspec.json.format(msgspec.json.encode(listed)).decode()))
        return OK
    if not listed.links:
        say(_("No link is known: hatang-collector devices list"))
    head = (
        *(_("DEVICE"), _("PORT"), _("DEVICE"), _("PORT")),
        *(_("CONFIDENCE"), _("EVIDENCE")),
    )
    out(printable(table(head, [_cells(line) for line in listed.links])))
    for rule in listed.rules:
        if not any(_is_of(rule, line, names) for line in listed.links):
            say(_("without effect now: {rule}").format(rule=_told(rule, names)))
    return OK


def _lines(drawn: Topology, names: LanNames) -> Iterable[LinkLine]:
    things = {thing.id: thing for thing in drawn.inferred}

    def name(end: End) -> tuple[str, str]:
        thing = things.get(end.device)
        if thing is None:
            return names.name(end.device), names.key(end.device, end.port)
        return thing.name or names.thing(thing.kind), ""

    def line(link: Link, state: str) -> LinkLine:
        first, second = sorted((name(link.a), name(link.b)))
        kinds = tuple(dict.fromkeys(evidence.kind for evidence in link.evidence))
        return LinkLine(state, *first, *second, link.confidence, kinds)

    found = [line(k, "pinned" if k.pinned else "found") for k in drawn.links]
    found += [line(k, "forbidden") for k in drawn.forbidden]
    return sorted(found, key=lambda k: (k.device, k.port, k.other, k.other_port))


def _cells(line: LinkLine) -> tuple[str, ...]:
    states = {"pinned": _("pinned"), "forbidden": _("forbidden")}
    sure = states.get(line.state) or f"{line.confidence:.0%}"
    return (
        line.device,
        line.port,
        line.other,
        line.other_port,
        sure,
        ", ".join(_evidence(kind) for kind in line.evidence),
    )


def _evidence(kind: str) -> str:
    """Return what a kind of evidence is called."""
    words = {
        "lldp": "LLDP",
        "cdp": "CDP",
        "stations": _("forwarding tables"),
        "hosts": _("ARP tables"),
        "agent": _("agent"),
        "stp": _("spanning tree"),
        "rule": _("a person"),
        "single": _("the only address"),
        "many": _("many addresses"),
    }
    return words.get(kind, kind)


def _is_of(rule: LinkRule, line: LinkLine, names: LanNames) -> bool:
    a, b = names.name(rule.a), names.name(rule.b)
    return {a, b} == {line.device, line.other} or ":" in rule.b


def _told(rule: LinkRule, names: LanNames) -> str:
    b = rule.b if ":" in rule.b else names.name(rule.b)
    ends = f"{names.name(rule.a)} {rule.a_port} – {b} {rule.b_port}".strip()
    words = {"pin": _("pinned"), "forbid": _("forbidden")}
    return printable(f"{words[rule.action]}: {ends}")


def pin(arguments: argparse.Namespace, clock: Clock) -> int:
    """Say that a link is there."""
    return _put(arguments, clock, "pin")


def forbid(arguments: argparse.Namespace, clock: Clock) -> int:
    """Say that a link is not there."""
    return _put(arguments, clock, "forbid")


def _put(arguments: argparse.Namespace, clock: Clock, action: str) -> int:
    store = store_of(arguments, places_of(arguments))
    try:
        names = LanNames(store.devices())
        given = _rule(arguments, names)
        rule = msgspec.structs.replace(
            given,
            action=action,
            note=arguments.note,
            actor=actor(),
            time=clock.now(),
        )
        for known in _opposites(store, rule):
            store.remove_link_rule(known.name)
        store.put_link_rule(rule)
        store.add_audit(_audit(rule, f"link_{action}", clock))
    finally:
        store.close()
    say(_("{rule}; pages show it within a minute").format(rule=_told(rule, names)))
    return OK


def _opposites(store: Store, rule: LinkRule) -> list[LinkRule]:
    """Return the rules of the same link, whichever end they name first."""
    return [known for known in store.link_rules() if _ends(known) == _ends(rule)]


def _ends(rule: LinkRule) -> set[tuple[str, str]]:
    return {(rule.a, rule.a_port), (rule.b, rule.b_port)}


def _rule(arguments: argparse.Namespace, names: LanNames) -> LinkRule:
    device = names.device(arguments.device)
    port = names.port(device, arguments.port).key
    b, b_port = names.other(arguments.other, arguments.other_port or "")
    if b == device.id:
        raise CommandError(_("both ends are the same device"))
    return LinkRule("pin", device.id, port, b, b_port)


def remove(arguments: argparse.Namespace, clock: Clock) -> int:
    """Take back what was said of a link."""
    store = store_of(arguments, places_of(arguments))
    try:
        names = LanNames(store.devices())
        rule = _rule(arguments, names)
        known = _opposites(store, rule)
        if not known:
            raise CommandError(
                _(
                    "nobody has pinned or forbidden this link: hatang-collector links list"
                )
            )
        for one in known:
            store.remove_link_rule(one.name)
            store.add_audit(_audit(one, "link_rule_removed", clock))
    finally:
        store.close()
    say(_("The rule is removed; pages show it within a minute."))
    return OK


def _audit(rule: LinkRule, action: str, clock: Clock) -> AuditRecord:
    detail = {"port": rule.a_port, "other": rule.b, "other_port": rule.b_port}
    if rule.note:
        detail["note"] = rule.note
    return AuditRecord(clock.now(), actor(), action, rule.a, {**detail})
