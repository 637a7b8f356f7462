"""What the events of devices say: those of polling agents, and those of surveys."""

from agent.shared.fact_kinds import N_

# Placeholders are the event's attributes; one that it has not is a dash.
DEVICE_EVENT_TEXTS: dict[str, str] = {
    "device_address_changed": N_(
        "The device has another address: {before} before, {after} now"
    ),
    "device_answers": N_("The device answers again"),
    "device_found": N_("A device was found at {address}: {name}, {vendor} {model}"),
    "device_first_seen": N_(
        "The device was read for the first time: {model}, {address}"
    ),
    "device_model_changed": N_(
        "The device says another model: {before} before, {after} now"
    ),
    "device_replaced": N_(
        "The device was replaced: serial number {before} before, {after} now"
    ),
    "device_restarted": N_("The device started anew"),
    "device_silent": N_("The device does not answer"),
    "device_version_changed": N_(
        "The device's software changed from {before} to {after}"
    ),
    "neighbour_appeared": N_("On port {port} there is a new neighbour: {neighbour}"),
    "neighbour_gone": N_("The neighbour {neighbour} on port {port} is gone"),
    "port_down": N_("Port {port} has lost its link"),
    "port_speed_changed": N_(
        "Port {port} changed its speed: {before_bps} before, {after_bps} now"
    ),
    "port_up": N_("Port {port} has a link at {speed_bps}"),
}
