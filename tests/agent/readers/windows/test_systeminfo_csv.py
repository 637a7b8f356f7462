"""``systeminfo /fo csv``."""

from agent.readers.windows.systeminfo import read_systeminfo
from agent.readers.windows.systeminfo_csv import read_csv_entries

VALUES = [
    *["PC-01", "Microsoft Windows 10 Pro", "10.0.19045 N/A Build 19045", "Microsoft"],
    *["Standalone Workstation", "Multiprocessor Free", "a", "", "00330-50000"],
    *["1/24/2019, 10:32:25 AM", "1/24/2019, 10:32:25 PM", "HP", "HP EliteDesk"],
    *["x64-based PC", "1 Processor(s) Installed.,[01]: Intel64 Family 6 ~2808 Mhz"],
    *["HP N11, 1/24/2018", r"C:\Windows", r"C:\Windows\system32", r"\Device"],
    *["en-us;English (United States)", "en-us;English", "(UTC+07:00) Hanoi"],
    *["16,384 MB", "8,000 MB", "1 MB", "1 MB", "1 MB", r"C:\pagefile.sys", "WORKGROUP"],
    *[r"\\PC-01", "2 Hotfix(s) Installed.,[01]: KB5000001,[02]: KB890830"],
    *["1 NIC(s) Installed.,[01]: Intel(R) Ethernet,      [01]: 192.0.2.7", "None"],
]


def test_one_line_of_values():
    """Lists stand inside them."""
    lines = [",".join(f'"{v}"' for v in row) for row in (["Label"] * 33, VALUES)]
    found = read_systeminfo("\r\n".join(lines))
    assert (found.host_name, found.build) == ("PC-01", 19045)
    assert found.boot_time_local == "2019-01-24T22:32:25"
    assert found.physical_memory_bytes == 16384 * 1048576
    assert (found.hotfixes, found.hotfixes_claimed) == (("KB5000001", "KB890830"), 2)
    assert found.processors == 1


def test_other_output_is_none():
    """Too few lines, or too few columns."""
    assert read_csv_entries(['"a","b"']) == []
    assert read_csv_entries(['"a","b"', '"a","b"']) == []
