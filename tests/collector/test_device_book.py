"""The book of devices follows the store, and never waits for it."""

from collector.device_book import DeviceBook
from collector.devices import device_id
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from tests.support.store_values import AGENT, OTHER, survey

SW1, SW2 = device_id(AGENT, "sw1"), device_id(AGENT, "sw2")


def book_of(*surveys, **more):
    """Return a store with *surveys*, and its book."""
    store = MemoryStore()
    store.commit(Commit(surveys=surveys))
    book = DeviceBook(store, **more)
    book.load()
    return store, book


def test_what_the_store_holds_is_known_after_a_start():
    """In the order the devices came."""
    store, book = book_of(survey(2.0, "sw2"), survey(1.0), survey(3.0, agent=OTHER))
    assert list(book.all()) == store.devices()
    assert book.get(SW1) == store.device(SW1)
    assert book.get("nobody") is None
    assert book.sizes_of(AGENT).keys() == {"sw1", "sw2"}
    assert book.sizes_of("nobody") == {}


def test_what_is_committed_later_is_told_to_the_book():
    """It then says the same as the store; what changes nothing is no new version."""
    store, book = book_of(survey(5.0))
    came = [survey(7.0, serial="new"), survey(3.0, serial="late"), survey(4.0, "sw2")]
    store.commit(Commit(surveys=came))
    book.keep(came)
    assert list(book.all()) == store.devices()
    version = book.version
    book.keep([survey(7.0, serial="new"), survey(5.0)])
    assert book.version == version


def test_what_somebody_else_deletes_is_forgotten():
    """The command line forgets a device while the collector runs."""
    store, book = book_of(survey(1.0), survey(1.0, "sw2"))
    book.refresh()
    version = book.version
    store.forget_device(SW1)
    book.refresh()
    assert [d.id for d in book.all()] == [SW2]
    assert book.version == version + 1


def test_a_device_has_a_name_that_no_other_has():
    """Two agents read devices of one name; the one that came first has it."""
    _, book = book_of(survey(2.0), survey(1.0, agent=OTHER))
    assert book.instance(device_id(OTHER, "sw1")) == "sw1"
    assert book.instance(SW1) == f"sw1~{SW1[:8]}"
    assert book.instance("nobody") == "nobody"


def test_the_state_is_what_the_latest_values_say():
    """Nobody knows anything of a device that was not polled lately."""
    answers = {SW1: True, SW2: False}
    _, book = book_of(is_up=lambda device, _now: answers.get(device))
    assert [book.state(d, 1.0) for d in (SW1, SW2, "x")] == ["up", "down", "unknown"]
