"""The operating system: until when it is supported, and the cheapest way on."""

from collections.abc import Iterator
from typing import NamedTuple

from agent.shared.findings.lifetime import is_windows, windows_build
from agent.shared.findings.rules_support import VIRTUAL
from agent.shared.findings.shape import Finding
from agent.shared.findings.values import DAY_S, single
from agent.shared.wire import Scalar
from collector.planning.need.drives import defects
from collector.planning.need.marks import Judge, Mark
from collector.planning.shapes.estate import Machine
from collector.planning.shapes.need import CauseKind, MustReason

_ENDED = ("os_unsupported", "os_unsupported_unless_paid")
_ENDS = (*_ENDED, "os_support_ending")
_FIRST_WINDOWS_10, _FIRST_WINDOWS_11 = 10240, 22000
_WAYS: dict[str, tuple[str, CauseKind]] = {
    "replace": ("windows11_replace", "replacement"),
    "unsupported": ("windows11_replace", "replacement"),
    "part": ("windows11_part", "part"),
    "fixable": ("tpm_off", "free"),
    "unknown": ("readiness_unknown", "free"),
}
"""By outcome; without one, and where a system before Windows 10 runs: a licence."""
_FIRMWARE = (
    ("tpm", "tpm_off"),
    ("uefi", "legacy_start"),
    ("secure_boot", "secure_boot_off"),
)


class Way(NamedTuple):
    """How a machine gets to a supported system."""

    code: str
    kind: CauseKind
    evidence: dict[str, Scalar]


def of_kind(machine: Machine, *names: str) -> Finding | None:
    """Return the machine's finding of the first of the kinds *names* that it has."""
    found = {one.kind: one for one in machine.findings}
    return next((found[name] for name in names if name in found), None)


def support_marks(machine: Machine, judge: Judge, now: float) -> Iterator[Mark]:
    """Yield the days until support of the system ends; below 0 it has ended."""
    one = of_kind(machine, *_ENDS)
    end = one.evidence.get("end_timestamp_seconds") if one is not None else None
    if isinstance(end, int | float) and not isinstance(end, bool):
        days = (end - now) / DAY_S
        yield from judge.value("support", "support_days", days, "days")


def musts(machine: Machine) -> tuple[MustReason, ...]:
    """Return what has to be done for *machine*, whatever was measured."""
    found: list[MustReason] = []
    if "disk_failing" in defects(machine):
        found.append("disk_failing")
    if unsupported(machine):
        found.append("system_unsupported")
    none = of_kind(machine, "antivirus_none")
    if none is not None and none.severity == "critical":
        found.append("no_antivirus")
    return tuple(found)


def unsupported(machine: Machine) -> bool:
    """Return whether the system gets no security updates any more."""
    return of_kind(machine, *_ENDED) is not None


def way_on(machine: Machine) -> Way | None:
    """Return how *machine* gets to a supported system; None if it need not."""
    one = of_kind(machine, *_ENDS)
    if one is None:
        return None
    evidence: dict[str, Scalar] = {
        name: one.evidence[name]
        for name in ("system", "end_timestamp_seconds", "extended_timestamp_seconds")
        if name in one.evidence
    }
    system = single(machine.facts, "operating_system")
    if not is_windows(system):
        return Way("newer_release", "free", evidence)
    return _windows(machine, windows_build(system), evidence)


def _windows(machine: Machine, build: int | None, evidence: dict[str, Scalar]) -> Way:
    one = next(
        (one for one in machine.findings if one.kind.startswith("windows11_")), None
    )
    outcome = one.kind.removeprefix("windows11_") if one is not None else ""
    told = one.evidence if one is not None else {}
    evidence |= {
        name: told[name] for name in ("processor", "requirements") if told.get(name)
    }
    if outcome == "" and build is not None and build >= _FIRST_WINDOWS_11:
        return Way("feature_update", "free", evidence)
    if outcome == "ready" and build is not None and build >= _FIRST_WINDOWS_10:
        return Way("upgrade_ready", "free", evidence)
    code, kind = _WAYS.get(outcome, ("upgrade_licence", "part"))
    if outcome == "fixable":
        code = _firmware(told.get("requirements"))
    elif outcome == "unknown" and told.get("reason") == VIRTUAL:
        code = "upgrade_virtual"
    return Way(code, kind, evidence)


def _firmware(requirements: Scalar) -> str:
    missing = str(requirements or "").split(", ")
    return next((code for name, code in _FIRMWARE if name in missing), "tpm_off")
