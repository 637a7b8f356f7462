"""Secrets come from files that only their owner may read."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.shared.secret import Secret
from agent.shared.switch_settings import CredentialSettings, SwitchSettings
from agent.sources.snmp.credential import Community, User
from agent.switches.credentials import (
    Keyring,
    SecretFileError,
    credential,
    credentials,
    names_to_try,
)


def written(path, content, mode=0o600):
    """Return *path*, which now holds *content*."""
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_a_community_and_a_user_are_read(tmp_path):
    """Line ends and Notepad's mark belong to no secret; the order stays."""
    public = written(tmp_path / "c", b"\xef\xbb\xbfpub lic\r\n")
    auth = written(tmp_path / "a", b"authauth\n")
    priv = written(tmp_path / "p", "privpriv".encode("utf-16"))
    found = credentials(
        SwitchSettings(
            credentials=(
                CredentialSettings("read", community_file=public),
                CredentialSettings(
                    "v3", "3", user="u", auth_key_file=auth, priv_key_file=priv
                ),
                CredentialSettings("bare", "3", user="u"),
            )
        )
    )
    assert found == {
        "read": Community("read", Secret("pub lic"), "2c"),
        "v3": User("v3", "u", "sha", Secret("authauth"), "aes", Secret("privpriv")),
        "bare": User("bare", "u"),
    }


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        (None, 0),
        (b"", 0o600),
        (b"hidden\nhidden", 0o600),
        (b"hidden" * 1000, 0o600),
        (b"hidden\xff\xfe", 0o600),
        pytest.param(
            b"hidden",
            0o640,
            marks=pytest.mark.skipif(
                os.name != "posix",
                reason="needs links, pipes or modes, as Linux has them",
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_key(tmp_path, content, mode):
    """The words never hold the secret, nor does what caused them."""
    path = tmp_path / "community"
    if content is not None:
        written(path, content, mode)
    with pytest.raises(SecretFileError) as caught:
        credential(CredentialSettings("read", community_file=path))
    assert str(path) in str(caught.value)
    assert "switches.credentials.read.community_file" in str(caught.value)
    assert "hidden" not in str(caught.value)
    assert not isinstance(caught.value.__cause__, UnicodeError)


def test_a_folder_is_no_secret(tmp_path):
    """Nor is a passphrase of seven letters."""
    with pytest.raises(SecretFileError, match="community_file"):
        credential(CredentialSettings("read", community_file=tmp_path))
    short = written(tmp_path / "a", b"1234567")
    with pytest.raises(SecretFileError, match="auth_key_file"):
        credential(CredentialSettings("v", "3", user="u", auth_key_file=short))


@given(octets=st.binary(max_size=5000))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_gives_a_credential_or_the_documented_error(tmp_path, octets):
    """Whatever somebody puts there."""
    path = written(tmp_path / "any", octets)
    try:
        found = credential(CredentialSettings("read", community_file=path))
    except SecretFileError:
        return
    assert found.community.reveal()


def test_a_changed_file_is_read_again(tmp_path):
    """A file that is mended while the agent runs works from then on."""
    path = tmp_path / "c"
    ring = Keyring(
        SwitchSettings(credentials=(CredentialSettings("read", community_file=path),))
    )
    with pytest.raises(SecretFileError):
        ring.get("read")
    written(path, b"one")
    first = ring.get("read")
    assert ring.get("read") is first
    written(path, b"another")
    assert ring.get("read").community == Secret("another")
    assert ring.names == ("read",)
    with pytest.raises(SecretFileError, match="no credential"):
        ring.get("other")


def test_the_one_that_worked_is_tried_first():
    """And only the one that the settings name, if they name one."""
    assert names_to_try("", "b", ("a", "b", "c")) == ("b", "a", "c")
    assert names_to_try("", "gone", ("a", "b")) == ("a", "b")
    assert names_to_try("c", "b", ("a", "b", "c")) == ("c",)
