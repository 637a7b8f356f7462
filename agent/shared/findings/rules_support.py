"""Rules about ends of support, and about Windows 11 as the way on."""

from collections.abc import Iterator

from agent.shared.fact_kinds import N_
from agent.shared.findings.case import Case, find, not_known, unread, why_not
from agent.shared.findings.cpu_support import cpu_support
from agent.shared.findings.lifetime import (
    Lifetime,
    is_server,
    office_lifetime,
    system_lifetime,
    windows_build,
)
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import DAY_S, items, reason, single, text
from agent.shared.findings.windows11 import Readiness, is_virtual, readiness

NOT_LISTED = N_("this release is not in the list of ends of support (support.toml)")
NO_EDITION = N_("the end depends on the edition, which is not known")
NO_FAMILY = N_("the processor's name is of no family that the list names")
FEW_DEVICES = N_("Microsoft supports this processor in few devices only")
VIRTUAL = N_("a virtual machine: its host gives it the hardware")
_FIRST_WINDOWS_11 = 22000


def operating_system(case: Case) -> Iterator[Finding]:
    """Yield that the system gets no security updates any more, or soon will not."""
    yield from unread(case, "operating_system", "support")
    if text(case.system, "name") is None:
        return
    life = system_lifetime(case.system, case.knowledge.support)
    if life is None:
        yield not_known("support", reason(case.system, "version") or NOT_LISTED)
        return
    name = _system_name(case)
    if life.latest is not None and life.latest < case.now:
        yield from _after_the_end(case, name, life)
    else:
        yield from _before_the_end(case, "os_support_ending", "", name, life)


def _system_name(case: Case) -> str:
    name, version = text(case.system, "name") or "", text(case.system, "version") or ""
    return name if version in name else f"{name} {version}"


def _after_the_end(case: Case, name: str, life: Lifetime) -> Iterator[Finding]:
    end = life.latest
    if life.extended is None or life.extended < case.now:
        yield find("os_unsupported", "critical", system=name, end_timestamp_seconds=end)
    elif life.extension == "paid":
        yield find(
            "os_unsupported_unless_paid",
            "critical",
            system=name,
            end_timestamp_seconds=end,
            extended_timestamp_seconds=life.extended,
        )
    else:
        free = Lifetime(life.extended, life.extended)
        yield from _before_the_end(case, "os_support_ending", "", name, free)


def _before_the_end(
    case: Case, kind: str, subject: str, name: str, life: Lifetime
) -> Iterator[Finding]:
    soon = case.now + case.knowledge.thresholds.support.ends_soon_days * DAY_S
    if life.latest is not None and life.latest < soon:
        end = life.latest
        yield find(kind, "warning", subject, system=name, end_timestamp_seconds=end)
    elif life.earliest is not None and life.earliest < soon:
        yield not_known("support", NO_EDITION)


def office(case: Case) -> Iterator[Finding]:
    """Yield office programs that get no security updates any more, or soon will not."""
    for key, suite in items(case.facts, "office").items():
        name = text(suite, "name")
        life = office_lifetime(suite, case.knowledge.support)
        if name is None or life is None:
            continue
        if life.latest is not None and life.latest < case.now:
            yield find(
                "office_unsupported",
                "critical",
                key,
                system=name,
                end_timestamp_seconds=life.latest,
            )
        else:
            yield from _before_the_end(case, "office_support_ending", key, name, life)


def windows_11(case: Case) -> Iterator[Finding]:
    """Yield whether the machine can run Windows 11, and the requirement that fails.

    Servers are not asked. On Windows the way on is urgent, elsewhere it is a choice.
    """
    windows11 = case.knowledge.windows11
    name = text(case.system, "name")
    if is_server(case.system, case.knowledge.support) or name is None:
        return
    ready = readiness(case.facts, windows11)
    runs_it = case.on_windows and (windows_build(case.system) or 0) >= _FIRST_WINDOWS_11
    if is_virtual(case.facts, windows11):
        if case.on_windows and not runs_it:
            yield _windows_11(case, "windows11_unknown", "info", ready, reason=VIRTUAL)
    elif runs_it:
        if ready.outcome == "replace":
            yield _windows_11(case, "windows11_unsupported", "info", ready)
    elif ready.outcome == "unknown":
        why = _why_unknown(case, ready)
        yield _windows_11(case, "windows11_unknown", "info", ready, reason=why)
    else:
        urgent = case.on_windows and ready.outcome != "ready"
        severity: Severity = "warning" if urgent else "info"
        yield _windows_11(case, f"windows11_{ready.outcome}", severity, ready)


def _windows_11(
    case: Case, kind: str, severity: Severity, ready: Readiness, **more: str
) -> Finding:
    return find(
        kind,
        severity,
        processor=text(single(case.facts, "cpu"), "model"),
        requirements=", ".join(ready.in_the_way),
        **more,
    )


def _why_unknown(case: Case, ready: Readiness) -> str:
    name = text(single(case.facts, "cpu"), "model")
    if name is not None and ready.requirements["cpu"] == "unknown":
        found = cpu_support(name, case.knowledge.windows11)
        return FEW_DEVICES if found.support == "limited" else NO_FAMILY
    kinds = {
        "cpu": ("cpu", "model"),
        "tpm": ("security", "tpm_version"),
        "uefi": ("firmware", "mode"),
        "memory": ("memory", "installed_bytes"),
        "cores": ("cpu", "cores"),
    }
    for name in ready.in_state("unknown"):
        if name in kinds:
            kind, attribute = kinds[name]
            return why_not(single(case.facts, kind), attribute)
    return why_not(single(case.facts, "cpu"), "model")
