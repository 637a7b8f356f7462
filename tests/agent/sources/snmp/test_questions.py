"""Questions about many names to agents that bear them, and to others."""

import pytest

from agent.readers.snmp.rows import oid
from agent.sources.snmp.device import (
    Fault,
    GarbledError,
    MissingError,
    NoAnswerError,
    WrongCredentialError,
)
from agent.sources.snmp.limits import Limits
from agent.sources.snmp.questions import Questions
from tests.support.snmp_exchange import FakeExchange

BASE = oid("1.3.6.1.2.1.2.2.1")
COLUMNS = [(*BASE, column) for column in range(1, 9)]
ROWS = {(*column, n): n for column in COLUMNS for n in range(1, 11)}


def test_all_names_stand_in_one_packet_if_they_fit():
    """With as many rows as fit besides."""
    exchange = FakeExchange(ROWS)
    heard = Questions(exchange, Limits()).following(COLUMNS)
    assert list(heard.places) == list(range(8))
    assert [name for name, _ in heard.reply[:9]] == [
        *((*column, 1) for column in COLUMNS),
        (*COLUMNS[0], 2),
    ]
    assert exchange.asked == [("bulk", 64)]


def test_names_beyond_what_fits_are_left_for_later():
    """And what the device bears is remembered."""
    exchange = FakeExchange(ROWS, most=3)
    questions = Questions(exchange, Limits())
    assert list(questions.following(COLUMNS).places) == [0, 1]
    exchange.asked.clear()
    assert list(questions.following(COLUMNS).places) == [0, 1]
    assert exchange.asked == [("bulk", 2)]


def test_a_name_that_fails_alone_is_told_apart():
    """And no lesson for the others."""

    class Broken(FakeExchange):
        def _rows(self, names, repetitions):
            if COLUMNS[0] in names:
                raise GarbledError("genErr")
            return super()._rows(names, repetitions)

    exchange = Broken(ROWS)
    questions = Questions(exchange, Limits())
    heard = questions.following(COLUMNS)
    assert (list(heard.places), str(heard.error)) == ([0], "genErr")
    exchange.asked.clear()
    assert len(questions.following(COLUMNS[1:]).places) == 7
    assert exchange.asked == [("bulk", 63)]


@pytest.mark.parametrize("position", [3, 0, 99])
def test_snmpv1_says_which_name_ends_and_is_asked_again(position):
    """Alone, because some agents say nonsense."""

    class Version1(FakeExchange):
        def next(self, names):
            if len(names) > 1:
                raise MissingError(position)
            return super().next(names)

    heard = Questions(Version1(ROWS, has_bulk=False), Limits()).following(COLUMNS)
    accused = 2 if position == 3 else 0
    assert list(heard.places) == [accused]
    assert heard.reply == [((*COLUMNS[accused], 1), 1)]


def test_the_end_of_an_snmpv1_device_is_told():
    """By the error of the name that has no successor."""

    class Version1(FakeExchange):
        def next(self, names):
            raise MissingError(1)

    heard = Questions(Version1(ROWS, has_bulk=False), Limits()).following(COLUMNS)
    assert isinstance(heard.error, MissingError)


@pytest.mark.parametrize(
    "error", [NoAnswerError("no answer"), WrongCredentialError(Fault.USER)]
)
def test_silence_and_a_lost_credential_are_errors(error):
    """Whatever was asked."""

    def refuse(reply):
        raise error

    questions = Questions(FakeExchange(ROWS, spoil=refuse), Limits())
    with pytest.raises(type(error)):
        questions.following(COLUMNS)


def test_one_name_at_a_time_stays_so():
    """Also after something else failed."""
    exchange = FakeExchange(ROWS)
    questions = Questions(exchange, Limits())
    questions.singly()
    assert list(questions.following(COLUMNS).places) == [0]
    assert exchange.asked == [("bulk", 24)]


def test_a_size_that_met_silence_gets_another_chance():
    """A packet was lost; so after many good replies, and later each time."""
    exchange = FakeExchange(ROWS)
    questions = Questions(exchange, Limits())

    def lose_one():
        exchange._silent = 0
        sizes = []
        for _ in range(300):
            exchange.asked.clear()
            questions.following(COLUMNS)
            exchange._silent = 10_000
            sizes.append(exchange.asked[0][1])
            if len(sizes) > 1 and sizes[-1] == 64:
                break
        return len(sizes)

    assert [lose_one(), lose_one()] == [66, 130]


def test_silence_again_and_again_leads_to_single_names():
    """By GETNEXT, which is the least that can be asked."""
    exchange = FakeExchange(ROWS, silent=0)
    questions = Questions(exchange, Limits())
    for _ in range(4):
        exchange.asked.clear()
        assert list(questions.following(COLUMNS).places) == [0]
    assert exchange.asked == [("next", 1)]
