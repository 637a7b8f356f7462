"""What Windows knows of its drives; rows made by hand, since no recording has them."""

import pytest

from agent.sources.inventory import Disk
from agent.sources.windows_drive_health import drive_of, drives, predictions

SSD = Disk(model="Samsung SSD 870", media="SSD", bus="sata")
HDD = Disk(model="WDC WD10EZEX", media="HDD", bus="sata")
COUNTED = {"Temperature": 31, "Wear": 12, "PowerOnHours": 100}


def drive(disk=SSD, physical=None, counted=None, predicted=None):
    """Return the drive of these rows."""
    return drive_of(disk, physical or {}, counted or {}, predicted=predicted)


def test_the_counters_are_read():
    """Wear is a percentage used, of solid-state drives only."""
    found = drive(counted=COUNTED | {"ReadErrorsUncorrected": "2"})
    assert (found.temperature_c, found.power_on_minutes) == (31, 6000)
    assert (found.scsi.percentage_used, found.scsi.uncorrected_read) == (12, 2)
    assert found.life.percent == 88
    assert drive(HDD, counted=COUNTED).scsi.percentage_used is None


def test_counters_that_nobody_filled_in_say_nothing():
    """All zero is what a driver leaves behind that knows none."""
    found = drive(counted=dict.fromkeys(COUNTED, 0))
    assert found.life is found.power_on_minutes is found.temperature_c is None
    assert drive(counted={"Temperature": 255}).temperature_c is None


@pytest.mark.parametrize(
    ("health", "operational", "counted", "status"),
    [
        (0, (2,), COUNTED, "healthy"),
        (0, (2,), {}, None),
        (1, (2,), {}, "warning"),
        (1, [5], {}, "predictive"),
        ("1", 5, {}, "predictive"),
        (2, (6,), {}, "unhealthy"),
        (5, None, COUNTED, None),
        (None, None, COUNTED, None),
    ],
)
def test_the_opinion_of_windows(health, operational, counted, status):
    """Healthy is believed only beside counters that count."""
    row = {"HealthStatus": health, "OperationalStatus": operational}
    assert drive(physical=row, counted=counted).system_status == status


def test_a_prediction_is_the_drives_own_status():
    """No row is no status."""
    states = [drive(predicted=p).smart_passed for p in (True, False, None)]
    assert states == [False, True, None]


def test_rows_are_put_together_by_the_number_of_the_drive():
    """The prediction by the PNP name, whatever its letters' case."""
    old = [{"Index": 1, "PNPDeviceID": r"IDE\DiskWDC\5&1"}, {"Index": 0}]
    rows = [
        {"InstanceName": r"IDE\DISKWDC\5&1_0", "PredictFailure": "TRUE"},
        {"InstanceName": "x_0", "PredictFailure": None},
        {"PredictFailure": True},
    ]
    assert predictions(old, rows) == {"PhysicalDrive1": True}
    found = drives(
        {"PhysicalDrive1": HDD, "PhysicalDrive2": SSD},
        [{"DeviceId": "1", "HealthStatus": 2}],
        [{"DeviceId": "1", "PowerOnHours": 5}],
        {"PhysicalDrive1": True},
    )
    assert found["PhysicalDrive1"].smart_passed is False
    assert found["PhysicalDrive1"].system_status == "unhealthy"
    assert found["PhysicalDrive1"].power_on_minutes == 300
    assert found["PhysicalDrive2"].smart_passed is None
