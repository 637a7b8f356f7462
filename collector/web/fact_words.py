"""Values of facts that are words of ours, and why agents do not know something."""

from collector.web.i18n import N_

# A text attribute that is one of these, in any case, is translated.
WORDS: dict[str, str] = {
    "empty": N_("empty"),
    "desktop": N_("desktop"),
    "laptop": N_("laptop"),
    "notebook": N_("laptop"),
    "server": N_("server"),
    "operating system": N_("the operating system"),
    "legacy": N_("legacy BIOS"),
    "healthy": N_("healthy"),
    "ok": N_("healthy"),
    "watch": N_("to be watched"),
    "attention": N_("to be watched"),
    "replace_soon": N_("replace soon"),
    "failing": N_("failing"),
    "unknown": N_("not known"),
    "on": N_("on"),
    "off": N_("off"),
    "suspended": N_("suspended"),
    "current": N_("current"),
    "outdated": N_("outdated"),
    "own_word": N_("its own word only"),
    "repository": N_("its repository"),
    "canary": N_("a canary file found again"),
    "restored": N_("a restore test"),
    "intact": N_("intact"),
    "changed": N_("changed"),
    "missing": N_("missing"),
}

# Why agents do not know something: these, and what their own catalogue has; what they
# say beyond that stays English.
REASONS: tuple[str, ...] = (
    N_("this machine has no SMBIOS table (usual in virtual machines and on ARM)"),
    N_("the firmware does not say"),
    N_("the drive does not say"),
    N_("the driver does not say"),
    N_("a virtual drive does not say what it stands on"),
    N_("not read on Linux: see driver"),
    N_("the machine was not started by UEFI"),
    N_("a rolling distribution has no version"),
    N_("neither installer log nor machine-id is there"),
    N_("no package manager's log is there"),
    N_(
        "the kernel shows no TPM: there is none, or it is switched off in the firmware "
        "settings"
    ),
)
