"""Downloads and uploads over HTTP, against good servers and bad ones."""

import pytest

from agent.shared.throughput_settings import ThroughputServer
from agent.throughput.engine import measure
from agent.throughput.shapes import CappedError, Limits, NoFigureError
from agent.throughput.web import WebDoor
from tests.support.web_far_end import far_end

SHORT = Limits(seconds=2.0, warm_up_s=0.3, most_bytes=20_000_000_000, streams=2)


@pytest.fixture(scope="module")
def web():
    """Return a server and its address."""
    with far_end() as both:
        yield both


def door(address, path="", limits=SHORT):
    """Return a door to *path* of the server."""
    url = f"{address}/{path}"
    return WebDoor(ThroughputServer(address=url, upload=url), limits)


@pytest.mark.parametrize(
    ("path", "direction"),
    [("file", "down"), ("short", "down"), ("chunked", "down"), ("file", "up")],
)
def test_a_good_server_gives_a_figure(web, path, direction):
    """Also with files that end and begin anew, of known length or not."""
    found = measure(door(web[1], path), direction, SHORT)
    assert found.rate_bytes > 1_000_000
    assert found.seconds == pytest.approx(2.0, abs=1.0)
    assert found.used_bytes > found.rate_bytes
    assert not found.capped
    assert found.idle_s is not None
    assert found.loaded_s is not None


def test_librespeed_has_endpoints_of_its_own(web):
    """Whatever the implementation: garbage.php and empty.php below one address."""
    server = ThroughputServer(address=f"{web[1]}/speed", method="librespeed")
    for direction in ("down", "up"):
        assert measure(WebDoor(server, SHORT), direction, SHORT).rate_bytes > 1_000_000


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("tiny", "too small for a test: 5 bytes"),
        ("login", "a page comes instead of a file"),
        ("elsewhere", "elsewhere, which is not followed: http://192.0.2.7/big"),
        ("missing", "answers 404"),
        ("liar", "promises 1000000 bytes and sends 200000"),
        ("stall", "stalled"),
        ("garbage", "does not speak HTTP"),
        ("drip", "bytes passed in"),
    ],
)
def test_a_bad_server_ends_in_a_clear_result(web, path, word):
    """Never in a figure, never in a crash."""
    limits = SHORT._replace(seconds=5.0) if path == "stall" else SHORT
    with pytest.raises(NoFigureError, match=word):
        measure(door(web[1], path), "down", limits)


def test_a_server_that_takes_no_large_posts_is_told(web):
    """Its answer comes while we send."""
    with pytest.raises(NoFigureError, match=r"answers 413|not take"):
        measure(door(web[1], "small"), "up", SHORT)


def test_nobody_listens():
    """The system's own words."""
    server = ThroughputServer(address="http://127.0.0.1:9/x")
    with pytest.raises(NoFigureError, match="refused"):
        measure(WebDoor(server, SHORT), "down", SHORT)


@pytest.mark.parametrize("direction", ["down", "up"])
def test_the_cap_of_bytes_is_never_exceeded(web, direction):
    """Loopback is far too fast for so few bytes, and says so."""
    server, address = web
    limits = SHORT._replace(most_bytes=3_000_001, streams=4)
    before = server.taken
    with pytest.raises(CappedError, match="3000001 bytes passed") as caught:
        measure(door(address, "file", limits), direction, limits)
    assert caught.value.used == 3_000_001
    if direction == "up":
        assert server.taken - before <= 3_000_001


def test_a_server_without_uploads_is_not_asked_for_them(web):
    """The settings name no address for them."""
    with pytest.raises(NoFigureError, match="no address for uploads"):
        WebDoor(ThroughputServer(address=f"{web[1]}/x"), SHORT).open("up")
