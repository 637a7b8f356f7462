"""Battery reports of powercfg; these are made by hand."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.battery_report import Battery, read_battery_report
from tests.support.damaged import damaged

BATTERY = (
    "<Battery><Id>DELL &amp; CO</Id><Manufacturer>SMP</Manufacturer>"
    "<SerialNumber> 12 </SerialNumber><Chemistry>LiP</Chemistry>"
    "<DesignCapacity>50000</DesignCapacity>"
    "<FullChargeCapacity>40000</FullChargeCapacity><CycleCount>0</CycleCount></Battery>"
)
REPORT = (
    '<?xml version="1.0" encoding="utf-8"?>\r\n'
    "<?xml-stylesheet type='text/xsl' href='C:\\battery-stylesheet.xsl'?>\r\n"
    '<BatteryReport xmlns="http://schemas.microsoft.com/battery/2012">'
    f"<Batteries>{BATTERY}</Batteries>"
    "<RuntimeEstimates><DesignCapacity><Capacity>1</Capacity></DesignCapacity>"
    "</RuntimeEstimates></BatteryReport>"
)
PAGE = """<!DOCTYPE html><html><body><h2>Installed batteries</h2><table>
<tr><td></td><td>BATTERY 1</td></tr>
<tr><td><span class="label">NAME</span></td><td>DELL</td></tr>
<tr><td><span class="label">MANUFACTURER</span></td><td>SMP</td></tr>
<tr><td><span class="label">SERIAL NUMBER</span></td><td>12</td></tr>
<tr><td><span class="label">CHEMISTRY</span></td><td>LiP</td></tr>
<tr><td><span class="label">DESIGN CAPACITY</span></td><td>50.000 mWh</td></tr>
<tr><td><span class="label">FULL CHARGE CAPACITY</span></td><td>40,000 mWh</td></tr>
<tr><td><span class="label">CYCLE COUNT</span></td><td>-</td></tr></table>
<table><tr><td>PERIOD</td><td>FULL CHARGE CAPACITY</td><td>DESIGN CAPACITY</td></tr>
</table></body></html>"""


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_report_has_its_batteries(codec):
    """Other numbers of the report are not theirs; a count of zero is no count."""
    (found,) = read_battery_report(REPORT.encode(codec))
    assert found == Battery("DELL & CO", "SMP", "12", "LiP", 50000, 40000, None)
    assert found.health_percent == 80.0


def test_the_page_says_the_same():
    """Thousands are divided as the country writes them."""
    (found,) = read_battery_report(PAGE.encode())
    assert found == Battery("DELL", "SMP", "12", "LiP", 50000, 40000, None)


def test_a_machine_without_a_battery_has_none():
    """That is no error; a capacity of zero is unknown."""
    assert read_battery_report(REPORT.replace(BATTERY, "").encode()) == []
    empty = REPORT.replace("50000", "0")
    assert read_battery_report(empty.encode())[0].health_percent is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<a/>",
        REPORT[:-20],
        '<!DOCTYPE BatteryReport [<!ENTITY a "b">]>' + REPORT[140:],
        '<!DOCTYPE BatteryReport SYSTEM "file:///etc/passwd"><BatteryReport/>',
        "<BatteryReport>" + "<a>" * 60,
        REPORT.replace(BATTERY, BATTERY * 17),
    ],
)
def test_what_is_no_report_is_refused(content):
    """A document type, too: no entity is ever expanded."""
    with pytest.raises(ReadError):
        read_battery_report(content.encode())


@given(st.binary() | damaged([REPORT.encode(), PAGE.encode()]))
def test_damaged_reports_are_read_or_refused(content):
    """Nothing but a ReadError leaves the reader."""
    with contextlib.suppress(ReadError):
        for battery in read_battery_report(content):
            assert battery.health_percent is None or battery.health_percent >= 0
