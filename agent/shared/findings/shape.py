"""The shape of a finding."""

from typing import Literal, get_args

import msgspec

from agent.shared.wire import Scalar

Severity = Literal["critical", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that a person should know of a machine.

    ``kind`` names the rule (``disk_failing``), ``subject`` the fact's key it is about
    (``sda``; "" for the machine). ``evidence`` holds the measured values that the
    texts of ``agent.shared.findings.texts`` put into words.
    """

    kind: str
    severity: Severity
    subject: str = ""
    evidence: dict[str, Scalar] = {}


class Text(msgspec.Struct, frozen=True):
    """One kind of finding in words: English, marked for translation.

    ``severities`` are those that its rule may give. ``sentence`` has the names of the
    evidence as placeholders; ``action`` says what to do. ``meaning`` is for the
    reference only: when the rule speaks.
    """

    severities: tuple[Severity, ...]
    meaning: str
    title: str
    sentence: str
    action: str
