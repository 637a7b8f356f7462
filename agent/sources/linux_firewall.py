"""The firewall of Linux: what is on, of ufw, firewalld and plain rules."""

from agent.readers.errors import ReadError
from agent.readers.linux.firewall import read_firewall
from agent.readers.linux.packet_filter import read_packet_filter
from agent.sources.asking import NotInstalled, Unanswered, ask, refusal, understand
from agent.sources.doors import Doors
from agent.sources.safety import Firewall, unreadable
from agent.sources.text import read_or_none

# The key of a machine on which nothing is installed that could filter.
NONE = "none"


def read_firewalls(doors: Doors) -> dict[str, Firewall]:
    """Return the tools that filter what comes in; if none does, the first that could.

    One that is on is enough: an idle ufw beside a running firewalld is no fault.
    """
    states: dict[str, bool] = {}
    reasons = []
    for name, ask_tool in (
        ("ufw", _ufw),
        ("firewalld", _firewalld),
        ("nftables", _nftables),
        ("iptables", _iptables),
    ):
        try:
            states[name] = ask_tool(doors)
        except NotInstalled:
            continue
        except Unanswered as why:
            reasons.append(str(why))
    on = {name: Firewall(enabled=True) for name, enabled in states.items() if enabled}
    if on:
        return on
    if reasons:
        return unreadable(Firewall, reasons[0])
    return {next(iter(states), NONE): Firewall(enabled=False)}


def _ufw(doors: Doors) -> bool:
    said = ask(doors, "ufw", "status")
    try:
        state = understand(read_firewall, said, "ufw").active
    except Unanswered:
        state = None
    if state is None:
        state = _by_file(doors)
    if state is None:
        raise Unanswered(refusal(said, "ufw"))
    return state


def _by_file(doors: Doors) -> bool | None:
    """Return whether ufw starts with the system: what everybody may read."""
    content = read_or_none(doors.root / "etc/ufw/ufw.conf")
    try:
        return read_firewall(content).enabled_at_boot if content else None
    except ReadError:
        return None


def _firewalld(doors: Doors) -> bool:
    said = ask(doors, "firewall-cmd", "--state")
    for words in (said.stdout, said.stderr):
        try:
            state = read_firewall(words).active
        except ReadError:
            continue
        if state is not None:
            return state
    raise Unanswered(refusal(said, "firewall-cmd"))


def _nftables(doors: Doors) -> bool:
    return _rules(doors, "nft", "list", "ruleset")


def _iptables(doors: Doors) -> bool:
    return _rules(doors, "iptables", "-S")


def _rules(doors: Doors, *argv: str) -> bool:
    said = ask(doors, *argv)
    if said.status != 0:
        raise Unanswered(refusal(said, argv[0]))
    if not said.stdout.strip():
        return False  # an empty rule set is printed as nothing
    return bool(understand(read_packet_filter, said, argv[0]).filters_input)
