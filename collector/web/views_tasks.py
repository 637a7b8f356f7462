"""What needs a person: which machines, why, and what to do about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collector.web.i18n import N_, Tongue
from collector.web.views_fleet import FleetRow, Wish

SHOWN_MACHINES = 6
EXPECTED_TOO_LONG_S = 86400.0


@dataclass(frozen=True)
class Task:
    """Something that needs a person: what, for which machines, what to do."""

    kind: str
    severity: str  # "act" or "look"
    title: str
    advice: str
    command: str
    rows: Sequence[FleetRow]
    notes: Sequence[str]  # one for each row
    more: int
    link: str


@dataclass(frozen=True)
class _Rule:
    kind: str
    severity: str
    title: str
    advice: str
    command: str
    link: str
    who: Callable[[FleetRow, float], bool]
    note: Callable[[FleetRow, Tongue, float], str]


def tasks(rows: Sequence[FleetRow], tongue: Tongue, *, now: float) -> list[Task]:
    """Return what needs a person, the most urgent first."""
    watched = [row for row in rows if row.state != "revoked"]
    found = []
    for rule in _RULES:
        mine = [row for row in watched if rule.who(row, now)]
        if not mine:
            continue
        shown = mine[:SHOWN_MACHINES]
        count = tongue.formats.number(len(mine))
        found.append(
            Task(
                kind=rule.kind,
                severity=rule.severity,
                title=tongue.text(rule.title).format(n=count),
                advice=tongue.text(rule.advice),
                command=_command(rule.command, mine),
                rows=shown,
                notes=[rule.note(row, tongue, now) for row in shown],
                more=len(mine) - len(shown),
                link=rule.link,
            )
        )
    return found


def _command(command: str, rows: Sequence[FleetRow]) -> str:
    """Return *command*, ready to be copied where it is for one machine."""
    return command.replace("ID", rows[0].agent.id) if len(rows) == 1 else command


def offset_text(tongue: Tongue, offset_s: float, parts: int = 2) -> str:
    """Return by how much a clock is fast or slow."""
    if abs(offset_s) < 1.0:
        return tongue.text("right")
    span = tongue.formats.span(offset_s, parts)
    if offset_s > 0:
        return tongue.text("{span} fast").format(span=span)
    return tongue.text("{span} slow").format(span=span)


def _enrolled(row: FleetRow, tongue: Tongue, now: float) -> str:
    time = tongue.formats.brief(row.agent.enrolled, now)
    return tongue.text("enrolled {time}").format(time=time)


def _last_report(row: FleetRow, tongue: Tongue, now: float) -> str:
    time = tongue.formats.brief(row.last_report or 0.0, now)
    return tongue.text("last report {time}").format(time=time)


def _dropped(row: FleetRow) -> int:
    return row.status.dropped if row.status else 0


_RULES: tuple[_Rule, ...] = (
    _Rule(
        "quarantined",
        "act",
        N_("One credential, two machines: {n}"),
        N_(
            "Usually a copied disk image. Keep the machine that enrolled first and "
            "enrol the other one anew, or revoke both."
        ),
        "hatang-collector agents approve ID\nhatang-collector agents revoke ID",
        Wish().link(state="quarantined"),
        lambda row, _now: row.state == "quarantined",
        lambda row, _tongue, _now: row.agent.note,
    ),
    _Rule(
        "pending",
        "act",
        N_("Waiting for your approval: {n}"),
        N_("Approve the machines that you know; their reports wait meanwhile."),
        "hatang-collector agents approve ID",
        Wish().link(state="pending"),
        lambda row, _now: row.state == "pending",
        _enrolled,
    ),
    _Rule(
        "silent",
        "act",
        N_("Silent although they should be on: {n}"),
        N_(
            "Is the machine on, and on the network? Then ask the agent there what is "
            "wrong. Several in one room: look at the switch first."
        ),
        "hatang-agent doctor",
        Wish().link(state="silent"),
        lambda row, _now: row.state == "silent",
        _last_report,
    ),
    _Rule(
        "dropped",
        "look",
        N_("Reports were lost before they could be delivered: {n}"),
        N_(
            "The agent's disk queue was full or too old: the machine was cut off for "
            "very long. Give it more room in agent.toml (spool.max_bytes)."
        ),
        "",
        "/fleet",
        lambda row, _now: _dropped(row) > 0,
        lambda row, tongue, _now: tongue.plural(
            "{n} report", "{n} reports", _dropped(row)
        ),
    ),
    _Rule(
        "clock",
        "look",
        N_("Wrong clock: {n}"),
        N_(
            "Reports are kept at the right time all the same. Set the clock by NTP; "
            "one that is wrong after every night needs a new CMOS battery."
        ),
        "",
        Wish().link(sort="clock", down="1"),
        lambda row, _now: row.wrong_clock,
        lambda row, tongue, _now: offset_text(tongue, row.clock_offset_s or 0.0),
    ),
    _Rule(
        "expected",
        "look",
        N_("Enrolled, but never reported: {n}"),
        N_("The agent may not be running as a service on these machines."),
        "hatang-agent run",
        Wish().link(state="expected"),
        lambda row, now: (
            row.state == "expected" and now - row.agent.enrolled > EXPECTED_TOO_LONG_S
        ),
        _enrolled,
    ),
)
