"""Writes docs/findings.md from the texts of the rules and the shipped knowledge."""

from pathlib import Path

import msgspec

from agent.shared.findings.risk import RISK_TEXTS
from agent.shared.findings.shape import Text
from agent.shared.findings.texts import WORDED, WORDS
from agent.shared.findings.texts_backup import BACKUP
from agent.shared.findings.texts_devices import DEVICES
from agent.shared.findings.texts_drives import DRIVES
from agent.shared.findings.texts_ports import PORTS
from agent.shared.findings.texts_protection import PROTECTION
from agent.shared.findings.texts_support import SUPPORT
from agent.shared.knowledge import load
from agent.shared.knowledge.ports import Ports as PortThresholds
from agent.shared.knowledge.thresholds import Thresholds
from collector.fact_event_texts import EVENT_TEXTS

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"

HEAD = """\
# Findings

What a machine's facts mean: every finding, when it is made, how grave it is, what it
says and what to do. This page is written by `python deploy/dev/findings_reference.py` from
the texts in `agent/shared/findings/` and the files in `agent/shared/knowledge/data/`; a
test compares the two.

`critical`: documents or the machine are in danger now. `warning`: to be dealt with within
days or weeks. `info`: worth knowing. What could not be read gives no alarm, but one
`not_known` per topic with the reason: missing is not in order.
"""

GROUPS: tuple[tuple[str, dict[str, Text]], ...] = (
    ("Drives, arrays, memory", DRIVES),
    ("Protection and updates", PROTECTION),
    ("Ends of support, Windows 11, what is not known", SUPPORT),
    ("Backups and signs of loss", BACKUP),
    ("Ports of switches and their lines", PORTS),
    ("Switches and other devices", DEVICES),
)

RISK = """
## Data at risk

One number from 0 to 100 for each machine says whom to help first. It ranks; it is no
probability.

```
score = 100 × √threat × exposure × √volume
```

| factor | what it is |
|--|--|
| threat | the worst of: verdict of a drive (failing 1, replace soon 0.7, watch 0.4, unknown 0.2, healthy 0.1), canary changed 1, stored data damaged 0.8, array degraded 0.8, canary gone 0.6 |
| exposure | by the best backup: 0.05 when fresh (0.25 if only its own word speaks for it), growing evenly to 1 at the age `risk.backup_hopeless_days`; 1 if none ever worked, 0.9 if not known |
| volume | b ÷ (b + `risk.documents_half_bytes`) for b bytes of local documents; 0.25 if not known |

The roots let a machine without a backup stand high before its drive fails: with a healthy
drive and boundless documents it has 32, with a failing drive and a backup of last night 5.
A worse verdict, an older backup or more documents never lower the score.
"""

KNOWLEDGE = """
## The knowledge files

The rules judge by dated files, not by numbers in the code. This version ships:

| file | as of | what it holds | source |
|--|--|--|--|
| `support.toml` | {support.as_of} | until when {systems} releases of Windows, {linux} of Linux and {office} of Office get security updates; by edition | {support.source} |
| `windows11.toml` | {windows11.as_of} | what Windows 11 asks for, and the processors in {groups} groups | {windows11.source} |
| `thresholds.toml` | {thresholds.as_of} | from which number on a rule speaks | {thresholds.source} |
| `ports.toml` | {ports.as_of} | from which number on a rule about ports and devices speaks | {ports.source} |

To bring one up to date without a new version, copy it from `agent/shared/knowledge/data/`
into a folder of your own, change it, set `as_of` and `source`, and name the folder in the
collector's setting `knowledge_directory`. A file there replaces the shipped one of the same name, the
others stay. An unknown key, a missing date or a wrong value is refused with the name of the
file and the place. A row with `verified = true` was seen in the source; one without was
derived or stands there from memory ({unverified} of {rows} rows).

A processor that is not on Microsoft's list must be replaced; one whose name is of no known
form is unknown, never guessed. A TPM that does not show can be switched on in the firmware
of boards for listed processors, so it is a change of settings; for Xeon and EPYC servers it
is a part.

| threshold | shipped |
|--|--|
"""

PORT_NUMBERS = """
Those of ports and devices, with where they come from in the file itself; why they are
judged so stands in [ports.md](ports.md):

| threshold | shipped |
|--|--|
"""


def _kind(name: str, text: Text) -> str:
    severities = ", ".join(text.severities)
    return (
        f"\n### {name}\n\n{severities}. {text.meaning}\n\n"
        f"> **{text.title}.** {text.sentence}.\n>\n> {text.action}\n"
    )


def _thresholds() -> str:
    known = load()
    return _numbers(known.thresholds) + PORT_NUMBERS + _numbers(known.ports)


def _numbers(thresholds: Thresholds | PortThresholds) -> str:
    rows = []
    for field in msgspec.structs.fields(thresholds):
        part = getattr(thresholds, field.name)
        if isinstance(part, msgspec.Struct):
            rows.extend(
                f"| `{field.name}.{name}` | {value:g} |\n"
                for name, value in msgspec.structs.asdict(part).items()
            )
    return "".join(rows)


def _knowledge() -> str:
    known = load()
    rows = [*known.support.windows, *known.support.linux, *known.support.office]
    rows_with_cpus = [*rows, *known.windows11.cpus]
    return KNOWLEDGE.format(
        support=known.support,
        windows11=known.windows11,
        thresholds=known.thresholds,
        ports=known.ports,
        systems=len(known.support.windows),
        linux=len(known.support.linux),
        office=len(known.support.office),
        groups=len(known.windows11.cpus),
        rows=len(rows_with_cpus),
        unverified=sum(not row.verified for row in rows_with_cpus),
    )


def _words() -> str:
    names = " and ".join(f"`{name}`" for name in sorted(WORDED))
    listed = ", ".join(f"`{word}` ({text})" for word, text in WORDS.items())
    return f"\nIn the evidence, {names} hold words of ours: {listed}.\n"


def _events() -> str:
    rows = "".join(f"| `{k}` | {text} |\n" for k, text in sorted(EVENT_TEXTS.items()))
    return (
        "\n## Events from changes\n\nThe collector compares each reading of facts with "
        "the one before. What is unknown on one side did not happen.\n\n"
        f"| event | what it says |\n|--|--|\n{rows}"
    )


def reference() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for title, texts in GROUPS:
        parts.append(f"\n## {title}\n")
        parts.extend(_kind(name, text) for name, text in texts.items())
    reasons = "".join(f"- `{kind}`: {text}\n" for kind, text in RISK_TEXTS.items())
    parts += [_words(), RISK, f"\nThe reasons that stand beside it:\n\n{reasons}"]
    parts += [_events(), _knowledge(), _thresholds()]
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
