"""``hatang-agent replay``: prints what recordings say."""

import json
from argparse import Namespace
from gettext import gettext as _
from pathlib import Path
from typing import Any

import msgspec

from agent.commands import FAILED, OK, UNUSABLE, complain, say
from agent.readers.errors import ReadError
from agent.replay.bundle import BundleError
from agent.replay.derived import Derived
from agent.replay.files import UnsafeError
from agent.replay.kinds import NAMES
from agent.replay.single import read_recording
from agent.replay.whole import derive_path
from agent.replay.words import format_value
from agent.shared.clock import SystemClock
from agent.shared.findings.rules import judge
from agent.shared.findings.shape import Finding
from agent.shared.findings.texts import describe
from agent.shared.knowledge import KnowledgeError
from agent.shared.knowledge import load as load_knowledge


def replay(arguments: Namespace) -> int:
    """Print what one recording says, or what follows from a whole machine's."""
    if arguments.kind is None:
        return _whole(arguments)
    if arguments.kind not in NAMES:
        complain(_("--kind is one of: {kinds}").format(kinds=", ".join(NAMES)))
        return UNUSABLE
    try:
        found = read_recording(Path(arguments.path), arguments.kind)
    except (OSError, ReadError) as err:
        complain(f"{arguments.path}: {err}")
        return FAILED
    _print(found)
    return OK


def _whole(arguments: Namespace) -> int:
    folder = Path(arguments.knowledge) if arguments.knowledge else None
    clock = SystemClock()
    try:
        knowledge = load_knowledge(folder)
        derived = derive_path(Path(arguments.path), clock)
    except KnowledgeError as err:
        complain(str(err))
        return UNUSABLE
    except (OSError, ReadError, BundleError, UnsafeError) as err:
        complain(f"{arguments.path}: {err}")
        return FAILED
    now = clock.now() if derived.time is None else derived.time
    findings = judge(derived.facts, now=now, knowledge=knowledge)
    if arguments.text:
        _tell(derived, findings)
    else:
        _print(_document(derived, findings))
    return OK


def _document(derived: Derived, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "time": derived.time,
        "facts": derived.facts,
        "findings": [
            {**msgspec.to_builtins(finding), **_words(finding)} for finding in findings
        ],
        "problems": derived.problems,
        "kept": derived.kept,
    }


def _words(finding: Finding) -> dict[str, str]:
    words = describe(finding, _, format_value)
    return {"title": words.title, "text": words.evidence, "action": words.action}


def _tell(derived: Derived, findings: tuple[Finding, ...]) -> None:
    marks = {"critical": "!!", "warning": " !", "info": "  "}
    for finding in findings:
        words = describe(finding, _, format_value)
        subject = f" ({finding.subject})" if finding.subject else ""
        say(f"{marks[finding.severity]} {words.title}{subject}")
        for line in (words.evidence, f"→ {words.action}" if words.action else ""):
            if line:
                say(f"     {line}")
    if not findings:
        say(_("Nothing was found that needs a person."))
    for name, why in derived.problems.items():
        complain(_("probe {name} fails: {error}").format(name=name, error=why))


def _print(document: object) -> None:
    encoded = msgspec.json.encode(document)
    try:
        say(msgspec.json.format(encoded, indent=2).decode())
    except UnicodeEncodeError:  # a console that lacks the letters
        say(json.dumps(json.loads(encoded), indent=2))
