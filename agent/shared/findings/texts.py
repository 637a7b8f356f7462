"""What findings say to a person: title, evidence in a sentence, what to do."""

from collections.abc import Callable
from string import Formatter

import msgspec

from agent.shared.findings.shape import Finding, Severity
from agent.shared.wire import Scalar


class Text(msgspec.Struct, frozen=True):
    """One kind of finding in words (marked for translation, in English).

    ``sentence`` has the names of the evidence as placeholders. ``severities`` are those
    that the rule may give.
    """

    severities: tuple[Severity, ...]
    title: str
    sentence: str
    action: str


class Described(msgspec.Struct, frozen=True):
    """A finding in the reader's language."""

    title: str
    evidence: str
    action: str


TEXTS: dict[str, Text] = {}


def describe(
    finding: Finding,
    translate: Callable[[str], str],
    format_value: Callable[[str, Scalar], str],
) -> Described:
    """Return *finding* in words.

    ``format_value(name, value)`` writes one value of the evidence; its name ends in
    its unit (``_bytes``, ``_timestamp_seconds``, ``_seconds``). A finding of a kind that
    is not known here (a newer agent's) is shown by its name and evidence.
    """
    text = TEXTS.get(finding.kind)
    values = {n: format_value(n, v) for n, v in finding.evidence.items()}
    if text is None:
        told = ", ".join(f"{name}: {value}" for name, value in values.items())
        return Described(finding.kind.replace("_", " "), told, "")
    return Described(
        translate(text.title),
        _fill(translate(text.sentence), values),
        translate(text.action),
    )


def _fill(sentence: str, values: dict[str, str]) -> str:
    return Formatter().vformat(sentence, (), _Known(values))


class _Known(dict[str, str]):
    """Values by name; one that an older agent did not send is a dash."""

    def __missing__(self, name: str) -> str:
        return "–"
