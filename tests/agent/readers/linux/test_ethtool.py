"""ethtool; texts made by hand in its forms."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.ethtool import read_ethtool

TEXT = """Settings for eno1:
    Supported link modes:   10baseT/Half 10baseT/Full
                            1000baseT/Full
                            2500baseT/Full
    Supported pause frame use: No
    Speed: {speed}
    Duplex: {duplex}
    Auto-negotiation: on
    Link detected: {link}
"""


def test_a_link_has_speed_and_duplex():
    """The most that the card can is read from its modes."""
    found = read_ethtool(TEXT.format(speed="100Mb/s", duplex="Half", link="yes"))
    assert (found.speed_bps, found.duplex, found.link) == (100_000_000, "Half", True)
    assert found.capable_bps == 2_500_000_000
    assert found.auto_negotiation


def test_a_dead_link_has_neither():
    """Unknown is no speed."""
    text = TEXT.format(speed="Unknown!", duplex="Unknown! (255)", link="no (No cable)")
    found = read_ethtool(text)
    assert (found.speed_bps, found.duplex, found.link) == (None, None, False)


def test_a_virtual_card_says_little():
    """Only whether there is a link."""
    found = read_ethtool("Settings for lo:\n\tLink detected: yes\n")
    assert (found.link, found.speed_bps, found.capable_bps) == (True, None, None)


def test_other_texts_are_refused():
    """No such device is no card."""
    with pytest.raises(ReadError):
        read_ethtool("netlink error: No such device\n")
