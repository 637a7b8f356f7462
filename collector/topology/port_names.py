"""Which port of a device is meant by what its neighbour calls it."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from agent.shared.survey import Neighbour, Port, Survey
from collector.topology.macs import mac_of

# In time that grows with the text alone, whatever a device calls its ports.
_NAME = re.compile(r"([a-z](?:[a-z \-_]*[a-z])?)[ \-_]*(\d+(?:[/.:]\d+)*)")
_WORDS = re.compile(r"[\s,;()]+")
_NUMBER = re.compile(r"\d{1,9}")


def find_port(survey: Survey, neighbour: Neighbour) -> int | None:
    """Return the ifIndex of the port of *survey* that *neighbour* was announced from.

    By its port ID, else by its description of the port; None if neither tells one
    port alone.
    """
    ports = [p for p in survey.ports if p.physical] or list(survey.ports)
    identifier = neighbour.remote_port.strip()
    found = None
    mac = mac_of(identifier)
    if mac is not None:
        found = _only(ports, lambda port: port.mac == mac)
    for text in (identifier, neighbour.remote_port_description.strip()):
        if found is None and text:
            found = port_called(ports, text)
    if found is None and _NUMBER.fullmatch(identifier):
        found = _numbered(ports, int(identifier))
    if found is None:
        found = _within(ports, neighbour.remote_port_description)
    return found


def port_called(ports: Iterable[Port], text: str) -> int | None:
    """Return the ifIndex of the one port that *text* names, in full or shortened."""
    ports = list(ports)
    wanted = text.casefold()
    for known in (_names, _description, _alias):
        calling = [port for port in ports if wanted in known(port)]
        if len(calling) == 1:
            return calling[0].index
    return _only(
        ports,
        lambda port: same_name(text, port.name) or same_name(text, port.description),
    )


def _names(port: Port) -> set[str]:
    return {port.name.casefold(), port.key.casefold()}


def _description(port: Port) -> set[str]:
    return {port.description.casefold()}


def _alias(port: Port) -> set[str]:
    return {port.alias.casefold()}


def same_name(one: str, other: str) -> bool:
    """Return whether two names may mean one interface.

    The numbers must be equal, and the letters of the shorter stand in the longer in
    the same order from the first on: Gi1/0/1, GE1/0/1 and GigabitEthernet1/0/1.
    """
    first, second = _parts(one), _parts(other)
    if not first or not second or first[1] != second[1]:
        return False
    short, long = sorted((first[0], second[0]), key=len)
    return short[0] == long[0] and _stands_in(short, long)


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[str, str] | None:
    """Return the letters and the numbers of *name*, None if it is none of such."""
    match = _NAME.fullmatch(name.casefold().strip())
    return (match[1], match[2]) if match else None


def _stands_in(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short if letter.isalpha())


def _numbered(ports: list[Port], number: int) -> int | None:
    """Return the port with that ifIndex, else the one at that place."""
    if any(port.index == number for port in ports):
        return number
    return ports[number - 1].index if 0 < number <= len(ports) else None


def _within(ports: list[Port], text: str) -> int | None:
    """Return the one port whose name is a word of *text*."""
    words = {word for word in _WORDS.split(text.casefold()) if len(word) > 2}
    if not words:
        return None
    return _only(
        ports,
        lambda port: (
            not words.isdisjoint({port.name.casefold(), port.description.casefold()})
        ),
    )


def _only(ports: Iterable[Port], fits: Callable[[Port], bool]) -> int | None:
    found = {port.index for port in ports if fits(port)}
    return found.pop() if len(found) == 1 else None
