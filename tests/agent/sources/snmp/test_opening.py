"""A list of credentials, tried in order."""

import pytest

from agent.shared.secret import Secret
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community
from agent.sources.snmp.device import Fault, NoAnswerError, WrongCredentialError
from agent.sources.snmp.opening import open_device
from tests.support.snmp_exchange import FakeExchange

LIST = [Community(name, Secret(f"{name}-secret")) for name in ("one", "two", "three")]


class Doors:
    """Takes one of the credentials; the others get no answer, or *error*."""

    def __init__(self, taken, error=None):
        self.taken = taken
        self.error = error
        self.opened = {}

    def connect(self, credential):
        """Return the device as this credential finds it."""
        exchange = FakeExchange({})
        exchange.dead = credential.name != self.taken
        if credential.name == "two" and self.error:
            exchange.dead = False

            def refuse(reply):
                raise self.error

            exchange._spoil = refuse
        self.opened[credential.name] = exchange
        return Asker(exchange, lambda: 0.0)


@pytest.mark.parametrize("taken", ["one", "two", "three"])
def test_the_first_that_is_taken_is_named(taken):
    """An answer is enough, even one without a value; the others are closed."""
    doors = Doors(taken)
    opened = open_device(LIST, doors.connect)
    assert opened.credential == taken
    assert [n for n, e in doors.opened.items() if not e.closed] == [taken]


def test_silence_to_all_is_no_answer():
    """And every one was tried and closed."""
    doors = Doors(None)
    with pytest.raises(NoAnswerError):
        open_device(LIST, doors.connect)
    assert all(exchange.closed for exchange in doors.opened.values())
    assert list(doors.opened) == ["one", "two", "three"]


def test_a_wrong_key_says_more_than_silence():
    """So that is what is raised."""
    doors = Doors(None, WrongCredentialError(Fault.AUTH_KEY))
    with pytest.raises(WrongCredentialError):
        open_device(LIST, doors.connect)


def test_no_secret_is_in_the_error():
    """Whatever prints it."""
    with pytest.raises(NoAnswerError) as caught:
        open_device(LIST, Doors(None).connect)
    assert "secret" not in repr(caught.value)
