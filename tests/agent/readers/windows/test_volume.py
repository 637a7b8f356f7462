"""Names of encryption methods."""

import pytest

from agent.readers.windows.volume import method_of


@pytest.mark.parametrize(
    ("value", "method"),
    [
        ("XtsAes128", "XTS_AES_128"),
        ("XTS-AES 256", "XTS_AES_256"),
        ("AES 256", "AES_256"),
        ("Aes128Diffuser", "AES_128_DIFFUSER"),
        ("AES 128 with Diffuser", "AES_128_DIFFUSER"),
        ("AES 256 mit Diffusor", "AES_256_DIFFUSER"),
        ("Hardware Encryption", "HARDWARE"),
        (7, "XTS_AES_256"),
        (0, None),
        (99, None),
        (-1, None),
        ("None", None),
        ("Keine", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_a_method_in_any_form(value, method):
    """As WMI's number, PowerShell's name, or manage-bde's words."""
    assert method_of(value) == method
