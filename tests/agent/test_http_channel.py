"""One kept connection, whichever address answers."""

import pytest
import requests

from agent.http_channel import Channel, UnreachableError, describe
from agent.shared.secret import Secret


def test_when_no_address_answers_each_is_named(tmp_path):
    """With a reason that a person understands."""
    from tests.support.fake_collector import make_ca

    _, certificate = make_ca()
    from cryptography.hazmat.primitives.serialization import Encoding

    (tmp_path / "ca.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    channel = Channel(tmp_path / "ca.pem", Secret("none"))
    urls = ["https://127.0.0.1:9", "https://127.0.0.1:10"]
    with pytest.raises(UnreachableError) as caught:
        channel.post(urls, "/x", b"", {})
    assert str(caught.value) == "; ".join(f"{u}: nothing listens there" for u in urls)


def test_a_missing_ca_is_an_unreachable_collector(tmp_path):
    """Never an error that ends the delivery."""
    channel = Channel(tmp_path / "none.pem", Secret("none"))
    with pytest.raises(UnreachableError, match=r"ca|CA"):
        channel.post(["https://127.0.0.1:9"], "/x", b"", {})


def test_all_addresses_share_the_time_there_is(tmp_path):
    """Two silent ones do not take twice as long."""
    limits = []

    class Silent(Channel):
        def _send(self, post):
            limits.append(sum(post.timeouts_s))
            raise OSError("timed out")

    channel = Silent(tmp_path / "ca.pem", Secret("none"))
    with pytest.raises(UnreachableError):
        channel.post(["https://a", "https://b"], "/x", b"", {}, total_s=3)
    assert sum(limits) == pytest.approx(3)


@pytest.mark.parametrize(
    ("error", "tries"), [(requests.ConnectionError, 2), (requests.ReadTimeout, 1)]
)
def test_a_kept_connection_that_ended_is_opened_again_a_silent_one_is_not(
    tmp_path, error, tries
):
    """A collector that hangs must not be waited for twice."""
    tried = []

    class Failing(Channel):
        def _send_once(self, session, post):
            tried.append(session)
            raise error

    channel = Failing(tmp_path / "ca.pem", Secret("none"))
    channel._session = requests.Session()
    with pytest.raises(UnreachableError):
        channel.post(["https://127.0.0.1:9"], "/x", b"", {})
    assert len(tried) == tries


def test_errors_are_described_for_people():
    """Unknown ones keep their own words."""
    assert "DNS" in describe(OSError("NameResolutionError: no"))
    assert describe(OSError("odd")) == "OSError: odd"
