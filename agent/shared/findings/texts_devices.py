"""What findings about switches and other devices of the network say."""

from agent.shared.fact_kinds import N_
from agent.shared.findings.shape import Text

DEVICES: dict[str, Text] = {
    "device_silent": Text(
        ("critical", "warning"),
        "In office hours a device has not answered for `device.silent_seconds`, while "
        "the agent that reads it reports. Critical for switches, routers and firewalls; "
        "printers may sleep.",
        N_("A device does not answer"),
        N_("{address} has not answered since {since_timestamp_seconds}"),
        N_(
            "See whether it has power and a link. If people behind it work, its address "
            "or its read credential was changed."
        ),
    ),
    "device_restarts_often": Text(
        ("warning",),
        "`device.restarts` restarts within `device.restarts_within_days`, of a device "
        "that was watched right before: power cuts over night do not count.",
        N_("A device restarts again and again"),
        N_(
            "{restarts} times in the last {watched_days} days, the last time on "
            "{last_timestamp_seconds}"
        ),
        N_(
            "Try another socket and, if there is one, a UPS; then its power supply, its "
            "fans, and a newer firmware."
        ),
    ),
    "device_busy": Text(
        ("warning", "info"),
        "p95 of the processor's use in office hours is at least `device.cpu_ratio` "
        "(warning: `device.cpu_ratio_high`).",
        N_("The processor of a device is busy"),
        N_("95 % of the time below {p95_ratio}, over {watched_days} days"),
        N_(
            "See whether somebody asks it too often (SNMP, a scan), or a loop keeps it "
            "busy. Then update its firmware."
        ),
    ),
    "device_hot": Text(
        ("warning", "info"),
        "The mean of an hour at the warmest sensor reaches `device.temperature_celsius` "
        "(warning: `device.temperature_high_celsius`) on two days.",
        N_("A device gets hot"),
        N_("{temperature_celsius} at the warmest sensor, over {watched_days} days"),
        N_("Free its air slots from dust, and give it room. Then look at its fans."),
    ),
    "device_part_bad": Text(
        ("warning",),
        "The device itself says that a fan, supply or sensor is not well.",
        N_("A part of a device is not well"),
        N_("The device says so of {sensor} ({part})"),
        N_(
            "Look at it: a fan is cleaned or replaced, a second supply may only be "
            "unplugged."
        ),
    ),
    "poe_near_budget": Text(
        ("warning", "info"),
        "The draw is at least `poe.ratio` of the budget (warning: `poe.ratio_high`), or "
        "less is left than the largest class that is fed takes.",
        N_("Power over Ethernet is nearly used up"),
        N_("{used_watts} W of {budget_watts} W for {ports} ports"),
        N_(
            "The next telephone or access point may not start. Feed one that is near a "
            "socket from its own adapter, or move it to a switch with power to spare."
        ),
    ),
    "ports_free": Text(
        ("info",),
        "How many ports had no link for `free.weeks` weeks, or as long as was watched.",
        N_("Free ports"),
        N_(
            "{free_ports} of {ports} ports had no link; watched on {watched_days} days: "
            "{names}"
        ),
        N_("Nothing is to be done. Use them before a switch is bought."),
    ),
    "ports_nearly_used_up": Text(
        ("info",),
        "Fewer than `free.share` of the ports were without a link for `free.weeks` weeks.",
        N_("Few ports are free"),
        N_("{free_ports} of {ports} ports had no link; watched on {watched_days} days"),
        N_("See which lines lead to empty desks before a switch is planned."),
    ),
    "ports_used_up": Text(
        ("warning",),
        "Every port had a link within `free.weeks` weeks.",
        N_("No port is free"),
        N_("All {ports} ports had a link; watched on {watched_days} days"),
        N_(
            "See which lines lead to empty desks or old devices. Then plan a larger "
            "switch, not a small one behind a desk."
        ),
    ),
    "stp_root_below": Text(
        ("info",),
        "The root of the spanning tree is a switch that has another one above it, "
        "towards the gateway, of the same tree.",
        N_("The spanning tree has its root at an access switch"),
        N_("This switch is the root, with priority {priority}; above it is {other}"),
        N_(
            "Give the switch nearest to the router the lowest priority (4096): traffic "
            "then takes the short way."
        ),
    ),
    "stp_changes_often": Text(
        ("info",),
        "`stp.changes_a_day` changes of the tree on `stp.bad_days` recent days.",
        N_("The spanning tree changes often"),
        N_("Up to {most_a_day} changes a day, on {bad_days} of the last days"),
        N_(
            "Set the ports of PCs as edge ports (portfast), so that switching one on is "
            "no change. If it goes on, look for a link that flaps."
        ),
    ),
    "counters_doubtful": Text(
        ("info",),
        "Ports whose 32-bit counters may go round between two polls.",
        N_("Some counters may be wrong"),
        N_("{ports} ports have small counters for their speed: {names}"),
        N_(
            "Read the device with SNMP v2c or v3 instead of v1, or update its firmware. "
            "Else take its load for a lower limit."
        ),
    ),
    "ports_learning": Text(
        ("info",),
        "Fewer than `watch.least_days` days were watched: not enough data for findings "
        "about errors, use and free ports.",
        N_("Not enough data about the ports yet"),
        N_("Watched on {watched_days} of {needed_days} days"),
        N_("Wait. What is found at once, as a slow line, is told at once."),
    ),
    "ups_on_battery": Text(
        ("critical", "warning"),
        "The UPS feeds from its battery. Critical at `device.battery_low_ratio`.",
        N_("The UPS runs on its battery"),
        N_("Charge {charge_ratio}; it lasts about {runtime_seconds}"),
        N_("Check the power. Shut down the servers before the battery is empty."),
    ),
    "ups_battery_bad": Text(
        ("warning",),
        "The UPS calls its battery low, depleted or to be replaced, while it has power.",
        N_("The battery of the UPS is worn out"),
        N_("The UPS says so; charge {charge_ratio}"),
        N_("Replace the battery, not the UPS; most last three to five years."),
    ),
    "supply_low": Text(
        ("info",),
        "Toner, drum or the like is at `device.supply_low_ratio` or below.",
        N_("A printer's supply is nearly used up"),
        N_("{supply}: {left_ratio} left"),
        N_("Have the next one ready; replace it only when the print gets pale."),
    ),
}
