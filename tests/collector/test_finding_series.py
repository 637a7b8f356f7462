"""Findings as series: bounded, and nothing said where nothing is known."""

from prometheus_client.parser import text_string_to_metric_families

from agent.shared.findings.risk import Risk
from agent.shared.findings.shape import Finding
from agent.shared.findings.windows11 import Readiness
from collector.finding_series import (
    DEVICE_FAMILIES,
    FAMILIES,
    METRICS,
    MOST_FINDINGS,
    render,
    render_device,
)
from collector.findings import Judged, follow
from collector.store.finding import FindingRecord

LABELS = b'instance="pc-1"'


def series(judged):
    """Return (name, own labels) → value of the lines."""
    chunks = render(judged, labels=LABELS)
    assert len(chunks) == len(FAMILIES) == len(METRICS)
    text = "".join(
        family.text.decode() + chunk.decode()
        for family, chunk in zip(FAMILIES, chunks, strict=True)
    )
    found = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            assert one.labels.pop("instance") == "pc-1"
            found[one.name, tuple(sorted(one.labels.items()))] = one.value
    return found


def test_a_machine_that_was_not_judged_has_no_line():
    """No finding and not known are different things."""
    assert series(None) == {}


def test_a_machine_without_findings_has_zeros():
    """A known series is there from the beginning."""
    found = series(Judged("a", 5.0, (), Risk(0.0, ())))
    assert found == {
        ("hatang_machine_findings", (("severity", "critical"),)): 0.0,
        ("hatang_machine_findings", (("severity", "warning"),)): 0.0,
        ("hatang_machine_findings", (("severity", "info"),)): 0.0,
        ("hatang_machine_facts_timestamp_seconds", ()): 5.0,
        ("hatang_data_at_risk_score", ()): 0.0,
    }


def test_findings_say_since_when_and_how_bad():
    """The subject is what the machine calls it, whatever letters that has."""
    odd = 'D:\\"\n\x00\ud800'
    standing, _ = follow("a", (), [Finding("disk_failing", "critical", odd)], at=7.0)
    found = series(Judged("a", 5.0, standing, Risk(80.0, ())))
    assert found["hatang_machine_findings", (("severity", "critical"),)] == 1.0
    name = "hatang_finding_since_timestamp_seconds"
    ((_, labels),) = [key for key in found if key[0] == name]
    assert found[name, labels] == 7.0
    assert dict(labels)["finding"] == "disk_failing"
    assert dict(labels)["subject"] == 'D:\\"\n\ufffd?'


def test_windows_11_and_support_are_told_where_they_are_known():
    """One outcome of all holds; a requirement that is not known has no series."""
    ready = Readiness("fixable", {"tpm": "fixable", "cpu": "met", "uefi": "unknown"})
    found = series(Judged("a", 5.0, (), Risk(1.0, ()), 9.0, ready))
    outcomes = {
        dict(labels)["outcome"]: value
        for (name, labels), value in found.items()
        if name == "hatang_windows11_readiness"
    }
    assert outcomes.pop("fixable") == 1.0
    assert set(outcomes) == {"ready", "part", "replace", "unknown"}
    assert set(outcomes.values()) == {0.0}
    name = "hatang_windows11_requirement_met"
    assert found[name, (("requirement", "cpu"),)] == 1.0
    assert found[name, (("requirement", "tpm"),)] == 0.0
    assert (name, (("requirement", "uefi"),)) not in found
    assert found["hatang_os_support_end_timestamp_seconds", ()] == 9.0


def test_no_machine_has_more_series_than_a_page_can_bear():
    """The most severe ones are shown."""
    many = [Finding("a", "info", str(n)) for n in range(200)]
    many.append(Finding("z", "critical"))
    standing, _ = follow("a", (), many, at=7.0)
    found = series(Judged("a", 5.0, standing, Risk(1.0, ())))
    shown = [key for key in found if key[0].startswith("hatang_finding_since")]
    assert len(shown) == MOST_FINDINGS
    assert any(dict(labels)["finding"] == "z" for _, labels in shown)


def test_findings_of_a_device_have_their_own_count():
    """And since when each stands, as those of machines; none before it was judged."""
    record = FindingRecord("d", "port_errors", "Gi1", "warning", 5.0, 6.0)
    count, since = render_device([record], labels=b'instance="sw"')
    assert b'hatang_device_findings{instance="sw",severity="warning"} 1\n' in count
    assert b'severity="critical"} 0\n' in count
    assert b'finding="port_errors",subject="Gi1",severity="warning"} 5\n' in since
    assert render_device(None, labels=b"") == (b"", b"")
    assert DEVICE_FAMILIES[1] in FAMILIES
