"""What findings about ends of support and Windows 11 say, and what is not known."""

from agent.shared.fact_kinds import N_
from agent.shared.findings.shape import Text

SUPPORT: dict[str, Text] = {
    "os_unsupported": Text(
        ("critical",),
        "The release's last day with security updates has passed (`support.toml`).",
        N_("The operating system gets no security updates any more"),
        N_("{system}: support ended on {end_timestamp_seconds}"),
        N_(
            "Upgrade it; see what the machine needs for Windows 11. Until then keep it "
            "off the internet and away from foreign sticks."
        ),
    ),
    "os_unsupported_unless_paid": Text(
        ("critical",),
        "The last day has passed; updates are sold until a later one.",
        N_("The operating system gets security updates for money only"),
        N_(
            "{system}: support ended on {end_timestamp_seconds}; updates that are paid "
            "for end on {extended_timestamp_seconds}"
        ),
        N_(
            "Upgrade it, or check that the extended updates were bought and arrive: the "
            "agent cannot see that."
        ),
    ),
    "os_support_ending": Text(
        ("warning",),
        "The last day comes within `support.ends_soon_days`.",
        N_("Support of the operating system ends soon"),
        N_("{system}: support ends on {end_timestamp_seconds}"),
        N_("Plan the upgrade before that day."),
    ),
    "office_unsupported": Text(
        ("critical",),
        "An office program's last day with security updates has passed.",
        N_("The office program gets no security updates any more"),
        N_("{system}: support ended on {end_timestamp_seconds}"),
        N_(
            "Replace it by a release that is supported. Until then open no documents "
            "from outside with it."
        ),
    ),
    "office_support_ending": Text(
        ("warning",),
        "An office program's last day comes within `support.ends_soon_days`.",
        N_("Support of the office program ends soon"),
        N_("{system}: support ends on {end_timestamp_seconds}"),
        N_("Plan its replacement before that day."),
    ),
    "windows11_ready": Text(
        ("info",),
        "All requirements are met; something else runs on the machine now.",
        N_("Ready for Windows 11"),
        N_("All requirements are met, with the processor {processor}"),
        N_("Nothing is to be bought. Upgrade when it suits."),
    ),
    "windows11_fixable": Text(
        ("warning", "info"),
        "What is missing is switched on in firmware or settings; info on Linux.",
        N_("Ready for Windows 11 after a change of settings"),
        N_("In the way: {requirements}. Nothing is to be bought"),
        N_(
            "In the firmware settings switch on what is missing: TPM (PTT on Intel, fTPM "
            "on AMD), Secure Boot. From legacy start change to UEFI with mbr2gpt first. "
            "Back up before, and have the BitLocker recovery key at hand."
        ),
    ),
    "windows11_part": Text(
        ("warning", "info"),
        "A part is missing: memory, a larger drive, a TPM module; info on Linux.",
        N_("Ready for Windows 11 with another part"),
        N_("In the way: {requirements}"),
        N_("Buy the part, not a machine: memory, a larger drive, or a TPM module."),
    ),
    "windows11_replace": Text(
        ("warning", "info"),
        "The processor is not on Microsoft's list, or has one core only; info on Linux.",
        N_("Windows 11 needs another machine"),
        N_("{processor}. In the way: {requirements}"),
        N_(
            "Put the machine into the replacement plan. Until then: extended updates, or "
            "a Linux for work that allows it."
        ),
    ),
    "windows11_unsupported": Text(
        ("info",),
        "Windows 11 runs on a processor that is not on Microsoft's list.",
        N_("Windows 11 runs on hardware that Microsoft does not support"),
        N_("{processor}. In the way: {requirements}"),
        N_("It may get no further releases: watch that updates still arrive."),
    ),
    "windows11_unknown": Text(
        ("info",),
        "Nothing known stands in the way, but not all is known; or a virtual machine.",
        N_("Whether Windows 11 can run here is not known"),
        N_("Not known or in the way: {requirements}. {reason}"),
        N_(
            "Let the agent run with administrator's rights, or look at the machine: "
            "tpm.msc and msinfo32 tell the rest."
        ),
    ),
    "not_known": Text(
        ("info",),
        "One per topic: nothing about it could be read. Missing is not in order.",
        N_("Something could not be read"),
        N_("{topic}: {reason}"),
        N_(
            "Let the agent run as administrator or root, and look at "
            "hatang-agent doctor. Not known is not the same as in order."
        ),
    ),
}
