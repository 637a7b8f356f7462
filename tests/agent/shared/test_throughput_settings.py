"""What the settings of throughput tests accept."""

import pytest

from agent.shared.throughput_settings import ThroughputSettings, check_edge
from agent.shared.toml import SettingsError, decode_settings

GOOD = """
windows = ["23:00-04:30", "12:00-12:45"]
down_mbps = 200
edge_device = "gateway"
edge_port = "wan1"
[[servers]]
address = "https://speed.example.vn/backend/"
method = "librespeed"
[[servers]]
address = "iperf.example.vn:5201"
method = "iperf3"
reach = "international"
[[servers]]
address = "http://mirror.example.vn/large.iso"
upload = "http://mirror.example.vn/upload"
"""


def decode(text):
    """Return the settings that *text* says."""
    return decode_settings(text, ThroughputSettings, name="test")


def test_a_whole_table_is_read():
    """Three methods."""
    found = decode(GOOD)
    assert [one.method for one in found.servers] == ["librespeed", "iperf3", "http"]
    assert decode("").servers == ()


def test_an_edge_device_is_one_of_the_switches():
    """Or its line would wait for ever."""
    found = decode(GOOD)
    check_edge("hq", found, ["gateway"])
    check_edge("hq", decode(""), [])
    with pytest.raises(ValueError, match=r"hq: switches\.devices has no gateway"):
        check_edge("hq", found, ["other"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('windows = ["25:00-04:00"]', "windows"),
        ('windows = ["04:00-04:00"]', "different times"),
        ("seconds = 3\nwarm_up_s = 2", "half of seconds"),
        ("daily_bytes = 9000000000\nmonthly_bytes = 8000000000", "at most monthly"),
        ('edge_device = "x"', "stand together"),
        ("streams = 99", "streams"),
        ("speed = 9", "speed"),
        ('[[servers]]\naddress = "ftp://x/y"', "begins with http"),
        ('[[servers]]\naddress = "http://a:b@x/y"', "without name"),
        ('[[servers]]\naddress = "http://x/a b"', "spaces"),
        ('[[servers]]\naddress = "http://x/é"', "foreign"),
        ('[[servers]]\naddress = "http://x:99999/"', "[Pp]ort"),
        ('[[servers]]\naddress = "-c"\nmethod = "iperf3"', "HOST"),
        ('[[servers]]\naddress = "h"\nmethod = "iperf3"\nupload = "http://x/"', "only"),
    ],
)
def test_what_makes_no_sense_is_refused(text, words):
    """With the place, or what is wrong."""
    with pytest.raises(SettingsError, match=words):
        decode(text)
