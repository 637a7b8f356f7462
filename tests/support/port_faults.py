"""Faults put into a simulated month, with the findings that they must bring.

Beside each stand its look-alikes: what is no fault, though the numbers resemble one.
"""

from collections.abc import Mapping, Sequence

import msgspec

from collector.store.finding import FindingRecord
from tests.support.port_month import (
    DAY_S,
    FAST,
    GIGABIT,
    NOW,
    SLOW,
    Line,
    Month,
    Switch,
)

INFORMATION = frozenset(
    {"ports_free", "ports_nearly_used_up", "ports_used_up", "ports_learning"}
)
"""Kinds that are no fault and need no truth."""


def changed(line: Line, **changes: object) -> Line:
    """Change what the switch says of the port."""
    line.port = msgspec.structs.replace(line.port, **changes)
    return line


def found_of(line: Line, *kinds: str) -> None:
    """Note what must be found at *line*."""
    line.truth = frozenset({*line.truth, *kinds})


# --- faults ------------------------------------------------------------------------
def slow_link(month: Month, switch: Switch, number: int) -> None:
    """Add a patch cable with a broken pair: 100 Mb/s between gigabit ends."""
    line = changed(month.pc(switch, number), speed_bps=FAST, partner_bps=GIGABIT)
    found_of(line, "port_slow_link")


def slow_unsaid(month: Month, switch: Switch, number: int) -> None:
    """Add the same at a switch that does not say what its ports can do."""
    for line in switch.lines:
        changed(line, capable_bps=None)
    month.pc(switch, number - 1)
    month.pc(switch, number + 1)
    found_of(changed(month.pc(switch, number), speed_bps=FAST), "port_slow_link")


def slow_setting(month: Month, switch: Switch, number: int) -> None:
    """Somebody has set the port to 100 Mb/s by hand."""
    line = changed(month.pc(switch, number), speed_bps=FAST, auto_negotiation=False)
    found_of(line, "port_slow_by_setting")


def slow_offer(month: Month, switch: Switch, number: int) -> None:
    """Add a telephone or a small switch is in between, or the card is set so."""
    line = changed(month.pc(switch, number), speed_bps=FAST, partner_bps=FAST)
    found_of(line, "port_slow_offer")


def bad_cable(month: Month, switch: Switch, number: int) -> None:
    """Packets come in damaged, more or fewer of them, since some days or always."""
    line = month.pc(switch, number)
    line.errors = month.random.choice((0.0004, 0.002, 0.01))
    line.errors_from = month.random.choice((0, 12))
    line.presence = 1.0
    found_of(line, "port_errors")


def mended_cable(month: Month, switch: Switch, number: int) -> None:
    """Add a cable that was bad until a week ago."""
    line = month.pc(switch, number)
    line.errors, line.errors_to, line.presence = 0.003, 8, 1.0
    found_of(line, "port_errors_gone")


def late_collisions(month: Month, switch: Switch, number: int) -> None:
    """Add the switch negotiates, the PC is set to full duplex by hand."""
    line = changed(month.pc(switch, number, capable=FAST), speed_bps=FAST)
    changed(line, duplex="half", partner_bps=None)
    line.late_collisions, line.presence = 3.0, 1.0
    found_of(line, "port_late_collisions")


def half_duplex(month: Month, switch: Switch, number: int) -> None:
    """Add a port that fell back to half duplex."""
    line = changed(month.pc(switch, number, capable=FAST), speed_bps=FAST)
    found_of(changed(line, duplex="half"), "port_half_duplex")


def flapping(month: Month, switch: Switch, number: int) -> None:
    """Add a plug that does not hold."""
    line = month.pc(switch, number)
    for ago in (1, 2, 3, 5):
        for turn in range(14):
            _lost(switch, line, NOW - ago * DAY_S + turn * 700.0, 20.0)
    found_of(line, "port_flapping")


def discarding(month: Month, switch: Switch, number: int) -> None:
    """Add a 100 Mb/s machine that a server floods all day."""
    line = changed(month.pc(switch, number, capable=FAST), speed_bps=FAST)
    line.discards, line.transmit, line.presence = 0.02, 0.25, 1.0
    found_of(line, "port_discards", "port_busy")


def busy_server(month: Month, switch: Switch, number: int) -> None:
    """Add a server whose line is full."""
    line = month.pc(switch, number)
    line.transmit, line.spread, line.presence = 0.65, 0.3, 1.0
    found_of(line, "port_busy")


def storm(month: Month, switch: Switch, number: int) -> None:
    """Add a loop in a small switch under a desk, since yesterday."""
    line = month.pc(switch, number)
    line.storms, line.presence = (0, 1), 1.0
    found_of(line, "broadcast_storm")


PORT_FAULTS = (
    slow_link,
    slow_setting,
    slow_offer,
    bad_cable,
    mended_cable,
    late_collisions,
    half_duplex,
    flapping,
    discarding,
    busy_server,
    storm,
)


# --- look-alikes -------------------------------------------------------------------
def asleep(month: Month, switch: Switch, number: int) -> None:
    """Add a PC that is off and waits for its wake-up call at 10 Mb/s half duplex."""
    line = changed(month.pc(switch, number), speed_bps=SLOW, duplex="half")
    month.off.add(line.other)


def slow_card(month: Month, switch: Switch, number: int) -> None:
    """Add a PC that can do no more."""
    changed(month.pc(switch, number, capable=FAST), speed_bps=FAST, partner_bps=FAST)


def just_started(month: Month, switch: Switch, number: int) -> None:
    """Add a PC that is starting: its link is a minute old."""
    changed(month.pc(switch, number), speed_bps=FAST, changed_s=-560.0 + 620.0)


def not_followed(month: Month, switch: Switch, number: int) -> None:
    """Add a camera of 100 Mb/s of which nobody knows anything."""
    line = month.up(switch.line(number), FAST)
    line.receive, line.transmit = 0.05, 0.001


def jumping_counter(month: Month, switch: Switch, number: int) -> None:
    """Errors are counted only when the PC starts."""
    line = month.pc(switch, number)
    line.jumps, line.presence = tuple(range(30)), 1.0


def few_errors(month: Month, switch: Switch, number: int) -> None:
    """Add an error in a day or two: every line has them."""
    line = month.pc(switch, number)
    line.errors, line.packets = 0.00001, 500


def sleeper(month: Month, switch: Switch, number: int) -> None:
    """Add a laptop that falls asleep and wakes up all day."""
    line = month.pc(switch, number)
    for ago in range(1, 7):
        for turn in range(15):
            time = NOW - ago * DAY_S + turn * 900.0
            speed = SLOW if turn % 2 else GIGABIT
            _lost(switch, line, time, 3.0, speed)


def switched_off(month: Month, switch: Switch, number: int) -> None:
    """Add a PC that is switched off in the evening and at noon, and starts twice."""
    line = month.pc(switch, number)
    for ago in range(1, 28):
        for hours in (0.0, 4.0):
            time = NOW - ago * DAY_S - hours * 3600
            for start in range(3):
                _lost(switch, line, time + start * 40.0, 10.0)
            switch.happened("port_down", time + 600, port=line.port.key)
            switch.happened(
                "port_up", time + 5000, port=line.port.key, speed_bps=GIGABIT
            )


def idle_talker(month: Month, switch: Switch, number: int) -> None:
    """Add a machine that sends next to nothing, and that as broadcast; it uploads at times."""
    line = month.pc(switch, number)
    line.receive, line.spread, line.broadcast = 0.0002, 3.5, 0.4
    line.transmit = 1e-5


def bursts(month: Month, switch: Switch, number: int) -> None:
    """Add a machine that copies a large file now and then, and loses a packet doing so."""
    line = month.pc(switch, number)
    line.transmit, line.spread, line.discards = 0.01, 2.0, 0.00002


def gigabit_half(month: Month, switch: Switch, number: int) -> None:
    """Add a switch that calls a gigabit link half duplex."""
    changed(month.pc(switch, number), duplex="half")


LOOK_ALIKES = (
    asleep,
    slow_card,
    just_started,
    not_followed,
    jumping_counter,
    few_errors,
    sleeper,
    switched_off,
    idle_talker,
    bursts,
    gigabit_half,
)


def _lost(
    switch: Switch,
    line: Line,
    time: float,
    seconds: float,
    speed: int | None = None,
) -> None:
    speed = speed or line.port.speed_bps or GIGABIT
    switch.happened("port_down", time, port=line.port.key)
    switch.happened("port_up", time + seconds, port=line.port.key, speed_bps=speed)


def office(seed: int = 1, *, rounds: int = 2) -> Month:
    """Return a LAN of a core and eleven switches, *rounds* of every fault in it."""
    month = Month(seed)
    core = month.add("core", 28)
    access = [month.add(f"sw-{number}", 24) for number in range(1, 11)]
    for number, switch in enumerate(access, start=1):
        month.join(switch, 24, core, number)
    old = _old_switch(month, core)
    _devices(month, core, access)
    _uplinks(core, access)
    draw = month.random
    places = [(switch, number) for switch in access[1:] for number in range(1, 20)]
    draw.shuffle(places)
    for fault in (*PORT_FAULTS * rounds, *LOOK_ALIKES * rounds):
        fault(month, *places.pop())
    slow_unsaid(month, access[0], 10)
    for place in places[: len(places) * 3 // 4]:
        month.pc(*place)
    changed(month.pc(old, 2, capable=FAST), speed_bps=FAST, duplex="half")
    return month


def _old_switch(month: Month, core: Switch) -> Switch:
    """Add a switch of slow ports and two fast ones, that calls all links half."""
    old = month.add("sw-old", 26)
    month.join(old, 26, core, 20)
    for line in old.lines[:24]:
        changed(line, capable_bps=None)
    for number in range(3, 9):
        changed(month.pc(old, number), speed_bps=FAST)
    for line in old.lines:
        if line.port.link == "up":
            changed(line, duplex="half")
    return old


def _uplinks(core: Switch, access: list[Switch]) -> None:
    """Fill, slow down and damage some of the lines between switches."""
    full = access[1].line(24)
    full.receive, full.spread = 0.6, 0.35
    found_of(full, "uplink_busy")
    other = core.line(2)
    other.transmit, other.spread = 0.6, 0.35
    found_of(other, "uplink_busy")
    for line in (access[2].line(24), core.line(3)):
        found_of(changed(line, speed_bps=FAST), "port_slow_link")
    access[3].line(24).errors = 0.0005
    found_of(access[3].line(24), "port_errors")
    changed(access[4].line(24), speed_bps=FAST, duplex="half", capable_bps=FAST)
    changed(core.line(5), speed_bps=FAST, capable_bps=FAST)
    core.line(5).errors = 0.004
    found_of(access[4].line(24), "port_duplex_mismatch")
    found_of(core.line(5), "port_duplex_mismatch", "port_errors")


def _devices(month: Month, core: Switch, access: list[Switch]) -> None:
    """Give some switches faults and look-alikes of their own."""
    del month
    core.power = (370.0, 120.0)
    access[0].power, access[1].power = (120.0, 117.0), (60.0, 900.0)
    access[0].truth.add("poe_near_budget")
    access[5].root = True
    access[5].truth.add("stp_root_below")
    access[6].cpu = 0.97
    access[6].truth.add("device_busy")
    access[7].celsius = 88.0
    access[7].truth.add("device_hot")
    access[8].bad_parts = (("Fan 2", "fan"),)
    access[8].truth.add("device_part_bad")
    access[9].topology_changes = 900.0
    access[9].truth.add("stp_changes_often")
    core.topology_changes = 90.0  # PCs that are switched on
    for ago in (1, 2, 4, 5):
        access[6].happened("device_restarted", NOW - ago * DAY_S - 3600)
    access[6].truth.add("device_restarts_often")
    for ago in range(1, 25):  # without power over night
        evening = NOW - ago * DAY_S + 4 * 3600
        access[7].happened("device_silent", evening)
        access[7].happened("device_answers", evening + 13 * 3600)
        access[7].happened("device_restarted", evening + 13 * 3600 + 20)
        access[8].happened("device_restarted", evening + 13 * 3600)  # nobody saw it


def truth_of(month: Month) -> set[tuple[str, str, str]]:
    """Return what must be found: switch, subject, kind."""
    found = {
        (switch.name, line.port.key, kind)
        for switch in month.switches
        for line in switch.lines
        for kind in line.truth
    }
    for switch in month.switches:
        for kind in switch.truth:
            subject = {"poe_near_budget": "1", "device_part_bad": "Fan 2"}.get(kind, "")
            found.add((switch.name, subject, kind))
    return found


def told_of(
    month: Month, findings: Mapping[str, Sequence[FindingRecord]]
) -> set[tuple[str, str, str]]:
    """Return what was found, without what is information only."""
    names = {switch.id: switch.name for switch in month.switches}
    return {
        (names[device], record.subject, record.kind)
        for device, records in findings.items()
        for record in records
        if record.kind not in INFORMATION
    }
