"""Where requests go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.throughput_settings import ThroughputServer
from agent.throughput.web_address import download, upload, web_address


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("http://x", "x", "/"),
        ("https://x:443/a?b=c#d", "x", "/a?b=c"),
        ("http://x:8080/a", "x:8080", "/a"),
        ("http://[2001:db8::1]:81/", "[2001:db8::1]:81", "/"),
        ("http://[2001:db8::1]/", "[2001:db8::1]", "/"),
    ],
)
def test_an_address_has_parts(url, authority, path):
    """The port is told where it is not the usual one."""
    found = web_address(url)
    assert (found.authority, found.path) == (authority, path)


@pytest.mark.parametrize("address", ["http://x/b", "http://x/b/", "http://x/b?z=1"])
def test_librespeed_stands_in_one_folder(address):
    """Enough of its chunks for a stream of the whole cap, and no more than it gives."""
    server = ThroughputServer(address=address, method="librespeed")
    assert download(server, 150_000_000).path == "/b/garbage.php?ckSize=145"
    assert download(server, 10**12).path == "/b/garbage.php?ckSize=1024"
    assert upload(server).path == "/b/empty.php"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_value_error(text):
    """Nothing else is raised."""
    try:
        web_address(text)
    except ValueError:
        return
