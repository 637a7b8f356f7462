"""A discovery as a person reads it: tables, and how to go on."""

from collections.abc import Iterable, Sequence
from gettext import gettext as _
from gettext import ngettext

from agent.shared.survey import DeviceKind
from agent.sources.snmp.address import PORT
from agent.switches.discovery import Discovery
from agent.switches.proposals import Proposal, Seen, Why

_WIDEST = 40
_MOST_NAMED = 20


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark *text* for translation."""
    return text


KINDS: dict[DeviceKind, str] = {
    "switch": N_("switch"),
    "router": N_("router"),
    "firewall": N_("firewall"),
    "access_point": N_("access point"),
    "printer": N_("printer"),
    "ups": N_("UPS"),
    "nas": N_("NAS"),
    "server": N_("server"),
    "other": N_("other"),
}
WHY: dict[Why, str] = {
    "outside": N_("it lies outside the ranges"),
    "silent": N_("it takes none of the credentials, or is off"),
    "credential": N_("it speaks SNMPv3 and takes none of the users"),
    "no_address": N_("nobody says at which address it listens"),
}


def text_of(discovery: Discovery, *, port: int = PORT, by_hand: bool = False) -> str:
    """Return *discovery* as text, in the language spoken now.

    *port* is the one that was asked; *by_hand*: with credentials of the command line,
    which the settings lack.
    """
    count, asked = len(discovery.proposals), discovery.asked
    parts = [
        ngettext(
            "{count} device found; {asked} addresses were asked.",
            "{count} devices found; {asked} addresses were asked.",
            count,
        ).format(count=count, asked=asked)
    ]
    if discovery.proposals:
        parts.append(_devices(discovery.proposals))
    if discovery.seen:
        parts.append(
            _("Seen as neighbours or by SNMPv3, and not read:")
            + "\n"
            + _seen(discovery.seen)
        )
    if discovery.problems:
        lines = (f"  {host}: {why}" for host, why in discovery.problems.items())
        parts.append(_("Answered, and could not be read:") + "\n" + "\n".join(lines))
    parts.append(_next_step(discovery, port))
    if by_hand and any(not one.known for one in discovery.proposals):
        parts.append(
            _(
                "Before that, write the credential into the settings, as"
                " [[switches.credentials]] with a name and a community_file."
            )
        )
    return "\n\n".join(parts)


def _with_port(address: str, port: int) -> str:
    if port == PORT:
        return address
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _devices(proposals: Iterable[Proposal]) -> str:
    head = (
        *(_("ADDRESS"), _("NAME"), _("KIND"), _("MAKER"), _("MODEL")),
        *(_("CREDENTIAL"), _("IN THE SETTINGS AS")),
    )
    rows = [
        (
            *(one.address, one.name, _(KINDS[one.kind]), one.vendor, one.model),
            *(one.credential, one.known),
        )
        for one in proposals
    ]
    return table([head, *rows])


def _seen(seen: Iterable[Seen]) -> str:
    head = (_("ADDRESS"), _("NAME"), _("DESCRIPTION"), _("SEEN FROM"), _("WHY NOT"))
    rows = [
        (
            *(one.address, one.name, one.description),
            *(", ".join(one.seen_from), _(WHY[one.why])),
        )
        for one in seen
    ]
    return table([head, *rows])


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return *rows*, the first of them a head, in columns that are as wide as needed."""
    short = [[*map(_cut, row[:-1]), _plain(row[-1])] for row in rows]
    widths = [max(map(len, column)) for column in zip(*short, strict=True)]
    return "\n".join(
        "  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in short
    )


def _plain(text: str) -> str:
    return " ".join(text.split()) or "–"


def _cut(text: str) -> str:
    text = _plain(text)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _next_step(discovery: Discovery, port: int) -> str:
    new = [
        _with_port(one.address, port) for one in discovery.proposals if not one.known
    ]
    if new:
        words = " ".join(new[:_MOST_NAMED])
        return (
            _("To watch one of them from now on, or all:")
            + f"\n  hatang-agent switch add {words}"
        )
    if discovery.proposals:
        return _("All of them stand in the settings already.")
    if any(one.why == "credential" for one in discovery.seen):
        return _(
            "Who speaks SNMPv3 wants a user that it knows: check --v3-user, its keys and"
            " its protocols."
        )
    return _(
        "Nobody answered. A device does not answer a wrong community: check that and"
        " its version (--version 1 for old devices), that SNMP is on, that the devices"
        " let this machine ask (their access list), and that no firewall drops UDP"
        " port 161."
    )
