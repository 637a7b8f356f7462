"""What findings about ports of switches and their lines say."""

from agent.shared.fact_kinds import N_
from agent.shared.findings.shape import Text

PORTS: dict[str, Text] = {
    "port_slow_link": Text(
        ("critical", "warning"),
        "The link runs below `link.slow_below_bps`, and below what both ends can do and "
        "offer. Critical for a line between devices. Not while the machine is off (it "
        "waits for its wake-up call at 10 Mb/s), nor within `link.stable_seconds`.",
        N_("A line is slower than both of its ends can do"),
        N_("Port {port}, to {other}: {speed_bps}; both ends can do {both_bps}"),
        N_(
            "Nothing is to be bought but a cable. First push both plugs in until they "
            "click; then change the patch cable (a gigabit takes all four pairs), the "
            "socket, and the port. Look for a small old switch in between."
        ),
    ),
    "port_slow_by_setting": Text(
        ("critical", "warning"),
        "As port_slow_link, and autonegotiation is switched off at our port.",
        N_("A line is slow because of a setting"),
        N_(
            "Port {port}, to {other}: set to {speed_bps}, automatic negotiation is off; "
            "both ends can do {both_bps}"
        ),
        N_(
            "Set speed and duplex of the port to automatic, and those of the other end, "
            "too. It costs nothing."
        ),
    ),
    "port_slow_offer": Text(
        ("warning", "info"),
        "The link runs at the most that the other end offers on it, yet what hangs there "
        "can do more. Warning for a line between devices.",
        N_("The other end offers less than it can do"),
        N_(
            "Port {port}, to {other}: {speed_bps} is offered; both ends can do {both_bps}"
        ),
        N_(
            "Look what is in between: a telephone, a docking station, a small old switch. "
            "If there is nothing, set the network card's speed to automatic and switch "
            "off its energy saving."
        ),
    ),
    "port_half_duplex": Text(
        ("warning", "info"),
        "A link of 10 or 100 Mb/s runs half duplex. Warning for a line between devices. "
        "Not where a device says so of all its links, nor at a gigabit, where there is "
        "no half duplex.",
        N_("A line runs half duplex"),
        N_("Port {port}, to {other}: half duplex at {speed_bps}"),
        N_(
            "Set both ends to automatic. If it stays, change the cable; a very old device "
            "or a hub can do no better."
        ),
    ),
    "port_duplex_mismatch": Text(
        ("critical", "warning"),
        "One end says full duplex, the other half. Critical for a line between devices.",
        N_("Both ends of a line use different duplex"),
        N_("Port {port}: {duplex}; {other}: {other_duplex}"),
        N_(
            "Set speed and duplex to automatic at both ends: one that is set by hand "
            "makes the other fall back to half duplex. It costs nothing."
        ),
    ),
    "port_duplex_suspected": Text(
        ("critical", "warning"),
        "A port of 10 or 100 Mb/s is set to full duplex by hand and receives damaged "
        "packets as in port_errors. Critical for a line between devices.",
        N_("Both ends of a line seem to use different duplex"),
        N_(
            "Port {port}, to {other}: set to {duplex} by hand, and damaged packets come in"
        ),
        N_(
            "Set speed and duplex to automatic at both ends. If damaged packets still "
            "come, change the cable."
        ),
    ),
    "port_late_collisions": Text(
        ("critical", "warning"),
        "At least `link.late_collisions_a_day` late collisions on "
        "`link.late_collision_days` of the recent days. Critical for a line between devices.",
        N_("Late collisions: the other end uses another duplex"),
        N_(
            "Port {port}, to {other}: {late_collisions} late collisions on {bad_days} of "
            "the last days"
        ),
        N_(
            "Set speed and duplex to automatic at both ends. If both are, the cable is "
            "longer than 100 m or broken."
        ),
    ),
    "port_errors": Text(
        ("critical", "warning", "info"),
        "Of the packets received in office hours at least `errors.ratio` are damaged, on "
        "`errors.bad_days` of the recent watched days, in `errors.readings_a_day` minutes "
        "each. One step graver at `errors.ratio_high`, and for a line between devices. "
        "Counters that jump at a restart, and a few errors, are none.",
        N_("A line damages packets"),
        N_(
            "Port {port}, to {other}: {error_ratio} of the packets received are damaged, "
            "{trend}; on {bad_days} of {watched_days} watched days"
        ),
        N_(
            "Push both plugs in; then change the patch cable; then try another port of "
            "the switch and another socket. If the errors stay with the machine, its "
            "network card is to be replaced; with the socket, the cable in the wall."
        ),
    ),
    "port_errors_gone": Text(
        ("info",),
        "As port_errors, but on none of the last `errors.bad_days` watched days.",
        N_("A line that damaged packets is good again"),
        N_(
            "Port {port}, to {other}: {error_ratio} of the packets were damaged on "
            "{bad_days} days; none for {good_days} watched days"
        ),
        N_("Nothing is to be done. Note what was changed."),
    ),
    "port_discards": Text(
        ("warning", "info"),
        "Of the packets to be sent at least `discards.ratio` are thrown away, on "
        "`discards.bad_days` of the recent watched days. Warning at "
        "`discards.ratio_high` and for a line between devices.",
        N_("A port throws packets away"),
        N_(
            "Port {port}, to {other}: {discard_ratio} of the packets are thrown away "
            "before sending, on {bad_days} of {watched_days} watched days, at {speed_bps}"
        ),
        N_(
            "More comes in than the line takes. See whether it is slower than it can be, "
            "or has the wrong duplex; move large copies and backups to the night. Only "
            "then think of a faster line."
        ),
    ),
    "port_flapping": Text(
        ("warning",),
        "The link is lost for less than `flaps.short_seconds` and comes back at the same "
        "speed `flaps.a_day` times a day (`flaps.a_day_between_devices` between devices) "
        "on `flaps.bad_days` days. Machines that sleep or are switched off do not count, "
        "nor restarts of the switch.",
        N_("A link is lost again and again"),
        N_(
            "Port {port}, to {other}: lost up to {most_a_day} times a day, on {bad_days} "
            "of the last {watched_days} days"
        ),
        N_(
            "Push both plugs in; change the patch cable; try another port. Then look at "
            "the power supply of what hangs there, and at the energy saving of its card."
        ),
    ),
    "port_busy": Text(
        ("warning", "info"),
        "p95 of use in office hours is at least `use.ratio` of the speed, over all "
        "watched days and the recent ones. Warning at `use.ratio_high`.",
        N_("A line is nearly used up"),
        N_(
            "Port {port}, to {other}, {direction}: 95 % of the time below {p95_ratio} of "
            "{speed_bps}; busiest hour {busiest_ratio}; {watched_days} days"
        ),
        N_(
            "See what copies so much, and move it out of office hours. If the line is "
            "slower than both ends can do, mend that first."
        ),
    ),
    "uplink_busy": Text(
        ("warning",),
        "As port_busy, for a line between devices.",
        N_("A line between devices is nearly used up"),
        N_(
            "Port {port}, to {other}, {direction}: 95 % of the time below {p95_ratio} of "
            "{speed_bps}; busiest hour {busiest_ratio}; {watched_days} days"
        ),
        N_(
            "See whether it is slower than both ends can do, and mend that first. Move "
            "backups and updates out of office hours. Then join a second free port to it "
            "(LAG); a faster switch comes last."
        ),
    ),
    "uplink_oversubscribed": Text(
        ("info",),
        "Ports with a link have `use.oversubscribed_factor` times the speed of the "
        "uplink, and its busiest hour is over `use.oversubscribed_busy_ratio`.",
        N_("Much hangs on one uplink"),
        N_(
            "Port {port}, to {other}: {ports} ports with {access_bps} together on "
            "{speed_bps}; busiest hour {busiest_ratio}; {watched_days} days"
        ),
        N_(
            "Not urgent: it still has room. Keep a port free for a second line (LAG) "
            "before more machines are added here."
        ),
    ),
    "broadcast_storm": Text(
        ("critical", "warning"),
        "Broadcast is `broadcast.storm_share` of what comes in while the line is over "
        "`broadcast.storm_use`, in at least 10 % of an hour's readings, within "
        "`broadcast.storm_within_days`. Warning where it comes from another device.",
        N_("A storm of broadcast comes in"),
        N_("Port {port}, to {other}: on {bad_days} of the last days"),
        N_(
            "Look for a loop there: a cable with both plugs in one switch, or two lines "
            "to one small switch. Pull it. Then switch on loop protection (STP)."
        ),
    ),
    "broadcast_high": Text(
        ("info",),
        "Broadcast is `broadcast.high_share` of what comes in while the line is over "
        "`broadcast.high_use`, in a quarter of an hour's readings, on "
        "`broadcast.high_days` recent days.",
        N_("Much broadcast comes in"),
        N_("Port {port}, to {other}: on {bad_days} of the last days"),
        N_(
            "Find the machine that sends it: a network card that is failing, or a program "
            "that searches all the time."
        ),
    ),
}
