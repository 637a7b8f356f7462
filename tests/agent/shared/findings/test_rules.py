"""Every rule fires where it should, and stays silent where it should."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.fact_kinds import FACT_KINDS
from agent.shared.findings.risk import data_at_risk
from agent.shared.findings.rules import MOST_FINDINGS, judge
from agent.shared.findings.shape import SEVERITIES
from agent.shared.findings.texts import TEXTS, describe
from agent.shared.findings.texts_devices import DEVICES
from agent.shared.findings.texts_ports import PORTS
from agent.shared.wire import Item
from tests.support.machine_facts import (
    DAY,
    GB,
    GIB,
    IN_ORDER,
    KNOWLEDGE,
    NOW,
    changed,
)

WINDOWS_10 = {"name": "Windows 10 Pro", "version": "22H2", "build": "19045.1"}
LINUX = {"name": "Debian GNU/Linux 13 (trixie)", "version": "13", "edition": "debian"}
OLD_CPU = {"model": "Intel(R) Core(TM) i5-4590 CPU @ 3.30GHz"}


def raid(state, *, degraded):
    """Return the facts of one array."""
    return {"md0": Item({"state": state, "degraded": degraded})}


def scrub(**attributes):
    """Return the facts of one pool."""
    return {"tank": Item(attributes)}


# kind of finding: (the machine where it is found, the nearest where it is not)
CASES = {
    "disk_failing": (
        changed(disk_health__sda={"verdict": "failing"}),
        changed(disk_health__sda={"verdict": "replace_soon"}),
    ),
    "disk_replace_soon": (
        changed(disk_health__sda={"verdict": "replace soon"}),
        changed(disk_health__sda={"verdict": "watch"}),
    ),
    "disk_watch": (
        changed(disk_health__sda={"verdict": "attention"}),
        changed(disk_health__sda={"verdict": "ok"}),
    ),
    "disk_unknown": (
        changed(disk_health__sda={"verdict": "unknown"}),
        changed(
            disk_health__sda={"verdict": "unknown"}, system={"manufacturer": "QEMU"}
        ),
        changed(
            disk_health__sda={
                "verdict": "unknown",
                "evidence": "no_smart=virtual_drive",
            }
        ),
    ),
    "raid_degraded": (
        changed(raid=raid("clean, degraded", degraded=True)),
        changed(raid=raid("clean", degraded=False)),
    ),
    "scrub_errors": (
        changed(scrub=scrub(errors=3)),
        changed(scrub=scrub(errors=0, last_timestamp_seconds=NOW - DAY)),
    ),
    "scrub_never": (
        changed(scrub={"tank": Item({}, {"last_timestamp_seconds": "never scrubbed"})}),
        changed(scrub={"tank": Item({}, {"last_timestamp_seconds": "needs root"})}),
    ),
    "scrub_old": (
        changed(scrub=scrub(last_timestamp_seconds=NOW - 70 * DAY)),
        changed(scrub=scrub(last_timestamp_seconds=NOW - 60 * DAY)),
    ),
    "memory_slow": (
        changed(memory_module__DIMM1={"configured_speed_mts": 2133}),
        changed(memory_module__DIMM1={"configured_speed_mts": 2600}),
    ),
    "antivirus_none": (changed(antivirus={}), IN_ORDER),
    "antivirus_off": (
        changed(antivirus__Defender={"realtime": False}),
        changed(
            antivirus__Defender={"enabled": False},
            antivirus__Other={"enabled": True, "signatures": "up_to_date"},
        ),
    ),
    "antivirus_outdated": (
        changed(antivirus__Defender={"signatures_timestamp_seconds": NOW - 29 * DAY}),
        changed(antivirus__Defender={"signatures_timestamp_seconds": NOW - 6 * DAY}),
    ),
    "firewall_none": (changed(firewall={}), IN_ORDER),
    "firewall_off": (
        changed(firewall__Public={"enabled": False}),
        changed(firewall__Public={"enabled": False}, operating_system=LINUX),
    ),
    "volume_unencrypted": (
        changed(volume__D={"encrypted": False}),
        changed(
            volume={
                "/boot": Item({"encrypted": False}),
                "/": Item({"encrypted": True, "protection": "on"}),
            }
        ),
    ),
    "encryption_suspended": (
        changed(volume={"C:": Item({"encrypted": True, "protection": "off"})}),
        changed(volume={"C:": Item({"encrypted": False, "protection": "off"})}),
    ),
    "domain_users_are_administrators": (
        changed(accounts={"every_domain_user_is_admin": True}),
        changed(accounts={"every_domain_user_is_admin": None}),
    ),
    "several_administrators": (
        changed(accounts={"local_administrators": 3}),
        changed(accounts={"local_administrators": 2}),
    ),
    "secure_boot_off": (
        changed(security={"secure_boot": False}),
        changed(security={"secure_boot": None}),
    ),
    "updates_security_pending": (
        changed(updates={"pending_security": 2, "pending": 9}),
        changed(updates={"pending_security": 0, "pending": 9}),
    ),
    "updates_pending": (
        changed(updates={"pending_security": None, "pending": 9}),
        changed(updates={"pending_security": 0, "pending": 9}),
    ),
    "updates_not_checked": (
        changed(updates={"last_checked_timestamp_seconds": NOW - 31 * DAY}),
        changed(updates={"last_checked_timestamp_seconds": NOW - 29 * DAY}),
    ),
    "updates_old": (
        changed(
            updates={"last_installed_timestamp_seconds": NOW - 50 * DAY, "pending": 1}
        ),
        changed(updates={"last_installed_timestamp_seconds": NOW - 50 * DAY}),
    ),
    "reboot_required": (
        changed(updates={"reboot_required": True}),
        changed(updates={"reboot_required": None}),
    ),
    "automatic_updates_off": (
        changed(updates={"automatic": False}),
        changed(updates={"automatic": None}),
    ),
    "job_failed": (
        changed(timer={"fstrim": Item({"enabled": True, "succeeded": False})}),
        changed(timer={"fstrim": Item({"enabled": False, "succeeded": False})}),
    ),
    "os_unsupported": (
        changed(operating_system={"version": "23H2", "build": "22631.1"}),
        changed(
            operating_system={
                "version": "23H2",
                "build": "22631.1",
                "edition": "IoTEnterpriseS",
            }
        ),
    ),
    "os_unsupported_unless_paid": (
        changed(operating_system=WINDOWS_10),
        changed(operating_system={**WINDOWS_10, "build": "19043"}),
    ),
    "os_support_ending": (
        changed(operating_system={"version": "25H2", "build": "26200.1"}),
        changed(
            operating_system={
                "version": "25H2",
                "build": "26200.1",
                "edition": "Enterprise",
            }
        ),
    ),
    "office_unsupported": (
        changed(office__office={"name": "Microsoft Office Standard 2016"}),
        changed(office__office={"name": "LibreOffice 24.8", "version": "24.8.1"}),
    ),
    "office_support_ending": (
        # judged by a shorter knowledge below: no release ends within a year of NOW
        None,
        changed(office__office={"name": "Microsoft Office LTSC 2024"}),
    ),
    "windows11_ready": (
        changed(operating_system=LINUX),
        IN_ORDER,
    ),
    "windows11_fixable": (
        changed(
            operating_system=WINDOWS_10,
            security=Item(
                {"secure_boot": False},
                {"tpm_version": "there is none, or it is switched off in the firmware"},
            ),
        ),
        changed(operating_system=WINDOWS_10, cpu=OLD_CPU, firmware={"mode": "BIOS"}),
    ),
    "windows11_part": (
        changed(operating_system=WINDOWS_10, memory={"installed_bytes": 2 * GIB}),
        changed(operating_system=WINDOWS_10, memory={"installed_bytes": 4 * GIB}),
    ),
    "windows11_replace": (
        changed(operating_system=WINDOWS_10, cpu=OLD_CPU),
        changed(operating_system=WINDOWS_10, cpu={"model": "Intel Core (Skylake)"}),
    ),
    "windows11_unsupported": (
        changed(cpu=OLD_CPU),
        changed(disk__sda={"size_bytes": 60 * GB}),
    ),
    "windows11_unknown": (
        changed(operating_system=WINDOWS_10, cpu={"model": "VIA Nano U4025"}),
        changed(cpu={"model": "VIA Nano U4025"}),
    ),
    "not_known": (
        changed(backup=None),
        changed(raid=None, timer=None, office=None, canary=None),
    ),
    "backup_none": (
        changed(backup={}),
        changed(backup=None),
    ),
    "backup_never": (
        changed(
            backup={"nas": Item({}, {"last_success_timestamp_seconds": "never seen"})}
        ),
        changed(
            backup={"nas": Item({}, {"last_success_timestamp_seconds": "no right"})}
        ),
    ),
    "backup_stale": (
        changed(backup__server={"last_success_timestamp_seconds": NOW - 2 * DAY}),
        changed(
            backup__server={
                "last_success_timestamp_seconds": NOW - 2 * DAY,
                "every_seconds": 7 * DAY,
            }
        ),
    ),
    "backup_failed": (
        changed(
            backup__server={
                "last_attempt_succeeded": False,
                "last_attempt_timestamp_seconds": NOW - 60,
            }
        ),
        changed(
            backup__server={
                "last_attempt_succeeded": False,
                "last_attempt_timestamp_seconds": NOW - 9 * DAY,
            }
        ),
    ),
    "backup_target_unreachable": (
        changed(backup__server={"target_reachable": False}),
        changed(backup__server={"target_reachable": None}),
    ),
    "backup_unproven": (
        changed(backup__server={"proof": "own word"}),
        changed(backup__server={"proof": "snapshot"}),
    ),
    "restore_never_tested": (
        changed(backup__server={"last_restore_test_timestamp_seconds": 0}),
        changed(
            backup__server={
                "last_restore_test_timestamp_seconds": 0,
                "last_success_timestamp_seconds": 0,
            }
        ),
    ),
    "restore_test_old": (
        changed(
            backup__server={"last_restore_test_timestamp_seconds": NOW - 181 * DAY}
        ),
        changed(
            backup__server={"last_restore_test_timestamp_seconds": NOW - 179 * DAY}
        ),
    ),
    "canary_changed": (
        changed(canary__documents={"state": "changed"}),
        changed(canary__documents={"state": None}),
    ),
    "canary_missing": (
        changed(canary__documents={"state": "missing"}),
        changed(canary__documents={"state": None}),
    ),
    "shadow_copies_none": (
        changed(shadow_copies={"present": False}),
        changed(shadow_copies={"present": None}),
    ),
}
# When the office program of 2021 had less than a year to go.
EARLIER = NOW - 300 * DAY
CASES["office_support_ending"] = (
    changed(office__office={"name": "Microsoft Office Professional Plus 2021"}),
    CASES["office_support_ending"][1],
)


def found(facts, kind=None, now=NOW):
    """Return the findings of a machine, of one kind if it is named."""
    findings = judge(facts, now=now, knowledge=KNOWLEDGE)
    return [one for one in findings if kind in {None, one.kind}]


def test_a_machine_in_order_has_no_findings():
    """Nothing is said where nothing is wrong."""
    assert found(IN_ORDER) == []


def test_every_kind_of_finding_has_its_cases():
    """A rule without a test that fires and one that stays silent does not exist."""
    assert set(CASES) == set(TEXTS) - set(PORTS) - set(DEVICES)


@pytest.mark.parametrize("kind", CASES)
def test_a_rule_fires(kind):
    """Its severity is declared, and its evidence fills the sentence."""
    now = EARLIER if kind == "office_support_ending" else NOW
    findings = found(CASES[kind][0], kind, now)
    assert findings
    text = TEXTS[kind]
    for finding in findings:
        assert finding.severity in text.severities
        placeholders = {
            name for _, name, _, _ in Formatter().parse(text.sentence) if name
        }
        assert placeholders <= finding.evidence.keys()
        told = describe(finding, lambda words: words, lambda _, value: str(value))
        assert "–" not in told.evidence


@pytest.mark.parametrize("kind", CASES)
def test_a_rule_stays_silent(kind):
    """The nearest machine that is in order is left alone."""
    assert not found(CASES[kind][1], kind)


def test_findings_come_by_severity():
    """The worst stands first, and the order is fixed."""
    findings = found(
        changed(
            updates={"reboot_required": True, "automatic": False},
            canary__documents={"state": "changed"},
        )
    )
    assert [f.severity for f in findings] == ["critical", "warning", "info"]


def test_what_is_not_known_gives_no_alarm():
    """A machine of which nothing is known has one note per topic, and nothing worse."""
    findings = found({})
    assert {f.severity for f in findings} == {"info"}
    assert {f.kind for f in findings} == {"not_known"}
    topics = [f.subject for f in findings]
    assert len(topics) == len(set(topics))
    assert {"backup", "antivirus", "drives", "support", "updates"} <= set(topics)


def test_a_part_that_cannot_be_read_says_why():
    """The agent's reason stands in the finding."""
    facts = changed(firewall={"": Item({}, {"enabled": "needs root"})})
    (finding,) = found(facts)
    assert (finding.kind, finding.subject) == ("not_known", "firewall")
    assert finding.evidence["reason"] == "needs root"


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        ["failing", "changed", "own word", "Windows 10 Pro", "19045.1", "never", "off"]
    ),
)
NAMES = sorted({name for kind in FACT_KINDS.values() for name in kind.fields})
ITEMS = st.builds(
    Item,
    st.dictionaries(st.sampled_from(NAMES), SCALARS, max_size=8),
    st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20), max_size=4),
)
FACTS = st.dictionaries(
    st.sampled_from(sorted(FACT_KINDS)),
    st.dictionaries(st.one_of(st.just(""), st.text(max_size=10)), ITEMS, max_size=3),
    max_size=12,
)


@given(FACTS, st.floats(min_value=-1e12, max_value=1e12))
def test_any_facts_are_judged(facts, now):
    """Whatever a machine says, rules answer, the same each time, in words."""
    findings = judge(facts, now=now, knowledge=KNOWLEDGE)
    assert findings == judge(facts, now=now, knowledge=KNOWLEDGE)
    ranks = [SEVERITIES.index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)
    for finding in findings:
        text = TEXTS[finding.kind]
        assert finding.severity in text.severities
        placeholders = {
            name for _, name, _, _ in Formatter().parse(text.sentence) if name
        }
        assert placeholders <= finding.evidence.keys()
        describe(finding, str, lambda _, value: str(value))
    risk = data_at_risk(facts, findings, now)
    assert 0 <= risk.score <= 100


@given(FACTS, st.data())
def test_junk_beside_does_not_change_what_is_found(facts, data):
    """Kinds and attributes of a newer agent are passed over."""
    more = {**facts, "quantum": {"": data.draw(ITEMS)}}
    assert judge(more, now=NOW, knowledge=KNOWLEDGE) == judge(
        facts, now=NOW, knowledge=KNOWLEDGE
    )


def test_a_machine_that_says_nonsense_has_bounded_findings():
    """The most severe are kept."""
    failing = {f"sd{n}": Item({"verdict": "failing"}) for n in range(1000)}
    facts = {"disk_health": failing, "canary": {"a": Item({"state": "missing"})}}
    findings = judge(facts, now=NOW, knowledge=KNOWLEDGE)
    assert len(findings) == MOST_FINDINGS
    assert {finding.severity for finding in findings} == {"critical"}
