"""A running agent follows its identity file."""

import msgspec
import pytest

from agent import identity
from agent.kept_identity import KeptIdentity


@pytest.fixture
def own(tmp_path):
    """Return an identity that waits for approval."""
    made = identity.new_identity(("https://c:9847",), "0" * 64, now=5.0)
    made = msgspec.structs.replace(made, state="pending")
    identity.save(tmp_path, made)
    return made


def test_a_replaced_credential_is_used(tmp_path, own):
    """Without a restart."""
    kept = KeptIdentity(tmp_path, own)
    assert kept.current() == own
    new = msgspec.structs.replace(own, credential=identity.new_credential())
    identity.save(tmp_path, new)
    assert kept.current() == new


def test_an_approval_is_noted_once(tmp_path, own):
    """In the file too, beside what somebody else changed there."""
    kept = KeptIdentity(tmp_path, own)
    new = msgspec.structs.replace(own, credential=identity.new_credential())
    identity.save(tmp_path, new)
    kept.approved()
    assert kept.current() == msgspec.structs.replace(new, state="active")
    assert identity.load(tmp_path) == kept.current()
    before = (tmp_path / identity.IDENTITY_FILE).stat()
    kept.approved()
    assert (tmp_path / identity.IDENTITY_FILE).stat() == before


@pytest.mark.parametrize("content", [None, b"junk"])
def test_what_cannot_be_read_changes_nothing(tmp_path, own, content):
    """The agent goes on with what it has."""
    kept = KeptIdentity(tmp_path, own)
    path = tmp_path / identity.IDENTITY_FILE
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert kept.current() == own


def test_another_agents_identity_is_left_for_a_restart(tmp_path, own, caplog):
    """Its reports would be taken for those of this one."""
    kept = KeptIdentity(tmp_path, own)
    identity.save(tmp_path, identity.new_identity(own.urls, own.ca_pin, now=6.0))
    assert kept.current() == own
    assert "restart" in caplog.text
