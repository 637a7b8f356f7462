"""The script in place of COM: when it runs, and that it asks what the sources ask."""

import contextlib
import json
import re
from typing import Any

import pytest

from agent.probe import NoData, ProbeError
from agent.probes import FACT_PROBES, load
from agent.sources.programs import Output
from agent.sources.windows_doors import NotWindows
from agent.sources.windows_script import (
    EVERY_S,
    SCRIPT,
    FallbackWmi,
    Script,
    powershell,
    wmi_with_fallback,
)
from tests.support.windows_pc import Pc

# Asked by COM only: the first is a table of bytes, the second hangs where another
# antivirus is active, and a script cannot leave it behind.
NOT_IN_SCRIPT = {"MSSMBios_RawSMBiosTables", "MSFT_MpComputerStatus"}


class Broken:
    """WMI that fails with one error."""

    def __init__(self, error):
        self.error = error

    def query(self, namespace, class_name, properties):
        """Fail."""
        raise self.error


class PowerShell:
    """A program that prints answers, and counts its runs."""

    def __init__(self, rows):
        answer = {"namespace": "root\\cimv2", "class": "Win32_BIOS", "rows": rows}
        self.output = json.dumps({"format": 1, "answers": [answer]}).encode()
        self.runs: list[Any] = []

    def run(self, *argv, timeout_s=30.0):
        """Print them."""
        self.runs.append(argv)
        return Output(self.output)


def a_script(programs, now):
    """Return a script whose clock is the first element of *now*."""
    return Script(programs, program="powershell.exe", uptime=lambda: now[0])


def test_where_com_fails_the_script_answers_for_six_hours():
    """It is run once for all questions, by its file, without the user's profile."""
    programs, now = PowerShell([{"Name": "x", "More": 1}]), [0.0]
    wmi = FallbackWmi(Broken(OSError("COM is not there")), a_script(programs, now))
    for seconds in (0, 10, EVERY_S - 1):
        now[0] = seconds
        assert wmi.query("root\\cimv2", "Win32_BIOS", ("Name", "Version")) == [
            {"Name": "x", "Version": None}
        ]
    assert len(programs.runs) == 1
    assert programs.runs[0][1:4] == (
        "-NoProfile",
        "-NonInteractive",
        "-ExecutionPolicy",
    )
    assert programs.runs[0][-2:] == ("-File", str(SCRIPT))
    now[0] = EVERY_S
    wmi.query("root\\cimv2", "Win32_BIOS", ("Name",))
    assert len(programs.runs) == 2


@pytest.mark.parametrize("error", [FileNotFoundError, PermissionError, TimeoutError])
def test_what_a_script_cannot_help_is_not_tried(error):
    """No such class, no rights, no answer: the same would come out."""
    programs = PowerShell([])
    wmi = FallbackWmi(Broken(error("x")), a_script(programs, [0.0]))
    with pytest.raises(error):
        wmi.query("root\\cimv2", "Win32_BIOS", ("Name",))
    assert not programs.runs


def test_a_powershell_that_says_nothing_is_not_asked_again_at_once():
    """As Wine's, which is a stub; COM's own error is what is told."""
    programs, now = PowerShell([]), [0.0]
    programs.output = b""
    wmi = FallbackWmi(Broken(OSError("COM is not there")), a_script(programs, now))
    for _ in range(3):
        with pytest.raises(OSError, match="COM"):
            wmi.query("root\\cimv2", "Win32_BIOS", ("Name",))
    assert len(programs.runs) == 1


def test_powershell_is_windows_own():
    """Not one that lies in PATH."""
    assert powershell({"SystemRoot": "D:\\Win"}).startswith("D:\\Win\\System32\\")
    assert wmi_with_fallback() is wmi_with_fallback()


class Noting(NotWindows):
    """Doors of a Windows where every class is empty; notes what is asked."""

    def __init__(self):
        self.asked = {}

    def query(self, namespace, class_name, properties):
        """Note it."""
        known = self.asked.setdefault((namespace, class_name), set())
        known |= set(properties)
        return []


def asked_by_the_probes():
    """Return what all probes of facts ask of an empty Windows, as ``questions``."""
    noting: Any = Noting()
    closed: Any = NotWindows()
    doors = (
        Pc()
        .doors()
        ._replace(wmi=noting, registry=closed, kernel=closed, updates=closed)
    )
    for name in FACT_PROBES:
        probe = load(name)(doors=doors)
        with contextlib.suppress(NoData, ProbeError):
            list(probe.read())
    return {
        f"{namespace} {name}": properties
        for (namespace, name), properties in noting.asked.items()
        if name not in NOT_IN_SCRIPT
    }


def test_the_script_asks_what_the_sources_ask():
    """Class for class, property for property: else the fall-back would know less."""
    assert questions() == asked_by_the_probes()


def questions():
    """Return what stands in the script: namespace and class → properties."""
    text = SCRIPT.read_text(encoding="ascii")
    found = {}
    for line in re.findall(r"^    @\((.*)\),?$", text, re.MULTILINE):
        namespace, name, *properties = re.findall(r"'([^']*)'", line)
        found[f"{namespace} {name}"] = set(properties)
    return found
