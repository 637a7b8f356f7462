"""smartctl's text: values at the places of its JSON. The samples are made by hand."""

import pytest

from agent.readers.smartctl.answer import read_smartctl
from agent.readers.smartctl.text import grouped, looks_like_text, read_text
from agent.readers.smartctl.verdict import recorded_verdict

SATA_OLD = """\
smartctl 6.2 2013-07-26 r3841 [x86_64-linux-3.10.0] (local build)

=== START OF INFORMATION SECTION ===
Model Family:     Seagate Barracuda 7200.12
Device Model:     ST3500418AS
Serial Number:    9VM00000
Firmware Version: CC38
User Capacity:    500.107.862.016 bytes [500 GB]
Rotation Rate:    7200 rpm
SMART support is: Available - device has SMART capability.
SMART support is: Enabled

=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: FAILED!
Drive failure expected in less than 24 hours. SAVE ALL DATA.

ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
  1 Raw_Read_Error_Rate     0x000f   119   099   006    Pre-fail  Always       -       234151754
  5 Reallocated_Sector_Ct   0x0033   005   005   036    Pre-fail  Always   FAILING_NOW 1975
  9 Power_On_Hours          0x0032   050   011   000    Old_age   Always       -       44668h+35m+00.858s
190 Airflow_Temperature_Cel 0x0022   067   040   045    Old_age   Always   In_the_past 33 (Min/Max 24/36)
194 Temperature_Celsius     0x0022   034   043   000    Old_age   Always       -       34 (0 19 0 0 0)
197 Current_Pending_Sector  0x0012   100   100   000    Old_age   Always       -       8

ATA Error Count: 56 (device log contains only the most recent five errors)

SMART Self-test log structure revision number 1
Num  Test_Description    Status                  Remaining  LifeTime(hours)  LBA_of_first_error
# 1  Extended offline    Completed: read failure       90%     44000         11
# 2  Short offline       Completed without error       00%     43000         -
# 3  Short offline       Aborted by host               10%     42000         -

"""

SATA_BRIEF = """\
smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0] (local build)
=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: PASSED
ID# ATTRIBUTE_NAME          FLAGS    VALUE WORST THRESH FAIL RAW_VALUE
  5 Reallocated_Sector_Ct   PO--CK   001   001   005    NOW  12
  9 Power_On_Hours          -O--CK   096   096   000    -    2725 (151 234 0)
194 Temperature_Celsius     -O---K   100   030   040    Past 25 (Min/Max 19/39)
                            ||||||_ K auto-keep
"""

SAS = """\
smartctl 6.6 2016-05-31 r4324 [x86_64-linux-4.4.0] (local build)
=== START OF INFORMATION SECTION ===
Vendor:               SEAGATE
Product:              ST4000NM0043
Revision:             MS03
User Capacity:        4,000,787,030,016 bytes [4.00 TB]
Rotation Rate:        7200 rpm
Serial number:        Z1Z00000
Transport protocol:   SAS (SPL-3)
=== START OF READ SMART DATA SECTION ===
SMART Health Status: HARDWARE IMPENDING FAILURE TOO MANY BLOCK REASSIGNS [asc=5d, ascq=14]
Current Drive Temperature:     34 C
Drive Trip Temperature:        68 C
Accumulated power on time, hours:minutes 43549:33
Elements in grown defect list: 56

Error counter log:
           Errors Corrected by           Total   Correction     Gigabytes    Total
               ECC          rereads/    errors   algorithm      processed    uncorrected
           fast | delayed   rewrites  corrected  invocations   [10^9 bytes]  errors
read:   300357663        0         0  300357663          0     176987.332           2
write:         0        0         0         0          0      86472.611           0
"""

NVME = """\
smartctl 7.2 2020-12-30 r5155 [x86_64-linux-5.10.0] (local build)
=== START OF INFORMATION SECTION ===
Model Number:                       KINGSTON SA2000M8500G
Serial Number:                      50026B0000000000
Firmware Version:                   S5Z42105
NVMe Version:                       1.3
Namespace 1 Size/Capacity:          500\u202f107\u202f862\u202f016 [500 GB]
=== START OF SMART DATA SECTION ===
SMART overall-health self-assessment test result: FAILED!
- NVM subsystem reliability has been degraded
SMART/Health Information (NVMe Log 0x02)
Critical Warning:                   0x04
Temperature:                        41 Celsius
Available Spare:                    9%
Available Spare Threshold:          10%
Percentage Used:                    101%
Data Units Written:                 264’489’347 [135 TB]
Power Cycles:                       662
Power On Hours:                     12.798
Unsafe Shutdowns:                   36
Media and Data Integrity Errors:    5
Error Information Log Entries:      1,024
Error Information (NVMe Log 0x01, 16 of 64 entries)
No Errors Logged

Self-test Log (NVMe Log 0x06)
Num  Test_Description  Status                       Power_on_Hours  Failing_LBA  NSID SCT Code
 0   Extended          Completed: failed segments           12790            -     -   -    -
 1   Short             Completed without error               1361            -     -   -    -
"""


def test_an_old_sata_report_is_read():
    """Version 6 knows no JSON; thousands are parted as the locale wants."""
    drive = read_smartctl(SATA_OLD)
    assert (drive.model, drive.capacity_bytes) == ("ST3500418AS", 500107862016)
    assert (drive.smart_passed, drive.media, drive.protocol) == (False, "hdd", "ATA")
    assert drive.power_on_minutes == 44668 * 60 + 35
    assert drive.temperature_c == 34
    assert drive.ata.error_count == 56
    assert drive.self_tests.failures == 1
    assert recorded_verdict(drive) == (
        "failing",
        [
            "drive reports SMART overall health FAILED",
            "attribute at or below its threshold now: Reallocated_Sector_Ct",
            "reallocated sectors: 1975",
            "pending sectors: 8",
            "attribute at or below its threshold in the past: Airflow_Temperature_Cel",
            "failed self-tests in the log: 1",
        ],
    )


def test_the_brief_table_is_read():
    """Flags are letters there, and the words for failed are short."""
    drive = read_smartctl(SATA_BRIEF)
    assert [a.name for a in drive.ata.failed("now")] == ["Reallocated_Sector_Ct"]
    assert [a.name for a in drive.ata.failed("past")] == ["Temperature_Celsius"]
    assert drive.ata.attributes[0].prefail
    assert drive.power_on_minutes == 2725 * 60


def test_a_sas_report_is_read():
    """Anything but OK is what the drive complains of."""
    drive = read_smartctl(SAS)
    assert (drive.model, drive.serial) == ("SEAGATE ST4000NM0043", "Z1Z00000")
    assert (drive.firmware, drive.smart_passed) == ("MS03", False)
    assert (drive.temperature_c, drive.trip_temperature_c) == (34, 68)
    assert drive.power_on_minutes == 43549 * 60 + 33
    assert (drive.scsi.grown_defects, drive.scsi.uncorrected_read) == (56, 2)
    assert read_smartctl(SAS.replace("HARDWARE IMP", "OK\nx")).smart_passed is True


def test_an_nvme_report_is_read():
    """With no-break spaces, dots and apostrophes between thousands."""
    drive = read_smartctl(NVME)
    assert (drive.capacity_bytes, drive.media) == (500107862016, "nvme")
    assert drive.nvme.critical_warning == 4
    assert (drive.nvme.available_spare, drive.nvme.percentage_used) == (9, 101)
    assert drive.nvme.data_units_written == 264489347
    assert drive.nvme.num_err_log_entries == 1024
    assert drive.power_on_minutes == 12798 * 60
    assert drive.self_tests.failures == 1
    assert drive.life.percent == 0
    assert recorded_verdict(drive)[0] == "failing"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("512,110,190,592 bytes", 512110190592),
        ("512\u00a0110\u00a0190\u00a0592 bytes", 512110190592),
        ("512'110'190'592 bytes", 512110190592),
        ("33 (Min/Max 18/39)", 33),
        ("13%", 13),
        ("62 Celsius", 62),
        ("1234 5678", 1234),
        ("none", None),
        ("", None),
    ],
)
def test_numbers_are_read_however_thousands_are_parted(text, number):
    """Smartctl follows the locale of who called it."""
    assert grouped(text) == number


def test_a_refusal_in_text_is_read():
    """Whoever may not open the drive gets a message, and no verdict."""
    for line in (
        "Smartctl open device: /dev/sda failed: Permission denied",
        "Device is in STANDBY mode, exit(2)",
    ):
        text = f"smartctl 6.6 2016-05-31 r4324 [x86_64-linux]\n\n{line}\n"
        drive = read_smartctl(text)
        assert [message.text for message in drive.messages] == [line]
        assert recorded_verdict(drive) == ("unknown", [])


def test_other_text_is_none_of_it():
    """A report is known by what smartctl always prints."""
    assert not looks_like_text("Filesystem  Size  Used\n/dev/sda1 10G 5G")
    assert read_text("") == {"smartctl": {"messages": []}}
