"""What findings about backups and lost documents say."""

from agent.shared.fact_kinds import N_
from agent.shared.findings.shape import Text

BACKUP: dict[str, Text] = {
    "backup_none": Text(
        ("critical",),
        "The agent looked for backups of all kinds that it knows and found none.",
        N_("No backup"),
        N_("No backup of this machine was found"),
        N_(
            "Set up a backup to a drive that is not always connected, or to a server. "
            "Tell the agent of backups that it cannot see."
        ),
    ),
    "backup_never": Text(
        ("critical", "warning"),
        "A set never had a success: critical if no other set of the machine had one.",
        N_("A backup has never worked"),
        N_("{set} has never finished with success"),
        N_("Start it by hand, read its messages, and test what it wrote."),
    ),
    "backup_stale": Text(
        ("critical", "warning"),
        "The last success is older than `backup.stale_factor` times the set's own period "
        "(critical: `stale_critical_days`).",
        N_("A backup is late"),
        N_("{set} last worked on {last_success_timestamp_seconds}"),
        N_("Start it by hand, and find out why it stopped."),
    ),
    "backup_failed": Text(
        ("warning",),
        "The newest attempt failed, though an older one had worked.",
        N_("The last backup failed"),
        N_(
            "{set} failed the last time; it last worked on {last_success_timestamp_seconds}"
        ),
        N_("Read its messages: often the target is full or its password has changed."),
    ),
    "backup_target_unreachable": Text(
        ("warning",),
        "The place that a set writes to cannot be reached.",
        N_("The place of a backup cannot be reached"),
        N_("The target of {set} cannot be reached"),
        N_("Connect the drive, or check the server and the password."),
    ),
    "backup_unproven": Text(
        ("info",),
        "Only the backup's own word says that it works.",
        N_("A backup is unproven"),
        N_("That {set} works is known by its own word only"),
        N_(
            "Let the agent look for its canary file in the backup, or let it read the "
            "repository."
        ),
    ),
    "restore_never_tested": Text(
        ("info",),
        "No restore from the set was ever seen.",
        N_("Restoring was never tested"),
        N_("Nobody has tried to restore from {set}"),
        N_("Restore one folder to another place, open three documents, note the date."),
    ),
    "restore_test_old": Text(
        ("info",),
        "The last restore test is older than `backup.restore_test_old_days`.",
        N_("Restoring was not tested for long"),
        N_("{set} was last restored from on {last_restore_test_timestamp_seconds}"),
        N_("Restore one folder to another place, open three documents, note the date."),
    ),
    "canary_changed": Text(
        ("critical",),
        "A canary file has another content than the agent gave it.",
        N_("A canary file was changed"),
        N_("The canary file in {canary} has another content"),
        N_(
            "Take the machine off the network at once, do not switch it off, and do not "
            "connect the backup. Look whether documents still open: ransomware encrypts "
            "them one after another."
        ),
    ),
    "canary_missing": Text(
        ("warning",),
        "A canary file that the agent had planted is gone.",
        N_("A canary file is gone"),
        N_("The canary file in {canary} is not there any more"),
        N_(
            "Ask whether somebody tidied up. If documents are gone, too, or do not open, "
            "act as for a changed one."
        ),
    ),
    "shadow_copies_none": Text(
        ("info",),
        "Windows keeps no shadow copies. Their deletion is an event of its own.",
        N_("No older versions of documents"),
        N_("Windows keeps no shadow copies on this machine"),
        N_(
            "Switch on system protection. It helps against mistakes, but is no backup: "
            "ransomware deletes it first."
        ),
    ),
}
