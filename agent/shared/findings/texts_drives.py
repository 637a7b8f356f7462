"""What findings about drives, arrays and memory say."""

from agent.shared.fact_kinds import N_
from agent.shared.findings.shape import Text

DRIVES: dict[str, Text] = {
    "disk_failing": Text(
        ("critical",),
        "The drive's own status, or an attribute at its maker's threshold, says that it fails.",
        N_("A drive is failing"),
        N_("Drive {drive}: {evidence}"),
        N_(
            "Copy the documents to another drive today, before anything else. Then "
            "replace the drive and restore from the backup. Do not run repairs on it: "
            "they can finish it."
        ),
    ),
    "disk_replace_soon": Text(
        ("warning",),
        "The drive still works, but its defects grow or its life is nearly used up.",
        N_("A drive should be replaced soon"),
        N_("Drive {drive}: {evidence}"),
        N_(
            "Check that the newest backup is good, order a drive, and replace this one "
            "within weeks."
        ),
    ),
    "disk_watch": Text(
        ("warning",),
        "The drive has defects or wear that do not grow so far.",
        N_("A drive should be watched"),
        N_("Drive {drive}: {evidence}"),
        N_(
            "Make sure that this machine has a fresh backup, and look again in a month: "
            "what grows is replaced."
        ),
    ),
    "disk_unknown": Text(
        ("info",),
        "No verdict about some drives; not for virtual machines.",
        N_("The health of a drive is not known"),
        N_("Drive {drives}: {reason}"),
        N_(
            "Install smartmontools and let the agent run with administrator's rights. A "
            "drive behind a RAID controller is asked with its maker's own tool."
        ),
    ),
    "raid_degraded": Text(
        ("critical",),
        "An array runs without at least one of its drives.",
        N_("An array has lost a drive"),
        N_("Array {array} is degraded. Its state: {state}"),
        N_(
            "Replace the failed drive now: the next failure loses everything on the "
            "array. Check the backup first. A rebuild strains the drives that are left."
        ),
    ),
    "scrub_errors": Text(
        ("critical",),
        "Reading a pool through found damaged data.",
        N_("Stored data is damaged"),
        N_("Reading {pool} through found {errors} errors"),
        N_(
            "List the damaged files (zpool status -v, or the kernel's log for btrfs), "
            "bring them back from the backup, and check drives, cables and memory."
        ),
    ),
    "scrub_never": Text(
        ("info",),
        "A pool that is known never to have been read through.",
        N_("Stored data was never checked"),
        N_("{pool} was never read through for silent damage"),
        N_("Switch on the monthly scrub of btrfs or ZFS."),
    ),
    "scrub_old": Text(
        ("info",),
        "The last scrub is older than `drives.scrub_old_days`.",
        N_("Stored data was not checked for long"),
        N_("{pool} was last read through on {last_timestamp_seconds}"),
        N_("Check that the timer of the monthly scrub runs."),
    ),
    "memory_slow": Text(
        ("info",),
        "Modules run below the share `drives.memory_slow_share` of their own speed.",
        N_("Memory runs slower than it can"),
        N_("{modules}: running at {configured_speed_mts}, made for {speed_mts}"),
        N_(
            "It costs nothing to look: the memory profile in the firmware settings may "
            "be off. Where a slower module stands beside, or the processor takes no "
            "more, leave it."
        ),
    ),
}
