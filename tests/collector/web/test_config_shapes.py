"""What web.config may say."""

import contextlib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from collector.web.config_shapes import RateLimit, WebConfig, WebConfigError, decode

HASH = "$2b$10$fzzzzzzzzzzzzzzzzzzzzu4mKzRE6jRjsRJYjRtd4tQu6ZWRbC6Gi"
TLS = "tls_server_config:\n  cert_file: a.pem\n  key_file: b.pem\n"
FULL = f"""{TLS}  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.pem
  client_allowed_sans: [prometheus.example]
  min_version: TLS12
  max_version: TLS13
http_server_config:
  http2: false
  headers:
    Strict-Transport-Security: max-age=31536000
basic_auth_users:
  lan: {HASH}
rate_limit:
  interval: 1m30s
  burst: 5
"""
REFUSED = {
    "tls_server_confg: {}": "tls_server_confg",
    "basic_auth_users: {lan: secret}": "basic_auth_users",
    "basic_auth_users: [lan]": "basic_auth_users",
    f"basic_auth_users: {{lan: '{HASH}'}}\nbasic_auth_users: {{}}": "twice",
    f"basic_auth_users:\n  lan: {HASH}\n  lan: {HASH}": "twice",
    "tls_server_config: {cert_file: a}": "key_file",
    "tls_server_config: {key_file: a}": "cert_file",
    TLS + "  min_version: TLS10": "min_version",
    TLS + "  min_version: SSL3": "min_version",
    TLS + "  min_version: TLS13\n  max_version: TLS12": "min_version",
    TLS + "  client_auth_type: Maybe": "client_auth_type",
    TLS + "  client_auth_type: RequireAnyClientCert": "client_auth_type",
    TLS + "  client_auth_type: RequireAndVerifyClientCert": "client_ca_file",
    TLS + "  client_ca_file: ca.pem": "client_ca_file",
    TLS + "  client_allowed_sans: [a]": "client_allowed_sans",
    TLS + "  cipher_suites: [TLS_AES_128_GCM_SHA256]": "cipher_suites",
    "http_server_config: {headers: {Server: x}}": "Server",
    'http_server_config: {headers: {X-Frame-Options: "a\\r\\nb"}}': "line break",
    "rate_limit: {interval: soon}": "interval",
    "rate_limit: {burst: -1}": "burst",
    "- a": "object",
    "a: [": "not YAML",
    "a: !!python/object:os.system x": "not YAML",
}


def test_a_full_file_is_read():
    """Every key of exporter-toolkit that has a meaning here is understood."""
    config = decode(FULL)
    assert config.basic_auth_users == {"lan": HASH}
    assert config.rate_limit.interval_s == 90
    assert config.tls_server_config.client_allowed_sans == ("prometheus.example",)


def test_an_empty_file_means_the_defaults():
    """No TLS of its own, no users, no limit."""
    assert decode("") == WebConfig()
    assert decode("{}\n") == WebConfig()


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_is_refused_with_its_place(text):
    """The error names the key, so that one finds it."""
    with pytest.raises(WebConfigError, match=REFUSED[text]) as caught:
        decode(text, name="web.yml")
    assert str(caught.value).startswith("web.yml: ")


def test_an_error_never_shows_a_password():
    """Somebody who writes a password where its hash belongs does not find it in logs."""
    with pytest.raises(WebConfigError) as caught:
        decode("basic_auth_users: {lan: hunter2}")
    assert "hunter2" not in str(caught.value)
    with pytest.raises(WebConfigError, match="line 2") as caught:
        decode("basic_auth_users:\n  lan: [hunter2")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "seconds"), [("0s", 0), ("100ms", 0.1), ("1h", 3600), ("1.5s", 1.5)]
)
def test_intervals_are_read_as_go_writes_them(text, seconds):
    """The format is exporter-toolkit's."""
    assert RateLimit(interval=text).interval_s == pytest.approx(seconds)


@given(st.text(max_size=200))
def test_any_text_is_a_config_or_an_error(text):
    """Nothing but WebConfigError comes out of junk."""
    with contextlib.suppress(WebConfigError):
        assert isinstance(decode(text), WebConfig)


_KEYS = st.sampled_from(
    [
        "tls_server_config",
        "cert_file",
        "http_server_config",
        "headers",
        "http2",
        "basic_auth_users",
        "rate_limit",
        "interval",
        "burst",
        "min_version",
        "x",
    ]
)
_TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_TREES)
def test_any_tree_is_a_config_or_an_error(tree):
    """Known keys with values of any type are survived."""
    with contextlib.suppress(WebConfigError):
        assert isinstance(decode(yaml.safe_dump(tree)), WebConfig)
