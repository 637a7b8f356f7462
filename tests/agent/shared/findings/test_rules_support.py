"""Rules about ends of support and Windows 11: what test_rules.py does not show."""

from agent.shared.findings.case import Case
from agent.shared.findings.rules_support import (
    FEW_DEVICES,
    NO_EDITION,
    NO_FAMILY,
    NOT_LISTED,
    VIRTUAL,
    operating_system,
    windows_11,
)
from agent.shared.wire import Item
from tests.support.machine_facts import DAY, KNOWLEDGE, NOW, changed

OLD_CPU = {"model": "Intel(R) Core(TM) i5-4590 CPU @ 3.30GHz"}
WINDOWS_10 = {"name": "Windows 10 Pro", "version": "22H2", "build": "19045.1"}


def found(rule, now=NOW, **kinds):
    """Return what *rule* finds in the machine in order but for *kinds*."""
    return list(rule(Case(changed(**kinds), now, KNOWLEDGE)))


def test_free_extended_support_counts_as_support():
    """Debian 12 ended in July 2026 and goes on until 2028."""
    debian = {"name": "Debian GNU/Linux 12 (bookworm)", "version": "12"}
    assert found(operating_system, operating_system=debian) == []
    (late,) = found(operating_system, NOW + 400 * DAY, operating_system=debian)
    assert late.kind == "os_support_ending"
    (past,) = found(operating_system, NOW + 900 * DAY, operating_system=debian)
    assert past.kind == "os_unsupported"


def test_an_unknown_edition_is_told_where_it_decides():
    """Windows 11 24H2 Pro is past its end, Enterprise is not."""
    system = Item({"name": "Windows 11", "version": "24H2", "build": "26100.1"})
    (one,) = found(operating_system, operating_system=system)
    assert (one.kind, one.evidence["reason"]) == ("not_known", NO_EDITION)


def test_a_release_that_is_not_listed_is_not_known():
    """A rolling distribution says so itself."""
    system = Item({"name": "Windows 12 Pro", "build": "41000"})
    (one,) = found(operating_system, operating_system=system)
    assert one.evidence["reason"] == NOT_LISTED
    rolling = Item({"name": "Arch Linux"}, {"version": "a rolling distribution"})
    (one,) = found(operating_system, operating_system=rolling)
    assert one.evidence["reason"] == "a rolling distribution"


def test_the_name_of_the_system_holds_its_version_once():
    """Whether or not the distribution writes it into its name."""
    (one,) = found(operating_system, operating_system=WINDOWS_10)
    assert one.evidence["system"] == "Windows 10 Pro 22H2"
    ubuntu = {"name": "Ubuntu 20.04.6 LTS", "version": "20.04"}
    (one,) = found(operating_system, operating_system=ubuntu)
    assert one.evidence["system"] == "Ubuntu 20.04.6 LTS"


def test_windows_11_is_a_choice_on_linux_and_the_way_on_from_windows_10():
    """The same machine, another urgency."""
    (one,) = found(windows_11, cpu=OLD_CPU, operating_system=WINDOWS_10)
    assert (one.kind, one.severity) == ("windows11_replace", "warning")
    linux = {"name": "Ubuntu 24.04 LTS", "version": "24.04"}
    (one,) = found(windows_11, cpu=OLD_CPU, operating_system=linux)
    assert (one.kind, one.severity) == ("windows11_replace", "info")


def test_servers_and_machines_with_windows_11_are_not_asked():
    """There is nothing to upgrade to."""
    assert found(windows_11) == []
    server = {"name": "Windows Server 2019 Standard", "edition": "ServerStandard"}
    assert found(windows_11, operating_system=server) == []
    assert found(windows_11, operating_system=None) == []


def test_a_virtual_machine_has_no_hardware_of_its_own():
    """Its host decides; on Linux it is not asked."""
    virtual = {"manufacturer": "VMware, Inc."}
    (one,) = found(windows_11, system=virtual, operating_system=WINDOWS_10)
    assert (one.kind, one.evidence["reason"]) == ("windows11_unknown", VIRTUAL)
    linux = {"name": "Ubuntu 24.04 LTS", "version": "24.04"}
    assert found(windows_11, system=virtual, operating_system=linux) == []


def test_an_unknown_outcome_says_why():
    """With the agent's reason for what it could not read."""
    hidden = Item({"secure_boot": True}, {"tpm_version": "needs administrator"})
    (one,) = found(windows_11, security=hidden, operating_system=WINDOWS_10)
    assert one.kind == "windows11_unknown"
    assert one.evidence["requirements"] == "tpm"
    assert one.evidence["reason"] == "needs administrator"


def test_a_processor_that_cannot_be_judged_says_why():
    """Its name is of no known form, or says too little."""
    for name, reason in (
        ("VIA Nano U4025", NO_FAMILY),
        ("Intel(R) Core(TM) i7-7820HQ CPU @ 2.90GHz", FEW_DEVICES),
    ):
        (one,) = found(windows_11, cpu={"model": name}, operating_system=WINDOWS_10)
        assert (one.kind, one.evidence["reason"]) == ("windows11_unknown", reason)
