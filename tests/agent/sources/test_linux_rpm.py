"""Updates of made-up machines of Fedora, openSUSE and Arch."""

import pytest

from agent.sources.linux_rpm import read_arch, read_dnf, read_zypp
from agent.sources.programs import Output
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors

CHECK = Output(
    b"bash.x86_64   5.2-1.fc37   updates\nvim.x86_64  9-1.fc37  updates\n", b"", 100
)
INFO = "FEDORA-2023-aaaa11 Moderate/Sec. bash-5.2-1.fc37.x86_64\n"
UNITS = "Id=dnf-automatic.timer\nLoadState=loaded\nActiveState={}\n"
DNF = "dnf --cacheonly"


def dnf(tmp_path, **programs):
    """Return what is read on a machine with dnf."""
    named = {
        f"{DNF} --quiet check-update": CHECK,
        f"{DNF} updateinfo list": INFO,
        "systemctl show": UNITS.format("active"),
        "rpm -qa": "1600000000\n1700000099\n",
    }
    files = {"etc/dnf/automatic.conf": "[commands]\napply_updates = yes\n"}
    return read_dnf(linux_doors(tmp_path, files, {**named, **programs}))


def test_dnf_counts_from_its_cache(tmp_path):
    """Status 100 says that updates wait."""
    found = dnf(tmp_path)
    assert (found.source, found.pending, found.pending_security) == ("dnf", 2, 1)
    assert found.automatic is True
    assert found.last_installed_timestamp_seconds == 1700000040


def test_silence_with_status_zero_is_none(tmp_path):
    """It prints nothing when nothing waits."""
    found = dnf(
        tmp_path, **{f"{DNF} --quiet check-update": "", f"{DNF} updateinfo list": ""}
    )
    assert (found.pending, found.pending_security) == (0, 0)


def test_a_missing_cache_is_unknown(tmp_path):
    """Status 1 is an error, whatever was printed."""
    found = dnf(
        tmp_path,
        **{f"{DNF} --quiet check-update": Output(b"", b"Cache-only enabled", 1)},
    )
    assert found.pending is None
    assert found.reasons["pending"]


def test_a_timer_that_is_off_installs_nothing(tmp_path):
    """Settings alone do not."""
    assert (
        dnf(tmp_path, **{"systemctl show": UNITS.format("inactive")}).automatic is False
    )


def test_zypper_counts_updates_and_patches_of_security(tmp_path):
    """Both are asked without fetching."""
    base = "zypper --non-interactive --no-refresh"
    programs = {
        f"{base} list-updates": "S | Repository | Name | Current | New | Arch\nv | M | curl | 1 | 2 | x\n",
        f"{base} list-patches": "Repository | Name | Category | Severity | Status\nM | P-1 | security | low | needed\n",
    }
    found = read_zypp(linux_doors(tmp_path, programs=programs))
    assert (found.pending, found.pending_security) == (1, 1)


@pytest.mark.parametrize(
    ("said", "pending"),
    [("vim 9-1 -> 9-2\n", 1), (Output(b"", b"", 1), 0), (Output(b"x", b"", 1), None)],
)
def test_pacman_does_not_know_security(tmp_path, said, pending):
    """Status 1 with nothing printed is none."""
    found = read_arch(linux_doors(tmp_path, programs={"pacman": said}))
    assert (found.pending, found.pending_security) == (pending, None)
    assert found.reasons["pending_security"]


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("read", [read_dnf, read_zypp])
def test_each_failure_is_unknown_with_a_reason(tmp_path, read, failure):
    """None is called zero."""
    doors = linux_doors(tmp_path)._replace(programs=FailingPrograms(failure))
    found = read(doors)
    assert (found.pending, found.automatic) == (None, None)
    assert found.reasons["pending"]
    assert found.reasons["automatic"]
