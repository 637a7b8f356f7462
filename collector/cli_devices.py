"""``hatang-collector devices``: what agents read over SNMP, and forgetting it."""

import argparse
from collections.abc import Sequence
from gettext import gettext as _

import msgspec

from agent.shared.clock import Clock
from agent.shared.wire import Scalar
from collector.cli_builder import Builder
from collector.cli_options import (
    OK,
    CommandError,
    one_line,
    out,
    places_of,
    say,
    store_of,
    table,
)
from collector.cli_text import moment, span
from collector.cli_token import actor
from collector.device_line import DeviceLine, line_of
from collector.devices import instance_names
from collector.store.interface import AuditRecord, Store


def add_commands(builder: Builder) -> None:
    """Add ``devices`` and its commands."""
    commands = builder.group(
        "devices", _("See the switches and other devices that agents read.")
    )
    listing = builder.add(
        commands,
        "list",
        list_all,
        _("List all devices, by site and name."),
        "devices list --json",
    )
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    which = _("name, key, id, or the beginning of the id")
    shown = builder.add(
        commands,
        "show",
        show,
        _("Show one device; with --json all that its agent said of it."),
        "devices show sw-core",
    )
    shown.add_argument("device", help=which)
    shown.add_argument("--json", action="store_true", help=_("print JSON"))
    gone = builder.add(
        commands,
        "forget",
        forget,
        _("Forget devices; one that is still read comes back with its next survey."),
        "devices forget sw-old",
    )
    gone.add_argument("device", nargs="+", help=which)


def lines_of(store: Store) -> list[DeviceLine]:
    """Return every device of *store*, by site and name."""
    agents = {agent.id: agent for agent in store.agents()}
    devices = store.devices()
    names = instance_names(devices)
    lines = [line_of(device, names[device.id], agents) for device in devices]
    return sorted(lines, key=lambda line: (line.site, line.name, line.id))


def find(lines: Sequence[DeviceLine], name: str) -> DeviceLine:
    """Return the device of *lines* that *name* names.

    Raises:
        CommandError: there is none, or more than one.
    """
    wanted = name.lower()
    found = [line for line in lines if wanted in {line.id, line.name.lower()}]
    found = found or [line for line in lines if line.key.lower() == wanted]
    if not found and len(wanted) >= 4:
        found = [line for line in lines if line.id.startswith(wanted)]
    if not found:
        raise CommandError(
            _("no device is called {name}: hatang-collector devices list").format(
                name=name
            )
        )
    if len(found) > 1:
        ids = ", ".join(line.id[:12] for line in found)
        raise CommandError(
            _("{name} could be several devices: {ids}").format(name=name, ids=ids)
        )
    return found[0]


def list_all(arguments: argparse.Namespace, clock: Clock) -> int:
    """Print all devices."""
    store = store_of(arguments, places_of(arguments))
    try:
        lines = lines_of(store)
    finally:
        store.close()
    if arguments.json:
        out(msgspec.json.format(msgspec.json.encode(lines)).decode())
        return OK
    if not lines:
        say(_("No agent has told of a device yet: hatang-agent switch discover finds."))
        return OK
    head = (
        _("ID"),
        _("NAME"),
        _("KIND"),
        _("MODEL"),
        _("SITE"),
        _("ADDRESS"),
        _("PORTS"),
        _("SURVEY"),
        _("READ BY"),
    )
    out(table(head, [_cells(line, clock.now()) for line in lines]))
    return OK


def _cells(line: DeviceLine, now: float) -> tuple[str, ...]:
    ago = span(max(0.0, now - line.survey_time))
    return (
        line.id[:12],
        line.name,
        kind_name(line.kind) if line.answered else "–",
        f"{line.vendor} {line.model}".strip() if line.answered else _("never answered"),
        line.site,
        line.address,
        f"{line.ports_up}/{line.ports}" if line.answered else "–",
        _("{span} ago").format(span=ago),
        line.agent_hostname or line.agent[:12],
    )


def kind_name(kind: str) -> str:
    """Return what a kind of device is called in the reader's language."""
    names = {
        "switch": _("switch"),
        "router": _("router"),
        "firewall": _("firewall"),
        "access_point": _("access point"),
        "printer": _("printer"),
        "ups": _("UPS"),
        "nas": _("NAS"),
        "server": _("server"),
        "other": _("other"),
    }
    return names.get(kind, kind)


def show(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print one device."""
    store = store_of(arguments, places_of(arguments))
    try:
        line = find(lines_of(store), arguments.device)
        record = store.device(line.id)
    finally:
        store.close()
    plain = msgspec.to_builtins(line)
    if arguments.json:
        plain["survey"] = msgspec.to_builtins(record.survey) if record else None
        out(msgspec.json.format(msgspec.json.encode(plain)).decode())
        return OK
    for key, value in plain.items():
        shown = moment(value) if key in {"first_seen", "survey_time"} else value
        told = kind_name(shown) if key == "kind" else one_line(str(shown))
        out(f"{key}: {told}")
    return OK


def forget(arguments: argparse.Namespace, clock: Clock) -> int:
    """Forget every device named; none if one is not there."""
    store = store_of(arguments, places_of(arguments))
    try:
        lines = lines_of(store)
        found = [find(lines, name) for name in arguments.device]
        for line in found:
            store.forget_device(line.id)
            detail: dict[str, Scalar] = {"name": line.name, "agent": line.agent}
            store.add_audit(
                AuditRecord(clock.now(), actor(), "device_forgotten", line.id, detail)
            )
    finally:
        store.close()
    for line in found:
        say(_("{name} is forgotten.").format(name=f"{line.name} ({line.id[:12]})"))
    return OK
