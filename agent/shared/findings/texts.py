"""What findings say to a person: title, evidence in a sentence, what to do."""

from collections.abc import Callable, Mapping
from string import Formatter

import msgspec

from agent.shared.fact_kinds import N_
from agent.shared.findings.shape import Finding, Text
from agent.shared.findings.texts_backup import BACKUP
from agent.shared.findings.texts_devices import DEVICES
from agent.shared.findings.texts_drives import DRIVES
from agent.shared.findings.texts_evidence import evidence_in_words
from agent.shared.findings.texts_ports import PORTS
from agent.shared.findings.texts_protection import PROTECTION
from agent.shared.findings.texts_support import SUPPORT
from agent.shared.wire import Scalar

TEXTS: dict[str, Text] = {
    **DRIVES,
    **PROTECTION,
    **SUPPORT,
    **BACKUP,
    **PORTS,
    **DEVICES,
}

UNKNOWN = N_("not known")
# Evidence that consists of words of ours, and those words.
WORDED = frozenset(
    {"topic", "requirements", "trend", "direction", "duplex", "other_duplex"}
)
WORDS: dict[str, str] = {
    "drives": N_("Drives"),
    "antivirus": N_("Antivirus"),
    "signatures": N_("Age of the antivirus signatures"),
    "firewall": N_("Firewall"),
    "encryption": N_("Encryption"),
    "administrators": N_("Local administrators"),
    "updates": N_("Updates"),
    "support": N_("End of support"),
    "backup": N_("Backup"),
    "cpu": N_("processor"),
    "bits": N_("64 bits"),
    "cores": N_("two cores"),
    "memory": N_("4 GB of memory"),
    "disk": N_("a drive of 64 GB"),
    "uefi": N_("start by UEFI"),
    "secure_boot": N_("Secure Boot"),
    "tpm": N_("TPM 2.0"),
    "rising": N_("rising"),
    "steady": N_("steady"),
    "falling": N_("falling"),
    "not_yet": N_("trend not known yet"),
    "receive": N_("incoming"),
    "transmit": N_("outgoing"),
    "half": N_("half duplex"),
    "full": N_("full duplex"),
}

Translate = Callable[[str], str]
FormatValue = Callable[[str, Scalar], str]


class Described(msgspec.Struct, frozen=True):
    """A finding in the reader's language."""

    title: str
    evidence: str
    action: str


def describe(
    finding: Finding, translate: Translate, format_value: FormatValue
) -> Described:
    """Return *finding* in words.

    ``format_value(name, value)`` writes one value of the evidence; its name ends in its
    unit (``_timestamp_seconds``, ``_seconds``, ``_mts``). Words of ours and reasons are
    translated here. A finding of a kind that is not known (of a newer version) is shown
    by its name and evidence.
    """
    values = in_words(finding.evidence, translate, format_value)
    text = TEXTS.get(finding.kind)
    if text is None:
        told = ", ".join(f"{name}: {value}" for name, value in values.items())
        return Described(finding.kind.replace("_", " "), told, "")
    return Described(
        translate(text.title),
        fill(translate(text.sentence), values),
        translate(text.action),
    )


def in_words(
    evidence: Mapping[str, Scalar], translate: Translate, format_value: FormatValue
) -> dict[str, str]:
    """Return each value of *evidence* as a reader sees it."""
    return {
        name: _in_words(name, value, translate, format_value)
        for name, value in evidence.items()
    }


def _in_words(
    name: str, value: Scalar, translate: Translate, format_value: FormatValue
) -> str:
    if value is None:
        return translate(UNKNOWN)
    if isinstance(value, str) and name in WORDED:
        return ", ".join(
            translate(WORDS[word]) if word in WORDS else word
            for word in value.split(", ")
        )
    if isinstance(value, str) and name == "reason" and value:
        return translate(value)
    if isinstance(value, str) and name == "evidence":
        return evidence_in_words(value, translate)
    return format_value(name, value)


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """Return *sentence* with its placeholders filled; a missing one is a dash."""
    return Formatter().vformat(sentence, (), _Known(values))


class _Known(dict[str, str]):
    """Values by name; one that an older version did not give is a dash."""

    def __missing__(self, name: str) -> str:
        return "–"
