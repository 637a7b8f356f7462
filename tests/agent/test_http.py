"""The HTTP client trusts one CA, and takes nothing from the environment but proxies."""

import pytest

from agent.http import open_session, proxies_for, timeouts
from agent.shared.secret import Secret


def test_the_environment_changes_no_trust(tmp_path, monkeypatch):
    """REQUESTS_CA_BUNDLE is not heard."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/other.pem")
    with open_session(ca=tmp_path / "ca.pem") as session:
        merged = session.merge_environment_settings(
            "https://x", {}, None, session.verify, None
        )
    assert merged["verify"] == str(tmp_path / "ca.pem")
    assert list(session.headers) == ["User-Agent"]


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("none", {}),
        ("http://p:3128", {"https": "http://p:3128", "http": "http://p:3128"}),
    ],
)
def test_the_settings_choose_the_proxy(setting, found):
    """None at all, or the named one."""
    assert proxies_for("https://c:9847", Secret(setting)) == found


def test_the_environment_may_name_the_proxy(monkeypatch):
    """With its exceptions."""
    monkeypatch.setenv("HTTPS_PROXY", "http://p:1")
    monkeypatch.setenv("NO_PROXY", "near")
    assert proxies_for("https://far", Secret("environment"))["https"] == "http://p:1"
    assert proxies_for("https://near", Secret("environment")) == {}


def test_time_limits_keep_within_the_whole():
    """The last delivery does not hold up the end."""
    assert timeouts(3) == (1, 2)
    assert timeouts()[0] < timeouts()[1]
