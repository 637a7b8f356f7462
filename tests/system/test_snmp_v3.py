"""SNMPv3 with net-snmp's own agent: protocols, wrong credentials, changing engines."""

import contextlib
from pathlib import Path

import pytest

from agent.readers.snmp.rows import oid
from agent.shared.secret import Secret
from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import User
from agent.sources.snmp.device import Fault, NoAnswerError, WrongCredentialError
from agent.sources.snmp.opening import connector, open_device
from tests.support.processes import need
from tests.support.snmpd import AUTH_KEY, PRIV_KEY, Account, snmpd
from tests.support.snmpsim import free_udp_port

pytestmark = pytest.mark.system

SYSTEM = oid("1.3.6.1.2.1.1")
BOOTS = oid("1.3.6.1.6.3.10.2.1.2.0")
TIME = oid("1.3.6.1.6.3.10.2.1.3.0")
LOCATION = oid("1.3.6.1.2.1.1.6.0")
AUTH = {
    "md5": "MD5",
    "sha": "SHA",
    "sha224": "SHA-224",
    "sha256": "SHA-256",
    "sha384": "SHA-384",
    "sha512": "SHA-512",
}
PRIV = {
    "": "",
    "des": "DES",
    "aes": "AES",
    "aes192": "AES-192-C",
    "aes256": "AES-256-C",
    "aes192-blumenthal": "AES-192",
    "aes256-blumenthal": "AES-256",
}
"""Our names of protocols, and snmpd's. It has no 3DES."""
PAIRS = [("", ""), *((auth, priv) for auth in AUTH for priv in PRIV)]
ENGINES = ("80001f880401020304", "80001f880401020305")


def account(auth, priv):
    """Return the user with these protocols as snmpd knows it."""
    return Account(f"user-{auth}-{priv}", AUTH.get(auth, ""), PRIV[priv])


def user(auth="sha256", priv="aes", **others):
    """Return the same user as we know it, changed."""
    values = {
        "user": f"user-{auth}-{priv}",
        "auth_protocol": auth,
        "auth_key": Secret(AUTH_KEY) if auth else None,
        "priv_protocol": priv,
        "priv_key": Secret(PRIV_KEY) if priv else None,
    }
    return User("u", **(values | others))


@contextlib.contextmanager
def opened(address, credential, *, timeout_s=1.0, retries=1):
    """Open the device for the length of a block."""
    door = connector(address, timeout_s=timeout_s, retries=retries)
    device = open_device([credential], door).device
    try:
        yield device
    finally:
        device.close()


@pytest.fixture(scope="module")
def agent(tmp_path_factory):
    """Return the address of an agent that knows a user of each kind."""
    accounts = [account(*pair) for pair in PAIRS]
    with snmpd(tmp_path_factory.mktemp("snmpd"), accounts) as (address, _):
        yield address


@pytest.mark.parametrize(("auth", "priv"), PAIRS)
def test_every_pair_of_protocols_reads(agent, auth, priv):
    """That both sides have."""
    with opened(agent, user(auth, priv)) as device:
        assert device.get([LOCATION]) == {LOCATION: b"a rack"}
        rows = device.walk(SYSTEM)
        assert (rows.stopped, rows.values[LOCATION]) == (None, b"a rack")


def test_columns_are_read_by_snmpv3(agent):
    """Side by side, as by communities."""
    columns = [oid(f"1.3.6.1.2.1.1.9.1.{column}") for column in (2, 3, 4)]
    with opened(agent, user()) as device:
        rows = device.columns(columns)
        assert rows.stopped is None
        expected = [device.walk(column).values for column in columns]
    assert rows.values == {n: v for walk in expected for n, v in walk.items()}
    assert len({len(walk) for walk in expected}) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"user": "nobody"}, Fault.USER),
        ({"auth_key": Secret("wrong-wrong")}, Fault.AUTH_KEY),
        ({"auth_protocol": "sha512"}, Fault.AUTH_KEY),
        ({"priv_key": Secret("wrong-wrong")}, Fault.PRIV_KEY),
        ({"priv_protocol": "aes256"}, Fault.PRIV_KEY),
        ({"user": "user-sha256-"}, Fault.LEVEL),  # has no privacy, and we ask for it
        ({"user": "user--", "priv_protocol": "", "priv_key": None}, Fault.LEVEL),
    ],
)
def test_what_is_wrong_with_a_user_is_named(agent, change, why):
    """And no key is."""
    with pytest.raises(WrongCredentialError) as caught, opened(agent, user(**change)):
        pass
    assert caught.value.why is why
    assert "wrong-wrong" not in repr(caught.value)


def test_a_level_that_is_too_low_is_refused(agent):
    """The agent lets this user read with privacy alone."""
    too_low = user(priv_protocol="", priv_key=None)
    with pytest.raises(WrongCredentialError) as caught, opened(agent, too_low):
        pass
    assert caught.value.why is Fault.LEVEL


class Life:
    """A device object that outlives what happens to the device behind it."""

    def __init__(self, folder):
        self.folder = folder
        self.port = 0
        self.device = None

    @contextlib.contextmanager
    def run(self, engine=ENGINES[0], **options):
        """Run the device; the object is opened at its first run."""
        users = [account("sha256", "aes")]
        with snmpd(
            self.folder, users, engine=engine, port=self.port, **options
        ) as found:
            address, _ = found
            self.port = address.port
            if self.device is None:
                door = connector(address, timeout_s=1.0, retries=1)
                self.device = open_device([user()], door).device
            yield

    def boots(self):
        """Return how often the engine has started, as it says."""
        return self.device.get([BOOTS])[BOOTS]


@pytest.fixture
def life(tmp_path):
    """Return a device that begins to live."""
    life = Life(tmp_path)
    yield life
    life.device.close()


def test_a_restarted_device_is_read_on(life):
    """Its engine has started once more, and its time began anew."""
    told = []
    for _ in range(3):
        with life.run():
            told += [life.boots(), life.boots()]
    assert told == [1, 1, 2, 2, 3, 3]


def test_a_device_that_forgot_its_boots_is_read_on(life):
    """Reset to what it left the factory with: the same engine, started less often."""
    told = []
    for _ in range(3):
        with life.run():
            told.append(life.boots())
    (life.folder / "state" / "snmpd.conf").unlink()
    for _ in range(2):
        with life.run():
            told.append(life.boots())
    assert told == [1, 2, 3, 1, 2]


def test_a_replaced_device_is_read_on(life):
    """Another engine at the same address, and back."""
    told = []
    for engine in (*ENGINES, ENGINES[0]):
        (life.folder / "state" / "snmpd.conf").unlink(missing_ok=True)
        with life.run(engine):
            told += [life.boots(), life.boots()]
    assert told == [1] * 6


def test_a_device_whose_clock_jumps_is_read_on(life):
    """More than the 150 s of the time window, within one boot."""
    clock = life.folder / "clock"
    clock.write_text("+0", encoding="ascii")
    preload = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not preload:
        need("libfaketime")
    variables = {
        "LD_PRELOAD": str(preload[0]),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
    }
    with life.run(environment=variables):
        told = [life.device.get([TIME])[TIME]]
        for jump in ("+1000", "+100000"):
            clock.write_text(jump, encoding="ascii")
            told.append(life.device.get([TIME])[TIME])
            assert life.boots() == 1
    assert told[0] < 150
    assert told[1] >= 1000
    assert told[2] >= 100_000


def test_a_device_that_goes_away_is_silent_and_comes_back(life):
    """The object is the same all the time."""
    with life.run():
        assert life.boots() == 1
    with pytest.raises(NoAnswerError):
        life.boots()
    with life.run():
        assert life.boots() == 2


def test_a_dead_device_is_silence_and_no_wrong_key():
    """Nobody is there, so nothing is known of the keys."""
    gone = Address("127.0.0.1", free_udp_port())
    door = connector(gone, timeout_s=0.3, retries=1)
    with pytest.raises(NoAnswerError):
        open_device([user()], door)
