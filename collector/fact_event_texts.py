"""What the events that follow from a change of facts say."""

from agent.shared.fact_kinds import N_

# Placeholders are the event's attributes; one that it has not is a dash.
EVENT_TEXTS: dict[str, str] = {
    "administrator_added": N_("There are {new} local administrators; there were {old}"),
    "administrator_removed": N_(
        "There are {new} local administrators; there were {old}"
    ),
    "administrators_changed": N_("The local administrators are others than before"),
    "antivirus_removed": N_("The antivirus program {subject} was removed"),
    "antivirus_switched_off": N_("The antivirus program {subject} was switched off"),
    "antivirus_switched_on": N_("The antivirus program {subject} was switched on"),
    "automatic_updates_switched_off": N_("Automatic updates were switched off"),
    "domain_users_became_administrators": N_(
        "All domain users became local administrators"
    ),
    "drive_added": N_("A drive was added: {subject}, {new}"),
    "drive_got_worse": N_("The verdict on drive {subject} changed from {old} to {new}"),
    "drive_removed": N_("A drive is gone: {subject}, {old}"),
    "drive_swapped": N_("A drive was swapped: {subject}, {old} for {new}"),
    "encryption_added": N_("Volume {subject} was encrypted"),
    "encryption_removed": N_("Volume {subject} is not encrypted any more"),
    "encryption_resumed": N_("Encryption of volume {subject} protects again"),
    "encryption_suspended": N_("Encryption of volume {subject} was suspended"),
    "firewall_switched_off": N_("The firewall {subject} was switched off"),
    "firewall_switched_on": N_("The firewall {subject} was switched on"),
    "firmware_updated": N_("The firmware changed from {old} to {new}"),
    "memory_module_added": N_("A memory module was added: {subject}, {size_bytes}"),
    "memory_module_removed": N_("A memory module is gone: {subject}, {size_bytes}"),
    "memory_module_swapped": N_("The memory module in {subject} was swapped"),
    "operating_system_updated": N_("The system changed from {old} to {new}"),
    "raid_degraded": N_("Array {subject} has lost a drive"),
    "raid_whole_again": N_("Array {subject} is whole again"),
    "secure_boot_switched_off": N_("Secure Boot was switched off"),
}
