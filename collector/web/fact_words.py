"""Values of facts that are words of ours."""

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
    "snapshot": N_("its repository"),
    "stamp": N_("a stamp that the job left"),
    "up_to_date": N_("current"),
    "canary": N_("a canary file found again"),
    "restored": N_("a restore test"),
    "intact": N_("intact"),
    "changed": N_("changed"),
    "missing": N_("missing"),
}
