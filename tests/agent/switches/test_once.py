"""Every device read once, as a person wants to see it."""

from agent.sources.snmp.device import NoAnswerError
from agent.switches.credentials import Keyring
from agent.switches.once import Reader
from agent.switches.slow import NO_LEVELS
from tests.support.watched_devices import Office


def reader(office):
    """Return a reader of the devices of *office*."""
    made = Reader(office.settings, office.clock, office.connect, NO_LEVELS)
    made._keyring = office.shared.keyring
    return made


def test_each_device_gives_its_samples_and_its_survey():
    """With the first credential that it takes, and closed afterwards."""
    office = Office("a", "b", credentials=("wrong", "read"))
    one, two = reader(office).all()
    assert (one.device.name, one.credential, one.trouble) == ("a", "read", None)
    assert [port.key for port in two.survey.ports] == ["Gi1", "Gi2"]
    values = {(s.metric.name, *s.labels): s.value for s in one.labelled()}
    assert values["hatang_device_up", "a"] == 1
    assert values["hatang_switch_port_up", "a", "Gi1"] == 1
    assert all(exchange.closed for exchange in office.exchanges.values())


def test_a_silent_device_costs_only_itself():
    """What is wrong is said."""
    office = Office("a", "b")
    office.dead.add("a")
    one, two = reader(office).all()
    assert isinstance(one.trouble, NoAnswerError)
    assert [s.value for s in one.samples] == [0]
    assert two.trouble is None


def test_a_greeting_asks_one_question():
    """For the doctor."""
    office = Office("a")
    (one,) = reader(office).all(greet_only=True)
    assert (one.credential, one.survey) == ("read", None)
    assert office.exchanges["a"].asked == [("get", 2)]


def test_a_credential_that_cannot_be_read_is_the_trouble():
    """The files of the settings are not there."""
    office = Office("a")
    plain = Reader(office.settings, office.clock, office.connect, NO_LEVELS)
    assert isinstance(plain._keyring, Keyring)
    (one,) = plain.all()
    assert "community_file" in str(one.trouble)
