"""web.config on disk."""

import logging
import os

import pytest

from collector.authority import Authority
from collector.web.config_file import WebConfigFile, make_hash, read
from collector.web.config_shapes import WebConfig, WebConfigError

HASH = "$2b$10$fzzzzzzzzzzzzzzzzzzzzu4mKzRE6jRjsRJYjRtd4tQu6ZWRbC6Gi"
NOW = 1_795_000_000.0
TLS = "tls_server_config: {cert_file: server.pem, key_file: server.pem}\n"


def write(path, text):
    """Write *text* so that the file's time is another one than before."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 10**9, before + 10**9))


def test_without_a_file_the_defaults_hold():
    """Nobody has to write one."""
    assert WebConfigFile(None).current() == WebConfig()


def test_a_changed_file_holds_at_once(tmp_path):
    """A user who is added can sign in with the next request."""
    path = tmp_path / "web.yml"
    write(path, "")
    file = WebConfigFile(path)
    assert file.current().basic_auth_users == {}
    write(path, f"basic_auth_users: {{lan: '{HASH}'}}")
    assert set(file.current().basic_auth_users) == {"lan"}


def test_a_broken_change_is_told_once_and_not_used(tmp_path, caplog):
    """A slip of the pen neither locks everybody out nor lets everybody in."""
    path = tmp_path / "web.yml"
    write(path, f"basic_auth_users: {{lan: '{HASH}'}}")
    file = WebConfigFile(path)
    write(path, "basic_auth_users: {lan: oops}")
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert set(file.current().basic_auth_users) == {"lan"}
    assert len(caplog.records) == 1
    path.unlink()
    assert set(file.current().basic_auth_users) == {"lan"}


def test_paths_are_relative_to_the_file(tmp_path):
    """As with exporter-toolkit, whatever the working directory is."""
    Authority(tmp_path).ensure(["localhost"], now=NOW)
    path = tmp_path / "web.yml"
    write(path, TLS)
    assert read(path).tls_server_config.cert_file == str(tmp_path / "server.pem")


def test_a_certificate_that_is_not_there_is_an_error_at_the_start(tmp_path):
    """The error names the key and the file."""
    path = tmp_path / "web.yml"
    write(path, TLS)
    with pytest.raises(WebConfigError, match=r"cert_file.*server\.pem"):
        read(path)


def test_a_key_of_another_certificate_is_an_error(tmp_path):
    """Key and certificate must fit."""
    for name in ("a", "b"):
        Authority(tmp_path / name).ensure(["localhost"], now=NOW)
    path = tmp_path / "web.yml"
    write(path, "tls_server_config: {cert_file: a/ca.pem, key_file: b/ca.key}")
    with pytest.raises(WebConfigError, match="cert_file"):
        read(path)


def test_a_missing_or_oversized_file_is_an_error(tmp_path):
    """Both are refused with the file's name."""
    with pytest.raises(WebConfigError, match="gone"):
        read(tmp_path / "gone.yml")
    (tmp_path / "big.yml").write_text("#" * (1024 * 1024 + 1))
    with pytest.raises(WebConfigError, match="larger"):
        read(tmp_path / "big.yml")


def test_a_made_hash_is_one_that_the_file_takes(tmp_path):
    """What the first user gets can be read back."""
    path = tmp_path / "web.yml"
    write(path, f"basic_auth_users: {{admin: '{make_hash('mật khẩu')}'}}")
    assert "admin" in read(path).basic_auth_users
