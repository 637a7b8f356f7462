"""What findings about protection and updates say."""

from agent.shared.fact_kinds import N_
from agent.shared.findings.shape import Text

PROTECTION: dict[str, Text] = {
    "antivirus_none": Text(
        ("critical", "info"),
        "No antivirus product is installed: critical on Windows, info elsewhere.",
        N_("No antivirus program"),
        N_("The system knows no antivirus program"),
        N_(
            "On Windows switch on Microsoft Defender, or install the program of your "
            "office; on Linux where your office asks for one."
        ),
    ),
    "antivirus_off": Text(
        ("critical",),
        "Every product is off, or its real-time protection is. One that works is enough.",
        N_("Antivirus is switched off"),
        N_("Switched off: {products}"),
        N_(
            "Switch real-time protection on again, and find out who or what switched it "
            "off: malware does that first. If its licence has run out, remove the "
            "program, and Defender takes over."
        ),
    ),
    "antivirus_outdated": Text(
        ("critical", "warning"),
        "Signatures older than `protection.signatures_old_days` (critical: "
        "`signatures_very_old_days`, or never loaded), or outdated by the product's word.",
        N_("Antivirus signatures are out of date"),
        N_("The signatures of {product} are of {signatures_timestamp_seconds}"),
        N_("Start an update by hand. If it fails, check the line and the licence."),
    ),
    "firewall_none": Text(
        ("warning", "info"),
        "No firewall at all was found: info where the system is not Windows.",
        N_("No firewall"),
        N_("No firewall was found on this machine"),
        N_("Install and switch on a firewall (ufw or firewalld on Linux)."),
    ),
    "firewall_off": Text(
        ("warning",),
        "On Windows: at least one profile is off; elsewhere: all firewalls are.",
        N_("The firewall is switched off"),
        N_("Switched off: {profiles}"),
        N_(
            "Switch it on for all networks. If another product's firewall works in its "
            "place, note it and leave this."
        ),
    ),
    "volume_unencrypted": Text(
        ("warning", "info"),
        "Volumes without encryption: warning for what one carries about, else info.",
        N_("Documents are not encrypted"),
        N_("Not encrypted: {volumes}"),
        N_(
            "Encrypt the laptop (BitLocker, LUKS), and keep the recovery key in a safe "
            "place that is not this machine. For a desktop, weigh it against who can "
            "get into the room."
        ),
    ),
    "encryption_suspended": Text(
        ("warning",),
        "A volume is encrypted, but its protection is off: the key lies beside.",
        N_("Encryption is suspended"),
        N_("{volume} is encrypted, but its protection is off, so anybody can read it"),
        N_(
            "Resume it (manage-bde -protectors -enable). After an update of the firmware "
            "it is often forgotten."
        ),
    ),
    "domain_users_are_administrators": Text(
        ("warning",),
        "The group of all domain users is in the local administrators' group.",
        N_("Every domain user is an administrator here"),
        N_("The group of all domain users belongs to the local administrators"),
        N_("Take the group out: whoever logs on can switch off all protection."),
    ),
    "several_administrators": Text(
        ("info",),
        "More local administrators than `protection.local_administrators_most`.",
        N_("Several local administrators"),
        N_(
            "{local_administrators} local administrators; usual are at most {usual_most}"
        ),
        N_("Take away the right from those who do not need it for their daily work."),
    ),
    "secure_boot_off": Text(
        ("info",),
        "Secure Boot is known to be off.",
        N_("Secure Boot is off"),
        N_("The firmware starts whatever lies on the drive"),
        N_(
            "Switch it on in the firmware settings; suspend BitLocker for that restart."
        ),
    ),
    "updates_security_pending": Text(
        ("warning",),
        "Security updates wait to be installed.",
        N_("Security updates wait"),
        N_("{pending_security} security updates are not installed"),
        N_("Install them and restart the machine."),
    ),
    "updates_pending": Text(
        ("info",),
        "Updates wait, and it is not known which of them are for security.",
        N_("Updates wait"),
        N_("{pending} updates are not installed"),
        N_("Install them at the next opportunity."),
    ),
    "updates_not_checked": Text(
        ("warning",),
        "The last look for updates is older than `updates.not_checked_days`.",
        N_("Nobody looks for updates"),
        N_("The last look for updates was on {last_checked_timestamp_seconds}"),
        N_("Check that the update service runs and reaches its server."),
    ),
    "updates_old": Text(
        ("critical", "warning"),
        "Nothing installed since `updates.not_installed_days` (critical: "
        "`not_installed_critical_days`), unless a recent look found nothing to install.",
        N_("No updates for long"),
        N_("The last update was installed on {last_installed_timestamp_seconds}"),
        N_("Look for updates by hand; if that fails, repair the update service."),
    ),
    "reboot_required": Text(
        ("info",),
        "Updates are installed, but work only after a restart.",
        N_("A restart is due"),
        N_("Installed updates work only after a restart"),
        N_("Restart the machine at the end of the day."),
    ),
    "automatic_updates_off": Text(
        ("warning",),
        "The system does not install updates by itself.",
        N_("Automatic updates are off"),
        N_("Updates are installed only if somebody does it by hand"),
        N_(
            "Switch them on. Where a server of your own distributes updates, check that "
            "this machine follows it."
        ),
    ),
    "job_failed": Text(
        ("warning",),
        "A job of the system (updates, trim, scrub, backup) failed the last time.",
        N_("A job of the system failed"),
        N_("{job} failed the last time it ran"),
        N_("Read its log (journalctl -u, or the task's history) and start it by hand."),
    ),
}
