"""The identity file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.identity import (
    CREDENTIAL_AGE_S,
    IDENTITY_FILE,
    IdentityError,
    load,
    new_identity,
    rotation_due,
    save,
)


def test_what_is_saved_is_loaded(tmp_path):
    """Nothing is no error; the secret does not print."""
    assert load(tmp_path) is None
    own = new_identity(("https://c:9847",), "0" * 64, now=5.0)
    save(tmp_path / "new", own)
    assert load(tmp_path / "new") == own
    assert own.credential.reveal() not in repr(own)
    assert [p.name for p in (tmp_path / "new").iterdir()] == [IDENTITY_FILE]


@given(content=st.binary(max_size=300))
def test_a_damaged_file_says_what_to_do(content, tmp_path_factory):
    """Never taken for a missing one, which would enrol the machine anew."""
    folder = tmp_path_factory.mktemp("identity")
    (folder / IDENTITY_FILE).write_bytes(content)
    with pytest.raises(IdentityError, match="revoke"):
        load(folder)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """The reason is in the message."""
    (tmp_path / "x").write_text("in the way")
    with pytest.raises(IdentityError, match="cannot be written"):
        save(tmp_path / "x", new_identity(("https://c",), "", now=0.0))


def test_a_credential_is_old_after_90_days(tmp_path):
    """Only of an identity that a collector knows."""
    import msgspec

    own = new_identity(("https://c",), "", now=0.0)
    assert not rotation_due(own, now=CREDENTIAL_AGE_S + 1)
    live = msgspec.structs.replace(own, state="active")
    assert rotation_due(live, now=CREDENTIAL_AGE_S + 1)
    assert not rotation_due(live, now=CREDENTIAL_AGE_S - 1)
