"""What kinds of facts there are, and why each is collected: declared once.

Probes yield facts of these kinds only; the privacy page, the pages' titles and the
history read the same declarations. Kinds and fields that an agent does not know (a newer
one's) are still shown, without a reason.
"""

import msgspec


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark *text* for translation."""
    return text


class Kind(msgspec.Struct, frozen=True):
    """One kind of facts.

    ``probe`` reads it, and switching that probe off switches the kind off. ``why`` is
    a sentence for the person whose machine it is. ``fields`` are the attributes.
    ``volatile`` ones change by mere use: of them only the newest value is kept, and a
    change of them alone is no history. ``many``: a machine has several, by key.
    """

    probe: str
    why: str
    fields: tuple[str, ...]
    volatile: frozenset[str] = frozenset()
    many: bool = False


_INVENTORY = N_("To know what the machine is, and what an upgrade of it costs.")
_PLAN = N_("To say which upgrade helps: a module, a drive, or another machine.")

FACT_KINDS: dict[str, Kind] = {
    "system": Kind(
        "hardware",
        _INVENTORY,
        ("manufacturer", "model", "product", "serial", "uuid", "sku", "family"),
    ),
    "baseboard": Kind("hardware", _INVENTORY, ("manufacturer", "product", "serial")),
    "chassis": Kind("hardware", _INVENTORY, ("kind", "portable", "serial")),
    "firmware": Kind("hardware", _INVENTORY, ("mode", "vendor", "version", "date")),
    "cpu": Kind(
        "hardware",
        _PLAN,
        (
            "model",
            "vendor",
            "architecture",
            "sockets",
            "cores",
            "threads",
            "threads_per_core",
        ),
    ),
    "memory": Kind(
        "hardware",
        _PLAN,
        (
            "installed_bytes",
            "source",
            "slots",
            "slots_empty",
            "maximum_bytes",
            "generation",
            "largest_module_bytes",
            "upgrade_room_bytes",
        ),
    ),
    "memory_module": Kind(
        "hardware",
        _PLAN,
        (
            "empty",
            "bank",
            "size_bytes",
            "memory_type",
            "form_factor",
            "speed_mts",
            "configured_speed_mts",
            "manufacturer",
            "part_number",
            "serial",
        ),
        many=True,
    ),
    "disk": Kind(
        "hardware",
        _PLAN,
        ("model", "serial", "size_bytes", "media", "bus"),
        many=True,
    ),
    "network_interface": Kind(
        "hardware",
        N_("To find the port, the cable and the way out of a machine that is slow."),
        (
            "mac",
            "driver",
            "model",
            "wireless",
            "capable_bps",
            "addresses",
            "gateway",
        ),
        volatile=frozenset({"addresses", "gateway"}),
        many=True,
    ),
    "gpu": Kind("hardware", _INVENTORY, ("model", "driver"), many=True),
    "display": Kind(
        "hardware",
        _INVENTORY,
        ("manufacturer", "model", "serial", "year", "width_mm", "height_mm"),
        many=True,
    ),
    "operating_system": Kind(
        "hardware",
        N_("To know until when the system gets security updates."),
        (
            "name",
            "edition",
            "version",
            "build",
            "architecture",
            "install_date",
            "last_update",
        ),
    ),
    "security": Kind(
        "hardware",
        N_("To say whether Windows 11 runs here, and what stands in its way."),
        ("secure_boot", "tpm_version"),
    ),
    "performance": Kind(
        "hardware",
        N_("To mend for nothing what makes the machine slow: counts, no names."),
        ("power_plan", "startup_programs"),
    ),
    "disk_health": Kind(
        "disk_health",
        N_("To replace a drive before it takes the documents with it."),
        (
            "verdict",
            "evidence",
            "source",
            "smart_passed",
            "life_remaining_percent",
        ),
        volatile=frozenset({"evidence", "life_remaining_percent"}),
        many=True,
    ),
    "raid": Kind(
        "arrays",
        N_("To see that an array runs on its last drive."),
        (
            "level",
            "state",
            "degraded",
            "devices",
            "active_devices",
            "failed_devices",
            "rebuild_percent",
        ),
        volatile=frozenset({"rebuild_percent"}),
        many=True,
    ),
    "scrub": Kind(
        "arrays",
        N_("To see that stored data is read through for silent damage."),
        ("last_timestamp_seconds", "errors"),
        volatile=frozenset({"last_timestamp_seconds"}),
        many=True,
    ),
    "volume": Kind(
        "protection",
        N_("To know that a stolen machine does not give away its documents."),
        (
            "filesystem",
            "system",
            "encrypted",
            "protection",
            "method",
            "encryption_percent",
        ),
        volatile=frozenset({"encryption_percent"}),
        many=True,
    ),
    "antivirus": Kind(
        "protection",
        N_("To see that malware is stopped, with signatures of this week."),
        (
            "enabled",
            "realtime",
            "signatures",
            "signatures_timestamp_seconds",
            "tamper_protected",
        ),
        volatile=frozenset({"signatures_timestamp_seconds"}),
        many=True,
    ),
    "firewall": Kind(
        "protection",
        N_("To see that the machine is not open to the whole network."),
        ("enabled",),
        many=True,
    ),
    "accounts": Kind(
        "protection",
        N_("To notice a new local administrator: a number and a hash, never names."),
        (
            "local_administrators",
            "local_administrators_digest",
            "every_domain_user_is_admin",
        ),
    ),
    "updates": Kind(
        "updates",
        N_("To see that security updates arrive: how many wait, never which."),
        (
            "source",
            "pending",
            "pending_security",
            "reboot_required",
            "automatic",
            "last_installed_timestamp_seconds",
            "last_checked_timestamp_seconds",
        ),
        volatile=frozenset(
            {
                "pending",
                "pending_security",
                "last_installed_timestamp_seconds",
                "last_checked_timestamp_seconds",
            }
        ),
    ),
    "office": Kind(
        "updates",
        N_("To know until when the office programs get security updates."),
        ("name", "version", "build"),
        many=True,
    ),
    "timer": Kind(
        "updates",
        N_("To see that jobs for updates, backups and drives are switched on."),
        ("enabled", "last_timestamp_seconds", "succeeded"),
        volatile=frozenset({"last_timestamp_seconds"}),
        many=True,
    ),
    "backup": Kind(
        "backup",
        N_("To know how much work a dead drive would cost: times, never contents."),
        (
            "tool",
            "last_success_timestamp_seconds",
            "last_attempt_timestamp_seconds",
            "last_attempt_succeeded",
            "last_restore_test_timestamp_seconds",
            "proof",
            "target_reachable",
            "every_seconds",
        ),
        volatile=frozenset(
            {
                "last_success_timestamp_seconds",
                "last_attempt_timestamp_seconds",
                "last_restore_test_timestamp_seconds",
            }
        ),
        many=True,
    ),
    "shadow_copies": Kind(
        "shadow_copies",
        N_("To notice that somebody deletes them, as ransomware does first."),
        ("present", "newest_timestamp_seconds"),
        volatile=frozenset({"newest_timestamp_seconds"}),
    ),
    "canary": Kind(
        "canary",
        N_("To notice encryption of files by a file of our own, not by yours."),
        ("state",),
        many=True,
    ),
    "documents": Kind(
        "documents",
        N_("To rank who would lose most: a sum of sizes, never names of files."),
        ("bytes", "folders"),
        volatile=frozenset({"bytes"}),
    ),
    "device_proposal": Kind(
        "discovery",
        N_("To know what stands in the network and is not watched yet."),
        ("kind", "name", "vendor", "model", "credential", "seen_from"),
        volatile=frozenset({"seen_from"}),
        many=True,
    ),
}
