"""Kernel versions."""

import pytest

from agent.readers.linux.kernels import newer_installed


@pytest.mark.parametrize(
    ("running", "installed", "newer"),
    [
        ("5.10.0-9-amd64", ["5.10.0-10-amd64"], True),
        ("5.10.0-10-amd64", ["5.10.0-9-amd64", "5.10.0-10-amd64"], False),
        ("6.2.0-26-generic", ["6.5.0-1-lowlatency"], None),
        ("6.2.0-26-generic", ["6.5.0-1-lowlatency", "6.2.0-26-generic"], False),
        ("5.14.0-1.el9.x86_64", ["5.14.0-70.el9.x86_64"], True),
        ("6.1.1-arch1-1", ["6.1.2-arch1-1"], True),
        ("6.8.0", [], None),
    ],
)
def test_a_newer_kernel_waits_for_a_restart(running, installed, newer):
    """Of the same flavour only; none to compare is unknown."""
    assert newer_installed(running, installed) is newer


def test_a_rebuilt_release_is_newer_than_its_candidate():
    """Release candidates come before."""
    assert newer_installed("6.9.0-rc1-amd64", ["6.9.0-1-amd64"]) is True
