"""cryptsetup; texts made by hand in its forms (real ones: tests/system)."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.cryptsetup import read_cryptsetup

STATUS = """/dev/mapper/home is active and is in use.
  type:    LUKS2
  cipher:  aes-xts-plain64
  keysize: 512 bits
  key location: keyring
  device:  /dev/sda3
  sector size:  512
  mode:    read/write
"""
DUMP_1 = """LUKS header information for /dev/sda3

Version:       \t1
Cipher name:   \taes
Cipher mode:   \txts-plain64
Hash spec:     \tsha256
Payload offset:\t4096
MK bits:       \t256

Key Slot 0: ENABLED
\tIterations:         \t1000
Key Slot 1: DISABLED
Key Slot 2: ENABLED
"""


def test_an_open_mapping_is_active():
    """Type, cipher and key size in bits."""
    found = read_cryptsetup(STATUS)
    assert found.active
    assert (found.version, found.cipher) == (2, "aes-xts-plain64")
    assert (found.key_bits, found.device) == (512, "/dev/sda3")


def test_a_closed_mapping_is_not():
    """``inactive`` is an answer, too."""
    assert read_cryptsetup("/dev/mapper/home is inactive.\n").active is False


def test_used_slots_of_luks1_are_counted():
    """Disabled ones are not."""
    found = read_cryptsetup(DUMP_1)
    assert (found.version, found.keyslots) == (1, 2)
    assert (found.cipher, found.key_bits) == ("aes-xts-plain64", 256)


def test_metadata_without_slots_opens_nothing():
    """A damaged document has what it has."""
    found = read_cryptsetup('{"keyslots": {}, "segments": {"0": {"encryption": "x"}}}')
    assert (found.keyslots, found.cipher, found.key_bits) == (0, "x", None)


@pytest.mark.parametrize(
    "text", ["{}", "[]", "Device x is not a valid LUKS device.", ""]
)
def test_other_texts_are_refused(text):
    """An error message is no header."""
    with pytest.raises(ReadError):
        read_cryptsetup(text)
