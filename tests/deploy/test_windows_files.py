"""The PowerShell files beside the one for old Windows: they parse, and only read."""

from pathlib import Path

import pytest

from tests.support.powershell_source import Source

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "agent/sources/scripts/facts.ps1"
CHECKLIST = ROOT / "deploy/windows/checklist.ps1"
READS = {
    FACTS: {"Add-Type", "Get-CimInstance", "New-Object", "ConvertTo-Json"},
    CHECKLIST: {
        *("Write-Host", "Out-String", "Get-Date", "Get-Member", "Get-Acl"),
        *("Get-ItemProperty", "Format-List", "Format-Table", "Format-Wide"),
        *("ConvertFrom-Json", "ConvertTo-Json", "Get-CimInstance", "Get-Service"),
        *("Get-NetFirewallProfile", "Get-LocalGroup", "Get-LocalGroupMember"),
        *("New-Object", "Where-Object", "ForEach-Object", "Select-Object"),
        *("Confirm-SecureBootUEFI", "Get-ChildItem", "Split-Path", "Get-Command"),
        *("Show", "Show-Agent", "Measure-Agent", "Write-Output", "powershell.exe"),
    },
}


@pytest.mark.parametrize("path", READS, ids=lambda path: path.name)
def test_a_script_is_powershell_and_plain_letters(path):
    """Windows PowerShell reads a file without a mark in the system's code page."""
    assert Source.of(path).errors == []
    assert path.read_bytes().isascii()


@pytest.mark.parametrize("path", READS, ids=lambda path: path.name)
def test_a_script_calls_only_what_reads(path):
    """No command that sets, removes, starts or downloads anything."""
    names = set(Source.of(path).texts("command_name"))
    assert names - {"$question", "$Agent"} <= READS[path]


def test_every_number_of_the_checklist_is_explained():
    """What to look for stands in the page."""
    page = (ROOT / "docs/windows-manual-test.md").read_text(encoding="utf-8")
    text = CHECKLIST.read_text(encoding="ascii")
    numbers = [
        line.split("'")[1].split()[0]
        for line in text.splitlines()
        if line.startswith("Show '")
    ]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert all(f"\n| {number} | " in page for number in numbers)
