"""Recorded devices served by snmpsim, read through pysnmp as real ones are."""

import json
import threading

import pytest

from agent.__main__ import main
from agent.readers.snmp.rows import below, oid
from agent.shared.secret import Secret
from agent.sources.snmp.credential import Community, User
from agent.sources.snmp.device import Fault, NoAnswerError, WrongCredentialError
from agent.sources.snmp.opening import GREETING, connector, open_device
from tests.support.agreement import required
from tests.support.snmp_agreement import devices, read_all, served, unexplained
from tests.support.snmprec import FOLDER, read_snmprec
from tests.support.snmpsim import AUTH_KEY, PRIV_KEY, USER, snmpsim

pytestmark = pytest.mark.system

SMALL = "nas-synology-ds214se"
MIB_2 = oid("1.3.6.1.2.1")


@pytest.fixture(scope="module")
def indexes(tmp_path_factory):
    """Return the folder where snmpsim keeps what it builds at its first start."""
    if not devices() and not required():
        pytest.skip(f"no recordings of devices in {FOLDER}")
    return tmp_path_factory.mktemp("snmpsim")


@pytest.fixture(scope="module")
def simulated(indexes):
    """Return the address of an agent that is all recorded devices."""
    with snmpsim(indexes) as address:
        yield address


@pytest.fixture(scope="module")
def found(simulated):
    """Return what reading all devices over the network gives."""
    with served(simulated) as opener:
        return read_all(opener)


@pytest.mark.parametrize("name", devices())
def test_a_device_is_read_over_the_network_as_expected(found, name):
    """Each field of the expectation, or an argued exception."""
    assert unexplained(name, found[name]) == {}


def connect(address, credential, *, timeout_s=1.0, retries=1):
    """Return the opened device."""
    door = connector(address, timeout_s=timeout_s, retries=retries)
    return open_device([credential], door).device


def user(**others):
    """Return the user that snmpsim knows, changed."""
    values = {
        "auth_protocol": "sha",
        "auth_key": Secret(AUTH_KEY),
        "priv_protocol": "aes",
        "priv_key": Secret(PRIV_KEY),
        "context": SMALL,
    }
    return User("u", **({"user": USER} | values | others))


@pytest.mark.parametrize(
    "credential",
    [Community("c", Secret(SMALL), "1"), Community("c", Secret(SMALL)), user()],
)
def test_every_version_reads_the_same(simulated, credential):
    """But for 64-bit counters, which SNMPv1 does not have."""
    recorded = read_snmprec(FOLDER / f"{SMALL}.snmprec")
    device = connect(simulated, credential)
    try:
        rows = device.walk(MIB_2)
    finally:
        device.close()
    expected = {(*MIB_2, *rest): value for rest, value in below(recorded, MIB_2)}
    assert rows.stopped is None
    if isinstance(credential, Community) and credential.version == "1":
        lines = (FOLDER / f"{SMALL}.snmprec").read_text("latin-1").splitlines()
        counters64 = {oid(line.split("|")[0]) for line in lines if "|70|" in line}
        expected = {n: v for n, v in expected.items() if n not in counters64}
    assert rows.values == expected


def test_unsorted_tables_are_read_whole(simulated):
    """An agent that steps back 1050 times."""
    name = "bdcom-s5612-unsorted"
    recorded = read_snmprec(FOLDER / f"{name}.snmprec")
    device = connect(simulated, Community("c", Secret(name)))
    rows = device.walk(MIB_2)
    device.close()
    assert rows.stopped is None
    assert len(rows.values) == sum(1 for _ in below(recorded, MIB_2))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"user": "nobody"}, Fault.USER),
        ({"auth_key": Secret("wrong-wrong")}, Fault.AUTH_KEY),
        ({"priv_key": Secret("wrong-wrong")}, Fault.PRIV_KEY),
        ({"priv_protocol": "", "priv_key": None}, Fault.LEVEL),
    ],
)
def test_what_is_wrong_with_a_v3_user_is_named(simulated, change, why):
    """The device lives, so this is not silence."""
    with pytest.raises(WrongCredentialError) as caught:
        connect(simulated, user(**change))
    assert caught.value.why is why
    assert "wrong-wrong" not in repr(caught.value)


def test_a_restarted_device_and_its_successor_are_read_on(tmp_path):
    """SNMPv3: time goes back with a restart, and a replacement has another engine ID."""
    data = tmp_path / "data"
    data.mkdir()
    (data / f"{SMALL}.snmprec").write_text("1.3.6.1.2.1.1.3.0|67|5\n", "ascii")
    told = []
    with snmpsim(tmp_path, data=data, engine="8000000001020304") as address:
        device = connect(address, user())
        told.append(device.get(GREETING))
    for engine in ("8000000001020304", "8000000001020305"):
        with snmpsim(tmp_path, data=data, port=address.port, engine=engine):
            told.append(device.get(GREETING))
    device.close()
    assert told == [{GREETING[1]: 5}] * 3


def test_the_credential_that_works_is_named(simulated):
    """After silence to a wrong community and a refusal of a wrong key."""
    wanted = [
        Community("wrong", Secret("nobody-knows")),
        user(auth_key=Secret("wrong-wrong")),
        Community("right", Secret(SMALL)),
    ]
    opened = open_device(wanted, connector(simulated, timeout_s=0.5, retries=0))
    opened.device.close()
    assert opened.credential == "right"


def test_several_devices_are_read_at_once(simulated):
    """Each in a thread, with an engine of its own."""
    told = {}

    def read(name):
        device = connect(simulated, Community("c", Secret(name)))
        told[name] = device.get(GREETING)
        device.close()

    names = devices()[:6]
    threads = [threading.Thread(target=read, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == names


def test_the_command_prints_a_device(simulated, capsys, tmp_path):
    """As a person calls it, with the community in a file."""
    file = tmp_path / "community"
    file.write_text(SMALL, encoding="utf-8")
    host = f"{simulated.host}:{simulated.port}"
    assert main(["switch", "read", host, "--community-file", str(file), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document["ports"]) == 3
    assert document["credential"] == "community-file 1"


def test_the_command_says_what_is_wrong(simulated, capsys):
    """A wrong community looks like a dead device; both are told."""
    host = f"{simulated.host}:{simulated.port}"
    words = ["switch", "read", host, "--community", "nobody-knows"]
    assert main([*words, "--timeout-s", "0.3", "--retries", "0"]) == 1
    told = capsys.readouterr().err
    assert "no answer" in told
    assert "nobody-knows" not in told


def test_nobody_there_is_no_answer(simulated):
    """A closed port of a living machine."""
    from tests.support.snmpsim import free_udp_port

    gone = type(simulated)("127.0.0.1", free_udp_port())
    with pytest.raises(NoAnswerError):
        connect(gone, Community("c", Secret("public")), timeout_s=0.2, retries=0)


def test_devices_are_discovered_by_community_and_by_user(simulated, tmp_path, capsys):
    """In their range, of which all other addresses are silent."""
    words = ["switch", "discover", "127.0.0.1-127.0.0.6", "--json"]
    words += ["--port", str(simulated.port), "--timeout-s", "2", "--rate", "100"]
    empty = tmp_path / "agent.toml"
    empty.write_text("", encoding="utf-8")
    words += ["--config", str(empty)]
    auth, priv = tmp_path / "auth", tmp_path / "priv"
    auth.write_text(AUTH_KEY, encoding="utf-8")
    priv.write_text(PRIV_KEY, encoding="utf-8")
    by_user = ["--v3-user", USER, "--v3-auth-key-file", str(auth)]
    by_user += ["--v3-priv-key-file", str(priv), "--v3-context", SMALL]
    for credential in (["--community", "nobody", "--community", SMALL], by_user):
        assert main([*words, *credential]) == 0
        printed = json.loads(capsys.readouterr().out)
        [proposal] = printed["proposals"]
        assert (proposal["address"], proposal["kind"]) == ("127.0.0.1", "nas")
        assert proposal["model"] == "DS214se"
        assert proposal["credential"] in {"community 2", "v3-user"}
        assert printed["asked"] == 6
