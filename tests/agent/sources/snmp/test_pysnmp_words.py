"""What pysnmp's words become."""

import pytest

from agent.shared.secret import Secret
from agent.sources.snmp.credential import (
    AUTH_PROTOCOLS,
    PRIV_PROTOCOLS,
    Community,
    User,
)
from agent.sources.snmp.device import (
    Fault,
    GarbledError,
    NoAnswerError,
    TooBigError,
    WrongCredentialError,
)
from agent.sources.snmp.pysnmp_words import auth_data, failure, value

pytest.importorskip("pysnmp")
KEY = Secret("hush-hush")


def test_every_kind_of_value_is_read():
    """Numbers, octets, names; whatever is not there is None."""
    from pysnmp.proto import rfc1902, rfc1905

    assert value(rfc1902.Integer32(-5)) == -5
    assert value(rfc1902.Counter32(2**32 - 1)) == 2**32 - 1
    assert value(rfc1902.Counter64(2**64 - 1)) == 2**64 - 1
    assert value(rfc1902.TimeTicks(7)) == 7
    assert value(rfc1902.OctetString(b"\xff\x00")) == b"\xff\x00"
    assert value(rfc1902.IpAddress("192.0.2.1")) == b"\xc0\x00\x02\x01"
    assert value(rfc1902.Opaque(b"x")) == b"x"
    assert value(rfc1902.ObjectIdentifier("1.3.6")) == (1, 3, 6)
    for absent in (
        rfc1902.Null(""),
        rfc1905.noSuchObject,
        rfc1905.noSuchInstance,
        rfc1905.endOfMibView,
    ):
        assert value(absent) is None


def test_a_vlan_is_asked_by_community_or_context():
    """Cisco's two ways."""
    community = Community("c", Secret("public"), "1")
    auth, context = auth_data(community, 7)
    assert (auth.communityName, context) == (b"public@7", "")
    assert auth.message_processing_model == 0
    assert auth_data(User("u", "monitor", context="x"), None)[1] == "x"
    assert auth_data(User("u", "monitor"), 7)[1] == "vlan-7"


@pytest.mark.parametrize("auth", AUTH_PROTOCOLS)
@pytest.mark.parametrize("priv", ["", *PRIV_PROTOCOLS])
def test_all_protocols_of_pysnmp_can_be_asked_for(auth, priv):
    """Each with its own object identifier."""
    priv_key = KEY if priv else None
    data, _ = auth_data(User("u", "monitor", auth, KEY, priv, priv_key), None)
    assert data.security_level == ("authPriv" if priv else "authNoPriv")


def test_pysnmp_knows_the_classes_that_are_told_apart():
    """A renamed class in a new version would be noticed here."""
    from pysnmp.proto import errind

    from agent.sources.snmp.pysnmp_words import _FAULTS

    missing = {name for name in _FAULTS if not hasattr(errind, name)}
    assert missing <= {"UnknownContext", "UnavailableContext"}


def test_indications_become_named_errors():
    """Silence, a wrong part of the credential, or nonsense."""
    assert isinstance(failure("RequestTimedOut"), NoAnswerError)
    assert isinstance(failure("TooBig"), TooBigError)
    assert isinstance(failure("EmptyResponse"), GarbledError)
    wrong = failure("WrongDigest")
    assert isinstance(wrong, WrongCredentialError)
    assert wrong.why is Fault.AUTH_KEY
